//! The kinds of names and their BIOES labels.

use serde::{Deserialize, Serialize};

/// A kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A human being.
    Person,
    /// A country, administrative area, natural feature or building.
    Place,
    /// A company, authority, school, team or other body.
    Organization,
}

impl Kind {
    /// All kinds, in the order of their labels.
    pub const ALL: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organization];

    /// The name data sets give the kind: `PER`, `LOC` or `ORG`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "PER",
            Kind::Place => "LOC",
            Kind::Organization => "ORG",
        }
    }

    /// The kind that data sets call `name`: `PER`, `person`, `nr`; `LOC`, `GPE`, `ns`; `ORG`, `company`, `nt`; ...
    ///
    /// `None` for kinds that are none of the three (`TIME`, `book`, `nz`).
    pub fn parse(name: &str) -> Option<Kind> {
        let spelt = |words: &[&str]| words.iter().any(|w| w.eq_ignore_ascii_case(name));
        SPELLINGS.iter().find(|(_, words)| spelt(words)).map(|&(kind, _)| kind)
    }
}

/// What data sets call each kind: Universal NER, OntoNotes, the PKU tag set, MSRA, CLUENER, Boson.
const SPELLINGS: &[(Kind, &[&str])] = &[
    (Kind::Person, &["PER", "PERSON", "PEOPLE", "nr", "Nh", "name", "person_name"]),
    (Kind::Place, &["LOC", "LOCATION", "GPE", "FAC", "PLACE", "ns", "address", "scene"]),
    (
        Kind::Organization,
        &["ORG", "ORGANIZATION", "ORGANISATION", "nt", "Ni", "company", "government", "org_name", "company_name"],
    ),
];

/// The number of labels: one for outside, four for each kind.
pub(super) const LABELS: usize = 1 + 4 * Kind::ALL.len();

/// The label of a character outside of all names.
pub(super) const OUTSIDE: usize = 0;

/// A name as character positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// Where in a name a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Begin,
    Inside,
    End,
    Single,
}

const PLACES: [Place; 4] = [Place::Begin, Place::Inside, Place::End, Place::Single];

/// The label for a place in a name.
pub(super) const fn label(kind: Kind, place: Place) -> usize {
    1 + 4 * kind as usize + place as usize
}

/// What a label says; `None` for [`OUTSIDE`].
pub(super) fn meaning(label: usize) -> Option<(Kind, Place)> {
    let rest = label.checked_sub(1)?;
    Some((*Kind::ALL.get(rest / 4)?, PLACES[rest % 4]))
}

/// Whether a name may begin (`true`) or must go on (`false`) after the label.
pub(super) fn closed(label: usize) -> bool {
    !matches!(meaning(label), Some((_, Place::Begin | Place::Inside)))
}

/// Whether the label may stand at the start of a sentence or after a finished name.
pub(super) fn opening(label: usize) -> bool {
    !matches!(meaning(label), Some((_, Place::Inside | Place::End)))
}

/// Whether `next` may follow `label`.
pub(super) fn follows(label: usize, next: usize) -> bool {
    match (closed(label), opening(next)) {
        (true, true) => true,
        (false, false) => meaning(label).map(|m| m.0) == meaning(next).map(|m| m.0),
        _ => false,
    }
}

/// The labels of a sentence of `len` characters with these names.
pub(super) fn labels(len: usize, names: &[Name]) -> Vec<u8> {
    let mut out = vec![OUTSIDE as u8; len];
    for name in names {
        let end = name.end.min(len);
        for (i, label_at) in out.iter_mut().enumerate().take(end).skip(name.start) {
            let place = match (i == name.start, i + 1 == end) {
                (true, true) => Place::Single,
                (true, false) => Place::Begin,
                (false, true) => Place::End,
                (false, false) => Place::Inside,
            };
            *label_at = label(name.kind, place) as u8;
        }
    }
    out
}

/// The names that labels spell; a run that is not well formed is left out.
pub(super) fn names(labels: &[u8]) -> Vec<Name> {
    let mut out = Vec::new();
    let mut open = None;
    for (i, &l) in labels.iter().enumerate() {
        match meaning(l as usize) {
            Some((kind, Place::Single)) => out.push(Name { start: i, end: i + 1, kind }),
            Some((_, Place::Begin)) => open = Some(i),
            Some((kind, Place::End)) => out.extend(open.take().map(|start| Name { start, end: i + 1, kind })),
            Some((_, Place::Inside)) => {}
            None => open = None,
        }
    }
    out
}

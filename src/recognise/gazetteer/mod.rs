//! The gazetteer: the administrative divisions of China down to towns, the countries, cities and regions of the world.
//!
//! Places have real parents and codes; names that are ordinary words as well say so. The tables and where they come from
//! are told in `tools/places.py`, `data/world.tsv` and NOTICE.

mod choose;
mod find;
mod load;
mod names;
mod place;

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use names::Names;
pub use place::{Candidate, Form, Level, Place, PlaceId, PlaceMatch};

/// Places and their names.
pub struct Gazetteer {
    places: Vec<Place>,
    by_code: FxHashMap<Cow<'static, str>, PlaceId>,
    /// Candidates, those of one name side by side.
    candidates: Vec<Candidate>,
    letters: Vec<(char, PlaceId)>,
    names: Names,
}

/// What a name stands for: its candidates, and whether they are the letters of a list.
#[derive(Clone, Copy)]
struct Pattern {
    start: u32,
    end: u32,
    list: bool,
}

impl Gazetteer {
    /// The gazetteer that is built in; loaded at the first call.
    pub fn embedded() -> &'static Gazetteer {
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let packed: &[u8] = include_bytes!("../../../data/places.tsv.zst");
            let divisions = zstd::decode_all(packed).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            Gazetteer::new(include_str!("../../../data/world.tsv"), String::leak(divisions.unwrap_or_default()))
        })
    }

    /// Reads the world's table and the divisions of China; a row that is not understood is passed over.
    fn new(world: &'static str, divisions: &'static str) -> Self {
        let load::Tables { places, mut names, lists, mut letters } = load::Tables::read(world, divisions);
        names.sort_unstable();
        names.dedup();
        let mut candidates = Vec::with_capacity(names.len());
        let mut by_words = Names::default();
        for same in names.chunk_by(|a, b| a.0 == b.0) {
            let start = candidates.len() as u32;
            candidates.extend(same.iter().map(|n| n.1));
            by_words.add(same[0].0, Pattern { start, end: candidates.len() as u32, list: false });
        }
        // A list that is the name of a place, or was given before, stands for that.
        for (list, letters) in lists {
            let start = candidates.len() as u32;
            let letter = |place| Candidate { place, form: Form::Letter, ambiguous: false };
            candidates.extend(letters.into_iter().map(letter));
            by_words.add(list, Pattern { start, end: candidates.len() as u32, list: true });
        }
        let by_code = places.iter().zip(0..).map(|(place, id)| (place.code.clone(), PlaceId(id))).collect();
        letters.sort_unstable();
        Gazetteer { places, by_code, candidates, letters, names: by_words }
    }

    /// All places, in the order of the tables.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.places.len() as u32).map(PlaceId)
    }

    /// The place of an id this gazetteer gave.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The place of a code (450381, US, JP/东京, 长三角).
    pub fn by_code(&self, code: &str) -> Option<PlaceId> {
        self.by_code.get(code).copied()
    }

    /// The places that `name` as a whole may mean; none when it is no name.
    pub fn named(&self, name: &str) -> &[Candidate] {
        self.names.get(name).filter(|pattern| !pattern.list).map_or(&[], |pattern| self.of(pattern))
    }

    /// The place that a letter stands for among others of its kind (古 in 中古两国).
    pub fn letter(&self, letter: char) -> Option<PlaceId> {
        let at = self.letters.binary_search_by_key(&letter, |l| l.0);
        at.ok().map(|at| self.letters[at].1)
    }

    /// What the place lies in, the nearest first: county, prefecture, province, country, continent.
    pub fn ancestors(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        std::iter::successors(self.place(id).parent, |id| self.place(*id).parent)
    }

    /// Whether `inner` lies in `outer`, or in a member of the region `outer`; not true of a place and itself.
    pub fn is_within(&self, inner: PlaceId, outer: PlaceId) -> bool {
        inner != outer && self.reaches(inner, outer, 4)
    }

    /// Regions have members that are regions (大湾区, 珠三角, 广州), never deeper than `depth`.
    fn reaches(&self, inner: PlaceId, outer: PlaceId, depth: u8) -> bool {
        let members = &self.place(outer).members;
        inner == outer
            || self.ancestors(inner).any(|a| a == outer)
            || depth > 0 && members.iter().any(|m| self.reaches(inner, *m, depth - 1))
            || depth > 0 && self.place(inner).level == Level::Region && self.covers(inner, outer)
    }

    /// Whether all members of the region `inner` lie in `outer`.
    fn covers(&self, inner: PlaceId, outer: PlaceId) -> bool {
        let members = &self.place(inner).members;
        !members.is_empty() && members.iter().all(|m| *m == outer || self.ancestors(*m).any(|a| a == outer))
    }

    fn of(&self, pattern: Pattern) -> &[Candidate] {
        &self.candidates[pattern.start as usize..pattern.end as usize]
    }
}

#[cfg(test)]
mod tests;

//! Whether a guessed name is one: what is known of it, weighed by what was right in annotated articles.
//!
//! The list and the gazetteer are taken at their word; the tagger, the endings and the context guess, and what they take for
//! a name is often a description (散粮码头, 上市公司) or the rest of a word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Recogniser;
use super::candidate::Candidate;
use super::people::POSTED;
use crate::ontology::{Lexicon, Ontology};
use crate::read::Role;
use crate::segment::{Segmented, Token};
use crate::span::Span;

/// The weights that come with tupu: trait, what it is, weight; `tupu train --names` writes them.
const EMBEDDED: &str = include_str!("../../data/names.tsv");
/// A name less likely than this, in logits, is dropped.
const LEAST: f32 = -0.3;

/// The kinds of names that are weighed.
const KINDS: [&str; 4] = ["Person", "Organization", "Place", "Event"];

/// Something that is known of a name, and what it is (`Person first`, `nr`).
type Trait = (String, String);

/// The numbers that traits are of, as they are written.
const NUMBERS: [&str; 21] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
];

/// A name that was guessed, for training.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// As the article writes it.
    pub name: String,
    /// Its kind: `Person`, `Organization`, `Place` or `Event`.
    pub kind: String,
    /// What is known of it.
    pub traits: Vec<Trait>,
}

/// Drops the candidates of those guesses among the `chosen` that are not likely, and gives those that were chosen.
pub(super) fn drop_unlikely(
    seg: &Segmented,
    ontology: &Ontology,
    lexicon: &Lexicon,
    chosen: &[Candidate],
    found: &mut Vec<Candidate>,
) -> Vec<Candidate> {
    let weights = Weights::embedded();
    let look = Look { seg, ontology, lexicon, found };
    let mut unlikely: BTreeSet<(&str, &str)> = BTreeSet::new();
    for ((name, kind), places) in names(seg, ontology, chosen) {
        let Some(kind_ix) = KINDS.iter().position(|known| *known == kind) else { continue };
        let mut sum = 0.0;
        look.traits(kind, &places, |trait_, of| sum += weights.of(kind_ix, trait_, of));
        if sum < LEAST {
            unlikely.insert((name, kind));
        }
    }
    // 中国科协主席万钢: a post and its body before the name.
    for c in found.iter().filter(|c| c.by == Recogniser::Context && c.score == POSTED) {
        unlikely.remove(&(c.span.of(&seg.text), ontology.kind(c.class)));
    }
    // 甲联盟|理事长|张三: a post and its holder behind the name.
    for c in chosen.iter().filter(|c| ontology.is_named(c.class, "Organization")) {
        if heads(seg, ontology, lexicon, chosen, c) {
            unlikely.remove(&(c.span.of(&seg.text), ontology.kind(c.class)));
        }
    }
    if unlikely.is_empty() {
        return Vec::new();
    }
    let drops =
        |c: &Candidate| guessed(ontology, c) && unlikely.contains(&(c.span.of(&seg.text), ontology.kind(c.class)));
    found.retain(|c| !drops(c));
    chosen.iter().filter(|c| drops(c)).cloned().collect()
}

/// Whether a post and the name of a person stand right behind a body.
fn heads(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, chosen: &[Candidate], body: &Candidate) -> bool {
    let Some(sentence) = seg.sentence_of(body.span) else { return false };
    let role = sentence.tokens.iter().find(|t| t.span.start == body.span.end);
    let role = role.filter(|t| lexicon.is_listed_role(t.span.of(&seg.text)));
    role.is_some_and(|role| {
        let next = chosen.partition_point(|c| c.span.start < role.span.end);
        chosen.get(next).is_some_and(|c| c.span.start == role.span.end && ontology.is_named(c.class, "Person"))
    })
}

/// Adds those of the unlikely names in whose place nothing else was `chosen`, and gives their spans. They are no names, yet
/// what is told of them is told of nobody else.
///
/// One in Latin letters (P6, ThinkPad) is taken for a product.
pub(super) fn keep_places(
    seg: &Segmented,
    ontology: &Ontology,
    unlikely: Vec<Candidate>,
    chosen: &mut Vec<Candidate>,
) -> Vec<Span> {
    // 中国|高成长创业公司: the place is one, the rest is not.
    let rest = |mut c: Candidate| {
        let whole = c.span;
        let next = chosen.partition_point(|other| other.span.end <= whole.start);
        for other in chosen[next..].iter().take_while(|other| other.span.start < whole.end) {
            if other.span.start > c.span.start || other.span.end >= c.span.end {
                return None;
            }
            c.span = Span::new(other.span.to(), c.span.to());
        }
        Some(c)
    };
    let mut kept: Vec<Candidate> = unlikely.into_iter().filter_map(rest).collect();
    let latin =
        |c: &Candidate| c.span.of(&seg.text).bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-'));
    let product = ontology.class("Product");
    kept.iter_mut().filter(|c| latin(c)).for_each(|c| c.class = product.unwrap_or(c.class));
    let spans = kept.iter().filter(|c| Some(c.class) != product).map(|c| c.span).collect();
    chosen.extend(kept);
    chosen.sort_by_key(|c| c.span);
    spans
}

/// Whether a candidate is only guessed; what ends like a government body (省教育厅) is one.
fn guessed(ontology: &Ontology, c: &Candidate) -> bool {
    match c.by {
        Recogniser::Tagger | Recogniser::Context => true,
        Recogniser::Suffix => !ontology.is_named(c.class, "GovernmentBody"),
        _ => false,
    }
}

/// The guesses among the `chosen` of all candidates `found`, each name once, in their order in the text.
pub(super) fn guesses(
    seg: &Segmented,
    ontology: &Ontology,
    lexicon: &Lexicon,
    chosen: &[Candidate],
    found: &[Candidate],
) -> Vec<Guess> {
    let look = Look { seg, ontology, lexicon, found };
    let mut all: Vec<(Span, Guess)> = Vec::new();
    for ((name, kind), places) in names(seg, ontology, chosen) {
        let mut traits = Vec::new();
        look.traits(kind, &places, |trait_, of| {
            traits.push((format!("{kind} {trait_}"), of.to_owned()));
            traits.push((trait_.to_owned(), of.to_owned()));
        });
        all.push((places[0].span, Guess { name: name.to_owned(), kind: kind.to_owned(), traits }));
    }
    all.sort_by_key(|(span, _)| *span);
    all.into_iter().map(|(_, guess)| guess).collect()
}

/// The guessed names among the `chosen` and their kinds, with all places of each.
fn names<'s, 'c>(
    seg: &'s Segmented,
    ontology: &'s Ontology,
    chosen: &'c [Candidate],
) -> BTreeMap<(&'s str, &'s str), Vec<&'c Candidate>> {
    let mut names: BTreeMap<(&str, &str), Vec<&Candidate>> = BTreeMap::new();
    for c in chosen.iter().filter(|c| guessed(ontology, c)) {
        let kind = ontology.kind(c.class);
        if KINDS.contains(&kind) {
            names.entry((c.span.of(&seg.text), kind)).or_default().push(c);
        }
    }
    names
}

struct Look<'a> {
    seg: &'a Segmented<'a>,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    found: &'a [Candidate],
}

impl Look<'_> {
    /// Calls `tell` with all that is known of a name: what, and what it is. The weights know each trait of the kind, and of
    /// names of any kind, for there are few of each.
    fn traits(&self, kind: &str, places: &[&Candidate], mut tell: impl FnMut(&str, &str)) {
        let Some(best) = places.iter().copied().max_by(|a, b| a.score.total_cmp(&b.score).then(b.span.cmp(&a.span)))
        else {
            return;
        };
        let mut written = String::new();
        let mut add = |trait_: &str, parts: &[&str]| {
            written.clear();
            parts.iter().for_each(|part| written.push_str(part));
            tell(trait_, &written);
        };
        let text = &*self.seg.text;
        let name = best.span.of(text);
        add("is", &[]);
        add("by", &[best.by.name()]);
        add("score", &[best.by.name(), " ", NUMBERS[((best.score * 20.0) as usize).min(20)]]);
        add("times", &[NUMBERS[places.len().min(4)]]);
        add("letters", &[NUMBERS[name.chars().count().min(12)]]);
        let class = &self.ontology.class_info(best.class).name;
        add("class", &[class]);
        let mut by: Vec<&str> = Vec::new();
        for other in self.found.iter().filter(|c| places.iter().any(|p| p.span.overlaps(c.span))) {
            let same = self.ontology.kind(other.class) == kind;
            if places.iter().any(|p| p.span == other.span) {
                by.push(if same { other.by.name() } else { "another kind" });
            } else {
                by.push(if same { "another extent" } else { "another kind and extent" });
            }
        }
        by.sort_unstable();
        by.dedup();
        add("agreed", &[&by.join(" ")]);
        if kind == "Person" {
            let family = name.chars().next().is_some_and(|c| self.lexicon.is_surname(c.encode_utf8(&mut [0; 4])));
            add("family", &[if family { "known" } else { "unknown" }]);
        }
        if let Some(sentence) = self.seg.sentence_of(best.span) {
            let first = sentence.tokens.partition_point(|t| t.span.end <= best.span.start);
            let end = sentence.tokens.partition_point(|t| t.span.start < best.span.end);
            let inside = &sentence.tokens[first..end.max(first)];
            let pos = |t: &Token| [t.pos, if t.listed { "" } else { "?" }];
            let pattern: Vec<&str> = inside.iter().take(5).flat_map(|t| [" ", t.pos, pos(t)[1]]).skip(1).collect();
            add("words", &pattern);
            if let (Some(head), Some(last)) = (inside.first(), inside.last()) {
                add("first", &pos(head));
                add("last", &pos(last));
                let cut = (head.span.start < best.span.start, last.span.end > best.span.end);
                let cut = match cut {
                    (false, false) => "",
                    (true, false) => "front",
                    (false, true) => "end",
                    _ => "both",
                };
                add("cut", &[cut]);
            }
            let own = |t: &&Token| !t.listed || matches!(t.pos, "nz" | "nr" | "nrt" | "nrfg" | "ns" | "nt" | "eng");
            add("own words", &[NUMBERS[inside.iter().filter(own).count().min(3)]]);
            add("title", &[if matches!(sentence.role, Role::Title | Role::Heading) { "yes" } else { "no" }]);
        }
        // 中国照明电器协会: what begins with an area and ends like a body is one more often than what only ends so.
        let area = |c: &&Candidate| c.span.start == best.span.start && c.span.end < best.span.end;
        let placed = self.found.iter().filter(area).any(|c| self.ontology.kind(c.class) == "Place");
        add("placed", &[if placed { "yes " } else { "no " }, class]);
        let (mut before, mut after): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
        for place in places.iter().take(4) {
            let Some(sentence) = self.seg.sentence_of(place.span) else { continue };
            let ends = sentence.tokens.partition_point(|t| t.span.end <= place.span.start);
            let ahead = ends.checked_sub(1).map(|k| &sentence.tokens[k]);
            let behind = sentence.tokens.get(sentence.tokens.partition_point(|t| t.span.start < place.span.end));
            before.insert(ahead.map_or("opens", |t| self.neighbour(t)));
            after.insert(behind.map_or("ends", |t| self.neighbour(t)));
        }
        before.iter().for_each(|word| add("before", &[word]));
        after.iter().for_each(|word| add("after", &[word]));
    }

    /// What a word beside a name is: a post, a verb of speech, a short word or mark as it stands, else its part of speech.
    fn neighbour(&self, token: &Token) -> &str {
        let word = token.span.of(&self.seg.text);
        if self.lexicon.is_role(word) {
            "post"
        } else if self.lexicon.is_speech(word) {
            "speech"
        } else if matches!(token.pos, "p" | "c" | "u" | "uj" | "ul" | "w" | "f" | "x") && word.chars().count() < 3 {
            word
        } else {
            token.pos
        }
    }
}

/// What each trait weighs, of names of each kind.
struct Weights(FxHashMap<(&'static str, &'static str), [f32; KINDS.len()]>);

impl Weights {
    fn embedded() -> &'static Self {
        static READ: LazyLock<Weights> = LazyLock::new(|| {
            let mut weights = Weights(FxHashMap::default());
            for (name, of, weight) in crate::weights::lines(EMBEDDED) {
                let kind =
                    KINDS.iter().position(|kind| name.strip_prefix(kind).is_some_and(|rest| rest.starts_with(' ')));
                match kind {
                    Some(kind) => weights.all(&name[KINDS[kind].len() + 1..], of)[kind] += weight,
                    // Of names of any kind.
                    None => weights.all(name, of).iter_mut().for_each(|own| *own += weight),
                }
            }
            weights
        });
        &READ
    }

    fn all(&mut self, name: &'static str, of: &'static str) -> &mut [f32; KINDS.len()] {
        self.0.entry((name, of)).or_default()
    }

    fn of(&self, kind: usize, name: &str, of: &str) -> f32 {
        self.0.get(&(name, of)).map_or(0.0, |weights| weights[kind])
    }
}

//! Organisations, zones and events by the ends of their names: 有限公司, 研究院, 开发区, 博览会.

mod run;
mod score;

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::Candidate;
use super::gazetteer::Gazetteer;
use crate::ontology::{ClassId, Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// Letters that show that a word which no dictionary has was cut wrongly.
const FUNCTION: [char; 12] = ['是', '的', '了', '在', '和', '与', '及', '等', '为', '被', '把', '有'];

/// What a name may begin with, from weak to strong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Begin {
    /// A common noun.
    Common,
    /// A word no dictionary explains as a common one.
    Unknown,
    /// A place, a year, 第…届, 国家.
    Anchor,
}

/// Finds names that end in a suffix of the ontology and begin like a name.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let starts =
        out.iter().filter(|c| c.score >= 0.7 && !ontology.is_named(c.class, "Person")).map(|c| c.span.start).collect();
    let finder = Finder { text: &seg.text, ontology, lexicon, gazetteer: Gazetteer::embedded(), starts };
    for sentence in &seg.sentences {
        finder.sentence(sentence, out);
    }
}

struct Finder<'a> {
    text: &'a str,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    /// Where names begin that other recognisers are rather sure of.
    starts: BTreeSet<u32>,
}

impl Finder<'_> {
    fn sentence(&self, sentence: &Sentence, out: &mut Vec<Candidate>) {
        let tokens = &sentence.tokens;
        for end in 0..tokens.len() {
            let Some((class, suffix_from)) = self.suffix_at(tokens, end) else { continue };
            // 党委书记, 董事会主席: the board belongs to the post behind it.
            let board =
                matches!(tokens[end].span.of(self.text), "党委" | "党组" | "董事会" | "董事局" | "监事会" | "理事会");
            if board && tokens.get(end + 1).is_some_and(|t| self.lexicon.is_role(t.span.of(self.text))) {
                continue;
            }
            // A name that the dictionary knows whole (上海市人民政府).
            if suffix_from == end && tokens[end].pos == "nt" && self.begins_with_place(tokens[end]) {
                out.push(Candidate::new(tokens[end].span, class, Recogniser::Suffix, 0.85));
            }
            if let Some(start) = self.headed(tokens, suffix_from, end, class) {
                let span = Span::new(tokens[start].span.from(), tokens[end].span.to());
                out.push(Candidate::new(span, class, Recogniser::Suffix, 0.92));
            }
            if let Some(start) = self.titled(tokens, suffix_from, class) {
                let span = Span::new(tokens[start].span.from(), tokens[end].span.to());
                out.push(Candidate::new(span, class, Recogniser::Suffix, 0.9));
            }
            if let Some(start) = self.session(tokens, suffix_from, class) {
                let span = Span::new(tokens[start].span.from(), tokens[end].span.to());
                out.push(Candidate::new(span, class, Recogniser::Suffix, 0.93));
            }
            let from = self.left(tokens, suffix_from, class);
            if let Some((start, begin)) = self.begin(tokens, from, suffix_from, self.ontology.is_named(class, "Event"))
                && let (start, begin) = self.widened(tokens, from, start, begin, end, class)
                && let Some(score) = self.score(tokens, start, end, suffix_from, begin, class)
            {
                let span = Span::new(tokens[start].span.from(), tokens[end].span.to());
                out.push(Candidate::new(span, class, Recogniser::Suffix, score));
            }
        }
    }

    /// The class whose suffix ends at token `end`, and the first token that the suffix touches.
    fn suffix_at(&self, tokens: &[Token], end: usize) -> Option<(ClassId, usize)> {
        let own = tokens[end].span.of(self.text);
        if !self.lexicon.may_end_name(own) {
            return None;
        }
        // 动力学|会: the dictionary knows another word.
        if let Some(before) = end.checked_sub(1).filter(|_| own == "会") {
            let joined = Span::new(tokens[before].span.from(), tokens[end].span.to()).of(self.text);
            let society = joined.ends_with("学会").then(|| self.lexicon.class_of_suffix("学会")).flatten();
            return society.map(|class| (class, before));
        }
        let mut best = None;
        for from in (end.saturating_sub(3)..=end).rev() {
            let joined = Span::new(tokens[from].span.from(), tokens[end].span.to()).of(self.text);
            if joined.chars().count() > 8 {
                break;
            }
            if let Some(class) = self.lexicon.class_of_suffix(joined).filter(|&c| self.named_kind(c)) {
                best = Some((class, from));
            }
            // 甲集团控股子公司: a relational noun is no name's end.
            if !self.lexicon.noun_uses(joined).is_empty() && self.lexicon.class_of_suffix(joined).is_none() {
                return None;
            }
        }
        // 导致的所, 份: one letter that is no noun here ends no name.
        if best.is_some_and(|(_, from)| from == end)
            && own.len() == 3
            && matches!(tokens[end].pos, "c" | "u" | "p" | "d" | "v")
        {
            return None;
        }
        let noun = matches!(tokens[end].pos, "n" | "nz" | "nt" | "ns" | "nr" | "nrt" | "j" | "l" | "nrfg");
        let inside = || {
            noun.then(|| self.lexicon.class_by_suffix(own))
                .flatten()
                .map(|(class, _)| (class, end))
                .filter(|(c, _)| self.named_kind(*c))
        };
        best.or_else(inside)
    }

    fn named_kind(&self, class: ClassId) -> bool {
        let plain_place = self.ontology.class("Place") == Some(class);
        plain_place
            || ["Organization", "Zone", "Event", "Facility"].iter().any(|kind| self.ontology.is_named(class, kind))
    }

    /// Whether a word goes on behind the name of a place.
    fn begins_with_place(&self, token: Token) -> bool {
        let word = token.span.of(self.text);
        let mut ends = word.char_indices().map(|(i, _)| i).skip(2);
        ends.any(|i| self.gazetteer.named(&word[..i]).iter().any(|c| !c.ambiguous))
    }

    /// Whether a verb has events as its object (举办, 出席), so that it cannot begin an event's name.
    fn rules_event(&self, word: &str) -> bool {
        let of_events = |p: &crate::ontology::VerbPattern| {
            let info = self.ontology.property_info(p.property);
            p.head == word && info.range.iter().any(|&c| self.ontology.is_named(c, "Event"))
        };
        word.chars().next().is_some_and(|c| self.lexicon.verbs(c).iter().any(of_events))
    }

    fn unknown(&self, token: Token) -> bool {
        matches!(token.pos, "nz" | "nt" | "nr" | "nrt" | "nrfg" | "eng" | "x" | "ng" | "g" | "j")
            || token.pos == "n" && !token.listed && !token.span.of(self.text).contains(FUNCTION)
    }

    fn droppable(&self, token: Token) -> bool {
        let word = token.span.of(self.text);
        matches!(token.pos, "v" | "vn" | "a" | "b" | "c" | "m" | "q" | "vg" | "f" | "an" | "l" | "i" | "s" | "z" | "mq")
            || self.lexicon.class_of_noun(word).is_some_and(|c| !self.ontology.is_named(c, "Abstraction"))
            || self.lexicon.is_role(word)
    }
}

//! Names of known bodies that are ordinary words, places or people as well (苹果, 长安, 平安): they count on evidence.

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::Candidate;
use super::gazetteer::Gazetteer;
use crate::ontology::{ClassId, Known, Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// Words behind a name that make it a firm's or a brand's.
const OWNED: &[&str] = &[
    "公司",
    "集团",
    "股份",
    "控股",
    "品牌",
    "手机",
    "汽车",
    "电脑",
    "电视",
    "空调",
    "官网",
    "总部",
    "财报",
    "股价",
    "董事长",
    "总裁",
    "首席执行官",
    "CEO",
    "创始人",
    "高管",
];

/// Words behind a name that make it a crop's: 苹果种植, 小米产量.
const GROWN: &[&str] =
    &["种植", "栽培", "产量", "产业", "果园", "园", "树", "果农", "种植户", "种植业", "种植园", "主产区"];

/// A place where a shared name stands.
struct Place<'a> {
    span: Span,
    sentence: usize,
    /// Its first token and the one behind it.
    tokens: (usize, usize),
    known: &'a Known,
    /// Whether the name is a place as well.
    area: bool,
    supported: bool,
}

/// Proposes shared names where what stands beside them, or another name of the same body in the article, tells what is
/// meant. A name that is a place as well needs evidence wherever it stands.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, found: &mut Vec<Candidate>) {
    let (Some(organization), Some(company)) = (ontology.class("Organization"), ontology.class("Company")) else {
        return;
    };
    let places = places(seg, lexicon, found);
    if places.is_empty() {
        return;
    }
    // 苹果 in an article on orchards is no firm, whatever stands beside it there.
    let next = |p: &Place| seg.sentences[p.sentence].tokens.get(p.tokens.1).map_or("", |t| t.span.of(&seg.text));
    let grown: BTreeSet<&str> =
        places.iter().filter(|p| GROWN.contains(&next(p))).map(|p| p.span.of(&seg.text)).collect();
    let (crops, mut places): (Vec<Place>, Vec<Place>) =
        places.into_iter().partition(|p| grown.contains(p.span.of(&seg.text)));
    let crops: BTreeSet<Span> = crops.iter().map(|p| p.span).collect();
    found.retain(|c| !(crops.contains(&c.span) && ontology.is_a(c.class, organization)));
    let view = View { seg, ontology, lexicon, organization, company };
    let mut bodies: BTreeSet<Span> = found.iter().filter(|c| view.body(c)).map(|c| c.span).collect();
    let tagged: BTreeSet<Span> = found.iter().filter(|c| view.guessed(c)).map(|c| c.span).collect();
    for place in &mut places {
        place.supported = tagged.contains(&place.span) && !place.area || view.beside(place);
    }
    bodies.extend(places.iter().filter(|p| p.supported).map(|p| p.span));
    // A list says of all its members that they are of one kind.
    while let Some(next) = places.iter().position(|p| !p.supported && view.listed(p, &bodies)) {
        places[next].supported = true;
        bodies.insert(places[next].span);
    }
    let named = |c: &Candidate| c.name.clone().unwrap_or_else(|| c.span.of(&seg.text).to_owned());
    let in_full: BTreeSet<String> = found.iter().filter(|c| c.by == Recogniser::Lexicon).map(named).collect();
    let in_short: BTreeSet<&str> = places.iter().filter(|p| p.supported).map(|p| p.known.name.as_str()).collect();
    let elsewhere = |p: &Place| {
        let located = || governed(&seg.sentences[p.sentence], p.tokens.0);
        let area = p.area && (located() || !in_full.contains(&p.known.name));
        !area && (in_full.contains(&p.known.name) || in_short.contains(p.known.name.as_str()))
    };
    let kept: Vec<bool> = places.iter().map(|p| p.supported || elsewhere(p)).collect();
    let mut kept = kept.into_iter();
    places.retain(|_| kept.next().unwrap_or(false));
    let taken: BTreeSet<Span> = places.iter().map(|p| p.span).collect();
    found.retain(|c| !taken.contains(&c.span) || ontology.is_a(c.class, organization));
    found.extend(places.iter().map(|place| {
        let mut candidate = Candidate::new(place.span, place.known.class, Recogniser::Lexicon, 0.95);
        candidate.name = Some(&place.known.name).filter(|name| *name != place.span.of(&seg.text)).cloned();
        candidate
    }));
}

/// Where shared names stand as words outside of longer names that the ontology lists.
fn places<'a>(seg: &Segmented, lexicon: &'a Lexicon, found: &[Candidate]) -> Vec<Place<'a>> {
    let mut longer: Vec<Span> =
        found.iter().filter(|c| c.by == Recogniser::Lexicon && c.score >= 0.9).map(|c| c.span).collect();
    longer.sort_unstable();
    let reach = longer.iter().map(|l| l.len()).max().unwrap_or(0) as u32;
    let inside = |span: Span| {
        let near = longer.partition_point(|l| l.start + reach <= span.start);
        longer[near..].iter().take_while(|l| l.start < span.end).any(|l| l.overlaps(span))
    };
    let mut places = Vec::new();
    for (sentence, tokens) in seg.sentences.iter().map(|s| &s.tokens).enumerate() {
        let mut i = 0;
        while i < tokens.len() {
            let from = tokens[i].span.from();
            let lengths = lexicon.names_from(&seg.text[from..]);
            let near = &tokens[i..tokens.len().min(i + 4)];
            let ends = i + near.partition_point(|t| lengths.may_reach(t.span.to() - from));
            let longest = (i..ends).rev().find_map(|j| {
                let span = Span::new(from, tokens[j].span.to());
                let form = Some(span).filter(|span| lengths.may_be(span.len()))?.of(&seg.text);
                let known = lexicon.known_or_shared(form).filter(|known| known.shared)?;
                let area = tokens[i].pos == "ns" || !Gazetteer::embedded().named(form).is_empty();
                Some(Place { span, sentence, tokens: (i, j + 1), known, area, supported: false })
            });
            i = longest.as_ref().map_or(i + 1, |place| place.tokens.1);
            places.extend(longest.filter(|p| !inside(p.span)));
        }
    }
    places
}

struct View<'a, 'd> {
    seg: &'a Segmented<'d>,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    organization: ClassId,
    company: ClassId,
}

impl View<'_, '_> {
    /// Whether a candidate is an organisation for sure.
    fn body(&self, c: &Candidate) -> bool {
        c.score >= 0.8 && self.ontology.is_a(c.class, self.organization)
    }

    /// Whether the tagger, which reads the sentence, takes it for an organisation.
    fn guessed(&self, c: &Candidate) -> bool {
        c.by == Recogniser::Tagger && c.score >= 0.75 && self.ontology.is_a(c.class, self.organization)
    }

    fn word(&self, sentence: &Sentence, at: usize) -> &str {
        sentence.tokens.get(at).map_or("", |t| t.span.of(&self.seg.text))
    }

    /// Whether `word` is a common noun of firms (公司, 车企).
    fn kind(&self, word: &str) -> bool {
        self.lexicon.class_of_noun(word).is_some_and(|c| self.ontology.is_a(c, self.company))
    }

    /// Whether what stands right before or behind tells a firm: 苹果公司, 手机厂商小米, 平安董事长, 苹果收购.
    fn beside(&self, place: &Place) -> bool {
        let sentence = &self.seg.sentences[place.sentence];
        let (from, to) = place.tokens;
        let next = self.word(sentence, to);
        let before = from.checked_sub(1).map_or("", |k| self.word(sentence, k));
        let firm = OWNED.contains(&next) || self.kind(next);
        if place.area {
            return firm;
        }
        firm || self.kind(before)
            || self.lexicon.is_listed_role(next)
            || !self.lexicon.noun_uses(next).is_empty()
            || !self.lexicon.noun_uses(before).is_empty()
            || !governed(sentence, from) && self.acts(&sentence.tokens[to..])
    }

    /// Whether a verb that only organisations are agents of comes next, an adverb or a time between at most.
    fn acts(&self, tokens: &[Token]) -> bool {
        let between = tokens.iter().take(2).take_while(|t| matches!(t.pos, "d" | "t" | "ad")).count();
        let Some(verb) = tokens.get(between).map(|t| t.span.of(&self.seg.text)) else { return false };
        let agents = |p: &crate::ontology::VerbPattern| {
            let info = self.ontology.property_info(p.declared);
            let body = |&c: &ClassId| self.ontology.is_a(c, self.organization);
            !p.gap && p.head == verb && !info.domain.is_empty() && info.domain.iter().all(body)
        };
        verb.chars().next().is_some_and(|c| self.lexicon.verbs(c).iter().any(agents))
    }

    /// Whether a list has it beside a body, or calls its members firms: 甲、长安, 吉利、长安等整车企业.
    fn listed(&self, place: &Place, bodies: &BTreeSet<Span>) -> bool {
        let sentence = &self.seg.sentences[place.sentence];
        let (from, to) = place.tokens;
        let joins = |word: &str| matches!(word, "、" | "和" | "与" | "及" | "以及");
        let ends = |at: u32| bodies.iter().any(|b| b.end == at);
        let starts = |at: u32| bodies.iter().any(|b| b.start == at);
        let at = |k: usize| sentence.tokens[k].span;
        // 长城影视: a noun right behind goes on with another name.
        let goes_on = |t: &Token| t.pos.starts_with('n') && t.span.start == place.span.end;
        if sentence.tokens.get(to).is_some_and(goes_on) {
            return false;
        }
        let left = from >= 2 && joins(self.word(sentence, from - 1)) && ends(at(from - 1).start);
        let right = to + 1 < sentence.tokens.len() && joins(self.word(sentence, to)) && starts(at(to + 1).start);
        let called = || {
            let kind = (to + 1..sentence.tokens.len().min(to + 4)).find(|&k| self.kind(self.word(sentence, k)));
            self.word(sentence, to) == "等" && kind.is_some()
        };
        left || right || called()
    }
}

/// Whether a preposition stands before a word, so that it is no agent (向大众发表).
fn governed(sentence: &Sentence, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|k| sentence.tokens[k].pos == "p")
}

//! Places by the gazetteer, told apart from ordinary words and from namesakes by the rest of the article.

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::Candidate;
use super::gazetteer::{Form, Gazetteer, PlaceId, PlaceMatch};
use super::people::is_han;
use crate::ontology::Ontology;
use crate::segment::Segmented;
use crate::span::Span;

/// Finds the places that the gazetteer knows. An ambiguous word counts when its full name stands elsewhere in the
/// article, when it follows the name of an area that it lies in, or stands behind a preposition of place as a place word.
///
/// Gives the letters that stand for places (中美) apart.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, out: &mut Vec<Candidate>) -> Vec<(Span, Option<PlaceId>)> {
    let mut letters = Vec::new();
    let gazetteer = Gazetteer::embedded();
    let words: Vec<Span> = seg.sentences.iter().flat_map(|s| s.tokens.iter().map(|t| t.span)).collect();
    let found = gazetteer.find_among(&seg.text, &words);
    let sure: Vec<&PlaceMatch> = found.iter().filter(|m| !m.is_ambiguous()).collect();
    let mut context: Vec<PlaceId> = Vec::new();
    for m in &sure {
        let mut places = m.places();
        if let (Some(only), None) = (places.next(), places.next()) {
            context.push(only);
        }
    }
    let full: BTreeSet<PlaceId> =
        found.iter().filter(|m| m.is_full() && !m.is_ambiguous()).flat_map(|m| m.places()).collect();
    let context = gazetteer.around(&context);
    let mut before: Option<(&PlaceMatch, Vec<PlaceId>)> = None;
    for m in &found {
        // Letters (中欧班列, 苏浙沪) stand for places, but do not name them.
        if m.candidates.iter().all(|c| c.form == Form::Letter) {
            letters.push((m.span, m.places().next()));
            continue;
        }
        let touching = before.as_ref().filter(|(b, _)| b.span.end == m.span.start);
        let inside = |p: PlaceId| touching.is_some_and(|(_, outer)| outer.iter().any(|&o| gazetteer.is_within(p, o)));
        let nested: Vec<PlaceId> = m.places().filter(|&p| inside(p)).collect();
        // 平陆运河, 宁波舟山港: a longer place name begins here, which the endings find.
        let supported = !m.is_ambiguous()
            || !nested.is_empty()
            || m.places().any(|p| full.contains(&p))
            || behind_preposition(seg, m.span);
        // 临汐市|南屿县 holds no 市南: the letter ends the name of the area before.
        let behind = seg.text[..m.span.from()].chars().next_back();
        let borrowed =
            m.span.of(&seg.text).starts_with(['市', '县', '省']) && touching.is_none() && behind.is_some_and(is_han);
        if !supported || borrowed {
            before = None;
            continue;
        }
        let one = if let [only] = nested[..] { Some(only) } else { gazetteer.resolve(m, &context) };
        let place = one.or_else(|| m.places().next()).map(|id| gazetteer.place(id));
        let class = place.and_then(|p| ontology.class(p.class())).or_else(|| ontology.class("Place"));
        let Some(class) = class else { return letters };
        let score = if m.is_ambiguous() && nested.is_empty() { 0.7 } else { 0.9 };
        let mut candidate = Candidate::new(m.span, class, Recogniser::Gazetteer, score);
        candidate.code = one.map(|id| gazetteer.place(id).code.to_string());
        out.push(candidate);
        before = Some((m, if nested.is_empty() { m.places().collect() } else { nested }));
    }
    villages(seg, ontology, out);
    letters
}

/// Villages and towns that no list has, right behind the area that they lie in: 馆陶县前符渡村.
fn villages(seg: &Segmented, ontology: &Ontology, out: &mut Vec<Candidate>) {
    let Some(class) = ontology.class("AdministrativeArea") else { return };
    let areas: Vec<Span> = out.iter().filter(|c| ontology.is_a(c.class, class)).map(|c| c.span).collect();
    for area in areas {
        let rest = &seg.text[area.to()..];
        let mut ends = rest.char_indices().take(6).skip(2);
        let Some((at, end)) = ends.find(|(_, c)| matches!(c, '村' | '镇' | '乡' | '屯')) else { continue };
        let stem = &rest[..at];
        let named = stem.chars().all(|c| is_han(c) && !PARTICLES.contains(c));
        if named && !DESCRIBING.iter().any(|d| stem.contains(d)) {
            let span = Span::new(area.to(), area.to() + at + end.len_utf8());
            out.push(Candidate::new(span, class, Recogniser::Suffix, 0.82));
        }
    }
}

/// Characters that no name of a village has, and words that tell what kind of village it is.
const PARTICLES: &str = "的了在是与和为被把将从对向由等及各全该某个这那每两有到以";
const DESCRIBING: &[&str] = &[
    "专业", "示范", "特色", "美丽", "贫困", "重点", "农", "城", "乡", "自然", "行政", "空心", "文明", "移民", "生态",
    "旅游", "产业", "电商", "淘宝", "山区", "沿海", "周边", "传统", "古", "新", "驻",
];

/// Whether the words are tagged as a place and stand behind 在, 从, 到 and the like.
fn behind_preposition(seg: &Segmented, span: Span) -> bool {
    let Some(sentence) = seg.sentence_of(span) else { return false };
    let next = sentence.tokens.partition_point(|t| t.span.start < span.start);
    let own = sentence.tokens.get(next).is_some_and(|t| t.span == span && t.pos == "ns");
    let before = next.checked_sub(1).and_then(|i| sentence.tokens.get(i));
    own && before.is_some_and(|t| {
        matches!(t.span.of(&seg.text), "在" | "从" | "到" | "至" | "赴" | "位于" | "于" | "来到" | "走进")
    })
}

//! Places by the gazetteer, told apart from ordinary words and from namesakes by the rest of the article.

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::Candidate;
use super::gazetteer::{Form, Gazetteer, PlaceId, PlaceMatch};
use crate::ontology::Ontology;
use crate::segment::Segmented;
use crate::span::Span;

/// Finds the places that the gazetteer knows. An ambiguous word counts when its full name stands elsewhere in the
/// article, when it follows the name of an area that it lies in, or stands behind a preposition of place as a place word.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, out: &mut Vec<Candidate>) {
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
    let mut before: Option<(&PlaceMatch, Vec<PlaceId>)> = None;
    for m in &found {
        // Letters (中欧班列, 苏浙沪) stand for places, but do not name them.
        if m.candidates.iter().all(|c| c.form == Form::Letter) {
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
        if !supported {
            before = None;
            continue;
        }
        let one = if let [only] = nested[..] { Some(only) } else { gazetteer.resolve(m, &context) };
        let place = one.or_else(|| m.places().next()).map(|id| gazetteer.place(id));
        let class = place.and_then(|p| ontology.class(p.class())).or_else(|| ontology.class("Place"));
        let Some(class) = class else { return };
        let score = if m.is_ambiguous() && nested.is_empty() { 0.7 } else { 0.9 };
        let mut candidate = Candidate::new(m.span, class, Recogniser::Gazetteer, score);
        candidate.code = one.map(|id| gazetteer.place(id).code.to_string());
        out.push(candidate);
        before = Some((m, if nested.is_empty() { m.places().collect() } else { nested }));
    }
    villages(seg, ontology, out);
}

/// Villages and towns that no list has, right behind the area that they lie in: 馆陶县前符渡村.
fn villages(seg: &Segmented, ontology: &Ontology, out: &mut Vec<Candidate>) {
    let Some(class) = ontology.class("AdministrativeArea") else { return };
    let areas: Vec<Span> = out.iter().filter(|c| ontology.is_a(c.class, class)).map(|c| c.span).collect();
    for area in &areas {
        let at = seg.sentences.partition_point(|s| s.span.end <= area.start);
        let Some(sentence) = seg.sentences.get(at) else { continue };
        let first = sentence.tokens.partition_point(|t| t.span.start < area.end);
        let run = &sentence.tokens[first..sentence.tokens.len().min(first + 4)];
        let touching = run.iter().enumerate().take_while(|(i, t)| {
            let from = if *i == 0 { area.end } else { run[i - 1].span.end };
            t.span.start == from
                && matches!(t.pos, "n" | "nr" | "ns" | "nz" | "ng" | "nt" | "nrt" | "f" | "s" | "j" | "m" | "a")
        });
        let ends = |t: &&crate::segment::Token| t.span.of(&seg.text).ends_with(['村', '镇', '乡', '屯']);
        let Some(last) = touching.map(|(_, t)| t).find(ends) else { continue };
        let span = Span::new(area.to(), last.span.to());
        let name = span.of(&seg.text);
        // 新村, 小镇, 乡村: what describes is no name.
        let common = last.span.start == area.end && matches!(last.pos, "n" | "s" | "a") && name.chars().count() < 3;
        let described = ["专业村", "示范村", "特色", "美丽", "贫困", "小镇", "乡镇", "农村", "乡村", "重点"];
        if (3..=6).contains(&name.chars().count()) && !common && !described.iter().any(|d| name.contains(d)) {
            out.push(Candidate::new(span, class, Recogniser::Suffix, 0.82));
        }
    }
}

/// Whether the words are tagged as a place and stand behind 在, 从, 到 and the like.
fn behind_preposition(seg: &Segmented, span: Span) -> bool {
    let at = seg.sentences.partition_point(|s| s.span.end <= span.start);
    let Some(sentence) = seg.sentences.get(at) else { return false };
    let next = sentence.tokens.partition_point(|t| t.span.start < span.start);
    let own = sentence.tokens.get(next).is_some_and(|t| t.span == span && t.pos == "ns");
    let before = next.checked_sub(1).and_then(|i| sentence.tokens.get(i));
    own && before.is_some_and(|t| {
        matches!(t.span.of(&seg.text), "在" | "从" | "到" | "至" | "赴" | "位于" | "于" | "来到" | "走进")
    })
}

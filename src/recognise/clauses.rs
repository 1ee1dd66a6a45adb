//! Candidates that are more than a name: a clause (甲公司加入乙协会), an honour, a relational noun; and the places that
//! longer names begin with.

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::Candidate;
use super::gazetteer::Gazetteer;
use crate::ontology::{Lexicon, Ontology};
use crate::segment::{Segmented, Token};
use crate::span::Span;

/// Lets names that swallowed a verb begin behind it, and drops what is no name or less than one.
pub(super) fn cut(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, found: &mut Vec<Candidate>) {
    let kind = |c: &Candidate, name: &str| ontology.is_named(c.class, name);
    let gazetteer = Gazetteer::embedded();
    let guessed = |c: &Candidate| matches!(c.by, Recogniser::Tagger | Recogniser::Suffix);
    found.retain(|c| {
        let name = c.span.of(&seg.text);
        let honor = lexicon.class_by_suffix(name).is_some_and(|(class, _)| ontology.is_named(class, "Honor"));
        let relational = !lexicon.noun_uses(name).is_empty();
        // 杭州总部, 欧洲工厂: a site is told by its place.
        let site = ["总部", "工厂", "基地", "厂区"].iter().find_map(|end| name.strip_suffix(end));
        let site = site.is_some_and(|place| !gazetteer.named(place).is_empty()) && kind(c, "Organization");
        !(guessed(c) && (relational || site || honor && (kind(c, "Place") || name.starts_with(['国', '全']))))
    });
    let bodies: BTreeSet<Span> =
        found.iter().filter(|c| kind(c, "Organization") && c.score >= 0.5).map(|c| c.span).collect();
    for c in found.iter_mut().filter(|c| guessed(c) && (kind(c, "Organization") || kind(c, "Event"))) {
        let Some(sentence) = seg.sentence_of(c.span) else { continue };
        let rules = |word: &str| {
            lexicon.is_verb(word)
                || matches!(word, "成为" | "是" | "由" | "被" | "为" | "会同" | "联合" | "携手" | "连同" | "联手")
        };
        let organization = |end: u32| {
            let prefix = Span::new(c.span.from(), end as usize).of(&seg.text);
            let ending = lexicon.class_by_suffix(prefix).map(|(class, _)| class);
            prefix.chars().count() >= 4 && ending.is_some_and(|c| ontology.is_named(c, "Organization"))
        };
        let body = |end: u32| bodies.contains(&Span { start: c.span.start, end }) || organization(end);
        // 甲集团控股子公司: the name ends before the relational noun.
        let last = sentence.tokens.iter().find(|t| t.span.end == c.span.end && t.span.start > c.span.start);
        if let Some(noun) = last.filter(|t| !lexicon.noun_uses(t.span.of(&seg.text)).is_empty() && body(t.span.start)) {
            c.span = Span::new(c.span.from(), noun.span.from());
            continue;
        }
        // 清河县引进海螺集团: a place that takes in what is a body by itself.
        let placed = |t: &Token| {
            let rest = Span::new(t.span.to(), c.span.to());
            let area = Span::new(c.span.from(), t.span.from()).of(&seg.text);
            t.pos == "v" && t.span.len() == 6 && bodies.contains(&rest) && !gazetteer.named(area).is_empty()
        };
        let verb = sentence.tokens.iter().rev().find(|t| {
            let inside = t.span.start > c.span.start && t.span.end < c.span.end;
            // 甲|控股|股份有限公司: what stands behind the verb is no body.
            let rest = &seg.text[t.span.to()..c.span.to().max(t.span.to())];
            let rest = rest.strip_prefix("集团").unwrap_or(rest);
            inside
                && !rest.starts_with("股份有限")
                && !rest.starts_with("有限")
                && (rules(t.span.of(&seg.text)) && body(t.span.start) || placed(t))
        });
        if let Some(verb) = verb {
            c.span = Span::new(verb.span.to(), c.span.to());
        }
    }
    // 扎根河南省周口市: the verb belongs to no place.
    for c in found.iter_mut().filter(|c| guessed(c) && kind(c, "Place")) {
        let first = seg.sentence_of(c.span).and_then(|s| s.tokens.iter().find(|t| t.span.start == c.span.start));
        let verb = first.filter(|t| t.span.end < c.span.end && lexicon.is_verb(t.span.of(&seg.text)));
        if let Some(verb) = verb {
            c.span = Span::new(verb.span.to(), c.span.to());
        }
    }
}

/// Drops the places that the names of bodies and events begin with: 山西省能源局, 中国物流学会.
pub(super) fn drop_swallowed(ontology: &Ontology, found: &mut Vec<Candidate>) {
    let kind = |c: &Candidate, name: &str| ontology.is_named(c.class, name);
    let mut longer: Vec<(u32, u32)> = found
        .iter()
        .filter(|c| {
            matches!(c.by, Recogniser::Suffix | Recogniser::Lexicon)
                && c.score >= 0.85
                && (kind(c, "Organization") || kind(c, "Event"))
        })
        .map(|c| (c.span.start, c.span.end))
        .collect();
    longer.sort_unstable();
    found.retain(|c| {
        let next = longer.partition_point(|&l| l <= (c.span.start, c.span.end));
        let swallowed = longer.get(next).is_some_and(|l| l.0 == c.span.start);
        !(swallowed && kind(c, "Place") && !kind(c, "Zone"))
    });
}

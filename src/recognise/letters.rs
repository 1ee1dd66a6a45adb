//! Single letters that stand for places: 中美关系, 苏浙皖三省, 京九铁路.

use super::candidate::Candidate;
use super::gazetteer::{Gazetteer, PlaceId};
use super::{Mention, Recogniser};
use crate::ontology::Ontology;
use crate::segment::Segmented;
use crate::span::Span;

/// Those of `letters` that stand outside of all names, with the names they stand for where they are known.
pub(super) fn find(
    seg: &Segmented,
    ontology: &Ontology,
    mut letters: Vec<(Span, Option<PlaceId>)>,
    chosen: &[Candidate],
) -> Vec<Mention> {
    let Some(class) = ontology.class("Place") else { return Vec::new() };
    letters.extend(counted(&seg.text));
    letters.sort_unstable_by_key(|l| (l.0, l.1.is_none()));
    letters.dedup_by_key(|l| l.0);
    letters.retain(|(span, _)| {
        let next = chosen.partition_point(|c| c.span.end <= span.start);
        chosen.get(next).is_none_or(|c| !c.span.overlaps(*span))
    });
    let mention = |(span, place): (Span, Option<PlaceId>)| {
        let name = place.map_or_else(|| span.of(&seg.text), |id| Gazetteer::embedded().place(id).name).to_owned();
        Mention { span, class, name, by: Recogniser::Gazetteer, code: None, refers_to: None }
    };
    letters.into_iter().map(mention).collect()
}

/// As many letters as a count behind them says: 中古两国, 苏浙皖三省.
fn counted(text: &str) -> Vec<(Span, Option<PlaceId>)> {
    let gazetteer = Gazetteer::embedded();
    let mut found = Vec::new();
    for (at, unit) in text.match_indices(['国', '省', '市', '地', '方', '区', '岸', '军']) {
        let before = text[..at].char_indices().next_back();
        let count = before.and_then(|(from, c)| {
            Some((from, "二三四五六".find(c).map_or((c == '两').then_some(2), |i| Some(i / 3 + 2))?))
        });
        let Some((end, count)) = count.filter(|_| !unit.is_empty()) else { continue };
        let letters: Vec<(usize, char)> = text[..end].char_indices().rev().take(count).collect();
        let places: Option<Vec<PlaceId>> = letters.iter().map(|l| gazetteer.letter(l.1)).collect();
        let Some(places) = places.filter(|p| p.len() == count) else { continue };
        found.extend(
            letters.iter().zip(places).map(|(&(from, c), id)| (Span::new(from, from + c.len_utf8()), Some(id))),
        );
    }
    found
}

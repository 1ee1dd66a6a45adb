//! A stretch of text that may be a name, with how sure its finder is, and the choice among overlapping ones.

use std::collections::BTreeMap;

use super::Recogniser;
use crate::ontology::ClassId;
use crate::span::Span;

/// A stretch that one recogniser takes for a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub span: Span,
    pub class: ClassId,
    pub by: Recogniser,
    /// From 0 to 1; see [`SURE`] and [`FAIR`].
    pub score: f32,
    /// Code of the only possible place of the gazetteer.
    pub code: Option<String>,
    /// Canonical name, where the ontology or the gazetteer knows it by another form.
    pub name: Option<String>,
}

/// A name this sure is one everywhere in its article.
pub(super) const SURE: f32 = 0.8;
/// A name less sure than this is left out.
pub(super) const FAIR: f32 = 0.5;

impl Candidate {
    pub fn new(span: Span, class: ClassId, by: Recogniser, score: f32) -> Self {
        Candidate { span, class, by, score, code: None, name: None }
    }
}

/// Joins candidates of one span and class (independent finders make each other surer), drops unsure ones, and of
/// overlapping ones keeps the surer, then the longer.
pub(super) fn select(mut candidates: Vec<Candidate>, same_kind: impl Fn(ClassId, ClassId) -> bool) -> Vec<Candidate> {
    candidates.sort_by(|a, b| a.span.cmp(&b.span).then(b.score.total_cmp(&a.score)).then(a.by.cmp(&b.by)));
    let mut joined: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match joined
            .iter_mut()
            .rev()
            .take_while(|c| c.span == candidate.span)
            .find(|c| same_kind(c.class, candidate.class))
        {
            Some(twin) => {
                if twin.by != candidate.by {
                    twin.score = 1.0 - (1.0 - twin.score) * (1.0 - candidate.score);
                }
                // What one finder knows of the name, the surer one need not know.
                twin.name = twin.name.take().or(candidate.name);
                twin.code = twin.code.take().or(candidate.code);
            }
            None => joined.push(candidate),
        }
    }
    yield_to_tagger(&mut joined);
    joined.retain(|c| c.score >= FAIR);
    // A longer name that is nearly as sure wins over the pieces inside of it.
    let rank = |c: &Candidate| c.score + 0.02 * (c.span.len() as f32 / 3.0).min(15.0);
    joined.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.span.cmp(&b.span)));
    let mut kept: Vec<Candidate> = Vec::new();
    // None of those kept overlaps another, so that only the last one that begins before the end can be in the way.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    for candidate in joined {
        let before = taken.range(..candidate.span.end).next_back();
        if before.is_none_or(|(_, &end)| end <= candidate.span.start) {
            taken.insert(candidate.span.start, candidate.span.end);
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|c| c.span);
    kept
}

/// A place of the list that is a piece of a longer name (柏林 in 柏林寺藏经楼) is only as good as that name is bad: the
/// tagger weighs both.
fn yield_to_tagger(candidates: &mut [Candidate]) {
    let mut longer: Vec<(Span, f32)> = candidates
        .iter()
        .filter(|c| c.by == Recogniser::Tagger && c.score >= FAIR)
        .map(|c| (c.span, c.score))
        .collect();
    longer.sort_by_key(|(span, _)| *span);
    let reach = longer.iter().map(|(span, _)| span.len()).max().unwrap_or(0) as u32;
    for c in candidates.iter_mut().filter(|c| c.by == Recogniser::Gazetteer) {
        let near = longer.partition_point(|(span, _)| span.start + reach < c.span.end);
        let near = longer[near..].iter().take_while(|(span, _)| span.start <= c.span.start);
        let whole = near.filter(|(span, _)| span.contains(c.span) && *span != c.span);
        let sure = whole.map(|w| w.1).fold(0.0, f32::max);
        c.score = c.score.min(1.0 - sure).max(c.score.min(FAIR));
    }
}

//! What has a date, in its order.

use serde::Serialize;

use super::Pages;
use super::claim::Claim;
use crate::assemble::{ClaimIx, Content, Graph};

#[derive(Serialize)]
pub(super) struct Timeline<'g> {
    /// ISO dates or intervals, beside the claims.
    dates: Vec<&'g str>,
    claims: Vec<Claim<'g>>,
}

/// The claims that say when, the earliest first.
pub(super) fn timeline(pages: &Pages) -> Timeline<'_> {
    let graph = &pages.graph;
    let mut dated: Vec<(&str, ClaimIx)> =
        (0..graph.claims.len()).filter_map(|ix| Some((date(graph, ix)?, ix))).collect();
    dated.sort_unstable();
    Timeline {
        dates: dated.iter().map(|(date, _)| *date).collect(),
        claims: dated.iter().map(|(_, ix)| Claim::of(graph, &pages.decisions, *ix)).collect(),
    }
}

/// The date of a figure, or of what a relation says of a date.
fn date(graph: &Graph, ix: ClaimIx) -> Option<&str> {
    match &graph.claims[ix].content {
        Content::Observation(at) => graph.observations[*at].time.as_deref().filter(|time| !time.is_empty()),
        Content::Relation { object, .. } => {
            let node = graph.node(*object);
            (node.kind == "Date").then_some(node.label.as_str())
        }
        _ => None,
    }
}

//! From the graph to a picture of what matters in it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edge, Kind, Node, Picture, Style};
use crate::assemble::{Content, Graph, NodeIndex, Status};

/// The most figures, and posts elsewhere, that stand in one node.
const LINES: usize = 4;

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Kinds of entities, by the names of their classes; empty: all.
    pub kinds: Vec<String>,
    /// The most entities; those with the highest PageRank are kept.
    pub max_nodes: usize,
    /// Entities that are drawn in any case.
    pub seeds: Vec<NodeIndex>,
    /// Whether claims that are denied, planned or reported are drawn as well.
    pub unaffirmed: bool,
}

impl Default for Selection {
    fn default() -> Self {
        Selection { kinds: Vec::new(), max_nodes: 300, seeds: Vec::new(), unaffirmed: true }
    }
}

impl Picture {
    /// A picture of the entities of `graph` that take part in a relation or a post or have a figure; and how many of
    /// these there was no room for.
    pub fn of(graph: &Graph, selection: &Selection) -> (Picture, usize) {
        let edges = edges(graph, selection);
        let lines = figures(graph);
        let ranks = graph.links().page_rank();
        let joined: BTreeSet<NodeIndex> = edges.keys().flat_map(|(from, to, ..)| [*from, *to]).collect();
        let wanted = |ix: &NodeIndex| {
            let kind = &graph.node(*ix).kind;
            let of_kind = selection.kinds.is_empty() || selection.kinds.iter().any(|k| k == kind);
            selection.seeds.contains(ix) || (of_kind && (joined.contains(ix) || lines.contains_key(ix)))
        };
        let mut nodes: Vec<NodeIndex> = graph.facts.node_indices().filter(wanted).collect();
        let rank = |ix: &NodeIndex| (!selection.seeds.contains(ix), -ranks[ix.index()]);
        nodes.sort_by(|a, b| rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b)));
        let left = nodes.len().saturating_sub(selection.max_nodes);
        nodes.truncate(selection.max_nodes);
        nodes.sort();
        let place: BTreeMap<NodeIndex, usize> = nodes.iter().enumerate().map(|(at, &ix)| (ix, at)).collect();
        let mean = 1.0 / ranks.len().max(1) as f64;
        let mut picture = Picture::default();
        for &ix in &nodes {
            let node = graph.node(ix);
            let mut texts = posts_elsewhere(graph, ix, &place);
            texts.extend(lines.get(&ix).into_iter().flatten().cloned());
            if texts.len() > LINES {
                let more = texts.len() - LINES;
                texts.truncate(LINES);
                texts.push(format!("…另有 {more} 项"));
            }
            let weight = ranks[ix.index()] / mean;
            let drawn = Node::new(node.iri.clone(), node.label.clone(), Kind::named(&node.kind));
            picture.nodes.push(Node { lines: texts, weight, ..drawn });
        }
        for ((from, to, label, style), count) in edges {
            if let (Some(&from), Some(&to)) = (place.get(&from), place.get(&to)) {
                picture.edges.push(Edge { style: STYLES[style].1, count, ..Edge::new(from, to, label) });
            }
        }
        (picture, left)
    }
}

/// Status and the style of its edges.
const STYLES: [(Status, Style); 4] = [
    (Status::Affirmed, Style::Affirmed),
    (Status::Denied, Style::Denied),
    (Status::Planned, Style::Planned),
    (Status::Reported, Style::Reported),
];

/// Relations and posts by ends, label and style (its place in [`STYLES`]), with the number of their claims.
fn edges(graph: &Graph, selection: &Selection) -> BTreeMap<(NodeIndex, NodeIndex, String, usize), usize> {
    let mut edges = BTreeMap::new();
    for claim in &graph.claims {
        let style = STYLES.iter().position(|(status, _)| *status == claim.status).unwrap_or_default();
        let (from, to, label) = match &claim.content {
            Content::Relation { subject, property, object } => (*subject, *object, graph.term(property).to_owned()),
            Content::Post(ix) => {
                let post = &graph.posts[*ix];
                let over = if post.former { "（曾任）" } else { "" };
                (post.person, post.organization, format!("{}{over}", post.role))
            }
            Content::Observation(_) | Content::Quotation(_) => continue,
        };
        if style == 0 || selection.unaffirmed {
            *edges.entry((from, to, label, style)).or_default() += 1;
        }
    }
    edges
}

/// The affirmed figures of each entity, in the order of their measures.
fn figures(graph: &Graph) -> BTreeMap<NodeIndex, Vec<String>> {
    let mut lines: BTreeMap<NodeIndex, Vec<String>> = BTreeMap::new();
    for o in graph.observations.iter().filter(|o| o.affirmed) {
        lines.entry(o.subject).or_default().push(o.describe("", graph.term(&o.measure)).trim().to_owned());
    }
    lines.values_mut().for_each(|lines| {
        lines.sort();
        lines.dedup();
    });
    lines
}

/// The posts of a person in organisations that are not in the picture.
fn posts_elsewhere(graph: &Graph, ix: NodeIndex, place: &BTreeMap<NodeIndex, usize>) -> Vec<String> {
    let elsewhere = graph.posts.iter().filter(|p| p.affirmed && p.person == ix && !place.contains_key(&p.organization));
    elsewhere.map(|p| format!("{}{}", graph.node(p.organization).label, p.role)).collect()
}

#[cfg(test)]
mod picture_tests {
    use super::*;
    use crate::sketch::{graph_of, ontology, press};

    fn labels(selection: &Selection) -> (Vec<String>, usize) {
        let graph = graph_of(press(ontology()), ontology());
        let (picture, left) = Picture::of(&graph, selection);
        (picture.nodes.into_iter().map(|n| n.label).collect(), left)
    }

    #[test]
    fn relations_posts_and_figures_are_drawn() {
        let graph = graph_of(press(ontology()), ontology());
        let (picture, left) = Picture::of(&graph, &Selection::default());
        assert_eq!(left, 0);
        let town = picture.nodes.iter().find(|n| n.label == "桥头镇").unwrap();
        assert!(town.lines.iter().any(|l| l == "企业数 ≥500家 [2024]"), "{:?}", town.lines);
        let edge = |label: &str| picture.edges.iter().find(|e| e.label == label);
        assert_eq!(edge("位于").map(|e| e.count), Some(1));
        assert!(picture.edges.iter().any(|e| e.label == "位于" && e.count == 2), "two articles say so");
        assert!(edge("总经理").is_some());
        assert_eq!(edge("收购").map(|e| e.style), Some(Style::Denied));
        assert!(picture.nodes.iter().all(|n| n.label != "新华社"), "what nothing joins is not drawn");
    }

    #[test]
    fn kinds_and_number_limit_the_picture() {
        let places = Selection { kinds: vec!["Place".to_owned()], ..Selection::default() };
        assert_eq!(labels(&places).0, ["东南亚", "桥头镇", "永嘉县"]);
        let few = Selection { max_nodes: 2, ..Selection::default() };
        let (names, left) = labels(&few);
        assert!(names.contains(&"永嘉新光纽扣有限公司".to_owned()) && names.len() == 2 && left > 5, "{names:?}");
        let graph = graph_of(press(ontology()), ontology());
        let seeds = graph.find("新华社");
        assert!(labels(&Selection { seeds, max_nodes: 1, ..Selection::default() }).0 == ["新华社"]);
    }
}

//! The names of all entities, for search: Chinese, and the initials of their pinyin.

use pinyin::ToPinyin;
use serde::Serialize;

use crate::assemble::{ClaimIx, Graph, Node};

/// Every entity, a column for each thing that is known of it.
#[derive(Serialize)]
pub(super) struct Names<'g> {
    /// The IRI below the graph's base, or the whole of another.
    keys: Vec<&'g str>,
    labels: Vec<&'g str>,
    classes: Vec<&'g str>,
    kinds: Vec<&'g str>,
    aliases: Vec<&'g [String]>,
    /// The first letters of the pinyin of label and aliases (lps for 荔浦市), with blanks between.
    initials: Vec<String>,
    /// How many claims touch it.
    degrees: Vec<usize>,
}

/// The names of `graph`, whose claims are `touching` its entities.
pub(super) fn names<'g>(graph: &'g Graph, touching: &[Vec<ClaimIx>]) -> Names<'g> {
    let nodes = || graph.facts.node_weights();
    Names {
        keys: nodes().map(|n| n.iri.strip_prefix(&graph.base).unwrap_or(&n.iri)).collect(),
        labels: nodes().map(|n| n.label.as_str()).collect(),
        classes: nodes().map(|n| graph.term(&n.class)).collect(),
        kinds: nodes().map(|n| n.kind.as_str()).collect(),
        aliases: nodes().map(|n| n.aliases.as_slice()).collect(),
        initials: nodes().map(initials).collect(),
        degrees: touching.iter().map(Vec::len).collect(),
    }
}

fn initials(node: &Node) -> String {
    let of = |name: &str| -> String {
        let letter = |c: char| match c.to_pinyin() {
            Some(sound) => sound.plain().chars().next(),
            None => Some(c.to_ascii_lowercase()).filter(|c| c.is_alphanumeric()),
        };
        name.chars().filter_map(letter).collect()
    };
    let all: Vec<String> = std::iter::once(&node.label).chain(&node.aliases).map(|name| of(name)).collect();
    all.join(" ")
}

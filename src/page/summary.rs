//! What there is in the graph, and the words of the ontology.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assemble::{Content, Graph};
use crate::ontology::{ClassId, Ontology};

#[derive(Serialize)]
pub(super) struct Summary<'g> {
    version: &'static str,
    base: &'g str,
    counts: BTreeMap<&'static str, usize>,
    kinds: BTreeMap<&'g str, usize>,
    relations: BTreeMap<&'g str, usize>,
    measures: BTreeMap<&'g str, usize>,
    statuses: BTreeMap<&'static str, usize>,
    dates: Option<(&'g str, &'g str)>,
}

/// What there is in `graph`.
pub(super) fn summary(graph: &Graph) -> Summary<'_> {
    let mut kinds = BTreeMap::new();
    graph.facts.node_weights().for_each(|n| *kinds.entry(n.kind.as_str()).or_default() += 1);
    let (mut relations, mut measures, mut statuses) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for claim in &graph.claims {
        *statuses.entry(claim.status.name()).or_default() += 1;
        match &claim.content {
            Content::Relation { property, .. } => *relations.entry(graph.term(property)).or_default() += 1,
            Content::Observation(at) => {
                *measures.entry(graph.term(&graph.observations[*at].measure)).or_default() += 1;
            }
            _ => {}
        }
    }
    let dates = || graph.articles.iter().filter_map(|a| a.date.as_deref());
    Summary {
        version: env!("CARGO_PKG_VERSION"),
        base: &graph.base,
        counts: [
            ("articles", graph.articles.len()),
            ("entities", graph.facts.node_count()),
            ("facts", graph.fact_count()),
            ("claims", graph.claims.len()),
            ("posts", graph.posts.len()),
            ("figures", graph.observations.len()),
            ("quotations", graph.quotations.len()),
        ]
        .into(),
        kinds,
        relations,
        measures,
        statuses,
        dates: dates().min().zip(dates().max()),
    }
}

#[derive(Serialize)]
pub(super) struct Words<'o> {
    classes: Vec<Class<'o>>,
    properties: Vec<Property<'o>>,
}

#[derive(Serialize)]
struct Class<'o> {
    name: &'o str,
    zh: &'o str,
    en: &'o str,
    parents: Vec<&'o str>,
    nouns: &'o [String],
    suffixes: &'o [String],
}

#[derive(Serialize)]
struct Property<'o> {
    name: &'o str,
    zh: &'o str,
    en: &'o str,
    domain: Vec<&'o str>,
    range: Vec<&'o str>,
    nouns: &'o [String],
    verbs: &'o [String],
    examples: &'o [String],
}

/// The words of `ontology`.
pub(super) fn words(ontology: &Ontology) -> Words<'_> {
    let names = |ids: &[ClassId]| ids.iter().map(|&c| ontology.class_info(c).name.as_str()).collect();
    Words {
        classes: ontology
            .classes
            .iter()
            .map(|c| Class {
                name: &c.name,
                zh: &c.label,
                en: &c.label_en,
                parents: names(&c.parents),
                nouns: &c.nouns,
                suffixes: &c.suffixes,
            })
            .collect(),
        properties: ontology
            .properties
            .iter()
            .map(|p| Property {
                name: &p.name,
                zh: &p.label,
                en: &p.label_en,
                domain: names(&p.domain),
                range: names(&p.range),
                nouns: &p.nouns,
                verbs: &p.verbs,
                examples: &p.examples,
            })
            .collect(),
    }
}

//! The graph as quads: the RDF shape of tupu.

use oxigraph::model::QuadRef;

use super::emitter::{Emitter, merge_iri};
use crate::assemble::{Content, Graph};

/// How claims are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reification {
    /// By `rdf:subject`, `rdf:predicate` and `rdf:object`, which every store reads.
    #[default]
    Rdf11,
    /// By `rdf:reifies` and a [triple term](https://www.w3.org/TR/rdf12-concepts/#dfn-triple-term).
    Rdf12,
}

/// What of a graph is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How claims are written.
    pub reification: Reification,
    /// Only entities and affirmed facts, posts, figures and quotations: no claims, no texts.
    pub facts_only: bool,
}

/// Gives every quad of `graph` to `sink`, article by article; quads that two claims share come twice.
///
/// # Errors
/// Those of `sink`.
pub fn emit<E>(graph: &Graph, style: Style, sink: impl FnMut(QuadRef<'_>) -> Result<(), E>) -> Result<(), E> {
    let mut sink = sink;
    let mut common = Emitter { graph, style, article: "", sink: &mut sink };
    graph.terms.iter().try_for_each(|(iri, term)| common.term(iri, term))?;
    for node in graph.facts.node_weights() {
        node.merges.iter().try_for_each(|merge| common.merge(&merge_iri(graph, node, merge), node, merge))?;
    }
    let mut claims = graph.claims.as_slice();
    for (ix, article) in graph.articles.iter().enumerate() {
        let (own, rest) = claims.split_at(claims.partition_point(|c| c.article <= ix));
        claims = rest;
        let iri = article_iri(graph, ix);
        let mut emitter = Emitter { graph, style, article: &iri, sink: &mut sink };
        emitter.article(article)?;
        article.mentions.iter().try_for_each(|&ix| emitter.entity(graph.node(ix)))?;
        for claim in own {
            emitter.fact(claim)?;
            match claim.content {
                Content::Relation { .. } => {}
                Content::Post(ix) => {
                    emitter.post(&graph.posts[ix])?;
                    emitter.role(&graph.posts[ix])?;
                }
                Content::Observation(ix) => emitter.observation(&graph.observations[ix])?,
                Content::Quotation(ix) => emitter.quotation(&graph.quotations[ix])?,
            }
            emitter.claim(claim)?;
            emitter.target(claim.into(), &iri)?;
            emitter.quote(claim.into())?;
            emitter.position(claim.into())?;
        }
    }
    for claim in &graph.open {
        let (source, own) = (article_iri(graph, claim.article), open_iri(graph, claim.article));
        let mut emitter = Emitter { graph, style, article: &own, sink: &mut sink };
        emitter.open(claim, &source)?;
        emitter.target(claim.into(), &source)?;
        emitter.quote(claim.into())?;
        emitter.position(claim.into())?;
    }
    Ok(())
}

/// The IRI of the named graph that holds the open claims of an article, and nothing else.
pub(super) fn open_iri(graph: &Graph, article: usize) -> String {
    format!("{}open/{}", graph.base, graph.articles[article].id)
}

/// The IRI of an article and of its named graph.
pub fn article_iri(graph: &Graph, article: usize) -> String {
    format!("{}doc/{}", graph.base, graph.articles[article].id)
}

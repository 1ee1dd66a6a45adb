//! A part of a graph.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::{Article, Claim, Content, Graph, Observation, Post, Quotation};
use crate::relate::Confidence;

impl Graph {
    /// The part of the graph that lies among `nodes`: their facts, posts, figures and quotations, the claims behind
    /// these, and the articles that make such a claim.
    pub fn select(&self, nodes: &[NodeIndex]) -> Graph {
        let wanted: BTreeSet<NodeIndex> = nodes.iter().copied().collect();
        let inside = |claim: &&Claim| match &claim.content {
            Content::Quotation(ix) => wanted.contains(&self.quotations[*ix].speaker),
            _ => self.touched(claim).iter().all(|ix| wanted.contains(ix)),
        };
        let claims: Vec<&Claim> = self.claims.iter().filter(inside).collect();
        let articles = claims.iter().map(|c| c.article).collect();
        self.part(wanted, articles, &claims)
    }

    /// The graph of the claims whose confidence is at least `least`, with all articles, entities and open claims.
    pub fn at_least(&self, least: Confidence) -> Graph {
        let claims: Vec<&Claim> = self.claims.iter().filter(|claim| claim.confidence >= least).collect();
        let all = (0..self.articles.len()).collect();
        Graph { open: self.open.clone(), ..self.part(self.facts.node_indices().collect(), all, &claims) }
    }

    /// The graph of `nodes`, `articles` and `claims`, which lie among these.
    fn part(&self, nodes: BTreeSet<NodeIndex>, articles: BTreeSet<usize>, claims: &[&Claim]) -> Graph {
        let numbered = |all: BTreeSet<usize>| -> BTreeMap<usize, usize> {
            all.into_iter().enumerate().map(|(new, old)| (old, new)).collect()
        };
        let articles = numbered(articles);
        let of =
            |part: fn(&Content) -> Option<usize>| numbered(claims.iter().filter_map(|c| part(&c.content)).collect());
        let posts = of(|c| if let Content::Post(ix) = c { Some(*ix) } else { None });
        let observations = of(|c| if let Content::Observation(ix) = c { Some(*ix) } else { None });
        let quotations = of(|c| if let Content::Quotation(ix) = c { Some(*ix) } else { None });
        let mut kept = nodes;
        // A publisher and a person made answerable stay, for the articles and claims name them.
        kept.extend(articles.keys().filter_map(|&a| self.articles[a].publisher));
        kept.extend(claims.iter().filter_map(|c| c.attributed_to));
        let node: BTreeMap<NodeIndex, NodeIndex> =
            kept.iter().enumerate().map(|(new, &old)| (old, NodeIndex::new(new))).collect();
        let mut graph = Graph { base: self.base.clone(), terms: self.terms.clone(), ..Graph::default() };
        for &ix in &kept {
            graph.facts.add_node(self.node(ix).clone());
        }
        let among = |all: &[NodeIndex]| all.iter().filter_map(|ix| node.get(ix).copied()).collect();
        graph.articles = articles
            .keys()
            .map(|&ix| {
                let article = &self.articles[ix];
                let publisher = article.publisher.map(|p| node[&p]);
                Article { publisher, mentions: among(&article.mentions), ..article.clone() }
            })
            .collect();
        graph.posts = posts
            .keys()
            .map(|&ix| {
                let post = &self.posts[ix];
                Post { person: node[&post.person], organization: node[&post.organization], ..post.clone() }
            })
            .collect();
        graph.observations = observations
            .keys()
            .map(|&ix| Observation { subject: node[&self.observations[ix].subject], ..self.observations[ix].clone() })
            .collect();
        graph.quotations = quotations
            .keys()
            .map(|&ix| {
                let quotation = &self.quotations[ix];
                Quotation {
                    speaker: node[&quotation.speaker],
                    mentions: among(&quotation.mentions),
                    ..quotation.clone()
                }
            })
            .collect();
        graph.claims = claims
            .iter()
            .map(|&claim| {
                let content = match &claim.content {
                    Content::Relation { subject, property, object } => {
                        Content::Relation { subject: node[subject], property: property.clone(), object: node[object] }
                    }
                    Content::Post(ix) => Content::Post(posts[ix]),
                    Content::Observation(ix) => Content::Observation(observations[ix]),
                    Content::Quotation(ix) => Content::Quotation(quotations[ix]),
                };
                let attributed_to = claim.attributed_to.map(|ix| node[&ix]);
                Claim { article: articles[&claim.article], content, attributed_to, ..claim.clone() }
            })
            .collect();
        graph.settle();
        graph
    }
}

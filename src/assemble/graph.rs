//! The nouns of assembly: entities joined by facts, and the claims that stand behind them.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::OpenClaim;
use crate::relate::{Bound, Confidence, Status};
use crate::resolve::Merge;

/// Index into [`Graph::claims`].
pub type ClaimIx = usize;

/// Entities joined by facts; every fact keeps its claims.
///
/// Everything stands in an order that depends on content only: entities by IRI, articles by id, claims by
/// article and place, statements by id. Two graphs of the same content are equal.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The root of the IRIs (`https://w3id.org/tupu/id/`).
    pub base: String,
    /// Entities, and between them the affirmed relations.
    pub facts: DiGraph<Node, Fact>,
    /// The articles.
    pub articles: Vec<Article>,
    /// What the articles state.
    pub claims: Vec<Claim>,
    /// What they say beyond the ontology, where that was asked for; no facts come of it.
    pub open: Vec<OpenClaim>,
    /// Posts, affirmed or not.
    pub posts: Vec<Post>,
    /// Figures, affirmed or not.
    pub observations: Vec<Observation>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// The classes, properties and individuals of the ontology that the graph uses, by IRI.
    pub terms: BTreeMap<String, Term>,
}

/// An entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its IRI.
    pub iri: String,
    /// IRI of its most specific class.
    pub class: SmolStr,
    /// Local name of its kind (Place), which decides shape and colour in pictures.
    pub kind: SmolStr,
    /// The canonical name.
    pub label: String,
    /// Its other names, sorted.
    pub aliases: Vec<String>,
    /// Why its forms were taken for one.
    pub merges: Vec<Merge>,
}

/// An affirmed relation between two entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// IRI of the property.
    pub property: SmolStr,
    /// The affirmed claims behind it, at least one.
    pub claims: Vec<ClaimIx>,
}

/// An article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The document's id, the last segment of its IRI.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The medium it credits.
    pub publisher: Option<NodeIndex>,
    /// Day of publication, ISO 8601.
    pub date: Option<String>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// The text; claims point into it.
    pub text: String,
    /// The entities it mentions, sorted.
    pub mentions: Vec<NodeIndex>,
}

/// What a stretch of an article states.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// A hash of the article, the place and the statement; the last segment of its IRI.
    pub id: SmolStr,
    /// Index of the article.
    pub article: usize,
    /// What is stated.
    pub content: Content,
    /// Whether it holds according to the text.
    pub status: Status,
    /// The construction that found it.
    pub construction: SmolStr,
    /// The words that fired.
    pub trigger: SmolStr,
    /// How far it is to be trusted.
    pub confidence: Confidence,
    /// The person or organisation made answerable; `None`: the article itself.
    pub attributed_to: Option<NodeIndex>,
    /// The words that state it.
    pub quote: String,
    /// First code point of the quote in the article's text.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
}

/// What a claim states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A binary relation.
    Relation {
        /// From.
        subject: NodeIndex,
        /// IRI of the property.
        property: SmolStr,
        /// To.
        object: NodeIndex,
    },
    /// An index into [`Graph::posts`].
    Post(usize),
    /// An index into [`Graph::observations`].
    Observation(usize),
    /// An index into [`Graph::quotations`].
    Quotation(usize),
}

/// A person's post in an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// A hash of its content; the last segment of its IRI.
    pub id: SmolStr,
    /// Who.
    pub person: NodeIndex,
    /// Where.
    pub organization: NodeIndex,
    /// The post as written.
    pub role: SmolStr,
    /// Whether it is over.
    pub former: bool,
    /// Whether an affirmed claim states it; claims of another status have a post node of their own.
    pub affirmed: bool,
}

/// A number that measures something.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// A hash of its content; the last segment of its IRI.
    pub id: SmolStr,
    /// What it is about.
    pub subject: NodeIndex,
    /// IRI of the measure.
    pub measure: SmolStr,
    /// The thing counted or measured, as written.
    pub of: Option<SmolStr>,
    /// The value in the unit's base, or the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// Measure word or unit.
    pub unit: Option<SmolStr>,
    /// How the value bounds the truth.
    pub bound: Bound,
    /// When it held, ISO 8601.
    pub time: Option<SmolStr>,
    /// Whether an affirmed claim states it.
    pub affirmed: bool,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// A hash of its article and place; the last segment of its IRI.
    pub id: SmolStr,
    /// Who.
    pub speaker: NodeIndex,
    /// The words.
    pub text: String,
    /// Whether they stand in quotation marks.
    pub direct: bool,
    /// The entities mentioned in them, sorted.
    pub mentions: Vec<NodeIndex>,
    /// Whether an affirmed claim states it.
    pub affirmed: bool,
}

/// A class, property or individual of the ontology.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Chinese label.
    pub label: String,
    /// English label, or empty.
    pub label_en: String,
    /// What it is.
    pub sort: Sort,
    /// IRIs of direct superclasses or superproperties; of an individual, its classes.
    pub parents: Vec<String>,
}

/// What a term of the ontology is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// A class.
    Class,
    /// A property.
    #[default]
    Property,
    /// A status or a bound.
    Individual,
}

impl Graph {
    /// An entity.
    pub fn node(&self, ix: NodeIndex) -> &Node {
        &self.facts[ix]
    }

    /// The entity of this IRI.
    pub fn by_iri(&self, iri: &str) -> Option<NodeIndex> {
        let found = self.facts.raw_nodes().binary_search_by(|n| n.weight.iri.as_str().cmp(iri));
        found.ok().map(NodeIndex::new)
    }

    /// The entities that `name` may mean: the one of this IRI or of this `place/荔浦市`, or else all that bear it as
    /// a label, or else all that bear it as an alias.
    pub fn find(&self, name: &str) -> Vec<NodeIndex> {
        let full = format!("{}{name}", self.base);
        if let Some(ix) = self.by_iri(name).or_else(|| self.by_iri(&full)) {
            return vec![ix];
        }
        let all = |test: &dyn Fn(&Node) -> bool| -> Vec<NodeIndex> {
            self.facts.node_indices().filter(|&ix| test(self.node(ix))).collect()
        };
        let labelled = all(&|n| n.label == name);
        if labelled.is_empty() { all(&|n| n.aliases.iter().any(|a| a == name)) } else { labelled }
    }

    /// The Chinese label of a term of the ontology, or the last part of its IRI.
    pub fn term<'a>(&'a self, iri: &'a str) -> &'a str {
        match self.terms.get(iri) {
            Some(term) if !term.label.is_empty() => &term.label,
            _ => iri.rsplit(['#', '/']).next().unwrap_or(iri),
        }
    }

    /// The subject of a claim.
    pub fn subject(&self, claim: &Claim) -> NodeIndex {
        match claim.content {
            Content::Relation { subject, .. } => subject,
            Content::Post(ix) => self.posts[ix].person,
            Content::Observation(ix) => self.observations[ix].subject,
            Content::Quotation(ix) => self.quotations[ix].speaker,
        }
    }

    /// Every entity that a claim's statement touches: its subject first.
    pub fn touched(&self, claim: &Claim) -> Vec<NodeIndex> {
        match claim.content {
            Content::Relation { subject, object, .. } => vec![subject, object],
            Content::Post(ix) => vec![self.posts[ix].person, self.posts[ix].organization],
            Content::Observation(ix) => vec![self.observations[ix].subject],
            Content::Quotation(ix) => {
                let quotation = &self.quotations[ix];
                [quotation.speaker].into_iter().chain(quotation.mentions.iter().copied()).collect()
            }
        }
    }

    /// A claim in one line of Chinese: subject, property, object.
    pub fn statement(&self, claim: &Claim) -> String {
        let name = |ix| self.node(ix).label.as_str();
        match &claim.content {
            Content::Relation { subject, property, object } => {
                format!("{} {} {}", name(*subject), self.term(property), name(*object))
            }
            Content::Post(ix) => self.posts[*ix].describe(name),
            Content::Observation(ix) => {
                let o = &self.observations[*ix];
                o.describe(name(o.subject), self.term(&o.measure))
            }
            Content::Quotation(ix) => {
                let q = &self.quotations[*ix];
                format!("{} 说 {}", name(q.speaker), q.text)
            }
        }
    }

    /// How many affirmed relations there are.
    pub fn fact_count(&self) -> usize {
        self.facts.edge_count()
    }

    /// The ends of a fact.
    pub fn ends(&self, fact: EdgeIndex) -> (NodeIndex, NodeIndex) {
        self.facts.edge_endpoints(fact).unwrap_or_default()
    }
}

impl Post {
    /// The post in one line.
    pub fn describe<'a>(&self, name: impl Fn(NodeIndex) -> &'a str) -> String {
        let over = if self.former { "（曾任）" } else { "" };
        format!("{} {} {}{over}", name(self.person), name(self.organization), self.role)
    }
}

impl Observation {
    /// The figure as written in Chinese: bound, value or range, unit.
    pub fn figure(&self) -> String {
        let sign = match self.bound {
            Bound::Exact => "",
            Bound::AtLeast => "≥",
            Bound::AtMost => "≤",
            Bound::About => "约",
        };
        let high = self.high.map_or_else(String::new, |h| format!("–{}", readable(h)));
        format!("{sign}{}{high}{}", readable(self.value), self.unit.as_deref().unwrap_or(""))
    }

    /// The observation in one line.
    pub fn describe(&self, subject: &str, measure: &str) -> String {
        let of = self.of.as_ref().map_or_else(String::new, |of| format!("（{of}）"));
        let time = self.time.as_ref().map_or_else(String::new, |t| format!(" [{t}]"));
        format!("{subject} {measure}{of} {}{time}", self.figure())
    }
}

/// A number as Chinese news writes it (80亿, 3.5万), where that loses nothing.
fn readable(value: Decimal) -> String {
    let short = [(100_000_000, "亿"), (10_000, "万")].into_iter().find_map(|(step, name)| {
        let step = Decimal::from(step);
        let part = value.checked_div(step)?.normalize();
        (value.abs() >= step && part.scale() <= 2).then(|| format!("{part}{name}"))
    });
    short.unwrap_or_else(|| value.to_string())
}

impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        let edges = |g: &Graph| -> Vec<(NodeIndex, NodeIndex, Fact)> {
            g.facts.raw_edges().iter().map(|e| (e.source(), e.target(), e.weight.clone())).collect()
        };
        self.base == other.base
            && self.facts.node_weights().eq(other.facts.node_weights())
            && edges(self) == edges(other)
            && self.articles == other.articles
            && self.claims == other.claims
            && self.open == other.open
            && self.posts == other.posts
            && self.observations == other.observations
            && self.quotations == other.quotations
            && self.terms == other.terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shortened_only_where_nothing_is_lost() {
        let cases =
            [("8000000000", "80亿"), ("35000", "3.5万"), ("31562", "31562"), ("9999", "9999"), ("-2550000", "-255万")];
        for (value, wanted) in cases {
            assert_eq!(readable(value.parse().unwrap()), wanted);
        }
    }
}

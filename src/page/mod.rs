//! What the page shows, as JSON under paths: `summary.json`, `names.json`, `entity/place%2F荔浦市.json` and so on.
//!
//! The page names an entity by its place in `names.json`, an article by its place in `articles.json`. `web/src/data.ts` says
//! the same in TypeScript.

mod article;
mod claim;
mod names;
mod quality;
mod summary;
#[cfg(test)]
mod tests;
mod timeline;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::assemble::{ClaimIx, Content, Graph, NodeIndex};
use crate::ontology::Ontology;
use crate::query::questions;
use crate::resolve::Decisions;
use crate::store::{Folder, prefixes};
pub(crate) use article::title;
use claim::Claim;

/// The resources of one graph.
pub struct Pages {
    graph: Graph,
    ontology: Ontology,
    decisions: Decisions,
    /// Where the graph lies, if what is checked there may be told.
    folder: Option<Folder>,
    /// The report of the checks, once it was asked for.
    quality: OnceLock<Vec<u8>>,
    /// The claims that touch each entity.
    touching: Vec<Vec<ClaimIx>>,
    /// The claims of each article.
    stated: Vec<Vec<ClaimIx>>,
}

impl Pages {
    /// The pages of `graph`, in the words of `ontology`, with what was decided about it.
    pub fn new(graph: Graph, ontology: Ontology, decisions: Decisions) -> Self {
        let mut touching = vec![Vec::new(); graph.facts.node_count()];
        let mut stated = vec![Vec::new(); graph.articles.len()];
        for (ix, claim) in graph.claims.iter().enumerate() {
            stated[claim.article].push(ix);
            let mut ends = graph.touched(claim);
            ends.extend(claim.attributed_to);
            ends.sort_unstable();
            ends.dedup();
            ends.into_iter().for_each(|end| touching[end.index()].push(ix));
        }
        Pages { graph, ontology, decisions, folder: None, quality: OnceLock::new(), touching, stated }
    }

    /// The same, with what the checks of the folder find.
    #[must_use]
    pub fn of_folder(self, folder: Folder) -> Self {
        Pages { folder: Some(folder), ..self }
    }

    /// The resource under `path`; `None` when there is none.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.resource(&percent_decode_str(path).decode_utf8().ok()?)
    }

    /// The paths of all resources, not encoded.
    pub fn paths(&self) -> Vec<String> {
        let whole =
            ["summary", "names", "articles", "graph", "figures", "timeline", "quality", "ontology"].map(str::to_owned);
        let key = |iri: &str| format!("entity/{}", iri.strip_prefix(&self.graph.base).unwrap_or(iri));
        let entities = self.graph.facts.node_weights().map(|node| key(&node.iri));
        let articles = self.graph.articles.iter().map(|article| format!("article/{}", article.id));
        whole.into_iter().chain(entities).chain(articles).map(|path| format!("{path}.json")).collect()
    }

    /// The resource of a path that is not encoded.
    pub fn resource(&self, path: &str) -> Option<Vec<u8>> {
        let json = match path.strip_suffix(".json")? {
            "summary" => to_json(&summary::summary(&self.graph)),
            "names" => to_json(&names::names(&self.graph, &self.touching)),
            "articles" => to_json(&article::list(&self.graph, &self.stated)),
            "graph" => to_json(&self.edges()),
            "figures" => to_json(&self.figures()),
            "timeline" => to_json(&timeline::timeline(self)),
            "quality" => self.quality.get_or_init(|| to_json(&quality::quality(self))).clone(),
            "ontology" => to_json(&summary::words(&self.ontology)),
            "queries" => to_json(&self.queries()),
            other => match other.split_once('/')? {
                ("entity", key) => to_json(&self.entity(key)?),
                ("article", id) => {
                    let at = self.graph.articles.iter().position(|a| a.id == id)?;
                    to_json(&article::article(&self.graph, at, self.claims(&self.stated[at])))
                }
                _ => return None,
            },
        };
        Some(json)
    }

    /// What was decided.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Shows other decisions from now on.
    pub fn decide(&mut self, decisions: Decisions) {
        self.decisions = decisions;
    }

    fn claims<'g>(&'g self, claims: &'g [ClaimIx]) -> Vec<Claim<'g>> {
        claims.iter().map(|&ix| Claim::of(&self.graph, &self.decisions, ix)).collect()
    }

    fn entity(&self, key: &str) -> Option<Entity<'_>> {
        let full = format!("{}{key}", self.graph.base);
        let n = self.graph.by_iri(&full).or_else(|| self.graph.by_iri(key))?;
        let node = self.graph.node(n);
        let merges = node.merges.iter().map(|m| Merge { left: &m.left, right: &m.right, reason: &m.reason }).collect();
        let named = self.graph.articles.iter().enumerate().filter(|(_, a)| a.mentions.binary_search(&n).is_ok());
        Some(Entity {
            n: n.index(),
            iri: &node.iri,
            merges,
            claims: self.claims(&self.touching[n.index()]),
            articles: named.map(|(at, _)| at).collect(),
        })
    }

    /// The claims between two entities, those of one kind together.
    fn edges(&self) -> Edges<'_> {
        let mut groups: BTreeMap<(NodeIndex, NodeIndex, &str, &str), Vec<ClaimIx>> = BTreeMap::new();
        for (ix, claim) in self.graph.claims.iter().enumerate() {
            let (from, to, what) = match &claim.content {
                Content::Relation { subject, property, object } => (*subject, *object, property.as_str()),
                Content::Post(post) => {
                    let post = &self.graph.posts[*post];
                    (post.person, post.organization, post.role.as_str())
                }
                _ => continue,
            };
            groups.entry((from, to, what, claim.status.name())).or_default().push(ix);
        }
        let edges = groups.into_iter().map(|((from, to, what, status), claims)| {
            let most = claims.iter().map(|&ix| self.graph.claims[ix].confidence).max().unwrap_or_default();
            let mut articles: Vec<usize> = claims.iter().map(|&ix| self.graph.claims[ix].article).collect();
            articles.dedup();
            Edge {
                from: from.index(),
                to: to.index(),
                label: self.graph.term(what),
                status,
                confidence: number(most),
                claims: claims.len(),
                articles,
            }
        });
        Edges { edges: edges.collect() }
    }

    fn figures(&self) -> Figures<'_> {
        let figures =
            self.graph.claims.iter().enumerate().filter(|(_, c)| matches!(c.content, Content::Observation(_)));
        Figures { claims: figures.map(|(ix, _)| Claim::of(&self.graph, &self.decisions, ix)).collect() }
    }

    fn queries(&self) -> Queries {
        let query = |q: crate::query::Question| Query {
            parameters: q.parameters.into_iter().map(|p| [p.name, p.meaning, p.default]).collect(),
            name: q.name,
            zh: q.chinese,
            en: q.english,
            text: q.text,
        };
        Queries { queries: questions().into_iter().map(query).collect(), prefixes: prefixes(&self.graph.base) }
    }
}

fn to_json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn number(confidence: crate::relate::Confidence) -> f64 {
    confidence.to_string().parse().unwrap_or(0.0)
}

#[derive(Serialize)]
struct Entity<'g> {
    n: usize,
    iri: &'g str,
    merges: Vec<Merge<'g>>,
    claims: Vec<Claim<'g>>,
    articles: Vec<usize>,
}

#[derive(Serialize)]
struct Merge<'g> {
    left: &'g str,
    right: &'g str,
    reason: &'g str,
}

#[derive(Serialize)]
struct Edges<'g> {
    edges: Vec<Edge<'g>>,
}

#[derive(Serialize)]
struct Edge<'g> {
    from: usize,
    to: usize,
    label: &'g str,
    status: &'static str,
    confidence: f64,
    claims: usize,
    articles: Vec<usize>,
}

#[derive(Serialize)]
struct Figures<'g> {
    claims: Vec<Claim<'g>>,
}

#[derive(Serialize)]
struct Queries {
    queries: Vec<Query>,
    prefixes: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Query {
    name: String,
    zh: String,
    en: String,
    text: String,
    /// Name, meaning and default of each.
    parameters: Vec<[String; 3]>,
}

//! A graph taken out of a store, as a folder beside.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, NamedNode, Quad, Term, Triple};

use super::Store;
use super::ask::{accepted, column, triples};
use crate::error::{Error, Result};
use crate::store::{FORMAT, Folder, Input, Manifest, rebuild, write};

/// A graph that was fetched; the folder is removed when this is dropped.
#[derive(Debug)]
pub struct Copy {
    folder: Folder,
    _held: tempfile::TempDir,
}

impl Copy {
    /// The folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }
}

/// The named graph of what no article says, where a store has no default graph.
pub(super) fn terms(base: &str) -> String {
    format!("{base}terms")
}

/// The root of the IRIs of the graph of tupu that `store` holds.
///
/// # Errors
/// As [`fetch`].
pub fn base(store: &Store) -> Result<String> {
    let articles = column(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?g a <https://schema.org/NewsArticle> } }")?;
    let names: Vec<&str> = articles.iter().filter_map(name).collect();
    let roots: BTreeSet<&str> = names.iter().filter_map(|n| n.rfind("/doc/").map(|at| &n[..=at])).collect();
    match roots.iter().collect::<Vec<_>>()[..] {
        [base] => Ok((*base).to_owned()),
        [] => {
            let help = "send one with: tupu push KG --to URL";
            Err(Error::input(&store.root, "the store holds no graph of tupu", help))
        }
        _ => Err(Error::input(&store.root, format!("the store holds graphs of several roots: {roots:?}"), "")),
    }
}

/// Fetches the graph of tupu that `store` holds.
///
/// # Errors
/// A store without a graph of tupu, or with those of several roots; one that does not give it whole.
pub fn fetch(store: &Store) -> Result<Copy> {
    if store.endpoints.read.is_empty() {
        return Err(Error::input(&store.root, "no graphs=URL is given, where graphs are read", ""));
    }
    let base = base(store)?;
    let all = column(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")?;
    let counted = column(store, "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")?;
    if let Some(Term::Literal(n)) = counted.first()
        && n.value() != all.len().to_string()
    {
        let reason = format!("the store names {} of {} graphs", all.len(), n.value());
        return Err(Error::input(&store.root, reason, "let it answer with more rows"));
    }
    let rest = terms(&base);
    let ours =
        |n: &&str| n.starts_with(&format!("{base}doc/")) || n.starts_with(&format!("{base}open/")) || **n == rest;
    let mut quads: BTreeSet<String> = BTreeSet::new();
    let mut found: Vec<Quad> = Vec::new();
    for graph in all.iter().filter_map(name).filter(ours) {
        let response = accepted(store, store.graphs("GET", Some(graph)).send()?)?;
        let own = if graph == rest { GraphName::DefaultGraph } else { NamedNode::new_unchecked(graph).into() };
        for triple in triples(store, &response)? {
            quads.insert(triple.to_string());
            found.push(triple.in_graph(own.clone()));
        }
    }
    if store.layout.has_default_graph {
        // Some stores show all named graphs as parts of their default graph.
        let response = accepted(store, store.graphs("GET", None).send()?)?;
        let alone = triples(store, &response)?.into_iter().filter(|triple| !quads.contains(&triple.to_string()));
        found.extend(alone.map(|triple: Triple| triple.in_graph(GraphName::DefaultGraph)));
    }
    keep(store, base, found)
}

fn name(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(name) => Some(name.as_str()),
        _ => None,
    }
}

/// Writes the quads as the folder of a graph.
fn keep(store: &Store, base: String, quads: Vec<Quad>) -> Result<Copy> {
    let mut lines: Vec<(String, Quad)> = quads.into_iter().map(|quad| (quad.to_string(), quad)).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.dedup_by(|a, b| a.0 == b.0);
    let graph = rebuild(lines.into_iter().map(|(_, quad)| Ok(quad)))?;
    let held = tempfile::tempdir().map_err(|e| Error::io(std::env::temp_dir(), e))?;
    let folder = Folder::at(held.path());
    let summary = write(&graph, &folder.snapshot())?;
    let input = |id: &String| Input { id: id.clone(), origin: store.root.clone(), ..Input::default() };
    folder.write_manifest(&Manifest {
        format: FORMAT,
        tupu: env!("CARGO_PKG_VERSION").to_owned(),
        base,
        graph: summary.hash,
        counts: [("quads".to_owned(), summary.quads)].into(),
        documents: graph.articles.iter().map(|article| input(&article.id)).collect(),
        ..Manifest::default()
    })?;
    Ok(Copy { folder, _held: held })
}

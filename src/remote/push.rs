//! A graph sent to a store, what changed of it only.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use oxigraph::model::{GraphName, Term, Triple};

use super::ask::{accepted, ask};
use super::client::Request;
use super::{Store, client};
use crate::error::{Error, Result};
use crate::query::Answer;
use crate::store::{Folder, read, replace};

/// So often what was sent is written down, so that a push that was killed goes on where it was.
const KEPT: Duration = Duration::from_secs(1);

/// By which protocol a graph is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Via {
    /// The Graph Store HTTP Protocol: one request puts a named graph in the place of the old one.
    #[default]
    Graphs,
    /// SPARQL Update: the old graph is dropped, the new one inserted in batches.
    Update,
}

/// How to send.
pub struct Plan<'a> {
    /// By which protocol.
    pub via: Via,
    /// Send everything, whatever was sent before.
    pub all: bool,
    /// How many triples an update inserts.
    pub batch: usize,
    /// Is told how many graphs of how many are done.
    pub progress: &'a dyn Fn(usize, usize),
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Named graphs that were sent.
    pub sent: usize,
    /// Those that are no more, and were taken out.
    pub removed: usize,
    /// Those that the store had.
    pub unchanged: usize,
    /// The triples that the store holds of this graph, as it counts them.
    pub triples: usize,
}

/// The triples of one named graph as N-Triples; the number of its lines.
#[derive(Default)]
struct Graph {
    lines: Vec<u8>,
    count: usize,
}

/// What was sent where: the address of the store, the IRI of the graph, and the hash of its triples.
type Sent = BTreeMap<String, BTreeMap<String, String>>;

/// Sends the graph of `folder` to `store`, and lets the store count it.
///
/// # Errors
/// A store that only reads or refuses; one that counts other than what was sent.
pub fn push(folder: &Folder, store: &Store, plan: &Plan<'_>) -> Result<Pushed> {
    let (endpoint, name) = match plan.via {
        Via::Graphs => (&store.endpoints.graphs, "graphs"),
        Via::Update => (&store.endpoints.update, "update"),
    };
    let read_only = store.layout.update.is_empty() && !store.layout.query.is_empty();
    if read_only || endpoint.is_empty() {
        let reason =
            if read_only { format!("{} is only read", store.layout.name) } else { format!("no {name}=URL is given") };
        return Err(Error::input(&store.root, reason, ""));
    }
    let graphs = graphs(folder, store)?;
    let mut sent: Sent =
        std::fs::read(folder.pushed()).ok().and_then(|t| serde_json::from_slice(&t).ok()).unwrap_or_default();
    if plan.all {
        sent.remove(&store.root);
    }
    let mut done = Pushed::default();
    let mut wrong = send(folder, store, plan, &graphs, &mut sent, &mut done).and_then(|()| count(store, &graphs))?;
    if !wrong.is_empty() {
        // The store was changed by others, or emptied: what it lacks is sent once more.
        let own = sent.entry(store.root.clone()).or_default();
        wrong.iter().for_each(|(name, ..)| drop(own.remove(*name)));
        wrong = send(folder, store, plan, &graphs, &mut sent, &mut done).and_then(|()| count(store, &graphs))?;
    }
    if let Some((name, had, has)) = wrong.first() {
        let reason =
            format!("{} graphs are not as they were sent; <{name}> has {has} triples and not {had}", wrong.len());
        return Err(Error::input(&store.root, reason, "does something else write there?"));
    }
    done.unchanged = graphs.len() - done.sent.min(graphs.len());
    done.triples = graphs.values().map(|g| g.count).sum();
    Ok(done)
}

/// The named graphs of a folder by the IRIs they get in the store; empty for the default graph.
fn graphs(folder: &Folder, store: &Store) -> Result<BTreeMap<String, Graph>> {
    let terms = super::fetch::terms(&folder.manifest()?.base);
    let rest = if store.layout.has_default_graph { String::new() } else { terms };
    let mut graphs: BTreeMap<String, Graph> = BTreeMap::new();
    for quad in read(&folder.snapshot())? {
        let quad = quad?;
        let name = match &quad.graph_name {
            GraphName::NamedNode(name) => name.as_str(),
            _ => &rest,
        };
        if !graphs.contains_key(name) {
            graphs.insert(name.to_owned(), Graph::default());
        }
        if let Some(graph) = graphs.get_mut(name) {
            graph.lines.extend_from_slice(format!("{} .\n", Triple::from(quad.clone())).as_bytes());
            graph.count += 1;
        }
    }
    Ok(graphs)
}

fn send(
    folder: &Folder,
    store: &Store,
    plan: &Plan<'_>,
    graphs: &BTreeMap<String, Graph>,
    sent: &mut Sent,
    done: &mut Pushed,
) -> Result<()> {
    let known = sent.get(&store.root).cloned().unwrap_or_default();
    let hashes = graphs.iter().map(|(name, graph)| (name, blake3::hash(&graph.lines).to_hex().to_string()));
    let changed: Vec<_> = hashes.filter(|(name, hash)| known.get(*name) != Some(hash)).collect();
    let gone: Vec<_> = known.keys().filter(|name| !graphs.contains_key(*name)).collect();
    let (of, mut kept) = (changed.len() + gone.len(), Instant::now());
    let keep = |sent: &Sent| {
        let text = serde_json::to_string_pretty(sent).unwrap_or_default() + "\n";
        replace(&folder.pushed(), text.as_bytes())
    };
    let result = (|| {
        for (at, name) in gone.iter().enumerate() {
            remove(store, plan.via, name)?;
            sent.entry(store.root.clone()).or_default().remove(*name);
            done.removed += 1;
            (plan.progress)(at + 1, of);
        }
        for (at, (name, hash)) in changed.iter().enumerate() {
            put(store, plan, name, &graphs[*name])?;
            sent.entry(store.root.clone()).or_default().insert((*name).clone(), hash.clone());
            done.sent += 1;
            (plan.progress)(gone.len() + at + 1, of);
            if kept.elapsed() > KEPT {
                keep(sent)?;
                kept = Instant::now();
            }
        }
        Ok(())
    })();
    keep(sent)?;
    result
}

fn named(name: &str) -> Option<&str> {
    Some(name).filter(|name| !name.is_empty())
}

/// How SPARQL Update calls a graph.
fn target(name: &str) -> String {
    named(name).map_or_else(|| "DEFAULT".to_owned(), |name| format!("GRAPH <{name}>"))
}

fn remove(store: &Store, via: Via, name: &str) -> Result<()> {
    let response = match via {
        Via::Graphs => store.graphs("DELETE", named(name)).send()?,
        Via::Update => update(store, &format!("DROP SILENT {}", target(name))).send()?,
    };
    if response.status == 404 { Ok(()) } else { accepted(store, response).map(drop) }
}

fn put(store: &Store, plan: &Plan<'_>, name: &str, graph: &Graph) -> Result<()> {
    if plan.via == Via::Graphs {
        let request = store.graphs("PUT", named(name)).with("text/turtle", graph.lines.clone());
        return accepted(store, request.send()?).map(drop);
    }
    accepted(store, update(store, &format!("DROP SILENT {}", target(name))).send()?)?;
    let lines: Vec<&[u8]> = graph.lines.split_inclusive(|&b| b == b'\n').collect();
    for batch in lines.chunks(plan.batch.max(1)) {
        let triples = String::from_utf8_lossy(&batch.concat()).into_owned();
        let data = named(name).map_or_else(|| triples.clone(), |name| format!("GRAPH <{name}> {{\n{triples}}}"));
        accepted(store, update(store, &format!("INSERT DATA {{\n{data}}}")).send()?)?;
    }
    Ok(())
}

fn update<'s>(store: &'s Store, text: &str) -> Request<'s> {
    store.client.request("POST", store.endpoints.update.clone(), "*/*").form(format!("update={}", client::encode(text)))
}

/// The graphs of which the store holds another number of triples: name, number sent, number held.
fn count<'g>(store: &Store, graphs: &'g BTreeMap<String, Graph>) -> Result<Vec<(&'g str, usize, usize)>> {
    let number = |term: Option<&Term>| match term {
        Some(Term::Literal(literal)) => literal.value().parse::<usize>().unwrap_or_default(),
        _ => 0,
    };
    let all = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g";
    let mut held: BTreeMap<String, usize> = BTreeMap::new();
    if let Answer::Rows { rows, .. } = ask(store, all, &[], usize::MAX)? {
        for row in &rows {
            if let Some(Some(Term::NamedNode(name))) = row.first() {
                held.insert(name.as_str().to_owned(), number(row.get(1).and_then(Option::as_ref)));
            }
        }
    }
    let mut wrong = Vec::new();
    for (name, graph) in graphs {
        // Some stores cut long answers; the default graph, with which they count all others, is not counted.
        let has = match held.get(name) {
            Some(&has) => has,
            None if name.is_empty() => graph.count,
            None => {
                let one = format!("SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}");
                number(super::ask::column(store, &one)?.first())
            }
        };
        if has != graph.count {
            wrong.push((name.as_str(), graph.count, has));
        }
    }
    Ok(wrong)
}

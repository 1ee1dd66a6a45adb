//! The whole line: files in, a graph folder out.
//!
//! What a document gives is kept in `extracts/` under the hash of its content, so that a second build reads only what
//! is new and a build that was killed goes on where it stopped. The graph is written beside the old one, checked, and put
//! in its place at the end, under a lock.

mod cache;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::assemble::{Graph, Setting, assemble, assemble_each};
use crate::error::{Error, Result};
use crate::extract::{Extract, Extractor};
use crate::ontology::Ontology;
use crate::read::{Document, DocumentId};
use crate::resolve::{Decisions, Local, join, resolve};
use crate::store::{FORMAT, Folder, Input, Manifest, Summary, write};
use crate::verify;
use cache::{Cache, Packer};

/// How a build is done.
pub struct Plan<'a> {
    /// The folder to make.
    pub folder: &'a Folder,
    /// The per-document steps.
    pub extractor: &'a Extractor,
    /// The root of the IRIs.
    pub base: &'a str,
    /// The user's decisions.
    pub decisions: &'a Decisions,
    /// Whether to read everything anew.
    pub fresh: bool,
    /// Is told how many documents there are, once, and of each that is done.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many documents are to be read.
    Documents(usize),
    /// One more is done.
    Done,
    /// All are done; the graph is put together.
    Assembling,
    /// The graph is checked.
    Verifying,
}

/// What a build made.
#[derive(Debug)]
pub struct Outcome {
    /// What `build.json` says.
    pub manifest: Manifest,
    /// How many documents were taken from the cache.
    pub cached: usize,
    /// Documents that came twice, by the places they came from.
    pub repeated: Vec<String>,
    /// What a check of the new graph says.
    pub verified: verify::Report,
}

/// Builds the graph of `documents`, of which `left_out` tells those that could not be read.
///
/// # Errors
/// No document at all; a folder that is something else, or that cannot be written.
pub fn build(documents: Vec<Document>, left_out: &[Error], plan: &Plan<'_>) -> Result<Outcome> {
    let left_out: Vec<String> = left_out.iter().map(ToString::to_string).collect();
    let (documents, repeated) = unique(documents);
    if documents.is_empty() {
        return Err(Error::input("no document could be read", "nothing is built", ""));
    }
    prepare(plan.folder)?;
    let _lock = plan.folder.lock()?;
    let next = plan.folder.next();
    std::fs::create_dir_all(next.path()).map_err(|e| Error::io(next.path(), e))?;
    let inputs = documents.iter().map(input).collect();
    let ontology = &plan.extractor.ontology;
    let cache = Cache::new(plan.folder, plan.extractor)?;
    (plan.progress)(Progress::Documents(documents.len()));
    // What is needed of all documents at once is kept; the rest waits in the cache.
    let ids: Vec<DocumentId> = documents.iter().map(|document| document.id.clone()).collect();
    let local = |packer: &mut Packer, document| {
        let (extract, cached) = cache.extract(document, plan, packer)?;
        (plan.progress)(Progress::Done);
        Ok((Local::of(&extract, ontology, plan.decisions), cached))
    };
    let done: Vec<(Local, bool)> = documents.into_par_iter().map_init(Packer::default, local).collect::<Result<_>>()?;
    cache.prune(&ids)?;
    (plan.progress)(Progress::Assembling);
    let cached = done.iter().filter(|(_, cached)| *cached).count();
    let resolution = join(done.into_iter().map(|(local, _)| local).collect(), ontology, plan.decisions);
    let extracts = ids.par_iter().map(|id| cache.read(id));
    let setting = Setting { ontology, decisions: plan.decisions, base: plan.base };
    let graph = assemble_each(extracts, resolution, setting)?;
    let summary = write(&graph, &next.snapshot())?;
    let counts = counts(&graph, &summary);
    drop(graph);
    let manifest = Manifest {
        format: FORMAT,
        tupu: env!("CARGO_PKG_VERSION").to_owned(),
        ontology: ontology.fingerprint.clone(),
        base: plan.base.to_owned(),
        counts,
        graph: summary.hash,
        documents: inputs,
        left_out,
    };
    next.write_manifest(&manifest)?;
    (plan.progress)(Progress::Verifying);
    let verified = verify::verify(&next)?;
    plan.folder.take_over()?;
    // Who asks first need not wait, nor be allowed to write.
    #[cfg(feature = "rocksdb")]
    crate::store::Dataset::open(plan.folder)?;
    Ok(Outcome { manifest, cached, repeated, verified })
}

/// Reads documents in parallel, each once, sorted by id; nothing is kept on disk.
pub fn extract_all(documents: Vec<Document>, extractor: &Extractor) -> Vec<Extract> {
    let (documents, _) = unique(documents);
    documents.into_par_iter().map(|document| extractor.extract(document)).collect()
}

/// Resolves and assembles the extracts of a set of documents.
pub fn assemble_all(extracts: Vec<Extract>, ontology: &Ontology, base: &str, decisions: &Decisions) -> Graph {
    let resolution = resolve(&extracts, ontology, decisions);
    assemble(extracts, resolution, Setting { ontology, decisions, base })
}

/// The documents by id, each once; and where those that came again came from.
fn unique(documents: Vec<Document>) -> (Vec<Document>, Vec<String>) {
    let mut first: BTreeMap<DocumentId, Document> = BTreeMap::new();
    let mut repeated = Vec::new();
    for mut document in documents {
        if let Some(known) = first.get_mut(&document.id) {
            // Of equal documents the one with the smaller origin counts, whatever the order of the files.
            if place(&document) < place(known) {
                std::mem::swap(known, &mut document);
            }
            repeated.push((place(&document), document.id));
        } else {
            first.insert(document.id.clone(), document);
        }
    }
    repeated.sort();
    let told =
        repeated.into_iter().map(|(other, id)| format!("{other} has the same content as {}", place(&first[&id])));
    let told = told.collect();
    (first.into_values().collect(), told)
}

/// File, row and part that a document came from.
pub fn place(document: &Document) -> String {
    let origin = &document.origin;
    let row = origin.row.map_or_else(String::new, |row| format!(", row {row}"));
    let part = origin.part.map_or_else(String::new, |part| format!(", article {part}"));
    format!("{}{row}{part}", origin.path)
}

fn input(document: &Document) -> Input {
    Input { id: document.id.0.clone(), origin: place(document), encoding: document.origin.encoding.clone() }
}

/// Makes the folder, or makes sure that it is one of ours.
fn prepare(folder: &Folder) -> Result<()> {
    let path = folder.path();
    std::fs::create_dir_all(path).map_err(|e| Error::io(path, e))?;
    let mut entries = std::fs::read_dir(path).map_err(|e| Error::io(path, e))?;
    let ours = ["build.json", "extracts", "graph.nq.zst", "decisions.csv", "lock"];
    if entries.next().is_some() && !ours.iter().any(|name| path.join(name).exists()) {
        return Err(Error::Folder {
            path: path.to_owned(),
            reason: "holds files, but no graph".to_owned(),
            help: "choose a new or an empty folder".to_owned(),
        });
    }
    std::fs::create_dir_all(folder.extracts()).map_err(|e| Error::io(folder.extracts(), e))
}

fn counts(graph: &Graph, summary: &Summary) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::from([
        ("quads".to_owned(), summary.quads),
        ("documents".to_owned(), graph.articles.len()),
        ("entities".to_owned(), graph.facts.node_count()),
        ("facts".to_owned(), graph.fact_count()),
        ("claims".to_owned(), graph.claims.len()),
        ("open".to_owned(), graph.open.len()),
        ("posts".to_owned(), graph.posts.iter().filter(|p| p.affirmed).count()),
        ("observations".to_owned(), graph.observations.iter().filter(|o| o.affirmed).count()),
        ("quotations".to_owned(), graph.quotations.iter().filter(|q| q.affirmed).count()),
    ]);
    for node in graph.facts.node_weights() {
        *counts.entry(format!("entities.{}", node.kind)).or_default() += 1;
    }
    counts
}

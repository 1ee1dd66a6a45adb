//! The SPARQL dataset on oxigraph.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};
use oxigraph::store::Store;

use super::{Folder, Style, emit, snapshot};
use crate::assemble::Graph;
use crate::error::{Error, Result};

/// A graph that can be asked in SPARQL: one named graph per article, and all of them together, each triple once, as the
/// default graph.
#[derive(Clone)]
pub struct Dataset {
    store: Store,
}

impl Dataset {
    /// Loads the snapshot of a folder; with the feature `rocksdb` it is kept in `kg/store` and opened there.
    ///
    /// # Errors
    /// A missing or damaged snapshot.
    pub fn open(folder: &Folder) -> Result<Self> {
        #[cfg(feature = "rocksdb")]
        let store = super::disk::open(folder)?;
        #[cfg(not(feature = "rocksdb"))]
        let store = in_memory(folder)?;
        Ok(Dataset { store })
    }

    /// Makes a dataset of a graph in memory.
    ///
    /// # Errors
    /// None in practice: an in-memory store takes every quad.
    pub fn of(graph: &Graph) -> Result<Self> {
        let failed = |e: oxigraph::store::StorageError| Error::Query { reason: e.to_string(), help: String::new() };
        let mut quads: Vec<Quad> = Vec::new();
        let Ok(()) = emit(graph, Style::default(), |quad| {
            quads.push(quad.into_owned());
            Ok::<_, std::convert::Infallible>(())
        });
        let store = Store::new().map_err(failed)?;
        let mut loader = store.bulk_loader();
        loader.load_quads(quads.into_iter().flat_map(with_default)).map_err(failed)?;
        loader.commit().map_err(failed)?;
        Ok(Dataset { store })
    }

    /// Loads an RDF file, whose ending tells its format.
    ///
    /// # Errors
    /// An unknown ending; a file that cannot be read or is broken.
    pub fn of_file(path: &std::path::Path) -> Result<Self> {
        let failed = |reason: String| Error::Input { origin: path.display().to_string(), reason, help: String::new() };
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let format = RdfFormat::from_extension(ending)
            .ok_or_else(|| failed(format!("no RDF format ends in {ending:?}; ttl, nt, nq, trig, rdf and jsonld do")))?;
        let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
        let store = Store::new().map_err(|e| failed(e.to_string()))?;
        for quad in RdfParser::from_format(format).for_slice(&bytes) {
            for quad in with_default(quad.map_err(|e| failed(e.to_string()))?) {
                store.insert(&quad).map_err(|e| failed(e.to_string()))?;
            }
        }
        Ok(Dataset { store })
    }

    /// Makes a dataset of Turtle files, given by name and text.
    ///
    /// # Errors
    /// Broken Turtle.
    pub fn of_turtle(files: &[(String, String)]) -> Result<Self> {
        let failed = |e: &dyn std::fmt::Display| Error::Query { reason: e.to_string(), help: String::new() };
        let store = Store::new().map_err(|e| failed(&e))?;
        for (name, text) in files {
            let wrong = |e| failed(&format!("{name}: {e}"));
            store.load_from_slice(RdfFormat::Turtle, text).map_err(wrong)?;
        }
        Ok(Dataset { store })
    }

    /// The oxigraph store.
    pub fn store(&self) -> &Store {
        &self.store
    }
}

/// The snapshot of a folder, in memory.
#[cfg(not(feature = "rocksdb"))]
fn in_memory(folder: &Folder) -> Result<Store> {
    let store = Store::new().map_err(|e| unloaded(folder, &e))?;
    fill(&store, folder)?;
    Ok(store)
}

/// Loads the snapshot of `folder` into an empty store.
pub(super) fn fill(store: &Store, folder: &Folder) -> Result<()> {
    let mut loader = store.bulk_loader();
    let mut broken = None;
    let quads = snapshot::read(&folder.snapshot())?.map_while(|quad| quad.map_err(|e| broken = Some(e)).ok());
    loader.load_quads(quads.flat_map(with_default)).map_err(|e| unloaded(folder, &e))?;
    loader.commit().map_err(|e| unloaded(folder, &e))?;
    broken.map_or(Ok(()), Err)
}

fn unloaded(folder: &Folder, e: &dyn std::fmt::Display) -> Error {
    Error::Folder {
        path: folder.path().to_owned(),
        reason: format!("the graph cannot be loaded: {e}"),
        help: "build the graph again".to_owned(),
    }
}

/// A quad, and its triple in the default graph. (Taking the default graph as the union of all graphs at query time would
/// give a triple once for each graph that holds it.)
fn with_default(quad: Quad) -> impl Iterator<Item = Quad> {
    let named = !quad.graph_name.is_default_graph();
    let own = named.then(|| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() });
    std::iter::once(quad).chain(own)
}

impl std::fmt::Debug for Dataset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dataset").finish_non_exhaustive()
    }
}

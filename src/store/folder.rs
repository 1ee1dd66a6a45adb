//! The folder `kg/` that a build makes: what lies where, and of which version it is.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Dataset, rebuild, replace, snapshot};
use crate::assemble::Graph;
use crate::error::{Error, Result};

/// The version of the folder's layout and of the RDF shape; other versions are refused.
pub const FORMAT: u32 = 1;

/// A graph folder on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

/// `build.json`: what a graph was built from, by what, and what came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout's version.
    pub format: u32,
    /// The program's version.
    pub tupu: String,
    /// Fingerprint of the ontology.
    pub ontology: String,
    /// The root of the IRIs.
    pub base: String,
    /// BLAKE3 hash of the snapshot before compression.
    pub graph: String,
    /// Quads, documents, entities by kind, facts, claims, posts, observations, quotations.
    pub counts: BTreeMap<String, usize>,
    /// The documents, by id.
    pub documents: Vec<Input>,
    /// What was left out and why, one line each.
    pub left_out: Vec<String>,
}

/// A document of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// The document's id.
    pub id: String,
    /// The file it was read from, with row or part.
    pub origin: String,
    /// The encoding that was found.
    pub encoding: String,
}

/// While it lives, no other build writes the folder. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Folder {
    /// Names a folder without looking at it.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Folder { path: path.into() }
    }

    /// Opens a folder that a build has made.
    ///
    /// # Errors
    /// A missing folder, one that is no graph, one of another version, a damaged `build.json`.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self> {
        let folder = Folder::at(path);
        folder.manifest()?;
        if folder.snapshot().is_file() {
            return Ok(folder);
        }
        Err(folder.error("the snapshot graph.nq.zst is missing", "build the graph again"))
    }

    /// Reads `build.json`.
    ///
    /// # Errors
    /// As [`Folder::open`].
    pub fn manifest(&self) -> Result<Manifest> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let path = self.file("build.json");
        let text = match self.next().taken_over().map_or_else(|| std::fs::read_to_string(&path), Ok) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => {
                let reason = if self.path.exists() { "holds no graph" } else { "there is no such folder" };
                return Err(self.error(reason, "make one with: tupu build ARTICLES -o FOLDER"));
            }
            Err(e) => return Err(Error::io(path, e)),
        };
        let damaged =
            |e: serde_json::Error| self.error(&format!("build.json is damaged: {e}"), "build the graph again");
        let version: Version = serde_json::from_str(&text).map_err(damaged)?;
        if version.format != FORMAT {
            let reason = format!("was made in format {}, this tupu reads format {FORMAT}", version.format);
            return Err(self.error(&reason, "build the graph again, or use the tupu that made it"));
        }
        serde_json::from_str(&text).map_err(damaged)
    }

    /// The manifest beside, when the snapshot that it describes was put in place already (see [`Folder::take_over`]).
    fn taken_over(&self) -> Option<String> {
        if self.snapshot().exists() { None } else { std::fs::read_to_string(self.file("build.json")).ok() }
    }

    /// Writes `build.json` beside and renames it.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn write_manifest(&self, manifest: &Manifest) -> Result<()> {
        let path = self.file("build.json");
        let text = serde_json::to_string_pretty(manifest).unwrap_or_default() + "\n";
        replace(&path, text.as_bytes())
    }

    /// Keeps every other build out until the lock is dropped, and clears what a killed one has left.
    ///
    /// # Errors
    /// Another build is at work; a folder that cannot be written.
    pub fn lock(&self) -> Result<Lock> {
        let path = self.file("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|e| Error::io(&path, e))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(self.error("another build of this graph is at work", "wait until it has ended"));
            }
            // A file system without locks.
            Err(TryLockError::Error(e)) if e.kind() != ErrorKind::Unsupported => return Err(Error::io(&path, e)),
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let next = self.next();
        if next.taken_over().is_some() {
            self.take_over()?;
        }
        // In this order: a manifest alone would tell of a graph that was taken over.
        let _ = std::fs::remove_file(next.file("build.json"));
        let _ = std::fs::remove_dir_all(&next.path);
        Ok(Lock { _file: file })
    }

    /// The folder beside, in which a build writes what [`Folder::take_over`] puts in place.
    pub fn next(&self) -> Folder {
        Folder::at(self.file("next"))
    }

    /// Puts the graph of [`Folder::next`] in the place of the old one: all of it at the moment when the snapshot is
    /// renamed, for a manifest without a snapshot beside it is read before the one in place.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn take_over(&self) -> Result<()> {
        let next = self.next();
        for (new, old) in [(next.snapshot(), self.snapshot()), (next.file("build.json"), self.file("build.json"))] {
            if new.exists() {
                std::fs::rename(&new, &old).map_err(|e| Error::io(old, e))?;
            }
        }
        std::fs::remove_dir_all(&next.path).map_err(|e| Error::io(next.path, e))
    }

    /// The graph as entities, facts and claims.
    ///
    /// # Errors
    /// A damaged snapshot.
    pub fn graph(&self) -> Result<Graph> {
        rebuild(snapshot::read(&self.snapshot())?)
    }

    /// The graph as a SPARQL dataset.
    ///
    /// # Errors
    /// A damaged snapshot.
    pub fn dataset(&self) -> Result<Dataset> {
        Dataset::open(self)
    }

    /// Where the folder lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// `graph.nq.zst`.
    pub fn snapshot(&self) -> PathBuf {
        self.file("graph.nq.zst")
    }

    /// `extracts/`: what single documents gave, by content.
    pub fn extracts(&self) -> PathBuf {
        self.file("extracts")
    }

    /// `decisions.csv`: the user's decisions.
    pub fn decisions(&self) -> PathBuf {
        self.file("decisions.csv")
    }

    /// `pushed.json`: what was sent to other stores.
    pub fn pushed(&self) -> PathBuf {
        self.file("pushed.json")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn error(&self, reason: &str, help: &str) -> Error {
        Error::Folder { path: self.path.clone(), reason: reason.to_owned(), help: help.to_owned() }
    }
}

//! What can go wrong, where, why, and what to do next.

use std::path::PathBuf;

/// An error of tupu: the place, the reason and, where there is one, the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An input that holds no document tupu can read.
    #[error("{origin}: {reason}{}", hint(.help))]
    Input {
        /// The file, and the row or article in it.
        origin: String,
        /// Why it was left out.
        reason: String,
        /// What to do, or empty.
        help: String,
    },
    /// Broken Turtle, or a term an ontology may not use so.
    #[error("{file}:{line}: {reason}{}", hint(.help))]
    Ontology {
        /// The ontology file.
        file: String,
        /// The line, from one; 0 when it is not known.
        line: usize,
        /// What is wrong.
        reason: String,
        /// What to do, or empty.
        help: String,
    },
    /// A query that is unknown, wrong, or was stopped.
    #[error("{reason}{}", hint(.help))]
    Query {
        /// What is wrong, with the place in the query.
        reason: String,
        /// What to do, or empty.
        help: String,
    },
    /// A graph folder that is missing, damaged or of another version.
    #[error("{path}: {reason}{}", hint(.help), path = path.display())]
    Folder {
        /// The folder or the file in it.
        path: PathBuf,
        /// What is wrong.
        reason: String,
        /// What to do, or empty.
        help: String,
    },
}

/// The result of everything that may fail in tupu.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Wraps what the system said about `path`.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error::Io { path: path.into(), source }
    }

    /// Tells why an input was left out.
    pub fn input(origin: impl Into<String>, reason: impl Into<String>, help: impl Into<String>) -> Self {
        Error::Input { origin: origin.into(), reason: reason.into(), help: help.into() }
    }
}

fn hint(help: &str) -> String {
    if help.is_empty() { String::new() } else { format!("\n  help: {help}") }
}

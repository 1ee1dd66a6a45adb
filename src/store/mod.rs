//! Keeps the graph: as quads, as a sorted snapshot on disk, and as a SPARQL dataset in memory.

mod beside;
mod dataset;
#[cfg(feature = "rocksdb")]
mod disk;
mod emitter;
mod folder;
pub(crate) mod line;
mod order;
mod prefixes;
mod quads;
mod rebuild;
mod snapshot;
#[cfg(test)]
mod tests;
pub(crate) mod vocab;

pub(crate) use beside::write_beside;
pub use beside::{Beside, replace};
pub use dataset::Dataset;
pub use folder::{FORMAT, Folder, Input, Lock, Manifest};
pub use prefixes::{prefixes, serializer, shorten};
pub use quads::{Reification, Style, article_iri, emit};
pub use rebuild::rebuild;
pub(crate) use snapshot::Blocks;
pub use snapshot::{Summary, read, write};

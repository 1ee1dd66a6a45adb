//! The snapshot: sorted, unique N-Quads, compressed; the canonical form of a graph.

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

use super::sort::Sorter;
use super::{Style, emit};
use crate::assemble::Graph;
use crate::error::{Error, Result};

/// Level of compression.
const LEVEL: i32 = 6;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many quads.
    pub quads: usize,
    /// BLAKE3 hash of the N-Quads before compression, in hexadecimal.
    pub hash: String,
}

/// Writes the snapshot of `graph` beside `path` and renames it when it is whole.
///
/// # Errors
/// A folder that cannot be written, a full disk.
pub fn write(graph: &Graph, path: &Path) -> Result<Summary> {
    let io = |e| Error::io(path, e);
    let mut sorter = Sorter::new(path.parent().unwrap_or(Path::new(".")));
    emit(graph, Style::default(), |quad| sorter.push(|bytes| write!(bytes, "{quad} ."))).map_err(io)?;
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = write_sorted(sorter, &beside).and_then(|summary| {
        std::fs::rename(&beside, path)?;
        Ok(summary)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written.map_err(io)
}

fn write_sorted(sorter: Sorter, path: &Path) -> std::io::Result<Summary> {
    let mut out = zstd::Encoder::new(File::create(path)?, LEVEL)?;
    let (mut hash, mut quads) = (blake3::Hasher::new(), 0);
    sorter.finish(|line| {
        for part in [line, b"\n"] {
            out.write_all(part)?;
            hash.update(part);
        }
        quads += 1;
        Ok(())
    })?;
    out.finish()?.sync_all()?;
    Ok(Summary { quads, hash: hash.finalize().to_hex().to_string() })
}

/// Reads the quads of the snapshot at `path`, in its order.
///
/// # Errors
/// A missing or damaged file; the iterator gives the error of a line that is no quad.
pub fn read(path: &Path) -> Result<impl Iterator<Item = Result<Quad>> + use<>> {
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    let reader = zstd::Decoder::new(file).map_err(|e| Error::io(path, e))?;
    let origin = path.to_owned();
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_reader(BufReader::with_capacity(1 << 20, reader));
    Ok(quads.map(move |quad| {
        quad.map_err(|e| Error::Folder {
            path: origin.clone(),
            reason: format!("the snapshot is damaged: {e}"),
            help: "build the graph again".to_owned(),
        })
    }))
}

//! The snapshot: sorted, unique N-Quads, compressed; the canonical form of a graph.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::ops::Range;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use rayon::prelude::*;

use super::order::{Lines, Order};
use crate::assemble::Graph;
use crate::error::{Error, Result};

/// Level of compression.
const LEVEL: i32 = 3;

/// About as many lines as are compressed together.
const FRAME: usize = 16_000;

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
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = write_frames(&Order::of(graph), &beside).and_then(|summary| {
        std::fs::rename(&beside, path)?;
        Ok(summary)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written.map_err(|e| Error::io(path, e))
}

/// Writes frames that are compressed each for itself, so that threads can share the work and the bytes do not tell how
/// many there were. Together they are one stream for every reader of zstd.
fn write_frames(order: &Order<'_>, path: &Path) -> io::Result<Summary> {
    let mut file = File::create(path)?;
    let (mut hash, mut quads) = (blake3::Hasher::new(), 0);
    let mut keep = |made: Vec<Frame>| {
        made.into_iter().try_for_each(|frame| {
            hash.update(&frame.lines.bytes);
            quads += frame.lines.count;
            file.write_all(&frame.packed)
        })
    };
    let frames = order.frames(FRAME);
    let mut ready = Vec::new();
    for wave in frames.chunks(2 * rayon::current_num_threads()) {
        let last = std::mem::take(&mut ready);
        let (kept, made) = rayon::join(|| keep(last), || pack(order, wave));
        kept?;
        ready = made?;
    }
    keep(ready)?;
    file.sync_all()?;
    Ok(Summary { quads, hash: hash.finalize().to_hex().to_string() })
}

struct Frame {
    lines: Lines,
    packed: Vec<u8>,
}

fn pack(order: &Order<'_>, frames: &[Range<usize>]) -> io::Result<Vec<Frame>> {
    let frames = frames.par_iter().map_init(
        || zstd::bulk::Compressor::new(LEVEL),
        |packer, frame| {
            let packer = packer.as_mut().map_err(|e| io::Error::other(e.to_string()))?;
            let lines = order.lines(frame.clone());
            packer.compress(&lines.bytes).map(|packed| Frame { lines, packed })
        },
    );
    frames.collect()
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

/// About as many bytes as are taken from the snapshot at once.
const BLOCK: usize = 4 << 20;

/// The lines of a snapshot in blocks, none of which cuts what is said of one subject.
pub(crate) struct Blocks {
    reader: zstd::Decoder<'static, BufReader<File>>,
    size: usize,
    /// What was read of the block that comes next.
    rest: Vec<u8>,
    hash: blake3::Hasher,
}

impl Blocks {
    /// Opens the snapshot at `path`.
    ///
    /// # Errors
    /// A missing file.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        let reader = zstd::Decoder::new(file).map_err(|e| Error::io(path, e))?;
        Ok(Blocks { reader, size: BLOCK, rest: Vec::new(), hash: blake3::Hasher::new() })
    }

    /// The hash of all blocks that were taken, in hexadecimal.
    pub fn hash(&self) -> String {
        self.hash.finalize().to_hex().to_string()
    }

    fn fill(&mut self) -> io::Result<Vec<u8>> {
        let mut block = std::mem::take(&mut self.rest);
        loop {
            let wanted = self.size as u64;
            let ended = self.reader.by_ref().take(wanted).read_to_end(&mut block)? < self.size;
            let cut = if ended { block.len() } else { last_subject(&block) };
            if ended || cut > 0 {
                self.rest = block.split_off(cut);
                return Ok(block);
            }
        }
    }
}

impl Iterator for Blocks {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let block = self.fill();
        match block {
            Ok(block) if block.is_empty() => None,
            Ok(block) => {
                self.hash.update(&block);
                Some(Ok(block))
            }
            Err(e) => Some(Err(e)),
        }
    }
}

/// Where the lines of the last subject in `block` begin, of which the last may be cut.
fn last_subject(block: &[u8]) -> usize {
    let Some(end) = block.iter().rposition(|byte| *byte == b'\n') else { return 0 };
    let start = |end: usize| block[..end].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let mut first = start(end);
    let subject = block[first..end].split(|byte| *byte == b' ').next().unwrap_or_default();
    // What follows the last line break may be about the same subject or, cut short, seem to be.
    while first > 0 {
        let before = start(first - 1);
        if !block[before..].starts_with(subject) || block.get(before + subject.len()) != Some(&b' ') {
            break;
        }
        first = before;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_cut_no_subject() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("graph.nq.zst");
        let lines: Vec<String> = (0..60).map(|n| format!("<s{}> <p{n:02}> <o> .\n", (n * n) / 300)).collect();
        let frames = lines.chunks(7).map(|frame| zstd::encode_all(frame.concat().as_bytes(), 1).unwrap());
        std::fs::write(&path, frames.collect::<Vec<_>>().concat()).unwrap();
        for size in [1, 20, 100, 500, 5000] {
            let mut blocks = Blocks { size, ..Blocks::open(&path).unwrap() };
            let parts: Vec<String> = blocks.by_ref().map(|block| String::from_utf8(block.unwrap()).unwrap()).collect();
            assert_eq!(parts.concat(), lines.concat());
            assert_eq!(blocks.hash(), blake3::hash(lines.concat().as_bytes()).to_hex().as_str());
            let subject =
                |line: Option<&str>| line.and_then(|line| line.split(' ').next()).unwrap_or_default().to_owned();
            for (one, next) in parts.iter().zip(&parts[1..]) {
                assert_ne!(subject(one.lines().last()), subject(next.lines().next()), "{size}");
            }
            assert_eq!(parts.len() > 1, size <= 500);
        }
    }
}

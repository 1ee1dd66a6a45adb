//! Sorts more lines than memory should hold: sorted runs on disk, merged at the end.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use rayon::slice::ParallelSliceMut;

/// Bytes of lines held in memory before a run is written.
const RUN: usize = 96 << 20;

/// Collects lines and gives them back sorted by their bytes, each once.
pub struct Sorter {
    folder: PathBuf,
    limit: usize,
    bytes: Vec<u8>,
    lines: Vec<(usize, usize)>,
    runs: Vec<PathBuf>,
}

impl Sorter {
    /// Makes a sorter that writes its runs to `folder`.
    pub fn new(folder: &Path) -> Self {
        Sorter { folder: folder.to_owned(), limit: RUN, bytes: Vec::new(), lines: Vec::new(), runs: Vec::new() }
    }

    /// Adds a line, which `write` puts at the end of the buffer, without its line break.
    pub fn push(&mut self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let start = self.bytes.len();
        write(&mut self.bytes)?;
        self.lines.push((start, self.bytes.len()));
        if self.bytes.len() > self.limit { self.spill() } else { Ok(()) }
    }

    /// Gives every line, sorted and unique, to `sink`.
    pub fn finish(mut self, mut sink: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        if self.runs.is_empty() {
            return self.sorted().try_for_each(sink);
        }
        self.spill()?;
        let mut readers = Vec::new();
        for run in &self.runs {
            readers.push(BufReader::new(zstd::Decoder::new(File::open(run)?)?));
        }
        let mut heap = BinaryHeap::new();
        for (ix, reader) in readers.iter_mut().enumerate() {
            heap.extend(next(reader)?.map(|line| Reverse((line, ix))));
        }
        let mut last: Option<Vec<u8>> = None;
        while let Some(Reverse((line, ix))) = heap.pop() {
            heap.extend(next(&mut readers[ix])?.map(|line| Reverse((line, ix))));
            if last.as_ref() != Some(&line) {
                sink(&line)?;
                last = Some(line);
            }
        }
        Ok(())
    }

    fn sorted(&mut self) -> impl Iterator<Item = &[u8]> {
        let bytes = &self.bytes;
        self.lines.par_sort_unstable_by(|a, b| bytes[a.0..a.1].cmp(&bytes[b.0..b.1]));
        self.lines.dedup_by(|a, b| bytes[a.0..a.1] == bytes[b.0..b.1]);
        self.lines.iter().map(|&(start, end)| &self.bytes[start..end])
    }

    fn spill(&mut self) -> io::Result<()> {
        let path = self.folder.join(format!("run-{}-{}.tmp", std::process::id(), self.runs.len()));
        self.runs.push(path.clone());
        let mut out = zstd::Encoder::new(File::create(&path)?, 1)?;
        for line in self.sorted() {
            out.write_all(line)?;
            out.write_all(b"\n")?;
        }
        out.finish()?.sync_data()?;
        self.bytes.clear();
        self.lines.clear();
        Ok(())
    }
}

impl Drop for Sorter {
    fn drop(&mut self) {
        for run in &self.runs {
            let _ = std::fs::remove_file(run);
        }
    }
}

fn next(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Ok((!line.is_empty()).then_some(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(lines: &[String], limit: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(folder.path());
        sorter.limit = limit;
        for line in lines {
            sorter.push(|bytes| bytes.write_all(line.as_bytes())).unwrap();
        }
        let mut out = Vec::new();
        sorter
            .finish(|line| {
                out.push(String::from_utf8_lossy(line).into_owned());
                Ok(())
            })
            .unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "runs are removed");
        out
    }

    proptest! {
        #[test]
        fn runs_do_not_matter(lines in proptest::collection::vec("[a-c]{1,4}", 0..60), limit in 1_usize..40) {
            let mut wanted = lines.clone();
            wanted.sort();
            wanted.dedup();
            prop_assert_eq!(&sorted(&lines, limit), &wanted);
            prop_assert_eq!(&sorted(&lines, RUN), &wanted);
        }
    }
}

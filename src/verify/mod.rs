//! Checks a graph folder: every quote against its text, every IRI, label and link, the order and the counts.
//!
//! `part` takes up what a stretch of the snapshot says, many at a time; `whole` judges what they say together.

mod part;
#[cfg(test)]
mod tests;
mod whole;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::error::Result;
use crate::store::{Blocks, Folder};
use part::Part;
use whole::Whole;

/// Faults that are told in full; the others are only counted.
const TOLD: usize = 100;

/// What was checked and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many quads were read.
    pub quads: usize,
    /// How many quotes were compared with their text.
    pub quotes: usize,
    /// What is wrong, at most a hundred lines.
    pub faults: Vec<String>,
    /// How many faults there are.
    pub count: usize,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.count == 0
    }
}

/// A fault, and the line of the snapshot that shows it, counted from one.
struct Fault {
    text: String,
    line: Option<usize>,
}

/// Checks the snapshot and `build.json` of `folder`.
///
/// # Errors
/// A folder that cannot be read; what can be read and is wrong is in the report.
pub fn verify(folder: &Folder) -> Result<Report> {
    let manifest = folder.manifest()?;
    let mut blocks = Blocks::open(&folder.snapshot())?;
    let read: std::io::Result<Vec<(usize, Part)>> = blocks
        .by_ref()
        .enumerate()
        .par_bridge()
        .map(|(at, block)| Ok((at, Part::of(&block?, &manifest.base))))
        .collect();
    let mut parts = match read {
        Ok(parts) => parts,
        Err(e) => {
            let faults = vec![format!("the snapshot is damaged: {e}; build the graph again")];
            return Ok(Report { faults, count: 1, ..Report::default() });
        }
    };
    parts.sort_unstable_by_key(|(at, _)| *at);
    let mut whole = Whole::default();
    parts.into_iter().for_each(|(_, part)| whole.take(part));
    if !whole.damaged {
        whole.judge();
        if blocks.hash() != manifest.graph {
            if folder.manifest()?.graph != manifest.graph {
                // A build has ended while we read.
                return verify(folder);
            }
            whole.fault("the snapshot is not the one that build.json describes; build the graph again".to_owned());
        }
        for (name, count) in whole.counts() {
            let told = manifest.counts.get(name).copied().unwrap_or_default();
            if told != count {
                whole.fault(format!("build.json counts {told} {name}, the snapshot holds {count}"));
            }
        }
    }
    let (quads, quotes, count) = (whole.quads, whole.quotes, whole.faults.len());
    let faults = told(whole.faults, folder)?;
    Ok(Report { quads, quotes, faults, count })
}

/// The first faults in words, each with the line of the snapshot that it is about.
fn told(faults: Vec<Fault>, folder: &Folder) -> Result<Vec<String>> {
    let faults = &faults[..faults.len().min(TOLD)];
    let mut lines: BTreeMap<usize, String> =
        faults.iter().filter_map(|fault| Some((fault.line?, String::new()))).collect();
    if !lines.is_empty() {
        let mut number = 0;
        for block in Blocks::open(&folder.snapshot())?.map_while(std::io::Result::ok) {
            for line in block.split(|byte| *byte == b'\n') {
                number += 1;
                if let Some(text) = lines.get_mut(&number) {
                    *text = String::from_utf8_lossy(line).into_owned();
                }
            }
            // The block ends in a line break, behind which there is no line.
            number -= 1;
        }
    }
    let say = |fault: &Fault| match fault.line.and_then(|n| Some((n, lines.get(&n)?))) {
        Some((number, line)) => format!("{}: line {number} of the snapshot: {line}", fault.text),
        None => fault.text.clone(),
    };
    Ok(faults.iter().map(say).collect())
}

//! Quantised weights: bytes in, bytes out, look-up.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::features::{Features, Sentence};
use super::kind::{LABELS, OUTSIDE};
use super::lattice::{LANES, NEVER, Row, Steps};
use super::table::{Feature, Found, Table, hot_slot};
use crate::error::{Error, Result};

/// The scores where no name is.
const BREAK: Row = {
    let mut row = [NEVER; LANES];
    row[OUTSIDE] = 0.0;
    row
};

const MAGIC: &[u8; 8] = b"tupucrf2";

/// A trained tagger.
///
/// Its bytes are a zstd frame of: `tupucrf2`; the number of rows; how many of them are of frequent features, which come
/// first (`frequent`); the unit of a weight; the scores of label steps; the feature hashes as differences, sorted in both parts; the weights
/// of each label in turn, one signed byte a row. Numbers are little-endian, 32 bits.
pub struct Tagger {
    unit: f32,
    steps: Steps,
    table: Table,
}

impl Default for Tagger {
    fn default() -> Self {
        Tagger::new(1.0, &[[0.0; LANES]; LABELS], &[], &[])
    }
}

impl Tagger {
    /// Builds the table of features.
    pub(super) fn new(unit: f32, scores: &[Row; LABELS], frequent: &[Feature], others: &[Feature]) -> Self {
        Tagger { unit, steps: Steps::new(scores), table: Table::new(frequent, others) }
    }

    pub(super) fn steps(&self) -> &Steps {
        &self.steps
    }

    /// The score of every label at every character.
    pub(super) fn rows(&self, sentence: &Sentence, found: &mut Found, out: &mut Vec<Row>) {
        out.clear();
        // No name reaches over a mark that ends a clause; what is seen there need not be looked up.
        let look = |i: usize, features: &mut Features| {
            let inside = !sentence.is_break(i);
            if inside {
                *features = sentence.at(i);
            }
            inside
        };
        self.table.sums(sentence.len(), look, found, |sum| out.push(sum.map(|s| f32::from(s) * self.unit)));
        (0..sentence.len()).filter(|&i| sentence.is_break(i)).for_each(|i| out[i] = BREAK);
    }

    /// The number of features that have a weight.
    pub fn features(&self) -> usize {
        self.table.len()
    }

    /// Reads the bytes that [`train`](super::train::train) gave.
    ///
    /// # Errors
    /// [`Error::Input`] when the bytes are not such a model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let broken = || Error::input("tagger model", "damaged or of another version", "train it again");
        let data = zstd::stream::decode_all(bytes).map_err(|_| broken())?;
        parse(&data).ok_or_else(broken)
    }
}

/// The bytes of a model, the same for the same weights; `features` are sorted by hash, and `is_frequent` tells which of
/// them are looked for first.
pub(super) fn write(
    unit: f32,
    scores: &[Row; LABELS],
    features: &[Feature],
    is_frequent: impl Fn(u32) -> bool,
) -> Vec<u8> {
    let (frequent, others): (Vec<Feature>, Vec<Feature>) = features.iter().partition(|f| is_frequent(f.0));
    let mut out = MAGIC.to_vec();
    out.extend((features.len() as u32).to_le_bytes());
    out.extend((frequent.len() as u32).to_le_bytes());
    out.extend(unit.to_le_bytes());
    for score in scores.iter().flat_map(|r| &r[..LABELS]) {
        out.extend(score.to_le_bytes());
    }
    for part in [&frequent, &others] {
        let mut last = 0;
        for &(key, _) in part {
            let mut gap = key - last;
            last = key;
            while gap >= 0x80 {
                out.push(gap as u8 | 0x80);
                gap >>= 7;
            }
            out.push(gap as u8);
        }
    }
    for label in 0..LABELS {
        out.extend(frequent.iter().chain(&others).map(|(_, slot)| slot[label] as u8));
    }
    zstd::bulk::compress(&out, 19).unwrap_or_default()
}

/// The features that are looked for first: of those that share a slot ([`hot_slot`]) the one that occurs most often.
pub(super) fn frequent(counts: impl Iterator<Item = (u32, u32)>) -> HashSet<u32> {
    let mut often: Vec<(Reverse<u32>, u32)> = counts.map(|(key, count)| (Reverse(count), key)).collect();
    often.sort_unstable();
    let mut taken = HashSet::new();
    often.into_iter().map(|(_, key)| key).filter(|&key| taken.insert(hot_slot(key))).collect()
}

fn take<'a>(data: &mut &'a [u8], n: usize) -> Option<&'a [u8]> {
    let (head, rest) = data.split_at_checked(n)?;
    *data = rest;
    Some(head)
}

fn word(data: &mut &[u8]) -> Option<[u8; 4]> {
    take(data, 4)?.try_into().ok()
}

fn parse(mut data: &[u8]) -> Option<Tagger> {
    let data = &mut data;
    if take(data, 8)? != MAGIC {
        return None;
    }
    let count = u32::from_le_bytes(word(data)?) as usize;
    let frequent = u32::from_le_bytes(word(data)?) as usize;
    let unit = f32::from_le_bytes(word(data)?);
    let mut scores = [[0.0; LANES]; LABELS];
    for score in scores.iter_mut().flat_map(|r| &mut r[..LABELS]) {
        *score = f32::from_le_bytes(word(data)?);
    }
    if data.len() < count || frequent > count {
        return None;
    }
    let mut rows = Vec::with_capacity(count);
    let mut key = 0u32;
    for row in 0..count {
        if row == frequent {
            key = 0;
        }
        let (mut gap, mut shift) = (0u32, 0);
        loop {
            let byte = take(data, 1)?[0];
            gap |= u32::from(byte & 0x7F).checked_shl(shift)?;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        key = key.checked_add(gap)?;
        rows.push((key, [0i8; LANES]));
    }
    for label in 0..LABELS {
        let column = take(data, count)?;
        rows.iter_mut().zip(column).for_each(|(row, &w)| row.1[label] = w as i8);
    }
    let (frequent, others) = rows.split_at(frequent);
    Some(Tagger::new(unit, &scores, frequent, others))
}

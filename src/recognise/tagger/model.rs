//! Quantised weights: bytes in, bytes out, look-up.

use super::features::{Features, Sentence, WIDTH};
use super::kind::LABELS;
use super::lattice::{LANES, Row, Steps};
use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"tupucrf1";

/// A trained tagger.
///
/// Its bytes are a zstd frame of: `tupucrf1`; the number of rows; the unit of a weight; the scores of
/// label steps; the sorted feature hashes as differences; the weights of each label in turn, one signed byte a
/// row. Numbers are little-endian, 32 bits.
pub struct Tagger {
    unit: f32,
    steps: Steps,
    /// The low bits of a hash choose the bucket.
    buckets: Vec<Bucket>,
    /// A bit for each feature by its hash: most features that have no weight are known here, near the processor.
    present: Vec<u64>,
}

/// The weights of each label, then the hash without its low byte in three bytes, which are 0 in a free slot.
type Slot = [i8; LANES];

/// A line of the processor's cache, so that a feature costs one look into memory.
#[derive(Clone, Default)]
#[repr(align(64))]
struct Bucket([Slot; SLOTS]);

const SLOTS: usize = 4;

/// A feature and its weights.
pub(super) type Feature = (u32, Slot);

impl Default for Tagger {
    fn default() -> Self {
        Tagger::new(1.0, &[[0.0; LANES]; LABELS], &[])
    }
}

fn mark(key: u32) -> u32 {
    (key >> 8).max(1)
}

fn filter(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 4) as usize
}

fn mark_of(slot: &Slot) -> u32 {
    u32::from_le_bytes([slot[12] as u8, slot[13] as u8, slot[14] as u8, slot[15] as u8]) >> 8
}

/// The number of buckets for so many features, a power of two.
fn size(features: usize) -> usize {
    (features / 2 + 1).next_power_of_two()
}

/// Leaves out the weakest features where more than a bucket holds would meet in it.
pub(super) fn fit(features: &mut Vec<Feature>) {
    let size = size(features.len());
    let strength = |f: &Feature| f.1.iter().map(|w| u32::from(w.unsigned_abs())).max();
    features.sort_unstable_by_key(|f| (f.0 as usize & (size - 1), std::cmp::Reverse(strength(f)), f.0));
    let mut kept = Vec::with_capacity(features.len());
    for same in features.chunk_by(|a, b| (a.0 ^ b.0) as usize & (size - 1) == 0) {
        kept.extend_from_slice(&same[..same.len().min(SLOTS)]);
    }
    kept.sort_unstable_by_key(|f| f.0);
    *features = kept;
}

impl Tagger {
    /// Builds the table of features; those that find no place any more are left out.
    pub(super) fn new(unit: f32, scores: &[Row; LABELS], features: &[Feature]) -> Self {
        let size = size(features.len());
        let mut buckets = vec![Bucket::default(); size];
        let mut present = vec![0u64; size.div_ceil(2)];
        for &(key, mut slot) in features {
            let [a, b, c, _] = mark(key).to_le_bytes();
            slot[LABELS..].copy_from_slice(&[a as i8, b as i8, c as i8]);
            let bucket = &mut buckets[key as usize & (size - 1)];
            if let Some(free) = bucket.0.iter_mut().find(|s| mark_of(s) == 0) {
                *free = slot;
                let bit = filter(key) & (present.len() * 64 - 1);
                present[bit / 64] |= 1 << (bit % 64);
            }
        }
        Tagger { unit, steps: Steps::new(scores), buckets, present }
    }

    pub(super) fn steps(&self) -> &Steps {
        &self.steps
    }

    /// The score of every label at every character.
    pub(super) fn rows(&self, sentence: &Sentence, out: &mut Vec<Row>) {
        out.clear();
        out.extend((0..sentence.len()).map(|i| self.row(&sentence.at(i))));
    }

    /// Sums the weights of features without a branch, so that the looks into memory overlap.
    fn row(&self, features: &Features) -> Row {
        let mask = self.buckets.len() - 1;
        let bits = self.present.len() * 64 - 1;
        let mut known = [0; WIDTH];
        let mut count = 0;
        for &key in features {
            let bit = filter(key) & bits;
            known[count] = key;
            count += (self.present[bit / 64] >> (bit % 64) & 1) as usize;
        }
        let mut sum = [0i16; LANES];
        for &key in &known[..count] {
            let mark = mark(key);
            let bucket = &self.buckets[key as usize & mask];
            let mut at = 0;
            for (i, slot) in bucket.0.iter().enumerate() {
                at |= usize::from(mark_of(slot) == mark) * (i + SLOTS);
            }
            let hit = -((at / SLOTS) as i8);
            let slot = &bucket.0[at % SLOTS];
            sum.iter_mut().zip(slot).for_each(|(s, &w)| *s = s.wrapping_add(i16::from(w & hit)));
        }
        sum.map(|s| f32::from(s) * self.unit)
    }

    /// The number of features that have a weight.
    pub fn features(&self) -> usize {
        self.buckets.iter().flat_map(|b| &b.0).filter(|s| mark_of(s) != 0).count()
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

/// The bytes of a model, the same for the same weights; `features` are sorted by hash.
pub(super) fn write(unit: f32, scores: &[Row; LABELS], features: &[Feature]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend((features.len() as u32).to_le_bytes());
    out.extend(unit.to_le_bytes());
    for score in scores.iter().flat_map(|r| &r[..LABELS]) {
        out.extend(score.to_le_bytes());
    }
    let mut last = 0;
    for &(key, _) in features {
        let mut gap = key - last;
        last = key;
        while gap >= 0x80 {
            out.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        out.push(gap as u8);
    }
    for label in 0..LABELS {
        out.extend(features.iter().map(|(_, slot)| slot[label] as u8));
    }
    zstd::bulk::compress(&out, 19).unwrap_or_default()
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
    let unit = f32::from_le_bytes(word(data)?);
    let mut scores = [[0.0; LANES]; LABELS];
    for score in scores.iter_mut().flat_map(|r| &mut r[..LABELS]) {
        *score = f32::from_le_bytes(word(data)?);
    }
    if data.len() < count {
        return None;
    }
    let mut rows = Vec::with_capacity(count);
    let mut key = 0u32;
    for _ in 0..count {
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
    Some(Tagger::new(unit, &scores, &rows))
}

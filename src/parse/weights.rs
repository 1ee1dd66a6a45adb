//! Hashed weights: a table of signed bytes in which the classes of a feature stand side by side.
//!
//! Features that meet in the table share their weights (Bohnet's hash kernel, COLING 2010).

use crate::error::{Error, Result};

/// Quantised weights of a classifier.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weights {
    classes: usize,
    mask: usize,
    table: Vec<i8>,
}

/// Where the weights of a feature begin.
fn row(key: u32, mask: usize) -> usize {
    key as usize & mask
}

impl Weights {
    /// Adds up the weights of `keys` for every class.
    pub fn score(&self, keys: &[u32], out: &mut Vec<i32>) {
        out.clear();
        out.resize(self.classes, 0);
        if self.table.is_empty() {
            return;
        }
        for &key in keys {
            let from = row(key, self.mask);
            for (sum, &w) in out.iter_mut().zip(&self.table[from..from + self.classes]) {
                *sum += i32::from(w);
            }
        }
    }

    /// Appends the bytes of the table.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.classes as u32).to_le_bytes());
        out.extend(((self.mask + 1) as u32).to_le_bytes());
        out.extend(self.table.iter().map(|&w| w as u8));
    }

    /// Takes a table from the front of `data`.
    pub fn read(data: &mut &[u8]) -> Option<Weights> {
        let classes = number(data)?;
        let size = number(data)?;
        if !size.is_power_of_two() {
            return None;
        }
        let (table, rest) = data.split_at_checked(size.checked_add(classes)?)?;
        *data = rest;
        Some(Weights { classes, mask: size - 1, table: table.iter().map(|&b| b as i8).collect() })
    }
}

fn number(data: &mut &[u8]) -> Option<usize> {
    let (head, rest) = data.split_at_checked(4)?;
    *data = rest;
    Some(u32::from_le_bytes(head.try_into().ok()?) as usize)
}

/// The message about a model that cannot be read.
pub(super) fn broken() -> Error {
    Error::input("parser model", "damaged or of another version", "train it again")
}

/// Packs the bytes of a model.
pub(super) fn pack(data: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(data, 19).unwrap_or_default()
}

/// Unpacks the bytes of a model.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<u8>> {
    zstd::stream::decode_all(bytes).map_err(|_| broken())
}

/// Weights while they are learnt: an averaged perceptron.
pub(super) struct Learner {
    classes: usize,
    mask: usize,
    now: Vec<f32>,
    /// The sum of what was added, each times the step it was added at.
    late: Vec<f32>,
    step: f32,
}

impl Learner {
    /// Zero weights in a table of `2^bits`.
    pub fn new(classes: usize, bits: u32) -> Self {
        let size = 1 << bits;
        Learner { classes, mask: size - 1, now: vec![0.0; size + classes], late: vec![0.0; size + classes], step: 1.0 }
    }

    /// Adds up the present weights of `keys` for every class.
    pub fn score(&self, keys: &[u32], out: &mut Vec<f32>) {
        out.clear();
        out.resize(self.classes, 0.0);
        for &key in keys {
            let from = row(key, self.mask);
            out.iter_mut().zip(&self.now[from..from + self.classes]).for_each(|(sum, w)| *sum += w);
        }
    }

    /// Counts a decision, so that weights are averaged over all of them.
    pub fn tick(&mut self) {
        self.step += 1.0;
    }

    /// Moves the weights of `keys` towards one class and away from another.
    pub fn update(&mut self, keys: &[u32], right: usize, wrong: usize) {
        for &key in keys {
            let from = row(key, self.mask);
            for (class, by) in [(right, 1.0), (wrong, -1.0)] {
                self.now[from + class] += by;
                self.late[from + class] += by * self.step;
            }
        }
    }

    /// The averaged weights.
    pub fn averaged(self) -> Average {
        let mut table = self.now;
        table.iter_mut().zip(&self.late).for_each(|(now, late)| *now -= late / self.step);
        Average { classes: self.classes, mask: self.mask, table }
    }
}

/// Averaged weights.
pub(super) struct Average {
    classes: usize,
    mask: usize,
    table: Vec<f32>,
}

impl Average {
    /// Adds the weights of another round.
    pub fn add(mut self, other: Average) -> Average {
        self.table.iter_mut().zip(&other.table).for_each(|(a, b)| *a += b);
        self
    }

    /// The weights as bytes; those below `least` of 127 are left out.
    pub fn quantised(&self, least: i8) -> Weights {
        let mut sizes: Vec<f32> = self.table.iter().map(|w| w.abs()).filter(|&a| a > 0.0).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        // The largest thousandth of the weights is cut off at 127.
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
        let byte = |w: &f32| {
            let w = (w * 127.0 / top).round().clamp(-127.0, 127.0) as i8;
            if w.unsigned_abs() < least.unsigned_abs() { 0 } else { w }
        };
        Weights { classes: self.classes, mask: self.mask, table: self.table.iter().map(byte).collect() }
    }
}

//! The weights of features, each found by two looks into memory.
//!
//! Every feature has a slot of its own, found by a seed that it shares with a few others (Belazzougui, Botelho and
//! Dietzfelbinger, "Hash, displace, and compress", 2009): the table is hardly larger than the weights, so that most of
//! it stays in the processor's second cache. Three of four features of a text have no weight; a bit set knows most of them.

use super::features::{Features, WIDTH};
use super::kind::LABELS;
use super::lattice::LANES;

/// The weights of each label.
pub(super) type Slot = [i8; LANES];

/// A feature and its weights.
pub(super) type Feature = (u32, Slot);

/// How many features share a seed, on average.
const SHARING: usize = 3;

/// The slots of a table, and how to find them.
pub(super) struct Table {
    /// The weights as bytes, then the mark.
    slots: Vec<[u8; LANES]>,
    seeds: Vec<u16>,
    present: Vec<u64>,
    len: usize,
}

/// The hash without its low byte, which a slot holds behind the weights; 0 in a free slot.
fn mark(key: u32) -> u32 {
    (key >> 8).max(1)
}

fn mark_of(slot: &[u8; LANES]) -> u32 {
    let [.., a, b, c, d] = *slot;
    u32::from_le_bytes([a, b, c, d]) >> 8
}

/// A number below `n` by the high bits of a hash.
fn scale(hash: u32, n: usize) -> usize {
    ((u64::from(hash) * n as u64) >> 32) as usize
}

fn slot_of(key: u32, seed: u16, slots: usize) -> usize {
    scale((key ^ u32::from(seed).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B), slots)
}

fn filter(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 4) as usize
}

impl Table {
    /// Gives every feature its slot. A feature whose group finds no seed is left out; with so many free slots that does
    /// not happen.
    pub fn new(features: &[Feature]) -> Self {
        let slots = features.len() + features.len() / 4 + 1;
        let groups = features.len() / SHARING + 1;
        let bits = (features.len() * 8).next_power_of_two().max(64);
        let mut table =
            Table { slots: vec![[0; LANES]; slots], seeds: vec![0; groups], present: vec![0; bits / 64], len: 0 };
        let group = |f: &Feature| scale(f.0, groups);
        let mut order: Vec<&Feature> = features.iter().collect();
        order.sort_unstable_by_key(|f| (group(f), f.0));
        let mut shared: Vec<&[&Feature]> = order.chunk_by(|a, b| group(a) == group(b)).collect();
        shared.sort_by_key(|g| std::cmp::Reverse(g.len()));
        for features in shared {
            table.place(group(features[0]), features);
        }
        table
    }

    /// Finds a seed that leads a group to free slots, and fills them.
    fn place(&mut self, group: usize, features: &[&Feature]) {
        let mut taken: Vec<usize> = Vec::with_capacity(features.len());
        for seed in 0..=u16::MAX {
            taken.clear();
            for (key, _) in features {
                let at = slot_of(*key, seed, self.slots.len());
                if mark_of(&self.slots[at]) != 0 || taken.contains(&at) {
                    break;
                }
                taken.push(at);
            }
            if taken.len() < features.len() {
                continue;
            }
            self.seeds[group] = seed;
            for (&at, &&(key, weights)) in taken.iter().zip(features) {
                let mut slot = weights.map(|w| w as u8);
                slot[LABELS..].copy_from_slice(&mark(key).to_le_bytes()[..LANES - LABELS]);
                self.slots[at] = slot;
                let bit = filter(key) & (self.present.len() * 64 - 1);
                self.present[bit / 64] |= 1 << (bit % 64);
            }
            self.len += features.len();
            return;
        }
    }

    /// The number of features.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Sums the weights of the features.
    ///
    /// First all slots are looked at, in a loop so short and free of branches that many looks into memory are under way
    /// at once; then the weights of those that fit are summed.
    pub fn sum(&self, features: &Features) -> [i16; LANES] {
        let bits = self.present.len() * 64 - 1;
        let mut known = [0; WIDTH];
        let mut count = 0;
        for &key in features {
            let bit = filter(key) & bits;
            known[count] = key;
            count += (self.present[bit / 64] >> (bit % 64) & 1) as usize;
        }
        let mut found = [0; WIDTH];
        let mut hits = 0;
        for &key in &known[..count] {
            let seed = self.seeds[scale(key, self.seeds.len())];
            let at = slot_of(key, seed, self.slots.len());
            found[hits] = at;
            hits += usize::from(mark_of(&self.slots[at]) == mark(key));
        }
        let mut sum = [0i16; LANES];
        for &at in &found[..hits] {
            let slot = &self.slots[at];
            sum.iter_mut().zip(slot).for_each(|(s, &w)| *s = s.wrapping_add(i16::from(w as i8)));
        }
        sum
    }
}

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

/// Working memory for one sentence after another.
#[derive(Default)]
pub(super) struct Found {
    /// The features that the bit set knows, of all characters one behind the other; then their slots.
    known: Vec<u32>,
    /// Where those of each character end.
    ends: Vec<usize>,
}

/// How many features share a seed, on average.
const SHARING: usize = 3;

/// The slots of a table, and how to find them.
pub(super) struct Table {
    /// The weights as bytes, then the mark; at the end one slot without weights, for features that are not known.
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
    slot.last_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) >> 8)
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
            Table { slots: vec![[0; LANES]; slots + 1], seeds: vec![0; groups], present: vec![0; bits / 64], len: 0 };
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
                let at = slot_of(*key, seed, self.slots.len() - 1);
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

    /// Sums the weights of the features of each character of a sentence, and gives the sums to `each` in turn.
    ///
    /// Most of the time would go into waiting for memory. So the whole sentence goes through one step before the next, in
    /// loops so short and free of branches that many looks into memory are under way at once: what the bit set knows,
    /// its slot, and last the weights, which the processor has fetched by then.
    pub fn sums(
        &self,
        characters: impl Iterator<Item = Features>,
        found: &mut Found,
        mut each: impl FnMut([i16; LANES]),
    ) {
        let Found { known, ends } = found;
        let mut count = 0;
        ends.clear();
        for features in characters {
            if known.len() < count + WIDTH {
                known.resize(2 * count + WIDTH, 0);
            }
            if let Some(free) = known[count..].first_chunk_mut() {
                count += self.known(&features, free);
            }
            ends.push(count);
        }
        self.find(&mut known[..count]);
        let mut start = 0;
        for &end in &*ends {
            each(self.weigh(&known[start..end]));
            start = end;
        }
    }

    // The three steps are kept apart, for joined into one function they lose their vectors and registers.

    /// Writes those of the features that the bit set knows to the front of `known`, and tells how many they are.
    #[inline(never)]
    fn known(&self, features: &Features, known: &mut Features) -> usize {
        let bits = self.present.len() * 64 - 1;
        let mut count = 0;
        for &key in features {
            let bit = filter(key) & bits;
            known[count] = key;
            count += (self.present[bit / 64] >> (bit % 64) & 1) as usize;
        }
        count
    }

    /// Puts in the place of each feature the number of its slot.
    #[inline(never)]
    fn find(&self, features: &mut [u32]) {
        let nothing = self.slots.len() - 1;
        for place in features {
            let key = *place;
            let at = slot_of(key, self.seeds[scale(key, self.seeds.len())], nothing);
            let fits = mark_of(&self.slots[at]) == mark(key);
            *place = if fits { at } else { nothing } as u32;
        }
    }

    /// Sums the weights of these slots.
    #[inline(never)]
    fn weigh(&self, slots: &[u32]) -> [i16; LANES] {
        let mut sum = [0i16; LANES];
        for &at in slots {
            let slot = &self.slots[at as usize];
            sum.iter_mut().zip(slot).for_each(|(s, &w)| *s = s.wrapping_add(i16::from(w as i8)));
        }
        sum
    }
}

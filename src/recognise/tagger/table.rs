//! The weights of features, each found by two or three looks into memory.
//!
//! Three of four features of a text have a weight, and three of four of those are among a few thousand that are frequent
//! anywhere (Zipf's law). These stand in a small part of their own, which stays in the processor's first caches, each in the
//! slot that its hash tells. Every other feature has a slot found by a seed that it shares with a few (Belazzougui, Botelho and
//! Dietzfelbinger, "Hash, displace, and compress", 2009), so that the table is hardly larger than the weights.

use super::features::{Features, WIDTH};
use super::lattice::LANES;

/// The weights of each label.
pub(super) type Slot = [i8; LANES];

/// A feature and its weights.
pub(super) type Feature = (u32, Slot);

/// The weights of a slot as they are kept: 16 bytes, each more by [`ZERO`].
type Kept = [u64; 2];

/// Working memory for one sentence after another.
#[derive(Default)]
pub(super) struct Found {
    /// The slots of the features that have one, of all characters one behind the other.
    slots: Vec<u32>,
    /// Where those of each character end.
    ends: Vec<usize>,
}

/// How many slots frequent features have: their keys fill no more than the processor's first cache.
const HOT: usize = 8192;

/// How many of the other features share a seed, on average, at most.
const SHARING: usize = 4;

/// Room for the slots of a character, a power of two.
const ROOM: usize = WIDTH.next_power_of_two();

/// The weights of the features of a model.
pub(super) struct Table {
    /// The frequent feature of each slot; 0 in a free slot.
    hot: Box<[u32; HOT]>,
    /// The feature of each slot behind those; 0 in a free slot. Keys stand apart from weights, so that they stay in the second
    /// cache.
    keys: Vec<u32>,
    /// The factors that lead the features of each group to slots of their own.
    seeds: Vec<u32>,
    /// The weights of each slot; those of a free one are 0.
    slots: Vec<Kept>,
    len: usize,
}

/// The slot of a feature among the frequent ones.
pub(super) fn hot_slot(key: u32) -> usize {
    (key >> 8) as usize % HOT
}

/// The place of a feature's seed among a power of two of them.
fn group_of(key: u32, groups: usize) -> usize {
    (key >> 8) as usize & (groups - 1)
}

/// The slot of a feature among a power of two of them.
fn slot_of(key: u32, seed: u32, slots: usize) -> usize {
    ((u64::from(key) * u64::from(seed)) >> 24) as usize & (slots - 1)
}

impl Table {
    /// Gives every feature its slot: among the frequent ones if it is one of `frequent` and the slot is free. A feature whose
    /// group finds no seed is left out; with so many free slots that does not happen.
    pub fn new(frequent: &[Feature], others: &[Feature]) -> Self {
        let mut table = Table {
            hot: Box::new([0; HOT]),
            keys: Vec::new(),
            seeds: Vec::new(),
            slots: vec![kept(&[0; LANES]); HOT],
            len: 0,
        };
        let mut cold: Vec<&Feature> = others.iter().collect();
        for feature in frequent {
            let at = hot_slot(feature.0);
            if table.hot[at] == 0 {
                (table.hot[at], table.slots[at]) = (feature.0, kept(&feature.1));
                table.len += 1;
            } else {
                cold.push(feature);
            }
        }
        table.place_all(cold);
        table
    }

    fn place_all(&mut self, mut features: Vec<&Feature>) {
        let size = (features.len() + features.len() / 8).next_power_of_two();
        let groups = (features.len() / SHARING).next_power_of_two();
        (self.keys, self.seeds) = (vec![0; size], vec![1; groups]);
        self.slots.resize(HOT + size, kept(&[0; LANES]));
        let group = |f: &Feature| group_of(f.0, groups);
        features.sort_unstable_by_key(|f| (group(f), f.0));
        let mut shared: Vec<&[&Feature]> = features.chunk_by(|a, b| group(a) == group(b)).collect();
        shared.sort_by_key(|g| std::cmp::Reverse(g.len()));
        for features in shared {
            self.place(group(features[0]), features);
        }
    }

    /// Finds a seed that leads a group to free slots, and fills them.
    fn place(&mut self, group: usize, features: &[&Feature]) {
        let mut taken: Vec<usize> = Vec::with_capacity(features.len());
        for seed in (1..=u32::from(u16::MAX)).map(|n| n.wrapping_mul(0x9E37_79B1) | 1) {
            taken.clear();
            for (key, _) in features {
                let at = slot_of(*key, seed, self.keys.len());
                if self.keys[at] != 0 || taken.contains(&at) {
                    break;
                }
                taken.push(at);
            }
            if taken.len() < features.len() {
                continue;
            }
            self.seeds[group] = seed;
            for (&at, &&(key, weights)) in taken.iter().zip(features) {
                (self.keys[at], self.slots[HOT + at]) = (key, kept(&weights));
            }
            self.len += features.len();
            return;
        }
    }

    /// The number of features.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Sums the weights of the features of each of `n` characters of a sentence, and gives the sums to `each` in turn; those of
    /// a character for which `look` writes no features are 0.
    ///
    /// Most of the time would go into waiting for memory. So the whole sentence goes through one step before the next, in
    /// loops so short and free of branches that many looks into memory are under way at once: first the slots, then the
    /// weights, which the processor has fetched by then.
    pub fn sums(
        &self,
        n: usize,
        look: impl Fn(usize, &mut Features) -> bool,
        found: &mut Found,
        mut each: impl FnMut([i16; LANES]),
    ) {
        let Found { slots, ends } = found;
        let mut features = [0; WIDTH];
        let mut count = 0;
        ends.clear();
        for i in 0..n {
            if slots.len() < count + ROOM {
                slots.resize(2 * count + ROOM, 0);
            }
            if let (true, Some(free)) = (look(i, &mut features), slots[count..].first_chunk_mut()) {
                count += self.find(&features, free);
            }
            ends.push(count);
        }
        let mut start = 0;
        for &end in &*ends {
            each(self.weigh(&slots[start..end]));
            start = end;
        }
    }

    // The steps are kept apart, for joined into one function they lose their vectors and registers.

    /// Writes the slots of those of the features that have one to the front of `slots`, and tells how many they are.
    #[inline(never)]
    fn find(&self, features: &Features, slots: &mut [u32; ROOM]) -> usize {
        // Places that are always within bounds (% ROOM), and loops so short that many looks into memory are under way at once.
        let (mut rest, mut places) = ([0; ROOM], [0; ROOM]);
        let (mut count, mut left) = (0, 0);
        for &key in features {
            let at = hot_slot(key);
            let hit = self.hot[at] == key;
            (slots[count % ROOM], rest[left % ROOM]) = (at as u32, key);
            count += usize::from(hit);
            left += usize::from(!hit);
        }
        let rest = &rest[..left.min(WIDTH)];
        for (place, key) in places.iter_mut().zip(rest) {
            let seed = self.seeds[group_of(*key, self.seeds.len())];
            *place = slot_of(*key, seed, self.keys.len()) as u32;
        }
        for (&key, &at) in rest.iter().zip(&places) {
            slots[count % ROOM] = HOT as u32 + at;
            count += usize::from(self.keys[at as usize] == key);
        }
        count
    }

    /// Sums the weights of these slots.
    #[inline(never)]
    fn weigh(&self, slots: &[u32]) -> [i16; LANES] {
        // Bytes at even and at odd places apart, each with 16 bits to grow into: at most WIDTH times 255.
        let (mut even, mut odd) = ([0u64; 2], [0u64; 2]);
        for &at in slots {
            let weights = self.slots[at as usize];
            for half in 0..2 {
                even[half] += weights[half] & EVEN;
                odd[half] += weights[half] >> 8 & EVEN;
            }
        }
        let bias = (ZERO as usize * slots.len()) as i16;
        std::array::from_fn(|lane| {
            let of = if lane % 2 == 0 { &even } else { &odd };
            (of[lane / 8] >> (lane % 8 / 2 * 16)) as i16 - bias
        })
    }
}

/// The bytes at even places.
const EVEN: u64 = 0x00FF_00FF_00FF_00FF;

/// What a weight of 0 is kept as, so that the kept ones are not below 0.
const ZERO: u8 = 0x80;

fn kept(slot: &Slot) -> Kept {
    let byte = |lane: usize| u64::from(slot[lane] as u8 ^ ZERO);
    std::array::from_fn(|half| (0..8).fold(0, |sum, lane| sum | byte(8 * half + lane) << (8 * lane)))
}

//! The weights of features, each found by two looks into memory.
//!
//! Every feature has a slot of its own, found by a seed that it shares with a few others (Belazzougui, Botelho and
//! Dietzfelbinger, "Hash, displace, and compress", 2009): the table is hardly larger than the weights, and the keys, which
//! are looked at first, stay in the processor's second cache. Three of four features of a text have a weight.

use super::features::{Features, WIDTH};
use super::lattice::LANES;

/// The weights of each label.
pub(super) type Slot = [i8; LANES];

/// A feature and its weights.
pub(super) type Feature = (u32, Slot);

/// Working memory for one sentence after another.
#[derive(Default)]
pub(super) struct Found {
    /// The slots of the features that have one, of all characters one behind the other.
    slots: Vec<u32>,
    /// Where those of each character end.
    ends: Vec<usize>,
}

/// How many features share a seed, on average, at most.
const SHARING: usize = 4;

/// The slots of a table, and how to find them.
pub(super) struct Table {
    /// The feature of each slot; 0 in a free slot. Apart from the weights, so that they stay in the second cache.
    keys: Vec<u32>,
    /// The weights of each slot; those of a free one are 0.
    slots: Vec<Slot>,
    /// The factors that lead the features of each group to slots of their own.
    seeds: Vec<u32>,
    len: usize,
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
    /// Gives every feature its slot. A feature whose group finds no seed is left out; with so many free slots that does
    /// not happen.
    pub fn new(features: &[Feature]) -> Self {
        let slots = (features.len() + features.len() / 8).next_power_of_two();
        let groups = (features.len() / SHARING).next_power_of_two();
        let mut table = Table { keys: vec![0; slots], slots: vec![[0; LANES]; slots], seeds: vec![1; groups], len: 0 };
        let group = |f: &Feature| group_of(f.0, groups);
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
        for seed in (1..=u32::from(u16::MAX)).map(|n| n.wrapping_mul(0x9E37_79B1) | 1) {
            taken.clear();
            for (key, _) in features {
                let at = slot_of(*key, seed, self.slots.len());
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
                (self.keys[at], self.slots[at]) = (key, weights);
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
            if slots.len() < count + WIDTH {
                slots.resize(2 * count + WIDTH, 0);
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
    fn find(&self, features: &Features, slots: &mut Features) -> usize {
        // Two loops: the shorter the second, the more of its looks into memory are under way at once.
        let mut places = [0; WIDTH];
        for (place, key) in places.iter_mut().zip(features) {
            let seed = self.seeds[group_of(*key, self.seeds.len())];
            *place = slot_of(*key, seed, self.keys.len()) as u32;
        }
        let mut count = 0;
        for (&key, &at) in features.iter().zip(&places) {
            slots[count] = at;
            count += usize::from(self.keys[at as usize] == key);
        }
        count
    }

    /// Sums the weights of these slots.
    #[inline(never)]
    fn weigh(&self, slots: &[u32]) -> [i16; LANES] {
        let mut sum = [0i16; LANES];
        let mut add = |at: u32| {
            let slot = &self.slots[at as usize];
            sum.iter_mut().zip(slot).for_each(|(s, &w)| *s = s.wrapping_add(i16::from(w)));
        };
        let (fours, rest) = slots.as_chunks::<4>();
        fours.iter().for_each(|four| four.iter().for_each(|&at| add(at)));
        rest.iter().for_each(|&at| add(at));
        sum
    }
}

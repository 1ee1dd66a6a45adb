//! The names of places, found in a text by their first two letters and their lengths.

use rustc_hash::FxHashMap;

use super::Pattern;

/// Names by their words. Hash tables of them are made many times faster than an automaton, and hold less.
#[derive(Default)]
pub(super) struct Names {
    patterns: FxHashMap<&'static str, Pattern>,
    /// For the first two characters of names: a bit for each number of characters that such names have.
    lengths: FxHashMap<(char, char), u64>,
    /// A bit for the hash of each such pair, which tells most other pairs in fewer steps than a map.
    pairs: Pairs,
}

struct Pairs(Box<[u64; 1 << 13]>);

impl Default for Pairs {
    fn default() -> Self {
        Pairs(Box::new([0; 1 << 13]))
    }
}

impl Pairs {
    fn bit(first: char, second: char) -> (usize, u32) {
        let hash = ((first as u32) << 16 ^ second as u32).wrapping_mul(0x9E37_79B1);
        ((hash >> 19) as usize, hash >> 13 & 63)
    }

    fn add(&mut self, first: char, second: char) {
        let (word, bit) = Pairs::bit(first, second);
        self.0[word] |= 1 << bit;
    }

    fn may_hold(&self, first: char, second: char) -> bool {
        let (word, bit) = Pairs::bit(first, second);
        self.0[word] >> bit & 1 == 1
    }
}

impl Names {
    /// Adds a name, unless it is there already. One letter is no name.
    pub fn add(&mut self, name: &'static str, pattern: Pattern) {
        let mut chars = name.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return };
        let length = 2 + chars.count();
        if length < 64 {
            self.pairs.add(first, second);
            *self.lengths.entry((first, second)).or_default() |= 1 << length;
            self.patterns.entry(name).or_insert(pattern);
        }
    }

    /// What the whole of `words` names.
    pub fn get(&self, words: &str) -> Option<Pattern> {
        self.patterns.get(words).copied()
    }

    /// All names in `text`, overlapping ones too: first byte, one past the last, pattern.
    pub fn matches(&self, text: &str) -> Vec<(usize, usize, Pattern)> {
        let mut found = Vec::new();
        for ((start, first), second) in text.char_indices().zip(text.chars().skip(1)) {
            if !self.pairs.may_hold(first, second) {
                continue;
            }
            let Some(lengths) = self.lengths.get(&(first, second)) else { continue };
            let rest = &text[start..];
            let longest = 63 - lengths.leading_zeros() as usize;
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(longest).enumerate();
            for (_, end) in ends.filter(|(n, _)| lengths >> (n + 1) & 1 == 1) {
                found.extend(self.patterns.get(&rest[..end]).map(|pattern| (start, start + end, *pattern)));
            }
        }
        found
    }
}

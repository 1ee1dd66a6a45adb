//! Where the words of each class stand in a sentence.

use super::lexicon::{CLASSES, Class};

/// Where in a word a character stands; 0 outside of all.
pub(super) const BEGIN: u32 = 1;
pub(super) const INSIDE: u32 = 2;
pub(super) const END: u32 = 3;
pub(super) const SINGLE: u32 = 4;

/// Where character `i` stands in a word of the characters `start..end`.
pub(super) fn place(i: usize, start: usize, end: usize) -> u32 {
    match (i == start, i + 1 == end) {
        (true, true) => SINGLE,
        (true, false) => BEGIN,
        (false, true) => END,
        (false, false) => INSIDE,
    }
}

/// The words of classes at each character of a sentence.
#[derive(Default)]
pub(super) struct Marks {
    /// The place in a word of each class, three bits a class, the first class highest.
    classes: Vec<u32>,
    /// The classes of the words that begin and that end at a character, as bits.
    begins: Vec<u16>,
    ends: Vec<u16>,
}

const fn shift(class: usize) -> usize {
    3 * (CLASSES - 1 - class)
}

impl Marks {
    /// Starts a sentence of `n` characters; a bit of its own tells where it begins and ends.
    pub fn reset(&mut self, n: usize) {
        self.classes.clear();
        self.classes.resize(n, 0);
        self.begins.clear();
        self.begins.resize(n, 0);
        self.begins.push(1 << CLASSES);
        self.ends.clear();
        self.ends.push(1 << CLASSES);
        self.ends.resize(n + 1, 0);
    }

    /// Notes that a word of the class stands there, in the place of what stood there before.
    pub fn add(&mut self, start: usize, end: usize, class: usize) {
        let bit = 1u16 << class;
        for i in start..end {
            let place = place(i, start, end);
            self.classes[i] = self.classes[i] & !(7 << shift(class)) | place << shift(class);
            self.begins[i] &= !bit;
            self.ends[i + 1] &= !bit;
        }
        if start < end {
            self.begins[start] |= bit;
            self.ends[end] |= bit;
        }
    }

    /// The places of a character in the words of all classes.
    pub fn at(&self, i: usize) -> u32 {
        self.classes[i]
    }

    /// The place of a character in a word of the class.
    pub fn of(&self, i: usize, class: Class) -> u32 {
        self.classes[i] >> shift(class as usize) & 7
    }

    /// Whether a word of the class ends before character `i`.
    pub fn is_end(&self, i: usize, class: Class) -> bool {
        self.ends[i] >> class as usize & 1 == 1
    }

    /// The classes of the words that end before character `i`.
    pub fn left(&self, i: usize) -> u64 {
        u64::from(self.ends[i])
    }

    /// The classes of the words that begin at character `i`.
    pub fn right(&self, i: usize) -> u64 {
        u64::from(self.begins[i])
    }
}

//! A set of characters that costs a few steps to ask, put before look-ups that cost many.

/// A bit for each character of the basic plane; every other one counts as a member.
#[derive(Debug)]
pub(crate) struct CharSet(Box<[u64; 1024]>);

impl Default for CharSet {
    fn default() -> Self {
        CharSet(Box::new([0; 1024]))
    }
}

impl CharSet {
    /// Whether `c` may be a member; never wrong when it says no.
    pub(crate) fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_none_or(|bits| bits >> (c as u32 % 64) & 1 == 1)
    }
}

impl Extend<char> for CharSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        for c in chars {
            if let Some(bits) = self.0.get_mut(c as usize / 64) {
                *bits |= 1 << (c as u32 % 64);
            }
        }
    }
}

//! Where many words stand in a text, found in one pass over it.

use rustc_hash::FxHashMap;

/// The bytes at which each of `words`, of two characters or more, stands in `text`, as [`str::match_indices`] finds them.
pub(super) fn occurrences(text: &str, words: &[&str]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    let mut by_start: FxHashMap<(char, char), Vec<usize>> = FxHashMap::default();
    // A bit for each pair of characters that a word begins with, which tells most others in fewer steps than the map.
    let size = words.len().next_power_of_two();
    let mut starts = vec![0u64; size];
    let place = |first: char, second: char| {
        let hash = ((first as u32) << 16 ^ second as u32).wrapping_mul(0x9E37_79B1);
        ((hash >> 8) as usize & (size - 1), hash >> 26)
    };
    for (i, word) in words.iter().enumerate() {
        let mut chars = word.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
            let (at, bit) = place(first, second);
            starts[at] |= 1 << bit;
            by_start.entry((first, second)).or_default().push(i);
        }
    }
    if by_start.is_empty() {
        return found;
    }
    let mut free = vec![0; words.len()];
    let (mut at, mut first) = (0, '\0');
    for (next, second) in text.char_indices() {
        let (word, bit) = place(first, second);
        if starts[word] >> bit & 1 == 1 {
            for &i in by_start.get(&(first, second)).map_or(&[][..], Vec::as_slice) {
                if free[i] <= at && text[at..].starts_with(words[i]) {
                    found[i].push(at);
                    free[i] = at + words[i].len();
                }
            }
        }
        (at, first) = (next, second);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_that_a_search_for_each_finds(text in "[甲乙a]{0,40}", words in prop::collection::vec("[甲乙a]{2,4}", 0..6)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let one_by_one = |word: &&str| text.match_indices(word).map(|m| m.0).collect::<Vec<_>>();
            prop_assert_eq!(super::occurrences(&text, &words), words.iter().map(one_by_one).collect::<Vec<_>>());
        }
    }
}

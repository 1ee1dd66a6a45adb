//! Where many words stand in a text, found in one pass over it.

use rustc_hash::FxHashMap;

use crate::ontology::charset::CharSet;

/// The bytes at which each of `words`, of two characters or more, stands in `text`, as [`str::match_indices`] finds them.
pub(super) fn occurrences(text: &str, words: &[&str]) -> Vec<Vec<usize>> {
    let mut starts = CharSet::default();
    let mut by_start: FxHashMap<(char, char), Vec<usize>> = FxHashMap::default();
    for (i, word) in words.iter().enumerate() {
        let mut chars = word.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
            starts.extend([first]);
            by_start.entry((first, second)).or_default().push(i);
        }
    }
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
    let mut free = vec![0; words.len()];
    for ((at, first), second) in text.char_indices().zip(text.chars().skip(1)) {
        if !starts.contains(first) {
            continue;
        }
        for &i in by_start.get(&(first, second)).map_or(&[][..], Vec::as_slice) {
            if free[i] <= at && text[at..].starts_with(words[i]) {
                found[i].push(at);
                free[i] = at + words[i].len();
            }
        }
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

//! A text as folded characters, so that the grammar reads one script: full-width forms and the traditional forms of
//! number words become their plain ones, offsets stay those of the text.

use crate::span::Span;

/// The folded characters of one text, each with the byte where it begins.
#[derive(Debug)]
pub(crate) struct Chars {
    chars: Vec<char>,
    at: Vec<u32>,
}

impl Chars {
    pub(crate) fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 3 + 8);
        let mut at = Vec::with_capacity(text.len() / 3 + 9);
        for (i, c) in text.char_indices() {
            chars.push(fold(c));
            at.push(i as u32);
        }
        at.push(text.len() as u32);
        Chars { chars, at }
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at `i`, or NUL outside of the text.
    pub(crate) fn get(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or('\0')
    }

    /// The character before `i`, or NUL.
    pub(crate) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |j| self.get(j))
    }

    /// The bytes of the characters `from..to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        let end = self.at.last().copied().unwrap_or(0);
        let byte = |i: usize| self.at.get(i).copied().unwrap_or(end) as usize;
        Span::new(byte(from), byte(to))
    }

    /// The characters `from..to` as a folded string.
    pub(crate) fn string(&self, from: usize, to: usize) -> String {
        self.slice(from, to).iter().collect()
    }

    pub(crate) fn slice(&self, from: usize, to: usize) -> &[char] {
        self.chars.get(from..to.min(self.len())).unwrap_or(&[])
    }

    /// The end of `word` when it stands at `i`.
    pub(crate) fn word(&self, i: usize, word: &str) -> Option<usize> {
        let mut at = i;
        for c in word.chars() {
            if self.get(at) != c {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The end of the first of `words` that stands at `i`; put longer words first.
    pub(crate) fn any(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|w| self.word(i, w))
    }

    /// The end of `word` at `i` with blanks allowed between its characters.
    pub(crate) fn spaced(&self, i: usize, word: &str) -> Option<usize> {
        let mut at = i;
        for (n, c) in word.chars().enumerate() {
            if n > 0 {
                at = self.skip_blanks(at);
            }
            if self.get(at) != c {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The first place at or after `i` without a blank; line ends are no blanks.
    pub(crate) fn skip_blanks(&self, i: usize) -> usize {
        let mut at = i;
        while self.get(at) == ' ' || self.get(at) == '\t' {
            at += 1;
        }
        at
    }

    /// The end of `word` when it ends right before `i`, that is, its start.
    pub(crate) fn word_before(&self, i: usize, word: &str) -> Option<usize> {
        let n = word.chars().count();
        let from = i.checked_sub(n)?;
        (self.word(from, word)? == i).then_some(from)
    }
}

/// Whether `c` is one of `set`.
pub(crate) fn among(c: char, set: &str) -> bool {
    set.contains(c)
}

/// Maps full-width forms to ASCII and number words in traditional script to simplified.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{20}'..='\u{7e}' => c,
        '\u{4e00}'..='\u{9fff}' => traditional(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2212}' | '\u{fe63}' => '-',
        '\u{301c}' | '\u{223c}' => '~',
        '￥' => '¥',
        '￡' => '£',
        _ => c,
    }
}

fn traditional(c: char) -> char {
    match c {
        '萬' => '万',
        '億' => '亿',
        '兩' => '两',
        '貳' => '贰',
        '參' => '参',
        '叄' => '叁',
        '陸' => '陆',
        '倆' => '俩',
        '點' => '点',
        '個' => '个',
        '餘' => '余',
        '幾' => '几',
        '雙' => '双',
        '對' => '对',
        '週' => '周',
        '號' => '号',
        '鐘' => '钟',
        '後' => '后',
        '間' => '间',
        '時' => '时',
        '數' => '数',
        '負' => '负',
        '圓' => '元',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_keeps_offsets() {
        let t = Chars::new("共３萬個");
        assert_eq!(t.string(0, 4), "共3万个");
        assert_eq!(t.span(1, 3), Span::new(3, 9));
        assert_eq!(t.word(2, "万个"), Some(4));
        assert_eq!(t.word_before(2, "共3"), Some(0));
        assert_eq!(t.get(9), '\0');
    }
}

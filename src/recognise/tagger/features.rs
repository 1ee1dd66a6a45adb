//! What is seen at each character of a sentence, as 32-bit hashes.

use super::super::gazetteer::Gazetteer;
use super::Word;
use super::lexicon::{CLASSES, Class, Hit, Lexicon, bit};
use super::marks::{Marks, place};

/// The number of features at a character.
pub(super) const WIDTH: usize = 47;

/// The features of a character, none of them below [`LEAST`]; 0 stands for none.
pub(super) type Features = [u32; WIDTH];

#[derive(Clone, Copy, Default)]
struct Token {
    start: u32,
    end: u32,
    hash: u32,
    tag: u32,
    last: u32,
    /// Words up to the next ending of an organisation, what lies between, and that ending.
    ahead: u32,
    ending: u32,
    /// Words since the last name of a place and what lies between.
    behind: u32,
}

/// A sentence as the tagger sees it; the memory is used again for the next one.
#[derive(Default)]
pub(super) struct Sentence {
    plain: String,
    chars: Vec<u32>,
    bits: Vec<u16>,
    bytes: Vec<u32>,
    token: Vec<u32>,
    tokens: Vec<Token>,
    marks: Marks,
    /// The character that begins at each byte of the text, and of `plain`, which is no longer.
    at_text: Vec<u32>,
    at_plain: Vec<u32>,
    foreign: Vec<u8>,
    /// The rank of the place of the gazetteer from 1, and 8 more when the name is an ordinary word as well.
    level: Vec<u8>,
}

/// The least hash of a feature, so that what is left of it without the low byte is not 0.
const LEAST: u32 = 256;

fn mix(a: u64, b: u64) -> u32 {
    let m = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xA076_1D64_78BD_642F);
    let h = (m as u64) ^ (m >> 64) as u64;
    (h ^ (h >> 32)) as u32
}

fn fold(a: u64, b: u64) -> u32 {
    mix(a, b).max(1)
}

/// Whether letters, digits or signs of a script are among the characters.
fn is_written(chars: &[u32]) -> bool {
    let written = |&c: &u32| matches!(c, 0x4E00..=0x9FFF) || char::from_u32(c).is_some_and(char::is_alphanumeric);
    chars.iter().any(written)
}

/// Digits, letters, quotation marks, dots and blanks made alike.
fn normal(c: char) -> char {
    match c {
        '\u{3400}'..='\u{9fff}' => c,
        '0'..='9' | '０'..='９' => '0',
        'a'..='z' | 'ａ'..='ｚ' => 'a',
        'A'..='Z' | 'Ａ'..='Ｚ' => 'A',
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '＂' => '"',
        '‧' | '•' | '・' | '∙' | '●' => '·',
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '？' => '?',
        '！' => '!',
        '　' | '\u{a0}' | '\t' => ' ',
        _ => c,
    }
}

impl Sentence {
    /// Takes in a sentence and its words.
    pub fn read(&mut self, text: &str, words: &[Word]) {
        self.chars.clear();
        self.bytes.clear();
        self.bits.clear();
        self.token.clear();
        self.tokens.clear();
        self.plain.clear();
        let n = text.chars().count();
        for at in [&mut self.at_text, &mut self.at_plain] {
            at.clear();
            at.resize(text.len() + 1, n as u32);
        }
        let lexicon = Lexicon::embedded();
        let (no_char, no_bits) = ([2; MARGIN], [0x8000; MARGIN]);
        self.chars.extend(no_char);
        self.bits.extend(no_bits);
        for (i, (at, c)) in text.char_indices().enumerate() {
            let c = normal(c);
            self.at_text[at] = i as u32;
            self.at_plain[self.plain.len()] = i as u32;
            self.bytes.push(at as u32);
            self.chars.push(c as u32);
            self.bits.push(lexicon.bits(c));
            self.plain.push(c);
        }
        self.chars.extend(no_char);
        self.bits.extend(no_bits);
        self.bytes.push(text.len() as u32);
        self.words(words);
        self.classify(lexicon);
        self.places(text);
        self.reach();
    }

    fn words(&mut self, words: &[Word]) {
        let none = [Token { hash: 2, tag: 2, ..Token::default() }; MARGIN];
        self.tokens.extend(none);
        let mut at = 0;
        for word in words {
            let (from, to) = (self.index(word.range.start), self.index(word.range.end));
            for i in at..from {
                self.push_token(i, i + 1, "x");
            }
            if to > from && from >= at {
                self.push_token(from, to, word.tag);
            }
            at = at.max(to);
        }
        for i in at..self.len() {
            self.push_token(i, i + 1, "x");
        }
        self.tokens.extend(none);
    }

    fn push_token(&mut self, start: usize, end: usize, tag: &str) {
        self.token.resize(end, (self.tokens.len() - MARGIN) as u32);
        let word = &self.chars[start + MARGIN..end + MARGIN];
        let last = self.char(end - 1);
        let mark = !is_written(word);
        let hash = word.iter().fold(7, |h, &c| fold(u64::from(h), u64::from(c)));
        let tag = if mark { "w" } else { tag };
        let tag = tag.bytes().take(4).fold(0, |h, b| h << 8 | u32::from(b));
        self.tokens.push(Token { start: start as u32, end: end as u32, hash, tag, last, ..Token::default() });
    }

    /// The number of the character that begins at a byte.
    fn index(&self, byte: usize) -> usize {
        self.at_text.get(byte).map_or(self.len(), |&i| i as usize)
    }

    /// The byte at which a character starts.
    pub fn byte(&self, i: usize) -> usize {
        self.bytes[i] as usize
    }

    fn char(&self, i: usize) -> u32 {
        self.chars[i + MARGIN]
    }

    /// Whether a clause ends at a character: 。，；：！？
    pub fn is_break(&self, i: usize) -> bool {
        matches!(char::from_u32(self.char(i)), Some('。' | ',' | ';' | ':' | '!' | '?'))
    }

    fn bits(&self, i: usize) -> u16 {
        self.bits[i + MARGIN]
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.bytes.len().saturating_sub(1)
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Marks the leftmost longest words of each class.
    fn classify(&mut self, lexicon: &Lexicon) {
        let n = self.len();
        self.marks.reset(n);
        let mut last = [(0, 0); CLASSES];
        for Hit { start, end, class } in lexicon.hits(&self.plain) {
            let (start, end) = (self.at_plain[start] as usize, self.at_plain[end] as usize);
            let (from, to) = last[class];
            if from < start && start < to {
                continue;
            }
            last[class] = (start, end);
            self.marks.add(start, end, class);
        }
        // Length of the run of characters that spell foreign names.
        self.foreign.clear();
        self.foreign.resize(n, 0);
        let mut i = 0;
        while i < n {
            let start = i;
            while i < n && (self.bits(i) & bit::FOREIGN != 0 || self.char(i) == '·' as u32) {
                i += 1;
            }
            self.foreign[start..i].fill((i - start).min(6) as u8);
            i = i.max(start + 1);
        }
    }

    /// Marks the places the gazetteer knows.
    fn places(&mut self, text: &str) {
        self.level.clear();
        self.level.resize(self.len(), 0);
        let gazetteer = Gazetteer::embedded();
        for found in gazetteer.find(text) {
            let (start, end) = (self.index(found.span.from()), self.index(found.span.to()));
            let level = found.places().next().map_or(0, |p| gazetteer.place(p).level as u8 + 1);
            let level = level + if found.is_ambiguous() { 8 } else { 0 };
            self.marks.add(start, end, Class::Gazetteer as usize);
            self.level[start..end].fill(level);
        }
    }

    /// What lies between each word and the next ending of an organisation, and the last place before it.
    fn reach(&mut self) {
        const TAG_N: u32 = b'n' as u32;
        let marks = &self.marks;
        let words = MARGIN..self.tokens.len() - MARGIN;
        let kind = |t: &Token| -> u32 {
            let first = (0..4).rev().map(|k| t.tag >> (8 * k) & 0xFF).find(|&b| b != 0).unwrap_or(0);
            match first {
                TAG_N | 0x6A | 0x73 | 0x62 | 0x65 | 0x7A | 0x66 | 0x6C | 0x69 | 0x67 => 0,
                0x76 | 0x61 | 0x6D | 0x71 | 0x74 => 1,
                0x63 => 2,
                _ => 3,
            }
        };
        let (mut ahead, mut between, mut ending) = (9u32, 0, 0);
        for t in self.tokens[words.clone()].iter_mut().rev() {
            let (end, long) = (t.end as usize, t.end - t.start > 1);
            let sure = marks.is_end(end, Class::OrganizationEnd);
            let short = self.bits[end - 1 + MARGIN] & bit::ORGANIZATION_END != 0 && (long || kind(t) == 0);
            if sure || short {
                (ahead, between) = (0, 0);
                ending = if sure && long { t.hash } else { fold(3, u64::from(t.last)) };
            } else if ahead < 8 && kind(t) < 3 {
                ahead += 1;
                between = between.max(kind(t));
            } else {
                (ahead, between, ending) = (9, 0, 0);
            }
            t.ahead = ahead * 4 + between;
            t.ending = ending;
        }
        let (mut behind, mut between) = (9u32, 0);
        for t in &mut self.tokens[words] {
            let end = t.end as usize;
            let known = marks.is_end(end, Class::Abroad) || marks.is_end(end, Class::China);
            if known || t.tag == (TAG_N << 8 | u32::from(b's')) {
                (behind, between) = (0, 0);
            } else if behind < 8 && kind(t) < 3 {
                behind += 1;
                between = between.max(kind(t));
            } else {
                (behind, between) = (9, 0);
            }
            t.behind = behind * 4 + between;
        }
    }

    /// Writes the features of every character.
    pub fn features(&self, out: &mut Vec<Features>) {
        out.clear();
        out.extend((0..self.len()).map(|i| self.at(i)));
    }

    /// The features of one character.
    pub fn at(&self, i: usize) -> Features {
        let (Some(&[c_2, c_1, c0, c1, c2]), Some(bits)) = (around(&self.chars, i), around(&self.bits, i)) else {
            return [0; WIDTH];
        };
        let w = self.token[i] as usize;
        let Some([p2, p1, t, n1, n2]) = around(&self.tokens, w) else { return [0; WIDTH] };
        let bm = u64::from(place(i, t.start as usize, t.end as usize));
        let (h, g) = (|t: &Token| u64::from(t.hash), |t: &Token| u64::from(t.tag));
        let len = u64::from((t.end - t.start).min(5));
        let class = u64::from(self.marks.at(i));
        let (before, after) = (self.marks.left(t.start as usize), self.marks.right(t.end as usize));
        let (left, right) = (self.marks.left(i), self.marks.right(i + 1));
        let b = |d: isize| u64::from(bits[d.wrapping_add(2) as usize]);
        let name = |d: isize| b(d) & u64::from(bit::SURNAME | bit::GIVEN | bit::FOREIGN | bit::SHAPE);
        let shape = |d: isize| b(d) & u64::from(bit::SHAPE | bit::PLACE_END | bit::ORGANIZATION_END);
        let (level, gaz) = (u64::from(self.level[i]), u64::from(self.marks.of(i, Class::Gazetteer)));
        let foreign = u64::from(self.foreign[i]);
        let foreign_before = i.checked_sub(1).map_or(9, |j| u64::from(self.foreign[j]));
        let (c_2, c_1, c0, c1, c2) = (u64::from(c_2), u64::from(c_1), u64::from(c0), u64::from(c1), u64::from(c2));
        let (ahead, behind) = (u64::from(t.ahead), u64::from(t.behind));
        let tag = pair(g(t), bm);
        [
            key(1, c0, 0),
            key(2, c_1, 0),
            key(3, c1, 0),
            key(4, c_2, 0),
            key(5, c2, 0),
            key(6, pair(c_1, c0), 0),
            key(7, pair(c0, c1), 0),
            key(8, pair(c_2, c_1), 0),
            key(9, pair(c1, c2), 0),
            key(10, pair(c_1, c1), 0),
            key(11, pair(c_1, c0), c1),
            key(12, pair(c0, c1), c2),
            key(13, pair(c_2, c_1), c0),
            key(14, h(t), bm),
            key(15, h(p1), bm),
            key(16, h(n1), bm),
            key(17, g(t), bm),
            key(18, pair(g(p1), g(t)), bm),
            key(19, pair(g(t), g(n1)), bm),
            key(20, pair(g(p1), g(t)), pair(g(n1), bm)),
            key(21, pair(g(p2), g(p1)), tag),
            key(22, pair(g(t), g(n1)), pair(g(n2), bm)),
            key(23, pair(g(t), len), bm),
            key(24, pair(g(t), u64::from(t.last)), bm),
            key(25, class, 0),
            key(26, class, tag),
            key(27, before, tag),
            key(28, after, tag),
            key(29, pair(before, after), tag),
            key(30, pair(left, right), class),
            key(31, ahead, bm),
            key(32, pair(ahead, behind), bm),
            key(33, pair(ahead, u64::from(t.ending)), bm),
            key(34, behind, tag),
            key(35, pair(shape(-1), shape(0)), shape(1)),
            key(36, pair(pair(shape(-2), shape(-1)), shape(0)), pair(shape(1), shape(2))),
            key(37, pair(name(-1), name(0)), pair(name(1), bm)),
            key(38, pair(name(0), name(1)), pair(name(2), left)),
            key(39, pair(name(-1), name(0)), pair(name(1), pair(name(-2), right))),
            key(40, pair(foreign, foreign_before), tag),
            key(41, pair(foreign, foreign_before), pair(before, after)),
            key(42, pair(h(p1), g(t)), bm),
            key(43, pair(h(n1), g(t)), bm),
            key(44, pair(h(p1), h(n1)), bm),
            key(45, level, gaz),
            key(46, pair(level, gaz), tag),
            key(47, pair(level, gaz), pair(after, ahead)),
        ]
    }
}

/// The hash of the feature of a number with two values; written out for each, so that most of it is known when compiling.
#[inline(always)]
fn key(number: u64, x: u64, y: u64) -> u32 {
    mix(x.rotate_left(7) ^ y.wrapping_mul(0xD6E8_FEB8_6659_FD93), number).max(LEAST)
}

fn pair(a: u64, b: u64) -> u64 {
    a << 32 | b
}

/// How many values stand before the first character or word, and behind the last, that are of none.
const MARGIN: usize = 2;

/// The value at `i` between its two neighbours on each side.
fn around<T>(padded: &[T], i: usize) -> Option<&[T; 2 * MARGIN + 1]> {
    padded.get(i..)?.first_chunk()
}

//! What is seen at each character of a sentence, as 32-bit hashes.

use super::super::gazetteer::Gazetteer;
use super::Word;
use super::lexicon::{CLASSES, Class, Hit, Lexicon, bit};

/// The number of features at a character.
pub(super) const WIDTH: usize = 47;

/// The features of a character; 0 stands for none.
pub(super) type Features = [u32; WIDTH];

/// Where in a word or a lexicon entry a character stands.
const NONE: u32 = 0;
const BEGIN: u32 = 1;
const INSIDE: u32 = 2;
const END: u32 = 3;
const SINGLE: u32 = 4;

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
    classes: Vec<[u8; CLASSES]>,
    /// The classes of the words that begin and that end at a character, as bits.
    begins: Vec<u16>,
    ends: Vec<u16>,
    at_byte: Vec<u32>,
    foreign: Vec<u8>,
    /// The rank of the place of the gazetteer from 1, and 8 more when the name is an ordinary word as well.
    level: Vec<u8>,
}

fn fold(a: u64, b: u64) -> u32 {
    let m = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xA076_1D64_78BD_642F);
    let h = (m as u64) ^ (m >> 64) as u64;
    ((h ^ (h >> 32)) as u32).max(1)
}

fn word_hash(text: &str) -> u32 {
    text.chars().fold(7, |h, c| fold(u64::from(h), normal(c) as u64))
}

/// Digits, letters, quotation marks, dots and blanks made alike.
fn normal(c: char) -> char {
    match c {
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

fn place(i: usize, start: usize, end: usize) -> u32 {
    match (i == start, i + 1 == end) {
        (true, true) => SINGLE,
        (true, false) => BEGIN,
        (false, true) => END,
        (false, false) => INSIDE,
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
        let lexicon = Lexicon::embedded();
        for (at, c) in text.char_indices() {
            let c = normal(c);
            self.bytes.push(at as u32);
            self.chars.push(c as u32);
            self.bits.push(lexicon.bits(c));
            self.plain.push(c);
        }
        self.bytes.push(text.len() as u32);
        self.words(text, words);
        self.classify(lexicon);
        self.places(text);
        self.edges();
        self.reach();
    }

    fn words(&mut self, text: &str, words: &[Word]) {
        let mut at = 0;
        for word in words {
            let (from, to) = (self.index(word.range.start), self.index(word.range.end));
            for i in at..from {
                self.push_token(text, i, i + 1, "x");
            }
            if to > from && from >= at {
                self.push_token(text, from, to, word.tag);
            }
            at = at.max(to);
        }
        for i in at..self.chars.len() {
            self.push_token(text, i, i + 1, "x");
        }
    }

    fn push_token(&mut self, text: &str, start: usize, end: usize, tag: &str) {
        let n = self.tokens.len() as u32;
        self.token.resize(end, n);
        let word = text.get(self.byte(start)..self.byte(end)).unwrap_or("");
        let last = self.chars[end - 1];
        let mark = !word.chars().any(char::is_alphanumeric);
        let tag = if mark { "w" } else { tag };
        let tag = tag.bytes().take(4).fold(0, |h, b| h << 8 | u32::from(b));
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            hash: word_hash(word),
            tag,
            last,
            ..Token::default()
        });
    }

    /// The number of the character at or after a byte.
    fn index(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&b| (b as usize) < byte).min(self.chars.len())
    }

    /// The byte at which a character starts.
    pub fn byte(&self, i: usize) -> usize {
        self.bytes[i] as usize
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Marks the leftmost longest words of each class.
    fn classify(&mut self, lexicon: &Lexicon) {
        let n = self.len();
        self.classes.clear();
        self.classes.resize(n, [NONE as u8; CLASSES]);
        self.at_byte.clear();
        self.at_byte.resize(self.plain.len() + 1, n as u32);
        for (i, (byte, _)) in self.plain.char_indices().enumerate() {
            self.at_byte[byte] = i as u32;
        }
        let mut last = [(0, 0); CLASSES];
        for Hit { start, end, class } in lexicon.hits(&self.plain) {
            let (start, end) = (self.at_byte[start] as usize, self.at_byte[end] as usize);
            let (from, to) = last[class];
            if from < start && start < to {
                continue;
            }
            last[class] = (start, end);
            for i in start..end {
                self.classes[i][class] = place(i, start, end) as u8;
            }
        }
        // Length of the run of characters that spell foreign names.
        self.foreign.clear();
        self.foreign.resize(n, 0);
        let mut i = 0;
        while i < n {
            let start = i;
            while i < n && (self.bits[i] & bit::FOREIGN != 0 || self.chars[i] == '·' as u32) {
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
            for i in start..end {
                self.classes[i][Class::Gazetteer as usize] = place(i, start, end) as u8;
                self.level[i] = level;
            }
        }
    }

    /// What lies between each word and the next ending of an organisation, and the last place before it.
    fn reach(&mut self) {
        const TAG_N: u32 = b'n' as u32;
        let classes = &self.classes;
        let bits = &self.bits;
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
        for t in self.tokens.iter_mut().rev() {
            let (end, long) = (t.end as usize - 1, t.end - t.start > 1);
            let sure = matches!(u32::from(classes[end][Class::OrganizationEnd as usize]), END | SINGLE);
            let short = bits[end] & bit::ORGANIZATION_END != 0 && (long || kind(t) == 0);
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
        for t in &mut self.tokens {
            let end = t.end as usize - 1;
            let known = [Class::Abroad, Class::China]
                .iter()
                .any(|&c| matches!(u32::from(classes[end][c as usize]), END | SINGLE));
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

    /// Notes which classes have words that begin or end at each character.
    fn edges(&mut self) {
        let at = |row: &[u8; CLASSES], edge: u32| -> u16 {
            let mark = |&p: &u8| u32::from(p) == edge || u32::from(p) == SINGLE;
            row.iter().enumerate().fold(0, |bits, (class, p)| bits | u16::from(mark(p)) << class)
        };
        self.begins.clear();
        self.begins.extend(self.classes.iter().map(|row| at(row, BEGIN)));
        self.ends.clear();
        self.ends.extend(self.classes.iter().map(|row| at(row, END)));
    }

    /// The classes of the words that end before a character.
    fn left(&self, i: usize) -> u64 {
        u64::from(i.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or(1 << CLASSES))
    }

    /// The classes of the words that begin at a character.
    fn right(&self, i: usize) -> u64 {
        u64::from(self.begins.get(i).copied().unwrap_or(1 << CLASSES))
    }

    /// Writes the features of every character.
    pub fn features(&self, out: &mut Vec<Features>) {
        out.clear();
        out.extend((0..self.len()).map(|i| self.at(i)));
    }

    /// The features of one character.
    pub fn at(&self, i: usize) -> Features {
        let c = |d: isize| -> u64 {
            u64::from(i.checked_add_signed(d).and_then(|j| self.chars.get(j)).copied().unwrap_or(2))
        };
        let b = |d: isize| -> u64 {
            u64::from(i.checked_add_signed(d).and_then(|j| self.bits.get(j)).copied().unwrap_or(0x8000))
        };
        let w = self.token[i] as usize;
        let edge = Token { hash: 2, tag: 2, ..Token::default() };
        let tok =
            |d: isize| -> Token { w.checked_add_signed(d).and_then(|j| self.tokens.get(j)).copied().unwrap_or(edge) };
        let (p2, p1, t, n1, n2) = (tok(-2), tok(-1), tok(0), tok(1), tok(2));
        let bm = u64::from(place(i, t.start as usize, t.end as usize));
        let (h, g) = (|t: Token| u64::from(t.hash), |t: Token| u64::from(t.tag));
        let len = u64::from((t.end - t.start).min(5));
        let row = &self.classes[i];
        let class = row.iter().fold(0u64, |a, &p| a << 3 | u64::from(p));
        let (before, after) = (self.left(t.start as usize), self.right(t.end as usize));
        let (left, right) = (self.left(i), self.right(i + 1));
        let name = |d: isize| b(d) & u64::from(bit::SURNAME | bit::GIVEN | bit::FOREIGN | bit::SHAPE);
        let shape = |d: isize| b(d) & u64::from(bit::SHAPE | bit::PLACE_END | bit::ORGANIZATION_END);
        let (level, gaz) = (u64::from(self.level[i]), u64::from(row[Class::Gazetteer as usize]));
        let foreign = u64::from(self.foreign[i]);
        let foreign_before = i.checked_sub(1).map_or(9, |j| u64::from(self.foreign[j]));
        let pair = |a: u64, b: u64| a << 32 | b;
        let keys: [(u64, u64); WIDTH] = [
            (c(0), 0),
            (c(-1), 0),
            (c(1), 0),
            (c(-2), 0),
            (c(2), 0),
            (pair(c(-1), c(0)), 0),
            (pair(c(0), c(1)), 0),
            (pair(c(-2), c(-1)), 0),
            (pair(c(1), c(2)), 0),
            (pair(c(-1), c(1)), 0),
            (pair(c(-1), c(0)), c(1)),
            (pair(c(0), c(1)), c(2)),
            (pair(c(-2), c(-1)), c(0)),
            (h(t), bm),
            (h(p1), bm),
            (h(n1), bm),
            (g(t), bm),
            (pair(g(p1), g(t)), bm),
            (pair(g(t), g(n1)), bm),
            (pair(g(p1), g(t)), pair(g(n1), bm)),
            (pair(g(p2), g(p1)), pair(g(t), bm)),
            (pair(g(t), g(n1)), pair(g(n2), bm)),
            (pair(g(t), len), bm),
            (pair(g(t), u64::from(t.last)), bm),
            (class, 0),
            (class, pair(g(t), bm)),
            (before, pair(g(t), bm)),
            (after, pair(g(t), bm)),
            (pair(before, after), pair(g(t), bm)),
            (pair(left, right), class),
            (u64::from(t.ahead), bm),
            (pair(u64::from(t.ahead), u64::from(t.behind)), bm),
            (pair(u64::from(t.ahead), u64::from(t.ending)), bm),
            (u64::from(t.behind), pair(g(t), bm)),
            (pair(shape(-1), shape(0)), shape(1)),
            (pair(pair(shape(-2), shape(-1)), shape(0)), pair(shape(1), shape(2))),
            (pair(name(-1), name(0)), pair(name(1), bm)),
            (pair(name(0), name(1)), pair(name(2), left)),
            (pair(name(-1), name(0)), pair(name(1), pair(name(-2), right))),
            (pair(foreign, foreign_before), pair(g(t), bm)),
            (pair(foreign, foreign_before), pair(before, after)),
            (pair(h(p1), g(t)), bm),
            (pair(h(n1), g(t)), bm),
            (pair(h(p1), h(n1)), bm),
            (level, gaz),
            (pair(level, gaz), pair(g(t), bm)),
            (pair(level, gaz), pair(after, u64::from(t.ahead))),
        ];
        let mut out = [0; WIDTH];
        for (k, (o, (x, y))) in out.iter_mut().zip(keys).enumerate() {
            *o = fold(x.rotate_left(7) ^ y.wrapping_mul(0xD6E8_FEB8_6659_FD93), k as u64 + 1);
        }
        out
    }
}

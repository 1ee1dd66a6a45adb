//! Word classes: surnames, posts, name endings, and characters that spell foreign names.

use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

/// A class of words of one line of `data/tagger/lexicon.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Surname,
    Post,
    Say,
    OrganizationEnd,
    PlaceEnd,
    Abroad,
    China,
    Body,
    /// Names of the gazetteer, which are not in the file.
    Gazetteer,
}

/// The number of word classes.
pub(super) const CLASSES: usize = 9;

/// Bits of a character of its own.
pub(super) mod bit {
    pub const SURNAME: u16 = 1;
    pub const GIVEN: u16 = 2;
    pub const FOREIGN: u16 = 4;
    pub const PLACE_END: u16 = 8;
    pub const ORGANIZATION_END: u16 = 16;
    pub const HAN: u16 = 32;
    pub const DIGIT: u16 = 64;
    pub const LATIN: u16 = 128;
    pub const NUMERAL: u16 = 256;
    pub const SHAPE: u16 = HAN | DIGIT | LATIN | NUMERAL;
}

/// The word classes, ready to look up.
pub(super) struct Lexicon {
    bits: Vec<u16>,
    words: Option<CharwiseDoubleArrayAhoCorasick<u8>>,
}

/// A word of a class: characters `start..end`.
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub class: usize,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("../../../data/tagger/lexicon.txt")));

impl Lexicon {
    /// The classes that come with tupu.
    pub fn embedded() -> &'static Lexicon {
        &LEXICON
    }

    fn new(text: &str) -> Self {
        let mut bits = vec![0u16; 0x1_0000];
        for (at, b) in bits.iter_mut().enumerate() {
            *b = match at {
                0x30..=0x39 => bit::DIGIT,
                0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F => bit::LATIN,
                0x3400..=0x9FFF => bit::HAN,
                _ => 0,
            };
        }
        for c in "一二三四五六七八九十百千万亿零〇两".chars() {
            bits[c as usize] |= bit::NUMERAL;
        }
        let mut words = Vec::new();
        for (class, list) in text.lines().filter_map(|l| l.split_once('\t')) {
            let (class, single) = match class {
                "surname" => (Class::Surname, bit::SURNAME),
                "surname2" => (Class::Surname, 0),
                "given" => (Class::Surname, bit::GIVEN),
                "foreign" => (Class::Surname, bit::FOREIGN),
                "post" => (Class::Post, 0),
                "say" => (Class::Say, 0),
                "orgend" => (Class::OrganizationEnd, bit::ORGANIZATION_END),
                "placeend" => (Class::PlaceEnd, bit::PLACE_END),
                "abroad" => (Class::Abroad, 0),
                "china" => (Class::China, 0),
                "body" => (Class::Body, 0),
                _ => continue,
            };
            for word in list.split_whitespace() {
                let mut chars = word.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) if single != 0 => bits[c as usize & 0xFFFF] |= single,
                    _ => words.push((word, class as u8)),
                }
            }
        }
        words.sort_unstable();
        words.dedup_by_key(|w| w.0);
        let words = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(words).ok();
        Lexicon { bits, words }
    }

    /// The bits of a character.
    pub fn bits(&self, c: char) -> u16 {
        self.bits.get(c as usize).copied().unwrap_or(0)
    }

    /// The words of all classes in a text, by their end; positions are bytes.
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let found = self.words.iter().flat_map(move |w| w.find_overlapping_iter(text));
        found.map(|m| Hit { start: m.start(), end: m.end(), class: m.value() as usize })
    }
}

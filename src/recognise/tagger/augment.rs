//! New sentences from old ones by other names, so that the tagger learns where names stand, not which there are.

use std::collections::BTreeMap;

use super::Kind;
use super::corpus::Marked;
use super::train::Random;
use crate::recognise::gazetteer::{Gazetteer, Level};

/// Makes names of all kinds from lists of their parts.
pub struct Names {
    lists: BTreeMap<&'static str, Vec<&'static str>>,
    places: BTreeMap<Level, Vec<(&'static str, &'static str)>>,
    /// Provinces, cities and counties of China with the names above them.
    chains: Vec<Vec<&'static str>>,
    foreign: Vec<&'static str>,
}

/// The letters of countries that stand side by side (中美).
const PAIRS: &[&str] = &[
    "中美", "中俄", "中日", "中英", "中法", "中德", "中韩", "中朝", "中印", "中越", "中泰", "中巴", "中澳", "中加",
    "中意", "中欧", "中非", "美日", "美俄", "美英", "美韩", "日韩", "日俄", "英法", "法德", "俄乌", "印巴", "以巴",
    "巴以", "两伊", "韩朝", "朝韩", "中古", "中埃", "中缅", "中老", "中哈", "美伊", "美古",
];

fn list_lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

impl Names {
    /// The parts that come with tupu, and the places of the gazetteer.
    pub fn embedded() -> Self {
        let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, words) in list_lines(include_str!("../../../data/tagger/parts.txt")).chain(
            list_lines(include_str!("../../../data/tagger/lexicon.txt")).filter(|l| l.0 == "surname" || l.0 == "given"),
        ) {
            lists.entry(name).or_default().extend(words.split_whitespace());
        }
        let mut places: BTreeMap<Level, Vec<_>> = BTreeMap::new();
        let (mut chains, mut foreign) = (Vec::new(), Vec::new());
        let gazetteer = Gazetteer::embedded();
        for id in gazetteer.places() {
            let place = gazetteer.place(id);
            let here = place.code.starts_with(|c: char| c.is_ascii_digit()) && place.former.is_none();
            if place.level == Level::Prefecture && !here {
                foreign.push(place.name);
            }
            if place.level <= Level::Country || here {
                places.entry(place.level).or_default().push((place.name, place.short));
            }
            if here && place.level >= Level::Prefecture {
                let mut chain: Vec<_> = gazetteer
                    .ancestors(id)
                    .map(|a| gazetteer.place(a))
                    .filter(|a| a.level >= Level::Province)
                    .map(|a| a.name)
                    .collect();
                chain.reverse();
                chain.push(place.name);
                chains.push(chain);
            }
        }
        Names { lists, places, chains, foreign }
    }

    fn part(&self, list: &str, random: &mut Random) -> &'static str {
        self.lists.get(list).and_then(|l| random.pick(l)).copied().unwrap_or("")
    }

    /// One of a list, the first ones more often than the last ones.
    fn front(&self, list: &str, random: &mut Random) -> &'static str {
        let Some(list) = self.lists.get(list) else { return "" };
        let far = random.below(list.len()) + 1;
        list[random.below(far)]
    }

    /// A name of the kind; `sort` is one of the letters of `data/tagger/sentences.txt`, or a blank for any.
    pub fn make(&self, kind: Kind, sort: char, random: &mut Random) -> String {
        match kind {
            Kind::Person => self.person(sort, random),
            Kind::Place => self.place(sort, random),
            Kind::Organization => self.organization(sort, random),
        }
    }

    fn person(&self, sort: char, random: &mut Random) -> String {
        let sort = match (sort, random.below(100)) {
            (' ', 0..70) | ('c', _) => 'c',
            (' ', 70..95) | ('w', 0..94) => 'w',
            _ => 'j',
        };
        match sort {
            'c' => {
                let family = match random.below(40) {
                    0 => ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "慕容", "令狐", "司徒", "夏侯"]
                        [random.below(10)],
                    _ => self.front("surname", random),
                };
                let mut name = family.to_string();
                name.push_str(self.front("given", random));
                if random.below(100) < 72 {
                    name.push_str(self.front("given", random));
                }
                name
            }
            'j' if random.chance(0.25) => self.part("korean", random).to_string(),
            'j' => format!("{}{}", self.part("japanese", random), self.part("japanese2", random)),
            _ => {
                let mut name = self.western(random);
                for _ in 0..[0, 0, 0, 0, 1, 1, 2][random.below(7)] {
                    name = format!("{}·{name}", self.western(random));
                }
                name
            }
        }
    }

    /// A foreign name: one of the list, or the head of one and the tail of another.
    fn western(&self, random: &mut Random) -> String {
        let a: Vec<char> = self.part("western", random).chars().collect();
        if random.chance(0.4) {
            return a.into_iter().collect();
        }
        let b: Vec<char> = self.part("western", random).chars().collect();
        let head = a.len().div_ceil(2).min(1 + random.below(2));
        let tail = b.len().saturating_sub(1 + random.below(2)).max(1);
        a[..head.min(a.len())].iter().chain(&b[tail.min(b.len())..]).collect()
    }

    fn place(&self, sort: char, random: &mut Random) -> String {
        let sort =
            if sort == ' ' { ['c', 'c', 'f', 'p', 'p', 's', 's', 's', 'n', 'v', 'k'][random.below(11)] } else { sort };
        let of = |level: Level, full: usize, random: &mut Random| {
            let list = self.places.get(&level).map_or(&[][..], |l| l);
            let &(name, short) = random.pick(list).unwrap_or(&("", ""));
            if random.below(100) < full || short.chars().count() < 2 { name } else { short }.to_string()
        };
        match sort {
            'c' if random.chance(0.3) => {
                ["美国", "日本", "俄罗斯", "英国", "法国", "德国", "韩国", "印度", "伊拉克", "以色列", "伊朗", "意大利"]
                    [random.below(12)]
                .into()
            }
            'c' => of(Level::Country, 100, random),
            'k' => of(Level::Region, 100, random),
            'f' if random.chance(0.7) => random.pick(&self.foreign).map_or_else(String::new, |s| s.to_string()),
            'f' => self.western(random),
            'p' => of(Level::Province, 20, random),
            'n' => {
                let stem = match random.below(4) {
                    0 => of(Level::County, 0, random),
                    1 => self.western(random),
                    _ => self.stem(random),
                };
                stem + self.part("facility", random)
            }
            'v' if random.chance(0.3) => of(Level::Town, 100, random),
            'v' => self.stem(random) + self.part("village", random),
            _ if random.chance(0.45) => of(Level::Prefecture, 45, random),
            _ => of(Level::County, 60, random),
        }
    }

    fn stem(&self, random: &mut Random) -> String {
        format!("{}{}", self.part("stem", random), self.part("stem", random))
    }

    fn brand(&self, random: &mut Random) -> String {
        (0..2 + usize::from(random.chance(0.15))).map(|_| self.part("brand", random)).collect()
    }

    fn organization(&self, sort: char, random: &mut Random) -> String {
        let sort = if sort == ' ' { ['c', 'c', 'c', 'g', 'n', 'm', 't', 'u', 'i'][random.below(9)] } else { sort };
        match sort {
            'c' => match random.below(20) {
                0..4 => self.part("companies", random).to_string(),
                4..6 => format!(
                    "{}{}",
                    self.western(random),
                    ["公司", "集团", "银行", "航空公司", "制药公司", "汽车公司", ""][random.below(7)]
                ),
                6..8 => format!("{}{}{}", self.brand(random), self.part("industry", random), ""),
                8..10 => format!(
                    "{}{}",
                    self.brand(random),
                    ["集团", "公司", "股份", "科技", "控股", "实业"][random.below(6)]
                ),
                10..14 => format!(
                    "{}{}{}{}",
                    self.place('s', random),
                    self.brand(random),
                    self.part("industry", random),
                    self.part("legal", random)
                ),
                14..17 => format!(
                    "{}{}{}",
                    self.place(['s', 'p'][random.below(2)], random),
                    self.part("industry", random),
                    self.part("legal", random)
                ),
                17 => format!("中国{}{}", self.part("industry", random), self.part("legal", random)),
                _ => format!("{}{}{}", self.brand(random), self.part("industry", random), self.part("legal", random)),
            },
            'g' => {
                format!("{}{}", self.place(['s', 's', 'p'][random.below(3)], random), self.part("department", random))
            }
            'n' => self.part("ministry", random).to_string(),
            'm' if random.chance(0.8) => self.front("media", random).to_string(),
            'm' => format!("{}{}", self.place(['s', 'p'][random.below(2)], random), self.part("mediaend", random)),
            't' => {
                let brand = if random.chance(0.5) { self.brand(random) } else { String::new() };
                let place = if random.chance(0.3) {
                    self.place('c', random)
                } else {
                    self.place(['s', 'p', 'f'][random.below(3)], random)
                };
                format!("{place}{brand}{}", self.part("teamend", random))
            }
            'u' if random.chance(0.5) => self.part("school", random).to_string(),
            'u' => format!(
                "{}{}",
                self.place(['s', 's', 'p', 'f'][random.below(4)], random),
                self.part("schoolend", random)
            ),
            _ if random.chance(0.65) => self.part("international", random).to_string(),
            _ => format!("{}{}", self.place('c', random), self.part("partyend", random)),
        }
    }

    /// Fills a sentence with gaps, as `data/tagger/sentences.txt` describes them.
    pub fn fill(&self, pattern: &str, random: &mut Random) -> Marked {
        let mut out = Marked::default();
        let mut rest = pattern;
        while let Some((plain, more)) = rest.split_once('{') {
            out.push(plain);
            let (gap, after) = matching(more);
            rest = after;
            let mut letters = gap.chars();
            let first = letters.next();
            let inner = letters.as_str();
            let sort = match inner.as_bytes() {
                [] => Some(' '),
                [b] if b.is_ascii_lowercase() => Some(*b as char),
                _ => None,
            };
            match (first, sort) {
                (Some('L'), Some('t')) => {
                    let chain = random.pick(&self.chains).map_or(&[][..], |c| c);
                    let mut name: String = chain.iter().skip(random.below(chain.len())).copied().collect();
                    if random.chance(0.4) {
                        name.push_str(&self.place('v', random));
                    }
                    out.push_name(&name, Kind::Place);
                }
                (Some('L'), Some('q')) => {
                    for c in PAIRS[random.below(PAIRS.len())].chars() {
                        out.push_name(&c.to_string(), Kind::Place);
                    }
                }
                (Some('t'), _) => out.push(self.part("post", random)),
                (Some('d'), _) => out.push(self.part("date", random)),
                (Some('n'), _) => out.push(self.part("number", random)),
                (Some(letter), sort) => {
                    let kind = match letter {
                        'P' => Kind::Person,
                        'L' => Kind::Place,
                        _ => Kind::Organization,
                    };
                    let name = match sort {
                        Some(sort) => self.make(kind, sort, random),
                        None => self.fill(inner, random).text,
                    };
                    out.push_name(&name, kind);
                }
                (None, _) => {}
            }
        }
        out.push(rest);
        out
    }

    /// The same sentence with other names in place of about `share` of its own; a name that comes twice is
    /// replaced twice.
    pub fn swap(&self, sentence: &Marked, share: f64, random: &mut Random) -> Marked {
        let mut out = Marked::default();
        if sentence.open != Default::default() {
            return sentence.clone();
        }
        let mut other: BTreeMap<(&str, Kind), String> = BTreeMap::new();
        let mut at = 0;
        for &(span, kind) in &sentence.names {
            out.push(sentence.text.get(at..span.from()).unwrap_or(""));
            let name = span.of(&sentence.text);
            let replacement = other.entry((name, kind)).or_insert_with(|| {
                let made = if random.chance(share) { self.like(name, kind, random) } else { None };
                made.unwrap_or_else(|| name.to_string())
            });
            out.push_name(replacement, kind);
            at = span.to();
        }
        out.push(sentence.text.get(at..).unwrap_or(""));
        out
    }

    /// Another name of the same sort, where the sort is clear.
    fn like(&self, name: &str, kind: Kind, random: &mut Random) -> Option<String> {
        let length = name.chars().count();
        let first = name.chars().next()?;
        let surname = || self.lists.get("surname").is_some_and(|l| l.iter().any(|s| s.chars().eq([first])));
        match kind {
            Kind::Person if name.contains('·') => Some(format!("{}·{}", self.western(random), self.western(random))),
            Kind::Person if (2..=3).contains(&length) && surname() => Some(self.person('c', random)),
            Kind::Person if length > 3 && name.chars().all(|c| c >= '\u{3400}') => Some(self.person('w', random)),
            Kind::Person => None,
            Kind::Place => {
                let known = Gazetteer::embedded().named(name).first()?;
                let level = Gazetteer::embedded().place(known.place).level;
                let sort = match level {
                    Level::Region => return None,
                    Level::Country => 'c',
                    Level::Province => 'p',
                    Level::Prefecture | Level::County => ['s', 's', 'f'][random.below(3)],
                    Level::Town => 'v',
                };
                Some(self.place(sort, random))
            }
            Kind::Organization => {
                let ends = |list: &str| self.lists.get(list).is_some_and(|l| l.iter().any(|e| name.ends_with(e)));
                let sort = if length < 4 {
                    return None;
                } else if ends("schoolend") {
                    'u'
                } else if ends("legal") || name.ends_with("银行") {
                    'c'
                } else if ends("teamend") {
                    't'
                } else if ends("mediaend") {
                    'm'
                } else if ends("department") {
                    'g'
                } else if ends("partyend") {
                    'i'
                } else {
                    return None;
                };
                Some(self.organization(sort, random))
            }
        }
    }
}

/// What stands before the brace that closes, and after it.
fn matching(text: &str) -> (&str, &str) {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return (&text[..at], &text[at + 1..]),
            '}' => depth -= 1,
            _ => {}
        }
    }
    (text, "")
}

/// The patterns that come with tupu.
pub fn patterns() -> impl Iterator<Item = &'static str> {
    include_str!("../../../data/tagger/sentences.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

//! The words of quantities, read once from `ontology/quantity.ttl`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use rust_decimal::Decimal;

use super::chars::{Chars, fold};
use super::{Basis, Bound, Dimension, Direction, Unit};
use crate::ontology::charset::CharSet;

/// Words that may stand at one place, with what they mean; the longest is found.
#[derive(Debug)]
pub(crate) struct Words<T> {
    by_first: BTreeMap<char, Vec<(Vec<char>, T)>>,
    by_last: BTreeMap<char, Vec<(Vec<char>, T)>>,
    /// The characters that begin a word.
    first: CharSet,
}

impl<T: Copy> Words<T> {
    fn new(entries: Vec<(String, T)>) -> Self {
        let mut words = Words { by_first: BTreeMap::new(), by_last: BTreeMap::new(), first: CharSet::default() };
        for (word, meaning) in entries {
            let chars: Vec<char> = word.chars().map(fold).collect();
            if let (Some(&first), Some(&last)) = (chars.first(), chars.last()) {
                words.first.extend([first]);
                words.by_first.entry(first).or_default().push((chars.clone(), meaning));
                words.by_last.entry(last).or_default().push((chars, meaning));
            }
        }
        for list in words.by_first.values_mut().chain(words.by_last.values_mut()) {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
            list.dedup_by(|a, b| a.0 == b.0);
        }
        words
    }

    /// The characters that begin a word.
    fn starts(&self) -> impl Iterator<Item = char> {
        self.by_first.keys().copied()
    }

    /// The longest word that begins at `i`, and its end.
    pub(crate) fn at(&self, t: &Chars, i: usize) -> Option<(T, usize)> {
        self.all_at(t, i).next()
    }

    /// Every word that begins at `i`, the longest first.
    pub(crate) fn all_at<'a>(&'a self, t: &'a Chars, i: usize) -> impl Iterator<Item = (T, usize)> + 'a {
        let c = t.get(i);
        let list = if self.first.contains(c) { self.by_first.get(&c).map_or(&[][..], Vec::as_slice) } else { &[] };
        list.iter().filter(move |(w, _)| t.slice(i, i + w.len()) == w.as_slice()).map(move |(w, m)| (*m, i + w.len()))
    }

    /// The longest word that ends right before `i`, and its start.
    pub(crate) fn ending(&self, t: &Chars, i: usize) -> Option<(T, usize)> {
        let list = self.by_last.get(&t.before(i))?;
        list.iter().find_map(|(w, m)| {
            let from = i.checked_sub(w.len())?;
            (t.slice(from, i) == w.as_slice()).then_some((*m, from))
        })
    }
}

/// What a word of change says: which way, and whether the figure is the result (增至) rather than the step (增长).
pub(crate) type Step = (Direction, bool);

/// How the day of a festival is found in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rule {
    /// Month and day.
    Gregorian(i8, i8),
    /// Month and day of the lunar calendar; day 0 is the last of the month.
    Lunar(u8, u8),
    /// Month, which one, weekday from Monday 1.
    Weekday(i8, i8, i8),
    /// Days after Easter Sunday, of the Orthodox churches when true.
    Easter(i16, bool),
    /// Month and day of the Islamic calendar.
    Islamic(u8, u8),
    /// Month and day of the Hebrew calendar.
    Hebrew(u8, u8),
    /// 清明.
    Qingming,
}

/// All words of quantities.
#[derive(Debug)]
pub(crate) struct Lexicon {
    units: Vec<Unit>,
    minor: BTreeMap<String, Vec<usize>>,
    pub(crate) unit_words: Words<usize>,
    pub(crate) unit_prefixes: Words<usize>,
    pub(crate) before: Words<Bound>,
    pub(crate) after: Words<Bound>,
    pub(crate) steps: Words<Step>,
    pub(crate) bases: Words<Basis>,
    /// Festivals with their length in days.
    pub(crate) festivals: Words<(Rule, u8)>,
    /// Eras with the year before their first.
    pub(crate) eras: Words<i16>,
    /// Times that name no date: 近年来, 当时; by the index of their symbol.
    pub(crate) vague: Words<usize>,
    symbols: Vec<String>,
    /// The characters that begin what [`Lexicon::names_date`] finds.
    dates: CharSet,
}

/// What stands before the festivals of the Orthodox churches.
const ORTHODOX: &str = "东正教";

const SOURCE: &str = include_str!("../../../ontology/quantity.ttl");

/// The built-in words.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(SOURCE));
    &LEXICON
}

#[derive(Default)]
struct Node {
    order: usize,
    values: Vec<(String, String, Option<String>)>,
}

impl Node {
    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(k, _, lang)| k == key && lang.as_deref() != Some("en")).map(|v| v.1.as_str())
    }

    fn one(&self, key: &str) -> Option<&str> {
        let found = self.values.iter().find(|(k, _, lang)| k == key && lang.as_deref() != Some("en"));
        found.map(|v| v.1.as_str())
    }

    fn english(&self) -> Option<&str> {
        self.values.iter().find(|(k, _, l)| k == "label" && l.as_deref() == Some("en")).map(|v| v.1.as_str())
    }
}

impl Lexicon {
    /// Reads the Turtle in `source`; what it cannot read it leaves out.
    pub(crate) fn read(source: &str) -> Lexicon {
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        let local = |iri: &str| iri.rsplit(['#', '/']).next().unwrap_or(iri).to_string();
        for (order, quad) in RdfParser::from_format(RdfFormat::Turtle).for_slice(source.as_bytes()).enumerate() {
            let Ok(quad) = quad else { continue };
            let subject = quad.subject.to_string();
            let node = nodes.entry(subject.trim_matches(['<', '>']).to_string()).or_default();
            if node.values.is_empty() {
                node.order = order;
            }
            let (value, language) = match &quad.object {
                Term::Literal(l) => (l.value().to_string(), l.language().map(str::to_string)),
                Term::NamedNode(n) => (local(n.as_str()), None),
                _ => continue,
            };
            node.values.push((local(quad.predicate.as_str()), value, language));
        }
        let mut nodes: Vec<(String, Node)> = nodes.into_iter().collect();
        nodes.sort_by_key(|(_, node)| node.order);
        Lexicon::compile(&nodes)
    }

    fn compile(nodes: &[(String, Node)]) -> Lexicon {
        let (mut units, mut minor) = (Vec::new(), BTreeMap::new());
        let (mut unit_words, mut unit_prefixes) = (Vec::new(), Vec::new());
        let (mut before, mut after, mut steps, mut bases) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut festivals, mut eras) = (Vec::new(), Vec::new());
        let (mut vague, mut symbols) = (Vec::new(), Vec::new());
        let mut minors: Vec<(String, String)> = Vec::new();
        for (iri, node) in nodes {
            let name = iri.rsplit('/').next().unwrap_or(iri);
            let kind = node.one("type").unwrap_or("");
            if let Some(dimension) = dimension(kind) {
                let index = units.len();
                let label = node.one("label").unwrap_or(name).to_string();
                units.push(Unit {
                    name: name.to_string(),
                    english: node.english().unwrap_or(&label).to_string(),
                    label,
                    dimension,
                    iso: node.one("isoCode").map(str::to_string),
                    factor: node.one("factor").and_then(|f| f.parse().ok()).unwrap_or(Decimal::ONE),
                    base: node.one("baseUnit").map(str::to_string),
                });
                minors.extend(node.all("minorUnit").map(|m| (name.to_string(), m.to_string())));
                unit_words.extend(node.all("label").chain(node.all("altLabel")).map(|w| (w.to_string(), index)));
                unit_prefixes.extend(node.all("prefix").map(|w| (w.to_string(), index)));
                continue;
            }
            let prefixes = node.all("prefix").map(str::to_string);
            match kind {
                "Bound" => {
                    let bound = match name {
                        "AtLeast" => Bound::AtLeast,
                        "AtMost" => Bound::AtMost,
                        _ => Bound::About,
                    };
                    before.extend(prefixes.map(|w| (w, bound)));
                    after.extend(node.all("suffix").map(|w| (w.to_string(), bound)));
                }
                "Change" => {
                    let growth = node.one("direction") == Some("growth");
                    let direction = if growth { Direction::Growth } else { Direction::Decline };
                    let target = node.one("target") == Some("true");
                    steps.extend(prefixes.map(|w| (w, (direction, target))));
                }
                "Basis" => {
                    let basis = match name {
                        "YearOnYear" => Basis::YearOnYear,
                        "PeriodOnPeriod" => Basis::PeriodOnPeriod,
                        "AverageAnnual" => Basis::AverageAnnual,
                        _ => Basis::PreviousYear,
                    };
                    bases.extend(prefixes.map(|w| (w, basis)));
                }
                "Festival" => {
                    let days = node.one("days").and_then(|d| d.parse().ok()).unwrap_or(1);
                    if let Some(rule) = rule(node) {
                        let words = node.all("label").chain(node.all("altLabel"));
                        festivals.extend(words.map(|w| (w.to_string(), (rule, days))));
                    }
                }
                "Era" => {
                    if let Some(zero) = node.one("yearZero").and_then(|y| y.parse().ok()) {
                        let words = node.all("label").chain(node.all("altLabel"));
                        eras.extend(words.map(|w| (w.to_string(), zero)));
                    }
                }
                "VagueTime" => {
                    let words = node.all("label").chain(node.all("altLabel"));
                    vague.extend(words.map(|w| (w.to_string(), symbols.len())));
                    symbols.push(node.english().unwrap_or(name).to_string());
                }
                _ => {}
            }
        }
        for (major, name) in minors {
            if let Some(index) = units.iter().position(|u: &Unit| u.name == name) {
                minor.entry(major).or_insert_with(Vec::new).push(index);
            }
        }
        let (festivals, eras, vague) = (Words::new(festivals), Words::new(eras), Words::new(vague));
        let mut dates = CharSet::default();
        dates.extend(festivals.starts().chain(eras.starts()).chain(vague.starts()).chain(ORTHODOX.chars().take(1)));
        Lexicon {
            units,
            minor,
            unit_words: Words::new(unit_words),
            unit_prefixes: Words::new(unit_prefixes),
            before: Words::new(before),
            after: Words::new(after),
            steps: Words::new(steps),
            bases: Words::new(bases),
            festivals,
            eras,
            vague,
            symbols,
            dates,
        }
    }

    /// Whether the name of a festival or an era, or a vague time stands at `i`.
    pub(crate) fn names_date(&self, t: &Chars, i: usize) -> bool {
        self.dates.contains(t.get(i))
            && (self.festivals.at(t, i).is_some()
                || self.eras.at(t, i).is_some()
                || self.vague.at(t, i).is_some()
                || t.word(i, ORTHODOX).is_some())
    }

    /// What a vague time says, as its symbol.
    pub(crate) fn symbol(&self, index: usize) -> &str {
        self.symbols.get(index).map_or("", String::as_str)
    }

    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    pub(crate) fn unit(&self, index: usize) -> Option<&Unit> {
        self.units.get(index)
    }

    /// The unit named so in the ontology (`unit:元` is 元).
    pub(crate) fn named(&self, name: &str) -> Option<&Unit> {
        self.units.iter().find(|u| u.name == name)
    }

    /// The smaller units that may follow one of `name`: 角 and 分 after 元.
    pub(crate) fn minors(&self, name: &str) -> impl Iterator<Item = &Unit> {
        self.minor.get(name).into_iter().flatten().filter_map(|&i| self.units.get(i))
    }
}

fn rule(node: &Node) -> Option<Rule> {
    let fields = |key: &str| -> Option<Vec<i8>> { node.one(key)?.split('-').map(|f| f.parse().ok()).collect() };
    let pair = |key: &str| fields(key).and_then(|f| Some((*f.first()?, *f.get(1)?)));
    let unsigned = |(m, d): (i8, i8)| (m.unsigned_abs(), d.unsigned_abs());
    let offset = |key: &str| node.one(key)?.parse().ok();
    if let Some((m, d)) = pair("gregorianDate") {
        return Some(Rule::Gregorian(m, d));
    }
    if let Some((m, d)) = pair("lunarDate").map(unsigned) {
        return Some(Rule::Lunar(m, d));
    }
    if let Some((m, d)) = pair("islamicDate").map(unsigned) {
        return Some(Rule::Islamic(m, d));
    }
    if let Some((m, d)) = pair("hebrewDate").map(unsigned) {
        return Some(Rule::Hebrew(m, d));
    }
    if let Some([month, nth, weekday]) = fields("weekdayOfMonth").as_deref() {
        return Some(Rule::Weekday(*month, *nth, *weekday));
    }
    let easter = offset("easterOffset").map(|o| Rule::Easter(o, false));
    let orthodox = || offset("orthodoxEasterOffset").map(|o| Rule::Easter(o, true));
    easter.or_else(orthodox).or_else(|| node.one("solarTerm").map(|_| Rule::Qingming))
}

fn dimension(class: &str) -> Option<Dimension> {
    Some(match class {
        "Currency" => Dimension::Money,
        "LengthUnit" => Dimension::Length,
        "AreaUnit" => Dimension::Area,
        "VolumeUnit" => Dimension::Volume,
        "MassUnit" => Dimension::Mass,
        "EnergyUnit" => Dimension::Energy,
        "PowerUnit" => Dimension::Power,
        "PhysicalUnit" => Dimension::Physical,
        "SpeedUnit" => Dimension::Speed,
        "TemperatureUnit" => Dimension::Temperature,
        "DataUnit" => Dimension::Data,
        "DurationUnit" => Dimension::Duration,
        "AgeUnit" => Dimension::Age,
        "MultipleUnit" => Dimension::Multiple,
        "ScoreUnit" => Dimension::Score,
        "CountUnit" => Dimension::Count,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_ontology_whole() {
        let bad = RdfParser::from_format(RdfFormat::Turtle).for_slice(SOURCE.as_bytes()).find_map(Result::err);
        assert!(bad.is_none(), "{bad:?}");
        let lexicon = lexicon();
        assert!(lexicon.units.len() > 150);
        let mu = lexicon.named("亩").map(|u| (u.dimension, u.factor.to_string(), u.base.clone()));
        assert_eq!(mu, Some((Dimension::Area, "666.67".into(), Some("平方米".into()))));
        assert_eq!(lexicon.minors("元").count(), 2);
    }

    #[test]
    fn finds_the_longest_word() {
        let t = Chars::new("300美元左右");
        let lexicon = lexicon();
        let (unit, end) = lexicon.unit_words.at(&t, 3).expect("a unit");
        assert_eq!((lexicon.unit(unit).map(|u| u.iso.as_deref()), end), (Some(Some("USD")), 5));
        assert_eq!(lexicon.after.at(&t, 5), Some((Bound::About, 7)));
        let t = Chars::new("不超过30");
        assert_eq!(lexicon.before.ending(&t, 3), Some((Bound::AtMost, 0)));
    }
}

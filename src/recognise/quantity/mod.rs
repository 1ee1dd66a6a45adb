//! Finds quantities and times: numbers with units, money, percentages, bounds and changes; dates, periods, durations.
//!
//! The words are data, `ontology/quantity.ttl`; the grammar reads folded characters once, from trigger to trigger.

mod amount;
mod calendar;
mod chars;
mod clock;
mod date;
mod day;
mod integer;
mod lunar;
mod measure;
mod month;
mod number;
mod resolve;
mod shift;
mod time;
mod words;
mod year;

pub use measure::{Quantity, measures, money, numbers, ordinals, percentages, quantities};
pub use number::Number;

pub use time::{Grain, Interval, Options, Prefer, Time, durations, times};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::span::Span;
use chars::Chars;

/// A quantity or a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    /// An amount; lengths of time are amounts too, of [`Dimension::Duration`].
    Quantity(Quantity),
    /// A date, a period or a time of day.
    Time(Time),
}

impl Found {
    /// Where it stands, words of bound included.
    pub fn span(&self) -> Span {
        match self {
            Found::Quantity(q) => q.span,
            Found::Time(t) => t.span,
        }
    }
}

/// The quantities and times of `text`, sorted and disjoint, the longest at each place.
///
/// `reference` is the moment the text speaks from, its date of publication; without it relative dates stay symbolic.
pub fn find(text: &str, reference: Option<jiff::civil::DateTime>) -> Vec<Found> {
    find_with(text, &Options::news(reference))
}

/// [`find`] with other conventions for times.
pub fn find_with(text: &str, options: &Options) -> Vec<Found> {
    let t = Chars::new(text);
    let (mut found, mut i): (Vec<Found>, usize) = (Vec::new(), 0);
    let mut floor = 0;
    while i < t.len() {
        if let Some((time, end)) = time::time_at(&t, i, options) {
            found.push(Found::Time(time));
            (i, floor) = (end.max(i + 1), end);
            continue;
        }
        if !measure::trigger(&t, i) {
            i += 1;
            continue;
        }
        let limit = t.span(floor, floor).start;
        match measure::quantity_at(&t, i) {
            Some((mut q, end)) => {
                q.span.start = q.span.start.max(limit);
                found.push(Found::Quantity(q));
                (i, floor) = (end.max(i + 1), end);
            }
            None => i = measure::skip(&t, i),
        }
    }
    found
}

/// The units of the ontology.
pub fn units() -> &'static [Unit] {
    words::lexicon().units()
}

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// Things counted with a measure word.
    Count,
    /// A share of a hundred: %, ‰, 成, 折, 分之.
    Percent,
    /// 个百分点, 个基点.
    PercentagePoint,
    /// Money; the ISO 4217 code tells the currency.
    Money,
    /// Length.
    Length,
    /// Area.
    Area,
    /// Mass.
    Mass,
    /// Volume.
    Volume,
    /// Energy.
    Energy,
    /// Power.
    Power,
    /// Speed.
    Speed,
    /// Temperature, or a plain 度.
    Temperature,
    /// Data, data rates, computing power.
    Data,
    /// A length of time.
    Duration,
    /// An age.
    Age,
    /// 倍, 番.
    Multiple,
    /// A rank, 第三位.
    Ordinal,
    /// A score, points of an index.
    Score,
    /// Another physical unit: voltage, pressure, frequency.
    Physical,
    /// A number without unit.
    Plain,
}

/// How the amount limits the true value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// As stated.
    Exact,
    /// 多, 超, 逾, 以上, 突破.
    AtLeast,
    /// 不足, 不到, 以内, 以下.
    AtMost,
    /// 约, 近, 左右.
    About,
}

/// Which way a value moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// Upwards.
    Growth,
    /// Downwards.
    Decline,
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// 同比, 比上年同期.
    YearOnYear,
    /// 环比, 比上月.
    PeriodOnPeriod,
    /// 比上年, 较年初.
    PreviousYear,
    /// 年均.
    AverageAnnual,
}

/// A change said directly beside the amount: 同比增长12%, 降至3万吨, 翻番.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// Whether the amount is the result (增至) rather than the step (增长).
    pub target: bool,
    /// Against what, where it is said.
    pub basis: Option<Basis>,
    /// The words of the change, basis included.
    pub span: Span,
}

/// A unit of the ontology.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// The local name of its IRI.
    pub name: String,
    /// The Chinese label.
    pub label: String,
    /// The English label, or the Chinese one.
    pub english: String,
    /// What it measures.
    pub dimension: Dimension,
    /// The ISO 4217 code of a currency.
    pub iso: Option<String>,
    /// How many of the base unit it is.
    pub factor: Decimal,
    /// The name of the base unit; `None` when it is one itself.
    pub base: Option<String>,
}

impl Unit {
    /// Whether the word before a number needs the unit after it as well: 摄氏 does, $ does not.
    fn prefix_needs_unit(&self) -> bool {
        self.dimension == Dimension::Temperature
    }
}

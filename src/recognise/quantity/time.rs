//! Times: what the text says, resolved to an interval.

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::chars::Chars;
use crate::span::Span;

/// How fine a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grain {
    /// A hundred years.
    Century,
    /// Ten years, 90年代.
    Decade,
    /// A five-year plan, “十四五”.
    Plan,
    /// A year.
    Year,
    /// Half a year.
    HalfYear,
    /// A quarter.
    Quarter,
    /// Any other run of months, a season.
    Season,
    /// A month.
    Month,
    /// A third of a month, 上旬.
    TenDays,
    /// A week from Monday.
    Week,
    /// A day.
    Day,
    /// A part of a day, 上午.
    PartOfDay,
    /// An hour.
    Hour,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

/// A stretch of civil time; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Its first moment.
    pub start: Option<DateTime>,
    /// The first moment after it.
    pub end: Option<DateTime>,
}

/// A date, a period, a time of day, a length of time or a repeated time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// When, if that is known: absolute, or relative with a reference.
    pub interval: Option<Interval>,
    /// How fine it is; of a range, its ends.
    pub grain: Grain,
    /// ISO 8601 for RDF, inclusive: `2025`, `2025-03`, `2025-03-12`, `2025-01/2025-09`, `2008/..`.
    pub iso: Option<String>,
    /// Whether it was written relative to another time (今年, 上月, 12日 without a month).
    pub relative: bool,
    /// What it says when there is no reference: `year-1`, `month+0-12`.
    pub symbolic: Option<String>,
    /// A length of time in seconds, a month counted as 30 days and a year as 365.
    pub seconds: Option<Decimal>,
    /// A time of day without a date, and the end of a range of them.
    pub clock: Option<(jiff::civil::Time, Option<jiff::civil::Time>)>,
    /// The ISO 8601 period of what repeats, 每年: `P1Y`.
    pub every: Option<String>,
}

/// Which of the possible dates an incomplete one means: 5月 or 周三 without year or week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Prefer {
    /// The one in the same year, month or week as the reference: news.
    Same,
    /// The last before it.
    Past,
    /// The next after it.
    Future,
}

/// The conventions by which times are resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The moment the text speaks from.
    pub reference: Option<DateTime>,
    /// Which date an incomplete one means.
    pub prefer: Prefer,
}

impl Options {
    /// The conventions of news.
    pub fn news(reference: Option<DateTime>) -> Self {
        Options { reference, prefer: Prefer::Same }
    }
}

/// The times of `text`, sorted and disjoint, lengths of time included.
pub fn times(text: &str, options: &Options) -> Vec<Time> {
    let t = Chars::new(text);
    let (mut found, mut i) = (Vec::new(), 0);
    while i < t.len() {
        match time_at(&t, i, options) {
            Some((time, end)) => {
                found.push(time);
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    found
}

/// The time that begins at `i`.
pub(crate) fn time_at(_t: &Chars, _i: usize, _options: &Options) -> Option<(Time, usize)> {
    None
}

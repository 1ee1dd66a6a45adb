//! Times: what the text says, resolved to an interval.

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Dimension;
use super::amount::connector;
use super::chars::{Chars, among};
use super::date::{At, Parts, Step, Weekday, continued, date};
use super::day::weekday_char;
use super::gate::may_begin;
use super::integer::int;
use super::measure;
use super::number::numeral;
use super::resolve::{self, Resolved, clock_of, is_relative, resolve};
use super::shift;
use super::words::lexicon;
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
    /// The one in the same year, month or week as the reference unless that lies far ahead: news.
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
    /// Whether the last unit of a range belongs to it: 1995-1997年 ends with 1997.
    pub closed: bool,
    /// Whether 前两年 counts whole calendar units that are over, instead of reaching back from the reference.
    pub calendar: bool,
    /// Whether 未来三天 begins tomorrow.
    pub tomorrow: bool,
    /// The hour at which the morning begins.
    pub morning: i64,
    /// The year told last, that of 同年 and 次年.
    pub told: Option<i16>,
    /// The day told last, that of 当日 and 次日.
    pub told_day: Option<jiff::civil::Date>,
    /// Whether months and days without a year belong to the year told last, as later in a sentence.
    pub same_year: bool,
    /// Whether 前8个月 means January to August, instead of reaching back from the reference.
    pub opening: bool,
    /// Whether 下周三 is the next Wednesday, 这周一 the Monday to come, and a weekend begins on Friday evening.
    pub occurrences: bool,
}

impl Options {
    /// The conventions of news.
    pub fn news(reference: Option<DateTime>) -> Self {
        Options {
            reference,
            prefer: Prefer::Same,
            closed: true,
            calendar: false,
            tomorrow: false,
            morning: 6,
            told: None,
            told_day: None,
            same_year: false,
            opening: true,
            occurrences: false,
        }
    }
}

/// Follows the years that a text tells, for the dates that leave theirs out.
#[derive(Debug)]
pub(crate) struct Telling {
    pub(crate) options: Options,
}

impl Telling {
    pub(crate) fn new(options: &Options) -> Self {
        Telling { options: options.clone() }
    }

    /// Takes note of a time that was found.
    pub(crate) fn found(&mut self, time: &Time) {
        let start = time.interval.and_then(|i| i.start.or(i.end));
        if let Some(start) = start.filter(|_| !time.relative && time.grain >= Grain::Year) {
            self.options.told = Some(start.year());
            self.options.same_year = time.grain >= Grain::HalfYear;
        }
        if let (Some(start), true) = (start, time.grain >= Grain::Day && time.clock.is_none()) {
            self.options.told_day = Some(start.date());
        }
    }

    /// Takes note of a character between the times.
    pub(crate) fn passed(&mut self, c: char) {
        match c {
            '。' | '！' | '？' | '!' | '?' => self.options.same_year = false,
            '\n' => {
                (self.options.told, self.options.same_year, self.options.told_day) = (None, false, None);
            }
            _ => {}
        }
    }
}

/// The times of `text`, sorted and disjoint, lengths of time included.
pub fn times(text: &str, options: &Options) -> Vec<Time> {
    let t = Chars::new(text);
    let mut telling = Telling::new(options);
    let (mut found, mut i) = (Vec::new(), 0);
    while i < t.len() {
        if let Some((time, end)) = time_at(&t, i, &telling.options) {
            telling.found(&time);
            found.push(time);
            i = end.max(i + 1);
        } else if !measure::trigger(&t, i) {
            telling.passed(t.get(i));
            i += 1;
        } else if let Some((time, end)) = duration_at(&t, i) {
            found.push(time);
            i = end.max(i + 1);
        } else {
            i = measure::quantity_at(&t, i).map_or_else(|| measure::skip(&t, i), |(_, end)| end);
        }
    }
    found
}

/// The lengths of time in `text`, even where the words could be a date (10 月 as ten months).
pub fn durations(text: &str) -> Vec<Time> {
    let t = Chars::new(text);
    let (mut found, mut i) = (Vec::new(), 0);
    while i < t.len() {
        let starts = measure::trigger(&t, i) || among(t.get(i), "个分");
        match duration_at(&t, i).filter(|_| starts) {
            Some((time, end)) => {
                found.push(time);
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    found
}

/// A length of time at `i`.
fn duration_at(t: &Chars, i: usize) -> Option<(Time, usize)> {
    if let Some((seconds, end)) = shift::duration(t, i) {
        let mut time = Time::empty(t.span(i, end), Grain::Second);
        time.seconds = Some(seconds);
        return Some((time, end));
    }
    let a = measure::guarded(t, i)?;
    let factor = a.known?.factor;
    if a.dimension != Dimension::Duration || a.number.figures == 4 && a.unit.as_deref() == Some("年") {
        return None;
    }
    let mut time = Time::empty(t.span(i, a.end), Grain::Second);
    time.seconds = Some(a.low.checked_mul(factor)?.round_dp(3).normalize());
    time.symbolic = a.unit;
    Some((time, a.end))
}

impl Time {
    fn empty(span: Span, grain: Grain) -> Self {
        Time {
            span,
            interval: None,
            grain,
            iso: None,
            relative: false,
            symbolic: None,
            seconds: None,
            clock: None,
            every: None,
        }
    }
}

/// The time that begins at `i`.
pub(crate) fn time_at(t: &Chars, i: usize, options: &Options) -> Option<(Time, usize)> {
    let c = t.get(i);
    if !may_begin(t, i) {
        return None;
    }
    if c == '每'
        && let Some((period, step, end)) = shift::every(t, i)
    {
        let end = part_of_each(t, end, step);
        let mut time = Time::empty(t.span(i, end), resolve::grain_of(step));
        time.every = Some(period);
        time.relative = true;
        return Some((time, end));
    }
    if let Some(from) = t.any(i, &["大约", "约"]) {
        let (mut time, end) = dated(t, from, options).filter(|(time, _)| time.clock.is_some())?;
        time.span = t.span(i, end);
        return Some((time, end));
    }
    let moved = shift::shift(t, i)
        .map(|s| (first_months(t, i, &s, options).unwrap_or_else(|| shifted(t, i, &s, options)), s.end));
    let dated = dated(t, i, options);
    let known = match (moved, dated) {
        (Some(a), Some(b)) => Some(if a.1 > b.1 { a } else { b }),
        (a, b) => a.or(b),
    };
    match (known, vague(t, i)) {
        (Some(a), Some(b)) => Some(if b.1 >= a.1 { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// 近年来, 日前, 当时: a time without a date.
fn vague(t: &Chars, i: usize) -> Option<(Time, usize)> {
    let (index, end) = lexicon().vague.at(t, i)?;
    let (before, after) = (t.before(i), t.get(end));
    let inside_word = match t.get(i) {
        '日' => {
            among(before, "节生假今明昨即往期次同当某每工作天首末周平连近多")
                || numeral(before)
                || before.is_ascii_digit()
        }
        '多' | '几' | '数' => among(before, "许很好十百千近这前过") || after == '级',
        '近' => matches!(before, '最' | '邻' | '临' | '靠'),
        '最' | '前' => among(before, "以目之提"),
        '以' | '那' => among(before, "所可得"),
        '历' | '早' => among(before, "农阴夏经简学"),
        _ => false,
    };
    if inside_word {
        return None;
    }
    let mut time = Time::empty(t.span(i, end), Grain::Year);
    time.relative = true;
    time.symbolic = Some(lexicon().symbol(index).to_string());
    Some((time, end))
}

/// The end of what names a part of each period, from its end: 每年*3月至5月*, 每周*一*, 每天*上午8时*.
fn part_of_each(t: &Chars, end: usize, step: Step) -> usize {
    let from = t.any(end, &["的"]).unwrap_or(end);
    let fits = |p: &Parts| match step {
        Step::Year => p.year.is_none() && p.top() == 3,
        Step::Month => p.top() == 4 && p.week.is_none() && p.weekday.is_none(),
        Step::Week | Step::Day => p.top() >= 5 && p.top() < 9,
        _ => false,
    };
    if step == Step::Week {
        let (weekday, weekend) = (weekday_char(t.get(end)), t.get(end) == '末');
        let free = !numeral(t.get(end + 1)) && lexicon().unit_words.at(t, end + 1).is_none_or(|(_, e)| e <= end + 1);
        if weekend || weekday.is_some() && free {
            return end + 1;
        }
    }
    match expression(t, from) {
        Some((a, _, to)) if fits(&a) => to,
        _ => end,
    }
}

/// 前8个月 in news: January to August, of the year of the reference or, when these months are still to come, of the last.
fn first_months(t: &Chars, i: usize, s: &shift::Shift, options: &Options) -> Option<Time> {
    let reference = options.reference.filter(|_| options.opening && t.get(i) == '前')?;
    let months = i8::try_from(s.halves / 2)
        .ok()
        .filter(|n| resolve::grain_of(s.step) == Grain::Month && s.halves % 2 == 0 && (2..=12).contains(n))?;
    let year = reference.year() - i16::from(months > reference.month());
    let start = jiff::civil::date(year, 1, 1);
    let end = start.checked_add(jiff::Span::new().months(months)).ok()?;
    let mut time = Time::empty(t.span(i, s.end), Grain::Month);
    time.relative = true;
    time.interval = Some(Interval {
        start: Some(start.to_datetime(jiff::civil::Time::midnight())),
        end: Some(end.to_datetime(jiff::civil::Time::midnight())),
    });
    time.iso = Some(format!("{year:04}-01/{year:04}-{months:02}"));
    Some(time)
}

fn shifted(t: &Chars, i: usize, s: &shift::Shift, options: &Options) -> Time {
    let mut time = Time::empty(t.span(i, s.end), resolve::grain_of(s.step));
    time.relative = true;
    time.symbolic = Some(shift::symbolic(s));
    if let Some((start, end, grain)) = shift::resolve(s, options) {
        time.interval = Some(Interval { start, end });
        time.grain = grain;
        time.iso = iso_of_shift(s, start, end);
    }
    time
}

fn iso_of_shift(s: &shift::Shift, start: Option<DateTime>, end: Option<DateTime>) -> Option<String> {
    let grain = if s.halves % 2 == 0 { resolve::grain_of(s.step) } else { Grain::Day };
    let show = |d: DateTime| match grain {
        Grain::Year | Grain::Decade | Grain::Century => format!("{:04}", d.year()),
        Grain::Month | Grain::Quarter => format!("{:04}-{:02}", d.year(), d.month()),
        Grain::Hour | Grain::Minute | Grain::Second => {
            format!("{:04}-{:02}-{:02}T{:02}:{:02}", d.year(), d.month(), d.day(), d.hour(), d.minute())
        }
        _ => format!("{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
    };
    Some(match (s.way, start, end) {
        (shift::Way::Ago | shift::Way::Hence, Some(a), _) => show(a),
        (_, Some(a), Some(b)) => format!("{}/{}", show(a), show(b)),
        (_, None, Some(b)) => format!("../{}", show(b)),
        (_, Some(a), None) => format!("{}/..", show(a)),
        _ => return None,
    })
}

/// What stands after a date and opens one of its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Open {
    /// 起, 以来: from its beginning.
    Since,
    /// 之后: from its end.
    After,
    /// 之前: up to its beginning.
    Before,
    /// 或之前, 为止: up to its end.
    Until,
}

/// A date or a range of dates, with what opens its ends.
fn dated(t: &Chars, i: usize, options: &Options) -> Option<(Time, usize)> {
    let from_word = t.any(i, &["自从", "从", "自"]);
    let until_word =
        if from_word.is_none() { t.any(i, &["截至", "截止到", "截止", "到", "至"]) } else { None };
    let equals = t.word(i, "=");
    let start = t.skip_blanks(from_word.or(equals).unwrap_or(i));
    if until_word.is_some() {
        return None;
    }
    let (a, b, end) = match expression(t, start) {
        Some(found) => found,
        None if equals.is_some() => {
            let (y, e) =
                int(t, start, 2199).filter(|(y, e)| *y >= 1900 && e - start == 4 && !t.get(*e).is_alphanumeric())?;
            (Parts { year: Some(At::Abs(y)), ..Parts::default() }, None, e)
        }
        None => return None,
    };
    if !worth(t, start, end, &a) {
        return None;
    }
    if from_word.is_some() && b.is_some() {
        return Some((build(t, i, end, &a, b.as_ref(), None, options), end));
    }
    let open = opening(t, end, &a);
    let begin = match (from_word, open) {
        (Some(_), None) if t.get(i + 1) == '从' && t.get(i) == '自' => {
            return Some((build(t, i, end, &a, None, Some(Open::Since), options), end));
        }
        (Some(_), Some((Open::Since, e)))
            if t.get(i) == '从' && t.before(e) == '始' && (t.before(i) < '\u{4e00}' || joining(t.before(i))) =>
        {
            i
        }
        (Some(_), _) => return None,
        (None, _) => i,
    };
    match open {
        Some((open, e)) if b.is_none() || open == Open::Until => {
            Some((build(t, begin, e, &a, b.as_ref(), Some(open), options), e))
        }
        _ => {
            let end = tail(t, end, b.as_ref().unwrap_or(&a));
            Some((build(t, begin, end, &a, b.as_ref(), None, options), end))
        }
    }
}

/// The end of what belongs to the time that ends at `end` without changing it: 期间, 前后, 左右, 许, 同期.
fn tail(t: &Chars, end: usize, p: &Parts) -> usize {
    if p.now || p.top() > 6 {
        return end;
    }
    let named = p.festival.is_some() || p.plan.is_some();
    let always: &[&str] = &["期间", "前后", "左右", "之际", "时期"];
    let found = t.any(end, always).or_else(|| match p.top() {
        6 => t.any(end, &["许", "整"]),
        _ if named => t.any(end, &["前夕", "前夜"]),
        _ if p.clock.is_some() => t.any(end, &["许", "整"]),
        2 | 3 => t.any(end, &["同期"]).filter(|&e| !among(t.get(e), "声录")),
        _ => None,
    });
    found.unwrap_or(end)
}

/// Words after which 从 begins anew.
fn joining(c: char) -> bool {
    among(c, "或在和且是")
}

/// Bare parts of the day and the like are no times worth telling; weak dates need company.
fn worth(t: &Chars, from: usize, to: usize, a: &Parts) -> bool {
    if a.top() == 5 {
        return t.len() == to - from;
    }
    a.top() < 9
}

/// A date, or two that are joined to a range.
fn expression(t: &Chars, i: usize) -> Option<(Parts, Option<Parts>, usize)> {
    if let Some(found) = two_at_once(t, i) {
        return Some(found);
    }
    let first = date(t, i);
    let (a, end) = first.clone().unwrap_or((Parts::default(), i));
    if let Some(found) = shared(t, t.skip_blanks(end), &a) {
        return Some(found);
    }
    let (a, end) = first?;
    if let Some((mut b, e)) = date(t, end).filter(|(b, _)| touches(&a, b)) {
        b.century = b.century.or(a.century);
        return Some((a, Some(b), e));
    }
    if let Some(at) = connector(t, end) {
        if let Some((n, e)) = int(t, t.word(at, "初").unwrap_or(at), 30)
            .filter(|&(n, _)| a.lunar && matches!(a.day, Some(At::Abs(d)) if d < n))
        {
            let b = Parts { day: Some(At::Abs(n)), ..a.clone() };
            return Some((a, Some(b), e));
        }
        let dash = !matches!(t.get(t.skip_blanks(end)), '至' | '到');
        if let Some((mut b, e)) = continued(t, at, a.clock.is_some()).filter(|(b, _)| joins(&a, b, dash)) {
            b.inherit(&a);
            return Some((a, Some(b), e));
        }
    }
    let at = t.skip_blanks(end);
    if matches!(t.get(at), '和' | '与' | '跟')
        && let Some((mut b, e)) = date(t, t.skip_blanks(at + 1)).filter(|(b, _)| joins(&a, b, false))
        && let Some(e) = t.any(t.skip_blanks(e), &["之间", "间"])
    {
        b.inherit(&a);
        return Some((a, Some(b), e));
    }
    Some((a, None, end))
}

/// 今明两年, 明后两天: two times said as one.
fn two_at_once(t: &Chars, i: usize) -> Option<(Parts, Option<Parts>, usize)> {
    let (first, end) = match (t.get(i), t.get(i + 1)) {
        ('去', '今') => (-1, i + 2),
        ('今', '明') => (0, i + 2),
        ('明', '后') => (1, i + 2),
        _ => return None,
    };
    let end = t.any(end, &["两", "2"]).unwrap_or(end);
    let at = |n: i32| match t.get(end) {
        '年' => Some(Parts { year: Some(At::Rel(n)), ..Parts::default() }),
        '天' | '日' => Some(Parts { day: Some(At::Rel(n)), ..Parts::default() }),
        _ => None,
    };
    let free = !(t.get(i) == '明' && among(t.before(i), "说表证声文光透鲜聪发黎昆分"));
    Some((at(first).filter(|_| free)?, at(first + 1), end + 1))
}

/// Whether `b` goes on where `a` ends without a word between: 元旦春节, 80年代末90年代初, 去冬今春.
fn touches(a: &Parts, b: &Parts) -> bool {
    let season = |p: &Parts| matches!(p.year, Some(At::Rel(_))) && p.months.is_some();
    a.festival.is_some() && b.festival.is_some() && b.year.is_none() && a.festival != b.festival
        || a.decade.is_some() && a.edge.is_some() && b.decade.is_some()
        || season(a) && season(b)
}

/// Whether the two can be the ends of one range.
fn joins(a: &Parts, b: &Parts, dash: bool) -> bool {
    let sides = |p: &Parts| (p.clock.is_some(), p.day.is_some() || p.weekday.is_some());
    b.top() < 9 && !a.now && (!dash || sides(a) == sides(b) || a.top() <= b.top()) && !(b.now && dash)
}

/// 1-9月, 五到六点, 1995-1997年, 3月1-5日: the first end has no unit of its own.
fn shared(t: &Chars, i: usize, a: &Parts) -> Option<(Parts, Option<Parts>, usize)> {
    if t.before(i).is_ascii_alphanumeric() && a.top() == 9 {
        return None;
    }
    let from = t.word(i, "第").unwrap_or(i);
    let (n, end) = int(t, from, 2199)?;
    let figures = end - from;
    let at = connector(t, end)?;
    let (mut b, e) = date(t, at)?;
    let mut a = a.clone();
    let level = if a.top() == 9 { 0 } else { finest(&a) };
    if let (Some(decade), 0) = (b.decade, level) {
        // 1980至1990年代
        let this = decade + b.century.map_or(0, |c| if let At::Abs(c) = c { 100 * (c - 1) } else { 0 });
        if n % 10 != 0 || n >= this || (figures == 4) != (this >= 1000) || from != i {
            return None;
        }
        a.century = b.century.map(|c| if n >= 1000 { At::Abs(n / 100 + 1) } else { c });
        a.decade = Some(n % 100);
        return Some((a, Some(b), e));
    } else if let (Some(At::Abs(y)), 0) = (b.year, level) {
        if figures != 4 && !(figures == 2 && b.weak) || n >= y {
            return None;
        }
        a.year = Some(At::Abs(n));
    } else if let (Some((first, last)), 0..=2, true) = (b.months, level, b.year.is_none()) {
        if !(1..=4).contains(&n) || last - first != 2 {
            return None;
        }
        a.months = Some(((3 * n - 2) as u8, (3 * n) as u8));
    } else if let (Some(At::Abs(_)), 0..=2, true) = (b.month, level, b.year.is_none()) {
        if !(1..=12).contains(&n) {
            return None;
        }
        a.month = Some(At::Abs(n));
        if b.day.is_some() {
            return None;
        }
    } else if let (Some(At::Abs(d)), 0..=3, true) = (b.day, level, b.month.is_none() && b.year.is_none()) {
        if n < 1 || n >= d {
            return None;
        }
        a.day = Some(At::Abs(n));
    } else if b.top() == 6 && b.part.is_none() && n <= 24 {
        a.clock = Some((n as u8, 0, 0, Step::Hour));
    } else {
        return None;
    }
    b.inherit(&a);
    Some((a, Some(b), e))
}

/// The finest level named, numbered as by [`Parts::top`].
fn finest(p: &Parts) -> u8 {
    if p.clock.is_some() {
        6
    } else if p.part.is_some() {
        5
    } else if p.day.is_some() || p.weekday.is_some() || p.week.is_some() || p.weekend {
        4
    } else if p.month.is_some() || p.months.is_some() || p.festival.is_some() || p.stretch.is_some() {
        3
    } else {
        2
    }
}

/// 起, 以来, 之后, 之前 after the date that ends at `end`.
fn opening(t: &Chars, end: usize, a: &Parts) -> Option<(Open, usize)> {
    if a.now || a.top() == 5 {
        return None;
    }
    let at = t.skip_blanks(end);
    for (words, open) in [
        (
            &["以来", "至今", "起至今", "开始", "及以后", "或之后", "及之后", "或以后", "或更晚", "及其后"][..],
            Open::Since,
        ),
        (&["或之前", "及以前", "及之前", "或以前", "为止"][..], Open::Until),
        (&["以后", "之后"][..], Open::After),
        (&["以前", "之前"][..], Open::Before),
    ] {
        if let Some(e) = t.any(at, words) {
            return Some((open, e));
        }
    }
    let next = t.get(at + 1);
    match t.get(at) {
        '起' if !among(next, "诉步家来到草点初") => Some((Open::Since, at + 1)),
        '前' if !among(next, "后往列进期夕沿来几") && !next.is_ascii_digit() && !numeral(next) => {
            Some((Open::Before, at + 1))
        }
        '后' if !among(next, "期续备来") && a.part.is_none() => Some((Open::After, at + 1)),
        '止' => Some((Open::Until, at + 1)),
        _ => None,
    }
}

/// Resolves the ends and dresses them.
fn build(
    t: &Chars,
    from: usize,
    to: usize,
    a: &Parts,
    b: Option<&Parts>,
    open: Option<Open>,
    options: &Options,
) -> Time {
    let first = resolve(a, options);
    let second = b.and_then(|b| match first {
        // the later end is sought from the earlier one
        Some(first) if b.weekday.is_some() && b.weekday == a.weekday && b.month.is_none() => {
            // the same day: only the time of day goes on
            let on = Options { reference: Some(first.start), prefer: Prefer::Same, ..options.clone() };
            resolve(&Parts { weekday: None, day: Some(At::Rel(0)), ..b.clone() }, &on)
        }
        Some(first) if needs_year(b) && !b.now && b.day != Some(At::Rel(0)) => {
            let after = Options { reference: Some(first.start), prefer: Prefer::Future, ..options.clone() };
            resolve(b, &after)
        }
        _ => resolve(b, options),
    });
    let grain = second.map_or(first, Some).map_or(Grain::Day, |r| r.grain);
    let mut time = Time::empty(t.span(from, to), grain);
    time.relative = is_relative(a) || b.is_some_and(is_relative);
    if a.now && b.is_none() {
        // 目前: the day is what is meant
        time.iso = first.map(|r| r.start.date().to_string());
    }
    time.symbolic = Some(match b {
        Some(b) => format!("{}/{}", resolve::symbolic(a), resolve::symbolic(b)),
        None => resolve::symbolic(a),
    });
    if a.top() == 6 {
        let at = |p: &Parts| {
            clock_of(p).and_then(|(h, m, s, _)| jiff::civil::Time::new((h % 24) as i8, m as i8, s as i8, 0).ok())
        };
        time.clock = at(a).map(|c| (c, b.and_then(at)));
    }
    let interval = match (first, second, b) {
        (Some(first), Some(second), _) => {
            let end = if options.closed && second.grain < Grain::Hour { second.end } else { second.start };
            (first.start <= end).then_some((
                Interval { start: Some(first.start), end: Some(end) },
                Some(first),
                Some(second),
            ))
        }
        (Some(first), None, None) => Some((opened(first, open, options), Some(first), None)),
        _ => None,
    };
    if let Some((interval, first, second)) = interval {
        time.iso = time.iso.or_else(|| iso(interval, first, second, open));
        time.interval = Some(interval);
    }
    if time.interval.is_some() && !time.relative {
        time.symbolic = None;
    }
    time
}

fn needs_year(p: &Parts) -> bool {
    p.festival.is_none()
        && p.decade.is_none()
        && !matches!(p.weekday, Some(Weekday::OfWeek(..)))
        && !matches!(p.day, Some(At::Told(_)))
        && p.year.is_none()
        && p.century.is_none()
        && p.plan.is_none()
        && matches!(p.month, None | Some(At::Abs(_)))
        && p.week.is_none()
        && !matches!(p.day, Some(At::Rel(_)))
}

fn opened(r: Resolved, open: Option<Open>, options: &Options) -> Interval {
    let (start, end) = (Some(r.start), Some(r.end));
    let point = r.grain >= Grain::Day;
    match open {
        None => Interval { start, end },
        Some(Open::Since) => Interval { start, end: None },
        Some(Open::After) => Interval { start: if point { start } else { end }, end: None },
        Some(Open::Before) => Interval { start: None, end: start },
        Some(Open::Until) => Interval { start: None, end: if point && !options.closed { start } else { end } },
    }
}

/// ISO 8601, as coarse as the words: years, months, days or minutes; the ends inclusive.
fn iso(interval: Interval, first: Option<Resolved>, second: Option<Resolved>, open: Option<Open>) -> Option<String> {
    let first = first?;
    let grain = second.map_or(first.grain, |s| s.grain.max(first.grain));
    let show = |d: DateTime| match grain {
        Grain::Century | Grain::Decade | Grain::Plan | Grain::Year => format!("{:04}", d.year()),
        Grain::HalfYear | Grain::Quarter | Grain::Season | Grain::Month => format!("{:04}-{:02}", d.year(), d.month()),
        Grain::TenDays | Grain::Week | Grain::Day => format!("{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
        _ => format!("{:04}-{:02}-{:02}T{:02}:{:02}", d.year(), d.month(), d.day(), d.hour(), d.minute()),
    };
    let whole_day =
        first.grain == Grain::Second && first.start.time() != jiff::civil::Time::midnight() && second.is_none();
    let last =
        |d: DateTime| if grain >= Grain::Hour { Some(d) } else { d.checked_sub(jiff::Span::new().nanoseconds(1)).ok() };
    Some(match open {
        Some(Open::Since) => format!("{}/..", show(first.start)),
        Some(Open::After) => format!("{}/..", show(interval.start?)),
        Some(Open::Before) => format!("../{}", show(first.start)),
        Some(Open::Until) => format!("../{}", show(last(first.end)?)),
        None if second.is_none() && (whole_day || grain >= Grain::Hour) => show(first.start),
        None => {
            let (a, b) = (show(first.start), show(last(interval.end?)?));
            if a == b { a } else { format!("{a}/{b}") }
        }
    })
}

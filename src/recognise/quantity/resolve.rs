//! From the date as written to the interval it means.

use jiff::civil::{Date, DateTime};
use jiff::{Span as Length, ToSpan};

use super::calendar;
use super::date::{At, Edge, PartOfDay, Parts, Step, Weekday};
use super::lunar;
use super::time::{Grain, Options, Prefer};
use super::words::Rule;

/// A date resolved: half open, with its grain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) start: DateTime,
    pub(crate) end: DateTime,
    pub(crate) grain: Grain,
}

impl Resolved {
    pub(crate) fn new(start: DateTime, end: DateTime, grain: Grain) -> Self {
        Resolved { start, end, grain }
    }
}

fn midnight(d: Date) -> DateTime {
    d.at(0, 0, 0, 0)
}

fn days(from: Date, to: Date, grain: Grain) -> Resolved {
    Resolved::new(midnight(from), midnight(to), grain)
}

fn one_day(d: Date) -> Option<Resolved> {
    Some(days(d, d.tomorrow().ok()?, Grain::Day))
}

/// `n` units of `step`; `None` when that is longer than the calendar.
pub(crate) fn length(step: Step, n: i64) -> Option<Length> {
    let none = Length::new();
    let length = match step {
        Step::Century => none.try_years(n.checked_mul(100)?),
        Step::Year => none.try_years(n),
        Step::Quarter => none.try_months(n.checked_mul(3)?),
        Step::Month => none.try_months(n),
        Step::Week => none.try_weeks(n),
        Step::Day => none.try_days(n),
        Step::Hour => none.try_hours(n),
        Step::Minute => none.try_minutes(n),
        Step::Second => none.try_seconds(n),
    };
    length.ok()
}

/// The start of the unit that `at` lies in.
pub(crate) fn floor(at: DateTime, step: Step) -> Option<DateTime> {
    let d = at.date();
    let first = |y: i16, m: i8| Date::new(y, m, 1).ok().map(midnight);
    match step {
        Step::Century => first(d.year() - d.year().rem_euclid(100), 1),
        Step::Year => first(d.year(), 1),
        Step::Quarter => first(d.year(), (d.month() - 1) / 3 * 3 + 1),
        Step::Month => first(d.year(), d.month()),
        Step::Week => d.checked_sub(i64::from(d.weekday().to_monday_zero_offset()).days()).ok().map(midnight),
        Step::Day => Some(midnight(d)),
        Step::Hour => Some(d.at(at.hour(), 0, 0, 0)),
        Step::Minute => Some(d.at(at.hour(), at.minute(), 0, 0)),
        Step::Second => Some(d.at(at.hour(), at.minute(), at.second(), 0)),
    }
}

pub(crate) fn grain_of(step: Step) -> Grain {
    match step {
        Step::Century => Grain::Century,
        Step::Year => Grain::Year,
        Step::Quarter => Grain::Quarter,
        Step::Month => Grain::Month,
        Step::Week => Grain::Week,
        Step::Day => Grain::Day,
        Step::Hour => Grain::Hour,
        Step::Minute => Grain::Minute,
        Step::Second => Grain::Second,
    }
}

/// What `p` means; `None` when it lacks a reference, or names a day that is not.
pub(crate) fn resolve(p: &Parts, options: &Options) -> Option<Resolved> {
    let reference = options.reference;
    if p.now {
        let at = reference?;
        return Some(Resolved::new(at, at.checked_add(1.second()).ok()?, Grain::Second));
    }
    let base = calendar_part(p, options)?;
    daytime(p, base, options)
}

/// Years, months and days, without the time of day.
fn calendar_part(p: &Parts, options: &Options) -> Option<Resolved> {
    let reference = options.reference;
    if let Some(n) = p.plan {
        let first = if n >= 3 { 1966 + 5 * (n - 3) } else { 1953 + 5 * (n - 1) };
        let (from, to) = match p.edge {
            Some(Edge::Beginning) => (first, first + 1),
            Some(Edge::End) => (first + 4, first + 5),
            _ => (first, first + 5),
        };
        return years(from, to, Grain::Plan);
    }
    if p.century.is_some() || p.decade.is_some() {
        return century(p, reference);
    }
    if p.top() >= 5 {
        let today = reference?.date();
        return one_day(today);
    }
    if p.fiscal {
        return None;
    }
    let this_year = reference.map(|r| i32::from(r.year()));
    let year = match p.year {
        Some(At::Abs(y)) => Some(y),
        Some(At::Rel(n)) => Some(this_year? + n),
        Some(At::Told(n)) => Some(i32::from(options.told?) + n),
        None => None,
    };
    if let Some((rule, length)) = p.festival {
        let first = festival(rule, length, year, options)?;
        let day = || one_day(first.start.date().checked_add(i64::from(p.later).days()).ok()?);
        return if p.later == 0 { Some(first) } else { day() };
    }
    if let Some((months, n)) = p.stretch {
        let at = reference?.date();
        let first = (at.month() - 1) / months as i8 * months as i8 + 1;
        let step = (i64::from(months) * i64::from(n)).months();
        let start = Date::new(at.year(), first, 1).ok()?.checked_add(step).ok()?;
        let end = start.checked_add(i64::from(months).months()).ok()?;
        return Some(days(start, end, if months == 6 { Grain::HalfYear } else { Grain::Quarter }));
    }
    if let Some((from, to)) = p.months {
        let y = year.or(this_year)?;
        let start = month_start(y, i32::from(from))?;
        let end = month_start(y, i32::from(to) + 1)?;
        let grain = match (to.saturating_sub(from) + 1, from) {
            (1, _) => Grain::Month,
            (3, 1 | 4 | 7 | 10) => Grain::Quarter,
            (6, 1 | 7) => Grain::HalfYear,
            _ => Grain::Season,
        };
        let whole = days(start, end, grain);
        return inside(p, whole).or(Some(whole));
    }
    if let Some(month) = p.month {
        return in_month(p, month, year, options);
    }
    if let Some(y) = year {
        let whole = years(y, y + 1, Grain::Year)?;
        if let Some(edge) = p.edge {
            let (from, to) = match edge {
                Edge::Beginning => (1, 2),
                Edge::Middle => (6, 7),
                _ => (12, 13),
            };
            return Some(days(month_start(y, from)?, month_start(y, to)?, Grain::Month));
        }
        return inside(p, whole).or(Some(whole));
    }
    let today = reference?.date();
    let monday = floor(reference?, Step::Week)?.date();
    if p.weekend {
        let saturday = monday.checked_add((i64::from(p.week.unwrap_or(0)) * 7 + 5).days()).ok()?;
        if options.occurrences {
            let friday = midnight(saturday.yesterday().ok()?).checked_add(18.hours()).ok()?;
            return Some(Resolved::new(friday, midnight(saturday.checked_add(2.days()).ok()?), Grain::Day));
        }
        return Some(days(saturday, saturday.checked_add(2.days()).ok()?, Grain::Day));
    }
    if let Some(weekday) = p.weekday {
        let day = match weekday {
            Weekday::OfWeek(d, n) if options.occurrences && n.abs() < 2 => {
                let same = monday.checked_add((i64::from(d) - 1).days()).ok()?;
                let weeks = match n {
                    0 => i64::from(same < today),
                    1 => i64::from(same <= today),
                    _ => -i64::from(same >= today),
                };
                same.checked_add((weeks * 7).days()).ok()?
            }
            Weekday::OfWeek(d, n) => monday.checked_add((i64::from(n) * 7 + i64::from(d) - 1).days()).ok()?,
            Weekday::Plain(d) => {
                let same = monday.checked_add((i64::from(d) - 1).days()).ok()?;
                match options.prefer {
                    Prefer::Same => same,
                    Prefer::Past if same >= today => same.checked_sub(7.days()).ok()?,
                    Prefer::Future if same <= today => same.checked_add(7.days()).ok()?,
                    _ => same,
                }
            }
            Weekday::Nth(..) => return None,
        };
        return one_day(day);
    }
    if let Some(n) = p.week {
        let start = monday.checked_add((i64::from(n) * 7).days()).ok()?;
        return Some(days(start, start.checked_add(7.days()).ok()?, Grain::Week));
    }
    match p.day {
        Some(At::Rel(n)) => one_day(today.checked_add(i64::from(n).days()).ok()?),
        Some(At::Abs(n)) => bare_day(n, options),
        Some(At::Told(n)) => one_day(options.told_day?.checked_add(i64::from(n).days()).ok()?),
        None => None,
    }
}

/// The n-th of the month that the convention prefers.
fn bare_day(n: i32, options: &Options) -> Option<Resolved> {
    let today = options.reference?.date();
    let in_month = |shift: i64| {
        let first = today.first_of_month().checked_add(shift.months()).ok()?;
        Date::new(first.year(), first.month(), n as i8).ok()
    };
    let found = match options.prefer {
        Prefer::Same => {
            let same = in_month(0).filter(|d| d.since(today).is_ok_and(|s| s.get_days() <= 20));
            same.or_else(|| in_month(-1)).or_else(|| in_month(-2))
        }
        Prefer::Past => (0..4).find_map(|k| in_month(-k).filter(|d| *d < today)),
        Prefer::Future => (0..4).find_map(|k| in_month(k).filter(|d| *d >= today)),
    };
    one_day(found?)
}

fn years(from: i32, to: i32, grain: Grain) -> Option<Resolved> {
    Some(days(month_start(from, 1)?, month_start(to, 1)?, grain))
}

/// The first of a month; month 13 is January of the next year.
fn month_start(year: i32, month: i32) -> Option<Date> {
    let (y, m) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    Date::new(i16::try_from(y).ok()?, m as i8, 1).ok()
}

fn century(p: &Parts, reference: Option<DateTime>) -> Option<Resolved> {
    let this = reference.map(|r| i32::from(r.year()) / 100 + 1);
    let century = match p.century {
        Some(At::Abs(n)) => n,
        Some(At::Rel(n) | At::Told(n)) => this.unwrap_or(21) + n,
        None => {
            // 90年代: the last such decade that has begun
            let decade = p.decade?;
            let now = reference.map_or(2025, |r| i32::from(r.year()));
            let this = now / 100 * 100;
            let first = if this + decade <= now { this + decade } else { this - 100 + decade };
            return match p.last_decade {
                Some(last) => years(first, first + last - decade + 10, Grain::Decade),
                None => span_of_years(first, 10, p.edge),
            };
        }
    };
    let first = (century - 1) * 100;
    match p.decade {
        Some(decade) if p.last_decade.is_some() => {
            years(first + decade, first + p.last_decade.unwrap_or(decade) + 10, Grain::Decade)
        }
        Some(decade) => span_of_years(first + decade, 10, p.edge),
        None => span_of_years(first, 100, p.edge),
    }
}

/// The decade or century from `first`, or its beginning, middle or end.
fn span_of_years(first: i32, n: i32, edge: Option<Edge>) -> Option<Resolved> {
    let grain = if n == 10 { Grain::Decade } else { Grain::Century };
    let third = n * 3 / 10;
    match edge {
        None | Some(Edge::TenDays(_) | Edge::Thirds(..)) => years(first, first + n, grain),
        Some(Edge::Beginning) => years(first, first + third, grain),
        Some(Edge::Middle) => years(first + third, first + n - third, grain),
        Some(Edge::End) => years(first + n - third, first + n, grain),
    }
}

/// The month and what stands under it.
fn in_month(p: &Parts, month: At, year: Option<i32>, options: &Options) -> Option<Resolved> {
    let reference = options.reference;
    let m = match month {
        At::Rel(n) => {
            let first = reference?.date().first_of_month().checked_add(i64::from(n).months()).ok()?;
            return under_month(p, i32::from(first.year()), i32::from(first.month()));
        }
        At::Abs(m) => m,
        At::Told(n) => {
            let first = options.told_day?.first_of_month().checked_add(i64::from(n).months()).ok()?;
            return under_month(p, i32::from(first.year()), i32::from(first.month()));
        }
    };
    let year = year.or_else(|| options.told.filter(|_| options.same_year).map(i32::from));
    if let Some(y) = year {
        return under_month(p, y, m);
    }
    let today = reference?;
    let this = i32::from(today.year());
    if let (Some(Weekday::Plain(d)), Some(_)) = (p.weekday, p.day) {
        // the year in which the day falls on the weekday named
        let agrees = |r: &Resolved| r.start.weekday().to_monday_one_offset() == d as i8;
        return [0, -1, 1, -2, 2].iter().find_map(|k| under_month(p, this + k, m).filter(agrees));
    }
    match options.prefer {
        Prefer::Same => {
            let same = under_month(p, this, m);
            let late = same.is_some_and(|r| r.start.date().since(today.date()).is_ok_and(|s| s.get_days() > 240));
            if late { under_month(p, this - 1, m) } else { same.or_else(|| nearest_leap(p, this, m, -1)) }
        }
        Prefer::Past => (0..9).find_map(|k| under_month(p, this - k, m).filter(|r| r.end <= today)),
        Prefer::Future => {
            (0..9).find_map(|k| under_month(p, this + k, m).filter(|r| r.start >= today || r.end > today))
        }
    }
}

fn nearest_leap(p: &Parts, year: i32, month: i32, by: i32) -> Option<Resolved> {
    (1..9).find_map(|k| under_month(p, year + by * k, month))
}

fn under_month(p: &Parts, year: i32, month: i32) -> Option<Resolved> {
    let y = i16::try_from(year).ok()?;
    if p.lunar {
        let m = u8::try_from(month).ok()?;
        if let Some(At::Abs(d)) = p.day {
            return one_day(lunar::day(y, m, p.leap, u8::try_from(d).ok()?)?);
        }
        let (start, end) = lunar::month(y, m, p.leap)?;
        return Some(days(start, end, Grain::Month));
    }
    let first = month_start(year, month)?;
    let next = month_start(year, month + 1)?;
    if let Some(At::Abs(d)) = p.day {
        return one_day(Date::new(first.year(), first.month(), i8::try_from(d).ok()?).ok()?);
    }
    if let Some(Weekday::Nth(d, n)) = p.weekday {
        let weekday = jiff::civil::Weekday::from_monday_one_offset(d as i8).ok()?;
        return one_day(calendar::nth_weekday(first.year(), first.month(), n, weekday)?);
    }
    if let Some(edge) = p.edge {
        let at = |d: i64| first.checked_add((d - 1).days()).ok();
        return Some(match edge {
            Edge::Beginning | Edge::TenDays(1) => days(first, at(11)?, Grain::TenDays),
            Edge::Middle | Edge::TenDays(2) => days(at(11)?, at(21)?, Grain::TenDays),
            Edge::End | Edge::TenDays(_) => days(at(21)?, next, Grain::TenDays),
            Edge::Thirds(1, _) => days(first, at(21)?, Grain::TenDays),
            Edge::Thirds(..) => days(at(11)?, next, Grain::TenDays),
        });
    }
    let whole = days(first, next, Grain::Month);
    inside(p, whole).or(Some(whole))
}

/// 前10天, 第一周, 最后3周 of `whole`.
fn inside(p: &Parts, whole: Resolved) -> Option<Resolved> {
    let (n, step, nth) = p.inside?;
    let count = i64::from(n.abs());
    let grain = grain_of(step);
    if nth && step == Step::Week && whole.grain == Grain::Month {
        // the n-th week is that of the n-th Monday
        let monday = floor(whole.start.checked_add(6.days()).ok()?, Step::Week)?;
        let start = monday.checked_add(length(step, count - 1)?).ok()?;
        return Some(Resolved::new(start, start.checked_add(length(step, 1)?).ok()?, grain));
    }
    if nth {
        let start = whole.start.checked_add(length(step, count - 1)?).ok()?;
        return Some(Resolved::new(start, start.checked_add(length(step, 1)?).ok()?, grain));
    }
    if n > 0 {
        return Some(Resolved::new(whole.start, whole.start.checked_add(length(step, count)?).ok()?, grain));
    }
    let end = if step == Step::Week { floor(whole.end, Step::Week)? } else { whole.end };
    Some(Resolved::new(end.checked_sub(length(step, count)?).ok()?, end, grain))
}

fn festival(rule: Rule, length: u8, year: Option<i32>, options: &Options) -> Option<Resolved> {
    let at = |y: i32| {
        let start = festival_day(rule, i16::try_from(y).ok()?)?;
        Some(days(start, start.checked_add(i64::from(length).days()).ok()?, Grain::Day))
    };
    if let Some(y) = year {
        return at(y);
    }
    let today = midnight(options.reference?.date());
    let this = i32::from(today.year());
    match options.prefer {
        Prefer::Same => at(this),
        Prefer::Past => at(this).filter(|r| r.start < today).or_else(|| at(this - 1)),
        Prefer::Future => [-1, 0, 1].iter().find_map(|k| at(this + k).filter(|r| r.start >= today)),
    }
}

fn festival_day(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Rule::Gregorian(m, d) => Date::new(year, m, d).ok(),
        Rule::Lunar(m, d) => lunar::day(year, m, false, d),
        Rule::Weekday(m, n, d) => {
            calendar::nth_weekday(year, m, n, jiff::civil::Weekday::from_monday_one_offset(d).ok()?)
        }
        Rule::Easter(offset, orthodox) => {
            let sunday = if orthodox { calendar::orthodox_easter(year) } else { calendar::easter(year) };
            sunday?.checked_add(i64::from(offset).days()).ok()
        }
        Rule::Islamic(m, d) => calendar::islamic(year, m, d),
        Rule::Hebrew(m, d) => calendar::hebrew(year, m, d),
        Rule::Qingming => calendar::qingming(year),
    }
}

/// The hours of a part of the day; 24 is the next midnight.
fn hours(part: PartOfDay, options: &Options) -> (i64, i64) {
    match part {
        PartOfDay::Dawn => (0, 6),
        PartOfDay::Morning => (options.morning, 12),
        PartOfDay::Forenoon => (8, 12),
        PartOfDay::Noon => (11, 13),
        PartOfDay::Afternoon => (12, 18),
        PartOfDay::Evening => (18, 24),
        PartOfDay::Night => (20, 24),
    }
}

/// Hour, minute, second and what was named, with the part of the day taken into account.
pub(crate) fn clock_of(p: &Parts) -> Option<(i64, i64, i64, Step)> {
    let (h, m, s, step) = p.clock?;
    let mut h = i64::from(h);
    let later = match p.part {
        Some(PartOfDay::Afternoon | PartOfDay::Evening) => h < 12,
        Some(PartOfDay::Night) => (6..12).contains(&h),
        Some(PartOfDay::Noon) => (1..=3).contains(&h),
        _ => false,
    };
    if later {
        h += 12;
    } else if h == 12 && matches!(p.part, Some(PartOfDay::Evening | PartOfDay::Night)) {
        h = 24;
    }
    Some((h, i64::from(m), i64::from(s), step))
}

/// Sets part of the day and clock on the day `base`.
fn daytime(p: &Parts, base: Resolved, options: &Options) -> Option<Resolved> {
    let Some((h, m, s, step)) = clock_of(p) else {
        let Some(part) = p.part else { return Some(base) };
        let (from, to) = hours(part, options);
        let at = |h: i64| base.start.checked_add(h.hours()).ok();
        return Some(Resolved::new(at(from)?, at(to)?, Grain::PartOfDay));
    };
    let mut start = base.start.checked_add(h.hours().minutes(m).seconds(s)).ok()?;
    if p.top() == 6
        && p.part.is_none()
        && options.prefer == Prefer::Future
        && options.reference.is_some_and(|r| start < r)
    {
        let shift = if h < 12 { 12.hours() } else { 24.hours() };
        start = start.checked_add(shift).ok()?;
    }
    let end = start.checked_add(length(step, 1)?).ok()?;
    Some(Resolved::new(start, end, grain_of(step)))
}

/// Whether the words need a reference to mean anything.
pub(crate) fn is_relative(p: &Parts) -> bool {
    let absolute = matches!(p.year, Some(At::Abs(_))) || p.plan.is_some() || matches!(p.century, Some(At::Abs(_)));
    !absolute
}

/// What the words say without a reference: `year-1-09`, `month+0-12`, `XXXX-05-12`.
pub(crate) fn symbolic(p: &Parts) -> String {
    let mut out = match (p.year, p.month) {
        _ if p.now => "now".into(),
        (Some(At::Abs(y)), _) if p.fiscal => format!("FY{y:04}"),
        (Some(At::Abs(y)), _) => format!("{y:04}"),
        (Some(At::Rel(n)), _) => format!("year{n:+}"),
        (Some(At::Told(n)), _) => format!("told{n:+}"),
        (None, Some(At::Rel(n))) => format!("month{n:+}"),
        (None, Some(At::Told(n))) => format!("told-month{n:+}"),
        (None, Some(At::Abs(_))) => "XXXX".into(),
        (None, None) => match (p.day, p.week, p.weekday, p.stretch, p.century) {
            (Some(At::Rel(n)), ..) => format!("day{n:+}"),
            (Some(At::Told(n)), ..) => format!("told-day{n:+}"),
            (Some(At::Abs(_)), ..) => "XXXX-XX".into(),
            (_, Some(n), ..) => format!("week{n:+}"),
            (_, _, Some(Weekday::OfWeek(d, n)), ..) => format!("week{n:+}-{d}"),
            (_, _, Some(Weekday::Plain(d)), ..) => format!("XXXX-WXX-{d}"),
            (_, _, _, Some((months, n)), _) => format!("{}{n:+}", if months == 6 { "half" } else { "quarter" }),
            (.., Some(At::Rel(n))) => format!("century{n:+}"),
            _ => "XXXX".into(),
        },
    };
    if let Some(At::Abs(m)) = p.month {
        out += &format!("-{m:02}");
    }
    if let Some((from, to)) = p.months {
        out += &format!("-{from:02}/{to:02}");
    }
    if let Some(At::Abs(d)) = p.day {
        out += &format!("-{d:02}");
    }
    match p.edge {
        Some(Edge::Beginning) => out += "-beginning",
        Some(Edge::Middle) => out += "-middle",
        Some(Edge::End) => out += "-end",
        Some(Edge::TenDays(n)) => out += &format!("-T{n}"),
        Some(Edge::Thirds(a, b)) => out += &format!("-T{a}/T{b}"),
        None => {}
    }
    if let Some((h, m, ..)) = clock_of(p) {
        out += &format!("T{h:02}:{m:02}");
    }
    out
}

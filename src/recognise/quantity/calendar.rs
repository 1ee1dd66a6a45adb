//! Days that move: Easter, the n-th weekday of a month, Qingming, and the Islamic and Hebrew calendars.
//!
//! Algorithms after E. M. Reingold and N. Dershowitz, *Calendrical Calculations*; the Islamic calendar is the tabular
//! one and may be a day off what was sighted.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// Easter Sunday of the Western churches.
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

/// Easter Sunday of the Orthodox churches, in the Gregorian calendar.
pub(crate) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let lag = y / 100 - y / 400 - 2;
    Date::new(year, month as i8, day as i8).ok()?.checked_add(lag.days()).ok()
}

/// The `nth` weekday of a month, counted from its end when negative.
pub(crate) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// 清明, the day the sun reaches 15 degrees; right for 1900 to 2099.
pub(crate) fn qingming(year: i16) -> Option<Date> {
    let (y, c) = (i32::from(year) % 100, if year < 2000 { 559 } else { 481 });
    let day = (y * 2422 + c * 100) / 10_000 - y / 4;
    Date::new(year, 4, day as i8).ok()
}

/// The day with `n` counted from 0001-01-01, which is 1.
fn from_fixed(n: i64) -> Option<Date> {
    date(2000, 1, 1).checked_add((n - 730_120).days()).ok()
}

/// The Islamic day `month`-`day` that falls into the Gregorian `year`, the first of them.
pub(crate) fn islamic(year: i16, month: u8, day: u8) -> Option<Date> {
    let to_fixed = |y: i64| {
        let m = i64::from(month);
        227_014 + (y - 1) * 354 + (3 + 11 * y) / 30 + 29 * (m - 1) + m / 2 + i64::from(day)
    };
    let guess = (i64::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 3).filter_map(|y| from_fixed(to_fixed(y))).find(|d| d.year() == year)
}

/// The Gregorian day of `year` on whose evening the Hebrew day `month`-`day` begins; months count from Nisan, Tishri is 7.
pub(crate) fn hebrew(year: i16, month: u8, day: u8) -> Option<Date> {
    let hebrew_year = i64::from(year) + if month >= 7 { 3761 } else { 3760 };
    let at = |y: i64| from_fixed(hebrew_fixed(y, i64::from(month), i64::from(day)) - 1);
    [hebrew_year, hebrew_year - 1].into_iter().filter_map(at).find(|d| d.year() == year)
}

fn hebrew_leap(y: i64) -> bool {
    (7 * y + 1).rem_euclid(19) < 7
}

fn hebrew_elapsed(y: i64) -> i64 {
    let months = (235 * y - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let days = 29 * months + parts.div_euclid(25_920);
    days + i64::from((3 * (days + 1)).rem_euclid(7) < 3)
}

fn hebrew_new_year(y: i64) -> i64 {
    let (before, this, after) = (hebrew_elapsed(y - 1), hebrew_elapsed(y), hebrew_elapsed(y + 1));
    let correction = if after - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    -1_373_427 + this + correction
}

fn hebrew_month_days(y: i64, m: i64) -> i64 {
    let length = hebrew_new_year(y + 1) - hebrew_new_year(y);
    match m {
        2 | 4 | 6 | 10 | 13 => 29,
        12 if !hebrew_leap(y) => 29,
        8 if !matches!(length, 355 | 385) => 29,
        9 if matches!(length, 353 | 383) => 29,
        _ => 30,
    }
}

fn hebrew_fixed(y: i64, month: i64, day: i64) -> i64 {
    let last = if hebrew_leap(y) { 13 } else { 12 };
    let mut n = hebrew_new_year(y) + day - 1;
    if month < 7 {
        n += (7..=last).map(|m| hebrew_month_days(y, m)).sum::<i64>();
        n += (1..month).map(|m| hebrew_month_days(y, m)).sum::<i64>();
    } else {
        n += (7..month).map(|m| hebrew_month_days(y, m)).sum::<i64>();
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_days() {
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
        assert_eq!(easter(2013), Some(date(2013, 3, 31)));
        assert_eq!(orthodox_easter(2013), Some(date(2013, 5, 5)));
        assert_eq!(nth_weekday(2021, 5, 2, Weekday::Sunday), Some(date(2021, 5, 9)));
        assert_eq!(qingming(2024), Some(date(2024, 4, 4)));
        assert_eq!(qingming(2023), Some(date(2023, 4, 5)));
    }

    #[test]
    fn other_calendars() {
        assert_eq!(islamic(2013, 10, 1), Some(date(2013, 8, 8)));
        assert_eq!(islamic(2013, 1, 1), Some(date(2013, 11, 5)));
        assert_eq!(hebrew(2013, 7, 10), Some(date(2013, 9, 13)));
        assert_eq!(hebrew(2018, 7, 1), Some(date(2018, 9, 9)));
        assert_eq!(hebrew(2013, 1, 15), Some(date(2013, 3, 25)));
    }
}

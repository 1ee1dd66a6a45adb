//! The Chinese lunar calendar of 1900 to 2099, as computed by the Purple Mountain Observatory.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// One entry a year: bits 4 to 15 tell which of the twelve months (the first in bit 15) have 30 days, bits 0 to 3
/// which month is followed by a leap month, bit 16 whether that one has 30 days.
const YEARS: [u32; 200] = [
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0, 0x09ad0, 0x055d2, 0x04ae0, 0x0a5b6,
    0x0a4d0, 0x0d250, 0x1d255, 0x0b540, 0x0d6a0, 0x0ada2, 0x095b0, 0x14977, 0x04970, 0x0a4b0, 0x0b4b5, 0x06a50,
    0x06d40, 0x1ab54, 0x02b60, 0x09570, 0x052f2, 0x04970, 0x06566, 0x0d4a0, 0x0ea50, 0x06e95, 0x05ad0, 0x02b60,
    0x186e3, 0x092e0, 0x1c8d7, 0x0c950, 0x0d4a0, 0x1d8a6, 0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2,
    0x0a950, 0x0b557, 0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5d0, 0x14573, 0x052b0, 0x0a9a8, 0x0e950, 0x06aa0,
    0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0, 0x096d0, 0x04dd5,
    0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b5a0, 0x195a6, 0x095b0, 0x049b0, 0x0a974, 0x0a4b0,
    0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570, 0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58,
    0x05ac0, 0x0ab60, 0x096d5, 0x092e0, 0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0,
    0x092d0, 0x0cab5, 0x0a950, 0x0b4a0, 0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,
    0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3,
    0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45, 0x0b5a0, 0x056d0, 0x055b2, 0x049b0,
    0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0, 0x14b63, 0x09370, 0x049f8, 0x04970, 0x064b0, 0x168a6,
    0x0ea50, 0x06aa0, 0x1a6c4, 0x0aae0, 0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0,
    0x0a6d0, 0x055d4, 0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0,
    0x0b273, 0x06930, 0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160, 0x0e968, 0x0d520,
    0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,
];

const FIRST_YEAR: i16 = 1900;

/// The Gregorian days `start..end` of a lunar month; `None` when there is no such month or the table does not reach.
pub(crate) fn month(year: i16, month: u8, leap: bool) -> Option<(Date, Date)> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let index = usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
    let info = *YEARS.get(index)?;
    let leap_month = (info & 0xf) as u8;
    if leap && leap_month != month {
        return None;
    }
    let before: i64 = YEARS.iter().take(index).map(|&y| days(y)).sum();
    let mut offset = before;
    for m in 1..month {
        offset += month_days(info, m) + if m == leap_month { leap_days(info) } else { 0 };
    }
    let mut length = month_days(info, month);
    if leap {
        offset += length;
        length = leap_days(info);
    }
    let start = date(1900, 1, 31).checked_add(offset.days()).ok()?;
    Some((start, start.checked_add(length.days()).ok()?))
}

/// The Gregorian day of a lunar one; day 0 is the last of the month.
pub(crate) fn day(year: i16, month_number: u8, leap: bool, day: u8) -> Option<Date> {
    let (start, end) = month(year, month_number, leap)?;
    if day == 0 {
        return end.yesterday().ok();
    }
    start.checked_add((i64::from(day) - 1).days()).ok().filter(|d| *d < end)
}

fn month_days(info: u32, month: u8) -> i64 {
    29 + i64::from(info >> (16 - u32::from(month)) & 1)
}

fn leap_days(info: u32) -> i64 {
    if info & 0xf == 0 { 0 } else { 29 + i64::from(info >> 16 & 1) }
}

fn days(info: u32) -> i64 {
    (1..=12).map(|m| month_days(info, m)).sum::<i64>() + leap_days(info)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(day(2024, 1, false, 1), Some(date(2024, 2, 10)));
        assert_eq!(day(2023, 8, false, 15), Some(date(2023, 9, 29)));
        assert_eq!(day(2025, 5, false, 5), Some(date(2025, 5, 31)));
        assert_eq!(day(2022, 12, false, 0), Some(date(2023, 1, 21)));
        assert_eq!(month(2020, 4, true), Some((date(2020, 5, 23), date(2020, 6, 21))));
        assert_eq!(month(2021, 4, true), None);
        assert_eq!(month(2100, 1, false), None);
    }
}

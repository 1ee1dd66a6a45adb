//! Days as articles write them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<y>(?:19|20)\d{2})\s?(?:年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})(?:\s?日)?|[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2}))",
    )
    .expect("a fixed pattern")
});

/// A day with its year, and the bytes of `text` that say it.
pub(super) fn first(text: &str) -> Option<(Date, std::ops::Range<usize>)> {
    all(text).next()
}

/// All days with a year in `text`.
pub(super) fn all(text: &str) -> impl Iterator<Item = (Date, std::ops::Range<usize>)> + '_ {
    DAY.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        if text[whole.end()..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let part = |a: &str, b: &str| found.name(a).or_else(|| found.name(b)).and_then(|m| m.as_str().parse().ok());
        let year = found.name("y")?.as_str().parse().ok()?;
        let date = Date::new(year, part("m", "m2")?, part("d", "d2")?).ok()?;
        Some((date, whole.range()))
    })
}

/// The day a table's column or a page's header gives: ISO 8601 with or without a time, `2025年3月5日`, `2025/3/5`,
/// `20250305`, or seconds or milliseconds since 1970.
pub(super) fn parse(value: &str) -> Option<Date> {
    let value = value.trim();
    if let Some((date, _)) = first(value) {
        return Some(date);
    }
    if !value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match value.len() {
        8 => Date::new(value[..4].parse().ok()?, value[4..6].parse().ok()?, value[6..].parse().ok()?).ok(),
        10 | 13 => {
            let seconds: i64 = value[..10].parse().ok()?;
            let east_of_greenwich = 8 * 3600;
            let day = i32::try_from((seconds + east_of_greenwich).div_euclid(86_400)).ok()?;
            jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day)).ok()
        }
        _ => None,
    }
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"/(?P<y>(?:199|20\d)\d)[-/]?(?P<m>\d{2})[-/]?(?:(?P<d>\d{2})/|(?:/t(?:199|20\d)\d{3}(?P<d2>\d{2})_))")
        .expect("a fixed pattern")
});

/// The day that the folders of an address name, as sites do: `/2025-07/08/`, `/20250708/`, `/202507/t20250708_17.html`.
pub(super) fn in_address(url: &str) -> Option<Date> {
    let found = ADDRESS.captures(url)?;
    let part = |name: &str| found.name(name).and_then(|part| part.as_str().parse().ok());
    Date::new(found["y"].parse().ok()?, part("m")?, part("d").or_else(|| part("d2"))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in [
            "2025年03月05日 10:12",
            "2025-03-05T10:12:00+08:00",
            "2025/3/5",
            "2025.3.5",
            "发布时间：2025 年 3 月 5 日",
            "20250305",
            "1741140000",
        ] {
            assert_eq!(parse(text), Some(date(2025, 3, 5)), "{text}");
        }
        for text in ["3月5日", "2025年", "2025-13-40", "二〇二五", "12345678901", ""] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_name_days() {
        for url in [
            "https://www.example.com/2025-07/08/content_91.htm",
            "http://example.cn/n1/2025/0708/c1004-32.html",
            "https://example.cn/2025/07/08/a.html",
            "https://example.cn/a/20250708/003.shtml",
            "https://example.gov.cn/zwdt/202507/t20250708_41.html",
        ] {
            assert_eq!(in_address(url), Some(date(2025, 7, 8)), "{url}");
        }
        for url in [
            "https://example.com/20250708.html",
            "https://example.com/20259908/a",
            "https://example.com/a/2025/12345/b",
        ] {
            assert_eq!(in_address(url), None, "{url}");
        }
    }
}

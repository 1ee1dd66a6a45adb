//! The dateline that a paragraph begins with.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::medium::bare;
use super::reporter::names;
use super::{Found, Worth, pattern, place_of};

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:导读|导语|摘要|内容提要)[\s:：]*)?(?P<all>[（(【\[]?(?P<src>本[报刊网台社]|《?MEDIUM》?(?:[-—·]MEDIUM)?|新华社|中新社)\s?(?P<mid>[^，。；：！？、“”《》（）()【】\n]{0,24}?)(?P<form>电|讯|消息)(?P<after>\s*[（(【\[]|\s+|题[：:]|[：:，,]|[】\]）)]|\d{1,2}月\d{1,2}日|$))",
    )
});
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?P<y>(?:19|20)\d{2})\s?年\s?)?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日(?:\s?\d{1,2}时(?:\d{1,2}分)?)?",
    )
});
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<all>[【\[（(](?P<in>[^】\])）]{2,40})[】\])）])"));
static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<all>(?:《?MEDIUM》?|本[报刊网台社])?(?:ROLE)\s+(?:[\p{Han}·]{1,6}[\s、]+){1,6}?[\p{Han}]{2,6}?报道)[\s：:，,]",
    )
});

/// Reads the dateline a paragraph begins with (新华社北京1月2日电（记者张三）); its ranges are of `text`.
pub(in crate::read) fn dateline(text: &str) -> Option<Found> {
    let head: &str = match text.char_indices().nth(90) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    // Plain searches first: few paragraphs get as far as the patterns.
    if head.contains(['电', '讯', '消'])
        && let Some(found) = DATELINE.captures(head).and_then(|c| wire(head, &c))
    {
        return Some(found);
    }
    if !head.contains("记者") && !head.contains("报道") {
        return None;
    }
    for form in [&*BRACKETED, &*REPORTS] {
        if let Some(c) = form.captures(head)
            && let Some(all) = c.name("all")
        {
            let inner = c.name("in").unwrap_or(all);
            if let Some(mut found) = names(inner.as_str()).filter(|f| f.source.is_some() || f.place.is_some()) {
                let mut shifted = Found::default();
                found.dateline = None;
                shifted.merge(found, inner.start());
                shifted.dateline = Some(all.range());
                return Some(shifted);
            }
        }
    }
    None
}

fn wire(head: &str, c: &regex::Captures<'_>) -> Option<Found> {
    let (all, src, mid) = (c.name("all")?, c.name("src")?, c.name("mid")?);
    let mut found = Found::default();
    let day = MONTH_DAY.captures(mid.as_str());
    let mut place = mid.range();
    if let Some(day) = &day {
        let whole = day.get(0)?;
        let range = mid.start() + whole.start()..mid.start() + whole.end();
        let number = |n: &str| day.name(n).and_then(|v| v.as_str().parse::<i8>().ok());
        let (m, d) = (number("m")?, number("d")?);
        Date::new(2024, m, d).ok()?;
        match day.name("y").and_then(|y| y.as_str().parse().ok()).and_then(|y| Date::new(y, m, d).ok()) {
            Some(date) => found.date = Some((date, range)),
            None => found.month_day = Some((m, d, range)),
        }
        place.end = mid.start() + whole.start();
        if !mid.as_str()[whole.end()..].trim().is_empty() && c.name("form")?.as_str() != "消息" {
            return None;
        }
    }
    let place_name = head[place].trim();
    let (place_name, bracket) = match place_name.split_once(['(', '（']) {
        Some((before, _)) => (before.trim(), true),
        None => (place_name, false),
    };
    let han = place_name.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '、' | ' ' | '·'));
    if bracket || !han || place_name.chars().count() > 12 || place_name.contains("记者") {
        return None;
    }
    let own = src.as_str().starts_with('本');
    // Without a day only the fixed forms are sure: 本报讯, 本报北京讯, 某网讯, 新华社电.
    if day.is_none() && !place_name.is_empty() && !own {
        return None;
    }
    if !place_name.is_empty() {
        found.place = Some(place_of(head, place_name));
    }
    if !own {
        found.source = Some((Worth::Dateline, bare(head, src.range())));
    }
    let mut end = c.name("form")?.end();
    let rest = &head[end..];
    let bracket = rest.trim_start();
    if bracket.starts_with(['（', '('])
        && let Some(close) = bracket.find(['）', ')'])
    {
        let open = bracket.chars().next().map_or(1, char::len_utf8);
        let inner = &bracket[open..close];
        let plain = format!("记者 {inner}");
        let prefix = "记者 ".len();
        if let Some(named) = names(&plain) {
            let at = place_of(head, inner).start;
            for (name, range) in named.reporters.into_iter().filter(|(_, r)| r.start >= prefix) {
                found.reporters.push((name, range.start - prefix + at..range.end - prefix + at));
            }
            end = place_of(head, bracket).start + close + bracket[close..].chars().next().map_or(1, char::len_utf8);
        }
    } else if rest.starts_with(['】', ']'])
        || head[all.start()..].starts_with(['【', '[']) && rest.starts_with(['】', ']'])
    {
        end += rest.chars().next().map_or(0, char::len_utf8);
    } else if let Some(title) = rest.strip_prefix("题") {
        // 新华社南昌2月7日电题：… : the headline follows to the end of the line.
        let _ = title;
        end = head.len();
    }
    if head[end..].starts_with(['：', ':', '，', ',']) {
        end += head[end..].chars().next().map_or(0, char::len_utf8);
    }
    found.dateline = Some(all.start()..end);
    Some(found)
}

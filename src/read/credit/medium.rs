//! The medium an article was taken from: closing lines, sheets of newspapers, and what running text says.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::day;
use super::{Found, Worth, credit, pattern, place_of};

static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:据|综合|转自|摘自|选自|原载|原载于|摘编自|本文据|来自)\s*[:：]?\s*(?P<a>《[^《》]{2,16}》|MEDIUM)(?:\s*[\p{Han}]{0,6}\d{1,2}月\d{1,2}日)?(?:\s*(?:记者|[、，,和等/])?\s*(?:《[^《》]{2,16}》|[\p{Han}A-Za-z]{2,14}))*?\s*(?:综合|消息|报道|电|讯|官网|整理|供稿)*$",
    )
});

/// 据新华社, 据《经济日报》, 综合新华社、央视新闻报道.
pub(super) fn closing(line: &str) -> Option<Found> {
    if line.chars().count() > 40 {
        return None;
    }
    let name = CLOSING.captures(line)?.name("a")?.range();
    Some(Found { source: Some((Worth::Closing, bare(line, name))), ..Found::default() })
}

/// The range without the marks of a book title around the name.
pub(super) fn bare(line: &str, range: Range<usize>) -> Range<usize> {
    let name = &line[range];
    place_of(line, name.trim_matches(|c: char| c.is_whitespace() || "《》-—:：".contains(c)))
}

static SHEET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^《\s*(?P<a>[^《》]{2,16}?)\s*》\s*[（(](?P<b>[^（()）]{8,40})[）)]?$"));

/// The line of a newspaper's sheet: 《某报》（2011年09月26日 10版）.
pub(super) fn sheet(line: &str) -> Option<Found> {
    let c = SHEET.captures(line)?;
    let (name, rest) = (c.name("a")?, c.name("b")?);
    let (date, range) = day::first(rest.as_str())?;
    let at = rest.start();
    let date = Some((date, range.start + at..range.end + at));
    Some(Found { source: Some((Worth::Label, name.range())), date, ..Found::default() })
}

pub(super) static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:《?[\p{Han}]{1,8}(?:社|日报|晚报|早报|时报|晨报|商报|导报|周报|快报|都市报|网|电视台|周刊|客户端)》?)$",
    )
});

/// A line that is the name of a medium.
pub(super) fn alone(line: &str) -> Option<Found> {
    ALONE.is_match(line).then(|| Found { source: Some((Worth::Label, bare(line, 0..line.len()))), ..Found::default() })
}

static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[（(【](?P<a>[^（()）【】]{2,60})[）)】]|[。！？”]\s+(?P<b>(?:据\s*)?(?:《[^《》]{2,12}》|[\p{Han}]{2,10})))\s*[|丨｜]?$",
    )
});

/// Reads the credit that ends a paragraph of running text: …良好势头。（记者 张三）, …稳步增长。 据新华社.
pub(in crate::read) fn trailing(text: &str) -> Option<Found> {
    let end = text.trim_end_matches([' ', '|', '丨', '｜']);
    if !end.ends_with(['）', ')', '】']) && !text.ends_with(char::is_alphanumeric) && !end.ends_with('》') {
        return None;
    }
    let from = text.char_indices().rev().nth(80).map_or(0, |(i, _)| i);
    let tail = &text[from..];
    let c = TRAILING.captures(tail)?;
    let part = c.name("a").or_else(|| c.name("b"))?;
    if part.start() == 0 || tail[..c.get(0)?.start()].is_empty() && from == 0 {
        return None;
    }
    let inner = part.as_str();
    let found = match c.name("a") {
        Some(_) => credit(inner, false).filter(|f| f.source.is_some() || !f.reporters.is_empty())?,
        None => closing(inner).or_else(|| alone(inner))?,
    };
    let mut shifted = Found::default();
    shifted.merge(found, from + part.start());
    Some(shifted)
}

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<a>《MEDIUM》|MEDIUM)(?:[（(][^（()）]{2,40}[）)])?记者|据(?P<b>《[^《》]{2,12}》|[\p{Han}]{2,8}(?:社|报|网|新闻|电视台|客户端|周刊))(?:\d{1,2}月\d{1,2}日)?(?:报道|消息))",
    )
});

/// The medium that the first words of running text name: 《某报》记者从…获悉, 据某报报道.
pub(in crate::read) fn opening(text: &str) -> Option<Found> {
    let head = text.char_indices().nth(70).map_or(text, |(end, _)| &text[..end]).trim_start();
    if !head.starts_with('据') && !head.contains("记者") {
        return None;
    }
    let c = OPENING.captures(head)?;
    let at = place_of(text, head).start;
    let range = bare(head, c.name("a").or_else(|| c.name("b"))?.range());
    let worth = if c.name("b").is_some() { Worth::Closing } else { Worth::Opening };
    Some(Found { source: Some((worth, range.start + at..range.end + at)), ..Found::default() })
}

//! What a line says about the article itself: who wrote it, where it was taken from, when and where.
//!
//! Each file reads one form: `dateline` (新华社北京1月2日电), `reporter` (本报记者 张三), `label` (来源：…　时间：…), `medium`
//! (据新华社). Ranges are of the line that was given.

mod dateline;
mod label;
mod medium;
mod reporter;

use std::ops::Range;

use jiff::civil::Date;
use regex::Regex;

pub(super) use dateline::dateline;
pub(super) use medium::{opening, trailing};

/// The ends of names of media.
const MEDIUM: &str = "(?:[\\p{Han}A-Za-z0-9]{1,12}?(?:社|日报|晚报|早报|时报|晨报|商报|导报|周报|快报|都市报|报|网|电视台|电台|广播|周刊|月刊|杂志|客户端|公众号|新闻|在线|财经|融媒体中心|融媒|传媒|发布))";
const ROLE: &str = "(?:见习|实习|特约|首席|高级|资深|全媒体|融媒体|融媒|驻[\\p{Han}]{2,4})*(?:记者|通讯员|实习生|特派员|评论员|观察员|报道员)";

fn pattern(text: &str) -> Regex {
    let text = text.replace("MEDIUM", MEDIUM).replace("ROLE", ROLE);
    Regex::new(&text).expect("a fixed pattern")
}

/// What was found, as byte ranges of the line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::read) struct Found {
    /// The medium, with how much the form of the line is worth.
    pub source: Option<(Worth, Range<usize>)>,
    /// The names of the reporters, without the blanks set inside of short names, and where they stand.
    pub reporters: Vec<(String, Range<usize>)>,
    /// The day with its year.
    pub date: Option<(Date, Range<usize>)>,
    /// Month and day of a dateline that names no year.
    pub month_day: Option<(i8, i8, Range<usize>)>,
    /// The place of the dateline.
    pub place: Option<Range<usize>>,
    /// The dateline as a whole.
    pub dateline: Option<Range<usize>>,
}

/// How sure a form names the medium an article comes from; a later one wins over an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// Who put it on a site (发布人：某协会).
    Publisher,
    /// The first words of the article (某报记者从…获悉).
    Opening,
    /// A label, or a name beside the date (来源：某网).
    Label,
    /// The dateline (某社某地3月5日电).
    Dateline,
    /// The closing line (据某社).
    Closing,
}

impl Found {
    /// Takes over what `other`, found `at` bytes further on, adds.
    pub fn merge(&mut self, other: Found, at: usize) {
        let shift = |r: Range<usize>| r.start + at..r.end + at;
        if let Some((worth, range)) = other.source
            && self.source.as_ref().is_none_or(|(w, _)| *w < worth)
        {
            self.source = Some((worth, shift(range)));
        }
        self.reporters.extend(other.reporters.into_iter().map(|(name, r)| (name, shift(r))));
        self.date = self.date.take().or(other.date.map(|(d, r)| (d, shift(r))));
        self.month_day = self.month_day.take().or(other.month_day.map(|(m, d, r)| (m, d, shift(r))));
        self.place = self.place.take().or(other.place.map(shift));
        self.dateline = self.dateline.take().or(other.dateline.map(shift));
    }

    /// Whether it names who wrote the article or when it came out, as a line under a headline does.
    pub fn is_byline(&self) -> bool {
        !self.reporters.is_empty() || self.date.is_some()
    }
}

/// The range of `part`, a slice of `line`.
fn place_of(line: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - line.as_ptr() as usize;
    start..start + part.len()
}

/// Reads a line that is a credit and nothing else. `head` tells that no running text stands before it, where a bare
/// date or a label like 时间 is a credit too.
pub(super) fn credit(line: &str, head: bool) -> Option<Found> {
    if line.len() > 450 || line.is_empty() {
        return None;
    }
    let short = line.chars().nth(90).is_none();
    if short && let Some(found) = dateline(line).filter(|f| f.dateline.as_ref().is_some_and(|r| r.end == line.len())) {
        return Some(found);
    }
    let inner = unwrap(line);
    let mut found = medium::closing(inner)
        .or_else(|| medium::sheet(inner))
        .or_else(|| reporter::names(inner).filter(|f| !f.reporters.is_empty() && inner.chars().count() <= 60))
        .or_else(|| label::fields(inner, head))
        .or_else(|| medium::alone(inner))?;
    let at = place_of(line, inner).start;
    let mut shifted = Found::default();
    shifted.merge(std::mem::take(&mut found), at);
    Some(shifted)
}

/// The line without the brackets and marks around all of it.
fn unwrap(line: &str) -> &str {
    let line = line.trim_start_matches("【我要纠错】");
    let line = line.trim_matches(|c: char| c.is_whitespace() || "□■▲●◎◆◇○|丨｜·—-".contains(c));
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('（', ')'), ('(', '）')] {
        if let Some(inner) = line.strip_prefix(open).and_then(|l| l.strip_suffix(close))
            && !inner.contains([open, close])
        {
            return inner.trim();
        }
    }
    line
}

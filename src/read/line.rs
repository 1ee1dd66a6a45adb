//! A page cut into lines, and what a single line looks like before its neighbours are asked.

use std::borrow::Cow;

use super::document::Role;

/// What stands between a line and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The end of a line only.
    None,
    /// One blank line or more.
    Blank,
    /// A form feed.
    Page,
    /// A line of stars.
    Stars,
    /// A line of dashes or equal signs.
    Rule,
}

/// A line that holds something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The line without the white space around it.
    pub text: &'a str,
    /// Whether it begins with an indent of a paragraph.
    pub indented: bool,
    /// What stands before it.
    pub gap: Gap,
    /// The part that markup gives it.
    pub role: Option<Role>,
}

/// Drops control characters and invisible marks; form feeds, tabs and line ends stay.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let invisible = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x0c' | '\u{85}'))
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    };
    if text.contains(invisible) { Cow::Owned(text.replace(invisible, "")) } else { Cow::Borrowed(text) }
}

/// Cuts a clean text into its lines.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut gap = Gap::None;
    for page in text.split_inclusive('\x0c') {
        for raw in page.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            let feed = raw.ends_with('\x0c');
            let raw = raw.trim_end_matches('\x0c');
            let line = raw.trim();
            if let Some(rule) = rule(line) {
                gap = gap.max(rule);
            } else if !line.is_empty() {
                let indent = raw.len() - raw.trim_start().len();
                lines.push(Line { text: line, indented: indent >= 2, gap, role: None });
                gap = Gap::None;
            } else if !feed {
                gap = gap.max(Gap::Blank);
            }
            if feed {
                gap = gap.max(Gap::Page);
            }
        }
    }
    lines
}

fn rule(line: &str) -> Option<Gap> {
    let mut chars = line.chars().filter(|c| !c.is_whitespace());
    let first = chars.next()?;
    let gap = match first {
        '-' | '=' | '_' | '—' | '─' | '━' | '＝' | '－' => Gap::Rule,
        '*' | '＊' | '★' | '☆' | '~' | '～' => Gap::Stars,
        _ => return None,
    };
    (chars.clone().all(|c| c == first) && chars.count() >= 2).then_some(gap)
}

/// Whether a line ends as a sentence ends, quotation marks and brackets after the stop left aside.
pub(super) fn ends_sentence(line: &str) -> bool {
    let mut line = line.trim_end_matches(['|', '丨']).trim_end();
    if line.ends_with(['）', ')'])
        && let Some(open) = line.rfind(['（', '('])
        && open > 0
        && ends_sentence(&line[..open])
    {
        return true;
    }
    line = line.trim_end_matches(['”', '’', '』', '」', '）', ')', '"', '\'', '】', ']']).trim_end();
    line.ends_with(['。', '！', '？', '!', '?', '；', ';', '…', '：', ':', '．']) || line.ends_with("......")
}

/// Whether a line opens a quotation, a bracket or a book title that it does not close.
pub(super) fn is_open(line: &str) -> bool {
    const PAIRS: [(char, char); 7] =
        [('“', '”'), ('‘', '’'), ('《', '》'), ('（', '）'), ('「', '」'), ('『', '』'), ('【', '】')];
    PAIRS.iter().any(|&(open, close)| line.rfind(open) > line.rfind(close))
}

/// Whether a line may stand alone as a headline or a heading: short, not a sentence, not cut.
pub(super) fn is_headline(line: &str) -> bool {
    let length = line.chars().take(71).count();
    let stop = |c: char| matches!(c, '。' | '；' | '，' | '、' | '：' | ':' | ';' | ',');
    (2..=70).contains(&length) && !line.ends_with(stop) && !line.contains('。') && !is_open(line)
}

/// Whether a line reads as running text: a sentence that ends, or one that is long.
pub(super) fn is_prose(line: &str) -> bool {
    let length = line.chars().take(61).count();
    length > 60
        || (length >= 8 && line.contains(['。', '，', ',']) && (ends_sentence(line) || length > 36))
        || (length >= 12 && line.ends_with(['。', '：']))
}

/// Whether running text surely begins here: unlike a long headline it is a sentence that ends, or longer than any.
pub(super) fn is_sentence(line: &str) -> bool {
    is_prose(line) && (line.contains('。') || line.chars().nth(60).is_some())
}

/// Whether a line begins an item of a list (一、 （二） 3. ● -).
pub(super) fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(['（', '(']);
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let numbered = number.len() < rest.len() && rest.len() - number.len() <= 9;
    if numbered && number.starts_with(['、', '）', ')', '．']) {
        return true;
    }
    let dotted = numbered && number.strip_prefix('.').is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit()));
    dotted
        || line.starts_with([
            '●', '■', '◆', '▲', '▶', '•', '·', '○', '□', '◎', '★', '☆', '※', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧',
            '⑨',
        ])
        || line.starts_with("- ")
        || line.starts_with("* ")
}

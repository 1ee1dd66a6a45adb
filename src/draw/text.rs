//! Text in a picture: how wide it is, where it breaks, how it is written safely.

use unicode_width::UnicodeWidthChar;

use super::geometry::Size;

/// Width of one column (half a Chinese character) in ems, a little more than fonts need.
const COLUMN: f64 = 0.53;
/// Distance from one line of text to the next, in ems.
pub(super) const LINE: f64 = 1.3;

/// Columns a text takes: two for a Chinese character, one for a Latin letter.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

fn width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The size of lines set at `em`.
pub(super) fn size(lines: &[String], em: f64) -> Size {
    let wide = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    Size { w: wide as f64 * COLUMN * em, h: lines.len() as f64 * LINE * em }
}

/// The text without what XML and screens cannot show: control characters become spaces, runs of spaces one.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let blank = c.is_whitespace() || c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
        // Marks that turn the direction of writing could make a label read as another one.
        let turns =
            matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        match (blank, turns) {
            (true, _) if out.is_empty() || out.ends_with(' ') => {}
            (true, _) => out.push(' '),
            (_, true) => {}
            _ => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Breaks a text into at most `most` lines of at most `limit` columns, of about equal length; what does not fit becomes `…`.
pub(super) fn wrap(text: &str, limit: usize, most: usize) -> Vec<String> {
    let text = clean(text);
    let total = columns(&text);
    if total <= limit {
        return vec![text];
    }
    let needed = total.div_ceil(limit).min(most);
    let even = (needed..=limit).find(|&at| fill(&text, at, most + 1).len() <= needed);
    let mut lines = fill(&text, even.unwrap_or(limit), most + 1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while columns(last) >= limit {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// Fills lines one after another, stopping after `most`.
fn fill(text: &str, limit: usize, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut rest = text;
    while !rest.is_empty() && lines.len() <= most {
        let (unit, after) = rest.split_at(unit(rest, limit));
        let wide = columns(unit);
        if used + wide > limit && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        if let (Some(line), false) = (lines.last_mut(), used == 0 && unit == " ") {
            line.push_str(unit);
            used += wide;
        }
        rest = after;
    }
    lines.truncate(most);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Bytes up to the next place where a line may break: after a Chinese character or a Latin word, never before a closing mark.
fn unit(text: &str, limit: usize) -> usize {
    let mut end = 0;
    let mut used = 0;
    let mut before: Option<char> = None;
    for c in text.chars() {
        if let Some(previous) = before {
            let bound = closes(c) || opens(previous) || width(c) == 0 || previous == '\u{200d}';
            let word = in_word(previous) && in_word(c);
            if (!bound && !word) || used + width(c) > limit {
                break;
            }
        }
        used += width(c);
        end += c.len_utf8();
        before = Some(c);
    }
    end
}

fn in_word(c: char) -> bool {
    !c.is_whitespace() && width(c) == 1
}

fn opens(c: char) -> bool {
    "“‘（《〈「『【([{".contains(c)
}

fn closes(c: char) -> bool {
    "”’）》〉」』】)]}，。、；：！？,.;:!?%·…".contains(c)
}

/// Appends text to XML, with marks escaped; control characters go.
pub(super) fn xml(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_chinese_twice() {
        assert_eq!(columns("荔浦AB"), 6);
        assert_eq!(columns("e\u{301}"), 1);
    }

    #[test]
    fn breaks_into_even_lines() {
        assert_eq!(wrap("中国轻工业联合会衣架分会", 16, 3), ["中国轻工业联", "合会衣架分会"]);
        assert_eq!(wrap("short", 16, 3), ["short"]);
        assert_eq!(wrap("", 16, 3), [""]);
    }

    #[test]
    fn keeps_words_and_marks_together() {
        assert_eq!(wrap("World Trade Organization", 14, 3), ["World Trade", "Organization"]);
        for line in wrap("《中华人民共和国》（草案）第二次审议稿", 12, 9) {
            assert!(!line.starts_with(closes) && !line.ends_with(opens), "{line}");
            assert!(columns(&line) <= 12, "{line}");
        }
    }

    #[test]
    fn cuts_what_is_too_long() {
        let lines = wrap(&"长".repeat(10_000), 16, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && columns(&lines[1]) <= 16, "{lines:?}");
    }

    #[test]
    fn cleans_what_cannot_be_shown() {
        assert_eq!(clean(" a\u{0}\u{1b}\n\tb\u{202e} "), "a b");
    }

    #[test]
    fn escapes_xml() {
        let mut out = String::new();
        xml(&mut out, "<script>\"&'\u{8}🏭");
        assert_eq!(out, "&lt;script&gt;&quot;&amp;' 🏭");
    }
}

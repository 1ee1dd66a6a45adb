//! Tells a heading from the first half of a sentence that a page broke in two.

use std::sync::LazyLock;

use jieba_rs::Jieba;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Whether the break between two lines lies inside of a sentence: inside of a word, after several clauses, after a word
/// that needs another, before one that cannot begin a sentence, or after an opening adverbial (如今，…).
pub(super) fn is_cut(line: &str, next: &str) -> bool {
    let starts_badly = ["的", "了", "着", "们", "等", "，", "。", "、", "；", "：", "”", "》", "）", "％", "%"];
    if starts_badly.iter().any(|s| next.starts_with(s)) {
        return true;
    }
    let tail = last_chars(line, 8);
    let (Some(before), Some(after)) = (tail.chars().next_back(), next.chars().next()) else { return false };
    if !(is_han(before) && is_han(after)) {
        return false;
    }
    let head = next.char_indices().nth(6).map_or(next, |(end, _)| &next[..end]);
    let clauses = line.matches(['，', ',']).count();
    splits_word(tail, head, clauses > 0) || clauses > 1 || needs_more(tail) || opens_with_adverbial(line)
}

/// Whether a word of the dictionary lies across the break and its first part is a single character; a longer first part
/// counts only in a line that has `clauses`, since headings may end in a word that begins another (成都, 成都市).
fn splits_word(tail: &str, head: &str, clauses: bool) -> bool {
    let whole = [tail, head].concat();
    let mut at = 0;
    for token in JIEBA.cut(&whole, false) {
        let end = at + token.word.len();
        if at < tail.len() && tail.len() < end {
            let part = &tail[at..];
            let alone = JIEBA.cut(tail, false).last().map(|t| t.word.len());
            return clauses || (part.chars().count() == 1 && alone == Some(part.len()));
        }
        at = end;
    }
    false
}

/// Whether the last word is one that stands before something: a preposition, a conjunction, 的, 成为.
fn needs_more(tail: &str) -> bool {
    let tags = JIEBA.tag(tail, false);
    let Some(last) = tags.last() else { return false };
    matches!(last.tag, "p" | "c" | "uj" | "ul" | "uz" | "r" | "d" | "m" | "q")
        && !matches!(last.word, "大全" | "齐" | "先" | "上" | "下")
        || matches!(
            last.word,
            "是" | "成为" | "已成" | "达" | "达到" | "超过" | "包括" | "具有" | "使" | "让" | "称" | "有"
        )
}

/// Whether the line begins with a time or a connective and a comma, as a sentence does and a heading does not.
fn opens_with_adverbial(line: &str) -> bool {
    let Some((first, rest)) = line.split_once(['，', ',']) else { return false };
    if first.chars().count() > 4 || rest.is_empty() {
        return false;
    }
    let tags = JIEBA.tag(first, false);
    matches!(tags.as_slice(), [only] if matches!(only.tag, "t" | "c" | "d"))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

fn last_chars(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(start, _)| &text[start..])
}

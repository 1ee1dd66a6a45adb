//! Finds sentences, clauses and quotations by their punctuation.

use super::Quote;
use crate::span::Span;

/// Whether a character ends a sentence.
fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…')
}

/// Whether a character may follow the closing mark and still belong to the sentence.
fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '"')
}

/// Whether a character parts clauses.
fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '；' | '：' | ',' | ';' | '—' | '。' | '！' | '？' | '!' | '?' | '…')
}

/// Bytes after which a sentence ends with its clause, and after which it ends anywhere: what has no full stop (a table, a
/// bracket that is never closed) would else be one, and the time for a sentence grows faster than its length.
const LONG: usize = 3000;
const LONGEST: usize = 2 * LONG;

/// The sentences of `text[range]`, with their closing marks, without white space at their ends.
pub fn sentences(text: &str, range: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = range.from();
    let mut ended = false;
    let mut round = 0usize;
    let mut clause = false;
    for (i, c) in range.of(text).char_indices() {
        let at = range.from() + i;
        match c {
            '（' | '(' => round += 1,
            '）' | ')' => round = round.saturating_sub(1),
            _ => {}
        }
        let long = at - start > LONG && clause || at - start > LONGEST;
        clause = ends_clause(c) || c == '、';
        if ended && !ends_sentence(c) && !closes(c) || long {
            push(text, start, at, &mut found);
            start = at;
            ended = false;
            round = usize::from(matches!(c, '（' | '('));
        }
        if ends_sentence(c) && round == 0 {
            ended = true;
        }
    }
    push(text, start, range.to(), &mut found);
    found
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = start + (piece.len() - piece.trim_start().len());
        found.push(Span::new(from, from + trimmed.len()));
    }
}

/// The clauses of one sentence, without the marks between them. A comma between digits parts nothing.
pub fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = sentence.from();
    let bytes = text.as_bytes();
    for (i, c) in sentence.of(text).char_indices() {
        let at = sentence.from() + i;
        let in_number = matches!(c, ',' | ':' | '：')
            && at > 0
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + c.len_utf8()).is_some_and(u8::is_ascii_digit);
        if (ends_clause(c) || c == ':') && !in_number {
            push(text, start, at, &mut found);
            start = at + c.len_utf8();
        }
    }
    push(text, start, sentence.to(), &mut found);
    found.retain(|s| s.of(text).chars().any(char::is_alphanumeric));
    found
}

/// The outermost quotations of one paragraph. A mark that is never closed runs to the end of the paragraph.
pub fn quotes(text: &str, paragraph: Span) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char, usize)> = None;
    for (i, c) in paragraph.of(text).char_indices() {
        let at = paragraph.from() + i;
        let closing = match c {
            '“' => Some('”'),
            '「' => Some('」'),
            '『' => Some('』'),
            '"' => Some('"'),
            _ => None,
        };
        match (&mut open, closing) {
            (None, Some(close)) => open = Some((at, close, 1)),
            (Some((start, close, depth)), _) if c == *close => {
                *depth -= 1;
                if *depth == 0 {
                    let span = Span::new(*start, at + c.len_utf8());
                    let inner = Span::new(*start + first_len(text, *start), at);
                    found.push(Quote { span, inner, closed: true });
                    open = None;
                }
            }
            (Some((_, close, depth)), Some(other)) if other == *close && c != *close => *depth += 1,
            _ => {}
        }
    }
    if let Some((start, _, _)) = open {
        let inner = Span::new(start + first_len(text, start), paragraph.to());
        found.push(Quote { span: Span::new(start, paragraph.to()), inner, closed: false });
    }
    found
}

fn first_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(all("“走吧。”他说。她没动！？"), ["“走吧。”", "他说。", "她没动！？"]);
        assert_eq!(all("共三家（甲厂。乙厂）。"), ["共三家（甲厂。乙厂）。"]);
    }

    #[test]
    fn no_sentence_is_longer_than_a_page() {
        let text = format!("{}{}", "甲厂坐落于乙县，".repeat(500), "汉".repeat(5000));
        let found = all(&text);
        assert_eq!(found.concat(), text);
        assert!(
            found.iter().all(|s| s.len() <= LONGEST + 3),
            "{:?}",
            found.iter().map(|s| s.len()).collect::<Vec<_>>()
        );
        assert!(found[..3].iter().all(|s| s.ends_with('，')), "{found:?}");
    }

    #[test]
    fn numbers_keep_their_commas() {
        let text = "产值1,200元，增长；比例为3:1。";
        let found: Vec<_> = clauses(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["产值1,200元", "增长", "比例为3:1"]);
    }

    #[test]
    fn quotes_are_outermost() {
        let text = "他说：“这叫‘土法’。”又说“好";
        let found = quotes(text, Span::new(0, text.len()));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].inner.of(text), "这叫‘土法’。");
        assert!(!found[1].closed);
    }
}

//! A sentence's clauses as far as marks show them: what is parsed as one.

use super::Word;

/// A clause: words by index, without the marks at its ends. What stands in brackets is a clause of its own.
pub type Clause = Vec<usize>;

/// Whether a mark parts clauses.
pub fn parts(mark: &str) -> bool {
    matches!(mark, "，" | "," | "；" | ";" | "：" | ":" | "。" | "！" | "？" | "!" | "?" | "…" | "——" | "—" | "……")
}

fn opens(mark: &str) -> bool {
    matches!(mark, "（" | "(" | "【" | "[")
}

fn closes(mark: &str) -> bool {
    matches!(mark, "）" | ")" | "】" | "]")
}

/// Whether a clause ends here in the middle of the sentence: a verb, and then 后 or 之前 with more behind it.
fn ends_time(text: &str, words: &[Word], clause: &[usize]) -> bool {
    let Some((&last, before)) = clause.split_last() else { return false };
    let after = matches!(words[last].span.of(text), "后" | "之后" | "以后" | "之前" | "以前" | "前");
    let next = words.get(last + 1).map_or("", |w| w.span.of(text));
    let goes_on =
        !matches!(next, "的" | "之" | "、" | "和" | "与" | "到" | "至" | "") && next.chars().any(char::is_alphanumeric);
    let counted = before.last().is_some_and(|&i| matches!(words[i].pos, "m" | "t" | "q" | "mq"));
    after && goes_on && !counted && before.iter().any(|&i| matches!(words[i].pos, "v" | "vi"))
}

/// Cuts a sentence into clauses, in the order of their first words.
pub fn clauses(text: &str, words: &[Word]) -> Vec<Clause> {
    let mut done: Vec<Clause> = Vec::new();
    let mut open: Vec<Clause> = vec![Clause::new()];
    for (i, word) in words.iter().enumerate() {
        let written = if word.whole { "" } else { word.span.of(text) };
        if opens(written) {
            open.push(Clause::new());
        } else if closes(written) && open.len() > 1 {
            done.extend(open.pop());
        } else if parts(written) || closes(written) {
            done.extend(open.last_mut().map(std::mem::take));
        } else if let Some(clause) = open.last_mut() {
            clause.push(i);
            if ends_time(text, words, clause) {
                done.push(std::mem::take(clause));
            }
        }
    }
    done.extend(open);
    done.retain(|c| !c.is_empty());
    done.sort_unstable();
    done
}

//! Scores open relations against gold in the form of BenchIE (Gashteovski et al., ACL 2022).
//!
//! The gold lists, for each sentence, facts; for each fact, all triples that state it. `[…]` marks words that may be
//! left out. A triple is right when it equals one of these forms, white space aside.

use std::fmt;

use super::Tally;
use crate::extract::Extractor;
use crate::read::Document;

/// A sentence and its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The text.
    pub text: String,
    /// The facts, each as the triples that state it.
    pub facts: Vec<Vec<Form>>,
}

/// A triple with its optional words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form([Vec<Piece>; 3]);

/// Words that must stand, or may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    words: String,
    optional: bool,
}

/// A triple as it was found: subject, relation, object.
pub type Triple = [String; 3];

/// Reads a gold file: `sent_id:N<tab>text`, then `N--> Cluster M:` before each fact and a triple a line.
///
/// Characters are separated by one blank; two blanks and more are one blank of the text.
pub fn read(gold: &str) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    for line in gold.lines() {
        if let Some((_, text)) = line.strip_prefix("sent_id:").and_then(|l| l.split_once('\t')) {
            out.push(Sentence { text: joined(text), facts: Vec::new() });
            continue;
        }
        let Some(sentence) = out.last_mut() else { continue };
        let parts: Vec<&str> = line.split("-->").map(str::trim).collect();
        match parts[..] {
            [_, cluster] if cluster.starts_with("Cluster") => sentence.facts.push(Vec::new()),
            [s, r, o] => {
                if let Some(fact) = sentence.facts.last_mut() {
                    fact.push(Form([pieces(s), pieces(r), pieces(o)]));
                }
            }
            _ => {}
        }
    }
    out
}

/// The text whose characters are separated by blanks.
fn joined(spaced: &str) -> String {
    let mut out = String::new();
    let mut chars = spaced.trim_end().chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        chars.next_if_eq(&' ');
    }
    out
}

fn pieces(slot: &str) -> Vec<Piece> {
    let mut out = vec![Piece { words: String::new(), optional: false }];
    for c in slot.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '[' | ']' => out.push(Piece { words: String::new(), optional: c == '[' }),
            c => {
                if let Some(piece) = out.last_mut() {
                    piece.words.push(c);
                }
            }
        }
    }
    out.retain(|p| !p.words.is_empty());
    out
}

/// Whether `words` is what `pieces` say, some optional ones left out.
fn fits(words: &str, pieces: &[Piece]) -> bool {
    let Some((first, rest)) = pieces.split_first() else { return words.is_empty() };
    let with = words.strip_prefix(first.words.as_str()).is_some_and(|words| fits(words, rest));
    with || (first.optional && fits(words, rest))
}

impl Form {
    /// Whether `triple`, without white space, is this one.
    fn is(&self, triple: &Triple) -> bool {
        self.0.iter().zip(triple).all(|(pieces, words)| fits(words, pieces))
    }
}

/// The open relations of one sentence as triples.
pub fn found(extractor: &Extractor, text: &str) -> Vec<Triple> {
    let extract = extractor.extract(Document::plain(text));
    let text = &extract.document.text;
    extract.open.iter().map(|r| [&r.subject, &r.verb, &r.object].map(|phrase| phrase.of(text))).collect()
}

/// The score of a set of sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Triples that are right, and all that were found.
    pub triples: (usize, usize),
    /// Facts that some triple states, and all.
    pub facts: (usize, usize),
    /// What was found, a line each: sentence, `=` when right and `+` when not, triple.
    pub lines: Vec<String>,
}

/// Scores the triples found in each sentence.
pub fn score<'s>(sentences: impl IntoIterator<Item = (&'s Sentence, Vec<Triple>)>) -> Report {
    let mut report = Report::default();
    for (number, (sentence, found)) in sentences.into_iter().enumerate() {
        let bare = |words: &String| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut found: Vec<Triple> = found.iter().map(|t| std::array::from_fn(|i| bare(&t[i]))).collect();
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|t| seen.insert(t.clone()));
        let states = |fact: &Vec<Form>, t: &Triple| fact.iter().any(|form| form.is(t));
        for triple in &found {
            let right = sentence.facts.iter().any(|fact| states(fact, triple));
            report.triples.0 += usize::from(right);
            let sign = if right { '=' } else { '+' };
            report.lines.push(format!("{} {sign} {}", number + 1, triple.join(" | ")));
        }
        report.triples.1 += found.len();
        report.facts.0 += sentence.facts.iter().filter(|fact| found.iter().any(|t| states(fact, t))).count();
        report.facts.1 += sentence.facts.len();
    }
    report
}

impl Report {
    /// The share of the triples that are right; one when there is none.
    pub fn precision(&self) -> f64 {
        Tally { hits: self.triples.0, predicted: self.triples.1, gold: 0 }.precision()
    }

    /// The share of the facts that are found; one when there is none.
    pub fn recall(&self) -> f64 {
        Tally { hits: self.facts.0, predicted: 0, gold: self.facts.1 }.recall()
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        let (p, r, f1) = (self.precision(), self.recall(), self.f1());
        let ((right, found), (stated, facts)) = (self.triples, self.facts);
        writeln!(
            f,
            "precision {p:.3} ({right} of {found} triples), recall {r:.3} ({stated} of {facts} facts), F1 {f1:.3}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "sent_id:1\t他 去 年 曾 办 过 两 家 厂 。\n1--> Cluster 1:\n他 --> [曾] 办 过 --> [两 家] 厂\n\
        1--> Cluster 2:\n他 --> [曾] 办 过 [两 家] 厂 --> 去 年\n他 --> [曾] 办 过 --> [两 家] 厂 去 年\n";

    fn triple(s: &str, r: &str, o: &str) -> Triple {
        [s, r, o].map(str::to_owned)
    }

    #[test]
    fn optional_words_may_be_left_out_one_by_one() {
        let gold = read(GOLD);
        assert_eq!(gold[0].text, "他去年曾办过两家厂。");
        let found = vec![
            triple("他", "办过", "两家 厂"),
            triple("他", "曾办过", "厂"),
            triple("他", "办", "厂"),
            triple("他", "办过厂", "去年"),
            triple("他", "办过厂", "去年"),
        ];
        let report = score([(&gold[0], found)]);
        assert_eq!((report.triples, report.facts), ((3, 4), (2, 2)), "{report}");
    }

    #[test]
    fn several_forms_are_one_fact() {
        let gold = read(GOLD);
        let found = vec![triple("他", "办过厂", "去年"), triple("他", "曾办过", "厂去年")];
        let report = score([(&gold[0], found)]);
        assert_eq!((report.triples, report.facts), ((2, 2), (1, 2)), "{report}");
        assert!((report.f1() - 2.0 / 3.0).abs() < 1e-9);
    }
}

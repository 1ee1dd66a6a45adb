//! Sentences with marked names: FewFC, and sentences with braces.

use std::path::Path;

use serde::Deserialize;

use super::Kind;
use crate::error::{Error, Result};
use crate::span::Span;

/// A sentence and the names in it, in order and without overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The words of the sentence.
    pub text: String,
    /// Bytes of `text` and the kind of name that stands there.
    pub names: Vec<(Span, Kind)>,
    /// What is not known about the rest.
    pub open: Open,
}

/// What is not known about a marked sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Stretches of bytes that may or may not be names.
    pub free: Vec<Span>,
    /// Names of a person or an organisation, not known which.
    pub either: Vec<Span>,
}

impl Marked {
    /// Adds words that are no name.
    pub fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Adds a name.
    pub fn push_name(&mut self, words: &str, kind: Kind) {
        let start = self.text.len();
        self.text.push_str(words);
        self.names.push((Span::new(start, self.text.len()), kind));
    }

    /// Adds a paragraph of its own, with its names.
    pub fn push_paragraph(&mut self, other: &Marked) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let from = self.text.len();
        self.text.push_str(&other.text);
        self.names.extend(other.names.iter().map(|&(span, kind)| (span.shift(from), kind)));
    }
}

/// Reads a whole file.
///
/// # Errors
/// [`Error::Io`] when it cannot be read as UTF-8.
pub fn load(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| Error::io(path, e))
}

#[derive(Deserialize)]
struct Record {
    content: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    mentions: Vec<Argument>,
}

#[derive(Deserialize)]
struct Argument {
    span: [usize; 2],
    role: String,
}

/// Reads FewFC: sentences in which only some names are marked, namely the persons (`…-per`), the organisations
/// (`…-org`, `target-company`, `institution`) and those that may be either (`sub`, `obj`) that take part in an event.
pub fn read_fewfc(text: &str) -> Vec<Marked> {
    let mut out = Vec::new();
    for record in text.lines().filter_map(|l| serde_json::from_str::<Record>(l).ok()) {
        let bytes: Vec<usize> = record.content.char_indices().map(|(i, _)| i).chain([record.content.len()]).collect();
        let mut names: Vec<(Span, Option<Kind>)> = Vec::new();
        for a in record.events.iter().flat_map(|e| &e.mentions) {
            let kind = match a.role.as_str() {
                role if role.ends_with("-per") => Some(Kind::Person),
                role if role.ends_with("-org") || role == "target-company" || role == "institution" => {
                    Some(Kind::Organization)
                }
                "sub" | "obj" => None,
                _ => continue,
            };
            if let (Some(&start), Some(&end)) = (bytes.get(a.span[0]), bytes.get(a.span[1])) {
                names.push((Span::new(start, end), kind));
            }
        }
        names.sort_unstable_by_key(|(s, k)| (s.start, std::cmp::Reverse(s.end), std::cmp::Reverse(*k)));
        names.dedup_by(|b, a| a.0.overlaps(b.0));
        let either = names.iter().filter(|n| n.1.is_none()).map(|n| n.0).collect();
        let names = names.iter().filter_map(|n| Some((n.0, n.1?))).collect();
        let free = vec![Span::new(0, record.content.len())];
        out.push(Marked { text: record.content, names, open: Open { free, either } });
    }
    out
}

/// Reads sentences with names in braces, one a line: `记者{P周立波}在{L桐庐}采访{O县委}。`
///
/// The first letter in the braces is the kind: P, L or O. A line that begins with `#` is a comment.
pub fn read_braces(text: &str) -> Vec<Marked> {
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(braces).collect()
}

fn braces(line: &str) -> Marked {
    let mut out = Marked::default();
    let mut rest = line;
    while let Some((plain, more)) = rest.split_once('{') {
        out.push(plain);
        let (name, more) = more.split_once('}').unwrap_or((more, ""));
        let mut letters = name.chars();
        match letters.next() {
            Some('P') => out.push_name(letters.as_str(), Kind::Person),
            Some('L') => out.push_name(letters.as_str(), Kind::Place),
            Some('O') => out.push_name(letters.as_str(), Kind::Organization),
            _ => out.push(name),
        }
        rest = more;
    }
    out.push(rest);
    out
}

//! Marked names as IOB2: a word a line, a blank line after each sentence.

use super::Kind;
use super::corpus::Marked;
use crate::span::Span;

/// Reads the sentences, without regard to the documents they belong to; see [`read_documents`].
pub fn read(text: &str) -> Vec<Marked> {
    read_documents(text).into_iter().flatten().collect()
}

/// Reads documents as their sentences.
///
/// A line is `word TAG`, with further columns between or behind, or `number word TAG ...` as in CoNLL-U and Universal
/// NER. Tags are `O`, or a place in the name (`B`, `I`; `S`, `E`, `M` of other schemes as well) with a kind behind `-`.
/// Words are joined without blanks; `# ` begins a comment. A line `-DOCSTART-` or a comment `# newdoc` begins a
/// document; in a file without, each sentence is one.
pub fn read_documents(text: &str) -> Vec<Vec<Marked>> {
    let numbered = text.lines().find(|l| !l.is_empty() && !comment(l)).is_some_and(|l| l.starts_with("1\t"));
    let mut out: Vec<Vec<Marked>> = Vec::new();
    let mut sentence = Sentence::default();
    let grouped = text.lines().any(begins_document);
    for line in text.lines().chain([""]) {
        if begins_document(line) {
            out.push(Vec::new());
        } else if !comment(line) {
            match word(line, numbered) {
                Some((word, tag)) => sentence.push(word, tag),
                None => {
                    let Some(done) = sentence.finish() else { continue };
                    match out.last_mut().filter(|_| grouped) {
                        Some(document) => document.push(done),
                        None => out.push(vec![done]),
                    }
                }
            }
        }
    }
    out.retain(|d| !d.is_empty());
    out
}

fn comment(line: &str) -> bool {
    line.starts_with("# ")
}

fn begins_document(line: &str) -> bool {
    line.starts_with("-DOCSTART-") || line.starts_with("# newdoc")
}

/// The word and the tag of a line.
fn word(line: &str, numbered: bool) -> Option<(&str, &str)> {
    let mut cells = line.split(['\t', ' ']).filter(|c| !c.is_empty());
    let word = if numbered { cells.nth(1) } else { cells.next() }?;
    let tag = |c: &&str| *c == "O" || matches!(c.as_bytes(), [b'B' | b'I' | b'E' | b'M' | b'S', b'-' | b'_', _, ..]);
    Some((word, cells.find(tag)?))
}

#[derive(Default)]
struct Sentence {
    marked: Marked,
    open: Option<(usize, Kind)>,
}

impl Sentence {
    fn push(&mut self, word: &str, tag: &str) {
        let kind = tag.get(2..).and_then(Kind::parse);
        let goes_on = tag.starts_with(['I', 'E', 'M']) && kind == self.open.map(|o| o.1);
        if !goes_on {
            self.close();
            self.open = kind.map(|k| (self.marked.text.len(), k));
        }
        self.marked.text.push_str(word);
    }

    fn close(&mut self) {
        if let Some((start, kind)) = self.open.take() {
            self.marked.names.push((Span::new(start, self.marked.text.len()), kind));
        }
    }

    fn finish(&mut self) -> Option<Marked> {
        self.close();
        Some(std::mem::take(&mut self.marked)).filter(|m| !m.text.is_empty())
    }
}

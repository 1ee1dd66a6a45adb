//! Examples: sentences with their subject in `[…]` and their object in `{…}`.

use crate::span::Span;

/// A sentence of the ontology that must, or must not, yield a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence without the marks.
    pub text: String,
    /// What stood in `[…]`.
    pub subject: Option<Span>,
    /// What stood in `{…}`.
    pub object: Option<Span>,
}

/// Reads `[S]…{O}`; the marks may come in any order, and either may be missing.
pub fn parse_example(marked: &str) -> Example {
    let mut text = String::with_capacity(marked.len());
    let (mut subject, mut object) = (None, None);
    let (mut subject_at, mut object_at) = (0, 0);
    for c in marked.chars() {
        match c {
            '[' => subject_at = text.len(),
            '{' => object_at = text.len(),
            ']' => subject = Some(Span::new(subject_at, text.len())),
            '}' => object = Some(Span::new(object_at, text.len())),
            c => text.push(c),
        }
    }
    Example { text, subject, object }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        let example = parse_example("[甲公司]创始人{马明}出席。");
        assert_eq!(example.text, "甲公司创始人马明出席。");
        assert_eq!(example.subject.unwrap().of(&example.text), "甲公司");
        assert_eq!(example.object.unwrap().of(&example.text), "马明");
    }
}

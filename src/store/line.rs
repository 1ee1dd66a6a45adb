//! A line of the snapshot: one quad in canonical N-Quads.

use std::borrow::Cow;
use std::io::Write;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphNameRef, LiteralRef, NamedOrBlankNodeRef, QuadRef, TermRef};

/// Writes a quad and a line break behind `out`.
pub(super) fn write(out: &mut Vec<u8>, quad: QuadRef<'_>) {
    match quad.subject {
        NamedOrBlankNodeRef::NamedNode(node) => iri(out, node.as_str()),
        NamedOrBlankNodeRef::BlankNode(_) => display(out, &quad.subject),
    }
    out.push(b' ');
    iri(out, quad.predicate.as_str());
    out.push(b' ');
    match quad.object {
        TermRef::NamedNode(node) => iri(out, node.as_str()),
        TermRef::Literal(value) => literal(out, value),
        other => display(out, &other),
    }
    if let GraphNameRef::NamedNode(name) = quad.graph_name {
        out.push(b' ');
        iri(out, name.as_str());
    }
    out.extend_from_slice(b" .\n");
}

fn iri(out: &mut Vec<u8>, iri: &str) {
    out.push(b'<');
    out.extend_from_slice(iri.as_bytes());
    out.push(b'>');
}

fn literal(out: &mut Vec<u8>, literal: LiteralRef<'_>) {
    out.push(b'"');
    quoted(out, literal.value());
    out.push(b'"');
    if let Some(language) = literal.language() {
        out.push(b'@');
        out.extend_from_slice(language.as_bytes());
    } else if literal.datatype() != xsd::STRING {
        out.extend_from_slice(b"^^");
        iri(out, literal.datatype().as_str());
    }
}

/// Writes `text` with the escapes of [canonical N-Quads](https://www.w3.org/TR/rdf12-n-quads/#canonical-quads).
fn quoted(out: &mut Vec<u8>, text: &str) {
    let mut rest = text;
    let special = |c: char| c < ' ' || matches!(c, '"' | '\\' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}');
    while let Some((plain, c)) = rest.find(special).and_then(|at| Some((&rest[..at], rest[at..].chars().next()?))) {
        out.extend_from_slice(plain.as_bytes());
        rest = &rest[plain.len() + c.len_utf8()..];
        match c {
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\u{C}' => out.extend_from_slice(b"\\f"),
            '\r' => out.extend_from_slice(b"\\r"),
            '"' | '\\' => out.extend_from_slice(&[b'\\', c as u8]),
            _ => display(out, &format_args!("\\u{:04X}", u32::from(c))),
        }
    }
    out.extend_from_slice(rest.as_bytes());
}

fn display(out: &mut Vec<u8>, term: &dyn std::fmt::Display) {
    let written = write!(out, "{term}");
    debug_assert!(written.is_ok(), "memory takes every byte");
}

/// A line, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// IRI of the subject.
    pub subject: &'a str,
    /// IRI of the predicate.
    pub predicate: &'a str,
    /// The object.
    pub object: Object<'a>,
    /// IRI of the graph, or `""` for the default graph.
    pub graph: &'a str,
}

/// The object of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Object<'a> {
    /// An IRI.
    Node(&'a str),
    /// The value of a literal.
    Literal(Cow<'a, str>),
}

impl<'a> Line<'a> {
    /// Takes a line apart, which has no line break; `None` when it is not one that [`write`] writes. The IRIs are not
    /// looked at.
    pub fn parse(line: &'a str) -> Option<Self> {
        let (subject, rest) = node(line)?;
        let (predicate, rest) = node(rest.strip_prefix(' ')?)?;
        let rest = rest.strip_prefix(' ')?;
        let (object, rest) = if rest.starts_with('<') {
            node(rest).map(|(iri, rest)| (Object::Node(iri), rest))?
        } else {
            value(rest).map(|(value, rest)| (Object::Literal(value), rest))?
        };
        let rest = rest.strip_prefix(' ')?;
        let (graph, rest) = if rest == "." { ("", " .") } else { node(rest)? };
        (rest == " .").then_some(Line { subject, predicate, object, graph })
    }
}

fn node(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('<')?.split_once('>')
}

/// A literal without its language or datatype, and what follows.
fn value(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut at = inner.find(['"', '\\'])?;
    let plain = &inner[..at];
    let mut value = Cow::Borrowed(plain);
    while inner.as_bytes()[at] == b'\\' {
        let (c, length) = unescaped(&inner[at..])?;
        let from = at + length;
        at = from + inner[from..].find(['"', '\\'])?;
        let value = value.to_mut();
        value.push(c);
        value.push_str(&inner[from..at]);
    }
    let rest = &inner[at + 1..];
    let rest = match rest.strip_prefix("^^") {
        Some(datatype) => node(datatype)?.1,
        None => rest
            .strip_prefix('@')
            .map_or(rest, |tag| tag.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-')),
    };
    Some((value, rest))
}

/// The character of the escape at the beginning of `text`, and the escape's length.
fn unescaped(text: &str) -> Option<(char, usize)> {
    let c = match text.as_bytes().get(1)? {
        b'b' => '\u{8}',
        b't' => '\t',
        b'n' => '\n',
        b'f' => '\u{C}',
        b'r' => '\r',
        b'"' => '"',
        b'\\' => '\\',
        b'u' => return Some((char::from_u32(u32::from_str_radix(text.get(2..6)?, 16).ok()?)?, 6)),
        _ => return None,
    };
    Some((c, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
    use proptest::prelude::*;

    fn any_object() -> impl Strategy<Value = Term> {
        let text = "[\\PC\\x00-\\x1f\\x7f\"\\\\\u{FFFE}\u{FFFF}]{0,12}";
        let node = Just(Term::from(NamedNode::new_unchecked("https://example.org/某物")));
        let literal = (text, 0..3).prop_map(|(text, sort)| match sort {
            0 => Literal::new_simple_literal(text).into(),
            1 => Literal::new_language_tagged_literal_unchecked(text, "zh").into(),
            _ => Literal::new_typed_literal(text, oxigraph::model::vocab::xsd::DECIMAL).into(),
        });
        prop_oneof![node, literal]
    }

    proptest! {
        #[test]
        fn a_line_is_written_as_oxigraph_writes_it_and_read_back(object in any_object(), named in any::<bool>()) {
            let iri = |path: &str| NamedNode::new_unchecked(format!("https://example.org/{path}"));
            let graph = if named { GraphName::from(iri("图")) } else { GraphName::DefaultGraph };
            let quad = Quad::new(iri("甲"), iri("p"), object, graph);
            let mut written = Vec::new();
            write(&mut written, quad.as_ref());
            let written = String::from_utf8(written).unwrap();
            prop_assert_eq!(&written, &format!("{quad} .\n"));
            let object = match &quad.object {
                Term::Literal(literal) => Object::Literal(literal.value().into()),
                _ => Object::Node("https://example.org/某物"),
            };
            let graph = if named { "https://example.org/图" } else { "" };
            let line = Line { subject: "https://example.org/甲", predicate: "https://example.org/p", object, graph };
            prop_assert_eq!(Line::parse(written.trim_end_matches('\n')), Some(line));
        }

        #[test]
        fn what_is_no_line_is_told(cut in 1_usize..60) {
            let line = "<https://example.org/a> <https://example.org/p> \"甲\\n\"@zh <https://example.org/g> .";
            prop_assume!(line.is_char_boundary(cut));
            prop_assert_eq!(Line::parse(&line[..cut]), None);
            prop_assert_eq!(Line::parse(&line[cut..]), None);
        }
    }
}

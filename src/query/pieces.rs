//! Cuts a query into pieces, so that what stands in strings, IRIs and comments is not taken for code.

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string, a comment.
    Quiet,
    /// An IRI in angle brackets, or a comparison that looks like one (`1<?x>2`).
    Iri,
    /// A variable with its `$`.
    Parameter,
    /// One character of everything else; `<<` and `>>` are one.
    Code,
}

/// The pieces of `text` in order; together they are all of it.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (Kind, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let (kind, length) = match c {
            '"' | '\'' => (Kind::Quiet, string(rest, c)),
            '#' => (Kind::Quiet, rest.find('\n').unwrap_or(rest.len())),
            '$' => (Kind::Parameter, 1 + name(&rest[1..]).len()),
            '<' => match iri(rest) {
                Some(length) => (Kind::Iri, length),
                None if rest[1..].starts_with('<') && iri(&rest[1..]).is_none() => (Kind::Code, 2),
                None => (Kind::Code, 1),
            },
            '>' if rest.starts_with(">>") => (Kind::Code, 2),
            c => (Kind::Code, c.len_utf8()),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some((kind, piece))
    })
}

fn name(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

/// Bytes of the string that `text` begins with, quotation marks and all.
fn string(text: &str, mark: char) -> usize {
    let long = mark.to_string().repeat(3);
    let (open, close) = if text.starts_with(&long) { (3, long) } else { (1, mark.to_string()) };
    let mut at = open;
    while at < text.len() && !text[at..].starts_with(&close) {
        let mut chars = text[at..].chars();
        let escaped = chars.next() == Some('\\');
        at = text.len()
            - if escaped {
                chars.as_str().chars().next().map_or(0, |c| chars.as_str().len() - c.len_utf8())
            } else {
                chars.as_str().len()
            };
    }
    (at + close.len()).min(text.len())
}

/// Bytes of the IRI that `text` begins with, if `<` is no comparison.
fn iri(text: &str) -> Option<usize> {
    let end = text[1..].find(|c: char| c.is_whitespace() || "<>\"{}|^`\\".contains(c))?;
    text[1 + end..].starts_with('>').then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strings_iris_and_comments_are_told_from_code() {
        let special = |text| pieces(text).filter(|(kind, piece)| *kind != Kind::Code || piece.len() > 1).collect();
        let found: Vec<_> = special("'a\\'(' \"\"\"b\"(\"\"\" <urn:(> <<<urn:s> ?p $o>> # (\n1<?x");
        let wanted = [
            (Kind::Quiet, "'a\\'('"),
            (Kind::Quiet, "\"\"\"b\"(\"\"\""),
            (Kind::Iri, "<urn:(>"),
            (Kind::Code, "<<"),
            (Kind::Iri, "<urn:s>"),
            (Kind::Parameter, "$o"),
            (Kind::Code, ">>"),
            (Kind::Quiet, "# ("),
        ];
        assert_eq!(found, wanted);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "[<>\"'\\\\#$a好({ \n]{0,24}") {
            prop_assert_eq!(pieces(&text).map(|(_, piece)| piece).collect::<String>(), text);
        }
    }
}

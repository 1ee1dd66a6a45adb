//! Puts terms in place of `$name` in a query, wherever a variable may stand.

use oxigraph::model::Term;

/// Replaces `$name` by its term; strings, IRIs and comments stay as they are. (Substitution by oxigraph reaches only
/// variables that the query projects.)
pub(super) fn fill(text: &str, terms: &[(&str, Term)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => string(rest, c),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '<' => iri(rest),
            '$' => {
                let name = name(&rest[1..]);
                if let Some((_, term)) = terms.iter().find(|(n, _)| *n == name) {
                    filled.push_str(&term.to_string());
                    rest = &rest[1 + name.len()..];
                    continue;
                }
                1 + name.len()
            }
            c => c.len_utf8(),
        };
        filled.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    filled
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

/// Bytes of the IRI that `text` begins with, or one when `<` is a comparison.
fn iri(text: &str) -> usize {
    let end = text[1..].find(|c: char| c.is_whitespace() || "<>\"{}|^`\\".contains(c));
    end.filter(|&end| text[1 + end..].starts_with('>')).map_or(1, |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;
    use proptest::prelude::*;

    #[test]
    fn only_variables_are_replaced() {
        let terms = [("x", Term::from(Literal::from("甲")))];
        let cases = [
            ("FILTER($x = ?x)", "FILTER(\"甲\" = ?x)"),
            ("'$x' \"\\\"$x\" '''it's $x''' $x", "'$x' \"\\\"$x\" '''it's $x''' \"甲\""),
            ("<https://e.org/$x> 1<$x # $x\n$xy$x", "<https://e.org/$x> 1<\"甲\" # $x\n$xy\"甲\""),
            ("\"open $x", "\"open $x"),
        ];
        for (text, wanted) in cases {
            assert_eq!(fill(text, &terms), wanted);
        }
    }

    proptest! {
        #[test]
        fn a_text_without_parameters_stays(text in "[<>\"'\\\\#$a好 \n]{0,24}") {
            prop_assert_eq!(fill(&text, &[("b", Term::from(Literal::from("甲")))]), text);
        }
    }
}

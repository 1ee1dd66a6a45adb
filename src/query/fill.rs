//! Puts terms in place of `$name` in a query, wherever a variable may stand.

use oxigraph::model::Term;

use super::pieces::{Kind, pieces};

/// Replaces `$name` by its term; strings, IRIs and comments stay as they are. (Substitution by oxigraph reaches only
/// variables that the query projects.)
pub(super) fn fill(text: &str, terms: &[(&str, Term)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for (kind, piece) in pieces(text) {
        let term = terms.iter().find(|(name, _)| kind == Kind::Parameter && *name == &piece[1..]);
        match term {
            Some((_, term)) => filled.push_str(&term.to_string()),
            None => filled.push_str(piece),
        }
    }
    filled
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

//! Queries for parsers that know no letters but those of ASCII in names of variables, as SPARQL allows them to be.

use super::pieces::{Kind, pieces};

/// The query without comments and with other names for variables like ?人物, and these names with what they stand for.
pub(crate) fn plain(text: &str) -> (String, Vec<(String, String)>) {
    let mut out = String::with_capacity(text.len());
    let mut names: Vec<(String, String)> = Vec::new();
    let mut name: Option<String> = None;
    let mut end = |out: &mut String, name: Option<String>| {
        let Some(name) = name else { return };
        if name.is_ascii() {
            out.push_str(&name);
            return;
        }
        let at = names.iter().position(|(_, known)| *known == name).unwrap_or_else(|| {
            names.push((format!("tupu_{}", names.len()), name));
            names.len() - 1
        });
        out.push_str(&names[at].0);
    };
    for (kind, piece) in pieces(text) {
        let letter = kind == Kind::Code && piece.chars().all(|c| c.is_alphanumeric() || c == '_');
        if let Some(name) = name.as_mut().filter(|_| letter) {
            name.push_str(piece);
            continue;
        }
        end(&mut out, name.take());
        match kind {
            Kind::Quiet if piece.starts_with('#') => {}
            Kind::Parameter => {
                out.push('$');
                end(&mut out, Some(piece[1..].to_owned()));
            }
            _ => out.push_str(piece),
        }
        if kind == Kind::Code && piece == "?" {
            name = Some(String::new());
        }
    }
    end(&mut out, name);
    (out, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_get_other_names_and_nothing_else_does() {
        let (text, names) = plain("SELECT ?人 $b # 谁\n{ ?人 <urn:职?务> \"?人\"@zh ; :p? ?b , ?人口 }");
        assert_eq!(text, "SELECT ?tupu_0 $b \n{ ?tupu_0 <urn:职?务> \"?人\"@zh ; :p? ?b , ?tupu_1 }");
        assert_eq!(names, [("tupu_0".to_owned(), "人".to_owned()), ("tupu_1".to_owned(), "人口".to_owned())]);
    }
}

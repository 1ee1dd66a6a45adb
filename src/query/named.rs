//! The named questions of `queries/`, which are embedded.

use oxigraph::model::{Literal, NamedNode, Term};

use super::fill::fill;
use crate::error::{Error, Result};

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../queries/", $name, ".rq")))),*]
    };
}

/// Name and text of every question, in the order in which they are listed.
const EMBEDDED: &[(&str, &str)] = embedded![
    "people",
    "founders",
    "organizations",
    "figures",
    "disagreements",
    "statements",
    "exports",
    "standards",
    "events",
    "investments",
    "sources",
    "connected",
    "timeline",
    "unaffirmed",
    "unsure",
    "documents",
    "entities",
];

/// A named question. Its first comment lines say what it asks:
///
/// ```text
/// # 人物与职务：谁在哪里担任什么职务
/// # People and posts: who holds which post where
/// # $person = "" 只看这个人 / only this person
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The name.
    pub name: String,
    /// Title and description in Chinese.
    pub chinese: String,
    /// Title and description in English.
    pub english: String,
    /// What may be set.
    pub parameters: Vec<Parameter>,
    /// The SPARQL, comments and all.
    pub text: String,
}

/// A parameter of a question: `$name` in its SPARQL stands for a term that is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The variable, without `$`.
    pub name: String,
    /// The value when none is set, as it would be given.
    pub default: String,
    /// What it means.
    pub meaning: String,
}

/// All named questions.
pub fn questions() -> Vec<Question> {
    EMBEDDED.iter().map(|(name, text)| Question::parse(name, text)).collect()
}

/// The question of this name.
///
/// # Errors
/// No such question; the nearest names are told.
pub fn find(name: &str) -> Result<Question> {
    let all = questions();
    if let Some(question) = all.iter().find(|q| q.name == name) {
        return Ok(question.clone());
    }
    let mut near: Vec<(usize, &str)> = all.iter().map(|q| (distance(name, &q.name), q.name.as_str())).collect();
    near.sort();
    let near: Vec<&str> = near.iter().take(3).map(|(_, name)| *name).collect();
    Err(Error::Query {
        reason: format!("there is no question and no file {name:?}"),
        help: format!("the nearest are {}; tupu query --list shows all", near.join(", ")),
    })
}

impl Question {
    /// Reads a question from its text.
    pub fn parse(name: &str, text: &str) -> Self {
        let mut question = Question { name: name.to_owned(), text: text.to_owned(), ..Question::default() };
        for line in text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim) {
            if let Some(parameter) = line.strip_prefix('$') {
                question.parameters.extend(Parameter::parse(parameter));
            } else if line.is_ascii() && question.english.is_empty() {
                line.clone_into(&mut question.english);
            } else if question.chinese.is_empty() {
                line.clone_into(&mut question.chinese);
            }
        }
        question
    }

    /// The query with a term in place of each parameter: what is `set`, else the default. A value in angle brackets is
    /// an IRI, a whole number an integer, all else a string.
    ///
    /// # Errors
    /// A name that is no parameter of this question, a value that is no IRI.
    pub fn filled(&self, set: &[(String, String)]) -> Result<String> {
        let wrong = |reason: String, help: String| Error::Query { reason, help };
        if let Some((name, _)) = set.iter().find(|(name, _)| !self.takes(name)) {
            let names: Vec<&str> = self.parameters.iter().map(|p| p.name.as_str()).collect();
            let help =
                if names.is_empty() { "it takes none".to_owned() } else { format!("it takes {}", names.join(", ")) };
            return Err(wrong(format!("{} has no parameter {name}", self.name), help));
        }
        let given = |name: &str| set.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let defaults = self.parameters.iter().map(|p| (p.name.as_str(), given(&p.name).unwrap_or(&p.default)));
        let free = set.iter().filter(|(name, _)| self.parameters.iter().all(|p| p.name != *name));
        let all = defaults.chain(free.map(|(name, value)| (name.as_str(), value.as_str())));
        let terms: Vec<(&str, Term)> = all
            .map(|(name, value)| match value.strip_prefix('<').and_then(|v| v.strip_suffix('>')) {
                Some(iri) => {
                    let node = NamedNode::new(iri).map_err(|e| wrong(format!("{value}: {e}"), String::new()))?;
                    Ok((name, node.into()))
                }
                None => Ok((name, value.parse::<i64>().map_or_else(|_| Literal::from(value), Literal::from).into())),
            })
            .collect::<Result<_>>()?;
        Ok(fill(&self.text, &terms))
    }

    /// Whether `name` may be set: a declared parameter, or any `$name` of a query that declares none.
    fn takes(&self, name: &str) -> bool {
        let written = || self.text.contains(&format!("${name}"));
        self.parameters.iter().any(|p| p.name == name) || (self.parameters.is_empty() && written())
    }
}

impl Parameter {
    /// Reads `name = "default" meaning`.
    fn parse(line: &str) -> Option<Self> {
        let (name, rest) = line.split_once('=')?;
        let rest = rest.trim();
        let (default, meaning) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        let [name, default, meaning] = [name, default, meaning].map(|s| s.trim().to_owned());
        Some(Parameter { name, default, meaning })
    }
}

/// Levenshtein's distance, in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_are_told() {
        let error = find("foundres").unwrap_err().to_string();
        assert!(error.contains("the nearest are founders"), "{error}");
    }

    #[test]
    fn every_question_says_what_it_asks_in_both_languages() {
        for question in questions() {
            assert!(!question.chinese.is_empty() && !question.chinese.is_ascii(), "{}", question.name);
            assert!(!question.english.is_empty(), "{}", question.name);
            assert!(question.parameters.iter().all(|p| p.meaning.contains('/')), "{}", question.name);
        }
    }

    #[test]
    fn parameters_are_strings_numbers_or_iris() {
        let question =
            Question::parse("q", "# 甲\n# a\n# $x = \"\" 一 / one\n# $n = 2 二 / two\nASK { FILTER($x = $n) }");
        let set = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
        let filled = question.filled(&set("x", "<https://example.org/>")).unwrap();
        assert!(
            filled.ends_with(
                r#"ASK { FILTER(<https://example.org/> = "2"^^<http://www.w3.org/2001/XMLSchema#integer>) }"#
            ),
            "{filled}"
        );
        let quoted = question.filled(&set("x", "\"} 甲")).unwrap();
        assert!(
            quoted.ends_with(r#"ASK { FILTER("\"} 甲" = "2"^^<http://www.w3.org/2001/XMLSchema#integer>) }"#),
            "{quoted}"
        );
        assert!(question.filled(&set("y", "1")).unwrap_err().to_string().contains("it takes x, n"));
        assert!(question.filled(&set("x", "<no iri>")).is_err());
    }
}

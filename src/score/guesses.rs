//! Learns from annotated articles which of the names that are only guessed are some.

use super::fold;
use super::gold::{Entity, Gold};
use super::loglinear::{Example, fit, held_out, lines, sum};
use crate::ontology;
use crate::recognise::Guess;
use crate::recognise::tagger::Kind;
use crate::recognise::tagger::corpus::Marked;
use crate::span::Span;

/// How often every guess is seen.
const EPOCHS: usize = 8;

/// What was learnt, and how good it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learnt {
    /// The lines of `data/names.tsv`.
    pub weights: String,
    /// For some limits, in logits: how many guesses pass, and how many of them are right, by weights of articles other than
    /// their own. The first limit is passed by all.
    pub passed: Vec<(f64, usize, usize)>,
}

/// Limits that are tried.
const LIMITS: [f64; 8] = [f64::MIN, -2.0, -1.5, -1.0, -0.7, -0.4, 0.0, 0.5];

/// Guesses, and whether each is right.
pub type Judged = Vec<(Guess, bool)>;

/// Learns how likely a guess is; the same texts in the same order give the same weights.
pub fn learn(texts: &[Judged]) -> Learnt {
    let examples: Vec<Vec<Example>> = texts.iter().map(|judged| judged.iter().map(example).collect()).collect();
    let scored = held_out(&examples, EPOCHS, |weights, example| (sum(weights, example[0].0), example[0].1));
    let passed = |limit: f64| {
        let above = scored.iter().filter(|(score, _)| *score >= limit);
        (limit, above.clone().count(), above.filter(|(_, right)| *right).count())
    };
    let weights = lines(&fit(&examples.iter().flatten().collect::<Vec<_>>(), EPOCHS));
    Learnt { weights, passed: LIMITS.map(passed).to_vec() }
}

/// To take a guess for a name, or not to.
fn example((guess, right): &(Guess, bool)) -> Example<'_> {
    vec![(guess.traits.as_slice(), *right), (&[], !right)]
}

/// The guesses that the gold has as names of their kind, and those that it has not; without what is optional.
pub fn judge(gold: &Gold, guesses: Vec<Guess>) -> Judged {
    let right = |guess: &Guess| {
        let name = fold(&guess.name);
        let named = |e: &&Entity| e.kind == guess.kind && e.forms().any(|form| form == name);
        let mut found = gold.entities.iter().filter(named).peekable();
        match found.peek() {
            None => Some(false),
            Some(_) => found.any(|e| !e.optional).then_some(true),
        }
    };
    guesses.into_iter().filter_map(|guess| right(&guess).map(|right| (guess, right))).collect()
}

/// The guesses that a text marks as names of their kind, and those that it does not; links of a chain of places are names
/// too.
pub fn judge_marked(marked: &Marked, guesses: Vec<Guess>) -> Judged {
    let right = |guess: &Guess| {
        let kind = match guess.kind.as_str() {
            "Person" => Kind::Person,
            "Place" => Kind::Place,
            "Organization" => Kind::Organization,
            _ => return None,
        };
        let same = |(span, of): &(Span, Kind)| {
            let name = span.of(&marked.text);
            *of == kind && (name == guess.name || kind == Kind::Place && name.contains(&guess.name))
        };
        Some(marked.names.iter().any(same))
    };
    guesses.into_iter().filter_map(|guess| right(&guess).map(|right| (guess, right))).collect()
}

/// The guesses that an example of the ontology has at its ends; nothing is known of others.
pub fn judge_example(example: &ontology::Example, guesses: Vec<Guess>) -> Judged {
    let ends = [example.subject, example.object];
    let end = |g: &Guess| ends.into_iter().flatten().any(|span| span.of(&example.text) == g.name);
    guesses.into_iter().filter(end).map(|guess| (guess, true)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_of_wrong_guesses_weigh_against_a_name() {
        let gold: Gold = serde_json::from_str(
            r#"{"title": "甲", "entities": [{"name": "甲公司", "type": "Organization", "aliases": ["甲"]},
                {"name": "乙", "type": "Organization", "optional": true}]}"#,
        )
        .unwrap();
        let guess = |name: &str, of: &str| Guess {
            name: name.to_owned(),
            kind: "Organization".to_owned(),
            traits: vec![("Organization first".to_owned(), of.to_owned())],
        };
        let guesses = vec![guess("甲", "nr"), guess("上市公司", "v"), guess("乙", "v")];
        let learnt = learn(&vec![judge(&gold, guesses); 12]);
        assert_eq!(learnt.passed[0], (f64::MIN, 24, 12), "what is optional does not count");
        let zero = learnt.passed.iter().find(|(limit, ..)| *limit == 0.0).unwrap();
        assert_eq!((zero.1, zero.2), (12, 12), "{learnt:?}");
    }
}

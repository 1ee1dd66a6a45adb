//! Precision, recall and F1 of exact spans.

use super::corpus::Marked;
use super::{Kind, Tagged};
use crate::span::Span;

/// How many names were right, found and marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Found names that are marked with the same span and kind.
    pub right: usize,
    /// Found names.
    pub found: usize,
    /// Marked names.
    pub marked: usize,
}

impl Score {
    /// The share of found names that are right, from 0 to 1.
    pub fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// The share of marked names that were found, from 0 to 1.
    pub fn recall(self) -> f64 {
        self.right as f64 / self.marked.max(1) as f64
    }

    /// The harmonic mean of precision and recall, from 0 to 1.
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.marked).max(1) as f64
    }
}

/// Scores of each kind and of all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// In the order of [`Kind::ALL`].
    pub kinds: [Score; 3],
}

impl Scores {
    /// Counts one sentence.
    pub fn add(&mut self, marked: &[(Span, Kind)], found: &[(Span, Kind)]) {
        for &(_, kind) in marked {
            self.kinds[kind as usize].marked += 1;
        }
        for name in found {
            let score = &mut self.kinds[name.1 as usize];
            score.found += 1;
            score.right += usize::from(marked.contains(name));
        }
    }

    /// All kinds together (micro average).
    pub fn all(&self) -> Score {
        self.kinds.iter().fold(Score::default(), |a, b| Score {
            right: a.right + b.right,
            found: a.found + b.found,
            marked: a.marked + b.marked,
        })
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rows = Kind::ALL.iter().map(|k| k.name()).zip(self.kinds).chain([("all", self.all())]);
        for (name, s) in rows {
            let [p, r, f1] = [s.precision(), s.recall(), s.f1()].map(|x| 100.0 * x);
            writeln!(
                f,
                "{name:4} P {p:5.1} R {r:5.1} F1 {f1:5.1}  ({} of {} found, {} marked)",
                s.right, s.found, s.marked
            )?;
        }
        Ok(())
    }
}

/// Scores what `tag` finds in marked sentences.
pub fn score(sentences: &[Marked], mut tag: impl FnMut(&str) -> Vec<Tagged>) -> Scores {
    let mut scores = Scores::default();
    for sentence in sentences {
        let found: Vec<_> = tag(&sentence.text).iter().map(|t| (t.span, t.kind)).collect();
        scores.add(&sentence.names, &found);
    }
    scores
}

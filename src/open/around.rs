//! Phrases of place, time and manner.

use crate::parse::{Clause, Label, Tag};

use super::lists;
use super::phrase::View;

impl View<'_> {
    /// Whether a dependent is a phrase of place, time or manner.
    pub fn is_around(&self, i: usize, clause: &Clause) -> bool {
        let time = self.label(i) == Label::Time || self.words[i].pos == "t" && self.words[i].whole;
        let case = self
            .tree
            .labelled(i, Label::Case)
            .any(|c| c < i && lists::prepositions(self.word(c)) || c > i && lists::postpositions(self.word(c)));
        let heads = self.tag(i) == Tag::Preposition && self.tree.children(i).any(|c| c > i);
        time || case || heads || self.preposition(&self.below(i, |_| false), clause).is_some()
    }

    /// Such a phrase with its preposition and postposition, wherever the tree hangs them.
    pub fn around(&self, head: usize, clause: &Clause) -> Vec<usize> {
        let mut phrase = self.below(head, |k| self.label(k) == Label::Mark);
        if let Some(preposition) = self.preposition(&phrase, clause) {
            phrase.insert(0, preposition);
        }
        let behind = phrase.last().and_then(|last| clause.get(clause.binary_search(last).ok()? + 1));
        if let Some(&behind) = behind
            && lists::postpositions(self.word(behind))
            && self.label(behind) == Label::Case
        {
            phrase.push(behind);
        }
        let link = |&i: &usize| lists::links(self.word(i)) && !lists::prepositions(self.word(i));
        let first = phrase.iter().position(|i| !link(i)).unwrap_or(0);
        phrase.split_off(first)
    }

    /// The preposition just before a phrase.
    fn preposition(&self, phrase: &[usize], clause: &Clause) -> Option<usize> {
        let at = clause.binary_search(phrase.first()?).ok()?;
        let before = at.checked_sub(1).map(|at| clause[at])?;
        let word = self.word(before);
        let free = !self.tag(before).is_nominal();
        (free && lists::sure_prepositions(word) && !lists::ba(word) && word != "被").then_some(before)
    }
}

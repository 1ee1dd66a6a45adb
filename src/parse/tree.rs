//! A sentence's words with their heads.

use super::{Label, Tag};

/// Dependency trees over the words of a sentence, by index: one for each clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The part of speech of each word.
    pub tags: Vec<Tag>,
    /// The head of each word; `None` for the root of a clause and for the marks between clauses.
    pub heads: Vec<Option<usize>>,
    /// What each word is to its head.
    pub labels: Vec<Label>,
}

impl Tree {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The tree of a clause, its words counted from its first.
    pub(super) fn part(&self, clause: &[usize]) -> Tree {
        let inside = |head: usize| clause.binary_search(&head).ok();
        Tree {
            tags: clause.iter().map(|&i| self.tags[i]).collect(),
            heads: clause.iter().map(|&i| self.heads[i].and_then(inside)).collect(),
            labels: clause.iter().map(|&i| self.labels[i]).collect(),
        }
    }

    /// The words that depend on `head`, in order.
    pub fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.len()).filter(move |&i| self.heads[i] == Some(head))
    }

    /// The words that depend on `head` as `label`, in order.
    pub fn labelled(&self, head: usize, label: Label) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(head).filter(move |&i| self.labels[i] == label)
    }

    /// Whether `word` is `head` or depends on it, at any distance.
    pub fn is_below(&self, word: usize, head: usize) -> bool {
        let mut at = Some(word);
        for _ in 0..=self.len() {
            match at {
                Some(i) if i == head => return true,
                Some(i) => at = self.heads[i],
                None => return false,
            }
        }
        false
    }
}

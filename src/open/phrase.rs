//! The words of a noun phrase, and the members of a list.

use crate::parse::{Label, Tag, Tree, Word};

use super::Phrase;
use super::lists;

/// A sentence as this module sees it.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub tree: &'a Tree,
}

impl<'a> View<'a> {
    pub fn word(&self, i: usize) -> &'a str {
        self.words[i].span.of(self.text)
    }

    pub fn tag(&self, i: usize) -> Tag {
        self.tree.tags[i]
    }

    pub fn label(&self, i: usize) -> Label {
        self.tree.labels[i]
    }

    pub fn has(&self, head: usize, label: Label) -> bool {
        self.tree.labelled(head, label).next().is_some()
    }

    pub fn is_mark(&self, i: usize) -> bool {
        self.tag(i) == Tag::Mark && !self.words[i].whole
    }

    /// Everything below `head`, itself included, but for what hangs on it by one of `without`; sorted.
    pub fn below(&self, head: usize, without: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut out = vec![head];
        let mut open: Vec<usize> = self.tree.children(head).filter(|&c| !without(c)).collect();
        while let Some(i) = open.pop() {
            out.push(i);
            open.extend(self.tree.children(i));
        }
        out.sort_unstable();
        out
    }

    /// The words as a phrase, marks at the ends left out.
    pub fn phrase(&self, words: &[usize]) -> Phrase {
        let first = words.iter().position(|&i| !self.is_mark(i)).unwrap_or(0);
        let last = words.iter().rposition(|&i| !self.is_mark(i)).map_or(0, |at| at + 1);
        Phrase(words[first.min(last)..last].iter().map(|&i| self.words[i].span).collect())
    }

    /// Whether a word joins the members of a list.
    pub fn joins(&self, i: usize) -> bool {
        matches!(self.word(i), "、" | "和" | "与" | "及" | "以及" | "或" | "跟" | "并")
    }

    /// The heads of the members of a list with `head` as one of them.
    fn members(&self, head: usize) -> Vec<usize> {
        let mut out = vec![head];
        let mut at = 0;
        while at < out.len() {
            let more: Vec<usize> = self
                .tree
                .labelled(out[at], Label::Joined)
                .filter(|&j| self.tag(j).is_nominal() && j > out[at])
                .collect();
            out.extend(more);
            at += 1;
        }
        out.sort_unstable();
        out
    }

    /// A noun phrase as written, prepositions and further members of its list left out.
    pub fn noun(&self, head: usize) -> Vec<usize> {
        let outside = |c: usize| match self.label(c) {
            Label::Joined | Label::Conjunction | Label::Passive => true,
            Label::Case => {
                let described = (c..head).any(|i| self.tag(i) == Tag::De);
                c < head && !described && (lists::prepositions(self.word(c)) || lists::ba(self.word(c)))
            }
            Label::Mark => c < head && self.word(c) == "、",
            _ => false,
        };
        let mut words = self.below(head, outside);
        // The words between its first and its last are its own, whatever the tree says.
        if let (Some(&first), Some(&last)) = (words.first(), words.last()) {
            words = (first..=last).collect();
        }
        words
    }

    /// The noun phrases of a list, each by itself.
    pub fn nouns(&self, head: usize) -> Vec<Phrase> {
        let members = self.members(head);
        if members[1..].iter().any(|&m| self.describes_all(m)) {
            let words = self.below(head, |c| self.label(c) == Label::Case && c < head);
            return vec![self.phrase(&words)];
        }
        let parts = members.into_iter().flat_map(|m| self.parted(self.noun(m)));
        parts.map(|p| self.phrase(&p)).filter(|p| !p.is_empty()).collect()
    }

    /// Whether a further member of a list is described by a noun, so that the whole list may be (铁路和公路的里程).
    fn describes_all(&self, member: usize) -> bool {
        let words = self.noun(member);
        let de = words.iter().position(|&i| self.tag(i) == Tag::De);
        de.and_then(|at| at.checked_sub(1))
            .is_some_and(|at| matches!(self.tag(words[at]), Tag::Noun | Tag::Name | Tag::Suffix))
    }

    /// Cuts a phrase at 和 and its like where nothing that describes all of it follows.
    fn parted(&self, words: Vec<usize>) -> Vec<Vec<usize>> {
        let last_de = words.iter().rposition(|&i| self.tag(i) == Tag::De).map_or(0, |at| at + 1);
        let mut out = vec![Vec::new()];
        for (at, &i) in words.iter().enumerate() {
            let inside = at > 0 && at + 1 < words.len();
            if at >= last_de && inside && self.joins(i) && self.tag(words[at - 1]).is_nominal() {
                out.push(Vec::new());
            } else if let Some(part) = out.last_mut() {
                part.push(i);
            }
        }
        out.retain(|p| !p.is_empty());
        out
    }
}

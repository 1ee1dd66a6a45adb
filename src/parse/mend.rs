//! Trees that cannot be right, set right: no clause without 的 describes the noun before it, so that a verb behind the
//! head of a clause is itself the head, and the noun its subject.

use super::{Label, Tree};

impl Tree {
    /// Whether a word can be said of a subject: a verb that does not describe a noun.
    pub fn is_predicate(&self, word: usize) -> bool {
        self.tags[word].is_verbal() && self.labelled(word, Label::De).next().is_none()
    }

    /// Makes the verb behind a noun the head of both.
    pub(super) fn mend(&mut self) {
        for noun in 0..self.len() {
            if self.is_predicate(noun) || !self.tags[noun].is_nominal() {
                continue;
            }
            let said = |label| matches!(label, Label::Clause | Label::Beside | Label::Open);
            let verb = self.children(noun).find(|&c| c > noun && self.is_predicate(c) && said(self.labels[c]));
            let Some(verb) = verb else { continue };
            let behind: Vec<usize> = self.children(noun).filter(|&c| c > noun && c != verb).collect();
            for c in behind {
                self.heads[c] = Some(verb);
            }
            (self.heads[verb], self.labels[verb]) = (self.heads[noun], self.labels[noun]);
            (self.heads[noun], self.labels[noun]) = (Some(verb), Label::Subject);
            if self.labels[verb] == Label::Object {
                self.labels[verb] = Label::Content;
            }
        }
    }
}

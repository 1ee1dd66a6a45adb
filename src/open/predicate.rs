//! A verb with what stands before and behind it.

use crate::parse::{Clause, Label, Tag};

use super::lists;
use super::phrase::View;

/// A predicate of a clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Predicate {
    /// The heads of its subjects.
    pub subjects: Vec<usize>,
    /// A noun just before the first subject, of which it is a part.
    pub outer: Option<usize>,
    /// The words of the relation: adverbs, 被, 把 with its noun, verb, 了, and what belongs to the verb.
    pub verb: Vec<usize>,
    /// The verb and what belongs to it, without the rest.
    pub core: Vec<usize>,
    /// The head of its object.
    pub object: Option<usize>,
    /// The words of an object that is a verb, a clause, or the noun behind 是.
    pub content: Vec<usize>,
    /// Phrases of place, time and manner, before and behind.
    pub around: Vec<Vec<usize>>,
    /// Who does it, behind 被.
    pub agent: Option<usize>,
    /// The root of a clause that is its object and has a subject of its own.
    pub clause: Option<usize>,
    /// Further verbs of the same subject, before and behind.
    pub before: Vec<usize>,
    pub further: Vec<usize>,
}

impl View<'_> {
    /// Whether word `i` can be said of a subject.
    pub fn is_predicate(&self, i: usize) -> bool {
        self.has(i, Label::Copula) || self.tag(i).is_verbal() && !self.has(i, Label::De)
    }

    /// Whether a dependent is a phrase of place, time or manner.
    fn is_around(&self, i: usize, clause: &Clause) -> bool {
        let time = self.label(i) == Label::Time || self.words[i].pos == "t" && self.words[i].whole;
        let case = self.tree.labelled(i, Label::Case).any(|c| {
            c < i && lists::prepositions(self.word(c)) || c > i && lists::postpositions(self.word(c))
        });
        let heads = self.tag(i) == Tag::Preposition && self.tree.children(i).any(|c| c > i);
        time || case || heads || self.preposition(&self.below(i, |_| false), clause).is_some()
    }

    /// The preposition just before a phrase, or at its beginning.
    fn preposition(&self, phrase: &[usize], clause: &Clause) -> Option<usize> {
        let at = clause.binary_search(phrase.first()?).ok()?;
        let before = at.checked_sub(1).map(|at| clause[at])?;
        let noun = self.label(before) != Label::Copula && !self.tag(before).is_nominal();
        let word = self.word(before);
        (noun && lists::sure_prepositions(word) && !lists::ba(word) && word != "被").then_some(before)
    }

    /// A phrase of place, time or manner with its preposition.
    fn around(&self, head: usize, clause: &Clause) -> Vec<usize> {
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

    /// Reads the predicate at `head`, a word of `clause`.
    pub fn predicate(&self, head: usize, clause: &Clause) -> Predicate {
        let copula = self.tree.labelled(head, Label::Copula).next();
        let verb = copula.unwrap_or(head);
        let mut p = Predicate::default();
        let mut before: Vec<usize> = Vec::new();
        let mut behind: Vec<usize> = vec![verb];
        let mut nominal: Vec<usize> = Vec::new();
        let passive = clause.iter().copied().filter(|&i| i < verb && self.word(i) == "被").next_back();
        let passive = passive.filter(|&by| self.tree.is_below(by, head));
        for c in self.tree.children(head).filter(|&c| c < verb) {
            let word = self.word(c);
            let around = self.is_around(c, clause);
            match self.label(c) {
                _ if Some(c) == passive || lists::links(word) => {}
                _ if lists::moments(word) => before.push(c),
                _ if passive.is_some_and(|by| by < c && self.tree.is_below(by, c)) => p.agent = Some(c),
                Label::Subject if !around => nominal.push(c),
                Label::Mark | Label::Conjunction | Label::De => {}
                _ if self.tree.labelled(c, Label::Case).any(|k| lists::ba(self.word(k))) => {
                    before.extend(self.below(c, |_| false));
                }
                _ if around => p.around.push(self.around(c, clause)),
                Label::Adverb | Label::Link | Label::Modal if self.tag(c) != Tag::Preposition => {
                    before.extend(self.below(c, |_| false));
                }
                _ if self.is_predicate(c) => p.before.push(c),
                _ if self.tag(c).is_nominal() => nominal.push(c),
                _ => {}
            }
        }
        for c in self.tree.children(head).filter(|&c| c > verb) {
            match self.label(c) {
                Label::Joined | Label::Beside if c > head && self.is_predicate(c) => p.further.push(c),
                _ if copula.is_some() => {}
                Label::Aspect => behind.push(c),
                Label::Link if self.tree.children(c).next().is_none() => behind.push(c),
                Label::Object | Label::Second | Label::Modifier | Label::Subject | Label::Time => {
                    let place = behind.last().is_some_and(|&i| matches!(self.word(i), "于" | "在") && i != verb);
                    if place && p.object.is_none() && p.content.is_empty() {
                        let first = behind.pop().into_iter();
                        let words = self.below(c, |_| false);
                        p.content = first.chain(words.into_iter().filter(|&i| i > verb)).collect();
                        p.content.dedup();
                    } else if self.is_around(c, clause) && self.label(c) != Label::Object {
                        p.around.push(self.around(c, clause));
                    } else if p.object.is_none() {
                        p.object = Some(c);
                    }
                }
                Label::Content | Label::Open if p.content.is_empty() => {
                    let own = self.tree.children(c).any(|s| s < c && self.label(s) == Label::Subject);
                    p.clause = own.then_some(c);
                    let first = self.below(c, |_| false)[0];
                    p.content = clause.iter().copied().filter(|&i| i >= first).collect();
                }
                _ => {}
            }
        }
        if copula.is_some() {
            let later = p.further.first().copied().map_or(usize::MAX, |f| self.below(f, |_| false)[0]);
            p.content = self.below(head, |c| c < verb || c >= later);
            p.content.retain(|&i| i > verb);
        }
        // The agent stands between 被 and the verb.
        if let Some(by) = passive {
            before.push(by);
            if let Some(at) = nominal.iter().rposition(|&n| n > by) {
                p.agent = Some(nominal.remove(at));
            }
        }
        let subject = nominal.iter().rposition(|&n| self.label(n) == Label::Subject).or((!nominal.is_empty()).then_some(0));
        if let Some(at) = subject {
            p.subjects.push(nominal[at]);
            p.outer = nominal[..at].iter().rev().copied().find(|&n| self.noun(n).last().is_some_and(|&i| i + 1 == self.noun(nominal[at])[0]));
            p.subjects.extend(nominal[at + 1..].iter().copied().take_while(|&n| self.follows_list(n, clause)));
        }
        p.core = behind.iter().copied().filter(|&i| self.label(i) != Label::Aspect).collect();
        p.core.extend(passive);
        p.core.sort_unstable();
        p.core.dedup();
        p.verb = before;
        p.verb.extend(behind);
        p.verb.sort_unstable();
        p.verb.dedup();
        p
    }

    /// Whether 和 or its like stands just before a noun phrase.
    fn follows_list(&self, head: usize, clause: &Clause) -> bool {
        let at = clause.binary_search(&self.noun(head)[0]).ok();
        at.and_then(|at| at.checked_sub(1)).is_some_and(|at| self.joins(clause[at]))
    }

    /// Reads a clause without a subject that begins with a verb which the tree takes for something else.
    pub fn first_verb(&self, clause: &Clause) -> Option<Predicate> {
        let skip = |i: usize| self.tag(i) == Tag::Adverb || lists::links(self.word(i));
        let at = clause.iter().position(|&i| !skip(i))?;
        let verb = clause[at];
        let verbal = matches!(self.tag(verb), Tag::Copula | Tag::Verb) || self.words[verb].pos == "v";
        let fits = verbal && !lists::prepositions(self.word(verb));
        let content = clause[at + 1..].to_vec();
        (fits && !content.is_empty()).then(|| Predicate { verb: vec![verb], core: vec![verb], content, ..Predicate::default() })
    }
}

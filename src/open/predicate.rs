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
    /// The words of an object that is a verb or a clause.
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

/// Where a predicate stands.
struct Site<'c> {
    clause: &'c Clause,
    verb: usize,
    /// 被.
    passive: Option<usize>,
}

impl View<'_> {
    /// Reads the predicate whose verb is a word of `clause`.
    pub fn predicate(&self, verb: usize, clause: &Clause) -> Predicate {
        let passive = clause.iter().copied().rfind(|&i| i < verb && self.word(i) == "被");
        let passive = passive.filter(|&by| self.tree.is_below(by, verb));
        let site = Site { clause, verb, passive };
        let mut p = Predicate::default();
        let (before, nominal) = self.before(&site, &mut p);
        let behind = self.behind(&site, &mut p);
        self.subject(&nominal, &site, &mut p);
        p.core = behind.iter().copied().filter(|&i| self.label(i) != Label::Aspect).chain(passive).collect();
        p.verb = before.into_iter().chain(behind).chain(passive).collect();
        for words in [&mut p.core, &mut p.verb] {
            words.sort_unstable();
            words.dedup();
        }
        p
    }

    /// Reads what stands before a verb; gives its adverbs and the heads of the noun phrases that may be its subject.
    fn before(&self, site: &Site, p: &mut Predicate) -> (Vec<usize>, Vec<usize>) {
        let (mut adverbs, mut nominal) = (Vec::new(), Vec::new());
        for c in self.tree.children(site.verb).filter(|&c| c < site.verb) {
            let around = self.is_around(c, site.clause);
            let agent = |by: usize| by < c && self.tree.is_below(by, c);
            match self.label(c) {
                _ if Some(c) == site.passive || lists::links(self.word(c)) => {}
                _ if lists::moments(self.word(c)) => adverbs.push(c),
                _ if site.passive.is_some_and(agent) => p.agent = Some(c),
                Label::Subject if !around => nominal.push(c),
                Label::Mark | Label::Conjunction | Label::De => {}
                _ if self.tree.labelled(c, Label::Case).any(|k| lists::ba(self.word(k))) => {
                    adverbs.extend(self.below(c, |_| false));
                }
                _ if around => p.around.push(self.around(c, site.clause)),
                Label::Adverb | Label::Link | Label::Modal if self.tag(c) != Tag::Preposition => {
                    adverbs.extend(self.below(c, |_| false));
                }
                _ if self.tree.is_predicate(c) => p.before.push(c),
                _ if self.tag(c).is_nominal() => nominal.push(c),
                _ => {}
            }
        }
        (adverbs, nominal)
    }

    /// Reads what stands behind a verb; gives the verb with what belongs to it.
    fn behind(&self, site: &Site, p: &mut Predicate) -> Vec<usize> {
        let mut verb = vec![site.verb];
        for c in self.tree.children(site.verb).filter(|&c| c > site.verb) {
            match self.label(c) {
                Label::Joined | Label::Beside if self.tree.is_predicate(c) => p.further.push(c),
                Label::Aspect => verb.push(c),
                Label::Link if self.tree.children(c).next().is_none() => verb.push(c),
                Label::Object | Label::Second | Label::Modifier | Label::Subject | Label::Time => {
                    let places = |&i: &usize| matches!(self.word(i), "于" | "在") && i != site.verb;
                    if p.object.is_none() && p.content.is_empty() && verb.last().is_some_and(places) {
                        // 成立于1851年: the preposition goes with its noun.
                        let phrase = self.below(c, |_| false).into_iter().filter(|&i| i > site.verb);
                        p.content = verb.pop().into_iter().chain(phrase).collect();
                        p.content.dedup();
                    } else if self.is_around(c, site.clause) && self.label(c) != Label::Object {
                        p.around.push(self.around(c, site.clause));
                    } else if p.object.is_none() {
                        p.object = Some(c);
                    }
                }
                Label::Content | Label::Open if p.content.is_empty() => {
                    let own = self.tree.children(c).any(|s| s < c && self.label(s) == Label::Subject);
                    p.clause = own.then_some(c);
                    let first = self.below(c, |_| false)[0];
                    p.content = site.clause.iter().copied().filter(|&i| i >= first).collect();
                }
                _ => {}
            }
        }
        verb
    }

    /// Tells subjects and agent apart among the noun phrases before a verb.
    fn subject(&self, nominal: &[usize], site: &Site, p: &mut Predicate) {
        let mut nominal = nominal.to_vec();
        // The agent stands between 被 and the verb.
        if let Some(at) = site.passive.and_then(|by| nominal.iter().rposition(|&n| n > by)) {
            p.agent = Some(nominal.remove(at));
        }
        let labelled = nominal.iter().rposition(|&n| self.label(n) == Label::Subject);
        let Some(at) = labelled.or((!nominal.is_empty()).then_some(0)) else { return };
        let first = self.noun(nominal[at])[0];
        let touches = |&n: &usize| self.noun(n).last().is_some_and(|&i| i + 1 == first);
        p.subjects.push(nominal[at]);
        p.outer = nominal[..at].iter().rev().copied().find(touches);
        p.subjects.extend(nominal[at + 1..].iter().copied().take_while(|&n| self.follows_list(n, site.clause)));
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
        let core = vec![verb];
        (fits && !content.is_empty()).then(|| Predicate { verb: core.clone(), core, content, ..Predicate::default() })
    }
}

//! Clause by clause: who is meant, what goes with what.

use crate::parse::{Clause, Label, Tag, Tree, Word, clauses};

use super::phrase::View;
use super::predicate::Predicate;
use super::{Phrase, Relation, lists};

/// What a sentence says, in order: `words` and `tree` as [`parse`](crate::parse) gives them.
pub fn relations(text: &str, words: &[Word], tree: &Tree) -> Vec<Relation> {
    let clauses = clauses(text, words);
    let view = View { text, words, tree };
    let mut reader = Reader {
        view: &view,
        subjects: Vec::new(),
        objects: Vec::new(),
        waiting: Vec::new(),
        around: Vec::new(),
        out: Vec::new(),
    };
    for clause in &clauses {
        reader.clause(clause);
    }
    let mut out = reader.out;
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|r| seen.insert(r.clone()));
    out
}

/// The most characters of a subject, a verb phrase and an object: what is longer is hardly ever cut right.
const SUBJECT: usize = 15;
const VERB: usize = 12;
const OBJECT: usize = 20;

struct Reader<'a> {
    view: &'a View<'a>,
    /// Whom the last clause was about, and what its object was.
    subjects: Vec<Phrase>,
    objects: Vec<Phrase>,
    /// Noun phrases that stood as clauses by themselves: subjects of what follows.
    waiting: Vec<Phrase>,
    /// Phrases of place and time that stood so.
    around: Vec<Phrase>,
    out: Vec<Relation>,
}

impl Reader<'_> {
    fn clause(&mut self, clause: &Clause) {
        let v = self.view;
        let Some(&root) = clause.iter().find(|&&i| v.label(i) == Label::Root) else { return };
        let start = clause.iter().position(|&i| !lists::links(v.word(i))).unwrap_or(0);
        let rest = &clause[start..];
        let (first, last) = (v.word(rest[0]), v.word(rest[rest.len() - 1]));
        let purpose = first == "以" && rest.get(1).is_some_and(|&i| v.tag(i).is_verbal());
        if lists::conditions(first) || purpose || last.ends_with('时') && lists::postpositions(last) {
            return;
        }
        if lists::renames(first) && rest.len() > 1 {
            self.waiting.push(v.phrase(&rest[1..]));
        } else if !v.tree.is_predicate(root) {
            let framed = lists::prepositions(first) || lists::postpositions(last) || v.words[root].pos == "t";
            if framed || v.label(root) == Label::Time {
                // 他在离开之前: he is the subject of what follows.
                let preposition = rest.iter().position(|&i| lists::sure_prepositions(v.word(i)));
                let at = preposition.filter(|&at| rest[..at].iter().all(|&i| v.tag(i).is_nominal())).unwrap_or(0);
                self.waiting.extend((at > 0).then(|| v.phrase(&rest[..at])));
                self.around.push(v.phrase(&rest[at..]));
            } else if let Some(p) = v.first_verb(clause) {
                let subjects = self.subjects(&p, None);
                self.state(&p, &subjects);
                self.subjects = subjects;
            } else if v.tag(root).is_nominal() {
                self.waiting.extend(v.nouns(root));
            }
        } else if !self.aside(root, clause, rest) {
            self.predicate(root, clause, None);
        }
    }

    /// Keeps a clause that only tells the time or the role of what follows; `rest` is the clause without links before it.
    fn aside(&mut self, root: usize, clause: &Clause, rest: &[usize]) -> bool {
        let v = self.view;
        let (first, last) = (v.word(rest[0]), v.word(rest[rest.len() - 1]));
        if lists::postpositions(last) && last.ends_with(['后', '前']) {
            let p = v.predicate(root, clause);
            // 他在离开前: he is the subject of what follows.
            let outer = p.subjects.first().map(|&s| v.noun(s)).filter(|n| n.last() < p.verb.first() && first != "在");
            let from = outer.as_ref().and_then(|n| rest.iter().position(|i| Some(i) > n.last())).unwrap_or(0);
            self.waiting.extend(outer.map(|noun| v.phrase(&noun)));
            self.around.push(v.phrase(&rest[from..]));
            return true;
        }
        if v.word(root) == "作为" {
            let p = v.predicate(root, clause);
            let nouns: Vec<Phrase> = p.subjects.iter().flat_map(|&s| self.own(s)).collect();
            self.waiting.extend(nouns);
            self.around.push(v.phrase(&v.below(root, |c| c < root)));
            return true;
        }
        let alone = lists::grants(first) && v.predicate(root, clause).subjects.is_empty();
        alone || lists::postpositions(last) && !v.has(root, Label::Object)
    }

    fn predicate(&mut self, head: usize, clause: &Clause, inherited: Option<&[Phrase]>) {
        let v = self.view;
        if lists::hollow(v.word(head)) {
            let content = v.tree.children(head).find(|&c| matches!(v.label(c), Label::Content | Label::Open));
            if let Some(content) = content.filter(|&c| v.tree.is_predicate(c)) {
                self.predicate(content, clause, inherited);
            }
            return;
        }
        let p = v.predicate(head, clause);
        let subjects = self.subjects(&p, inherited);
        for &further in &p.before {
            self.predicate(further, clause, Some(&subjects));
        }
        self.state(&p, &subjects);
        if inherited.is_none() {
            self.subjects.clone_from(&subjects);
        }
        let causes = p.verb.iter().any(|&i| lists::causes(v.word(i)));
        if let Some(content) = p.clause.filter(|_| !causes) {
            self.predicate(content, clause, Some(&[]));
        }
        for &further in &p.further {
            self.predicate(further, clause, Some(&subjects));
        }
    }

    /// Whom a predicate is about.
    fn subjects(&mut self, p: &Predicate, inherited: Option<&[Phrase]>) -> Vec<Phrase> {
        let v = self.view;
        let waiting = std::mem::take(&mut self.waiting);
        let mut own: Vec<Phrase> = p.subjects.iter().flat_map(|&s| self.own(s)).collect();
        if let (Some(outer), Some(first)) = (p.outer, own.first_mut()) {
            let whole = v.phrase(&v.noun(outer));
            first.0.splice(0..0, whole.0);
        }
        let lists = p.verb.iter().any(|&i| lists::lists(v.word(i)));
        match inherited {
            _ if !own.is_empty() => own,
            Some(given) => given.to_vec(),
            None if !waiting.is_empty() => waiting,
            None if lists && !self.objects.is_empty() => self.objects.clone(),
            None => self.subjects.clone(),
        }
    }

    /// The noun phrases of a subject, cut where a preposition shows that the tree took in too much.
    fn own(&self, head: usize) -> Vec<Phrase> {
        let v = self.view;
        let all = v.noun(head);
        let de = all.iter().rposition(|&i| v.tag(i) == Tag::De).map_or(0, |at| at + 1);
        let cut = all.iter().enumerate().position(|(at, &i)| {
            let pronoun = at == 1 && v.tag(all[0]) == Tag::Pronoun;
            lists::sure_prepositions(v.word(i)) && at > 0 && (at >= de || pronoun)
        });
        if lists::links(v.word(head)) {
            return Vec::new();
        }
        match cut {
            Some(at) => vec![v.phrase(&all[..at])],
            None => v.nouns(head),
        }
    }

    /// Writes down what a predicate says of its subjects.
    fn state(&mut self, p: &Predicate, subjects: &[Phrase]) {
        let v = self.view;
        let (verb, core) = (v.phrase(&p.verb), v.phrase(&p.core));
        let objects: Vec<Phrase> = match p.object {
            Some(o) => v.nouns(o),
            None if !p.content.is_empty() => vec![v.phrase(&p.content)],
            None => Vec::new(),
        };
        let mut around: Vec<Phrase> = std::mem::take(&mut self.around);
        around.extend(p.around.iter().map(|a| v.phrase(a)));
        for subject in subjects.iter().filter(|s| !s.is_empty()) {
            let mut say = |verb: &Phrase, object: &Phrase| {
                let short = |phrase: &Phrase, most: usize| (1..=most).contains(&phrase.of(v.text).chars().count());
                if short(subject, SUBJECT) && short(verb, VERB) && short(object, OBJECT) {
                    let (subject, core) = (subject.clone(), core.clone());
                    self.out.push(Relation { subject, verb: verb.clone(), core, object: object.clone() });
                }
            };
            for object in &objects {
                say(&verb, object);
            }
            if let Some(agent) = p.agent {
                let whole = joined(&verb, objects.first());
                v.nouns(agent).iter().for_each(|a| say(&whole, a));
            }
            for place in &around {
                if objects.is_empty() {
                    say(&verb, place);
                }
                for object in &objects {
                    say(&joined(&verb, Some(object)), place);
                }
            }
        }
        self.objects = objects;
    }
}

fn joined(verb: &Phrase, object: Option<&Phrase>) -> Phrase {
    let mut out = verb.clone();
    out.0.extend(object.into_iter().flat_map(|o| o.0.iter().copied()));
    out
}

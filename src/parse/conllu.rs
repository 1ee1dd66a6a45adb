//! Treebanks in CoNLL-U, of versions 1 and 2 of Universal Dependencies, made one.

use super::{Label, Tag};
use crate::span::Span;

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// The words joined without blanks.
    pub text: String,
    /// The bytes of each word.
    pub spans: Vec<Span>,
    /// The part of speech of each word.
    pub tags: Vec<Tag>,
    /// The head of each word; `None` for the root.
    pub heads: Vec<Option<usize>>,
    /// What each word is to its head.
    pub labels: Vec<Label>,
}

/// Prepositions that the treebank often takes for verbs.
const PREPOSITIONS: &[&str] = &[
    "在", "于", "从", "自", "对", "向", "以", "为", "由", "与", "和", "跟", "同", "根据", "按", "按照", "因", "由于",
    "通过", "经", "经过", "随", "随着", "除", "除了", "作为", "给", "到", "至", "用", "针对", "关于", "对于", "至于",
    "当", "如", "沿", "朝", "往", "依", "依照", "依据", "凭", "借", "就", "比", "替",
];

/// Reads the sentences of a file; where it is of version 1, trees are given the form of version 2.
pub fn read(text: &str) -> Vec<Gold> {
    let old = text.contains("\tdobj\t");
    let mut out = Vec::new();
    for block in text.split("\n\n") {
        let mut gold = Gold::default();
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [number, word, _, _, tag, _, head, label, ..] = cells[..] else { continue };
            if number.parse::<usize>().is_err() {
                continue;
            }
            let start = gold.text.len();
            gold.text.push_str(word);
            gold.spans.push(Span::new(start, gold.text.len()));
            gold.tags.push(Tag::parse(tag));
            gold.heads.push(head.parse::<usize>().ok().and_then(|h| h.checked_sub(1)));
            gold.labels.push(Label::parse(label));
        }
        if gold.spans.is_empty() {
            continue;
        }
        gold.settle();
        if old {
            gold.renew();
        }
        gold.copulas();
        gold.prepose();
        gold.agents();
        out.push(gold);
    }
    out
}

impl Gold {
    /// What both versions have in common after it: 的 and postpositions have labels of their own.
    fn settle(&mut self) {
        for i in 0..self.heads.len() {
            let follows = self.heads[i].is_some_and(|h| h < i);
            if self.tags[i] == Tag::De {
                self.labels[i] = Label::De;
            } else if self.tags[i] == Tag::Preposition && follows && self.labels[i] != Label::Joined {
                self.labels[i] = Label::Case;
            } else if self.tags[i] == Tag::Aspect && follows {
                self.labels[i] = Label::Aspect;
            } else if self.labels[i] == Label::Determiner && self.tags[i] != Tag::Determiner {
                self.labels[i] = if self.tags[i] == Tag::Measure { Label::Classifier } else { Label::Modifier };
            }
        }
    }

    /// From version 1 to 2: the first of several clauses is the head, 和 hangs on what follows it, a measure word on
    /// its number, 把 on its noun.
    fn renew(&mut self) {
        let words = self.heads.len();
        for i in 0..words {
            let Some(head) = self.heads[i] else { continue };
            if self.labels[i] == Label::Conjunction && head < i {
                let next = (i + 1..words).find(|&j| self.heads[j] == Some(head) && self.labels[j] == Label::Joined);
                self.heads[i] = next.or(self.heads[i]);
            } else if self.tags[i] == Tag::Measure && self.labels[i] == Label::Modifier && head > i {
                let count =
                    |j: usize| self.heads[j] == Some(i) && matches!(self.labels[j], Label::Number | Label::Determiner);
                if let Some(number) = i.checked_sub(1).filter(|&j| count(j)) {
                    for j in 0..words {
                        if self.heads[j] == Some(i) {
                            self.heads[j] = Some(head);
                        }
                    }
                    self.heads[i] = Some(number);
                    self.labels[i] = Label::Classifier;
                }
            } else if self.tags[i] == Tag::Ba && self.labels[i] == Label::Case && head > i {
                let noun = (i + 1..head).find(|&j| self.heads[j] == Some(head) && self.tags[j].is_nominal());
                if let Some(noun) = noun {
                    self.heads[i] = Some(noun);
                    self.labels[noun] = Label::Modifier;
                }
            }
        }
        let Some(root) = self.heads.iter().position(Option::is_none) else { return };
        let beside = |i: usize| self.heads[i] == Some(root) && self.labels[i] == Label::Beside && i < root;
        let clauses: Vec<usize> = (0..root).filter(|&i| beside(i)).collect();
        if let Some((&first, others)) = clauses.split_first() {
            for &i in others.iter().chain([&root]) {
                (self.heads[i], self.labels[i]) = (Some(first), Label::Beside);
            }
            (self.heads[first], self.labels[first]) = (None, Label::Root);
            for i in 0..words {
                let outside = i < first || i > root;
                if self.heads[i] == Some(root) && self.labels[i] == Label::Mark && outside {
                    self.heads[i] = Some(first);
                }
            }
        }
    }

    /// 是 is a verb like others: the head of what it says, which is its object.
    fn copulas(&mut self) {
        for i in 0..self.heads.len() {
            let Some(said) = self.heads[i].filter(|&h| h > i && self.labels[i] == Label::Copula) else { continue };
            for c in 0..self.heads.len() {
                let beside = c > said && matches!(self.labels[c], Label::Beside | Label::Mark | Label::Loose);
                if self.heads[c] == Some(said) && c != i && (c < i || beside) {
                    self.heads[c] = Some(i);
                }
            }
            (self.heads[i], self.labels[i]) = (self.heads[said], self.labels[said]);
            self.heads[said] = Some(i);
            self.labels[said] = if self.tags[said].is_nominal() { Label::Object } else { Label::Content };
        }
    }

    /// 由 with a clause: its verb is the head, its subject the noun of 由.
    fn agents(&mut self) {
        for i in 0..self.heads.len() {
            if !matches!(self.spans[i].of(&self.text), "由" | "以" | "作为") {
                continue;
            }
            let below: Vec<usize> = (0..self.heads.len()).filter(|&j| self.heads[j] == Some(i)).collect();
            let verb = below.iter().copied().find(|&j| {
                j > i && self.tags[j] == Tag::Verb && matches!(self.labels[j], Label::Content | Label::Open)
            });
            let Some(verb) = verb else { continue };
            let noun = (i + 1..verb).find(|&j| {
                let of_verb = self.heads[j] == Some(verb) && self.labels[j] == Label::Subject;
                self.tags[j].is_nominal() && (of_verb || self.heads[j] == Some(i) && self.labels[j] == Label::Object)
            });
            let Some(noun) = noun else { continue };
            for &j in below.iter().filter(|&&j| j != noun) {
                self.heads[j] = Some(verb);
            }
            (self.heads[verb], self.labels[verb]) = (self.heads[i], self.labels[i]);
            (self.heads[noun], self.labels[noun]) = (Some(verb), Label::Modifier);
            (self.heads[i], self.labels[i]) = (Some(noun), Label::Case);
            self.tags[i] = Tag::Preposition;
        }
    }

    /// A preposition with its noun before a verb is no verb: the noun hangs on the verb, the preposition on the noun.
    fn prepose(&mut self) {
        for i in 0..self.heads.len() {
            let Some(head) = self.heads[i].filter(|&h| h > i) else { continue };
            let word = self.spans[i].of(&self.text);
            let clause =
                matches!(self.labels[i], Label::Clause | Label::Link | Label::Open | Label::Modifier | Label::Beside);
            if !PREPOSITIONS.contains(&word)
                || !clause
                || !matches!(self.tags[i], Tag::Verb | Tag::Preposition | Tag::Copula)
            {
                continue;
            }
            let below: Vec<usize> = (0..self.heads.len()).filter(|&j| self.heads[j] == Some(i)).collect();
            let objects: Vec<usize> =
                below.iter().copied().filter(|&j| j > i && j < head && self.tags[j].is_nominal()).collect();
            let relative = below.iter().any(|&j| self.labels[j] == Label::De);
            if let ([object], false) = (&objects[..], relative) {
                for &j in &below {
                    self.heads[j] = Some(if j < i { head } else { *object });
                }
                (self.heads[*object], self.labels[*object]) = (Some(head), Label::Modifier);
                (self.heads[i], self.labels[i]) = (Some(*object), Label::Case);
                self.tags[i] = Tag::Preposition;
            }
        }
    }
}

//! Companies that no list and no ending tells, by what is said of them: 甲完成并购, 甲由张三创办, 甲创始人张三.
//!
//! A run of words that stands where companies stand counts its contexts over the whole article. One context that only
//! companies have makes a name of what the article repeats.

use super::Recogniser;
use super::candidate::Candidate;
use crate::ontology::{ClassId, Lexicon, Ontology, PropertyId};
use crate::segment::{Segmented, Sentence};
use crate::span::Span;

/// A run of words where a name may stand, and whether its context is one that only organisations have.
struct Run<'a> {
    name: &'a str,
    place: Span,
    sure: bool,
}

/// Proposes the repeated runs of words that an organisation's words stand behind.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let Some(organization) = ontology.class("Organization") else { return };
    let mut people: Vec<u32> =
        out.iter().filter(|c| ontology.is_named(c.class, "Person") && c.score >= 0.6).map(|c| c.span.start).collect();
    people.sort_unstable();
    let mut known: Vec<Span> = out.iter().filter(|c| c.score >= 0.6).map(|c| c.span).collect();
    known.sort_unstable();
    let finder = Finder { text: &seg.text, ontology, lexicon, people };
    let mut runs: Vec<Run> = Vec::new();
    for sentence in &seg.sentences {
        finder.sentence(sentence, &mut runs);
    }
    runs.sort_by_key(|run| run.name);
    for runs in runs.chunk_by(|a, b| a.name == b.name) {
        let (name, sure) = (runs[0].name, runs.iter().filter(|run| run.sure).count());
        if sure == 0 || runs.len() < 2 {
            continue;
        }
        // 甲科技股份有限公司 is longer than its beginning, which others found.
        let free = |s: &&Span| {
            let near = known.partition_point(|k| k.end <= s.start);
            known[near..].iter().take_while(|k| k.start < s.end).all(|k| k == *s || s.contains(*k))
        };
        let places: Vec<&Span> = runs.iter().map(|run| &run.place).filter(free).collect();
        if sure + places.len() < 3 || places.len() < 2 {
            continue;
        }
        let ending = lexicon.class_by_suffix(name).map(|(class, _)| class);
        if ending.is_some_and(|c| !ontology.is_a(c, organization)) {
            continue;
        }
        let class = ending.unwrap_or(organization);
        out.extend(places.into_iter().map(|&span| Candidate::new(span, class, Recogniser::Context, 0.82)));
    }
}

struct Finder<'a> {
    text: &'a str,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    /// Where the names of people begin.
    people: Vec<u32>,
}

impl<'a> Finder<'a> {
    fn sentence(&self, sentence: &Sentence, runs: &mut Vec<Run<'a>>) {
        let tokens = &sentence.tokens;
        let unknown: Vec<bool> = tokens.iter().map(|t| self.is_unknown(t.span.of(self.text), t.pos)).collect();
        for first in 0..tokens.len() {
            if !unknown[first] || !self.opens(sentence, first) {
                continue;
            }
            let mut end = first;
            while end < tokens.len() && end - first < 4 {
                let token = &tokens[end];
                let touching = end == first || tokens[end - 1].span.end == token.span.start;
                if !touching || !unknown[end] || end == first && !self.begins(token.span.of(self.text), token.pos) {
                    break;
                }
                end += 1;
                let span = Span::new(tokens[first].span.from(), tokens[end - 1].span.to());
                let name = span.of(self.text);
                if (3..=8).contains(&name.chars().count()) && end - first > 1 && self.proper(name, sentence, end - 1) {
                    runs.push(Run { name, place: span, sure: self.tells(sentence, end) });
                }
            }
        }
    }

    fn word(&self, sentence: &Sentence, i: usize) -> &'a str {
        sentence.tokens.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether a name may begin at token `first`: behind a mark, a preposition, a verb, 的 or a common noun.
    fn opens(&self, sentence: &Sentence, first: usize) -> bool {
        let Some(before) = first.checked_sub(1).map(|k| sentence.tokens[k]) else { return true };
        let word = before.span.of(self.text);
        matches!(before.pos, "w" | "p" | "c" | "v" | "ul" | "uj" | "t" | "d" | "m")
            || self.lexicon.is_verb(word)
            || self.lexicon.class_of_noun(word).is_some()
    }

    /// Whether a word may be the first of a company's name, given that it may be part of one.
    fn begins(&self, word: &str, pos: &str) -> bool {
        pos != "f" && (pos != "v" || word.chars().count() == 2)
    }

    /// Whether a word may be part of a company's name: one that the ontology has no use for.
    fn is_unknown(&self, word: &str, pos: &str) -> bool {
        let fitting = matches!(
            pos,
            "n" | "nz"
                | "nr"
                | "nrt"
                | "nrfg"
                | "ng"
                | "j"
                | "x"
                | "eng"
                | "b"
                | "g"
                | "k"
                | "s"
                | "q"
                | "a"
                | "ns"
                | "vn"
                | "v"
                | "f"
        );
        // 它石智航: the letter seldom stands for anything before a name.
        (fitting || word == "它")
            && !self.lexicon.is_verb(word)
            && !self.lexicon.is_role(word)
            && self.lexicon.noun_uses(word).is_empty()
            && self.lexicon.status(word).is_none()
            && !matches!(word, "记者" | "当地" | "本地" | "全国" | "我国" | "本报")
    }

    /// Whether the words do not end like a common noun.
    fn proper(&self, name: &str, sentence: &Sentence, last: usize) -> bool {
        let word = self.word(sentence, last);
        let body = |c| self.ontology.is_named(c, "Association") && name.chars().count() > word.chars().count() + 1;
        let single = sentence.tokens[last].pos == "v" && word.chars().count() == 1;
        !single
            && self.lexicon.class_of_noun(word).is_none_or(body)
            && self.lexicon.class_of_noun(name).is_none()
            && self.lexicon.measures_by_noun(name).is_none()
            && !name.starts_with(['该', '本', '这', '各', '某', '其', '两', '多'])
    }

    /// Whether only an organisation can have the words from token `at` on.
    fn tells(&self, sentence: &Sentence, at: usize) -> bool {
        let tokens = &sentence.tokens;
        let own = |p: PropertyId| self.only_organizations(&self.ontology.property_info(p).domain);
        let mut k = at;
        while tokens
            .get(k)
            .is_some_and(|t| matches!(t.pos, "d" | "ad" | "t") && !self.lexicon.is_verb(self.word(sentence, k)))
        {
            k += 1;
        }
        let word = self.word(sentence, k);
        if word.is_empty() {
            return false;
        }
        // 甲首席执行官张三
        let post = self.lexicon.is_listed_role(word) && k == at;
        if post {
            let behind = (k..tokens.len().min(k + 5))
                .find(|&i| !self.lexicon.is_role(self.word(sentence, i)) && self.word(sentence, i) != "、");
            return behind.is_some_and(|i| self.people.binary_search(&tokens[i].span.start).is_ok());
        }
        // 甲创始人, 甲的天使投资人, 甲旗下
        let noun = if word == "的" { self.word(sentence, k + 1) } else { word };
        if k == at
            && self.lexicon.noun_uses(noun).iter().any(|u| u.inverse && (own(u.property) || self.founded(u.property)))
        {
            return true;
        }
        let Some(letter) = word.chars().next() else { return false };
        let rest = &self.text[tokens[k].span.from()..sentence.span.to()];
        let clause = rest.split(['，', '。', '；', '！', '？', '：']).next().unwrap_or(rest);
        self.lexicon.verbs(letter).iter().any(|p| {
            let declared = self.ontology.property_info(p.declared);
            let whole = p.head.chars().count() > 1 || p.gap;
            whole
                && self.only_organizations(&declared.domain)
                && rest.starts_with(p.head.as_str())
                && (!p.gap
                    || p.tail.chars().count() > 1
                        && clause.get(p.head.len()..).is_some_and(|c| c.contains(p.tail.as_str())))
        })
    }

    /// Whether the property says who founded an organisation.
    fn founded(&self, property: PropertyId) -> bool {
        self.only_organizations(&self.ontology.property_info(property).range)
    }

    fn only_organizations(&self, classes: &[ClassId]) -> bool {
        !classes.is_empty() && classes.iter().all(|&c| self.ontology.is_named(c, "Organization"))
    }
}

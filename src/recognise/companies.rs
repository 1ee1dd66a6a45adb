//! Organisations that neither a list nor an ending tells, by one thing the article says of them: who holds a post there,
//! who founded them, who buys them. The name needs a word that no dictionary explains, or must come again and again.

use super::Recogniser;
use super::candidate::Candidate;
use super::occur::occurrences;
use crate::ontology::{ClassId, Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// How sure a name is that one context tells, and one that is repeated as well.
const ONCE: f32 = 0.65;
const REPEATED: f32 = 0.82;

/// How sure a name is that stands before a code of an exchange.
const QUOTED: f32 = 0.95;

/// Proposes names before posts, relational nouns and 方面, and behind verbs that take a body as their object.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let (Some(organization), Some(person)) = (ontology.class("Organization"), ontology.class("Person")) else { return };
    let text = &*seg.text;
    let mut people: Vec<Span> = out.iter().filter(|c| c.class == person && c.score >= 0.6).map(|c| c.span).collect();
    people.sort_unstable();
    let finder = Finder { text, ontology, lexicon, organization, people };
    let mut names = Vec::new();
    for sentence in &seg.sentences {
        for at in 0..sentence.tokens.len() {
            let run = finder.before_anchor(sentence, at).or_else(|| finder.behind_verb(sentence, at));
            names.extend(run.and_then(|(start, end)| finder.name(sentence, start, end)));
            if let (Some(span), Some(company)) = (finder.quoted(sentence, at), ontology.class("Company")) {
                out.push(Candidate::new(span, company, Recogniser::Context, QUOTED));
            }
        }
    }
    let mut words: Vec<&str> = names.iter().map(|n| n.span.of(text)).collect();
    words.sort_unstable();
    words.dedup();
    let times: Vec<usize> = occurrences(text, &words).iter().map(Vec::len).collect();
    out.extend(names.into_iter().filter_map(|name| {
        let word = name.span.of(text);
        let times = words.binary_search(&word).map_or(0, |i| times[i]);
        let told = name.guessed || times >= 3 && word.chars().count() >= 4;
        let score = if times >= 2 { REPEATED } else { ONCE };
        told.then(|| Candidate::new(name.span, name.class, Recogniser::Context, score))
    }));
}

/// What may be a name, before it is told how often it stands in the article.
struct Name {
    span: Span,
    class: ClassId,
    /// Whether it has a word that no dictionary explains.
    guessed: bool,
}

struct Finder<'a> {
    text: &'a str,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    organization: ClassId,
    people: Vec<Span>,
}

impl Finder<'_> {
    fn word(&self, token: &Token) -> &str {
        token.span.of(self.text)
    }

    /// Whether a person's name begins at byte `at`.
    fn person_at(&self, at: u32) -> bool {
        self.people.binary_search_by_key(&at, |p| p.start).is_ok()
    }

    /// The tokens of a name that ends right before token `at`, a post with its holder, a relational noun or 方面.
    fn before_anchor(&self, sentence: &Sentence, at: usize) -> Option<(usize, usize)> {
        let tokens = &sentence.tokens;
        let word = self.word(&tokens[at]);
        let held = self.lexicon.is_listed_role(word) && self.holder_follows(tokens, at);
        let founded = word.ends_with('人') && !self.lexicon.noun_uses(word).is_empty();
        let speaks = |t: &Token| self.lexicon.is_speech(self.word(t));
        let side = word == "方面" && tokens[at + 1..].iter().take(3).any(speaks);
        // 甲乙科技完成B轮融资
        let round = |t: &Token| self.word(t).contains("融资");
        let next = || tokens[at + 1..].iter().take(7).take_while(|t| t.pos != "w");
        let funded = matches!(word, "完成" | "宣布" | "获" | "获得" | "拿到") && next().any(round);
        if !(held || founded || side || funded) {
            return None;
        }
        let leads = |t: &Token| funded && matches!(t.pos, "t" | "d" | "ad");
        let at = at - tokens[..at].iter().rev().take_while(|t| leads(t)).count();
        // 甲机构的分析师张三
        let at = if held && at > 1 && self.word(&tokens[at - 1]) == "的" { at - 1 } else { at };
        let mut start = at;
        while start > 0 && tokens[start - 1].span.end == tokens[start].span.start && self.may_belong(&tokens[start - 1])
        {
            start -= 1;
        }
        // What a common noun or a number leads up to the name with (生鲜电商某某) is no part of it.
        while start < at && self.leads(&tokens[start], start + 1 < at) {
            start += 1;
        }
        let whole = start == 0
            || matches!(tokens[start - 1].pos, "w" | "p" | "v" | "c" | "t" | "uj" | "d" | "n" | "vn" | "m")
            || tokens[start - 1].span.end != tokens[start].span.start;
        (start < at && whole && at - start <= 5).then_some((start, at))
    }

    /// The name before a code of an exchange in brackets: 甲股份|（600519.SH）.
    fn quoted(&self, sentence: &Sentence, at: usize) -> Option<Span> {
        let tokens = &sentence.tokens;
        if !matches!(self.word(&tokens[at]), "（" | "(") {
            return None;
        }
        let inside = &self.text[tokens[at].span.to()..sentence.span.to()];
        let inside = &inside[..inside.find(['）', ')']).filter(|&end| end <= 40)?];
        let digits = inside.chars().take_while(char::is_ascii_digit).count();
        let markets = [".SZ", ".SH", ".HK", ".BJ", ".O", ".N"];
        let code = (5..=6).contains(&digits)
            && (inside.len() == digits || markets.iter().any(|m| inside[digits..].starts_with(m)))
            || digits == 3 && inside[digits..].starts_with("XXX")
            || ["股票代码", "证券代码", "NASDAQ", "NYSE", "纳斯达克", "港股代码", "股份代号"]
                .iter()
                .any(|w| inside.starts_with(w));
        let mut start = at;
        while code
            && start > 0
            && tokens[start - 1].span.end == tokens[start].span.start
            && self.may_belong(&tokens[start - 1])
        {
            start -= 1;
        }
        while start < at && self.leads(&tokens[start], start + 1 < at) {
            start += 1;
        }
        let name = Span::new(tokens[start].span.from(), tokens[at].span.from());
        (2..=10).contains(&name.of(self.text).chars().count()).then_some(name)
    }

    /// Whether the holder of the post at token `at` follows, over further posts (董事长兼首席执行官张三).
    fn holder_follows(&self, tokens: &[Token], at: usize) -> bool {
        let joins = |t: &Token| matches!(self.word(t), "、" | "兼" | "和") || self.lexicon.is_listed_role(self.word(t));
        let last = (at..tokens.len().min(at + 6)).take_while(|&k| joins(&tokens[k])).last();
        last.is_some_and(|k| self.person_at(tokens[k].span.end))
    }

    /// The tokens of a name right behind token `at`, when that is a verb whose object is a body (收购, 领投).
    fn behind_verb(&self, sentence: &Sentence, at: usize) -> Option<(usize, usize)> {
        let tokens = &sentence.tokens;
        let word = self.word(&tokens[at]);
        let first = word.chars().next().filter(|_| tokens[at].pos == "v" && word.chars().count() == 2)?;
        let takes_body = self.lexicon.verbs(first).iter().any(|pattern| {
            let info = self.ontology.property_info(pattern.property);
            let body = |&c: &ClassId| self.ontology.is_a(c, self.organization);
            pattern.head == word
                && !pattern.gap
                && !pattern.inverse
                && !info.range.is_empty()
                && info.range.iter().all(body)
        });
        if !takes_body {
            return None;
        }
        let start = at + 1 + tokens[at + 1..].iter().take_while(|t| self.word(t) == "了").count();
        let end = start + tokens[start..].iter().take(5).take_while(|t| self.may_belong(t)).count();
        let stops = tokens.get(end).is_none_or(|t| matches!(t.pos, "w" | "uj" | "p" | "c" | "ul" | "v" | "m"));
        (start < end && stops).then_some((start, end))
    }

    /// Whether a word may stand inside of a name.
    fn may_belong(&self, token: &Token) -> bool {
        let word = self.word(token);
        let noun = matches!(
            token.pos,
            "n" | "nz"
                | "nr"
                | "nrt"
                | "nrfg"
                | "ns"
                | "nt"
                | "eng"
                | "x"
                | "j"
                | "ng"
                | "vn"
                | "b"
                | "s"
                | "k"
                | "g"
                | "an"
        );
        let short =
            matches!(token.pos, "a" | "m" | "q" | "f" | "v" | "z") && (word.chars().count() == 1 || !token.listed);
        (noun || short)
            && !self.lexicon.is_role(word)
            && self.lexicon.noun_uses(word).is_empty()
            && !self.person_at(token.span.start)
    }

    /// Whether a word before a name only says what sort of thing it is.
    fn leads(&self, token: &Token, more: bool) -> bool {
        let word = self.word(token);
        let sort = self.lexicon.class_of_noun(word).is_some() || matches!(token.pos, "m" | "q" | "f");
        more && token.listed && sort
    }

    /// The name that tokens `start..end` are; `None` when the words are common ones, or those of another kind of name.
    fn name(&self, sentence: &Sentence, start: usize, end: usize) -> Option<Name> {
        let tokens = &sentence.tokens[start..end];
        let span = Span::new(tokens[0].span.from(), tokens[tokens.len() - 1].span.to());
        let name = span.of(self.text);
        let letters = name.chars().count();
        let guessed = tokens.iter().any(|t| !t.listed || matches!(t.pos, "nz" | "eng" | "nr" | "nrt"));
        let common = self.lexicon.class_of_noun(name).is_some() || self.lexicon.class_of_suffix(name).is_some();
        let place = tokens.len() == 1 && tokens[0].pos == "ns";
        let numbered = name.starts_with(|c: char| c.is_ascii_digit());
        if common || place || numbered || !(2..=12).contains(&letters) {
            return None;
        }
        let ending = self.lexicon.class_by_suffix(name).map(|(class, _)| class);
        if ending.is_some_and(|c| !self.ontology.is_a(c, self.organization)) {
            return None;
        }
        Some(Name { span, class: ending.unwrap_or(self.organization), guessed })
    }
}

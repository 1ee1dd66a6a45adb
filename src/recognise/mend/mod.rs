//! Candidates that the words around them show to be wrong, or shorter or longer than the name.

mod extent;
mod organization;
mod person;
mod place;
mod proper;

use super::Recogniser;
use super::candidate::{Candidate, SURE};
use super::gazetteer::Gazetteer;
use super::people::POSTED;
use crate::ontology::{ClassId, Lexicon, Ontology};
use crate::segment::{Segmented, Token};
use crate::span::Span;

/// Mends what the tagger and the endings propose, and drops what is no name.
pub(super) fn mend(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, found: &mut Vec<Candidate>) {
    let mender = Mender { seg, text: &seg.text, ontology, lexicon };
    found.retain_mut(|c| mender.keeps(c));
    // 天佑德酒|业: the list has the name without its last letter.
    for c in found.iter_mut().filter(|c| c.by == Recogniser::Lexicon && mender.is(c, "Organization")) {
        let trade = c.span.of(mender.text).ends_with(['酒', '药', '矿', '乳', '茶']);
        if trade && mender.text[c.span.to()..].starts_with('业') {
            c.span = Span::new(c.span.from(), c.span.to() + '业'.len_utf8());
        }
    }
    // 中国航空工业集团|公司: so much of the legal form stands behind a listed name.
    for c in found.iter_mut().filter(|c| c.by == Recogniser::Lexicon && mender.is(c, "Organization")) {
        let group = c.span.of(mender.text).ends_with("集团");
        let rest = &mender.text[c.span.to()..];
        let form = ["有限责任公司", "股份有限公司", "有限公司", "公司"].iter().find(|form| rest.starts_with(**form));
        if let Some(form) = form.filter(|_| group) {
            (c.span, c.name) = (Span::new(c.span.from(), c.span.to() + form.len()), None);
        }
    }
    // 公司董事长安进: a person of the name of a firm.
    let officers: Vec<Span> =
        found.iter().filter(|c| mender.is(c, "Person") && c.score == POSTED).map(|c| c.span).collect();
    found.retain(|c| !(c.by == Recogniser::Lexicon && c.span.len() <= 9 && officers.contains(&c.span)));
    found.iter_mut().for_each(|c| mender.join_behind(c));
    mender.lengthen_people(found);
    mender.towns(found);
    let people: Vec<Span> =
        found.iter().filter(|c| mender.is(c, "Person") && c.score >= SURE).map(|c| c.span).collect();
    // 张裕朋: the maker 张裕 is but the beginning of a person's name.
    found.retain(|c| {
        let inside = |p: &Span| p.start == c.span.start && p.end > c.span.end;
        !(c.by == Recogniser::Lexicon && c.span.len() <= 9 && people.iter().any(inside))
    });
}

struct Mender<'a> {
    seg: &'a Segmented<'a>,
    text: &'a str,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
}

impl Mender<'_> {
    fn is(&self, c: &Candidate, kind: &str) -> bool {
        self.ontology.is_named(c.class, kind)
    }

    /// Whether the list has the word as the name of a body.
    fn is_body(&self, word: &str) -> bool {
        self.lexicon.known(word).is_some_and(|k| self.ontology.is_named(k.class, "Organization"))
    }

    /// The class of body that the end of a name tells.
    fn body_by_ending(&self, name: &str) -> Option<ClassId> {
        let class = self.lexicon.class_by_suffix(name).map(|(class, _)| class);
        class.filter(|&class| self.ontology.is_named(class, "Organization"))
    }

    /// Whether the gazetteer has the word.
    fn is_area(&self, word: &str) -> bool {
        !Gazetteer::embedded().named(word).is_empty()
    }

    fn word(&self, token: &Token) -> &str {
        token.span.of(self.text)
    }

    /// The text around a span that is looked at for the same words, so that the cost does not grow with its length.
    fn near(&self, span: Span) -> Span {
        const REACH: usize = 8000;
        let from = (span.from().saturating_sub(REACH)..=span.from()).find(|&at| self.text.is_char_boundary(at));
        let to =
            (span.to()..=(span.to() + REACH).min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at));
        Span::new(from.unwrap_or(span.from()), to.unwrap_or(span.to()))
    }

    /// Where the words of a span stand in the text around it.
    fn places(&self, span: Span) -> impl Iterator<Item = usize> {
        let near = self.near(span);
        near.of(self.text).match_indices(span.of(self.text)).map(move |(at, _)| near.from() + at)
    }

    /// Whether a word is a figure, or a measure word behind one; days and years are none.
    fn is_count(&self, token: &Token) -> bool {
        let word = self.word(token);
        let figure = |c: char| c.is_ascii_digit();
        let behind = self.text[..token.span.from()].ends_with(figure);
        let day = word.ends_with(['年', '月', '日', '号', '时', '分']);
        matches!(token.pos, "m" | "q" | "mq") && !day && (word.starts_with(figure) || behind)
    }

    /// Takes the count off the name of an event: 连续举办四届|甲交易会; 第四届甲交易会 is a name.
    fn uncounted(&self, c: &mut Candidate) {
        let name = c.span.of(self.text);
        let rest = name.trim_start_matches(|d: char| d.is_ascii_digit() || "一二三四五六七八九十两".contains(d));
        if let Some(rest) = rest.strip_prefix('届').filter(|_| rest.len() < name.len()) {
            c.span = Span::new(c.span.to() - rest.len(), c.span.to());
        }
    }

    /// Mends a candidate; false where it is no name.
    fn keeps(&self, c: &mut Candidate) -> bool {
        let Some(sentence) = self.seg.sentence_of(c.span) else { return true };
        let tagged = c.by == Recogniser::Tagger;
        if self.is(c, "Person") {
            self.person(c, sentence, tagged)
        } else if self.is(c, "Place") {
            self.place(c, sentence, tagged)
        } else if self.is(c, "Organization") && (tagged || c.by == Recogniser::Suffix) {
            self.proper(c, sentence) && self.organization(c, sentence)
        } else if self.is(c, "Organization") && c.by != Recogniser::Metadata {
            self.proper(c, sentence)
        } else if self.is(c, "Event") && c.by != Recogniser::Lexicon {
            self.uncounted(c);
            // 召开部际专题会议: a verb and what it is held.
            !["召开", "举行", "举办", "出席", "参加", "主持"].iter().any(|verb| c.span.of(self.text).starts_with(verb))
        } else if self.is(c, "Facility") {
            self.line(c, sentence);
            true
        } else {
            true
        }
    }
}

fn last_letter(name: &str) -> &str {
    name.char_indices().next_back().map_or("", |(i, _)| &name[i..])
}

//! Bodies: two bodies in one, places and sorts before the name, counts and measures at the end.

use super::super::Recogniser;
use super::super::candidate::Candidate;
use super::super::gazetteer::{Gazetteer, Level};
use super::Mender;
use crate::ontology::VerbPattern;
use crate::segment::{Sentence, Token};
use crate::span::Span;

impl Mender<'_> {
    pub fn organization(&self, c: &mut Candidate, sentence: &Sentence) -> bool {
        self.begin(c, sentence);
        self.without_field(c, sentence);
        // 国家发展改革委会同商务部: two bodies.
        let name = c.span.of(self.text);
        let joint = name.match_indices("会同").any(|(at, _)| self.lexicon.known(&name[..at]).is_some());
        if joint {
            return false;
        }
        let tokens: Vec<&Token> = sentence.tokens.iter().filter(|t| c.span.contains(t.span)).collect();
        // 中国工程院和天津市人民政府: two bodies, the first of them listed.
        let both = tokens.windows(2).any(|pair| {
            let joins = matches!(self.word(pair[0]), "和" | "与" | "及") && matches!(pair[1].pos, "ns" | "nt");
            joins && self.is_body(Span::new(c.span.from(), pair[0].span.from()).of(self.text))
        });
        if both {
            return false;
        }
        // 红杉中国|领投|江右机械有限公司: a verb of deals between two bodies, whatever the words are cut into.
        if let Some(verb) = self.deal(c.span) {
            c.span = Span::new(verb.to(), c.span.to());
            return true;
        }
        // 铁道部调集铁二局: a verb behind a body that is listed.
        let tail = tokens.iter().skip(1).find(|t| {
            matches!(t.pos, "v" | "vn") && self.is_body(Span::new(c.span.from(), t.span.from()).of(self.text))
        });
        if let Some(verb) = tail.filter(|t| t.span.end < c.span.end && t.span.len() == 6 && c.by != Recogniser::Lexicon)
        {
            let rest = Span::new(verb.span.to(), c.span.to());
            if self.body_by_ending(rest.of(self.text)).is_some() && verb.pos == "v" {
                c.span = rest;
                return true;
            }
        }
        // 国务院新闻办公室请来农业农村部: a verb between two bodies that are listed.
        let listed = |from, to| self.lexicon.known(Span::new(from, to).of(self.text)).is_some();
        if tokens
            .iter()
            .any(|t| t.pos == "v" && listed(c.span.from(), t.span.from()) && listed(t.span.to(), c.span.to()))
        {
            return false;
        }
        // 某工程院和某市政府: a name that is whole before 和, and a place behind it.
        let pair = tokens.windows(2).find(|pair| {
            let head = Span::new(c.span.from(), pair[0].span.from()).of(self.text);
            matches!(self.word(pair[0]), "和" | "与" | "及")
                && pair[1].pos == "ns"
                && self.body_by_ending(head).is_some()
        });
        if let Some([_, place]) = pair {
            c.span = Span::new(place.span.from(), c.span.to());
            return true;
        }
        // 韩国现代汽车集团: the country is where a body is that the text or the list knows without it.
        let gazetteer = Gazetteer::embedded();
        let country = tokens.first().filter(|t| {
            let named = gazetteer.named(self.word(t));
            !named.is_empty() && named.iter().all(|p| gazetteer.place(p.place).level == Level::Country)
        });
        if let Some(first) = country.filter(|t| t.span.end < c.span.end && !matches!(self.word(t), "中国" | "中华"))
        {
            let rest = Span::new(first.span.to(), c.span.to()).of(self.text);
            let near = self.near(c.span).of(self.text);
            let alone = near.matches(rest).count() > near.matches(name).count();
            let firm = self.lexicon.class_by_suffix(rest).map(|(class, _)| class);
            let firm = self.lexicon.known(rest).map(|k| k.class).or(firm);
            let firm = firm.is_some_and(|class| self.ontology.is_named(class, "Company"));
            // 韩国|大宇汽车集团: a word that is no common one begins the rest.
            let own = tokens.get(1).is_some_and(|t| {
                (!t.listed || matches!(t.pos, "nz" | "nrt" | "nrfg" | "eng"))
                    && !self.word(t).starts_with(['（', '(', '中'])
                    && self.lexicon.class_of_suffix(self.word(t)).is_none()
            });
            let unlisted = c.by != Recogniser::Lexicon && self.lexicon.known(name).is_none() && own;
            if firm && rest.chars().count() > 2 && (alone || self.lexicon.known(rest).is_some() || unlisted) {
                c.span = Span::new(first.span.to(), c.span.to());
            }
        }
        // 在华第四工厂, 发展潜力大: a number tells works from one another, an adjective ends a clause.
        let bare = name.trim_start_matches('华');
        let works = bare.starts_with('第') && ["工厂", "分厂", "车间"].iter().any(|end| bare.ends_with(end));
        let clause = tokens.last().is_some_and(|t| t.pos == "a" && t.span.len() == 3) && c.by == Recogniser::Tagger;
        if works || clause && self.lexicon.class_by_suffix(name).is_none() {
            return false;
        }
        // 甲股份、乙纸业三家上市公司: how many they are stands behind the last of them.
        let family = |t: &&&Token| {
            let rest =
                self.word(t).trim_start_matches(['两', '二', '三', '四', '五', '六', '七', '八', '九', '十', '多']);
            rest.len() < self.word(t).len() && matches!(rest, "家" | "大" | "个" | "所")
        };
        if let Some(counter) = tokens.iter().skip(1).find(family) {
            c.span = Span::new(c.span.from(), counter.span.from());
            let Some(class) = self.body_by_ending(c.span.of(self.text)) else { return false };
            c.class = class;
            return true;
        }
        // 先锋|（中国）投资有限公司: the name begins before its bracket.
        let open = |k: usize| matches!(self.word(&sentence.tokens[k]), "（" | "(");
        if let Some(first) = sentence.tokens.iter().position(|t| t.span.start == c.span.start) {
            let closes = name.find(['）', ')']).is_some_and(|at| !name[..at].contains(['（', '(']));
            let short = name.find(['（', '(']).is_some_and(|at| name[..at].chars().count() == 1);
            let at = if closes && first > 1 && open(first - 1) { Some(first - 2) } else { None };
            let at = at.or(first.checked_sub(1).filter(|_| short));
            let head = at
                .map(|k| &sentence.tokens[k])
                .filter(|t| matches!(t.pos, "n" | "nz" | "nr" | "ns" | "nt" | "r" | "eng" | "x") && t.span.len() >= 6);
            if let Some(head) = head {
                c.span = c.span.join(head.span);
                return true;
            }
            if closes {
                return false;
            }
        }
        // 生产企业50户: a count is no part of a name.
        let count = tokens.iter().position(|t| self.word(t).starts_with(|ch: char| ch.is_ascii_digit()));
        let ends =
            tokens.last().is_some_and(|t| matches!(self.word(t), "户" | "家" | "个" | "名" | "人" | "座" | "所"));
        if count.is_some_and(|k| k > 0) && ends {
            return false;
        }
        // 国际车企甲集团: the common noun only says what sort of thing it is.
        let sort = |t: &Token| {
            self.lexicon.class_of_noun(self.word(t)).is_some_and(|class| self.ontology.is_named(class, "Organization"))
        };
        let proper = |t: &&Token| t.pos == "eng" || !t.listed || matches!(t.pos, "nz" | "nr" | "nrt" | "nt");
        if let Some(k) = tokens[..tokens.len().saturating_sub(1)].iter().rposition(|t| sort(t))
            && tokens[k + 1..].iter().take(1).any(proper)
            && !tokens[..k].iter().any(proper)
        {
            c.span = Span::new(tokens[k].span.to(), c.span.to());
        }
        // 某市外贸进出口, 某产业园总投资: the noun of a measure ends no name.
        let tokens: Vec<&Token> = sentence.tokens.iter().filter(|t| c.span.contains(t.span)).collect();
        let measured = |t: &&&Token| {
            let word = self.word(t);
            self.lexicon.measures_by_noun(word).is_some_and(|(_, noun)| noun == word)
                && self.lexicon.class_of_suffix(word).is_none()
                && self.lexicon.class_of_noun(word).is_none()
        };
        let kept = tokens.len() - tokens.iter().rev().take_while(measured).count();
        if kept < tokens.len() && c.by == Recogniser::Tagger {
            let Some(last) = kept.checked_sub(1).map(|k| tokens[k]) else { return false };
            let span = Span::new(c.span.from(), last.span.to());
            let ending = self.lexicon.class_by_suffix(span.of(self.text)).map(|(class, _)| class);
            let Some(class) = ending.filter(|&class| {
                ["Organization", "Zone", "Event"].iter().any(|kind| self.ontology.is_named(class, kind))
            }) else {
                return false;
            };
            (c.span, c.class) = (span, class);
        }
        true
    }

    /// The verb of rounds and takeovers right behind a listed body that `span` begins with, when a body's name follows it.
    fn deal(&self, span: Span) -> Option<Span> {
        let name = span.of(self.text);
        let lengths = self.lexicon.names_from(name);
        let ends = name.char_indices().map(|(i, _)| i).skip(2).take_while(|&i| i <= 30);
        let body = ends.filter(|&i| lengths.may_be(i) && self.is_body(&name[..i])).last()?;
        let rest = &name[body..];
        let deals = |p: &&VerbPattern| {
            let property = self.ontology.property_info(p.declared).name.as_str();
            matches!(property, "fundsRound" | "acquires") && !p.gap && rest.starts_with(p.head.as_str())
        };
        let verbs = self.lexicon.verbs(rest.chars().next()?).iter().filter(deals);
        let verb = verbs.map(|p| p.head.len()).max()?;
        self.body_by_ending(&rest[verb..])?;
        Some(Span::new(span.from() + body, span.from() + body + verb))
    }
}

//! People: a letter more or less, words that are no names, places and firms taken for people.

use std::collections::BTreeSet;

use super::super::Recogniser;
use super::super::candidate::{Candidate, SURE};
use super::super::people::{is_han, spelt};
use super::super::shape::gives;
use super::Mender;
use crate::segment::Sentence;
use crate::span::Span;

impl Mender<'_> {
    pub fn person(&self, c: &mut Candidate, sentence: &Sentence, tagged: bool) -> bool {
        // 董事|长江涛: the letter belongs to the post.
        let name = c.span.of(self.text);
        if name.starts_with('长') && name.chars().count() > 2 {
            let before = &self.text[sentence.span.from()..c.span.from()];
            let post = |(at, _): (usize, char)| self.lexicon.is_listed_role(&format!("{}长", &before[at..]));
            if before.char_indices().rev().take(4).any(post) {
                c.span = Span::new(c.span.from() + '长'.len_utf8(), c.span.to());
            }
        }
        // 谢国|平作 报告, 何立|群及 各部门: what the dictionary has no word for is the last letter and the next word.
        let name = c.span.of(self.text);
        let next = sentence.tokens.iter().find(|t| t.span.start == c.span.end && !t.listed);
        if let Some(next) = next.filter(|_| name.chars().count() == 2 && name.chars().all(is_han)) {
            let word = self.word(next);
            let opens = word.chars().nth(1).is_some_and(|letter| "作及说称率任赴向对将在为".contains(letter));
            if opens && word.chars().count() == 2 {
                let letter = word.chars().next().map_or(0, char::len_utf8);
                c.span = Span::new(c.span.from(), c.span.to() + letter);
            }
        }
        // 乌云|其其格: Mongolian names go on in their own words.
        const MONGOLIAN: [&str; 12] = [
            "其其格",
            "其木格",
            "格日乐",
            "巴特尔",
            "巴雅尔",
            "毕力格",
            "图雅",
            "高娃",
            "朝鲁",
            "塔娜",
            "通拉嘎",
            "苏德",
        ];
        if let Some(rest) = MONGOLIAN.iter().find(|rest| self.text[c.span.to()..].starts_with(**rest)) {
            c.span = Span::new(c.span.from(), c.span.to() + rest.len());
        }
        // 宾帕达|·威猜恭: a foreign name goes on behind its dot, through letters that are no words.
        if self.text[c.span.to()..].starts_with('·') {
            let behind = sentence.tokens.iter().skip_while(|t| t.span.start < c.span.end + 2).take(5);
            let letter = |t: &&crate::segment::Token| {
                let word = self.word(t);
                let name = matches!(t.pos, "nr" | "nrt" | "nrfg" | "x") || !t.listed;
                let single =
                    word.chars().count() == 1 && !matches!(t.pos, "p" | "c" | "u" | "uj" | "ul" | "d" | "w" | "f");
                word.chars().all(is_han) && (name || single) && !self.lexicon.is_speech(word)
            };
            if let Some(last) = behind.take_while(letter).last() {
                let adverb = self.word(last).ends_with(['则', '也', '还', '均', '都', '又']);
                c.span = c.span.join(Span::new(last.span.from(), last.span.to() - if adverb { 3 } else { 0 }));
            }
        }
        // 叶尔江·哈布|都|拉: single letters that names of many parts are spelt with.
        if c.span.of(self.text).contains('·') {
            let single = |t: &&crate::segment::Token| {
                t.span.len() == 3 && !matches!(t.pos, "p" | "c" | "u" | "uj" | "ul" | "w" | "f" | "m")
            };
            let first = sentence.tokens.partition_point(|t| t.span.start < c.span.end);
            let behind: Vec<_> = sentence.tokens[first..].iter().take_while(single).take(3).collect();
            let letters: Vec<char> = behind.iter().filter_map(|t| self.word(t).chars().next()).collect();
            if let Some(last) = spelt(&letters).checked_sub(1).filter(|_| behind[0].span.start == c.span.end) {
                c.span = c.span.join(behind[last].span);
            }
        }
        // 哈方|正在 扩建
        let name = c.span.of(self.text);
        if name.ends_with("方正") && self.text[c.span.to()..].starts_with('在') {
            return false;
        }
        // 钱文|作主旨报告
        let gives = name.chars().count() == 3 && gives(name, &self.text[c.span.to()..]);
        if let Some(rest) = name.strip_suffix(['作', '获']).filter(|_| gives) {
            c.span = Span::new(c.span.from(), c.span.from() + rest.len());
        }
        let name = c.span.of(self.text);
        // 贾森·马|则是
        if let Some(rest) = name.strip_suffix("则是").or_else(|| name.strip_suffix('是')).filter(|_| name.contains('·'))
        {
            c.span = Span::new(c.span.from(), c.span.from() + rest.len());
        }
        let name = c.span.of(self.text);
        // 杨开林|则: an adverb behind the name.
        let spoken =
            || sentence.tokens.iter().any(|t| t.span.start == c.span.end && self.lexicon.is_speech(self.word(t)));
        // 韦青|则 以…: of a name that comes once, 则 is seldom a letter.
        let once =
            |rest: &str| name.ends_with('则') && rest.chars().count() == 2 && self.places(c.span).nth(1).is_none();
        let name = match name.strip_suffix(['则', '也', '还', '均', '就', '却', '都', '又']) {
            Some(rest)
                if tagged && (name.chars().count() == 4 || name.chars().count() == 3 && spoken()) || once(rest) =>
            {
                c.span = Span::new(c.span.from(), c.span.from() + rest.len());
                rest
            }
            _ => name,
        };
        // “妙香”“金兴源”: a word that only stands between quotation marks names a thing.
        let quoted = |at: usize| {
            self.text[..at].ends_with(['“', '‘', '「']) && self.text[at + name.len()..].starts_with(['”', '’', '」'])
        };
        let guessed = tagged || c.by == Recogniser::Context;
        // 任重道远, 徐徐: words of the dictionary that describe.
        let describes =
            |t: &crate::segment::Token| t.span == c.span && t.listed && matches!(t.pos, "i" | "l" | "z" | "d");
        if guessed && sentence.tokens.iter().any(describes) {
            return false;
        }
        // 戴姆勒宣布…: a firm that is listed; 20吉瓦时: a unit.
        let before = sentence.tokens.iter().rev().find(|t| t.span.end <= c.span.start);
        let counted = before.is_some_and(|t| t.span.end == c.span.start && self.is_count(t));
        if guessed && (self.is_body(name) || counted || self.places(c.span).all(quoted)) {
            return false;
        }
        // 齐聚一堂: four letters need a family name of two; 章文才|远道而来.
        let mut ends = name.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let (one, two, three) = (ends.next(), ends.next(), ends.next());
        let family = |end: Option<usize>| end.is_some_and(|end| self.lexicon.is_surname(&name[..end]));
        if name.chars().count() == 4 && name.chars().all(is_han) && guessed && family(one) && !family(two) {
            if sentence.tokens.iter().any(|t| t.span == c.span && !t.pos.starts_with("nr")) {
                return false;
            }
            let parts = |end: usize| sentence.tokens.iter().any(|t| t.listed && t.span.from() == c.span.from() + end);
            if let Some(three) = three.filter(|&end| parts(end)) {
                c.span = Span::new(c.span.from(), c.span.from() + three);
                return true;
            }
        }
        // 定植|于安西园艺场: a preposition behind a verb.
        let placed = before.is_some_and(|t| t.span.end == c.span.start && t.pos == "v");
        if tagged && placed && name.starts_with('于') {
            return false;
        }
        // 罗平、师宗、陆良: a place among places.
        let among = before.filter(|t| self.word(t) == "、" && t.span.end == c.span.start).is_some_and(|mark| {
            let last = sentence.tokens.iter().rev().find(|t| t.span.end <= mark.span.start);
            last.is_some_and(|t| t.span.end == mark.span.start && self.is_area(self.word(t)))
        });
        if let Some(area) = self.ontology.class("AdministrativeArea").filter(|_| guessed && among && self.is_area(name))
        {
            c.class = area;
            return true;
        }
        // 吴川|以羽绒闻名: a place and a preposition.
        let area = name.strip_suffix(['以', '与', '和', '也', '则', '将', '在', '为', '由', '从']);
        let placed = area.filter(|area| tagged && area.chars().count() == 2 && self.is_area(area));
        if let (Some(area), Some(class)) = (placed, self.ontology.class("AdministrativeArea")) {
            (c.span, c.class) = (Span::new(c.span.from(), c.span.from() + area.len()), class);
            return true;
        }
        // Pro, Twizy: one word in letters is a product's, unless somebody of that name speaks or holds a post.
        let latin = name.bytes().all(|b| b.is_ascii_alphanumeric()) && {
            let before = before.filter(|t| self.text[t.span.to()..c.span.from()].trim().is_empty());
            name.bytes().any(|b| b.is_ascii_digit())
                || !self.text[c.span.to()..].trim_start().starts_with(|ch: char| ch.is_ascii_alphabetic())
                || before.is_some_and(|t| t.pos == "eng" || self.is_body(self.word(t)))
        };
        let after = sentence.tokens.iter().find(|t| t.span.start >= c.span.end);
        let acts = before.is_some_and(|t| self.lexicon.is_role(self.word(t)))
            || after.is_some_and(|t| self.lexicon.is_speech(self.word(t)));
        !(tagged && latin && !acts)
    }

    /// Makes a company of a name of two characters and the trade behind it (易利|袜业), and lengthens a name before 家
    /// (张伟|中家的果园).
    pub fn join_behind(&self, c: &mut Candidate) {
        let name = c.span.of(self.text);
        if c.by != Recogniser::Tagger || !self.is(c, "Person") || name.chars().count() != 2 {
            return;
        }
        let Some(sentence) = self.seg.sentence_of(c.span) else { return };
        let Some(next) = sentence.tokens.iter().find(|t| t.span.start == c.span.end) else { return };
        let word = self.word(next);
        let letters = word.chars().count();
        if letters == 2
            && word.ends_with('业')
            && next.pos == "n"
            && self.places(c.span).all(|at| self.text[at + name.len()..].starts_with(word))
        {
            if let Some(class) = self.ontology.class("Company") {
                (c.span, c.class, c.score) = (c.span.join(next.span), class, c.score.max(0.7));
            }
        } else if letters == 2 && word.ends_with('家') && !next.listed {
            c.span = Span::new(c.span.from(), c.span.to() + word.len() - '家'.len_utf8());
        }
    }

    /// Makes places of names that an article calls towns: 一个叫杭集的小镇, 杭集镇.
    pub fn towns(&self, found: &mut Vec<Candidate>) {
        let Some(area) = self.ontology.class("AdministrativeArea") else { return };
        let people = found.iter().filter(|c| c.by == Recogniser::Tagger && self.is(c, "Person") && c.span.len() <= 9);
        let mut names: Vec<Span> = people.map(|c| c.span).collect();
        names.sort_unstable_by_key(|span| span.of(self.text));
        names.dedup_by_key(|span| span.of(self.text));
        for span in names {
            let name = span.of(self.text);
            let near = self.near(span).of(self.text);
            let towns: Vec<usize> = self
                .places(span)
                .filter(|at| self.text[at + name.len()..].starts_with(['镇', '乡', '村', '县', '市']))
                .collect();
            let called = near.contains(&format!("叫{name}的")) || near.contains(&format!("名叫{name}"));
            if towns.len() < if called { 1 } else { 2 } {
                continue;
            }
            found.iter_mut().filter(|c| c.span.of(self.text) == name).for_each(|c| c.class = area);
            let whole = towns.into_iter().map(|at| Span::new(at, at + name.len() + 3));
            found.extend(whole.map(|span| Candidate::new(span, area, Recogniser::Context, SURE)));
        }
    }

    /// Lengthens each name of two characters that the same third one follows wherever it stands (何光|中), or that follows it
    /// here and in a longer name found elsewhere; and one before a count that misses its numeral (何光|增 多次).
    pub fn lengthen_people(&self, found: &mut [Candidate]) {
        let person = |c: &Candidate| self.is(c, "Person") && c.score >= SURE;
        let long: BTreeSet<&str> = found
            .iter()
            .filter(|c| person(c))
            .map(|c| c.span.of(self.text))
            .filter(|n| n.chars().count() == 3)
            .collect();
        for c in found.iter_mut().filter(|c| c.by == Recogniser::Tagger || c.by == Recogniser::Context) {
            let name = c.span.of(self.text);
            if !self.is(c, "Person") || name.chars().count() != 2 {
                continue;
            }
            let Some(letter) = self.text[c.span.to()..].chars().next().filter(|l| is_han(*l)) else { continue };
            if "说称等和与及在是任的了也则还对向为先总".contains(letter) {
                continue;
            }
            let longer = Span::new(c.span.from(), c.span.to() + letter.len_utf8());
            let tokens = self.seg.sentence_of(c.span).map_or(&[][..], |s| &s.tokens);
            let next = tokens.iter().position(|t| t.span.start == c.span.end);
            let apart = next.is_none_or(|k| tokens[k].span.len() == 3);
            let always = || {
                let mut next = self.places(c.span).map(|at| self.text[at + name.len()..].chars().next());
                next.all(|n| n == Some(letter)) && self.places(c.span).count() >= 2
            };
            let numeral = |k: usize| {
                self.word(&tokens[k]).chars().nth(1).is_some_and(|n| matches!(n, '多' | '几' | '数' | '两'))
                    && tokens[k].span.len() == 6
                    && tokens.get(k + 1).is_some_and(|t| t.pos == "q")
            };
            if apart && always() || long.contains(longer.of(self.text)) || next.is_some_and(numeral) {
                c.span = longer;
            }
        }
    }
}

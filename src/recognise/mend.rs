//! Candidates that the words around them show to be wrong, or shorter or longer than the name.

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::{Candidate, SURE};
use super::gazetteer::{Gazetteer, Level};
use super::people::is_han;
use crate::ontology::{Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
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
    found.iter_mut().for_each(|c| mender.join_behind(c));
    mender.lengthen_people(found);
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
        } else {
            true
        }
    }

    fn person(&self, c: &mut Candidate, sentence: &Sentence, tagged: bool) -> bool {
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
        // Pro, Twizy: one word in letters is a product's, unless somebody of that name speaks or holds a post.
        let latin = name.bytes().all(|b| b.is_ascii_alphanumeric()) && {
            let before = before.filter(|t| self.text[t.span.to()..c.span.from()].trim().is_empty());
            before.is_some_and(|t| t.pos == "eng" || self.is_body(self.word(t)))
        };
        let after = sentence.tokens.iter().find(|t| t.span.start >= c.span.end);
        let acts = before.is_some_and(|t| self.lexicon.is_role(self.word(t)))
            || after.is_some_and(|t| self.lexicon.is_speech(self.word(t)));
        !(tagged && latin && !acts)
    }

    fn place(&self, c: &mut Candidate, sentence: &Sentence, tagged: bool) -> bool {
        let name = c.span.of(self.text);
        let first = sentence.tokens.iter().find(|t| t.span.end > c.span.start);
        let before = sentence.tokens.iter().rev().find(|t| t.span.end <= c.span.start);
        let touching = before.filter(|t| t.span.end == c.span.start);
        // 是|湖南省: the model takes the verb for a part of the name.
        if let Some(rest) =
            name.strip_prefix(['是', '为', '在', '于', '到', '至']).filter(|rest| tagged && self.is_area(rest))
        {
            c.span = Span::new(c.span.to() - rest.len(), c.span.to());
            return true;
        }
        // 评为省级文明村: a title of honour; 省里的首富村: a description.
        let village = name.ends_with(['村', '镇', '乡', '县', '区', '城']) && !self.is_area(name);
        if village && c.by != Recogniser::Lexicon {
            let clause = &self.text[sentence.span.from()..c.span.from()];
            let clause = clause.rfind('，').map_or(clause, |at| &clause[at..]);
            let honoured = ["评为", "评定为", "命名为", "列为", "荣获", "获评", "授予", "创建", "称号"];
            if honoured.iter().any(|word| clause.contains(word))
                || clause.ends_with('的') && clause.contains('是') && tagged
            {
                return false;
            }
        }
        // 越过5万辆大关: what stands right behind a measure word is counted, or a figure of speech.
        let counted = touching.is_some_and(|t| self.is_count(t));
        if (tagged || c.by == Recogniser::Gazetteer)
            && counted
            && self.lexicon.class_of_suffix(last_letter(name)).is_none()
        {
            return false;
        }
        // 三地村|庄, 荆州市|场: the name ends inside of a common noun.
        let last = sentence.tokens.iter().find(|t| t.span.start < c.span.end && c.span.end < t.span.end);
        let cut = last.filter(|t| t.listed && t.pos == "n" && c.by != Recogniser::Gazetteer);
        if let Some(cut) = cut {
            c.span = Span::new(c.span.from(), cut.span.from().max(c.span.from()));
            return tagged && c.span.len() >= 6;
        }
        // 市长宁波、总经理海宁: the holder of the post.
        let post = touching.is_some_and(|t| {
            let word = self.word(t);
            self.lexicon.is_role(word) && word.ends_with(['长', '记', '理', '裁', '席'])
        });
        let family = name.char_indices().nth(1).map_or("", |(i, _)| &name[..i]);
        let shaped = (2..=3).contains(&name.chars().count()) && self.lexicon.is_surname(family);
        if let Some(person) = self.ontology.class("Person").filter(|_| post && shaped) {
            (c.class, c.code, c.name) = (person, None, None);
            return true;
        }
        if !tagged {
            return true;
        }
        // 孙中山: a person's name of the dictionary.
        if let Some(known) = first.filter(|t| t.span == c.span && t.pos == "nr" && t.listed) {
            let person = self.ontology.class("Person").filter(|_| self.lexicon.is_surname(family));
            let water = name.ends_with(['湖', '山', '江', '河', '岛', '海', '寺', '庙', '宫', '桥', '路', '街', '湾']);
            let listed = !Gazetteer::embedded().named(name).is_empty();
            let area = water || listed || c.score >= 0.8 || self.lexicon.class_by_suffix(name).is_some();
            let led = area || touching.is_some_and(|t| matches!(t.pos, "d" | "a"));
            if let (Some(person), 3, false) = (person, known.span.len() / 3, led) {
                c.class = person;
                return true;
            }
        }
        // 黄浦|江畔: the beginning of the name of a water.
        let water = first.filter(|t| t.span.start <= c.span.start && t.span.end > c.span.end);
        if water.is_some_and(|t| self.text[c.span.to()..t.span.to()].starts_with(['江', '河', '湖', '山', '岛', '海']))
        {
            return false;
        }
        // 在沃尔芬建一座工厂: the verb before a count.
        let after = sentence.tokens.iter().find(|t| t.span.start >= c.span.end);
        let name = if name.ends_with(['建', '设', '办', '开'])
            && after.is_some_and(|t| t.pos == "m")
            && name.chars().count() > 2
        {
            c.span = Span::new(c.span.from(), c.span.to() - 3);
            c.span.of(self.text)
        } else {
            name
        };
        // 临汐市|南屿县: the letter of a rank ends the name before.
        let borrowed =
            name.starts_with(['省', '市', '县', '区']) && touching.is_some_and(|t| t.pos != "p" && t.pos != "w");
        // 真金白银: the model takes the rest of a word for a name.
        let inside = first.is_some_and(|t| t.listed && t.span.start < c.span.start && !t.pos.starts_with("n"));
        // 新建|重庆至昆明铁路: an ordinary word before a name.
        let bare = Gazetteer::embedded().named(name);
        let ordinary = !bare.is_empty() && bare.iter().all(|p| p.ambiguous);
        let after = sentence.tokens.iter().find(|t| t.span.start >= c.span.end);
        let leads = ordinary && after.is_some_and(|t| t.pos == "ns" && t.span.start == c.span.end);
        !(borrowed || inside || leads)
    }

    /// Whether a name is more than a body pointed at (该司) or a number of bodies (美国三院); a department gets the first of
    /// its two fields (，市场与|信息化司).
    fn proper(&self, c: &mut Candidate, sentence: &Sentence) -> bool {
        let name = c.span.of(self.text);
        let counted = ["两院", "三院", "两会", "两委"].iter().any(|end| name.ends_with(end));
        // 年产汽车近200万辆
        let yearly = ["年产", "年均"].iter().any(|word| name.starts_with(word));
        // 由甲组建|而成; 浙江义乌: particles, and places one behind the other.
        let particles = matches!(name, "而成" | "而来" | "而立");
        let inside: Vec<&Token> = sentence.tokens.iter().filter(|t| c.span.contains(t.span)).collect();
        let place = |t: &&Token| !Gazetteer::embedded().named(self.word(t)).is_empty();
        let places = inside.len() > 1 && inside.iter().all(place);
        if name.starts_with('该') || yearly || particles || places || counted && self.lexicon.known(name).is_none() {
            return false;
        }
        let at = sentence.tokens.partition_point(|t| t.span.end <= c.span.start);
        if let [before @ .., field, joint] = &sentence.tokens[..at]
            && name.ends_with('司')
            && matches!(self.word(joint), "与" | "和")
            && joint.span.end == c.span.start
            && matches!(field.pos, "n" | "vn")
            && !self.lexicon.is_role(self.word(field))
            && before.last().is_some_and(|t| t.pos == "w")
        {
            c.span = field.span.join(c.span);
        }
        // 甲有限公司|控股65%的码头
        let name = c.span.of(self.text);
        if let Some(firm) = name.strip_suffix("控股").filter(|firm| firm.ends_with("有限公司")) {
            c.span = Span::new(c.span.from(), c.span.from() + firm.len());
        }
        true
    }

    fn organization(&self, c: &mut Candidate, sentence: &Sentence) -> bool {
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
        // 铁道部调集铁二局: a verb behind a body that is listed.
        let tail = tokens.iter().skip(1).find(|t| {
            matches!(t.pos, "v" | "vn") && self.is_body(Span::new(c.span.from(), t.span.from()).of(self.text))
        });
        if let Some(verb) = tail.filter(|t| t.span.end < c.span.end && t.span.len() == 6 && c.by != Recogniser::Lexicon)
        {
            let rest = Span::new(verb.span.to(), c.span.to());
            let ending = self.lexicon.class_by_suffix(rest.of(self.text)).map(|(class, _)| class);
            if ending.is_some_and(|class| self.ontology.is_named(class, "Organization")) && verb.pos == "v" {
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
            let body = || {
                let ending = self.lexicon.class_by_suffix(head).map(|(class, _)| class);
                ending.is_some_and(|class| self.ontology.is_named(class, "Organization"))
            };
            matches!(self.word(pair[0]), "和" | "与" | "及") && pair[1].pos == "ns" && (self.is_body(head) || body())
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
            if firm && rest.chars().count() > 2 && (alone || self.lexicon.known(rest).is_some()) {
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

    /// Makes a company of a name of two characters and the trade behind it (易利|袜业), and lengthens a name before 家
    /// (张伟|中家的果园).
    fn join_behind(&self, c: &mut Candidate) {
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

    /// Lengthens each name of two characters that the same third one follows wherever it stands (何光|中), or that follows it
    /// here and in a longer name found elsewhere; and one before a count that misses its numeral (何光|增 多次).
    fn lengthen_people(&self, found: &mut [Candidate]) {
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

fn last_letter(name: &str) -> &str {
    name.char_indices().next_back().map_or("", |(i, _)| &name[i..])
}

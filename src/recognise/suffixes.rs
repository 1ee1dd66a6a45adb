//! Organisations, zones and events by the ends of their names: 有限公司, 研究院, 开发区, 博览会.

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::Candidate;
use super::gazetteer::Gazetteer;
use crate::ontology::{ClassId, Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// Letters that show that a word which no dictionary has was cut wrongly.
const FUNCTION: [char; 12] = ['是', '的', '了', '在', '和', '与', '及', '等', '为', '被', '把', '有'];

/// Words behind a body that say what is in its hands: 甲公司手中乙公司30%的股份.
const HANDS: [&str; 5] = ["手中", "旗下", "名下", "所持", "持有"];

/// Whether the ending of a name is a legal form, which only the names of firms and cooperatives have.
fn is_legal(tail: &str) -> bool {
    ["有限公司", "有限责任公司", "集团公司", "专业合作社"].iter().any(|form| tail.ends_with(form))
}

/// What a name may begin with, from weak to strong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Begin {
    /// A common noun.
    Common,
    /// A word no dictionary explains as a common one.
    Unknown,
    /// A place, a year, 第…届, 国家.
    Anchor,
}

/// Finds names that end in a suffix of the ontology and begin like a name.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let starts =
        out.iter().filter(|c| c.score >= 0.7 && !ontology.is_named(c.class, "Person")).map(|c| c.span.start).collect();
    let finder = Finder { text: &seg.text, ontology, lexicon, gazetteer: Gazetteer::embedded(), starts };
    for sentence in &seg.sentences {
        finder.sentence(sentence, out);
    }
}

struct Finder<'a> {
    text: &'a str,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    /// Where names begin that other recognisers are rather sure of.
    starts: BTreeSet<u32>,
}

impl Finder<'_> {
    fn sentence(&self, sentence: &Sentence, out: &mut Vec<Candidate>) {
        let tokens = &sentence.tokens;
        for end in 0..tokens.len() {
            let Some((class, suffix_from)) = self.suffix_at(tokens, end) else { continue };
            // 党委书记, 董事会主席: the board belongs to the post behind it.
            let board =
                matches!(tokens[end].span.of(self.text), "党委" | "党组" | "董事会" | "董事局" | "监事会" | "理事会");
            if board && tokens.get(end + 1).is_some_and(|t| self.lexicon.is_role(t.span.of(self.text))) {
                continue;
            }
            // A name that the dictionary knows whole (上海市人民政府).
            if suffix_from == end && tokens[end].pos == "nt" && self.begins_with_place(tokens[end]) {
                out.push(Candidate::new(tokens[end].span, class, Recogniser::Suffix, 0.85));
            }
            if let Some(start) = self.headed(tokens, suffix_from, end, class) {
                let span = Span::new(tokens[start].span.from(), tokens[end].span.to());
                out.push(Candidate::new(span, class, Recogniser::Suffix, 0.92));
            }
            if let Some(start) = self.titled(tokens, suffix_from, class) {
                let span = Span::new(tokens[start].span.from(), tokens[end].span.to());
                out.push(Candidate::new(span, class, Recogniser::Suffix, 0.9));
            }
            let from = self.left(tokens, suffix_from, class);
            if let Some((start, begin)) = self.begin(tokens, from, suffix_from, self.ontology.is_named(class, "Event"))
                && let (start, begin) = self.widened(tokens, from, start, begin, end, class)
                && let Some(score) = self.score(tokens, start, end, suffix_from, begin, class)
            {
                let span = Span::new(tokens[start].span.from(), tokens[end].span.to());
                out.push(Candidate::new(span, class, Recogniser::Suffix, score));
            }
        }
    }

    /// The class whose suffix ends at token `end`, and the first token that the suffix touches.
    fn suffix_at(&self, tokens: &[Token], end: usize) -> Option<(ClassId, usize)> {
        let own = tokens[end].span.of(self.text);
        if !self.lexicon.may_end_name(own) {
            return None;
        }
        // 动力学|会: the dictionary knows another word.
        if let Some(before) = end.checked_sub(1).filter(|_| own == "会") {
            let joined = Span::new(tokens[before].span.from(), tokens[end].span.to()).of(self.text);
            let society = joined.ends_with("学会").then(|| self.lexicon.class_of_suffix("学会")).flatten();
            return society.map(|class| (class, before));
        }
        let mut best = None;
        for from in (end.saturating_sub(3)..=end).rev() {
            let joined = Span::new(tokens[from].span.from(), tokens[end].span.to()).of(self.text);
            if joined.chars().count() > 8 {
                break;
            }
            if let Some(class) = self.lexicon.class_of_suffix(joined).filter(|&c| self.named_kind(c)) {
                best = Some((class, from));
            }
            // 甲集团控股子公司: a relational noun is no name's end.
            if !self.lexicon.noun_uses(joined).is_empty() && self.lexicon.class_of_suffix(joined).is_none() {
                return None;
            }
        }
        // 导致的所, 份: one letter that is no noun here ends no name.
        if best.is_some_and(|(_, from)| from == end)
            && own.len() == 3
            && matches!(tokens[end].pos, "c" | "u" | "p" | "d" | "v")
        {
            return None;
        }
        let noun = matches!(tokens[end].pos, "n" | "nz" | "nt" | "ns" | "nr" | "nrt" | "j" | "l" | "nrfg");
        let inside = || {
            noun.then(|| self.lexicon.class_by_suffix(own))
                .flatten()
                .map(|(class, _)| (class, end))
                .filter(|(c, _)| self.named_kind(*c))
        };
        best.or_else(inside)
    }

    /// Where the part of a body begins that its own head stands behind: ，运行监测协调局|局长, 、消费促进司|副司长. Of such parts
    /// verbs are as good words as nouns.
    fn headed(&self, tokens: &[Token], suffix: usize, end: usize, class: ClassId) -> Option<usize> {
        let tail = Span::new(tokens[suffix].span.from(), tokens[end].span.to()).of(self.text);
        let head = tokens.get(end + 1).filter(|t| t.span.start == tokens[end].span.end)?.span.of(self.text);
        let own = head.trim_start_matches('副').strip_suffix('长') == Some(tail);
        if !own || !self.ontology.is_named(class, "GovernmentBody") || !matches!(tail, "局" | "司" | "处" | "室") {
            return None;
        }
        let part = |t: &Token| {
            matches!(t.pos, "n" | "v" | "vn" | "b" | "j" | "c") && !matches!(t.span.of(self.text), "或" | "而")
        };
        let mut start = suffix;
        while start > 0 && suffix - start < 5 && part(&tokens[start - 1]) {
            start -= 1;
        }
        let parted = start == 0 || tokens[start - 1].pos == "w";
        let letters = Span::new(tokens[start].span.from(), tokens[end].span.to()).of(self.text).chars().count();
        (parted && suffix - start > 1 && (5..=14).contains(&letters) && tokens[start].pos != "c").then_some(start)
    }

    fn named_kind(&self, class: ClassId) -> bool {
        let plain_place = self.ontology.class("Place") == Some(class);
        plain_place
            || ["Organization", "Zone", "Event", "Facility"].iter().any(|kind| self.ontology.is_named(class, kind))
    }

    /// The first token of the run of words before `at` that a name may consist of.
    fn left(&self, tokens: &[Token], at: usize, class: ClassId) -> usize {
        let event = self.ontology.is_named(class, "Event");
        // The suffix may begin before the legal form: 现代农机|专业合作社.
        let tail = tokens[at..tokens.len().min(at + 4)].first().map_or("", |t| &self.text[t.span.from()..]);
        let form = ["有限公司", "有限责任公司", "集团公司", "专业合作社", "股份有限公司"];
        let legal = !event && form.iter().any(|form| tail.starts_with(form));
        let mut start = at;
        while start > 0 && at - start < if event { 16 } else { 12 } {
            let token = tokens[start - 1];
            let word = token.span.of(self.text);
            let gap = &self.text[token.span.to()..tokens[start].span.from()];
            let fits = match token.pos {
                "n" | "nz" | "ns" | "nt" | "nr" | "nrt" | "nrfg" | "ng" | "j" | "b" | "vn" | "an" | "eng" | "l"
                | "s" | "h" => true,
                "m" | "mq" => {
                    let spoken = !word.contains(|c: char| c.is_ascii_digit());
                    event || word.starts_with('第') || word.chars().count() == 1 || legal && spoken
                }
                // 庆阳|果真|香菌业: an adverb between a place and the rest of a firm's name.
                "d" => legal && word.len() == 6 && start > 1 && tokens[start - 2].pos == "ns" && start < at,
                "q" => event && start >= 2 && tokens[start - 2].pos == "m",
                // 青年, 周年
                "t" => {
                    (event || legal)
                        && word.chars().count() == 2
                        && (word.ends_with("周年")
                            || !word.ends_with(['年', '月', '日', '天', '时', '前', '后', '期', '次']))
                }
                "f" => matches!(word, "中" | "东" | "西" | "南" | "北"),
                _ if super::area_letter(word) => true,
                // 轴之城产业园
                "u" | "uj" | "zg" => word == "之" && start < at,
                // 中国—东盟博览会
                "w" => {
                    let listed = |t: &Token| !self.gazetteer.named(t.span.of(self.text)).is_empty();
                    let place = |k: usize| tokens.get(k).is_some_and(|t| matches!(t.pos, "ns" | "j") || listed(t));
                    let linked =
                        matches!(word, "—" | "－" | "-" | "——") && place(start) && start >= 2 && place(start - 2);
                    // 人工智能+制造交流大会
                    let plus = matches!(word, "+" | "＋") && start < at && start >= 2 && tokens[start - 2].pos != "w";
                    event && (linked || plus)
                }
                // 甲项目集中开工暨乙项目签约活动
                "v" if event && tokens[start..at].iter().any(|t| t.span.of(self.text) == "暨") => {
                    word.chars().count() == 2 && !self.rules_event(word)
                }
                // 甲乙种植养殖|专业合作社
                "v" if legal && tail.starts_with("专业合作社") => at - start <= 2 && word.len() == 6,
                "v" => {
                    at - start <= 1
                        && word.chars().count() == 2
                        && if event { !self.rules_event(word) } else { !self.lexicon.is_verb(word) }
                }
                "a" | "ag" | "z" | "k" | "g" | "x" | "i" => word.chars().count() <= 2,
                "c" => {
                    let body = |t: &Token| self.lexicon.class_of_suffix(t.span.of(self.text)).is_some();
                    let joins = start >= 2 && body(&tokens[start - 2]);
                    matches!(word, "和" | "与") && start < at && at - start <= 6 && !joins
                }
                _ => false,
            };
            let stops = HANDS.contains(&word)
                || self.lexicon.status(word).is_some()
                || super::TENURE.contains(&word)
                || self.lexicon.is_listed_role(word)
                || !self.lexicon.noun_uses(word).is_empty()
                || matches!(token.pos, "nr" | "nz" | "ns") && self.lexicon.is_verb(word);
            // 甲（成都）科技有限公司: a place in brackets belongs to the name.
            if let Some(open) = self.bracketed(tokens, start) {
                start = open;
                continue;
            }
            if !fits || gap.contains('\n') || stops || word == "记者" {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The bracket that opens before `（place）` at the end of `tokens[..end]`.
    fn bracketed(&self, tokens: &[Token], end: usize) -> Option<usize> {
        let open = end.checked_sub(3)?;
        let word = |k: usize| tokens[k].span.of(self.text);
        let place = tokens[open + 1].pos == "ns" || !self.gazetteer.named(word(open + 1)).is_empty();
        (place && matches!(word(open), "（" | "(") && matches!(word(open + 2), "）" | ")")).then_some(open)
    }

    /// Where a name begins that starts with a short quotation: “山里红”农业合作社, 山东“甲”有限公司, “乙”新闻发布会.
    fn titled(&self, tokens: &[Token], suffix: usize, class: ClassId) -> Option<usize> {
        if !["Organization", "Event"].iter().any(|kind| self.ontology.is_named(class, kind)) {
            return None;
        }
        let from = self.left(tokens, suffix, class);
        let close = from.checked_sub(1).filter(|&k| tokens[k].span.of(self.text) == "”")?;
        let open = (close.saturating_sub(6)..close).rev().find(|&k| tokens[k].span.of(self.text) == "“")?;
        let inner = Span::new(tokens[open].span.to(), tokens[close].span.from()).of(self.text);
        if !(2..=8).contains(&inner.chars().count()) || inner.contains(['，', '。', '、', '！', '？']) {
            return None;
        }
        let place = open.checked_sub(1).filter(|&k| tokens[k].pos == "ns" && self.ontology.is_named(class, "Company"));
        Some(place.unwrap_or(open))
    }

    /// The first token of the name inside the run `from..suffix`: a place, year or 国家 that only droppable words
    /// precede, else the first word behind verbs and common nouns.
    fn begin(&self, tokens: &[Token], from: usize, suffix: usize, event: bool) -> Option<(usize, Begin)> {
        // 在甲市投资建设: the place belongs to the verb.
        let at = |i: usize| {
            i > 0
                && tokens[i - 1].span.of(self.text) == "在"
                && tokens.get(i + 1).is_some_and(|t| self.lexicon.is_verb(t.span.of(self.text)))
        };
        let anchor = |i: usize| self.anchor(tokens, i) && !at(i);
        if let Some(i) = (from..suffix).find(|&i| anchor(i)) {
            let unknown_before = (from..i).any(|k| self.unknown(tokens[k]));
            if !unknown_before {
                return Some((i, Begin::Anchor));
            }
        }
        // 外贸企业座谈会: events may be named by nothing else.
        let plain = || Some(from).filter(|_| event && from < suffix);
        let first = (from..suffix).find(|&i| !self.droppable(tokens[i])).or_else(plain)?;
        let begin = if anchor(first) {
            Begin::Anchor
        } else if self.unknown(tokens[first]) {
            Begin::Unknown
        } else {
            Begin::Common
        };
        Some((first, begin))
    }

    /// 人工智能产业共同体|青岛会议: of a meeting, place and common noun alone are no name.
    fn widened(
        &self,
        tokens: &[Token],
        from: usize,
        start: usize,
        begin: Begin,
        end: usize,
        class: ClassId,
    ) -> (usize, Begin) {
        let name = Span::new(tokens[start].span.from(), tokens[end].span.to()).of(self.text);
        let short = begin == Begin::Anchor && name.chars().count() < 5 && self.ontology.is_named(class, "Event");
        let nouns = tokens[from..start].iter().all(|t| matches!(t.pos, "n" | "nz" | "vn" | "l" | "j" | "eng"));
        if short && nouns && from < start { (from, Begin::Unknown) } else { (start, begin) }
    }

    fn anchor(&self, tokens: &[Token], i: usize) -> bool {
        let word = tokens[i].span.of(self.text);
        let year = word.chars().count() == 4 && word.chars().all(|c| c.is_ascii_digit());
        let counted = tokens.get(i + 1).is_some_and(|t| t.pos == "q" && t.span.of(self.text) != "届");
        year || word.starts_with('第') && !counted
            || word.ends_with('届') && word.chars().count() == 2 && !word.starts_with(['本', '上', '历'])
            || tokens[i].pos == "nt" && word != "暨"
            || self.starts.contains(&tokens[i].span.start)
            || matches!(word, "国家" | "全国" | "中国" | "中共" | "世界" | "中央" | "国际" | "全球")
            || tokens[i].pos == "ns"
            || super::area_letter(word) && self.local(tokens, i)
            || self.gazetteer.named(word).iter().any(|c| !c.ambiguous)
    }

    /// Whether the letter of an area's rank begins the name of a body of its: 县农业农村局, but not 邢台|市|农业农村局.
    fn local(&self, tokens: &[Token], at: usize) -> bool {
        let joined = at.checked_sub(1).is_some_and(|k| {
            tokens[k].span.end == tokens[at].span.start
                && !matches!(tokens[k].pos, "w" | "p" | "c" | "v" | "d" | "u" | "uj" | "t")
        });
        !joined
    }

    /// Whether a word goes on behind the name of a place.
    fn begins_with_place(&self, token: Token) -> bool {
        let word = token.span.of(self.text);
        let mut ends = word.char_indices().map(|(i, _)| i).skip(2);
        ends.any(|i| self.gazetteer.named(&word[..i]).iter().any(|c| !c.ambiguous))
    }

    /// Whether the word before the suffix ends like the name of a mountain or a water.
    fn natural(&self, tokens: &[Token], suffix: usize) -> bool {
        let before = suffix.checked_sub(1).map_or("", |k| tokens[k].span.of(self.text));
        before.ends_with(['山', '岭', '河', '江', '湖', '沟', '峡', '滩', '坪', '塘', '关', '溪', '谷', '海', '湾'])
    }

    /// Whether a relational noun (供应商, 子公司) stands right before a name.
    fn apposed(&self, tokens: &[Token], start: usize) -> bool {
        let before = start.checked_sub(1).map(|k| tokens[k]).filter(|t| t.span.end == tokens[start].span.start);
        before.is_some_and(|t| !self.lexicon.noun_uses(t.span.of(self.text)).is_empty())
    }

    /// Whether a verb of founding stands before the name of an institution: 设立了衣架家居行业协会.
    fn founded(&self, tokens: &[Token], start: usize, class: ClassId) -> bool {
        let institution =
            ["Association", "ResearchInstitute", "School"].iter().any(|k| self.ontology.is_named(class, k));
        let before = tokens[..start].iter().rev().map(|t| t.span.of(self.text)).find(|w| *w != "了");
        institution
            && before
                .is_some_and(|w| matches!(w, "设立" | "成立" | "组建" | "创办" | "创立" | "建立" | "筹建" | "组织成立"))
    }

    /// Whether a verb has events as its object (举办, 出席), so that it cannot begin an event's name.
    fn rules_event(&self, word: &str) -> bool {
        let of_events = |p: &crate::ontology::VerbPattern| {
            let info = self.ontology.property_info(p.property);
            p.head == word && info.range.iter().any(|&c| self.ontology.is_named(c, "Event"))
        };
        word.chars().next().is_some_and(|c| self.lexicon.verbs(c).iter().any(of_events))
    }

    fn unknown(&self, token: Token) -> bool {
        matches!(token.pos, "nz" | "nt" | "nr" | "nrt" | "nrfg" | "eng" | "x" | "ng" | "g" | "j")
            || token.pos == "n" && !token.listed && !token.span.of(self.text).contains(FUNCTION)
    }

    fn droppable(&self, token: Token) -> bool {
        let word = token.span.of(self.text);
        matches!(token.pos, "v" | "vn" | "a" | "b" | "c" | "m" | "q" | "vg" | "f" | "an" | "l" | "i" | "s" | "z" | "mq")
            || self.lexicon.class_of_noun(word).is_some_and(|c| !self.ontology.is_named(c, "Abstraction"))
            || self.lexicon.is_role(word)
    }

    /// How sure a name is, by its suffix and its beginning; `None` when it is only a description.
    fn score(
        &self,
        tokens: &[Token],
        start: usize,
        end: usize,
        suffix: usize,
        begin: Begin,
        class: ClassId,
    ) -> Option<f32> {
        let name = Span::new(tokens[start].span.from(), tokens[end].span.to()).of(self.text);
        let tail = Span::new(tokens[suffix].span.from(), tokens[end].span.to()).of(self.text);
        let stem = name.chars().count().saturating_sub(tail.chars().count());
        // 培训班开班仪式 is the part of an event, which has the name.
        let of_event = tokens[start..suffix].iter().any(|t| {
            let class = self.lexicon.class_of_suffix(t.span.of(self.text));
            class.is_some_and(|c| self.ontology.is_named(c, "Event"))
        });
        // 举办山地农业机械研讨会: the verb before a common name tells that it is an event of its own.
        // The counts and times before a common name belong to it no more than they part it from the verb.
        let mut start_of_all = start;
        while start_of_all > 0 && matches!(tokens[start_of_all - 1].pos, "m" | "q" | "mq" | "t") {
            start_of_all -= 1;
        }
        let held = start_of_all > 0 && {
            let start = start_of_all;
            let before = tokens[start - 1];
            // 举行了甲, 当天举行的甲
            let verb = if matches!(before.pos, "ul" | "uj") && start > 1 { tokens[start - 2] } else { before };
            self.rules_event(verb.span.of(self.text))
        };
        if name.contains(['，', '、', '。', '：', '；'])
            || start > suffix
            || (stem == 0 && start == end && begin < Begin::Anchor)
        {
            return None;
        }
        // 在甲会议上坦言: what stands between 在 and 上 is a meeting.
        let staged = {
            let word = |k: usize| tokens.get(k).map_or("", |t| t.span.of(self.text));
            let staged = matches!(word(end + 1), "上" | "现场" | "期间") && start > 0;
            staged && word(start - 1) == "在" && self.ontology.is_named(class, "Event")
        };
        let legal = is_legal(tail);
        let cooperative = tail.ends_with("合作社");
        // 黄石作为武汉城市圈, 全力支持金叶集团: a verb inside shows that the run is a clause.
        let verb = !cooperative
            && (start..suffix).any(|i| {
                matches!(tokens[i].pos, "v" | "p" | "d")
                    && tokens[i].span.of(self.text).chars().count() > 1
                    && i + 1 < suffix
            });
        let described = tokens[start..suffix].iter().all(|t| {
            let word = t.span.of(self.text);
            matches!(word, "世界" | "全国" | "全球" | "国际" | "中国" | "国家")
                || matches!(t.pos, "m" | "a" | "b" | "mq" | "q" | "f")
                || self.lexicon.class_of_noun(word).is_some()
        });
        if verb && !self.ontology.is_named(class, "Event")
            || described && !self.ontology.is_named(class, "Event") && tail.chars().count() <= 2
        {
            return None;
        }
        let long = tail.chars().count() >= 3;
        let event = self.ontology.is_named(class, "Event");
        let ceremony = tail.ends_with("仪式") || tail.ends_with("典礼");
        match begin {
            _ if name.starts_with('第') && self.ontology.is_named(class, "Facility") => None,
            Begin::Anchor if legal => Some(0.98),
            Begin::Unknown if legal => Some(0.95),
            Begin::Common if legal => (!cooperative).then_some(0.85),
            Begin::Anchor if event => (name.chars().count() >= 5).then_some(0.9),
            Begin::Unknown if event && (held || staged) => (stem >= 4).then_some(if staged { 0.93 } else { 0.75 }),
            Begin::Unknown if event => (name.chars().count() >= 6).then_some(0.55),
            Begin::Common if event && held && stem >= 4 && !of_event && !ceremony => Some(0.6),
            // 省教育厅, 县农业农村局; 市政府 is but a word.
            _ if super::area_letter(tokens[start].span.of(self.text)) => {
                let body = self.ontology.is_named(class, "GovernmentBody") && name.chars().count() >= 4;
                body.then_some(0.85)
            }
            Begin::Anchor if stem >= 2 => Some(if long { 0.92 } else { 0.85 }),
            Begin::Unknown if long && stem >= 2 => Some(0.7),
            Begin::Unknown if stem >= 1 && self.ontology.is_named(class, "Facility") => Some(0.7),
            Begin::Common if long && stem >= 2 && self.founded(tokens, start, class) => Some(0.6),
            // 云盘岭隧道: what it leads through tells.
            _ if self.ontology.is_named(class, "Facility") && stem >= 3 && self.natural(tokens, suffix) => Some(0.65),
            // 供应商甲公司: the noun before tells that a body is named.
            Begin::Unknown if stem >= 3 && self.apposed(tokens, start) => Some(0.6),
            Begin::Unknown if stem >= 2 => Some(0.45),
            _ => None,
        }
    }
}

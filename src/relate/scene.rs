//! A sentence as the constructions see it: units (mentions, figures, words, marks) and noun phrases over them.

use crate::ontology::{Lexicon, Ontology};
use crate::recognise::CEREMONIES;
use crate::recognise::Recognised;
use crate::recognise::quantity::Dimension;
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

use super::MentionIx;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A mention, by index.
    Mention(MentionIx),
    /// A quantity, by index into [`Recognised::quantities`].
    Quantity(usize),
    /// A time, by index into [`Recognised::times`].
    Time(usize),
    /// A word with its part of speech.
    Word(&'static str),
    /// Words between quotation marks that are a name or a term, no speech.
    Quoted,
    /// A punctuation mark.
    Mark(char),
}

/// The smallest stretch that constructions look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub span: Span,
    pub kind: Kind,
}

/// One sentence as units, with the words around it at hand.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub ontology: &'a Ontology,
    pub lexicon: &'a Lexicon,
    pub sentence: &'a Sentence,
    pub units: Vec<Unit>,
    /// What every construction asks of every unit, answered once.
    traits: Vec<Traits<'a>>,
    /// The first characters of all units, as a set that may hold more.
    initials: u64,
    /// First and one-past-last unit of the clause of each unit, and of what would stand behind the last.
    clauses: Vec<(usize, usize)>,
}

/// What a unit is to its neighbours.
#[derive(Clone, Copy, Debug, Default)]
struct Traits<'a> {
    /// Its words.
    word: &'a str,
    /// Whether it stands between brackets, where marks part no clauses.
    bracketed: bool,
    parts_clauses: bool,
    known_verb: bool,
    verb: bool,
    nominal: bool,
    /// The first character of its words.
    initial: char,
}

/// A noun phrase: units `start..end`, its head last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub start: usize,
    pub end: usize,
    /// The mention that is the head, if the head is one.
    pub mention: Option<MentionIx>,
    /// The head with the nouns that stand before it without 的 (行业产值), or the mention.
    pub head: Span,
}

impl<'a> Scene<'a> {
    /// Lays out one sentence: mentions first, then times and quantities, then the words between them.
    pub fn new(
        seg: &'a Segmented,
        sentence: &'a Sentence,
        found: &Recognised,
        ontology: &'a Ontology,
        lexicon: &'a Lexicon,
    ) -> Self {
        let inside = |s: Span| sentence.span.contains(s);
        let mut fixed: Vec<Unit> = Vec::new();
        let quoted: Vec<Span> = terms(seg, sentence.span, found);
        let outside = |s: Span| quoted.iter().all(|q| !q.overlaps(s));
        fixed.extend(quoted.iter().map(|&span| Unit { span, kind: Kind::Quoted }));
        let first = found.mentions[..found.names].partition_point(|m| m.span.end <= sentence.span.start);
        for (i, m) in found.mentions[..found.names].iter().enumerate().skip(first).take_while(|(_, m)| inside(m.span)) {
            if outside(m.span) {
                fixed.push(Unit { span: m.span, kind: Kind::Mention(i as MentionIx) });
            }
        }
        let first = found.times.partition_point(|t| t.span.end <= sentence.span.start);
        for (i, t) in found.times.iter().enumerate().skip(first).take_while(|(_, t)| inside(t.span)) {
            if outside(t.span) {
                fixed.push(Unit { span: t.span, kind: Kind::Time(i) });
            }
        }
        let first = found.quantities.partition_point(|q| q.span.end <= sentence.span.start);
        for (i, q) in found.quantities.iter().enumerate().skip(first).take_while(|(_, q)| inside(q.span)) {
            // A rank (第三) describes; it is no figure.
            let noun = |t: &Token| matches!(t.pos, "n" | "l" | "i") || t.span.of(&seg.text).starts_with("零部");
            let part = |t: &Token| t.span.contains(q.span) && t.span != q.span && noun(t);
            // 零部件: a figure inside of a noun is none.
            let first = sentence.tokens.partition_point(|t| t.span.end <= q.span.start);
            let inside_noun = sentence.tokens.get(first).is_some_and(part);
            if q.dimension != Dimension::Ordinal && outside(q.span) && !inside_noun {
                fixed.push(Unit { span: q.span, kind: Kind::Quantity(i) });
            }
        }
        fixed.sort_by_key(|u| u.span);
        let mut units = Vec::with_capacity(sentence.tokens.len());
        let mut next = fixed.into_iter().peekable();
        for token in &sentence.tokens {
            let mut at = units.last().map_or(0, |u: &Unit| u.span.to()).max(token.span.from());
            // What a name, a time or a figure leaves over of the word before and behind it.
            while at < token.span.to() {
                let until = next.peek().map_or(token.span.to(), |u| u.span.from().min(token.span.to()));
                if at < until {
                    let span = Span::new(at, until);
                    let kind = match span.of(&seg.text).chars().next() {
                        Some(c) if token.pos == "w" => Kind::Mark(c),
                        // 林登·利|则 表示: the dictionary has another word there.
                        Some('则' | '也' | '还' | '均' | '却' | '都' | '又' | '曾')
                            if span.len() == 3 && span != token.span =>
                        {
                            Kind::Word("d")
                        }
                        _ => Kind::Word(token.pos),
                    };
                    units.push(Unit { span, kind });
                }
                at = until;
                if let Some(unit) = next.next_if(|u| u.span.start < token.span.end) {
                    at = at.max(unit.span.to());
                    units.push(unit);
                }
            }
        }
        units.extend(next);
        join_directions(&mut units, &seg.text);
        let words = units.iter().map(|u| u.span.of(&seg.text));
        let traits: Vec<Traits> = words
            .map(|word| Traits { word, initial: word.chars().next().unwrap_or_default(), ..Traits::default() })
            .collect();
        let initials = traits.iter().fold(0, |set, t| set | bit(t.initial));
        let mut scene =
            Scene { text: &seg.text, ontology, lexicon, sentence, units, traits, initials, clauses: Vec::new() };
        scene.look();
        scene
    }

    /// Answers what is asked of every unit; whether one is a verb hangs on those behind it.
    fn look(&mut self) {
        for close in 0..self.units.len() {
            if let Some(open) = self.opening(close).filter(|&open| close - open <= 30) {
                self.traits[open + 1..close].iter_mut().for_each(|t| t.bracketed = true);
            }
        }
        for i in 0..self.units.len() {
            self.traits[i].parts_clauses = self.parts_clauses(i);
        }
        self.clauses = self.clauses();
        for i in 0..self.units.len() {
            let word = matches!(self.units[i].kind, Kind::Word(_));
            self.traits[i].known_verb = word && self.lexicon.is_verb(self.word(i));
        }
        for i in (0..self.units.len()).rev() {
            self.traits[i].verb =
                matches!(self.pos(i), "v" | "vg" | "vi" | "vq" | "vd") && !self.is_welded(i) || self.acts(i);
        }
        for i in 0..self.units.len() {
            self.traits[i].nominal = self.seems_nominal(i);
        }
    }

    /// Where the clause of each unit begins and ends.
    fn clauses(&self) -> Vec<(usize, usize)> {
        let units = self.units.len();
        let mut clauses = Vec::with_capacity(units + 1);
        let mut start = 0;
        for end in (0..=units).filter(|&i| self.is_break(i)) {
            clauses.resize(end + 1, (start, end));
            start = end + 1;
        }
        clauses
    }

    /// Whether unit `i` stands between brackets.
    pub fn is_bracketed(&self, i: usize) -> bool {
        self.traits.get(i).is_some_and(|t| t.bracketed)
    }

    /// The words of a token.
    pub fn word_of(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// Whether the clause that begins at unit `start` only tells where something leads or lies: 东起甲市, 西至乙市, 途经丙县.
    pub fn is_course(&self, start: usize) -> bool {
        let end = self.clause(start).1;
        leads(self.cover(start, end).of(self.text))
    }

    /// Whether unit `i` is such a word (东起, 西临), which rules the place behind it.
    pub fn is_direction(&self, i: usize) -> bool {
        let word = self.word(i);
        word.len() == 6 && leads(word)
    }

    /// The words of unit `i`, or `""` past the ends.
    pub fn word(&self, i: usize) -> &'a str {
        self.traits.get(i).map_or("", |t| t.word)
    }

    /// Whether some unit from `from` on begins with one of two characters.
    pub fn begins_behind(&self, from: usize, first: char, second: char) -> bool {
        self.initials & (bit(first) | bit(second)) != 0
            && self.traits.get(from..).unwrap_or(&[]).iter().any(|t| t.initial == first || t.initial == second)
    }

    /// The part of speech of unit `i` when it is a word, else `""`.
    pub fn pos(&self, i: usize) -> &'static str {
        match self.units.get(i) {
            Some(Unit { kind: Kind::Word(pos), .. }) => pos,
            _ => "",
        }
    }

    /// The mention that unit `i` is.
    pub fn mention(&self, i: usize) -> Option<MentionIx> {
        match self.units.get(i)?.kind {
            Kind::Mention(m) => Some(m),
            _ => None,
        }
    }

    /// Whether unit `i` parts clauses, or lies outside of the sentence.
    pub fn is_break(&self, i: usize) -> bool {
        self.traits.get(i).is_none_or(|t| t.parts_clauses)
    }

    fn parts_clauses(&self, i: usize) -> bool {
        let Kind::Mark(mark) = self.units[i].kind else { return false };
        let parts = matches!(mark, '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '？' | '!' | '?' | '…' | '—');
        parts && !self.traits[i].bracketed
    }

    /// Whether only times, adverbs and conjunctions stand before unit `i` in its clause.
    pub fn opens_clause(&self, i: usize) -> bool {
        let (start, _) = self.clause(i);
        (start..i).all(|k| self.is_time(k) || matches!(self.pos(k), "d" | "t" | "c"))
    }

    /// The unit of the bracket that opens what the one at unit `i` closes.
    pub fn opening(&self, i: usize) -> Option<usize> {
        let open = match self.word(i) {
            "）" => "（",
            ")" => "(",
            _ => return None,
        };
        (0..i).rev().find(|&k| self.word(k) == open)
    }

    /// Whether unit `i` joins the members of a list.
    pub fn is_conjunction(&self, i: usize) -> bool {
        matches!(self.word(i), "、" | "和" | "与" | "及" | "以及" | "暨" | "或" | "跟" | "兼")
    }

    /// Whether unit `i` may stand in a noun phrase: a mention, a noun, or a word that is one before a noun.
    pub fn is_nominal(&self, i: usize) -> bool {
        self.traits.get(i).is_some_and(|t| t.nominal)
    }

    fn seems_nominal(&self, i: usize) -> bool {
        match self.units.get(i).map(|u| u.kind) {
            Some(Kind::Mention(_) | Kind::Quoted) => true,
            // 广泛应用 is listed as an idiom, but rules a clause.
            Some(Kind::Word("l" | "i")) if self.lexicon.is_verb(self.word(i)) || self.word(i).contains('了') => false,
            // Nouns for the dictionary, particles here.
            Some(Kind::Word(_)) if matches!(self.word(i), "于" | "经" | "时" | "合计") => false,
            // 落户, 代工: nouns for the dictionary, verbs here.
            Some(Kind::Word("n" | "nr" | "nt" | "ns" | "nz")) if self.acts(i) => false,
            // 快递箱, 透水砖, 滚动体: a noun of one letter needs the verb before it.
            Some(Kind::Word(_)) if self.is_welded(i) || i > 0 && self.is_welded(i - 1) => true,
            // 当地 stands for a place; it describes what follows.
            Some(Kind::Word(_)) if matches!(self.word(i), "当地" | "本地" | "其中" | "境内") => false,
            // 冷轧钢, 小五金: one letter that describes the noun it touches belongs to it.
            Some(Kind::Word("a")) => self.units[i].span.len() == 3 && matches!(self.pos(i + 1), "n" | "nz" | "ng"),
            Some(Kind::Word(pos)) => matches!(
                pos,
                "n" | "nz"
                    | "nr"
                    | "nrt"
                    | "nrfg"
                    | "ns"
                    | "nt"
                    | "ng"
                    | "vn"
                    | "an"
                    | "b"
                    | "j"
                    | "l"
                    | "eng"
                    | "s"
                    | "h"
                    | "k"
                    | "g"
                    | "x"
                    | "i"
            ),
            _ => false,
        }
    }

    /// Whether unit `i` is a verb that could rule a clause.
    pub fn is_verb(&self, i: usize) -> bool {
        self.traits.get(i).is_some_and(|t| t.verb)
    }

    /// Whether unit `i`, a noun for the dictionary, is a verb of the ontology that rules what stands behind it.
    fn acts(&self, i: usize) -> bool {
        let noun = matches!(self.pos(i), "n" | "nr" | "nt" | "ns" | "nz");
        let before = i.checked_sub(1).map_or("", |k| self.pos(k));
        let rules = || {
            self.mention(i + 1).is_some()
                || matches!(self.word(i + 1), "了" | "过" | "到" | "于" | "在" | "至" | "“")
                || matches!(before, "d" | "ad")
        };
        noun && self.word(i).len() > 3
            && before != "v"
            && self.is_known_verb(i)
            && self.lexicon.class_of_noun(self.word(i)).is_none()
            && rules()
    }

    /// Whether unit `i` is a verb that makes one noun with the letter behind it: 快递|箱, 透水|砖.
    pub fn is_welded(&self, i: usize) -> bool {
        self.pos(i) == "v"
            && self.word(i).len() == 6
            && !self.is_known_verb(i)
            && self.word(i + 1).len() == 3
            && self.units[i].span.end == self.units[i + 1].span.start
            && (matches!(self.pos(i + 1), "n" | "ng" | "zg" | "k" | "g")
                || self.pos(i + 1) == "q" && self.is_verb(i + 2))
    }

    /// Whether unit `i` is a figure.
    pub fn is_quantity(&self, i: usize) -> bool {
        matches!(self.units.get(i).map(|u| u.kind), Some(Kind::Quantity(_)))
    }

    /// Whether unit `i` is a time.
    pub fn is_time(&self, i: usize) -> bool {
        matches!(self.units.get(i).map(|u| u.kind), Some(Kind::Time(_)))
    }

    /// Whether unit `i` is a verb inside of a compound noun that names a field: 自动驾驶赛道, 包装产业.
    fn is_compounded(&self, i: usize) -> bool {
        let field = |c| self.ontology.is_named(c, "Industry") || self.ontology.is_named(c, "Technology");
        // 汽车制造领域: what is made stands before it.
        let made =
            || i > 0 && matches!(self.pos(i - 1), "n" | "nz") && self.units[i - 1].span.end == self.units[i].span.start;
        self.pos(i) == "v"
            && self.word(i).chars().count() == 2
            && (!self.is_known_verb(i) || made())
            && matches!(self.pos(i + 1), "n")
            && self.lexicon.class_of_noun(self.word(i + 1)).is_some_and(field)
    }

    /// Whether unit `i` is a verb that ends the name of an activity, right behind the noun before it: 有机种植, 建筑供暖.
    fn ends_activity(&self, i: usize) -> bool {
        let last = self.is_break(i + 1) || self.is_conjunction(i + 1) || matches!(self.word(i + 1), "等" | "等等");
        self.pos(i) == "v" && self.word(i).len() == 6 && last && !self.lexicon.is_speech(self.word(i))
    }

    /// Whether the noun at unit `i`, past a closing mark and 的, only names the kind of the quoted term before it.
    fn is_title(&self, mut i: usize) -> bool {
        while matches!(self.word(i), "”" | "」" | "的") {
            i += 1;
        }
        self.names_title(i)
    }

    /// Whether the word at unit `i`, no name, is a noun or an ending of organisations: 由中国照明电器|协会.
    pub fn names_body(&self, i: usize) -> bool {
        let word = self.word(i);
        let class = || self.lexicon.class_of(word);
        self.mention(i).is_none() && class().is_some_and(|c| self.ontology.is_named(c, "Organization"))
    }

    /// Whether the word at unit `i` is a common noun of honours.
    pub fn names_title(&self, i: usize) -> bool {
        self.lexicon.class_of_noun(self.word(i)).is_some_and(|c| self.ontology.is_named(c, "Honor"))
    }

    /// Whether unit `i` may describe a noun behind it.
    fn is_modifier(&self, i: usize) -> bool {
        matches!(self.pos(i), "a" | "ad" | "ag" | "z" | "b" | "f" | "t")
            || matches!(self.units.get(i).map(|u| u.kind), Some(Kind::Quantity(_)))
    }

    /// The first unit at or after byte `at`.
    pub fn unit_at(&self, at: usize) -> usize {
        self.units.partition_point(|u| u.span.from() < at)
    }

    /// The bytes from unit `start` to before unit `end`.
    pub fn cover(&self, start: usize, end: usize) -> Span {
        self.units[start].span.join(self.units[end - 1].span)
    }

    /// The noun phrase whose head is unit `last`, looking left: nouns that touch, mentions before them left outside.
    pub fn phrase_ending(&self, last: usize) -> Option<Phrase> {
        if !self.is_nominal(last) {
            return None;
        }
        if let Some(mention) = self.mention(last) {
            return Some(Phrase { start: last, end: last + 1, mention: Some(mention), head: self.units[last].span });
        }
        // 甲大会|开幕式: the event.
        let opened = last.checked_sub(1).filter(|_| CEREMONIES.contains(&self.word(last)));
        if let Some((event, mention)) = opened.and_then(|k| Some((k, self.mention(k)?))) {
            let head = self.units[event].span;
            return Some(Phrase { start: event, end: last + 1, mention: Some(mention), head });
        }
        let mut start = last;
        // 溯源技术: a verb inside of the name of a field belongs to it, when a noun stands before it.
        let opens = |k: usize| k == 0 || self.is_break(k - 1);
        let part = |k: usize| {
            let trade = self.lexicon.class_of_noun(self.word(k + 1));
            let trade = trade.is_some_and(|c| self.ontology.is_named(c, "Industry"));
            self.is_compounded(k)
                && (!self.is_known_verb(k) || trade && !opens(k))
                && (opens(k) || self.is_nominal(k - 1) && self.mention(k - 1).is_none())
        };
        while start > 0 && (self.is_nominal(start - 1) && self.mention(start - 1).is_none() || part(start - 1)) {
            start -= 1;
        }
        Some(Phrase { start, end: last + 1, mention: None, head: self.cover(start, last + 1) })
    }

    /// The noun phrase that begins at unit `first`, with its modifiers, over 的, up to its head.
    ///
    /// `乙公司的核心零部件` gives the head 核心零部件; `荔浦市青山镇` stops at its first mention when another follows.
    pub fn phrase_from(&self, first: usize) -> Option<Phrase> {
        let mut i = first;
        let mut head: Option<(usize, usize)> = None;
        while i < self.units.len() {
            // 一个叫青山的小镇: the name is the head.
            if let (Some(named), true) = (self.mention(i + 1), matches!(self.word(i), "叫" | "名为" | "名叫" | "叫做"))
            {
                let end = if self.word(i + 2) == "的" { i + 4 } else { i + 2 };
                return Some(Phrase {
                    start: i + 1,
                    end: end.min(self.units.len()),
                    mention: Some(named),
                    head: self.units[i + 1].span,
                });
            }
            let quoted = head.is_some_and(|(_, e)| matches!(self.units[e - 1].kind, Kind::Quoted));
            if quoted && (self.is_title(i) || self.word(i) == "”" && self.word(i + 1) == "“") {
                break;
            }
            // 全国60%以上的玻璃器皿: a share of what stands behind 的.
            let share = || {
                let behind = (i + 1..self.units.len()).find(|&k| self.pos(k) != "f")?;
                (self.is_quantity(i) && self.word(behind) == "的" && self.is_nominal(behind + 1)).then_some(behind + 1)
            };
            if let Some(of) = head.filter(|&(_, e)| e == i).and_then(|_| share()) {
                (head, i) = (None, of);
                continue;
            }
            // “海山一号”钻机: the noun behind only says what sort of thing it is.
            let sort = || self.lexicon.class_of_noun(self.word(i)).is_none_or(|c| self.ontology.is_named(c, "Product"));
            if let Some((start, end)) = head.filter(|&(_, e)| quoted && e + 1 == i && self.word(e) == "”")
                && matches!(self.pos(i), "n" | "nz")
                && sort()
            {
                return Some(Phrase { start, end: i + 1, mention: None, head: self.cover(start, end) });
            }
            // 甲X7和甲X9两款车型: the counted noun sums up.
            if head.is_some_and(|(_, e)| e == i) && (self.pos(i) == "m" || self.is_quantity(i)) {
                break;
            }
            let activity = || head.is_some_and(|(_, e)| e == i && self.mention(e - 1).is_none());
            if self.is_nominal(i) || self.is_compounded(i) || activity() && self.ends_activity(i) {
                let after_name = head.is_some_and(|(_, e)| e == i && self.mention(e - 1).is_some());
                // 《甲》《乙》 are two; 甲主办的 ends the name before the verb.
                if after_name
                    && (self.word(i).starts_with('《')
                        || self.lexicon.is_verb(self.word(i)) && !self.is_nominal(i + 1)
                        || self.word(i - 1).ends_with('》') && self.names_work(i))
                {
                    break;
                }
                let start = match head {
                    Some((s, e)) if e == i && self.mention(i).is_none() && self.mention(e - 1).is_none() => s,
                    _ => i,
                };
                head = Some((start, i + 1));
            } else if head.is_none() && self.is_time(i) && self.is_nominal(i + 1) {
                // 一季度新闻发布会
            } else if head.is_none() && matches!(self.word(i), "抗" | "防" | "耐" | "超" | "无" | "非") {
                // 抗流感新药
            } else if self.word(i) == "的" && head.is_none() && i > first && self.is_quantity(i - 1) {
                // 三十二岁的张三
            } else if let Some((start, _)) = head.filter(|&(_, e)| e == i && self.ends_title(i)) {
                // 蔬菜之乡
                head = Some((start, i + 2));
                i += 1;
            } else if matches!(self.word(i), "的" | "之") && head.is_some() {
                if !(self.is_nominal(i + 1) || self.is_modifier(i + 1)) {
                    break;
                }
            } else if !(self.is_modifier(i)
                || matches!(self.pos(i), "r" | "m" | "q" | "mq")
                || matches!(self.word(i), "当地" | "本地")
                || matches!(self.word(i), "“" | "”" | "「" | "」"))
            {
                break;
            }
            i += 1;
        }
        let (start, end) = head?;
        Some(Phrase { start, end, mention: self.mention(end - 1), head: self.cover(start, end) })
    }

    /// Whether 之 at unit `i` and the letter behind it end a title: 蔬菜|之|乡, 丝网|之|都.
    fn ends_title(&self, i: usize) -> bool {
        let end = self.units.get(i + 1).filter(|_| self.word(i) == "之").map(|_| self.cover(i, i + 2).of(self.text));
        let class = end.and_then(|end| self.lexicon.class_of_suffix(end));
        class.is_some_and(|c| self.ontology.is_named(c, "Honor"))
    }

    /// Whether the word at unit `i` is a common noun of works: 《甲》国家标准.
    fn names_work(&self, i: usize) -> bool {
        let word = self.word(i);
        let class = self.lexicon.class_of_noun(word).or_else(|| self.lexicon.class_by_suffix(word).map(|(c, _)| c));
        class.is_some_and(|c| self.ontology.is_named(c, "Work"))
    }

    /// Whether the word at unit `i` is a verb of the ontology, and no mention.
    pub fn is_known_verb(&self, i: usize) -> bool {
        self.traits.get(i).is_some_and(|t| t.known_verb)
    }

    /// First and one-past-last unit of the clause that unit `i` stands in.
    pub fn clause(&self, i: usize) -> (usize, usize) {
        self.clauses.get(i).copied().unwrap_or((i, self.units.len()))
    }
}

/// The bit of a character in a small set of them.
fn bit(c: char) -> u64 {
    1 << ((c as u32).wrapping_mul(0x9E37_79B1) >> 26)
}

/// The stretches between quotation marks inside `sentence` that are short terms: at most 16 characters without a mark
/// that parts clauses, and no mention of a name reaching over them or filling them.
fn terms(seg: &Segmented, sentence: Span, found: &Recognised) -> Vec<Span> {
    let first = seg.quotes.partition_point(|q| q.span.end <= sentence.start);
    let inside = seg.quotes[first..].iter().take_while(|q| q.span.start < sentence.end);
    let short = |s: Span| {
        let words = s.of(&seg.text);
        sentence.contains(s)
            && (1..=16).contains(&words.chars().count())
            && !words.contains(['，', '。', '；', '！', '？', '：', ','])
    };
    let whole = |s: Span| {
        let next = found.mentions[..found.names].partition_point(|m| m.span.end <= s.start);
        found.mentions[next..found.names].iter().take_while(|m| m.span.start < s.end).any(|m| m.span.contains(s))
    };
    inside.map(|q| q.inner).filter(|&s| short(s) && !whole(s)).collect()
}

/// Makes one verb of a side of the sky and the verb behind it: 铁路|北|起|甲市.
fn join_directions(units: &mut Vec<Unit>, text: &str) {
    let letter = |u: &Unit| matches!(u.kind, Kind::Word(_)) && u.span.len() == 3;
    for i in (1..units.len()).rev() {
        let both = units[i - 1].span.join(units[i].span);
        if letter(&units[i - 1]) && letter(&units[i]) && both.len() == 6 && leads(both.of(text)) {
            units[i - 1] = Unit { span: both, kind: Kind::Word("v") };
            units.remove(i);
        }
    }
}

/// Verbs that tell where something leads or lies.
const COURSES: &[&str] = &[
    "途经", "途径", "经由", "起于", "止于", "起自", "终到", "穿越", "横跨", "跨越", "贯穿", "串联", "毗邻", "紧邻",
    "紧靠", "背靠",
];

/// Whether words begin with such a verb, or a side of the sky and a verb of lying or leading.
fn leads(words: &str) -> bool {
    if COURSES.iter().any(|verb| words.starts_with(verb)) {
        return true;
    }
    let mut letters = words.chars();
    let side = letters.next().is_some_and(|c| matches!(c, '东' | '西' | '南' | '北'));
    side && letters.next().is_some_and(|c| "起至接连抵达到临靠邻依与望".contains(c))
}

//! The run of words before a suffix that a name may consist of, and where in it the name begins.

use super::{Begin, Finder};
use crate::ontology::ClassId;
use crate::recognise::people::is_name;
use crate::segment::Token;
use crate::span::Span;

/// Words behind a body that say what is in its hands: 甲公司手中乙公司30%的股份.
const HANDS: [&str; 5] = ["手中", "旗下", "名下", "所持", "持有"];

impl Finder<'_> {
    /// The first token of the run of words before `at` that a name may consist of.
    pub(super) fn left(&self, tokens: &[Token], at: usize, class: ClassId) -> usize {
        let event = self.ontology.is_named(class, "Event");
        // The suffix may begin before the legal form: 现代农机|专业合作社.
        let tail = tokens.get(at).map_or("", |t| &self.text[t.span.from()..]);
        let form = ["有限公司", "有限责任公司", "集团公司", "专业合作社", "股份有限公司"];
        let legal = !event && form.iter().any(|form| tail.starts_with(form));
        let zone = self.ontology.is_named(class, "Place");
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
                // 贝|利|特|化学有限公司: letters of foreign names.
                _ if legal && start < at && word.chars().count() == 1 && word.chars().all(is_name) => true,
                // 庆阳|果真|香菌业: an adverb between a place and the rest of a firm's name.
                "d" => legal && word.len() == 6 && start > 1 && tokens[start - 2].pos == "ns" && start < at,
                "q" => event && start >= 2 && tokens[start - 2].pos == "m",
                // 青年, 周年; 新一代人工智能联盟
                "t" if word == "新一代" => self.ontology.is_named(class, "Association"),
                "t" => {
                    (event || legal)
                        && word.chars().count() == 2
                        && (word.ends_with("周年")
                            || !word.ends_with(['年', '月', '日', '天', '时', '前', '后', '期', '次']))
                }
                "f" => matches!(word, "中" | "东" | "西" | "南" | "北"),
                _ if super::super::area_letter(word) => true,
                // 四川|砺|川时代电池|股份有限公司: a rare letter, of no word that the dictionary has.
                "zg" if legal && start < at && word != "之" => word.chars().count() == 1,
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
                    (event || zone) && linked || event && plus
                }
                // 甲项目集中开工暨乙项目签约活动
                "v" if event && tokens[start..at].iter().any(|t| t.span.of(self.text) == "暨") => {
                    word.chars().count() == 2 && !self.rules_event(word)
                }
                // 甲乙种植养殖|专业合作社
                "v" if legal && tail.starts_with("专业合作社") => at - start <= 2 && word.len() == 6,
                // 甲|控股|股份有限公司
                "v" if legal && matches!(word, "控股" | "投资" | "发展" | "建设") => true,
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
                || word == "母公司"
                || self.lexicon.status(word).is_some()
                || super::super::TENURE.contains(&word)
                || self.lexicon.is_listed_role(word)
                || !(self.lexicon.noun_uses(word).is_empty() || word == "农民" && tail.starts_with("专业合作社"))
                || matches!(token.pos, "nr" | "nz" | "ns" | "s") && self.lexicon.is_verb(word)
                // 落户|武汉经开区: a noun for the dictionary.
                || zone && token.pos == "n" && self.lexicon.is_verb(word);
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
    pub(super) fn bracketed(&self, tokens: &[Token], end: usize) -> Option<usize> {
        let open = end.checked_sub(3)?;
        let word = |k: usize| tokens[k].span.of(self.text);
        let place = tokens[open + 1].pos == "ns" || !self.gazetteer.named(word(open + 1)).is_empty();
        (place && matches!(word(open), "（" | "(") && matches!(word(open + 2), "）" | ")")).then_some(open)
    }

    /// Where a name begins that starts with a short quotation: “山里红”农业合作社, 山东“甲”有限公司, “乙”新闻发布会.
    pub(super) fn titled(&self, tokens: &[Token], suffix: usize, class: ClassId) -> Option<usize> {
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

    /// Where the name of an event begins that tells which one it is: 第十届“甲”创新创业大赛, 第十一届联合国际计算机会议. Verbs
    /// are as good words as nouns in it.
    pub(super) fn session(&self, tokens: &[Token], suffix: usize, class: ClassId) -> Option<usize> {
        if !self.ontology.is_named(class, "Event") {
            return None;
        }
        let word = |k: usize| tokens[k].span.of(self.text);
        let inside = |k: usize| match tokens[k].pos {
            "w" => matches!(word(k), "“" | "”" | "—" | "·" | "（" | "）" | "-"),
            "p" | "u" | "uj" | "ul" | "uz" | "r" | "d" | "t" | "f" => false,
            _ => !self.rules_event(word(k)),
        };
        let numbered = |k: usize| {
            let (number, whole) = (word(k), word(k).ends_with('届') && word(k).chars().count() > 1);
            let first = number.starts_with(['第', '首']);
            first && (whole || k + 1 < suffix && word(k + 1) == "届")
        };
        let reach = suffix.saturating_sub(16);
        let start = (reach..suffix).rev().take_while(|&k| inside(k)).find(|&k| numbered(k))?;
        let name = Span::new(tokens[start].span.from(), tokens[suffix].span.from()).of(self.text);
        (name.chars().count() >= 5 && name.matches('“').count() == name.matches('”').count()).then_some(start)
    }

    /// Where the part of a body begins that its own head stands behind: ，运行监测协调局|局长, 、消费促进司|副司长. Of such parts
    /// verbs are as good words as nouns.
    pub(super) fn headed(&self, tokens: &[Token], suffix: usize, end: usize, class: ClassId) -> Option<usize> {
        let tail = Span::new(tokens[suffix].span.from(), tokens[end].span.to()).of(self.text);
        let head = tokens.get(end + 1).filter(|t| t.span.start == tokens[end].span.end)?.span.of(self.text);
        let own = head.trim_start_matches('副').strip_suffix('长') == Some(tail);
        if !own || !self.ontology.is_named(class, "GovernmentBody") || !matches!(tail, "局" | "司" | "处" | "室") {
            return None;
        }
        let part = |t: &Token| {
            let word = t.span.of(self.text);
            matches!(t.pos, "n" | "v" | "vn" | "b" | "j" | "c")
                && !matches!(word, "或" | "而" | "兼")
                && !self.lexicon.is_listed_role(word)
        };
        let mut start = suffix;
        while start > 0 && suffix - start < 5 && part(&tokens[start - 1]) {
            start -= 1;
        }
        let posted = |t: &Token| t.span.of(self.text) == "兼" || self.lexicon.is_listed_role(t.span.of(self.text));
        let parted = start == 0 || tokens[start - 1].pos == "w" || posted(&tokens[start - 1]);
        let letters = Span::new(tokens[start].span.from(), tokens[end].span.to()).of(self.text).chars().count();
        (parted && suffix - start > 1 && (5..=14).contains(&letters) && tokens[start].pos != "c").then_some(start)
    }

    /// The first token of the name inside the run `from..suffix`: a place, year or 国家 that only droppable words
    /// precede, else the first word behind verbs and common nouns.
    pub(super) fn begin(&self, tokens: &[Token], from: usize, suffix: usize, event: bool) -> Option<(usize, Begin)> {
        // 在甲市投资建设: the place belongs to the verb.
        let at = |i: usize| {
            i > 0
                && tokens[i - 1].span.of(self.text) == "在"
                && tokens.get(i + 1).is_some_and(|t| {
                    let word = t.span.of(self.text);
                    let builds = |end: &str| matches!(end, "建" | "建设" | "打造" | "布局" | "建成");
                    self.lexicon.is_verb(word)
                        || builds(word)
                        || builds(word.trim_start_matches(['新', '兴', '扩', '改', '修', '投', '筹']))
                })
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
    pub(super) fn widened(
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

    pub(super) fn anchor(&self, tokens: &[Token], i: usize) -> bool {
        let word = tokens[i].span.of(self.text);
        let year = word.chars().count() == 4 && word.chars().all(|c| c.is_ascii_digit());
        let counted = tokens.get(i + 1).is_some_and(|t| t.pos == "q" && t.span.of(self.text) != "届");
        year || word.starts_with('第') && !counted
            || word.ends_with('届') && word.chars().count() == 2 && !word.starts_with(['本', '上', '历'])
            || tokens[i].pos == "nt" && word != "暨"
            || self.starts.contains(&tokens[i].span.start)
            || matches!(word, "新一代" | "国家" | "全国" | "中国" | "中共" | "世界" | "中央" | "国际" | "全球")
            || tokens[i].pos == "ns"
            || super::super::area_letter(word) && self.local(tokens, i)
            || self.gazetteer.named(word).iter().any(|c| !c.ambiguous)
    }

    /// Whether the letter of an area's rank begins the name of a body of its: 县农业农村局, but not 邢台|市|农业农村局.
    pub(super) fn local(&self, tokens: &[Token], at: usize) -> bool {
        let joined = at.checked_sub(1).is_some_and(|k| {
            tokens[k].span.end == tokens[at].span.start
                && !matches!(tokens[k].pos, "w" | "p" | "c" | "v" | "d" | "u" | "uj" | "t")
        });
        !joined
    }
}

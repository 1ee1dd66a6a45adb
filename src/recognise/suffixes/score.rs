//! How sure a name is, by its suffix, its beginning and what stands around it.

use super::{Begin, Finder};
use crate::ontology::ClassId;
use crate::segment::Token;
use crate::span::Span;

/// Whether the ending of a name is a legal form, which only the names of firms and cooperatives have.
fn is_legal(tail: &str) -> bool {
    ["有限公司", "有限责任公司", "集团公司", "专业合作社"].iter().any(|form| tail.ends_with(form))
}

impl Finder<'_> {
    /// Whether the word before the suffix ends like the name of a mountain or a water.
    pub(super) fn natural(&self, tokens: &[Token], suffix: usize) -> bool {
        let before = suffix.checked_sub(1).map_or("", |k| tokens[k].span.of(self.text));
        before.ends_with(['山', '岭', '河', '江', '湖', '沟', '峡', '滩', '坪', '塘', '关', '溪', '谷', '海', '湾'])
    }

    /// Whether a relational noun (供应商, 子公司) stands right before a name.
    pub(super) fn apposed(&self, tokens: &[Token], start: usize) -> bool {
        let before = start.checked_sub(1).map(|k| tokens[k]).filter(|t| t.span.end == tokens[start].span.start);
        before.is_some_and(|t| !self.lexicon.noun_uses(t.span.of(self.text)).is_empty())
    }

    /// Whether a verb of founding stands before the name of an institution: 设立了衣架家居行业协会.
    pub(super) fn founded(&self, tokens: &[Token], start: usize, class: ClassId) -> bool {
        let institution =
            ["Association", "ResearchInstitute", "School"].iter().any(|k| self.ontology.is_named(class, k));
        let before = tokens[..start].iter().rev().map(|t| t.span.of(self.text)).find(|w| *w != "了");
        institution
            && before
                .is_some_and(|w| matches!(w, "设立" | "成立" | "组建" | "创办" | "创立" | "建立" | "筹建" | "组织成立"))
    }

    /// How sure a name is, by its suffix and its beginning; `None` when it is only a description.
    pub(super) fn score(
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
        // 第十二届纽扣拉链节, but 端午节, 环节.
        if tail.ends_with('节') && tail.chars().count() == 1 && !name.contains('届') {
            return None;
        }
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
        // 德布勒森投资建设欧洲第二座工厂: two verbs of relations, one behind the other.
        let rules = |i: usize| self.lexicon.is_verb(tokens[i].span.of(self.text));
        let verb = verb || (start + 1..suffix).any(|i| i + 2 < suffix && rules(i) && rules(i + 1));
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
            _ if super::super::area_letter(tokens[start].span.of(self.text)) => {
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

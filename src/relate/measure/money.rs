//! Sums of money and lengths of time: 产值超80亿元, 投资3亿元建厂, 为期三天.

use super::Said;
use super::area::{is_part, is_people};
use super::around::Noun;
use super::beside;
use super::choose::{Chooser, Reading};
use crate::ontology::PropertyId;
use crate::recognise::quantity::Bound;

impl Chooser<'_, '_> {
    pub(super) fn money(&self) -> Vec<Reading> {
        let around = self.around;
        // 增加30万元收入
        if self.is_step() && self.by_noun(around.after).is_none() {
            return self.by_change();
        }
        if beside::bracket(self.scene, self.i).is_some() {
            return self.bracketed();
        }
        // 收购价每公斤16元, 每亩800元
        let each = |k: usize| {
            let word = self.scene.word(k);
            word.starts_with('每') && !word.ends_with(['年', '月', '天', '日', '季', '周'])
        };
        let each = self.i > 0 && each(self.i - 1) || self.i > 1 && each(self.i - 2);
        if each {
            return self.one(self.property("price"), self.span(self.before()), None);
        }
        // 居民人均可支配收入3万元。其中，城镇居民4万元，农村居民2万元
        let income = self.property("revenue").filter(|&m| {
            self.said.iter().any(|s| s.measure == m) || self.cx.whole.as_ref().is_some_and(|w| w.measures.contains(&m))
        });
        if let Some(noun) = self.before().filter(|&n| is_people(self.scene, n) && is_part(self.scene, n.start)) {
            return self.one(income, Some(noun.span(self.scene)), None);
        }
        let spent = |m: PropertyId| self.is(m, "investment");
        let next = self.by_verb(around.next_verb).filter(|(m, _)| spent(*m));
        // 投资6000万元的项目: the word before tells more than what is paid for.
        let after = self.by_noun(around.after);
        let telling = after.filter(|(m, _)| !self.is(*m, "count"));
        let after = after.filter(|_| self.by_verb(around.verb).is_none());
        let noun = telling.or_else(|| self.by_noun(self.before())).or(after);
        if let Some((measure, span)) = noun {
            // 在手订单1200台，金额1.6亿元
            let ordered = self.said.last().map(|s| s.measure).filter(|&m| self.is(m, "orderQuantity"));
            let sum = matches!(span.of(self.scene.text), "金额" | "总金额" | "总额" | "合同金额" | "订单金额");
            if let Some(order) = ordered.filter(|_| sum) {
                return self.one(Some(order), Some(span), None);
            }
            // 以3亿元的价格转让: what is paid for the whole.
            let deal = next.filter(|_| self.is(measure, "price") && around.describes);
            // 报收8元，成交额3亿元: what changed hands on the exchange is no income.
            let priced = self.said.iter().any(|s| self.is(s.measure, "price"));
            let turnover = self.property("count").filter(|_| priced && span.of(self.scene.text) == "成交额");
            return self.one(deal.map(|(m, _)| m).or(turnover).or(Some(measure)), Some(span), None);
        }
        if let Some((measure, span)) = self.by_verb(around.verb).or(next) {
            // 一天能卖6000元: what is taken, and no price.
            let start = self.scene.clause(self.i).0;
            let period =
                (start..self.i).any(|k| matches!(self.scene.word(k), "一天" | "每天" | "一年" | "每年" | "每月"));
            let taken = self.property("revenue").filter(|_| period && self.is(measure, "price"));
            let measure = taken.unwrap_or(measure);
            return self.one(Some(measure), self.span(self.before()).or_else(|| self.span(around.after)), Some(span));
        }
        // 标准版1999元起, 性能版17.98万元
        let from = self.q.span.of(self.scene.text).ends_with('起');
        let variant = |n: Noun| {
            let word = self.scene.word(n.end - 1);
            ["版", "版本", "车型", "机型"].iter().any(|end| word.ends_with(end)) && word != "出版"
        };
        if let Some(noun) = self.before().filter(|&n| from || variant(n)) {
            return self.one(self.property("price"), Some(noun.span(self.scene)), None);
        }
        // 出口机电产品5万亿元。其中，集成电路4447亿元，汽车3377亿元: parts of the sum before, which is of one measure.
        let start = self.scene.clause(self.i).0;
        if let Some(noun) = self.before().filter(|n| n.start == start || self.scene.word(start) == "其中")
            && self.scene.word(0) == "其中"
            && is_part(self.scene, start)
            && let Some(whole) = self.whole_sum()
        {
            return self.one(Some(whole), Some(noun.span(self.scene)), None);
        }
        if let Some(noun) = self.before().filter(|&n| self.is_sum(n)) {
            return self.one(self.property("count"), Some(noun.span(self.scene)), None);
        }
        let project = |n: &Noun| self.scene.word(n.end - 1) == "项目" && self.q.bound == Bound::Exact;
        if let Some(noun) = around.after.filter(project) {
            return self.one(self.property("investment"), Some(noun.span(self.scene)), None);
        }
        Vec::new()
    }

    /// The only measure of money that the sentence before told.
    fn whole_sum(&self) -> Option<PropertyId> {
        let whole = self.cx.whole.as_ref().filter(|w| w.paragraph == self.scene.sentence.paragraph)?;
        let rate = |m: PropertyId| self.is(m, "growthRate") || self.is(m, "share") || self.is(m, "marketShare");
        let mut sums = whole.measures.iter().copied().filter(|&m| !rate(m));
        let first = sums.next().filter(|&m| self.admits(m))?;
        sums.all(|m| m == first).then_some(first)
    }

    /// Whether a noun may be a sum of money: a common noun that names no agent or product.
    fn is_sum(&self, noun: Noun) -> bool {
        let word = self.scene.word(noun.end - 1);
        let class = self.cx.lexicon.class_of(word);
        let thing = class.is_some_and(|c| {
            ["Agent", "Place", "Product", "Group", "Role"].iter().any(|k| self.cx.ontology.is_named(c, k))
        });
        // 丙公司也有2.8亿元
        let owned = (noun.end..self.i).any(|k| matches!(self.scene.word(k), "有" | "也有"));
        let long = !owned && noun.span(self.scene).of(self.scene.text).chars().count() > 1;
        long && !thing && matches!(self.scene.pos(noun.end - 1), "n" | "vn" | "l" | "an")
    }

    /// 甲镇（33亿元）, 售价5万美元（约合35万元）: what the figure before it measured.
    fn bracketed(&self) -> Vec<Reading> {
        let open = beside::bracket(self.scene, self.i);
        let fits = |s: &&Said| open.is_some() && self.admits(s.measure) && !self.is(s.measure, "count");
        let before = self.said.iter().rev().find(fits);
        before.map_or(Vec::new(), |s| self.one(Some(s.measure), s.of, Some(self.q.span)))
    }

    pub(super) fn duration(&self) -> Vec<Reading> {
        if let Some(at) = self.i.checked_sub(1).filter(|&at| self.scene.word(at) == "连续") {
            return self.one(self.property("duration"), None, Some(self.scene.units[at].span));
        }
        let found = self.by_noun(self.before()).or_else(|| self.by_verb(self.around.verb));
        // 已有140多年历史
        let found = found.or_else(|| self.by_noun(self.around.after));
        found.map_or(Vec::new(), |(measure, span)| {
            self.one(Some(measure), self.span(self.before()).or_else(|| self.span(self.around.after)), Some(span))
        })
    }
}

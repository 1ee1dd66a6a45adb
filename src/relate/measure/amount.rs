//! Counts, areas and other amounts: 企业300多家, 年产40多亿只, 占地580亩.

use super::super::{Status, polarity};
use super::around;
use super::beside;
use super::choose::{Chooser, Reading};
use crate::ontology::PropertyId;
use crate::recognise::quantity::{Bound, Dimension, Direction};
use crate::span::Span;

/// What has a designed ability rather than an output: 年产2000万吨的生产线.
const FACILITIES: [&str; 8] = ["生产线", "产线", "基地", "项目", "工厂", "车间", "装置", "厂"];

/// What a weight or a size before it tells the grade of.
const GRADED: [&str; 12] =
    ["码头", "泊位", "货轮", "油轮", "轮船", "货船", "船舶", "航道", "重卡", "列车", "版本", "版"];

/// Units that tell what is counted, so that a part of the whole is counted by the same measure.
fn by_noun_of_unit(unit: &Option<String>) -> bool {
    matches!(unit.as_deref(), Some("人" | "名" | "平方米" | "亩" | "吨" | "辆" | "台" | "家"))
}

impl Chooser<'_, '_> {
    /// 增收12万元, 增产3万吨: the word of the change says what is measured.
    pub(super) fn by_change(&self) -> Vec<Reading> {
        let Some(change) = self.q.change.as_ref() else { return Vec::new() };
        let found = self.cx.lexicon.measures_by_verb(change.span.of(self.scene.text));
        let measure = found.iter().copied().find(|&p| self.admits(p) && !self.is(p, "measure"));
        measure.map_or(Vec::new(), |m| self.one(Some(m), None, Some(change.span)))
    }

    pub(super) fn amount(&self) -> Vec<Reading> {
        let around = self.around;
        // 新增3万名毕业生 counts graduates; 下降2万吨 measures nothing by itself.
        let grown = self.q.change.as_ref().is_some_and(|c| c.direction == Direction::Growth);
        if self.is_step() && !(grown && self.q.dimension == Dimension::Count && around.after.is_some()) {
            return self.by_change();
        }
        // 上述六家车企, 这三家企业: what was told before is pointed at, not counted.
        let pointing = ["上述", "以上", "前述", "这", "那", "该"];
        let pointed = self.i.checked_sub(1).map_or("", |k| self.scene.word(k));
        if self.q.dimension == Dimension::Count && pointing.contains(&pointed) {
            return Vec::new();
        }
        if self.q.dimension == Dimension::Plain {
            let said = self.by_noun(self.before()).or_else(|| self.people());
            return said.map_or(Vec::new(), |(m, s)| self.one(Some(m), Some(s), Some(s)));
        }
        if let Some(way) = self.distance() {
            return self.one(self.property("count"), Some(way), None);
        }
        let (before, after) = (self.before(), around.after);
        let of = self.span(around.counted).or_else(|| self.span(before));
        if let Some(able) = self.ability()
            && let Some(capacity) = self.property("capacity").filter(|&p| self.admits(p))
        {
            let of = if around.describes { None } else { of };
            return self.one(Some(capacity), of.or(Some(able)), Some(able));
        }
        let telling = |(m, _): &(PropertyId, Span)| !self.is(*m, "count");
        let by_verb = self.by_verb(around.verb).filter(telling);
        // 规划年产20万台 tells what a plant is made for, not what it made.
        let yearly = around.verb.is_some_and(|v| self.scene.word(v).starts_with('年'));
        let meant = || polarity::status(self.scene, self.q.span) == Status::Planned;
        if by_verb.is_some_and(|(m, _)| self.is(m, "output"))
            && (self.builds() || self.once_built() || yearly && meant())
        {
            return self.one(self.property("capacity"), of, by_verb.map(|(_, s)| s));
        }
        if by_verb.is_some_and(|(m, _)| self.is(m, "output")) && matches!(self.q.unit.as_deref(), Some("种" | "款")) {
            return self.one(self.property("varietyCount"), of, by_verb.map(|(_, s)| s));
        }
        if let Some((measure, span)) = self.by_verb(around.next_verb).filter(|(m, _)| self.is(*m, "employeeCount")) {
            return self.one(Some(measure), of, Some(span));
        }
        let of_unit = || self.by_ending(self.q.unit.as_deref()?).map(|m| (m, self.q.span)).filter(telling);
        let by_noun = [after, around.counted, before].into_iter().find_map(|n| self.by_noun(n).filter(telling));
        // 粮食、蔬菜产量分别为5万吨和3万吨: the last noun has the measure of all.
        let last = around.before.last().copied().filter(|_| around.each && around.rank.1 > 1);
        let by_noun = by_noun.or_else(|| self.by_noun(last).filter(telling));
        let by_noun = by_noun.or_else(|| of_unit().filter(|_| self.by_noun(before).is_none()));
        // 产销分别完成5万辆和4万辆: the second is what was sold.
        let traded = |span: Span| {
            ["产销", "产销量"].iter().any(|end| span.of(self.scene.text).ends_with(end)) && around.rank == (1, 2)
        };
        if let Some((_, span)) = by_noun.filter(|&(m, span)| self.is(m, "output") && traded(span)) {
            return self.one(self.property("count"), of.or(Some(span)), Some(span));
        }
        if let Some((measure, span)) = by_noun {
            let made = self.property("capacity").filter(|_| self.is(measure, "output") && self.builds());
            let measure = made.unwrap_or(measure);
            return self.one(Some(measure), of.or(Some(span)), Some(span));
        }
        if let Some((measure, span)) = by_verb {
            return self.one(Some(measure), of, Some(span));
        }
        if self.q.dimension == Dimension::Area {
            let done = around.verb.map(|v| self.scene.units[v].span);
            return of.or(done).map_or(Vec::new(), |of| self.one(self.property("area"), Some(of), None));
        }
        // 两位创始人, 三轮驱动: small numbers in words count for little.
        let named = self.by_noun(after);
        if named.is_none() && (self.q.dimension == Dimension::Count && self.is_small_word() || self.modifies()) {
            return Vec::new();
        }
        // 员工13万人，其中甲基地2万人
        let (start, _) = self.scene.clause(self.i);
        let part = (start..self.i).any(|k| self.scene.word(k) == "其中");
        if let Some(whole) = self.said.last().filter(|s| part && s.unit == self.q.unit && by_noun_of_unit(&s.unit)) {
            return self.one(Some(whole.measure), of, None);
        }
        if let Some(reading) = self.goes_on() {
            return reading;
        }
        // 全镇6.8万人
        let before = self.i.checked_sub(1).map_or("", |k| self.scene.word(k));
        let level = before
            .strip_prefix('全')
            .is_some_and(|l| matches!(l, "省" | "市" | "县" | "区" | "镇" | "乡" | "村" | "州"));
        if level && of.is_none() && self.q.unit.as_deref() == Some("人") {
            return self.one(self.property("population"), None, Some(self.q.span));
        }
        let verb = around.verb.map(|v| self.scene.units[v].span);
        let sized = self.i > 0 && beside::is_size(self.scene, self.i - 1);
        if of.is_none() && !sized && (verb.is_none() || self.q.dimension != Dimension::Count) {
            return Vec::new();
        }
        self.one(self.property("count"), of.or(verb), None)
    }

    /// 新增企业3家，总量达到36家; 羊绒企业120家，五金工具45家: more of what was counted before in the same unit.
    fn goes_on(&self) -> Option<Vec<Reading>> {
        let at = self.said.iter().rposition(|s| s.unit == self.q.unit && self.q.unit.as_deref() == Some("家"))?;
        let last = self.said.get(at).filter(|s| self.is(s.measure, "enterpriseCount"))?;
        let noun = self.around.after.or(self.before())?;
        let of = noun.span(self.scene);
        if matches!(of.of(self.scene.text), "总量" | "总数" | "数量" | "总计") {
            return Some(self.one(Some(last.measure), last.of, Some(of)));
        }
        let word = self.scene.word(noun.end - 1);
        let class = self.cx.lexicon.class_of(word);
        let ware = class.is_none_or(|c| self.cx.ontology.is_named(c, "Product"));
        ware.then(|| self.one(Some(last.measure), Some(of), Some(of)))
    }

    /// 散货500万吨、集装箱20万标箱的年吞吐能力, 3亿株的种苗繁育能力: the ability that the figure and those beside it tell.
    fn ability(&self) -> Option<Span> {
        let scene = self.scene;
        let end = scene.clause(self.i).1;
        let part = |k: usize| scene.is_nominal(k) || scene.is_quantity(k) || scene.is_conjunction(k);
        let of = (self.i + 1..end).find(|&k| !part(k)).filter(|&k| scene.word(k) == "的")?;
        let head = (of + 1..end).take_while(|&k| !scene.is_quantity(k)).find(|&k| scene.word(k).ends_with("能力"))?;
        Some(scene.cover(of + 1, head + 1))
    }

    /// 70万果农, 1400万注册用户: people who are counted without a measure word.
    fn people(&self) -> Option<(PropertyId, Span)> {
        let noun = self.around.after?;
        let class = self.cx.lexicon.class_of_noun(self.scene.word(noun.end - 1))?;
        let people = ["Group", "Role"].iter().any(|kind| self.cx.ontology.is_named(class, kind));
        let count = self.property("count").filter(|_| people)?;
        Some(self.by_noun(Some(noun)).unwrap_or((count, noun.span(self.scene))))
    }

    /// 距首府甲市90公里: the words of a distance, up to the figure.
    fn distance(&self) -> Option<Span> {
        let start = self.scene.clause(self.i).0;
        let near = (start..self.i).rev().take(6).take_while(|&k| !self.scene.is_quantity(k));
        let from = near.into_iter().find(|&k| matches!(self.scene.word(k), "距" | "距离" | "离"))?;
        let named = (from + 1..self.i).rev().find(|&k| self.scene.is_nominal(k))?;
        (self.q.dimension == Dimension::Length).then(|| self.scene.cover(from, named + 1))
    }

    fn is_small_word(&self) -> bool {
        let words = self.q.core.of(self.scene.text);
        let word = !words.chars().any(|c| c.is_ascii_digit());
        word && self.q.bound == Bound::Exact && self.q.amount < rust_decimal::Decimal::TEN
    }

    /// 300公里的列车: an amount that only describes a noun.
    fn modifies(&self) -> bool {
        // 甲国3.9万公里的铁路
        let owned = self.i > 0 && self.scene.mention(self.i - 1).is_some();
        // 全长9公里的甲隧道: the noun before says what is measured.
        if self.q.dimension == Dimension::Count || owned || self.by_noun(self.before()).is_some() {
            return false;
        }
        // 30万吨码头, 64GB版本: a grade.
        let graded = |noun: around::Noun| GRADED.contains(&self.scene.word(noun.end - 1));
        if self.around.after.is_some_and(graded) && matches!(self.q.unit.as_deref(), Some("吨" | "GB" | "TB")) {
            return true;
        }
        // 500套110千瓦发动机, 走廊上的49吨重卡, 3纳米工艺: what stands before shows that the amount describes.
        let inner = self.i > 0 && (self.scene.word(self.i - 1) == "的" || self.scene.is_quantity(self.i - 1));
        let fine = matches!(self.q.unit.as_deref(), Some("纳米" | "微米"));
        self.around.describes || (inner || fine) && self.around.after.is_some()
    }

    /// 达产后每年可下线30万辆: what a plant is able to make once it is built.
    fn once_built(&self) -> bool {
        let start = self.scene.clause(self.i).0;
        let built =
            |k: usize| matches!(self.scene.word(k), "达产" | "投产" | "建成" | "竣工" | "达产后" | "投产后" | "建成后");
        let from = if start > 1 { self.scene.clause(start - 2).0 } else { start };
        (from..self.i).any(|k| {
            let behind = self.scene.word(k).ends_with('后') || self.scene.word(k + 1).starts_with('后');
            built(k) && behind
        })
    }

    /// Whether a plant is named behind the figure, before the next one.
    fn builds(&self) -> bool {
        let end = self.scene.clause(self.i).1;
        let first = self.around.after.map_or(self.i + 1, |noun| noun.start);
        let words = (first..end).take_while(|&k| !around::is_quantity(self.scene, k));
        words.into_iter().any(|k| FACILITIES.contains(&self.scene.word(k)))
    }
}

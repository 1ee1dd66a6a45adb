//! Which measure a figure is, and of what: by the noun it counts, the noun it is said of, the verb.

use super::super::context::Context;
use super::super::scene::Scene;
use super::super::{Status, polarity};
use super::Said;
use super::around::{self, Around, Noun, verb_measures};
use crate::ontology::PropertyId;
use crate::recognise::quantity::{Bound, Dimension, Direction, Quantity};
use crate::span::Span;

/// What a figure says, but for whose it is.
pub(super) struct Reading {
    pub measure: PropertyId,
    /// The thing counted or measured, as written.
    pub of: Option<Span>,
    /// The words that fired.
    pub trigger: Span,
    /// Whether the subject is the place behind the verb (七成产自甲市).
    pub reversed: bool,
    /// The figure said before whose noun this one goes on with (产量3万吨，增长5%): whose that is, this is.
    pub follows: Option<usize>,
}

/// Endings of measured nouns that tell nothing by themselves.
const TAILS: [&str; 9] = ["金额", "总额", "规模", "数量", "总量", "总数", "额", "量", "数"];

/// What has a designed ability rather than an output: 年产2000万吨的生产线.
const FACILITIES: [&str; 8] = ["生产线", "产线", "基地", "项目", "工厂", "车间", "装置", "厂"];

/// The readings of a figure: none, one, or one for each noun of a list that 均 gives the same figure.
pub(super) fn readings(
    cx: &Context,
    scene: &Scene,
    i: usize,
    q: &Quantity,
    around: &Around,
    said: &[Said],
) -> Vec<Reading> {
    let chooser = Chooser { cx, scene, i, q, around, said };
    let found = match q.dimension {
        Dimension::Percent => chooser.percent(),
        Dimension::Money => chooser.money(),
        Dimension::Duration => chooser.duration(),
        _ => chooser.amount(),
    };
    if found.is_empty() { chooser.again() } else { found }
}

/// One figure and what its measure is told by.
pub(super) struct Chooser<'c, 'a> {
    pub cx: &'c Context<'a>,
    pub scene: &'c Scene<'a>,
    pub i: usize,
    pub q: &'c Quantity,
    pub around: &'c Around,
    pub said: &'c [Said],
}

/// Units that tell what is counted, so that a part of the whole is counted by the same measure.
fn by_noun_of_unit(unit: &Option<String>) -> bool {
    matches!(unit.as_deref(), Some("人" | "名" | "平方米" | "亩" | "吨" | "辆" | "台" | "家"))
}

impl Chooser<'_, '_> {
    pub fn property(&self, name: &str) -> Option<PropertyId> {
        self.cx.ontology.property(name)
    }

    /// One reading, when the ontology has the measure.
    pub fn one(&self, measure: Option<PropertyId>, of: Option<Span>, trigger: Option<Span>) -> Vec<Reading> {
        let trigger = trigger.or(of).unwrap_or(self.q.span);
        measure.map(|measure| Reading { measure, of, trigger, reversed: false, follows: None }).into_iter().collect()
    }

    /// The noun before the figure that is this figure's own, where a list stands before.
    pub fn before(&self) -> Option<Noun> {
        let (rank, count) = self.around.rank;
        let nouns = &self.around.before;
        if self.around.each && count > 1 && nouns.len() == count {
            nouns.get(rank).copied()
        } else {
            nouns.last().copied()
        }
    }

    /// The measure of a noun that admits the figure, by its longest ending that is a noun of one.
    ///
    /// 额, 规模 and the like tell little: 融资金额 is as good as 融资.
    pub fn by_noun(&self, noun: Option<Noun>) -> Option<(PropertyId, Span)> {
        let span = noun?.span(self.scene);
        let words = span.of(self.scene.text);
        let bare = TAILS.iter().find_map(|tail| words.strip_suffix(tail)).filter(|rest| rest.chars().count() > 1);
        let telling = |m: &PropertyId| !self.is(*m, "count");
        let whole = self.by_ending(words);
        let found = whole.filter(telling).or_else(|| self.by_ending(bare?).filter(telling)).or(whole);
        found.map(|measure| (measure, span))
    }

    fn by_ending(&self, words: &str) -> Option<PropertyId> {
        let mut from = 0;
        while let Some((found, ending)) = self.cx.lexicon.measures_by_noun(&words[from..]) {
            if let Some(&measure) = found.iter().find(|&&p| self.admits(p)) {
                return Some(measure);
            }
            from = words.len() - ending.len() + ending.chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// The measure of the verb at unit `at` that admits the figure.
    pub fn by_verb(&self, at: Option<usize>) -> Option<(PropertyId, Span)> {
        let at = at?;
        let found = verb_measures(self.cx, self.scene, at);
        let measure = found.iter().copied().find(|&p| self.admits(p) && !self.is(p, "measure"))?;
        Some((measure, self.scene.units[at].span))
    }

    /// The same readings, said of what the figure at `index` of those said before was said of.
    pub fn follow(&self, readings: Vec<Reading>, index: usize) -> Vec<Reading> {
        readings.into_iter().map(|r| Reading { follows: Some(index), ..r }).collect()
    }

    pub fn is(&self, measure: PropertyId, name: &str) -> bool {
        self.cx.ontology.property_info(measure).name == name
    }

    /// Whether the range of a measure takes figures of this dimension.
    fn admits(&self, measure: PropertyId) -> bool {
        use Dimension::{Area, Count, Duration, Money, Percent, Plain};
        let range = &self.cx.ontology.property_info(measure).range;
        let named = |name: &str| range.iter().any(|&c| self.cx.ontology.class_info(c).name == name);
        let dimension = self.q.dimension;
        // 两家的全球产量, 工厂3座: bodies are no output, and buildings no firms.
        let name = self.cx.ontology.property_info(measure).name.as_str();
        let unit = self.q.unit.as_deref().unwrap_or("");
        let bodies = matches!(name, "output" | "capacity") && matches!(unit, "家" | "名" | "人" | "位" | "户");
        let buildings = name == "enterpriseCount" && matches!(unit, "座" | "栋" | "幢" | "间" | "条" | "处");
        if bodies || buildings {
            return false;
        }
        named("Quantity") && !matches!(dimension, Percent | Duration)
            || match dimension {
                Money => named("Money"),
                Percent => named("Percentage"),
                Area => named("AreaQuantity"),
                Duration => named("DurationQuantity"),
                Count | Plain => named("Count") || named("Amount"),
                _ => named("Amount"),
            }
    }

    pub fn span(&self, noun: Option<Noun>) -> Option<Span> {
        noun.map(|n| n.span(self.scene))
    }

    /// 增收12万元, 增产3万吨: the word of the change says what is measured.
    fn by_change(&self) -> Vec<Reading> {
        let Some(change) = self.q.change.as_ref() else { return Vec::new() };
        let found = self.cx.lexicon.measures_by_verb(change.span.of(self.scene.text));
        let measure = found.iter().copied().find(|&p| self.admits(p) && !self.is(p, "measure"));
        measure.map_or(Vec::new(), |m| self.one(Some(m), None, Some(change.span)))
    }

    /// Whether the figure is the step of a change and not its result.
    fn is_step(&self) -> bool {
        self.q.change.as_ref().is_some_and(|c| !c.target)
    }

    fn money(&self) -> Vec<Reading> {
        if self.is_step() {
            return self.by_change();
        }
        let around = self.around;
        if super::around::bracket(self.scene, self.i).is_some() {
            return self.bracketed();
        }
        // 收购价每公斤16元, 每亩800元
        let each = |k: usize| self.scene.word(k).starts_with('每');
        let each = self.i > 0 && each(self.i - 1) || self.i > 1 && each(self.i - 2);
        if each {
            return self.one(self.property("price"), self.span(self.before()), None);
        }
        if let Some((measure, span)) = self.by_noun(around.after).or_else(|| self.by_noun(self.before())) {
            return self.one(Some(measure), Some(span), None);
        }
        let spent = |m: PropertyId| self.is(m, "investment");
        let by_verb = self.by_verb(around.verb).or_else(|| self.by_verb(around.next_verb).filter(|(m, _)| spent(*m)));
        if let Some((measure, span)) = by_verb {
            return self.one(Some(measure), self.span(self.before()).or_else(|| self.span(around.after)), Some(span));
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

    /// Whether a noun may be a sum of money: a common noun that names no agent or product.
    fn is_sum(&self, noun: Noun) -> bool {
        let word = self.scene.word(noun.end - 1);
        let class = self.cx.lexicon.class_of_noun(word).or_else(|| self.cx.lexicon.class_of_suffix(word));
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
        let open = super::around::bracket(self.scene, self.i);
        let fits = |s: &&Said| open.is_some() && self.admits(s.measure) && !self.is(s.measure, "count");
        let before = self.said.iter().rev().find(fits);
        before.map_or(Vec::new(), |s| self.one(Some(s.measure), s.of, Some(self.q.span)))
    }

    /// 首次突破90亿吨, 去年同期为45亿元, 丙国达到8.6%: the noun of the figure before, when the unit is the same.
    fn again(&self) -> Vec<Reading> {
        let around = self.around;
        let bare = around.before.is_empty() && around.after.is_none() && around.verb.is_none()
            || around::is_entry(self.cx, self.scene, self.i);
        // 企业只有35户，年产值刚过1亿元；到2007年增至160户
        let reached = self.q.change.as_ref().is_some_and(|c| c.target);
        // 为22%和23%: both go on from what stands before the list.
        let first = self.i - 2 * around.rank.0.min(self.i / 2);
        let said = self.said.iter().enumerate().rev().skip_while(|(_, s)| s.at >= first);
        let near = said.take(if reached { 3 } else { 1 });
        // 净亏损收窄至1亿元，现金流转正，为3亿元: another noun stands between.
        let start = self.scene.clause(self.i).0;
        let follows = |s: &Said| reached || self.scene.clause(s.at).1 + 1 >= start;
        let before = near.into_iter().find(|(_, s)| bare && s.unit == self.q.unit).filter(|(_, s)| follows(s));
        let joined = self.i > start && around::joins(self.cx, self.scene.word(self.i - 1))
            || around::is_base(self.scene, self.i)
            || around::is_entry(self.cx, self.scene, self.i);
        let before = before.filter(|_| self.q.dimension != Dimension::Count || reached || joined);
        before
            .filter(|(_, s)| !self.is_step() && (around.rank.1 > 1 || !self.is(s.measure, "growthRate")))
            .map_or(Vec::new(), |(k, s)| self.follow(self.one(Some(s.measure), s.of, Some(self.q.span)), k))
    }

    fn duration(&self) -> Vec<Reading> {
        if let Some(at) = self.i.checked_sub(1).filter(|&at| self.scene.word(at) == "连续") {
            return self.one(self.property("duration"), None, Some(self.scene.units[at].span));
        }
        let found = self.by_noun(self.before()).or_else(|| self.by_verb(self.around.verb));
        found.map_or(Vec::new(), |(measure, span)| {
            self.one(Some(measure), self.span(self.before()).or_else(|| self.span(self.around.after)), Some(span))
        })
    }

    fn amount(&self) -> Vec<Reading> {
        let around = self.around;
        // 新增3万名毕业生 counts graduates; 下降2万吨 measures nothing by itself.
        let grown = self.q.change.as_ref().is_some_and(|c| c.direction == Direction::Growth);
        if self.is_step() && !(grown && self.q.dimension == Dimension::Count && around.after.is_some()) {
            return self.by_change();
        }
        if self.q.dimension == Dimension::Plain {
            return self.by_noun(self.before()).map_or(Vec::new(), |(m, s)| self.one(Some(m), Some(s), Some(s)));
        }
        let (before, after) = (self.before(), around.after);
        let of = self.span(around.counted).or_else(|| self.span(before));
        let telling = |(m, _): &(PropertyId, Span)| !self.is(*m, "count");
        let by_verb = self.by_verb(around.verb).filter(telling);
        // 规划年产20万台 tells what a plant is made for, not what it made.
        let yearly = around.verb.is_some_and(|v| self.scene.word(v).starts_with('年'));
        let meant = || polarity::status(self.scene, self.q.span) == Status::Planned;
        if by_verb.is_some_and(|(m, _)| self.is(m, "output")) && (self.builds() || yearly && meant()) {
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
        let by_noun = by_noun.or_else(of_unit);
        if let Some((measure, span)) = by_noun {
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
        let verb = around.verb.map(|v| self.scene.units[v].span);
        let sized = self.i > 0 && around::is_size(self.scene, self.i - 1);
        if of.is_none() && !sized && (verb.is_none() || self.q.dimension != Dimension::Count) {
            return Vec::new();
        }
        self.one(self.property("count"), of.or(verb), None)
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
        // 500套110千瓦发动机, 走廊上的49吨重卡, 3纳米工艺: what stands before shows that the amount describes.
        let inner = self.i > 0 && (self.scene.word(self.i - 1) == "的" || self.scene.is_quantity(self.i - 1));
        let fine = matches!(self.q.unit.as_deref(), Some("纳米" | "微米"));
        self.around.describes || (inner || fine) && self.around.after.is_some()
    }

    /// Whether a plant is named behind the figure, before the next one.
    fn builds(&self) -> bool {
        let end = self.scene.clause(self.i).1;
        let first = self.around.after.map_or(self.i + 1, |noun| noun.start);
        let words = (first..end).take_while(|&k| !super::around::is_figure_unit(self.scene, k));
        words.into_iter().any(|k| FACILITIES.contains(&self.scene.word(k)))
    }
}

//! Which measure a figure is, and of what: by the noun it counts, the noun it is said of, the verb.

use super::super::context::Context;
use super::super::scene::Scene;
use super::Said;
use super::around::{Around, Noun, verb_measures};
use super::beside;
use crate::ontology::PropertyId;
use crate::recognise::quantity::{Dimension, Quantity};
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
pub(super) const TAILS: [&str; 9] = ["金额", "总额", "规模", "数量", "总量", "总数", "额", "量", "数"];

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
        Dimension::Percent | Dimension::PercentagePoint | Dimension::Multiple => chooser.percent(),
        Dimension::Money => chooser.money(),
        Dimension::Duration => chooser.duration(),
        _ => chooser.amount(),
    };
    if found.is_empty() { chooser.again() } else { chooser.listed(found) }
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

    pub(super) fn by_ending(&self, words: &str) -> Option<PropertyId> {
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

    /// 年产整机30万台、零部件170万台: a further member of a list is measured as the one before, where its noun only counts.
    fn listed(&self, mut found: Vec<Reading>) -> Vec<Reading> {
        if let ([reading], Some(last)) = (&mut found[..], self.said.last())
            && self.is(reading.measure, "count")
            && self.is(last.measure, "output")
            && self.scene.word(last.at + 1) == "、"
            && (last.at + 2..self.i).all(|k| self.scene.is_nominal(k) && self.scene.mention(k).is_none())
            && last.at + 2 < self.i
            && self.admits(last.measure)
        {
            reading.measure = last.measure;
        }
        found
    }

    /// The same readings, said of what the figure at `index` of those said before was said of.
    pub fn follow(&self, readings: Vec<Reading>, index: usize) -> Vec<Reading> {
        readings.into_iter().map(|r| Reading { follows: Some(index), ..r }).collect()
    }

    pub fn is(&self, measure: PropertyId, name: &str) -> bool {
        self.cx.ontology.property_info(measure).name == name
    }

    /// Whether the range of a measure takes figures of this dimension.
    pub(super) fn admits(&self, measure: PropertyId) -> bool {
        use Dimension::{Area, Count, Duration, Money, Percent, Plain};
        let range = &self.cx.ontology.property_info(measure).range;
        let named = |name: &str| range.iter().any(|&c| self.cx.ontology.class_info(c).name == name);
        let dimension = self.q.dimension;
        // 两家的全球产量, 工厂3座: bodies are no output, and buildings no firms.
        let name = self.cx.ontology.property_info(measure).name.as_str();
        let unit = self.q.unit.as_deref().unwrap_or("");
        let bodies = matches!(name, "output" | "capacity") && matches!(unit, "家" | "名" | "人" | "位" | "户");
        let buildings =
            name == "enterpriseCount" && matches!(unit, "座" | "栋" | "幢" | "间" | "条" | "处" | "股" | "件");
        // 紧缺药品1万件: how many there are, and not of how many sorts.
        let pieces = name == "varietyCount"
            && matches!(unit, "件" | "家" | "台" | "辆" | "股" | "箱" | "盒" | "瓶" | "支" | "只" | "吨" | "人" | "名");
        if bodies || buildings || pieces {
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

    /// Whether the figure is the step of a change and not its result.
    pub(super) fn is_step(&self) -> bool {
        self.q.change.as_ref().is_some_and(|c| !c.target)
    }

    /// 首次突破90亿吨, 去年同期为45亿元, 丙国达到8.6%: the noun of the figure before, when the unit is the same.
    pub(super) fn again(&self) -> Vec<Reading> {
        let around = self.around;
        let bare = around.before.is_empty() && around.after.is_none() && around.verb.is_none()
            || beside::is_entry(self.cx, self.scene, self.i);
        // 企业只有35户，年产值刚过1亿元；到2007年增至160户
        let reached = self.q.change.as_ref().is_some_and(|c| c.target);
        // 为22%和23%: both go on from what stands before the list.
        let first = self.i - 2 * around.rank.0.min(self.i / 2);
        let said = self.said.iter().enumerate().rev().skip_while(|(_, s)| s.at >= first);
        // 增长2.9%，以1.2亿吨居第四
        let by = self.i > 0 && self.scene.word(self.i - 1) == "以";
        let near = said.take(if reached || by { 3 } else { 1 });
        // 净亏损收窄至1亿元，现金流转正，为3亿元: another noun stands between.
        let start = self.scene.clause(self.i).0;
        let follows = |s: &Said| reached || by || self.scene.clause(s.at).1 + 1 >= start;
        let before = near.into_iter().find(|(_, s)| bare && s.unit == self.q.unit).filter(|(_, s)| follows(s));
        let joined = self.i > start && beside::joins(self.cx, self.scene.word(self.i - 1))
            || beside::is_base(self.scene, self.i)
            || beside::is_entry(self.cx, self.scene, self.i);
        let before = before.filter(|_| self.q.dimension != Dimension::Count || reached || joined);
        let fits = before.filter(|(_, s)| !self.is_step() && (around.rank.1 > 1 || !self.is(s.measure, "growthRate")));
        fits.map_or(Vec::new(), |(k, s)| {
            let found = self.one(Some(s.measure), s.of, Some(self.q.span));
            if by { found } else { self.follow(found, k) }
        })
    }
}

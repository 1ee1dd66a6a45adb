//! What stands beside a figure in its clause: words that only join it to its noun, figures before it, what it is compared with.

use super::super::context::Context;
use super::super::scene::{Kind, Scene};
use super::around::{common, is_measured, is_quantity, list};
use crate::recognise::quantity::Change;

/// The change that the first of the figures beside that of unit `i` is said to be: 增长5%、6%和7%.
pub(super) fn change(cx: &Context, scene: &Scene, i: usize) -> Option<Change> {
    let (start, end) = scene.clause(i);
    let (first, ..) = beside(scene, i, start, end);
    let quantity = |k: usize| match scene.units[k].kind {
        Kind::Quantity(at) => Some(&cx.found.quantities[at]),
        _ => None,
    };
    let (first, own) = (quantity(first)?, quantity(i)?);
    first.change.clone().filter(|_| own.change.is_none() && own.dimension == first.dimension)
}

/// The first and the last of the figures that stand side by side with that of unit `i`, its place and their number.
pub(super) fn beside(scene: &Scene, i: usize, start: usize, end: usize) -> (usize, usize, (usize, usize)) {
    let mut first = i;
    let mut rank = 0;
    while first >= start + 2 && scene.is_conjunction(first - 1) && is_quantity(scene, first - 2) {
        first -= 2;
        rank += 1;
    }
    let mut last = i;
    let mut count = rank + 1;
    while last + 2 < end && scene.is_conjunction(last + 1) && is_quantity(scene, last + 2) {
        last += 2;
        count += 1;
    }
    (first, last, (rank, count))
}

/// Goes left from unit `k` over what only joins a noun and its figure: 达, 已, 分别, 2023年, 由30%.
pub(super) fn pass(cx: &Context, scene: &Scene, mut k: usize, start: usize, each: &mut bool) -> usize {
    while k > start {
        let j = k - 1;
        let word = scene.word(j);
        *each |= word == "分别";
        let skipped = match scene.units[j].kind {
            Kind::Time(_) => true,
            Kind::Quantity(_) => j > start && (scene.word(j - 1) == "连续" || is_origin(scene, j, start)),
            Kind::Word(pos) => {
                // 会期, 工期: times for the dictionary, measures here.
                matches!(pos, "d" | "ad" | "c" | "ul" | "uz" | "ug")
                    || pos == "t" && cx.lexicon.measures_by_noun(word).is_none_or(|(_, noun)| noun != word)
                    || joins(cx, word)
                    || cx.lexicon.status(word).is_some()
                    || matches!(scene.word(j + 1), "到" | "至") && moves(cx, word)
                    || matches!(word, "由" | "从" | "的" if from_origin(scene, j))
                    || matches!(word, "其中" | "原先" | "原来" | "同期" | "连续" | "同比" | "环比" | "一度")
                    || is_each(scene, j)
                    || matches!(word, "能" | "可" | "会" | "要" | "能够" | "可以") && j > start
                    || matches!(word, "规划" | "计划" | "目标" | "预计") && j > start && common(scene, j - 1)
                    || word == "以" && j > start
            }
            _ => false,
        };
        if !skipped {
            break;
        }
        k = j;
    }
    k
}

/// 效率比传统码头提高约三成, 比上届增长18%: the unit of 比, when what stands before unit `k` is what is compared with.
pub(super) fn compared(cx: &Context, scene: &Scene, k: usize, start: usize) -> Option<usize> {
    // 产能较之前提升四成
    let than = k.checked_sub(2).filter(|&j| j >= start && matches!(scene.word(j), "比" | "较"));
    if than.is_some() && matches!(scene.word(k - 1), "之前" | "以前" | "此前" | "过去" | "以往" | "往年" | "原来")
    {
        return than;
    }
    let nouns = (k > start && is_measured(cx, scene, k - 1)).then(|| list(cx, scene, k, start))?;
    let than = nouns[0].start.checked_sub(1).filter(|&j| j >= start)?;
    matches!(scene.word(than), "比" | "较").then_some(than)
}

/// 甲县3亿亩，乙县2亿亩: whether the clause of the figure at unit `i` is nothing but a name and the figure.
pub(super) fn is_entry(cx: &Context, scene: &Scene, i: usize) -> bool {
    let (start, end) = scene.clause(i);
    let part = |k: usize| matches!(scene.pos(k), "d" | "c") || joins(cx, scene.word(k));
    let named = |&k: &usize| scene.mention(k).is_some();
    i > start && i + 1 == end && (start..i).filter(named).count() == 1 && (start..i).all(|k| named(&k) || part(k))
}

/// 较上届的133家(增加): whether the figure at unit `i` is what is compared with.
pub(super) fn is_base(scene: &Scene, i: usize) -> bool {
    let start = scene.clause(i).0;
    i > start + 1
        && scene.word(i - 1) == "的"
        && (start..i - 1)
            .rev()
            .take(6)
            .take_while(|&k| !is_quantity(scene, k))
            .any(|k| matches!(scene.word(k), "较" | "比"))
}

/// 隧道长9523米: whether unit `k` is the adjective of a size right before a figure.
pub(super) fn is_size(scene: &Scene, k: usize) -> bool {
    matches!(scene.word(k), "长" | "宽" | "高" | "深" | "厚" | "重") && is_quantity(scene, k + 1)
}

/// 收购价每公斤16元: whether unit `j` ends the unit that a price is for.
fn is_each(scene: &Scene, j: usize) -> bool {
    let word = scene.word(j);
    word.starts_with('每') && word.chars().count() > 1
        || word == "每"
        || j > 0 && scene.word(j - 1) == "每" && word.chars().count() <= 2
}

/// Whether `word` only joins a noun and its figure (达, 为, 约, 完成): a verb of the measure above all measures.
pub(super) fn joins(cx: &Context, word: &str) -> bool {
    cx.lexicon.measures_by_verb(word).iter().any(|&p| cx.ontology.property_info(p).name == "measure")
}

/// Whether `word` is a verb of growth: 增长到, 下降至.
fn moves(cx: &Context, word: &str) -> bool {
    cx.lexicon.measures_by_verb(word).iter().any(|&p| cx.ontology.property_info(p).name == "growthRate")
}

/// 由30%, 从2017年的1.56亿吨: whether the figure at `j` is where a change began.
fn is_origin(scene: &Scene, j: usize, start: usize) -> bool {
    let mut k = j;
    while k > start {
        match scene.word(k - 1) {
            "由" | "从" => return true,
            "的" | "原先" | "原来" => k -= 1,
            _ if scene.is_time(k - 1) || scene.pos(k - 1) == "d" => k -= 1,
            _ => return false,
        }
    }
    false
}

/// Whether 的 at unit `j` follows a time or 原先, or 由 stands before a figure or a time.
fn from_origin(scene: &Scene, j: usize) -> bool {
    let time = |i: usize| scene.is_time(i);
    match scene.word(j) {
        "的" => j > 0 && (time(j - 1) || matches!(scene.word(j - 1), "原先" | "原来")),
        _ => is_quantity(scene, j + 1) || time(j + 1) || matches!(scene.word(j + 1), "原先" | "原来"),
    }
}

/// The unit of the bracket that opens right before the figure at unit `i`, words like 约合 passed over.
pub(super) fn bracket(scene: &Scene, i: usize) -> Option<usize> {
    let mut k = i;
    while k > 0 && matches!(scene.word(k - 1), "约合" | "合" | "折合" | "约" | "人民币") {
        k -= 1;
    }
    // 投资约1万亿韩元，合9亿美元
    let again = k < i && scene.word(k) != "人民币" && k > 1 && scene.is_break(k - 1) && is_quantity(scene, k - 2);
    k.checked_sub(1).filter(|&k| again || matches!(scene.word(k), "（" | "("))
}

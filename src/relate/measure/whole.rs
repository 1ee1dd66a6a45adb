//! What is counted of a whole: the country, the market of a ware, a group of firms.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;
use super::around::{self, Around, Noun};
use super::product::concept;
use super::stands::stands_for;
use crate::recognise::Recogniser;

/// Whether nothing that could be a subject stands between units `start` and `end`.
pub(super) fn bare(scene: &Scene, start: usize, end: usize) -> bool {
    let compared = (start..end).find(|&k| matches!(scene.word(k), "较" | "比" | "与")).unwrap_or(end);
    (start..compared).all(|k| !scene.is_nominal(k))
}

/// 全国报废汽车回收195万辆: what is counted in the whole country is not the topic's; the country where the text names it,
/// else the thing itself.
pub(super) fn nationwide(cx: &mut Context, scene: &Scene, around: &Around, start: usize) -> Option<Vec<MentionIx>> {
    // 全国还有1.1亿亩小麦
    let alone =
        around.before.last().filter(|noun| noun.end - noun.start == 1 && scene.word(noun.start).starts_with('全'));
    let end = alone.map_or(around.left, |noun| noun.end);
    // 国内每年新发病例400万例, but 国内销量3万辆 of a firm
    let home = |k: usize| scene.word(k) == "国内" && !scene.is_nominal(k + 1);
    let is_wide = |k: &usize| matches!(scene.word(*k), "全国" | "全球" | "全世界" | "全行业") || home(*k);
    let wide = (start..end).rev().find(is_wide)?;
    let opens = (start..wide).all(|k| !scene.is_nominal(k) && !scene.is_verb(k) && scene.pos(k) != "p");
    let named = (wide..around.left).any(|k| scene.mention(k).is_some());
    if !opens || named || scene.word(wide + 1) == "的" {
        return None;
    }
    if let Some(m) = stands_for(cx, scene, wide) {
        return Some(vec![m]);
    }
    let last = (wide + 1..around.left).rev().find(|&k| around::common(scene, k));
    let before = around.before.last().copied().filter(|noun| noun.end > wide + 1);
    let noun = last.map(|k| Noun { start: wide + 1, end: k + 1 }).or(before).or(around.after);
    let noun = noun.filter(|&noun| !of_group(scene, noun));
    let thing = noun.and_then(|noun| concept(cx, scene, noun, true));
    Some(thing.or_else(|| country(cx, scene, wide)).into_iter().collect())
}

/// 全国使用外资900亿元: the country whose whole is meant, though the text names it nowhere.
fn country(cx: &mut Context, scene: &Scene, wide: usize) -> Option<MentionIx> {
    let known = cx.lexicon.known("中国").filter(|_| scene.word(wide) == "全国")?;
    let m = cx.concept(scene.units[wide].span, known.class, Recogniser::Lexicon);
    cx.found.mentions[m as usize].name.clone_from(&known.name);
    Some(m)
}

/// The part of a measured noun that tells of which whole it is: 全球动力电池(装车量), 国内退役电池的(回收率).
pub(super) fn scope(scene: &Scene, noun: Noun) -> Option<Noun> {
    let wide =
        |k: usize| matches!(scene.word(k), "全国" | "全球" | "世界" | "国内" | "全行业" | "国际" | "海外" | "全世界");
    let mut start = noun.start;
    while start > 0 && (scene.word(start - 1) == "的" || around::common(scene, start - 1)) && !wide(start) {
        start -= 1;
    }
    let measured = noun.end - 1;
    let product = scene.word(start) == "国内" && scene.word(start + 1).starts_with("生产总值");
    (wide(start) && measured > start && !product).then_some(Noun { start, end: measured })
}

/// The market that a noun phrase names; a country stands for its own.
pub(super) fn whole_market(cx: &mut Context, scene: &Scene, scope: Noun) -> Option<MentionIx> {
    if let Some(m) = stands_for(cx, scene, scope.start) {
        return Some(m);
    }
    let mut end = scope.end;
    while end > scope.start + 1 && matches!(scene.word(end - 1), "的" | "市场" | "规范" | "累计" | "总" | "年")
    {
        end -= 1;
    }
    let head = scene.lexicon.class_of_noun(scene.word(end - 1));
    let agents = head.is_some_and(|c| ["Agent", "Group"].iter().any(|kind| scene.ontology.is_named(c, kind)));
    let class = cx.ontology.class("Industry").filter(|_| !agents)?;
    (end > scope.start + 1).then(|| cx.concept(scene.cover(scope.start, end), class, Recogniser::Phrase))
}

/// 民营企业(进出口额): a group of firms as the owner of what is counted of all of them.
pub(super) fn group(cx: &mut Context, scene: &Scene, noun: Noun) -> Option<MentionIx> {
    let class = cx.ontology.class("Group")?;
    let words = noun.span(scene).of(scene.text);
    let firms =
        words.ends_with("企业") && words.chars().count() > 2 && scene.lexicon.class_of_noun(words) == Some(class);
    firms.then(|| cx.concept(noun.span(scene), class, Recogniser::Phrase))
}

/// 主要国家(通胀率): whether a noun means a group.
pub(super) fn of_group(scene: &Scene, noun: Noun) -> bool {
    let word = scene.word(noun.end - 1);
    // 居民收入: that of the place.
    if matches!(word, "居民" | "村民" | "农户" | "群众" | "农民") {
        return false;
    }
    let group = || scene.lexicon.class_of_noun(word).is_some_and(|c| scene.ontology.is_named(c, "Group"));
    matches!(word, "国家" | "地区" | "省份" | "城市") || group()
}

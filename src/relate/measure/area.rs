//! Figures of areas: 固定资产投资, 社会消费品零售总额, 城镇居民人均可支配收入 are measured of a town, a province, a country and of
//! nothing else, so an official report names the area once and goes on for pages.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;
use super::around::Noun;
use super::choose::Reading;
use super::subject::{Subject, subject};
use super::whole::of_group;
use crate::ontology::PropertyId;

/// The area that the text goes on reporting of, where the clause of an official figure names none.
pub(super) fn reported(
    cx: &Context,
    scene: &Scene,
    start: usize,
    reading: &Reading,
    noun: Option<Noun>,
) -> Option<MentionIx> {
    let area = cx.area?;
    // 规模以上工业增加值: the head alone may be found.
    let words = noun.map(|n| scene.cover(start, n.end)).or(reading.of)?;
    if !scene.lexicon.is_of_areas(words.of(scene.text)) {
        return None;
    }
    let left = noun.map_or(start, |n| n.start);
    let named = (start..left.max(start)).any(|k| scene.mention(k).is_some());
    let other = noun.is_some_and(|n| scene.word(n.start).starts_with(['全', '我']));
    let missing = !matches!(subject(cx, scene, left, start, true), Subject::Mentions(_));
    (!named && !other && missing).then_some(area)
}

/// 全市, 全县: whether the clause of the figure at unit `i` tells of a whole area, or the figure is one of areas alone.
pub(super) fn tells(scene: &Scene, i: usize, reading: &Reading) -> bool {
    let whole = |k: usize| {
        let rest = scene.word(k).strip_prefix('全');
        rest.is_some_and(|level| matches!(level, "省" | "市" | "县" | "区" | "州" | "盟" | "旗" | "镇" | "乡" | "国"))
    };
    (scene.clause(i).0..i).any(whole) || reading.of.is_some_and(|of| scene.lexicon.is_of_areas(of.of(scene.text)))
}

/// Whose the whole is of which a group is a part: 工业增加值增长5%。其中，国有企业增长6%，私营企业增长4%.
pub(super) fn whole_of(
    cx: &Context,
    scene: &Scene,
    start: usize,
    group: Noun,
    measure: PropertyId,
) -> Option<Vec<MentionIx>> {
    let whole = cx.whole.as_ref().filter(|w| w.paragraph == scene.sentence.paragraph && !w.owners.is_empty())?;
    let grouped = of_group(scene, group) || is_people(scene, group);
    (whole.measures.contains(&measure) && grouped && is_part(scene, start)).then(|| whole.owners.clone())
}

/// 城镇居民17235元: people whose income is told in short.
pub(super) fn is_people(scene: &Scene, noun: Noun) -> bool {
    ["居民", "农民", "职工", "农户", "村民"].iter().any(|end| scene.word(noun.end - 1).ends_with(end))
}

/// Whether 其中 opens the clause that begins at unit `start`, stands alone before it, or opens the list of clauses that it is of.
pub(super) fn is_part(scene: &Scene, start: usize) -> bool {
    let mut from = start;
    loop {
        if scene.word(from) == "其中" {
            return true;
        }
        if from < 2 {
            return false;
        }
        from = scene.clause(from - 2).0;
    }
}

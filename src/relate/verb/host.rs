//! Which firms are at a place: 甲市有乙、丙等整车厂; 在甲区，乙、丙等企业纷纷增资; and places that only lie around one.

use super::Match;
use crate::relate::MentionIx;
use crate::relate::context::{Context, Fired};
use crate::relate::object::{self, Objects, Trust};
use crate::relate::scene::Scene;

/// Whether a list names firms together with their sort: 甲、乙等6家整车厂.
pub(super) fn sorted(cx: &Context, scene: &Scene, objects: &Objects) -> bool {
    let class = objects.hypernym.and_then(|h| object::class_of_words(cx, h.of(scene.text)));
    class.is_some_and(|c| ["Organization", "Group"].iter().any(|kind| cx.ontology.is_named(c, kind)))
}

/// 在甲区，乙、丙等企业纷纷增资: the place opens the sentence, and the list with its sort is the subject of what follows.
pub(super) fn gathered(cx: &mut Context, scene: &Scene) {
    let (Some(property), Some(body)) = (cx.ontology.property("locatedIn"), cx.ontology.class("Organization")) else {
        return;
    };
    for i in 0..scene.units.len() {
        let (start, end) = scene.clause(i);
        if scene.word(i) != "在" || start != i || scene.word(end) != "，" {
            continue;
        }
        let Some(place) = end.checked_sub(1).and_then(|k| scene.mention(k)).filter(|&m| cx.is(m, "Place")) else {
            continue;
        };
        if let Some(firm) = seated(cx, scene, end + 1) {
            let trigger = scene.cover(i, end);
            let evidence = trigger.join(scene.units[end + 1].span);
            cx.relation(scene, firm, property, place, Fired { construction: "verb", trigger, evidence });
            continue;
        }
        let own = |k: usize| scene.mention(k).is_none_or(|m| cx.is(m, "Place")) && !scene.is_conjunction(k);
        let list = object::list(scene, end + 1).filter(|o| o.phrases[0].start == end + 1 && o.phrases.len() > 1);
        let Some(list) = list.filter(|o| (i + 1..end).all(own) && sorted(cx, scene, o)) else { continue };
        if scene.is_break(list.end) {
            continue;
        }
        let trigger = scene.cover(i, end);
        let evidence = trigger.join(scene.cover(end + 1, list.end));
        for firm in object::resolve(cx, scene, &list, &[body], Trust::Words) {
            cx.relation(scene, firm, property, place, Fired { construction: "verb", trigger, evidence });
        }
    }
}

/// 在甲镇，|乙公司的车间里…: the firm at unit `k` whose premises the text enters.
fn seated(cx: &Context, scene: &Scene, k: usize) -> Option<MentionIx> {
    let body = scene.mention(k).filter(|&m| cx.is(m, "Organization") && !cx.is(m, "GovernmentBody"))?;
    let (_, end) = scene.clause(k);
    let of = usize::from(scene.word(k + 1) == "的");
    let site = |word: &str| {
        ["车间", "厂房", "厂区", "基地", "展厅", "工厂", "生产线", "大棚", "园区"].iter().any(|end| word.ends_with(end))
    };
    let inside = (k + 1 + of..end.min(k + 6)).take_while(|&j| scene.mention(j).is_none()).any(|j| site(scene.word(j)));
    inside.then_some(body)
}

/// 地处甲、乙、丙之间, 位于甲、乙交界处: a list of neighbours.
pub(super) fn between(scene: &Scene, m: &Match, objects: &Objects) -> bool {
    const BORDERS: [&str; 9] = ["之间", "交界", "交汇", "中心", "接壤", "毗邻", "中间", "结合部", "三角"];
    let lies = matches!(m.trigger.of(scene.text), "地处" | "位于" | "处于" | "坐落于" | "坐落在");
    if !lies || objects.phrases.len() < 2 {
        return false;
    }
    let border = |word: &str| BORDERS.iter().any(|border| word.contains(border));
    let rest = objects.phrases[0].end..scene.clause(m.start).1;
    rest.into_iter().any(|k| scene.mention(k).is_none() && border(scene.word(k)) || scene.word(k).ends_with("交界处"))
}

//! Which firms are at a place: 甲市有乙、丙等整车厂; 在甲区，乙、丙等企业纷纷增资.

use super::Match;
use crate::relate::MentionIx;
use crate::relate::context::{Context, Fired};
use crate::relate::object::{self, Objects, Trust};
use crate::relate::scene::Scene;

/// Whether the match only says that a place has what stands behind it, which may be anything.
pub(super) fn has(cx: &Context, m: &Match) -> bool {
    cx.ontology.property_info(m.pattern.declared).name == "homeOf"
}

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
        if scene.word(i) != "在" || start != i || !scene.is_break(end) || scene.word(end) != "，" {
            continue;
        }
        let Some(place) = end.checked_sub(1).and_then(|k| scene.mention(k)).filter(|&m| cx.is(m, "Place")) else {
            continue;
        };
        let own = |k: usize| scene.mention(k).is_none_or(|m| cx.is(m, "Place")) && !scene.is_conjunction(k);
        let list = object::list(scene, end + 1).filter(|o| o.phrases[0].start == end + 1 && o.phrases.len() > 1);
        let Some(list) = list.filter(|o| (i + 1..end).all(own) && sorted(cx, scene, o)) else { continue };
        if scene.is_break(list.end) {
            continue;
        }
        let trigger = scene.cover(i, end);
        let evidence = trigger.join(scene.cover(end + 1, list.end));
        let firms: Vec<MentionIx> = object::resolve(cx, scene, &list, &[body], Trust::Words);
        for firm in firms {
            cx.relation(scene, firm, property, place, Fired { construction: "verb", trigger, evidence });
        }
    }
}

//! Who is at an event: 张三、李四出席, of the event named last; 甲大会上，张三说.

use super::subjects::{acting_behind, admitted};
use super::{Match, evidence};
use crate::ontology::ClassId;
use crate::relate::context::{Context, Fired};
use crate::relate::scene::{Kind, Scene};
use crate::relate::subject::{self, Subject};

/// 张三、李四出席: who attends the event that was named last, in the same paragraph or the one before.
pub(super) fn attend(cx: &mut Context, scene: &Scene, m: &Match, ours: &[ClassId]) {
    let Subject::Mentions(people) = subject::before(cx, scene, m.start) else { return };
    let at = m.trigger.from();
    let Some(event) = subject::recent(cx, at).filter(|&e| cx.is(e, "Event")).max_by_key(|&e| cx.span(e)) else {
        return;
    };
    let between = &cx.seg.text[cx.span(event).to()..at];
    if between.matches('\n').count() > 2 || between.chars().count() > 400 {
        return;
    }
    let evidence = evidence(scene, m, m.end);
    for person in admitted(cx, people, ours) {
        let fired = Fired { construction: "verb", trigger: m.trigger, evidence };
        cx.relation(scene, person, m.pattern.property, event, fired);
    }
}

/// 甲大会上，张三说: the event opens the sentence, and who acts in the next clause is there.
pub(super) fn on_stage(cx: &mut Context, scene: &Scene) {
    let Some(property) = cx.ontology.property("participatesIn") else { return };
    let domain = cx.ontology.property_info(property).domain.clone();
    for i in 0..scene.units.len() {
        let Some(event) = scene.mention(i).filter(|&m| cx.is(m, "Event")) else { continue };
        let start = scene.clause(i).0;
        let opens = (start..i).all(|k| matches!(scene.units[k].kind, Kind::Time(_)) || scene.pos(k) == "t");
        if !(opens && matches!(scene.word(i + 1), "上" | "现场") && scene.is_break(i + 2)) {
            continue;
        }
        let trigger = scene.cover(i, i + 2);
        for actor in acting_behind(cx, scene, start, i + 2, &domain) {
            let evidence = trigger.join(cx.span(actor));
            cx.relation(scene, actor, property, event, Fired { construction: "verb", trigger, evidence });
        }
    }
}

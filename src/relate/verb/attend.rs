//! Who is at an event: 张三、李四出席, of the event named last; 甲大会上，张三说.

use super::subjects::{acting_behind, admitted};
use super::{Match, evidence};
use crate::ontology::ClassId;
use crate::recognise::CEREMONIES;
use crate::relate::MentionIx;
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

/// 甲大会上，张三说; 开幕式上，张三致辞; 在“乙”环节，张三畅谈: the event or a part of it opens the sentence, and who acts in the
/// next clause is there.
pub(super) fn on_stage(cx: &mut Context, scene: &Scene) {
    let Some(property) = cx.ontology.property("participatesIn") else { return };
    let ontology = cx.ontology;
    let domain = &ontology.property_info(property).domain;
    for i in 0..scene.units.len() {
        let Some((event, end)) = stage(cx, scene, i) else { continue };
        let start = scene.clause(i).0;
        let trigger = scene.cover(start, end);
        // What opens with a part of an event may go on about bodies that are elsewhere.
        let named = scene.mention(i) == Some(event);
        for actor in acting_behind(cx, scene, start, end, domain) {
            if !named && !cx.is(actor, "Person") {
                continue;
            }
            let evidence = trigger.join(cx.span(actor));
            cx.relation(scene, actor, property, event, Fired { construction: "verb", trigger, evidence });
        }
    }
}

/// The event whose name, or the noun of whose part, at unit `i` makes up the clause up to a unit: 甲大会上, 开幕式上,
/// 在“乙”环节.
fn stage(cx: &Context, scene: &Scene, i: usize) -> Option<(MentionIx, usize)> {
    let ceremony = usize::from(scene.mention(i).is_some() && CEREMONIES.contains(&scene.word(i + 1)));
    let upon = matches!(scene.word(i + 1 + ceremony), "上" | "现场") && scene.is_break(i + 2 + ceremony);
    let itself = scene.word(i) == "会上" && scene.is_break(i + 1);
    let part = matches!(scene.word(i), "环节" | "单元" | "圆桌") && scene.is_break(i + 1);
    if !(upon || itself || part) {
        return None;
    }
    let start = scene.clause(i).0;
    let opens = (start..i).all(|k| scene.is_time(k) || scene.pos(k) == "t");
    if opens {
        let named = scene.mention(i).filter(|&m| cx.is(m, "Event"));
        let event = named.or_else(|| subject::event(cx, scene, i, scene.word(i)))?;
        return (upon || itself).then_some((event, i + 1 + ceremony + usize::from(upon)));
    }
    let at = scene.units[i].span.from();
    let quoted = part && scene.word(start) == "在" && matches!(scene.units[i - 1].kind, Kind::Mark('”'));
    let event = subject::recent(cx, at).filter(|&e| quoted && cx.is(e, "Event")).max_by_key(|&e| cx.span(e));
    event.map(|event| (event, i + 1))
}

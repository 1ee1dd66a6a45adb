//! Titles that stand beside a name as a remark: 张三（甲公司董事长）; 张三，甲公司董事长，…; 甲大学的张三教授; 聘任张三为甲协会会长.

use super::before::{chain, titles};
use super::title::{self, Body};
use super::{Held, state};
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::relate::subject::{self, Subject};

/// Verbs that put somebody into a post.
pub(super) const APPOINT: &[&str] =
    &["聘任", "任命", "聘请", "选举", "推选", "推举", "选举产生", "增补", "委任", "增选", "聘", "选聘"];

/// The titles beside the person at unit `at`.
pub(super) fn apply(cx: &mut Context, scene: &Scene, at: usize, person: MentionIx) {
    let name = scene.units[at].span;
    if let Some(end) = remark(cx, scene, at) {
        chain(cx, scene, end, person, None, name);
    } else if let Some(end) = appointed(cx, scene, at) {
        // 甲公司聘任张三为总经理: in the body that appoints.
        let title = title::ending(cx, scene, end).filter(|t| t.body == Body::Untold && !t.tie);
        let appoints = match subject::before(cx, scene, at - 1) {
            Subject::Mentions(found) => found.first().copied().filter(|&m| cx.is(m, "Organization")),
            _ => None,
        };
        if let (Some(title), Some(organization)) = (title, appoints) {
            let held = Held { organization, role: title.role, former: false, coming: false };
            state(cx, scene, person, &held, None, name.join(title.role));
        } else {
            chain(cx, scene, end, person, None, name);
        }
    } else if let Some(end) = predicated(cx, scene, at) {
        chain(cx, scene, end, person, None, name);
    } else {
        behind(cx, scene, at, person);
    }
}

/// Where the titles end that fill a bracket behind the name, or a clause of their own.
fn remark(cx: &Context, scene: &Scene, at: usize) -> Option<usize> {
    let open = at + 1;
    let end = match scene.word(open) {
        "（" | "(" => (open..scene.units.len()).find(|&k| matches!(scene.word(k), "）" | ")"))?,
        "，" | "," => (open + 1..scene.units.len()).find(|&k| scene.is_break(k)).filter(|&k| scene.word(k) == "，")?,
        _ => return None,
    };
    let found = titles(cx, scene, end);
    let first = found.first()?;
    let named = found.iter().any(|t| matches!(t.body, Body::Mention(_) | Body::Words(..)));
    (named && first.from == open + 1).then_some(end)
}

/// Where the titles end before 是 and the name: 甲协会的会长是张三.
fn predicated(cx: &Context, scene: &Scene, at: usize) -> Option<usize> {
    let end = at.checked_sub(1).filter(|&k| matches!(scene.word(k), "是" | "为" | "叫"))?;
    let title = title::ending(cx, scene, end)?;
    matches!(title.body, Body::Mention(_) | Body::Words(..)).then_some(end)
}

/// Where the titles end behind 聘任张三为.
fn appointed(cx: &Context, scene: &Scene, at: usize) -> Option<usize> {
    let verb = at.checked_sub(1)?;
    if !(APPOINT.contains(&scene.word(verb)) && matches!(scene.word(at + 1), "为" | "担任" | "出任")) {
        return None;
    }
    let end = (at + 2..scene.units.len()).find(|&k| scene.is_break(k)).unwrap_or(scene.units.len());
    let found = titles(cx, scene, end);
    found.first().is_some_and(|t| t.from == at + 2).then_some(end)
}

/// 甲大学的张三教授: a title behind the name, the body before it.
fn behind(cx: &mut Context, scene: &Scene, at: usize, person: MentionIx) {
    let role = at + 1;
    let ends = scene.is_break(role + 1) || !scene.is_nominal(role + 1) || scene.is_verb(role + 1);
    // 甲公司张三代表公司…
    let title = scene.lexicon.is_listed_role(scene.word(role)) && scene.word(role) != "代表";
    if !(title && ends && scene.mention(role).is_none()) {
        return;
    }
    let Some(unit) = title::named_before(scene, at) else { return };
    let Some(organization) = scene.mention(unit).filter(|&m| cx.is(m, "Organization")) else { return };
    let held = Held { organization, role: scene.units[role].span, former: false, coming: false };
    state(cx, scene, person, &held, None, scene.cover(unit, role + 1));
}

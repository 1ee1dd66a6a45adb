//! Heads of places, whose posts belong to a place or its government: 县长, 副市长.

use super::title::{Body, Title};
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::relate::{MentionIx, subject};
use crate::span::Span;

/// What may stand before the head of a place: 旗委副书记、政府旗长.
pub(super) const GOVERNMENT: &str = "政府";

/// What a head is the head of: 市 of 常务副市长, 县 of 代县长.
fn headed(role: &str) -> Option<&str> {
    role.strip_prefix("常务").unwrap_or(role).trim_start_matches(['副', '代']).strip_suffix('长')
}

/// The level of which a head of a place is the head: 市 of 副市长.
pub(super) fn level(scene: &Scene, title: &Title) -> Option<&'static str> {
    let word = title.role.of(scene.text);
    let head = headed(word.strip_prefix(GOVERNMENT).unwrap_or(word))?;
    ["省", "市", "县", "区", "镇", "乡", "州", "旗", "盟"].into_iter().find(|level| *level == head)
}

/// The place or its government that the head of a place (副市长) belongs to: the last one named of that level, by itself or
/// in the name of one of its bodies.
pub(super) fn of(cx: &Context, scene: &Scene, title: &Title, near: Option<MentionIx>) -> Option<Body> {
    let level = level(scene, title)?;
    // 甲市委副书记、市长: the place is named within the body before.
    let place = near.map(|m| cx.span(m)).filter(|s| scene.sentence.span.contains(*s));
    let place = place.and_then(|s| scene.mention(scene.unit_at(s.from()))).filter(|&m| cx.is(m, "Place"));
    if let Some(place) = place.or_else(|| subject::area(cx, title.role.from(), level)) {
        let government = government(cx, scene, place, scene.unit_at(title.role.from()));
        return Some(Body::Mention(government.unwrap_or(place)));
    }
    let before = || cx.found.mentions.iter().enumerate().filter(|(_, m)| m.span.end <= title.role.start);
    let last = |end: &str| before().filter(|(_, m)| m.name.ends_with(end)).max_by_key(|(_, m)| m.span);
    if let Some((government, _)) = last(&format!("{level}人民政府")).or_else(|| last(&format!("{level}政府"))) {
        return Some(Body::Mention(government as MentionIx));
    }
    let (_, committee) = last(&format!("{level}委"))?;
    let words = committee.span.of(scene.text);
    let from = committee.span.from() + if words.starts_with("中共") { "中共".len() } else { 0 };
    let to = committee.span.from() + words.rfind(level)? + level.len();
    // 甲旗旗委: the committee has a letter of its own.
    let doubled = Span::new(from, to).of(scene.text).strip_suffix(level).is_some_and(|rest| rest.ends_with(level));
    let to = to - if doubled { level.len() } else { 0 };
    let named = from + 2 * level.len() < to;
    named.then(|| Some(Body::Words(Span::new(from, to), scene.ontology.class("AdministrativeArea")?)))?
}

/// The government of a place, named before, of which the head of the place (市长) is the head.
pub(super) fn government(cx: &Context, scene: &Scene, place: MentionIx, unit: usize) -> Option<MentionIx> {
    let head = headed(scene.word(unit))?;
    let place = cx.found.mentions[place as usize].name.trim_end_matches(head);
    let at = scene.units[unit].span.start;
    let names = [format!("{place}{head}人民政府"), format!("{place}{head}政府")];
    let named = cx.found.mentions.iter().enumerate().filter(|(_, m)| m.span.end <= at && names.contains(&m.name));
    named.map(|(i, m)| (m.span, i as MentionIx)).max().map(|(_, i)| i)
}

//! An honour in apposition: “中国衣架之都”荔浦.

use super::context::{Context, Fired};
use super::object::class_of_words;
use super::scene::{Kind, Scene};
use crate::recognise::Recogniser;

/// Finds the quoted honours of one sentence that stand right before the name of who has them.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    let (Some(property), Some(honor)) = (cx.ontology.property("honoredAs"), cx.ontology.class("Honor")) else { return };
    for i in 1..scene.units.len().saturating_sub(2) {
        let quoted = scene.units[i].kind == Kind::Quoted && scene.word(i + 1) == "”";
        let Some(mut holder) = scene.mention(i + 2).filter(|_| quoted) else { continue };
        let touches = |k: usize| k < scene.units.len() && scene.units[k - 1].span.end == scene.units[k].span.start;
        let touching = touches(i + 2);
        // “甲之都”福建古田县: the last of a chain of places.
        let mut last = i + 2;
        while let Some(inner) = scene.mention(last + 1).filter(|&m| touches(last + 1) && cx.is(m, "Place")) {
            (holder, last) = (inner, last + 1);
        }
        if touching && names_honor(cx, scene.word(i)) {
            let title = cx.concept(scene.units[i].span, honor, Recogniser::Phrase);
            let trigger = scene.units[i].span;
            let evidence = scene.cover(i - 1, last + 1);
            cx.relation(scene, holder, property, title, Fired { construction: "title", trigger, evidence });
        }
    }
}

/// Whether the words end like an honour, or tell the first of a country or of the world (中国门都).
fn names_honor(cx: &Context, words: &str) -> bool {
    let ending = class_of_words(cx, words).is_some_and(|c| cx.ontology.is_named(c, "Honor"));
    let ranked = ["中国", "世界", "全国", "亚洲", "东方", "江南"].iter().any(|area| words.starts_with(area));
    let seat = words.ends_with(['都', '乡', '城', '镇', '县', '村', '王', '谷', '港', '冠']);
    words.chars().count() >= 4 && (ending || ranked && seat)
}

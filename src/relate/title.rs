//! An honour in apposition: “中国衣架之都”荔浦; 中国第一产棉县沙雅县; 作为全国产粮大县，齐河县; 诺贝尔奖获得者张三.

use super::MentionIx;
use super::context::{Context, Fired};
use super::object::class_of_words;
use super::scene::{Kind, Scene};
use crate::recognise::Recogniser;
use crate::span::Span;

/// Finds the honours of one sentence that stand right before the name of who has them.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    for i in 1..scene.units.len() {
        quoted(cx, scene, i);
        bare(cx, scene, i);
        winner(cx, scene, i);
    }
}

/// “中国衣架之都”荔浦
fn quoted(cx: &mut Context, scene: &Scene, i: usize) {
    let term = scene.units[i].kind == Kind::Quoted && scene.word(i + 1) == "”";
    // “甲之都”“乙名城”丙县
    let mut next = i + 2;
    while scene.word(next) == "“" && scene.units.get(next + 1).is_some_and(|u| u.kind == Kind::Quoted) {
        next += 3;
    }
    if scene.mention(next).is_some() && term && touches(scene, next) && names_honor(cx, scene.word(i)) {
        let (holder, last) = holder(cx, scene, next);
        state(cx, scene, holder, scene.units[i].span, scene.cover(i - 1, last + 1));
    }
}

/// 中国第一产棉县沙雅县; 作为全国产粮大县，齐河县: the words from the mark or preposition before, up to the place.
fn bare(cx: &mut Context, scene: &Scene, i: usize) {
    if !scene.mention(i).is_some_and(|m| cx.is(m, "Place")) {
        return;
    }
    let comma = scene.word(i - 1) == "，";
    let end = if comma { i - 1 } else { i };
    let leads =
        |k: usize| scene.is_break(k) || matches!(scene.pos(k), "p" | "uj" | "v" | "c") || scene.word(k) == "作为";
    let first = (0..end).rev().take(8).find(|&k| leads(k)).map_or(0, |k| k + 1);
    let told = first > 0 && matches!(scene.word(first - 1), "作为" | "身为");
    if end < first + 2 || comma && !told || !comma && !touches(scene, i) {
        return;
    }
    let words = scene.cover(first, end);
    let name = words.of(scene.text);
    let national = ["中国", "全国", "国家", "世界", "全球", "亚洲"].iter().any(|area| name.starts_with(area));
    let honor = class_of_words(cx, name).is_some_and(|c| cx.ontology.is_named(c, "Honor"));
    let ranked = name.contains("第一") && name.ends_with(['县', '市', '镇', '乡', '村']);
    if national && (honor || ranked) && (5..=16).contains(&name.chars().count()) {
        let (holder, last) = holder(cx, scene, i);
        state(cx, scene, holder, words, scene.cover(first, last + 1));
    }
}

/// 诺贝尔物理学奖获得者张三
fn winner(cx: &mut Context, scene: &Scene, i: usize) {
    if !matches!(scene.word(i), "获得者" | "得主" | "获奖者") {
        return;
    }
    let Some(holder) = scene.mention(i + 1).filter(|&m| cx.is(m, "Person")) else { return };
    let stops = |k: usize| scene.is_break(k) || matches!(scene.word(k), "、" | "和" | "及" | "与" | "由");
    let first = (0..i).rev().find(|&k| stops(k)).map_or(0, |k| k + 1);
    if first == i {
        return;
    }
    let words = scene.cover(first, i);
    let name = words.of(scene.text);
    let honor = class_of_words(cx, name).is_some_and(|c| cx.ontology.is_named(c, "Honor"));
    if honor && name.chars().count() <= 16 && !name.contains('的') {
        state(cx, scene, holder, words, scene.cover(first, i + 2));
    }
}

/// Whether unit `k` touches the one before it.
fn touches(scene: &Scene, k: usize) -> bool {
    k < scene.units.len() && scene.units[k - 1].span.end == scene.units[k].span.start
}

/// The last of a chain of places that begins at unit `first` (“甲之都”福建古田县), and its unit; else the mention there.
fn holder(cx: &Context, scene: &Scene, first: usize) -> (MentionIx, usize) {
    let mut last = first;
    let mut holder = scene.mention(first).unwrap_or_default();
    while let Some(inner) = scene.mention(last + 1).filter(|&m| touches(scene, last + 1) && cx.is(m, "Place")) {
        (holder, last) = (inner, last + 1);
    }
    (holder, last)
}

fn state(cx: &mut Context, scene: &Scene, holder: MentionIx, words: Span, evidence: Span) {
    let (Some(property), Some(honor)) = (cx.ontology.property("honoredAs"), cx.ontology.class("Honor")) else { return };
    let title = cx.concept(words, honor, Recogniser::Phrase);
    cx.relation(scene, holder, property, title, Fired { construction: "title", trigger: words, evidence });
}

/// Whether the words end like an honour, or tell the first of a country or of the world (中国门都).
fn names_honor(cx: &Context, words: &str) -> bool {
    let ending = class_of_words(cx, words).is_some_and(|c| cx.ontology.is_named(c, "Honor"));
    let ranked = ["中国", "世界", "全国", "亚洲", "东方", "江南"].iter().any(|area| words.starts_with(area));
    let seat = words.ends_with(['都', '乡', '城', '镇', '县', '村', '王', '谷', '港', '冠']);
    words.chars().count() >= 4 && (ending || ranked && seat)
}

//! Speakers who are no subject: 据甲局统计, 在甲某看来, 记者从甲局获悉; and speakers before a colon.

use super::speaker::{Speaker, can_speak, is_record};
use super::verb::{Next, Speech};
use crate::relate::context::Context;
use crate::relate::scene::{Kind, Scene};
use crate::span::Span;

/// The frames of a sentence that hold a speaker, each with the words behind its pause.
pub(super) fn find(cx: &Context, scene: &Scene) -> Vec<(Speech, Speaker)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < scene.units.len() {
        let end = (start..scene.units.len()).find(|&k| scene.is_break(k)).unwrap_or(scene.units.len());
        if end < scene.units.len() && end > start + 1 {
            found.extend(framed(cx, scene, start, end));
        }
        start = end + 1;
    }
    found
}

/// The frame that fills the end of the clause of units `start..end`.
fn framed(cx: &Context, scene: &Scene, start: usize, end: usize) -> Option<(Speech, Speaker)> {
    let clause = scene.cover(start, end);
    let words = clause.of(scene.text);
    scene.lexicon.speaker_frames().iter().find_map(|(head, tail)| {
        if !words.ends_with(tail.as_str()) {
            return None;
        }
        let opens = |k: usize| scene.word(k) == head || (head == "据" && scene.word(k) == "根据");
        let open = (start..end).find(|&k| opens(k))?;
        let close = clause.to() - tail.len();
        // The last one named, and whether nouns follow it that make it no speaker (据甲局大楼报道).
        let mut speaker = None;
        let mut trailing = false;
        for k in open + 1..end {
            if scene.units[k].span.from() >= close {
                break;
            }
            match scene.mention(k) {
                Some(m) if can_speak(cx, m) => (speaker, trailing) = (Some((k, m)), false),
                Some(_) => {}
                None if speaker.is_some() && scene.is_nominal(k) && !is_record(scene.word(k)) => trailing = true,
                None if scene.is_verb(k) || matches!(scene.word(k), "，" | "、" | "上" | "中") => return None,
                None => {}
            }
        }
        let (unit, m) = speaker.filter(|_| !trailing)?;
        let next = pause(scene, end)?;
        let trigger = Span::new(close, clause.to());
        Some((
            Speech { start: scene.unit_at(close).max(unit + 1), end, trigger, next },
            Speaker { mentions: vec![m], unit: open },
        ))
    })
}

/// What is said behind the pause at unit `at`.
fn pause(scene: &Scene, at: usize) -> Option<Next> {
    let mark = scene.units.get(at)?;
    if !matches!(mark.kind, Kind::Mark('，' | ',' | '：' | ':')) {
        return None;
    }
    let rest = scene.text.get(mark.span.to()..scene.sentence.span.to())?;
    Some(Next::Pause(mark.span.to() + (rest.len() - rest.trim_start().len())))
}

/// A sentence that begins with a person, in post or not, and a colon: 甲公司总经理张三：….
pub(super) fn label(cx: &Context, scene: &Scene) -> Option<(Speech, Speaker)> {
    let colon = (0..scene.units.len()).find(|&k| scene.is_break(k))?;
    if !matches!(scene.units[colon].kind, Kind::Mark('：' | ':')) || colon == 0 {
        return None;
    }
    let m = scene.mention(colon - 1).filter(|&m| cx.is(m, "Person"))?;
    let described =
        |k: usize| scene.is_nominal(k) || matches!(scene.word(k), "、" | "兼" | "（" | "）" | "(" | ")" | "和" | "原");
    if !(0..colon).all(described) {
        return None;
    }
    let rest = scene.text.get(scene.units[colon].span.to()..scene.sentence.span.to())?;
    let at = scene.units[colon].span.to() + (rest.len() - rest.trim_start().len());
    let speech = Speech { start: colon, end: colon + 1, trigger: scene.units[colon - 1].span, next: Next::Pause(at) };
    Some((speech, Speaker { mentions: vec![m], unit: 0 }))
}

//! Speakers who are no subject: 据甲局统计, 在甲某看来, 记者从甲局获悉; and speakers before a colon.

use super::past::{Past, pronoun};
use super::role;
use super::speaker::{self, Before, Speaker, can_speak, is_record};
use super::verb::{self, Next, Speech};
use crate::recognise::Recogniser;
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::{Kind, Scene};
use crate::span::Span;

/// The frames of a sentence that hold a speaker, each with the words behind its pause.
pub(super) fn find(cx: &mut Context, scene: &Scene, past: &Past) -> Vec<(Speech, Speaker)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < scene.units.len() {
        let end = (start..scene.units.len()).find(|&k| scene.is_break(k)).unwrap_or(scene.units.len());
        if end < scene.units.len() && end > start + 1 {
            found.extend(framed(cx, scene, start, end, past));
        }
        start = end + 1;
    }
    found
}

/// The frame that fills the end of the clause of units `start..end`.
fn framed(cx: &mut Context, scene: &Scene, start: usize, end: usize, past: &Past) -> Option<(Speech, Speaker)> {
    let clause = scene.cover(start, end);
    let words = clause.of(scene.text);
    let next = pause(scene, end)?;
    let (head, tail) = scene
        .lexicon
        .speaker_frames()
        .iter()
        .find(|(head, tail)| words.ends_with(tail.as_str()) && (start..end).any(|k| opens(scene, k, head)))?;
    let open = (start..end).find(|&k| opens(scene, k, head))?;
    let close = clause.to() - tail.len();
    let last = (open + 1..end).take_while(|&k| scene.units[k].span.from() < close).last()?;
    let mentions = inside(cx, scene, open + 1, last, past)?;
    let trigger = Span::new(close, clause.to());
    let speech = Speech { start: scene.unit_at(close).max(last + 1), end, trigger, next };
    Some((speech, Speaker { mentions, unit: open }))
}

/// Whether the word at unit `k` opens a frame.
fn opens(scene: &Scene, k: usize, head: &str) -> bool {
    scene.word(k) == head || head == "据" && scene.word(k) == "根据"
}

/// Who speaks in the frame whose inside is units `first..=last`: the last one named, a pronoun, a role, or a body that is
/// named by words alone.
fn inside(cx: &mut Context, scene: &Scene, first: usize, last: usize, past: &Past) -> Option<Vec<MentionIx>> {
    if first == last && matches!(scene.word(first), "他" | "她") {
        return pronoun(cx, scene, first, past).map(|m| vec![m]);
    }
    // 某院副院长、某中心主任张三: posts of one person.
    let person = scene.mention(last).filter(|&m| cx.is(m, "Person"));
    let listed = |k: usize| scene.word(k) == "、" && scene.mention(k - 1).is_some_and(|m| cx.is(m, "Person"));
    let plain = |k: usize| scene.is_nominal(k) || matches!(scene.word(k), "、" | "兼" | "的" | "（" | "）" | "原");
    if let Some(m) = person.filter(|_| (first..last).all(plain) && !(first + 1..last).any(listed)) {
        return Some(vec![m]);
    }
    let mut speaker = None;
    // Nouns behind the name make it no speaker (据甲局大楼报道), unless they are its record or its people.
    let mut trailing = false;
    for k in first..=last {
        match scene.mention(k) {
            Some(m) if can_speak(cx, m) => (speaker, trailing) = (Some(m), false),
            Some(_) => {}
            None if speaker.is_some() && scene.is_nominal(k) && !is_record(scene.word(k)) => trailing = true,
            None if scene.is_verb(k) && k < last || matches!(scene.word(k), "，" | "、" | "上" | "中") => {
                return None;
            }
            None => {}
        }
    }
    if let Some(m) = speaker.filter(|_| !trailing) {
        return Some(vec![m]);
    }
    if scene.is_nominal(last) && scene.mention(last).is_none() {
        let phrase = speaker::phrase_left(scene, last, first);
        if role::is_role(scene, last) {
            return match role::role(cx, scene, phrase, last, past) {
                Before::Speaker(found) => Some(found.mentions),
                _ => None,
            };
        }
        let name = scene.cover(first, last + 1);
        let class = scene.lexicon.class_by_suffix(name.of(scene.text)).map(|(class, _)| class);
        let class =
            class.filter(|&c| scene.ontology.is_named(c, "Organization") && name.of(scene.text).chars().count() > 4)?;
        return Some(vec![cx.concept(name, class, Recogniser::Suffix)]);
    }
    None
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
    let described = |k: usize| {
        scene.is_nominal(k)
            || scene.is_quantity(k)
            || matches!(scene.pos(k), "m" | "q" | "mq")
            || matches!(scene.word(k), "、" | "兼" | "（" | "）" | "(" | ")" | "和" | "原")
    };
    if !(0..colon).all(described) {
        return None;
    }
    let rest = scene.text.get(scene.units[colon].span.to()..scene.sentence.span.to())?;
    let at = scene.units[colon].span.to() + (rest.len() - rest.trim_start().len());
    let speech = Speech { start: colon, end: colon + 1, trigger: scene.units[colon - 1].span, next: Next::Pause(at) };
    Some((speech, Speaker { mentions: vec![m], unit: 0 }))
}

/// 张三有自己的打算：…: a clause about a person whose last noun is what a colon opens.
pub(super) fn announced(cx: &Context, scene: &Scene, past: &Past) -> Option<(Speech, Speaker)> {
    let colon = (1..scene.units.len()).find(|&k| matches!(scene.units[k].kind, Kind::Mark('：' | ':')))?;
    let noun = (0..colon).rev().find(|&k| !matches!(scene.word(k), "”" | "」"))?;
    if !verb::is_content(scene.word(noun)) {
        return None;
    }
    // The clause before the colon, or the one whose subject it goes on with.
    let (own, _) = scene.clause(noun);
    let before = own.checked_sub(2).map_or(own, |k| scene.clause(k).0);
    let acts = |k: usize| scene.is_verb(k) || matches!(scene.pos(k), "d" | "c" | "t") || scene.is_time(k);
    let subject = |k: usize| {
        let pointed = matches!(scene.word(k), "他" | "她");
        let m = if pointed { pronoun(cx, scene, k, past) } else { scene.mention(k) };
        m.filter(|&m| cx.is(m, "Person") && acts(k + 1)).map(|m| (k, m))
    };
    let (unit, m) =
        (own..noun).find_map(subject).or_else(|| (before..own).find_map(subject).filter(|_| scene.is_verb(own)))?;
    if (own..colon).any(|k| scene.lexicon.is_speech(scene.word(k))) {
        return None;
    }
    let trigger = scene.units[colon - 1].span;
    let speech = Speech { start: colon - 1, end: colon, trigger, next: pause(scene, colon)? };
    Some((speech, Speaker { mentions: vec![m], unit }))
}

//! Who a clause without a subject goes on with, and whom words without a verb of speech are about.

use super::past::{Past, pronoun};
use super::speaker::{PREPOSITIONS, Speaker, can_speak, closes_frame};
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::span::Span;

/// The subject of the sentence for a clause without one: its first noun phrase that no preposition rules, if that can speak.
pub(super) fn of_sentence(cx: &Context, scene: &Scene, before: usize, past: &Past) -> Option<Speaker> {
    let mut i = 0;
    while i < before {
        if matches!(scene.word(i), "他" | "她") {
            return pronoun(cx, scene, i, past).map(|m| Speaker { mentions: vec![m], unit: i });
        }
        if PREPOSITIONS.contains(&scene.word(i)) {
            let stop = (i..before).find(|&k| scene.is_break(k) || closes_frame(scene.word(k))).unwrap_or(before);
            i = stop + 1;
            continue;
        }
        if !scene.is_nominal(i) || scene.pos(i) == "s" {
            i += 1;
            continue;
        }
        // The head of the phrase: the last noun that touches.
        let mut head = i;
        while head + 1 < before
            && (scene.is_nominal(head + 1)
                || (matches!(scene.word(head + 1), "、" | "兼" | "的")
                    && scene.is_nominal(head + 2)
                    && head + 2 < before))
        {
            head += 1;
        }
        // A person's name ends its phrase, whatever the dictionary takes the next word for.
        let person = || (i..head).rev().filter_map(|k| scene.mention(k)).find(|&m| cx.is(m, "Person"));
        let m = scene.mention(head).or_else(person)?;
        return can_speak(cx, m).then(|| Speaker { mentions: vec![m], unit: i });
    }
    None
}

/// The only person that a stretch names, if no other is named in it.
pub(super) fn only_person(cx: &Context, stretch: Span, outside: impl Fn(Span) -> bool) -> Option<MentionIx> {
    let mut found: Option<MentionIx> = None;
    let (names, added) = cx.found.mentions.split_at(cx.found.names);
    let first = names.partition_point(|m| m.span.start < stretch.start);
    let last = names.partition_point(|m| m.span.start < stretch.end);
    let near = (first..last).chain(names.len()..names.len() + added.len());
    for (k, mention) in near.map(|k| (k, &cx.found.mentions[k])) {
        if !stretch.contains(mention.span) || !cx.ontology.is_named(mention.class, "Person") || !outside(mention.span) {
            continue;
        }
        match found {
            None => found = Some(k as MentionIx),
            Some(m) if cx.found.mentions[m as usize].name == mention.name => {}
            Some(_) => return None,
        }
    }
    found
}

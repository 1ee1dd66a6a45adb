//! Verbs: S V O; S 由 O V; S 被 O V; S 把 O V; V 的 S; with lists at both ends.

use super::MentionIx;
use super::context::{Context, Fired};
use super::object::{self, Objects};
use super::scene::{Kind, Scene};
use super::subject::{self, Subject};
use crate::ontology::{PropertyId, VerbPattern};
use crate::recognise::Recogniser;
use crate::span::Span;

/// A verb of the ontology found in a sentence.
struct Match<'p> {
    pattern: &'p VerbPattern,
    /// First unit of the whole pattern, before which the subject stands.
    start: usize,
    /// One past its last unit (past the object where the object stands inside).
    end: usize,
    /// The object where it stands inside.
    inside: Option<Objects>,
    trigger: Span,
}

/// Finds the verbs of all properties in one sentence.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    let mut i = 0;
    while i < scene.units.len() {
        let found = if scene.mention(i).is_some() { Vec::new() } else { matches(cx, scene, i) };
        let reach = found.iter().filter(|m| m.inside.is_none()).map(|m| m.end).max();
        for m in &found {
            state(cx, scene, m);
        }
        i = reach.unwrap_or(i + 1).max(i + 1);
    }
}

/// The longest verbs that begin at unit `i`, one for each property that has it.
fn matches<'a>(cx: &Context<'a>, scene: &Scene<'a>, i: usize) -> Vec<Match<'a>> {
    let Some(first) = scene.word(i).chars().next() else { return Vec::new() };
    let mut found: Vec<Match> = Vec::new();
    for pattern in cx.lexicon.verbs(first) {
        let Some(head_end) = spelled(scene, i, &pattern.head) else { continue };
        if !pattern.gap {
            let trigger = scene.cover(i, head_end);
            found.push(Match { pattern, start: i, end: head_end, inside: None, trigger });
        } else if let Some(m) = around(scene, pattern, i, head_end) {
            found.push(m);
        }
    }
    let longest = found.iter().filter(|m| m.inside.is_none()).map(|m| m.trigger.len()).max().unwrap_or(0);
    found.retain(|m| m.inside.is_some() || m.trigger.len() == longest);
    // Of patterns around an object, the one with the longest tail tells most.
    let tail = |m: &Match| (m.pattern.head.len(), m.pattern.tail.len());
    let best: Vec<(PropertyId, (usize, usize))> =
        found.iter().filter(|m| m.inside.is_some()).map(|m| (m.pattern.property, tail(m))).collect();
    found.retain(|m| m.inside.is_none() || best.iter().all(|(p, t)| *p != m.pattern.property || *t <= tail(m)));
    found
}

/// One past the last unit of `words`, when units from `i` on spell it.
fn spelled(scene: &Scene, i: usize, words: &str) -> Option<usize> {
    let mut rest = words;
    let mut k = i;
    while !rest.is_empty() {
        if scene.mention(k).is_some() {
            return None;
        }
        rest = rest.strip_prefix(scene.word(k)).filter(|_| !scene.word(k).is_empty())?;
        k += 1;
    }
    Some(k)
}

/// A pattern with its object inside: 由…创办, 与…签署, 在…上介绍.
fn around<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, head_end: usize) -> Option<Match<'p>> {
    let (_, clause_end) = scene.clause(i);
    let objects = object::list(scene, head_end)?;
    let mut k = objects.end;
    // The object's phrase may take in the noun that the tail begins with (乙公司股权).
    let tail_in_object = objects
        .phrases
        .last()
        .and_then(|p| (p.start..p.end).find(|&u| u > head_end && spelled(scene, u, &pattern.tail) == Some(p.end)));
    if let Some(at) = tail_in_object {
        let mut objects = objects.clone();
        let last = objects.phrases.last_mut()?;
        *last = scene.phrase_from(head_end).filter(|p| p.end <= at).or_else(|| scene.phrase_ending(at - 1))?;
        let end = objects.end;
        return Some(Match {
            pattern,
            start: i,
            end,
            inside: Some(objects),
            trigger: scene.cover(at, end.max(at + 1)),
        });
    }
    while k < clause_end && k < objects.end + 8 {
        if let Some(end) = spelled(scene, k, &pattern.tail) {
            return Some(Match { pattern, start: i, end, inside: Some(objects), trigger: scene.cover(k, end) });
        }
        let passes = !scene.is_verb(k) || pattern.tail.chars().count() > 1 || matches!(scene.word(k), "得到" | "举行");
        if !passes && scene.word(k) != "正式" {
            return None;
        }
        k += 1;
    }
    None
}

fn state(cx: &mut Context, scene: &Scene, m: &Match) {
    let property = m.pattern.property;
    let info = cx.ontology.property_info(property);
    // For a verb of the inverse, what it calls its subject is the property's object.
    let (ours, theirs) = if m.pattern.inverse { (&info.range, &info.domain) } else { (&info.domain, &info.range) };
    if info.name == "establishedOn" {
        return established(cx, scene, m);
    }
    if m.inside.is_none() && compound(scene, m) {
        return;
    }
    let strong = theirs.len() == 1 && m.trigger.of(scene.text).chars().count() >= 2;
    let mut after = m.end;
    while matches!(scene.word(after), "了" | "过" | "着" | "出" | "为" | "成" | "成为" | "到" | "至" | "“" | "「")
    {
        after += 1;
    }
    // 甲研发的乙: what the relative clause describes is the object; 位于甲的乙: the subject.
    let relative = scene.word(m.end) == "的";
    let objects = match &m.inside {
        Some(inside) => Some(inside.clone()),
        None if relative => object::list(scene, m.end + 1),
        None => object::list(scene, after).or_else(|| shifted(scene, m)),
    };
    let Some(objects) = objects else { return };
    let subjects = subjects(cx, scene, m, &objects, ours, relative);
    let found = object::resolve(cx, scene, &objects, theirs, strong);
    let evidence = evidence(scene, m, &objects);
    for &subject in &subjects {
        for &object in &found {
            let (s, o) = if m.pattern.inverse { (object, subject) } else { (subject, object) };
            let fired = Fired { construction: "verb", trigger: m.trigger, evidence };
            cx.relation(scene, s, property, o, fired);
        }
    }
}

/// What was moved before the verb by 把 or 将: 将乙公司收购.
fn shifted(scene: &Scene, m: &Match) -> Option<Objects> {
    let (start, _) = scene.clause(m.start);
    let at = (start..m.start).rev().find(|&k| matches!(scene.word(k), "把" | "将"))?;
    object::list(scene, at + 1).filter(|o| o.end <= m.start)
}

/// The subjects of a match, as mentions or as concepts that `classes` admit.
fn subjects(
    cx: &mut Context,
    scene: &Scene,
    m: &Match,
    objects: &Objects,
    classes: &[crate::ontology::ClassId],
    relative: bool,
) -> Vec<MentionIx> {
    let admitted = |cx: &Context, list: Vec<MentionIx>| -> Vec<MentionIx> {
        list.into_iter().filter(|&s| cx.ontology.admits(classes, cx.class(s))).collect()
    };
    // 由甲主办的乙; 位于甲的乙: the clause describes its own subject.
    let past = if m.inside.is_some() { m.end } else { objects.end };
    if !relative && scene.word(past) == "的" {
        let described =
            object::list(scene, past + 1).map(|o| object::resolve(cx, scene, &o, classes, false)).unwrap_or_default();
        return admitted(cx, described);
    }
    // 在甲设立乙: what is set up stands behind.
    if m.inside.is_some() && cx.ontology.property_info(m.pattern.property).name == "locatedIn" {
        let behind = m.end + usize::from(matches!(scene.word(m.end), "了" | "的"));
        if let Some(list) = object::list(scene, behind).filter(|o| o.phrases[0].start <= behind + 3) {
            let found = object::resolve(cx, scene, &list, classes, false);
            return admitted(cx, found);
        }
    }
    // 把甲打造成乙: the moved object is what the verb is said of.
    let (start, _) = scene.clause(m.start);
    let moved = (start..m.start).rev().find(|&k| matches!(scene.word(k), "把" | "将") && scene.is_nominal(k + 1));
    if let (Some(at), None) = (moved, &m.inside)
        && let Some(list) = object::list(scene, at + 1).filter(|o| o.end <= m.start && o.end != objects.end)
    {
        let found = object::resolve(cx, scene, &list, classes, false);
        return admitted(cx, found);
    }
    match subject::before(cx, scene, m.start) {
        Subject::Mentions(found) => admitted(cx, found),
        Subject::Noun(first, end) => noun_subject(cx, scene, first, end, m, classes),
        Subject::Missing => {
            let found = subject::carried(cx, scene, m.start);
            admitted(cx, found)
        }
    }
}

/// A noun phrase before the verb: a concept where the property takes one; the topic's own product, output or market.
fn noun_subject(
    cx: &mut Context,
    scene: &Scene,
    first: usize,
    end: usize,
    m: &Match,
    classes: &[crate::ontology::ClassId],
) -> Vec<MentionIx> {
    let phrase = super::scene::Phrase { start: first, end, mention: None, head: scene.cover(first, end) };
    let bare = end - first == 1
        && scene.lexicon.class_of_noun(scene.word(first)).is_some_and(|c| cx.ontology.is_named(c, "Product"));
    if !bare && let Some(concept) = object::concept(cx, scene, phrase, None, classes, classes.len() == 1) {
        return vec![concept];
    }
    if bare {
        let topic = subject::carried(cx, scene, m.start);
        return topic.into_iter().filter(|&s| cx.ontology.admits(classes, cx.class(s))).collect();
    }
    Vec::new()
}

/// Whether the verb is part of a compound noun: 生产基地, 投资公司, 出口企业.
fn compound(scene: &Scene, m: &Match) -> bool {
    let short = m.trigger.of(scene.text).chars().count() <= 2 && m.end - m.start == 1;
    let before = m.start > 0
        && scene.is_nominal(m.start - 1)
        && scene.mention(m.start - 1).is_none()
        && !scene.is_verb(m.start - 1);
    let nominal = matches!(scene.pos(m.start), "vn" | "n");
    let class = scene.lexicon.class_of_noun(scene.word(m.end));
    let heads = class.is_some_and(|c| {
        ["Organization", "Group", "Abstraction", "Place"].iter().any(|k| scene.ontology.is_named(c, k))
    });
    short && (heads || nominal && before && !matches!(scene.word(m.end), "了" | "的"))
}

/// 1995年甲成立; 甲成立于1995年; 1995年乙创办甲.
fn established(cx: &mut Context, scene: &Scene, m: &Match) {
    let Some(date) = cx.ontology.class("Date") else { return };
    let (start, end) = scene.clause(m.start);
    let time = |range: std::ops::Range<usize>| {
        range.rev().find_map(|k| match scene.units.get(k)?.kind {
            Kind::Time(t) => {
                cx.found.times[t].iso.clone().filter(|_| cx.found.times[t].every.is_none()).map(|iso| (k, iso))
            }
            _ => None,
        })
    };
    let behind = m.trigger.of(scene.text).ends_with('于');
    let found = if behind {
        time(m.end..(m.end + 2).min(end))
    } else {
        time(start..m.start)
            .or_else(|| if scene.word(m.start - usize::from(m.start > 0)) != "的" { time(0..start) } else { None })
    };
    let Some((at, iso)) = found else { return };
    let domain = cx.ontology.property_info(m.pattern.property).domain.clone();
    let after = m.end + usize::from(scene.word(m.end) == "了");
    let subjects: Vec<MentionIx> = match object::list(scene, after).filter(|_| !behind) {
        Some(objects) if scene.word(m.end) != "的" || objects.phrases[0].mention.is_some() => {
            object::resolve(cx, scene, &objects, &domain, false)
        }
        _ => subject::of(cx, scene, m.start),
    };
    let mention = cx.concept(scene.units[at].span, date, Recogniser::Grammar);
    cx.found.mentions[mention as usize].name = iso;
    let evidence = scene.units[at].span.join(m.trigger);
    for subject in subjects {
        let fired = Fired {
            construction: "verb",
            trigger: m.trigger,
            evidence: evidence.join(in_sentence(scene, cx.span(subject), evidence)),
        };
        cx.relation(scene, subject, m.pattern.property, mention, fired);
    }
}

fn in_sentence(scene: &Scene, span: Span, other: Span) -> Span {
    if scene.sentence.span.contains(span) { span } else { other }
}

/// The clauses from the verb's to the end of the object, whole.
fn evidence(scene: &Scene, m: &Match, objects: &Objects) -> Span {
    let (start, _) = scene.clause(m.start);
    let last = objects.end.max(m.end).max(1) - 1;
    let (_, end) = scene.clause(last.min(scene.units.len() - 1));
    scene.cover(start.min(last), end.max(last + 1))
}

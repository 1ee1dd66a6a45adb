//! Verbs: S V O; S 由 O V; S 被 O V; S 把 O V; S V 的 O; V O 的 S; with lists at both ends.

use std::collections::BTreeSet;

use super::MentionIx;
use super::context::{Context, Fired};
use super::established;
use super::object::{self, Objects, Trust};
use super::scene::{Phrase, Scene};
use super::subject::{self, Subject};
use crate::ontology::{ClassId, PropertyId, VerbPattern};
use crate::span::Span;

/// A verb of the ontology found in a sentence.
pub(super) struct Match<'p> {
    pub pattern: &'p VerbPattern,
    /// First unit of the whole pattern, before which the subject stands.
    pub start: usize,
    /// One past its last unit.
    pub end: usize,
    /// The object where it stands inside of the pattern.
    pub inside: Option<Objects>,
    /// The words of the verb itself.
    pub trigger: Span,
}

/// Finds the verbs of all properties in one sentence.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    // A verb that a pattern around its object used is not read again for the same property.
    let mut used: BTreeSet<(PropertyId, u32)> = BTreeSet::new();
    let mut i = 0;
    while i < scene.units.len() {
        let found = if scene.mention(i).is_some() { Vec::new() } else { matches(cx, scene, i) };
        let reach = found.iter().filter(|m| m.inside.is_none()).map(|m| m.end).max();
        for m in &found {
            if m.inside.is_some() {
                used.insert((m.pattern.property, m.trigger.start));
            } else if used.contains(&(m.pattern.property, m.trigger.start)) {
                continue;
            }
            if cx.ontology.property_info(m.pattern.property).name == "establishedOn" {
                established::apply(cx, scene, m);
            } else {
                state(cx, scene, m);
            }
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
    // Of patterns around an object, the longest tells most.
    let weight = |m: &Match| (m.pattern.head.len(), m.pattern.tail.len());
    let around: Vec<_> = found.iter().filter(|m| m.inside.is_some()).map(|m| (m.pattern.property, weight(m))).collect();
    found.retain(|m| m.inside.is_none() || around.iter().all(|(p, w)| *p != m.pattern.property || *w <= weight(m)));
    found
}

/// One past the last unit of `words`, when units from `i` on spell it.
pub(super) fn spelled(scene: &Scene, i: usize, words: &str) -> Option<usize> {
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

/// A pattern with its object inside: 由…创办, 与…签署, 在…上介绍, 购买…股权.
fn around<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, head_end: usize) -> Option<Match<'p>> {
    let (_, clause_end) = scene.clause(i);
    if pattern.tail == "上" {
        return upon(scene, pattern, i, head_end);
    }
    let Some(objects) = object::list(scene, head_end) else { return touching(scene, pattern, i, head_end) };
    // The noun phrase may have taken in the noun that the tail begins with (乙公司股权).
    let last = objects.phrases.last()?;
    // and what stands behind that noun (向甲供应油缸; 持有甲12%股份的乙).
    let own = |at: usize, end: usize| {
        let told = |k: usize| scene.mention(k).is_some() || scene.is_quantity(k);
        end <= last.end && (end == last.end || told(at - 1) || scene.word(end) == "的")
    };
    let tail = |at: usize| spelled(scene, at, &pattern.tail).filter(|&end| own(at, end)).map(|end| (at, end));
    if let Some((at, end)) = (head_end + 1..last.end).find_map(tail) {
        let mut objects = objects.clone();
        let kept = (head_end..at).rev().find(|&k| scene.is_nominal(k)).and_then(|k| scene.phrase_ending(k))?;
        objects.end = if end == last.end { objects.end } else { end };
        *objects.phrases.last_mut()? = kept;
        let trigger = scene.cover(at, end);
        return Some(Match { pattern, start: i, end: objects.end, inside: Some(objects), trigger });
    }
    for k in objects.end..clause_end.min(objects.end + 8) {
        if let Some(end) = spelled(scene, k, &pattern.tail) {
            return Some(Match { pattern, start: i, end, inside: Some(objects), trigger: scene.cover(k, end) });
        }
        // Another verb between head and tail rules the object, unless the tail is long enough to be sure.
        if scene.is_verb(k) && pattern.tail.chars().count() < 2 && scene.word(k) != "正式" {
            return None;
        }
    }
    None
}

/// 由返乡青年张三创立: the name right before the tail, whatever describes it.
fn touching<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, head_end: usize) -> Option<Match<'p>> {
    let (_, clause_end) = scene.clause(i);
    let near = head_end + 1..clause_end.min(head_end + 6);
    let (at, end) = near.filter_map(|k| spelled(scene, k, &pattern.tail).map(|end| (k, end))).next()?;
    let phrase = scene.phrase_ending(at - 1).filter(|p| p.mention.is_some())?;
    let inside = Objects { phrases: vec![phrase], end: at, hypernym: None };
    Some(Match { pattern, start: i, end, inside: Some(inside), trigger: scene.cover(at, end) })
}

/// 在甲大会上, 在9日举行的甲发布会上, 在会上: the event stands right before 上.
fn upon<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, head_end: usize) -> Option<Match<'p>> {
    let (_, clause_end) = scene.clause(i);
    let tail = (head_end..clause_end).find(|&k| scene.word(k) == "上" || scene.word(k) == "会上")?;
    let at = if scene.word(tail) == "上" { tail.checked_sub(1).filter(|&k| k >= head_end)? } else { tail };
    let phrase = scene.phrase_ending(at)?;
    let objects = Objects { phrases: vec![phrase], end: tail + 1, hypernym: None };
    Some(Match { pattern, start: i, end: tail + 1, inside: Some(objects), trigger: scene.cover(i, tail + 1) })
}

fn state(cx: &mut Context, scene: &Scene, m: &Match) {
    let property = m.pattern.property;
    let info = cx.ontology.property_info(m.pattern.declared);
    let (ours, theirs) = (&info.domain, &info.range);
    if m.inside.is_none() && compound(scene, m) {
        return;
    }
    // 甲研发的乙: what the relative clause describes is the object.
    let relative = m.inside.is_none() && scene.word(m.end) == "的";
    let objects = match &m.inside {
        Some(inside) => Some(inside.clone()),
        None => object::list(scene, behind(scene, m.end + usize::from(relative))).or_else(|| shifted(scene, m)),
    };
    let long = m.trigger.of(scene.text).chars().count() >= 2;
    let trust = match m.inside {
        _ if !long || !object::conceptual(cx.ontology, theirs) => Trust::Words,
        // 发布, 推出: what is issued is also said so; nor is a verb without a subject of its own sure.
        None if theirs.len() > 1 && (shared(cx, m) || subject::before(cx, scene, m.start) == Subject::Missing) => {
            Trust::Words
        }
        Some(_) => Trust::Told,
        None => Trust::Open,
    };
    let objects = objects.map(|o| described(cx, scene, m, ours, &o).unwrap_or(o));
    let (subjects, found, evidence) = match objects {
        Some(objects) => {
            let subjects = subjects(cx, scene, m, &objects, ours, relative);
            (subjects, object::resolve(cx, scene, &objects, theirs, trust), evidence(scene, m, objects.end))
        }
        // 甲领投，乙跟投: the clause goes on about what the one before it is about.
        None => {
            let Subject::Mentions(subjects) = subject::before(cx, scene, m.start) else { return };
            let Subject::Mentions(found) = subject::carried(cx, scene, m.start) else { return };
            let entities = !theirs.iter().any(|&c| cx.ontology.is_named(c, "Concept"));
            if !entities || scene.clause(m.start).0 == 0 || subjects == found {
                return;
            }
            (admitted(cx, subjects, ours), admitted(cx, found, theirs), evidence(scene, m, m.end))
        }
    };
    for &subject in &subjects {
        for &object in &found {
            let (s, o) = if m.pattern.inverse { (object, subject) } else { (subject, object) };
            cx.relation(scene, s, property, o, Fired { construction: "verb", trigger: m.trigger, evidence });
        }
    }
    if info.domain == info.range && m.inside.is_none() && !m.pattern.inverse && found.is_empty() {
        together(cx, scene, property, &subjects, m);
    }
}

/// Whether the verb also says another property.
fn shared(cx: &Context, m: &Match) -> bool {
    let other = |p: &VerbPattern| p.head == m.pattern.head && !p.gap && p.property != m.pattern.property;
    m.pattern.head.chars().next().is_some_and(|c| cx.lexicon.verbs(c).iter().any(other))
}

/// 甲与乙签约: the members of the subject stand in a symmetric relation to each other.
fn together(cx: &mut Context, scene: &Scene, property: PropertyId, subjects: &[MentionIx], m: &Match) {
    if cx.ontology.property_info(property).name != "cooperatesWith" {
        return;
    }
    let evidence = evidence(scene, m, m.end);
    for (i, &one) in subjects.iter().enumerate() {
        for &other in &subjects[i + 1..] {
            cx.relation(scene, one, property, other, Fired { construction: "verb", trigger: m.trigger, evidence });
        }
    }
}

/// The unit behind a verb where its object may begin, past 了, 为, 到 and an opening quotation mark.
fn behind(scene: &Scene, end: usize) -> usize {
    let passed = |&k: &usize| {
        matches!(
            scene.word(k),
            "了" | "过" | "着" | "出" | "为" | "成" | "成为" | "到" | "至" | "于" | "在" | "“" | "「"
        )
    };
    (end..scene.units.len()).find(|k| !passed(k)).unwrap_or(end)
}

/// What was moved before the verb by 把 or 将: 将乙公司收购.
fn shifted(scene: &Scene, m: &Match) -> Option<Objects> {
    let (start, _) = scene.clause(m.start);
    let at = (start..m.start).rev().find(|&k| matches!(scene.word(k), "把" | "将"))?;
    object::list(scene, at + 1).filter(|o| o.end <= m.start)
}

/// The objects of a verb without a subject before it, when the phrase behind it is a relative clause and what that
/// describes: 深耕甲领域的乙, 家住甲的乙. They end before 的.
fn described(cx: &Context, scene: &Scene, m: &Match, ours: &[ClassId], objects: &Objects) -> Option<Objects> {
    if m.inside.is_some() || scene.word(m.end) == "了" {
        return None;
    }
    let last = objects.phrases.last()?;
    let from = objects.phrases.iter().rev().nth(1).map_or(m.end, |p| p.end);
    let of = (from + 1..last.end).find(|&k| scene.word(k) == "的" && scene.is_nominal(k - 1))?;
    scene.mention(of + 1).filter(|&s| cx.ontology.admits(ours, cx.class(s)))?;
    let first = match subject::before(cx, scene, m.start) {
        Subject::Missing => true,
        Subject::Noun(_, end) => subject::attribute(scene, end - 1),
        Subject::Mentions(_) => false,
    };
    let opens = scene.clause(m.start).0 == 0 || !scene.is_break(of + 2);
    if !first || !opens {
        return None;
    }
    let mut kept = objects.clone();
    *kept.phrases.last_mut()? = scene.phrase_ending(of - 1)?;
    (kept.end, kept.hypernym) = (of, None);
    Some(kept)
}

/// What a relative clause describes, whose 的 stands before unit `at`.
fn behind_of(cx: &mut Context, scene: &Scene, at: usize, classes: &[ClassId]) -> Vec<MentionIx> {
    let Some(list) = object::list(scene, at) else { return Vec::new() };
    let trust = if object::conceptual(cx.ontology, classes) { Trust::Open } else { Trust::Words };
    let found = object::resolve(cx, scene, &list, classes, trust);
    // 由甲收购的乙产量大增: the clause's own verb and its nouns stand right behind the name.
    if found.is_empty() { admitted(cx, scene.mention(at).into_iter().collect(), classes) } else { found }
}

fn admitted(cx: &Context, list: Vec<MentionIx>, classes: &[ClassId]) -> Vec<MentionIx> {
    list.into_iter().filter(|&s| cx.ontology.admits(classes, cx.class(s))).collect()
}

/// The subjects of a match, as mentions or as concepts that `classes` admit.
fn subjects(
    cx: &mut Context,
    scene: &Scene,
    m: &Match,
    objects: &Objects,
    classes: &[ClassId],
    relative: bool,
) -> Vec<MentionIx> {
    // 由甲主办的乙; 位于甲的乙: the clause describes its own subject.
    let past = if m.inside.is_some() { m.end } else { objects.end };
    if !relative && scene.word(past) == "的" {
        return behind_of(cx, scene, past + 1, classes);
    }
    // 授予甲“乙”称号: who receives stands before what is given.
    let honor = |c: &ClassId| cx.ontology.is_named(*c, "Honor");
    if cx.ontology.property_info(m.pattern.declared).range.iter().all(honor)
        && let Some(receiver) =
            scene.mention(m.end).filter(|_| m.inside.is_none() && objects.phrases[0].mention.is_none())
    {
        return admitted(cx, vec![receiver], classes);
    }
    let acts = classes.iter().any(|&c| cx.ontology.is_named(c, "Person")) && m.pattern.tail != "上";
    if m.inside.is_some() && m.pattern.head == "在" && !acts {
        // 在甲设立乙: what is set up stands behind; 在甲上，乙表示: so does who speaks there.
        let from = m.end + usize::from(scene.word(m.end) == "了");
        if let Some(list) =
            object::list(scene, from).filter(|o| o.phrases[0].start <= from + 3 && m.pattern.tail != "上")
        {
            return object::resolve(cx, scene, &list, classes, Trust::Words);
        }
        if m.pattern.tail == "上" {
            return acting_behind(cx, scene, m, classes);
        }
    }
    // 把甲打造成乙: the moved object is what the verb is said of.
    let (start, _) = scene.clause(m.start);
    let moved = (start..m.start).rev().find(|&k| matches!(scene.word(k), "把" | "将") && scene.is_nominal(k + 1));
    if let (Some(at), None) = (moved, &m.inside)
        && let Some(list) = object::list(scene, at + 1).filter(|o| o.end <= m.start && o.end != objects.end)
    {
        let found = object::resolve(cx, scene, &list, classes, Trust::Words);
        if !found.is_empty() {
            return found;
        }
    }
    let found = match subject::before(cx, scene, m.start) {
        // 根据甲下发的乙: the preposition rules the whole, not the subject of the clause inside.
        Subject::Missing if relative => {
            let touching = m.start.checked_sub(1).and_then(|k| scene.mention(k).map(|s| (k, s)));
            let ruled =
                |k: usize| matches!(scene.word(k.wrapping_sub(1)), "根据" | "按照" | "依据" | "依照" | "据" | "对");
            touching.filter(|&(k, _)| ruled(k)).map(|(_, s)| admitted(cx, vec![s], classes)).unwrap_or_default()
        }
        Subject::Missing => carried(cx, scene, m, classes),
        found => admit(cx, scene, found, m, classes),
    };
    // 通过受让乙股份，甲成为股东: the subject comes with the next clause.
    let (start, end) = scene.clause(m.start);
    if found.is_empty() && matches!(scene.word(start), "通过" | "凭借" | "经过") && end < scene.units.len() {
        let (next, last) = scene.clause(end + 1);
        let verb = (next..last).find(|&k| scene.is_verb(k)).unwrap_or(last);
        return match subject::before(cx, scene, verb) {
            Subject::Mentions(list) => admitted(cx, list, classes),
            _ => Vec::new(),
        };
    }
    // 由甲主办: the agent stands behind 由.
    if found.is_empty() && !m.pattern.inverse { agent(cx, scene, m, classes) } else { found }
}

/// The subject carried on; where it is of the wrong kind, the last mention of the clause before that is of the right
/// one (创办了甲公司，主要生产乙).
fn carried(cx: &mut Context, scene: &Scene, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    let subject = subject::carried(cx, scene, m.start);
    let found = admit(cx, scene, subject.clone(), m, classes);
    let (start, _) = scene.clause(m.start);
    if !found.is_empty() || start < 2 {
        return found;
    }
    let (before, end) = scene.clause(start - 2);
    let last = (before..end).rev().find(|&k| scene.mention(k).is_some());
    // 平台的运营方是甲，由张三创办
    let told = |&k: &usize| matches!(subject, Subject::Mentions(_)) || k > 0 && scene.word(k - 1).ends_with('是');
    let last = last.filter(told).and_then(|k| scene.mention(k));
    admitted(cx, last.into_iter().collect(), classes)
}

fn admit(cx: &mut Context, scene: &Scene, found: Subject, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    match found {
        Subject::Mentions(list) => admitted(cx, list, classes),
        Subject::Noun(first, end) => noun_subject(cx, scene, first, end, m, classes).into_iter().collect(),
        Subject::Missing => Vec::new(),
    }
}

/// A noun phrase before the verb: a concept where the property takes one; the topic for its own product.
fn noun_subject(
    cx: &mut Context,
    scene: &Scene,
    first: usize,
    end: usize,
    m: &Match,
    classes: &[ClassId],
) -> Option<MentionIx> {
    let phrase = Phrase { start: first, end, mention: None, head: scene.cover(first, end) };
    let class = scene.lexicon.class_of_noun(scene.word(end - 1));
    let product = end - first == 1 && class.is_some_and(|c| cx.ontology.is_named(c, "Product"));
    if let Some(owner) = owner(cx, scene, first, end, m, classes) {
        return Some(owner);
    }
    if product {
        let Subject::Mentions(topic) = subject::carried(cx, scene, m.start) else { return None };
        return admitted(cx, topic, classes).first().copied();
    }
    let open = object::conceptual(cx.ontology, classes) || marked(cx, scene, first);
    let trust = if open { Trust::Open } else { Trust::Words };
    let concept = object::concept(cx, scene, phrase, None, classes, trust);
    if concept.is_none() && class.is_some_and(|c| cx.ontology.is_named(c, "Abstraction")) {
        // 甲产业最早的雏形: what is said of the beginning is said of the thing.
        let of = (0..first).rev().take_while(|&k| !scene.is_break(k)).find(|&k| scene.word(k) == "的")?;
        let owner = (0..of)
            .rev()
            .take_while(|&k| !scene.is_break(k))
            .find(|&k| scene.is_nominal(k))
            .and_then(|k| scene.phrase_ending(k))?;
        return object::concept(cx, scene, owner, None, classes, Trust::Words);
    }
    concept
}

/// 甲的乙出口丙: what is said of the wares and the deeds of an owner is said of the owner, where the property admits both.
fn owner(cx: &Context, scene: &Scene, first: usize, end: usize, m: &Match, classes: &[ClassId]) -> Option<MentionIx> {
    let at = first.checked_sub(2).filter(|_| scene.word(first - 1) == "的")?;
    let owner = scene.mention(at).filter(|&o| cx.ontology.admits(classes, cx.class(o)))?;
    let concepts = classes.iter().any(|&c| cx.ontology.is_named(c, "Concept"));
    let honor = cx.ontology.property_info(m.pattern.declared).range.iter().any(|&c| cx.ontology.is_named(c, "Honor"));
    let class = scene.lexicon.class_of_noun(scene.word(end - 1));
    let own = class.is_some_and(|c| ["Organization", "Group", "Industry"].iter().any(|k| cx.ontology.is_named(c, k)));
    (concepts && !honor && !own && !scene.lexicon.is_role(scene.word(end - 1))).then_some(owner)
}

/// Whether a noun phrase is marked as one ware: 这款传感器, 该电池; 安溪铁观音.
fn marked(cx: &Context, scene: &Scene, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let place = || scene.mention(before).is_some_and(|m| cx.is(m, "Place"));
    let pointed = |k: usize| scene.word(k).starts_with(['这', '该']);
    place() || pointed(before) || matches!(scene.pos(before), "m" | "q") && before > 0 && pointed(before - 1)
}

/// `在…大会上，甲表示`: the subject of the first verb behind, when it is named there.
fn acting_behind(cx: &Context, scene: &Scene, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    let own = subject::before(cx, scene, m.start);
    if let Subject::Mentions(list) = own {
        return admitted(cx, list, classes);
    }
    let verbs = (m.end..scene.units.len()).filter(|&k| scene.is_verb(k) || scene.is_known_verb(k));
    for verb in verbs.take(4) {
        if let Subject::Mentions(list) = subject::before(cx, scene, verb) {
            let behind = list.iter().all(|&s| cx.span(s).start >= scene.units[m.end - 1].span.start);
            return if behind { admitted(cx, list, classes) } else { Vec::new() };
        }
    }
    Vec::new()
}

/// The agent behind 由 in the verb's clause.
fn agent(cx: &mut Context, scene: &Scene, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    let (start, _) = scene.clause(m.start);
    let Some(at) = (start..m.start).rev().find(|&k| scene.word(k) == "由") else { return Vec::new() };
    let list = object::list(scene, at + 1).filter(|o| o.end <= m.start);
    list.map(|o| object::resolve(cx, scene, &o, classes, Trust::Words)).unwrap_or_default()
}

/// Whether the verb is part of a compound noun: 生产基地, 投资公司, 出口企业.
fn compound(scene: &Scene, m: &Match) -> bool {
    let short = m.trigger.of(scene.text).chars().count() <= 2 && m.end - m.start == 1;
    if !short || scene.mention(m.end).is_some() {
        return false;
    }
    let before = m.start > 0 && scene.is_nominal(m.start - 1) && scene.mention(m.start - 1).is_none();
    let nominal = matches!(scene.pos(m.start), "vn" | "n");
    let class = scene.lexicon.class_of_noun(scene.word(m.end));
    let kinds = ["Organization", "Group", "Abstraction", "Place"];
    let heads = class.is_some_and(|c| kinds.iter().any(|k| scene.ontology.is_named(c, k)));
    heads || nominal && before && !matches!(scene.word(m.end), "了" | "的") && !scene.is_nominal(m.end)
}

/// The clauses from the verb's to that of the last unit before `end`, whole.
pub(super) fn evidence(scene: &Scene, m: &Match, end: usize) -> Span {
    let (start, _) = scene.clause(m.start);
    let last = end.max(m.end).max(1) - 1;
    let (_, end) = scene.clause(last.min(scene.units.len() - 1));
    scene.cover(start.min(last), end.max(last + 1))
}

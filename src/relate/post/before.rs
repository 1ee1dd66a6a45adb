//! Titles before a person: 甲公司总经理、乙协会会长张三; in a relative clause: 在甲公司任厂长的张三; and without the name: 这位甲大学教授.

use super::after::HOLD;
use super::firm::{self, executives};
use super::title::{self, Body, Title};
use super::{Held, state};
use super::{area, body, headed};
use crate::recognise::Recogniser;
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::relate::{MentionIx, subject};
use crate::span::Span;

/// Posts right before the person at unit `at`; gives the body that the next person of the list may share.
pub(super) fn apply(
    cx: &mut Context,
    scene: &Scene,
    at: usize,
    person: MentionIx,
    carried: Option<MentionIx>,
) -> Option<MentionIx> {
    let is_person = |k: usize| scene.mention(k).is_some_and(|m| cx.is(m, "Person"));
    if at > 1 && scene.word(at - 1) == "的" {
        return relative(cx, scene, at, person);
    }
    // 作为甲公司董事长，张三…
    if at > 2 && matches!(scene.word(at - 1), "，" | ",") {
        let found = titles(cx, scene, at - 1);
        if found.first().is_some_and(|t| t.from > 0 && matches!(scene.word(t.from - 1), "作为" | "身为")) {
            return chain(cx, scene, at - 1, person, None, scene.units[at].span);
        }
    }
    // 院士张三、李四: the second shares the post of the first.
    let mut end = at;
    while end >= 2 && scene.word(end - 1) == "、" && is_person(end - 2) {
        end -= 2;
    }
    if end < at && title::ending(cx, scene, end).is_some_and(|t| scene.unit_at(t.role.to()) - t.first > 3) {
        return None;
    }
    chain(cx, scene, end, person, carried, scene.units[at].span)
}

/// States the titles that end right before unit `end` of the person whom the words at `name` mean.
pub(super) fn chain(
    cx: &mut Context,
    scene: &Scene,
    end: usize,
    person: MentionIx,
    carried: Option<MentionIx>,
    name: Span,
) -> Option<MentionIx> {
    let titles = titles(cx, scene, end);
    hold(cx, scene, &titles, person, carried, name)
}

/// States `titles`, from the left, of `person`, whom the words at `name` mean.
fn hold(
    cx: &mut Context,
    scene: &Scene,
    titles: &[Title],
    person: MentionIx,
    carried: Option<MentionIx>,
    name: Span,
) -> Option<MentionIx> {
    let first = *titles.first()?;
    let mut current = None;
    let (mut former, mut coming) = (false, false);
    let mut outer = None;
    let mut held = Vec::new();
    for title in titles {
        let mut role = title.role;
        let told = match title.body {
            Body::Part(name, class)
                if current.is_some() || carried.is_some() && continues_list(cx, scene, first.from) =>
            {
                role = title.own;
                Some(cx.concept(name, class, Recogniser::Suffix))
            }
            body => placed(cx, body),
        };
        (former, coming) = match told {
            Some(_) => (title.former, title.coming),
            None => (former || title.former, coming || title.coming),
        };
        let above = title.above.or(current).or(carried.filter(|_| continues_list(cx, scene, first.from)));
        let told = told.map(|part| body::beneath(cx, scene, part, above));
        // 市委副书记、市长: the second post belongs to the place, not to its committee.
        let place = if told.is_none() { area::of(cx, scene, title, current) } else { None };
        let place = place.and_then(|body| placed(cx, body));
        if told.is_none() && current.is_none() && outer.is_none() {
            outer = outside(cx, scene, titles, first.from, carried);
        }
        let heads = area::level(scene, title).is_some();
        let shared = current.or(outer).filter(|&m| !heads || cx.is(m, "Place"));
        let shared = shared.map(|m| body::beside_party(cx, scene, m, role));
        if heads && role.of(scene.text).starts_with(area::GOVERNMENT) {
            role = Span::new(role.from() + area::GOVERNMENT.len(), role.to());
        }
        // 企业家代表张三: of no body named.
        let delegate = title.role.of(scene.text).ends_with("代表") && told.is_none();
        let Some(organization) = told.or(place).or(shared).filter(|_| !delegate) else { continue };
        body::stand(cx, organization);
        if place.is_none() {
            current = Some(organization);
        }
        if !title.tie {
            held.push(Held { organization, role, former, coming });
        }
    }
    let evidence = scene.units[first.from].span.join(name);
    for held in &held {
        state(cx, scene, person, held, None, evidence);
    }
    current.or(held.last().map(|h| h.organization))
}

/// The mention of a body, made when only words name it.
pub(super) fn placed(cx: &mut Context, body: Body) -> Option<MentionIx> {
    match body {
        Body::Mention(m) => Some(m),
        Body::Words(name, class) => Some(cx.concept(name, class, Recogniser::Suffix)),
        Body::Part(..) | Body::Untold => None,
    }
}

/// The titles that end right before unit `end`, from the left: 甲大学教授、博士生导师，乙学会理事.
pub(super) fn titles(cx: &Context, scene: &Scene, end: usize) -> Vec<Title> {
    let mut found = Vec::new();
    let mut end = end;
    while let Some(title) = title::ending(cx, scene, end) {
        found.push(title);
        let Some(joint) = title.from.checked_sub(1) else { break };
        end = match scene.word(joint) {
            "、" | "兼" | "和" | "及" | "暨" | "以及" | "与" => joint,
            "，" | "," if opens_chain(cx, scene, joint) => joint,
            // 合伙人律师张三
            _ if scene.mention(joint).is_none() && scene.lexicon.is_listed_role(scene.word(joint)) => title.from,
            _ => break,
        };
    }
    found.reverse();
    found
}

/// Whether the clause before the comma at unit `comma` is nothing but titles, whose holder is yet to be named.
fn opens_chain(cx: &Context, scene: &Scene, comma: usize) -> bool {
    let (start, _) = scene.clause(comma.saturating_sub(1));
    let mut from = comma;
    while let Some(title) = title::ending(cx, scene, from) {
        from = title.from;
        let Some(joint) = from.checked_sub(1) else { break };
        if !matches!(scene.word(joint), "、" | "兼" | "和" | "及" | "暨") {
            break;
        }
        from = joint;
    }
    let held = (start..comma).any(|u| scene.mention(u).is_some_and(|m| cx.is(m, "Person")));
    from < comma && !held && (from <= start || matches!(scene.word(from - 1), "的" | "是"))
}

/// The body of titles that name none: the one talked about, or the one of the person before in a list.
fn outside(
    cx: &Context,
    scene: &Scene,
    titles: &[Title],
    first: usize,
    carried: Option<MentionIx>,
) -> Option<MentionIx> {
    let before = first.checked_sub(1);
    let antecedent = before.and_then(|k| subject::antecedent(cx, scene, k)).filter(|&m| !cx.is(m, "Person"));
    let executive = executives(scene, titles);
    // 商务部举行发布会，发言人张三…: of the body that the sentence is about.
    let spokesman = titles.len() == 1
        && matches!(titles[0].role.of(scene.text), "发言人" | "新闻发言人" | "有关负责人")
        && first == scene.clause(first).0;
    let about = || match subject::carried(cx, scene, first) {
        subject::Subject::Mentions(found) if spokesman && scene.clause(first).0 > 0 => {
            found.first().copied().filter(|&m| cx.is(m, "Organization"))
        }
        _ => None,
    };
    antecedent
        .or_else(about)
        .or(carried.filter(|_| continues_list(cx, scene, first)))
        .or_else(|| headed::by(cx, scene, titles, first))
        .or_else(|| firm::employer(cx, scene, first).filter(|_| executive))
        .or(carried.filter(|_| executive))
}

/// Whether the post at unit `first` goes on with a list of people: 甲公司总经理张三、总监李四，以及副总经理王五.
fn continues_list(cx: &Context, scene: &Scene, first: usize) -> bool {
    let Some(mut k) = first.checked_sub(1) else { return false };
    let listed = matches!(scene.word(k), "、" | "和" | "及" | "以及" | "与");
    if listed && k > 0 && matches!(scene.word(k - 1), "，" | ",") {
        k -= 1;
    }
    let behind_person = k > 0 && scene.mention(k - 1).is_some_and(|m| cx.is(m, "Person"));
    listed || matches!(scene.word(k), "，" | ",") && behind_person
}

/// 在甲公司任厂长的张三, 曾任甲协会会长的张三: the person whom a relative clause describes, at unit `at`.
fn relative(cx: &mut Context, scene: &Scene, at: usize, person: MentionIx) -> Option<MentionIx> {
    let (start, _) = scene.clause(at);
    let mut found = titles(cx, scene, at - 1);
    let from = found.first().map_or(at - 1, |t| t.from);
    // 时任甲院院长的张三: the word of tenure is the verb.
    let as_such = from > 0 && matches!(scene.word(from - 1), "作为" | "身为");
    if from < at - 1 && (as_such || matches!(scene.word(from), "时任" | "曾任" | "原任" | "现任")) {
        return hold(cx, scene, &found, person, None, scene.units[at].span);
    }
    let verb = (start..from).rev().find(|&k| HOLD.contains(&scene.word(k)))?;
    let over = scene.word(verb).starts_with('曾') || verb > start && scene.word(verb - 1) == "曾";
    found.iter_mut().for_each(|t| t.former |= over);
    let told = found.first().is_some_and(|t| !matches!(t.body, Body::Untold | Body::Part(..)));
    // 在甲集团任宣传部部长的张三: the part is one of the body before.
    let inside = (start..verb).rev().find(|&k| scene.mention(k).is_some_and(|m| cx.is(m, "Organization")));
    let inside = inside.filter(|&k| (start..k).any(|k| scene.word(k) == "在"));
    if from == verb + 1 && told {
        let above = inside.and_then(|k| body::lengthened(cx, scene, k, verb).or_else(|| scene.mention(k)));
        found[0].above = found[0].above.or(above);
        return hold(cx, scene, &found, person, None, scene.units[at].span);
    }
    let organization = body::lengthened(cx, scene, inside?, verb).or_else(|| scene.mention(inside?))?;
    // In a firm one may be anything: 在甲公司当会计的张三.
    let noun = |k: usize| (scene.is_nominal(k) || verb + 3 == at) && scene.mention(k).is_none();
    let plain = || verb + 1 < at - 1 && (verb + 1..at - 1).all(noun);
    let role = found.first().map(|t| t.role).or_else(|| plain().then(|| scene.cover(verb + 1, at - 1)))?;
    let held = Held { organization, role, former: over, coming: false };
    state(cx, scene, person, &held, None, scene.cover(start, at + 1));
    Some(organization)
}

/// The person named last before, when the words at unit `i` point at a person by titles alone, and the unit behind them:
/// 这位1992年出生的甲大学教授，….
pub(in crate::relate) fn pointed(cx: &Context, scene: &Scene, i: usize) -> Option<(MentionIx, usize)> {
    if !matches!(scene.word(i), "这位" | "这名" | "该名") {
        return None;
    }
    let is_person = |k: usize| scene.mention(k).is_some_and(|m| cx.is(m, "Person"));
    let closes = |k: &usize| scene.is_break(*k) || scene.lexicon.is_speech(scene.word(*k));
    let mut end = (i..scene.units.len()).find(closes)?;
    while scene.word(end) == "，" && titles(cx, scene, end).first().is_some_and(|t| t.from <= i) {
        end = (end + 1..scene.units.len()).find(|&k| scene.is_break(k))?;
    }
    if (i..end).any(is_person) || titles(cx, scene, end).is_empty() {
        return None;
    }
    let at = scene.units[i].span.start;
    let people = cx.found.mentions.iter().enumerate().filter(|(m, _)| cx.is(*m as MentionIx, "Person"));
    let last = people.filter(|(_, m)| m.span.end <= at).max_by_key(|(_, m)| m.span)?;
    let near = !cx.seg.text[last.1.span.to()..at as usize].trim().contains('\n');
    near.then_some((last.0 as MentionIx, end))
}

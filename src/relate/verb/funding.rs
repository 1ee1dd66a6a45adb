//! Rounds of financing: 甲完成B轮融资，由乙领投，丙、丁等跟投.

use super::{Match, behind, evidence};
use crate::ontology::ClassId;
use crate::recognise::Recogniser;
use crate::relate::MentionIx;
use crate::relate::context::{Context, Fired};
use crate::relate::object::{self, Trust};
use crate::relate::post::protagonist;
use crate::relate::scene::{Kind, Phrase, Scene};
use crate::relate::subject::{self, Subject};

/// States who takes part in a round by the verb of `m`: the list before it, and the firm behind it or that of the round.
pub(super) fn state(cx: &mut Context, scene: &Scene, m: &Match) {
    let info = cx.ontology.property_info(m.pattern.declared);
    let (ours, theirs) = (info.domain.clone(), info.range.clone());
    let objects = m.inside.clone().or_else(|| object::list(scene, behind(scene, m.end)));
    let end = objects.as_ref().map_or(m.end, |o| o.end);
    let mut firms = objects.map_or(Vec::new(), |o| object::resolve(cx, scene, &o, &theirs, Trust::Words));
    if firms.is_empty() {
        // 领投甲公司B轮融资
        let (_, clause) = scene.clause(m.start);
        let round = (m.end..clause).find(|&k| is_round(scene, k));
        let named = round.and_then(|round| whose(cx, scene, m.end, round));
        firms.extend(named.or_else(|| financed(cx, scene, m.start)));
    }
    let investors = investors(cx, scene, m.start, &ours);
    let evidence = evidence(scene, m, end);
    for &investor in &investors {
        for &firm in &firms {
            let fired = Fired { construction: "verb", trigger: m.trigger, evidence };
            cx.relation(scene, investor, m.pattern.property, firm, fired);
        }
    }
}

/// Whether a mention may be what a round finances.
fn is_firm(cx: &Context, m: &MentionIx) -> bool {
    cx.is(*m, "Organization") && !cx.is(*m, "GovernmentBody") && !cx.is(*m, "NewsMedia")
}

/// The firm that a mention of another kind is called by elsewhere: “甲机器人” for what is named as a ware here.
fn firm_of(cx: &Context, m: MentionIx) -> Option<MentionIx> {
    let name = cx.full_name(m);
    let all = 0..cx.found.names as MentionIx;
    cx.is(m, "Concept")
        .then(|| all.filter(|other| is_firm(cx, other)).find(|&other| cx.full_name(other) == name))
        .flatten()
}

/// Whether unit `k` is a round of financing.
fn is_round(scene: &Scene, k: usize) -> bool {
    scene.mention(k).is_none() && scene.word(k).contains("融资")
}

/// The firm right behind a verb that ends at unit `from`, and before its round at unit `round`: 领投|甲公司|B轮|融资.
fn whose(cx: &Context, scene: &Scene, from: usize, round: usize) -> Option<MentionIx> {
    let first = behind(scene, from);
    let firm = scene.mention(first).filter(|m| is_firm(cx, m))?;
    (first < round && round <= first + 4).then_some(firm)
}

/// Whose round is talked about before unit `at`: of 甲完成…融资 or 甲的…融资 in the sentence, else in the one before.
pub(in crate::relate) fn financed(cx: &mut Context, scene: &Scene, at: usize) -> Option<MentionIx> {
    let ontology = cx.ontology;
    // 甲2020年获得由乙投资的天使轮融资，2022年完成由丙领投的A轮融资: the subject of the verb that the agent stands behind.
    let (start, end) = scene.clause(at);
    let by = (start..at).rev().find(|&k| scene.word(k) == "由").filter(|_| (at..end).any(|k| is_round(scene, k)));
    let gets = by.and_then(|by| (start..by).rev().find(|&k| matches!(scene.word(k), "获得" | "获" | "完成" | "宣布")));
    if let Some(gets) = gets
        && let Subject::Mentions(found) = subject::of(cx, scene, gets)
        && let Some(&firm) = found.first().filter(|m| is_firm(cx, m))
    {
        return Some(firm);
    }
    let Some(round) = (0..at).rev().find(|&k| is_round(scene, k)) else {
        // 甲宣布获得由乙领投的A轮融资: the verb's own subject.
        let (start, end) = scene.clause(at);
        let gets = (start..at).find(|&k| matches!(scene.word(k), "获得" | "获" | "完成" | "宣布"));
        let gets = gets.filter(|_| (at..end).any(|k| is_round(scene, k)))?;
        return match subject::before(cx, scene, gets) {
            Subject::Mentions(found) => found.first().copied().filter(|m| is_firm(cx, m)),
            _ => None,
        };
    };
    let (start, _) = scene.clause(round);
    // 获得由乙投资的融资: the verb before the agent.
    let by = (start..round).find(|&k| scene.word(k) == "由" && k > start);
    let verb = (start..by.unwrap_or(round)).rev().find(|&k| scene.is_verb(k) || scene.is_known_verb(k));
    // 甲的C轮融资: whose it is stands before 的.
    let of = (verb.map_or(start, |k| k + 1)..round).rev().find(|&k| scene.word(k) == "的");
    if let Some(m) = of.and_then(|k| k.checked_sub(1)).and_then(|k| scene.mention(k)).filter(|m| is_firm(cx, m)) {
        return Some(m);
    }
    // 乙领投甲公司B轮融资，丙跟投
    if let Some(m) = verb.and_then(|k| whose(cx, scene, k + 1, round)) {
        return Some(m);
    }
    // 乙领投某某B轮融资: whose it is was not found, and is not the investor.
    if verb.is_some_and(|k| scene.word(k).ends_with('投')) {
        return None;
    }
    // The name nearest to the verb, whatever describes it: 由张三创办的甲|近日宣布完成.
    let mut k = verb.unwrap_or(round);
    while k > start {
        k -= 1;
        // 甲公司（下称“甲”）宣布完成
        if let Some(open) = scene.opening(k).filter(|&open| open > start) {
            k = open;
            continue;
        }
        let firm = |m: MentionIx| if is_firm(cx, &m) { Some(m) } else { firm_of(cx, m) };
        if let Some(m) = scene.mention(k).and_then(firm) {
            return Some(m);
        }
        // 由张三创办的这家企业，…
        if let Some(m) = subject::antecedent(cx, scene, k).filter(|m| is_firm(cx, m)) {
            return Some(m);
        }
        let leads = scene.is_verb(k)
            || matches!(scene.pos(k), "d" | "t" | "ad" | "p" | "f")
            || matches!(scene.units[k].kind, Kind::Time(_) | Kind::Quantity(_));
        if !leads {
            // 创办的深鉴科技完成A轮融资: a name that no recogniser was sure of.
            let name = scene.phrase_ending(k).filter(|p| p.mention.is_none());
            let letters = |p: &Phrase| p.head.of(scene.text).chars().count();
            let named = |p: &Phrase| {
                let opens = p.start == start || scene.word(p.start - 1) == "的";
                opens && (3..=8).contains(&letters(p)) && scene.lexicon.class_of_noun(scene.word(p.end - 1)).is_none()
            };
            if let (Some(p), Some(company)) = (name.filter(named), ontology.class("Company")) {
                return Some(cx.concept(p.head, company, Recogniser::Phrase));
            }
            break;
        }
    }
    let about = match subject::carried(cx, scene, round) {
        Subject::Mentions(found) => found.first().copied().filter(|m| is_firm(cx, m)),
        _ => None,
    };
    // 本轮融资的领投方为乙: that of the firm that the article is about.
    let this = (start..=round).any(|k| matches!(scene.word(k), "本轮" | "此轮" | "此次" | "该轮" | "本次"));
    about.or_else(|| protagonist(cx, scene.units[round].span).filter(|m| this && is_firm(cx, m)))
}

/// The members of the list that ends before the verb at unit `verb`, with the names that no recogniser was sure of between
/// those that are firms (甲资本、乙丙丁、戊创投等跟投).
fn investors(cx: &mut Context, scene: &Scene, verb: usize, ours: &[ClassId]) -> Vec<MentionIx> {
    let (start, _) = scene.clause(verb);
    let joins = |k: usize| scene.is_conjunction(k);
    let mut end = verb;
    // 等产业方悉数入局
    if let Some(etc) = (start..verb).rev().take(6).find(|&k| scene.word(k) == "等" && k > start) {
        end = etc;
    }
    while end > start && matches!(scene.pos(end - 1), "d" | "ad" | "c" | "vd") && !joins(end - 1) {
        end -= 1;
    }
    let from = (start..end)
        .rev()
        .find(|&k| matches!(scene.word(k), "由" | "，" | "的" | "获" | "获得"))
        .map_or(start, |k| k + 1);
    let mut members: Vec<(usize, usize)> = Vec::new();
    let mut at = from;
    for k in from..=end {
        if k == end || joins(k) {
            if at < k {
                members.push((at, k));
            }
            at = k + 1;
        }
    }
    let own = |&(first, end): &(usize, usize)| {
        let last = (first..end).rev().find_map(|k| scene.mention(k))?;
        (cx.span(last).to() == scene.units[end - 1].span.to() && cx.ontology.admits(ours, cx.class(last)))
            .then_some(last)
    };
    let known: Vec<Option<MentionIx>> = members.iter().map(own).collect();
    let firms = known.iter().flatten().filter(|&&m| cx.is(m, "Organization")).count();
    let company = cx.ontology.class("Company");
    let mut found = Vec::new();
    for (&(first, end), known) in members.iter().zip(&known) {
        let name = scene.cover(first, end);
        let letters = name.of(scene.text).chars().count();
        let plain = (first..end).all(|k| {
            !scene.is_break(k) && !scene.is_quantity(k) && !matches!(scene.pos(k), "d" | "u" | "uj" | "p" | "r" | "m")
        });
        let common = scene.lexicon.class_of_noun(scene.word(end - 1)).is_some();
        match (known, company) {
            (Some(m), _) => found.push(*m),
            (None, Some(class)) if firms > 1 && plain && !common && (3..=8).contains(&letters) => {
                found.push(cx.concept(name, class, Recogniser::Phrase));
            }
            _ => {}
        }
    }
    found
}

//! Founding dates: 1995年甲成立; 甲成立于1995年; 1995年乙创办甲.

use super::MentionIx;
use super::context::{Context, Fired};
use super::object::{self, Trust};
use super::scene::{Kind, Scene};
use super::subject::{self, Subject};
use super::verb::Match;
use crate::recognise::Recogniser;
use crate::span::Span;

/// States the date that stands behind a verb in 于, or before another verb of founding in the sentence.
pub(super) fn apply(cx: &mut Context, scene: &Scene, m: &Match) {
    let Some(date) = cx.ontology.class("Date") else { return };
    let (start, end) = scene.clause(m.start);
    // 在科创板挂牌: shares are listed.
    let listed = |k: usize| {
        let word = scene.word(k);
        word.ends_with('板')
            || word.ends_with("交易所")
            || word.ends_with("所") && scene.mention(k).is_some()
            || word == "上市"
    };
    if m.trigger.of(scene.text).contains("挂牌") && (start..end).any(listed) {
        return;
    }
    // 今年是甲创办15周年: the year of the jubilee.
    let jubilee = |k: usize| scene.word(k).ends_with("周年") || scene.word(k).ends_with('年') && scene.is_quantity(k);
    if jubilee(m.end) {
        return;
    }
    let behind = m.trigger.of(scene.text).ends_with('于');
    let found = if behind {
        dated(cx, scene, m.end..(m.end + 2).min(end))
    } else {
        // 2017年…；如今，…: another time has begun.
        let now = |k: usize| matches!(scene.word(k), "；" | "如今" | "目前" | "现在" | "眼下");
        let since = (0..start).rev().find(|&k| now(k)).map_or(0, |k| k + 1);
        dated(cx, scene, start..m.start).or_else(|| dated(cx, scene, since..start))
    };
    let Some((at, iso)) = found else { return };
    let subjects = subjects(cx, scene, m, behind);
    if subjects.is_empty() {
        return;
    }
    let mention = cx.concept(scene.units[at].span, date, Recogniser::Grammar);
    cx.found.mentions[mention as usize].name = iso;
    for subject in subjects {
        let own = Some(cx.span(subject)).filter(|s| scene.sentence.span.contains(*s));
        let evidence = [own, Some(m.trigger)].into_iter().flatten().fold(scene.units[at].span, Span::join);
        cx.relation(
            scene,
            subject,
            m.pattern.property,
            mention,
            Fired { construction: "established", trigger: m.trigger, evidence },
        );
    }
}

/// The last time with a date in the units, and its ISO 8601 form.
fn dated(cx: &Context, scene: &Scene, units: std::ops::Range<usize>) -> Option<(usize, String)> {
    units.rev().find_map(|k| match scene.units.get(k)?.kind {
        Kind::Time(t) if cx.found.times[t].every.is_none() => cx.found.times[t].iso.clone().map(|iso| (k, iso)),
        _ => None,
    })
}

/// Whether the verb has an object behind it that was not resolved: 组建了一支队伍, 创建“甲”品牌, 创建示范区.
fn founds_other(scene: &Scene, m: &Match) -> bool {
    let needs = ["创建", "创办", "创立", "组建"].iter().any(|verb| m.trigger.of(scene.text).ends_with(verb));
    let noun = scene.is_nominal(m.end) && scene.pos(m.end) != "vn";
    let quoted = matches!(scene.units.get(m.end).map(|u| u.kind), Some(Kind::Quoted | Kind::Mark('“')));
    scene.word(m.end) == "了" || quoted || needs && noun
}

/// What was founded: behind a transitive verb, else its subject.
fn subjects(cx: &mut Context, scene: &Scene, m: &Match, behind: bool) -> Vec<MentionIx> {
    let domain = cx.ontology.property_info(m.pattern.property).domain.clone();
    let after = m.end + usize::from(matches!(scene.word(m.end), "了" | "的"));
    // 始建于1958年的甲; 1992年成立的甲.
    let after = if behind && scene.word(m.end + 1) == "的" { m.end + 2 } else { after };
    let described = after > 0 && scene.word(after - 1) == "的";
    // 成立于1996年的食品进口商甲: what sort of thing it is stands between.
    let sort = |k: usize| scene.mention(k).is_none() && scene.is_nominal(k);
    let named = (after..after + 3).find(|&k| !sort(k)).filter(|&k| described && scene.mention(k).is_some());
    let after = named.unwrap_or(after);
    if let Some(named) = scene.mention(after).filter(|&s| described && cx.ontology.admits(&domain, cx.class(s))) {
        return vec![named];
    }
    let objects = object::list(scene, after).filter(|o| (!behind || described) && o.phrases[0].start <= after + 2);
    let found = match objects {
        Some(objects) => object::resolve(cx, scene, &objects, &domain, Trust::Words),
        None if !behind && founds_other(scene, m) => Vec::new(),
        None => match subject::of(cx, scene, m.start) {
            Subject::Mentions(found) => found,
            _ => Vec::new(),
        },
    };
    found.into_iter().filter(|&s| cx.ontology.admits(&domain, cx.class(s))).collect()
}

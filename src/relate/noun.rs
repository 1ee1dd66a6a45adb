//! Relational nouns: 甲公司创始人张三; 甲公司的创始人是张三; 张三是甲公司的创始人.

use super::MentionIx;
use super::context::{Context, Fired};
use super::object::{self, Trust};
use super::scene::Scene;
use super::subject;
use super::verb;
use crate::ontology::NounUse;
use crate::recognise::Recogniser;

/// Finds the relational nouns of one sentence.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    for i in 0..scene.units.len() {
        if scene.mention(i).is_some() {
            continue;
        }
        for at in 0..cx.lexicon.noun_uses(scene.word(i)).len() {
            let used = cx.lexicon.noun_uses(scene.word(i))[at];
            let funded = round(cx, scene, i, used).map(|m| (m, i));
            let classes = if used.inverse {
                cx.ontology.property_info(used.property).range.clone()
            } else {
                cx.ontology.property_info(used.property).domain.clone()
            };
            let owner = |cx: &Context| owner(cx, scene, i).filter(|&(m, _)| cx.ontology.admits(&classes, cx.class(m)));
            let Some((owner, first)) = funded.or_else(|| owner(cx)).or_else(|| thing(cx, scene, i, used)) else {
                continue;
            };
            let theirs = cx.ontology.property_info(used.property);
            let theirs = if used.inverse { theirs.domain.clone() } else { theirs.range.clone() };
            let mut found = others(cx, scene, i);
            // 主持人是甲大学副院长张三: the holder of the post.
            if !found.iter().any(|&(m, _)| cx.ontology.admits(&theirs, cx.class(m))) || theirs.len() > 1 {
                let at = i + 1 + usize::from(matches!(scene.word(i + 1), "是" | "为" | "：" | "由"));
                let holder = scene.phrase_from(at).and_then(|p| p.mention.map(|m| (m, p.end)));
                let person = holder.filter(|&(m, _)| cx.is(m, "Person") && cx.ontology.admits(&theirs, cx.class(m)));
                if let Some(holder) = person {
                    found = vec![holder];
                }
            }
            for (other, last) in found {
                state(cx, scene, i, used, owner, other, scene.cover(first, last.max(i + 1)));
            }
            if let Some((other, from)) = predicated(cx, scene, first) {
                state(cx, scene, i, used, owner, other, scene.cover(from, i + 1));
            }
        }
    }
}

fn state(
    cx: &mut Context,
    scene: &Scene,
    i: usize,
    used: NounUse,
    owner: MentionIx,
    other: MentionIx,
    evidence: crate::span::Span,
) {
    // `S N O`: the noun is read from the property that has it; turned round when that is the inverse.
    let (subject, object) = if used.inverse { (other, owner) } else { (owner, other) };
    let fired = Fired { construction: "noun", trigger: scene.units[i].span, evidence };
    cx.relation(scene, subject, used.property, object, fired);
}

/// 甲完成融资，投资方包括乙: whose round it is, where nothing right before the noun tells.
fn round(cx: &mut Context, scene: &Scene, noun: usize, used: NounUse) -> Option<MentionIx> {
    let invests = used.inverse && cx.ontology.property_info(used.property).name == "investsIn";
    let owned = noun > 0 && (scene.mention(noun - 1).is_some() || scene.word(noun - 1) == "的");
    if invests && !owned { verb::financed(cx, scene, noun) } else { None }
}

/// 甲的发源地, 牙刷生产基地: the owner as a concept, where the property takes one.
fn thing(cx: &mut Context, scene: &Scene, noun: usize, used: NounUse) -> Option<(MentionIx, usize)> {
    let info = cx.ontology.property_info(used.property);
    let classes = if used.inverse { &info.range } else { &info.domain };
    let before = noun.checked_sub(1)?;
    let last = if scene.word(before) == "的" { before.checked_sub(1)? } else { before };
    // 主要生产基地: a word that only describes the noun.
    let names = last < before || matches!(scene.pos(last), "n" | "nz" | "l" | "eng" | "nr" | "nrt");
    let phrase = scene.phrase_ending(last).filter(|p| names && p.mention.is_none())?;
    let trust = if object::conceptual(cx.ontology, classes) { Trust::Open } else { Trust::Words };
    let found = object::concept(cx, scene, phrase, None, classes, trust)?;
    // 是全球最大的牙刷生产基地: what describes the noun begins behind 是.
    let near = (0..phrase.start).rev().take(8).take_while(|&k| !scene.is_break(k));
    let verb = near.into_iter().find(|&k| matches!(scene.word(k), "是" | "为"));
    let plain = |k: usize| scene.mention(k).is_none_or(|m| cx.is(m, "Place")) && !scene.is_verb(k);
    let from = verb.map(|k| k + 1).filter(|&from| (from..phrase.start).all(plain));
    Some((found, from.unwrap_or(phrase.start)))
}

/// Whose noun it is: the mention before it, over 的 and other posts (董事长、创始人), and the unit it begins at.
fn owner(cx: &Context, scene: &Scene, noun: usize) -> Option<(MentionIx, usize)> {
    let mut k = noun;
    // 投资方包括甲、乙: of what is talked about.
    let verb = noun + 1 + usize::from(matches!(scene.word(noun + 1), "还" | "主要" | "也"));
    let joined = matches!(scene.word(verb), "为" | "是" | "包括" | "有" | "：" | "名单" | "涵盖");
    // 目前客户还包括甲、乙
    let opens = (scene.clause(noun).0..noun).all(|k| scene.is_time(k) || matches!(scene.pos(k), "t" | "d"));
    if joined && opens {
        let subject::Subject::Mentions(topic) = subject::carried(cx, scene, noun) else { return None };
        return topic.first().map(|&m| (m, noun));
    }
    // 创始人、董事长张三: of the firm that is talked about.
    if noun == scene.clause(noun).0 && scene.word(noun).ends_with("创始人") {
        let subject::Subject::Mentions(topic) = subject::carried(cx, scene, noun) else { return None };
        return topic.iter().find(|&&m| cx.is(m, "Organization")).map(|&m| (m, noun));
    }
    // 在甲乡乙村，村民张三: of the village named last.
    if scene.word(noun) == "村民" && noun == scene.clause(noun).0 {
        return subject::area(cx, scene.units[noun].span.from(), "村").map(|m| (m, noun));
    }
    loop {
        let before = k.checked_sub(1)?;
        // 甲县距首府乙市90公里
        if matches!(scene.word(before), "距" | "距离" | "离") {
            return None;
        }
        if scene.word(before) == "的"
            || matches!(scene.word(before), "、" | "兼" | "联合" | "原" | "前" | "重要" | "主要")
            || scene.lexicon.is_role(scene.word(before)) && scene.mention(before).is_none()
        {
            k = before;
            continue;
        }
        if let Some(m) = scene.mention(before) {
            return Some((m, before));
        }
        // 第二轮融资领投方为甲: the words before describe the noun; the topic owns it.
        if noun - before <= 4
            && (matches!(scene.pos(before), "m" | "q" | "mq" | "b" | "vn" | "a")
                || scene.pos(before) == "n" && scene.lexicon.class_of_noun(scene.word(before)).is_none())
        {
            if before == scene.clause(noun).0 && scene.lexicon.noun_uses(scene.word(noun)).iter().all(|u| u.inverse) {
                let subject::Subject::Mentions(topic) = subject::carried(cx, scene, noun) else { return None };
                return topic.first().map(|&m| (m, before));
            }
            k = before;
            continue;
        }
        // 甲是主要起草单位: of what is talked about.
        let described = (before + 1..noun).all(|k| matches!(scene.pos(k), "b" | "a"));
        if described && matches!(scene.word(before), "是" | "为" | "系") && before > scene.clause(noun).0 {
            let subject::Subject::Mentions(topic) = subject::carried(cx, scene, noun) else { return None };
            return topic.first().map(|&m| (m, before + 1));
        }
        return subject::antecedent(cx, scene, before).map(|m| (m, before));
    }
}

/// What stands behind the noun: a mention in apposition, over further posts, or behind 是, 为, 包括; lists too.
fn others(cx: &mut Context, scene: &Scene, noun: usize) -> Vec<(MentionIx, usize)> {
    let mut k = noun + 1;
    while matches!(
        scene.word(k),
        "、" | "兼"
            | "是"
            | "为"
            | "："
            | "包括"
            | "有"
            | "——"
            | "“"
            | "及"
            | "名单"
            | "阵容"
            | "中有"
            | "里有"
            | "里"
            | "中"
            | "则"
            | "则有"
            | "还"
            | "主要"
            | "也"
            | "拥有"
            | "涵盖"
    ) || scene.mention(k).is_none() && scene.lexicon.is_role(scene.word(k))
    {
        k += 1;
    }
    // 旗下的甲: the noun describes what stands right behind 的.
    if k == noun + 1 && scene.word(k) == "的" && scene.mention(k + 1).is_some() {
        k += 1;
    }
    // 创始人为甲校毕业的工程师张三: the clause describes whom the noun means.
    let home = matches!(scene.word(k + 1), "家" | "家里" | "家中");
    if scene.mention(k).is_some() && scene.mention(k + 1).is_none() && scene.word(k + 2) == "的" && !home {
        let described = scene.phrase_from(k + 3).and_then(|p| p.mention.map(|m| (m, p.end)));
        return described.into_iter().collect();
    }
    let apposed = scene.mention(k).map(|m| vec![(m, k + 1)]).unwrap_or_default();
    if apposed.is_empty()
        && let Some(speaker) = unknown(cx, scene, k, noun)
    {
        return vec![(speaker, k + 1)];
    }
    let Some(list) = object::list(scene, k)
        .filter(|o| o.phrases[0].start == k || scene.mention(k).is_none() && o.phrases[0].start <= k + 2)
    else {
        return apposed;
    };
    // 村民张三的大棚: whose it is stands in apposition, not what is his.
    if scene.mention(k).is_some() && list.phrases[0].mention != scene.mention(k) {
        return apposed;
    }
    // 旗下甲与乙签订协议: the second is the other side.
    let (_, end) = scene.clause(noun);
    let pact = list.phrases.len() == 2
        && matches!(scene.word(list.phrases[1].start - 1), "与" | "同" | "跟" | "和")
        && (list.end..end).any(|k| matches!(scene.word(k), "签署" | "签订" | "签约" | "达成" | "合作" | "签下"));
    if pact && scene.mention(k).is_some() {
        return apposed;
    }
    // 甲旗下的乙、丙投资、丁先后入股: those that are known by themselves are none of 甲's, unless 等 sums them up.
    let below = scene
        .lexicon
        .noun_uses(scene.word(noun))
        .iter()
        .any(|u| cx.ontology.property_info(u.property).name == "subOrganizationOf");
    let apart = |p: &super::scene::Phrase| {
        p.mention.is_some_and(|m| scene.lexicon.known(&cx.found.mentions[m as usize].name).is_some())
    };
    let open = below && list.phrases.len() > 2 && scene.word(list.end) != "等" && list.phrases[1..].iter().any(apart);
    if open {
        return list.phrases[0].mention.map(|m| (m, list.phrases[0].end)).into_iter().collect();
    }
    // 甲公司创始人张三和乙院院士李四: the second has a post of his own.
    let own = |p: &super::scene::Phrase| p.start > k && scene.lexicon.is_role(scene.word(p.start - 1));
    let of = |p: &super::scene::Phrase| p.mention.filter(|_| p.end - p.start == 1).map(|m| (m, p.end));
    list.phrases
        .iter()
        .filter(|p| !own(p))
        .filter_map(of)
        .filter(|&(m, _)| cx.found.mentions.len() > m as usize)
        .collect()
}

/// 茶农岩温说: a name that no recogniser was sure of, between a noun of people and what they say.
fn unknown(cx: &mut Context, scene: &Scene, k: usize, noun: usize) -> Option<MentionIx> {
    let word = scene.word(k);
    let people = scene.lexicon.noun_uses(scene.word(noun)).iter().all(|u| {
        let info = cx.ontology.property_info(u.property);
        let others = if u.inverse { &info.domain } else { &info.range };
        others.iter().all(|&c| cx.ontology.is_named(c, "Person"))
    });
    let named = matches!(scene.pos(k), "n" | "nr" | "nrt" | "nrfg" | "nz" | "ns")
        && (2..=4).contains(&word.chars().count())
        && scene.lexicon.class_of_noun(word).is_none()
        && !scene.lexicon.is_role(word);
    let says = scene.lexicon.is_speech(scene.word(k + 1));
    let person = cx.ontology.class("Person").filter(|_| people && named && says && k == noun + 1)?;
    Some(cx.concept(scene.units[k].span, person, Recogniser::Phrase))
}

/// `张三是甲公司的创始人`: the mention before 是 or 任, where the owner begins at unit `first`.
fn predicated(cx: &Context, scene: &Scene, first: usize) -> Option<(MentionIx, usize)> {
    // 是甲县乙镇的果农: the places that touch belong to one another.
    let first = (1..=first).rev().find(|&k| scene.mention(k - 1).is_none()).unwrap_or(0);
    let verb = first.checked_sub(1).filter(|&k| {
        matches!(scene.word(k), "是" | "既是" | "也是" | "又是" | "还是" | "任" | "为" | "系" | "担任" | "作为")
    })?;
    match subject::before(cx, scene, verb) {
        subject::Subject::Mentions(found) => found.first().map(|&m| (m, verb)),
        // 这位教授…，既是公司创始人，也是…: who was given a post in the sentence.
        subject::Subject::Missing if scene.clause(verb).0 > 0 => {
            let here = |m: MentionIx| cx.span(m).from() < scene.units[verb].span.from();
            let holder = cx.posts_in(scene.sentence.span).next();
            let holder = holder.map(|(person, _)| person).filter(|&m| here(m));
            // 双溪县盛产脐橙，是最大的纽扣生产基地: what is talked about.
            let topic = || match subject::carried(cx, scene, verb) {
                subject::Subject::Mentions(found) => found.first().copied(),
                _ => None,
            };
            holder.or_else(topic).map(|m| (m, verb))
        }
        _ => None,
    }
}

//! Verbs that stand around their object: 由…创办, 与…签署, 在…上, 购买…股权.

use super::{Match, past_held, spelled};
use crate::ontology::VerbPattern;
use crate::recognise::CEREMONIES;
use crate::relate::object::{self, Objects};
use crate::relate::scene::{Phrase, Scene};

/// A pattern with its object inside: 由…创办, 与…签署, 在…上介绍, 购买…股权.
pub(super) fn around<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, head_end: usize) -> Option<Match<'p>> {
    // Most patterns end here, before the object is read, which costs more than all else.
    if !may_close(scene, &pattern.tail, head_end) {
        return None;
    }
    if pattern.tail == "上" {
        return upon(scene, pattern, i, head_end);
    }
    // 收购|了|甲60%的股权
    let head_end = past_held(scene, head_end + usize::from(scene.word(head_end) == "了"));
    let (_, clause_end) = scene.clause(i);
    let Some(objects) = object::list(scene, head_end) else { return touching(scene, pattern, i, head_end) };
    let objects = held(scene, &objects).filter(|_| scene.pos(i) != "p").unwrap_or(objects);
    if let Some(m) = activity(scene, pattern, i, &objects) {
        return Some(m);
    }
    // The noun phrase may have taken in the noun that the tail begins with (乙公司股权).
    let last = objects.phrases.last()?;
    // and what stands behind that noun (向甲供应油缸; 持有甲12%股份的乙).
    let own = |at: usize, end: usize| {
        let told = |k: usize| scene.mention(k).is_some() || scene.is_quantity(k);
        end <= last.end && (end == last.end || told(at - 1) || scene.word(end) == "的" || rules(scene, at, end))
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
    // 在食品等行业|落地: the verb stands in the noun phrase behind 等.
    let closing = (last.end + 1..objects.end).find_map(|at| {
        // 为甲等|供应密封条, 为甲、乙等车企|供应密封条
        let ends =
            |&end: &usize| end == objects.end && at > last.end + 1 || scene.pos(i) == "p" && rules(scene, at, end);
        spelled(scene, at, &pattern.tail).filter(ends).map(|end| (at, end))
    });
    // 走进金融、医疗等行业: the tail is the noun behind 等.
    let noun =
        spelled(scene, last.end + 1, &pattern.tail).filter(|&end| end == objects.end && objects.hypernym.is_some());
    if let Some(end) = noun {
        let trigger = scene.cover(i, head_end);
        return Some(Match { pattern, start: i, end, inside: Some(objects), trigger });
    }
    if let (Some((at, end)), Some(_)) = (closing, objects.hypernym) {
        let mut objects = objects.clone();
        objects.hypernym = Some(scene.units[at - 1].span).filter(|_| at > last.end + 1);
        objects.end = at;
        return Some(Match { pattern, start: i, end, inside: Some(objects), trigger: scene.cover(at, end) });
    }
    for k in objects.end..clause_end.min(objects.end + 8) {
        if let Some(end) = spelled(scene, k, &pattern.tail) {
            return Some(Match { pattern, start: i, end, inside: Some(objects), trigger: scene.cover(k, end) });
        }
        // Another verb between head and tail rules the object, unless the tail is long enough to be sure.
        if scene.is_verb(k) && pattern.tail.chars().count() < 2 && scene.word(k) != "正式" {
            return None;
        }
        // 由中国|照明电器协会|主办: the name that was read is not the whole.
        if scene.names_body(k) {
            return None;
        }
    }
    None
}

/// Whether some unit from `from` on begins as the tail does, with or without its 的; never wrong when it says no.
fn may_close(scene: &Scene, tail: &str, from: usize) -> bool {
    let bare = tail.trim_start_matches('的');
    let Some(first) = tail.chars().next() else { return true };
    let second = bare.chars().next().unwrap_or(first);
    tail == "上" || scene.begins_behind(from, first, second)
}

/// 收购甲合计持有的乙: what a clause behind the name describes is the object.
pub(super) fn held(scene: &Scene, objects: &Objects) -> Option<Objects> {
    objects.phrases.last().filter(|p| p.mention.is_some())?;
    let mut k = objects.end;
    while matches!(scene.pos(k), "d" | "vd") || matches!(scene.word(k), "所" | "合计" | "共同") {
        k += 1;
    }
    // 受让甲所持乙30%股权
    if matches!(scene.word(k), "所持" | "所持有" | "持有" | "持") && scene.mention(k + 1).is_some() {
        return object::list(scene, k + 1);
    }
    let verb = matches!(scene.pos(k), "v" | "vn") && scene.mention(k).is_none() && scene.word(k + 1) == "的";
    object::list(scene, k + 2).filter(|_| verb)
}

/// 从事涂料研发、生产和销售: several verbs behind one object, of which the pattern ends in one.
fn activity<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, objects: &Objects) -> Option<Match<'p>> {
    let [first, rest @ ..] = &objects.phrases[..] else { return None };
    let single = |p: &Phrase| p.end - p.start == 1 && scene.is_known_verb(p.start);
    let verb = first.end - 1;
    if rest.is_empty() || !rest.iter().all(single) || !scene.is_known_verb(verb) || first.start == verb {
        return None;
    }
    let tail = pattern.tail.trim_start_matches('的');
    let at = std::iter::once(verb).chain(rest.iter().map(|p| p.start)).find(|&k| scene.word(k) == tail)?;
    let last = verb - usize::from(scene.word(verb - 1) == "的") - 1;
    let kept = Objects { phrases: vec![scene.phrase_ending(last)?], end: objects.end, hypernym: None };
    Some(Match { pattern, start: i, end: objects.end, inside: Some(kept), trigger: scene.units[at].span })
}

/// Whether the verb in `at..end` rules what stands behind it, and is no part of a compound: 用竹子编织|果篮, not
/// 用甲生产|基地.
fn rules(scene: &Scene, at: usize, end: usize) -> bool {
    let verb = scene.is_known_verb(at) && scene.cover(at, end).of(scene.text).chars().count() >= 2;
    let next = scene.word(end);
    let class = scene.lexicon.class_of(next);
    let kinds = ["Organization", "Group", "Abstraction", "Place", "Industry"];
    verb && class.is_none_or(|c| kinds.iter().all(|k| !scene.ontology.is_named(c, k)))
}

/// 由返乡青年张三创立: the name right before the tail, whatever describes it.
fn touching<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, head_end: usize) -> Option<Match<'p>> {
    let (_, clause_end) = scene.clause(i);
    let near = head_end + 1..clause_end.min(head_end + 9);
    let (at, end) = near.filter_map(|k| spelled(scene, k, &pattern.tail).map(|end| (k, end))).next()?;
    // 由返乡青年张三于2014年在甲县创立: when and where stand between.
    let between = |k: usize| {
        let leads =
            |j: usize| matches!(scene.word(j), "于" | "领头" | "牵头" | "带头" | "共同" | "联合" | "发起" | "出资");
        (k + 1..at).all(|j| matches!(scene.pos(j), "p" | "") || leads(j) || j > k + 2)
            && !(k + 1..at).any(|j| scene.word(j) == "的")
    };
    let named = || (head_end..at.min(head_end + 4)).find(|&k| scene.mention(k).is_some() && between(k));
    let last = scene.phrase_ending(at - 1).filter(|p| p.mention.is_some() && p.start <= head_end + 3);
    let phrase = named().and_then(|k| scene.phrase_ending(k)).or(last)?;
    // 由甲、乙等8家单位与丙共同主办
    let mut phrases = vec![phrase];
    if let Some(list) =
        object::list(scene, phrase.start).filter(|o| o.end <= at && o.phrases[0].mention == phrase.mention)
    {
        phrases = list.phrases;
    }
    let with = (phrase.end..at).rev().find(|&k| matches!(scene.word(k), "与" | "和") && scene.mention(k + 1).is_some());
    if let Some(other) =
        with.and_then(|k| scene.phrase_ending(k + 1)).filter(|o| !phrases.iter().any(|p| p.mention == o.mention))
    {
        phrases.push(other);
    }
    let inside = Objects { phrases, end: at, hypernym: None };
    Some(Match { pattern, start: i, end, inside: Some(inside), trigger: scene.cover(at, end) })
}

/// 在甲大会上, 在9日举行的甲发布会上, 在会上: the event stands right before 上.
fn upon<'p>(scene: &Scene, pattern: &'p VerbPattern, i: usize, head_end: usize) -> Option<Match<'p>> {
    let (_, clause_end) = scene.clause(i);
    let tail = (head_end..clause_end).find(|&k| scene.word(k) == "上" || scene.word(k) == "会上")?;
    let mut at = if scene.word(tail) == "上" { tail.checked_sub(1).filter(|&k| k >= head_end)? } else { tail };
    if scene.word(at) == "”" {
        at = at.checked_sub(1).filter(|&k| k >= head_end)?;
    }
    // 在甲大会|开幕式|上
    if CEREMONIES.contains(&scene.word(at)) && at > head_end && scene.mention(at - 1).is_some() {
        at -= 1;
    }
    let meeting = || Phrase { start: at, end: at + 1, mention: None, head: scene.units[at].span };
    let phrase = scene.phrase_ending(at).or_else(|| (scene.word(at) == "会上").then(meeting))?;
    let objects = Objects { phrases: vec![phrase], end: tail + 1, hypernym: None };
    Some(Match { pattern, start: i, end: tail + 1, inside: Some(objects), trigger: scene.cover(i, tail + 1) })
}

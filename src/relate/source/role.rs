//! Speakers without a name, and those known by a family name and a title.

use super::past::Past;
use super::speaker::{Before, Speaker};
use crate::recognise::Recogniser;
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::post::pointed;
use crate::relate::scene::Scene;
use crate::span::Span;

/// Whether a noun that is no listed role means a person all the same: 妻子, 负责同志, 村支书.
pub(super) fn is_somebody(word: &str) -> bool {
    word.ends_with([
        '人', '者', '员', '长', '师', '士', '志', '妻', '子', '母', '父', '亲', '户', '民', '友', '生', '书', '工',
        '爷', '妈', '姐', '哥', '叔', '婶', '们',
    ])
}

/// Whether the noun at unit `i` is what an unnamed speaker is known by: 专家, 相关负责人, 董事长.
pub(super) fn is_role(scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    let listed = scene
        .ontology
        .class("Role")
        .is_some_and(|c| scene.ontology.class_info(c).nouns.iter().any(|noun| word.ends_with(noun.as_str())));
    listed || scene.lexicon.is_listed_role(word)
}

/// A speaker known by a role at units `first..=last`.
pub(super) fn role(cx: &mut Context, scene: &Scene, first: usize, last: usize, past: &Past) -> Before {
    let Some(class) = scene.ontology.class("Role") else { return Before::Other };
    let determiner = first.checked_sub(1).map_or("", |k| scene.word(k));
    let back = |w: &str| matches!(w, "该" | "上述" | "这位" | "此" | "这名");
    let mut first = first;
    // 接近交易的人士: what tells the unnamed apart stands before 的.
    if determiner == "的" && scene.word(last).ends_with(['士', '者']) {
        first = scene.clause(first).0;
    }
    let mut again = back(determiner);
    let counts = |k: usize| scene.is_quantity(k) || matches!(scene.pos(k), "m" | "q" | "mq");
    while first < last && (back(scene.word(first)) || counts(first)) {
        again |= back(scene.word(first));
        first += 1;
    }
    let head = scene.word(last);
    let head = head.strip_prefix('该').unwrap_or(head);
    again |= head.len() < scene.word(last).len();
    if again && let Some(&known) = past.speakers.iter().rev().find(|&&m| is_known_as(cx, m, head)) {
        return Before::Speaker(Speaker { mentions: vec![known], unit: first });
    }
    // 这位甲公司董事长
    let at = first.checked_sub(1).filter(|_| matches!(determiner, "这位" | "这名"));
    if let Some((person, _)) = at.and_then(|at| pointed(cx, scene, at)) {
        return Before::Speaker(Speaker { mentions: vec![person], unit: first });
    }
    let mut span = scene.cover(first, last + 1);
    if span.of(scene.text).starts_with('该') {
        span.start += '该'.len_utf8() as u32;
    }
    let m = cx.concept(span, class, Recogniser::Phrase);
    Before::Speaker(Speaker { mentions: vec![m], unit: first })
}

/// Whether a speaker was introduced by the role `head`: an unnamed one so called, or a person with it before the name.
fn is_known_as(cx: &Context, m: MentionIx, head: &str) -> bool {
    let span = cx.span(m);
    let role = span.of(&cx.seg.text);
    role.ends_with(head) || cx.seg.text[..span.from()].ends_with(head)
}

/// Forms of address behind a family name.
const TITLES: &[&str] = &[
    "教授", "院士", "先生", "女士", "博士", "老师", "总", "主任", "经理", "局长", "厂长", "书记", "会长", "师傅",
    "大爷", "大妈", "阿姨", "大姐", "大哥", "老板", "医生", "校长", "院长", "村长",
];

/// The person whom a family name with a title or 老, 小 means: the one of that name before (王教授, after 王某 was named), else
/// one known by no more (陈师傅).
pub(super) fn by_title(cx: &mut Context, scene: &Scene, i: usize) -> Option<(usize, MentionIx)> {
    let end = scene.units[i].span.to();
    let word = scene.word(i);
    let (family, at) = match TITLES.iter().find_map(|t| word.strip_suffix(t)) {
        Some("") if i > 0 => {
            // The family name may be the end of a word that the dictionary does not have.
            let before = scene.word(i - 1);
            let whole = matches!(scene.pos(i - 1), "nr" | "nrt" | "nrfg") || before.chars().count() == 1;
            let last = before.char_indices().next_back().map_or(0, |(at, _)| at);
            (before.get(last..).filter(|_| whole)?, scene.units[i - 1].span.from() + last)
        }
        Some(family) => (family, scene.units[i].span.from()),
        None => (word.strip_prefix(['老', '小'])?, scene.units[i].span.from()),
    };
    if !scene.lexicon.is_surname(family) {
        return None;
    }
    let here = at as u32;
    let class = scene.ontology.class("Person")?;
    let named = |m: &crate::recognise::Mention| {
        m.span.start < here
            && m.name.starts_with(family)
            && m.name.len() > family.len()
            && scene.ontology.is_a(m.class, class)
    };
    let known =
        cx.found.mentions.iter().enumerate().filter(|(_, m)| named(m)).map(|(k, m)| (m.span, k as MentionIx)).max();
    let m = known.map(|(_, k)| k).unwrap_or_else(|| cx.concept(Span::new(at, end), class, Recogniser::Context));
    Some((scene.unit_at(at).min(i), m))
}

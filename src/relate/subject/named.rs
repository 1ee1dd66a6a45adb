//! What was named before: the last of a kind, the one named most, the body of a person, the area of a level.

use std::collections::BTreeMap;

use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::relate::{MentionIx, Statement};
use crate::span::Span;

/// Prepositions that rule the place right behind them.
const RULING: [char; 14] = ['由', '在', '向', '从', '对', '被', '把', '与', '给', '到', '往', '于', '距', '离'];

/// Posts whose holders speak and act for their body.
const HEADS: [&str; 16] = [
    "董事",
    "总经理",
    "总裁",
    "经理",
    "厂长",
    "首席",
    "负责人",
    "理事长",
    "社长",
    "会长",
    "主任",
    "总监",
    "总工程师",
    "CEO",
    "COO",
    "CTO",
];

/// The company in which the text gives a person a post, or which he founded.
pub(in crate::relate) fn company(cx: &Context, person: MentionIx) -> Option<MentionIx> {
    let name = |m: MentionIx| cx.found.mentions[m as usize].name.as_str();
    let own = name(person);
    let founder = cx.ontology.property("founderOf");
    cx.claims
        .iter()
        .rev()
        .take(2000)
        .find_map(|claim| match claim.statement {
            Statement::Post { person, organization, role, .. } if name(person) == own => {
                // What a worker does is not the firm's.
                let role = role.of(&cx.seg.text);
                Some(organization).filter(|_| HEADS.iter().any(|head| role.contains(head)))
            }
            Statement::Relation { subject, property, object } if Some(property) == founder && name(subject) == own => {
                Some(object)
            }
            _ => None,
        })
        .filter(|&m| cx.is(m, "Company") || is_bare(cx, m))
}

/// Whether a body may be a firm whose name does not say so: 星河科技, but not 客运部.
fn is_bare(cx: &Context, m: MentionIx) -> bool {
    let name = cx.full_name(m);
    let part = ["科", "室", "部", "院", "中心", "所", "会", "处", "段", "站", "系", "局", "社", "队", "团"];
    Some(cx.class(m)) == cx.ontology.class("Organization") && !part.iter().any(|end| name.ends_with(end))
}

/// The area that a person governs by a post that the text gives (市长, 县委书记): itself, or that of whose body it is.
pub(in crate::relate) fn governs(cx: &Context, person: MentionIx) -> Option<MentionIx> {
    const LEVELS: [&str; 7] = ["省", "市", "县", "区", "镇", "乡", "州"];
    let name = |m: MentionIx| cx.found.mentions[m as usize].name.as_str();
    let own = name(person);
    cx.claims.iter().rev().take(2000).find_map(|claim| match claim.statement {
        Statement::Post { person, organization, role, .. } if name(person) == own => {
            let role = role.of(&cx.seg.text);
            let head = role.strip_suffix('长').is_some_and(|r| LEVELS.iter().any(|level| r.ends_with(level)));
            if !(head || role.ends_with("书记")) {
                return None;
            }
            if cx.is(organization, "Place") {
                return Some(organization);
            }
            let body = name(organization);
            let bodies = ["人民政府", "政府", "委", "党委", "村党支部", "党支部"];
            let area = bodies.iter().find_map(|end| body.strip_suffix(end))?.trim_start_matches("中共");
            let place = |&m: &MentionIx| cx.is(m, "Place") && (cx.full_name(m) == area || name(m) == area);
            recent(cx, cx.span(person).to()).rfind(place)
        }
        _ => None,
    })
}

/// Of the mentions before byte `at` that fit, the last, unless another is named more often so far.
pub(super) fn salient(cx: &Context, at: usize, fits: impl Fn(MentionIx) -> bool) -> Option<MentionIx> {
    let mut times: BTreeMap<&str, (usize, MentionIx)> = BTreeMap::new();
    let mut first = at;
    for m in recent(cx, at).filter(|&m| fits(m)) {
        let own = times.entry(cx.full_name(m)).or_insert((0, m));
        *own = (own.0 + 1, m);
        first = first.min(cx.span(m).from());
    }
    let before = &cx.seg.text[first..at];
    // A name inside of a longer one (甲汽车发布会) counts too.
    for (name, own) in &mut times {
        own.0 = own.0.max(before.matches(name).count());
    }
    let often = times.values().max_by_key(|(n, m)| (*n, cx.span(*m))).copied();
    let latest = last(cx, at, fits)?;
    let lately = times.get(cx.full_name(latest)).map_or(0, |t| t.0);
    often.filter(|(n, _)| *n > lately).map_or(Some(latest), |(_, m)| Some(m))
}

/// The mentions that end before byte `at`: the last few hundred, so that a long text takes no longer a word than a short one.
pub(in crate::relate) fn recent<'c>(cx: &'c Context, at: usize) -> impl DoubleEndedIterator<Item = MentionIx> + 'c {
    const FEW: usize = 150;
    let (all, names) = (&cx.found.mentions, cx.found.names);
    let known = all[..names].partition_point(|m| m.span.to() <= at);
    let added = names.max(all.len().saturating_sub(FEW))..all.len();
    let reach = (known.saturating_sub(FEW)..known).chain(added);
    reach.filter(move |&i| all[i].span.to() <= at).map(|i| i as MentionIx)
}

/// The place of an administrative level (县) that 全县, 该县 or 县里 at byte `at` means: the last one of the sentence, else the
/// topic, else the last one of the paragraph, else the one named most. Longer names count for the place at their head
/// (甲市第十五届人民代表大会: 甲市); what a preposition rules is not talked about (由乙市代管).
pub(in crate::relate) fn area(cx: &Context, at: usize, level: &str) -> Option<MentionIx> {
    let place = |m: MentionIx| cx.is(m, "Place") && place_level(cx, m, level);
    if let Some(sentence) = cx.seg.sentence_of(Span::new(at, at + 3)) {
        let ruled = |m: MentionIx| cx.seg.text[..cx.span(m).from()].ends_with(RULING);
        let within = |span: Span| move |m: MentionIx| place(m) && span.contains(cx.span(m)) && !ruled(m);
        let paragraph = cx.seg.document.paragraphs.get(sentence.paragraph).map_or(sentence.span, |p| p.span);
        let found = nearest(cx, at, within(sentence.span))
            .or_else(|| cx.topic.filter(|&t| place(t)))
            .or_else(|| nearest(cx, at, within(paragraph)));
        if found.is_some() {
            return found;
        }
    }
    let mut times: BTreeMap<&str, (usize, MentionIx)> = BTreeMap::new();
    let before: Vec<MentionIx> = recent(cx, at).collect();
    for &m in before.iter().filter(|&&m| place(m)) {
        let own = times.entry(cx.full_name(m)).or_insert((0, m));
        *own = (own.0 + 1, m);
    }
    for &m in before.iter().filter(|&&m| cx.is(m, "Organization") || cx.is(m, "Event") || cx.is(m, "Zone")) {
        let name = cx.found.mentions[m as usize].name.as_str();
        for (own, count) in &mut times {
            let stem = own.strip_suffix(level).filter(|stem| stem.chars().count() > 1).unwrap_or(own);
            count.0 += usize::from(name.len() > stem.len() && name.starts_with(stem));
        }
    }
    times.into_values().max_by_key(|&(count, m)| (count, cx.span(m), m)).map(|(_, m)| m)
}

/// The event that a bare 大会, 会议, 仪式 or 活动 means: the last one named whose name ends so, or the last one at all.
pub(in crate::relate) fn event(cx: &Context, scene: &Scene, i: usize, noun: &str) -> Option<MentionIx> {
    let any = || (noun == "会上").then(|| scene.ontology.class("Conference")).flatten();
    let class = scene.lexicon.class_of(noun).or_else(any)?;
    if !scene.ontology.is_named(class, "Event") {
        return None;
    }
    let bare = i == 0 || !scene.is_nominal(i - 1) && scene.word(i - 1) != "的";
    let part = scene.lexicon.class_of_suffix(scene.word(i + 1)).is_some_and(|c| scene.ontology.is_named(c, "Event"));
    if !bare
        || scene.is_nominal(i + 1) && !part && !matches!(scene.word(i + 1), "现场" | "时" | "期间" | "后" | "前" | "上")
    {
        return None;
    }
    let at = scene.units[i].span.from();
    let ends = last(cx, at, |m| cx.is(m, "Event") && cx.found.mentions[m as usize].name.ends_with(noun));
    ends.or_else(|| {
        matches!(noun, "大会" | "会议" | "仪式" | "活动" | "会上" | "论坛" | "峰会" | "开幕式" | "闭幕式" | "开幕会")
            .then(|| last(cx, at, |m| cx.is(m, "Event")))
            .flatten()
    })
}

/// The last mention before byte `at` that `fits`, looking back over the whole document; the topic first.
pub(super) fn last(cx: &Context, at: usize, fits: impl Fn(MentionIx) -> bool) -> Option<MentionIx> {
    if let Some(topic) = cx.topic.filter(|&t| fits(t)) {
        return Some(topic);
    }
    nearest(cx, at, fits)
}

/// The last mention before byte `at` that `fits`.
pub(super) fn nearest(cx: &Context, at: usize, fits: impl Fn(MentionIx) -> bool) -> Option<MentionIx> {
    recent(cx, at).filter(|&m| fits(m)).map(|m| (cx.span(m), m)).max().map(|(_, m)| m)
}

/// Whether a place is of the level that `suffix` names; a short form counts by what it stands for.
pub(super) fn place_level(cx: &Context, m: MentionIx, suffix: &str) -> bool {
    let mention = &cx.found.mentions[m as usize];
    if cx.full_name(m).ends_with(suffix) {
        return true;
    }
    let gazetteer = crate::recognise::gazetteer::Gazetteer::embedded();
    mention
        .code
        .as_deref()
        .and_then(|c| gazetteer.by_code(c))
        .is_some_and(|id| gazetteer.place(id).name.ends_with(suffix))
}

//! 甲、乙、丙分别增长5%、6%和7%: which member of the list before 分别 a figure belongs to.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::{Kind, Scene};
use super::around::{self, Around, Noun};
use super::product::concept;
use super::subject::holds;

/// The members of the list that ends before unit `end`, when they are as many as `count`.
///
/// 家电和音像器材 may be one member: where the members are too many, only 、 parts them.
pub(super) fn members(scene: &Scene, end: usize, start: usize, count: usize) -> Option<Vec<Noun>> {
    let part = |k: usize| {
        scene.is_nominal(k)
            || around::common(scene, k)
            || scene.is_conjunction(k)
            || matches!(scene.word(k), "的" | "“" | "”")
            || matches!(scene.pos(k), "a" | "b" | "k" | "q" | "m")
            // 甲、乙两家企业
            || scene.is_quantity(k) && scene.word(k).starts_with(['两', '三', '四', '五', '六'])
    };
    // 甲、乙此番分别
    let leads = |k: usize| matches!(scene.pos(k), "d" | "r" | "t") || scene.is_time(k);
    let end = (start..end).rev().find(|&k| !leads(k) || scene.mention(k).is_some())? + 1;
    let first = (start..end).rev().take_while(|&k| part(k)).last()?;
    // 对东盟、欧盟出口分别增长: to whom, not whose.
    if first > start && matches!(scene.word(first - 1), "对" | "向") {
        return None;
    }
    let split = |parts: &dyn Fn(usize) -> bool| {
        let mut found = Vec::new();
        let mut from = first;
        for k in (first..end).filter(|&k| parts(k)).chain([end]) {
            if k > from {
                found.push(Noun { start: from, end: k });
            }
            from = k + 1;
        }
        Some(found).filter(|found| found.len() == count)
    };
    split(&|k| scene.is_conjunction(k)).or_else(|| split(&|k| scene.word(k) == "、"))
}

/// The list of as many names as `count` that opens the clause before the one that begins at unit `start`, and the noun behind
/// it: 甲和乙(增幅)较高，分别为.
pub(super) fn before(cx: &Context, scene: &Scene, start: usize, count: usize) -> (Vec<Noun>, Option<Noun>) {
    let (first, end) = scene.clause(start - 2);
    let mut names = Vec::new();
    let mut k = first;
    while k < end && scene.mention(k).is_some_and(|m| holds(cx, m)) {
        names.push(Noun { start: k, end: k + 1 });
        k += 1;
        if !scene.is_conjunction(k) {
            break;
        }
        k += 1;
    }
    k += usize::from(scene.word(k) == "的");
    let last = (k..end).take_while(|&u| around::common(scene, u)).last();
    let noun = last.map(|last| Noun { start: k, end: last + 1 });
    if names.len() == count { (names, noun) } else { (Vec::new(), None) }
}

/// Whose the figure of a member is: the name in it; that of the first member where the others are measures of it as well
/// (甲县产值、利润分别增长); else the thing itself, without the noun that is measured of all.
pub(super) fn owner(cx: &mut Context, scene: &Scene, around: &Around) -> Option<MentionIx> {
    let (rank, members) = (around.rank.0, &around.members);
    let &member = members.get(rank)?;
    let is_measure = |n: Noun| scene.lexicon.measures_by_noun(scene.word(n.end - 1)).is_some();
    if let Some(m) = named(cx, scene, member) {
        return Some(m);
    }
    // 甲县粮食、蔬菜产量分别为: all of the name that the first begins with.
    let first = members[0];
    if first.end - first.start > 1
        && scene.is_nominal(first.start + 1)
        && let Some(m) = scene.mention(first.start).filter(|&m| holds(cx, m) && !cx.is(m, "Concept"))
    {
        return Some(m);
    }
    if members.iter().all(|&n| is_measure(n)) {
        let bare = members[1..].iter().all(|n| n.end - n.start == 1);
        return named(cx, scene, members[0]).filter(|_| bare);
    }
    let unit = |n: &Noun| matches!(scene.units[n.start].kind, Kind::Word(_));
    let mut end = member.end;
    while end > member.start + 1 && is_measure(Noun { end, ..member }) {
        end -= 1;
    }
    concept(cx, scene, Noun { end, ..member }, true).filter(|_| unit(&member))
}

/// The times of a list of as many as `count` that 分别 gives its figures, in this clause or in one before of its sentence:
/// 2014年、2015年及2016年上半年(分别)实现收入…，净利润分别为….
pub(super) fn times(scene: &Scene, start: usize, end: usize, count: usize) -> Vec<usize> {
    let (mut from, mut to) = (start, end);
    loop {
        let times: Vec<usize> = (from..to).filter(|&k| scene.is_time(k)).collect();
        let listed = times.windows(2).all(|pair| pair[0] + 2 == pair[1] && scene.is_conjunction(pair[0] + 1));
        if times.len() == count && listed && count > 1 {
            return times;
        }
        // 2021年至2023年营收分别为…，净亏损分别为…: each year of the stretch.
        if from < start && count > 1 && times.len() == 1 && (times[0]..to).any(|k| scene.word(k) == "分别") {
            return vec![times[0]; count];
        }
        if !times.is_empty() || from < 2 {
            return Vec::new();
        }
        (from, to) = scene.clause(from - 2);
    }
}

/// The last name in a member that figures may be said of.
fn named(cx: &Context, scene: &Scene, member: Noun) -> Option<MentionIx> {
    (member.start..member.end).rev().find_map(|k| scene.mention(k)).filter(|&m| holds(cx, m) || cx.is(m, "Person"))
}

/// The part of a member behind its name, which is what is measured: 中哈基地(集装箱量).
pub(super) fn measured(scene: &Scene, member: Noun) -> Option<Noun> {
    let from = (member.start..member.end).rev().find(|&k| scene.mention(k).is_some()).map_or(member.start, |k| k + 1);
    (from < member.end).then_some(Noun { start: from, end: member.end })
}

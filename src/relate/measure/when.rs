//! When a figure held: the time nearest before it in its clause, else the one that rules the clauses before.

use super::super::context::{Context, Period};
use super::super::scene::{Kind, Scene};
use super::super::{MentionIx, Status, polarity};
use super::choose::Reading;
use super::product::is_of_products;
use crate::recognise::Recogniser;
use crate::recognise::quantity::{Grain, Quantity, Time};

/// The unit of the time of the figure at unit `i`, and the time in ISO 8601.
pub(super) fn time(
    cx: &Context,
    scene: &Scene,
    i: usize,
    q: &Quantity,
    rank: (usize, usize),
) -> Option<(usize, String)> {
    let from = q.change.as_ref().map_or(i, |c| scene.unit_at(c.span.from()).min(i));
    let clause = scene.clause(i).0;
    let from = in_turn(scene, from, clause, rank).map_or(from, |k| k + 1);
    for k in (0..from).rev() {
        let Kind::Time(t) = scene.units[k].kind else { continue };
        let Some(time) = cx.found.times.get(t) else { continue };
        if cx.seg.document.meta.dateline.is_some_and(|line| line.contains(time.span)) || passes(scene, k, time, i) {
            continue;
        }
        let own = k >= clause;
        if scene.word(k + 1) == "同期" {
            // 去年同期为45亿元: the year before the time that rules, in this clause only.
            if own {
                return Some((k, same_period(cx, scene, k, time)?));
            }
            continue;
        }
        // 成立于1998年，员工达2万人: the year of the founding alone.
        if !own && (says(cx, scene, k) || k > 0 && scene.word(k - 1).ends_with('于')) {
            continue;
        }
        let whole = iso(scene, k, time, own)?;
        return Some((k, year_in_turn(scene, k, i, &whole, rank).unwrap_or(whole)));
    }
    None
}

/// 2017年至2019年利润分别为…: the year of the figure of place `rank`, where the years from unit `k` on are as many as the figures.
fn year_in_turn(scene: &Scene, k: usize, i: usize, iso: &str, (place, count): (usize, usize)) -> Option<String> {
    let (first, last) = iso.split_once('/')?;
    let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    let each = (k..i).any(|u| scene.word(u) == "分别");
    (each && count > 1 && first + count == last + 1).then(|| (first + place).to_string())
}

/// The time, unless it stands in another clause and the figure is one of what something is made for, which has none: 2016年设立，
/// 年产能8万辆.
pub(super) fn kept(
    cx: &Context,
    scene: &Scene,
    i: usize,
    reading: &Reading,
    found: Option<(usize, String)>,
) -> Option<(usize, String)> {
    let measure = cx.ontology.property_info(reading.measure).name.as_str();
    found.filter(|(at, _)| measure != "capacity" || *at >= scene.clause(i).0)
}

/// Remembers the time of a figure for those of the sentences behind it; the end of a time (截至6月底) is none that goes on.
pub(super) fn keep(cx: &mut Context, scene: &Scene, owner: Option<MentionIx>, found: Option<&(usize, String)>) {
    let Some((at, iso)) = found else { return };
    let before = at.checked_sub(1).map_or("", |k| scene.word(k));
    let edge = scene.word(*at).ends_with(['底', '末'])
        || scene.word(*at).starts_with("截")
        || matches!(before, "截至" | "截止" | "到" | "至");
    let day = iso.len() == 10 && !iso.contains('/');
    if !edge && !day && !iso.ends_with("..") {
        cx.period = Some(Period { iso: iso.clone(), owner, paragraph: scene.sentence.paragraph });
    }
}

/// Remembers the time that opens a sentence with figures: 前5个月，….
pub(super) fn opening(cx: &mut Context, scene: &Scene) {
    let Kind::Time(t) = scene.units.first().map_or(Kind::Mark(' '), |u| u.kind) else { return };
    let Some(time) = cx.found.times.get(t).filter(|time| !passes(scene, 0, time, 0)) else { return };
    let figures = (0..scene.units.len()).any(|k| scene.is_quantity(k));
    if let Some(iso) = iso(scene, 0, time, true).filter(|_| figures) {
        keep(cx, scene, None, Some(&(0, iso)));
    }
}

/// The time that the sentences before tell of, where a figure of what flows goes on without one: of the same owner, a ware or a
/// part in the same paragraph; of the area reported of in the next ones too.
pub(super) fn carried(cx: &Context, scene: &Scene, i: usize, reading: &Reading, owner: MentionIx) -> Option<String> {
    let period = cx.period.as_ref()?;
    let measure = cx.ontology.property_info(reading.measure).name.as_str();
    let words = reading.of.unwrap_or(reading.trigger).of(scene.text);
    let flows = match measure {
        "growthRate" | "output" | "outputValue" | "revenue" | "profit" | "exportValue" => true,
        "share" | "marketShare" => !words.contains('股'),
        "count" => FLOWS.iter().any(|flow| words.contains(flow)),
        "investment" => words.contains("固定资产") || words.contains("外资"),
        "employeeCount" => words.contains("新增就业"),
        _ => false,
    };
    let other = |k: usize| {
        scene.is_time(k)
            || matches!(
                scene.word(k),
                "目前"
                    | "如今"
                    | "现在"
                    | "当前"
                    | "曾"
                    | "将"
                    | "过去"
                    | "此前"
                    | "未来"
                    | "预计"
                    | "每年"
                    | "平均"
            )
    };
    if !flows || (0..i).any(other) || polarity::status(scene, scene.units[i].span) == Status::Planned {
        return None;
    }
    let is_owner = |m: MentionIx| period.owner.is_some_and(|o| cx.full_name(m) == cx.full_name(o));
    let same = is_owner(owner);
    let ware = cx.found.mentions[owner as usize].by == Recogniser::Phrase;
    let near = period.paragraph == scene.sentence.paragraph && (same || ware || scene.word(0) == "其中");
    let reported = cx.area.is_some_and(is_owner) && (same || ware && is_of_products(words));
    (near || reported).then(|| period.iso.clone())
}

/// Nouns of counts that are of a stretch of time.
const FLOWS: [&str; 20] = [
    "出口",
    "进口",
    "进出口",
    "销量",
    "交付",
    "吞吐量",
    "接待",
    "增量",
    "出货量",
    "装车量",
    "运量",
    "货邮量",
    "发送",
    "客流",
    "总值",
    "零售",
    "成交",
    "用电量",
    "销售",
    "产销",
];

/// 2月、3月分别增长5%和6%: the time of the figure of place `rank` among those that 分别 gives its own.
fn in_turn(scene: &Scene, from: usize, start: usize, rank: (usize, usize)) -> Option<usize> {
    let each = (start..from).rev().find(|&k| scene.word(k) == "分别")?;
    super::each::times(scene, start, each, rank.1).get(rank.0).copied()
}

/// Times that date no figure: 较2010年, 每年, 十年来.
fn passes(scene: &Scene, k: usize, time: &Time, i: usize) -> bool {
    // 由2020年的2200家增至2800家: of the figure that the change began with.
    let origin =
        k > 0 && matches!(scene.word(k - 1), "由" | "从") && scene.word(k + 1) == "的" && scene.is_quantity(k + 2);
    if origin && i > k + 2 {
        return true;
    }
    let compared = k > 0 && matches!(scene.word(k - 1), "比" | "较" | "相比" | "与" | "同");
    compared || time.every.is_some() || scene.word(k).ends_with("年来")
}

/// Whether the clause of unit `k` only tells when something was published.
fn says(cx: &Context, scene: &Scene, k: usize) -> bool {
    let (start, end) = scene.clause(k);
    let published =
        |w: &str| matches!(w, "公告" | "披露" | "公布" | "发布" | "显示" | "获悉" | "报道" | "消息" | "报告");
    (start..end).any(|u| cx.lexicon.is_speech(scene.word(u)) || published(scene.word(u)))
}

/// The time in ISO 8601 as figures carry it: no finer than a day, a third of a month as its month; 目前 is no time.
fn iso(scene: &Scene, k: usize, time: &Time, own: bool) -> Option<String> {
    let iso = time.iso.as_deref()?;
    if matches!(scene.word(k), "目前" | "当前" | "现在" | "如今" | "眼下" | "现今" | "迄今" | "至今") {
        return None;
    }
    let first = iso.split('/').next().unwrap_or(iso);
    if iso.contains('T') {
        return Some(first.split('T').next().unwrap_or(first).to_owned());
    }
    if time.grain == Grain::TenDays {
        return first.get(..7).map(str::to_owned);
    }
    if ["年底", "年末"].iter().any(|edge| scene.word(k).contains(edge)) && iso.len() == 7 {
        return iso.get(..4).map(str::to_owned);
    }
    if let Some(end) = iso.strip_prefix("../") {
        return Some(end.to_owned());
    }
    match iso.strip_suffix("/..") {
        Some(start) if time.relative => Some(start.to_owned()),
        Some(_) if !own && k > 1 => None,
        _ => Some(iso.to_owned()),
    }
}

/// The time that rules before unit `k`, moved into the year of `time`.
fn same_period(cx: &Context, scene: &Scene, k: usize, time: &Time) -> Option<String> {
    let year = time.iso.as_deref()?.get(..4)?;
    let ruling = (0..k).rev().find_map(|j| match scene.units[j].kind {
        Kind::Time(t) => cx.found.times.get(t)?.iso.clone(),
        _ => None,
    });
    let moved = ruling.map(|iso| {
        let part = |p: &str| if p.len() > 4 { format!("{year}{}", &p[4..]) } else { year.to_owned() };
        iso.split('/').map(part).collect::<Vec<_>>().join("/")
    });
    Some(moved.unwrap_or_else(|| year.to_owned()))
}

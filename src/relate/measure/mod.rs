//! Figures: 行业产值超80亿元, 拥有企业300多家, 年产衣架40多亿只, 八成以上产品出口, 同比增长12.3%.
//!
//! | file | asks of a figure |
//! |---|---|
//! | `figure` | whether it is one that measures something |
//! | `around` | what stands around it: nouns, a verb; `beside`, what joins it to them, and figures beside it |
//! | `choose` | which measure it is, of what; `amount`, `money` and `percent` by what kind of figure it is |
//! | `each` | which member of a list 分别 gives it |
//! | `owner` | whose it is: a name `near` it, the `subject` of its clause and what that `stands` for, the `whole` it is counted of, what is `carried` on, or the `product` it is measured of |
//! | `area` | whether it is one of areas alone, and which area the text goes on reporting of |
//! | `route` | whether its owner is only a place that a line joins or reaches |
//! | `rank` | whether another name is likelier |
//! | `when` | when it held |
//! | `headline` | whether the text says it in full |
//!
//! A figure for which one of the first three has no answer is left out.

mod amount;
mod area;
mod around;
mod beside;
mod carried;
mod choose;
mod each;
mod figure;
mod headline;
mod money;
mod near;
mod owner;
mod percent;
mod product;
mod rank;
mod route;
mod stands;
mod subject;
mod when;
mod whole;

use super::claim::{Bound, Figure};
use super::context::{Context, Fired, Whole};
use super::scene::{Kind, Scene};
use super::{MentionIx, Statement, polarity};
use crate::ontology::PropertyId;
use crate::recognise::quantity::{self, Dimension, Quantity};
use crate::span::Span;
use around::Around;
use figure::{is_apposition, is_figure, is_quoted, is_vague};
pub(super) use headline::agree;
pub use rank::{Question, Weighed};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A figure that was read, for those behind it in the same sentence that leave out what it said.
struct Said {
    /// The unit that the figure is.
    at: usize,
    measure: PropertyId,
    of: Option<Span>,
    owners: Vec<MentionIx>,
    unit: Option<String>,
    /// Its place among the figures that 分别 gives, and their number.
    rank: (usize, usize),
}

/// Applies the construction to one sentence.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    let mut said: Vec<Said> = Vec::new();
    when::opening(cx, scene);
    for i in 0..scene.units.len() {
        let Kind::Quantity(index) = scene.units[i].kind else { continue };
        let mut quantity = cx.found.quantities[index].clone();
        quantity.change = quantity.change.or_else(|| beside::change(cx, scene, i));
        let vague = is_vague(scene, &quantity);
        let figure = is_figure(scene, i, &quantity) || vague;
        if !figure || is_quoted(cx, &quantity) || is_apposition(scene, i, &quantity) {
            continue;
        }
        let around = Around::new(cx, scene, i, &quantity);
        for reading in choose::readings(cx, scene, i, &quantity, &around, &said) {
            let chosen = owner::owners(cx, scene, i, &around, &reading, &said);
            let mut owners =
                if vague { chosen } else { rank::choose(cx, scene, i, quantity.amount, &reading, chosen, &said) };
            // 甲、乙共建三座码头: said once, unless each has as much.
            if !each_alike(scene, i) {
                owners.truncate(1);
            }
            // 工信部：前三季度汽车出口80万辆: who tells of a trade does not do it.
            if let Some(&body) = owners.first().filter(|&&m| cx.is(m, "GovernmentBody") && !handles(scene, i))
                && (cx.beyond && !(is_spent(cx, &reading) && is_near(cx, scene, body)) || is_of_trade(cx, &reading))
            {
                let thing = product::traded(cx, scene, &around);
                owners = thing.or_else(|| stands::area_of(cx, body)).into_iter().collect();
            }
            // 据甲协会统计，…。2月零售71万辆: nor does an association that the clause does not name.
            let own = |m: MentionIx| scene.cover(scene.clause(i).0, i + 1).contains(cx.span(m));
            if owners.first().is_some_and(|&m| cx.is(m, "Association") && !own(m)) {
                owners = product::traded(cx, scene, &around).into_iter().collect();
            }
            let mut owners = route::off_the_way(cx, scene, i, owners);
            // 青狮河畔的茶园…。每亩收入1000元: a river or a hill is where something is, and no owner of what goes on.
            let clause = scene.cover(scene.clause(i).0, i + 1);
            owners.retain(|&m| clause.contains(cx.span(m)) || !is_natural(cx, m));
            // 长252米: a size is one of what is built or lies somewhere.
            if i > 0 && beside::is_size(scene, i - 1) {
                owners.retain(|&m| {
                    cx.is(m, "Facility") || cx.is(m, "Product") || cx.is(m, "Place") && !cx.is(m, "AdministrativeArea")
                });
            }
            if let Some(&m) = owners.first()
                && cx.is(m, "AdministrativeArea")
                && area::tells(scene, i, &reading)
            {
                cx.area = Some(m);
            }
            if !owners.is_empty() && !vague {
                state(cx, scene, i, &quantity, &reading, &owners, around.rank);
            }
            // One without an owner is remembered too: what goes on from it has none either.
            said.push(Said {
                at: i,
                measure: reading.measure,
                of: reading.of,
                owners,
                unit: quantity.unit.clone(),
                rank: around.rank,
            });
        }
    }
    // What the next sentence may tell parts of.
    let parts = (0..scene.units.len()).any(|k| scene.word(k) == "其中");
    if let Some(last) = said.iter().rev().find(|s| !s.owners.is_empty()).filter(|_| !parts) {
        let measures = said.iter().map(|s| s.measure).collect();
        cx.whole = Some(Whole { measures, owners: last.owners.clone(), paragraph: scene.sentence.paragraph });
    }
    let told = |s: &Said| s.owners.first().copied().filter(|&m| !cx.is(m, "Concept") && !cx.is(m, "Person"));
    let told = said.iter().find_map(told);
    if let Some(about) = carried::about(cx, scene).or(told) {
        (cx.about, cx.about_from) = (Some(about), scene.sentence.span.to());
    }
}

/// 甲海关共监管货物2万吨, 征收税款3亿元: whether the clause of unit `i` tells what an authority itself handled.
fn handles(scene: &Scene, i: usize) -> bool {
    let acts =
        |k: usize| matches!(scene.word(k), "监管" | "征收" | "征税" | "验放" | "查验" | "查获" | "受理" | "入库");
    (scene.clause(i).0..i).any(acts)
}

/// Whether a measure is one of trades and firms, which no authority has.
fn is_of_trade(cx: &Context, reading: &choose::Reading) -> bool {
    let measure = cx.ontology.property_info(reading.measure).name.as_str();
    matches!(measure, "exportValue" | "output" | "marketShare" | "exportShare" | "profit" | "price")
}

/// Whether a measure is one of money that authorities spend.
fn is_spent(cx: &Context, reading: &choose::Reading) -> bool {
    cx.ontology.property_info(reading.measure).name == "investment"
}

/// Whether a mention stands in the paragraph of the sentence.
fn is_near(cx: &Context, scene: &Scene, m: MentionIx) -> bool {
    cx.seg.document.paragraphs.get(scene.sentence.paragraph).is_some_and(|p| p.span.contains(cx.span(m)))
}

/// 均, 各, 都: whether the figure at unit `i` is that of each of several owners.
fn each_alike(scene: &Scene, i: usize) -> bool {
    (scene.clause(i).0..i).any(|k| matches!(scene.word(k), "均" | "各" | "都" | "皆" | "各自"))
}

/// The bound before the first of a list of figures that 分别 gives: 分别不低于1亿元、2亿元和3亿元.
fn bound_of_all(cx: &Context, scene: &Scene, i: usize, q: &Quantity) -> Option<Bound> {
    let (start, _) = scene.clause(i);
    let quantity = |k: usize| match scene.units[k].kind {
        Kind::Quantity(at) => Some(&cx.found.quantities[at]).filter(|other| other.unit == q.unit),
        _ => None,
    };
    let mut first = i;
    while first >= start + 2 && scene.is_conjunction(first - 1) && quantity(first - 2).is_some() {
        first -= 2;
    }
    let head = quantity(first).filter(|_| first < i && (start..first).any(|k| scene.word(k) == "分别"))?;
    let before = !head.span.of(scene.text).starts_with(|c: char| c.is_ascii_digit());
    Some(head.bound).filter(|_| before)
}

/// The bound that stands before 占 instead of before the figure: 约占全球的12%.
fn bound(cx: &Context, scene: &Scene, i: usize, q: &Quantity) -> Bound {
    if let Some(bound) = (q.bound == Bound::Exact).then(|| bound_of_all(cx, scene, i, q)).flatten() {
        return bound;
    }
    if q.bound != Bound::Exact || q.dimension != Dimension::Percent {
        return q.bound;
    }
    let (start, _) = scene.clause(i);
    let near = (start..i).rev().take(5).take_while(|&k| !scene.is_quantity(k));
    let share = near.into_iter().find(|&k| scene.word(k).trim_start_matches('约').starts_with('占'));
    let before = |k: usize| if k > start { scene.word(k - 1) } else { "" };
    match share {
        Some(k) if scene.word(k).starts_with('约') || matches!(before(k), "约" | "大约" | "近") => Bound::About,
        Some(k) if matches!(before(k), "超" | "超过") => Bound::AtLeast,
        _ => q.bound,
    }
}

/// Whether a mention is a river, a lake or a hill.
fn is_natural(cx: &Context, m: MentionIx) -> bool {
    let name = cx.full_name(m);
    let place = cx.is(m, "Place") && !["AdministrativeArea", "Zone", "WorldRegion"].iter().any(|kind| cx.is(m, kind));
    place && name.ends_with(['河', '江', '湖', '溪', '山', '岭', '峡', '畔'])
}

fn state(
    cx: &mut Context,
    scene: &Scene,
    i: usize,
    q: &Quantity,
    reading: &choose::Reading,
    owners: &[MentionIx],
    rank: (usize, usize),
) {
    let held = when::time(cx, scene, i, q, rank);
    let time = when::kept(cx, scene, i, reading, held);
    when::keep(cx, scene, Some(owners[0]), time.as_ref());
    let carried = if time.is_none() { when::carried(cx, scene, i, reading, owners[0]) } else { None };
    let status = polarity::status(scene, q.span);
    let (start, end) = scene.clause(i);
    let measure = cx.ontology.property_info(reading.measure).name.clone();
    let mut evidence = scene.cover(start, end);
    evidence = reading.of.map_or(evidence, |of| evidence.join(of));
    evidence = time.as_ref().map_or(evidence, |(at, _)| evidence.join(scene.units[*at].span));
    for &subject in owners {
        let own = cx.span(subject);
        let evidence = if scene.sentence.span.contains(own) { evidence.join(own) } else { evidence };
        let statement = Statement::Observation {
            subject,
            measure: reading.measure,
            of: reading.of,
            figure: Figure {
                bound: bound(cx, scene, i, q),
                ..figure(q, &measure, reading.of.unwrap_or(reading.trigger).of(scene.text))
            },
            time: time.as_ref().map(|(_, iso)| iso.clone()).or_else(|| carried.clone()),
        };
        let fired = Fired { construction: "measure", trigger: reading.trigger, evidence };
        cx.state(statement, status, fired);
    }
}

/// The figure of a quantity. A decline is a negative growth rate, by its verb or its noun (降幅达5%); a loss a negative
/// profit.
fn figure(q: &Quantity, measure: &str, of: &str) -> Figure {
    const FALLS: [&str; 9] = ["降幅", "跌幅", "减幅", "下降", "下滑", "下跌", "回落", "减少", "降低"];
    let growth = measure == "growthRate";
    let falls = growth && !q.amount.is_sign_negative() && FALLS.iter().any(|end| of.ends_with(end));
    let decline =
        falls || growth && q.change.as_ref().is_some_and(|c| !c.target && c.direction == quantity::Direction::Decline);
    let loss = measure == "profit" && of.ends_with("亏损");
    // 翻一番, 翻两番: by 100, by 300 per cent.
    if let Some(times) = q.amount.to_u32().filter(|n| growth && q.unit.as_deref() == Some("番") && *n < 8) {
        let value = Decimal::from((2_i64.pow(times) - 1) * 100);
        return Figure { span: q.span, value, high: None, unit: Some("%".to_owned()), bound: q.bound };
    }
    let value = if decline || loss { -q.amount } else { q.amount };
    Figure { span: q.span, value, high: q.high, unit: q.unit.clone(), bound: q.bound }
}

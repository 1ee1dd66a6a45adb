//! Figures: 行业产值超80亿元, 拥有企业300多家, 年产衣架40多亿只, 八成以上产品出口, 同比增长12.3%.
//!
//! | file | asks of a figure |
//! |---|---|
//! | `around` | what stands around it: nouns, a verb; `beside`, what joins it to them, and figures beside it |
//! | `choose` | which measure it is, of what; `amount`, `money` and `percent` by what kind of figure it is |
//! | `each` | which member of a list 分别 gives it |
//! | `owner` | whose it is: a name `near` it, the `subject` of its clause and what that `stands` for, the `whole` it is counted of, what is `carried` on, or the `product` it is measured of |
//! | `rank` | whether another name is likelier |
//! | `when` | when it held |
//! | `headline` | whether the text says it in full |
//!
//! A figure for which one of the first three has no answer is left out.

mod amount;
mod around;
mod beside;
mod carried;
mod choose;
mod each;
mod headline;
mod money;
mod near;
mod owner;
mod percent;
mod product;
mod rank;
mod stands;
mod subject;
mod when;
mod whole;

use super::claim::{Bound, Figure};
use super::context::{Context, Fired};
use super::scene::{Kind, Scene};
use super::{MentionIx, Statement, polarity};
use rust_decimal::Decimal;

use crate::ontology::PropertyId;
use crate::recognise::quantity::{self, Dimension, Quantity};
use crate::span::Span;
use around::Around;
pub(super) use headline::agree;
pub use rank::{Question, Weighed};

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
            if let Some(&body) = owners.first().filter(|&&m| cx.is(m, "GovernmentBody"))
                && (cx.beyond && !is_spent(cx, &reading) || is_of_trade(cx, &reading))
            {
                let thing = product::traded(cx, scene, &around);
                owners = thing.or_else(|| stands::area_of(cx, body)).into_iter().collect();
            }
            // 长252米: a size is one of what is built or lies somewhere.
            if i > 0 && beside::is_size(scene, i - 1) {
                owners.retain(|&m| {
                    cx.is(m, "Facility") || cx.is(m, "Product") || cx.is(m, "Place") && !cx.is(m, "AdministrativeArea")
                });
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
    let told = |s: &Said| s.owners.first().copied().filter(|&m| !cx.is(m, "Concept") && !cx.is(m, "Person"));
    let told = said.iter().find_map(told);
    if let Some(about) = carried::about(cx, scene).or(told) {
        (cx.about, cx.about_from) = (Some(about), scene.sentence.span.to());
    }
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

/// 均, 各, 都: whether the figure at unit `i` is that of each of several owners.
fn each_alike(scene: &Scene, i: usize) -> bool {
    (scene.clause(i).0..i).any(|k| matches!(scene.word(k), "均" | "各" | "都" | "皆" | "各自"))
}

/// Whether a quantity may be a figure of its own: no age, rank or mere article, no threshold inside a noun phrase.
fn is_figure(scene: &Scene, i: usize, q: &Quantity) -> bool {
    // 提高1.07个百分点 is growth.
    let points = q.dimension == Dimension::PercentagePoint && q.change.as_ref().is_none_or(|c| c.target);
    let silent = points
        || matches!(
            q.dimension,
            Dimension::Age | Dimension::Ordinal | Dimension::Score | Dimension::Temperature | Dimension::Multiple
        );
    let words = q.core.of(scene.text);
    let first = words.chars().next().unwrap_or(' ');
    let chinese = !words.chars().any(|c| c.is_ascii_digit());
    let thing = matches!(q.dimension, Dimension::Count | Dimension::Area | Dimension::Mass | Dimension::Length);
    let article = thing && chinese && first == '一' && q.amount == Decimal::ONE;
    let year = q.dimension == Dimension::Count
        && words.chars().take_while(char::is_ascii_digit).count() == 4
        && (Decimal::from(1900)..Decimal::from(2100)).contains(&q.amount)
        && q.unit.as_deref().is_some_and(|u| matches!(u, "款" | "发" | "级" | "届" | "版"));
    let each =
        is_ratio(scene, i) || i > 0 && matches!(scene.word(i - 1), "每" | "前" | "后" | "这" | "那" | "第" | "该");
    let nothing = q.amount.is_zero() && chinese || first == '半';
    // 民营企业500强, 往下三四级
    let ranked = scene.word(i + 1).starts_with('强') || matches!(q.unit.as_deref(), Some("级" | "强"));
    let other = silent || ranked || article || year || each || nothing || in_word(scene, q);
    !(other || is_vague(scene, q) || is_threshold(scene, i, q))
}

/// 每卖出4件，就有1件: whether a figure is one of a ratio, of which 每 with a verb tells the other.
fn is_ratio(scene: &Scene, i: usize) -> bool {
    let start = scene.clause(i).0;
    let per = |from: usize, to: usize| {
        (from..to).any(|k| matches!(scene.word(k), "每" | "每当") && (scene.is_verb(k + 1) || scene.is_quantity(k + 1)))
    };
    let then = matches!(scene.word(start), "就" | "便" | "即" | "则") && start > 1;
    per(start, i) || then && per(scene.clause(start - 2).0, start)
}

/// 几十名, 数千万元, 百万辆 are no figures, but tell what a figure behind them is of (突破百万辆，达102万辆); 上千家 is one.
fn is_vague(scene: &Scene, q: &Quantity) -> bool {
    let first = q.core.of(scene.text).chars().next().unwrap_or(' ');
    matches!(first, '几' | '数') || "百千万亿".contains(first) && q.bound == Bound::Exact
}

/// 四部委: whether a quantity is the beginning of a word.
fn in_word(scene: &Scene, q: &Quantity) -> bool {
    // 四部委, 6部|门
    let over = |t: &crate::segment::Token| t.span.start < q.core.end && t.span.end > q.core.end;
    scene.sentence.tokens.iter().any(|t| over(t) && t.pos.starts_with('n'))
}

/// Whether a quantity stands in a name or a slogan: between quotation marks, in words without a clause of their own.
fn is_quoted(cx: &Context, q: &Quantity) -> bool {
    let near = cx.seg.quotes.partition_point(|quote| quote.span.end <= q.span.start);
    cx.seg.quotes.get(near).is_some_and(|quote| {
        let inner = quote.inner.of(&cx.seg.text);
        quote.span.contains(q.span) && inner.chars().count() <= 16 && !inner.contains(['，', '。', ',', '！', '？'])
    })
}

/// 甲公司、乙公司两家企业: the number of the names before it, which says nothing of them.
fn is_apposition(scene: &Scene, i: usize, q: &Quantity) -> bool {
    let mut k = i;
    let mut names = 0;
    while k > 0 && scene.mention(k - 1).is_some() {
        names += 1;
        k -= 1;
        if k > 0 && scene.is_conjunction(k - 1) {
            k -= 1;
        } else {
            break;
        }
    }
    // 核桃、茶叶、蔬菜三个产业
    let mut parts = 1;
    let mut k = i;
    while k > 0 && (scene.is_nominal(k - 1) || scene.word(k - 1) == "的" || scene.is_conjunction(k - 1)) {
        parts += usize::from(scene.is_conjunction(k - 1));
        k -= 1;
    }
    if parts > 2 && q.dimension == Dimension::Count && q.amount == Decimal::from(parts) && k < i {
        return true;
    }
    let agents = matches!(q.unit.as_deref(), Some("家" | "名" | "位" | "人" | "所"));
    names > 1 && agents && q.amount == Decimal::from(names)
}

/// 5000万元以上项目3个, 超10亿元以上135个, 亿元级企业: a limit that tells which things are counted.
fn is_threshold(scene: &Scene, i: usize, q: &Quantity) -> bool {
    let limited = q.span.end > q.core.end && matches!(q.bound, Bound::AtLeast | Bound::AtMost);
    let counted = matches!(scene.units.get(i + 1).map(|u| u.kind), Some(Kind::Quantity(_)));
    let noun =
        scene.is_nominal(i + 1) && !matches!(q.dimension, Dimension::Percent | Dimension::Count | Dimension::Plain);
    let level = matches!(scene.word(i + 1), "级" | "规模");
    // 5亿元至10亿元项目3个
    let things = (i + 1..scene.units.len()).take_while(|&k| scene.is_nominal(k)).count();
    let counted = counted || things > 0 && scene.is_quantity(i + 1 + things) && q.high.is_some();
    limited && (noun || counted) || counted && q.dimension == Dimension::Money || level
}

/// The bound that stands before 占 instead of before the figure: 约占全球的12%.
fn bound(scene: &Scene, i: usize, q: &Quantity) -> Bound {
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

fn state(
    cx: &mut Context,
    scene: &Scene,
    i: usize,
    q: &Quantity,
    reading: &choose::Reading,
    owners: &[MentionIx],
    rank: (usize, usize),
) {
    let time = when::time(cx, scene, i, q, rank);
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
                bound: bound(scene, i, q),
                ..figure(q, &measure, reading.of.unwrap_or(reading.trigger).of(scene.text))
            },
            time: time.as_ref().map(|(_, iso)| iso.clone()),
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
    let value = if decline || loss { -q.amount } else { q.amount };
    Figure { span: q.span, value, high: q.high, unit: q.unit.clone(), bound: q.bound }
}

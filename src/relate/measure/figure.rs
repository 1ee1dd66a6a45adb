//! Whether a quantity is a figure that measures something: no age, rank, limit, ratio, slogan or part of a name.

use rust_decimal::Decimal;

use super::super::claim::Bound;
use super::super::context::Context;
use super::super::scene::Scene;
use crate::recognise::quantity::{Dimension, Quantity};

/// Whether a quantity may be a figure of its own: no age, rank or mere article, no threshold inside a noun phrase.
pub(super) fn is_figure(scene: &Scene, i: usize, q: &Quantity) -> bool {
    // 提高1.07个百分点 is growth.
    let step = q.change.as_ref().is_some_and(|c| !c.target);
    let points = q.dimension == Dimension::PercentagePoint && !step && !is_ahead(scene, i);
    // 增长1.2倍, but not 是去年的1.2倍
    let times = q.dimension == Dimension::Multiple && !step;
    let silent = points
        || times
        || matches!(q.dimension, Dimension::Age | Dimension::Ordinal | Dimension::Score | Dimension::Temperature);
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
    // 12GB+256GB版本: which one of several wares it is.
    let variant = ["版本", "版", "机型", "车型", "款型"].contains(&scene.word(i + 1))
        && scene.units[i].span.end == scene.units.get(i + 1).map_or(0, |next| next.span.start)
        && matches!(q.dimension, Dimension::Data | Dimension::Energy | Dimension::Length | Dimension::Volume);
    let other = variant || silent || ranked || article || year || each || nothing || in_word(scene, q);
    !(other || is_vague(scene, q) || is_threshold(scene, i, q))
}

/// 高于全省0.9个百分点: by how much a rate is above another.
pub(super) fn is_ahead(scene: &Scene, i: usize) -> bool {
    let start = scene.clause(i).0;
    (start..i).any(|k| matches!(scene.word(k), "高于" | "快于" | "高出" | "高" | "快"))
}

/// 每卖出4件，就有1件: whether a figure is one of a ratio, of which 每 with a verb tells the other.
fn is_ratio(scene: &Scene, i: usize) -> bool {
    let start = scene.clause(i).0;
    // 每万人拥有基站28个
    let heads = ["每万人", "每千人", "每百人", "每百户", "每千户", "每万户"];
    if (start..i).any(|k| heads.contains(&scene.word(k)) && !scene.is_quantity(k + 1)) {
        return true;
    }
    let per = |from: usize, to: usize| {
        (from..to).any(|k| matches!(scene.word(k), "每" | "每当") && (scene.is_verb(k + 1) || scene.is_quantity(k + 1)))
    };
    let then = matches!(scene.word(start), "就" | "便" | "即" | "则") && start > 1;
    per(start, i) || then && per(scene.clause(start - 2).0, start)
}

/// 几十名, 数千万元, 百万辆 are no figures, but tell what a figure behind them is of (突破百万辆，达102万辆); 上千家 is one.
pub(super) fn is_vague(scene: &Scene, q: &Quantity) -> bool {
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
pub(super) fn is_quoted(cx: &Context, q: &Quantity) -> bool {
    let near = cx.seg.quotes.partition_point(|quote| quote.span.end <= q.span.start);
    cx.seg.quotes.get(near).is_some_and(|quote| {
        let inner = quote.inner.of(&cx.seg.text);
        quote.span.contains(q.span) && inner.chars().count() <= 16 && !inner.contains(['，', '。', ',', '！', '？'])
    })
}

/// 甲公司、乙公司两家企业: the number of the names before it, which says nothing of them.
pub(super) fn is_apposition(scene: &Scene, i: usize, q: &Quantity) -> bool {
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
    let counted = scene.is_quantity(i + 1);
    let noun =
        scene.is_nominal(i + 1) && !matches!(q.dimension, Dimension::Percent | Dimension::Count | Dimension::Plain);
    let level = matches!(scene.word(i + 1), "级" | "规模");
    // 5亿元至10亿元项目3个
    let things = (i + 1..scene.units.len()).take_while(|&k| scene.is_nominal(k)).count();
    let counted = counted || things > 0 && scene.is_quantity(i + 1 + things) && q.high.is_some();
    limited && (noun || counted) || counted && q.dimension == Dimension::Money || level
}

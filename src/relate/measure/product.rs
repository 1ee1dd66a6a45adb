//! Products as owners: those that a measured noun names, and nouns that are products by their words.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;
use super::around::{Around, Noun};
use crate::recognise::Recogniser;
use crate::span::Span;

/// Endings of nouns that are measured of products.
const OF_PRODUCTS: [&str; 24] = [
    "产销",
    "产销量",
    "亩产",
    "零售额",
    "消费量",
    "存栏",
    "单产",
    "零售",
    "零售量",
    "销售",
    "销售量",
    "回收量",
    "产量",
    "销量",
    "保有量",
    "出货量",
    "交付量",
    "装机量",
    "需求量",
    "渗透率",
    "售价",
    "价格",
    "出口量",
    "进口量",
];

/// Whether a noun is measured of products alone.
pub(super) fn of_product(scene: &Scene, noun: Noun) -> bool {
    is_of_products(noun.span(scene).of(scene.text))
}

/// Whether words end as what is measured of products alone does.
pub(super) fn is_of_products(words: &str) -> bool {
    OF_PRODUCTS.iter().any(|end| words.ends_with(end))
}

/// The product that a measured noun names (扫地机器人销量): such nouns are said of products alone.
pub(super) fn measured(cx: &mut Context, scene: &Scene, noun: Noun) -> Option<MentionIx> {
    let mut end = noun.end - 1;
    while end > noun.start + 1 && matches!(scene.word(end - 1), "市场" | "累计" | "总" | "年") {
        end -= 1;
    }
    // 全国乘用车销售: the wares, not those of the country.
    let wide = matches!(scene.word(noun.start), "全国" | "全球" | "全世界" | "国内") && end > noun.start + 1;
    let start = noun.start + usize::from(wide);
    let product = Noun { start, end: end.max(start + 1) };
    let listed = (noun.start..noun.end).any(|k| scene.is_conjunction(k));
    if noun.end - noun.start < 2 || listed || !of_product(scene, noun) {
        return None;
    }
    // 新能源|汽车销量: the dictionary has ware and measure as one word.
    let last = scene.word(noun.end - 1);
    let rest = scene.lexicon.measures_by_noun(last).and_then(|(_, noun)| last.strip_suffix(noun)).unwrap_or("");
    let ware = |rest| scene.lexicon.class_of(rest).is_some_and(|c| cx.ontology.is_named(c, "Product"));
    if !rest.is_empty() && (ware(rest) || rest == "汽车") {
        let whole = scene.cover(start, noun.end);
        let class = cx.ontology.class("Product")?;
        let span = Span::new(whole.from(), whole.to() - (last.len() - rest.len()));
        return Some(cx.concept(span, class, Recogniser::Phrase));
    }
    concept(cx, scene, product, true)
}

/// The product that is traded: 新能源汽车出口.
pub(super) fn traded(cx: &mut Context, scene: &Scene, around: &Around) -> Option<MentionIx> {
    let noun = *around.before.last()?;
    let trade = matches!(scene.word(noun.end - 1), "出口" | "进口" | "产量" | "销量" | "产销" | "销售");
    let product = Noun { start: noun.start, end: noun.end - 1 };
    if trade && noun.end - noun.start > 1 { concept(cx, scene, product, true) } else { None }
}

/// The product or trade that a noun names: 扫地机器人, 唐EV; any noun but a bare common one where it is `sold`.
pub(super) fn concept(cx: &mut Context, scene: &Scene, noun: Noun, sold: bool) -> Option<MentionIx> {
    let mut start = noun.end - 1;
    while start > noun.start && scene.is_nominal(start - 1) && scene.mention(start - 1).is_none() {
        start -= 1;
    }
    let head = scene.cover(start, noun.end);
    let words = head.of(scene.text);
    let endings = || words.char_indices().map(|(i, _)| &words[i..]);
    let lexicon = scene.lexicon;
    let class = endings().find_map(|w| lexicon.class_of(w));
    // 价格, 每公斤: a measure, and what it is measured by.
    let last = scene.word(noun.end - 1);
    let measure = !words.ends_with("产品") && lexicon.measures_by_noun(words).is_some_and(|(_, noun)| noun == last);
    // 产品产量 as one word
    let of_bare = lexicon.measures_by_noun(last).and_then(|(_, noun)| last.strip_suffix(noun));
    let of_bare =
        of_bare.is_some_and(|rest| !rest.is_empty() && words == last && lexicon.class_of_noun(rest).is_some());
    if measure || of_bare || words.starts_with('每') || matches!(words, "版本" | "机型" | "车型" | "新机" | "新车")
    {
        return None;
    }
    let bare = lexicon.class_of_noun(words).is_some() || words.chars().count() < 2;
    let class = class.filter(|&c| ["Product", "Industry"].iter().any(|kind| cx.ontology.is_named(c, kind)));
    if let Some(class) = class.filter(|_| !bare) {
        return Some(cx.concept(head, class, Recogniser::Phrase));
    }
    let model = scene.pos(noun.end - 1) == "eng" && words.chars().count() > 2;
    let product = cx.ontology.class("Product").filter(|_| model || sold && !bare && scene.pos(noun.end - 1) != "s")?;
    Some(cx.concept(head, product, Recogniser::Phrase))
}

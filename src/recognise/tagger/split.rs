//! A chain of places as its links: 浙江省杭州市 is two.

use crate::recognise::gazetteer::{Gazetteer, Level};
use crate::span::Span;

/// Endings of administrative areas, after which a chain may be cut.
const ENDS: &str = "省市县区镇乡村州旗盟";

/// The places that a place found by the tagger is made of, in order; the place itself when it is one.
///
/// A cut stands behind a place of the gazetteer, or an ending of an administrative area, where the rest is a
/// division of China or ends like one: 美国得克萨斯州 is two, 北京大街 one. Behind a place that is nothing else, any rest is a
/// name of its own that does not end like a landmark or a part: 智利塔尔卡 is two, 广州白云机场 and 中国大陆 are one.
pub fn links(text: &str, place: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut rest = place;
    while let Some(cut) = first(rest.of(text)) {
        out.push(Span::new(rest.from(), rest.from() + cut));
        rest = Span::new(rest.from() + cut, rest.to());
    }
    out.push(rest);
    out
}

/// Endings of landmarks, whose names begin with the place they stand in, and of parts of a place.
const PARTS: &str =
    "山河江湖海岛桥路线站寺庙宫塔园馆场港关院楼厦街道陆区洲峡湾洋部方原地城门里口段岸头角林谷寨堡人内外";

fn first(name: &str) -> Option<usize> {
    let gazetteer = Gazetteer::embedded();
    let found = gazetteer.find(name);
    // 江宁省虹湖市: the ending belongs to the first name, whatever shorter one the gazetteer has.
    let longer = |to: usize| name.get(to..).is_some_and(|rest| rest.starts_with(|c| ENDS.contains(c)));
    let found = found.first().filter(|m| m.span.from() == 0 && m.span.len() > 3 && !longer(m.span.to()));
    let known = found.map(|m| m.span.to());
    let ending = || name.char_indices().skip(2).find(|(_, c)| ENDS.contains(*c)).map(|(i, c)| i + c.len_utf8());
    let cut = known.or_else(ending)?;
    let rest = name.get(cut..)?;
    let division = |r: &str| gazetteer.named(r).iter().any(|c| gazetteer.place(c.place).level >= Level::Province);
    let named = || found.is_some_and(|m| !m.is_ambiguous()) && !rest.ends_with(|c| PARTS.contains(c));
    let chain = rest.chars().count() > 1 && (named() || rest.ends_with(|c| ENDS.contains(c)) || division(rest));
    chain.then_some(cut)
}

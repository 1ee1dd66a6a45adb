//! A chain of places as its links: 浙江省杭州市 is two.

use crate::recognise::gazetteer::{Gazetteer, Level};
use crate::span::Span;

/// Endings of administrative areas, after which a chain may be cut.
const ENDS: &str = "省市县区镇乡村州旗盟";

/// The places that a place found by the tagger is made of, in order; the place itself when it is one.
///
/// A cut stands behind a place of the gazetteer, or an ending of an administrative area, where the rest is a
/// division of China or ends like one: 美国得克萨斯州 is two, 北京大街 one.
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

fn first(name: &str) -> Option<usize> {
    let gazetteer = Gazetteer::embedded();
    let known = gazetteer.find(name).first().filter(|m| m.span.from() == 0 && m.span.len() > 3).map(|m| m.span.to());
    let ending = || name.char_indices().skip(2).find(|(_, c)| ENDS.contains(*c)).map(|(i, c)| i + c.len_utf8());
    let cut = known.or_else(ending)?;
    let rest = name.get(cut..)?;
    let division = |r: &str| gazetteer.named(r).iter().any(|c| gazetteer.place(c.place).level >= Level::Province);
    let chain = rest.chars().count() > 1 && (rest.ends_with(|c| ENDS.contains(c)) || division(rest));
    chain.then_some(cut)
}

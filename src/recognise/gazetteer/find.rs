//! Finding names of places in text.

use std::collections::BTreeSet;

use super::place::PlaceMatch;
use super::{Gazetteer, Pattern};
use crate::span::Span;

/// What dictionaries join to a place before it.
const GLUED: &[&str] = &[
    "首相",
    "总理",
    "总统",
    "主席",
    "天皇",
    "国王",
    "女王",
    "王室",
    "军方",
    "警方",
    "议会",
    "外长",
    "大使",
    "大使馆",
    "使馆",
    "驻华使馆",
    "驻华大使馆",
    "领事馆",
    "关系",
    "战争",
    "战场",
    "两国",
    "双方",
    "边境",
    "人民",
    "专利",
    "电影",
    "文学",
];

impl Gazetteer {
    /// The names of places in `text`, leftmost and longest first, none overlapping; spans are bytes of `text`.
    ///
    /// A list of one-letter names (苏浙沪) gives one match a letter. Nothing is known here about the words around: prefer
    /// [`find_among`](Self::find_among) where there are words.
    pub fn find(&self, text: &str) -> Vec<PlaceMatch<'_>> {
        self.select(self.names.matches(text))
    }

    /// As [`find`](Self::find), without names that cut a word in two.
    ///
    /// `words` are the words of `text` in order. In 其中德国 the list 中德 cuts 其中 and is passed over for 德国, in
    /// 北京市长 the name is 北京. A word that lies across two full names that touch (海口**市长**流镇) does not count:
    /// dictionaries do not know every town.
    pub fn find_among(&self, text: &str, words: &[Span]) -> Vec<PlaceMatch<'_>> {
        let mut found = self.names.matches(text);
        if found.is_empty() {
            return Vec::new();
        }
        let full = |p: &Pattern| !p.list && self.of(*p).iter().any(|c| c.form == super::Form::Full && !c.ambiguous);
        let begins: BTreeSet<usize> = found.iter().filter(|m| full(&m.2)).map(|m| m.0).collect();
        let joints: BTreeSet<usize> =
            found.iter().filter(|m| full(&m.2) && begins.contains(&m.1)).map(|m| m.1).collect();
        // 广西南宁, 云南昆明: words of the dictionary that are a place and one that lies in it.
        let parted: BTreeSet<usize> = found.iter().filter_map(|m| self.parted(m, &found, words)).collect();
        let cut = |at: usize| {
            let next = words.partition_point(|w| w.to() <= at);
            words.get(next).is_some_and(|w| w.from() < at) && !joints.contains(&at) && !parted.contains(&at)
        };
        // 英国首相, 中日关系: words of the dictionary that begin with a place.
        let glued = |m: &(usize, usize, Pattern)| {
            let at = words.partition_point(|w| w.to() <= m.0);
            let rest = words.get(at).filter(|w| w.from() == m.0).and_then(|w| text.get(m.1..w.to()));
            rest.is_some_and(|rest| GLUED.contains(&rest)) && (m.2.list || full(&m.2))
        };
        found.retain(|m| !cut(m.0) && (!cut(m.1) || glued(m)));
        self.select(found)
    }

    /// Where a word ends the place at its beginning, when the rest of it is the name of a place inside of that one.
    fn parted(
        &self,
        outer: &(usize, usize, Pattern),
        found: &[(usize, usize, Pattern)],
        words: &[Span],
    ) -> Option<usize> {
        let at = words.partition_point(|w| w.from() < outer.0);
        let word = words.get(at).filter(|w| w.from() == outer.0 && w.to() > outer.1 && !outer.2.list)?;
        let inside = |inner: &(usize, usize, Pattern)| {
            let lies = |c: &super::Candidate| self.of(outer.2).iter().any(|o| self.is_within(c.place, o.place));
            inner.0 == outer.1 && inner.1 == word.to() && !inner.2.list && self.of(inner.2).iter().any(lies)
        };
        found.iter().any(inside).then_some(outer.1)
    }

    fn select(&self, mut found: Vec<(usize, usize, Pattern)>) -> Vec<PlaceMatch<'_>> {
        found.sort_unstable_by_key(|m| (m.0, std::cmp::Reverse(m.1)));
        let mut free = 0;
        let mut matches = Vec::new();
        for (start, end, pattern) in found {
            if start < free {
                continue;
            }
            free = end;
            let candidates = self.of(pattern);
            if !pattern.list {
                matches.push(PlaceMatch { span: Span::new(start, end), candidates });
                continue;
            }
            let letter = (end - start) / candidates.len().max(1);
            for (i, candidate) in candidates.chunks(1).enumerate() {
                let from = start + i * letter;
                matches.push(PlaceMatch { span: Span::new(from, from + letter), candidates: candidate });
            }
        }
        matches
    }
}

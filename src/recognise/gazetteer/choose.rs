//! Choosing among places of one name by the other places of the article.

use std::collections::BTreeMap;

use super::Gazetteer;
use super::place::{Form, Level, Place, PlaceId, PlaceMatch};

/// Country, province, prefecture, county, town, and room for more.
const DEPTH: usize = 8;

/// Country, province, prefecture, ... down to a place itself.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    places: [PlaceId; DEPTH],
    depth: usize,
}

impl Line {
    fn iter(&self) -> impl Iterator<Item = &PlaceId> {
        self.places[..self.depth].iter()
    }
}

/// The places that an article is about, each with how often it names it.
pub struct Around(Vec<(Line, usize)>);

impl Gazetteer {
    /// Takes up the places that an article is about; name a place twice to give it weight (that of the dateline, say).
    pub fn around(&self, places: &[PlaceId]) -> Around {
        let mut lines: BTreeMap<Line, usize> = BTreeMap::new();
        places.iter().for_each(|id| *lines.entry(self.line(*id)).or_default() += 1);
        Around(lines.into_iter().collect())
    }

    /// The place among `candidates` that an article about the places `context` means, or `None` when it cannot be told.
    ///
    /// The nearer, the likelier: the candidate that shares the deepest area (county before prefecture before province
    /// before country) with a place of the context, then with the most of them. Among equals a place of today goes
    /// before a former one, and a place before what lies in it (吉林省, 吉林市). Without any support only a single
    /// candidate, or a country or province among lesser ones, is chosen; a single town not if the context names
    /// provinces and its own is not among them, because an other town or village of that name may be meant.
    pub fn choose(&self, candidates: &[PlaceId], context: &Around) -> Option<PlaceId> {
        let near: Vec<(usize, usize)> = candidates.iter().map(|c| self.closeness(*c, context)).collect();
        let best = *near.iter().max()?;
        let mut tied: Vec<PlaceId> =
            candidates.iter().zip(&near).filter(|(_, near)| **near == best).map(|(c, _)| *c).collect();
        tied.sort_unstable();
        tied.dedup();
        if tied.iter().any(|c| self.place(*c).former.is_none()) {
            tied.retain(|c| self.place(*c).former.is_none());
        }
        if let [only] = tied[..] {
            return (best.0 > 1 || !self.is_stray(only, context)).then_some(only);
        }
        let first = *tied.iter().min_by_key(|c| self.place(**c).level)?;
        let widest = self.place(first).level <= Level::Province;
        let rest_lower = |c: &PlaceId| self.place(*c).level > self.place(first).level;
        let holds_rest = tied.iter().all(|c| *c == first || self.is_within(*c, first));
        (holds_rest || best.0 <= 1 && widest && tied.iter().all(|c| *c == first || rest_lower(c))).then_some(first)
    }

    /// The place that a match means in an article about the places `context`, or `None` when it cannot be told.
    ///
    /// First [`choose`](Self::choose) among all candidates where one of them has something nearer than the country in
    /// common with the context; otherwise among those whose words are no ordinary ones (of 朝阳 the prefecture, not
    /// the districts).
    pub fn resolve(&self, found: &PlaceMatch<'_>, context: &Around) -> Option<PlaceId> {
        let all: Vec<PlaceId> = found.places().collect();
        if found.candidates.iter().any(|c| c.form == Form::Letter) {
            return all.first().copied();
        }
        let near = all.iter().any(|c| self.closeness(*c, context).0 > 1);
        let plain = found.candidates.iter().filter(|c| !c.ambiguous).map(|c| c.place).collect::<Vec<_>>();
        if near || plain.is_empty() { self.choose(&all, context) } else { self.choose(&plain, context) }
    }

    /// How deep the deepest area is that the place shares with one of the context, and with how many.
    fn closeness(&self, id: PlaceId, context: &Around) -> (usize, usize) {
        let own = self.line(id);
        let mut best = (0, 0);
        for (other, times) in &context.0 {
            let shared = own.iter().zip(other.iter()).take_while(|(a, b)| a == b).count();
            if shared > best.0 {
                best = (shared, *times);
            } else if shared == best.0 && shared > 0 {
                best.1 += times;
            }
        }
        best
    }

    fn line(&self, id: PlaceId) -> Line {
        let mut line = Line { places: [id; DEPTH], depth: 0 };
        let own = std::iter::once(id).chain(self.ancestors(id));
        for place in own.filter(|p| self.place(*p).level != Level::Region).take(DEPTH) {
            line.places[line.depth] = place;
            line.depth += 1;
        }
        line.places[..line.depth].reverse();
        line
    }

    /// Whether the place is a town and the context names places inside of its country, but none of its province.
    fn is_stray(&self, id: PlaceId, context: &Around) -> bool {
        let Place { level, .. } = *self.place(id);
        level == Level::Town && context.0.iter().any(|(line, _)| line.depth > 1)
    }
}

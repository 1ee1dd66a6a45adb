//! Measures of the graph: degree, components, shortest path, PageRank, over facts and posts taken in both directions.
//! Dates join nothing: no chain passes through them.

use std::collections::{BTreeMap, VecDeque};

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::unionfind::UnionFind;

use super::{ClaimIx, Content, Graph, Status};

/// PageRank's damping factor, after Brin and Page (1998).
const DAMPING: f64 = 0.85;
/// Rounds of PageRank; the rank is stable to six digits long before.
const ROUNDS: usize = 50;

/// What joins two entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// An affirmed relation.
    Fact(EdgeIndex),
    /// An affirmed post, by its place in [`Graph::posts`]: the person and the organisation.
    Post(usize),
}

/// For every entity what joins it to which others, in a stable order.
#[derive(Debug)]
pub struct Links<'g> {
    graph: &'g Graph,
    of: Vec<Vec<(Link, NodeIndex)>>,
}

impl Graph {
    /// Looks up what joins each entity to others.
    pub fn links(&self) -> Links<'_> {
        let mut of = vec![Vec::new(); self.facts.node_count()];
        let mut join = |link: Link, a: NodeIndex, b: NodeIndex| {
            of[a.index()].push((link, b));
            of[b.index()].push((link, a));
        };
        for edge in self.facts.edge_indices() {
            let (from, to) = self.ends(edge);
            join(Link::Fact(edge), from, to);
        }
        for (ix, post) in self.posts.iter().enumerate().filter(|(_, p)| p.affirmed) {
            join(Link::Post(ix), post.person, post.organization);
        }
        Links { graph: self, of }
    }

    /// The affirmed claims behind a link.
    pub fn claims_of(&self, link: Link) -> Vec<ClaimIx> {
        match link {
            Link::Fact(edge) => self.facts[edge].claims.clone(),
            Link::Post(ix) => {
                let holds = |c: &ClaimIx| self.claims[*c].content == Content::Post(ix);
                (0..self.claims.len()).filter(holds).filter(|&c| self.claims[c].status == Status::Affirmed).collect()
            }
        }
    }
}

impl Links<'_> {
    /// The links of an entity and the entities at their other ends.
    pub fn of(&self, ix: NodeIndex) -> &[(Link, NodeIndex)] {
        &self.of[ix.index()]
    }

    /// The number of facts and posts that an entity takes part in.
    pub fn degree(&self, ix: NodeIndex) -> usize {
        self.of(ix).len()
    }

    /// Groups of entities that are joined, the largest first, then by first member.
    pub fn components(&self) -> Vec<Vec<NodeIndex>> {
        let mut sets = UnionFind::new(self.of.len());
        for ix in self.graph.facts.node_indices().filter(|&ix| self.joins(ix)) {
            for &(_, other) in self.of(ix) {
                if self.joins(other) {
                    sets.union(ix.index(), other.index());
                }
            }
        }
        let mut groups: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
        for ix in self.graph.facts.node_indices() {
            groups.entry(sets.find(ix.index())).or_default().push(ix);
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by_key(|g| (std::cmp::Reverse(g.len()), g.first().copied()));
        groups
    }

    /// A shortest chain between two entities: each link with the entity it leads to; among equally short chains the
    /// one whose links come first. Empty when the two are one; `None` when nothing joins them.
    pub fn path(&self, from: NodeIndex, to: NodeIndex) -> Option<Vec<(Link, NodeIndex)>> {
        let mut reached: BTreeMap<NodeIndex, Option<(Link, NodeIndex)>> = BTreeMap::from([(from, None)]);
        let mut open = VecDeque::from([from]);
        while let Some(at) = open.pop_front().filter(|&at| at != to) {
            for &(link, next) in self.of(at) {
                if (next == to || self.joins(next)) && !reached.contains_key(&next) {
                    reached.insert(next, Some((link, at)));
                    open.push_back(next);
                }
            }
        }
        let mut chain = Vec::new();
        let mut at = to;
        while let Some((link, before)) = *reached.get(&at)? {
            chain.push((link, at));
            at = before;
        }
        chain.reverse();
        Some(chain)
    }

    /// The entities at most `depth` links away from any of `seeds`, sorted.
    pub fn around(&self, seeds: &[NodeIndex], depth: usize) -> Vec<NodeIndex> {
        let mut near: BTreeMap<NodeIndex, usize> = seeds.iter().map(|&s| (s, 0)).collect();
        let mut open: VecDeque<NodeIndex> = seeds.iter().copied().collect();
        while let Some(at) = open.pop_front() {
            let steps = near[&at];
            if steps == depth || (steps > 0 && !self.joins(at)) {
                continue;
            }
            for &(_, next) in self.of(at) {
                near.entry(next).or_insert_with(|| {
                    open.push_back(next);
                    steps + 1
                });
            }
        }
        near.into_keys().collect()
    }

    /// PageRank of every entity; sums to one.
    pub fn page_rank(&self) -> Vec<f64> {
        let count = self.of.len();
        let mut rank = vec![1.0 / count.max(1) as f64; count];
        for _ in 0..ROUNDS {
            let loose: f64 = rank.iter().zip(&self.of).filter(|(_, links)| links.is_empty()).map(|(r, _)| r).sum();
            let rest = (1.0 - DAMPING + DAMPING * loose) / count.max(1) as f64;
            let gain = |links: &Vec<(Link, NodeIndex)>| -> f64 {
                links.iter().map(|&(_, n)| rank[n.index()] / self.degree(n) as f64).sum()
            };
            rank = self.of.iter().map(|links| rest + DAMPING * gain(links)).collect();
        }
        rank
    }

    /// Whether a chain may pass through an entity.
    fn joins(&self, ix: NodeIndex) -> bool {
        self.graph.node(ix).kind != "Date"
    }
}

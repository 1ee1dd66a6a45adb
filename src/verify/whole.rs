//! What the parts of the snapshot say together.

use rayon::prelude::*;

use super::Fault;
use super::part::{Claim, Key, Part};
use crate::span::slice_code_points;

/// All parts, put together in the order of the snapshot.
#[derive(Default)]
pub(super) struct Whole {
    pub quads: usize,
    pub quotes: usize,
    pub faults: Vec<Fault>,
    /// Whether some line could not be read, so that the whole cannot be judged.
    pub damaged: bool,
    last: Vec<u8>,
    described: Vec<Key>,
    pointed: Vec<(Key, usize)>,
    texts: Vec<(Key, String)>,
    facts: Vec<(Key, Key, usize)>,
    claims: Vec<Claim>,
    open: Vec<Claim>,
    targets: Vec<(u64, Key)>,
    quotes_of: Vec<(u64, Box<str>)>,
    positions: Vec<(u64, usize, usize)>,
}

impl Whole {
    /// Adds the part that comes next.
    pub fn take(&mut self, part: Part) {
        let before = self.quads;
        if !self.last.is_empty() && part.first <= self.last {
            self.faults.push(Fault { text: "the snapshot is not sorted".to_owned(), line: Some(before + 1) });
        }
        self.faults.extend(part.faults.into_iter().map(|f| Fault { line: f.line.map(|line| before + line), ..f }));
        self.pointed.extend(part.pointed.into_iter().map(|(node, line)| (node, before + line)));
        self.facts.extend(part.facts.into_iter().map(|(graph, triple, line)| (graph, triple, before + line)));
        self.described.extend(part.described);
        self.texts.extend(part.texts);
        self.claims.extend(part.claims);
        self.open.extend(part.open);
        self.targets.extend(part.targets);
        self.quotes_of.extend(part.quotes);
        self.positions.extend(part.positions);
        self.damaged |= part.damaged;
        self.quads += part.lines;
        self.last = part.last;
    }

    /// Adds a fault that no single line shows.
    pub fn fault(&mut self, text: String) {
        self.faults.push(Fault { text, line: None });
    }

    /// What `build.json` counts as well.
    pub fn counts(&self) -> [(&'static str, usize); 5] {
        let mut facts: Vec<Key> = self.facts.iter().map(|(_, triple, _)| *triple).collect();
        facts.sort_unstable();
        facts.dedup();
        let (claims, open) = (self.claims.len(), self.open.len());
        let facts = facts.len();
        [("quads", self.quads), ("documents", self.texts.len()), ("claims", claims), ("open", open), ("facts", facts)]
    }

    /// Looks for what no part can see by itself.
    pub fn judge(&mut self) {
        rayon::join(|| self.described.par_sort_unstable(), || self.pointed.par_sort_unstable());
        self.facts.par_sort_unstable();
        self.texts.sort_unstable_by_key(|(document, _)| *document);
        self.targets.sort_unstable();
        self.quotes_of.sort_unstable();
        self.positions.sort_unstable();
        let claims = std::mem::take(&mut self.claims);
        let open = self.open.par_iter().map(|claim| self.quote("open", claim));
        let judged = claims.par_iter().map(|claim| self.quote("claim", claim)).chain(open);
        let judged: Vec<(bool, Option<String>)> = judged.collect();
        self.quotes = judged.iter().filter(|(compared, _)| *compared).count();
        judged.into_iter().filter_map(|(_, fault)| fault).for_each(|fault| self.fault(fault));
        for claim in claims.iter().filter(|claim| !claim.whole) {
            self.fault(format!("claim/{:016x} lacks its subject, predicate or object", claim.id));
        }
        self.facts_and_claims(&claims);
        self.claims = claims;
        self.links();
    }

    /// Compares the quote of a claim with the text at its place; tells whether it could, and what is wrong.
    fn quote(&self, kind: &str, claim: &Claim) -> (bool, Option<String>) {
        let id = claim.id;
        let (Some(quote), Some(&(_, start, end))) =
            (of(&self.quotes_of, |q| q.0, id).map(|q| &*q.1), of(&self.positions, |p| p.0, id))
        else {
            return (false, Some(format!("{kind}/{id:016x} has no quote or no position")));
        };
        let document = of(&self.targets, |t| t.0, id).map(|t| t.1).filter(|document| *document == claim.graph);
        let Some((_, text)) = document.and_then(|document| of(&self.texts, |t| t.0, document)) else {
            return (false, Some(format!("{kind}/{id:016x} has no document, or one that is not its graph")));
        };
        let found = slice_code_points(text, start, end);
        let fault = (found != Some(quote)).then(|| {
            let found = found.map_or_else(|| "nothing".to_owned(), |f| format!("{f:?}"));
            format!("{kind}/{id:016x}: the text has {found} at {start}–{end}, the quote is {quote:?}")
        });
        (true, fault)
    }

    /// Every fact has an affirmed claim in its graph, every affirmed claim its fact.
    fn facts_and_claims(&mut self, claims: &[Claim]) {
        let mut stated: Vec<(Key, Key)> = claims.iter().filter_map(|c| Some((c.graph, c.fact?))).collect();
        stated.par_sort_unstable();
        let unfounded =
            self.facts.iter().filter(|(graph, triple, _)| stated.binary_search(&(*graph, *triple)).is_err());
        let unfounded = unfounded
            .map(|&(_, _, line)| Fault { text: "a fact without an affirmed claim".to_owned(), line: Some(line) });
        let faults: Vec<Fault> = unfounded.collect();
        self.faults.extend(faults);
        for claim in claims {
            let Some(fact) = claim.fact else { continue };
            if self.facts.binary_search_by(|(graph, triple, _)| (*graph, *triple).cmp(&(claim.graph, fact))).is_err() {
                self.fault(format!("claim/{:016x} is affirmed, but what it states is no fact", claim.id));
            }
        }
    }

    /// What is pointed at is described.
    fn links(&mut self) {
        let mut pointed = std::mem::take(&mut self.pointed);
        pointed.dedup_by_key(|(node, _)| *node);
        pointed.retain(|(node, _)| self.described.binary_search(node).is_err());
        let fault = |(_, line)| Fault { text: "a node is named, but not described".to_owned(), line: Some(line) };
        self.faults.extend(pointed.into_iter().map(fault));
    }
}

/// The entry of this key in a list sorted by keys.
fn of<T>(list: &[T], key: impl Fn(&T) -> u64, wanted: u64) -> Option<&T> {
    list.binary_search_by_key(&wanted, key).ok().map(|at| &list[at])
}

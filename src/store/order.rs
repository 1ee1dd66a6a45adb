//! The order of the snapshot: what a graph says of each subject, subjects and lines sorted, so that nothing but the lines
//! of one subject ever needs sorting.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::ops::Range;

use oxigraph::model::QuadRef;
use rayon::prelude::*;

use super::emitter::{Emitter, Evidence, merge_iri, role_iri};
use super::quads::open_iri;
use super::{Style, article_iri, line};
use crate::assemble::{Content, Graph, NodeIndex, Status, Term};

/// What a subject is, and its place among those of its sort.
#[derive(Clone, Copy)]
enum Subject {
    Term(u32),
    Merge(u32),
    Node(u32),
    Role(u32),
    Article(u32),
    Claim(u32),
    Open(u32),
    /// The evidence of claims, and behind them of open claims.
    Target(u32),
    Quote(u32),
    Position(u32),
    Post(u32),
    Observation(u32),
    Quotation(u32),
}

/// The subjects of a graph in the order of their lines.
pub(super) struct Order<'g> {
    graph: &'g Graph,
    /// The IRIs of the articles, and of the graphs of their open claims.
    articles: Vec<String>,
    opens: Vec<String>,
    terms: Vec<(&'g str, &'g Term)>,
    /// IRI, entity and place among its merges.
    merges: Vec<(String, NodeIndex, usize)>,
    /// IRI and post, for each post.
    roles: Vec<String>,
    subjects: Vec<Subject>,
    /// Articles by entity that they mention.
    mentioned: Index,
    /// Affirmed relations by their subject.
    facts: Index,
    /// Claims by what they state.
    posts: Index,
    observations: Index,
    quotations: Index,
}

/// Some lines that stand together in the snapshot.
pub(super) struct Lines {
    pub bytes: Vec<u8>,
    pub count: usize,
}

impl<'g> Order<'g> {
    pub fn of(graph: &'g Graph) -> Self {
        let merges = graph.facts.node_indices().flat_map(|ix| {
            let node = graph.node(ix);
            node.merges.iter().enumerate().map(move |(at, merge)| (merge_iri(graph, node, merge), ix, at))
        });
        let claims = || graph.claims.iter().enumerate();
        let facts = || {
            let affirmed = claims().filter(|(_, claim)| claim.status == Status::Affirmed);
            affirmed.filter_map(|(ix, claim)| match claim.content {
                Content::Relation { subject, .. } => Some((subject.index(), ix)),
                _ => None,
            })
        };
        let of = |part: fn(&Content) -> Option<usize>| {
            move || claims().filter_map(move |(ix, claim)| Some((part(&claim.content)?, ix)))
        };
        let mentioned = || {
            let articles = graph.articles.iter().enumerate();
            articles.flat_map(|(article, a)| a.mentions.iter().map(move |node| (node.index(), article)))
        };
        let mut order = Order {
            graph,
            articles: (0..graph.articles.len()).map(|ix| article_iri(graph, ix)).collect(),
            opens: (0..graph.articles.len()).map(|ix| open_iri(graph, ix)).collect(),
            terms: graph.terms.iter().map(|(iri, term)| (iri.as_str(), term)).collect(),
            merges: merges.collect(),
            roles: graph.posts.iter().map(|post| role_iri(graph, post)).collect(),
            subjects: Vec::new(),
            mentioned: Index::new(graph.facts.node_count(), mentioned),
            facts: Index::new(graph.facts.node_count(), facts),
            posts: Index::new(graph.posts.len(), of(|c| if let Content::Post(ix) = c { Some(*ix) } else { None })),
            observations: Index::new(
                graph.observations.len(),
                of(|c| if let Content::Observation(ix) = c { Some(*ix) } else { None }),
            ),
            quotations: Index::new(
                graph.quotations.len(),
                of(|c| if let Content::Quotation(ix) = c { Some(*ix) } else { None }),
            ),
        };
        let mut subjects = order.subjects();
        subjects.par_sort_by(|a, b| order.compare(*a, *b));
        order.subjects = subjects;
        order
    }

    fn subjects(&self) -> Vec<Subject> {
        let graph = self.graph;
        let all = |count: usize| 0..count as u32;
        let id = |ix: u32| graph.claims[ix as usize].id.as_str();
        // The first letters of the ids stand beside the numbers, so that few comparisons go to the claims.
        let mut claims: Vec<(u64, u32)> = all(graph.claims.len()).map(|ix| (first_letters(id(ix)), ix)).collect();
        claims.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a.1).cmp(id(b.1))));
        let claims = || claims.iter().map(|(_, ix)| *ix);
        let mut open: Vec<u32> = all(graph.open.len()).collect();
        open.par_sort_unstable_by(|a, b| graph.open[*a as usize].id.cmp(&graph.open[*b as usize].id));
        let behind = |ix: &u32| ix + graph.claims.len() as u32;
        let evidence = || claims().chain(open.iter().map(behind));
        let mut subjects: Vec<Subject> = claims().map(Subject::Claim).collect();
        subjects.extend(all(graph.articles.len()).map(Subject::Article));
        subjects.extend(all(graph.facts.node_count()).map(Subject::Node));
        subjects.extend(all(self.merges.len()).map(Subject::Merge));
        subjects.extend(all(graph.observations.len()).map(Subject::Observation));
        subjects.extend(open.iter().copied().map(Subject::Open));
        subjects.extend(evidence().map(Subject::Position));
        subjects.extend(all(graph.posts.len()).map(Subject::Post));
        subjects.extend(all(graph.quotations.len()).map(Subject::Quotation));
        subjects.extend(evidence().map(Subject::Quote));
        subjects.extend(all(self.roles.len()).map(Subject::Role));
        subjects.extend(evidence().map(Subject::Target));
        subjects.extend(all(self.terms.len()).map(Subject::Term));
        subjects
    }

    /// The IRI of a subject, in pieces.
    fn iri(&self, subject: Subject) -> [&str; 3] {
        let graph = self.graph;
        let own = |segment, id| [graph.base.as_str(), segment, id];
        let evidence = |segment, ix: u32| own(segment, self.evidence(ix).0.id);
        match subject {
            Subject::Term(ix) => [self.terms[ix as usize].0, "", ""],
            Subject::Merge(ix) => [self.merges[ix as usize].0.as_str(), "", ""],
            Subject::Node(ix) => [graph.node(NodeIndex::new(ix as usize)).iri.as_str(), "", ""],
            Subject::Role(ix) => [self.roles[ix as usize].as_str(), "", ""],
            Subject::Article(ix) => own("doc/", graph.articles[ix as usize].id.as_str()),
            Subject::Claim(ix) => own("claim/", graph.claims[ix as usize].id.as_str()),
            Subject::Open(ix) => own("open/", graph.open[ix as usize].id.as_str()),
            Subject::Target(ix) => evidence("target/", ix),
            Subject::Quote(ix) => evidence("quote/", ix),
            Subject::Position(ix) => evidence("position/", ix),
            Subject::Post(ix) => own("post/", graph.posts[ix as usize].id.as_str()),
            Subject::Observation(ix) => own("observation/", graph.observations[ix as usize].id.as_str()),
            Subject::Quotation(ix) => own("quotation/", graph.quotations[ix as usize].id.as_str()),
        }
    }

    /// The evidence of this number: that of a claim or, behind all claims, of an open claim; and the IRI of its graph.
    fn evidence(&self, ix: u32) -> (Evidence<'g>, &str) {
        let (graph, ix) = (self.graph, ix as usize);
        match graph.claims.get(ix) {
            Some(claim) => (claim.into(), &self.articles[claim.article]),
            None => {
                let claim = &graph.open[ix - graph.claims.len()];
                (claim.into(), &self.opens[claim.article])
            }
        }
    }

    /// Compares two subjects as the beginnings of their lines, up to the bracket that closes the IRI.
    fn compare<'a>(&'a self, a: Subject, b: Subject) -> Ordering {
        let (a, b) = (self.iri(a), self.iri(b));
        let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let ended = |parts: [&'a str; 3]| parts.into_iter().skip(same).flat_map(str::bytes).chain([b'>']);
        let (Some(x), Some(y)) = (a.get(same), b.get(same)) else { return Ordering::Equal };
        let shared = x.len().min(y.len());
        x.as_bytes()[..shared].cmp(&y.as_bytes()[..shared]).then_with(|| ended(a).cmp(ended(b)))
    }

    /// Cuts the subjects into frames of about `size` lines. Where they are cut depends on what the graph holds, on
    /// nothing else.
    pub fn frames(&self, size: usize) -> Vec<Range<usize>> {
        let mut frames = Vec::new();
        let (mut start, mut weight) = (0, 0);
        for (ix, &subject) in self.subjects.iter().enumerate() {
            let last = ix.checked_sub(1).map(|last| self.subjects[last]);
            if weight >= size && last.is_some_and(|last| self.compare(last, subject).is_ne()) {
                frames.push(start..ix);
                (start, weight) = (ix, 0);
            }
            weight += self.weight(subject);
        }
        if start < self.subjects.len() {
            frames.push(start..self.subjects.len());
        }
        frames
    }

    /// About how many lines of usual length a subject has.
    fn weight(&self, subject: Subject) -> usize {
        match subject {
            Subject::Article(ix) => {
                let article = &self.graph.articles[ix as usize];
                8 + article.mentions.len() + article.text.len() / 128
            }
            Subject::Node(ix) => {
                let node = self.graph.node(NodeIndex::new(ix as usize));
                (3 + node.aliases.len()) * self.mentioned.of(ix).len() + self.facts.of(ix).len()
            }
            Subject::Claim(_) | Subject::Open(_) => 9,
            Subject::Post(ix) => 5 * self.posts.of(ix).len(),
            Subject::Role(ix) => 2 * self.posts.of(ix).len(),
            Subject::Observation(ix) => 8 * self.observations.of(ix).len(),
            Subject::Quotation(ix) => 8 * self.quotations.of(ix).len(),
            _ => 4,
        }
    }

    /// The lines of a frame, sorted, each once.
    pub fn lines(&self, frame: Range<usize>) -> Lines {
        let mut lines = Lines { bytes: Vec::new(), count: 0 };
        let mut own = Unsorted::default();
        // Subjects of one IRI (a role that an article also mentions) have their lines among each other.
        for same in self.subjects[frame].chunk_by(|a, b| self.compare(*a, *b).is_eq()) {
            same.iter().for_each(|&subject| self.describe(subject, &mut own));
            own.sort_into(&mut lines);
        }
        lines
    }

    fn describe(&self, subject: Subject, out: &mut Unsorted) {
        let graph = self.graph;
        let claims = |of: &[u32]| of.iter().map(|&ix| &graph.claims[ix as usize]).collect::<Vec<_>>();
        // What several claims of an article state is said once in it.
        let articles = |of: &[u32]| {
            let mut articles: Vec<usize> = of.iter().map(|&ix| graph.claims[ix as usize].article).collect();
            articles.dedup();
            articles
        };
        let Ok(()) = match subject {
            Subject::Term(ix) => {
                let (iri, term) = self.terms[ix as usize];
                out.emitter(graph, "").term(iri, term)
            }
            Subject::Merge(ix) => {
                let (iri, node, at) = &self.merges[ix as usize];
                let node = graph.node(*node);
                out.emitter(graph, "").merge(iri, node, &node.merges[*at])
            }
            Subject::Node(ix) => {
                let node = graph.node(NodeIndex::new(ix as usize));
                for &article in self.mentioned.of(ix) {
                    let Ok(()) = out.emitter(graph, &self.articles[article as usize]).entity(node);
                }
                claims(self.facts.of(ix))
                    .into_iter()
                    .try_for_each(|claim| out.emitter(graph, &self.articles[claim.article]).fact(claim))
            }
            Subject::Role(ix) => articles(self.posts.of(ix))
                .into_iter()
                .try_for_each(|at| out.emitter(graph, &self.articles[at]).role(&graph.posts[ix as usize])),
            Subject::Article(ix) => {
                out.emitter(graph, &self.articles[ix as usize]).article(&graph.articles[ix as usize])
            }
            Subject::Claim(ix) => {
                let claim = &graph.claims[ix as usize];
                out.emitter(graph, &self.articles[claim.article]).claim(claim)
            }
            Subject::Open(ix) => {
                let claim = &graph.open[ix as usize];
                out.emitter(graph, &self.opens[claim.article]).open(claim, &self.articles[claim.article])
            }
            Subject::Target(ix) => {
                let (evidence, name) = self.evidence(ix);
                out.emitter(graph, name).target(evidence, &self.articles[evidence.article])
            }
            Subject::Quote(ix) => {
                let (evidence, name) = self.evidence(ix);
                out.emitter(graph, name).quote(evidence)
            }
            Subject::Position(ix) => {
                let (evidence, name) = self.evidence(ix);
                out.emitter(graph, name).position(evidence)
            }
            Subject::Post(ix) => articles(self.posts.of(ix))
                .into_iter()
                .try_for_each(|at| out.emitter(graph, &self.articles[at]).post(&graph.posts[ix as usize])),
            Subject::Observation(ix) => articles(self.observations.of(ix)).into_iter().try_for_each(|at| {
                out.emitter(graph, &self.articles[at]).observation(&graph.observations[ix as usize])
            }),
            Subject::Quotation(ix) => articles(self.quotations.of(ix))
                .into_iter()
                .try_for_each(|at| out.emitter(graph, &self.articles[at]).quotation(&graph.quotations[ix as usize])),
        };
    }
}

/// Lines of one subject, unsorted, with repetitions.
#[derive(Default)]
struct Unsorted {
    bytes: Vec<u8>,
    lines: Vec<Range<usize>>,
}

impl Unsorted {
    fn emitter<'a>(
        &'a mut self,
        graph: &'a Graph,
        article: &'a str,
    ) -> Emitter<'a, impl FnMut(QuadRef<'_>) -> Result<(), Infallible> + 'a> {
        let sink = move |quad: QuadRef<'_>| {
            let start = self.bytes.len();
            line::write(&mut self.bytes, quad);
            self.lines.push(start..self.bytes.len());
            Ok(())
        };
        Emitter { graph, style: Style::default(), article, sink }
    }

    fn sort_into(&mut self, out: &mut Lines) {
        let bytes = &self.bytes;
        self.lines.sort_unstable_by(|a, b| bytes[a.clone()].cmp(&bytes[b.clone()]));
        self.lines.dedup_by(|b, a| bytes[a.clone()] == bytes[b.clone()]);
        out.count += self.lines.len();
        self.lines.drain(..).for_each(|line| out.bytes.extend_from_slice(&bytes[line]));
        self.bytes.clear();
    }
}

/// The first eight bytes of a word, as a number that is ordered as they are.
fn first_letters(word: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(word.bytes()).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(first)
}

/// Lists of numbers by number, in one piece.
struct Index {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Index {
    /// Of the pairs that `pairs` gives, which it is asked for twice: the second ones by the first.
    fn new<I: Iterator<Item = (usize, usize)>>(keys: usize, pairs: impl Fn() -> I) -> Self {
        let mut starts = vec![0; keys + 1];
        pairs().for_each(|(key, _)| starts[key + 1] += 1);
        (0..keys).for_each(|key| starts[key + 1] += starts[key]);
        let mut free = starts.clone();
        let mut items = vec![0; starts[keys] as usize];
        for (key, item) in pairs() {
            items[free[key] as usize] = item as u32;
            free[key] += 1;
        }
        Index { starts, items }
    }

    fn of(&self, key: u32) -> &[u32] {
        let at = key as usize;
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_number() {
        let index = Index::new(4, || [(2, 7), (0, 1), (2, 3)].into_iter());
        assert_eq!([0, 1, 2, 3].map(|key| index.of(key).to_vec()), [vec![1], vec![], vec![7, 3], vec![]]);
    }
}

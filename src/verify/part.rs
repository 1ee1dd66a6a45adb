//! What a stretch of the snapshot says, in few bytes.
//!
//! Nodes and triples are remembered by their hashes: of 64 bits for a node, of 128 for a triple in its graph.

use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use oxigraph::model::NamedNodeRef;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Fault;
use crate::store::line::{Line, Object};
use crate::store::vocab as v;

/// The hash of a node or a triple.
pub(super) type Key = u64;

/// What is remembered of some whole subjects that stand together. Lines count from one at the beginning of the part.
#[derive(Default)]
pub(super) struct Part {
    pub lines: usize,
    /// What is wrong with single lines.
    pub faults: Vec<Fault>,
    /// Whether some line could not be read.
    pub damaged: bool,
    pub first: Vec<u8>,
    pub last: Vec<u8>,
    /// Subjects.
    pub described: Vec<Key>,
    /// Nodes of this graph that something points at, and a line that does.
    pub pointed: Vec<(Key, usize)>,
    /// Documents and their texts.
    pub texts: Vec<(Key, String)>,
    /// Plain triples between entities: graph, triple, line.
    pub facts: Vec<(Key, Key, usize)>,
    pub claims: Vec<Claim>,
    /// Open claims, each with its document for a graph.
    pub open: Vec<Claim>,
    /// Documents of claims, by the hash in the IRI of their target.
    pub targets: Vec<(u64, Key)>,
    /// Words of claims.
    pub quotes: Vec<(u64, Box<str>)>,
    /// Where the words begin and end, in code points.
    pub positions: Vec<(u64, usize, usize)>,
}

/// A claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Claim {
    /// The hash in its IRI.
    pub id: u64,
    pub graph: Key,
    /// The triple, when it is affirmed and states a fact.
    pub fact: Option<Key>,
    /// Whether it has its subject, predicate and object.
    pub whole: bool,
}

impl Part {
    /// Reads a block of lines that cuts no subject.
    pub fn of(block: &[u8], base: &str) -> Self {
        let mut part = Part::default();
        let Ok(text) = std::str::from_utf8(block) else {
            part.lines = block.iter().filter(|byte| **byte == b'\n').count();
            part.damaged(1);
            return part;
        };
        let mut last = "";
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut seen = Seen::default();
        for line in text.lines() {
            part.lines += 1;
            if line <= last {
                part.fault("the snapshot is not sorted".to_owned(), part.lines);
            }
            last = line;
            let Some(line) = Line::parse(line).filter(|line| seen.sound(line)) else {
                part.damaged(part.lines);
                continue;
            };
            if lines.first().is_some_and(|first| first.subject != line.subject) {
                part.subject(&lines, part.lines - 1);
                lines.clear();
            }
            if let Object::Node(node) = line.object
                && node.starts_with(base)
                && let Entry::Vacant(new) = seen.pointed.entry(node)
            {
                new.insert(part.lines);
            }
            lines.push(line);
        }
        part.subject(&lines, part.lines);
        part.first = text.lines().next().unwrap_or_default().into();
        part.last = last.into();
        let mut pointed: Vec<(Key, usize)> = seen.pointed.into_iter().map(|(node, line)| (key(node), line)).collect();
        pointed.sort_unstable();
        part.pointed = pointed;
        part
    }

    fn fault(&mut self, text: String, line: usize) {
        self.faults.push(Fault { text, line: Some(line) });
    }

    fn damaged(&mut self, line: usize) {
        self.fault("the snapshot is damaged: this is no quad".to_owned(), line);
        self.damaged = true;
    }

    /// Takes up the lines of one subject, of which the last is line `end`.
    fn subject(&mut self, lines: &[Line<'_>], end: usize) {
        let Some(subject) = lines.first().map(|line| line.subject) else { return };
        self.described.push(key(subject));
        if !lines.iter().any(|line| line.predicate == v::LABEL) {
            self.fault(format!("<{subject}> has no label"), end);
        }
        let (kind, id) = ends(subject);
        match kind {
            "claim" | "open" | "target" | "quote" | "position" => match u64::from_str_radix(id, 16) {
                Ok(id) if kind == "open" => self.open(id, lines, end),
                Ok(id) => self.evidence(kind, id, lines),
                Err(_) => self.fault(format!("{kind}/{id} is not named by a hash"), end),
            },
            "doc" => {
                let text = |line: &Line<'_>| Some(value(line, v::FULL_TEXT)?.to_owned());
                self.texts.extend(lines.iter().find_map(text).map(|text| (key(subject), text)));
            }
            "post" | "observation" | "quotation" => {}
            _ => {
                let start = end + 1 - lines.len();
                for (line, at) in lines.iter().zip(start..) {
                    if let Object::Node(object) = line.object
                        && !line.graph.is_empty()
                        && line.predicate != v::TYPE
                    {
                        self.facts.push((key(line.graph), triple(subject, line.predicate, object), at));
                    }
                }
            }
        }
    }

    /// Takes up an open claim, which stands in a graph of its article for such claims.
    fn open(&mut self, id: u64, lines: &[Line<'_>], end: usize) {
        let graph = lines[0].graph;
        match graph.rsplit_once("/open/") {
            Some((base, document)) => {
                let document = key(&format!("{base}/doc/{document}"));
                self.open.push(Claim { id, graph: document, fact: None, whole: true });
            }
            None => self.fault(format!("open/{id:016x} stands among the facts of <{graph}>"), end),
        }
    }

    /// Takes up a claim or a part of its evidence.
    fn evidence(&mut self, kind: &str, id: u64, lines: &[Line<'_>]) {
        let node = |p: NamedNodeRef<'_>| {
            lines.iter().find_map(|line| match line.object {
                Object::Node(node) if line.predicate == p => Some(node),
                _ => None,
            })
        };
        let number = |p| lines.iter().find_map(|line| value(line, p)?.parse::<usize>().ok());
        match kind {
            "target" => self.targets.extend(node(v::HAS_SOURCE).map(|document| (id, key(document)))),
            "quote" => {
                self.quotes.extend(lines.iter().find_map(|line| value(line, v::EXACT)).map(|words| (id, words.into())))
            }
            "position" => {
                self.positions.extend(number(v::START).zip(number(v::END)).map(|(start, end)| (id, start, end)))
            }
            _ => {
                let parts = (node(v::SUBJECT), node(v::PREDICATE), node(v::OBJECT));
                let affirmed = node(v::STATUS).is_some_and(|status| status.ends_with("#Affirmed"));
                let fact = match parts {
                    (Some(s), Some(p), Some(o)) if affirmed => {
                        (!matches!(ends(o).0, "post" | "observation" | "quotation")).then(|| triple(s, p, o))
                    }
                    _ => None,
                };
                let whole = parts.0.is_some() && parts.1.is_some() && parts.2.is_some();
                self.claims.push(Claim { id, graph: key(lines[0].graph), fact, whole });
            }
        }
    }
}

/// What a part has met already.
#[derive(Default)]
struct Seen<'a> {
    /// IRIs that are sound.
    iris: FxHashSet<&'a str>,
    pointed: FxHashMap<&'a str, usize>,
}

impl<'a> Seen<'a> {
    /// Whether the IRIs of a line are IRIs.
    fn sound(&mut self, line: &Line<'a>) -> bool {
        let object = if let Object::Node(node) = line.object { node } else { line.predicate };
        let mut sound = |iri: &'a str| {
            self.iris.contains(iri) || NamedNodeRef::new(iri).is_ok_and(|node| self.iris.insert(node.as_str()))
        };
        sound(line.subject) && sound(line.predicate) && sound(object) && (line.graph.is_empty() || sound(line.graph))
    }
}

fn value<'l>(line: &'l Line<'_>, p: NamedNodeRef<'_>) -> Option<&'l str> {
    match &line.object {
        Object::Literal(value) if line.predicate == p => Some(value),
        _ => None,
    }
}

fn key(node: &str) -> Key {
    let mut hasher = DefaultHasher::new();
    node.hash(&mut hasher);
    hasher.finish()
}

fn triple(s: &str, p: &str, o: &str) -> Key {
    let mut hasher = DefaultHasher::new();
    (s, p, o).hash(&mut hasher);
    hasher.finish()
}

/// The last two segments of an IRI.
fn ends(iri: &str) -> (&str, &str) {
    let mut parts = iri.rsplit('/');
    let last = parts.next().unwrap_or_default();
    (parts.next().unwrap_or_default(), last)
}

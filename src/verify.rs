//! Checks a graph folder: every quote against its text, every IRI, label and link, the order and the counts.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::error::Result;
use crate::span::slice_code_points;
use crate::store::{Folder, read, vocab as v};

/// Faults that are told in full; the others are only counted.
const TOLD: usize = 100;

/// What was checked and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many quads were read.
    pub quads: usize,
    /// How many quotes were compared with their text.
    pub quotes: usize,
    /// What is wrong, at most a hundred lines.
    pub faults: Vec<String>,
    /// How many faults there are.
    pub count: usize,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.count == 0
    }

    fn fault(&mut self, text: String) {
        self.count += 1;
        if self.faults.len() < TOLD {
            self.faults.push(text);
        }
    }
}

/// Checks the snapshot and `build.json` of `folder`.
///
/// # Errors
/// A folder that cannot be read; what can be read and is wrong is in the report.
pub fn verify(folder: &Folder) -> Result<Report> {
    let manifest = folder.manifest()?;
    let mut check = Check { base: manifest.base.clone(), ..Check::default() };
    for quad in read(&folder.snapshot())? {
        match quad {
            Ok(quad) => check.quad(&quad),
            Err(e) => {
                // What follows a damaged line cannot be judged. The reader checks every IRI.
                check.report.fault(e.to_string());
                return Ok(check.report);
            }
        }
    }
    if check.hash.finalize().to_hex().as_str() != manifest.graph {
        check.report.fault("the snapshot is not the one that build.json describes; build the graph again".to_owned());
    }
    let counted = [
        ("quads", check.report.quads),
        ("documents", check.texts.len()),
        ("claims", check.claims.len()),
        ("facts", check.facts.iter().map(|(_, triple)| triple).collect::<BTreeSet<_>>().len()),
    ];
    for (name, count) in counted {
        let told = manifest.counts.get(name).copied().unwrap_or_default();
        if told != count {
            check.report.fault(format!("build.json counts {told} {name}, the snapshot holds {count}"));
        }
    }
    Ok(check.finish())
}

/// What is remembered while the quads go by.
#[derive(Default)]
struct Check {
    report: Report,
    hash: blake3::Hasher,
    base: String,
    last: String,
    /// Texts by document.
    texts: BTreeMap<String, String>,
    /// Claims, targets, quotes and positions, each by the hash in its IRI.
    claims: BTreeMap<String, Claim>,
    targets: BTreeMap<String, String>,
    quotes: BTreeMap<String, String>,
    starts: BTreeMap<String, usize>,
    ends: BTreeMap<String, usize>,
    /// Plain triples between entities, by graph.
    facts: BTreeSet<(String, String)>,
    /// Subjects, and whether each has a label.
    labelled: BTreeMap<String, bool>,
    /// Nodes that something points at.
    pointed: BTreeSet<String>,
}

#[derive(Default)]
struct Claim {
    graph: String,
    parts: [String; 3],
    affirmed: bool,
}

impl Check {
    fn quad(&mut self, quad: &Quad) {
        self.report.quads += 1;
        let line = format!("{quad} .");
        self.hash.update(line.as_bytes());
        self.hash.update(b"\n");
        if line <= self.last {
            self.report.fault(format!("the snapshot is not sorted at quad {}", self.report.quads));
        }
        self.last = line;
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            return self.report.fault(format!("a blank node: {quad}"));
        };
        let label = self.labelled.entry(subject.as_str().to_owned()).or_default();
        *label |= quad.predicate == v::LABEL;
        if let Term::NamedNode(object) = &quad.object
            && object.as_str().starts_with(&self.base)
        {
            self.pointed.insert(object.as_str().to_owned());
        }
        let (kind, id) = ends(subject.as_str());
        match (&quad.object, &quad.graph_name) {
            (Term::BlankNode(_), _) | (_, GraphName::BlankNode(_)) => {
                self.report.fault(format!("a blank node: {quad}"))
            }
            (Term::NamedNode(object), GraphName::NamedNode(graph)) => {
                self.link(kind, id, quad, object, graph);
            }
            (Term::Literal(literal), _) => self.value(kind, id, quad, literal.value()),
            _ => {}
        }
    }

    /// Takes a quad whose object is a node.
    fn link(&mut self, kind: &str, id: &str, quad: &Quad, object: &NamedNode, graph: &NamedNode) {
        let part = [v::SUBJECT, v::PREDICATE, v::OBJECT].into_iter().position(|p| quad.predicate == p);
        match kind {
            "claim" => {
                let claim = self.claims.entry(id.to_owned()).or_default();
                graph.as_str().clone_into(&mut claim.graph);
                if let Some(part) = part {
                    object.as_str().clone_into(&mut claim.parts[part]);
                }
                claim.affirmed |= quad.predicate == v::STATUS && object.as_str().ends_with("#Affirmed");
            }
            "target" if quad.predicate == v::HAS_SOURCE => {
                self.targets.insert(id.to_owned(), object.as_str().to_owned());
            }
            "doc" | "target" | "quote" | "position" | "post" | "observation" | "quotation" => {}
            _ if quad.predicate == v::TYPE => {}
            _ => {
                let triple = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
                self.facts.insert((graph.as_str().to_owned(), triple));
            }
        }
    }

    /// Takes a quad whose object is a literal.
    fn value(&mut self, kind: &str, id: &str, quad: &Quad, value: &str) {
        let p = quad.predicate.as_ref();
        if kind == "doc" && p == v::FULL_TEXT {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return };
            self.texts.insert(subject.as_str().to_owned(), value.to_owned());
        } else if p == v::EXACT {
            self.quotes.insert(id.to_owned(), value.to_owned());
        } else if p == v::START || p == v::END {
            let places = if p == v::START { &mut self.starts } else { &mut self.ends };
            places.extend(value.parse().map(|at: usize| (id.to_owned(), at)));
        }
    }

    fn finish(mut self) -> Report {
        let mut stated = BTreeSet::new();
        for (id, claim) in std::mem::take(&mut self.claims) {
            self.quote(&id, &claim);
            if claim.parts.iter().any(String::is_empty) {
                self.report.fault(format!("claim/{id} lacks its subject, predicate or object"));
            }
            let [s, p, o] = &claim.parts;
            let statement = matches!(ends(o).0, "post" | "observation" | "quotation");
            if claim.affirmed && !statement {
                stated.insert((claim.graph, format!("<{s}> <{p}> <{o}>")));
            }
        }
        for (graph, triple) in self.facts.symmetric_difference(&stated) {
            let what = if stated.contains(&(graph.clone(), triple.clone())) {
                "is claimed and affirmed, but no fact"
            } else {
                "is a fact without an affirmed claim"
            };
            self.report.fault(format!("{triple} {what} in <{graph}>"));
        }
        let nodes = self.labelled.iter().filter(|(_, has)| !**has).map(|(iri, _)| iri);
        let bare: Vec<String> = nodes.map(|iri| format!("<{iri}> has no label")).collect();
        let missing = self.pointed.iter().filter(|iri| !self.labelled.contains_key(*iri));
        let missing: Vec<String> = missing.map(|iri| format!("<{iri}> is named, but not described")).collect();
        bare.into_iter().chain(missing).for_each(|fault| self.report.fault(fault));
        self.report
    }

    /// Compares the quote of a claim with the text at its place.
    fn quote(&mut self, id: &str, claim: &Claim) {
        let (Some(quote), Some(&start), Some(&end)) = (self.quotes.get(id), self.starts.get(id), self.ends.get(id))
        else {
            return self.report.fault(format!("claim/{id} has no quote or no position"));
        };
        let Some(text) = self.targets.get(id).filter(|d| **d == claim.graph).and_then(|d| self.texts.get(d)) else {
            return self.report.fault(format!("claim/{id} has no document, or one that is not its graph"));
        };
        self.report.quotes += 1;
        let found = slice_code_points(text, start, end);
        if found != Some(quote) {
            let found = found.map_or_else(|| "nothing".to_owned(), |f| format!("{f:?}"));
            let fault = format!("claim/{id}: the text has {found} at {start}–{end}, the quote is {quote:?}");
            self.report.fault(fault);
        }
    }
}

/// The last two segments of an IRI.
fn ends(iri: &str) -> (&str, &str) {
    let mut parts = iri.rsplit('/');
    let last = parts.next().unwrap_or_default();
    (parts.next().unwrap_or_default(), last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::Graph;
    use crate::sketch::{graph_of, ontology, press};
    use crate::store::{FORMAT, Manifest, write};

    /// Writes a graph as a build does, after `spoil` had its way with it.
    fn faults(spoil: impl FnOnce(&mut Graph, &mut Manifest)) -> Vec<String> {
        let ontology = ontology();
        let mut graph = graph_of(press(ontology), ontology);
        let counts =
            [("documents", graph.articles.len()), ("claims", graph.claims.len()), ("facts", graph.fact_count())];
        let counts = counts.map(|(name, n)| (name.to_owned(), n)).into();
        let base = graph.base.clone();
        let mut manifest = Manifest { format: FORMAT, base, counts, ..Manifest::default() };
        spoil(&mut graph, &mut manifest);
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let summary = write(&graph, &folder.snapshot()).unwrap();
        manifest.counts.insert("quads".to_owned(), summary.quads);
        manifest.graph.push_str(&summary.hash);
        folder.write_manifest(&manifest).unwrap();
        verify(&folder).unwrap().faults
    }

    #[test]
    fn a_sound_graph_has_no_faults() {
        assert_eq!(faults(|_, _| {}), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_found() {
        let found = |fault: &str, spoil: fn(&mut Graph, &mut Manifest)| {
            let faults = faults(spoil);
            assert!(faults.iter().any(|f| f.contains(fault)), "{fault}: {faults:?}");
        };
        found("the quote is", |graph, _| graph.claims[0].quote.push('多'));
        found("the text has nothing", |graph, _| graph.claims[3].end += 9000);
        found("build.json counts 4 documents", |_, manifest| *manifest.counts.get_mut("documents").unwrap() += 1);
        found("not the one that build.json", |_, manifest| manifest.graph.push('0'));
        found("the snapshot is damaged: Parser error at line", |graph, _| {
            let ix = graph.find("东南亚")[0];
            graph.facts[ix].iri.push_str("> <");
        });
    }
}

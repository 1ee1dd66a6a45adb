//! Reads the ontology from Turtle: the built-in files, which are embedded, and the user's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, NamedOrBlankNode, Quad, Term};
use rayon::prelude::*;

use super::vocab::KINDS;
use super::{Class, ClassId, Individual, LEX, Ontology, Property, PropertyId};
use crate::error::{Error, Result};

/// The built-in files: name and Turtle.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("lex.ttl", include_str!("../../ontology/lex.ttl")),
    ("core.ttl", include_str!("../../ontology/core.ttl")),
    ("news.ttl", include_str!("../../ontology/news.ttl")),
    ("business.ttl", include_str!("../../ontology/business.ttl")),
    ("zones.ttl", include_str!("../../ontology/zones.ttl")),
    ("organizations/state.ttl", include_str!("../../ontology/organizations/state.ttl")),
    ("organizations/abroad.ttl", include_str!("../../ontology/organizations/abroad.ttl")),
    ("organizations/associations.ttl", include_str!("../../ontology/organizations/associations.ttl")),
    ("organizations/finance.ttl", include_str!("../../ontology/organizations/finance.ttl")),
    ("organizations/industry.ttl", include_str!("../../ontology/organizations/industry.ttl")),
    ("organizations/technology.ttl", include_str!("../../ontology/organizations/technology.ttl")),
    ("organizations/trade.ttl", include_str!("../../ontology/organizations/trade.ttl")),
    ("organizations/foreign.ttl", include_str!("../../ontology/organizations/foreign.ttl")),
    ("organizations/research.ttl", include_str!("../../ontology/organizations/research.ttl")),
    ("organizations/schools.ttl", include_str!("../../ontology/organizations/schools.ttl")),
    ("organizations/media.ttl", include_str!("../../ontology/organizations/media.ttl")),
    ("organizations/events.ttl", include_str!("../../ontology/organizations/events.ttl")),
];

/// The file that declares a term.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// File name.
    pub file: String,
}

macro_rules! rdfs {
    ($term:literal) => {
        concat!("http://www.w3.org/2000/01/rdf-schema#", $term)
    };
}
macro_rules! skos {
    ($term:literal) => {
        concat!("http://www.w3.org/2004/02/skos/core#", $term)
    };
}
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

#[derive(Default)]
struct Node {
    file: String,
    links: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<Literal>>,
}

impl Node {
    fn links(&self, predicate: &str) -> &[String] {
        self.links.get(predicate).map_or(&[], Vec::as_slice)
    }

    fn words(&self, predicate: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let all = self.words.get(predicate).into_iter().flatten().map(|l| l.value().to_owned());
        all.filter(|w| seen.insert(w.clone())).collect()
    }

    fn label(&self, chinese: bool) -> String {
        let labels = self.words.get(rdfs!("label")).map_or(&[][..], Vec::as_slice);
        let tagged = |l: &&Literal, tag: &str| l.language().is_some_and(|t| t.starts_with(tag));
        let found = if chinese {
            labels.iter().find(|l| tagged(l, "zh")).or_else(|| labels.iter().find(|l| l.language().is_none()))
        } else {
            labels.iter().find(|l| tagged(l, "en"))
        };
        found.map_or_else(String::new, |l| l.value().to_owned())
    }
}

impl Ontology {
    /// The built-in ontology.
    ///
    /// # Errors
    /// Never in a released build: the files are embedded and tested.
    pub fn embedded() -> Result<Self> {
        Ontology::load(&[], false)
    }

    /// The built-in ontology and the Turtle files of `paths` (folders are searched for `*.ttl`), or with `only` these alone.
    ///
    /// # Errors
    /// An unreadable file; broken Turtle, with file and line; a term of the `lex:` namespace that does not exist.
    pub fn load(paths: &[PathBuf], only: bool) -> Result<Self> {
        let files = turtle(paths, only)?;
        Ontology::parse(&files)
    }

    /// Reads `(name, Turtle)` pairs.
    ///
    /// # Errors
    /// As [`Ontology::load`].
    pub fn parse(files: &[(String, String)]) -> Result<Self> {
        let mut hash = blake3::Hasher::new();
        for (_, text) in files {
            hash.update(text.as_bytes());
        }
        let read: Vec<Result<Vec<Quad>>> = files.par_iter().map(|(file, text)| read_file(file, text)).collect();
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        for ((file, _), quads) in files.iter().zip(read) {
            add_file(file, quads?, &mut nodes);
        }
        let mut ontology = build(&nodes);
        ontology.fingerprint = hash.finalize().to_hex()[..16].to_owned();
        Ok(ontology)
    }
}

/// Name and text of the files that [`Ontology::load`] reads.
///
/// # Errors
/// An unreadable file.
pub fn turtle(paths: &[PathBuf], only: bool) -> Result<Vec<(String, String)>> {
    let mut files: Vec<(String, String)> = Vec::new();
    if !only {
        files.extend(EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    }
    for path in paths {
        for file in turtle_files(path)? {
            let text = std::fs::read_to_string(&file).map_err(|e| Error::io(&file, e))?;
            files.push((file.display().to_string(), text));
        }
    }
    Ok(files)
}

fn turtle_files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|e| Error::io(path, e))? {
        let file = entry.map_err(|e| Error::io(path, e))?.path();
        if file.extension().is_some_and(|e| e == "ttl") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// The statements of a file.
fn read_file(file: &str, text: &str) -> Result<Vec<Quad>> {
    let broken = |line: usize, reason: String, help: &str| Error::Ontology {
        file: file.to_owned(),
        line,
        reason,
        help: help.to_owned(),
    };
    let mut quads = Vec::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        let quad = quad.map_err(|e| {
            broken(
                e.location().map_or(0, |l| l.start.line as usize + 1),
                e.to_string(),
                "the file must be Turtle (RDF 1.1)",
            )
        })?;
        if let Some(term) = quad.predicate.as_str().strip_prefix(LEX)
            && matches!(quad.subject, NamedOrBlankNode::NamedNode(_))
            && !["noun", "verb", "suffix", "example", "counterExample"].contains(&term)
        {
            let needle = format!("lex:{term}");
            let line = text.lines().position(|l| l.contains(&needle)).map_or(0, |i| i + 1);
            let help = "the annotation terms are lex:noun, lex:verb, lex:suffix, lex:example and lex:counterExample";
            return Err(broken(line, format!("there is no term {needle}"), help));
        }
        quads.push(quad);
    }
    Ok(quads)
}

/// Adds the statements of a file to what is known of their subjects.
fn add_file(file: &str, quads: Vec<Quad>, nodes: &mut BTreeMap<String, Node>) {
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        let predicate = quad.predicate.into_string();
        let node = nodes.entry(subject.into_string()).or_default();
        match quad.object {
            Term::NamedNode(object) => {
                let links = node.links.entry(predicate).or_default();
                let object = object.into_string();
                if !links.contains(&object) {
                    links.push(object);
                }
            }
            Term::Literal(literal) => node.words.entry(predicate).or_default().push(literal),
            _ => {}
        }
        if node.file.is_empty() {
            file.clone_into(&mut node.file);
        }
    }
}

fn local(iri: &str) -> String {
    iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned()
}

fn build(nodes: &BTreeMap<String, Node>) -> Ontology {
    let is = |node: &Node, types: &[&str]| {
        node.links(RDF_TYPE).iter().any(|t| types.iter().any(|x| t.strip_prefix(OWL) == Some(x)))
    };
    let mut ontology = Ontology::default();
    let mut class_ids = BTreeMap::new();
    let mut property_ids = BTreeMap::new();
    for (iri, node) in nodes {
        if iri.starts_with(LEX) {
            continue;
        }
        if is(node, &["Class"]) || node.links(RDF_TYPE).iter().any(|t| t == rdfs!("Class")) {
            class_ids.insert(iri.as_str(), ClassId(class_ids.len() as u16));
        } else if is(node, &["ObjectProperty", "DatatypeProperty"]) {
            property_ids.insert(iri.as_str(), PropertyId(property_ids.len() as u16));
        }
    }
    let classes_of = |node: &Node, predicate: &str| -> Vec<ClassId> {
        node.links(predicate).iter().filter_map(|c| class_ids.get(c.as_str()).copied()).collect()
    };
    let beyond = |node: &Node, predicate: &str| -> Vec<String> {
        let own = |iri: &str| class_ids.contains_key(iri) || property_ids.contains_key(iri);
        node.links(predicate).iter().filter(|iri| !own(iri)).cloned().collect()
    };
    let [noun, verb, suffix, example, counter_example] =
        ["noun", "verb", "suffix", "example", "counterExample"].map(|term| format!("{LEX}{term}"));
    for (iri, node) in nodes {
        if class_ids.contains_key(iri.as_str()) {
            let mut nouns = node.words(&noun);
            nouns.extend(node.words(skos!("altLabel")));
            ontology.class_by_name.push(local(iri));
            ontology.classes.push(Class {
                iri: iri.into(),
                name: local(iri),
                label: node.label(true),
                label_en: node.label(false),
                parents: classes_of(node, rdfs!("subClassOf")),
                standard: beyond(node, rdfs!("subClassOf")),
                nouns,
                suffixes: node.words(&suffix),
            });
        } else if let Some(&id) = property_ids.get(iri.as_str()) {
            let inverse = node.links(&format!("{OWL}inverseOf"));
            ontology.property_by_name.insert(local(iri), id);
            ontology.properties.push(Property {
                iri: iri.into(),
                name: local(iri),
                label: node.label(true),
                label_en: node.label(false),
                domain: classes_of(node, rdfs!("domain")),
                range: classes_of(node, rdfs!("range")),
                nouns: node.words(&noun),
                verbs: node.words(&verb),
                suffixes: node.words(&suffix),
                inverse_of: inverse.iter().find_map(|p| property_ids.get(p.as_str()).copied()),
                parents: node
                    .links(rdfs!("subPropertyOf"))
                    .iter()
                    .filter_map(|p| property_ids.get(p.as_str()).copied())
                    .collect(),
                literal: is(node, &["DatatypeProperty"]),
                standard: beyond(node, rdfs!("subPropertyOf")),
                examples: node.words(&example),
                counter_examples: node.words(&counter_example),
                source: Source { file: node.file.clone() },
            });
        } else if !iri.starts_with(LEX) {
            let classes = classes_of(node, RDF_TYPE);
            if !classes.is_empty() {
                ontology.individuals.push(Individual {
                    iri: iri.clone(),
                    name: local(iri),
                    label: node.label(true),
                    aliases: node.words(skos!("altLabel")),
                    shared: node.words(skos!("hiddenLabel")),
                    classes,
                    verbs: node.words(&verb),
                    nouns: node.words(&noun),
                });
            }
        }
    }
    ontology.ancestors = ancestors(&ontology.classes);
    let kind = |class| KINDS.iter().find(|k| ontology.is_named(class, k.name));
    ontology.kinds = (0..ontology.classes.len()).map(|i| kind(ClassId(i as u16))).collect();
    ontology
}

fn ancestors(classes: &[Class]) -> Vec<bool> {
    let mut table = vec![false; classes.len() * classes.len()];
    for (i, row) in table.chunks_mut(classes.len().max(1)).enumerate() {
        let mut open = vec![ClassId(i as u16)];
        while let Some(class) = open.pop() {
            let seen = &mut row[class.0 as usize];
            if !*seen {
                *seen = true;
                open.extend(&classes[class.0 as usize].parents);
            }
        }
    }
    table
}

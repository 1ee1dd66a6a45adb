//! Checks a graph by rudof's validator.

use std::fmt::Write;
use std::io::Cursor;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, GraphNameRef, NamedNode, NamedOrBlankNode, Term, Triple};
use rudof_rdf::rdf_core::{RDFFormat, SHACLPath};
use rudof_rdf::rdf_impl::{OxigraphInMemory, ReaderMode};
use shacl::ir::IRSchema;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::report::ValidationResult;
use shacl::validator::{ShaclConfig, ShaclValidationMode};

use super::{Finding, Path, Report, SH, Shapes};
use crate::error::{Error, Result};
use crate::store::{Dataset, shorten};

/// Holds everything that `dataset` says, of whatever graph, against `shapes`.
///
/// Nothing is looked up outside: shapes in SPARQL are not checked, and are refused.
///
/// # Errors
/// Shapes that SHACL does not admit; a store that cannot be read.
pub fn validate(dataset: &Dataset, shapes: &Shapes, prefixes: &[(String, String)]) -> Result<Report> {
    let wrong = |what: &str, e: &dyn std::fmt::Display| Error::Query {
        reason: format!("{what}: {e}"),
        help: "shapes may use SHACL Core; see https://www.w3.org/TR/shacl/".to_owned(),
    };
    if shapes.speaks_sparql() {
        return Err(wrong("these shapes", &"constraints in SPARQL are not supported"));
    }
    // The default graph of a dataset holds what all its graphs say.
    let mut text = String::new();
    for quad in dataset.store().quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)) {
        let triple = Triple::from(quad.map_err(|e| wrong("the graph cannot be read", &e))?);
        if !matches!(triple.object, Term::Triple(_)) {
            let _ = writeln!(text, "{triple} .");
        }
    }
    let mut data = OxigraphInMemory::new();
    data.merge_from_reader(&mut Cursor::new(text), "the graph", &RDFFormat::NTriples, None, &ReaderMode::Strict)
        .map_err(|e| wrong("the graph cannot be read", &e))?;
    let schema = IRSchema::from_str(&shapes.ntriples(), &RDFFormat::NTriples, None, &ReaderMode::Strict)
        .map_err(|e| wrong("the shapes cannot be used", &e))?;
    let report = GraphValidation::new(data.into())
        .validate(&schema, &ShaclValidationMode::Native, &ShaclConfig::default())
        .map_err(|e| wrong("the graph cannot be checked", &e))?;
    let mut findings: Vec<Finding> = report.results().iter().map(|result| finding(result, prefixes)).collect();
    findings.sort_by_cached_key(|f| {
        let text = |term: &Option<Term>| term.as_ref().map(Term::to_string);
        let path = f.path.as_ref().map(|p| p.text.clone());
        (f.node.to_string(), path, text(&f.value), f.component.clone(), text(&f.shape))
    });
    Ok(Report { conforms: report.conforms(), findings })
}

fn finding(result: &ValidationResult, prefixes: &[(String, String)]) -> Finding {
    let local = |term: Term| match term {
        Term::NamedNode(node) => node.as_str().strip_prefix(SH).unwrap_or(node.as_str()).to_owned(),
        other => other.to_string(),
    };
    let severity = rudof_rdf::rdf_core::term::Object::iri(result.severity().clone().into());
    let mut messages: Vec<(String, String)> = result
        .message()
        .iter()
        .map(|(language, text)| (language.as_ref().map_or_else(String::new, |l| l.as_str().to_owned()), text.clone()))
        .collect();
    messages.sort();
    Finding {
        node: result.focus_node().clone().into(),
        path: result.path().map(|path| Paths::default().path(path, prefixes)),
        value: result.value().cloned().map(Term::from),
        component: local(result.constraint_component().clone().into()),
        shape: result.source().cloned().map(Term::from),
        severity: local(severity.into()),
        messages,
    }
}

/// Writes paths as RDF (SHACL, section 2.3.1) and as SPARQL writes them.
#[derive(Default)]
struct Paths {
    triples: Vec<Triple>,
}

impl Paths {
    fn path(mut self, path: &SHACLPath, prefixes: &[(String, String)]) -> Path {
        let (text, head) = self.of(path, prefixes);
        Path { text, head, triples: self.triples }
    }

    fn of(&mut self, path: &SHACLPath, prefixes: &[(String, String)]) -> (String, Term) {
        match path {
            SHACLPath::Predicate { pred } => {
                let property = pred.named_node().clone();
                (shorten(property.as_str(), prefixes), property.into())
            }
            SHACLPath::Sequence { paths } => {
                let (texts, heads) = self.all(paths, prefixes);
                (texts.join("/"), self.list(heads))
            }
            SHACLPath::Alternative { paths } => {
                let (texts, heads) = self.all(paths, prefixes);
                let list = self.list(heads);
                (format!("({})", texts.join("|")), self.node("alternativePath", list))
            }
            SHACLPath::Inverse { path } => self.one("^", "inversePath", "", path, prefixes),
            SHACLPath::ZeroOrMore { path } => self.one("", "zeroOrMorePath", "*", path, prefixes),
            SHACLPath::OneOrMore { path } => self.one("", "oneOrMorePath", "+", path, prefixes),
            SHACLPath::ZeroOrOne { path } => self.one("", "zeroOrOnePath", "?", path, prefixes),
        }
    }

    fn all(&mut self, paths: &[SHACLPath], prefixes: &[(String, String)]) -> (Vec<String>, Vec<Term>) {
        paths.iter().map(|path| self.of(path, prefixes)).unzip()
    }

    fn one(
        &mut self,
        before: &str,
        term: &str,
        after: &str,
        path: &SHACLPath,
        prefixes: &[(String, String)],
    ) -> (String, Term) {
        let (text, head) = self.of(path, prefixes);
        (format!("{before}({text}){after}"), self.node(term, head))
    }

    fn node(&mut self, term: &str, value: Term) -> Term {
        let node = self.blank();
        self.say(&node, NamedNode::new_unchecked(format!("{SH}{term}")), value);
        node.into()
    }

    fn list(&mut self, terms: Vec<Term>) -> Term {
        terms.into_iter().rev().fold(rdf::NIL.into_owned().into(), |rest, first| {
            let node = self.blank();
            self.say(&node, rdf::FIRST.into_owned(), first);
            self.say(&node, rdf::REST.into_owned(), rest);
            node.into()
        })
    }

    fn blank(&self) -> BlankNode {
        BlankNode::new_unchecked(format!("path{}", self.triples.len()))
    }

    fn say(&mut self, node: &BlankNode, predicate: NamedNode, object: Term) {
        self.triples.push(Triple { subject: NamedOrBlankNode::BlankNode(node.clone()), predicate, object });
    }
}

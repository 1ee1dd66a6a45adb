//! What was found, and how the standard writes it down.

use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};

use super::SH;
use super::shapes::unnamed;
use crate::store::serializer;

/// The result of a validation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether the graph fits all shapes.
    pub conforms: bool,
    /// What does not fit, in the order of the nodes.
    pub findings: Vec<Finding>,
}

/// A node that does not fit a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The node that was checked.
    pub node: Term,
    /// The way from the node to the values, where the shape is about values.
    pub path: Option<Path>,
    /// The value that does not fit.
    pub value: Option<Term>,
    /// Local name of the constraint (MinCountConstraintComponent).
    pub component: String,
    /// The shape.
    pub shape: Option<Term>,
    /// Local name of the severity (Violation).
    pub severity: String,
    /// Messages and their languages (empty for none).
    pub messages: Vec<(String, String)>,
}

/// A property path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// As SPARQL writes it.
    pub text: String,
    /// The node that stands for it in RDF.
    pub head: Term,
    /// What is said of that node, whose blank nodes are its own; empty for a path of one property.
    pub triples: Vec<Triple>,
}

impl Path {
    /// The property, where the path is one.
    pub fn property(&self) -> Option<&NamedNode> {
        match &self.head {
            Term::NamedNode(property) if self.triples.is_empty() => Some(property),
            _ => None,
        }
    }
}

impl Report {
    /// The report in Turtle, as a [`sh:ValidationReport`](https://www.w3.org/TR/shacl/#validation-report).
    pub fn turtle(&self, prefixes: &[(String, String)]) -> String {
        let shacl = ("sh".to_owned(), SH.to_owned());
        let prefixes: Vec<(String, String)> = prefixes.iter().cloned().chain([shacl]).collect();
        let mut writer = serializer(RdfFormat::Turtle, &prefixes).expect("IRIs").for_writer(Vec::new());
        for triple in self.triples() {
            writer.serialize_triple(&triple).expect("memory can be written");
        }
        String::from_utf8(writer.finish().expect("memory can be written")).expect("Turtle is UTF-8")
    }

    fn triples(&self) -> Vec<Triple> {
        let report = BlankNode::new_unchecked("report");
        let mut triples = vec![
            triple(&report, rdf::TYPE.into_owned(), sh("ValidationReport").into()),
            triple(&report, sh("conforms"), Literal::new_typed_literal(self.conforms.to_string(), xsd::BOOLEAN).into()),
        ];
        for (at, finding) in self.findings.iter().enumerate() {
            let result = BlankNode::new_unchecked(format!("result{at}"));
            triples.push(triple(&report, sh("result"), result.clone().into()));
            let mut say = |term: &str, value: Term| triples.push(triple(&result, sh(term), unnamed(value)));
            say("focusNode", finding.node.clone());
            say("resultSeverity", sh(&finding.severity).into());
            say("sourceConstraintComponent", sh(&finding.component).into());
            finding.path.iter().for_each(|path| say("resultPath", numbered(&path.head, at)));
            finding.value.iter().for_each(|value| say("value", value.clone()));
            finding.shape.iter().for_each(|shape| say("sourceShape", shape.clone()));
            for (language, text) in &finding.messages {
                say(
                    "resultMessage",
                    match language.as_str() {
                        "" => Literal::new_simple_literal(text).into(),
                        language => Literal::new_language_tagged_literal_unchecked(text, language).into(),
                    },
                );
            }
            triples.push(triple(&result, rdf::TYPE.into_owned(), sh("ValidationResult").into()));
            triples.extend(finding.path.iter().flat_map(|path| &path.triples).map(|t| Triple {
                subject: match numbered(&t.subject.clone().into(), at) {
                    Term::BlankNode(blank) => blank.into(),
                    _ => t.subject.clone(),
                },
                predicate: t.predicate.clone(),
                object: numbered(&t.object, at),
            }));
        }
        triples
    }
}

/// A node of a path, apart from those of the paths of other findings.
fn numbered(term: &Term, finding: usize) -> Term {
    match term {
        Term::BlankNode(blank) => BlankNode::new_unchecked(format!("result{finding}{}", blank.as_str())).into(),
        other => other.clone(),
    }
}

fn sh(name: &str) -> NamedNode {
    NamedNode::new_unchecked(if name.contains(':') { name.to_owned() } else { format!("{SH}{name}") })
}

fn triple(subject: &BlankNode, predicate: NamedNode, object: Term) -> Triple {
    Triple { subject: NamedOrBlankNode::BlankNode(subject.clone()), predicate, object }
}

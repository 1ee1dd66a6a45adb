//! What a sound graph is, as Turtle, and what shapes say of themselves.

use std::collections::BTreeMap;
use std::fmt::Write;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use super::SH;
use crate::error::{Error, Result};
use crate::ontology::{ClassId, NS, Ontology, PropertyId};

/// The shapes that do not depend on the ontology.
const FIXED: &str = include_str!("../../ontology/shapes.ttl");

/// Namespace of the names that blank nodes of shapes are given while they are at work, so that a finding can name its shape.
const BLANK: &str = "urn:tupu:blank:";

/// The shapes of a sound graph in Turtle: those of `ontology/shapes.ttl`, and what the subjects and objects of every
/// relation of `ontology` may be.
pub fn sound(ontology: &Ontology) -> String {
    let mut text = FIXED.to_owned();
    text.push_str("\n# What the relations of the ontology join.\n");
    for ((property, subjects), ends) in ends(ontology) {
        let name = &ontology.properties[property].name;
        let (label, label_en) = (&ontology.properties[property].label, &ontology.properties[property].label_en);
        let labels = |english: bool| {
            let label = |&c: &ClassId| {
                let class = ontology.class_info(c);
                if english && !class.label_en.is_empty() { class.label_en.as_str() } else { class.label.as_str() }
            };
            ends.iter().map(label).collect::<Vec<_>>().join(if english { " or " } else { "或" })
        };
        let (side, target, zh, en) = if subjects {
            ("subject", "targetSubjectsOf", "主语", "subject")
        } else {
            ("object", "targetObjectsOf", "宾语", "object")
        };
        let classes: String = ends.iter().map(|&c| format!("[ sh:class :{} ] ", ontology.class_info(c).name)).collect();
        let _ = writeln!(
            text,
            "shape:{name}-{side} a sh:NodeShape ; sh:{target} <{NS}{name}> ; sh:or ( {classes}) ;\n    \
             sh:message {} , {} .",
            literal(&format!("是“{label}”的{zh}，却不是{}", labels(false)), "zh"),
            literal(&format!("is the {en} of “{label_en}” but is no {}", labels(true)), "en"),
        );
    }
    text
}

/// What the subjects (`true`) and objects (`false`) of each property may be; sides that admit everything are left out.
///
/// A property without a label and an inverse add to what the property admits by which their claims are stated.
fn ends(ontology: &Ontology) -> BTreeMap<(usize, bool), Vec<ClassId>> {
    let mut admitted: BTreeMap<(usize, bool), Option<Vec<ClassId>>> = BTreeMap::new();
    let ids = (0..ontology.properties.len()).map(|i| PropertyId(i as u16));
    let is_relation = |id: &PropertyId| {
        let info = ontology.property_info(*id);
        // What claims have is in the fixed shapes.
        !info.literal && !info.domain.iter().any(|&c| ontology.is_named(c, "Claim"))
    };
    for id in ids.filter(is_relation) {
        let (stated, turned) = ontology.canonical(id);
        let info = ontology.property_info(id);
        for (subjects, classes) in [(!turned, &info.domain), (turned, &info.range)] {
            let admitted = admitted.entry((stated.0 as usize, subjects)).or_insert_with(|| Some(Vec::new()));
            if classes.is_empty() {
                *admitted = None;
            } else if let Some(admitted) = admitted {
                admitted.extend(classes);
                admitted.sort_unstable();
                admitted.dedup();
            }
        }
    }
    admitted.into_iter().filter_map(|(end, classes)| Some((end, classes?))).collect()
}

fn literal(text: &str, language: &str) -> String {
    oxigraph::model::Literal::new_language_tagged_literal_unchecked(text, language).to_string()
}

/// Shapes that were read.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    triples: Vec<Triple>,
}

impl Shapes {
    /// Reads Turtle files, given by name and text.
    ///
    /// # Errors
    /// Broken Turtle, with its line.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let mut shapes = Shapes::default();
        let mut blanks = BTreeMap::new();
        for (at, (file, text)) in files.into_iter().enumerate() {
            let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri("urn:tupu:shapes").expect("an IRI");
            for quad in parser.for_slice(text.as_bytes()) {
                let quad = quad.map_err(|e| Error::Ontology {
                    file: file.to_owned(),
                    line: e.location().map_or(0, |place| place.start.line as usize + 1),
                    reason: e.to_string(),
                    help: "shapes are Turtle".to_owned(),
                })?;
                let mut name = |blank: &BlankNode| {
                    let next = blanks.len();
                    let number = *blanks.entry((at, blank.as_str().to_owned())).or_insert(next);
                    NamedNode::new_unchecked(format!("{BLANK}{number}"))
                };
                let subject = match &quad.subject {
                    NamedOrBlankNode::BlankNode(blank) => name(blank).into(),
                    NamedOrBlankNode::NamedNode(_) => quad.subject.clone(),
                };
                let object = match &quad.object {
                    Term::BlankNode(blank) => name(blank).into(),
                    _ => quad.object.clone(),
                };
                shapes.triples.push(Triple { subject, predicate: quad.predicate, object });
            }
        }
        Ok(shapes)
    }

    /// How many shapes look for nodes of their own.
    pub fn count(&self) -> usize {
        let mut targeted: Vec<&NamedOrBlankNode> = self
            .triples
            .iter()
            .filter(|t| t.predicate.as_str().starts_with(&format!("{SH}target")))
            .map(|t| &t.subject)
            .collect();
        targeted.sort_unstable_by_key(|s| s.to_string());
        targeted.dedup();
        targeted.len()
    }

    /// Whether a shape is written in SPARQL.
    #[cfg(feature = "shacl")]
    pub(super) fn speaks_sparql(&self) -> bool {
        let terms = ["sparql", "select", "ask", "validator", "nodeValidator", "propertyValidator"]
            .map(|term| format!("{SH}{term}"));
        self.triples.iter().any(|t| terms.iter().any(|term| t.predicate.as_str() == term))
    }

    /// The shapes as N-Triples, without blank nodes.
    #[cfg(feature = "shacl")]
    pub(super) fn ntriples(&self) -> String {
        self.triples.iter().map(|t| format!("{t} .\n")).collect()
    }

    /// What `shape` says under a term of SHACL; lists are taken apart.
    pub(super) fn values(&self, shape: &Term, term: &str) -> Vec<&Term> {
        let predicate = NamedNode::new_unchecked(format!("{SH}{term}"));
        let mut found = Vec::new();
        for value in self.objects(shape, predicate.as_ref()) {
            let mut rest = value;
            let mut is_list = false;
            while let Some(&first) = self.objects(rest, rdf::FIRST).first() {
                is_list = true;
                found.push(first);
                let Some(&next) = self.objects(rest, rdf::REST).first() else { break };
                rest = next;
            }
            if !is_list {
                found.push(value);
            }
        }
        found
    }

    fn objects(&self, subject: &Term, predicate: NamedNodeRef<'_>) -> Vec<&Term> {
        let Term::NamedNode(subject) = subject else { return Vec::new() };
        let says = |t: &&Triple| {
            t.predicate == predicate && matches!(&t.subject, NamedOrBlankNode::NamedNode(s) if s == subject)
        };
        self.triples.iter().filter(says).map(|t| &t.object).collect()
    }
}

/// A blank node again, where [`Shapes::read`] has named one.
pub(super) fn unnamed(term: Term) -> Term {
    let Term::NamedNode(node) = &term else { return term };
    match node.as_str().strip_prefix(BLANK) {
        Some(number) => BlankNode::new_unchecked(format!("shape{number}")).into(),
        None => term,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_held_to_what_they_join() {
        let text = sound(&Ontology::embedded().unwrap());
        let shapes = Shapes::read([("shapes", text.as_str())]).unwrap();
        assert!(shapes.count() > 40, "{}", shapes.count());
        let shape = Term::from(NamedNode::new_unchecked("https://w3id.org/tupu/shapes#subOrganizationOf-subject"));
        assert_eq!(shapes.values(&shape, "message").len(), 2);
        assert_eq!(shapes.values(&shape, "or").len(), 1);
    }

    #[test]
    fn broken_shapes_are_told_with_their_line() {
        let error = Shapes::read([("my.ttl", "<a> <b> <c> .\n<a> <b> .\n")]).unwrap_err().to_string();
        assert!(error.starts_with("my.ttl:2:"), "{error}");
    }
}

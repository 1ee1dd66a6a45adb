//! The terms of the ontology that a graph uses.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::{Content, Graph, Sort, Term};
use crate::ontology::{ClassId, NS, Ontology};

/// The terms that `graph` uses and those above them.
pub(super) fn terms(graph: &Graph, ontology: &Ontology) -> BTreeMap<String, Term> {
    let mut names: BTreeSet<&str> = graph.facts.node_weights().map(|n| n.class.as_str()).collect();
    names.extend(graph.observations.iter().map(|o| o.measure.as_str()));
    names.extend(graph.claims.iter().filter_map(|c| match &c.content {
        Content::Relation { property, .. } => Some(property.as_str()),
        _ => None,
    }));
    let shape = ["Claim", "UnaffirmedStatement", "Role", "attributedTo", "status", "holdsPost", "said", "measure"];
    let beyond = if graph.open.is_empty() { &[][..] } else { &["OpenClaim"] };
    let merges = if graph.facts.node_weights().all(|n| n.merges.is_empty()) { &[][..] } else { &["Merge"] };
    let own = shape
        .iter()
        .chain(beyond)
        .chain(merges)
        .chain(&["Affirmed", "Denied", "Planned", "Reported", "Exact", "AtLeast", "AtMost", "About"]);
    let own: Vec<String> = own.map(|name| format!("{NS}{name}")).collect();
    names.extend(own.iter().map(String::as_str));
    let mut terms = BTreeMap::new();
    let mut open: Vec<String> = names.into_iter().map(str::to_owned).collect();
    while let Some(iri) = open.pop() {
        if terms.contains_key(&iri) {
            continue;
        }
        let Some(term) = term(&iri, ontology) else { continue };
        open.extend(term.parents.iter().cloned());
        terms.insert(iri, term);
    }
    terms
}

fn term(iri: &str, ontology: &Ontology) -> Option<Term> {
    let above = |own: Vec<&SmolStr>, standard: &[String]| {
        let mut above: Vec<String> = own.into_iter().map(SmolStr::to_string).chain(standard.iter().cloned()).collect();
        above.sort();
        above
    };
    let classes = |ids: &[ClassId]| ids.iter().map(|&c| &ontology.class_info(c).iri).collect();
    if let Ok(ix) = ontology.classes.binary_search_by(|c| c.iri.as_str().cmp(iri)) {
        let class = &ontology.classes[ix];
        let (label, label_en) = (class.label.clone(), class.label_en.clone());
        let parents = above(classes(&class.parents), &class.standard);
        return Some(Term { label, label_en, sort: Sort::Class, parents });
    }
    if let Ok(ix) = ontology.properties.binary_search_by(|p| p.iri.as_str().cmp(iri)) {
        let property = &ontology.properties[ix];
        let parents = property.parents.iter().map(|&p| &ontology.property_info(p).iri).collect();
        let parents = above(parents, &property.standard);
        let (label, label_en) = (property.label.clone(), property.label_en.clone());
        return Some(Term { label, label_en, sort: Sort::Property, parents });
    }
    let thing = ontology.individuals.iter().find(|i| i.iri == iri)?;
    let parents = above(classes(&thing.classes), &[]);
    Some(Term { label: thing.label.clone(), label_en: String::new(), sort: Sort::Individual, parents })
}

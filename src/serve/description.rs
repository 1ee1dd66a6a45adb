//! What the service says of itself ([SPARQL 1.1 Service Description](https://www.w3.org/TR/sparql11-service-description/)).

use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};

use super::Refusal;
use super::negotiate::{GRAPHS, RESULTS, choose};
use crate::store::serializer;

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";

/// The description of the endpoint at `address`, in the format that is asked for, with its media type.
pub(super) fn describe(address: &str, accept: Option<&str>) -> Result<(&'static str, Vec<u8>), Refusal> {
    let (format, media) =
        choose(accept, &GRAPHS).ok_or_else(|| Refusal::new(406, "the description is a graph: ask for text/turtle"))?;
    let failed = |e: &dyn std::fmt::Display| Refusal::new(500, e.to_string());
    let prefixes = [("sd", SD), ("rdf", rdf::TYPE.as_str().trim_end_matches("type"))];
    let prefixes = prefixes.map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()));
    let mut writer = serializer(format, &prefixes).map_err(|e| failed(&e))?.for_writer(Vec::new());
    for triple in triples(address) {
        writer.serialize_triple(&triple).map_err(|e| failed(&e))?;
    }
    writer.finish().map(|bytes| (media, bytes)).map_err(|e| failed(&e))
}

fn triples(address: &str) -> Vec<Triple> {
    let sd = |name: &str| NamedNode::new_unchecked(format!("{SD}{name}"));
    let service = BlankNode::new_unchecked("service");
    let dataset = BlankNode::new_unchecked("dataset");
    let say = |subject: &BlankNode, predicate: NamedNode, object: Term| Triple {
        subject: NamedOrBlankNode::BlankNode(subject.clone()),
        predicate,
        object,
    };
    let mut all = vec![
        say(&service, rdf::TYPE.into_owned(), sd("Service").into()),
        say(&service, sd("endpoint"), NamedNode::new_unchecked(address).into()),
        say(&service, sd("supportedLanguage"), sd("SPARQL11Query").into()),
        // The default graph holds what all named graphs say.
        say(&service, sd("feature"), sd("UnionDefaultGraph").into()),
        say(&service, sd("defaultDataset"), dataset.clone().into()),
    ];
    let formats = RESULTS.iter().map(|(format, _)| format.iri()).chain(GRAPHS.iter().map(|(format, _)| format.iri()));
    all.extend(formats.map(|iri| say(&service, sd("resultFormat"), NamedNode::new_unchecked(iri).into())));
    all.push(say(&dataset, rdf::TYPE.into_owned(), sd("Dataset").into()));
    all
}

//! The lexicon as W3C [OntoLex-Lemon](https://www.w3.org/2016/05/ontolex/), by `queries/ontolex.rq`.

use super::{Answer, Limits, run};
use crate::assemble::BASE;
use crate::error::Result;
use crate::store::{Dataset, prefixes};

const QUERY: &str = include_str!("../../queries/ontolex.rq");

/// Namespaces of OntoLex beside those of every graph.
const OWN: [(&str, &str); 3] = [
    ("ontolex", "http://www.w3.org/ns/lemon/ontolex#"),
    ("lime", "http://www.w3.org/ns/lemon/lime#"),
    ("lexinfo", "http://www.lexinfo.net/ontology/3.0/lexinfo#"),
];

/// The words of an ontology, given as names and texts of Turtle files, as triples; and prefixes to write them with.
///
/// # Errors
/// Broken Turtle.
pub fn ontolex(files: &[(String, String)], limits: Limits) -> Result<(Answer, Vec<(String, String)>)> {
    let mut prefixes = prefixes(BASE);
    prefixes.extend(OWN.map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned())));
    let answer = run(&Dataset::of_turtle(files)?, QUERY, &prefixes, limits)?;
    Ok((answer, prefixes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::turtle;

    #[test]
    fn every_word_has_an_entry_a_form_and_a_sense() {
        let (answer, _) = ontolex(&turtle(&[], false).unwrap(), Limits::default()).unwrap();
        let Answer::Triples { triples, cut: false } = answer else { panic!("no triples") };
        let count = |end: &str| triples.iter().filter(|t| t.predicate.as_str().ends_with(end)).count();
        let ontology = crate::ontology::Ontology::embedded().unwrap();
        let nouns: usize = ontology.properties.iter().map(|p| p.nouns.len()).sum();
        assert!(nouns > 50 && count("#reference") > nouns);
        assert_eq!(count("#canonicalForm"), count("#writtenRep"));
        assert!(triples.iter().all(|t| matches!(t.subject, oxigraph::model::NamedOrBlankNode::NamedNode(_))));
    }
}

//! The prefixes of Turtle and SPARQL.

use std::io;

use oxigraph::io::{RdfFormat, RdfSerializer};

use crate::assemble::{BASE, Graph};
use crate::ontology::{LEX, NS, kinds};

/// Prefixes whose namespace never changes.
const FIXED: [(&str, &str); 12] = [
    ("", NS),
    ("lex", LEX),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("schema", "https://schema.org/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("prov", "http://www.w3.org/ns/prov#"),
];

/// Statements and documents, which have a path segment of their own beside the kinds.
const STATEMENTS: [&str; 10] =
    ["claim", "doc", "merge", "observation", "open", "position", "post", "quotation", "quote", "target"];

/// Prefix and namespace of everything that may stand in a graph whose IRIs begin with `base`.
///
/// Organisations go by `organization:`, for `org:` is the W3C's.
pub fn prefixes(base: &str) -> Vec<(String, String)> {
    let fixed = FIXED.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned()));
    let own = kinds().chain(STATEMENTS).map(|segment| {
        let prefix = if segment == "org" { "organization" } else { segment };
        (prefix.to_owned(), format!("{base}{segment}/"))
    });
    fixed.chain(own).collect()
}

/// A serialiser that knows these prefixes.
///
/// # Errors
/// A namespace that is no IRI.
pub fn serializer(format: RdfFormat, prefixes: &[(String, String)]) -> io::Result<RdfSerializer> {
    prefixes.iter().try_fold(RdfSerializer::from_format(format), |serializer, (prefix, namespace)| {
        serializer.with_prefix(prefix, namespace).map_err(io::Error::other)
    })
}

/// Shortens an IRI by the longest prefix that fits (place:荔浦市), or gives it back in angle brackets.
pub fn shorten(iri: &str, prefixes: &[(String, String)]) -> String {
    let fits = prefixes
        .iter()
        .filter_map(|(prefix, namespace)| Some((namespace.len(), prefix, iri.strip_prefix(namespace.as_str())?)));
    match fits.max() {
        Some((_, prefix, rest)) if !rest.is_empty() && !rest.contains(['/', '#']) => format!("{prefix}:{rest}"),
        _ => format!("<{iri}>"),
    }
}

impl Graph {
    /// The prefixes of this graph.
    pub fn prefixes(&self) -> Vec<(String, String)> {
        prefixes(if self.base.is_empty() { BASE } else { &self.base })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_wins() {
        let all = prefixes(BASE);
        assert_eq!(shorten("https://w3id.org/tupu/id/place/荔浦市", &all), "place:荔浦市");
        assert_eq!(shorten("https://w3id.org/tupu/id/org/甲", &all), "organization:甲");
        assert_eq!(shorten("https://w3id.org/tupu/ns#Claim", &all), ":Claim");
        assert_eq!(shorten("https://example.org/a", &all), "<https://example.org/a>");
    }
}

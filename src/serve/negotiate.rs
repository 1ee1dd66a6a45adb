//! Which format answers a request ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110), section 12.5.1).

use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;

/// The formats of rows and truths with their media types, the first the one that is given unless another is asked for.
pub(super) const RESULTS: [(QueryResultsFormat, &[&str]); 4] = [
    (QueryResultsFormat::Json, &["application/sparql-results+json", "application/json"]),
    (QueryResultsFormat::Xml, &["application/sparql-results+xml", "application/xml", "text/xml"]),
    (QueryResultsFormat::Csv, &["text/csv"]),
    (QueryResultsFormat::Tsv, &["text/tab-separated-values"]),
];

/// The formats of graphs.
pub(super) const GRAPHS: [(RdfFormat, &[&str]); 6] = [
    (RdfFormat::Turtle, &["text/turtle", "application/x-turtle"]),
    (RdfFormat::NTriples, &["application/n-triples", "text/plain"]),
    (RdfFormat::TriG, &["application/trig"]),
    (RdfFormat::NQuads, &["application/n-quads"]),
    (RdfFormat::RdfXml, &["application/rdf+xml", "application/xml"]),
    (RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }, &["application/ld+json", "application/json"]),
];

/// The format that an `Accept` header likes best, with the media type that it goes by; `None` when it admits none.
pub(super) fn choose<F: Copy>(
    accept: Option<&str>,
    formats: &[(F, &'static [&'static str])],
) -> Option<(F, &'static str)> {
    let Some(accept) = accept.filter(|a| !a.trim().is_empty()) else {
        return formats.first().map(|(format, names)| (*format, names[0]));
    };
    let ranges: Vec<(String, f32)> = accept.split(',').map(range).collect();
    // The most specific range that fits a type tells how much it is liked.
    let liked = |name: &str| {
        let fits = ranges.iter().filter_map(|(range, q)| {
            let whole = name.split_once('/').map_or(name, |(kind, _)| kind);
            let rank = match range.as_str() {
                r if r == name => 3,
                r if r.strip_suffix("/*") == Some(whole) => 2,
                "*/*" => 1,
                _ => return None,
            };
            Some((rank, *q))
        });
        fits.max_by_key(|(rank, _)| *rank).map_or(0.0, |(_, q)| q)
    };
    let all = formats.iter().flat_map(|(format, names)| names.iter().map(|name| (*format, *name)));
    let mut best: Option<(F, &'static str, f32)> = None;
    for (format, name) in all {
        let q = liked(name);
        if q > best.map_or(0.0, |(.., most)| most) {
            best = Some((format, name, q));
        }
    }
    best.map(|(format, name, _)| (format, name))
}

/// A range of an `Accept` header and its weight.
fn range(text: &str) -> (String, f32) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
    (name, weight.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_liked_format_is_chosen() {
        let name = |accept| choose(accept, &RESULTS).map(|(_, name)| name);
        assert_eq!(name(None), Some("application/sparql-results+json"));
        assert_eq!(name(Some("*/*")), Some("application/sparql-results+json"));
        assert_eq!(
            name(Some("text/csv;q=0.5, application/sparql-results+xml")),
            Some("application/sparql-results+xml")
        );
        assert_eq!(name(Some("text/*")), Some("text/xml"));
        assert_eq!(name(Some("text/html,*/*;q=0.1")), Some("application/sparql-results+json"));
        assert_eq!(name(Some("image/png")), None);
        assert_eq!(name(Some("text/csv;q=0")), None);
        assert_eq!(choose(Some("application/ld+json"), &GRAPHS).map(|(_, name)| name), Some("application/ld+json"));
    }
}

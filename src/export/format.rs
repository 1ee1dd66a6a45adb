//! The table of formats.

use oxigraph::io::{JsonLdProfileSet, RdfFormat};

/// A format that a graph can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Turtle: all triples, without named graphs.
    Turtle,
    /// TriG: one named graph per article.
    Trig,
    /// N-Triples.
    NTriples,
    /// N-Quads.
    NQuads,
    /// JSON-LD, flat.
    JsonLd,
    /// RDF/XML.
    RdfXml,
    /// GraphML: entities and what joins them, for Gephi, yEd and Cytoscape.
    Graphml,
    /// Tables of entities, relations, posts, figures and quotations.
    Csv,
    /// One JSON object per claim and line.
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 9] = [
        Format::Turtle,
        Format::Trig,
        Format::NTriples,
        Format::NQuads,
        Format::JsonLd,
        Format::RdfXml,
        Format::Graphml,
        Format::Csv,
        Format::Jsonl,
    ];

    /// Name, file extension and media type.
    fn facts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Format::Turtle => ("turtle", "ttl", "text/turtle"),
            Format::Trig => ("trig", "trig", "application/trig"),
            Format::NTriples => ("ntriples", "nt", "application/n-triples"),
            Format::NQuads => ("nquads", "nq", "application/n-quads"),
            Format::JsonLd => ("jsonld", "jsonld", "application/ld+json"),
            Format::RdfXml => ("rdfxml", "rdf", "application/rdf+xml"),
            Format::Graphml => ("graphml", "graphml", "application/graphml+xml"),
            Format::Csv => ("csv", "csv", "text/csv"),
            Format::Jsonl => ("jsonl", "jsonl", "application/jsonl"),
        }
    }

    /// The name, as on the command line.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// The extension of files, without the dot.
    pub fn extension(self) -> &'static str {
        self.facts().1
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        self.facts().2
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Format::ALL.into_iter().find(|f| f.name() == name)
    }

    /// The serialisation of RDF, if it is one.
    pub fn rdf(self) -> Option<RdfFormat> {
        match self {
            Format::Turtle => Some(RdfFormat::Turtle),
            Format::Trig => Some(RdfFormat::TriG),
            Format::NTriples => Some(RdfFormat::NTriples),
            Format::NQuads => Some(RdfFormat::NQuads),
            Format::JsonLd => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
            Format::RdfXml => Some(RdfFormat::RdfXml),
            Format::Graphml | Format::Csv | Format::Jsonl => None,
        }
    }
}

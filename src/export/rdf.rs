//! RDF: sorted, each statement once, with the graph's prefixes.

use std::convert::Infallible;
use std::io::{self, Write};

use oxigraph::io::RdfFormat;
use oxigraph::model::{GraphName, Quad};

use crate::assemble::Graph;
use crate::store::{Style, emit, serializer};

pub(super) fn write(graph: &Graph, format: RdfFormat, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = serializer(format, &graph.prefixes())?.for_writer(io::BufWriter::new(out));
    for quad in quads(graph, style, format.supports_datasets()) {
        writer.serialize_quad(&quad)?;
    }
    writer.finish()?.flush()
}

/// The quads in the order in which people read: by article, by subject, its type first.
fn quads(graph: &Graph, style: Style, named: bool) -> Vec<Quad> {
    let mut quads: Vec<Quad> = Vec::new();
    let Ok(()) = emit(graph, style, |quad| {
        let mut quad = quad.into_owned();
        if !named {
            quad.graph_name = GraphName::DefaultGraph;
        }
        quads.push(quad);
        Ok::<_, Infallible>(())
    });
    quads.sort_by_cached_key(|quad| {
        let predicate = quad.predicate.as_str();
        let rank = match predicate.rsplit(['#', '/']).next() {
            Some("type") => 0,
            Some("label") => 1,
            _ => 2,
        };
        let graph = if named { quad.graph_name.to_string() } else { String::new() };
        (graph, quad.subject.to_string(), rank, predicate.to_owned(), quad.object.to_string())
    });
    quads.dedup();
    quads
}

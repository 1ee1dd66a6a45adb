//! Writes a graph in the formats of others.

mod format;
mod graphml;
mod jsonl;
mod rdf;
mod tables;

use std::io::{self, Write};

use crate::assemble::Graph;
use crate::store::Style;

pub use format::Format;
pub use tables::{EntityRow, ObservationRow, PostRow, QuotationRow, RelationRow, Tables};

/// Writes `graph` to `out`. CSV is several tables and goes to a folder: see [`Tables`].
///
/// # Errors
/// Those of `out`; CSV; triple terms in a format that has none.
pub fn write(graph: &Graph, format: Format, style: Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Graphml => graphml::write(graph, out),
        Format::Jsonl => jsonl::write(graph, out),
        Format::Csv => {
            Err(io::Error::new(io::ErrorKind::InvalidInput, "csv is several tables: name a folder for them"))
        }
        _ => match format.rdf() {
            Some(rdf) => rdf::write(graph, rdf, style, out),
            None => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is no format of RDF", format.name()))),
        },
    }
}

#[cfg(test)]
mod tests;

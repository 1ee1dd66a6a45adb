//! Writes answers: tables for people, and the W3C's formats for programs.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use oxigraph::io::RdfFormat;
use oxigraph::model::Term;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use super::Answer;
use crate::store::{serializer, shorten};

/// The widest column of a table; longer cells are broken.
const WIDEST: u16 = 60;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns.
    #[default]
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values, with terms as in Turtle.
    Tsv,
    /// SPARQL results in JSON.
    Json,
    /// SPARQL results in XML.
    Xml,
}

impl Format {
    /// Every format, with its name and, for programs, the W3C's format.
    pub const ALL: [(Format, &'static str, Option<QueryResultsFormat>); 5] = [
        (Format::Table, "table", None),
        (Format::Csv, "csv", Some(QueryResultsFormat::Csv)),
        (Format::Tsv, "tsv", Some(QueryResultsFormat::Tsv)),
        (Format::Json, "json", Some(QueryResultsFormat::Json)),
        (Format::Xml, "xml", Some(QueryResultsFormat::Xml)),
    ];

    fn standard(self) -> Option<QueryResultsFormat> {
        Format::ALL.iter().find(|(format, ..)| *format == self).and_then(|(.., standard)| *standard)
    }
}

/// Writes `answer`; triples are always Turtle. A table on a terminal is no wider than that.
///
/// # Errors
/// Those of `out`.
pub fn write(answer: &Answer, format: Format, prefixes: &[(String, String)], out: &mut dyn Write) -> io::Result<()> {
    match (answer, format.standard()) {
        (Answer::Triples { triples, .. }, _) => {
            let mut writer = serializer(RdfFormat::Turtle, prefixes)?.for_writer(out);
            triples.iter().try_for_each(|triple| writer.serialize_triple(triple))?;
            writer.finish().map(drop)
        }
        (Answer::Truth(truth), None) => writeln!(out, "{}", if *truth { "是 / yes" } else { "否 / no" }),
        (Answer::Truth(truth), Some(standard)) => {
            QueryResultsSerializer::from_format(standard).serialize_boolean_to_writer(&mut *out, *truth)?;
            writeln!(out)
        }
        (Answer::Rows { variables, rows, .. }, Some(standard)) => {
            let serializer = QueryResultsSerializer::from_format(standard);
            let mut writer = serializer.serialize_solutions_to_writer(&mut *out, variables.clone())?;
            for row in rows {
                let bound = variables.iter().zip(row).filter_map(|(v, t)| Some((v.as_ref(), t.as_ref()?.as_ref())));
                writer.serialize(bound)?;
            }
            writer.finish()?;
            if matches!(format, Format::Json | Format::Xml) { writeln!(out) } else { Ok(()) }
        }
        (Answer::Rows { variables, rows, .. }, None) => {
            let mut table = Table::new();
            table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .load_style(presets::UTF8_FULL_CONDENSED)
                .set_header(variables.iter().map(|v| v.as_str().to_owned()));
            table.set_constraints(variables.iter().map(|_| ColumnConstraint::UpperBoundary(Width::Fixed(WIDEST))));
            for row in rows {
                table.add_row(row.iter().map(|term| term.as_ref().map_or_else(String::new, |t| cell(t, prefixes))));
            }
            writeln!(out, "{table}")
        }
    }
}

fn cell(term: &Term, prefixes: &[(String, String)]) -> String {
    match term {
        Term::NamedNode(node) => shorten(node.as_str(), prefixes),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

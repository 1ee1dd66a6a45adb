//! Questions put to a store.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::QuerySolution;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use spargebra::Query;

use super::Store;
use super::client::Response;
use crate::error::{Error, Result};
use crate::query::{self, Answer, at_most};

/// The media type of results.
pub(super) const JSON: &str = "application/sparql-results+json";
/// Those of graphs.
const TRIPLES: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5";

/// Lets `store` answer a query over all its graphs, of which at most `limit` rows or triples are taken.
///
/// # Errors
/// A query that is none, or that the store refuses; an answer that cannot be read.
pub fn ask(store: &Store, question: &str, prefixes: &[(String, String)], limit: usize) -> Result<Answer> {
    let parsed = query::parse(question, prefixes)?;
    let used = |prefix: &str| question.contains(&format!("{prefix}:"));
    let declared = prefixes.iter().filter(|(prefix, _)| used(prefix));
    let prologue: String = declared.map(|(prefix, namespace)| format!("PREFIX {prefix}: <{namespace}>\n")).collect();
    let (question, names) = query::plain(question);
    let question = prologue + &question;
    if matches!(parsed, Query::Construct { .. } | Query::Describe { .. }) {
        let response = accepted(store, store.question(&question, TRIPLES).send()?)?;
        let mut triples = triples(store, &response)?;
        let cut = triples.len() > limit;
        triples.truncate(limit);
        return Ok(Answer::Triples { triples, cut });
    }
    let response = accepted(store, store.question(&question, JSON).send()?)?;
    let unread = |e: &dyn std::fmt::Display| Error::input(&store.root, format!("the answer cannot be read: {e}"), "");
    match QueryResultsParser::from_format(QueryResultsFormat::Json).for_slice(&response.body).map_err(|e| unread(&e))? {
        SliceQueryResultsParserOutput::Boolean(truth) => Ok(Answer::Truth(truth)),
        SliceQueryResultsParserOutput::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let own = |v: &Variable| match names.iter().find(|(plain, _)| plain == v.as_str()) {
                Some((_, name)) => Variable::new_unchecked(name),
                None => v.clone(),
            };
            let row = |solution: QuerySolution| variables.iter().map(|v| solution.get(v).cloned()).collect();
            let (rows, cut) = at_most(solutions.map(|found| found.map(row).map_err(|e| unread(&e))), limit)?;
            Ok(Answer::Rows { variables: variables.iter().map(own).collect(), rows, cut })
        }
    }
}

/// The first column of the rows that a query gives.
pub(super) fn column(store: &Store, query: &str) -> Result<Vec<Term>> {
    let Answer::Rows { rows, .. } = ask(store, query, &[], usize::MAX)? else { return Ok(Vec::new()) };
    Ok(rows.into_iter().filter_map(|row| row.into_iter().next().flatten()).collect())
}

/// The response, when the store did what was asked.
pub(super) fn accepted(store: &Store, response: Response) -> Result<Response> {
    if (200..300).contains(&response.status) { Ok(response) } else { Err(store.failed("the request", &response)) }
}

/// The triples of a graph in a response.
pub(super) fn triples(store: &Store, response: &Response) -> Result<Vec<Triple>> {
    let format = RdfFormat::from_media_type(&response.media).unwrap_or(RdfFormat::Turtle);
    let quads = RdfParser::from_format(format).without_named_graphs().for_slice(&response.body);
    let unread = |e| Error::input(&store.root, format!("a graph cannot be read: {e}"), "");
    quads.map(|quad| quad.map(Triple::from).map_err(unread)).collect()
}

//! Runs a query on a thread of its own, with a big stack, until it is done or its time is over.

use std::sync::mpsc;
use std::time::Duration;

use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::{CancellationToken, QueryResults, QuerySolution, SparqlEvaluator};

use super::check;
use crate::error::{Error, Result};
use crate::store::Dataset;

/// Bytes of the stack of a thread that evaluates queries; only what is used is taken from the system.
pub(crate) const STACK: usize = 1 << 30;

/// How long a query that was stopped may take to end.
const GRACE: Duration = Duration::from_secs(2);

/// When a query is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest time.
    pub time: Duration,
    /// The most rows; what is beyond is not read.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { time: Duration::from_secs(60), rows: 100_000 }
    }
}

/// What a query gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of SELECT.
    Rows {
        /// The columns.
        variables: Vec<Variable>,
        /// The rows.
        rows: Vec<Vec<Option<Term>>>,
        /// Whether there were more rows than the limit.
        cut: bool,
    },
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Triples {
        /// The triples.
        triples: Vec<Triple>,
        /// Whether there were more than the limit.
        cut: bool,
    },
}

/// Asks `dataset`.
///
/// # Errors
/// A syntax error with its place; SERVICE or an update; a failure while the query runs; the end of its time.
pub fn run(dataset: &Dataset, query: &str, prefixes: &[(String, String)], limits: Limits) -> Result<Answer> {
    let token = CancellationToken::new();
    let (sender, receiver) = mpsc::channel();
    let work = {
        let (dataset, query, prefixes) = (dataset.clone(), query.to_owned(), prefixes.to_vec());
        let token = token.clone();
        move || drop(sender.send(answer(&dataset, &query, &prefixes, token, limits.rows)))
    };
    let thread = std::thread::Builder::new().name("query".to_owned()).stack_size(STACK).spawn(work);
    let thread = thread.map_err(|e| failed(&format!("the query cannot be started: {e}"), ""))?;
    match receiver.recv_timeout(limits.time) {
        Ok(answer) => {
            // A store on disk must be let go of before the program ends.
            let _ = thread.join();
            answer
        }
        Err(mpsc::RecvTimeoutError::Timeout) => {
            // Stopping is cooperative: a query that does not look at the token goes on until the program ends.
            token.cancel();
            if receiver.recv_timeout(GRACE).is_ok() {
                let _ = thread.join();
            }
            let seconds = limits.time.as_secs_f64();
            Err(failed(&format!("stopped after {seconds} s"), "narrow the query, or allow more time with --timeout"))
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(failed("the query could not be run", "")),
    }
}

/// The first `limit` items, and whether there are more.
pub(crate) fn at_most<T>(items: impl Iterator<Item = Result<T>>, limit: usize) -> Result<(Vec<T>, bool)> {
    let mut found = Vec::new();
    for item in items {
        let item = item?;
        if found.len() == limit {
            return Ok((found, true));
        }
        found.push(item);
    }
    Ok((found, false))
}

fn failed(reason: &str, help: &str) -> Error {
    Error::Query { reason: reason.to_owned(), help: help.to_owned() }
}

fn answer(
    dataset: &Dataset,
    query: &str,
    prefixes: &[(String, String)],
    token: CancellationToken,
    limit: usize,
) -> Result<Answer> {
    let query = check::parse(query, prefixes)?;
    let evaluator = SparqlEvaluator::new().with_cancellation_token(token);
    let broken = |e: &dyn std::fmt::Display| failed(&e.to_string(), "");
    match evaluator.for_query(query).on_store(dataset.store()).execute().map_err(|e| broken(&e))? {
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let row = |solution: QuerySolution| variables.iter().map(|v| solution.get(v).cloned()).collect();
            let (rows, cut) = at_most(solutions.map(|found| found.map(row).map_err(|e| broken(&e))), limit)?;
            Ok(Answer::Rows { variables, rows, cut })
        }
        QueryResults::Graph(all) => {
            let (triples, cut) = at_most(all.map(|triple| triple.map_err(|e| broken(&e))), limit)?;
            Ok(Answer::Triples { triples, cut })
        }
    }
}

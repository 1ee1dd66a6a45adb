//! Evaluates queries, one after another, for the server that started this process.
//!
//! A query that goes wrong takes its process with it and nothing else: oxigraph's cancellation is cooperative, its parser and
//! evaluator recursive.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::mpsc;

use oxigraph::model::{GraphName, NamedNode, Triple};
use oxigraph::sparql::results::QueryResultsSerializer;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};

use super::Refusal;
use super::frame::{self, Answer, Job, Tag, What};
use super::negotiate::{GRAPHS, RESULTS, choose};
use super::protocol::Question;
use crate::error::{Error, Result};
use crate::query;
use crate::store::{Dataset, Folder, prefixes, serializer};

/// Answers the jobs that come in by standard input until it closes; queries may ask the hosts `services`.
///
/// # Errors
/// A folder that is no graph; a server that cannot be reached.
pub fn work(graph: &Path, services: Vec<String>) -> Result<()> {
    let folder = Folder::open(graph)?;
    let prefixes = prefixes(&folder.manifest()?.base);
    let source = Source { dataset: folder.dataset()?, prefixes, services };
    let gone =
        |e: io::Error| Error::Input { origin: "the server".to_owned(), reason: e.to_string(), help: String::new() };
    let mut out = BufWriter::new(output().map_err(gone)?);
    out.write_all(&Tag::Job.frame(&[])).and_then(|()| out.flush()).map_err(gone)?;
    let (sender, jobs) = mpsc::channel();
    // Whatever is being evaluated, the process ends with its server.
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok((Tag::Job, data)) = frame::read(&mut input) {
            let Ok(job) = serde_json::from_slice::<Job>(&data) else { break };
            if sender.send(job).is_err() {
                break;
            }
        }
        #[expect(clippy::exit, reason = "the query under way would go on")]
        std::process::exit(0)
    });
    let evaluate = move || -> io::Result<()> {
        for job in jobs {
            let mut answer = Answer::new(&mut out);
            let outcome = reply(&source, &job, &mut answer);
            answer.end(outcome)?;
        }
        Ok(())
    };
    let thread =
        std::thread::Builder::new().name("query".to_owned()).stack_size(query::STACK).spawn(evaluate).map_err(gone)?;
    // A server that has gone needs no answer.
    let _ = thread.join();
    Ok(())
}

/// Standard output without its lock, which belongs to the thread that began.
fn output() -> io::Result<File> {
    #[cfg(unix)]
    return Ok(std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?.into());
    #[cfg(windows)]
    return Ok(std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?.into());
}

type Reply<'a> = Answer<&'a mut BufWriter<File>>;

/// What queries are asked of.
struct Source {
    dataset: Dataset,
    prefixes: Vec<(String, String)>,
    services: Vec<String>,
}

fn reply(source: &Source, job: &Job, out: &mut Reply<'_>) -> std::result::Result<(), Refusal> {
    let Source { dataset, prefixes, .. } = source;
    let accept = job.accept.as_deref();
    match &job.what {
        What::Graph(name) => {
            let name = match name {
                Some(name) => NamedNode::new(name).map_err(|_| Refusal::new(400, "the graph is no IRI"))?.into(),
                None => GraphName::DefaultGraph,
            };
            let store = dataset.store();
            if let GraphName::NamedNode(node) = &name
                && !store.contains_named_graph(node).map_err(|e| broken(&e))?
            {
                return Err(Refusal::new(404, format!("there is no graph {name}")));
            }
            let quads = store.quads_for_pattern(None, None, None, Some(name.as_ref()));
            let triples = quads.map(|quad| quad.map(Triple::from).map_err(|e| broken(&e)));
            graph(triples, accept, prefixes, job.rows, out)
        }
        What::Question(question) => ask(source, question, job, out),
    }
}

fn ask(source: &Source, question: &Question, job: &Job, out: &mut Reply<'_>) -> std::result::Result<(), Refusal> {
    let Source { dataset, prefixes, services } = source;
    let parsed = match services.is_empty() {
        true => query::parse(&question.query, prefixes),
        false => query::parse_federated(&question.query, prefixes),
    };
    let parsed = parsed.map_err(|e| Refusal::new(400, e.to_string()))?;
    let mut prepared = evaluator(services).for_query(parsed);
    // The graphs of the request replace those of the query (protocol, section 2.1.4).
    if !question.default_graphs.is_empty() || !question.named_graphs.is_empty() {
        let named = |graph: &String| NamedNode::new_unchecked(graph.as_str());
        let own = prepared.dataset_mut();
        own.set_default_graph(question.default_graphs.iter().map(|g| named(g).into()).collect());
        own.set_available_named_graphs(question.named_graphs.iter().map(|g| named(g).into()).collect());
    }
    match prepared.on_store(dataset.store()).execute().map_err(|e| broken(&e))? {
        QueryResults::Boolean(truth) => {
            let (format, media) = choose(job.accept.as_deref(), &RESULTS).ok_or_else(not_acceptable)?;
            out.begin(media);
            let serializer = QueryResultsSerializer::from_format(format);
            serializer.serialize_boolean_to_writer(&mut *out, truth).map(drop).map_err(|e| broken(&e))
        }
        QueryResults::Solutions(solutions) => {
            let (format, media) = choose(job.accept.as_deref(), &RESULTS).ok_or_else(not_acceptable)?;
            out.begin(media);
            let serializer = QueryResultsSerializer::from_format(format);
            let variables = solutions.variables().to_vec();
            let mut writer = serializer.serialize_solutions_to_writer(&mut *out, variables).map_err(|e| broken(&e))?;
            for (at, solution) in solutions.enumerate() {
                if at == job.rows {
                    return Err(too_many(job.rows));
                }
                let solution = solution.map_err(|e| broken(&e))?;
                writer.serialize(&solution).map_err(|e| broken(&e))?;
            }
            writer.finish().map(drop).map_err(|e| broken(&e))
        }
        QueryResults::Graph(triples) => {
            let triples = triples.map(|triple| triple.map_err(|e| broken(&e)));
            graph(triples, job.accept.as_deref(), prefixes, job.rows, out)
        }
    }
}

/// What evaluates a query, and asks the hosts `services` for it.
fn evaluator(services: &[String]) -> SparqlEvaluator {
    let evaluator = SparqlEvaluator::new();
    #[cfg(feature = "remote")]
    if !services.is_empty() {
        let services = crate::remote::Services::new(services.to_vec(), std::time::Duration::from_secs(60));
        return evaluator.with_default_service_handler(services);
    }
    let _ = services;
    evaluator
}

fn graph(
    triples: impl Iterator<Item = std::result::Result<Triple, Refusal>>,
    accept: Option<&str>,
    prefixes: &[(String, String)],
    most: usize,
    out: &mut Reply<'_>,
) -> std::result::Result<(), Refusal> {
    let (format, media) = choose(accept, &GRAPHS).ok_or_else(not_acceptable)?;
    out.begin(media);
    let mut writer = serializer(format, prefixes).map_err(|e| broken(&e))?.for_writer(&mut *out);
    for (at, triple) in triples.enumerate() {
        if at == most {
            return Err(too_many(most));
        }
        writer.serialize_triple(&triple?).map_err(|e| broken(&e))?;
    }
    writer.finish().map(drop).map_err(|e| broken(&e))
}

fn broken(e: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(500, e.to_string())
}

fn not_acceptable() -> Refusal {
    Refusal::new(406, "no format that this answer can be written in is acceptable to the request")
}

fn too_many(most: usize) -> Refusal {
    Refusal::new(
        503,
        format!("the answer has more than {most} rows; ask with LIMIT, or serve with a higher --max-rows"),
    )
}

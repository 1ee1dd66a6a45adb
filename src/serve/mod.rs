//! Serves a graph over HTTP: the [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/) at `/sparql` and the read
//! side of the [Graph Store HTTP Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/) at `/graphs`, and a page to look
//! at it with what that shows under `/api/`. Nothing is written but, where [`Settings::edit`] allows it, decisions.
//!
//! | file | idea |
//! |---|---|
//! | `protocol` | what a request asks for |
//! | `negotiate` | which format answers it |
//! | `frame` | how the server and its workers talk |
//! | `worker` | evaluates queries, in a process of its own that can be ended |
//! | `pool` | the workers, their time and memory |
//! | `guard` | whom the server answers, and what browsers may do with it |
//! | `bundle` | the files of the page |
//! | `edit` | decisions made on the page, where that is allowed |
//! | `routes` | what stands under which path |
//! | `connection` | takes up connections, with limits, until it is told to end |

pub(crate) mod bundle;
mod connection;
mod description;
mod edit;
mod frame;
mod guard;
mod negotiate;
mod pool;
mod protocol;
mod routes;
mod worker;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

pub use worker::work;

use crate::error::{Error, Result};
use crate::ontology::Ontology;
use crate::page::Pages;
use crate::resolve::Decisions;
use crate::store::Folder;

/// What is served, where, and how much one query may take.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of the graph.
    pub graph: PathBuf,
    /// The hosts that queries may ask by SERVICE; none without the feature `remote`.
    pub services: Vec<String>,
    /// The program that works as `PROGRAM query-worker GRAPH`.
    pub program: PathBuf,
    /// Where to listen.
    pub address: SocketAddr,
    /// Names that requests may call the server by, beside those of its address and of this machine.
    pub hosts: Vec<String>,
    /// The origin whose pages may read the answers.
    pub origin: Option<String>,
    /// In whose name decisions made on the page are written; `None`: none can be made.
    pub edit: Option<String>,
    /// How many queries are evaluated at once.
    pub workers: usize,
    /// How many more may wait.
    pub waiting: usize,
    /// How long a query may take.
    pub time: Duration,
    /// How many rows or triples it may give.
    pub rows: usize,
    /// How many bytes a worker may hold beside the graph.
    pub memory: u64,
    /// How many bytes a request may have.
    pub body: usize,
}

/// Serves until Ctrl-C, in the words of `ontology`; tells `ready` the address once it listens.
///
/// # Errors
/// A folder that is no graph; an address that is taken; workers that cannot be started.
pub fn serve(settings: Settings, ontology: Ontology, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let folder = Folder::open(&settings.graph)?;
    let base = folder.manifest()?.base;
    let decisions = Decisions::read(&folder.decisions())?;
    let pages = Pages::new(folder.graph()?, ontology, decisions).of_folder(folder);
    let failed = |what: &str| {
        let what = what.to_owned();
        move |e: std::io::Error| Error::Input { origin: what, reason: e.to_string(), help: String::new() }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(failed("the server"))?;
    runtime.block_on(async {
        let listener =
            tokio::net::TcpListener::bind(settings.address).await.map_err(failed(&settings.address.to_string()))?;
        let address = listener.local_addr().map_err(failed("the server"))?;
        let pool = pool::Pool::start(settings.clone()).await?;
        let router = routes::router(settings, address, base, pages, pool);
        ready(address);
        connection::accept(listener, router).await;
        Ok(())
    })
}

/// Why a request is not answered: the status of HTTP, and what to tell.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Refusal {
    status: u16,
    message: String,
}

impl Refusal {
    fn new(status: u16, message: impl Into<String>) -> Self {
        Refusal { status, message: message.into() }
    }
}

//! `tupu serve`: answers SPARQL over HTTP.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use tupu::serve::{Settings, serve, work};

use super::kg::{Kg, wrong};
use super::{Code, Io, Shared};

/// Show the graph as a page and answer SPARQL over HTTP, on this machine unless told otherwise
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu serve kg                                    open http://127.0.0.1:7878/; SPARQL is at /sparql
  curl 127.0.0.1:7878/sparql --data-urlencode 'query=SELECT * { ?s :locatedIn ?o } LIMIT 3'
  curl -H 'Accept: text/turtle' '127.0.0.1:7878/graphs?default'
  tupu serve kg --bind 0.0.0.0 --host graph.local  for other machines, by that name

The graph is only read. A query that takes too much time or memory is ended, the others go on.")]
pub struct Args {
    #[command(flatten)]
    kg: Kg,
    /// The address to listen on
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// The port; 0 takes any that is free
    #[arg(long, short, value_name = "PORT", default_value_t = 7878)]
    port: u16,
    /// A further name by which requests may call the server (may be repeated)
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// An origin whose pages may read the answers (CORS), such as https://example.org
    #[arg(long, value_name = "ORIGIN")]
    cors: Option<String>,
    /// Let the page write decisions (tupu decide)
    #[arg(long)]
    edit: bool,
    /// In whose name
    #[arg(long, value_name = "NAME", env = "USER", hide_env_values = true, default_value = "", requires = "edit")]
    author: String,
    /// A host that queries may ask by SERVICE, as NAME or NAME:PORT (may be repeated)
    #[cfg(feature = "remote")]
    #[arg(long, value_name = "HOST")]
    allow_service: Vec<String>,
    /// How many queries are evaluated at once
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64), help_heading = "Limits")]
    workers: u16,
    /// How many queries more may wait
    #[arg(long, value_name = "N", default_value_t = 16, help_heading = "Limits")]
    waiting: u16,
    /// How long a query may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = super::query::seconds, help_heading = "Limits")]
    timeout: f64,
    /// How many rows or triples an answer may have
    #[arg(long, value_name = "ROWS", default_value_t = 1_000_000, help_heading = "Limits")]
    max_rows: usize,
    /// How much memory a query may take beside the graph (Linux)
    #[arg(long, value_name = "MIB", default_value_t = 1024, help_heading = "Limits")]
    memory: u32,
    /// How long a request may be
    #[arg(long, value_name = "KIB", default_value_t = 1024, help_heading = "Limits")]
    max_body: u32,
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let held = self.kg.folder()?;
        if self.kg.is_remote() && self.edit {
            let help = "decisions lie beside the folder of a graph";
            return Err(wrong("--edit goes with a folder, not with --store", help).into());
        }
        let settings = Settings {
            graph: held.path().to_owned(),
            #[cfg(feature = "remote")]
            services: self.allow_service,
            #[cfg(not(feature = "remote"))]
            services: Vec::new(),
            program: std::env::current_exe()?,
            address: SocketAddr::new(self.bind, self.port),
            hosts: self.host,
            origin: self.cors,
            edit: self.edit.then_some(self.author),
            workers: self.workers.into(),
            waiting: self.waiting.into(),
            time: Duration::from_secs_f64(self.timeout),
            rows: self.max_rows,
            memory: u64::from(self.memory) << 20,
            body: self.max_body as usize * 1024,
        };
        if !self.bind.is_loopback() && settings.edit.is_some() {
            io.note("warning: every machine that reaches the server can write decisions")?;
        }
        if !self.bind.is_loopback() {
            io.note(format_args!("warning: every machine that reaches {} can ask this graph", self.bind))?;
        }
        let mut told = Ok(());
        let Io { out, .. } = io;
        serve(settings, shared.ontology()?, |address| {
            told = writeln!(out, "http://{address}/").and_then(|()| out.flush())
        })?;
        told?;
        Ok(0)
    }
}

/// Evaluate queries for `tupu serve`
#[derive(clap::Args)]
pub struct Worker {
    /// The folder of the graph
    #[arg(value_name = "KG")]
    graph: PathBuf,
    /// A host that queries may ask
    #[arg(long, value_name = "HOST")]
    allow_service: Vec<String>,
}

impl Worker {
    pub fn run(self) -> anyhow::Result<Code> {
        work(&self.graph, self.allow_service)?;
        Ok(0)
    }
}

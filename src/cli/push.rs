//! `tupu push`: sends a graph to a store.

use std::path::PathBuf;

use tupu::remote::{Auth, Plan, Store, Via, push};
use tupu::store::Folder;

use super::{Code, Io, values};

/// Send the graph to a store that speaks SPARQL 1.1, what changed since the last time only
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu push kg --to http://127.0.0.1:7878/                      the graphs that changed, one request each
  TUPU_STORE_AUTH=dba:secret tupu push kg --to http://host:8890/
  tupu push kg --to https://host/ds --via update --auth-file token.txt

Each article is a named graph. What was sent is remembered in kg/pushed.json; a push that was stopped
goes on where it was. At the end the store counts what it holds. The endpoints of Oxigraph, Fuseki and
Virtuoso are found from the address; those of others are named: query=URL,update=URL,graphs=URL.
TUPU_STORE_AUTH or the file holds user:password or Bearer TOKEN.")]
pub struct Args {
    /// The folder of the graph
    #[arg(value_name = "KG")]
    graph: PathBuf,
    /// The address of the store, or of one of its endpoints
    #[arg(long, value_name = "URL")]
    to: String,
    /// The protocol: whole graphs, or SPARQL Update in batches
    #[arg(long, value_name = "PROTOCOL", default_value = "graphs", value_parser = values(["graphs", "update"]))]
    via: String,
    /// How many triples an update inserts
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..))]
    batch: u32,
    /// Send everything, whatever was sent before
    #[arg(long)]
    all: bool,
    /// A file with user:password or Bearer TOKEN [default: what TUPU_STORE_AUTH says]
    #[arg(long, value_name = "FILE")]
    auth_file: Option<PathBuf>,
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let folder = Folder::open(&self.graph)?;
        let store = Store::open(&self.to, Auth::find(self.auth_file.as_deref())?)?;
        let bar = super::bar(io.quiet, "{bar:30} {pos}/{len} graphs");
        let progress = |done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        };
        let via = if self.via == "update" { Via::Update } else { Via::Graphs };
        let plan = Plan { via, all: self.all, batch: self.batch as usize, progress: &progress };
        let pushed = push(&folder, &store, &plan);
        bar.finish_and_clear();
        let pushed = pushed?;
        writeln!(io.out, "{} ({})", store.root(), store.layout().name)?;
        writeln!(io.out, "  sent       {} graphs", pushed.sent)?;
        writeln!(io.out, "  removed    {}", pushed.removed)?;
        writeln!(io.out, "  unchanged  {}", pushed.unchanged)?;
        writeln!(io.out, "  counted    {} triples, as sent", pushed.triples)?;
        Ok(0)
    }
}

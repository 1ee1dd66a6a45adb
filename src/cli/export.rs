//! `tupu export`: the graph in the formats of others.

use std::path::PathBuf;

use tupu::assemble::Graph;
use tupu::error::Error;
use tupu::export::{Format, Tables, write};
use tupu::relate::Confidence;
use tupu::store::{Beside, Folder, Reification, Style};

use super::{Code, Io, entity, values};

/// Write the graph as RDF, GraphML or tables
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu export kg --format turtle --facts-only     entities and facts, to standard output
  tupu export kg --format trig -o graph.trig      everything, one named graph per article
  tupu export kg --format csv -o tables           tables, in a folder
  tupu export kg --around 荔浦市 --depth 2        a part of it
  tupu export kg --min-confidence 0.8             without claims that are less sure
  tupu export kg --rdf12                          claims as RDF 1.2 triple terms")]
pub struct Args {
    /// The folder of the graph
    #[arg(value_name = "KG")]
    graph: PathBuf,
    /// What to write
    #[arg(long, short, default_value = "turtle", value_parser = values(Format::ALL.map(Format::name)))]
    format: String,
    /// The file to write, or the folder for csv [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Leave out claims, quotes and texts
    #[arg(long)]
    facts_only: bool,
    #[command(flatten)]
    part: Part,
    /// Write claims as RDF 1.2 reifiers
    #[arg(long)]
    rdf12: bool,
}

/// Which part of the graph.
#[derive(clap::Args)]
pub struct Part {
    /// Only what lies around this entity (may be repeated)
    #[arg(long, value_name = "ENTITY")]
    pub around: Vec<String>,
    /// How many facts away
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    #[command(flatten)]
    pub sure: Sure,
}

/// How sure claims must be.
#[derive(clap::Args)]
pub struct Sure {
    /// Leave out claims of which less than this share is right, as measured on annotated articles (0 to 1)
    #[arg(long, value_name = "SHARE")]
    min_confidence: Option<Confidence>,
}

impl Sure {
    /// The graph of the claims that are sure enough.
    pub fn of(&self, graph: Graph) -> Graph {
        match self.min_confidence {
            Some(least) => graph.at_least(least),
            None => graph,
        }
    }

    /// Whether something may be left out.
    pub fn is_asked(&self) -> bool {
        self.min_confidence.is_some()
    }
}

impl Part {
    /// The part, or all of it.
    pub fn of(&self, graph: Graph) -> anyhow::Result<Graph> {
        let graph = self.sure.of(graph);
        if self.around.is_empty() {
            return Ok(graph);
        }
        let seeds = self.around.iter().map(|name| entity::one(&graph, name)).collect::<Result<Vec<_>, _>>()?;
        let near = graph.links().around(&seeds, self.depth);
        Ok(graph.select(&near))
    }
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let graph = self.part.of(Folder::open(&self.graph)?.graph()?)?;
        let format = Format::named(&self.format).unwrap_or(Format::Turtle);
        let reification = if self.rdf12 { Reification::Rdf12 } else { Reification::Rdf11 };
        let style = Style { reification, facts_only: self.facts_only };
        match (&self.output, format) {
            (Some(folder), Format::Csv) => Tables::of(&graph).write(folder)?,
            (Some(path), _) => {
                let mut file = Beside::at(path)?;
                write(&graph, format, style, &mut file).map_err(|e| Error::io(path, e))?;
                file.finish()?;
            }
            (None, _) => write(&graph, format, style, io.out)?,
        }
        Ok(0)
    }
}

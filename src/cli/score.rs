//! `tupu score`: how good the graph is, by gold annotations.

use std::path::PathBuf;

use tupu::assemble::{BASE, Graph};
use tupu::build::{assemble_all, extract_all};
use tupu::resolve::Decisions;
use tupu::score::{Gold, score};
use tupu::store::Folder;

use super::{Code, Io, Shared, input};

/// Compare with gold annotations: precision, recall, F1, and every miss
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu score gold/*.json --graph kg      a graph that is built
  tupu score gold/*.json --text page.txt articles that are read now
  tupu score gold/*.json                 the text beside each gold file (a.json: a.txt)

A line `- …` is missed, a line `+ …` is not in the gold.")]
pub struct Args {
    /// Gold annotations, one article each
    #[arg(required = true, value_name = "GOLD.json")]
    gold: Vec<PathBuf>,
    /// Score this graph
    #[arg(long, value_name = "KG", conflicts_with = "text")]
    graph: Option<PathBuf>,
    /// Score the articles of these files, read now
    #[arg(long, value_name = "PATH", num_args = 1..)]
    text: Vec<String>,
    #[command(flatten)]
    reading: input::Reading,
    /// Fail when the F1 of a list is below this: entities=0.95 (may be repeated)
    #[arg(long, value_name = "LIST=F1", value_parser = floor)]
    floor: Vec<(String, f64)>,
}

fn floor(text: &str) -> Result<(String, f64), String> {
    let (list, value) = text.split_once('=').ok_or("write it as entities=0.95")?;
    let known = tupu::score::List::ALL.iter().any(|l| l.name() == list);
    let value: f64 = value.parse().map_err(|_| "the figure must be a number between 0 and 1")?;
    if known { Ok((list.to_owned(), value)) } else { Err(format!("there is no list {list}")) }
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let golds: Vec<Gold> = self.gold.iter().map(|path| Gold::read(path)).collect::<Result<_, _>>()?;
        let graph = match &self.graph {
            Some(path) => Folder::open(path)?.graph()?,
            None => self.read(shared, io)?,
        };
        let report = score(&golds, &graph);
        write!(io.out, "{report}")?;
        let mut code = if report.absent.is_empty() { 0 } else { 2 };
        for (name, floor) in &self.floor {
            let list = tupu::score::List::ALL.into_iter().find(|l| l.name() == name);
            let f1 = list.map_or(0.0, |list| report.tally(list).f1());
            if f1 < *floor {
                io.note(format_args!("{name}: F1 {f1:.3} is below {floor}"))?;
                code = 2;
            }
        }
        Ok(code)
    }

    fn read(&self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Graph> {
        let beside = || self.gold.iter().map(|gold| gold.with_extension("txt").display().to_string()).collect();
        let paths: Vec<String> = if self.text.is_empty() { beside() } else { self.text.clone() };
        let loaded = self.reading.load(&paths);
        for error in &loaded.left_out {
            io.note(error)?;
        }
        let extractor = shared.extractor()?;
        let extracts = extract_all(loaded.documents, &extractor);
        Ok(assemble_all(extracts, &extractor.ontology, BASE, &Decisions::default()))
    }
}

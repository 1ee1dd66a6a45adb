//! `tupu report`: a graph for colleagues, in one file.

use std::path::PathBuf;

use tupu::page::Pages;
use tupu::report::{html, markdown};
use tupu::resolve::Decisions;
use tupu::store::replace;

use super::kg::Kg;
use super::{Code, Io, Shared, values};

/// Write a graph for colleagues: the page in one file that needs no server, or a briefing
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu report kg -o report.html                   opened by a double click: drawing, entities, articles, figures
  tupu report kg --format md -o briefing.md       who, what, figures, quotations, each with source and words
  tupu report kg --format md --lang en            with English headings, to standard output")]
pub struct Args {
    #[command(flatten)]
    kg: Kg,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What to write [default: by the ending of the file, else html]
    #[arg(long, short, value_name = "FORMAT", value_parser = values(["html", "md"]))]
    format: Option<String>,
    /// The language of the headings of a briefing; the page has both
    #[arg(long, value_name = "LANG", default_value = "zh", value_parser = values(["zh", "en"]))]
    lang: String,
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let folder = self.kg.folder()?;
        let graph = folder.graph()?;
        let ending = self.output.as_ref().and_then(|path| path.extension()).and_then(|e| e.to_str());
        let text = match self.format.as_deref().or(ending) {
            Some("md") => markdown(&graph, self.lang == "en"),
            _ => {
                let decisions = Decisions::read(&folder.decisions())?;
                html(&Pages::new(graph, shared.ontology()?, decisions).of_folder((*folder).clone()))?
            }
        };
        match self.output {
            Some(path) => replace(&path, text.as_bytes())?,
            None => io.out.write_all(text.as_bytes())?,
        }
        Ok(0)
    }
}

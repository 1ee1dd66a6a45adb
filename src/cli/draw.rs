//! `tupu draw`: a picture of the graph.

use std::path::PathBuf;

use tupu::draw::{Kind, Options, Picture, Selection, dot, svg};
use tupu::store::replace;

use super::export::Part;
use super::kg::Kg;
use super::{Code, Io, entity, values};

/// Draw the graph as SVG or DOT
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu draw kg -o kg.svg                                    all of it
  tupu draw kg --around 荔浦市 --depth 2 -o town.svg        what lies around an entity
  tupu draw kg --kinds Person,Organization --max-nodes 80   the most connected people and organisations
  tupu draw kg --format dot | dot -Tpng > kg.png            by Graphviz

Shape and colour tell the kind; lines that are not solid are claims that are not affirmed.")]
pub struct Args {
    #[command(flatten)]
    kg: Kg,
    /// What to write
    #[arg(long, short, default_value = "svg", value_parser = values(["svg", "dot"]))]
    format: String,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    part: Part,
    /// Only entities of these kinds
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = values(Kind::ALL.map(Kind::name)))]
    kinds: Vec<String>,
    /// At most so many entities, the most connected first
    #[arg(long, value_name = "N", default_value_t = Selection::default().max_nodes)]
    max_nodes: usize,
    /// Leave out what is denied, planned or hearsay
    #[arg(long)]
    facts_only: bool,
    /// The heading of the picture
    #[arg(long)]
    title: Option<String>,
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let graph = self.part.of(self.kg.folder()?.graph()?)?;
        let seeds = self.part.around.iter().map(|name| entity::one(&graph, name)).collect::<Result<_, _>>()?;
        let selection = Selection { kinds: self.kinds, max_nodes: self.max_nodes, seeds, unaffirmed: !self.facts_only };
        let (picture, left) = Picture::of(&graph, &selection);
        let picture = Picture { title: self.title, ..picture };
        let drawn = if self.format == "dot" { dot(&picture) } else { svg(&picture, &Options::default()) };
        match &self.output {
            Some(path) => replace(path, drawn.as_bytes())?,
            None => io.out.write_all(drawn.as_bytes())?,
        }
        if left > 0 {
            io.note(format_args!("{left} entities were left out; --max-nodes allows more"))?;
        }
        Ok(0)
    }
}

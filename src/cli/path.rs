//! `tupu path`: how two entities hang together.

use anstyle::Style;
use tupu::assemble::Link;

use super::kg::{Kg, wrong};
use super::{Code, Io, entity, why};

/// Show the shortest chain of facts between two entities, each with its quote
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu path kg 覃裕祥 桂林裕祥家居用品有限公司
  tupu path kg person/覃裕祥 org/桂林裕祥家居用品有限公司

Facts and posts count, in either direction. The exit code is 2 when nothing joins the two.")]
pub struct Args {
    #[command(flatten)]
    kg: Kg,
    /// Where the chain begins
    #[arg(value_name = "A")]
    from: Option<String>,
    /// Where it ends
    #[arg(value_name = "B")]
    to: Option<String>,
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let [Some(from), Some(to)] = self.kg.rest([self.from, self.to])? else {
            return Err(wrong("a chain has two ends", "name both: tupu path KG A B").into());
        };
        let graph = self.kg.folder()?.graph()?;
        let (from, to) = (entity::one(&graph, &from)?, entity::one(&graph, &to)?);
        let Some(chain) = graph.links().path(from, to) else {
            io.note(format_args!("nothing joins {} and {}", graph.node(from).label, graph.node(to).label))?;
            return Ok(2);
        };
        let bold = Style::new().bold();
        writeln!(io.out, "{bold}{}{bold:#}", graph.node(from).label)?;
        for (link, next) in chain {
            let (label, forward) = match link {
                Link::Fact(edge) => (graph.term(&graph.facts[edge].property), graph.ends(edge).1 == next),
                Link::Post(ix) => (graph.posts[ix].role.as_str(), graph.posts[ix].organization == next),
            };
            let arrow = if forward { format!("─{label}→") } else { format!("←{label}─") };
            writeln!(io.out, "  {arrow} {bold}{}{bold:#}", graph.node(next).label)?;
            for claim in graph.claims_of(link) {
                let claim = &graph.claims[claim];
                writeln!(io.out, "      {}", why::sentence(&graph, claim))?;
                writeln!(io.out, "      《{}》 claim/{}", graph.articles[claim.article].label(), claim.id)?;
            }
        }
        Ok(0)
    }
}

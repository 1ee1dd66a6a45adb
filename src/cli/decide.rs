//! `tupu decide`: corrections, which every build obeys.

use std::path::PathBuf;

use tupu::error::Error;
use tupu::resolve::{Action, Decision, Decisions};
use tupu::store::{Folder, replace};

use super::{Code, Io, entity, values};

/// Decide about a claim or about names; the next build obeys
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu decide kg reject 9f2c41aa00d1e2f3 --note 误读     the claim is wrong and is left out
  tupu decide kg accept 9f2c41aa00d1e2f3                 it was checked and is right
  tupu decide kg same 荔浦 荔浦市                        two names of one entity
  tupu decide kg different person/王伟-1 person/王伟-2   two entities, whatever they look like
  tupu decide kg rename place/荔浦市 荔浦                what it shall be called
  tupu decide kg                                         what was decided, by whom and when

Decisions are lines of decisions.csv in the folder of the graph, sorted, made for git; to take one back, delete its line. They
hold from the next `tupu build` on.")]
pub struct Args {
    /// The folder of the graph
    #[arg(value_name = "KG")]
    graph: PathBuf,
    /// What is decided
    #[arg(value_name = "ACTION", requires = "left", value_parser = values(Action::ALL.map(|(_, name)| name)))]
    action: Option<String>,
    /// A claim's id or IRI, or an entity's name or IRI
    #[arg(value_name = "CLAIM|ENTITY")]
    left: Option<String>,
    /// The other entity, or the new name
    #[arg(value_name = "ENTITY|NAME")]
    right: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// Who decides
    #[arg(long, value_name = "NAME", env = "USER", hide_env_values = true, default_value = "")]
    author: String,
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let folder = Folder::open(&self.graph)?;
        let path = folder.decisions();
        let mut decisions = Decisions::read(&path)?;
        let (Some(action), Some(left)) = (&self.action, self.left) else {
            write!(io.out, "{}", decisions.csv())?;
            return Ok(0);
        };
        let action =
            Action::ALL.into_iter().find(|(_, name)| name == action).map_or(Action::Accept, |(action, _)| action);
        let right = self.right.unwrap_or_default();
        let graph = folder.graph()?;
        let wrong = |reason: String, help: &str| Error::Query { reason, help: help.to_owned() };
        let (left, right) = if action.is_of_claim() {
            let id = left.rsplit('/').next().unwrap_or_default().to_owned();
            let known = graph.claims.iter().any(|c| c.id == id) || decisions.about(&id).is_some();
            if !known {
                return Err(wrong(
                    format!("the graph knows no claim {left:?}"),
                    "tupu why KG ENTITY shows the claims about it",
                )
                .into());
            }
            (id, String::new())
        } else {
            if right.is_empty() {
                return Err(wrong("a second name is missing".to_owned(), "tupu decide --help shows examples").into());
            }
            // Names stay as they are given: a build may find others under them.
            if action != Action::Same {
                entity::one(&graph, &left)?;
            }
            (left, right)
        };
        decisions.add(Decision::today(action, left, right, self.note, self.author));
        replace(&path, decisions.csv().as_bytes())?;
        io.note(format_args!("{} decisions in {}; the next build obeys", decisions.rows.len(), path.display()))?;
        Ok(0)
    }
}

//! `tupu query`: asks the graph.

use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

use tupu::error::Error;
use tupu::query::{Answer, Format, Limits, Question, find, questions, run, write};
use tupu::store::{Dataset, prefixes};

use super::export::Sure;
use super::kg::{Kg, wrong};
use super::{Code, Io, values};

/// Ask the graph: a named question, or SPARQL of your own
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu query --list                              the named questions and their parameters
  tupu query kg people                           who holds which post where
  tupu query kg figures --set subject=荔浦市     with a parameter
  tupu query kg mine.rq --format csv             SPARQL from a file
  echo 'SELECT * { ?s :locatedIn ?o }' | tupu query kg -

All prefixes of the graph are known (:, place:, schema:, org:, …). The default graph holds the
triples of all articles; GRAPH ?article tells which article says what. --set name=value stands for
$name in the query: a whole number, an IRI in angle brackets, or else a string.")]
pub struct Args {
    #[command(flatten)]
    kg: Kg,
    /// The name of a question, a file of SPARQL, or - for standard input
    #[arg(value_name = "QUESTION")]
    question: Option<String>,
    /// Show the named questions
    #[arg(long)]
    list: bool,
    /// Set a parameter (may be repeated)
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
    /// How to write the answer
    #[arg(long, short, default_value = "table", value_parser = values(Format::ALL.map(|(_, name, _)| name)))]
    format: String,
    #[command(flatten)]
    sure: Sure,
    /// Stop after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, value_parser = seconds)]
    timeout: f64,
    /// Read at most so many rows
    #[arg(long, value_name = "ROWS", default_value_t = Limits::default().rows)]
    limit: usize,
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as name=value")?;
    Ok((name.trim().trim_start_matches(['$', '?']).to_owned(), value.to_owned()))
}

/// A number of seconds, of a limit.
pub(super) fn seconds(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|s| (0.001..=1e6).contains(s)).ok_or_else(|| "a number of seconds above 0".to_owned())
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        if self.list {
            return list(io);
        }
        let [Some(name)] = self.kg.rest([self.question.clone()])? else {
            return Err(wrong("nothing is asked", "name a question; tupu query --list shows them").into());
        };
        let question = read(&name)?.filled(&self.set)?;
        let (answer, prefixes) = self.answer(&question)?;
        let format = Format::ALL.into_iter().find(|(_, name, _)| *name == self.format).map(|(format, ..)| format);
        write(&answer, format.unwrap_or_default(), &prefixes, io.out)?;
        if let Answer::Rows { cut: true, .. } | Answer::Triples { cut: true, .. } = answer {
            io.note(format_args!("only the first {} rows; --limit allows more", self.limit))?;
        }
        Ok(0)
    }
}

impl Args {
    /// The answer, and the prefixes of the graph.
    fn answer(&self, question: &str) -> anyhow::Result<(Answer, Vec<(String, String)>)> {
        // What a store says of a part of the claims only it cannot tell by itself.
        #[cfg(feature = "remote")]
        if let Some(store) = self.kg.store()?.filter(|_| !self.sure.is_asked()) {
            let prefixes = prefixes(&tupu::remote::base(&store)?);
            return Ok((tupu::remote::ask(&store, question, &prefixes, self.limit)?, prefixes));
        }
        let folder = self.kg.folder()?;
        let prefixes = prefixes(&folder.manifest()?.base);
        let limits = Limits { time: Duration::from_secs_f64(self.timeout), rows: self.limit };
        let dataset = match self.sure.is_asked() {
            true => Dataset::of(&self.sure.of(folder.graph()?))?,
            false => folder.dataset()?,
        };
        Ok((run(&dataset, question, &prefixes, limits)?, prefixes))
    }
}

/// A file, standard input, or a named question.
fn read(name: &str) -> anyhow::Result<Question> {
    let path = PathBuf::from(name);
    if name == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(Question::parse("standard input", &text));
    }
    if path.is_file() {
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
        return Ok(Question::parse(name, &text));
    }
    Ok(find(name)?)
}

fn list(io: &mut Io<'_>) -> anyhow::Result<Code> {
    for question in questions() {
        writeln!(io.out, "{}\n  {}\n  {}", question.name, question.chinese, question.english)?;
        for parameter in question.parameters {
            writeln!(io.out, "    --set {}={:?}  {}", parameter.name, parameter.default, parameter.meaning)?;
        }
    }
    Ok(0)
}

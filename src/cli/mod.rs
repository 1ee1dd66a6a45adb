//! The commands, one file each: what they take, and what they write to the stream they are given.

mod build;
mod decide;
mod draw;
mod entity;
mod export;
mod extract;
mod generate;
mod input;
mod kg;
mod ontology;
mod path;
#[cfg(feature = "remote")]
mod push;
mod query;
#[cfg(feature = "serve")]
mod report;
mod score;
#[cfg(feature = "serve")]
mod serve;
mod train;
mod validate;
mod verify;
mod why;

use std::io::Write;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use tupu::ontology::Ontology;

/// 0: all good; 1: nothing done or wrong usage; 2: done, with something left out or found wrong.
pub type Code = i32;

/// Reads Chinese news and writes a knowledge graph in which every fact leads to the words that say it.
#[derive(Parser)]
#[command(
    name = "tupu",
    version,
    max_term_width = 100,
    after_help = "Examples:
  tupu build news -o kg              read the articles below news/ and write their graph
  tupu query kg people               who holds which post where; --list shows all questions
  tupu why kg 荔浦市                 every sentence behind an entity
  tupu draw kg -o kg.svg             a picture

tupu COMMAND --help tells more about each."
)]
pub struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

/// A bar on standard error when that is a terminal.
fn bar(quiet: bool, template: &str) -> ProgressBar {
    let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(0) };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What every command takes.
#[derive(clap::Args)]
pub struct Shared {
    /// Add the words of this Turtle file or folder to the built-in ontology (may be repeated)
    #[arg(long, global = true, value_name = "PATH", help_heading = "Ontology")]
    ontology: Vec<PathBuf>,
    /// Read only the files given with --ontology, not the built-in ones
    #[arg(long, global = true, requires = "ontology", help_heading = "Ontology")]
    only_ontology: bool,
    /// Say nothing but results and errors
    #[arg(long, short, global = true, help_heading = "Output")]
    quiet: bool,
    /// When to colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, help_heading = "Output")]
    color: Color,
    /// How many threads to use [default: one per core]
    #[arg(long, global = true, value_name = "N", help_heading = "Work", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// A parser of one of a few names.
fn values<const N: usize>(names: [&'static str; N]) -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(names)
}

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Extract(extract::Args),
    Query(query::Args),
    Export(export::Args),
    Draw(draw::Args),
    Path(path::Args),
    Why(why::Args),
    Decide(decide::Args),
    Validate(validate::Args),
    Verify(verify::Args),
    #[cfg(feature = "remote")]
    Push(push::Args),
    #[cfg(feature = "serve")]
    Report(report::Args),
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    #[cfg(feature = "serve")]
    #[command(hide = true)]
    QueryWorker(serve::Worker),
    Score(score::Args),
    Train(train::Args),
    Ontology(ontology::Args),
    Completions(generate::Completions),
    Man(generate::Man),
}

/// Where a command writes: results to `out`, everything else to `err`.
pub struct Io<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    quiet: bool,
}

impl Io<'_> {
    /// Tells the user something beside the result.
    fn note(&mut self, text: impl std::fmt::Display) -> anyhow::Result<()> {
        if !self.quiet {
            writeln!(self.err, "{text}")?;
        }
        Ok(())
    }
}

impl Shared {
    fn ontology(&self) -> tupu::Result<Ontology> {
        Ontology::load(&self.ontology, self.only_ontology)
    }

    fn extractor(&self) -> tupu::Result<tupu::extract::Extractor> {
        tupu::extract::Extractor::load(&self.ontology, self.only_ontology)
    }
}

impl Cli {
    /// Sets when to colour, for streams that are opened from now on.
    pub fn settle_colors(&self) {
        match self.shared.color {
            Color::Auto => {}
            Color::Always => anstream::ColorChoice::Always.write_global(),
            Color::Never => anstream::ColorChoice::Never.write_global(),
        }
    }

    /// Runs the command.
    pub fn run(self, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<Code> {
        let shared = &self.shared;
        if let Some(threads) = shared.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
        }
        let mut io = Io { out, err, quiet: shared.quiet };
        match self.command {
            Command::Build(args) => args.run(shared, &mut io),
            Command::Extract(args) => args.run(shared, &mut io),
            Command::Query(args) => args.run(&mut io),
            Command::Export(args) => args.run(&mut io),
            Command::Draw(args) => args.run(&mut io),
            Command::Path(args) => args.run(&mut io),
            Command::Why(args) => args.run(&mut io),
            Command::Decide(args) => args.run(&mut io),
            Command::Validate(args) => args.run(shared, &mut io),
            Command::Verify(args) => args.run(&mut io),
            #[cfg(feature = "remote")]
            Command::Push(args) => args.run(&mut io),
            #[cfg(feature = "serve")]
            Command::Report(args) => args.run(shared, &mut io),
            #[cfg(feature = "serve")]
            Command::Serve(args) => args.run(shared, &mut io),
            #[cfg(feature = "serve")]
            Command::QueryWorker(args) => args.run(),
            Command::Score(args) => args.run(shared, &mut io),
            Command::Train(args) => args.run(shared, &mut io),
            Command::Ontology(args) => args.run(shared, &mut io),
            Command::Completions(args) => args.run(&mut io),
            Command::Man(args) => args.run(&mut io),
        }
    }
}

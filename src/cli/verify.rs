//! `tupu verify`: checks a graph.

use std::path::PathBuf;

use tupu::store::Folder;
use tupu::verify::verify;

use super::{Code, Io};

/// Check every quote against its text, every IRI, label, link and count
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu verify kg

The exit code is 0 when all is well, 2 when something is wrong.")]
pub struct Args {
    /// The folder of the graph
    #[arg(value_name = "KG")]
    graph: PathBuf,
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let report = verify(&Folder::open(&self.graph)?)?;
        for fault in &report.faults {
            writeln!(io.out, "wrong: {fault}")?;
        }
        if !io.quiet {
            writeln!(io.out, "{} quads, {} quotes, {} faults", report.quads, report.quotes, report.count)?;
        }
        Ok(if report.is_sound() { 0 } else { 2 })
    }
}

//! `tupu build`: the whole line.

use std::path::PathBuf;

use tupu::build::{Outcome, Plan, Progress, build};
use tupu::resolve::Decisions;
use tupu::store::Folder;

use super::{Code, Io, Shared, input};

/// Read articles and write their graph
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu build news -o kg                  every article below news/
  tupu build 'news/2025*.txt' -o kg      those of a glob
  tupu build table.csv -o kg --text-column content
  cat page.txt | tupu build - -o kg      standard input
  tupu build news -o kg --open           with open relations: tupu ontology suggest kg shows what they teach

A second build of the same folder reads only what is new; articles that are no longer given are
taken out. The exit code is 0 when all is well, 1 when nothing was built, 2 when documents were
left out.")]
pub struct Args {
    /// The folder of the graph
    #[arg(long, short, value_name = "KG")]
    output: PathBuf,
    /// The root of the IRIs
    #[arg(long, value_name = "IRI", default_value = tupu::assemble::BASE)]
    base: String,
    /// Decisions on identity and claims [default: decisions.csv in the folder of the graph]
    #[arg(long, value_name = "CSV")]
    decisions: Option<PathBuf>,
    /// Add what the sentences say beyond the ontology, in graphs of their own; no facts come of it
    #[arg(long)]
    open: bool,
    /// Read every article anew
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    input: input::Input,
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let folder = Folder::at(&self.output);
        let base = root(&self.base)?;
        let decisions = match &self.decisions {
            Some(path) => Decisions::read_given(path)?,
            None => Decisions::read(&folder.decisions())?,
        };
        let extractor = shared.extractor()?.with_open(self.open);
        let loaded = self.input.reading.load(&self.input.paths);
        for error in &loaded.left_out {
            writeln!(io.err, "left out: {error}")?;
        }
        let mut encodings: Vec<String> = loaded.documents.iter().filter_map(encoding).collect();
        encodings.dedup();
        for line in encodings {
            io.note(line)?;
        }
        let bar = super::bar(io.quiet, "{bar:30} {pos}/{len} articles {msg}");
        let progress = |step| match step {
            Progress::Documents(count) => bar.set_length(count as u64),
            Progress::Done => bar.inc(1),
            Progress::Assembling => bar.set_message("putting together"),
            Progress::Verifying => bar.set_message("checking"),
        };
        let plan = Plan {
            folder: &folder,
            extractor: &extractor,
            base: &base,
            decisions: &decisions,
            fresh: self.fresh,
            progress: &progress,
        };
        let outcome = build(loaded.documents, &loaded.left_out, &plan);
        bar.finish_and_clear();
        let outcome = outcome?;
        for line in &outcome.repeated {
            io.note(format_args!("left out: {line}"))?;
        }
        summary(&outcome, &self.output, io)?;
        for fault in &outcome.verified.faults {
            writeln!(io.err, "wrong: {fault}")?;
        }
        Ok(if loaded.left_out.is_empty() && outcome.verified.is_sound() { 0 } else { 2 })
    }
}

/// Tells of a file that is not in UTF-8.
fn encoding(document: &tupu::read::Document) -> Option<String> {
    let origin = &document.origin;
    (!matches!(origin.encoding.as_str(), "UTF-8" | "")).then(|| format!("{}: read as {}", origin.path, origin.encoding))
}

/// Checks that entities can have IRIs below `base`, and ends it in `/` or `#`.
fn root(base: &str) -> anyhow::Result<String> {
    let base = if base.ends_with(['/', '#']) { base.to_owned() } else { format!("{base}/") };
    match oxigraph::model::NamedNode::new(&base) {
        Ok(_) => Ok(base),
        Err(e) => Err(anyhow::anyhow!("--base {base}: {e}")),
    }
}

fn summary(outcome: &Outcome, output: &std::path::Path, io: &mut Io<'_>) -> anyhow::Result<()> {
    if io.quiet {
        return Ok(());
    }
    let manifest = &outcome.manifest;
    let count = |name: &str| manifest.counts.get(name).copied().unwrap_or_default();
    let kinds = manifest.counts.iter().filter_map(|(name, n)| Some(format!("{} {n}", name.strip_prefix("entities.")?)));
    writeln!(io.out, "{}", output.display())?;
    writeln!(io.out, "  documents     {} ({} known before)", count("documents"), outcome.cached)?;
    writeln!(io.out, "  entities      {}: {}", count("entities"), kinds.collect::<Vec<_>>().join(", "))?;
    for name in ["facts", "posts", "observations", "quotations", "claims", "open", "quads"] {
        if name == "open" && count(name) == 0 {
            continue;
        }
        writeln!(io.out, "  {name:<13} {}", count(name))?;
    }
    writeln!(io.out, "  left out      {}", manifest.left_out.len())?;
    let checked = &outcome.verified;
    writeln!(io.out, "  verified      {} quotes, {} faults", checked.quotes, checked.count)?;
    Ok(())
}

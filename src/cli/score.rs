//! `tupu score`: how good the graph is, by gold annotations, and how good the names are, by sets of marked texts.

use std::path::{Path, PathBuf};

use tupu::assemble::BASE;
use tupu::build::{assemble_all, extract_all};
use tupu::recognise::tagger::Tagger;
use tupu::recognise::tagger::score::Scores;
use tupu::resolve::Decisions;
use tupu::score::{Gold, Report, benchie, calibrate, names, score};
use tupu::store::{Folder, replace};

use super::{Code, Io, Shared, input};

/// Compare with gold annotations: precision, recall, F1, and every miss
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu score gold/*.json --graph kg      a graph that is built
  tupu score gold/*.json --text page.txt articles that are read now
  tupu score gold/*.json                 the text beside each gold file (a.json: a.txt)
  tupu score gold/*.json --calibrate data/confidence.tsv   how often what finds a claim is right
  tupu score --iob2 dev.iob2             persons, places and organisations: exact spans
  tupu score --iob2 a.jsonl --errors     the same, with every name that was missed or is wrong
  tupu score --benchie zh.txt            open relations, against gold in the form of BenchIE

A line `- …` is missed, a line `+ …` is not in the gold.

--iob2 reads IOB2, a word and its tag a line, or JSON lines: {\"text\": \"…\", \"spans\": [{\"start\": 0, \"end\": 2, \"label\":
\"PER\"}]} in code points. Labels in the usual spellings (PER, person, nr; LOC, GPE, ns; ORG, company, nt); others are left
out. Media, schools and governments are ORG, zones and regions of the world LOC.")]
pub struct Args {
    /// Gold annotations, one article each
    #[arg(required_unless_present_any = ["iob2", "benchie"], conflicts_with_all = ["iob2", "benchie"], value_name = "GOLD.json")]
    gold: Vec<PathBuf>,
    /// Score this graph
    #[arg(long, value_name = "KG", conflicts_with = "text")]
    graph: Option<PathBuf>,
    /// Score the articles of these files, read now
    #[arg(long, value_name = "PATH", num_args = 1..)]
    text: Vec<String>,
    /// Write how often each construction and recogniser was right to this file, as in data/confidence.tsv
    #[arg(long, value_name = "FILE", conflicts_with = "graph")]
    calibrate: Option<PathBuf>,
    /// Fail when the F1 of a list is below this: entities=0.95 (may be repeated)
    #[arg(long, value_name = "LIST=F1", value_parser = floor)]
    floor: Vec<(String, f64)>,
    #[command(flatten)]
    names: Names,
    /// Score open relations against this gold in the form of BenchIE
    #[arg(long, value_name = "FILE", conflicts_with = "iob2", help_heading = "Open relations")]
    benchie: Option<PathBuf>,
    /// Only these sentences of it, counted from 1: 1-50
    #[arg(long, value_name = "FROM-TO", requires = "benchie", value_parser = range, help_heading = "Open relations")]
    only: Option<(usize, usize)>,
    #[command(flatten)]
    reading: input::Reading,
}

/// Scoring names.
#[derive(clap::Args)]
#[command(next_help_heading = "Names")]
struct Names {
    /// Score the names of these files of marked texts, IOB2 or JSON lines
    #[arg(long, value_name = "FILE", num_args = 1..)]
    iob2: Vec<PathBuf>,
    /// Score the tagger alone, without the ontology, the gazetteer and the rest of the text
    #[arg(long, requires = "iob2")]
    tagger_only: bool,
    /// Score these weights, as tupu train writes them
    #[arg(long, value_name = "FILE", requires = "tagger_only")]
    weights: Option<PathBuf>,
    /// Read each sentence for itself, not the document it belongs to
    #[arg(long, requires = "iob2")]
    sentences: bool,
    /// How to compare a place within a place: as the set marks most of them, as its links (浙江省, 杭州市), whole
    /// (浙江省杭州市), or as marked and found
    #[arg(long, value_name = "HOW", requires = "iob2", default_value = "as-set", value_parser = super::values(["as-set", "as-marked", "links", "whole"]))]
    chains: String,
    /// Print every name that was missed or is wrong
    #[arg(long, requires = "iob2")]
    errors: bool,
}

impl Names {
    fn run(&self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let extractor = shared.extractor()?;
        let own = self.weights.as_ref().map(|path| -> tupu::Result<Tagger> {
            Tagger::from_bytes(&std::fs::read(path).map_err(|e| tupu::Error::io(path, e))?)
        });
        let own = own.transpose()?;
        let tagger = own.as_ref().unwrap_or_else(|| Tagger::embedded());
        for path in &self.iob2 {
            let mut scores = Scores::default();
            let set = names::read(path, self.sentences)?;
            let chains = match self.chains.as_str() {
                "links" => names::Chains::Links,
                "whole" => names::Chains::Whole,
                "as-marked" => names::Chains::AsMarked,
                _ => names::Chains::of(&set),
            };
            for text in set {
                let found = match self.tagger_only {
                    true => names::tagged(tagger, &extractor, &text.text),
                    false => names::combined(&extractor, &text.text),
                };
                let (missed, wrong) = names::compare(&text, &found, chains, &mut scores);
                if self.errors && missed.len() + wrong.len() > 0 {
                    writeln!(io.out, "{}", text.text)?;
                    for (mark, (span, kind)) in missed.iter().map(|n| ('-', n)).chain(wrong.iter().map(|n| ('+', n))) {
                        writeln!(io.out, "  {mark} {} {}", kind.name(), span.of(&text.text))?;
                    }
                }
            }
            write!(io.out, "{}\n{scores}", path.display())?;
        }
        Ok(0)
    }
}

fn floor(text: &str) -> Result<(String, f64), String> {
    let (list, value) = text.split_once('=').ok_or("write it as entities=0.95")?;
    let known = tupu::score::List::ALL.iter().any(|l| l.name() == list);
    let value: f64 = value.parse().map_err(|_| "the figure must be a number between 0 and 1")?;
    if known { Ok((list.to_owned(), value)) } else { Err(format!("there is no list {list}")) }
}

/// Two numbers from 1, the second not smaller.
fn range(text: &str) -> Result<(usize, usize), String> {
    let (from, to) = text.split_once('-').ok_or("write it as 1-50")?;
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) if 0 < from && from <= to => Ok((from, to)),
        _ => Err("the first number must be 1 or more, and not above the second".to_owned()),
    }
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        if let Some(path) = &self.benchie {
            return self.open(path, shared, io);
        }
        if !self.names.iob2.is_empty() {
            return self.names.run(shared, io);
        }
        let golds: Vec<Gold> = self.gold.iter().map(|path| Gold::read(path)).collect::<Result<_, _>>()?;
        let report = match &self.graph {
            Some(path) => score(&golds, &Folder::open(path)?.graph()?),
            None => self.read(&golds, shared, io)?,
        };
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

    /// Scores open relations.
    fn open(&self, path: &Path, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let text = std::fs::read_to_string(path).map_err(|e| tupu::Error::io(path, e))?;
        let mut gold = benchie::read(&text);
        if let Some((from, to)) = self.only {
            gold = gold.drain(..to.min(gold.len())).skip(from - 1).collect();
        }
        if gold.is_empty() {
            let origin = path.display().to_string();
            return Err(
                tupu::Error::input(origin, "holds no sentence", "a sentence begins with sent_id:1 and a tab").into()
            );
        }
        let extractor = shared.extractor()?.with_open(true);
        write!(io.out, "{}", benchie::score(gold.iter().map(|s| (s, benchie::found(&extractor, &s.text)))))?;
        Ok(0)
    }

    /// Scores the articles as they are read now.
    fn read(&self, golds: &[Gold], shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Report> {
        let beside = || self.gold.iter().map(|gold| gold.with_extension("txt").display().to_string()).collect();
        let paths: Vec<String> = if self.text.is_empty() { beside() } else { self.text.clone() };
        let loaded = self.reading.load(&paths);
        for error in &loaded.left_out {
            io.note(error)?;
        }
        let extractor = shared.extractor()?;
        let extracts = extract_all(loaded.documents, &extractor);
        let kept = if self.calibrate.is_some() { extracts.clone() } else { Vec::new() };
        let graph = assemble_all(extracts, &extractor.ontology, BASE, &Decisions::default());
        let report = score(golds, &graph);
        if let Some(path) = &self.calibrate {
            replace(path, calibrate(&report, &graph, &kept, &extractor.ontology).write().as_bytes())?;
        }
        Ok(report)
    }
}

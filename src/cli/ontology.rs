//! `tupu ontology`: the words that teach the extractor.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use tupu::ontology::{Ontology, advice, turtle};
use tupu::query::{self, Format, Limits, ontolex, suggest, write};
use tupu::store::Folder;

use super::{Code, Io, Shared};

/// Check, list or publish the words of the ontology
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu ontology list                              classes and properties with their words
  tupu ontology check --ontology my.ttl           advice for authors
  tupu ontology suggest kg > more.ttl             properties it lacks, by a graph built with --open
  tupu ontology shapes > shapes.ttl               what a sound graph is, as SHACL
  tupu ontology export > words.ttl                the words as W3C OntoLex-Lemon")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Tell of words without types, of ambiguous words, of examples that are missing or cannot hold
    Check,
    /// List classes and properties with their words
    List,
    /// Write the words as W3C OntoLex-Lemon in Turtle
    Export,
    /// Write SHACL shapes of a sound graph in Turtle: what a claim, a post, a figure must have, what relations join
    Shapes,
    /// Show frequent verbs between entities that no property has, as Turtle ready to paste
    Suggest {
        /// A graph that was built with --open
        #[arg(value_name = "KG")]
        graph: PathBuf,
        /// Between how many pairs of entities a verb must stand
        #[arg(long, value_name = "N", default_value_t = 2)]
        least: usize,
    },
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let ontology = shared.ontology()?;
        match self.what {
            What::Check => check(&ontology, io),
            What::List => list(&ontology, io),
            What::Export => export(shared, io),
            What::Shapes => {
                write!(io.out, "{}", tupu::validate::sound(&ontology))?;
                Ok(0)
            }
            What::Suggest { graph, least } => suggestions(&graph, least, &ontology, io),
        }
    }
}

fn check(ontology: &Ontology, io: &mut Io<'_>) -> anyhow::Result<Code> {
    let advice = advice(ontology);
    for line in &advice {
        writeln!(io.out, "{line}")?;
    }
    let (classes, properties) = (ontology.classes.len(), ontology.properties.len());
    io.note(format_args!("{classes} classes, {properties} properties, {} pieces of advice", advice.len()))?;
    Ok(if advice.is_empty() { 0 } else { 2 })
}

fn list(ontology: &Ontology, io: &mut Io<'_>) -> anyhow::Result<Code> {
    for class in &ontology.classes {
        let above: Vec<&str> = class.parents.iter().map(|&p| ontology.class_info(p).name.as_str()).collect();
        let above = if above.is_empty() { String::new() } else { format!(" < {}", above.join(", ")) };
        writeln!(io.out, "class {}{above}  {} / {}", class.name, class.label, class.label_en)?;
        words("noun", &class.nouns, io)?;
        words("suffix", &class.suffixes, io)?;
    }
    for property in &ontology.properties {
        let names = |ids: &[tupu::ontology::ClassId]| -> String {
            let names: Vec<&str> = ids.iter().map(|&c| ontology.class_info(c).name.as_str()).collect();
            if names.is_empty() { "any".to_owned() } else { names.join("|") }
        };
        let (from, to) = (names(&property.domain), names(&property.range));
        writeln!(io.out, "property {}: {from} → {to}  {} / {}", property.name, property.label, property.label_en)?;
        words("noun", &property.nouns, io)?;
        words("verb", &property.verbs, io)?;
        words("suffix", &property.suffixes, io)?;
    }
    Ok(0)
}

fn words(term: &str, words: &[String], io: &mut Io<'_>) -> anyhow::Result<()> {
    if !words.is_empty() {
        writeln!(io.out, "    {term}: {}", words.join("、"))?;
    }
    Ok(())
}

fn suggestions(graph: &Path, least: usize, ontology: &Ontology, io: &mut Io<'_>) -> anyhow::Result<Code> {
    let graph = Folder::open(graph)?.graph()?;
    if graph.open.is_empty() {
        io.note("the graph holds no open relations; build it with --open")?;
    }
    let found = suggest(&graph, ontology, least);
    write!(io.out, "{}", query::turtle(&found))?;
    io.note(format_args!("{} suggestions from {} open relations", found.len(), graph.open.len()))?;
    Ok(0)
}

fn export(shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
    let files = turtle(&shared.ontology, shared.only_ontology)?;
    let (answer, prefixes) = ontolex(&files, Limits { rows: usize::MAX, ..Limits::default() })?;
    write(&answer, Format::Table, &prefixes, io.out)?;
    Ok(0)
}

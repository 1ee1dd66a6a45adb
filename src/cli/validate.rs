//! `tupu validate`: holds a graph against shapes.

use std::path::PathBuf;

use super::{Code, Io, Shared, values};

/// Hold the graph against SHACL shapes, and say in sentences what does not fit
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu validate kg                             is it what a sound graph is (tupu ontology shapes)
  tupu validate kg --shapes mine.ttl           against shapes of your own
  tupu validate kg --format turtle > out.ttl   a W3C validation report
  tupu validate other.ttl --lang en            an RDF file, in English

The exit code is 0 when the graph fits, 2 when something does not.")]
pub struct Args {
    /// The folder of the graph, or an RDF file
    #[arg(value_name = "KG")]
    graph: PathBuf,
    /// Shapes in Turtle, in place of the built-in ones (may be repeated)
    #[arg(long, value_name = "FILE")]
    shapes: Vec<PathBuf>,
    /// Sentences, or a validation report in Turtle
    #[arg(long, short, value_name = "FORMAT", default_value = "text", value_parser = values(["text", "turtle"]))]
    format: String,
    /// The language of the sentences [default: that of the system]
    #[arg(long, value_name = "LANG", value_parser = values(["zh", "en"]))]
    lang: Option<String>,
}

#[cfg(not(feature = "shacl"))]
impl Args {
    pub fn run(self, _: &Shared, _: &mut Io<'_>) -> anyhow::Result<Code> {
        anyhow::bail!(
            "this tupu was built without SHACL, which is heavy to build
  help: cargo install --path . --features shacl; or take another validator:
        tupu ontology shapes > shapes.ttl && tupu export {} -o graph.ttl && pyshacl -s shapes.ttl graph.ttl",
            self.graph.display()
        )
    }
}

#[cfg(feature = "shacl")]
impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        use tupu::store::{Dataset, Folder, prefixes};
        use tupu::validate::{Language, Sentences, Shapes, sound, validate};

        let files: Vec<(String, String)> = if self.shapes.is_empty() {
            vec![("the built-in shapes".to_owned(), sound(&shared.ontology()?))]
        } else {
            let read = |path: &PathBuf| {
                let text = std::fs::read_to_string(path).map_err(|e| tupu::Error::io(path, e))?;
                Ok::<_, tupu::Error>((path.display().to_string(), text))
            };
            self.shapes.iter().map(read).collect::<Result<_, _>>()?
        };
        let shapes = Shapes::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        anyhow::ensure!(
            shapes.count() > 0,
            "the shapes look for no node: give one a sh:targetClass, so that it is used"
        );
        let (dataset, base) = if self.graph.is_file() {
            (Dataset::of_file(&self.graph)?, tupu::assemble::BASE.to_owned())
        } else {
            let folder = Folder::open(&self.graph)?;
            (folder.dataset()?, folder.manifest()?.base)
        };
        let prefixes = prefixes(&base);
        let report = validate(&dataset, &shapes, &prefixes)?;
        if self.format == "turtle" {
            write!(io.out, "{}", report.turtle(&prefixes))?;
            return Ok(if report.conforms { 0 } else { 2 });
        }
        let language = match self.lang.as_deref() {
            Some("zh") => Language::Chinese,
            Some(_) => Language::English,
            None => language_of_the_system(),
        };
        let zh = language == Language::Chinese;
        let sentences = Sentences::new(&dataset, &shapes, &prefixes, language);
        for finding in &report.findings {
            writeln!(io.out, "{}", sentences.sentence(finding))?;
            let Some(source) = sentences.source(finding) else { continue };
            let claim = tupu::store::shorten(&source.claim, &prefixes);
            let quote = source.quote.map(|q| format!("“{q}”")).unwrap_or_default();
            match source.article {
                Some(article) if zh => writeln!(io.out, "    {claim}：{quote}（《{article}》）")?,
                Some(article) => writeln!(io.out, "    {claim}: {quote} ({article})")?,
                None => writeln!(io.out, "    {claim}")?,
            }
        }
        match (report.findings.len(), zh) {
            (0, true) => io.note(format_args!("{} 个形状，全部符合", shapes.count()))?,
            (0, false) => io.note(format_args!("{} shapes, all fit", shapes.count()))?,
            (n, true) => io.note(format_args!("{} 个形状，{n} 处不符合", shapes.count()))?,
            (n, false) => io.note(format_args!("{} shapes, {n} things do not fit", shapes.count()))?,
        }
        Ok(if report.conforms { 0 } else { 2 })
    }
}

/// Chinese where the locale says so.
#[cfg(feature = "shacl")]
fn language_of_the_system() -> tupu::validate::Language {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    match set {
        Some(locale) if locale.starts_with("zh") => tupu::validate::Language::Chinese,
        _ => tupu::validate::Language::English,
    }
}

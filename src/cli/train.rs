//! `tupu train`: the weights of the tagger of names from marked sentences, those of the parser from trees, those of the
//! subjects of figures and of guessed names from annotated articles.

use std::path::PathBuf;

use tupu::ontology::parse_example;
use tupu::parse as trees;
use tupu::read::{Document, Media, Options, Source, parse};
use tupu::recognise::tagger::{Tagger, recipe, train};
use tupu::score::guesses::{self, Judged};
use tupu::score::subjects::{self, Learnt};
use tupu::score::{Gold, names};

use super::{Code, Io, Shared};

/// Train the tagger of names, the parser, what tells the subjects of figures, or which guessed names are some; the same data
/// give the same bytes
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu train ../shared/data -o data/tagger.bin.zst    the weights that come with tupu (build with --release)
  tupu train ../shared/data --parser -o data/parser.bin.zst
  tupu train gold --subjects -o data/subjects.tsv     a.json beside a.txt, as tupu score reads them
  tupu train gold --names -o data/names.tsv           the same, and marked texts (*.iob2)
  tupu score --iob2 dev.iob2 --tagger-only --weights data/tagger.bin.zst

DATA holds uner/train.iob2, uner/dev.iob2 and fewfc/train_*.json; docs/tagger.md tells what is learnt from them and how.
With --parser it holds trees/train-ud1.conllu and trees/dev.conllu; see docs/open-relations.md.
The weights are built into the program: build it again to use them.")]
pub struct Args {
    /// The folder with the data sets
    #[arg(value_name = "DATA")]
    data: PathBuf,
    /// Where to write the weights
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Train the parser of open relations
    #[arg(long, conflicts_with = "subjects")]
    parser: bool,
    /// Train which name a figure belongs to, from the annotated articles of the folder and those below it
    #[arg(long)]
    subjects: bool,
    /// Train which guessed names are some, from the annotated articles of the folder and those below it
    #[arg(long, conflicts_with_all = ["subjects", "parser"])]
    names: bool,
    /// Where the random numbers start
    #[arg(long, value_name = "N", default_value_t = train::Config::default().seed)]
    seed: u64,
    /// How many times every sentence is seen [default: 12, of the parser 8]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=200))]
    epochs: Option<u16>,
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        if self.parser {
            return self.parser(shared, io);
        }
        if self.names {
            return self.names(shared, io);
        }
        if self.subjects {
            return self.subjects(shared, io);
        }
        let epochs = self.epochs.map_or(train::Config::default().epochs, usize::from);
        let config = train::Config { seed: self.seed, epochs, ..train::Config::default() };
        let dev = names::read(&self.data.join("uner/dev.iob2"), true)?;
        let sentences = recipe::sentences(&self.data, &config)?;
        io.note(format_args!("training on {} sentences, {} times", sentences.len(), config.epochs))?;
        let bytes = train::train(&sentences, &config);
        tupu::store::replace(&self.output, &bytes)?;
        let tagger = Tagger::from_bytes(&bytes)?;
        writeln!(io.out, "{}: {} features, {} bytes", self.output.display(), tagger.features(), bytes.len())?;
        let extractor = shared.extractor()?;
        let mut scores = Default::default();
        for text in &dev {
            let found = names::tagged(&tagger, &extractor, &text.text);
            names::compare(text, &found, names::Chains::Links, &mut scores);
        }
        write!(io.out, "uner/dev.iob2, the tagger alone, chains of places as links\n{scores}")?;
        Ok(0)
    }

    fn subjects(&self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let extractor = shared.extractor()?;
        let articles = self.annotated(|document| extractor.questions(document))?;
        let learnt = subjects::learn(&articles);
        if learnt.figures == 0 {
            let help = "the folder holds a.json as tupu score reads it, and the text beside it in a.txt";
            return Err(tupu::Error::input(self.data.display().to_string(), "holds no annotated figures", help).into());
        }
        tupu::store::replace(&self.output, learnt.weights.as_bytes())?;
        let Learnt { figures, rules, likeliest, .. } = learnt;
        writeln!(
            io.out,
            "{} articles, {figures} figures: the rules choose {rules} rightly; of articles that were not learnt from, the likeliest name is right for {likeliest}",
            articles.len()
        )?;
        Ok(0)
    }

    fn names(&self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let extractor = shared.extractor()?;
        // Each article as a whole and each of its paragraphs alone, as short texts are read.
        let guesses = |document: &Document| {
            let alone = document.text.lines().flat_map(|line| extractor.guesses(&Document::plain(line)));
            alone.chain(extractor.guesses(document)).collect()
        };
        let articles = self.annotated(guesses)?;
        let mut texts: Vec<Judged> = articles.into_iter().map(|(gold, found)| guesses::judge(&gold, found)).collect();
        for path in self.files("iob2")? {
            for marked in names::read(&path, false)? {
                let found = guesses(&Document::plain(&marked.text));
                texts.push(guesses::judge_marked(&marked, found));
            }
        }
        if texts.iter().all(Vec::is_empty) {
            let help = "the folder holds a.json as tupu score reads it and the text beside it in a.txt, or marked texts in a.iob2";
            return Err(tupu::Error::input(self.data.display().to_string(), "holds no annotated names", help).into());
        }
        let examples = extractor.ontology.properties.iter().flat_map(|p| &p.examples).map(|e| parse_example(e));
        texts.extend(examples.map(|e| guesses::judge_example(&e, extractor.guesses(&Document::plain(&e.text)))));
        let learnt = guesses::learn(&texts);
        tupu::store::replace(&self.output, learnt.weights.as_bytes())?;
        writeln!(io.out, "{} texts; of texts that were not learnt from:", texts.len())?;
        for (limit, all, right) in learnt.passed {
            let limit = if limit == f64::MIN { "all".to_owned() } else { format!("from {limit}") };
            writeln!(io.out, "{limit}: {all} guesses, {right} right")?;
        }
        Ok(0)
    }

    /// The annotated articles of the folder, in the order of their paths, each with what is to be learnt from.
    fn annotated<T>(&self, read: impl Fn(&Document) -> Vec<T>) -> anyhow::Result<Vec<(Gold, Vec<T>)>> {
        let mut articles = Vec::new();
        for path in self.files("json")?.iter().filter(|path| path.with_extension("txt").is_file()) {
            let text = path.with_extension("txt");
            let bytes = std::fs::read(&text).map_err(|e| tupu::Error::io(&text, e))?;
            let source = Source { path: text.clone(), media: Media::Text };
            let documents = parse(bytes, &source, &Options::default())?;
            articles.push((Gold::read(path)?, documents.iter().flat_map(&read).collect()));
        }
        Ok(articles)
    }

    /// The files of the folder and those below it with this ending, in the order of their paths.
    fn files(&self, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
        let files = walkdir::WalkDir::new(&self.data).sort_by_file_name().into_iter().collect::<Result<Vec<_>, _>>()?;
        let paths = files.into_iter().map(walkdir::DirEntry::into_path);
        Ok(paths.filter(|path| path.extension().is_some_and(|e| e == ending)).collect())
    }

    fn parser(&self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let epochs = self.epochs.map_or(trees::train::Config::default().epochs, usize::from);
        let config = trees::train::Config { seed: self.seed, epochs, ..trees::train::Config::default() };
        let (trees, dev) = trees::recipe::trees(&self.data, &shared.ontology()?)?;
        io.note(format_args!("training on {} sentences, {} times", trees.len(), config.epochs))?;
        let parser = trees::train::train(&trees, &config);
        let bytes = parser.to_bytes();
        tupu::store::replace(&self.output, &bytes)?;
        writeln!(io.out, "{}: {} bytes", self.output.display(), bytes.len())?;
        writeln!(io.out, "trees/dev.conllu: {}", trees::train::accuracy(&parser, &dev))?;
        Ok(0)
    }
}

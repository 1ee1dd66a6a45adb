//! `tupu train`: the weights of the tagger of names from marked sentences.

use std::path::PathBuf;

use tupu::recognise::tagger::{Tagger, recipe, train};
use tupu::score::names;

use super::{Code, Io, Shared};

/// Train the tagger of names; the same data give the same bytes
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu train ../shared/data -o data/tagger.bin.zst    the weights that come with tupu (build with --release)
  tupu score --iob2 dev.iob2 --tagger-only --weights data/tagger.bin.zst

DATA holds uner/train.iob2, uner/dev.iob2 and fewfc/train_*.json; docs/tagger.md tells what is learnt from them and how.
The weights are built into the program: build it again to use them.")]
pub struct Args {
    /// The folder with the data sets
    #[arg(value_name = "DATA")]
    data: PathBuf,
    /// Where to write the weights
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Where the random numbers start
    #[arg(long, value_name = "N", default_value_t = train::Config::default().seed)]
    seed: u64,
    /// How many times every sentence is seen
    #[arg(long, value_name = "N", default_value_t = train::Config::default().epochs as u16, value_parser = clap::value_parser!(u16).range(1..=200))]
    epochs: u16,
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let config = train::Config { seed: self.seed, epochs: usize::from(self.epochs), ..train::Config::default() };
        let dev = names::read(&self.data.join("uner/dev.iob2"), true)?;
        let sentences = recipe::sentences(&self.data, &config)?;
        io.note(format_args!("training on {} sentences, {} times", sentences.len(), config.epochs))?;
        let bytes = train::train(&sentences, &config);
        std::fs::write(&self.output, &bytes).map_err(|e| tupu::Error::io(&self.output, e))?;
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
}

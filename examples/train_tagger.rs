//! Trains the tagger: `cargo run --release --example train_tagger -- ../shared/data data/tagger.bin.zst`.
//!
//! Further arguments are files to score, in IOB2 or (`.br`) with names in braces.
#![allow(clippy::print_stdout)]

use std::path::Path;

use tupu::recognise::tagger::score::score;
use tupu::recognise::tagger::{Tagger, corpus, recipe, train};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "../shared/data".into());
    let model = arguments.next().unwrap_or_else(|| "data/tagger.bin.zst".into());
    let config = train::Config::default();
    let bytes = train::train(&recipe::sentences(Path::new(&folder), &config)?, &config);
    std::fs::write(&model, &bytes)?;
    let tagger = Tagger::from_bytes(&bytes)?;
    println!("{model}: {} features, {} bytes", tagger.features(), bytes.len());
    for unknown in [false, true] {
        println!(
            "uner/dev.iob2, words by HMM: {unknown}\n{}",
            recipe::dev_scores(&tagger, Path::new(&folder), unknown)?
        );
    }
    for file in arguments {
        let text = corpus::load(Path::new(&file))?;
        let marked = if file.ends_with(".br") { corpus::read_braces(&text) } else { corpus::read_iob2(&text) };
        for unknown in [false, true] {
            let scores = score(&marked, |t| tagger.tag(t, &train::words(t, unknown)));
            println!("{file}, words by HMM: {unknown}\n{scores}");
        }
    }
    Ok(())
}

//! Trains the tagger: `cargo run --release --example train_tagger -- ../shared/data data/tagger.bin.zst`.
#![allow(clippy::print_stdout, missing_docs)]
use std::path::Path;
use std::time::Instant;
use tupu::recognise::tagger::{Tagger, corpus, score, train};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let data = Path::new(&args[0]);
    let mut config = train::Config::default();
    let mut extra = Vec::new();
    for a in &args[2..] {
        match a.split_once('=') {
            Some(("epochs", v)) => config.epochs = v.parse()?,
            Some(("rate", v)) => config.rate = v.parse()?,
            Some(("dropout", v)) => config.dropout = v.parse()?,
            Some(("cutoff", v)) => config.cutoff = v.parse()?,
            Some(("decay", v)) => config.decay = v.parse()?,
            Some(("prune", v)) => config.prune = v.parse()?,
            Some(("seed", v)) => config.seed = v.parse()?,
            _ => extra.push(a.clone()),
        }
    }
    let uner = corpus::read_iob2(&corpus::load(&data.join("uner/train.iob2"))?);
    let dev = corpus::read_iob2(&corpus::load(&data.join("uner/dev.iob2"))?);
    let at = Instant::now();
    let bytes = train::train(&uner, &config);
    println!("{config:?} trained in {:?}, {} bytes", at.elapsed(), bytes.len());
    std::fs::write(&args[1], &bytes)?;
    let at = Instant::now();
    let tagger = Tagger::from_bytes(&bytes)?;
    println!("{} features, loaded in {:?}", tagger.features(), at.elapsed());
    let cut: Vec<_> = dev.iter().map(|s| train::words(&s.text)).collect();
    let at = Instant::now();
    for _ in 0..10 {
        for (s, w) in dev.iter().zip(&cut) {
            std::hint::black_box(tagger.tag(&s.text, w));
        }
    }
    let chars: usize = dev.iter().map(|s| s.text.chars().count()).sum::<usize>() * 10;
    println!("{:.2} M characters/s", chars as f64 / at.elapsed().as_secs_f64() / 1e6);
    println!("dev\n{}", score::score(&dev, |t| tagger.tag(t, &train::words(t))));
    for f in extra {
        let gold = corpus::read_iob2(&corpus::load(Path::new(&f))?);
        println!("{f}\n{}", score::score(&gold, |t| tagger.tag(t, &train::words(t))));
    }
    Ok(())
}

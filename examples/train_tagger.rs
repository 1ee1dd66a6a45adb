//! Trains the tagger: `cargo run --release --example train_tagger -- ../shared/data data/tagger.bin.zst`.
#![allow(clippy::print_stdout, missing_docs)]
use std::path::Path;
use std::time::Instant;
use tupu::recognise::tagger::{Tagger, augment, corpus, score, train};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let data = Path::new(&args[0]);
    let mut config = train::Config::default();
    let mut extra = Vec::new();
    let (mut copies, mut swaps, mut share) = (0, 0, 0.7);
    for a in &args[2..] {
        match a.split_once('=') {
            Some(("epochs", v)) => config.epochs = v.parse()?,
            Some(("rate", v)) => config.rate = v.parse()?,
            Some(("dropout", v)) => config.dropout = v.parse()?,
            Some(("cutoff", v)) => config.cutoff = v.parse()?,
            Some(("decay", v)) => config.decay = v.parse()?,
            Some(("prune", v)) => config.prune = v.parse()?,
            Some(("seed", v)) => config.seed = v.parse()?,
            Some(("copies", v)) => copies = v.parse()?,
            Some(("swaps", v)) => swaps = v.parse()?,
            Some(("share", v)) => share = v.parse()?,
            _ => extra.push(a.clone()),
        }
    }
    let uner = corpus::read_iob2(&corpus::load(&data.join("uner/train.iob2"))?);
    let dev = corpus::read_iob2(&corpus::load(&data.join("uner/dev.iob2"))?);
    let mut random = train::Random::new(config.seed);
    let names = augment::Names::embedded();
    let mut uner = uner;
    let plain = uner.len();
    for _ in 0..swaps {
        for i in 0..plain {
            if !uner[i].names.is_empty() {
                let other = names.swap(&uner[i], share, &mut random);
                uner.push(other);
            }
        }
    }
    for _ in 0..copies {
        uner.extend(augment::patterns().map(|p| names.fill(p, &mut random)));
    }
    if std::env::var("DUMP").is_ok() {
        for m in uner.iter().rev().take(400) {
            let mut at = 0;
            let mut line = String::new();
            for (s, k) in &m.names {
                line += &m.text[at..s.from()];
                line += &format!("[{}/{}]", s.of(&m.text), &k.name()[..1]);
                at = s.to();
            }
            println!("{line}{}", &m.text[at..]);
        }
        return Ok(());
    }
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
        let text = corpus::load(Path::new(&f))?;
        let gold = if f.ends_with(".br") { corpus::read_braces(&text) } else { corpus::read_iob2(&text) };
        println!("{f}\n{}", score::score(&gold, |t| tagger.tag(t, &train::words(t))));
        if std::env::var("SHOW").is_ok() {
            for g in &gold {
                let found: Vec<_> = tagger.tag(&g.text, &train::words(&g.text)).iter().map(|t| (t.span, t.kind)).collect();
                let missed: Vec<_> = g.names.iter().filter(|n| !found.contains(n)).map(|n| format!("-{}{}", n.0.of(&g.text), n.1.name())).collect();
                let wrong: Vec<_> = found.iter().filter(|n| !g.names.contains(n)).map(|n| format!("+{}{}", n.0.of(&g.text), n.1.name())).collect();
                if !missed.is_empty() || !wrong.is_empty() { println!("{}  {}  | {}", missed.join(" "), wrong.join(" "), g.text); }
            }
        }
    }
    Ok(())
}

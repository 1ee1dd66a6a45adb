//! Scores gold files against the text beside them, read as tupu reads files: development only.
#![allow(clippy::print_stdout)]
use std::path::Path;
use tupu::{assemble::*, extract::Extractor, ontology::Ontology, read::*, resolve::*, score::*};
fn main() -> tupu::Result<()> {
    let ex = Extractor::new(Ontology::embedded()?);
    let (mut golds, mut extracts) = (Vec::new(), Vec::new());
    let mut page = None;
    for p in std::env::args().skip(1) {
        if p.ends_with(".txt") {
            page = Some(p);
            continue;
        }
        let gold = Gold::read(Path::new(&p))?;
        if page.is_none() {
            let s = sources(&[p.replace(".json", ".txt")], Media::Text)?;
            let (mut docs, _) = load(&s[0], &Options::default());
            if docs.len() != 1 {
                println!("{p}: {} documents", docs.len());
            }
            let mut d = docs.remove(0);
            d.meta.title = Some(gold.title.clone());
            extracts.push(ex.extract(d));
        }
        golds.push(gold);
    }
    if let Some(p) = page {
        let (docs, _) = load(&sources(&[p], Media::Text)?[0], &Options::default());
        extracts = docs.into_iter().map(|d| ex.extract(d)).collect();
    }
    let decisions = Decisions::default();
    let r = resolve(&extracts, &ex.ontology, &decisions);
    let g = assemble(
        extracts,
        &r,
        Setting { ontology: &ex.ontology, decisions: &decisions, base: "https://w3id.org/tupu/id/" },
    );
    println!("{}", score(&golds, &g));
    Ok(())
}

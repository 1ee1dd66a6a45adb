//! Scores gold files against the text beside them: development only.
#![allow(clippy::print_stdout)]
use std::path::Path;
use tupu::{assemble::*, extract::Extractor, ontology::Ontology, read::*, resolve::*, score::*};
fn main() -> tupu::Result<()> {
    let ex = Extractor::new(Ontology::embedded()?);
    let (mut golds, mut extracts) = (Vec::new(), Vec::new());
    for p in std::env::args().skip(1) {
        let gold = Gold::read(Path::new(&p))?;
        let text = std::fs::read_to_string(p.replace(".json", ".txt")).unwrap();
        let mut d = Document::plain(text.trim());
        d.paragraphs[0].role = Role::Title;
        d.meta.title = Some(gold.title.clone());
        extracts.push(ex.extract(d));
        golds.push(gold);
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

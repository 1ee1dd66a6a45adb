//! Prints the mentions of a text file.
#![allow(clippy::print_stdout)]
fn main() {
    let ex = tupu::extract::Extractor::new(tupu::ontology::Ontology::embedded().unwrap());
    for p in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&p).unwrap();
        println!("=== {p}");
        let e = ex.extract(tupu::read::Document::plain(text));
        for m in &e.mentions {
            println!("{:14} {:12?} {:?} {}", ex.ontology.class_info(m.class).name, m.by, m.refers_to, m.name);
        }
    }
}

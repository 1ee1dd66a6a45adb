//! Prints tokens and figures.
#![allow(clippy::print_stdout)]
fn main() {
    let o = tupu::ontology::Ontology::embedded().unwrap();
    let s = tupu::segment::Segmenter::new(&o);
    for line in std::io::stdin().lines() {
        let d = tupu::read::Document::plain(line.unwrap());
        let seg = s.segment(&d);
        for x in &seg.sentences {
            for t in &x.tokens {
                print!("{}/{} ", t.span.of(&seg.text), t.pos);
            }
            println!();
        }
        for f in tupu::recognise::quantity::find(&d.text, None) {
            println!("   {:?}", f);
        }
    }
}

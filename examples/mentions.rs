//! Prints the mentions and claims of text files: a look into the extractor for its developers.
#![allow(clippy::print_stdout)]
use tupu::relate::Statement;
fn main() -> tupu::Result<()> {
    let ex = tupu::extract::Extractor::new(tupu::ontology::Ontology::embedded()?);
    for p in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&p).map_err(|e| tupu::Error::io(&p, e))?;
        println!("=== {p}");
        let e = ex.extract(tupu::read::Document::plain(text));
        for m in &e.mentions {
            println!("{:14} {:12?} {:?} {}", ex.ontology.class_info(m.class).name, m.by, m.refers_to, m.name);
        }
        let name = |m: u32| e.mentions[m as usize].name.as_str();
        for c in &e.claims {
            let said = match &c.statement {
                Statement::Relation { subject, property, object } => {
                    format!("{} --{}--> {}", name(*subject), ex.ontology.property_info(*property).name, name(*object))
                }
                Statement::Post { person, organization, role, former } => {
                    format!("{} | {} | {} {former}", name(*person), name(*organization), role.of(&e.document.text))
                }
                Statement::Observation { subject, measure, of, figure, time } => format!(
                    "{} {} of {} = {} {:?} {:?} {:?}",
                    name(*subject),
                    ex.ontology.property_info(*measure).name,
                    of.map_or("", |s| s.of(&e.document.text)),
                    figure.value,
                    figure.unit,
                    figure.bound,
                    time
                ),
                Statement::Quotation { speaker, text, direct } => {
                    format!("{} says ({direct}) {}", name(*speaker), text.of(&e.document.text))
                }
            };
            println!(
                "  {:?} {said}   <- {} [{}]",
                c.status,
                c.evidence.of(&e.document.text),
                c.trigger.of(&e.document.text)
            );
        }
    }
    Ok(())
}

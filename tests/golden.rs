//! Whole articles with golden graphs: what each sample article states, as a list of statements with their evidence.

use std::fmt::Write;

use tupu::extract::{Extract, Extractor};
use tupu::ontology::Ontology;
use tupu::read::{Media, Options, load, sources};
use tupu::relate::Statement;

fn statements(extract: &Extract, ontology: &Ontology) -> String {
    let text = &extract.document.text;
    let name = |m: u32| extract.mentions[m as usize].name.as_str();
    let mut out = String::new();
    for claim in &extract.claims {
        let said = match &claim.statement {
            Statement::Relation { subject, property, object } => {
                format!("{} {} {}", name(*subject), ontology.property_info(*property).name, name(*object))
            }
            Statement::Post { person, organization, role, former } => {
                let former = if *former { " (former)" } else { "" };
                format!("{} post {} {}{former}", name(*person), name(*organization), role.of(text))
            }
            Statement::Observation { subject, measure, of, figure, time } => format!(
                "{} {} of {} {} {} {} {}",
                name(*subject),
                ontology.property_info(*measure).name,
                of.map_or("-", |of| of.of(text)),
                figure.value,
                figure.unit.as_deref().unwrap_or("-"),
                figure.bound.name(),
                time.as_deref().unwrap_or("-")
            ),
            Statement::Quotation { speaker, text: said, .. } => format!("{} said {}", name(*speaker), said.of(text)),
        };
        let evidence = claim.evidence.of(text).replace('\n', " ");
        writeln!(out, "{} | {said}\n    {evidence}", claim.status.name()).unwrap();
    }
    out
}

#[test]
fn sample_articles_state_what_they_stated() {
    let extractor = Extractor::new(Ontology::embedded().unwrap());
    let inputs = sources(&["examples/news"], Media::Text).unwrap();
    let mut articles = 0;
    for source in &inputs {
        let (documents, errors) = load(source, &Options::default());
        assert!(errors.is_empty(), "{errors:?}");
        for (i, document) in documents.into_iter().enumerate() {
            let stem = std::path::Path::new(&source.name()).file_stem().unwrap().to_string_lossy().into_owned();
            let extract = extractor.extract(document);
            assert!(!extract.claims.is_empty(), "{stem} states nothing");
            insta::assert_snapshot!(format!("{stem}-{}", i + 1), statements(&extract, &extractor.ontology));
            articles += 1;
        }
    }
    assert!(articles >= 12);
}

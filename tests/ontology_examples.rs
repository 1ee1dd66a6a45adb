//! The examples of the ontology are its tests: each must yield its claim, each counter-example must not.

use tupu::extract::{Extract, Extractor};
use tupu::ontology::{Example, Ontology, PropertyId, parse_example};
use tupu::read::Document;
use tupu::relate::{MentionIx, Statement, Status};
use tupu::span::Span;

/// The share of the examples of relations, of those of posts and figures, and of all counter-examples that hold; each
/// only ever goes up.
const REACHED: [f64; 3] = [1.0, 1.0, 1.0];

struct Case<'o> {
    property: PropertyId,
    name: &'o str,
    sentence: &'o str,
    example: Example,
    must_hold: bool,
}

fn cases(ontology: &Ontology) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    for (i, property) in ontology.properties.iter().enumerate() {
        for (sentences, must_hold) in [(&property.examples, true), (&property.counter_examples, false)] {
            cases.extend(sentences.iter().map(|sentence| Case {
                property: PropertyId(i as u16),
                name: &property.name,
                sentence,
                example: parse_example(sentence),
                must_hold,
            }));
        }
    }
    cases
}

/// Whether a mention, or one that it stands for, touches `span`.
fn is_at(extract: &Extract, mention: MentionIx, span: Span) -> bool {
    let mention = &extract.mentions[mention as usize];
    mention.span.overlaps(span) || mention.refers_to.is_some_and(|m| is_at(extract, m, span))
}

/// Whether the text is affirmed to say what the marks say.
fn says(extract: &Extract, ontology: &Ontology, case: &Case) -> bool {
    let (Some(s), Some(o)) = (case.example.subject, case.example.object) else { return false };
    let at = |mention, span| is_at(extract, mention, span);
    extract.claims.iter().filter(|claim| claim.status == Status::Affirmed).any(|claim| match &claim.statement {
        Statement::Relation { subject, property, object } => {
            let symmetric = case.name == "cooperatesWith" && at(*subject, o) && at(*object, s);
            ontology.is_sub_property(*property, case.property) && (at(*subject, s) && at(*object, o) || symmetric)
        }
        Statement::Post { person, organization, .. } => {
            case.name == "holdsPost" && at(*person, s) && at(*organization, o)
        }
        Statement::Observation { subject, measure, figure, .. } => {
            *measure == case.property && at(*subject, s) && figure.span.overlaps(o)
        }
        Statement::Quotation { speaker, text, .. } => {
            case.name == "attributedTo" && at(*speaker, o) && text.overlaps(s)
        }
    })
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures show with --nocapture")]
fn the_examples_hold() {
    let ontology = Ontology::embedded().unwrap();
    let extractor = Extractor::new(Ontology::embedded().unwrap());
    let mut report = String::new();
    let (mut held, mut all) = ([0usize; 3], [0usize; 3]);
    for case in cases(&ontology) {
        let extract = extractor.extract(Document::plain(case.example.text.clone()));
        let info = ontology.property_info(case.property);
        let figure = info.range.iter().any(|&c| ontology.is_named(c, "Quantity"));
        let kind = match case.must_hold {
            false => 2,
            true if figure || case.name == "holdsPost" => 1,
            true => 0,
        };
        all[kind] += 1;
        if says(&extract, &ontology, &case) == case.must_hold {
            held[kind] += 1;
        } else {
            let kind = if case.must_hold { "missed" } else { "wrong" };
            report.push_str(&format!("{kind}\t{}\t{}\n", case.name, case.sentence));
        }
    }
    let share = [0, 1, 2].map(|kind| held[kind] as f64 / all[kind].max(1) as f64);
    let kinds = ["relations", "posts and figures", "counter-examples"];
    for kind in 0..kinds.len() {
        report.push_str(&format!("{} {}/{} = {:.3}\n", kinds[kind], held[kind], all[kind], share[kind]));
    }
    println!("{report}");
    assert!(share.iter().zip(REACHED).all(|(share, reached)| *share >= reached), "{report}");
}

#[test]
fn every_relation_and_measure_has_examples() {
    let ontology = Ontology::embedded().unwrap();
    let words = |p: &tupu::ontology::Property| !p.nouns.is_empty() || !p.verbs.is_empty();
    for property in ontology.properties.iter().filter(|p| words(p) && p.inverse_of.is_none()) {
        let measures = property.range.iter().any(|&c| ontology.is_named(c, "Quantity"));
        let (examples, counters) = if measures { (3, 1) } else { (6, 2) };
        // A property without a label lends its words to the one above it, whose examples serve both.
        if property.label.is_empty() {
            continue;
        }
        // A family name is no relation; a customer is said by the words of suppliesTo; measure has joining words only.
        if ["familyName", "customer", "measure"].contains(&property.name.as_str()) {
            continue;
        }
        assert!(property.examples.len() >= examples, "{}: examples", property.name);
        assert!(property.counter_examples.len() >= counters, "{}: counter-examples", property.name);
    }
}

#[test]
fn the_marks_are_whole() {
    let ontology = Ontology::embedded().unwrap();
    for case in cases(&ontology) {
        let whole = case.sentence.matches(['[', ']', '{', '}']).count() == 4;
        assert!(whole && case.example.subject.is_some() && case.example.object.is_some(), "{}", case.sentence);
    }
}

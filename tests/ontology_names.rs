//! The names that the built-in ontology lists: each form means one thing.

use std::collections::{BTreeMap, BTreeSet};

use tupu::ontology::{Individual, Ontology};

fn named(ontology: &Ontology) -> impl Iterator<Item = (&Individual, &str)> {
    let individuals = ["Organization", "Event"].into_iter().flat_map(|kind| ontology.individuals_of(kind));
    individuals.flat_map(|i| std::iter::once(&i.label).chain(&i.aliases).map(move |form| (i, form.as_str())))
}

#[test]
fn a_form_stands_for_one_organisation_or_event() {
    let ontology = Ontology::embedded().unwrap();
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut shared = Vec::new();
    for (individual, form) in named(&ontology) {
        if let Some(other) = owners.insert(form, &individual.label) {
            shared.push(format!("{form}: {other}, {}", individual.label));
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
    assert_eq!(owners["国家网信办"], "国家互联网信息办公室");
}

#[test]
fn no_form_is_a_common_noun_or_a_single_character() {
    let ontology = Ontology::embedded().unwrap();
    let nouns: BTreeSet<&str> = ontology.classes.iter().flat_map(|c| &c.nouns).map(String::as_str).collect();
    for (_, form) in named(&ontology) {
        assert!(form.chars().count() > 1 && !nouns.contains(form), "{form}");
    }
}

#[test]
fn other_names_lead_to_one_entity_and_are_kept() {
    use tupu::{extract::Extractor, read::Document, resolve::*};
    let extractor = Extractor::new(Ontology::embedded().unwrap());
    let text =
        "国家互联网信息办公室近日发布通知。国家网信办有关负责人说，中国国家铁路集团有限公司（下称国铁集团）参与其中。";
    let extracts = [extractor.extract(Document::plain(text))];
    let entities = resolve(&extracts, &extractor.ontology, &Decisions::default()).entities;
    let together = |a: &str, b: &str| {
        let has = |e: &Entity, form: &str| e.label == form || e.aliases.contains(form);
        entities.iter().filter(|e| has(e, a) || has(e, b)).map(|e| has(e, a) && has(e, b)).collect::<Vec<_>>()
    };
    assert_eq!(together("国家互联网信息办公室", "国家网信办"), [true]);
    assert_eq!(together("中国国家铁路集团有限公司", "国铁集团"), [true]);
}

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

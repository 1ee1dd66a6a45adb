//! Advice for authors of ontologies: what would not teach the extractor what they mean.

use std::collections::BTreeMap;

use super::{ClassId, Ontology, Property, parse_example};

/// The least number of examples and counter-examples of a property that has words.
const ENOUGH: (usize, usize) = (6, 2);

/// One line of advice per finding, in the order of the properties: words without types, words that two properties share
/// whose types overlap, examples that are too few or that no construction can serve.
pub fn advice(ontology: &Ontology) -> Vec<String> {
    let mut lines: Vec<String> = ontology.properties.iter().flat_map(|p| of_property(ontology, p)).collect();
    lines.extend(shared_words(ontology));
    lines
}

fn of_property(ontology: &Ontology, property: &Property) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |text: String| lines.push(format!("{}: {}: {text}", property.source.file, property.name));
    let words = property.nouns.len() + property.verbs.len() + property.suffixes.len();
    let relation = words > 0 && !property.literal && !is_measure(ontology, property);
    // It lends its words, under types of its own, to the property above it, which is what claims are stated by.
    let lends = property.label.is_empty() && !property.parents.is_empty();
    if relation && (property.domain.is_empty() || property.range.is_empty()) {
        let end = if property.domain.is_empty() { "rdfs:domain" } else { "rdfs:range" };
        say(format!("has words, but no {end}: they would join anything"));
    }
    if relation && !lends && property.label.is_empty() {
        say("has no Chinese rdfs:label, which stands on the edges of pictures".to_owned());
    }
    let (examples, counter) = (property.examples.len(), property.counter_examples.len());
    // The examples of an inverse stand on the property that its claims are stated by.
    let stated = relation && !lends && property.inverse_of.is_none();
    if stated && examples < ENOUGH.0 {
        say(format!("has {examples} lex:example, of which {} are wanted", ENOUGH.0));
    }
    if stated && counter < ENOUGH.1 {
        say(format!("has {counter} lex:counterExample, of which {} are wanted", ENOUGH.1));
    }
    for verb in property.verbs.iter().filter(|v| v.matches('…').count() > 1) {
        say(format!("lex:verb {verb:?} has more than one …, which marks where the object stands"));
    }
    for example in &property.examples {
        let parsed = parse_example(example);
        let marked = [parsed.subject, parsed.object].map(|span| span.is_some_and(|s| !s.is_empty()));
        if marked != [true, true] {
            say(format!("lex:example {example:?} does not mark both [subject] and {{object}}"));
        }
    }
    lines
}

fn is_measure(ontology: &Ontology, property: &Property) -> bool {
    property.range.iter().any(|&class| ontology.is_named(class, "Quantity"))
}

/// Words that two properties share although their ends do not tell them apart.
fn shared_words(ontology: &Ontology) -> Vec<String> {
    let mut owners: BTreeMap<(&str, &str), Vec<&Property>> = BTreeMap::new();
    for property in &ontology.properties {
        let nouns = property.nouns.iter().map(|w| ("lex:noun", w.as_str()));
        let verbs = property.verbs.iter().map(|w| ("lex:verb", w.as_str()));
        for word in nouns.chain(verbs) {
            owners.entry(word).or_default().push(property);
        }
    }
    let mut lines = Vec::new();
    for ((term, word), properties) in owners {
        for (i, a) in properties.iter().enumerate() {
            for b in &properties[i + 1..] {
                let related = a.parents.iter().chain(&b.parents).any(|&p| {
                    let name = &ontology.property_info(p).name;
                    *name == a.name || *name == b.name
                });
                let overlap = |x: &[ClassId], y: &[ClassId]| {
                    x.is_empty()
                        || y.is_empty()
                        || x.iter().any(|&c| ontology.admits(y, c))
                        || y.iter().any(|&c| ontology.admits(x, c))
                };
                if !related && overlap(&a.domain, &b.domain) && overlap(&a.range, &b.range) {
                    lines.push(format!("{term} {word:?} is shared by {} and {}, whose types overlap", a.name, b.name));
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "@prefix : <https://w3id.org/tupu/ns#> . @prefix lex: <https://w3id.org/tupu/lex#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :A a owl:Class . :B a owl:Class ; rdfs:subClassOf :A . :C a owl:Class .\n";

    fn lines(turtle: &str) -> Vec<String> {
        let files = [("my.ttl".to_owned(), format!("{HEAD}{turtle}"))];
        advice(&Ontology::parse(&files).unwrap())
    }

    #[test]
    fn words_without_types_and_poor_examples_are_told() {
        let lines = lines(":p a owl:ObjectProperty ; rdfs:range :A ; lex:verb \"把…和…\" ; lex:example \"[甲]乙\" .");
        for wanted in [
            "no rdfs:domain",
            "no Chinese rdfs:label",
            "1 lex:example",
            "0 lex:counterExample",
            "more than one …",
            "does not mark",
        ] {
            assert!(lines.iter().any(|l| l.starts_with("my.ttl: p: ") && l.contains(wanted)), "{wanted}: {lines:?}");
        }
    }

    #[test]
    fn words_that_are_lent_or_no_relation_need_no_examples() {
        let found = lines(
            ":p a owl:ObjectProperty ; rdfs:subPropertyOf :q ; rdfs:domain :A ; rdfs:range :C ; lex:verb \"办在\" .
            :q a owl:ObjectProperty ; rdfs:label \"办\"@zh . :name a owl:DatatypeProperty ; rdfs:domain :A ; lex:noun \"王\" .",
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn shared_words_matter_only_where_types_overlap() {
        let p = |name: &str, class: &str| {
            format!(":{name} a owl:ObjectProperty ; rdfs:domain :{class} ; rdfs:range :A ; lex:verb \"办\" .\n")
        };
        let shared =
            |a: &str, b: &str| lines(&(p("p", a) + &p("q", b))).iter().any(|l| l.contains("shared by p and q"));
        assert!(shared("A", "B"));
        assert!(!shared("A", "C"));
    }
}

//! The SHACL file is Turtle, and speaks of classes and properties that exist.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use tupu::ontology::{NS, Ontology};

#[test]
fn shapes_speak_of_what_the_ontology_has() {
    let text = include_str!("../ontology/shapes.ttl");
    let vocabulary = include_str!("../ontology/news.ttl");
    let ontology = Ontology::embedded().unwrap();
    let known = |name: &str| {
        let individual = || ontology.individuals.iter().any(|i| i.name == name);
        let declared = || vocabulary.contains(&format!("\n:{name} a "));
        ontology.class(name).is_some() || ontology.property(name).is_some() || individual() || declared()
    };
    let mut checked = 0;
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        let Term::NamedNode(object) = quad.expect("Turtle").object else { continue };
        if let Some(name) = object.as_str().strip_prefix(NS) {
            assert!(known(name), "{name} is not in the ontology");
            checked += 1;
        }
    }
    assert!(checked > 15, "{checked} terms were checked");
}

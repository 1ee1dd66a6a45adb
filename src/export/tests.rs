use oxigraph::io::RdfParser;

use super::{Format, Tables, write};
use crate::assemble::Graph;
use crate::relate::Confidence;
use crate::sketch::{graph_of, ontology, press};
use crate::store::{Reification, Style};

fn graph() -> Graph {
    let ontology = ontology();
    graph_of(press(ontology), ontology)
}

fn written(graph: &Graph, format: Format, style: Style) -> String {
    let mut out = Vec::new();
    write(graph, format, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_format_of_rdf_holds_the_same_triples() {
    let graph = graph();
    let triples = |format: Format| {
        let text = written(&graph, format, Style::default());
        let rdf = format.rdf().unwrap();
        let mut lines: Vec<String> = RdfParser::from_format(rdf)
            .for_slice(text.as_bytes())
            .map(|quad| {
                let quad = quad.unwrap();
                format!("{} {} {}", quad.subject, quad.predicate, quad.object)
            })
            .collect();
        lines.sort();
        lines.dedup();
        lines
    };
    let wanted = triples(Format::NTriples);
    assert!(wanted.len() > 200);
    for format in Format::ALL.into_iter().filter(|f| f.rdf().is_some()) {
        assert_eq!(triples(format), wanted, "{}", format.name());
    }
}

#[test]
fn turtle_reads_well() {
    let text = written(&graph(), Format::Turtle, Style { facts_only: true, ..Style::default() });
    assert!(text.contains("place:桥头镇 a :AdministrativeArea , :Place ;"), "{text}");
    assert!(text.contains(":locatedIn place:永嘉县"), "{text}");
    assert!(!text.contains("oa:hasTarget") && !text.contains(":acquires organization:"), "{text}");
    let text = written(&graph(), Format::Turtle, Style { reification: Reification::Rdf12, ..Style::default() });
    assert!(text.contains("rdf:reifies <<( place:桥头镇 :locatedIn place:永嘉县 )>>"), "{text}");
}

#[test]
fn tables_come_back_as_they_went() {
    let folder = tempfile::tempdir().unwrap();
    let tables = Tables::of(&graph());
    assert_eq!((tables.posts.len(), tables.observations.len(), tables.quotations.len()), (1, 3, 1));
    assert!(tables.relations.iter().any(|r| r.status == "Denied"));
    tables.write(folder.path()).unwrap();
    assert_eq!(Tables::read(folder.path()).unwrap(), tables);
}

#[test]
fn graphml_and_jsonl_are_well_formed() {
    let graph = graph();
    let xml = written(&graph, Format::Graphml, Style::default());
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut edges = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(e) if e.name().as_ref() == "edge" => edges += 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(edges, graph.fact_count() + 1, "facts, and one post");
    let lines = written(&graph, Format::Jsonl, Style::default());
    let claims: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(claims.len(), graph.claims.len());
    assert!(claims.iter().any(|c| c["statement"]["property"] == "acquires" && c["status"] == "Denied"));
}

#[test]
fn a_part_of_the_graph_stands_by_itself() {
    let graph = graph();
    let links = graph.links();
    let part = graph.select(&links.around(&graph.find("浙江省纽扣协会"), 1));
    assert_eq!(part.find("中国纽扣博览会").len(), 1);
    assert!(part.find("周明华").is_empty());
    assert_eq!((part.articles.len(), part.fact_count()), (1, 1));
    assert!(part.claims.iter().all(|c| c.article == 0));
    let all: Vec<_> = graph.facts.node_indices().collect();
    assert_eq!(graph.select(&all), graph);
}

#[test]
fn what_is_less_sure_can_be_left_out() {
    let mut graph = graph();
    let fact = graph.facts.edge_weights().next().unwrap().claims[0];
    graph.claims[fact].confidence = Confidence::FULL;
    graph.settle();
    assert_eq!(graph.at_least(Confidence::default()), graph);
    let sure: Vec<_> = graph.claims.iter().map(|claim| claim.confidence).collect();
    let least = *sure.iter().max().unwrap();
    let part = graph.at_least(least);
    assert_eq!(part.claims.len(), sure.iter().filter(|s| **s == least).count());
    assert!(part.claims.len() < graph.claims.len() && part.fact_count() < graph.fact_count());
    assert_eq!(part.articles, graph.articles, "texts and entities stay");
    graph.claims.iter_mut().for_each(|claim| claim.confidence = Confidence::default());
    let none = graph.at_least(Confidence::FULL);
    assert_eq!((none.posts.len(), none.observations.len(), none.quotations.len(), none.fact_count()), (0, 0, 0, 0));
}

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use proptest::prelude::*;

use super::order::Order;
use super::{FORMAT, Folder, Manifest, Style, emit, read, rebuild, write};
use crate::assemble::{Graph, Link, Setting, assemble};
use crate::extract::Extract;
use crate::ontology::Ontology;
use crate::open::{Phrase, Relation};
use crate::resolve::{Decisions, Merge};
use crate::sketch::{Sketch, graph_of, ontology, plain_resolution, press};
use crate::span::Span;

fn snapshot(graph: &Graph) -> (Vec<u8>, Vec<Quad>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.nq.zst");
    let summary = write(graph, &path).unwrap();
    let quads: Vec<Quad> = read(&path).unwrap().collect::<crate::Result<_>>().unwrap();
    assert_eq!(summary.quads, quads.len());
    (std::fs::read(&path).unwrap(), quads)
}

#[test]
fn the_shape_is_that_of_the_design() {
    let ontology = ontology();
    let graph = graph_of(press(ontology), ontology);
    let (_, quads) = snapshot(&graph);
    let lines: Vec<String> = quads.iter().map(|q| format!("{} {} {}", q.subject, q.predicate, q.object)).collect();
    let id = |rest: &str| format!("<https://w3id.org/tupu/id/{rest}>");
    let ns = |rest: &str| format!("<https://w3id.org/tupu/ns#{rest}>");
    let rdf_type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
    for wanted in [
        format!("{} {rdf_type} {}", id("place/桥头镇"), ns("AdministrativeArea")),
        format!("{} {rdf_type} {}", id("place/桥头镇"), ns("Place")),
        format!("{} {} {}", id("place/桥头镇"), ns("locatedIn"), id("place/永嘉县")),
        format!("{} {} {}", id("org/永嘉新光纽扣有限公司"), ns("establishedOn"), id("date/1998")),
        format!("{} <http://www.w3.org/2000/01/rdf-schema#label> \"1998\"", id("date/1998")),
    ] {
        assert!(lines.contains(&wanted), "{wanted}");
    }
    let bought = format!("{} {}", id("org/永嘉新光纽扣有限公司"), ns("acquires"));
    assert!(!lines.iter().any(|line| line.starts_with(&bought)), "what is denied is no fact");
    let two =
        quads.iter().filter(|q| q.to_string().starts_with(&format!("{} {} ", id("place/桥头镇"), ns("locatedIn"))));
    assert_eq!(two.count(), 2, "a fact stands in the graph of each article that states it");
}

#[test]
fn no_blank_nodes_and_every_node_has_a_label() {
    let ontology = ontology();
    let (_, quads) = snapshot(&graph_of(press(ontology), ontology));
    let mut labelled: BTreeMap<String, bool> = BTreeMap::new();
    for quad in &quads {
        assert!(matches!(quad.subject, NamedOrBlankNode::NamedNode(_)));
        let is_label = quad.predicate.as_str().ends_with("rdf-schema#label");
        *labelled.entry(quad.subject.to_string()).or_default() |= is_label;
        if let Term::NamedNode(object) = &quad.object
            && object.as_str().contains("/tupu/id/")
        {
            labelled.entry(object.to_string()).or_default();
        }
    }
    let bare: Vec<_> = labelled.iter().filter(|(_, has)| !**has).map(|(iri, _)| iri).collect();
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn a_removed_article_takes_its_facts_along() {
    let ontology = ontology();
    let mut articles = press(ontology);
    let all = graph_of(articles.clone(), ontology);
    let gone = articles.remove(0);
    let left = graph_of(articles, ontology);
    let fact = |g: &Graph, s: &str, o: &str| {
        let (s, o) = (g.find(s), g.find(o));
        matches!((s.first(), o.first()), (Some(&s), Some(&o)) if g.facts.contains_edge(s, o))
    };
    assert!(fact(&all, "永嘉新光纽扣有限公司", "东南亚") && !fact(&left, "永嘉新光纽扣有限公司", "东南亚"));
    assert!(fact(&all, "桥头镇", "永嘉县") && fact(&left, "桥头镇", "永嘉县"), "the other article states it too");
    assert!(left.articles.iter().all(|a| a.id != gone.document.id.0));
}

#[test]
fn graphs_built_apart_merge_by_union() {
    let ontology = ontology();
    let articles = press(ontology);
    let mut apart: Vec<String> = Vec::new();
    for article in &articles {
        let (_, quads) = snapshot(&graph_of(vec![article.clone()], ontology));
        apart.extend(quads.iter().map(Quad::to_string));
    }
    apart.sort();
    apart.dedup();
    let (_, together) = snapshot(&graph_of(articles, ontology));
    assert_eq!(apart, together.iter().map(Quad::to_string).collect::<Vec<_>>());
}

#[test]
fn rdf_12_writes_the_same_claims_as_triple_terms() {
    let ontology = ontology();
    let graph = graph_of(press(ontology), ontology);
    let style = Style { reification: super::Reification::Rdf12, ..Style::default() };
    let mut terms = 0;
    emit(&graph, style, |quad| {
        terms += usize::from(matches!(quad.object, oxigraph::model::TermRef::Triple(_)));
        Ok::<_, std::convert::Infallible>(())
    })
    .unwrap();
    assert_eq!(terms, graph.claims.len());
}

#[test]
fn measures_of_the_graph() {
    let ontology = ontology();
    let graph = graph_of(press(ontology), ontology);
    let links = graph.links();
    let find = |name: &str| graph.find(name)[0];
    let firm = find("永嘉新光纽扣有限公司");
    let chain = links.path(find("周明华"), find("永嘉县")).unwrap();
    assert_eq!(chain.len(), 3, "person, firm, town, county");
    assert!(chain.iter().all(|&(link, _)| !graph.claims_of(link).is_empty()));
    assert!(chain.iter().any(|&(link, _)| matches!(link, Link::Fact(_))));
    assert_eq!(links.path(firm, firm), Some(vec![]));
    assert_eq!(links.path(firm, find("新华社")), None);
    let ranks = links.page_rank();
    assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let first = graph.facts.node_indices().max_by(|a, b| ranks[a.index()].total_cmp(&ranks[b.index()])).unwrap();
    assert_eq!(first, firm);
    assert_eq!(links.components()[0].len(), 8, "a date joins nothing, nor does what is denied");
    assert!(links.around(&[find("周明华")], 1).contains(&firm));
}

fn any_extract() -> impl Strategy<Value = Vec<(u8, u8, u8, u8)>> {
    proptest::collection::vec((0_u8..5, 0_u8..6, 0_u8..6, 0_u8..4), 0..8)
}

/// Some names go on where others end.
const TOWNS: [&str; 6] = ["东镇", "东镇2", "西县", "西县-甲", "中州", "上村"];

/// An article of random facts and figures between six towns.
fn article(ontology: &Ontology, number: usize, claims: &[(u8, u8, u8, u8)]) -> Extract {
    let title = format!("第{number}篇");
    let mut sketch = Sketch::new(
        ontology,
        &title,
        ["新华社", ""][number % 2],
        "2025-01-02",
        "东镇东镇2西县西县-甲中州上村，“说了😀\"话\"。”",
    );
    for &(sort, s, o, n) in claims {
        let subject = format!("AdministrativeArea:{}", TOWNS[s as usize]);
        let object = format!("AdministrativeArea:{}", TOWNS[o as usize]);
        sketch = match sort {
            0 => sketch.fact(&subject, "locatedIn", &object, "东镇东镇2西县"),
            1 => sketch.relation(crate::relate::Status::Planned, &subject, "locatedIn", &object, "西县-甲中州"),
            2 => sketch.figure(&subject, "outputValue", &format!("{n}.5{o}"), "元", "2024", "西县西县-甲"),
            3 => sketch.quote(&subject, "说了😀\"话\"。"),
            _ => sketch.post("上村", &format!("Company:{}", TOWNS[o as usize]), "中州", "中州上村"),
        };
    }
    sketch.done()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_snapshot_depends_on_content_alone(
        claims in proptest::collection::vec(any_extract(), 1..6),
        seed in any::<u64>(),
        threads in 1_usize..4,
    ) {
        let ontology = ontology();
        let articles: Vec<Extract> = claims.iter().enumerate().map(|(n, c)| article(ontology, n, c)).collect();
        let (bytes, quads) = snapshot(&graph_of(articles.clone(), ontology));
        let mut shuffled = articles;
        let len = shuffled.len();
        (0..len).for_each(|i| shuffled.swap(i, (seed.rotate_left(i as u32) as usize) % len));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (again, _) = pool.install(|| snapshot(&graph_of(shuffled, ontology)));
        prop_assert_eq!(bytes, again);
        let mut lines: Vec<String> = quads.iter().map(Quad::to_string).collect();
        lines.dedup();
        prop_assert_eq!(lines.len(), quads.len());
        prop_assert!(quads.iter().all(|q| q.graph_name == GraphName::DefaultGraph || q.graph_name.to_string().contains("/doc/")));
    }

    #[test]
    fn the_order_holds_every_quad_once(
        claims in proptest::collection::vec(any_extract(), 1..6),
        size in 1_usize..60,
        base in "https://(w3id.org/tupu/id|example.org|w3id.org/tupu/ns|a.example)/",
    ) {
        let ontology = ontology();
        let articles: Vec<Extract> = claims.iter().enumerate().map(|(n, c)| article(ontology, n, c)).collect();
        let resolution = plain_resolution(&articles, ontology);
        let graph = assemble(articles, resolution, Setting { ontology, decisions: &Decisions::default(), base: &base });
        let mut wanted = Vec::new();
        let Ok(()) = emit(&graph, Style::default(), |quad| {
            wanted.push(format!("{quad} .\n"));
            Ok::<_, std::convert::Infallible>(())
        });
        wanted.sort();
        wanted.dedup();
        let order = Order::of(&graph);
        let frames: Vec<_> = order.frames(size).into_iter().map(|frame| order.lines(frame)).collect();
        prop_assert_eq!(frames.iter().map(|frame| frame.count).sum::<usize>(), wanted.len());
        let bytes = frames.into_iter().flat_map(|frame| frame.bytes).collect::<Vec<u8>>();
        prop_assert_eq!(String::from_utf8(bytes).unwrap(), wanted.concat());
    }

    #[test]
    fn the_graph_comes_back_from_its_quads(claims in proptest::collection::vec(any_extract(), 1..5)) {
        let ontology = ontology();
        let articles: Vec<Extract> = claims.iter().enumerate().map(|(n, c)| article(ontology, n, c)).collect();
        let graph = graph_of(articles, ontology);
        let (_, quads) = snapshot(&graph);
        let back = rebuild(quads.into_iter().map(Ok)).unwrap();
        prop_assert_eq!(back, graph);
    }
}

#[test]
fn merges_aliases_and_homonyms_come_back_too() {
    let articles = press(ontology());
    let mut resolution = plain_resolution(&articles, ontology());
    let person = resolution.entities.iter_mut().find(|e| e.label == "周明华").unwrap();
    person.key = "永嘉新光纽扣有限公司".to_owned();
    person.aliases.insert("周总".to_owned());
    let (left, right, reason) = ("周明华".to_owned(), "周总".to_owned(), "short form".to_owned());
    person.merges.push(Merge { left, right, reason });
    let decisions = Decisions::default();
    let setting = Setting { ontology: ontology(), decisions: &decisions, base: "https://example.org/kg/" };
    let graph = assemble(articles, resolution, setting);
    let ix = graph.find("周总")[0];
    assert!(
        graph.node(ix).iri.starts_with("https://example.org/kg/person/周明华-") && graph.node(ix).merges.len() == 1
    );
    assert!(graph.articles.iter().any(|a| a.publisher.is_some() && a.date.is_some()));
    let (_, quads) = snapshot(&graph);
    assert_eq!(rebuild(quads.into_iter().map(Ok)).unwrap(), graph);
}

#[test]
fn open_claims_stand_in_graphs_of_their_own() {
    let mut articles = press(ontology());
    let plain = graph_of(articles.clone(), ontology());
    let text = articles[0].document.text.clone();
    let phrase = |words: &str| {
        let at = text.find(words).unwrap();
        Phrase(vec![Span::new(at, at + words.len())])
    };
    let (subject, verb, object) = (phrase("桥头镇"), phrase("的"), phrase("东南亚"));
    articles[0].open.push(Relation { subject, core: verb.clone(), verb, object });
    let graph = graph_of(articles, ontology());
    assert_eq!((graph.open.len(), graph.claims.len()), (1, plain.claims.len()));
    assert!(graph.open[0].subject.node.is_some() && graph.open[0].object.node.is_some());
    let (_, quads) = snapshot(&graph);
    let apart = |quad: &&Quad| quad.graph_name.to_string().contains("/id/open/");
    let (open, facts): (Vec<&Quad>, Vec<&Quad>) = quads.iter().partition(apart);
    assert!(open.iter().all(|q| q.to_string().contains(&graph.open[0].id)));
    assert_eq!(facts.len(), snapshot(&plain).1.len() + 4, "the class is described, and nothing else is added");
    assert_eq!(rebuild(quads.into_iter().map(Ok)).unwrap(), graph);
}

#[test]
fn a_rejected_claim_is_left_out() {
    let articles = press(ontology());
    let resolution = plain_resolution(&articles, ontology());
    let graph = graph_of(articles.clone(), ontology());
    let wrong = graph.claims.iter().find(|c| c.trigger == "由浙江省纽扣协会主办").unwrap();
    let rows = format!("action,left,right,note\nreject,{},,\n", wrong.id);
    let decisions = Decisions::parse(&rows, "decisions.csv").unwrap();
    let setting = Setting { ontology: ontology(), decisions: &decisions, base: &graph.base };
    let mended = assemble(articles, resolution, setting);
    assert_eq!((mended.claims.len() + 1, mended.fact_count() + 1), (graph.claims.len(), graph.fact_count()));
}

#[test]
fn a_graph_is_taken_over_whole() {
    let place = tempfile::tempdir().unwrap();
    let (folder, json) = (Folder::at(place.path()), |folder: &Folder| folder.path().join("build.json"));
    let told = |name: &str| Manifest { format: FORMAT, graph: name.to_owned(), ..Manifest::default() };
    let make = |folder: &Folder, name: &str| {
        std::fs::create_dir_all(folder.path()).unwrap();
        std::fs::write(folder.snapshot(), name).unwrap();
        folder.write_manifest(&told(name)).unwrap();
    };
    let holds = |name: &str| {
        let snapshot = std::fs::read_to_string(folder.snapshot()).unwrap();
        assert_eq!((snapshot.as_str(), folder.manifest().unwrap().graph.as_str()), (name, name));
    };
    make(&folder, "old");
    // Killed before the end: the old graph stands, and the next build clears what is left.
    make(&folder.next(), "half");
    holds("old");
    drop(folder.lock().unwrap());
    assert!(!folder.next().path().exists());
    holds("old");
    make(&folder.next(), "new");
    folder.take_over().unwrap();
    holds("new");
    // Killed between the two steps: the new graph stands before and after it is cleared.
    make(&folder.next(), "newer");
    std::fs::rename(folder.next().snapshot(), folder.snapshot()).unwrap();
    holds("newer");
    drop(folder.lock().unwrap());
    assert!(!json(&folder.next()).exists());
    holds("newer");
}

#[test]
fn one_build_at_a_time() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let lock = folder.lock().unwrap();
    assert!(folder.lock().unwrap_err().to_string().contains("another build of this graph is at work"));
    drop(lock);
    folder.lock().unwrap();
}

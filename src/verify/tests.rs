use super::verify;
use crate::assemble::Graph;
use crate::sketch::{graph_of, ontology, press};
use crate::store::{FORMAT, Folder, Manifest, write};

/// Writes a graph as a build does, after `spoil` had its way with it.
fn faults(spoil: impl FnOnce(&mut Graph, &mut Manifest)) -> Vec<String> {
    let ontology = ontology();
    let mut graph = graph_of(press(ontology), ontology);
    let counts = [("documents", graph.articles.len()), ("claims", graph.claims.len()), ("facts", graph.fact_count())];
    let counts = counts.map(|(name, n)| (name.to_owned(), n)).into();
    let base = graph.base.clone();
    let mut manifest = Manifest { format: FORMAT, base, counts, ..Manifest::default() };
    spoil(&mut graph, &mut manifest);
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    let summary = write(&graph, &folder.snapshot()).unwrap();
    manifest.counts.insert("quads".to_owned(), summary.quads);
    manifest.graph.push_str(&summary.hash);
    folder.write_manifest(&manifest).unwrap();
    verify(&folder).unwrap().faults
}

#[test]
fn a_sound_graph_has_no_faults() {
    assert_eq!(faults(|_, _| {}), Vec::<String>::new());
}

#[test]
fn each_fault_is_found() {
    let found = |fault: &str, spoil: fn(&mut Graph, &mut Manifest)| {
        let faults = faults(spoil);
        assert!(faults.iter().any(|f| f.contains(fault)), "{fault}: {faults:?}");
    };
    found("the quote is", |graph, _| graph.claims[0].quote.push('多'));
    found("the text has nothing", |graph, _| graph.claims[3].end += 9000);
    found("build.json counts 4 documents", |_, manifest| *manifest.counts.get_mut("documents").unwrap() += 1);
    found("not the one that build.json", |_, manifest| manifest.graph.push('0'));
    found("is no quad", |graph, _| {
        let ix = graph.find("东南亚")[0];
        graph.facts[ix].iri.push_str("> <");
    });
}

/// What is found in a snapshot whose lines `spoil` has changed, and which `build.json` describes as it is.
fn faults_of_lines(spoil: impl FnOnce(&mut Vec<String>)) -> Vec<String> {
    let ontology = ontology();
    let graph = graph_of(press(ontology), ontology);
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path());
    write(&graph, &folder.snapshot()).unwrap();
    let text = zstd::decode_all(std::fs::File::open(folder.snapshot()).unwrap()).unwrap();
    let mut lines: Vec<String> = String::from_utf8(text).unwrap().lines().map(str::to_owned).collect();
    spoil(&mut lines);
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(folder.snapshot(), zstd::encode_all(text.as_bytes(), 1).unwrap()).unwrap();
    let counts =
        [("quads", lines.len()), ("documents", 3), ("claims", graph.claims.len()), ("facts", graph.fact_count())];
    let manifest = Manifest {
        format: FORMAT,
        base: graph.base.clone(),
        counts: counts.map(|(name, n)| (name.to_owned(), n)).into(),
        graph: blake3::hash(text.as_bytes()).to_hex().to_string(),
        ..Manifest::default()
    };
    folder.write_manifest(&manifest).unwrap();
    verify(&folder).unwrap().faults
}

#[test]
fn each_fault_of_a_line_is_told_with_the_line() {
    let found = |wanted: &[&str], spoil: fn(&mut Vec<String>)| {
        let faults = faults_of_lines(spoil);
        let told = |fault: &String| wanted.iter().all(|part| fault.contains(part));
        assert!(faults.iter().any(told), "{wanted:?}: {faults:?}");
        assert!(faults.len() < 4, "one fault makes no flood: {faults:?}");
    };
    assert_eq!(faults_of_lines(|_| {}), Vec::<String>::new());
    found(&["is not sorted", "line 2 of"], |lines| lines.swap(0, 1));
    found(&["is not sorted", "line 2 of"], |lines| lines.insert(0, lines[0].clone()));
    found(&["is no quad", "line 5 of the snapshot: <a"], |lines| lines[4] = "<a b> <c> .".to_owned());
    found(&["/place/桥头镇> has no label"], |lines| {
        lines.retain(|line| !(line.contains("/place/桥头镇> <http://www.w3.org/2000/01/rdf-schema#label>")));
    });
    found(&["named, but not described", "/place/永嘉县> <"], |lines| {
        lines.retain(|line| !line.starts_with("<https://w3id.org/tupu/id/place/永嘉县>"));
    });
    found(&["has no quote or no position"], |lines| lines.retain(|line| !line.contains("exact> \"产值超60亿元\"")));
    found(&["a fact without an affirmed claim", "ns#exportsTo> <https://w3id.org/tupu/id/place/东南亚>"], |lines| {
        let stated = "rdf-syntax-ns#object> <https://w3id.org/tupu/id/place/东南亚>";
        let claim = lines.iter().find(|line| line.contains(stated)).unwrap().split(' ').next().unwrap().to_owned();
        let status = lines.iter_mut().find(|line| line.starts_with(&claim) && line.contains("#Affirmed>")).unwrap();
        *status = status.replace("#Affirmed>", "#Planned>");
        lines.sort();
    });
    found(&["is affirmed, but what it states is no fact"], |lines| {
        lines.retain(|line| !line.contains("ns#exportsTo> <https://w3id.org/tupu/id/place/东南亚>"));
    });
    found(&["claim/", "lacks its subject, predicate or object"], |lines| {
        let at = lines.iter().position(|line| line.contains("rdf-syntax-ns#predicate>")).unwrap();
        lines.remove(at);
    });
}

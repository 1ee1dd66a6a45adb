//! `tupu validate`: a sound graph fits, a broken one is told by node, claim and words, and pySHACL finds the same.
#![cfg(feature = "shacl")]

#[expect(dead_code, reason = "other tests use the rest")]
mod common;

use std::process::Command;

use common::Place;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};

const NS: &str = "https://w3id.org/tupu/ns#";

/// One line of N-Triples taken out and others put in, found by what it says.
fn break_graph(triples: &str) -> String {
    let mut lines: Vec<String> = triples.lines().map(str::to_owned).collect();
    let find = |lines: &[String], parts: &[&str]| {
        let found = lines.iter().position(|l| parts.iter().all(|p| l.contains(p)));
        found.unwrap_or_else(|| panic!("no line has {parts:?}"))
    };
    let subject = |line: &str| line.split(' ').next().unwrap().to_owned();
    // 1, 2: a claim without a status, one with two.
    let at = find(&lines, &["/claim/", "ns#status>"]);
    lines.remove(at);
    let at = find(&lines, &["/claim/", "ns#status>"]);
    let claim = subject(&lines[at]);
    lines.push(format!("{claim} <{NS}status> <{NS}Denied> ."));
    // 3: a share above one.
    let at = find(&lines, &["/claim/", "ns#confidence>"]);
    lines[at] =
        format!("{} <{NS}confidence> \"1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal> .", subject(&lines[at]));
    // 4: evidence that leads to no quote.
    let at = find(&lines, &["/target/", "oa#hasSelector>"]);
    lines.remove(at);
    // 5: a quote of nothing.
    let at = find(&lines, &["/quote/", "oa#exact>"]);
    lines[at] = format!("{} <http://www.w3.org/ns/oa#exact> \"\" .", subject(&lines[at]));
    // 6: a place that ends before it begins.
    let at = find(&lines, &["/position/", "oa#start>"]);
    lines[at] = format!(
        "{} <http://www.w3.org/ns/oa#start> \"99999\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
        subject(&lines[at])
    );
    // 7: a post without a role.
    let at = find(&lines, &["/post/", "org#role>"]);
    lines.remove(at);
    // 8, 9: a figure without a value, one with a bound that is none.
    let at = find(&lines, &["/observation/", "schema.org/value>"]);
    lines.remove(at);
    let at = find(&lines, &["/observation/", "ns#bound>"]);
    lines[at] = format!("{} <{NS}bound> <{NS}Affirmed> .", subject(&lines[at]));
    // 10: an entity of two labels.
    let at = find(&lines, &["/place/", "rdf-schema#label>"]);
    let place = subject(&lines[at]);
    lines.push(format!("{place} <http://www.w3.org/2000/01/rdf-schema#label> \"另一个名称\"@zh ."));
    // 11: a person who is a place's place.
    let at = find(&lines, &["/person/", "22-rdf-syntax-ns#type>"]);
    lines.push(format!("{place} <{NS}locatedIn> {} .", subject(&lines[at])));
    lines.join("\n") + "\n"
}

/// Node and constraint of every result of a validation report, sorted.
fn results(report: &str) -> Vec<(String, String)> {
    let quads: Vec<_> = RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(report.as_bytes())
        .collect::<Result<_, _>>()
        .unwrap_or_else(|e| panic!("{e}: {report}"));
    let of = |node: &NamedOrBlankNode, term: &str| -> Option<Term> {
        let says = |q: &&oxigraph::model::Quad| q.subject == *node && q.predicate.as_str().ends_with(term);
        quads.iter().find(says).map(|q| q.object.clone())
    };
    let mut found: Vec<(String, String)> = quads
        .iter()
        .filter_map(|q| {
            let component = of(&q.subject, "#sourceConstraintComponent")?;
            q.predicate.as_str().ends_with("#focusNode").then(|| (q.object.to_string(), component.to_string()))
        })
        .collect();
    found.sort();
    found
}

/// The articles of all tests, and one with figures.
fn place_with_graph() -> Place {
    let place = Place::new();
    place.articles();
    place.write(
        "news/d.txt",
        "海溪县的箱包\n\n海溪县现有箱包企业320家。2024年，海溪县工业总产值达58亿元。\n\n据《海溪日报》\n",
    );
    let run = place.tupu(&["build", "news", "-o", "kg"]);
    assert_eq!(run.code, 0, "{run:?}");
    place
}

fn place_with_broken_graph() -> Place {
    let place = place_with_graph();
    let sound = place.tupu(&["export", "kg", "--format", "ntriples"]);
    place.write("sound.nt", &sound.out);
    place.write("broken.nt", break_graph(&sound.out));
    place
}

#[test]
fn a_sound_graph_fits() {
    let place = place_with_graph();
    let run = place.tupu(&["validate", "kg", "--lang", "zh"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    assert!(run.err.contains("全部符合"), "{run:?}");
}

#[test]
fn a_broken_graph_is_told_in_sentences() {
    let place = place_with_broken_graph();
    let zh = place.tupu(&["validate", "broken.nt", "--lang", "zh"]);
    assert_eq!(zh.code, 2, "{zh:?}");
    for said in [
        "缺少状态",
        "的状态多于1个",
        "的可信度“1.5”大于1.0",
        "缺少引文",
        "缺少职务",
        "缺少数值",
        "的名称多于1个",
        "是“位于”的宾语，却不是",
    ] {
        assert!(zh.out.contains(said), "{said}: {}", zh.out);
    }
    assert!(zh.out.contains("    claim:"), "{}", zh.out);
    let en = place.tupu(&["validate", "broken.nt", "--lang", "en"]);
    for said in ["has no status", "has more than 1 status", "which is none of", "has no role"] {
        assert!(en.out.contains(said), "{said}: {}", en.out);
    }
}

#[test]
fn own_shapes_take_the_place_of_the_built_in_ones() {
    let place = place_with_graph();
    place.write(
        "mine.ttl",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://w3id.org/tupu/ns#> .
         :Dated sh:targetClass :Claim ; sh:property [ sh:path :seenOn ; sh:minCount 1 ; sh:message \"没有日期\"@zh ] .",
    );
    let run = place.tupu(&["validate", "kg", "--shapes", "mine.ttl", "--lang", "zh"]);
    assert_eq!(run.code, 2);
    assert!(run.out.lines().filter(|l| l.ends_with("没有日期")).count() > 3, "{}", run.out);
    place.write("none.ttl", "<a> <b> <c> .");
    assert_eq!(place.tupu(&["validate", "kg", "--shapes", "none.ttl"]).code, 1);
    place.write(
        "query.ttl",
        "<a> <http://www.w3.org/ns/shacl#targetNode> <b> ; <http://www.w3.org/ns/shacl#sparql> [] .",
    );
    let refused = place.tupu(&["validate", "kg", "--shapes", "query.ttl"]);
    assert!(refused.code == 1 && refused.err.contains("SPARQL"), "{refused:?}");
}

#[test]
fn another_validator_finds_the_same() {
    let python = std::env::var("PYSHACL").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import pyshacl"]).output().is_ok_and(|o| o.status.success());
    if !there {
        assert!(std::env::var_os("PYSHACL").is_none(), "{python} has no pyshacl");
        return;
    }
    let place = place_with_broken_graph();
    let shapes = place.tupu(&["ontology", "shapes"]);
    place.write("shapes.ttl", &shapes.out);
    for (file, sound) in [("sound.nt", true), ("broken.nt", false)] {
        let ours = place.tupu(&["validate", file, "--format", "turtle"]);
        assert_eq!(ours.code, if sound { 0 } else { 2 }, "{ours:?}");
        let theirs = Command::new(&python)
            .args(["-m", "pyshacl", "-df", "nt", "-f", "turtle", "-s"])
            .args([place.path("shapes.ttl"), place.path(file)])
            .output()
            .unwrap();
        assert_eq!(theirs.status.code(), Some(if sound { 0 } else { 1 }), "{theirs:?}");
        let (ours, theirs) = (results(&ours.out), results(&String::from_utf8_lossy(&theirs.stdout)));
        assert_eq!(ours, theirs, "{file}");
        assert_eq!(ours.is_empty(), sound, "{file}");
        assert!(sound || ours.len() >= 10, "{ours:?}");
    }
}

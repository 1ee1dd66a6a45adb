//! The commands, as a user runs them.

mod common;

use common::{Place, snapshot};

#[test]
fn build_prints_a_summary_and_a_sound_graph() {
    let place = Place::new();
    place.articles();
    let run = place.tupu(&["build", "news", "-o", "kg"]);
    assert_eq!(run.code, 0, "{run:?}");
    for word in ["documents     3", "entities", "facts", "claims", "left out      0", "0 faults"] {
        assert!(run.out.contains(word), "{word}: {run:?}");
    }
    assert_eq!(place.tupu(&["verify", "kg"]).code, 0);
    let quiet = place.tupu(&["build", "news", "-o", "kg", "--quiet"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn the_snapshot_does_not_depend_on_how_it_is_built() {
    let place = Place::with_graph();
    let wanted = snapshot(&place.path("kg"));
    let same = |folder: &str, how: &str| assert!(snapshot(&place.path(folder)) == wanted, "{how}");

    let full = ["build", "news/c.txt", "news/a.txt", "news/b.txt", "-o", "order", "--threads", "1"];
    assert_eq!(place.tupu(&full).code, 0);
    same("order", "files in another order, on one thread");

    assert_eq!(place.tupu(&["build", "news/b.txt", "-o", "grown", "--threads", "3"]).code, 0);
    let run = place.tupu(&["build", "news", "-o", "grown"]);
    assert!(run.out.contains("(1 known before)"), "{run:?}");
    same("grown", "an article first, the others later");

    place.write("more/d.txt", "无锡来客\n\n无锡市代表团访问永嘉县。永嘉县县长王海涛会见代表团。\n");
    assert_eq!(place.tupu(&["build", "news", "more", "-o", "shrunk"]).code, 0);
    assert!(snapshot(&place.path("shrunk")) != wanted);
    assert_eq!(place.tupu(&["build", "news", "-o", "shrunk"]).code, 0);
    same("shrunk", "an article taken out again");
    let left = std::fs::read_dir(place.path("shrunk/extracts")).unwrap().count();
    assert_eq!(left, 3, "what no article needs is removed from the cache");

    for entry in std::fs::read_dir(place.path("grown/extracts")).unwrap().take(2) {
        std::fs::write(entry.unwrap().path(), b"damaged").unwrap();
    }
    assert_eq!(place.tupu(&["build", "news", "-o", "grown"]).code, 0);
    same("grown", "with a damaged cache");
}

#[test]
fn extract_prints_rdf_json_or_the_coloured_text() {
    let place = Place::new();
    place.articles();
    let turtle = place.tupu(&["extract", "news/a.txt"]);
    assert!(turtle.out.contains("@prefix place:") && turtle.out.contains("a :Claim"), "{turtle:?}");
    let lines = place.tupu(&["extract", "news/a.txt", "--format", "jsonl"]);
    for line in lines.out.lines() {
        let claim: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(claim["quote"].is_string(), "{line}");
    }
    let show = place.tupu(&["extract", "news/a.txt", "--show", "--color", "always"]);
    assert!(show.out.contains("\u{1b}[") && show.out.contains("位于 永嘉县"), "{show:?}");
    let plain = place.tupu(&["extract", "news/a.txt", "--show", "--color", "never"]);
    assert!(!plain.out.contains('\u{1b}') && plain.out.contains("位于 永嘉县"), "{plain:?}");
    let fed = place.fed(&["extract", "-"], "新厂落成\n\n湖南星河机械有限公司坐落于长沙市。\n");
    assert!(fed.out.contains("湖南星河机械有限公司"), "{fed:?}");
}

#[test]
fn query_answers_in_every_format() {
    let place = Place::with_graph();
    let ask = |args: &[&str]| {
        let run = place.tupu(&[&["query", "kg"], args].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    assert!(ask(&["people"]).contains("林晓东"));
    assert_eq!(ask(&["people", "--set", "person=林晓东", "--format", "csv"]).lines().count(), 2);
    assert!(ask(&["people", "--format", "json"]).starts_with("{\"head\""));
    assert!(ask(&["people", "--format", "xml"]).starts_with("<?xml"));
    assert!(ask(&["people", "--format", "tsv"]).starts_with("?人物\t"));
    place.write("q.rq", "CONSTRUCT { ?s :near ?o } WHERE { ?s :locatedIn ?o }");
    assert!(ask(&["q.rq"]).contains(":near place:永嘉县"));
    let fed = place.fed(&["query", "kg", "-", "--set", "n=永嘉县"], "ASK { ?s rdfs:label ?l FILTER(STR(?l) = $n) }");
    assert_eq!(fed.out, "是 / yes\n");
    let few = place.tupu(&["query", "kg", "entities", "--limit", "1", "--format", "csv"]);
    assert_eq!(few.out.lines().count(), 2);
    few.says(0, &["only the first 1 rows"]);
    let list = place.tupu(&["query", "--list"]).out;
    assert!(list.contains("disagreements") && list.contains("--set subject="), "{list}");
}

#[test]
fn a_table_lines_up_chinese_text() {
    let place = Place::with_graph();
    let table = place.tupu(&["query", "kg", "people"]).out;
    let widths: Vec<usize> = table.lines().map(unicode_width::UnicodeWidthStr::width).collect();
    assert!(widths.len() > 4 && widths.windows(2).all(|w| w[0] == w[1]), "{table}");
}

#[test]
fn path_and_why_show_the_sentences() {
    let place = Place::with_graph();
    let path = place.tupu(&["path", "kg", "永嘉县", "陈国栋"]);
    assert_eq!(path.code, 0, "{path:?}");
    assert!(path.out.contains("收购") && path.out.contains("《两地携手》"), "{path:?}");
    place.tupu(&["path", "kg", "永嘉县", "新华社"]).says(2, &["nothing joins"]);
    place.tupu(&["path", "kg", "永嘉", "无此人"]).says(1, &["无此人"]);
    let why = place.tupu(&["why", "kg", "永嘉新光纽扣有限公司"]);
    assert!(why.out.contains("claim/") && why.out.contains("《永嘉纽扣卖全球》"), "{why:?}");
    let claim = why.out.split("claim/").nth(1).and_then(|c| c.get(..16)).unwrap();
    let one = place.tupu(&["why", "kg", claim]);
    assert!(one.code == 0 && one.out.matches("claim/").count() == 1, "{one:?}");

    place.write("kg/decisions.csv", format!("action,left,right,note\nreject,{claim},,misread\n"));
    assert_eq!(place.tupu(&["build", "news", "-o", "kg"]).code, 0);
    place.tupu(&["why", "kg", claim]).says(1, &[]);
}

#[test]
fn export_writes_files_tables_and_parts() {
    let place = Place::with_graph();
    for format in ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "jsonl"] {
        let run = place.tupu(&["export", "kg", "--format", format]);
        assert!(run.code == 0 && run.out.contains("永嘉县"), "{format}: {run:?}");
    }
    assert_eq!(place.tupu(&["export", "kg", "--format", "csv", "-o", "tables"]).code, 0);
    let rows = csv::Reader::from_path(place.path("tables/entities.csv")).unwrap().into_records().count();
    assert!(rows > 5);
    place.tupu(&["export", "kg", "--format", "csv"]).says(1, &["name a folder"]);
    let part = place.tupu(&["export", "kg", "--around", "陈国栋", "--facts-only"]);
    assert!(part.out.contains("person:陈国栋") && !part.out.contains("person:林晓东"), "{part:?}");
    let all = place.tupu(&["export", "kg", "--format", "jsonl"]);
    let sure = place.tupu(&["export", "kg", "--format", "jsonl", "--min-confidence", "0.8"]);
    assert!(sure.out.lines().count() < all.out.lines().count() && sure.code == 0);
    let told = |l: &str| serde_json::from_str::<serde_json::Value>(l).unwrap()["confidence"].as_f64().unwrap();
    assert!(all.out.lines().any(|l| told(l) < 0.8) && sure.out.lines().all(|l| told(l) >= 0.8));
    place.tupu(&["export", "kg", "--min-confidence", "80"]).says(1, &["between 0 and 1"]);
    assert_eq!(place.tupu(&["export", "kg", "-o", "g.ttl", "--rdf12"]).code, 0);
    assert!(std::fs::read_to_string(place.path("g.ttl")).unwrap().contains("rdf:reifies <<("));
}

#[test]
fn draw_writes_svg_and_dot() {
    let place = Place::with_graph();
    let svg = place.tupu(&["draw", "kg", "--title", "图谱样例"]);
    assert!(svg.out.starts_with("<svg") || svg.out.starts_with("<?xml"), "{svg:?}");
    assert!(svg.out.contains("陈国栋") && svg.out.contains("收购") && svg.out.contains("图谱样例"), "{svg:?}");
    let dot = place.tupu(&["draw", "kg", "--format", "dot", "--around", "林晓东"]);
    assert!(dot.out.starts_with("digraph") && !dot.out.contains("陈国栋"), "{dot:?}");
    assert_eq!(place.tupu(&["draw", "kg", "--kinds", "Person", "-o", "people.svg"]).code, 0);
    assert!(!std::fs::read_to_string(place.path("people.svg")).unwrap().contains("永嘉县"));
    place.tupu(&["draw", "kg", "--max-nodes", "2"]).says(0, &["entities were left out"]);
    place.tupu(&["draw", "kg", "--kinds", "Animal"]).says(1, &["Person"]);
}

#[test]
fn score_reads_the_text_beside_the_gold() {
    let place = Place::new();
    place.articles();
    let gold = r#"{"doc": "b", "title": "长沙签下新项目", "entities": [{"name": "陈国栋", "type": "Person"},
        {"name": "长沙市", "type": "Place"}, {"name": "北京", "type": "Place"}]}"#;
    place.write("news/b.json", gold);
    let run = place.tupu(&["score", "news/b.json"]);
    assert!(run.code == 0 && run.out.contains("b entities - 北京 (Place)"), "{run:?}");
    place.tupu(&["score", "news/b.json", "--floor", "entities=0.99"]).says(2, &["is below 0.99"]);
    assert_eq!(place.tupu(&["build", "news/b.txt", "-o", "kg"]).code, 0);
    assert_eq!(place.tupu(&["score", "news/b.json", "--graph", "kg"]).out, run.out);
    place.write("news/a.json", gold);
    assert_eq!(place.tupu(&["score", "news/a.json"]).code, 2, "no article of this title");
}

#[test]
fn score_measures_names_of_marked_texts() {
    let place = Place::new();
    let rows = |words: &[(&str, &str)]| -> String { words.iter().map(|(w, t)| format!("{w}\t{t}\n")).collect() };
    let sentence =
        [("记者", "O"), ("周立波", "B-PER"), ("从", "O"), ("浙江省", "B-LOC"), ("桐庐县", "I-LOC"), ("来", "O")];
    place.write("a.iob2", rows(&sentence));
    let marked = place.tupu(&["score", "--iob2", "a.iob2", "--errors"]);
    assert!(marked.code == 0 && marked.out.contains("LOC  P 100.0 R 100.0 F1 100.0  (1 of 1"), "{marked:?}");
    let apart = place.tupu(&["score", "--iob2", "a.iob2", "--errors", "--chains", "as-marked"]);
    assert!(apart.code == 0 && apart.out.contains("  - LOC 浙江省桐庐县"), "{apart:?}");
    assert!(marked.out.contains("PER  P 100.0 R 100.0 F1 100.0  (1 of 1 found, 1 marked)"), "{marked:?}");
    for (chains, found) in [("links", "(2 of 2 found, 2 marked)"), ("whole", "(1 of 1 found, 1 marked)")] {
        let run = place.tupu(&["score", "--iob2", "a.iob2", "--chains", chains]);
        assert!(run.out.lines().any(|l| l.starts_with("LOC  P 100.0") && l.ends_with(found)), "{chains}: {run:?}");
    }
    place.write("a.jsonl", r#"{"text": "记者周立波来", "spans": [{"start": 2, "end": 5, "label": "person"}]}"#);
    let alone = place.tupu(&["score", "--iob2", "a.jsonl", "--tagger-only"]);
    assert!(alone.out.contains("all  P 100.0 R 100.0"), "{alone:?}");
    place.write("b.iob2", rows(&sentence[..1]));
    place.tupu(&["score", "--iob2", "b.iob2"]).says(1, &["b.iob2: marks no name"]);
    place.write("w.bin", "no weights");
    place.tupu(&["score", "--iob2", "a.iob2", "--tagger-only", "--weights", "w.bin"]).says(1, &["damaged"]);
}

#[test]
fn train_names_the_data_that_is_missing() {
    let place = Place::new();
    place.tupu(&["train", "data", "-o", "w.bin"]).says(1, &["data/uner/dev.iob2"]);
    assert!(!place.path("w.bin").exists());
}

#[test]
fn what_tells_names_is_learnt_from_annotated_articles_and_the_same_every_time() {
    let place = Place::new();
    place.write("gold/a.md", "nothing annotated");
    place.tupu(&["train", "gold", "--names", "-o", "one.tsv"]).says(1, &["gold", "no annotated names"]);
    assert!(!place.path("one.tsv").exists());
    place.write("gold/a.txt", "鲸湾科技落户桐山\n\n鲸湾科技有限公司总经理邵文远说，新规划令人振奋。邵文远来自桐山。\n");
    place.write(
        "gold/a.json",
        r#"{"doc": "a", "title": "鲸湾科技落户桐山", "entities": [{"name": "邵文远", "type": "Person"}]}"#,
    );
    place.write("gold/b.iob2", "邵 B-PER\n文 I-PER\n远 I-PER\n在 O\n桐 B-LOC\n山 I-LOC\n\n");
    for file in ["one.tsv", "two.tsv"] {
        let run = place.tupu(&["train", "gold", "--names", "-o", file]);
        assert!(run.code == 0 && run.out.contains("guesses"), "{run:?}");
    }
    let weights = std::fs::read_to_string(place.path("one.tsv")).unwrap();
    assert!(weights.lines().any(|line| line.starts_with("Person ")), "{weights}");
    assert_eq!(weights, std::fs::read_to_string(place.path("two.tsv")).unwrap());
}

#[test]
fn open_relations_stand_apart_and_suggest_properties() {
    let place = Place::new();
    for (n, (firm, town)) in [("桐山纺织有限公司", "荔浦市"), ("北山丝绸有限公司", "长沙市")].into_iter().enumerate()
    {
        place.write(&format!("news/{n}.txt"), format!("第{n}篇\n\n去年，{firm}眷顾{town}。{firm}位于{town}。\n"));
    }
    assert_eq!(place.tupu(&["build", "news", "-o", "plain"]).code, 0);
    let open = place.tupu(&["build", "news", "-o", "kg", "--open"]);
    assert!(open.code == 0 && open.out.contains("  open "), "{open:?}");
    assert_eq!(place.tupu(&["verify", "kg"]).code, 0);
    let facts = |kg: &str| {
        let turtle = place.tupu(&["export", kg, "--format", "turtle", "--facts-only"]).out;
        turtle.split(" .\n").filter(|node| !node.starts_with(":OpenClaim a owl:Class")).collect::<String>()
    };
    assert_eq!(facts("kg"), facts("plain"), "no fact comes of them");
    let quads = place.tupu(&["export", "kg", "--format", "nquads"]).out;
    let of_open = |line: &&str| line.starts_with("<https://w3id.org/tupu/id/open/");
    let apart = |line: &str| line.contains(" <https://w3id.org/tupu/id/open/") && line.ends_with(" .");
    assert!(quads.lines().filter(of_open).count() > 10 && quads.lines().filter(of_open).all(apart), "{quads}");
    let turtle = place.tupu(&["extract", "news/0.txt", "--open"]).out;
    assert!(turtle.contains("a :OpenClaim") && turtle.contains(":verbPhrase \"眷顾\"@zh"), "{turtle}");
    assert!(
        place.tupu(&["extract", "news/0.txt", "--open", "--show"]).out.contains("open 桐山纺织有限公司 眷顾 荔浦市")
    );

    let suggested = place.tupu(&["ontology", "suggest", "kg"]);
    assert!(suggested.out.contains("lex:verb \"眷顾\"") && !suggested.out.contains("\"位于\""), "{suggested:?}");
    place.write("more.ttl", &suggested.out);
    let list = place.tupu(&["ontology", "list", "--ontology", "more.ttl"]);
    assert!(list.code == 0 && list.out.contains("property 眷顾: Organization → Place"), "{list:?}");
    let taught = place.tupu(&["extract", "news/0.txt", "--ontology", "more.ttl", "--show", "--color", "never"]);
    assert!(taught.out.contains("桐山纺织有限公司 眷顾 荔浦市"), "what is pasted is understood: {taught:?}");
    place.tupu(&["ontology", "suggest", "plain"]).says(0, &["build it with --open"]);
}

#[test]
fn score_compares_open_relations_with_gold() {
    let place = Place::new();
    let gold = "sent_id:1\t农 民 收 获 小 麦 。\n1--> Cluster 1:\n农 民 --> 收 获 --> [黄 色 的] 小 麦\n";
    place.write("zh.txt", gold);
    let run = place.tupu(&["score", "--benchie", "zh.txt"]);
    assert!(run.code == 0 && run.out.contains("1 = 农民 | 收获 | 小麦") && run.out.contains("F1 1.000"), "{run:?}");
    place.tupu(&["score", "--benchie", "zh.txt", "--only", "2-3"]).says(1, &["holds no sentence"]);
    place.tupu(&["score", "--benchie", "zh.txt", "--only", "0-3"]).says(1, &["1 or more"]);
}

#[test]
fn the_ontology_can_be_listed_checked_published_and_extended() {
    let place = Place::new();
    let list = place.tupu(&["ontology", "list"]).out;
    assert!(list.contains("property locatedIn: ") && list.contains("verb: "), "{list}");
    let lexicon = place.tupu(&["ontology", "export"]).out;
    assert!(lexicon.contains("ontolex:canonicalForm"), "{}", &lexicon[..500]);
    place.write(
        "my.ttl",
        "@prefix : <https://w3id.org/tupu/ns#> . @prefix lex: <https://w3id.org/tupu/lex#> .
         @prefix owl: <http://www.w3.org/2002/07/owl#> .
         :sponsors a owl:ObjectProperty ; lex:verb \"冠名\" .",
    );
    let check = place.tupu(&["ontology", "check", "--ontology", "my.ttl"]);
    assert!(check.code == 2 && check.out.contains("my.ttl: sponsors: has words, but no rdfs:domain"), "{check:?}");
}

#[test]
fn completions_man_pages_and_help_come_from_one_definition() {
    let place = Place::new();
    assert!(place.tupu(&["completions", "bash"]).out.contains("ontology"));
    assert!(place.tupu(&["man"]).out.contains(".TH tupu 1"));
    assert!(place.tupu(&["man", "build"]).out.contains(".TH tupu-build 1"));
    for command in [
        "build",
        "extract",
        "query",
        "export",
        "draw",
        "path",
        "why",
        "verify",
        "score",
        "train",
        "ontology",
        "completions",
        "man",
    ] {
        let help = place.tupu(&[command, "--help"]);
        assert!(help.code == 0 && help.out.contains("Examples:"), "{command}: {help:?}");
    }
}

#[test]
fn decisions_are_written_down_and_obeyed() {
    let place = Place::with_graph();
    let claims = place.tupu(&["export", "kg", "--format", "jsonl"]).out;
    let acquired = claims.lines().find(|l| l.contains("acquires")).expect("a claim");
    let id = acquired.split("\"claim\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
    place.tupu(&["decide", "kg", "reject", id, "--note", "误读", "--author", "小王"]).says(0, &["1 decisions"]);
    place.tupu(&["decide", "kg", "rename", "place/长沙市", "星城", "--author", "小王"]).says(0, &["2 decisions"]);
    let listed = place.tupu(&["decide", "kg"]).out;
    assert!(listed.starts_with("action,left,right,note,author,date\nrename,place/长沙市,星城,,小王,2"), "{listed}");
    assert!(place.tupu(&["why", "kg", id]).out.contains("rejected: 小王"), "{listed}");
    assert_eq!(place.tupu(&["build", "news", "-o", "kg"]).code, 0);
    let after = place.tupu(&["export", "kg", "--format", "jsonl"]).out;
    assert!(!after.contains("acquires") && after.contains("星城"), "{after}");
    // What was rejected can be taken back, though the graph has it no longer.
    place.tupu(&["decide", "kg", "accept", id]).says(0, &["2 decisions"]);
    assert_eq!(place.tupu(&["build", "news", "-o", "kg"]).code, 0);
    assert!(place.tupu(&["export", "kg", "--format", "jsonl"]).out.contains("acquires"));
    place.tupu(&["decide", "kg", "reject", "0123456789abcdef"]).says(1, &["knows no claim"]);
    place.tupu(&["decide", "kg", "rename", "长沙市"]).says(1, &["second name"]);
}

//! Never a panic, never a silent success: what is wrong is named, the rest is built, the exit code tells.

mod common;

use std::time::{Duration, Instant};

use common::{Place, snapshot};

/// Builds a good article beside a bad input, and checks that it alone is left out, with these words.
#[track_caller]
fn left_out(name: &str, bytes: &[u8], words: &[&str]) {
    let place = Place::new();
    place.write("good.txt", "长沙新闻\n\n湖南星河机械有限公司坐落于长沙市。\n");
    place.write(name, bytes);
    let run = place.tupu(&["build", "good.txt", name, "-o", "kg"]);
    run.says(2, &[&["left out: ", name], words].concat());
    assert!(run.out.contains("documents     1"), "{run:?}");
    assert_eq!(place.tupu(&["verify", "kg"]).code, 0);
    let alone = place.tupu(&["build", name, "-o", "none"]);
    alone.says(1, &[name]);
    assert!(!place.path("none").exists(), "nothing is left behind");
}

#[test]
fn a_missing_path() {
    let place = Place::new();
    place.tupu(&["build", "nowhere", "-o", "kg"]).says(1, &["nowhere", "no such file"]);
    place.write("good.txt", "长沙新闻\n\n湖南星河机械有限公司坐落于长沙市。\n");
    place.tupu(&["build", "good.txt", "nowhere", "-o", "kg"]).says(2, &["left out: nowhere"]);
    place.tupu(&["extract", "nowhere"]).says(1, &["nowhere"]);
}

#[test]
fn an_empty_folder_or_file() {
    let place = Place::new();
    std::fs::create_dir(place.path("empty")).unwrap();
    place.tupu(&["build", "empty", "-o", "kg"]).says(1, &["empty"]);
    left_out("empty.txt", b"", &["empty"]);
    left_out("blank.txt", "\n \u{3000}\n".as_bytes(), &[]);
}

#[test]
fn binary_files_and_nul_bytes() {
    let picture: Vec<u8> =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".iter().copied().chain((0..2000).map(|i| (i * 7) as u8)).collect();
    left_out("picture.txt", &picture, &[]);
    left_out("nul.txt", &[0; 300], &[]);
}

#[test]
fn another_encoding_is_found_and_told() {
    let place = Place::new();
    let text = "长沙新闻\n\n湖南星河机械有限公司坐落于长沙市，主要生产工程机械，产品销往全国各地。\n";
    place.write("old.txt", encoding_rs::GB18030.encode(text).0);
    let run = place.tupu(&["build", "old.txt", "-o", "kg"]);
    run.says(0, &["old.txt: read as gb"]);
    assert!(place.tupu(&["query", "kg", "entities"]).out.contains("湖南星河机械有限公司"));
}

#[test]
fn a_file_that_is_too_long() {
    let place = Place::new();
    place.write("good.txt", "长沙新闻\n\n湖南星河机械有限公司坐落于长沙市。\n");
    let file = std::fs::File::create(place.path("huge.txt")).unwrap();
    file.set_len(200 << 20).unwrap();
    place.tupu(&["build", "good.txt", "huge.txt", "-o", "kg"]).says(2, &["huge.txt", "longer than"]);
}

#[test]
fn broken_rows_are_numbered_and_the_rest_is_kept() {
    let place = Place::new();
    let long = "长".repeat(4 << 20);
    let rows = format!(
        "{{\"title\": \"一\", \"text\": \"湖南星河机械有限公司坐落于长沙市。\"}}\n{{\"title\": \n{{\"text\": \"{long}\n{{\"title\": \"四\", \"text\": \"永嘉县位于浙江省。\"}}\n"
    );
    place.write("rows.jsonl", rows);
    let run = place.tupu(&["build", "rows.jsonl", "-o", "kg"]);
    run.says(2, &["rows.jsonl", "row 2", "row 3"]);
    assert!(run.out.contains("documents     2"), "{run:?}");
    assert!(run.err.len() < 4000, "a long row is not printed");
    place.write("table.csv", "title,body\n一,湖南星河机械有限公司坐落于长沙市。\n二\n");
    place.tupu(&["build", "table.csv", "-o", "kg2", "--text-column", "body"]).says(2, &["table.csv", "row 2"]);
    place.tupu(&["build", "table.csv", "-o", "kg3", "--text-column", "words"]).says(1, &["table.csv", "words"]);
    place.write("open.csv", "title,text\n一,湖南星河机械有限公司坐落于长沙市。\n二,\"永嘉县\n三,永嘉县位于浙江省。\n");
    place
        .tupu(&["build", "open.csv", "-o", "kg4"])
        .says(2, &["open.csv, row 2 (line 3): a quotation mark", "never closed"]);
}

#[test]
fn equal_documents_are_read_once_and_told() {
    let place = Place::new();
    place.articles();
    place.write("copy.txt", std::fs::read(place.path("news/a.txt")).unwrap());
    let run = place.tupu(&["build", "news", "copy.txt", "-o", "kg"]);
    run.says(0, &["news/a.txt has the same content as copy.txt"]);
    assert!(run.out.contains("documents     3"), "{run:?}");
}

#[test]
fn a_broken_ontology_is_told_by_file_and_line() {
    let place = Place::new();
    place.articles();
    place.write("bad.ttl", "@prefix : <https://w3id.org/tupu/ns#> .\n\n:p a .\n");
    place.tupu(&["build", "news", "-o", "kg", "--ontology", "bad.ttl"]).says(1, &["bad.ttl:3: "]);
    place.write("term.ttl", "@prefix lex: <https://w3id.org/tupu/lex#> .\n<urn:x:p> lex:word \"办\" .\n");
    place.tupu(&["ontology", "list", "--ontology", "term.ttl"]).says(1, &["term.ttl:2: ", "lex:word"]);
    place.tupu(&["ontology", "list", "--ontology", "none.ttl"]).says(1, &["none.ttl"]);
}

#[test]
fn wrong_questions() {
    let place = Place::with_graph();
    place.tupu(&["query", "kg", "peeple"]).says(1, &["peeple", "the nearest are people"]);
    place.tupu(&["query", "kg", "people", "--set", "name=甲"]).says(1, &["it takes person, organization"]);
    place.fed(&["query", "kg", "-"], "SELECT ?s WHERE {\n ?s :p }").says(1, &["near line 2", "?s :p }"]);
    place.fed(&["query", "kg", "-"], "DROP ALL").says(1, &["update"]);
    let cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let begun = Instant::now();
    place.fed(&["query", "kg", "-", "--timeout", "0.5"], cross).says(1, &["stopped after 0.5 s"]);
    assert!(begun.elapsed() < Duration::from_secs(30), "the program ends although the query does not");
}

#[test]
fn wrong_folders() {
    let place = Place::with_graph();
    place.tupu(&["query", "nowhere", "people"]).says(1, &["nowhere", "no such folder"]);
    place.tupu(&["verify", "news"]).says(1, &["news", "holds no graph", "tupu build"]);
    place.tupu(&["build", "news", "-o", "news"]).says(1, &["news", "holds files, but no graph"]);

    let json = std::fs::read_to_string(place.path("kg/build.json")).unwrap();
    place.write("kg/build.json", json.replace("\"format\": 1", "\"format\": 99"));
    place.tupu(&["query", "kg", "people"]).says(1, &["format 99", "build the graph again"]);
    place.write("kg/build.json", "{");
    place.tupu(&["query", "kg", "people"]).says(1, &["build.json is damaged"]);
    place.write("kg/build.json", json);
    place.write("kg/graph.nq.zst", "damaged");
    place.tupu(&["query", "kg", "people"]).says(1, &["graph.nq.zst"]);
    assert_eq!(place.tupu(&["verify", "kg"]).code, 2);
    std::fs::remove_file(place.path("kg/graph.nq.zst")).unwrap();
    place.tupu(&["why", "kg", "永嘉县"]).says(1, &["graph.nq.zst is missing"]);
    assert_eq!(place.tupu(&["build", "news", "-o", "kg"]).code, 0, "a build mends it");
    assert_eq!(place.tupu(&["verify", "kg"]).code, 0);
}

#[test]
fn a_target_that_cannot_be_written() {
    let place = Place::new();
    place.articles();
    place.write("file", "not a folder");
    place.tupu(&["build", "news", "-o", "file/kg"]).says(1, &["file/kg"]);
    place.tupu(&["build", "news", "-o", "file"]).says(1, &["file"]);
    #[cfg(target_os = "linux")]
    place.tupu(&["build", "news", "-o", "/proc/kg"]).says(1, &["/proc/kg"]);
}

#[test]
fn wrong_decisions_and_gold() {
    let place = Place::with_graph();
    place.write("d.csv", "action,left,right,note\njoin,甲,乙,\n");
    place.tupu(&["build", "news", "-o", "kg", "--decisions", "d.csv"]).says(1, &["d.csv:2"]);
    place.tupu(&["build", "news", "-o", "kg", "--decisions", "none.csv"]).says(1, &["none.csv"]);
    place.tupu(&["build", "news", "-o", "kg", "--base", "no iri"]).says(1, &["no iri"]);
    place.write("gold.json", "{\"doc\": \"x\",\n \"entities\": 3}");
    place.tupu(&["score", "gold.json", "--graph", "kg"]).says(1, &["gold.json:2"]);
    let missing = place.tupu(&["score", "none.json"]);
    missing.says(1, &["none.json: "]);
    assert_eq!(missing.err.matches("os error 2").count(), 1, "the reason is told once: {missing:?}");
}

#[test]
fn wrong_usage_is_one() {
    let place = Place::new();
    place.tupu(&["bild"]).says(1, &["bild"]);
    place.tupu(&["build", "x"]).says(1, &["--output"]);
    place.tupu(&["export", "kg", "--format", "pdf"]).says(1, &["turtle"]);
    place.tupu(&["query", "kg", "people", "--set", "x"]).says(1, &["name=value"]);
    assert_eq!(place.tupu(&["--version"]).code, 0);
}

#[test]
fn a_killed_build_leaves_the_old_graph_and_is_resumed() {
    let place = Place::with_graph();
    let old = snapshot(&place.path("kg"));
    for n in 0..40 {
        let text = format!("第{n}次报道\n\n湖南星河机械有限公司第{n}次访问永嘉县。永嘉县位于浙江省。\n");
        place.write(&format!("more/{n}.txt"), text);
    }
    let program = assert_cmd::cargo::cargo_bin("tupu");
    let mut command = std::process::Command::new(program);
    command.current_dir(place.path("")).args(["build", "news", "more", "-o", "kg", "--quiet", "--threads", "1"]);
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    let known = || std::fs::read_dir(place.path("kg/extracts")).map_or(0, Iterator::count);
    while known() < 10 && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    if std::fs::read_dir(place.path("kg")).unwrap().all(|e| e.unwrap().file_name() != "graph.nq.zst") {
        panic!("the old graph is gone");
    }
    if snapshot(&place.path("kg")) == old {
        assert_eq!(place.tupu(&["verify", "kg"]).code, 0, "the old graph still stands");
    }
    let run = place.tupu(&["build", "news", "more", "-o", "kg"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.out.contains("(0 known before)"), "it goes on where it stopped: {run:?}");
    assert_eq!(place.tupu(&["build", "more", "news", "-o", "anew"]).code, 0);
    assert!(snapshot(&place.path("kg")) == snapshot(&place.path("anew")));
}

#[test]
fn two_builds_at_once_leave_one_whole_graph() {
    let place = Place::with_graph();
    let lock = std::fs::File::options().write(true).open(place.path("kg/lock")).unwrap();
    lock.lock().unwrap();
    place.tupu(&["build", "news", "-o", "kg"]).says(1, &["kg: another build of this graph is at work", "help: wait"]);
    assert_eq!(place.tupu(&["query", "kg", "people"]).code, 0, "who asks need not wait");
    drop(lock);

    for n in 0..8 {
        place.write(&format!("more/{n}.txt"), format!("第{n}次报道\n\n湖南星河机械有限公司第{n}次访问永嘉县。\n"));
    }
    let start = |paths: &[&str]| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("tupu"));
        command.current_dir(place.path("")).arg("build").args(paths).args(["-o", "both", "--quiet"]);
        command.stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let mut builds = [start(&["news"]), start(&["news", "more"])];
    let codes = builds.each_mut().map(|build| build.wait().unwrap().code());
    assert!(codes.contains(&Some(0)) && codes.iter().all(|code| matches!(code, Some(0 | 1))), "{codes:?}");
    assert_eq!(place.tupu(&["verify", "both"]).code, 0);
    assert_eq!(place.tupu(&["build", "news", "more", "-o", "alone"]).code, 0);
    let one = [snapshot(&place.path("kg")), snapshot(&place.path("alone"))];
    assert!(one.contains(&snapshot(&place.path("both"))), "the graph of the one or of the other");
}

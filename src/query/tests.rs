use std::time::Duration;

use super::{Answer, Limits, find, questions, run};
use crate::assemble::BASE;
use crate::error::Result;
use crate::sketch::{graph_of, ontology, press};
use crate::store::{Dataset, prefixes};

fn dataset() -> Dataset {
    let ontology = ontology();
    Dataset::of(&graph_of(press(ontology), ontology)).unwrap()
}

fn ask(text: &str) -> Result<Answer> {
    run(&dataset(), text, &prefixes(BASE), Limits { time: Duration::from_secs(20), rows: 1000 })
}

/// The rows of a named question, as text, cells joined by a bar.
fn rows(name: &str, set: &[(&str, &str)]) -> Vec<String> {
    let question = find(name).unwrap();
    let set: Vec<(String, String)> = set.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let answer = run(&dataset(), &question.filled(&set).unwrap(), &prefixes(BASE), Limits::default()).unwrap();
    let Answer::Rows { rows, .. } = answer else { panic!("{name} gives no rows") };
    let cell = |term: &Option<oxigraph::model::Term>| match term {
        Some(oxigraph::model::Term::Literal(l)) => l.value().to_owned(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

/// Name, settings, and the rows wanted.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

#[test]
fn named_questions_have_answers() {
    let cases: &[Case] = &[
        ("people", &[], &["周明华|永嘉新光纽扣有限公司|总经理||山城里的纽扣"]),
        ("people", &[("person", "无此人")], &[]),
        ("founders", &[], &["周明华|永嘉新光纽扣有限公司|1998|永嘉新光纽扣有限公司由周明华创办"]),
        ("organizations", &[("place", "永嘉县")], &["永嘉新光纽扣有限公司|企业|永嘉县"]),
        (
            "figures",
            &[("measure", "产值")],
            &[
                "桥头镇|产值||至少|5800000000||元|2024|纽扣博览会开幕",
                "桥头镇|产值||至少|6000000000||元|2024|山城里的纽扣",
            ],
        ),
        ("disagreements", &[], &["桥头镇|产值|2024|5800000000|6000000000|元|纽扣博览会开幕|山城里的纽扣"]),
        ("statements", &[("speaker", "周明华")], &["周明华|桥头镇的纽扣卖到了东南亚。|山城里的纽扣|2025-03-02"]),
        ("statements", &[("about", "温州")], &[]),
        ("exports", &[], &["永嘉新光纽扣有限公司|东南亚|||||永嘉新光纽扣有限公司产品出口东南亚"]),
        ("standards", &[], &["《树脂纽扣》|参与制定|永嘉新光纽扣有限公司|纽扣博览会开幕"]),
        (
            "events",
            &[],
            &[
                "中国纽扣博览会|主办|浙江省纽扣协会",
                "中国纽扣博览会|位于|永嘉县",
                "中国纽扣博览会|参加|永嘉新光纽扣有限公司",
            ],
        ),
        ("investments", &[], &[]),
        ("sources", &[("least", "2")], &["桥头镇|位于|永嘉县|2|2"]),
        ("connected", &[("least", "6")], &["永嘉新光纽扣有限公司|机构|7"]),
        ("timeline", &[("to", "2000")], &["1998|永嘉新光纽扣有限公司|永嘉新光纽扣有限公司 成立于 1998|山城里的纽扣"]),
        (
            "unaffirmed",
            &[],
            &[
                "否定|永嘉新光纽扣有限公司 收购 温州亮点扣业有限公司|永嘉新光纽扣有限公司否认收购温州亮点扣业有限公司|纽扣博览会开幕",
            ],
        ),
        ("unsure", &[("below", "0")], &[]),
        ("documents", &[], &["短讯|||1", "山城里的纽扣|新华社|2025-03-02|9", "纽扣博览会开幕|浙江日报|2025-05-10|6"]),
        ("entities", &[("kind", "行政区")], &["桥头镇|行政区||3", "永嘉县|行政区||3"]),
    ];
    for (name, set, wanted) in cases {
        assert_eq!(&rows(name, set), wanted, "{name} {set:?}");
    }
    let unsure = rows("unsure", &[("below", "101")]);
    assert!(unsure.is_sorted() && unsure.iter().any(|row| row.contains("|桥头镇 位于 永嘉县|")), "{unsure:?}");
    let untested: Vec<String> =
        questions().into_iter().map(|q| q.name).filter(|n| !cases.iter().any(|c| c.0 == n.as_str())).collect();
    assert!(untested.is_empty(), "{untested:?}");
    assert!(questions().len() >= 14);
}

fn reason(text: &str) -> String {
    ask(text).unwrap_err().to_string()
}

#[test]
fn a_syntax_error_tells_its_place() {
    let error = reason("SELECT ?s WHERE {\n  ?s 位于 ?o }");
    assert!(error.contains("near line 2, column ") && error.ends_with("2 |   ?s 位于 ?o }"), "{error}");
}

#[test]
fn nothing_is_written_and_nobody_else_is_asked() {
    assert!(reason("INSERT DATA { :a :b :c }").contains("update"));
    assert!(reason("LOAD <https://example.org/>").contains("update"));
    assert!(reason("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }").contains("SERVICE"));
    assert!(reason("ASK { FILTER NOT EXISTS { SERVICE SILENT ?x { ?s ?p ?o } } }").contains("SERVICE"));
    assert_eq!(ask("ASK { ?s rdfs:label \"SERVICE\" }").unwrap(), Answer::Truth(false));
}

#[test]
fn deep_nesting_is_refused_or_survived() {
    let nested = |n: usize| format!("ASK {}?s ?p ?o{}", "{".repeat(n), "}".repeat(n));
    assert!(reason(&nested(10_000)).contains("nested deeper"));
    assert!(reason(&format!("ASK {{ FILTER({}true) }}", "! ".repeat(5000))).contains("nested deeper"));
    assert_eq!(ask(&nested(200)).unwrap(), Answer::Truth(true));
    let hidden = format!("ASK {{ FILTER({}true{}) }}", "(\")\"=\"\"||".repeat(10_000), ")".repeat(10_000));
    assert!(reason(&hidden).contains("nested deeper"), "a bracket in a string closes nothing");
    assert_eq!(ask(&format!("ASK {{ FILTER(\"{}\" != \"\") }}", "(".repeat(10_000))).unwrap(), Answer::Truth(true));
    for (from, operator, to) in [("FILTER(1=1", "+1", ")"), ("FILTER(1=1", "&&true", ")"), ("?s (:a", "|:a", ") ?o")] {
        let chain = |n: usize| ask(&format!("ASK {{ {from}{} {to} }}", operator.repeat(n)));
        assert!(chain(20_000).unwrap_err().to_string().contains("nested deeper"), "{operator}");
        assert!(chain(100).is_ok(), "{operator}");
    }
}

#[test]
fn rows_and_time_are_limited() {
    let limits = Limits { time: Duration::from_millis(200), rows: 3 };
    let few = run(&dataset(), "SELECT * { ?s ?p ?o }", &[], limits).unwrap();
    assert!(matches!(few, Answer::Rows { rows, cut: true, .. } if rows.len() == 3));
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }";
    let error = run(&dataset(), endless, &[], limits).unwrap_err().to_string();
    assert!(error.starts_with("stopped after 0.2 s"), "{error}");
}

#[test]
fn a_triple_of_several_graphs_is_one() {
    let answer = ask("SELECT ?o { place:桥头镇 :locatedIn ?o }").unwrap();
    assert!(matches!(answer, Answer::Rows { rows, .. } if rows.len() == 1));
}

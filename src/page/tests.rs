use serde_json::Value;

use super::Pages;
use crate::assemble::{BASE, Graph};
use crate::build::assemble_all;
use crate::extract::Extractor;
use crate::ontology::Ontology;
use crate::read::Document;
use crate::resolve::Decisions;

fn graph() -> Graph {
    let extractor = Extractor::new(Ontology::embedded().unwrap());
    let text = "海溪县的箱包\n😀海溪县现有箱包企业320家。海溪县位于浙江省。海溪箱包有限公司董事长陈国栋说：“<b>今年</b>还要扩产。”";
    assemble_all(vec![extractor.extract(Document::plain(text))], &extractor.ontology, BASE, &Decisions::default())
}

fn json(pages: &Pages, path: &str) -> Value {
    let bytes = pages.get(path).unwrap_or_else(|| panic!("{path}"));
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn every_quote_stands_where_its_claim_says() {
    let pages = Pages::new(graph(), Ontology::embedded().unwrap(), Decisions::default());
    let articles = json(&pages, "articles.json");
    let id = articles["articles"][0]["id"].as_str().unwrap();
    let article = json(&pages, &format!("article/{id}.json"));
    let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let between = |v: &Value| -> String {
        text[v["start"].as_u64().unwrap() as usize..v["end"].as_u64().unwrap() as usize].iter().collect()
    };
    let claims = article["claims"].as_array().unwrap();
    assert!(claims.len() >= 3, "{claims:?}");
    assert!(claims.iter().all(|c| between(c) == c["quote"]), "{claims:?}");
    let names = json(&pages, "names.json");
    for mention in article["mentions"].as_array().unwrap() {
        let n = mention["n"].as_u64().unwrap() as usize;
        let aliases = names["aliases"][n].as_array().unwrap();
        let written = between(mention);
        assert!(names["labels"][n] == written.as_str() || aliases.iter().any(|a| *a == written.as_str()), "{written}");
    }
}

#[test]
fn every_name_leads_to_an_entity_and_its_initials_find_it() {
    let pages = Pages::new(graph(), Ontology::embedded().unwrap(), Decisions::default());
    let names = json(&pages, "names.json");
    let labels = names["labels"].as_array().unwrap();
    for (n, key) in names["keys"].as_array().unwrap().iter().enumerate() {
        let encoded = key.as_str().unwrap().replace('/', "%2F");
        assert_eq!(json(&pages, &format!("entity/{encoded}.json"))["n"], n);
    }
    let at = labels.iter().position(|l| l == "海溪县").unwrap();
    assert!(names["initials"][at].as_str().unwrap().split(' ').any(|i| i == "hxx"), "{names}");
    assert!(pages.get("entity/place%2F无.json").is_none() && pages.get("../x.json").is_none());
}

#[test]
fn what_there_is_is_counted() {
    let pages = Pages::new(graph(), Ontology::embedded().unwrap(), Decisions::default());
    let summary = json(&pages, "summary.json");
    assert_eq!(summary["counts"]["articles"], 1);
    assert!(summary["counts"]["claims"].as_u64().unwrap() >= 3);
    assert!(json(&pages, "graph.json")["edges"].as_array().unwrap().len() >= 2);
    let timeline = json(&pages, "timeline.json");
    assert_eq!(timeline["dates"].as_array().unwrap().len(), timeline["claims"].as_array().unwrap().len());
    let quality = json(&pages, "quality.json");
    let sure: u64 = quality["confidence"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(summary["counts"]["claims"], sure);
    assert_eq!(json(&pages, "figures.json")["claims"].as_array().unwrap().len(), 1);
    assert!(json(&pages, "queries.json")["queries"].as_array().unwrap().len() > 10);
    assert!(json(&pages, "ontology.json")["properties"].as_array().unwrap().len() > 20);
}

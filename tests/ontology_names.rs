//! The names that the built-in ontology lists: each form means one thing.

use std::collections::{BTreeMap, BTreeSet};

use tupu::ontology::{Individual, Ontology};

fn named(ontology: &Ontology) -> impl Iterator<Item = (&Individual, &str)> {
    let individuals = ["Organization", "Event"].into_iter().flat_map(|kind| ontology.individuals_of(kind));
    individuals.flat_map(|i| {
        let other = i.aliases.iter().chain(i.shared.iter().filter(|form| **form != i.label));
        std::iter::once(&i.label).chain(other).map(move |form| (i, form.as_str()))
    })
}

#[test]
fn a_form_stands_for_one_organisation_or_event() {
    let ontology = Ontology::embedded().unwrap();
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut shared = Vec::new();
    for (individual, form) in named(&ontology) {
        if let Some(other) = owners.insert(form, &individual.label) {
            shared.push(format!("{form}: {other}, {}", individual.label));
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
    assert_eq!(owners["国家网信办"], "国家互联网信息办公室");
}

#[test]
fn no_form_is_a_common_noun_or_a_single_character() {
    let ontology = Ontology::embedded().unwrap();
    let nouns: BTreeSet<&str> = ontology.classes.iter().flat_map(|c| &c.nouns).map(String::as_str).collect();
    for (_, form) in named(&ontology) {
        assert!(form.chars().count() > 1 && !nouns.contains(form), "{form}");
    }
}

#[test]
fn other_names_lead_to_one_entity_and_are_kept() {
    use tupu::{extract::Extractor, read::Document, resolve::*};
    let extractor = Extractor::new(Ontology::embedded().unwrap());
    let text =
        "国家互联网信息办公室近日发布通知。国家网信办有关负责人说，中国国家铁路集团有限公司（下称国铁集团）参与其中。";
    let extracts = [extractor.extract(Document::plain(text))];
    let entities = resolve(&extracts, &extractor.ontology, &Decisions::default()).entities;
    let together = |a: &str, b: &str| {
        let has = |e: &Entity, form: &str| e.label == form || e.aliases.contains(form);
        entities.iter().filter(|e| has(e, a) || has(e, b)).map(|e| has(e, a) && has(e, b)).collect::<Vec<_>>()
    };
    assert_eq!(together("国家互联网信息办公室", "国家网信办"), [true]);
    assert_eq!(together("中国国家铁路集团有限公司", "国铁集团"), [true]);
}

/// The canonical names of the organisations found in `text`.
fn organizations(text: &str) -> Vec<String> {
    use tupu::{extract::Extractor, read::Document};
    let extractor = Extractor::new(Ontology::embedded().unwrap());
    let extract = extractor.extract(Document::plain(text));
    let organization = extractor.ontology.class("Organization").unwrap();
    let found = extract.mentions.iter().filter(|m| extractor.ontology.is_a(m.class, organization));
    found.map(|m| m.name.clone()).collect()
}

#[test]
fn a_name_that_is_an_ordinary_word_or_a_place_counts_on_evidence() {
    assert_eq!(organizations("苹果收购了一家初创公司，苹果的股东表示欢迎。")[..2], ["苹果公司", "苹果公司"]);
    assert_eq!(organizations("吉利、长安等整车企业在这里设厂。"), ["浙江吉利控股集团", "长安汽车"]);
    assert_eq!(organizations("手机厂商小米、荣耀先后降价。"), ["小米集团", "荣耀终端有限公司"]);
    assert_eq!(organizations("苹果公司昨天开会，苹果今天降价。"), ["苹果公司", "苹果公司"]);
    for ordinary in
        ["今年苹果丰收，小米也卖得好。", "老人把红旗交给大众。", "长安的夜色很美。", "祝大家平安，理想成真。"]
    {
        assert_eq!(organizations(ordinary), Vec::<String>::new(), "{ordinary}");
    }
}

#[test]
fn the_body_of_an_area_is_not_the_national_one() {
    let found = organizations("市发改委主任到会，县农业农村局、省教育厅派人参加，肯尼亚央行没有来。");
    assert_eq!(found, ["市发改委", "县农业农村局", "省教育厅", "肯尼亚央行"]);
    assert_eq!(organizations("国家发改委和中国央行发文。"), ["国家发展和改革委员会", "中国人民银行"]);
    assert!(!organizations("该市发改委已经批准。").contains(&"国家发展和改革委员会".to_owned()));
}

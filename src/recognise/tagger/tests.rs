use proptest::prelude::*;

use super::corpus::{Marked, read_fewfc, read_iob2};
use super::train::{Config, train, words};
use super::{Kind, Tagger};

fn marked(parts: &[(&str, Option<Kind>)]) -> Marked {
    let mut out = Marked::default();
    for &(words, kind) in parts {
        match kind {
            Some(kind) => out.push_name(words, kind),
            None => out.push(words),
        }
    }
    out
}

fn lesson() -> Vec<Marked> {
    let people = ["周立波", "吴晓燕", "郑国强", "孙德海", "冯小梅"];
    let places = ["桐庐", "荣成", "即墨", "大冶", "都匀"];
    let sentence = |(p, l): (&str, &str)| {
        marked(&[("记者", None), (p, Some(Kind::Person)), ("在", None), (l, Some(Kind::Place)), ("采访农民。", None)])
    };
    people.into_iter().flat_map(|p| places.map(|l| (p, l))).map(sentence).collect()
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let config = Config { epochs: 3, ..Config::default() };
    let first = train(&lesson(), &config);
    assert_eq!(first, train(&lesson(), &config));
    assert_ne!(first, train(&lesson(), &Config { seed: 2, ..config }));
}

#[test]
fn what_was_taught_is_found() {
    let bytes = train(&lesson(), &Config { epochs: 4, ..Config::default() });
    let tagger = Tagger::from_bytes(&bytes).expect("a model just written");
    let text = "记者何永明在荣成采访农民。";
    let found = tagger.tag(text, &words(text));
    let found: Vec<_> = found.iter().map(|t| (t.span.of(text), t.kind)).collect();
    assert_eq!(found, [("何永明", Kind::Person), ("荣成", Kind::Place)]);
}

#[test]
fn a_model_survives_its_bytes() {
    let bytes = train(&lesson(), &Config { epochs: 2, ..Config::default() });
    let tagger = Tagger::from_bytes(&bytes).expect("a model just written");
    assert_eq!(tagger.to_bytes(), bytes);
    assert!(Tagger::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Tagger::from_bytes(b"").is_err());
}

#[test]
fn embedded_weights_load() {
    assert!(Tagger::embedded().features() > 10_000);
}

#[test]
fn iob2_with_and_without_numbers() {
    let numbered = "# text = 李敏去烟台\n1\t李\tB-PER\t-\n2\t敏\tI-PER\t-\n3\t去\tO\t-\n4\t烟台\tB-LOC\t-\n\n";
    let plain = "李 B-PER\n敏 I-PER\n去 O\n烟台 B-LOC\n";
    let want = marked(&[("李敏", Some(Kind::Person)), ("去", None), ("烟台", Some(Kind::Place))]);
    assert_eq!(read_iob2(numbered), std::slice::from_ref(&want));
    assert_eq!(read_iob2(plain), [want]);
}

#[test]
fn fewfc_keeps_sure_names() {
    let line = r#"{"content":"甲公司质押给乙银行","events":[{"mentions":[
        {"word":"甲公司","span":[0,3],"role":"sub-org"},{"word":"质押","span":[3,5],"role":"trigger"},
        {"word":"乙银行","span":[6,9],"role":"obj-org"}]}]}"#
        .replace('\n', "");
    let want = marked(&[("甲公司", Some(Kind::Organization)), ("质押给", None), ("乙银行", Some(Kind::Organization))]);
    assert_eq!(read_fewfc(&line), [want]);
}

proptest! {
    #[test]
    fn spans_are_in_order_and_on_characters(text in "[记者王小明在北京新华社 a-z0-9，。《》“”·\u{20000}]{0,60}", cut in 1usize..9) {
        let all = words(&text);
        let some: Vec<_> = all.iter().step_by(cut).cloned().collect();
        let mut last = 0;
        for t in Tagger::embedded().tag(&text, &some) {
            prop_assert!(t.span.from() >= last && t.span.to() <= text.len());
            prop_assert!(!t.span.of(&text).is_empty());
            prop_assert!((0.0..=1.0).contains(&t.margin));
            last = t.span.to();
        }
    }

    #[test]
    fn damaged_models_are_refused_or_harmless(at in 0usize..4000, byte: u8) {
        let mut bytes = train(&lesson()[..2], &Config { epochs: 1, ..Config::default() });
        let n = bytes.len();
        bytes[at % n] = byte;
        if let Ok(tagger) = Tagger::from_bytes(&bytes) {
            tagger.tag("记者在荣成", &[]);
        }
    }
}

#[test]
fn dev_scores_do_not_fall() {
    let Ok(text) = std::fs::read_to_string("../shared/data/uner/dev.iob2") else { return };
    let scores = super::score::score(&read_iob2(&text), |t| Tagger::embedded().tag(t, &words(t)));
    let f1 = scores.kinds.map(|s| s.f1());
    assert!(f1[0] >= 0.72 && f1[1] >= 0.68 && f1[2] >= 0.53, "{scores}");
}

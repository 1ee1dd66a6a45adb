use proptest::prelude::*;

use super::{Phrase, Relation};
use crate::extract::Extractor;
use crate::read::Document;
use crate::sketch::ontology;

fn extractor() -> &'static Extractor {
    static EXTRACTOR: std::sync::LazyLock<Extractor> =
        std::sync::LazyLock::new(|| Extractor::new(ontology().clone()).with_open(true));
    &EXTRACTOR
}

#[test]
fn nothing_is_read_unless_it_is_asked_for() {
    let document = || Document::plain("公司卖掉了房子。");
    assert!(!extractor().extract(document()).open.is_empty());
    let plain = Extractor::new(ontology().clone()).extract(document());
    assert!(plain.open.is_empty());
    assert!(!serde_json::to_string(&plain).unwrap().contains("\"open\""));
}

#[test]
fn evidence_reaches_from_the_first_word_to_the_last() {
    let text = "茶农把茶叶卖到了海外。";
    let at = |word: &str| {
        let start = text.find(word).unwrap();
        crate::span::Span::new(start, start + word.len())
    };
    let relation = Relation {
        subject: Phrase(vec![at("茶农")]),
        verb: Phrase(vec![at("把"), at("茶叶"), at("卖"), at("到"), at("了")]),
        core: Phrase(vec![at("卖"), at("到")]),
        object: Phrase(vec![at("海外")]),
    };
    assert_eq!(relation.verb.of(text), "把茶叶卖到了");
    assert_eq!(relation.evidence().of(text), "茶农把茶叶卖到了海外");
}

const PIECES: [&str; 24] = [
    "桐山纺织有限公司",
    "他",
    "这所学校",
    "在1998年",
    "，",
    "成立于",
    "种植",
    "茶叶",
    "的",
    "并",
    "把",
    "被",
    "和",
    "、",
    "是",
    "一家企业",
    "后",
    "“老茶”",
    "（山上）",
    "认为",
    "了",
    "。",
    "\n",
    "A股 ETF",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_phrase_stands_in_the_text_and_in_its_evidence(drawn in proptest::collection::vec(0..PIECES.len(), 1..25)) {
        let text: String = drawn.iter().map(|&i| PIECES[i]).collect();
        let extract = extractor().extract(Document::plain(text));
        let text = &extract.document.text;
        for relation in &extract.open {
            let evidence = relation.evidence();
            let quote = evidence.of(text);
            prop_assert!(!quote.contains('\n'), "one sentence says it: {}", quote);
            for phrase in [&relation.subject, &relation.verb, &relation.object] {
                prop_assert!(!phrase.is_empty());
                for span in &phrase.0 {
                    prop_assert!(evidence.contains(*span) && !span.of(text).is_empty(), "{relation:?}");
                    prop_assert!(quote.contains(span.of(text)));
                }
            }
            prop_assert!(relation.core.0.iter().all(|span| relation.verb.0.contains(span)));
        }
    }
}

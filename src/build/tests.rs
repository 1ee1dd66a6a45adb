use std::path::Path;

use proptest::prelude::*;

use super::{Outcome, Plan, build};
use crate::extract::Extractor;
use crate::read::{Document, Metadata, Origin};
use crate::resolve::Decisions;
use crate::sketch::ontology;
use crate::store::Folder;

/// Sentences that name each other's companies, people and places, so that articles share entities.
const SENTENCES: [&str; 10] = [
    "荔浦市位于广西。",
    "桐山纺织有限公司董事长陈立新介绍，公司去年产值超过3亿元。",
    "陈立新说：“桐山纺织的产品卖到了东南亚。”",
    "桐山纺织有限公司由周明华创办。",
    "荔浦市桐山镇拥有纺织企业300多家。",
    "桐山纺织有限公司否认收购北山丝绸有限公司。",
    "北山丝绸有限公司总经理周明华出席第三届山城纺织博览会。",
    "第三届山城纺织博览会12日在荔浦市举行。",
    "北山丝绸有限公司计划投资2亿元。",
    "荔浦去年产值为58亿元，同比增长12.3%。",
];

fn extractor() -> &'static Extractor {
    static EXTRACTOR: std::sync::LazyLock<Extractor> = std::sync::LazyLock::new(|| Extractor::new(ontology().clone()));
    &EXTRACTOR
}

fn articles(drawn: &[Vec<usize>]) -> Vec<Document> {
    let article = |(n, drawn): (usize, &Vec<usize>)| {
        let text: Vec<&str> = drawn.iter().map(|&s| SENTENCES[s]).collect();
        let plain = Document::plain(format!("第{n}篇\n{}", text.concat()));
        let origin = Origin { path: format!("{n}.txt"), ..Origin::default() };
        Document::new(plain.text, plain.paragraphs, Metadata::default(), origin)
    };
    drawn.iter().enumerate().map(article).collect()
}

fn built(documents: Vec<Document>, folder: &Path, threads: usize) -> Outcome {
    let (folder, decisions) = (Folder::at(folder), Decisions::default());
    let plan = Plan {
        folder: &folder,
        extractor: extractor(),
        base: crate::assemble::BASE,
        decisions: &decisions,
        fresh: false,
        progress: &|_| {},
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let outcome = pool.install(|| build(documents, &[], &plan)).unwrap();
    assert_eq!(outcome.verified.faults, Vec::<String>::new());
    outcome
}

/// The files that make the graph.
fn product(folder: &Path) -> [Vec<u8>; 2] {
    ["graph.nq.zst", "build.json"].map(|name| std::fs::read(folder.join(name)).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_way_of_building_gives_the_same_bytes(
        drawn in proptest::collection::vec(proptest::collection::vec(0..SENTENCES.len(), 1..6), 1..7),
        rotation in 0_usize..7,
        threads in 2_usize..5,
        first in 0_usize..7,
    ) {
        let place = tempfile::tempdir().unwrap();
        let folder = |name: &str| place.path().join(name);
        let documents = articles(&drawn);
        built(documents.clone(), &folder("one"), 1);
        let wanted = product(&folder("one"));

        let mut shuffled = documents.clone();
        shuffled.rotate_left(rotation % documents.len());
        shuffled.extend(documents.first().cloned());
        let outcome = built(shuffled, &folder("shuffled"), threads);
        prop_assert_eq!(outcome.repeated.len(), 1);
        prop_assert!(product(&folder("shuffled")) == wanted, "order and threads do not tell");

        // Articles come, and one goes.
        let some = documents[..first % documents.len()].iter().cloned().chain([Document::plain("另一篇。荔浦市位于广西。")]);
        built(some.collect(), &folder("grown"), threads);
        let outcome = built(documents.clone(), &folder("grown"), 1);
        prop_assert_eq!(outcome.cached, first % documents.len());
        prop_assert!(product(&folder("grown")) == wanted, "what was built before does not tell");

        // A build that was killed leaves extracts, half a file and no graph, or an old one.
        let outcome = built(documents.clone(), &folder("one"), threads);
        prop_assert_eq!(outcome.cached, documents.len());
        let mut cached: Vec<_> = std::fs::read_dir(folder("one").join("extracts")).unwrap().map(|e| e.unwrap().path()).collect();
        cached.sort();
        std::fs::remove_file(&cached[0]).unwrap();
        std::fs::write(cached.last().unwrap(), b"half").unwrap();
        std::fs::write(folder("one").join("extracts/part.tmp"), b"half").unwrap();
        std::fs::remove_file(folder("one").join("graph.nq.zst")).unwrap();
        let outcome = built(documents, &folder("one"), 2);
        prop_assert_eq!(outcome.cached, cached.len().saturating_sub(2));
        prop_assert!(product(&folder("one")) == wanted, "what is resumed does not tell");
    }
}

#[test]
fn the_cache_tells_documents_of_one_id_apart() {
    let place = tempfile::tempdir().unwrap();
    let text = articles(&[vec![0, 2]]).remove(0);
    let mut page = text.clone();
    page.paragraphs.pop();
    assert_eq!(page.id, text.id);
    built(vec![page], &place.path().join("grown"), 1);
    built(vec![text.clone()], &place.path().join("grown"), 1);
    built(vec![text], &place.path().join("full"), 1);
    assert!(product(&place.path().join("grown")) == product(&place.path().join("full")));
}

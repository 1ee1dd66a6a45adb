use proptest::prelude::*;

use super::corpus::{Marked, read_fewfc};
use super::features::WIDTH;
use super::lattice::LANES;
use super::table::{Found, Table};
use super::train::{Config, train, words};
use super::{Kind, Tagger, iob2, jsonl};
use crate::span::Span;

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
    let found = tagger.tag(text, &words(text, false));
    let found: Vec<_> = found.iter().map(|t| (t.span.of(text), t.kind)).collect();
    assert_eq!(found, [("何永明", Kind::Person), ("荣成", Kind::Place)]);
}

#[test]
fn a_model_survives_its_bytes() {
    let bytes = train(&lesson(), &Config { epochs: 2, ..Config::default() });
    let tagger = Tagger::from_bytes(&bytes).expect("a model just written");
    assert!(tagger.features() > 100);
    assert!(Tagger::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Tagger::from_bytes(b"").is_err());
}

#[test]
fn embedded_weights_load() {
    assert!(Tagger::embedded().features() > 10_000);
}

proptest! {
    #[test]
    fn every_feature_is_found_in_the_table(keys in prop::collection::btree_map(256u32.., any::<[i8; 13]>(), 0..400), strangers: [u32; 8]) {
        let slot = |w: &[i8; 13]| std::array::from_fn(|l| w.get(l).copied().unwrap_or(0));
        let (hot, cold): (Vec<_>, Vec<_>) = keys.iter().map(|(&k, w)| (k, slot(w))).partition(|(k, _)| k % 3 == 0);
        let table = Table::new(&hot, &cold);
        prop_assert_eq!(table.len(), keys.len());
        let asked: Vec<u32> = keys.keys().copied().take(WIDTH - 8).chain(strangers).collect();
        let mut features = [0; WIDTH];
        features[..asked.len()].copy_from_slice(&asked);
        let mut want = [0i16; LANES];
        for weights in asked.iter().filter_map(|k| keys.get(k)) {
            (0..13).for_each(|l| want[l] += i16::from(weights[l]));
        }
        // What stands before and behind a character in a sentence does not tell.
        let (mut found, mut sums) = (Found::default(), Vec::new());
        let look = |i: usize, out: &mut [u32; WIDTH]| {
            *out = features;
            i > 0
        };
        table.sums(3, look, &mut found, |sum| sums.push(sum[..13].to_vec()));
        prop_assert_eq!(sums, [vec![0; 13], want[..13].to_vec(), want[..13].to_vec()]);
    }
}

#[test]
fn iob2_with_and_without_numbers() {
    let numbered = "# text = 李敏去烟台\n1\t李\tB-PER\t-\n2\t敏\tI-PER\t-\n3\t去\tO\t-\n4\t烟台\tB-LOC\t-\n\n";
    let plain = "李 B-PER\n敏 I-PER\n去 O\n烟台 B-LOC\n";
    let want = marked(&[("李敏", Some(Kind::Person)), ("去", None), ("烟台", Some(Kind::Place))]);
    assert_eq!(iob2::read(numbered), std::slice::from_ref(&want));
    assert_eq!(iob2::read(plain), [want]);
}

#[test]
fn iob2_of_other_schemes_and_columns() {
    let text = "# newdoc id = a\n王 NR B-nr\n敏 NR E-nr\n在 P O\n甬 NR S-GPE\n\n好 A O\n\n-DOCSTART- -X- O\n1 CD O\n夜 NN B-TIME\n";
    let first = marked(&[("王敏", Some(Kind::Person)), ("在", None), ("甬", Some(Kind::Place))]);
    let want = vec![vec![first, marked(&[("好", None)])], vec![marked(&[("1夜", None)])]];
    assert_eq!(iob2::read_documents(text), want);
}

#[test]
fn jsonl_counts_code_points_and_names_its_faults() {
    let text =
        r#"{"text":"𠮷林去烟台","spans":[{"start":0,"end":2,"label":"person"},{"start":3,"end":5,"label":"ns"}]}"#;
    let want = marked(&[("𠮷林", Some(Kind::Person)), ("去", None), ("烟台", Some(Kind::Place))]);
    assert_eq!(jsonl::read("a.jsonl", text).unwrap(), [want]);
    let outside = r#"{"text":"烟台","spans":[{"start":0,"end":3,"label":"LOC"}]}"#;
    for broken in [outside, "{}", "王敏 B-PER"] {
        let error = jsonl::read("a.jsonl", &format!("\n{broken}")).unwrap_err().to_string();
        assert!(error.starts_with("a.jsonl:2: "), "{error}");
    }
}

#[test]
fn fewfc_keeps_sure_names() {
    let line = r#"{"content":"甲公司质押给乙银行","events":[{"mentions":[
        {"word":"甲公司","span":[0,3],"role":"sub-org"},{"word":"质押","span":[3,5],"role":"trigger"},
        {"word":"乙银行","span":[6,9],"role":"obj-org"}]}]}"#
        .replace('\n', "");
    let want = marked(&[("甲公司", Some(Kind::Organization)), ("质押给", None), ("乙银行", Some(Kind::Organization))]);
    let found = read_fewfc(&line);
    assert_eq!((&found[0].text, &found[0].names), (&want.text, &want.names));
    assert_eq!(found[0].open.free, [Span::new(0, want.text.len())]);
}

proptest! {
    #[test]
    fn spans_are_in_order_and_on_characters(text in "[记者王小明在北京新华社 a-z0-9，。《》“”·\u{20000}]{0,60}", cut in 1usize..9) {
        let all = words(&text, true);
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
    let folder = std::path::Path::new("../shared/data");
    let Ok(scores) = super::recipe::dev_scores(Tagger::embedded(), folder, false) else { return };
    let f1 = scores.kinds.map(|s| s.f1());
    assert!(f1[0] >= 0.735 && f1[1] >= 0.715 && f1[2] >= 0.56 && scores.all().f1() >= 0.70, "{scores}");
}

#[test]
fn gaps_are_filled_with_names_of_their_kind() {
    let names = super::augment::Names::embedded();
    let mut random = super::train::Random::new(7);
    for pattern in super::augment::patterns() {
        let filled = names.fill(pattern, &mut random);
        assert!(!filled.text.contains(['{', '}']), "{}", filled.text);
        let mut last = 0;
        for (span, _) in &filled.names {
            assert!(span.from() >= last && !span.of(&filled.text).is_empty(), "{pattern}: {}", filled.text);
            last = span.to();
        }
    }
    let filled = names.fill("{O{Lp}大学}的{Pc}，{L海口}人", &mut random);
    let kinds: Vec<_> = filled.names.iter().map(|n| n.1).collect();
    assert_eq!(kinds, [Kind::Organization, Kind::Person, Kind::Place]);
    assert!(filled.names[0].0.of(&filled.text).ends_with("大学"));
    assert!(filled.text.ends_with("，海口人"));
}

#[test]
fn swapped_names_keep_their_kind_and_their_place() {
    let names = super::augment::Names::embedded();
    let mut random = super::train::Random::new(7);
    let before = marked(&[("昨天", None), ("李敏", Some(Kind::Person)), ("到", None), ("法国", Some(Kind::Place))]);
    let after = names.swap(&before, 1.0, &mut random);
    assert!(after.text.starts_with("昨天") && after.text.contains('到'));
    assert_ne!(after.text, before.text);
    assert_eq!(after.names.iter().map(|n| n.1).collect::<Vec<_>>(), [Kind::Person, Kind::Place]);
}

#[test]
fn chains_of_places_are_cut_at_divisions() {
    let links = |text: &str| -> Vec<String> {
        let whole = Span::new(0, text.len());
        super::links(text, whole).iter().map(|s| s.of(text).to_string()).collect()
    };
    assert_eq!(links("湖南省长沙市"), ["湖南省", "长沙市"]);
    assert_eq!(links("福建泉州"), ["福建", "泉州"]);
    assert_eq!(links("上窑乡石塘村"), ["上窑乡", "石塘村"]);
    assert_eq!(links("南京长江大桥"), ["南京长江大桥"]);
    assert_eq!(links("中国大陆"), ["中国大陆"]);
    assert_eq!(links("智利塔尔卡"), ["智利", "塔尔卡"]);
    assert_eq!(links("广州白云机场"), ["广州白云机场"]);
    assert_eq!(links("法国"), ["法国"]);
    assert_eq!(links("江宁省虹湖市"), ["江宁省", "虹湖市"]);
}

#[test]
fn what_is_not_known_may_be_anything() {
    let mut lessons = lesson();
    for mut open in lesson() {
        open.names.truncate(1);
        open.open.free = vec![Span::new(0, open.text.len())];
        lessons.push(open);
    }
    let bytes = train(&lessons, &Config { epochs: 4, ..Config::default() });
    let tagger = Tagger::from_bytes(&bytes).expect("a model just written");
    let text = "记者何永明在都匀采访农民。";
    let found: Vec<_> = tagger.tag(text, &words(text, false)).iter().map(|t| t.span.of(text)).collect();
    assert_eq!(found, ["何永明", "都匀"]);
}

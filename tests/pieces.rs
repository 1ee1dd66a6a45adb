//! Articles put together from pieces of others: however a text is cut, reading it neither panics nor leaves it.

use proptest::prelude::*;
use tupu::extract::Extractor;
use tupu::ontology::Ontology;
use tupu::read::Document;

/// The sample articles, cut behind marks and behind the little words that hold sentences together.
fn pieces() -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir("examples/news").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let text: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    text.split_inclusive(['，', '。', '、', '“', '”', '：', '；', '（', '）', '\n', '的', '是', '由', '在'])
        .map(str::to_owned)
        .collect()
}

#[test]
fn texts_cut_anywhere_are_read() {
    let extractor = Extractor::new(Ontology::embedded().unwrap());
    let pieces = pieces();
    // A piece whole, or its first letters.
    let drawn = proptest::collection::vec((0..pieces.len(), prop_oneof![Just(99_usize), 1_usize..6]), 1..30);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    let checked = runner.run(&drawn, |drawn| {
        let text: String = drawn.iter().flat_map(|&(piece, letters)| pieces[piece].chars().take(letters)).collect();
        let extract = extractor.extract(Document::plain(text));
        let length = extract.document.text.len();
        prop_assert!(extract.mentions.iter().all(|m| m.span.to() <= length));
        prop_assert!(extract.claims.iter().all(|c| c.evidence.to() <= length && c.evidence.contains(c.trigger)));
        Ok(())
    });
    checked.unwrap();
}

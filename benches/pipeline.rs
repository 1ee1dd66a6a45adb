//! How fast text becomes a graph: the whole line and its stages on one thread, beside plain jieba tagging of the same
//! text, in bytes of UTF-8 a second of processor time; and what loading, writing and reading cost.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tupu::assemble::{self, Graph};
use tupu::build::assemble_all;
use tupu::extract::{Extract, Extractor};
use tupu::ontology::{Lexicon, Ontology};
use tupu::read::{Document, Media, Options, Source, parse};
use tupu::recognise::gazetteer::Gazetteer;
use tupu::recognise::tagger::{Tagger, Word};
use tupu::recognise::{quantity, recognise};
use tupu::relate::relate;
use tupu::resolve::Decisions;
use tupu::segment::Segmenter;
use tupu::span::Span;
use tupu::store::{Dataset, Folder};

mod corpus;
mod time;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Bench = Criterion<time::Processor>;

/// As many articles as one measurement reads: about a megabyte.
const ARTICLES: usize = 500;

fn pages() -> Vec<String> {
    corpus::articles(1).take(ARTICLES).map(|a| a.page()).collect()
}

fn read(page: &str) -> Vec<Document> {
    let source = Source { path: "article.txt".into(), media: Media::Text };
    parse(page.as_bytes().to_vec(), &source, &Options::default()).expect("the generator writes articles")
}

fn ontology() -> Ontology {
    Ontology::embedded().expect("the ontology is sound")
}

/// Everything that is measured runs on one thread; this comes first, as long as there are none.
fn one_thread(_: &mut Bench) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("no thread has been used yet");
}

/// What a program waits for before its first article: ontology, dictionary and the words of both. Gazetteer, tagger and
/// parser are loaded once in a process and not measured here.
fn loading(criterion: &mut Bench) {
    let mut group = criterion.benchmark_group("loading");
    group.sample_size(10);
    group.bench_function("ontology", |b| b.iter(ontology));
    group.bench_function("ontology, dictionary, words", |b| b.iter(|| Extractor::load(&[], false).expect("sound")));
    group.finish();
}

fn text_to_claims(criterion: &mut Bench) {
    let pages = pages();
    let documents: Vec<Document> = pages.iter().flat_map(|p| read(p)).collect();
    let extractor = Extractor::new(ontology());
    let jieba = jieba_rs::Jieba::new();

    let mut group = criterion.benchmark_group("text to claims");
    group.sample_size(10).throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum()));
    group.bench_function("jieba tagging alone", |b| {
        b.iter(|| documents.iter().map(|d| jieba.tag(black_box(&d.text), true).len()).sum::<usize>());
    });
    group.bench_function("read to relate", |b| {
        let claims = |page: &String| -> usize {
            read(black_box(page)).into_iter().map(|document| extractor.extract(document).claims.len()).sum()
        };
        b.iter(|| pages.iter().map(claims).sum::<usize>());
    });
    group.finish();
}

fn stages(criterion: &mut Bench) {
    let pages = pages();
    let documents: Vec<Document> = pages.iter().flat_map(|p| read(p)).collect();
    let ontology = ontology();
    let (lexicon, segmenter) = (Lexicon::new(&ontology), Segmenter::new(&ontology));
    let segmented: Vec<_> = documents.iter().map(|d| segmenter.segment(d)).collect();

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10).throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum()));
    group.bench_function("read", |b| b.iter(|| pages.iter().map(|p| read(black_box(p)).len()).sum::<usize>()));
    group.bench_function("segment", |b| {
        b.iter(|| documents.iter().map(|d| segmenter.segment(black_box(d)).sentences.len()).sum::<usize>());
    });
    group.bench_function("recognise", |b| {
        b.iter(|| segmented.iter().map(|s| recognise(black_box(s), &ontology, &lexicon).names).sum::<usize>());
    });
    group.bench_function("recognise: tagger", |b| {
        let tagger = Tagger::embedded();
        b.iter(|| {
            let mut names = 0;
            for (text, sentence) in segmented.iter().flat_map(|s| s.sentences.iter().map(move |one| (&*s.text, one))) {
                let from = sentence.span.from();
                let word =
                    |t: &tupu::segment::Token| Word { range: t.span.from() - from..t.span.to() - from, tag: t.pos };
                let words: Vec<Word> = sentence.tokens.iter().map(word).collect();
                names += tagger.tag(sentence.span.of(text), &words).len();
            }
            names
        });
    });
    group.bench_function("recognise: gazetteer", |b| {
        let gazetteer = Gazetteer::embedded();
        b.iter(|| {
            let places = |s: &tupu::segment::Segmented| {
                let words: Vec<Span> = s.sentences.iter().flat_map(|s| s.tokens.iter().map(|t| t.span)).collect();
                gazetteer.find_among(&s.text, &words).len()
            };
            segmented.iter().map(places).sum::<usize>()
        });
    });
    group.bench_function("recognise: quantities and times", |b| {
        let options = quantity::Options::news(None);
        b.iter(|| segmented.iter().map(|s| quantity::find_with(black_box(&s.text), &options).len()).sum::<usize>());
    });
    group.bench_function("relate", |b| {
        let recognised = || segmented.iter().map(|s| recognise(s, &ontology, &lexicon)).collect::<Vec<_>>();
        let claims = |found: Vec<_>| {
            segmented.iter().zip(found).map(|(s, f)| relate(s, f, &ontology, &lexicon).1.len()).sum::<usize>()
        };
        b.iter_batched(recognised, claims, BatchSize::LargeInput);
    });
    group.finish();
}

fn graph_to_store(criterion: &mut Bench) {
    let pages = pages();
    let extractor = Extractor::new(ontology());
    let documents = pages.iter().flat_map(|p| read(p));
    let extracts: Vec<Extract> = documents.map(|document| extractor.extract(document)).collect();
    let decisions = Decisions::default();
    let graph = |extracts| -> Graph { assemble_all(extracts, &extractor.ontology, assemble::BASE, &decisions) };
    let made = graph(extracts.clone());
    let folder = tempfile::tempdir().expect("a folder for the snapshot");
    let folder = Folder::at(folder.path());
    let write = || tupu::store::write(&made, &folder.snapshot()).expect("the folder can be written").quads;

    let mut group = criterion.benchmark_group("claims to store");
    group.sample_size(10).throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum()));
    group.bench_function("resolve and assemble", |b| {
        b.iter_batched(|| extracts.clone(), graph, BatchSize::LargeInput);
    });
    let quads = write();
    group.throughput(Throughput::Elements(quads as u64));
    group.bench_function("quads to snapshot", |b| b.iter(write));
    group.bench_function("snapshot to quads", |b| {
        b.iter(|| tupu::store::read(&folder.snapshot()).map(Iterator::count).expect("just written"));
    });
    group.bench_function("snapshot to oxigraph", |b| {
        b.iter(|| Dataset::open(&folder).expect("just written"));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(time::Processor);
    targets = one_thread, loading, text_to_claims, stages, graph_to_store
}
criterion_main!(benches);

//! Bad input: told, never a panic.

use std::fs;

use proptest::prelude::*;
use tupu::read::{Document, Media, Options, Source, load, parse, sources};

fn write(name: &str, content: &[u8]) -> (tempfile::TempDir, Source) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("a file");
    (folder, Source { media: Media::from_path(&path).expect("a known kind"), path })
}

fn refused(name: &str, content: &[u8]) -> String {
    let (_folder, source) = write(name, content);
    let (documents, errors) = load(&source, &Options::default());
    assert!(documents.is_empty() && errors.len() == 1, "{documents:?} {errors:?}");
    let message = errors[0].to_string();
    assert!(message.contains(name), "{message}");
    message
}

#[test]
fn what_cannot_be_read_is_refused_with_file_and_reason() {
    assert!(refused("a.txt", b"").contains("empty"));
    assert!(refused("a.txt", b" \n\t\n").contains("empty"));
    assert!(refused("a.csv", b"").contains("no column"));
    assert!(refused("a.jsonl", b"").contains("no row"));
    assert!(refused("a.txt", "港口\0开通".as_bytes()).contains("NUL byte at byte 6"));
    assert!(refused("a.txt", b"%PDF-1.5 \xe4\xbd").contains("PDF"));
    assert!(refused("a.html", b"\x89PNG\r\n\x1a\n").contains("PNG"));
    assert!(refused("a.txt", &[0x81, 0x20, 0xff, 0x80, 0xfe]).contains("Big5"));
    assert!(refused("a.html", b"<html><body><p><img src=a.png></p></body></html>").contains("no article"));
    assert!(refused("a.md", b"---\n").contains("no article"));
}

#[test]
fn missing_paths_are_errors_and_lists_are_sorted_and_without_doubles() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |p: &str| folder.path().join(p).to_string_lossy().into_owned();
    fs::create_dir_all(at("b/empty")).expect("a folder");
    for name in ["b/2.txt", "b/1.html", "a.md", "z.jsonl", ".hidden.txt", "b/photo.jpg"] {
        fs::write(at(name), "x").expect("a file");
    }
    let list = |paths: &[String]| sources(paths, Media::Text).map(|s| s.iter().map(Source::name).collect::<Vec<_>>());
    let all = list(&[at("")]).expect("a list");
    assert_eq!(all, ["a.md", "b/1.html", "b/2.txt", "z.jsonl"].map(at));
    assert_eq!(list(&[at("z.jsonl"), at("b/*.txt"), at("a.md"), at("b"), at("b/2.txt")]).expect("a list"), all);
    let error = |path: String| list(&[path]).expect_err("an error").to_string();
    assert!(error(at("nowhere.txt")).contains("no such file"));
    assert!(error(at("b/empty")).contains("no file tupu can read"));
    assert!(error(at("*.docx")).contains("matches no file"));
    assert!(error(at("b/photo.jpg")).contains("unknown kind of file: .jpg"));
    assert_eq!(sources(&["-"], Media::JsonLines).expect("a list")[0].media, Media::JsonLines);
}

#[test]
fn a_line_of_ten_megabytes_is_read() {
    let line = "某市今年新增企业三百家，产值超过十亿元。".repeat(180_000);
    let (_folder, source) = write("long.txt", line.as_bytes());
    let (documents, errors) = load(&source, &Options::default());
    assert!(errors.is_empty() && documents[0].text == line);
    let row = format!("{{\"text\":\"{line}\"}}\n{{\"text\":\"下一行完好，可以阅读。\"}}\n");
    let (_folder, source) = write("long.jsonl", row.as_bytes());
    let small = Options { max_document: 1 << 20, ..Options::default() };
    let (documents, errors) = load(&source, &small);
    assert_eq!((documents.len(), errors.len()), (1, 1));
    assert!(errors[0].to_string().contains("row 1") && errors[0].to_string().contains("longer than 1 MB"));
}

#[test]
fn a_file_that_is_too_long_is_refused_before_it_is_read() {
    let (_folder, source) = write("huge.txt", b"x");
    fs::File::options().write(true).open(&source.path).and_then(|f| f.set_len(200 << 20)).expect("a sparse file");
    let (documents, errors) = load(&source, &Options::default());
    assert!(documents.is_empty() && errors[0].to_string().contains("longer than 32 MB"));
}

#[test]
fn a_page_nested_without_end_is_refused() {
    let page = format!("{}正文在此，这里有一句话。{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert!(refused("deep.html", page.as_bytes()).contains("nested deeper"));
}

/// Every span lies in the text, on character boundaries, and the paragraphs cover all but the line breaks.
fn check(document: &Document) {
    let text = &document.text;
    let mut rest = String::new();
    let mut at = 0;
    for paragraph in &document.paragraphs {
        assert!(paragraph.span.from() >= at && text.get(paragraph.span.range()).is_some());
        rest.push_str(&text[at..paragraph.span.from()]);
        at = paragraph.span.to();
    }
    rest.push_str(&text[at..]);
    assert!(rest.chars().all(|c| c == '\n'), "{rest:?}");
    assert!(!text.contains(['\0', '\r', '\x0c']));
    let meta = &document.meta;
    let credits = meta.reporters.iter().chain(&meta.source).chain(&meta.place).filter_map(|c| c.span);
    for span in credits.chain(meta.date.iter().filter_map(|d| d.span)).chain(meta.dateline) {
        assert!(text.get(span.range()).is_some_and(|t| !t.is_empty()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for media in [Media::Text, Media::Markdown, Media::Html] {
            let source = Source { path: "any".into(), media };
            for document in parse(bytes.clone(), &source, &Options::default()).unwrap_or_default() {
                check(&document);
            }
        }
    }

    #[test]
    fn any_page_of_newspaper_parts_keeps_its_spans(parts in proptest::collection::vec(prop::sample::select(PARTS), 0..24)) {
        for media in [Media::Text, Media::Markdown, Media::Html] {
            let source = Source { path: "any".into(), media };
            for document in parse(parts.concat().into_bytes(), &source, &Options::default()).unwrap_or_default() {
                check(&document);
            }
        }
    }
}

const PARTS: &[&str] = &[
    "\n",
    "\n\n",
    "　　",
    "\x0c",
    "---\n",
    "新华社北京3月5日电（记者张三 李四）",
    "（记者 王五）",
    "据新华社",
    "据《某报》\n",
    "来源：某网 2024-01-02 ",
    "小镇的新生意",
    "如今，这里已成为全",
    "球最大的市场，产值超80亿元。",
    "图为车间。",
    "责任编辑：甲乙\n",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "<a href=x>",
    "# ",
    "- ",
    "“",
    "”",
    "\u{feff}",
    "\u{7}",
    "AI ",
    "，",
    "。\n",
    "《",
    "2025年3月5日",
];

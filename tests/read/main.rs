//! Reading: every format, every encoding, pages of several articles, credits, bad input.
#![allow(clippy::print_stderr)]

mod credits;
mod format;
mod input;
mod page;

use tupu::read::{Document, Media, Options, Source, parse};

/// Reads `text` as a file of the kind `media`.
fn read_as(text: &str, media: Media) -> Vec<Document> {
    let source = Source { path: format!("sample.{}", media.name()).into(), media };
    parse(text.as_bytes().to_vec(), &source, &Options::default()).expect("the sample is readable")
}

/// Reads `text` as a plain text that holds one article.
fn article(text: &str) -> Document {
    let mut documents = read_as(text, Media::Text);
    assert_eq!(documents.len(), 1, "{documents:#?}");
    documents.remove(0)
}

/// The lines of a document with the parts they play.
fn lines(document: &Document) -> Vec<(tupu::read::Role, &str)> {
    document.paragraphs.iter().map(|p| (p.role, p.span.of(&document.text))).collect()
}

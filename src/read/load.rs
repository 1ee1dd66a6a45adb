//! Turns one input into its documents.

use std::io::Read;

use super::article::{Block, Given, compose};
use super::document::{Document, Origin};
use super::encoding::{declared_by_html, decode};
use super::source::Source;
use super::{Media, html, line, markdown, page, table};
use crate::{Error, Result};

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The columns of tables.
    pub columns: Columns,
    /// The most bytes that one article, or one row of a table, may have.
    pub max_document: u64,
    /// The most bytes that a table of documents may have.
    pub max_table: u64,
    /// Whether pages of plain text are split into their articles.
    pub split: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { columns: Columns::default(), max_document: 32 << 20, max_table: 4 << 30, split: true }
    }
}

/// The names of the columns of a table of documents (CSV) or of the members of its objects (JSON lines).
///
/// `None` takes the first of the usual names that is there (`text`, `content`, `body`, 正文, 内容 and so on).
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// A name of the row that messages show.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// The medium.
    pub source: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The address on the web.
    pub url: Option<String>,
}

/// Reads all documents of one input, and tells what had to be left out and why.
///
/// Nothing is printed, nothing fails as a whole: an input that cannot be read gives no document and one error.
pub fn load(source: &Source, options: &Options) -> (Vec<Document>, Vec<Error>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    each(source, options, &mut |result| match result {
        Ok(document) => documents.push(document),
        Err(error) => errors.push(error),
    });
    (documents, errors)
}

/// Reads the documents of one input one by one, so that a table of any length takes the memory of one row.
pub fn each(source: &Source, options: &Options, take: &mut dyn FnMut(Result<Document>)) {
    let result = if source.media.is_table() {
        table::each(source, options, take)
    } else {
        read_bytes(source, options.max_document).and_then(|bytes| {
            for document in parse(bytes, source, options)? {
                take(Ok(document));
            }
            Ok(())
        })
    };
    if let Err(error) = result {
        take(Err(error));
    }
}

/// The bytes of an input that is one document or one page.
pub(super) fn read_bytes(source: &Source, limit: u64) -> Result<Vec<u8>> {
    let too_long = || {
        let help = "split the file into its articles, or make a table of it (jsonl, csv), which may be of any length";
        Error::input(source.name(), format!("longer than {} MB", limit >> 20), help)
    };
    let mut bytes = Vec::new();
    if source.is_stdin() {
        std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes).map_err(|e| Error::io("-", e))?;
    } else {
        let file = std::fs::File::open(&source.path).map_err(|e| Error::io(&source.path, e))?;
        if file.metadata().is_ok_and(|m| m.len() > limit) {
            return Err(too_long());
        }
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| Error::io(&source.path, e))?;
    }
    if bytes.len() as u64 > limit { Err(too_long()) } else { Ok(bytes) }
}

/// Reads the documents out of the bytes of a file that is no table.
///
/// # Errors
/// Bytes that are no text, or a text that holds no article.
pub fn parse(bytes: Vec<u8>, source: &Source, options: &Options) -> Result<Vec<Document>> {
    let name = source.name();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::input(name, "the file is empty", ""));
    }
    let declared = if source.media == Media::Html { declared_by_html(&bytes) } else { None };
    let (text, encoding) = decode(bytes, declared.as_deref()).map_err(|reason| {
        Error::input(&name, reason, format!("tupu reads {} in UTF-8, UTF-16, GB18030 or Big5", Media::names()))
    })?;
    let text = line::clean(&text);
    let articles: Vec<(Vec<Block>, Given)> = match source.media {
        Media::Html => html::articles(&text).map_err(|reason| Error::input(&name, reason, ""))?,
        Media::Markdown => markdown::articles(&text, options.split),
        _ => page::articles(&text, options.split).into_iter().map(|b| (b, Given::default())).collect(),
    };
    let several = articles.len() > 1;
    let documents: Vec<Document> = articles
        .into_iter()
        .enumerate()
        .filter_map(|(i, (blocks, given))| {
            let part = several.then_some(i + 1);
            compose(blocks, given, Origin { path: name.clone(), row: None, part, encoding: encoding.to_owned() })
        })
        .collect();
    if documents.is_empty() {
        return Err(Error::input(name, "no article was found in it", ""));
    }
    Ok(documents)
}

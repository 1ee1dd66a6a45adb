//! The documents that a command is given.

use rayon::prelude::*;
use tupu::error::Error;
use tupu::read::{self, Columns, Document, Media, Options, Source};

use super::values;

/// Files and how to read them.
#[derive(clap::Args)]
pub struct Input {
    /// Files, folders or globs of articles (txt, md, html, jsonl, csv, tsv); - reads standard input
    #[arg(required = true, value_name = "PATHS")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub reading: Reading,
}

/// How files are read.
#[derive(clap::Args)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// What standard input holds
    #[arg(long, value_name = "FORMAT", default_value = "txt", value_parser = values(Media::ALL.map(Media::name)))]
    stdin_format: String,
    /// Take each plain text for one article, not for a page of several
    #[arg(long)]
    no_split: bool,
    /// The column of tables, or member of JSON objects, that names a row
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,
    /// The column of headlines
    #[arg(long, value_name = "NAME")]
    title_column: Option<String>,
    /// The column of texts
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// The column of media
    #[arg(long, value_name = "NAME")]
    source_column: Option<String>,
    /// The column of days of publication
    #[arg(long, value_name = "NAME")]
    date_column: Option<String>,
    /// The column of addresses
    #[arg(long, value_name = "NAME")]
    url_column: Option<String>,
}

/// What was read, and what could not be.
#[derive(Default)]
pub struct Loaded {
    pub documents: Vec<Document>,
    pub left_out: Vec<Error>,
}

impl Reading {
    /// Reads everything that `paths` name; what cannot be read does not hold up the rest.
    pub fn load<P: AsRef<str>>(&self, paths: &[P]) -> Loaded {
        let stdin = Media::from_name(&self.stdin_format).unwrap_or(Media::Text);
        let mut loaded = Loaded::default();
        let mut sources: Vec<Source> = Vec::new();
        for path in paths {
            match read::sources(&[path], stdin) {
                Ok(found) => sources.extend(found),
                Err(e) => loaded.left_out.push(e),
            }
        }
        sources.sort();
        sources.dedup();
        let options = self.options();
        let all: Vec<_> = sources.par_iter().map(|source| read::load(source, &options)).collect();
        for (documents, errors) in all {
            loaded.documents.extend(documents);
            loaded.left_out.extend(errors);
        }
        loaded
    }

    fn options(&self) -> Options {
        let columns = Columns {
            id: self.id_column.clone(),
            title: self.title_column.clone(),
            text: self.text_column.clone(),
            source: self.source_column.clone(),
            date: self.date_column.clone(),
            url: self.url_column.clone(),
        };
        Options { columns, split: !self.no_split, ..Options::default() }
    }
}

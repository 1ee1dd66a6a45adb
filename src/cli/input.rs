//! The documents that a command is given.

use std::path::PathBuf;

use tupu::error::Error;
use tupu::read::{Credit, Document, Metadata, Origin};

/// Files and how to read them.
#[derive(clap::Args)]
pub struct Input {
    /// Files, folders or globs of articles; - reads standard input
    #[arg(required = true, value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
}

/// What was read, and what could not be.
#[derive(Default)]
pub struct Loaded {
    pub documents: Vec<Document>,
    pub left_out: Vec<Error>,
}

pub fn load(paths: &[PathBuf]) -> Loaded {
    let mut loaded = Loaded::default();
    for path in paths {
        let mut files: Vec<PathBuf> = walkdir::WalkDir::new(path)
            .into_iter()
            .filter_map(|e| e.ok().map(|e| e.into_path()))
            .filter(|p| p.is_file())
            .collect();
        files.sort();
        if files.is_empty() {
            loaded.left_out.push(Error::input(path.display().to_string(), "there is no such file", ""));
        }
        for file in files {
            match std::fs::read_to_string(&file) {
                Ok(text) => loaded.documents.push(document(text, &file.display().to_string())),
                Err(e) => loaded.left_out.push(Error::io(file, e)),
            }
        }
    }
    loaded
}

fn document(text: String, path: &str) -> Document {
    let mut plain = Document::plain(text);
    let mut meta = Metadata::default();
    if let Some(first) = plain.paragraphs.first_mut() {
        first.role = tupu::read::Role::Title;
        meta.title = Some(first.span.of(&plain.text).trim().to_owned());
    }
    if let Some(at) = plain.text.rfind("据《") {
        let name = plain.text[at + "据《".len()..].split('》').next().unwrap_or_default();
        meta.source = Some(Credit { name: name.to_owned(), span: None });
    }
    let origin = Origin { path: path.to_owned(), encoding: "UTF-8".to_owned(), ..Origin::default() };
    Document::new(plain.text, plain.paragraphs, meta, origin)
}

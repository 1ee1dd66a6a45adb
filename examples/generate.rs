//! Writes invented Chinese news articles, the same for the same number: `generate 10000 DIR`.
//!
//! A file each in `DIR`, or with `generate 10000 FILE.jsonl` a table of documents.

use std::io::{BufWriter, Error, Write};
use std::path::PathBuf;

#[path = "../benches/corpus/mod.rs"]
mod corpus;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let count = args.next().and_then(|n| n.parse::<usize>().ok());
    let (Some(count), Some(to)) = (count, args.next().map(PathBuf::from)) else {
        return Err(Error::other("usage: generate COUNT DIR|FILE.jsonl"));
    };
    let articles = corpus::articles(1).take(count).enumerate();
    if to.extension().is_some_and(|e| e == "jsonl") {
        let mut out = BufWriter::new(std::fs::File::create(to)?);
        for (n, article) in articles {
            let corpus::Article { title, text, date } = article;
            let row = serde_json::json!({ "id": n.to_string(), "title": title, "text": text, "date": date });
            writeln!(out, "{row}")?;
        }
        return out.flush();
    }
    std::fs::create_dir_all(&to)?;
    for (n, article) in articles {
        std::fs::write(to.join(format!("{n:05}.txt")), article.page())?;
    }
    Ok(())
}

//! Marked names as JSON lines: `{"text": "...", "spans": [{"start": 0, "end": 3, "label": "PER"}]}`.

use serde::Deserialize;

use super::Kind;
use super::corpus::Marked;
use crate::error::{Error, Result};
use crate::span::Span;

#[derive(Deserialize)]
struct Record {
    text: String,
    #[serde(alias = "entities", default)]
    spans: Vec<Name>,
}

#[derive(Deserialize)]
struct Name {
    start: usize,
    end: usize,
    #[serde(alias = "type", alias = "kind")]
    label: String,
}

/// Reads documents, one a line; positions are code points, the end exclusive. Kinds that are none of ours are left out.
///
/// # Errors
/// [`Error::Input`] for a line that is not such a record, or a span that does not fit its text; `origin` is the file.
pub fn read(origin: &str, text: &str) -> Result<Vec<Marked>> {
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let fault = |reason: String| {
            Error::input(
                format!("{origin}:{}", number + 1),
                reason,
                r#"a line is {"text": "...", "spans": [{"start": 0, "end": 3, "label": "PER"}]}"#,
            )
        };
        let record: Record = serde_json::from_str(line).map_err(|e| fault(e.to_string()))?;
        let bytes: Vec<usize> = record.text.char_indices().map(|(i, _)| i).chain([record.text.len()]).collect();
        let mut names = Vec::new();
        for name in &record.spans {
            let (Some(&start), Some(&end)) = (bytes.get(name.start), bytes.get(name.end)) else {
                return Err(fault(format!("the span {}..{} lies outside of the text", name.start, name.end)));
            };
            names.extend(Kind::parse(&name.label).map(|kind| (Span::new(start, end), kind)));
        }
        names.sort_unstable();
        out.push(Marked { text: record.text, names, ..Marked::default() });
    }
    Ok(out)
}

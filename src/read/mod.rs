//! Reads bytes into [`Document`]s: encoding found, page split into articles, credit lines read, broken lines joined.

mod document;

pub use document::{Credit, Dated, Document, DocumentId, Metadata, Origin, Paragraph, Role};

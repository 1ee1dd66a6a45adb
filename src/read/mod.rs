//! Reads bytes into [`Document`]s: encoding found, page split into articles, credit lines read, broken lines joined.
//!
//! [`sources`] lists inputs in one order, [`load`] reads one of them; inputs are independent of each other, so they may
//! be read in parallel.

mod article;
mod credit;
mod day;
mod document;
mod encoding;
mod fragment;
mod html;
mod kind;
mod line;
mod load;
mod markdown;
mod media;
mod page;
mod source;
mod table;

pub use document::{Credit, Dated, Document, DocumentId, Metadata, Origin, Paragraph, Role};
pub use load::{Columns, Options, each, load, parse};
pub use media::Media;
pub use source::{Source, sources};

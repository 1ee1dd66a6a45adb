//! Cuts a [`Document`](crate::read::Document) into [`Sentence`]s with clauses, quotations and words.

pub mod script;
mod sentence;
mod split;
mod words;

pub use sentence::{Quote, Segmented, Sentence, Token};
pub use words::{Dictionary, Segmenter};

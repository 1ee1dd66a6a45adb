//! Cuts a [`Document`] into [`Sentence`]s with clauses, quotations and words.

mod sentence;

pub use sentence::{Quote, Segmented, Sentence, Token};

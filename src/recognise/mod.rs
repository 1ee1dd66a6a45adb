//! Finds [`Mention`]s: names, quantities and times, by the ontology's words, the gazetteer and the tagger.

pub mod gazetteer;
mod mention;
pub mod quantity;
pub mod tagger;

pub use mention::{Mention, Recogniser};

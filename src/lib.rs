//! tupu (图谱) reads Chinese news and writes a knowledge graph in which every fact leads to the words that say it.
//!
//! | step | takes | gives |
//! |---|---|---|
//! | [`read`] | bytes, path, media type | [`Document`](read::Document)s |
//! | [`segment`] | document | [`Sentence`](segment::Sentence)s with clauses, quotations, words |
//! | [`recognise`] | sentences | [`Mention`](recognise::Mention)s |
//! | [`relate`] | sentences, mentions, [`ontology`] | [`Claim`](relate::Claim)s with evidence |
//! | [`resolve`] | all mentions and claims | [`Entity`](resolve::Entity)s |
//! | [`assemble`] | entities, claims | [`Graph`](assemble::Graph) |
//! | [`store`] | graph | [`Dataset`](store::Dataset), one named graph per article |
//! | [`draw`] | a [`Picture`](draw::Picture) | SVG with a layout of its own, DOT |

pub mod assemble;
pub mod build;
pub mod draw;
pub mod error;
pub mod export;
pub mod extract;
pub mod ontology;
pub mod query;
pub mod read;
pub mod recognise;
pub mod relate;
pub mod resolve;
pub mod score;
pub mod segment;
#[cfg(test)]
mod sketch;
pub mod span;
pub mod store;
pub mod verify;

pub use error::{Error, Result};

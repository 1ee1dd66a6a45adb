//! The line of modules: each verb owns the noun it makes, and uses only what stands above it, `ontology`, `span` and `error`.
//!
//! | step | takes | gives |
//! |---|---|---|
//! | [`read`] | bytes, path, media type | [`Document`](read::Document)s: encoding found, pages split, credits read |
//! | [`segment`] | document | [`Sentence`](segment::Sentence)s with clauses, quotations, words |
//! | [`recognise`] | sentences | [`Mention`](recognise::Mention)s: span, class, who found it; quantities and times |
//! | [`parse`] | sentences and names | [`Tree`](parse::Tree)s: which word depends on which |
//! | [`relate`] | sentences, mentions, [`ontology`] | [`Claim`](relate::Claim)s with evidence |
//! | [`open`] | trees | [`Relation`](open::Relation)s beyond the ontology, on request |
//! | [`resolve`] | all mentions and claims | [`Entity`](resolve::Entity)s: aliases, short forms, homonyms |
//! | [`assemble`] | entities, claims | [`Graph`](assemble::Graph) on petgraph |
//! | [`store`] | graph | [`Dataset`](store::Dataset) on oxigraph, one named graph per article |
//! | [`query`], [`export`], [`draw`], [`score`], [`verify`], [`validate`] | dataset or graph | answers, files, pictures, figures, faults |
//! | `page`, `serve`, `report` | graph | what the page shows, answers over HTTP, one file for colleagues |
//!
//! [`extract`] runs the steps of one document, [`build`] the whole line.
#![doc = ""]
#![doc = include_str!("../README.md")]

pub mod assemble;
pub mod build;
#[cfg(any(doc, doctest))]
pub mod docs;
pub mod draw;
pub mod error;
pub mod export;
pub mod extract;
pub mod ontology;
pub mod open;
#[cfg(feature = "serve")]
pub mod page;
pub mod parse;
pub mod query;
pub mod read;
pub mod recognise;
pub mod relate;
#[cfg(feature = "remote")]
pub mod remote;
#[cfg(feature = "serve")]
pub mod report;
pub mod resolve;
pub mod score;
pub mod segment;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(test)]
mod sketch;
pub mod span;
pub mod store;
pub mod validate;
pub mod verify;
mod weights;

pub use error::{Error, Result};

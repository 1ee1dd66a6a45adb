//! Puts entities and claims together into a [`Graph`]: affirmed relations become facts, and every fact keeps its claims.

mod build;
mod graph;
mod iri;
mod measure;
mod open;
mod page;
mod select;
mod terms;

pub use build::{Setting, assemble, assemble_each};
pub use graph::{Article, Claim, ClaimIx, Content, Fact, Graph, Node, Observation, Post, Quotation, Sort, Term};
pub use iri::{BASE, entity as entity_iri, hash};
pub use measure::{Link, Links};
pub use open::{End, OpenClaim};
pub use petgraph::graph::{EdgeIndex, NodeIndex};

pub use crate::relate::{Bound, Status};

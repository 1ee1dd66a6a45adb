//! Holds a graph against shapes ([SHACL](https://www.w3.org/TR/shacl/)), and says in plain sentences what does not fit.
//!
//! `shapes` knows what a sound graph is, `run` checks it (feature `shacl`), `report` holds what was found, as RDF too, and
//! `sentence` says it with the node, the claim and the words of the article.

mod report;
#[cfg(feature = "shacl")]
mod run;
mod sentence;
mod shapes;

/// The namespace of SHACL.
const SH: &str = "http://www.w3.org/ns/shacl#";

pub use report::{Finding, Path, Report};
#[cfg(feature = "shacl")]
pub use run::validate;
pub use sentence::{Language, Sentences};
pub use shapes::{Shapes, sound};

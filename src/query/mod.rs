//! Asks the dataset in SPARQL: named questions and the user's own, with limits.

mod check;
mod fill;
mod named;
mod ontolex;
mod pieces;
#[cfg(feature = "remote")]
mod plain;
mod run;
mod show;
mod suggest;
#[cfg(test)]
mod tests;

pub use check::{parse, parse_federated};
pub use named::{Parameter, Question, find, questions};
pub use ontolex::ontolex;
#[cfg(feature = "remote")]
pub(crate) use plain::plain;
#[cfg(feature = "serve")]
pub(crate) use run::STACK;
#[cfg(feature = "remote")]
pub(crate) use run::at_most;
pub use run::{Answer, Limits, run};
pub use show::{Format, write};
pub use suggest::{Suggestion, suggest, turtle};

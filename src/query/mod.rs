//! Asks the dataset in SPARQL: named questions and the user's own, with limits.

mod check;
mod fill;
mod named;
mod ontolex;
mod pieces;
mod run;
mod show;
mod suggest;
#[cfg(test)]
mod tests;

pub use check::parse;
pub use named::{Parameter, Question, find, questions};
pub use ontolex::ontolex;
#[cfg(feature = "serve")]
pub(crate) use run::STACK;
pub use run::{Answer, Limits, run};
pub use show::{Format, write};
pub use suggest::{Suggestion, suggest, turtle};

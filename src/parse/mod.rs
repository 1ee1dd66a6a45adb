//! Dependency trees: which word of a sentence depends on which, and how.
//!
//! | file | idea |
//! |---|---|
//! | `word` | words of a sentence, names and times each as one |
//! | `tag`, `label` | parts of speech and relations, those of Universal Dependencies made fewer |
//! | `clause` | clauses as marks show them, each parsed by itself |
//! | `mend` | trees that cannot be right |
//! | `tree` | words with their heads |
//! | `state` | a stack, a buffer and three moves (arc-hybrid), and what a move costs |
//! | `features` | what is seen of a word or a state, as hashes |
//! | `weights` | hashed, quantised weights: bytes in, bytes out |
//! | `parser` | words to a tree |
//! | `conllu`, `align` | trees of a treebank, laid on our words |
//! | `train` | trees to weights, seeded and repeatable |
//! | `recipe` | the trees that the embedded weights are trained from |
//!
//! The moves and their costs are those of Goldberg and Nivre, "Training Deterministic Parsers with Non-Deterministic
//! Oracles" (TACL 2013); the weights are averaged perceptrons (Collins 2002). How it was trained and what was tried is
//! told in `docs/open-relations.md`.

mod align;
mod clause;
pub mod conllu;
mod features;
mod label;
mod mend;
mod parser;
pub mod recipe;
mod state;
mod tag;
#[cfg(test)]
mod tests;
pub mod train;
mod tree;
mod weights;
mod word;

pub use align::{cut, lay};
pub use clause::{Clause, clauses};
pub use label::Label;
pub use parser::Parser;
pub use tag::Tag;
pub use tree::Tree;
pub use word::{Word, words};

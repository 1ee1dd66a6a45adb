//! What sentences say beyond the ontology: subject, verb phrase and object, as written.
//!
//! | file | idea |
//! |---|---|
//! | `relation` | the noun: three phrases and their evidence |
//! | `lists` | words that link, negate, place: closed classes |
//! | `phrase` | the words of a noun phrase, and the members of a list |
//! | `predicate` | a verb with what stands before and behind it |
//! | `sentence` | clause by clause: who is meant, what goes with what |

mod lists;
mod phrase;
mod predicate;
mod relation;
mod sentence;

pub use relation::{Phrase, Relation};
pub use sentence::relations;

//! What sentences say beyond the ontology: subject, verb phrase and object, as written.
//!
//! | file | idea |
//! |---|---|
//! | `relation` | the noun: three phrases and their evidence |
//! | `lists` | words that link, negate, place: closed classes |
//! | `phrase` | the words of a noun phrase, and the members of a list |
//! | `predicate` | a verb with what stands before and behind it |
//! | `around` | phrases of place, time and manner |
//! | `sentence` | clause by clause: who is meant, what goes with what |
//!
//! Nothing of it is a fact: it shows an author of an ontology what her articles say that her words do not reach.

mod around;
mod lists;
mod phrase;
mod predicate;
mod relation;
mod sentence;
#[cfg(test)]
mod tests;

pub use relation::{Phrase, Relation};
pub use sentence::relations;

use crate::ontology::Ontology;
use crate::parse::{Parser, words};
use crate::read::Role;
use crate::recognise::Recognised;
use crate::segment::Segmented;

/// Longer sentences are lists or tables that lack their marks.
const LONGEST: usize = 400;

/// What the running text of a document says, sentence by sentence.
pub fn read(seg: &Segmented, found: &Recognised, ontology: &Ontology) -> Vec<Relation> {
    let parser = Parser::embedded();
    let prose = seg.sentences.iter().filter(|s| s.role == Role::Body);
    let said = prose.flat_map(|sentence| {
        let words = words(seg, sentence, found, ontology);
        if words.len() > LONGEST {
            return Vec::new();
        }
        let tree = parser.parse(&seg.text, &words);
        relations(&seg.text, &words, &tree)
    });
    said.collect()
}

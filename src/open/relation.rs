//! An open relation: three phrases of a sentence.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Words of a sentence in their order, not all of them neighbours (把…放在).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Phrase(pub Vec<Span>);

impl Phrase {
    /// The words, joined.
    pub fn of(&self, text: &str) -> String {
        self.0.iter().map(|s| s.of(text)).collect()
    }

    /// From the first word to the last; `None` when there is none.
    pub fn span(&self) -> Option<Span> {
        self.0.iter().copied().reduce(Span::join)
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a sentence says of a subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Relation {
    /// The noun phrase it is said of.
    pub subject: Phrase,
    /// The verb phrase, with adverbs, 了, 把 and its noun.
    pub verb: Phrase,
    /// The verb with what belongs to it (改名为), as a dictionary would list it.
    pub core: Phrase,
    /// A noun phrase, a phrase of place, time or manner, or a clause.
    pub object: Phrase,
}

impl Relation {
    /// From the first word of the relation to the last.
    pub fn evidence(&self) -> Span {
        let parts = [&self.subject, &self.verb, &self.object];
        parts.iter().filter_map(|p| p.span()).reduce(Span::join).unwrap_or(Span::new(0, 0))
    }
}

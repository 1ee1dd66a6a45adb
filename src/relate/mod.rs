//! Turns sentences and mentions into [`Claim`]s with evidence: one file per Chinese construction.

mod claim;

pub use claim::{Bound, Claim, Figure, MentionIx, Statement, Status};

use crate::ontology::{Lexicon, Ontology};
use crate::recognise::{Mention, Recognised};
use crate::segment::Segmented;

/// Finds what the sentences of a document claim. Gives all mentions, those of concepts added, and the claims.
pub fn relate(
    _seg: &Segmented,
    found: Recognised,
    _ontology: &Ontology,
    _lexicon: &Lexicon,
) -> (Vec<Mention>, Vec<Claim>) {
    (found.mentions, Vec::new())
}

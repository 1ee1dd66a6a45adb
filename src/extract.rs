//! What one document gives on its own, before entities are resolved across documents: the unit of the cache.

use serde::{Deserialize, Serialize};

use crate::read::Document;
use crate::recognise::Mention;
use crate::relate::Claim;

/// A document with everything that `read` to `relate` found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// The document.
    pub document: Document,
    /// Its mentions, sorted by span; claims refer to them by index.
    pub mentions: Vec<Mention>,
    /// Its claims, sorted by evidence.
    pub claims: Vec<Claim>,
}

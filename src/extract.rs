//! From one document to its mentions and claims: the steps `segment` to `relate`, and the unit of the cache.

use serde::{Deserialize, Serialize};

use crate::ontology::{Lexicon, Ontology};
use crate::read::Document;
use crate::recognise::{Mention, recognise};
use crate::relate::{Claim, relate};
use crate::segment::Segmenter;

/// A document with everything that `segment` to `relate` found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// The document.
    pub document: Document,
    /// Its mentions, sorted by span; claims refer to them by index.
    pub mentions: Vec<Mention>,
    /// Its claims, sorted by evidence.
    pub claims: Vec<Claim>,
}

/// Everything the per-document steps need, made once for an ontology and shared by all threads.
pub struct Extractor {
    /// The ontology.
    pub ontology: Ontology,
    lexicon: Lexicon,
    segmenter: Segmenter,
}

impl Extractor {
    /// Prepares the words of `ontology`.
    pub fn new(ontology: Ontology) -> Self {
        let lexicon = Lexicon::new(&ontology);
        let segmenter = Segmenter::new(&ontology);
        Extractor { ontology, lexicon, segmenter }
    }

    /// Finds the mentions and claims of one document; the same document gives the same result on every thread.
    pub fn extract(&self, document: Document) -> Extract {
        let (mentions, claims) = {
            let seg = self.segmenter.segment(&document);
            let found = recognise(&seg, &self.ontology, &self.lexicon);
            relate(&seg, found, &self.ontology, &self.lexicon)
        };
        Extract { document, mentions, claims }
    }
}

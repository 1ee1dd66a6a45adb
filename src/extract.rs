//! From one document to its mentions and claims: the steps `segment` to `relate`, and the unit of the cache.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::ontology::{Lexicon, Ontology};
use crate::open;
use crate::read::Document;
use crate::recognise::{Guess, Mention, Recognised, guesses, recognise};
use crate::relate::{Claim, Question, questions, relate};
use crate::segment::{Dictionary, Segmenter, Token};
use crate::span::Span;

/// A document with everything that `segment` to `relate` found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// The document.
    pub document: Document,
    /// Its mentions, sorted by span; claims refer to them by index.
    pub mentions: Vec<Mention>,
    /// Its claims, sorted by evidence.
    pub claims: Vec<Claim>,
    /// What its sentences say beyond the ontology, in order; empty when it was not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<open::Relation>,
}

/// Everything the per-document steps need, made once for an ontology and shared by all threads.
pub struct Extractor {
    /// The ontology.
    pub ontology: Ontology,
    lexicon: Lexicon,
    segmenter: Segmenter,
    open: bool,
}

impl Extractor {
    /// Prepares the words of `ontology`.
    pub fn new(ontology: Ontology) -> Self {
        let (dictionary, ()) = rayon::join(Dictionary::load, crate::recognise::load);
        Extractor::with(ontology, dictionary)
    }

    /// Reads the ontology as [`Ontology::load`] does, the dictionary meanwhile, and prepares the words of both.
    ///
    /// # Errors
    /// As [`Ontology::load`].
    pub fn load(paths: &[PathBuf], only: bool) -> Result<Self> {
        let words = || rayon::join(Dictionary::load, crate::recognise::load);
        let (ontology, (dictionary, ())) = rayon::join(|| Ontology::load(paths, only), words);
        Ok(Extractor::with(ontology?, dictionary))
    }

    fn with(ontology: Ontology, dictionary: Dictionary) -> Self {
        let (lexicon, segmenter) = rayon::join(|| Lexicon::new(&ontology), || Segmenter::with(dictionary, &ontology));
        Extractor { ontology, lexicon, segmenter, open: false }
    }

    /// Reads open relations as well, or not.
    #[must_use]
    pub fn with_open(self, open: bool) -> Self {
        Extractor { open, ..self }
    }

    /// Whether open relations are read.
    pub fn reads_open(&self) -> bool {
        self.open
    }

    /// Finds the names, quantities and times of one document, without relating them.
    pub fn recognise(&self, document: &Document) -> Recognised {
        recognise(&self.segmenter.segment(document), &self.ontology, &self.lexicon)
    }

    /// The words of a sentence with their parts of speech, as every step sees them.
    pub fn words(&self, sentence: &str) -> Vec<Token> {
        self.segmenter.tokens(sentence, Span::new(0, sentence.len()))
    }

    /// The figures of one document and the names that each was weighed for.
    pub fn questions(&self, document: &Document) -> Vec<Question> {
        let seg = self.segmenter.segment(document);
        let found = recognise(&seg, &self.ontology, &self.lexicon);
        questions(&seg, found, &self.ontology, &self.lexicon)
    }

    /// The names of one document that are only guessed, likely or not.
    pub fn guesses(&self, document: &Document) -> Vec<Guess> {
        guesses(&self.segmenter.segment(document), &self.ontology, &self.lexicon)
    }

    /// Finds the mentions and claims of one document; the same document gives the same result on every thread.
    pub fn extract(&self, document: Document) -> Extract {
        let (mentions, claims, open) = {
            let seg = self.segmenter.segment(&document);
            let found = recognise(&seg, &self.ontology, &self.lexicon);
            let open = if self.open { open::read(&seg, &found, &self.ontology) } else { Vec::new() };
            let (mentions, claims) = relate(&seg, found, &self.ontology, &self.lexicon);
            (mentions, claims, open)
        };
        Extract { document, mentions, claims, open }
    }
}

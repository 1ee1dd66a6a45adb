//! The nouns of segmentation: sentence, clause, token, quote.

use std::borrow::Cow;

use crate::read::{Document, Role};
use crate::span::Span;

/// A document cut into sentences.
#[derive(Debug)]
pub struct Segmented<'d> {
    /// The document.
    pub document: &'d Document,
    /// The document's text in simplified script, for recognition: same byte offsets as [`Document::text`].
    pub text: Cow<'d, str>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
    /// The stretches between quotation marks, in order of their start; outermost only.
    pub quotes: Vec<Quote>,
}

impl Segmented<'_> {
    /// The sentence in which a span begins, or the next one.
    pub fn sentence_of(&self, span: Span) -> Option<&Sentence> {
        self.sentences.get(self.sentences.partition_point(|s| s.span.end <= span.start))
    }
}

/// A sentence: up to 。！？； or the end of its paragraph, inside and outside of quotation marks alike.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its bytes, with the closing mark.
    pub span: Span,
    /// The index of its paragraph.
    pub paragraph: usize,
    /// The part its paragraph plays.
    pub role: Role,
    /// Clauses: the stretches between ，；：and brackets, without the marks.
    pub clauses: Vec<Span>,
    /// Words with part of speech, in order, without gaps but for white space.
    pub tokens: Vec<Token>,
}

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// Part of speech in the PKU tag set, as jieba gives it (n, nr, ns, v, vn, a, d, p, u…, m, q, w/x, eng).
    pub pos: &'static str,
    /// Whether the dictionary, or the ontology, has the word; otherwise a model guessed it.
    pub listed: bool,
}

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// With the marks.
    pub span: Span,
    /// Without the marks.
    pub inner: Span,
    /// Whether the mark was closed in the same paragraph.
    pub closed: bool,
}

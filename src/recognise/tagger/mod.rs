//! Names that no list holds: a linear-chain conditional random field over characters.
//!
//! | file | idea |
//! |---|---|
//! | `kind` | the kinds of names and their BIOES labels |
//! | `lexicon` | word classes: surnames, posts, name endings |
//! | `marks` | where words of the classes stand |
//! | `features` | what is seen at a character, as hashes |
//! | `lattice` | forward-backward and Viterbi over the labels |
//! | `model` | quantised weights: bytes in, bytes out |
//! | `table` | look-up of weights |
//! | `corpus` | sentences with marked names |
//! | `iob2`, `jsonl` | files of them |
//! | `augment` | new sentences from old ones by other names |
//! | `recipe` | the sentences the embedded weights are trained from |
//! | `split` | a chain of places as its links |
//! | `train` | data to weights, seeded and repeatable |
//! | `score` | precision, recall and F1 of exact spans |
//!
//! The model is Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001), on the
//! labels of Ramshaw and Marcus (1995) with single and last letters apart. How it was trained and what was
//! tried is told in `docs/tagger.md`.

mod features;
mod kind;
mod lattice;
mod lexicon;
mod marks;
mod model;
mod split;
mod table;

pub mod augment;
pub mod corpus;
pub mod iob2;
pub mod jsonl;
pub mod recipe;
pub mod score;
pub mod train;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

pub use kind::Kind;
pub use model::Tagger;
pub use split::links;

use crate::span::Span;
use features::Sentence;
use lattice::{Lattice, Row};

/// A word of the sentence as the segmenter cut it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The bytes of the sentence it covers.
    pub range: Range<usize>,
    /// Its part of speech in the tag set of jieba (`n`, `nr`, `ns`, `v`, ...).
    pub tag: &'a str,
}

/// A name the tagger found.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The bytes of the sentence it covers.
    pub span: Span,
    /// Which kind of name it is.
    pub kind: Kind,
    /// The model's probability, from 0 to 1, that exactly this span is a name of exactly this kind.
    pub margin: f32,
}

static EMBEDDED: LazyLock<Tagger> =
    LazyLock::new(|| Tagger::from_bytes(include_bytes!("../../../data/tagger.bin.zst")).unwrap_or_default());

thread_local! {
    static SCRATCH: RefCell<(Sentence, table::Found, Lattice, Vec<Row>)> = RefCell::default();
}

impl Tagger {
    /// The tagger whose weights come with tupu; they are read at the first call.
    pub fn embedded() -> &'static Tagger {
        &EMBEDDED
    }

    /// Finds the names in one sentence, in order and without overlap.
    ///
    /// `text` is in simplified characters; `words` cover it from left to right (characters they leave out
    /// count as words of their own). Spans are bytes of `text`.
    pub fn tag(&self, text: &str, words: &[Word]) -> Vec<Tagged> {
        SCRATCH.with_borrow_mut(|(sentence, found, lattice, rows)| {
            sentence.read(text, words);
            if sentence.is_empty() {
                return Vec::new();
            }
            self.rows(sentence, found, rows);
            let names = lattice.best(rows, self.steps());
            if names.is_empty() {
                return Vec::new();
            }
            lattice.fill(rows, self.steps(), None);
            let chance = names.iter().map(|name| lattice.probability(name));
            let bytes = |name: &kind::Name| Span::new(sentence.byte(name.start), sentence.byte(name.end));
            names.iter().zip(chance).map(|(n, margin)| Tagged { span: bytes(n), kind: n.kind, margin }).collect()
        })
    }
}

#[cfg(test)]
mod tests;

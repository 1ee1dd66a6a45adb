//! A mention: a stretch of text that means an entity or a value.

use serde::{Deserialize, Serialize};

use crate::ontology::ClassId;
use crate::span::Span;

/// A stretch of text that means an entity, a concept or a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// The class, as specific as the words allow.
    pub class: ClassId,
    /// The name: the words without white space, brackets of titles kept (《木制衣架》); for a date its ISO 8601 form.
    pub name: String,
    /// Who found it.
    pub by: Recogniser,
    /// For a place of the gazetteer that is the only one possible here: its code.
    pub code: Option<String>,
    /// For an anaphor (该公司, 当地, 其): the mention it stands for.
    pub refers_to: Option<u32>,
}

/// Who found a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Recogniser {
    /// A name that the ontology lists.
    Lexicon,
    /// The gazetteer of places.
    Gazetteer,
    /// The end of the name: a suffix of the ontology (有限公司).
    Suffix,
    /// What stands beside it: a post, 记者, a speech verb.
    Context,
    /// The trained sequence model.
    Tagger,
    /// The grammar of numbers and times.
    Grammar,
    /// A noun phrase that stands at an end of a relation.
    Phrase,
    /// A name found surely elsewhere in the same article.
    Repeated,
    /// Title, source or dateline.
    Metadata,
    /// A word that stands for another mention.
    Anaphor,
}

impl Recogniser {
    /// The name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Recogniser::Lexicon => "lexicon",
            Recogniser::Gazetteer => "gazetteer",
            Recogniser::Suffix => "suffix",
            Recogniser::Context => "context",
            Recogniser::Tagger => "tagger",
            Recogniser::Grammar => "grammar",
            Recogniser::Phrase => "phrase",
            Recogniser::Repeated => "repeated",
            Recogniser::Metadata => "metadata",
            Recogniser::Anaphor => "anaphor",
        }
    }
}

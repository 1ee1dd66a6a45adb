//! Open relations in the graph: what sentences say beyond the ontology. They are never facts.

use petgraph::graph::NodeIndex;

use super::iri::hash;
use crate::extract::Extract;
use crate::open::{Phrase, Relation};
use crate::recognise::Mention;
use crate::relate::{MentionIx, Statement};
use crate::span::CodePoints;

/// What a stretch of an article says, as written.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenClaim {
    /// A hash of the article, the place and the words; the last segment of its IRI.
    pub id: String,
    /// Index of the article.
    pub article: usize,
    /// Of whom or what.
    pub subject: End,
    /// The verb as a dictionary would list it (改名为).
    pub verb: String,
    /// The verb phrase as written.
    pub phrase: String,
    /// The object: a noun phrase, a place, a time, a clause.
    pub object: End,
    /// The words that say it.
    pub quote: String,
    /// First code point of the quote in the article's text.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
}

/// One end of an open relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The words.
    pub words: String,
    /// The entity that they name.
    pub node: Option<NodeIndex>,
}

impl OpenClaim {
    /// The claim in one line: subject, verb phrase, object.
    pub fn describe(&self) -> String {
        format!("{} {} {}", self.subject.words, self.phrase, self.object.words)
    }
}

/// The open claims of a document, those left out that a claim of the ontology makes already.
pub(super) fn claims(
    extract: &Extract,
    article: usize,
    points: &CodePoints,
    node: impl Fn(MentionIx) -> Option<NodeIndex>,
) -> Vec<OpenClaim> {
    let text = extract.document.text.as_str();
    let claim = |relation: &Relation| {
        let end = |phrase: &Phrase| End {
            words: phrase.of(text),
            node: mention(&extract.mentions, phrase).and_then(|ix| node(means(&extract.mentions, ix))),
        };
        let (start, stop) = points.range(text, relation.evidence());
        let (subject, object) = (end(&relation.subject), end(&relation.object));
        let (verb, phrase) = (relation.core.of(text), relation.verb.of(text));
        let id = hash(&[
            "open",
            &extract.document.id.0,
            &start.to_string(),
            &stop.to_string(),
            &subject.words,
            &phrase,
            &object.words,
        ]);
        let quote = relation.evidence().of(text).to_owned();
        OpenClaim { id, article, subject, verb, phrase, object, quote, start, end: stop }
    };
    let mut out: Vec<OpenClaim> = extract.open.iter().filter(|r| !is_known(extract, r)).map(claim).collect();
    out.sort_by(|a, b| (a.start, a.end, &a.id).cmp(&(b.start, b.end, &b.id)));
    out.dedup_by(|a, b| a.id == b.id);
    out
}

/// The mention that is exactly this phrase.
fn mention(mentions: &[Mention], phrase: &Phrase) -> Option<MentionIx> {
    let span = phrase.span()?;
    mentions.iter().position(|m| m.span == span).and_then(|ix| MentionIx::try_from(ix).ok())
}

/// What a mention stands for.
fn means(mentions: &[Mention], ix: MentionIx) -> MentionIx {
    mentions.get(ix as usize).and_then(|m| m.refers_to).unwrap_or(ix)
}

/// Whether a relation of the ontology between the same mentions was read off the same verb.
fn is_known(extract: &Extract, open: &Relation) -> bool {
    let (subject, object) = (mention(&extract.mentions, &open.subject), mention(&extract.mentions, &open.object));
    let (Some(subject), Some(object), Some(verb)) = (subject, object, open.verb.span()) else { return false };
    extract.claims.iter().any(|claim| match claim.statement {
        Statement::Relation { subject: s, object: o, .. } => {
            let same = |a: MentionIx, b: MentionIx| means(&extract.mentions, a) == means(&extract.mentions, b);
            let ends = same(s, subject) && same(o, object) || same(s, object) && same(o, subject);
            ends && claim.trigger.overlaps(verb)
        }
        _ => false,
    })
}

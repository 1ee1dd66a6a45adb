//! A claim: what one sentence states, and the words that state it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::ontology::PropertyId;
pub use crate::recognise::quantity::Bound;
use crate::span::Span;

/// Index into the mentions of the same document.
pub type MentionIx = u32;

/// What a stretch of one document states. An affirmed claim becomes a fact; every claim keeps its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What is stated.
    pub statement: Statement,
    /// Whether it holds according to the text.
    pub status: Status,
    /// The construction that found it: the name of a file of `relate/`.
    pub construction: String,
    /// The words that fired.
    pub trigger: Span,
    /// The contiguous words of the document that state it: a clause or several, never less than the trigger.
    pub evidence: Span,
    /// The mention of the person or organisation that the text makes answerable for it.
    pub attributed_to: Option<MentionIx>,
}

impl Claim {
    /// The mentions that it speaks of, and who is answerable for it.
    pub(super) fn mentions(&self) -> impl Iterator<Item = MentionIx> {
        let (one, other) = match self.statement {
            Statement::Relation { subject, object, .. } => (subject, Some(object)),
            Statement::Post { person, organization, .. } => (person, Some(organization)),
            Statement::Observation { subject, .. } => (subject, None),
            Statement::Quotation { speaker, .. } => (speaker, None),
        };
        [Some(one), other, self.attributed_to].into_iter().flatten()
    }

    /// Replaces every index of a mention by `new` of it.
    pub(super) fn renumber(&mut self, new: impl Fn(MentionIx) -> MentionIx) {
        self.attributed_to = self.attributed_to.map(&new);
        match &mut self.statement {
            Statement::Relation { subject, object, .. } => (*subject, *object) = (new(*subject), new(*object)),
            Statement::Post { person, organization, .. } => {
                (*person, *organization) = (new(*person), new(*organization))
            }
            Statement::Observation { subject, .. } => *subject = new(*subject),
            Statement::Quotation { speaker, .. } => *speaker = new(*speaker),
        }
    }
}

/// The shapes of statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Statement {
    /// A binary relation of the ontology. Dates are mentions too.
    Relation {
        /// From.
        subject: MentionIx,
        /// The property.
        property: PropertyId,
        /// To.
        object: MentionIx,
    },
    /// A person holds a post in an organisation.
    Post {
        /// Who.
        person: MentionIx,
        /// The most specific unit named.
        organization: MentionIx,
        /// The post as written (副主任), without 原, 前, 时任.
        role: Span,
        /// Whether the text says that it is over (原, 前, 时任).
        former: bool,
    },
    /// A number that measures something.
    Observation {
        /// What it is about.
        subject: MentionIx,
        /// The measure.
        measure: PropertyId,
        /// The thing counted or measured, as written.
        of: Option<Span>,
        /// The figure with unit and bound.
        figure: Figure,
        /// When it held, in ISO 8601: a year, month, day or interval (`2025`, `2008/..`).
        time: Option<String>,
    },
    /// Somebody said something.
    Quotation {
        /// A person, an organisation, or a mention of an unnamed role (专家).
        speaker: MentionIx,
        /// What was said, without quotation marks.
        text: Span,
        /// Whether it stands in quotation marks.
        direct: bool,
    },
}

impl Statement {
    /// The mentions that it stands between; a figure and a quotation have one.
    pub fn ends(&self) -> [Option<MentionIx>; 2] {
        match *self {
            Statement::Relation { subject, object, .. } => [Some(subject), Some(object)],
            Statement::Post { person, organization, .. } => [Some(person), Some(organization)],
            Statement::Observation { subject, .. } => [Some(subject), None],
            Statement::Quotation { speaker, .. } => [Some(speaker), None],
        }
    }
}

/// Whether a claim holds according to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Stated as so.
    Affirmed,
    /// Stated as not so, or denied by somebody.
    Denied,
    /// Intended, expected or under way, not yet so (拟, 将, 计划, 力争).
    Planned,
    /// Hearsay (据传, 传闻, 有消息称).
    Reported,
}

impl Status {
    /// The local name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Status::Affirmed => "Affirmed",
            Status::Denied => "Denied",
            Status::Planned => "Planned",
            Status::Reported => "Reported",
        }
    }
}

/// A number with its unit, in the unit's base (40多亿只: 4000000000 只).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The expression as written, with unit and bound words.
    pub span: Span,
    /// The value, or the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// Measure word or unit: 家, 只, 元, 吨, %.
    pub unit: Option<String>,
    /// How the value bounds the truth.
    pub bound: Bound,
}

//! A claim as the page shows it.

use serde::Serialize;

use super::number;
use crate::assemble::{ClaimIx, Content, Graph};
use crate::resolve::{Action, Decisions};

/// A claim; `start` and `end` are code points of the article's text.
#[derive(Serialize)]
pub(super) struct Claim<'g> {
    id: &'g str,
    article: usize,
    status: &'static str,
    construction: &'g str,
    trigger: &'g str,
    confidence: f64,
    by: Option<usize>,
    quote: &'g str,
    start: usize,
    end: usize,
    what: What<'g>,
    decision: Option<Verdict<'g>>,
}

/// What was decided about a claim.
#[derive(Serialize)]
struct Verdict<'g> {
    accepted: bool,
    author: &'g str,
    date: &'g str,
    note: &'g str,
}

#[derive(Serialize)]
#[serde(tag = "sort", rename_all = "lowercase")]
enum What<'g> {
    Relation {
        subject: usize,
        property: &'g str,
        object: usize,
    },
    Post {
        subject: usize,
        object: usize,
        role: &'g str,
        former: bool,
    },
    Figure {
        subject: usize,
        measure: &'g str,
        of: Option<&'g str>,
        value: f64,
        unit: Option<&'g str>,
        date: Option<&'g str>,
        written: String,
    },
    Quotation {
        subject: usize,
        text: &'g str,
        direct: bool,
        mentions: Vec<usize>,
    },
}

impl<'g> Claim<'g> {
    /// The claim at `ix` of `graph`, and what was decided about it.
    pub fn of(graph: &'g Graph, decisions: &'g Decisions, ix: ClaimIx) -> Self {
        let claim = &graph.claims[ix];
        let what = match &claim.content {
            Content::Relation { subject, property, object } => {
                What::Relation { subject: subject.index(), property: graph.term(property), object: object.index() }
            }
            Content::Post(at) => {
                let post = &graph.posts[*at];
                What::Post {
                    subject: post.person.index(),
                    object: post.organization.index(),
                    role: &post.role,
                    former: post.former,
                }
            }
            Content::Observation(at) => {
                let figure = &graph.observations[*at];
                What::Figure {
                    subject: figure.subject.index(),
                    measure: graph.term(&figure.measure),
                    of: figure.of.as_deref(),
                    value: figure.value.to_string().parse().unwrap_or(f64::NAN),
                    unit: figure.unit.as_deref(),
                    date: figure.time.as_deref(),
                    written: figure.figure(),
                }
            }
            Content::Quotation(at) => {
                let said = &graph.quotations[*at];
                What::Quotation {
                    subject: said.speaker.index(),
                    text: &said.text,
                    direct: said.direct,
                    mentions: said.mentions.iter().map(|m| m.index()).collect(),
                }
            }
        };
        Claim {
            id: &claim.id,
            article: claim.article,
            status: claim.status.name(),
            construction: &claim.construction,
            trigger: &claim.trigger,
            confidence: number(claim.confidence),
            by: claim.attributed_to.map(|by| by.index()),
            quote: &claim.quote,
            start: claim.start,
            end: claim.end,
            what,
            decision: decisions.about(&claim.id).map(|row| Verdict {
                accepted: row.action == Action::Accept,
                author: &row.author,
                date: &row.date,
                note: &row.note,
            }),
        }
    }
}

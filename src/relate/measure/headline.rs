//! A headline says again in short what the text says in full: its figure is that of the text.

use super::super::claim::{Figure, Statement};
use super::super::context::Context;
use super::super::{Claim, MentionIx};
use crate::ontology::PropertyId;
use crate::read::Role;

/// A figure with so many digits is the same wherever it stands; a rounder one where it is of the same measure and owner.
const DIGITS: usize = 3;

/// Gives the figures of headlines the statement of the same figure in the text.
pub(in crate::relate) fn agree(cx: &mut Context) {
    for at in 0..cx.claims.len() {
        if is_headline(cx, &cx.claims[at])
            && let Some(told) = in_text(cx, &cx.claims[at])
        {
            cx.claims[at].statement = told;
        }
    }
}

fn is_headline(cx: &Context, claim: &Claim) -> bool {
    let sentence = cx.seg.sentence_of(claim.trigger);
    sentence.is_some_and(|s| matches!(s.role, Role::Title | Role::Heading))
}

/// The statement of the text that has the figure of a headline, the most alike first.
fn in_text(cx: &Context, claim: &Claim) -> Option<Statement> {
    let (subject, measure, figure) = figure(&claim.statement)?;
    let digits = figure.value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len();
    let alike = |other: &Claim| {
        let (whose, what, told) = self::figure(&other.statement)?;
        let same = told.value == figure.value && told.unit == figure.unit && told.high == figure.high;
        let likeness = (what == measure, cx.full_name(whose) == cx.full_name(subject));
        let meant = digits >= DIGITS || likeness == (true, true);
        (same && meant && !is_headline(cx, other)).then_some(likeness)
    };
    let told = cx.claims.iter().rev().filter_map(|other| Some((alike(other)?, other)));
    Some(told.max_by_key(|&(likeness, _)| likeness)?.1.statement.clone())
}

fn figure(statement: &Statement) -> Option<(MentionIx, PropertyId, &Figure)> {
    match statement {
        Statement::Observation { subject, measure, figure, .. } => Some((*subject, *measure, figure)),
        _ => None,
    }
}

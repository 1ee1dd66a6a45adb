//! Turns sentences and mentions into [`Claim`]s with evidence: one file per Chinese construction.

mod claim;

pub use claim::{Bound, Claim, Figure, MentionIx, Statement, Status};

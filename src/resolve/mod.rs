//! Joins mentions into [`Entity`]s: aliases, short forms, homonyms, across articles only on evidence.

mod decisions;
mod entity;
mod names;

pub use decisions::{Action, Decision, Decisions};
pub use entity::{Entity, EntityIx, Merge, Resolution};
pub use names::resolve;

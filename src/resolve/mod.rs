//! Joins mentions into [`Entity`]s: aliases, short forms, homonyms, across articles only on evidence.
//!
//! `local` looks at one article, `names` compares two names, `join` looks across articles.

mod decisions;
mod entity;
mod forms;
mod join;
mod local;
mod names;

pub use decisions::{Action, Decision, Decisions};
pub use entity::{Entity, EntityIx, Merge, Resolution};
pub use join::{Local, join, resolve};

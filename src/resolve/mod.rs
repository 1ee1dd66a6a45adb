//! Joins mentions into [`Entity`]s: aliases, short forms, homonyms, across articles only on evidence.

mod entity;

pub use entity::{Entity, EntityIx, Merge, Resolution};

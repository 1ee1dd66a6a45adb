//! Pages beside the README.

#[doc = include_str!("../docs/error-analysis.md")]
pub mod error_analysis {}
#[doc = include_str!("../docs/open-relations.md")]
pub mod open_relations {}
#[doc = include_str!("../docs/performance.md")]
pub mod performance {}
#[doc = include_str!("../docs/tagger.md")]
pub mod tagger {}

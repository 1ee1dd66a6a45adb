//! Relational nouns: 甲公司创始人张三, 甲公司的创始人是张三.

use super::context::Context;
use super::scene::Scene;

/// Applies the construction to one sentence.
pub(super) fn apply(_cx: &mut Context, _scene: &Scene) {}

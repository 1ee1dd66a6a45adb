//! Verbs: S V O with 由, 被, 把, 为, 于 and lists.

use super::context::Context;
use super::scene::Scene;

/// Applies the construction to one sentence.
pub(super) fn apply(_cx: &mut Context, _scene: &Scene) {}

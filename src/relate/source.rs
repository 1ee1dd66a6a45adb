//! Who says it: quotations and reported speech.

use super::context::Context;

/// Applies the construction to the whole document, whose quotations reach over sentences.
pub(super) fn apply(_cx: &mut Context) {}

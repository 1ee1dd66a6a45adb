//! Figures: 行业产值超80亿元, 拥有企业300多家.

use super::context::Context;
use super::scene::Scene;

/// Applies the construction to one sentence.
pub(super) fn apply(_cx: &mut Context, _scene: &Scene) {}

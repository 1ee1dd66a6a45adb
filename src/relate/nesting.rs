//! Touching names: 广西荔浦市, 北京市社会科学院经济研究所.

use super::context::Context;
use super::scene::Scene;

/// Applies the construction to one sentence.
pub(super) fn apply(_cx: &mut Context, _scene: &Scene) {}

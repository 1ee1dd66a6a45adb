//! Posts: 甲公司董事长张三, 张三任甲公司董事长.

use super::context::Context;
use super::scene::Scene;

/// Applies the construction to one sentence.
pub(super) fn apply(_cx: &mut Context, _scene: &Scene) {}

//! When a figure held: the time nearest before it in its clause, else the one that rules the clauses before.

use super::super::context::Context;
use super::super::scene::{Kind, Scene};
use crate::recognise::quantity::Quantity;

/// The unit of the time of the figure at unit `i`, and the time in ISO 8601.
pub(super) fn time(cx: &Context, scene: &Scene, i: usize, q: &Quantity) -> Option<(usize, String)> {
    let from = q.change.as_ref().map_or(i, |c| scene.unit_at(c.span.from()).min(i));
    (0..from).rev().find_map(|k| {
        let Kind::Time(t) = scene.units[k].kind else { return None };
        let time = cx.found.times.get(t)?;
        // 较2010年同期增长3%: the time compared with.
        let compared = k > 0 && matches!(scene.word(k - 1), "比" | "较" | "相比" | "与" | "同" | "自" | "到");
        let iso = time.iso.clone().filter(|_| time.every.is_none() && !compared)?;
        Some((k, iso))
    })
}

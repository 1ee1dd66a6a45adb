//! The connected parts of a graph, and how their drawings are put side by side.

use petgraph::unionfind::UnionFind;

use super::Wire;
use crate::draw::geometry::{Point, Rect};

/// The space between two parts.
const GAP: f64 = 44.0;

/// A connected part: its nodes and wires, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub nodes: Vec<usize>,
    pub wires: Vec<usize>,
}

/// The connected parts, ordered by their first node.
pub(super) fn components(nodes: usize, wires: &[Wire]) -> Vec<Part> {
    let mut sets = UnionFind::new(nodes);
    for wire in wires {
        sets.union(wire.from, wire.to);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut of = vec![usize::MAX; nodes];
    for node in 0..nodes {
        let root = sets.find(node);
        if of[root] == usize::MAX {
            of[root] = parts.len();
            parts.push(Part::default());
        }
        parts[of[root]].nodes.push(node);
    }
    for (i, wire) in wires.iter().enumerate() {
        parts[of[sets.find(wire.from)]].wires.push(i);
    }
    parts
}

/// Puts boxes on shelves, the tallest first, within a width that makes the whole about 3 wide and 2 high; gives each its move.
pub(super) fn shelves(extents: &[Rect]) -> Vec<Point> {
    let area: f64 = extents.iter().map(|r| (r.w + GAP) * (r.h + GAP)).sum();
    let widest = extents.iter().map(|r| r.w).fold(0.0, f64::max);
    let limit = widest.max((area * 1.6).sqrt());
    let mut order: Vec<usize> = (0..extents.len()).collect();
    order.sort_by(|&a, &b| extents[b].h.total_cmp(&extents[a].h).then(a.cmp(&b)));
    let mut moves = vec![Point::default(); extents.len()];
    let (mut x, mut y, mut high) = (0.0, 0.0, 0.0f64);
    // What stands below a lower box on the same shelf: a column that may be filled up.
    let mut column: Option<(f64, f64, f64)> = None;
    for i in order {
        let r = extents[i];
        if let Some((left, top, wide)) = column
            && r.w <= wide
            && top + r.h <= y + high
        {
            moves[i] = Point::new(left - r.x, top - r.y);
            column = Some((left, top + r.h + GAP, wide));
            continue;
        }
        if x > 0.0 && x + r.w > limit {
            y += high + GAP;
            (x, high) = (0.0, 0.0);
        }
        moves[i] = Point::new(x - r.x, y - r.y);
        column = Some((x, y + r.h + GAP, r.w));
        x += r.w + GAP;
        high = high.max(r.h);
    }
    moves
}

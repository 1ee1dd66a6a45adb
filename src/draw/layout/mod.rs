//! Where everything goes: each connected part of the graph is laid out on its own, and the parts are packed side by side.

mod acyclic;
mod force;
mod layered;
mod order;
mod overlap;
mod pack;
mod place;
mod quadtree;
mod rank;
mod route;
mod score;
mod stress;

use super::geometry::{Curve, Point, Rect, Size, bounds};
use layered::Along;

/// How nodes are placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// For each connected part, the layout whose picture has larger type and fewer crossings.
    #[default]
    Auto,
    /// In layers that follow the arrows (Sugiyama, Tagawa and Toda 1981).
    Layered,
    /// By distances in the graph: stress for small parts, forces after Barnes and Hut for large ones.
    Force,
}

/// A node as the layout sees it.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// The box, with room for loops on top of the shape.
    pub size: Size,
    /// The room for loops.
    pub top: f64,
    /// The outline of the shape about its middle.
    pub outline: Vec<Point>,
}

/// A link as the layout sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wire {
    pub from: usize,
    pub to: usize,
    pub label: Size,
}

/// A finished layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    /// The boxes of the nodes, with the room for loops.
    pub boxes: Vec<Rect>,
    /// The lines of the links.
    pub curves: Vec<Curve>,
    /// The middles of the labels.
    pub labels: Vec<Point>,
}

/// More nodes than this are not drawn in layers unless asked for.
const LAYERED: usize = 320;
/// More nodes than this are drawn by forces rather than by stress.
const STRESS: usize = 500;

/// Lays out a graph. Links from a node to itself are drawn in the room on top of the node.
pub(super) fn arrange(bodies: &[Body], wires: &[Wire], layout: Layout, seed: u64) -> Drawing {
    let mut whole = Drawing {
        boxes: bodies.iter().map(|body| Rect::around(Point::default(), body.size)).collect(),
        curves: vec![Curve::default(); wires.len()],
        labels: vec![Point::default(); wires.len()],
    };
    let parts = pack::components(bodies.len(), wires);
    let mut drawn = Vec::new();
    for part in &parts {
        let mut local = vec![0; bodies.len().min(part.nodes.last().map_or(0, |n| n + 1))];
        for (i, &node) in part.nodes.iter().enumerate() {
            local[node] = i;
        }
        let own: Vec<Body> = part.nodes.iter().map(|&node| bodies[node].clone()).collect();
        let (loops, others): (Vec<usize>, Vec<usize>) = part.wires.iter().partition(|&&w| wires[w].from == wires[w].to);
        let inner: Vec<Wire> = others
            .iter()
            .map(|&w| Wire { from: local[wires[w].from], to: local[wires[w].to], label: wires[w].label })
            .collect();
        let mut drawing = one(&own, &inner, layout, seed);
        for &w in &loops {
            let node = local[wires[w].from];
            let same: Vec<usize> = loops.iter().copied().filter(|&v| wires[v].from == wires[w].from).collect();
            let nth = same.iter().position(|&v| v == w).unwrap_or(0);
            let (curve, label) = route::around(drawing.boxes[node], own[node].top, nth, same.len(), wires[w].label);
            drawing.curves.push(curve);
            drawing.labels.push(label);
        }
        let order: Vec<usize> = others.into_iter().chain(loops).collect();
        drawn.push((drawing, order));
    }
    let extents: Vec<Rect> = drawn
        .iter()
        .map(|(drawing, order)| extent(drawing, &order.iter().map(|&w| wires[w].label).collect::<Vec<_>>()))
        .collect();
    let moves = pack::shelves(&extents);
    for ((part, (drawing, order)), by) in parts.iter().zip(drawn).zip(moves) {
        for (&node, rect) in part.nodes.iter().zip(drawing.boxes) {
            whole.boxes[node] = rect.moved(by.x, by.y);
        }
        for ((w, mut curve), label) in order.into_iter().zip(drawing.curves).zip(drawing.labels) {
            curve.map(|p| p.plus(by.x, by.y));
            whole.curves[w] = curve;
            whole.labels[w] = label.plus(by.x, by.y);
        }
    }
    whole
}

/// The box around all of a drawing.
pub(super) fn extent(drawing: &Drawing, labels: &[Size]) -> Rect {
    let lines = drawing.curves.iter().flat_map(|c| c.points(6)).map(|p| Rect::around(p, Size { w: 2.0, h: 2.0 }));
    let texts = drawing.labels.iter().zip(labels).map(|(&p, &size)| Rect::around(p, size));
    bounds(drawing.boxes.iter().copied().chain(lines).chain(texts))
}

/// Lays out a connected graph without loops.
fn one(bodies: &[Body], wires: &[Wire], layout: Layout, seed: u64) -> Drawing {
    if bodies.len() == 1 {
        return Drawing { boxes: vec![Rect::around(Point::default(), bodies[0].size)], ..Drawing::default() };
    }
    let mut drawings = Vec::new();
    if layout == Layout::Layered || (layout == Layout::Auto && bodies.len() <= LAYERED && wires.len() <= 3 * LAYERED) {
        drawings.extend([Along::X, Along::Y].map(|along| layered::draw(bodies, wires, along)));
    }
    if layout != Layout::Layered {
        let middles =
            if bodies.len() <= STRESS { stress::place(bodies, wires, seed) } else { force::place(bodies, wires, seed) };
        drawings.push(route::draw(bodies, wires, &overlap::remove(bodies, wires, &middles)));
    }
    score::best(drawings, wires)
}

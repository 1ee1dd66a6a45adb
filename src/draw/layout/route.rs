//! Lines between placed boxes, bent round other boxes, and places for their labels.

use std::collections::BTreeMap;

use super::{Body, Drawing, Wire};
use crate::draw::geometry::{Curve, Grid, Point, Rect, Size, bounds};
use crate::draw::outline::exit;

/// Draws every wire between boxes that do not overlap.
pub(super) fn draw(bodies: &[Body], wires: &[Wire], boxes: &[Rect]) -> Drawing {
    let mut nodes = Grid::new(bounds(boxes.iter().copied()), 100.0);
    boxes.iter().for_each(|&r| nodes.insert(r));
    let mut beside: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (i, wire) in wires.iter().enumerate() {
        beside.entry((wire.from.min(wire.to), wire.from.max(wire.to))).or_default().push(i);
    }
    let mut curves = vec![Curve::default(); wires.len()];
    for group in beside.values() {
        for (nth, &w) in group.iter().enumerate() {
            curves[w] = route(bodies, boxes, &nodes, wires[w], nth, group.len());
        }
    }
    let labels = labels(wires, &curves, &nodes);
    Drawing { boxes: boxes.to_vec(), curves, labels }
}

/// The line of the `nth` of `count` wires between the same two nodes: straight if it can be, else bent round other nodes.
fn route(bodies: &[Body], boxes: &[Rect], nodes: &Grid, wire: Wire, nth: usize, count: usize) -> Curve {
    let heart = |v: usize| boxes[v].centre().plus(0.0, bodies[v].top / 2.0);
    let (a, b) = (heart(wire.from), heart(wire.to));
    let length = a.distance(b).max(1.0);
    // Wires of a bundle lie side by side, seen from the same end.
    let side = if wire.from < wire.to { 1.0 } else { -1.0 };
    let own = side * (nth as f64 - (count as f64 - 1.0) / 2.0) * (44.0 / length).clamp(0.12, 0.5);
    let mut best: Option<(f64, Curve)> = None;
    for bend in [0.0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.48, -0.48, 0.7, -0.7] {
        let bend = own + bend;
        let (nx, ny) = ((a.y - b.y) * bend, (b.x - a.x) * bend);
        let (c, d) = (a.toward(b, 0.3).plus(nx, ny), a.toward(b, 0.7).plus(nx, ny));
        let start = exit(&bodies[wire.from].outline, a, a, reach(a, c, length));
        let end = exit(&bodies[wire.to].outline, b, b, reach(b, d, length));
        let curve = Curve { start, parts: vec![[c, d, end]] };
        let cuts = cuts(&curve, nodes, wire.from, wire.to);
        let cost = cuts as f64 + (bend - own).abs();
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, curve));
        }
        if cuts == 0 {
            break;
        }
    }
    best.map(|(_, curve)| curve).unwrap_or_default()
}

/// A point from `a` in the direction of `b`, surely outside the shape.
fn reach(a: Point, b: Point, length: f64) -> Point {
    a.toward(b, 4.0 * length / a.distance(b).max(1.0))
}

/// How many other nodes a curve runs through, or close by.
pub(super) fn cuts(curve: &Curve, nodes: &Grid, from: usize, to: usize) -> usize {
    let mut hit = Vec::new();
    for pair in curve.points(10).windows(2) {
        let area = Rect::around(pair[0], Size::default()).joined(Rect::around(pair[1], Size::default())).grown(6.0);
        for (id, rect) in nodes.near(area) {
            if id != from && id != to && rect.grown(5.0).cut_by(pair[0], pair[1]) {
                hit.push(id);
            }
        }
    }
    hit.sort_unstable();
    hit.dedup();
    hit.len()
}

/// Finds each label a place on or beside its line, clear of nodes, other labels and, if it can be, other lines. The shortest
/// lines, which have the least choice, come first.
fn labels(wires: &[Wire], curves: &[Curve], nodes: &Grid) -> Vec<Point> {
    const PARTS: [usize; 11] = [10, 9, 11, 8, 12, 7, 13, 6, 14, 5, 15];
    let points: Vec<Vec<Point>> = curves.iter().map(|curve| curve.points(20)).collect();
    let length = |w: usize| points[w].windows(2).map(|p| p[0].distance(p[1])).sum::<f64>();
    let mut order: Vec<(f64, usize)> = (0..wires.len()).map(|w| (length(w), w)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let whole = bounds(points.iter().flatten().map(|&p| Rect::around(p, Size { w: 1.0, h: 1.0 })));
    let mut lines = Grid::new(whole, 60.0);
    let mut line_of = Vec::new();
    for (w, points) in points.iter().enumerate() {
        for p in points {
            lines.insert(Rect::around(*p, Size { w: 6.0, h: 6.0 }));
            line_of.push(w);
        }
    }
    let mut written = Grid::new(whole, 80.0);
    let mut at = vec![Point::default(); wires.len()];
    for (_, w) in order {
        let size = wires[w].label;
        if points[w].len() < 21 || size.w == 0.0 {
            at[w] = points[w].get(10).copied().unwrap_or_default();
            continue;
        }
        let mut best: Option<(f64, Point)> = None;
        'places: for (tried, part) in PARTS.into_iter().enumerate() {
            let (p, q) = (points[w][part], points[w][part + 1]);
            let step = p.distance(q).max(1e-6);
            let (nx, ny) = ((q.y - p.y) / step, (p.x - q.x) / step);
            let out = (nx.abs() * size.w + ny.abs() * size.h) / 2.0 + 2.0;
            for beside in [0.0, 1.0, -1.0] {
                let place = p.plus(nx * out * beside, ny * out * beside);
                let rect = Rect::around(place, size).grown(1.0);
                let area = rect.w * rect.h;
                let on_nodes: f64 = nodes.near(rect).iter().map(|(_, r)| r.shared(rect)).sum();
                let on_labels: f64 = written.near(rect).iter().map(|(_, r)| r.shared(rect)).sum();
                let mut crossed: Vec<usize> = lines.near(rect).iter().map(|&(id, _)| line_of[id]).collect();
                crossed.retain(|&line| line != w);
                crossed.dedup();
                let cost = 3.0 * (on_nodes + on_labels) / area
                    + 0.35 * crossed.len().min(4) as f64
                    + 0.04 * tried as f64
                    + 0.3 * f64::abs(beside);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, place));
                }
                if cost < 0.05 * (tried + 1) as f64 {
                    break 'places;
                }
            }
        }
        at[w] = best.map_or(points[w][10], |(_, place)| place);
        written.insert(Rect::around(at[w], size));
    }
    at
}

/// The `nth` of `count` loops in the room on top of a node, and the middle of its label.
pub(super) fn around(outer: Rect, top: f64, nth: usize, count: usize, label: Size) -> (Curve, Point) {
    // They stand on the right, for lines come to the middle.
    let part = (outer.w / count.max(1) as f64).min(outer.w / 2.0);
    let x = outer.right() - part * (nth as f64 + 0.5);
    let half = (part * 0.3).min(22.0);
    let (foot, high) = (outer.y + top + 2.0, outer.y + label.h);
    // A cubic curve rises three quarters of the way to its control points.
    let rise = foot - (foot - high) * 4.0 / 3.0;
    let curve = Curve {
        start: Point::new(x - half, foot),
        parts: vec![[Point::new(x - half * 1.6, rise), Point::new(x + half * 1.6, rise), Point::new(x + half, foot)]],
    };
    (curve, Point::new(x, outer.y + label.h / 2.0))
}

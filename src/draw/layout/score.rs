//! Which of several drawings reads best.

use super::{Drawing, Wire, extent, route};
use crate::draw::geometry::{Grid, Point, Rect, bounds};

/// The drawing with the least cost.
pub(super) fn best(drawings: Vec<Drawing>, wires: &[Wire]) -> Drawing {
    if drawings.len() == 1 {
        return drawings.into_iter().next().unwrap_or_default();
    }
    let costs: Vec<f64> = drawings.iter().map(|drawing| cost(drawing, wires)).collect();
    let mut ranked: Vec<(f64, Drawing)> = costs.into_iter().zip(drawings).collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    ranked.into_iter().next().map(|(_, drawing)| drawing).unwrap_or_default()
}

/// The side of the page the drawing needs (so the inverse of the size of its type), raised by crossings, covered labels and
/// lines over nodes.
fn cost(drawing: &Drawing, wires: &[Wire]) -> f64 {
    let labels: Vec<_> = wires.iter().map(|wire| wire.label).collect();
    let page = extent(drawing, &labels);
    let fit = (page.w / 1.5).max(page.h);
    let side = (fit * (page.w * page.h / 1.5).sqrt()).sqrt();
    let per_wire = wires.len().max(1) as f64;
    let mut nodes = Grid::new(bounds(drawing.boxes.iter().copied()), 100.0);
    drawing.boxes.iter().for_each(|&r| nodes.insert(r));
    let over: usize =
        wires.iter().zip(&drawing.curves).map(|(wire, curve)| route::cuts(curve, &nodes, wire.from, wire.to)).sum();
    let texts: Vec<Rect> = drawing.labels.iter().zip(&labels).map(|(&p, &size)| Rect::around(p, size)).collect();
    let mut written = Grid::new(page, 100.0);
    let mut covered = 0.0;
    for &text in texts.iter().filter(|r| r.w > 0.0) {
        let shared = |near: Vec<(usize, Rect)>| near.iter().map(|(_, r)| r.shared(text)).sum::<f64>();
        covered += (shared(written.near(text)) + shared(nodes.near(text))) / (text.w * text.h);
        written.insert(text);
    }
    let crossed = crossings(drawing, page) as f64;
    side * (1.0 + 0.35 * (crossed / per_wire).min(4.0) + 1.5 * over as f64 / per_wire + 1.5 * covered / per_wire)
}

/// How often lines cross, counted on their parts as they lie in a grid.
fn crossings(drawing: &Drawing, page: Rect) -> usize {
    let mut grid = Grid::new(page, 40.0);
    let mut parts: Vec<(usize, [Point; 2])> = Vec::new();
    let mut count = 0;
    for (line, curve) in drawing.curves.iter().enumerate() {
        for pair in curve.points(3).windows(2) {
            let part = [pair[0], pair[1]];
            let area = bounds(part.map(|p| Rect { x: p.x, y: p.y, w: 0.1, h: 0.1 }));
            let near = grid.near(area);
            count += near.iter().filter(|&&(id, _)| parts[id].0 != line && cross(&parts[id].1, &part)).count();
            grid.insert(area);
            parts.push((line, part));
        }
    }
    count
}

fn cross(p: &[Point], q: &[Point]) -> bool {
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    turn(p[0], p[1], q[0]) * turn(p[0], p[1], q[1]) < 0.0 && turn(q[0], q[1], p[0]) * turn(q[0], q[1], p[1]) < 0.0
}

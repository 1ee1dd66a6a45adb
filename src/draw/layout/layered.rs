//! Layers that follow the arrows, after Sugiyama, Tagawa and Toda (1981) as worked out by Gansner, Koutsofios, North and Vo
//! (*A Technique for Drawing Directed Graphs*, 1993).
//!
//! Between two layers of nodes lies a layer of labels: a label is a thing of its own that crossing reduction and placing
//! keep clear of everything else. A line that passes a layer has a bend there, which keeps it clear of the nodes.

use super::{Body, Drawing, Wire, acyclic, order, place, rank};
use crate::draw::geometry::{Curve, Point, Rect, Size};
use crate::draw::outline::exit;

/// The direction of the arrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Along {
    /// From left to right.
    X,
    /// From top to bottom.
    Y,
}

/// What stands in a layer.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Size along the layer.
    pub breadth: f64,
    /// Size across the layer.
    pub depth: f64,
    /// The node, unless it is a bend or a label.
    pub node: Option<usize>,
    /// Neighbours in the layer before, and in the one after.
    pub before: Vec<usize>,
    pub after: Vec<usize>,
}

/// Lays out a connected graph in layers.
pub(super) fn draw(bodies: &[Body], wires: &[Wire], along: Along) -> Drawing {
    let turned = acyclic::turned(bodies.len(), wires);
    let arrows: Vec<(usize, usize)> =
        wires.iter().zip(&turned).map(|(w, &t)| if t { (w.to, w.from) } else { (w.from, w.to) }).collect();
    let rank = rank::ranks(bodies.len(), &arrows);
    let flip = |s: Size| if along == Along::X { (s.h, s.w) } else { (s.w, s.h) };

    let depth = 2 * rank.iter().copied().max().unwrap_or(0) + 1;
    let mut items: Vec<Item> = Vec::new();
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); depth];
    let add = |items: &mut Vec<Item>, layers: &mut Vec<Vec<usize>>, layer: usize, size: (f64, f64), node| {
        layers[layer].push(items.len());
        items.push(Item { breadth: size.0, depth: size.1, node, before: Vec::new(), after: Vec::new() });
        items.len() - 1
    };
    for (i, body) in bodies.iter().enumerate() {
        add(&mut items, &mut layers, 2 * rank[i], flip(body.size), Some(i));
    }
    let mut chains: Vec<Vec<usize>> = Vec::with_capacity(wires.len());
    for (wire, &(from, to)) in wires.iter().zip(&arrows) {
        let (first, last) = (2 * rank[from], 2 * rank[to]);
        // The label stands near the middle, in a layer of labels.
        let label = first + (((last - first) / 2) | 1);
        let mut chain = vec![from];
        for layer in first + 1..last {
            let size = if layer == label { flip(wire.label) } else { (0.0, 0.0) };
            chain.push(add(&mut items, &mut layers, layer, size, None));
        }
        chain.push(to);
        for pair in chain.windows(2) {
            items[pair[0]].after.push(pair[1]);
            items[pair[1]].before.push(pair[0]);
        }
        chains.push(chain);
    }
    order::arrange(&items, &mut layers);
    let at = place::breadths(&items, &layers);
    let bands = place::depths(&items, &layers, &at);

    let mut layer_of = vec![0; items.len()];
    for (layer, members) in layers.iter().enumerate() {
        members.iter().for_each(|&item| layer_of[item] = layer);
    }
    let turn = |depth: f64, breadth: f64| {
        if along == Along::X { Point::new(depth, breadth) } else { Point::new(breadth, depth) }
    };
    let middle = |item: usize| {
        let (start, end) = bands[layer_of[item]];
        turn((start + end) / 2.0, at[item])
    };
    let boxes = bodies.iter().enumerate().map(|(i, body)| Rect::around(middle(i), body.size)).collect();
    let mut drawing = Drawing { boxes, ..Drawing::default() };
    let ports = ports(&items, &chains, &at, bodies, along);
    for (w, chain) in chains.iter().enumerate() {
        let (from, to) = (chain[0], chain[chain.len() - 1]);
        let leave = |node: usize, shift: f64, forward: bool| {
            let body = &bodies[node];
            let heart = middle(node).plus(0.0, body.top / 2.0);
            let inside = if along == Along::X { heart.plus(0.0, shift) } else { heart.plus(shift, 0.0) };
            let (start, end) = bands[layer_of[node]];
            let edge = if forward { end } else { start };
            let outside = if along == Along::X { Point::new(edge, inside.y) } else { Point::new(inside.x, edge) };
            // Beyond the band, so that the widest node is left too.
            let beyond = inside.toward(outside, 2.0);
            (exit(&body.outline, heart, inside, beyond), outside)
        };
        let (start, out) = leave(from, ports[w].0, true);
        let (end, back) = leave(to, ports[w].1, false);
        let mut curve = Curve { start, parts: Vec::new() };
        let mut pen = start;
        let straight = |curve: &mut Curve, pen: &mut Point, p: Point| {
            if pen.distance(p) > 0.5 {
                curve.parts.extend(Curve::line(*pen, p).parts);
                *pen = p;
            }
        };
        let swing = |curve: &mut Curve, pen: &mut Point, p: Point| {
            let (a, b) = if along == Along::X {
                let half = (p.x + pen.x) / 2.0;
                (Point::new(half, pen.y), Point::new(half, p.y))
            } else {
                let half = (p.y + pen.y) / 2.0;
                (Point::new(pen.x, half), Point::new(p.x, half))
            };
            curve.parts.push([a, b, p]);
            *pen = p;
        };
        straight(&mut curve, &mut pen, out);
        let mut label = None;
        for &item in &chain[1..chain.len() - 1] {
            let (near, far) = bands[layer_of[item]];
            swing(&mut curve, &mut pen, turn(near, at[item]));
            straight(&mut curve, &mut pen, turn(far, at[item]));
            if items[item].breadth > 0.0 || label.is_none() {
                label = Some(middle(item));
            }
        }
        swing(&mut curve, &mut pen, back);
        straight(&mut curve, &mut pen, end);
        drawing.curves.push(if turned[w] { curve.reversed() } else { curve });
        drawing.labels.push(label.unwrap_or(start));
    }
    drawing
}

/// Where along its nodes' sides each wire starts and ends: in the order of what they lead to, so that they do not cross there.
fn ports(items: &[Item], chains: &[Vec<usize>], at: &[f64], bodies: &[Body], along: Along) -> Vec<(f64, f64)> {
    let mut ports = vec![(0.0, 0.0); chains.len()];
    let mut leaving = vec![Vec::new(); bodies.len()];
    let mut coming = vec![Vec::new(); bodies.len()];
    for (w, chain) in chains.iter().enumerate() {
        leaving[chain[0]].push((at[chain[1]], w));
        coming[chain[chain.len() - 1]].push((at[chain[chain.len() - 2]], w));
    }
    for (node, body) in bodies.iter().enumerate() {
        debug_assert_eq!(items[node].node, Some(node));
        let side = if along == Along::X { body.size.h - body.top } else { body.size.w };
        for (wires, forward) in [(&mut leaving[node], true), (&mut coming[node], false)] {
            wires.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let step = (0.6 * side / wires.len().max(2) as f64).min(12.0);
            for (i, &(_, w)) in wires.iter().enumerate() {
                let shift = (i as f64 - (wires.len() as f64 - 1.0) / 2.0) * step;
                if forward { ports[w].0 = shift } else { ports[w].1 = shift }
            }
        }
    }
    ports
}

//! Places for large graphs: the whole by distances to a few pivots (Ortmann, Klimenta and Brandes, *A Sparse Stress Model*,
//! 2016), then the parts by springs and repulsion (Fruchterman and Reingold 1991), summed over squares far away (Barnes and
//! Hut 1986).

use super::quadtree::Quadtree;
use super::stress::{self, Near, Wish};
use super::{Body, Wire};
use crate::draw::geometry::{Point, Random};

const PIVOTS: usize = 60;
const ROUNDS: usize = 70;

/// The middles of the nodes of a connected graph.
pub(super) fn place(bodies: &[Body], wires: &[Wire], seed: u64) -> Vec<Point> {
    let near = stress::neighbours(bodies, wires);
    let mut random = Random(seed);
    let mut middles = stress::scatter(bodies.len(), &mut random);
    let mut wishes = pivots(&near);
    for (a, list) in near.iter().enumerate() {
        let ahead = list.iter().filter(|near| a < near.to);
        wishes.extend(ahead.map(|near| Wish {
            a,
            b: near.to,
            distance: near.length,
            moves: (true, true),
            between: Some(near.between),
        }));
    }
    stress::descend(&mut middles, &mut wishes, &mut random);
    spring(&mut middles, &near);
    stress::lie_down(&mut middles);
    middles
}

/// Wishes between every node and pivots far from each other; only the node moves, unless it is a pivot too.
fn pivots(near: &[Vec<Near>]) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let mut nearest = vec![f64::INFINITY; near.len()];
    let mut pivot = (0..near.len()).rev().max_by_key(|&v| near[v].len()).unwrap_or(0);
    for _ in 0..PIVOTS.min(near.len()) {
        let far = stress::distances(near, pivot);
        for (v, &distance) in far.iter().enumerate() {
            nearest[v] = nearest[v].min(distance);
            if v != pivot && distance > 0.0 {
                wishes.push(Wish { a: v, b: pivot, distance, moves: (true, false), between: None });
            }
        }
        pivot = (0..near.len()).rev().max_by(|&a, &b| nearest[a].total_cmp(&nearest[b])).unwrap_or(0);
    }
    wishes
}

fn spring(middles: &mut [Point], near: &[Vec<Near>]) {
    let lengths = near.iter().flatten().map(|near| near.length);
    let typical = lengths.sum::<f64>() / near.iter().map(Vec::len).sum::<usize>().max(1) as f64;
    let mut heat = typical;
    for _ in 0..ROUNDS {
        let tree = Quadtree::new(middles);
        let moves: Vec<Point> = (0..middles.len())
            .map(|v| {
                let p = middles[v];
                let push = tree.push(p);
                let mut force = Point::new(push.x * typical * typical, push.y * typical * typical);
                for &Near { to: u, length, .. } in &near[v] {
                    let q = middles[u];
                    let pull = p.distance(q) / length;
                    force = force.plus((q.x - p.x) * pull, (q.y - p.y) * pull);
                }
                force
            })
            .collect();
        for (p, force) in middles.iter_mut().zip(moves) {
            let size = (force.x * force.x + force.y * force.y).sqrt();
            let part = 0.4 * if size * 0.4 > heat { heat / (size * 0.4) } else { 1.0 };
            *p = p.plus(force.x * part, force.y * part);
        }
        heat *= 0.95;
    }
}

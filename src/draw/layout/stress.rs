//! Places by stress: distances in the picture as near as may be to distances in the graph, found by stochastic gradient
//! descent (Zheng, Pawar and Goodman, *Graph Drawing by Stochastic Gradient Descent*, 2019).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Body, Wire};
use crate::draw::geometry::{Point, Random, Size};

const ROUNDS: usize = 40;
/// The length of line to be seen beside its label.
const CLEAR: f64 = 34.0;

/// Hubs with more neighbours have their leaves all around them rather than in rings.
const DISC: usize = 40;

/// A wish that two nodes be so far from each other.
pub(super) struct Wish {
    pub a: usize,
    pub b: usize,
    pub distance: f64,
    /// Whether each of them moves.
    pub moves: (bool, bool),
    /// For neighbours, what must fit on the line between their middles: half of both boxes, and the label.
    pub between: Option<Size>,
}

impl Wish {
    /// The distance for the direction in which `b` lies from `a`: a wide box needs more beside it than above it.
    fn wanted(&self, x: f64, y: f64, now: f64) -> f64 {
        match self.between {
            None => self.distance,
            Some(size) => {
                let along = (size.w * now / x.abs().max(1e-6)).min(size.h * now / y.abs().max(1e-6));
                (along + CLEAR).max(0.7 * self.distance)
            }
        }
    }
}

/// The middles of the nodes of a connected graph.
pub(super) fn place(bodies: &[Body], wires: &[Wire], seed: u64) -> Vec<Point> {
    let near = neighbours(bodies, wires);
    let mut wishes = Vec::new();
    for a in 0..bodies.len() {
        let far = distances(&near, a);
        wishes.extend((0..a).map(|b| {
            let between = near[a].iter().find(|line| line.to == b).map(|line| line.between);
            Wish { a, b, distance: far[b], moves: (true, true), between }
        }));
    }
    let mut random = Random(seed);
    let mut middles = scatter(bodies.len(), &mut random);
    descend(&mut middles, &mut wishes, &mut random);
    lie_down(&mut middles);
    middles
}

/// A line to a neighbour.
#[derive(Clone, Copy)]
pub(super) struct Near {
    pub to: usize,
    /// How long it should be, from middle to middle.
    pub length: f64,
    /// What must fit on it.
    pub between: Size,
}

/// For each node its neighbours.
pub(super) fn neighbours(bodies: &[Body], wires: &[Wire]) -> Vec<Vec<Near>> {
    let reach: Vec<f64> = bodies.iter().map(|body| (body.size.w + body.size.h) / 4.0).collect();
    let mut ends = vec![Vec::new(); bodies.len()];
    for wire in wires {
        ends[wire.from].push(wire.to);
        ends[wire.to].push(wire.from);
    }
    for end in &mut ends {
        end.sort_unstable();
        end.dedup();
    }
    // The radius at which the leaves of a hub fit around it: in two rings, or all over a disc when they are many.
    let leaf = |v: usize| ends[v].len() == 1;
    let ring = |hub: usize| {
        let leaves = ends[hub].iter().filter(|&&v| leaf(v));
        if ends[hub].len() > DISC {
            let area: f64 = leaves.map(|&v| bodies[v].size.w * bodies[v].size.h).sum();
            return (area * 4.0 / std::f64::consts::PI).sqrt();
        }
        leaves.map(|&v| 2.0 * reach[v] + 8.0).sum::<f64>() * 0.7 / std::f64::consts::TAU
    };
    let rings: Vec<f64> = (0..bodies.len()).map(ring).collect();
    let mut near = vec![Vec::new(); bodies.len()];
    for wire in wires {
        let (a, b) = (wire.from, wire.to);
        let mut length = reach[a] + reach[b] + 0.7 * wire.label.w + 26.0;
        for (hub, v) in [(a, b), (b, a)] {
            if leaf(v) && ends[hub].len() > 10 {
                let nth = ends[hub].iter().position(|&u| u == v).unwrap_or(0);
                length = if ends[hub].len() > DISC {
                    length.max(rings[hub] * (nth as f64 / ends[hub].len() as f64).sqrt())
                } else {
                    length.max(rings[hub]) * if nth % 2 == 0 { 1.0 } else { 1.4 }
                };
            }
        }
        let (p, q) = (bodies[a].size, bodies[b].size);
        let between = Size { w: (p.w + q.w) / 2.0 + wire.label.w, h: (p.h + q.h) / 2.0 + wire.label.h };
        near[a].push(Near { to: b, length, between });
        near[b].push(Near { to: a, length, between });
    }
    near
}

/// Shortest distances from one node (Dijkstra).
pub(super) fn distances(near: &[Vec<Near>], from: usize) -> Vec<f64> {
    let mut far = vec![f64::INFINITY; near.len()];
    far[from] = 0.0;
    // Lengths in thousandths, for whole numbers have an order.
    let mut queue = BinaryHeap::from([(Reverse(0u64), from)]);
    while let Some((Reverse(d), v)) = queue.pop() {
        if d > (far[v] * 1000.0) as u64 {
            continue;
        }
        for &Near { to: u, length, .. } in &near[v] {
            let sum = far[v] + length;
            if sum < far[u] {
                far[u] = sum;
                queue.push((Reverse((sum * 1000.0) as u64), u));
            }
        }
    }
    far
}

/// Random places.
pub(super) fn scatter(nodes: usize, random: &mut Random) -> Vec<Point> {
    let side = 100.0 * (nodes as f64).sqrt();
    (0..nodes).map(|_| Point::new(random.unit() * side, random.unit() * side)).collect()
}

/// Moves the places until the wishes are met as well as they can be.
pub(super) fn descend(middles: &mut [Point], wishes: &mut [Wish], random: &mut Random) {
    let longest = wishes.iter().map(|w| w.distance).fold(1.0, f64::max);
    let shortest = wishes.iter().map(|w| w.distance).fold(longest, f64::min).max(1.0);
    let mut step = longest * longest;
    let fall = (0.05 * shortest * shortest / step).powf(1.0 / (ROUNDS - 1) as f64);
    for _ in 0..ROUNDS {
        random.shuffle(wishes);
        for wish in wishes.iter() {
            let (p, q) = (middles[wish.a], middles[wish.b]);
            let now = p.distance(q).max(1e-6);
            let wanted = wish.wanted(p.x - q.x, p.y - q.y, now);
            let rate = (step / (wanted * wanted).max(1.0)).min(1.0);
            let part = rate * (now - wanted) / (2.0 * now);
            let (x, y) = ((p.x - q.x) * part, (p.y - q.y) * part);
            if wish.moves.0 {
                middles[wish.a] = p.plus(-x, -y);
            }
            if wish.moves.1 {
                middles[wish.b] = q.plus(x, y);
            }
        }
        step *= fall;
    }
}

/// Turns the places so that they spread farthest from left to right.
pub(super) fn lie_down(middles: &mut [Point]) {
    let n = middles.len().max(1) as f64;
    let mid = middles.iter().fold(Point::default(), |m, p| m.plus(p.x / n, p.y / n));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in middles.iter_mut() {
        *p = p.plus(-mid.x, -mid.y);
        (xx, xy, yy) = (xx + p.x * p.x, xy + p.x * p.y, yy + p.y * p.y);
    }
    // The first eigenvector of the covariances.
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    let (x, y) = if half > 0.0 { (half + root, xy) } else { (xy, root - half) };
    let length = (x * x + y * y).sqrt();
    if length > 1e-9 {
        let (c, s) = (x / length, y / length);
        middles.iter_mut().for_each(|p| *p = Point::new(p.x * c + p.y * s, p.y * c - p.x * s));
    }
}

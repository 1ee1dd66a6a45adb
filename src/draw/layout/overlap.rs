//! Moves boxes apart until none lies on another, and keeps their arrangement.

use super::{Body, Wire};
use crate::draw::geometry::{Grid, Point, Rect, Size, bounds};

/// The least space between two boxes.
const GAP: f64 = 14.0;
/// In graphs of more nodes than this, nodes do not step aside for lines; lines still bend round them.
const STEP_ASIDE: usize = 400;

/// The boxes around these middles, moved as little as it takes, and with room for labels between neighbours where there is.
pub(super) fn remove(bodies: &[Body], wires: &[Wire], middles: &[Point]) -> Vec<Rect> {
    let mut boxes: Vec<Rect> = bodies
        .iter()
        .zip(middles)
        .map(|(body, &p)| Rect::around(p, Size { w: body.size.w + GAP, h: body.size.h + GAP }))
        .collect();
    spread(&mut boxes);
    for _ in 0..40 {
        push(&mut boxes);
        wires.iter().for_each(|wire| make_room(&mut boxes, wire));
        if boxes.len() <= STEP_ASIDE {
            wires.iter().for_each(|wire| step_aside(&mut boxes, wire));
        }
    }
    for _ in 0..200 {
        if !push(&mut boxes) {
            break;
        }
    }
    settle(&mut boxes);
    boxes.into_iter().map(|r| r.grown(-GAP / 2.0)).collect()
}

/// Stretches the whole while boxes cover each other in many places.
fn spread(boxes: &mut [Rect]) {
    for _ in 0..12 {
        let covered: usize = pairs(boxes).len();
        if covered * 4 <= boxes.len() {
            break;
        }
        for r in boxes.iter_mut() {
            let p = r.centre();
            *r = r.moved(p.x * 0.1, p.y * 0.1);
        }
    }
}

/// Pairs of boxes that lie on each other, by a sweep from left to right.
fn pairs(boxes: &[Rect]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|&a, &b| boxes[a].x.total_cmp(&boxes[b].x).then(a.cmp(&b)));
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for i in order {
        open.retain(|&j| boxes[j].right() > boxes[i].x);
        pairs.extend(open.iter().filter(|&&j| boxes[i].shared(boxes[j]) > 0.0).map(|&j| (i.min(j), i.max(j))));
        open.push(i);
    }
    pairs
}

/// Pushes each pair apart, the shorter way; tells whether there was any.
fn push(boxes: &mut [Rect]) -> bool {
    let found = pairs(boxes);
    for &(i, j) in &found {
        let (a, b) = (boxes[i], boxes[j]);
        if a.shared(b) == 0.0 {
            continue;
        }
        let (p, q) = (a.centre(), b.centre());
        let over_x = (a.w + b.w) / 2.0 - (p.x - q.x).abs();
        let over_y = (a.h + b.h) / 2.0 - (p.y - q.y).abs();
        // Half the overlap each, and a little more.
        let (x, y) = if over_x < over_y {
            (if p.x < q.x { -1.0 } else { 1.0 } * (over_x / 2.0 + 0.01), 0.0)
        } else {
            (0.0, if p.y < q.y { -1.0 } else { 1.0 } * (over_y / 2.0 + 0.01))
        };
        boxes[i] = a.moved(x, y);
        boxes[j] = b.moved(-x, -y);
    }
    !found.is_empty()
}

/// Pushes neighbours apart, the shorter way, when the label does not fit between them.
fn make_room(boxes: &mut [Rect], wire: &Wire) {
    const LINE: f64 = 20.0;
    let (a, b) = (boxes[wire.from], boxes[wire.to]);
    let (p, q) = (a.centre(), b.centre());
    let lack_x = (a.w + b.w) / 2.0 + wire.label.w + LINE - (p.x - q.x).abs();
    let lack_y = (a.h + b.h) / 2.0 + wire.label.h + LINE - (p.y - q.y).abs();
    if lack_x <= 0.0 || lack_y <= 0.0 {
        return;
    }
    // A quarter at a time, for others push as well.
    let (x, y) = if lack_x < lack_y { (lack_x / 4.0, 0.0) } else { (0.0, lack_y / 4.0) };
    let (x, y) = (if p.x < q.x { -x } else { x }, if p.y < q.y { -y } else { y });
    boxes[wire.from] = a.moved(x, y);
    boxes[wire.to] = b.moved(-x, -y);
}

/// Pushes boxes off the straight line of a wire between others.
fn step_aside(boxes: &mut [Rect], wire: &Wire) {
    let (p, q) = (boxes[wire.from].centre(), boxes[wire.to].centre());
    let length = p.distance(q).max(1e-6);
    let (nx, ny) = ((p.y - q.y) / length, (q.x - p.x) / length);
    for (i, r) in boxes.iter_mut().enumerate() {
        if i == wire.from || i == wire.to || !r.cut_by(p, q) {
            continue;
        }
        let m = r.centre();
        let off = (m.x - p.x) * nx + (m.y - p.y) * ny;
        let lack = (r.w * nx.abs() + r.h * ny.abs()) / 2.0 - off.abs();
        let by = if off < 0.0 { -lack } else { lack } / 4.0;
        *r = r.moved(nx * by, ny * by);
    }
}

/// What still lies on another box goes to the nearest free place, from the middle outwards.
fn settle(boxes: &mut [Rect]) {
    if pairs(boxes).is_empty() {
        return;
    }
    let whole = bounds(boxes.iter().copied());
    let heart = whole.centre();
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|&a, &b| {
        boxes[a].centre().distance(heart).total_cmp(&boxes[b].centre().distance(heart)).then(a.cmp(&b))
    });
    let mut taken = Grid::new(whole, 120.0);
    for i in order {
        let wished = boxes[i];
        let free = |r: &Rect| taken.near(*r).is_empty();
        boxes[i] = (0..).flat_map(|ring| around(wished, ring)).find(free).unwrap_or(wished);
        taken.insert(boxes[i]);
    }
}

/// The box moved to each place of a square ring, the nearest places first.
fn around(r: Rect, ring: i32) -> Vec<Rect> {
    const STEP: f64 = 10.0;
    let mut at: Vec<(i32, i32)> = (-ring..=ring)
        .flat_map(|x| (-ring..=ring).map(move |y| (x, y)))
        .filter(|(x, y)| x.abs().max(y.abs()) == ring)
        .collect();
    at.sort_by_key(|(x, y)| (x * x + y * y, *y, *x));
    at.into_iter().map(|(x, y)| r.moved(f64::from(x) * STEP, f64::from(y) * STEP)).collect()
}

//! The shape of each kind: how much room it needs around its text, its path, and where lines meet it.

use std::fmt::Write;

use super::Kind;
use super::geometry::{Point, Rect, Size};

/// The size of folds and tabs.
const FOLD: f64 = 6.0;

/// The width of a folder's tab.
fn tab(wide: f64) -> f64 {
    (wide * 0.4).min(40.0)
}

/// The box a shape needs around a text.
pub(super) fn room(kind: Kind, text: Size) -> Size {
    let (w, h) = match kind {
        Kind::Person => (26.0, 12.0),
        Kind::Place => (34.0, 12.0),
        Kind::Event => (26.0, 14.0),
        Kind::Material => (38.0, 12.0),
        Kind::Honor => (40.0, 12.0),
        Kind::Technology => (30.0, 12.0),
        Kind::Product => (24.0, 18.0),
        Kind::Industry | Kind::Date => (22.0, 20.0),
        Kind::Work => (28.0, 14.0),
        Kind::Organization | Kind::Other => (22.0, 12.0),
    };
    Size { w: (text.w + w).max(44.0), h: (text.h + h).max(28.0) }
}

/// How far the middle of the text lies below the middle of the box.
pub(super) fn shift(kind: Kind) -> Point {
    match kind {
        Kind::Product => Point::new(-3.0, 3.0),
        Kind::Industry | Kind::Date => Point::new(0.0, 4.0),
        Kind::Technology => Point::new(4.0, 0.0),
        Kind::Honor => Point::new(3.0, 0.0),
        _ => Point::default(),
    }
}

/// The outline, about the middle of the box, where lines end.
pub(super) fn polygon(kind: Kind, size: Size) -> Vec<Point> {
    let (x, y) = (size.w / 2.0, size.h / 2.0);
    let corners: Vec<(f64, f64)> = match kind {
        Kind::Person => {
            let r = y.min(20.0);
            // A quarter of a circle in four steps.
            let arc = [(0.0, 1.0), (0.383, 0.924), (0.707, 0.707), (0.924, 0.383), (1.0, 0.0)];
            let quarter: Vec<(f64, f64)> = arc.iter().map(|&(s, c)| (x - r + r * s, y - r + r * c)).collect();
            let lower: Vec<(f64, f64)> =
                quarter.iter().rev().copied().chain(quarter.iter().map(|&(a, b)| (-a, b))).collect();
            lower.iter().copied().chain(lower.iter().rev().map(|&(a, b)| (a, -b))).collect()
        }
        Kind::Place => vec![(x, 0.0), (x - 11.0, y), (11.0 - x, y), (-x, 0.0), (11.0 - x, -y), (x - 11.0, -y)],
        Kind::Event => {
            let c = 8.0;
            let right = [(x - c, -y), (x, c - y), (x, y - c), (x - c, y)];
            right.iter().copied().chain(right.iter().rev().map(|&(a, b)| (-a, b))).collect()
        }
        Kind::Material => vec![(x, -y), (x - 12.0, y), (-x, y), (12.0 - x, -y)],
        Kind::Honor => vec![(x, 0.0), (x - 12.0, y), (-x, y), (-x, -y), (x - 12.0, -y)],
        Kind::Product => vec![(x, -y), (x, y - FOLD), (x - FOLD, y), (-x, y), (-x, FOLD - y), (FOLD - x, -y)],
        Kind::Industry => {
            let tab = tab(size.w) - x;
            vec![(x, FOLD - y), (x, y), (-x, y), (-x, -y), (tab - 5.0, -y), (tab, FOLD - y)]
        }
        Kind::Work => vec![(x, FOLD - y), (x, y), (-x, y), (-x, -y), (x - FOLD, -y)],
        _ => vec![(x, -y), (x, y), (-x, y), (-x, -y)],
    };
    corners.into_iter().map(|(x, y)| Point { x, y }).collect()
}

/// Where a line from a point inside an outline to one outside leaves it; all are given in the same frame.
pub(super) fn exit(outline: &[Point], middle: Point, inside: Point, outside: Point) -> Point {
    let mut best = 0.0f64;
    let (dx, dy) = (outside.x - inside.x, outside.y - inside.y);
    for (i, a) in outline.iter().enumerate() {
        let b = outline[(i + 1) % outline.len()];
        let (ax, ay) = (a.x + middle.x - inside.x, a.y + middle.y - inside.y);
        let (ex, ey) = (b.x - a.x, b.y - a.y);
        let cross = dx * ey - dy * ex;
        if cross.abs() < 1e-9 {
            continue;
        }
        let along = (ax * ey - ay * ex) / cross;
        let side = (ax * dy - ay * dx) / cross;
        if (-1e-9..=1.0 + 1e-9).contains(&side) && along > best && along <= 1.0 {
            best = along;
        }
    }
    inside.toward(outside, best)
}

/// The SVG path of a shape, and of lines drawn on it without filling (may be empty).
pub(super) fn path(kind: Kind, r: Rect) -> (String, String) {
    let (l, t, b, e) = (r.x, r.y, r.bottom(), r.right());
    let mut d = String::new();
    let mut on = String::new();
    let m = r.centre();
    match kind {
        Kind::Person => rounded(&mut d, r, (r.h / 2.0).min(20.0)),
        Kind::Other => rounded(&mut d, r, 7.0),
        Kind::Date => rounded(&mut d, r, 3.0),
        Kind::Organization | Kind::Technology => rounded(&mut d, r, 1.5),
        _ => {
            let outline = polygon(kind, Size { w: r.w, h: r.h });
            corners(&mut d, &outline.iter().map(|p| (p.x + m.x, p.y + m.y)).collect::<Vec<_>>());
        }
    }
    let _ = match kind {
        Kind::Product => {
            let (x, y) = (e - FOLD, t + FOLD);
            write!(on, "M{l:.1} {y:.1}H{x:.1}V{b:.1}M{x:.1} {y:.1}L{e:.1} {t:.1}")
        }
        Kind::Industry => write!(on, "M{l:.1} {:.1}H{:.1}", t + FOLD, l + tab(r.w)),
        Kind::Date => {
            write!(on, "M{l:.1} {0:.1}H{e:.1}M{1:.1} {2:.1}v5M{3:.1} {2:.1}v5", t + 7.0, l + 10.0, t + 1.0, e - 10.0)
        }
        Kind::Work => write!(on, "M{:.1} {t:.1}v{FOLD}h{FOLD}", e - FOLD),
        Kind::Technology => write!(on, "M{0:.1} {t:.1}V{b:.1}M{1:.1} {t:.1}V{b:.1}", l + 5.0, l + 9.0),
        Kind::Honor => {
            star(&mut on, Point::new(l + 12.0, m.y));
            Ok(())
        }
        _ => Ok(()),
    };
    (d, on)
}

fn corners(d: &mut String, at: &[(f64, f64)]) {
    for (i, (x, y)) in at.iter().enumerate() {
        let _ = write!(d, "{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' });
    }
    d.push('Z');
}

fn rounded(d: &mut String, r: Rect, c: f64) {
    let (w, h) = (r.w - 2.0 * c, r.h - 2.0 * c);
    let (x, y) = (r.x + c, r.y);
    let _ =
        write!(d, "M{x:.1} {y:.1}h{w:.1}a{c:.1} {c:.1} 0 0 1 {c:.1} {c:.1}v{h:.1}a{c:.1} {c:.1} 0 0 1 -{c:.1} {c:.1}");
    let _ = write!(d, "h-{w:.1}a{c:.1} {c:.1} 0 0 1 -{c:.1} -{c:.1}v-{h:.1}a{c:.1} {c:.1} 0 0 1 {c:.1} -{c:.1}Z");
}

/// A five-pointed star, the mark of an honour.
fn star(d: &mut String, m: Point) {
    const POINTS: [(f64, f64); 10] = [
        (0.0, -6.0),
        (1.4, -1.9),
        (5.7, -1.9),
        (2.2, 0.7),
        (3.5, 4.9),
        (0.0, 2.3),
        (-3.5, 4.9),
        (-2.2, 0.7),
        (-5.7, -1.9),
        (-1.4, -1.9),
    ];
    let at: Vec<(f64, f64)> = POINTS.iter().map(|(x, y)| (m.x + x, m.y + y)).collect();
    corners(d, &at);
}

//! How lines are written: paths, thickness, arrow heads, the cross on what is denied.

use std::fmt::Write;

use super::bundle::Link;
use super::geometry::Curve;
use super::kind::Style;

/// The data of an SVG path.
pub(super) fn d(curve: &Curve) -> String {
    let mut d = format!("M{:.1} {:.1}", curve.start.x, curve.start.y);
    for [a, b, c] in &curve.parts {
        let _ = write!(d, "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.x, a.y, b.x, b.y, c.x, c.y);
    }
    d
}

/// The width of a line that so many claims support.
pub(super) fn thickness(count: usize) -> f64 {
    match count {
        0 | 1 => 1.2,
        2 => 1.6,
        3..=4 => 2.0,
        5..=9 => 2.5,
        _ => 3.0,
    }
}

/// Arrow heads for the styles there are.
pub(super) fn markers(out: &mut String, links: &[Link]) {
    out.push_str("<defs>\n");
    for style in Style::ALL.into_iter().filter(|&style| links.iter().any(|link| link.style == style)) {
        let line = style.line();
        let _ = writeln!(
            out,
            "<marker id=\"tupu-{}\" viewBox=\"0 0 10 8\" refX=\"9.5\" refY=\"4\" markerWidth=\"10\" markerHeight=\"8\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L10 4L0 8L2.5 4Z\" fill=\"{}\"/></marker>",
            line.name, line.colour
        );
    }
    out.push_str("</defs>\n");
}

/// The mark of a denied relation: a cross on its line, near the end.
pub(super) fn cross(out: &mut String, curve: &Curve, colour: &str) {
    let points = curve.points(12);
    let mut left: f64 = 26.0;
    let mut at = points[points.len() / 2];
    for pair in points.windows(2).rev() {
        let step = pair[0].distance(pair[1]);
        if step >= left {
            at = pair[1].toward(pair[0], left / step);
            break;
        }
        left -= step;
    }
    let (x, y) = (at.x - 4.5, at.y - 4.5);
    let _ = write!(out, "<path d=\"M{x:.1} {y:.1}l9 9m0 -9l-9 9\" stroke=\"{colour}\" stroke-width=\"2\"/>");
}

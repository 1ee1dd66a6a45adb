//! A node as a card: its shape, its name, and its posts and figures in small type.

use std::fmt::Write;

use super::geometry::{Rect, Size};
use super::kind::Kind;
use super::text::{self, LINE, xml};
use super::{Node, outline};

const NAME: f64 = 13.0;
const SMALL: f64 = 10.5;

/// A node's text, broken and measured.
pub(super) struct Card {
    pub kind: Kind,
    name: Vec<String>,
    em: f64,
    lines: Vec<String>,
    pub size: Size,
}

impl Card {
    /// A card for each node, the heavier the larger.
    pub fn all(nodes: &[Node]) -> Vec<Card> {
        let heaviest = nodes.iter().map(weight).fold(0.0, f64::max);
        let lightest = nodes.iter().map(weight).fold(heaviest, f64::min);
        let part = |node| if heaviest > lightest { (weight(node) - lightest) / (heaviest - lightest) } else { 0.0 };
        nodes.iter().map(|node| Card::new(node, NAME * (1.0 + 0.4 * part(node).sqrt()))).collect()
    }

    fn new(node: &Node, em: f64) -> Self {
        const MOST: usize = 6;
        let name = text::wrap(&node.label, 20, 3);
        let mut lines: Vec<String> = node.lines.iter().take(MOST).flat_map(|line| text::wrap(line, 30, 2)).collect();
        lines.retain(|line| !line.is_empty());
        if node.lines.len() > MOST {
            lines.push(format!("另{}项", node.lines.len() - MOST));
        }
        let (a, b) = (text::size(&name, em), text::size(&lines, SMALL));
        let gap = if lines.is_empty() { 0.0 } else { 4.0 };
        let size = outline::room(node.kind, Size { w: a.w.max(b.w), h: a.h + gap + b.h });
        Card { kind: node.kind, name, em, lines, size }
    }

    pub fn write(&self, out: &mut String, shape: Rect) {
        let shift = outline::shift(self.kind);
        let middle = shape.centre().plus(shift.x, shift.y);
        let gap = if self.lines.is_empty() { 0.0 } else { 4.0 };
        let high = self.em * LINE * self.name.len() as f64 + gap + SMALL * LINE * self.lines.len() as f64;
        let mut y = middle.y - high / 2.0;
        for line in &self.name {
            let base = y + self.em * 1.02;
            let _ = write!(
                out,
                "<text x=\"{:.1}\" y=\"{base:.1}\" font-size=\"{:.1}\" font-weight=\"600\">",
                middle.x, self.em
            );
            xml(out, line);
            out.push_str("</text>");
            y += self.em * LINE;
        }
        y += gap;
        for line in &self.lines {
            let base = y + SMALL * 1.02;
            let _ = write!(out, "<text x=\"{:.1}\" y=\"{base:.1}\" font-size=\"{SMALL}\">", middle.x);
            xml(out, line);
            out.push_str("</text>");
            y += SMALL * LINE;
        }
    }
}

fn weight(node: &Node) -> f64 {
    if node.weight.is_finite() { node.weight.max(0.0) } else { 0.0 }
}

/// Writes the shape of a kind.
pub(super) fn shape_path(out: &mut String, kind: Kind, shape: Rect) {
    let look = kind.look();
    let (body, on) = outline::path(kind, shape);
    let _ = write!(out, "<path d=\"{body}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.3\"/>", look.fill, look.stroke);
    if !on.is_empty() {
        let _ = write!(out, "<path d=\"{on}\" fill=\"none\" stroke=\"{}\"/>", look.stroke);
    }
}

//! What the shapes and lines mean, in rows below the picture.

use std::fmt::Write;

use super::Picture;
use super::bundle::Link;
use super::card::shape_path;
use super::geometry::{Curve, Point, Rect};
use super::kind::{Kind, Style};
use super::line::{cross, d};

/// The height of a row of the legend.
pub(super) const ROW: f64 = 26.0;

/// What the shapes and lines mean.
#[derive(Default)]
pub(super) struct Legend {
    kinds: Vec<Kind>,
    styles: Vec<Style>,
}

/// An entry of the legend in its row.
pub(super) struct Entry {
    what: Result<Kind, Style>,
    pub x: f64,
    pub w: f64,
}

impl Legend {
    /// The kinds and styles that the picture has.
    pub fn of(picture: &Picture, links: &[Link]) -> Self {
        Legend {
            kinds: Kind::ALL.into_iter().filter(|&kind| picture.nodes.iter().any(|node| node.kind == kind)).collect(),
            styles: Style::ALL.into_iter().filter(|&style| links.iter().any(|link| link.style == style)).collect(),
        }
    }

    pub fn widest(&self) -> f64 {
        self.rows(0.0).iter().flatten().map(|entry| entry.w).fold(0.0, f64::max)
    }

    /// The entries, broken into rows of a width.
    pub fn rows(&self, limit: f64) -> Vec<Vec<Entry>> {
        let mut rows: Vec<Vec<Entry>> = Vec::new();
        let all = self.kinds.iter().map(|&kind| Ok(kind)).chain(self.styles.iter().map(|&style| Err(style)));
        let mut x = 0.0;
        for what in all {
            let w = match what {
                Ok(_) => 72.0,
                Err(_) => 84.0,
            };
            match rows.last_mut() {
                Some(row) if x + w <= limit => row.push(Entry { what, x, w }),
                _ => {
                    x = 0.0;
                    rows.push(vec![Entry { what, x, w }]);
                }
            }
            x += w;
        }
        rows
    }

    pub fn write(&self, out: &mut String, rows: &[Vec<Entry>], top: f64, left: f64) {
        if rows.is_empty() {
            return;
        }
        let _ = writeln!(out, "<g class=\"legend\" font-size=\"11\">");
        for (i, row) in rows.iter().enumerate() {
            let y = top + ROW * (i as f64 + 0.5);
            for entry in row {
                let x = left + entry.x;
                let text = match entry.what {
                    Ok(kind) => {
                        shape_path(out, kind, Rect { x, y: y - 9.0, w: 34.0, h: 18.0 });
                        kind.look().chinese
                    }
                    Err(style) => {
                        let line = style.line();
                        let curve = Curve::line(Point::new(x, y), Point::new(x + 46.0, y));
                        let _ = write!(
                            out,
                            "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\"",
                            d(&curve),
                            line.colour
                        );
                        if let Some(dashes) = line.dashes {
                            let _ = write!(out, " stroke-dasharray=\"{dashes}\"");
                        }
                        let _ = write!(out, " marker-end=\"url(#tupu-{})\"/>", line.name);
                        if style == Style::Denied {
                            cross(out, &curve, line.colour);
                        }
                        line.chinese
                    }
                };
                let after = if entry.what.is_ok() { 40.0 } else { 52.0 };
                let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\">{text}</text>", x + after, y + 4.0);
            }
        }
        out.push_str("</g>\n");
    }
}

//! The picture as SVG: one file that needs nothing else.

use std::fmt::Write;

use super::geometry::{Curve, Point, Rect, Size};
use super::kind::{Kind, Style};
use super::layout::{self, Body, Wire};
use super::text::{self, LINE, xml};
use super::{Node, Options, Picture, bundle, outline};

const FONTS: &str = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',\
'WenQuanYi Micro Hei','Noto Sans SC','Noto Color Emoji',sans-serif";
const INK: &str = "#1a1a1a";
/// Sizes of type: names, lines under them, labels of edges, title.
const NAME: f64 = 13.0;
const SMALL: f64 = 10.5;
const LABEL: f64 = 10.5;
const TITLE: f64 = 20.0;
const MARGIN: f64 = 24.0;

/// A node's text, broken and measured.
struct Card {
    kind: Kind,
    name: Vec<String>,
    em: f64,
    lines: Vec<String>,
    size: Size,
}

/// Writes a picture as an SVG document.
pub fn svg(picture: &Picture, options: &Options) -> String {
    let heaviest = picture.nodes.iter().map(weight).fold(0.0, f64::max);
    let lightest = picture.nodes.iter().map(weight).fold(heaviest, f64::min);
    let cards: Vec<Card> = picture
        .nodes
        .iter()
        .map(|node| {
            let part = if heaviest > lightest { (weight(node) - lightest) / (heaviest - lightest) } else { 0.0 };
            Card::new(node, NAME * (1.0 + 0.4 * part.sqrt()))
        })
        .collect();
    let links = bundle::links(&picture.edges, picture.nodes.len());
    let texts: Vec<Vec<String>> = links.iter().map(|link| link.lines()).collect();
    let mut bodies: Vec<Body> = cards
        .iter()
        .map(|card| Body { size: card.size, top: 0.0, outline: outline::polygon(card.kind, card.size) })
        .collect();
    let wires: Vec<Wire> = links
        .iter()
        .zip(&texts)
        .map(|(link, lines)| {
            let size = text::size(lines, LABEL);
            let label = if lines.is_empty() { Size::default() } else { Size { w: size.w + 6.0, h: size.h + 2.0 } };
            Wire { from: link.from, to: link.to, label }
        })
        .collect();
    for wire in wires.iter().filter(|wire| wire.from == wire.to) {
        let body = &mut bodies[wire.from];
        let top = body.top.max(wire.label.h + 20.0);
        body.size.h += top - body.top;
        body.top = top;
        body.size.w = body.size.w.max(wire.label.w);
    }
    let mut drawing = layout::arrange(&bodies, &wires, options.layout, options.seed);
    let labels: Vec<Size> = wires.iter().map(|wire| wire.label).collect();
    let area = layout::extent(&drawing, &labels);

    let title = picture.title.as_deref().map(text::clean).filter(|title| !title.is_empty());
    let title_lines =
        title.as_deref().map(|t| text::wrap(t, ((area.w / TITLE * 1.8) as usize).max(32), 3)).unwrap_or_default();
    let head = text::size(&title_lines, TITLE);
    let legend = if options.legend { Legend::of(picture, &links) } else { Legend::default() };
    let wide = area.w.max(head.w).max(legend.widest()).max(120.0);
    let rows = legend.rows(wide.max(420.0));
    let wide = rows.iter().flatten().map(|entry| entry.x + entry.w).fold(wide, f64::max);
    let head_room = if title_lines.is_empty() { 0.0 } else { head.h + 16.0 };
    let legend_room = if rows.is_empty() { 0.0 } else { rows.len() as f64 * ROW + 18.0 };
    let (w, h) = (wide + 2.0 * MARGIN, head_room + area.h + legend_room + 2.0 * MARGIN);
    let (dx, dy) = (MARGIN + (wide - area.w) / 2.0 - area.x, MARGIN + head_room - area.y);
    drawing.boxes.iter_mut().for_each(|r| *r = r.moved(dx, dy));
    drawing.curves.iter_mut().for_each(|curve| curve.map(|p| p.plus(dx, dy)));
    drawing.labels.iter_mut().for_each(|p| *p = p.plus(dx, dy));

    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.0} {h:.0}\" width=\"{w:.0}\" height=\"{h:.0}\" \
         role=\"img\" aria-labelledby=\"tupu-title tupu-desc\" font-family=\"{FONTS}\" fill=\"{INK}\" xml:lang=\"zh\">\n\
         <title id=\"tupu-title\">"
    );
    xml(&mut out, title.as_deref().unwrap_or("知识图谱"));
    let _ =
        writeln!(out, "</title>\n<desc id=\"tupu-desc\">{}个节点，{}条关系</desc>", picture.nodes.len(), links.len());
    markers(&mut out, &links);
    let _ = writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    for (i, line) in title_lines.iter().enumerate() {
        let y = MARGIN + TITLE * (LINE * i as f64 + 1.0);
        let _ = write!(
            out,
            "<text x=\"{:.1}\" y=\"{y:.1}\" font-size=\"{TITLE}\" font-weight=\"700\" text-anchor=\"middle\">",
            w / 2.0
        );
        xml(&mut out, line);
        out.push_str("</text>\n");
    }
    out.push_str("<g class=\"edges\" fill=\"none\">\n");
    for (link, curve) in links.iter().zip(&drawing.curves) {
        let line = link.style.line();
        let _ = write!(out, "<g class=\"edge {}\"><title>", line.name);
        tooltip(&mut out, picture, link);
        let _ = write!(
            out,
            "</title><path d=\"{}\" stroke=\"{}\" stroke-width=\"{:.1}\"",
            d(curve),
            line.colour,
            thickness(link.count)
        );
        if let Some(dashes) = line.dashes {
            let _ = write!(out, " stroke-dasharray=\"{dashes}\"");
        }
        let _ = write!(out, " marker-end=\"url(#tupu-{})\"/>", line.name);
        if link.style == Style::Denied {
            cross(&mut out, curve, line.colour);
        }
        out.push_str("</g>\n");
    }
    out.push_str("</g>\n<g class=\"nodes\" text-anchor=\"middle\">\n");
    for (((node, card), body), outer) in picture.nodes.iter().zip(&cards).zip(&bodies).zip(&drawing.boxes) {
        let shape = Rect::around(outer.centre().plus(0.0, body.top / 2.0), card.size);
        out.push_str("<g class=\"node ");
        let _ = write!(out, "{}\"><title>", node.kind.name());
        xml(&mut out, &text::clean(&node.label));
        let _ = write!(out, "（{}）", node.kind.look().chinese);
        for extra in node.lines.iter().chain([&node.id]).map(|line| text::clean(line)).filter(|line| !line.is_empty()) {
            out.push('\n');
            xml(&mut out, &extra);
        }
        out.push_str("</title>");
        shape_path(&mut out, card.kind, shape);
        card.write(&mut out, shape);
        out.push_str("</g>\n");
    }
    let _ = writeln!(
        out,
        "</g>\n<g class=\"labels\" text-anchor=\"middle\" font-size=\"{LABEL}\" stroke=\"#ffffff\" stroke-width=\"4\" \
         stroke-linejoin=\"round\" paint-order=\"stroke\" pointer-events=\"none\">"
    );
    for ((link, lines), &middle) in links.iter().zip(&texts).zip(&drawing.labels) {
        if lines.is_empty() {
            continue;
        }
        // A veil over the line, for a halo leaves gaps beside punctuation.
        let size = text::size(lines, LABEL);
        let veil = Rect::around(middle, size);
        let _ = writeln!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#ffffff\" fill-opacity=\".8\" stroke=\"none\"/>",
            veil.x, veil.y, veil.w, veil.h
        );
        for (i, line) in lines.iter().enumerate() {
            let y = middle.y + LABEL * (LINE * (i as f64 - (lines.len() as f64 - 1.0) / 2.0) + 0.36);
            let colour = if link.style == Style::Affirmed { INK } else { link.style.line().colour };
            let _ = write!(out, "<text x=\"{:.1}\" y=\"{y:.1}\" fill=\"{colour}\">", middle.x);
            xml(&mut out, line);
            out.push_str("</text>\n");
        }
    }
    out.push_str("</g>\n");
    legend.write(&mut out, &rows, MARGIN + head_room + area.h + 18.0, (w - wide) / 2.0);
    out.push_str("</svg>\n");
    out
}

fn weight(node: &Node) -> f64 {
    if node.weight.is_finite() { node.weight.max(0.0) } else { 0.0 }
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

impl Card {
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

    fn write(&self, out: &mut String, shape: Rect) {
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

fn shape_path(out: &mut String, kind: Kind, shape: Rect) {
    let look = kind.look();
    let (body, on) = outline::path(kind, shape);
    let _ = write!(out, "<path d=\"{body}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.3\"/>", look.fill, look.stroke);
    if !on.is_empty() {
        let _ = write!(out, "<path d=\"{on}\" fill=\"none\" stroke=\"{}\"/>", look.stroke);
    }
}

fn d(curve: &Curve) -> String {
    let mut d = format!("M{:.1} {:.1}", curve.start.x, curve.start.y);
    for [a, b, c] in &curve.parts {
        let _ = write!(d, "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.x, a.y, b.x, b.y, c.x, c.y);
    }
    d
}

/// Arrow heads for the styles there are.
fn markers(out: &mut String, links: &[bundle::Link]) {
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
fn cross(out: &mut String, curve: &Curve, colour: &str) {
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

fn tooltip(out: &mut String, picture: &Picture, link: &bundle::Link) {
    xml(out, &text::clean(&picture.nodes[link.from].label));
    out.push_str(" —");
    xml(out, &link.labels.join("、"));
    out.push_str("→ ");
    xml(out, &text::clean(&picture.nodes[link.to].label));
    let _ = write!(out, "（{}，{}处）", link.style.line().chinese, link.count);
}

/// The height of a row of the legend.
const ROW: f64 = 26.0;

/// What the shapes and lines mean.
#[derive(Default)]
struct Legend {
    kinds: Vec<Kind>,
    styles: Vec<Style>,
}

/// An entry of the legend in its row.
struct Entry {
    what: Result<Kind, Style>,
    x: f64,
    w: f64,
}

impl Legend {
    /// The kinds and styles that the picture has.
    fn of(picture: &Picture, links: &[bundle::Link]) -> Self {
        Legend {
            kinds: Kind::ALL.into_iter().filter(|&kind| picture.nodes.iter().any(|node| node.kind == kind)).collect(),
            styles: Style::ALL.into_iter().filter(|&style| links.iter().any(|link| link.style == style)).collect(),
        }
    }

    fn widest(&self) -> f64 {
        self.rows(0.0).iter().flatten().map(|entry| entry.w).fold(0.0, f64::max)
    }

    /// The entries, broken into rows of a width.
    fn rows(&self, limit: f64) -> Vec<Vec<Entry>> {
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

    fn write(&self, out: &mut String, rows: &[Vec<Entry>], top: f64, left: f64) {
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

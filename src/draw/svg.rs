//! The picture as SVG: one file that needs nothing else.

use std::fmt::Write;

use super::card::{Card, shape_path};
use super::geometry::{Rect, Size};
use super::kind::Style;
use super::layout::{self, Body, Wire};
use super::legend::{Legend, ROW};
use super::line::{cross, d, markers, thickness};
use super::text::{self, LINE, xml};
use super::{Options, Picture, bundle, outline};

const FONTS: &str = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',\
'WenQuanYi Micro Hei','Noto Sans SC','Noto Color Emoji',sans-serif";
const INK: &str = "#1a1a1a";
/// Sizes of type: labels of edges, title.
const LABEL: f64 = 10.5;
const TITLE: f64 = 20.0;
const MARGIN: f64 = 24.0;

/// Writes a picture as an SVG document.
pub fn svg(picture: &Picture, options: &Options) -> String {
    let cards = Card::all(&picture.nodes);
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

fn tooltip(out: &mut String, picture: &Picture, link: &bundle::Link) {
    xml(out, &text::clean(&picture.nodes[link.from].label));
    out.push_str(" —");
    xml(out, &link.labels.join("、"));
    out.push_str("→ ");
    xml(out, &text::clean(&picture.nodes[link.to].label));
    let _ = write!(out, "（{}，{}处）", link.style.line().chinese, link.count);
}

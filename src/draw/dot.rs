//! The picture in the DOT language, for Graphviz and the tools that read it.

use std::fmt::Write;

use super::kind::Kind;
use super::text::clean;
use super::{Picture, Style, bundle};

/// Writes a picture as a DOT digraph, with shapes, colours and lines as in the SVG.
pub fn dot(picture: &Picture) -> String {
    let mut out = String::from("digraph tupu {\n");
    out.push_str("  graph [rankdir=LR, charset=\"UTF-8\", fontname=\"Noto Sans CJK SC\", labelloc=t");
    if let Some(title) = &picture.title {
        out.push_str(", label=");
        quote(&mut out, title);
    }
    out.push_str("];\n");
    out.push_str("  node [style=filled, fontname=\"Noto Sans CJK SC\", fontsize=12, fontcolor=\"#1a1a1a\"];\n");
    out.push_str("  edge [fontname=\"Noto Sans CJK SC\", fontsize=10];\n");
    for (i, node) in picture.nodes.iter().enumerate() {
        let look = node.kind.look();
        let mut text = clean(&node.label);
        for line in &node.lines {
            text.push('\n');
            text.push_str(&clean(line));
        }
        let _ = write!(out, "  n{i} [label=");
        quote(&mut out, &text);
        out.push_str(", tooltip=");
        quote(&mut out, &clean(&node.id));
        let style = if node.kind == Kind::Other { ", style=\"filled,rounded\"" } else { "" };
        let (shape, fill, stroke) = (look.dot, look.fill, look.stroke);
        let _ = writeln!(out, ", shape={shape}, fillcolor=\"{fill}\", color=\"{stroke}\"{style}];");
    }
    for link in bundle::links(&picture.edges, picture.nodes.len()) {
        let line = link.style.line();
        let _ = write!(out, "  n{} -> n{} [label=", link.from, link.to);
        quote(&mut out, &link.labels.join("、"));
        let (dots, colour, wide) = (line.dot, line.colour, super::line::thickness(link.count));
        let _ = write!(out, ", style={dots}, color=\"{colour}\", fontcolor=\"{colour}\", penwidth={wide:.1}");
        out.push_str(if link.style == Style::Denied { ", arrowhead=tee];\n" } else { "];\n" });
    }
    out.push_str("}\n");
    out
}

/// Appends a quoted DOT string; a line feed becomes a centred line break.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for (at, c) in text.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' if entity(&text[at + 1..]) => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Whether what follows `&` would make it an entity, which Graphviz reads in every string.
fn entity(after: &str) -> bool {
    let name = after.split(';').next().unwrap_or_default();
    name.len() < after.len() && !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::super::{Edge, Kind, Node};
    use super::*;

    fn small() -> Picture {
        let mut factory = Node::new("org:1", "海“河”\"厂\"", Kind::Organization);
        factory.lines = vec!["产值 ≥ 3亿元 (2024)".into()];
        let mut edges = vec![Edge::new(0, 1, "位于"), Edge::new(0, 1, "纳税于"), Edge::new(2, 0, "领导")];
        edges[1].count = 4;
        edges.push(Edge { style: Style::Planned, ..Edge::new(0, 2, "聘用") });
        edges.push(Edge { style: Style::Denied, ..Edge::new(0, 0, "收购") });
        Picture {
            title: Some("一 & 二 &lt;".into()),
            nodes: vec![factory, Node::new("a\\b", "河\n东\\", Kind::Place), Node::new("", "<b>李", Kind::Other)],
            edges,
        }
    }

    #[test]
    fn snapshot() {
        insta::assert_snapshot!(dot(&small()), @r##"
        digraph tupu {
          graph [rankdir=LR, charset="UTF-8", fontname="Noto Sans CJK SC", labelloc=t, label="一 & 二 &amp;lt;"];
          node [style=filled, fontname="Noto Sans CJK SC", fontsize=12, fontcolor="#1a1a1a"];
          edge [fontname="Noto Sans CJK SC", fontsize=10];
          n0 [label="海“河”\"厂\"\n产值 ≥ 3亿元 (2024)", tooltip="org:1", shape=box, fillcolor="#c3d5ef", color="#2f5590"];
          n1 [label="河 东\\", tooltip="a\\b", shape=hexagon, fillcolor="#e0eaa0", color="#66731a"];
          n2 [label="<b>李", tooltip="", shape=box, fillcolor="#e6e6e6", color="#5a5a5a", style="filled,rounded"];
          n0 -> n1 [label="位于、纳税于", style=solid, color="#4a4a4a", fontcolor="#4a4a4a", penwidth=2.5];
          n2 -> n0 [label="领导", style=solid, color="#4a4a4a", fontcolor="#4a4a4a", penwidth=1.2];
          n0 -> n2 [label="聘用", style=dashed, color="#0060a0", fontcolor="#0060a0", penwidth=1.2];
          n0 -> n0 [label="收购", style=dotted, color="#b83a00", fontcolor="#b83a00", penwidth=1.2, arrowhead=tee];
        }
        "##);
    }

    #[test]
    fn graphviz_reads_it() {
        let dot_is_here = Command::new("dot").arg("-V").stderr(Stdio::null()).status().is_ok();
        if !dot_is_here {
            return;
        }
        let mut child = Command::new("dot").arg("-Tdot").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(dot(&small()).as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        assert!(String::from_utf8(output.stdout).unwrap().contains("海“河”"));
    }
}

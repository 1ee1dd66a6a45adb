//! Edges gathered into links: those of one style and direction between two nodes become one line with joined labels.

use std::collections::BTreeMap;

use super::text::{clean, columns};
use super::{Edge, Style};

/// One line of the picture.
#[derive(Debug)]
pub(super) struct Link {
    pub from: usize,
    pub to: usize,
    pub style: Style,
    /// Different labels, in the order they came.
    pub labels: Vec<String>,
    /// Claims behind all of them.
    pub count: usize,
}

/// Gathers edges into links, in the order of each link's first edge.
pub(super) fn links(edges: &[Edge], nodes: usize) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut at: BTreeMap<(usize, usize, Style), usize> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.from < nodes && edge.to < nodes) {
        let &mut i = at.entry((edge.from, edge.to, edge.style)).or_insert_with(|| {
            links.push(Link { from: edge.from, to: edge.to, style: edge.style, labels: Vec::new(), count: 0 });
            links.len() - 1
        });
        let label = clean(&edge.label);
        links[i].count = links[i].count.saturating_add(edge.count);
        if !label.is_empty() && !links[i].labels.contains(&label) {
            links[i].labels.push(label);
        }
    }
    links
}

impl Link {
    /// The labels as lines of text: short ones share a line, and more than fit are counted.
    pub fn lines(&self) -> Vec<String> {
        const WIDE: usize = 16;
        const MOST: usize = 3;
        let mut lines: Vec<String> = Vec::new();
        for label in &self.labels {
            let label = super::text::wrap(label, 20, 1).remove(0);
            let full = lines.len() == MOST;
            match lines.last_mut() {
                Some(line) if columns(line) + columns(&label) + 2 <= WIDE => *line = format!("{line}、{label}"),
                Some(line) if full => {
                    *line = format!("{line} 等{}项", self.labels.len());
                    break;
                }
                _ => lines.push(label),
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_labels_of_one_direction_and_style() {
        let mut edges =
            vec![Edge::new(0, 1, "位于"), Edge::new(0, 1, "总部"), Edge::new(0, 1, "位于"), Edge::new(1, 0, "下辖")];
        edges.push(Edge { style: Style::Planned, ..Edge::new(0, 1, "投资") });
        edges.push(Edge::new(0, 9, "无"));
        let links = links(&edges, 2);
        assert_eq!(links.len(), 3);
        assert_eq!(links[0].lines(), ["位于、总部"]);
        assert_eq!(links[0].count, 3);
        assert_eq!(links[2].style, Style::Planned);
    }

    #[test]
    fn counts_labels_that_do_not_fit() {
        let edges: Vec<Edge> = (0..30).map(|i| Edge::new(0, 1, format!("很长的关系名称{i}"))).collect();
        let lines = links(&edges, 2)[0].lines();
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with("等30项"), "{lines:?}");
    }
}

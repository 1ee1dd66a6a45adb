//! Draws a knowledge graph as a picture: DOT for Graphviz, or SVG with a layout of our own.
//!
//! ```
//! use tupu::draw::{Edge, Kind, Node, Options, Picture, dot, svg};
//!
//! let picture = Picture {
//!     title: Some("一家工厂".into()),
//!     nodes: vec![Node::new("org:1", "华海家居", Kind::Organization), Node::new("place:1", "荔浦市", Kind::Place)],
//!     edges: vec![Edge::new(0, 1, "位于")],
//! };
//! assert!(svg(&picture, &Options::default()).contains("荔浦市"));
//! assert!(dot(&picture).starts_with("digraph"));
//! ```
//!
//! | step | takes | gives |
//! |---|---|---|
//! | `text` | labels | wrapped lines and their size |
//! | `bundle` | edges | links: the edges of one style and direction between two nodes, with their labels joined |
//! | `layout` | sizes of nodes and labels | boxes, curves and places of labels |
//! | `svg` | all of these | the picture |
//!
//! The same picture gives the same bytes: the layouts draw their random numbers from a seed and run on one thread.

mod bundle;
mod card;
mod dot;
mod geometry;
mod kind;
mod layout;
mod legend;
mod line;
mod outline;
mod select;
mod svg;
#[cfg(test)]
mod tests;
mod text;

pub use dot::dot;
pub use kind::{Kind, Style};
pub use layout::Layout;
pub use select::Selection;
pub use svg::svg;

/// What is to be drawn: nodes, and edges between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The heading above the picture.
    pub title: Option<String>,
    /// The nodes; edges name them by their place in this list.
    pub nodes: Vec<Node>,
    /// The edges. One that names a node that is not there is left out.
    pub edges: Vec<Edge>,
}

/// An entity, drawn as a box whose shape and colour tell its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// An IRI or a short identifier, shown in the tooltip.
    pub id: String,
    /// The name in the box.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// Posts and figures, in small type under the name.
    pub lines: Vec<String>,
    /// How much it matters, from 0; heavier nodes are drawn larger. What is not a number counts as 0.
    pub weight: f64,
}

impl Node {
    /// A node without posts and figures, of weight 1.
    pub fn new(id: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        Node { id: id.into(), label: label.into(), kind, lines: Vec::new(), weight: 1.0 }
    }
}

/// A relation between two nodes, drawn as an arrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The subject: a place in [`Picture::nodes`].
    pub from: usize,
    /// The object: a place in [`Picture::nodes`].
    pub to: usize,
    /// The name of the relation, such as 位于.
    pub label: String,
    /// Whether it holds.
    pub style: Style,
    /// How many claims say so; more make the line thicker.
    pub count: usize,
}

impl Edge {
    /// An affirmed relation that one claim makes.
    pub fn new(from: usize, to: usize, label: impl Into<String>) -> Self {
        Edge { from, to, label: label.into(), style: Style::Affirmed, count: 1 }
    }
}

/// How to draw an SVG.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How nodes are placed.
    pub layout: Layout,
    /// Whether kinds and line styles are explained below the picture.
    pub legend: bool,
    /// The seed of the layout's random numbers.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { layout: Layout::Auto, legend: true, seed: 1 }
    }
}

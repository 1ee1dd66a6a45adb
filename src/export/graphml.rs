//! [GraphML](http://graphml.graphdrawing.org/): entities as nodes, facts and posts as edges.

use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::assemble::{Graph, NodeIndex};

/// Key, whether of nodes or edges, and type.
const KEYS: [(&str, &str, &str); 8] = [
    ("label", "node", "string"),
    ("kind", "node", "string"),
    ("class", "node", "string"),
    ("iri", "node", "string"),
    ("aliases", "node", "string"),
    ("relation", "edge", "string"),
    ("property", "edge", "string"),
    ("claims", "edge", "int"),
];

pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (key, on, sort) in KEYS {
        writeln!(out, "  <key id=\"{key}\" for=\"{on}\" attr.name=\"{key}\" attr.type=\"{sort}\"/>")?;
    }
    writeln!(out, "  <graph id=\"tupu\" edgedefault=\"directed\">")?;
    for ix in graph.facts.node_indices() {
        let node = graph.node(ix);
        let aliases = node.aliases.join("、");
        let class = graph.term(&node.class);
        let values = [
            ("label", &*node.label),
            ("kind", &node.kind),
            ("class", class),
            ("iri", &node.iri),
            ("aliases", &aliases),
        ];
        writeln!(out, "    <node id=\"n{}\">", ix.index())?;
        data(&values, out)?;
        writeln!(out, "    </node>")?;
    }
    for edge in graph.facts.edge_indices() {
        let fact = &graph.facts[edge];
        self::edge(graph.ends(edge), graph.term(&fact.property), &fact.property, fact.claims.len(), out)?;
    }
    for (ix, post) in graph.posts.iter().enumerate().filter(|(_, p)| p.affirmed) {
        let claims = graph.claims_of(crate::assemble::Link::Post(ix)).len();
        let property = format!("{}holdsPost", crate::ontology::NS);
        self::edge((post.person, post.organization), &post.role, &property, claims, out)?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn edge(
    ends: (NodeIndex, NodeIndex),
    label: &str,
    property: &str,
    claims: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "    <edge source=\"n{}\" target=\"n{}\">", ends.0.index(), ends.1.index())?;
    data(&[("relation", label), ("property", property), ("claims", &claims.to_string())], out)?;
    writeln!(out, "    </edge>")
}

fn data(values: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    for (key, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        // XML 1.0 has no control characters, not even escaped.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        writeln!(out, "      <data key=\"{key}\">{}</data>", escape(&value))?;
    }
    Ok(())
}

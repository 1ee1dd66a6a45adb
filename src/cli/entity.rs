//! Finds the entity that a user names.

use tupu::assemble::{Graph, NodeIndex};
use tupu::error::Error;
use tupu::store::shorten;

/// The one entity that `name` means.
pub fn one(graph: &Graph, name: &str) -> anyhow::Result<NodeIndex> {
    match graph.find(name).as_slice() {
        [only] => Ok(*only),
        [] => {
            let near = near(graph, name);
            let help = if near.is_empty() {
                "tupu query KG entities lists all".to_owned()
            } else {
                format!("perhaps {}", near.join(", "))
            };
            Err(Error::Query { reason: format!("the graph knows no entity {name:?}"), help }.into())
        }
        several => {
            let all: Vec<String> = several.iter().map(|&ix| short(graph, ix)).collect();
            let help = format!("name one of {}", all.join(", "));
            Err(Error::Query { reason: format!("{name:?} may be {} entities", several.len()), help }.into())
        }
    }
}

/// The end of an entity's IRI, by which it can be named: `place/荔浦市`.
pub fn short(graph: &Graph, ix: NodeIndex) -> String {
    let iri = &graph.node(ix).iri;
    iri.strip_prefix(&graph.base).map_or_else(|| shorten(iri, &[]), str::to_owned)
}

/// Up to five names that hold `name` or are held by it.
fn near<'g>(graph: &'g Graph, name: &str) -> Vec<&'g str> {
    let names = graph.facts.node_weights().flat_map(|n| std::iter::once(&n.label).chain(&n.aliases));
    let close = names
        .filter(|n| !name.is_empty() && (n.contains(name) || (n.chars().count() > 1 && name.contains(n.as_str()))));
    close.map(String::as_str).take(5).collect()
}

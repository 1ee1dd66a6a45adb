//! Where stores of a make have their endpoints.

/// What is known of stores of one make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The make.
    pub name: &'static str,
    /// The path of the SPARQL query endpoint.
    pub(super) query: &'static str,
    /// The path of the SPARQL update endpoint; empty where nothing can be written.
    pub(super) update: &'static str,
    /// The path of the Graph Store endpoint.
    pub(super) graphs: &'static str,
    /// The path where graphs are read, which some give to everybody.
    pub(super) read: &'static str,
    /// Whether the Graph Store endpoint has a default graph.
    pub(super) has_default_graph: bool,
    /// What makes a query see all named graphs as its default graph, where it would not do so by itself.
    pub(super) union: &'static str,
}

impl Layout {
    /// All that are known; the first that answers counts.
    pub const ALL: [Layout; 4] = [
        Layout {
            name: "Oxigraph",
            query: "/query",
            update: "/update",
            graphs: "/store",
            read: "/store",
            has_default_graph: true,
            union: "union-default-graph=true",
        },
        Layout {
            name: "tupu serve",
            query: "/sparql",
            update: "",
            graphs: "/graphs",
            read: "/graphs",
            has_default_graph: true,
            union: "",
        },
        Layout {
            name: "Fuseki",
            query: "/sparql",
            update: "/update",
            graphs: "/data",
            read: "/data",
            has_default_graph: true,
            union: "default-graph-uri=urn:x-arq:UnionGraph",
        },
        Layout {
            name: "Virtuoso",
            query: "/sparql",
            update: "/sparql-auth",
            graphs: "/sparql-graph-crud-auth",
            read: "/sparql-graph-crud",
            has_default_graph: false,
            union: "",
        },
    ];

    /// A store of any make, whose endpoints the user names.
    pub(super) const OTHER: Layout = Layout {
        name: "endpoints as given",
        query: "",
        update: "",
        graphs: "",
        read: "",
        has_default_graph: false,
        union: "",
    };

    /// The names, for messages.
    pub(super) fn names() -> String {
        Layout::ALL.map(|layout| layout.name).join(", ")
    }

    /// The layouts that `url` may be of, each with the address that its paths go behind.
    pub(super) fn candidates(url: &str) -> impl Iterator<Item = (&'static Layout, String)> {
        let bare = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/');
        Layout::ALL.iter().map(move |layout| {
            let mut paths = [layout.graphs, layout.update, layout.query].into_iter().filter(|path| !path.is_empty());
            let root = paths.find_map(|path| bare.strip_suffix(path)).unwrap_or(bare);
            (layout, root.to_owned())
        })
    }
}

/// The addresses of the endpoints of one store; empty for one that it has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Endpoints {
    pub query: String,
    pub update: String,
    pub graphs: String,
    pub read: String,
}

impl Endpoints {
    /// Those of a store of this `layout` at `root`.
    pub fn of(layout: &Layout, root: &str) -> Self {
        let at = |path: &str| if path.is_empty() { String::new() } else { format!("{root}{path}") };
        Endpoints {
            query: at(layout.query),
            update: at(layout.update),
            graphs: at(layout.graphs),
            read: at(layout.read),
        }
    }

    /// Those of `query=URL,update=URL,graphs=URL`, of which the first must be there.
    pub fn given(text: &str) -> Option<Self> {
        let mut found = Endpoints::default();
        for part in text.split(',') {
            let (name, url) = part.split_once('=')?;
            match name.trim() {
                "query" => found.query = url.trim().to_owned(),
                "update" => found.update = url.trim().to_owned(),
                "graphs" => (found.graphs, found.read) = (url.trim().to_owned(), url.trim().to_owned()),
                _ => return None,
            }
        }
        (!found.query.is_empty()).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_leads_to_the_root() {
        let roots = |url| Layout::candidates(url).map(|(layout, root)| (layout.name, root)).collect::<Vec<_>>();
        assert!(roots("http://a:1/query").contains(&("Oxigraph", "http://a:1".to_owned())));
        assert!(roots("http://a:1/").iter().all(|(_, root)| root == "http://a:1"));
        assert!(roots("http://a/ds/update?x").contains(&("Fuseki", "http://a/ds".to_owned())));
        let given = Endpoints::given("query=http://a/q?x=1,update=http://a/u");
        assert!(given.is_some_and(|e| e.query == "http://a/q?x=1" && e.update == "http://a/u" && e.graphs.is_empty()));
        assert!(Endpoints::given("update=http://a/u").is_none() && Endpoints::given("http://a/").is_none());
        assert!(roots("http://a/sparql-graph-crud-auth").contains(&("Virtuoso", "http://a".to_owned())));
    }
}

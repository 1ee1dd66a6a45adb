//! Stores outside of this program: any that speaks the
//! [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/) and the
//! [Graph Store HTTP Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/). Nothing here is done unless a command names
//! a store by its address.
//!
//! | file | idea |
//! |---|---|
//! | `layout` | where stores of a make have their endpoints: one table of facts |
//! | `auth` | who asks, as the environment or a file says it, never shown |
//! | `client` | requests, tried again while the store may answer yet |
//! | `ask` | questions put to a store |
//! | `push` | a graph sent to a store, what changed of it only |
//! | `fetch` | a graph taken out of a store, as a folder beside |
//! | `service` | SERVICE clauses, for the hosts that are allowed |

mod ask;
mod auth;
mod client;
mod fetch;
mod layout;
mod push;
mod service;

pub use ask::ask;
pub use auth::Auth;
pub use fetch::{Copy, base, fetch};
pub use layout::Layout;
pub use push::{Plan, Pushed, Via, push};
pub use service::Services;

use std::time::Duration;

use client::{Client, Request, Response};
use layout::Endpoints;

use crate::error::{Error, Result};

/// How long a store may take to begin its answer.
const PATIENCE: Duration = Duration::from_secs(600);

/// A store at an address, with its endpoints found.
#[derive(Debug)]
pub struct Store {
    client: Client,
    layout: &'static Layout,
    endpoints: Endpoints,
    /// The address without the path of an endpoint.
    root: String,
}

impl Store {
    /// Finds out what the store at `url` is: its root, or any of its endpoints. Of a make that is not known the endpoints
    /// are named: `query=URL,update=URL,graphs=URL`.
    ///
    /// # Errors
    /// No HTTP address; a store that cannot be reached, lets nobody in, or has its endpoints where none known has.
    pub fn open(url: &str, auth: Auth) -> Result<Self> {
        let client = Client::new(auth, PATIENCE);
        if let Some(endpoints) = Endpoints::given(url) {
            let named = [&endpoints.query, &endpoints.update, &endpoints.graphs];
            named.into_iter().filter(|url| !url.is_empty()).try_for_each(|url| plain(url))?;
            let root = endpoints.query.clone();
            return Ok(Store { client, layout: &Layout::OTHER, endpoints, root });
        }
        plain(url)?;
        let (layout, endpoints) = (&Layout::ALL[0], Endpoints::default());
        let mut store = Store { client, layout, endpoints, root: String::new() };
        let mut refused = None;
        for (layout, root) in Layout::candidates(url) {
            (store.layout, store.endpoints, store.root) = (layout, Endpoints::of(layout, &root), root);
            match store.answers() {
                Ok(true) => return Ok(store),
                Ok(false) => {}
                Err(e) => refused = Some(e),
            }
        }
        let help = format!(
            "known are the endpoints of {}; name those of others: query=URL,update=URL,graphs=URL",
            Layout::names()
        );
        Err(refused.unwrap_or_else(|| Error::input(url, "no SPARQL endpoint answers there", help)))
    }

    /// What make of store it is.
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }

    /// The address of the store, by which what was sent to it is remembered.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Whether the endpoints of the layout are there.
    fn answers(&self) -> Result<bool> {
        let asked = self.question("ASK {}", ask::JSON).once()?;
        if matches!(asked.status, 401 | 403) {
            return Err(self.failed("asking", &asked));
        }
        let results = asked.status == 200 && asked.media.contains("sparql-results+json");
        Ok(results && (!self.layout.has_default_graph || self.graphs("GET", None).once()?.status == 200))
    }

    /// A request to the query endpoint; stores differ in what else they take, but all take forms.
    fn question(&self, query: &str, accept: &'static str) -> Request<'_> {
        let mut form = format!("query={}", client::encode(query));
        if !self.layout.union.is_empty() {
            form.push('&');
            form.push_str(self.layout.union);
        }
        self.client.request("POST", self.endpoints.query.clone(), accept).form(form)
    }

    /// A request to the graph store endpoint, for a named graph or the default graph.
    fn graphs(&self, method: &'static str, name: Option<&str>) -> Request<'_> {
        let which = name.map_or_else(|| "default".to_owned(), |name| format!("graph={}", client::encode(name)));
        let endpoint = if method == "GET" { &self.endpoints.read } else { &self.endpoints.graphs };
        let joint = if endpoint.contains('?') { '&' } else { '?' };
        let url = format!("{endpoint}{joint}{which}");
        self.client.request(method, url, "application/n-triples, text/turtle;q=0.9")
    }

    fn failed(&self, what: &str, response: &Response) -> Error {
        let said: String = String::from_utf8_lossy(&response.body).chars().take(300).collect();
        let help = match response.status {
            401 | 403 => "put user:password or a token into TUPU_STORE_AUTH, or into a file that --auth-file names",
            _ => "",
        };
        let reason = format!("{what} was answered with {}: {}", response.status, said.trim());
        Error::input(&self.root, reason.trim_end_matches([':', ' ']), help)
    }
}

/// Checks that `url` is an address of HTTP that shows no password.
fn plain(url: &str) -> Result<()> {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    match rest.and_then(|rest| rest.split(['/', '?', '#']).next()).filter(|host| !host.is_empty()) {
        None => Err(Error::input(url, "is no address of HTTP", "write it as http://HOST:PORT/")),
        Some(host) if host.contains('@') => {
            let help = "put user:password into TUPU_STORE_AUTH, or into a file that --auth-file names";
            Err(Error::input("the address", "holds a password, which others can see", help))
        }
        Some(_) => Ok(()),
    }
}

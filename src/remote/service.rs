//! SERVICE clauses, for the hosts that are allowed.

use std::sync::Arc;
use std::time::Duration;

use oxigraph::model::NamedNode;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QueryEvaluationError, QuerySolutionIter};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use super::auth::Auth;
use super::client::{self, Client};

/// Asks other endpoints what a query wants of them, if their hosts are allowed.
#[derive(Debug)]
pub struct Services {
    client: Client,
    hosts: Vec<String>,
}

impl Services {
    /// Allows `hosts`, each a name or an address, with a port or for any.
    pub fn new(hosts: Vec<String>, patience: Duration) -> Self {
        Services { client: Client::new(Auth::default(), patience), hosts }
    }

    fn allows(&self, url: &str) -> bool {
        let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://")).unwrap_or_default();
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let host = host.map_or(authority, |(host, _)| host);
        !authority.contains('@')
            && !host.is_empty()
            && self.hosts.iter().any(|h| h.eq_ignore_ascii_case(host) || h.eq_ignore_ascii_case(authority))
    }

    fn ask(
        &self,
        url: &str,
        query: &str,
    ) -> Result<QuerySolutionIter<'static>, Box<dyn std::error::Error + Send + Sync>> {
        if !self.allows(url) {
            return Err(format!("SERVICE <{url}> is not allowed; tupu serve --allow-service HOST allows it").into());
        }
        let request = self.client.request("POST", url.to_owned(), super::ask::JSON);
        let response = request.form(format!("query={}", client::encode(query))).once()?;
        if response.status != 200 {
            return Err(format!("SERVICE <{url}> answered with {}", response.status).into());
        }
        let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
        let SliceQueryResultsParserOutput::Solutions(solutions) = parser.for_slice(&response.body)? else {
            return Err(format!("SERVICE <{url}> answered no rows").into());
        };
        let variables: Arc<[_]> = solutions.variables().into();
        let rows = solutions.collect::<Result<Vec<_>, _>>()?;
        Ok(QuerySolutionIter::new(variables, rows.into_iter().map(Ok)))
    }
}

impl DefaultServiceHandler for Services {
    type Error = QueryEvaluationError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, QueryEvaluationError> {
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: base.cloned() };
        self.ask(service.as_str(), &query.to_string()).map_err(QueryEvaluationError::Service)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hosts_that_are_named_are_asked() {
        let services = Services::new(vec!["a.example".into(), "127.0.0.1:99".into()], Duration::from_secs(1));
        for url in ["http://a.example/sparql", "https://A.example:8443/x", "http://127.0.0.1:99/query"] {
            assert!(services.allows(url), "{url}");
        }
        for url in [
            "http://b.example/",
            "http://127.0.0.1:98/",
            "http://a.example@b.example/",
            "http://a.example.b.example/",
            "file:///etc/passwd",
            "http://b.example/?a.example",
            "http://x:1@a.example/",
        ] {
            assert!(!services.allows(url), "{url}");
        }
    }
}

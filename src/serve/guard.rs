//! Whom the server answers, and what browsers may do with what it says.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Refusal;

/// What every answer carries: nothing is loaded from elsewhere, nothing is framed, nothing is guessed.
const ALWAYS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
         font-src 'self'; worker-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
];

/// The names that requests may call the server by, and the origin that may read its answers.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    hosts: Vec<String>,
    origin: Option<String>,
}

impl Guard {
    /// A guard of the server at `address`.
    pub fn new(address: SocketAddr, more: &[String], origin: Option<String>) -> Self {
        let mut hosts: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into();
        if !address.ip().is_unspecified() {
            hosts.push(match address.ip() {
                IpAddr::V6(ip) => format!("[{ip}]"),
                IpAddr::V4(ip) => ip.to_string(),
            });
        }
        hosts.extend(more.iter().map(|host| host.to_ascii_lowercase()));
        Guard { hosts, origin }
    }

    /// Refuses requests by a name that is not the server's: a page of elsewhere that has made its own name lead here (DNS
    /// rebinding) must not read the graph.
    pub fn admit(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        if self.hosts.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return Ok(());
        }
        Err(Refusal::new(403, format!("the server is not called {name:?}; --host {name} allows it")))
    }

    /// Adds what every answer carries.
    pub fn mark(&self, asked: &HeaderMap, answer: &mut HeaderMap) {
        for (name, value) in ALWAYS {
            answer.entry(name).or_insert(HeaderValue::from_static(value));
        }
        if let Some(origin) = self.origin.as_deref().filter(|own| origin_of(asked) == Some(own))
            && let Ok(value) = HeaderValue::from_str(origin)
        {
            answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, value);
        }
        if self.origin.is_some() {
            answer.insert(header::VARY, HeaderValue::from_static("Origin"));
        }
    }

    /// What a browser asks before it sends a request from another origin; `None` where that is not allowed.
    pub fn preflight(&self, asked: &HeaderMap) -> Option<HeaderMap> {
        self.origin.as_deref().filter(|own| origin_of(asked) == Some(own))?;
        let mut answer = HeaderMap::new();
        answer.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST"));
        answer.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Accept, Content-Type"));
        Some(answer)
    }
}

fn origin_of(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_names_are_answered() {
        let guard = Guard::new(([127, 0, 0, 1], 7000).into(), &["graph.example".to_owned()], None);
        let admitted = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
            guard.admit(&headers).is_ok()
        };
        for host in ["localhost", "LOCALHOST:7000", "127.0.0.1:7000", "[::1]:7000", "[::1]", "graph.example:80"] {
            assert!(admitted(host), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:7000", ""] {
            assert!(!admitted(host), "{host}");
        }
    }
}

//! Requests of HTTP, tried again while the store may answer yet.

use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use digest_auth::{AuthContext, HttpMethod, WwwAuthenticateHeader};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::auth::{Auth, Secret};
use crate::error::{Error, Result};

/// How long to wait before a request is tried again.
const WAITS: [Duration; 4] =
    [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(3), Duration::from_secs(6)];

/// Asks one store.
#[derive(Debug)]
pub(super) struct Client {
    agent: ureq::Agent,
    auth: Auth,
    /// The last challenge of a store that wants Digest.
    challenge: Mutex<Option<WwwAuthenticateHeader>>,
}

/// One request.
pub(super) struct Request<'c> {
    client: &'c Client,
    method: &'static str,
    url: String,
    accept: &'static str,
    body: Option<(&'static str, Vec<u8>)>,
}

/// What came back, whatever its status.
#[derive(Debug)]
pub(super) struct Response {
    pub status: u16,
    pub media: String,
    pub body: Vec<u8>,
}

/// Text for a form or a query string.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

impl Client {
    pub fn new(auth: Auth, patience: Duration) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_recv_response(Some(patience))
            .max_redirects(3)
            .user_agent(concat!("tupu/", env!("CARGO_PKG_VERSION")))
            .build();
        Client { agent: config.new_agent(), auth, challenge: Mutex::new(None) }
    }

    pub fn request(&self, method: &'static str, url: String, accept: &'static str) -> Request<'_> {
        Request { client: self, method, url, accept, body: None }
    }

    /// The header that says who asks.
    fn authorization(&self, request: &Request<'_>) -> Option<String> {
        match self.auth.0.as_ref()? {
            Secret::Token(token) => Some(format!("Bearer {token}")),
            Secret::User { name, password } => {
                let mut challenge = self.challenge.lock().unwrap_or_else(PoisonError::into_inner);
                let Some(challenge) = challenge.as_mut() else {
                    return Some(format!("Basic {}", BASE64_STANDARD.encode(format!("{name}:{password}"))));
                };
                let path = request.url.splitn(4, '/').nth(3).unwrap_or_default();
                let method = match request.method {
                    "GET" => HttpMethod::GET,
                    "PUT" => HttpMethod::PUT,
                    "DELETE" => HttpMethod::DELETE,
                    _ => HttpMethod::POST,
                };
                let path = format!("/{path}");
                let context = AuthContext::new_with_method(name, password, &path, None::<&[u8]>, method);
                challenge.respond(&context).ok().map(|answer| answer.to_header_string())
            }
        }
    }
}

impl Request<'_> {
    /// The same with a body.
    pub fn with(self, media: &'static str, body: Vec<u8>) -> Self {
        Request { body: Some((media, body)), ..self }
    }

    /// The same with the fields of a form as its body, percent-encoded.
    pub fn form(self, fields: String) -> Self {
        self.with("application/x-www-form-urlencoded", fields.into_bytes())
    }

    /// Sends it until it is answered by more than the wish to be asked later.
    pub fn send(&self) -> Result<Response> {
        for wait in WAITS {
            match self.once() {
                Ok(response) if !matches!(response.status, 429 | 502 | 503 | 504) => return Ok(response),
                _ => sleep(wait),
            }
        }
        self.once()
    }

    /// Sends it once, or twice where a store asks for Digest.
    pub fn once(&self) -> Result<Response> {
        let (response, challenge) = self.exchange(true)?;
        if response.status != 401 || !matches!(self.client.auth.0, Some(Secret::User { .. })) {
            return Ok(response);
        }
        // Who comes with Basic is turned away by some without a word of what they want instead.
        let challenge = if challenge.is_some() { challenge } else { self.exchange(false)?.1 };
        let Some(challenge) = challenge else { return Ok(response) };
        *self.client.challenge.lock().unwrap_or_else(PoisonError::into_inner) = Some(challenge);
        Ok(self.exchange(true)?.0)
    }

    /// The response, and the challenge of a store that wants Digest.
    fn exchange(&self, named: bool) -> Result<(Response, Option<WwwAuthenticateHeader>)> {
        let failed = |e: &dyn std::fmt::Display| {
            let host: String = self.url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
            Error::input(host, e.to_string(), "is the store running, and the address right?")
        };
        let mut request =
            ureq::http::Request::builder().method(self.method).uri(&self.url).header("accept", self.accept);
        if let Some(own) = self.client.authorization(self).filter(|_| named) {
            request = request.header("authorization", own);
        }
        let sent = match &self.body {
            Some((media, body)) => {
                let request = request.header("content-type", *media).body(body.as_slice());
                self.client.agent.run(request.map_err(|e| failed(&e))?)
            }
            None => self.client.agent.run(request.body(()).map_err(|e| failed(&e))?),
        };
        let mut response = sent.map_err(|e| failed(&e))?;
        let header = |name: &str| response.headers().get_all(name).iter().filter_map(|value| value.to_str().ok());
        let media = header("content-type").next().unwrap_or_default().to_owned();
        let digest = |text: &&str| text.trim_start().get(..6).is_some_and(|s| s.eq_ignore_ascii_case("digest"));
        let challenge = header("www-authenticate").find(digest).and_then(|text| digest_auth::parse(text).ok());
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(1 << 32).read_to_vec().map_err(|e| failed(&e))?;
        Ok((Response { status, media, body }, challenge))
    }
}

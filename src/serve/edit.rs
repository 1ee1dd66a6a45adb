//! Decisions made on the page.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, header};

use super::Refusal;
use crate::resolve::{Action, Decision, Decisions};
use crate::store::{Folder, replace};

/// Where decisions are written, in whose name, and what a request must show so that no page of elsewhere writes any.
pub(super) struct Edit {
    path: PathBuf,
    author: String,
    token: String,
}

/// A decision as the page sends it.
#[derive(serde::Deserialize)]
struct Sent {
    action: Action,
    left: String,
    #[serde(default)]
    right: String,
}

impl Edit {
    /// Lets decisions be written into the folder `graph`.
    pub fn new(graph: &Path, author: String) -> Self {
        // The keys of the standard hasher come from the system's source of chance.
        let word = || RandomState::new().build_hasher().finish();
        let token = format!("{:016x}{:016x}", word(), word());
        Edit { path: Folder::at(graph).decisions(), author, token }
    }

    /// Admits requests of the page itself: they show what only that can have read, and say that they come from here.
    pub fn admit(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text(header::HOST.as_str()).unwrap_or_default();
        let own =
            text(header::ORIGIN.as_str()).is_none_or(|origin| origin.split_once("://").is_some_and(|(_, h)| h == host));
        if own && text("x-tupu-token") == Some(&self.token) {
            return Ok(());
        }
        Err(Refusal::new(403, "decisions are taken from the page of this server only; load it again"))
    }

    /// Adds a decision to those that there are, and writes them.
    pub fn add(&self, decisions: &Decisions, body: &[u8]) -> Result<Decisions, Refusal> {
        let sent: Sent = serde_json::from_slice(body).map_err(|e| Refusal::new(400, format!("no decision: {e}")))?;
        if sent.left.trim().is_empty() || sent.right.trim().is_empty() && !sent.action.is_of_claim() {
            return Err(Refusal::new(400, "a name is missing"));
        }
        // Somebody may have written to the file in the meantime.
        let mut decisions = Decisions::read(&self.path).unwrap_or_else(|_| decisions.clone());
        decisions.add(Decision::today(sent.action, sent.left, sent.right, String::new(), self.author.clone()));
        replace(&self.path, decisions.csv().as_bytes()).map_err(|e| Refusal::new(500, e.to_string()))?;
        Ok(decisions)
    }
}

/// What the page is told of its permission to write, as JSON.
pub(super) fn permission(edit: Option<&Edit>) -> String {
    serde_json::json!({ "token": edit.map(|edit| &edit.token) }).to_string()
}

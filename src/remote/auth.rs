//! Who asks a store.

use std::path::Path;

use crate::error::{Error, Result};

/// The variable of the environment that holds it.
const VARIABLE: &str = "TUPU_STORE_AUTH";

/// A user with a password, or a token; never shown.
#[derive(Clone, Default)]
pub struct Auth(pub(super) Option<Secret>);

#[derive(Clone)]
pub(super) enum Secret {
    /// For [Basic](https://www.rfc-editor.org/rfc/rfc7617) and [Digest](https://www.rfc-editor.org/rfc/rfc7616).
    User { name: String, password: String },
    /// For [Bearer](https://www.rfc-editor.org/rfc/rfc6750).
    Token(String),
}

impl Auth {
    /// From `file`, or else from the variable `TUPU_STORE_AUTH`: `user:password`, or `Bearer TOKEN`. Without either,
    /// nobody in particular.
    ///
    /// # Errors
    /// A file that cannot be read; text of another form.
    pub fn find(file: Option<&Path>) -> Result<Self> {
        match file {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
                Auth::parse(text.trim()).ok_or_else(|| malformed(&path.display().to_string()))
            }
            None => match std::env::var(VARIABLE) {
                Ok(text) if !text.trim().is_empty() => Auth::parse(text.trim()).ok_or_else(|| malformed(VARIABLE)),
                _ => Ok(Auth::default()),
            },
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let secret = match text.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Secret::Token(token.trim().to_owned()),
            _ => {
                let (name, password) = text.split_once(':')?;
                Secret::User { name: name.to_owned(), password: password.to_owned() }
            }
        };
        let plain = |text: &str| text.chars().all(|c| !c.is_control());
        plain(text).then_some(Auth(Some(secret)))
    }
}

fn malformed(origin: &str) -> Error {
    Error::input(origin, "holds neither user:password nor Bearer TOKEN", "")
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Auth(…)" } else { "Auth(none)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_never_shown() {
        let user = Auth::parse("anna:a:b");
        assert!(
            matches!(&user, Some(Auth(Some(Secret::User { name, password }))) if name == "anna" && password == "a:b")
        );
        let token = Auth::parse("Bearer abc");
        assert!(matches!(&token, Some(Auth(Some(Secret::Token(token)))) if token == "abc"));
        assert!(Auth::parse("abc").is_none() && Auth::parse("a:b\nX-Evil: 1").is_none());
        assert!(!format!("{user:?}{token:?}").contains("ab"));
    }
}

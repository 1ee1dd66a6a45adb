//! The user's decisions on identity and on claims: `decisions.csv`, obeyed by every build.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// What a decision says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// `left` and `right` are one entity.
    Same,
    /// `left` and `right` are two entities, whatever they look like.
    Different,
    /// The entity `left` shall be called `right`.
    Rename,
    /// The claim `left` is wrong and is left out.
    Reject,
}

/// One row: `action,left,right,note`.
///
/// An entity is named by its IRI, by the end of its IRI (`place/荔浦市`) or by any of its names; a claim by its IRI or
/// its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// What is decided.
    pub action: Action,
    /// The entity or claim.
    pub left: String,
    /// The other entity, or the new name; empty for `reject`.
    #[serde(default)]
    pub right: String,
    /// Who, when, why; free text.
    #[serde(default)]
    pub note: String,
}

/// All decisions, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The rows.
    pub rows: Vec<Decision>,
}

impl Decisions {
    /// Reads `path`; a file that does not exist holds no decisions.
    ///
    /// # Errors
    /// An unreadable file; a row that is no decision, with its line.
    pub fn read(path: &Path) -> Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Decisions::parse(&text, &path.display().to_string()),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Decisions::default()),
            Err(e) => Err(Error::io(path, e)),
        }
    }

    /// Reads `path`, which must exist.
    ///
    /// # Errors
    /// As [`Decisions::read`], and a missing file.
    pub fn read_given(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        Decisions::parse(&text, &path.display().to_string())
    }

    /// Reads CSV text with a heading; `origin` stands in messages.
    ///
    /// # Errors
    /// A row that is no decision, with its line.
    pub fn parse(text: &str, origin: &str) -> Result<Self> {
        let help = "the columns are action,left,right,note; the actions are same, different, rename and reject";
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for row in reader.deserialize::<Decision>() {
            let row = row.map_err(|e| {
                let line = e.position().map_or(0, csv::Position::line);
                Error::input(format!("{origin}:{line}"), format!("not a decision: {}", reason(&e)), help)
            })?;
            if row.left.is_empty() || (row.right.is_empty() && row.action != Action::Reject) {
                let line = rows.len() + 2;
                return Err(Error::input(format!("{origin}:{line}"), "a decision without its names", help));
            }
            rows.push(row);
        }
        Ok(Decisions { rows })
    }

    /// Whether the claim of this id is rejected.
    pub fn rejects(&self, claim: &str) -> bool {
        self.of(Action::Reject).any(|row| row.left == claim || row.left.ends_with(&format!("claim/{claim}")))
    }

    /// The rows of one action, in order.
    pub fn of(&self, action: Action) -> impl Iterator<Item = &Decision> {
        self.rows.iter().filter(move |row| row.action == action)
    }

    /// Whether `left` and `right`, each given by all its names, are decided to be two.
    pub fn parts(&self, left: &[&str], right: &[&str]) -> bool {
        self.of(Action::Different).any(|row| {
            let (a, b) = (row.left.as_str(), row.right.as_str());
            (left.contains(&a) && right.contains(&b)) || (left.contains(&b) && right.contains(&a))
        })
    }
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "action,left,right,note\n";

    #[test]
    fn rows_are_read_in_order() {
        let text = format!("\u{FEFF}{HEAD}same,荔浦,place/荔浦市,\nreject,https://w3id.org/tupu/id/claim/12ab,,误读\n");
        let decisions = Decisions::parse(&text, "decisions.csv").unwrap();
        assert_eq!(decisions.rows.len(), 2);
        assert!(decisions.rejects("12ab") && !decisions.rejects("2ab"));
        assert_eq!(decisions.of(Action::Same).next().unwrap().right, "place/荔浦市");
    }

    #[test]
    fn different_holds_in_both_directions() {
        let decisions = Decisions::parse(&format!("{HEAD}different,王伟,王伟强,\n"), "d").unwrap();
        assert!(decisions.parts(&["王伟强"], &["王总", "王伟"]));
        assert!(!decisions.parts(&["王伟"], &["王总"]));
    }

    #[test]
    fn a_bad_row_is_told_by_its_line() {
        let unknown = Decisions::parse(&format!("{HEAD}same,甲,乙,\njoin,甲,乙,\n"), "d.csv").unwrap_err().to_string();
        assert!(unknown.starts_with("d.csv:3: ") && unknown.contains("reject"), "{unknown}");
        let half = Decisions::parse(&format!("{HEAD}same,甲,,\n"), "d.csv").unwrap_err().to_string();
        assert!(half.starts_with("d.csv:2: "), "{half}");
    }
}

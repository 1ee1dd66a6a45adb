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
    /// The claim `left` was checked and is right; the graph stays as it is.
    Accept,
}

impl Action {
    /// Every action, with the name it has in the file.
    pub const ALL: [(Action, &'static str); 5] = [
        (Action::Same, "same"),
        (Action::Different, "different"),
        (Action::Rename, "rename"),
        (Action::Reject, "reject"),
        (Action::Accept, "accept"),
    ];

    /// Whether it is about a claim, which needs no second name.
    pub fn is_of_claim(self) -> bool {
        matches!(self, Action::Reject | Action::Accept)
    }
}

/// One row: `action,left,right,note,author,date`; the last three may be missing.
///
/// An entity is named by its IRI, by the end of its IRI (`place/荔浦市`) or by any of its names; a claim by its IRI or
/// its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// What is decided.
    pub action: Action,
    /// The entity or claim.
    pub left: String,
    /// The other entity, or the new name; empty where the decision is about a claim.
    #[serde(default)]
    pub right: String,
    /// Why; free text.
    #[serde(default)]
    pub note: String,
    /// Who decided.
    #[serde(default)]
    pub author: String,
    /// On which day, ISO 8601.
    #[serde(default)]
    pub date: String,
}

impl Decision {
    /// A decision of this day, by the clock in UTC.
    pub fn today(action: Action, left: String, right: String, note: String, author: String) -> Self {
        let date = jiff::Timestamp::now().to_string().chars().take(10).collect();
        Decision { action, left, right, note, author, date }
    }

    /// Whether it is about the claim of this id.
    fn is_of(&self, claim: &str) -> bool {
        self.action.is_of_claim() && (self.left == claim || self.left.ends_with(&format!("claim/{claim}")))
    }
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
        let help = "the columns are action,left,right,note,author,date; the actions are same, different, rename, reject and accept";
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for row in reader.deserialize::<Decision>() {
            let row = row.map_err(|e| {
                let line = e.position().map_or(0, csv::Position::line);
                Error::input(format!("{origin}:{line}"), format!("not a decision: {}", reason(&e)), help)
            })?;
            if row.left.is_empty() || (row.right.is_empty() && !row.action.is_of_claim()) {
                let line = rows.len() + 2;
                return Err(Error::input(format!("{origin}:{line}"), "a decision without its names", help));
            }
            rows.push(row);
        }
        Ok(Decisions { rows })
    }

    /// Whether the claim of this id is rejected.
    pub fn rejects(&self, claim: &str) -> bool {
        self.of(Action::Reject).any(|row| row.is_of(claim))
    }

    /// The decision about the claim of this id, if there is one.
    pub fn about(&self, claim: &str) -> Option<&Decision> {
        self.rows.iter().rev().find(|row| row.is_of(claim))
    }

    /// Adds a decision, in place of one that it contradicts: about the same claim, the same two entities, or the name of the
    /// same entity.
    pub fn add(&mut self, decision: Decision) {
        let pair = |d: &Decision| -> (String, String) {
            let (a, b) = (d.left.clone(), d.right.clone());
            if a <= b { (a, b) } else { (b, a) }
        };
        let joins = |d: &Decision| matches!(d.action, Action::Same | Action::Different);
        self.rows.retain(|old| {
            let claim = old.action.is_of_claim() && decision.action.is_of_claim() && old.left == decision.left;
            let named = old.action == Action::Rename && decision.action == Action::Rename && old.left == decision.left;
            let joined = joins(old) && joins(&decision) && pair(old) == pair(&decision);
            !(claim || named || joined)
        });
        self.rows.push(decision);
        self.rows.sort();
    }

    /// The file: a heading, and a line for each decision, so that taking one back is deleting its line.
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &self.rows {
            // Memory can be written.
            let _ = writer.serialize(row);
        }
        if self.rows.is_empty() {
            let _ = writer.write_record(["action", "left", "right", "note", "author", "date"]);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
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
    fn a_new_decision_takes_the_place_of_what_it_contradicts() {
        let decide = |action, left: &str, right: &str| Decision {
            action,
            left: left.to_owned(),
            right: right.to_owned(),
            note: "甲, “乙”".to_owned(),
            author: "王".to_owned(),
            date: "2026-11-26".to_owned(),
        };
        let mut decisions =
            Decisions::parse("action,left,right,note\nsame,荔浦,荔浦市,old\nreject,12ab,,\n", "d").unwrap();
        decisions.add(decide(Action::Different, "荔浦市", "荔浦"));
        decisions.add(decide(Action::Accept, "12ab", ""));
        decisions.add(decide(Action::Rename, "place/甲", "乙"));
        decisions.add(decide(Action::Rename, "place/甲", "丙"));
        let kept: Vec<(Action, &str)> = decisions.rows.iter().map(|r| (r.action, r.right.as_str())).collect();
        assert_eq!(kept, [(Action::Different, "荔浦"), (Action::Rename, "丙"), (Action::Accept, "")]);
        assert!(!decisions.rejects("12ab") && decisions.about("12ab").is_some());
        let again = Decisions::parse(&decisions.csv(), "d").unwrap();
        assert_eq!(again, decisions);
        assert!(decisions.csv().starts_with("action,left,right,note,author,date\n"));
    }

    #[test]
    fn a_bad_row_is_told_by_its_line() {
        let unknown = Decisions::parse(&format!("{HEAD}same,甲,乙,\njoin,甲,乙,\n"), "d.csv").unwrap_err().to_string();
        assert!(unknown.starts_with("d.csv:3: ") && unknown.contains("reject"), "{unknown}");
        let half = Decisions::parse(&format!("{HEAD}same,甲,,\n"), "d.csv").unwrap_err().to_string();
        assert!(half.starts_with("d.csv:2: "), "{half}");
    }
}

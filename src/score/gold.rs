//! The gold: what a careful reader can state from an article's text alone.

use std::path::Path;

use serde::Deserialize;

use super::fold;
use crate::error::{Error, Result};

/// The gold of one article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Gold {
    /// A short name.
    pub doc: String,
    /// The headline, by which the article is found.
    pub title: String,
    /// The medium that is credited.
    pub source: Option<String>,
    /// Named entities of the five kinds.
    pub entities: Vec<Entity>,
    /// Binary relations.
    pub relations: Vec<Relation>,
    /// Who holds which post where.
    pub posts: Vec<Post>,
    /// Figures.
    pub observations: Vec<Observation>,
    /// Quotations and reported speech.
    pub statements: Vec<Statement>,
}

/// A named entity.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// The longest form.
    pub name: String,
    /// Person, Organization, Place, Event or Work.
    #[serde(rename = "type")]
    pub kind: String,
    /// The other forms.
    pub aliases: Vec<String>,
    /// Counts neither for nor against.
    pub optional: bool,
}

/// A relation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Relation {
    /// From.
    pub s: String,
    /// Local name of the property.
    pub p: String,
    /// To.
    pub o: String,
    /// Subjects that will do as well.
    pub s_any: Vec<String>,
    /// Objects that will do as well.
    pub o_any: Vec<String>,
    /// Counts neither for nor against.
    pub optional: bool,
}

/// A post.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Post {
    /// Who.
    pub person: String,
    /// Where.
    pub organization: String,
    /// As written.
    pub post: String,
    /// Counts neither for nor against.
    pub optional: bool,
}

/// A figure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Observation {
    /// Subjects that will do.
    pub s: Vec<String>,
    /// Local name of the measure.
    pub measure: String,
    /// The thing counted or measured.
    pub of: String,
    /// The value in the unit's base, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// Measure word or unit; a bare number has none.
    pub unit: Option<String>,
    /// exact, atLeast, atMost or about.
    pub bound: String,
    /// ISO 8601.
    pub time: Option<String>,
    /// Counts neither for nor against.
    pub optional: bool,
}

/// A quotation or reported speech.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// Who.
    pub speaker: String,
    /// The first characters of what was said.
    pub begins: String,
    /// Counts neither for nor against.
    pub optional: bool,
}

impl Gold {
    /// Reads a file.
    ///
    /// # Errors
    /// An unreadable file; one that is no gold, with line and column.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let help = "a gold file holds doc, title, entities, relations, posts, observations and statements";
        let gold: Gold = serde_json::from_str(&text)
            .map_err(|e| Error::input(format!("{}:{}", path.display(), e.line()), e.to_string(), help))?;
        if gold.title.is_empty() {
            return Err(Error::input(path.display().to_string(), "has no title", help));
        }
        Ok(gold)
    }

    /// All names, folded, that mean the same as one of `ends`.
    pub(super) fn names<'a>(&self, ends: impl IntoIterator<Item = &'a String>) -> Vec<String> {
        let mut names: Vec<String> = ends.into_iter().map(|end| fold(end)).collect();
        for entity in &self.entities {
            let forms: Vec<String> = entity.forms().collect();
            if forms.iter().any(|form| names.contains(form)) {
                names.extend(forms);
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// Whether one of `names`, folded, is a named entity.
    pub(super) fn is_entity(&self, names: &[String]) -> bool {
        self.entities.iter().any(|entity| entity.forms().any(|form| names.contains(&form)))
    }
}

/// An entry of a gold list.
pub(super) trait Entry {
    /// Whether it counts neither for nor against.
    fn optional(&self) -> bool;
    /// One line for people.
    fn show(&self) -> String;
}

macro_rules! entries {
    ($($entry:ident: |$e:ident| $show:expr;)*) => {
        $(impl Entry for $entry {
            fn optional(&self) -> bool {
                self.optional
            }

            fn show(&self) -> String {
                let $e = self;
                $show
            }
        })*
    };
}

entries! {
    Entity: |e| format!("{} ({})", e.name, e.kind);
    Relation: |e| format!("{} {} {}", e.s, e.p, e.o);
    Post: |e| format!("{} {} {}", e.person, e.organization, e.post);
    Observation: |e| {
        let time = e.time.as_deref().unwrap_or("");
        format!("{} {}（{}） {}{} [{time}]", e.s.join("/"), e.measure, e.of, e.value, e.unit.as_deref().unwrap_or(""))
    };
    Statement: |e| format!("{}：{}", e.speaker, e.begins);
}

impl Entity {
    /// Name and aliases, folded.
    pub(super) fn forms(&self) -> impl Iterator<Item = String> {
        std::iter::once(&self.name).chain(&self.aliases).map(|form| fold(form))
    }
}

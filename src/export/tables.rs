//! The graph as tables that spreadsheets and data frames read.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::assemble::{Claim, Content, Graph, NodeIndex};
use crate::error::{Error, Result};
use crate::store::Beside;

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRow {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub label: String,
    /// Its kind.
    pub kind: String,
    /// Its class, by the Chinese label.
    pub class: String,
    /// Its other names, separated by `|`.
    pub aliases: String,
    /// How many articles mention it.
    pub articles: usize,
}

/// A row ends with what every claim has.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $sort:ty),* $(,)? })*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $sort,)*
            /// Affirmed, Denied, Planned or Reported.
            pub status: String,
            /// The claim's id.
            pub claim: String,
            /// The article's id.
            pub article: String,
            /// The words that state it.
            pub quote: String,
            /// First code point of the quote.
            pub start: usize,
            /// One past its last code point.
            pub end: usize,
        }

        impl $name {
            #[allow(clippy::too_many_arguments, reason = "one argument a column")]
            fn new(graph: &Graph, c: &Claim, $($field: $sort),*) -> Self {
                let article = graph.articles[c.article].id.clone();
                let (status, claim, quote) = (c.status.name().to_owned(), c.id.to_string(), c.quote.clone());
                $name { $($field,)* status, claim, article, quote, start: c.start, end: c.end }
            }
        })*
    };
}

rows! {
    /// A binary relation, affirmed or not.
    RelationRow {
        /// IRI of the subject.
        subject: String,
        /// Name of the subject.
        subject_label: String,
        /// Local name of the property.
        property: String,
        /// IRI of the object.
        object: String,
        /// Name of the object.
        object_label: String,
    }
    /// A post.
    PostRow {
        /// IRI of the person.
        person: String,
        /// Name of the person.
        person_label: String,
        /// IRI of the organisation.
        organization: String,
        /// Name of the organisation.
        organization_label: String,
        /// The post.
        role: String,
        /// Whether it is over.
        former: bool,
    }
    /// A figure.
    ObservationRow {
        /// IRI of the subject.
        subject: String,
        /// Name of the subject.
        subject_label: String,
        /// Local name of the measure.
        measure: String,
        /// The thing counted or measured.
        of: String,
        /// The value.
        value: String,
        /// The upper end of a range.
        high: String,
        /// The unit.
        unit: String,
        /// Exact, AtLeast, AtMost or About.
        bound: String,
        /// ISO 8601.
        time: String,
    }
    /// A quotation.
    QuotationRow {
        /// IRI of the speaker.
        speaker: String,
        /// Name of the speaker.
        speaker_label: String,
        /// The words.
        text: String,
        /// Whether they stand in quotation marks.
        direct: bool,
    }
}

/// All tables of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// `entities.csv`.
    pub entities: Vec<EntityRow>,
    /// `relations.csv`.
    pub relations: Vec<RelationRow>,
    /// `posts.csv`.
    pub posts: Vec<PostRow>,
    /// `observations.csv`.
    pub observations: Vec<ObservationRow>,
    /// `quotations.csv`.
    pub quotations: Vec<QuotationRow>,
}

impl Tables {
    /// Lays a graph out in tables.
    pub fn of(graph: &Graph) -> Self {
        let mut tables = Tables { entities: entities(graph), ..Tables::default() };
        let iri = |ix: NodeIndex| graph.node(ix).iri.clone();
        let label = |ix: NodeIndex| graph.node(ix).label.clone();
        let local = |iri: &str| iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned();
        for c in &graph.claims {
            match &c.content {
                Content::Relation { subject: s, property, object: o } => {
                    let (s, o) = ((iri(*s), label(*s)), (iri(*o), label(*o)));
                    tables.relations.push(RelationRow::new(graph, c, s.0, s.1, local(property), o.0, o.1));
                }
                Content::Post(ix) => {
                    let p = &graph.posts[*ix];
                    let (who, place) = ((iri(p.person), label(p.person)), (iri(p.organization), label(p.organization)));
                    let role = p.role.to_string();
                    tables.posts.push(PostRow::new(graph, c, who.0, who.1, place.0, place.1, role, p.former));
                }
                Content::Observation(ix) => {
                    let o = graph.observations[*ix].clone();
                    let high = o.high.map_or_else(String::new, |h| h.to_string());
                    let [of, unit, time] = [o.of, o.unit, o.time].map(|words| words.unwrap_or_default().to_string());
                    let (about, name) = (iri(o.subject), label(o.subject));
                    let (measure, value, bound) = (local(&o.measure), o.value.to_string(), o.bound.name().to_owned());
                    let row = ObservationRow::new(graph, c, about, name, measure, of, value, high, unit, bound, time);
                    tables.observations.push(row);
                }
                Content::Quotation(ix) => {
                    let q = &graph.quotations[*ix];
                    let (who, name) = (iri(q.speaker), label(q.speaker));
                    tables.quotations.push(QuotationRow::new(graph, c, who, name, q.text.clone(), q.direct));
                }
            }
        }
        tables
    }

    /// Writes the tables to `folder`, which is made.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
        let written = [
            write(folder, "entities.csv", &self.entities)?,
            write(folder, "relations.csv", &self.relations)?,
            write(folder, "posts.csv", &self.posts)?,
            write(folder, "observations.csv", &self.observations)?,
            write(folder, "quotations.csv", &self.quotations)?,
        ];
        written.into_iter().try_for_each(Beside::finish)
    }

    /// Reads the tables of `folder` back.
    ///
    /// # Errors
    /// A table that is missing, or a row that is none of ours.
    pub fn read(folder: &Path) -> Result<Self> {
        Ok(Tables {
            entities: read(folder, "entities.csv")?,
            relations: read(folder, "relations.csv")?,
            posts: read(folder, "posts.csv")?,
            observations: read(folder, "observations.csv")?,
            quotations: read(folder, "quotations.csv")?,
        })
    }
}

fn entities(graph: &Graph) -> Vec<EntityRow> {
    let mut articles = vec![0; graph.facts.node_count()];
    graph.articles.iter().flat_map(|a| &a.mentions).for_each(|ix| articles[ix.index()] += 1);
    let row = |ix: NodeIndex| {
        let node = graph.node(ix);
        EntityRow {
            iri: node.iri.clone(),
            label: node.label.clone(),
            kind: node.kind.to_string(),
            class: graph.term(&node.class).to_owned(),
            aliases: node.aliases.join("|"),
            articles: articles[ix.index()],
        }
    };
    graph.facts.node_indices().map(row).collect()
}

fn write<R: Serialize>(folder: &Path, name: &str, rows: &[R]) -> Result<Beside> {
    let path = folder.join(name);
    let mut writer = csv::Writer::from_writer(Beside::at(&path)?);
    rows.iter().try_for_each(|row| writer.serialize(row)).map_err(|e| Error::io(&path, io::Error::other(e)))?;
    writer.into_inner().map_err(|e| Error::io(&path, e.into_error()))
}

fn read<R: for<'r> Deserialize<'r>>(folder: &Path, name: &str) -> Result<Vec<R>> {
    let path = folder.join(name);
    let failed = |e: csv::Error| Error::io(&path, io::Error::other(e));
    // A table without rows has no heading either.
    csv::Reader::from_path(&path).map_err(failed)?.deserialize().collect::<Result<_, _>>().map_err(failed)
}

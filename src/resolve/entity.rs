//! An entity: the one thing that many mentions mean.

use std::collections::BTreeSet;

use crate::ontology::ClassId;

/// Index into [`Resolution::entities`].
pub type EntityIx = u32;

/// A thing in the world, as far as the articles tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The most specific class that the evidence supports.
    pub class: ClassId,
    /// The name that enters the IRI: the same in every graph, whatever form its articles use.
    pub canonical: String,
    /// The name to show: the longest form in use.
    pub label: String,
    /// Every other form under which it appears.
    pub aliases: BTreeSet<String>,
    /// Distinguishing context that enters the IRI of people and homonyms; empty for all others.
    pub key: String,
    /// Why forms and mentions were taken for one, in order.
    pub merges: Vec<Merge>,
}

/// Why two forms or two articles' entities were taken for one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merge {
    /// One form, or one document's entity.
    pub left: String,
    /// The other.
    pub right: String,
    /// The reason, in a short stable phrase (`same name`, `short form`, `declared alias`, `shared organization`).
    pub reason: String,
}

/// All entities of a set of documents, and which mention means which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// The entities, in an order that depends on the documents' contents only.
    pub entities: Vec<Entity>,
    /// For each document, in the order given, and each of its mentions: the entity, if it means one.
    pub mentions: Vec<Vec<Option<EntityIx>>>,
}

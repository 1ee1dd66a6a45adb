//! The ontology: classes and properties with the Chinese words that say them. It teaches the extractor.

mod advice;
pub(crate) mod charset;
mod classnames;
mod example;
mod lexicon;
mod load;
mod vocab;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

pub use advice::advice;
pub use example::{Example, parse_example};
pub use lexicon::{Known, Lengths, Lexicon, NounUse, VerbPattern};
pub use load::{EMBEDDED, Source, turtle};
pub use vocab::{LEX, NS};

/// The path segments of the IRIs of every kind (`place`, `org`, …).
pub fn kinds() -> impl Iterator<Item = &'static str> {
    vocab::KINDS.iter().map(|kind| kind.prefix)
}

/// Whether a class of this local name is a kind: has a prefix of its own for IRIs.
pub fn is_kind(name: &str) -> bool {
    vocab::KINDS.iter().any(|kind| kind.name == name)
}

/// A class of the ontology, by its place in [`Ontology::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassId(pub u16);

/// A property of the ontology, by its place in [`Ontology::properties`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PropertyId(pub u16);

/// A class and its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// Full IRI.
    pub iri: SmolStr,
    /// Local name (GovernmentBody).
    pub name: String,
    /// Chinese label.
    pub label: String,
    /// English label, or empty.
    pub label_en: String,
    /// Direct superclasses in this ontology.
    pub parents: Vec<ClassId>,
    /// The classes of other vocabularies (schema.org, W3C ORG, …) that it is declared to lie below, by IRI.
    pub standard: Vec<String>,
    /// `lex:noun`: common nouns of the kind (企业, 公司).
    pub nouns: Vec<String>,
    /// `lex:suffix`: endings of names of this kind (有限公司).
    pub suffixes: Vec<String>,
}

impl Class {
    /// Whether its words are looked for inside of other words and are no words of their own: those of official
    /// statistics (规模以上工业增加值) and of roles (医疗行业投资总监).
    pub fn is_of_parts(&self) -> bool {
        matches!(self.name.as_str(), "AreaStatistic" | "Outsider")
    }
}

/// A property and its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Property {
    /// Full IRI.
    pub iri: SmolStr,
    /// Local name (locatedIn).
    pub name: String,
    /// Chinese label, which stands on edges of pictures.
    pub label: String,
    /// English label, or empty.
    pub label_en: String,
    /// Classes its subjects belong to; empty means any.
    pub domain: Vec<ClassId>,
    /// Classes its objects belong to; empty means any.
    pub range: Vec<ClassId>,
    /// `lex:noun`.
    pub nouns: Vec<String>,
    /// `lex:verb`, with `…` where the object stands when it does not follow.
    pub verbs: Vec<String>,
    /// `lex:suffix`.
    pub suffixes: Vec<String>,
    /// The property that this one is declared `owl:inverseOf`: its words run the other way, its claims are stated by that property.
    pub inverse_of: Option<PropertyId>,
    /// `rdfs:subPropertyOf` within this ontology.
    pub parents: Vec<PropertyId>,
    /// Whether its values are words, not things: an `owl:DatatypeProperty`.
    pub literal: bool,
    /// The properties of other vocabularies that it is declared to lie below, by IRI.
    pub standard: Vec<String>,
    /// `lex:example`, must hold.
    pub examples: Vec<String>,
    /// `lex:counterExample`, must not hold.
    pub counter_examples: Vec<String>,
    /// Where it was declared.
    pub source: Source,
}

/// A thing the ontology knows by name: an organisation, a status, a unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Individual {
    /// Full IRI.
    pub iri: String,
    /// Local name.
    pub name: String,
    /// Chinese label: the canonical name.
    pub label: String,
    /// `skos:altLabel`: other names.
    pub aliases: Vec<String>,
    /// `skos:hiddenLabel`: names that are ordinary words or names of other things as well.
    pub shared: Vec<String>,
    /// Its classes.
    pub classes: Vec<ClassId>,
    /// `lex:verb`, for statuses and the like.
    pub verbs: Vec<String>,
    /// `lex:noun`.
    pub nouns: Vec<String>,
}

/// Classes, properties and individuals, each in the order of their IRIs.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// All classes.
    pub classes: Vec<Class>,
    /// All properties.
    pub properties: Vec<Property>,
    /// All individuals.
    pub individuals: Vec<Individual>,
    class_by_name: classnames::ClassNames,
    property_by_name: FxHashMap<String, PropertyId>,
    /// Whether class `c` is `a` or below it, a row of every `a` for each `c`.
    ancestors: Vec<bool>,
    /// The kind of each class.
    kinds: Vec<Option<&'static vocab::Kind>>,
    /// BLAKE3 hash of everything that was read, in hexadecimal.
    pub fingerprint: String,
}

impl Ontology {
    /// The class of this local name.
    #[inline(always)]
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.class_by_name.get(name)
    }

    /// The property of this local name.
    pub fn property(&self, name: &str) -> Option<PropertyId> {
        self.property_by_name.get(name).copied()
    }

    /// Facts about a class.
    pub fn class_info(&self, id: ClassId) -> &Class {
        &self.classes[id.0 as usize]
    }

    /// Facts about a property.
    pub fn property_info(&self, id: PropertyId) -> &Property {
        &self.properties[id.0 as usize]
    }

    /// Whether `class` is `ancestor` or below it.
    #[inline]
    pub fn is_a(&self, class: ClassId, ancestor: ClassId) -> bool {
        self.ancestors[class.0 as usize * self.classes.len() + ancestor.0 as usize]
    }

    /// Whether `class` is the class named `ancestor` or below it; `false` when there is no such class.
    #[inline(always)]
    pub fn is_named(&self, class: ClassId, ancestor: &str) -> bool {
        self.class(ancestor).is_some_and(|a| self.is_a(class, a))
    }

    /// Whether `class` is one of `classes` or below one; an empty list admits every class.
    pub fn admits(&self, classes: &[ClassId], class: ClassId) -> bool {
        classes.is_empty() || classes.iter().any(|&c| self.is_a(class, c))
    }

    /// The property that claims of `property` are stated by, and whether that turns them round.
    ///
    /// A property that is the inverse of another is stated by that one. A property without a label of its own only lends
    /// its words, under a domain and range of its own, to the one it is a subproperty of.
    pub fn canonical(&self, property: PropertyId) -> (PropertyId, bool) {
        let info = self.property_info(property);
        match (info.inverse_of, info.parents.first()) {
            (Some(other), _) => (other, true),
            (None, Some(&parent)) if info.label.is_empty() => self.canonical(parent),
            _ => (property, false),
        }
    }

    /// Whether `property` is `ancestor` or below it by `rdfs:subPropertyOf`.
    pub fn is_sub_property(&self, property: PropertyId, ancestor: PropertyId) -> bool {
        property == ancestor || self.property_info(property).parents.iter().any(|&p| self.is_sub_property(p, ancestor))
    }

    /// The individuals of a class, by the class's local name.
    pub fn individuals_of<'a>(&'a self, class: &str) -> impl Iterator<Item = &'a Individual> {
        let class = self.class(class);
        self.individuals
            .iter()
            .filter(move |i| class.is_some_and(|class| i.classes.iter().any(|&c| self.is_a(c, class))))
    }

    /// The top kind of a class: the one of Person, Organization, Place, Event, Work, or a concept kind
    /// (Product, Industry, Technology, Material, Honor), or Date, that it is or lies below.
    pub fn kind(&self, class: ClassId) -> &'static str {
        self.kinds[class.0 as usize].map_or("Thing", |k| k.name)
    }

    /// The part of an IRI that tells a kind (`place`, `org`, …), for a class.
    pub fn prefix(&self, class: ClassId) -> &'static str {
        self.kinds[class.0 as usize].map_or("thing", |k| k.prefix)
    }
}

//! The terms of the RDF that tupu writes.

use oxigraph::model::NamedNodeRef;

macro_rules! terms {
    ($($base:literal { $($name:ident = $local:literal),* $(,)? })*) => {
        $($(pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($base, $local));)*)*
    };
}

terms! {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        TYPE = "type", SUBJECT = "subject", PREDICATE = "predicate", OBJECT = "object", REIFIES = "reifies",
        PROPERTY = "Property",
    }
    "http://www.w3.org/2000/01/rdf-schema#" {
        LABEL = "label", SUB_CLASS_OF = "subClassOf", SUB_PROPERTY_OF = "subPropertyOf",
    }
    "http://www.w3.org/2002/07/owl#" { CLASS = "Class" }
    "http://www.w3.org/2004/02/skos/core#" { ALT_LABEL = "altLabel" }
    "http://www.w3.org/2001/XMLSchema#" { INTEGER = "integer", DECIMAL = "decimal" }
    "http://www.w3.org/ns/org#" {
        MEMBERSHIP = "Membership", MEMBER = "member", ORGANIZATION = "organization", ROLE = "role",
    }
    "http://www.w3.org/ns/oa#" {
        HAS_TARGET = "hasTarget", SPECIFIC_RESOURCE = "SpecificResource", HAS_SOURCE = "hasSource",
        HAS_SELECTOR = "hasSelector", TEXT_QUOTE_SELECTOR = "TextQuoteSelector", EXACT = "exact",
        REFINED_BY = "refinedBy", TEXT_POSITION_SELECTOR = "TextPositionSelector", START = "start", END = "end",
    }
    "https://schema.org/" {
        OBSERVATION = "Observation", OBSERVATION_ABOUT = "observationAbout", MEASURED_PROPERTY = "measuredProperty",
        VALUE = "value", UNIT_TEXT = "unitText", OBSERVATION_DATE = "observationDate",
        QUOTATION = "Quotation", SPOKEN_BY = "spokenByCharacter", TEXT = "text",
        NEWS_ARTICLE = "NewsArticle", HEADLINE = "headline", PUBLISHER = "publisher",
        DATE_PUBLISHED = "datePublished", URL = "url",
    }
    "https://w3id.org/tupu/ns#" {
        CLAIM = "Claim", UNAFFIRMED = "UnaffirmedStatement", KIND_ROLE = "Role", HOLDS_POST = "holdsPost", SAID = "said",
        STATUS = "status", CONSTRUCTION = "construction", TRIGGER = "trigger", CONFIDENCE = "confidence", ATTRIBUTED_TO = "attributedTo",
        FORMER = "former", OF = "of", HIGH = "high", BOUND = "bound", DIRECT = "direct", MENTIONS = "mentions",
        OPEN_CLAIM = "OpenClaim", SUBJECT_WORDS = "subjectWords", OBJECT_WORDS = "objectWords", VERB = "verb",
        VERB_PHRASE = "verbPhrase", FULL_TEXT = "text", MERGE = "Merge", MERGES = "merges", LEFT = "left", RIGHT = "right", REASON = "reason",
    }
}

//! Names that the code and the RDF share.

/// Namespace of the terms.
pub const NS: &str = "https://w3id.org/tupu/ns#";
/// Namespace of the five annotation properties that teach the extractor.
pub const LEX: &str = "https://w3id.org/tupu/lex#";

/// A kind of entity: a class right below the root that has a prefix of its own for IRIs.
#[derive(Debug)]
pub struct Kind {
    /// Local name of the class.
    pub name: &'static str,
    /// Path segment of the IRIs of its entities.
    pub prefix: &'static str,
}

/// Every kind; a class belongs to the first that it lies below.
pub const KINDS: &[Kind] = &[
    Kind { name: "Person", prefix: "person" },
    Kind { name: "Organization", prefix: "org" },
    Kind { name: "Place", prefix: "place" },
    Kind { name: "Event", prefix: "event" },
    Kind { name: "Work", prefix: "work" },
    Kind { name: "Honor", prefix: "honor" },
    Kind { name: "Technology", prefix: "technology" },
    Kind { name: "Material", prefix: "material" },
    Kind { name: "Product", prefix: "product" },
    Kind { name: "Industry", prefix: "industry" },
    Kind { name: "Facility", prefix: "facility" },
    Kind { name: "Group", prefix: "group" },
    Kind { name: "Role", prefix: "role" },
    Kind { name: "Date", prefix: "date" },
];

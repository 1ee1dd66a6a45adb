//! IRIs that people can read, and short hashes of content.

/// The root of the IRIs unless `--base` says otherwise.
pub const BASE: &str = "https://w3id.org/tupu/id/";

/// The IRI of the entity `name` of the kind whose path segment is `kind`; `key` tells homonyms apart.
///
/// Letters and digits of every script stand as they are ([RFC 3987](https://www.rfc-editor.org/rfc/rfc3987)), white
/// space becomes `_`, everything else that may not stand in a path segment is percent-encoded.
pub fn entity(base: &str, kind: &str, name: &str, key: &str) -> String {
    let mut iri = String::with_capacity(base.len() + kind.len() + name.len() + 8);
    iri.push_str(base);
    iri.push_str(kind);
    iri.push('/');
    segment(name.trim(), &mut iri);
    if !key.is_empty() {
        iri.push('-');
        iri.push_str(&hash(&[key])[..8]);
    }
    iri
}

/// The first 16 hexadecimal digits of the BLAKE3 hash of `parts`.
pub fn hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn segment(name: &str, iri: &mut String) {
    let mut bytes = [0; 4];
    for c in name.chars() {
        match c {
            c if c.is_whitespace() => iri.push('_'),
            c if stands(c) => iri.push(c),
            c => c.encode_utf8(&mut bytes).bytes().for_each(|b| iri.push_str(&format!("%{b:02X}"))),
        }
    }
}

/// Unreserved characters of RFC 3986 and `ucschar` of RFC 3987, but for controls of writing direction.
fn stands(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => true,
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => false,
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => true,
        c @ '\u{10000}'..='\u{DFFFF}' => (c as u32 & 0xFFFF) < 0xFFFE,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;
    use proptest::prelude::*;

    #[test]
    fn names_stay_readable() {
        assert_eq!(entity(BASE, "place", "荔浦市", ""), "https://w3id.org/tupu/id/place/荔浦市");
        assert_eq!(entity(BASE, "work", "《AI 与/法》", ""), "https://w3id.org/tupu/id/work/《AI_与%2F法》");
        assert_ne!(entity(BASE, "person", "王伟", "甲厂"), entity(BASE, "person", "王伟", "乙厂"));
    }

    proptest! {
        #[test]
        fn every_name_gives_an_iri(name in "\\PC{1,20}|[\\x00-\\x7f]{1,9}|\u{202E}|\u{FFFE}|\u{1FFFF}") {
            let iri = entity(BASE, "org", &name, "");
            prop_assert!(NamedNode::new(iri.clone()).is_ok(), "{iri}");
        }
    }
}

//! Works and media between 《 and 》.

use super::Recogniser;
use super::candidate::Candidate;
use crate::ontology::{Lexicon, Ontology};
use crate::segment::Segmented;
use crate::span::Span;

/// Finds what stands in 《…》: a medium when it is known as one or ends like one, else a work.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let (Some(work), Some(media)) = (ontology.class("Work"), ontology.class("NewsMedia")) else { return };
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in seg.text.char_indices() {
        match c {
            '《' => open.push(at),
            '\n' => open.clear(),
            '》' => {
                let (Some(start), true) = (open.pop(), open.is_empty()) else { continue };
                let span = Span::new(start, at + c.len_utf8());
                let inner = &seg.text[start + '《'.len_utf8()..at];
                if inner.trim().is_empty() {
                    continue;
                }
                let known = lexicon.known_or_shared(inner.trim());
                let bare = inner
                    .rsplit_once('（')
                    .map_or(inner, |(name, rest)| if rest.ends_with('）') { name } else { inner });
                let class = known.map(|k| k.class).or_else(|| lexicon.class_by_suffix(bare).map(|(class, _)| class));
                let class = match class {
                    Some(class) if ontology.is_a(class, work) || ontology.is_a(class, media) => class,
                    _ => work,
                };
                let mut candidate = Candidate::new(span, class, Recogniser::Suffix, 1.0);
                if ontology.is_a(class, media) {
                    candidate.name = Some(known.map_or_else(|| inner.trim().to_owned(), |k| k.name.clone()));
                }
                out.push(candidate);
            }
            _ => {}
        }
    }
}

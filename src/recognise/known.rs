//! Names by the ontology's list, by the document's metadata, and by the trained tagger.

use super::Recogniser;
use super::candidate::Candidate;
use super::tagger::{Kind, Tagger, Word};
use crate::ontology::{Lexicon, Ontology};
use crate::read::Role;
use crate::segment::Segmented;
use crate::span::Span;

/// Finds the names that the ontology lists, where they begin and end with words.
pub(super) fn names(seg: &Segmented, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let text = &*seg.text;
    for sentence in &seg.sentences {
        let tokens = &sentence.tokens;
        let mut i = 0;
        while i < tokens.len() {
            let longest = (i..tokens.len().min(i + 8)).rev().find_map(|j| {
                let span = Span::new(tokens[i].span.from(), tokens[j].span.to());
                lexicon.names.get(span.of(text)).map(|known| (j, span, known))
            });
            let Some((j, span, (class, canonical))) = longest else {
                i += 1;
                continue;
            };
            let mut candidate = Candidate::new(span, *class, Recogniser::Lexicon, 0.95);
            if canonical != span.of(text) {
                candidate.name = Some(canonical.clone());
            }
            out.push(candidate);
            i = j + 1;
        }
    }
}

/// Source, reporters and place of the dateline, as far as the text says them.
pub(super) fn metadata(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let meta = &seg.document.meta;
    let credited = [(meta.source.as_slice(), "NewsMedia"), (meta.reporters.as_slice(), "Person")];
    for (credits, class) in credited {
        let Some(class) = ontology.class(class) else { continue };
        for (credit, span) in credits.iter().filter_map(|c| Some((c, c.span?))) {
            let known = lexicon.names.get(&credit.name);
            let class = known.map_or(class, |k| k.0);
            let mut candidate = Candidate::new(span, class, Recogniser::Metadata, 0.99);
            candidate.name = Some(known.map_or_else(|| credit.name.clone(), |k| k.1.clone()));
            out.push(candidate);
        }
    }
}

/// What the tagger finds, with the class that the end of the name tells.
pub(super) fn tagged(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let tagger = Tagger::embedded();
    let mut words: Vec<Word> = Vec::new();
    for sentence in &seg.sentences {
        if matches!(sentence.role, Role::Credit | Role::Caption) {
            continue;
        }
        let from = sentence.span.from();
        words.clear();
        let word = |t: &crate::segment::Token| Word { range: t.span.from() - from..t.span.to() - from, tag: t.pos };
        words.extend(sentence.tokens.iter().map(word));
        for tagged in tagger.tag(sentence.span.of(&seg.text), &words) {
            let span = tagged.span.shift(from);
            let name = span.of(&seg.text);
            let kind = match tagged.kind {
                Kind::Person => "Person",
                Kind::Place => "Place",
                Kind::Organization => "Organization",
            };
            let Some(top) = ontology.class(kind) else { continue };
            let deeper = lexicon.class_by_suffix(name).map(|(class, _)| class).filter(|&c| ontology.is_a(c, top));
            let figures = tagged.kind != Kind::Organization && name.chars().any(|c| c.is_ascii_alphanumeric());
            let one_letter = name.chars().count() < 2 || figures;
            let generic = lexicon.class_of_noun(name).is_some() || lexicon.is_listed_role(name);
            if !one_letter && !generic {
                out.push(Candidate::new(span, deeper.unwrap_or(top), Recogniser::Tagger, tagged.margin * 0.95));
            }
        }
    }
}

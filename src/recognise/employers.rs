//! Organisations by what stands behind them: a name before a post and a person (某资本合伙人张三) is an employer's.

use super::Recogniser;
use super::candidate::Candidate;
use crate::ontology::{Lexicon, Ontology};
use crate::segment::Segmented;
use crate::span::Span;

/// Proposes the words between a break and a listed post that a person's name follows.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let (Some(organization), Some(person)) = (ontology.class("Organization"), ontology.class("Person")) else { return };
    let text = &*seg.text;
    let mut people: Vec<u32> =
        out.iter().filter(|c| c.class == person && c.score >= 0.6).map(|c| c.span.start).collect();
    people.sort_unstable();
    let mut employers = Vec::new();
    for sentence in &seg.sentences {
        let tokens = &sentence.tokens;
        for (i, token) in tokens.iter().enumerate() {
            let post = lexicon.is_listed_role(token.span.of(text)) && people.binary_search(&token.span.end).is_ok();
            if !post {
                continue;
            }
            let mut start = i;
            while start > 0 && tokens[start - 1].span.end == tokens[start].span.start && named(tokens[start - 1].pos) {
                let word = tokens[start - 1].span.of(text);
                if lexicon.class_of_noun(word).is_some() && start == i
                    || lexicon.is_role(word)
                    || !lexicon.noun_uses(word).is_empty()
                {
                    break;
                }
                start -= 1;
            }
            // Something that no dictionary explains makes it a name.
            let name = start < i
                && tokens[start..i]
                    .iter()
                    .any(|t| matches!(t.pos, "nz" | "nr" | "nrt" | "nrfg" | "eng" | "nt" | "x" | "ng"));
            let whole = start == 0 || matches!(tokens[start - 1].pos, "w" | "p" | "v" | "c" | "t" | "uj" | "d");
            if name && whole && i - start <= 5 {
                let span = Span::new(tokens[start].span.from(), tokens[i - 1].span.to());
                let class =
                    lexicon.class_by_suffix(span.of(text)).map(|(c, _)| c).filter(|&c| ontology.is_a(c, organization));
                employers.push(Candidate::new(span, class.unwrap_or(organization), Recogniser::Context, 0.6));
            }
        }
    }
    out.extend(employers);
}

fn named(pos: &str) -> bool {
    matches!(
        pos,
        "n" | "nz"
            | "nr"
            | "nrt"
            | "nrfg"
            | "ns"
            | "nt"
            | "eng"
            | "x"
            | "j"
            | "ng"
            | "vn"
            | "b"
            | "m"
            | "s"
            | "k"
            | "g"
    )
}

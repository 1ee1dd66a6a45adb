//! Names of models: a maker's or series' word that touches letters with a figure (问界M9, 日日新V6.5).

use std::collections::BTreeMap;

use super::Recogniser;
use super::candidate::Candidate;
use super::people::is_han;
use crate::ontology::{Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// How sure such a name is: surer than the maker's name that it may begin with.
const SCORE: f32 = 0.96;

/// Proposes the models that the text names, and their letters alone where the article goes on with these (M9).
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let Some(class) = ontology.class("Product") else { return };
    let text = &*seg.text;
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    for sentence in &seg.sentences {
        for (i, token) in sentence.tokens.iter().enumerate() {
            let letters = token.span.of(text);
            if !is_code(letters) || followed_by_trip(text, token) {
                continue;
            }
            let Some(first) = maker(text, lexicon, &sentence.tokens[..i], token.span.from()) else { continue };
            let span = Span::new(first, token.span.to());
            found.entry(letters).or_insert(span.of(text));
            out.push(Candidate::new(span, class, Recogniser::Context, SCORE));
        }
    }
    for sentence in &seg.sentences {
        let models = series(seg, lexicon, sentence).into_iter().chain(named(seg, ontology, lexicon, sentence));
        out.extend(models.map(|span| Candidate::new(span, class, Recogniser::Context, SCORE)));
    }
    for token in seg.sentences.iter().flat_map(|s| &s.tokens) {
        let letters = token.span.of(text);
        if let Some(&full) = found.get(letters) {
            let mut candidate = Candidate::new(token.span, class, Recogniser::Repeated, 0.8);
            candidate.name = Some(full.to_owned());
            out.push(candidate);
        }
    }
}

/// 小米|17|系列: a firm that is listed, a number and the word for a series.
fn series(seg: &Segmented, lexicon: &Lexicon, sentence: &Sentence) -> Vec<Span> {
    let word = |t: &Token| t.span.of(&seg.text);
    let touching = |a: &Token, b: &Token| a.span.end == b.span.start;
    let model = |three: &[Token]| match three {
        [maker, number, series] if word(series) == "系列" => {
            let figures = word(number).len() <= 4 && word(number).bytes().all(|b| b.is_ascii_digit());
            let named = lexicon.known_or_shared(word(maker)).is_some() || maker.pos == "eng";
            let run = touching(maker, number) && touching(number, series);
            (figures && named && run).then(|| maker.span.join(series.span))
        }
        _ => None,
    };
    sentence.tokens.windows(3).filter_map(model).collect()
}

/// 手机|Mate XT, 无人机|Mavic 4: Latin words behind the noun of a ware, and a number.
fn named(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, sentence: &Sentence) -> Vec<Span> {
    let tokens = &sentence.tokens;
    let word = |t: &Token| t.span.of(&seg.text);
    let mut found = Vec::new();
    for (i, first) in tokens.iter().enumerate().skip(1).filter(|(_, t)| t.pos == "eng") {
        let noun = &tokens[i - 1];
        let class = lexicon.class_of(word(noun));
        let new =
            tokens[..i].iter().rev().take(5).any(|t| matches!(word(t), "首款" | "新款" | "全新" | "旗舰" | "新一代"));
        let ware = class.is_some_and(|c| ontology.is_named(c, "Product")) || new && matches!(noun.pos, "n" | "l");
        if !ware || noun.span.end != first.span.start || lexicon.known(word(first)).is_some() {
            continue;
        }
        let latin = |t: &&Token| t.pos == "eng" || t.pos == "m" && word(t).bytes().all(|b| b.is_ascii_digit());
        let blank = |t: &&Token| seg.text[..t.span.from()].ends_with(' ') || t.span.start == first.span.start;
        let Some(last) = tokens[i..].iter().take(4).take_while(latin).take_while(blank).last() else { continue };
        let counted = seg.text[last.span.to()..].starts_with(['万', '亿', '个', '台', '辆', '元', '％', '%', '.']);
        let whole = first.span.join(last.span);
        // SUV, LED: sorts.
        let own = whole.of(&seg.text).bytes().any(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if own && whole.of(&seg.text).chars().count() > 2 && !(last.pos == "m" && counted) {
            found.push(whole);
        }
    }
    found
}

/// Whether letters and figures stand together, as in the names of models: M9, YU7, V6.5; no mere number or word.
fn is_code(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let figures = word.bytes().filter(u8::is_ascii_digit).count();
    let begins = word.starts_with(|c: char| c.is_ascii_alphabetic());
    // 龙芯3A4000: letters among figures.
    letters <= 5 && (begins && (1..=4).contains(&figures) || letters > 0 && (4..=5).contains(&figures))
}

/// G5761次: a train.
fn followed_by_trip(text: &str, token: &Token) -> bool {
    text[token.span.to()..].starts_with(['次', '线', '班', '网', '高'])
}

/// Where the maker's word begins that ends at byte `end`: a name, or a word that no dictionary has.
fn maker(text: &str, lexicon: &Lexicon, before: &[Token], end: usize) -> Option<usize> {
    let word = before.last().filter(|t| t.span.to() == end)?;
    let name = word.span.of(text);
    let han = name.chars().all(is_han);
    let common = lexicon.class_of_noun(name).is_some()
        || lexicon.class_of_suffix(name).is_some()
        || lexicon.is_verb(name)
        || lexicon.is_role(name)
        || lexicon.measures_by_noun(name).is_some();
    let proper = !word.listed && !matches!(word.pos, "p" | "c" | "d" | "u" | "uj" | "m" | "q" | "w")
        || matches!(word.pos, "nz" | "nt")
        || lexicon.known(name).is_some();
    (han && (2..=4).contains(&name.chars().count()) && proper && !common).then(|| word.span.from())
}

//! What is sure once in an article is sure everywhere in it: repeated names, short forms, declared aliases.

use std::collections::BTreeMap;

use super::Recogniser;
use super::candidate::{Candidate, SURE};
use super::gazetteer::Gazetteer;
use super::occur::occurrences;
use crate::ontology::{ClassId, Lexicon, Ontology};
use crate::segment::Segmented;
use crate::span::Span;

/// Words that declare a short name: 以下简称“甲”, 简称甲.
const DECLARE: &[&str] = &["以下简称为", "以下简称", "下称", "简称为", "简称", "以下称", "又称", "又名", "英文简称"];

/// Words by which a text may declare that it means its own firm.
pub(super) const OWN: [&str; 3] = ["公司", "本公司", "上市公司"];

/// Adds every other place where a sure name, its short form or its declared alias stands.
pub(super) fn add(
    seg: &Segmented,
    ontology: &Ontology,
    lexicon: &Lexicon,
    first: &[Candidate],
    out: &mut Vec<Candidate>,
) {
    let text = &*seg.text;
    let mut forms: BTreeMap<String, (ClassId, f32)> = BTreeMap::new();
    for candidate in first.iter().filter(|c| c.score >= SURE) {
        let name = candidate.span.of(text);
        let shared = lexicon.known_or_shared(name).is_some_and(|known| known.shared);
        // 港口 is no short form of 港口区.
        let common = |form: &str| lexicon.class_of_noun(form).is_some() || lexicon.class_of_suffix(form).is_some();
        if name.chars().count() < 2 || name.starts_with('《') || shared || common(name) {
            continue;
        }
        forms.entry(name.to_owned()).or_insert((candidate.class, 0.85));
        for short in heads(seg, candidate, ontology) {
            // More than the country alone, which the name begins with.
            let score = if short.starts_with("中国") { 0.97 } else { 0.8 };
            forms.entry(short).or_insert((candidate.class, score));
        }
        for short in short_forms(name, candidate, ontology, lexicon) {
            if !common(&short) {
                forms.entry(short).or_insert((candidate.class, 0.8));
            }
        }
    }
    for (alias, class) in declared(seg, first) {
        forms.insert(alias, (class, 0.9));
    }
    let words: Vec<&str> = forms.keys().map(String::as_str).collect();
    for ((form, (class, score)), places) in forms.iter().zip(occurrences(text, &words)) {
        for at in places {
            let span = Span::new(at, at + form.len());
            // Three characters of a person's name are no chance, whatever words the dictionary sees in them.
            let long = ontology.is_named(*class, "Person") && form.chars().count() > 2;
            if long || whole_words(seg, span) {
                out.push(Candidate::new(span, *class, Recogniser::Repeated, *score));
            }
        }
    }
}

/// Short forms under which an article may go on about a thing: a place without its ending, a company without its
/// place and legal form.
fn short_forms(name: &str, candidate: &Candidate, ontology: &Ontology, lexicon: &Lexicon) -> Vec<String> {
    let mut found = Vec::new();
    if ontology.is_named(candidate.class, "AdministrativeArea") {
        let gazetteer = Gazetteer::embedded();
        let place = candidate.code.as_deref().and_then(|code| gazetteer.by_code(code)).map(|id| gazetteer.place(id));
        if let Some(place) = place.filter(|p| p.name == name && p.short.chars().count() >= 2) {
            found.push(place.short.to_owned());
        }
    } else if ontology.is_named(candidate.class, "Organization") {
        let core = core_name(name);
        // 甲水泥有限公司: 水泥 is what it makes.
        let ware = lexicon.class_of(core).is_some();
        if core != name && core.chars().count() >= 2 && !ware && !common_word(core) {
            found.push(core.to_owned());
        }
    }
    found
}

/// What a firm may be called by that has a legal form: the first words of its own name, four letters and more, where one of
/// them is no common word (甘肃|陇禾|薯业|科技有限公司: 陇禾薯业).
fn heads(seg: &Segmented, candidate: &Candidate, ontology: &Ontology) -> Vec<String> {
    let name = candidate.span.of(&seg.text);
    let core = core_name(name);
    if core.len() == name.len() || !ontology.is_named(candidate.class, "Company") {
        return Vec::new();
    }
    // 中国|交远建设集团: the country belongs to the short name.
    let core = if name.starts_with("中国") {
        &name[..core.as_ptr() as usize - name.as_ptr() as usize + core.len()]
    } else {
        core
    };
    let from = candidate.span.from() + (core.as_ptr() as usize - name.as_ptr() as usize);
    let whole = Span::new(from, from + core.len());
    let tokens = seg.sentence_of(candidate.span).map_or(&[][..], |s| &s.tokens);
    let inside = tokens.iter().filter(|t| whole.contains(t.span));
    let mut own = false;
    let mut found = Vec::new();
    for token in inside {
        own |= !token.listed || matches!(token.pos, "nr" | "nrt" | "nz" | "zg" | "x");
        let head = Span::new(from, token.span.to());
        let letters = head.of(&seg.text).chars().count();
        if own && letters >= 4 && head.to() < whole.to() && seg.text.matches(head.of(&seg.text)).count() > 1 {
            found.push(head.of(&seg.text).to_owned());
        }
    }
    found
}

/// A company's name without the place before it and the legal form behind it (桂林毛嘉工艺品有限公司: 毛嘉工艺品).
pub fn core_name(name: &str) -> &str {
    let mut core = name;
    for legal in
        ["有限责任公司", "股份有限公司", "集团有限公司", "控股有限公司", "有限公司", "集团公司", "集团", "公司"]
    {
        if let Some(rest) = core.strip_suffix(legal) {
            core = rest;
            break;
        }
    }
    if core.len() == name.len() {
        return name;
    }
    let gazetteer = Gazetteer::embedded();
    while let Some(place) = gazetteer.find(core).first().filter(|m| m.span.start == 0 && !m.is_ambiguous()) {
        let rest = &core[place.span.to()..];
        if rest.chars().count() < 2 {
            break;
        }
        core = rest;
    }
    core
}

/// Whether the words are an ordinary word, which no short form may be.
fn common_word(word: &str) -> bool {
    Gazetteer::embedded().named(word).iter().any(|_| true)
}

/// `（以下简称“甲”）` and its like, with the class of the name before it.
fn declared(seg: &Segmented, first: &[Candidate]) -> Vec<(String, ClassId)> {
    declarations(seg)
        .into_iter()
        .filter(|(_, alias)| !OWN.contains(&alias.of(&seg.text)))
        .filter_map(|(before, alias)| {
            let full = first
                .iter()
                .rev()
                .find(|c| c.span.to() <= before && seg.text[c.span.to()..before].trim().is_empty())?;
            Some((alias.of(&seg.text).to_owned(), full.class))
        })
        .collect()
}

/// The place of each bracket that declares a short name, and the short name.
pub(super) fn declarations(seg: &Segmented) -> Vec<(usize, Span)> {
    let text = &*seg.text;
    let mut found = Vec::new();
    for open in ['（', '('] {
        for (at, _) in text.match_indices(open) {
            let inside = &text[at + open.len_utf8()..];
            let Some(word) = DECLARE.iter().find(|w| inside.starts_with(**w)) else { continue };
            let Some(end) = inside.find(['）', ')', '，', '\n']) else { continue };
            // （以下简称“甲”或“公司”）
            for alias in inside[word.len()..end].split(['或', '、']) {
                let alias = alias.trim_matches(['“', '”', '"', '：', ':', ' ', '「', '」', '《', '》']);
                if alias.chars().count() >= 2 && alias.chars().count() <= 12 {
                    let from = alias.as_ptr() as usize - text.as_ptr() as usize;
                    found.push((at, Span::new(from, from + alias.len())));
                }
            }
        }
    }
    found
}

/// Whether no word of the sentence reaches over an end of the span.
fn whole_words(seg: &Segmented, span: Span) -> bool {
    let Some(sentence) = seg.sentence_of(span) else { return false };
    let cut = |byte: u32| {
        let at = sentence.tokens.partition_point(|t| t.span.end <= byte);
        sentence.tokens.get(at).is_some_and(|t| t.span.start < byte)
    };
    !cut(span.start) && !cut(span.end)
}

//! Lines of a city's railway by their number: 双溪地铁1号线, 轨道交通30号线, 市域轨道交通S1号线; and 1号线 for short.

use super::candidate::Candidate;
use super::gazetteer::Gazetteer;
use super::{Mention, Recogniser};
use crate::ontology::Ontology;
use crate::segment::{Segmented, Sentence};
use crate::span::Span;

/// What ends the number of a line.
const LINE: &str = "号线";

/// Sorts of city railways, longer ones before those that they end in.
const SYSTEMS: [&str; 10] = [
    "市域轨道交通",
    "城市轨道交通",
    "轨道交通",
    "市域铁路",
    "现代有轨电车",
    "有轨电车",
    "地铁",
    "轻轨",
    "城轨",
    "轨道",
];

/// Finds numbered lines; those with a number only, where the article tells of what railway they are.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, out: &mut Vec<Candidate>) {
    let Some(class) = ontology.class("Facility") else { return };
    let told = SYSTEMS.iter().any(|system| seg.text.contains(system));
    for sentence in &seg.sentences {
        for (at, _) in sentence.span.of(&seg.text).match_indices(LINE) {
            let end = sentence.span.from() + at + LINE.len();
            let Some(span) = name(seg, sentence, end) else { continue };
            let whole = !is_short(span.of(&seg.text));
            if whole || told {
                out.push(Candidate::new(span, class, Recogniser::Suffix, if whole { 0.97 } else { 0.9 }));
            }
        }
    }
}

/// The name of the line whose 号线 ends at a byte: the number, its railway and its city.
fn name(seg: &Segmented, sentence: &Sentence, end: usize) -> Option<Span> {
    let before = &seg.text[sentence.span.from()..end - LINE.len()];
    let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if number.len() == before.len() {
        return None;
    }
    let letter = number.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(number);
    let system = SYSTEMS.iter().find_map(|system| letter.strip_suffix(system));
    let from = sentence.span.from() + system.unwrap_or(letter).len();
    let head = &seg.text[sentence.span.from()..from];
    let starts = head.char_indices().rev().map(|(at, _)| at).take(5).skip(1);
    let city = starts.filter(|&at| !Gazetteer::embedded().named(&head[at..]).is_empty()).last();
    Some(Span::new(city.map_or(from, |at| sentence.span.from() + at), end))
}

/// Whether a name is a number only: 1号线, S1号线.
fn is_short(name: &str) -> bool {
    let number = name.strip_suffix(LINE).unwrap_or(name);
    number.chars().all(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c))
}

/// Links a number to the line of the article that is named in full, and 地铁1号线 to 双溪地铁1号线, if it is but one.
pub(super) fn link(mentions: &mut [Mention]) {
    let lines: Vec<usize> = (0..mentions.len()).filter(|&i| mentions[i].name.ends_with(LINE)).collect();
    for &short in &lines {
        let name = &mentions[short].name;
        let mut longer = lines.iter().filter(|&&full| {
            let rest = mentions[full].name.strip_suffix(name.as_str());
            rest.is_some_and(|rest| !rest.is_empty() && !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
        });
        let Some(&full) = longer.next() else { continue };
        let longest = &mentions[full].name;
        if longer.all(|&other| mentions[other].name == *longest || longest.ends_with(&mentions[other].name)) {
            mentions[short].refers_to = Some(full as u32);
        }
    }
}

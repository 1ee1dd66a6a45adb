//! The sentences the embedded weights are trained from.

use std::path::Path;

use super::augment::{Names, patterns};
use super::corpus::{Marked, load, read_fewfc};
use super::iob2;
use super::score::{Scores, score};
use super::train::{Config, Random, words};
use super::{Kind, Tagger};
use crate::error::Result;
use crate::recognise::gazetteer::{Gazetteer, Level};
use crate::span::Span;

/// How often each pattern of `data/tagger/sentences.txt` is filled.
const FILLS: usize = 4;

/// The share of names that a copy of a sentence has other names for.
const SWAPPED: f64 = 0.7;

/// Collects the sentences under `folder`: Universal NER as it is and with other names, patterns filled with names,
/// and the partly marked sentences of FewFC.
///
/// # Errors
/// [`Error::Io`](crate::Error::Io) when a file is missing.
pub fn sentences(folder: &Path, config: &Config) -> Result<Vec<Marked>> {
    let mut random = Random::new(config.seed);
    let names = Names::embedded();
    let mut out = iob2::read(&load(&folder.join("uner/train.iob2"))?);
    out.iter_mut().for_each(mark_countries);
    let swapped: Vec<_> =
        out.iter().filter(|s| !s.names.is_empty()).map(|s| names.swap(s, SWAPPED, &mut random)).collect();
    out.extend(swapped);
    for _ in 0..FILLS {
        out.extend(patterns().map(|p| names.fill(p, &mut random)));
    }
    for file in ["train_base", "train_trans_2_type", "train_trans_5_type"] {
        out.extend(read_fewfc(&load(&folder.join(format!("fewfc/{file}.json")))?));
    }
    Ok(out)
}

/// Marks countries the annotators passed over: before a noun (美国总统) they left out every fifth.
fn mark_countries(sentence: &mut Marked) {
    let gazetteer = Gazetteer::embedded();
    let text = &sentence.text;
    let cut: Vec<Span> = words(text, false).iter().map(|w| Span::new(w.range.start, w.range.end)).collect();
    let mut more = Vec::new();
    for found in gazetteer.find_among(text, &cut) {
        let country = found.places().any(|p| gazetteer.place(p).level == Level::Country);
        let follows = text[found.span.to()..].starts_with(['人', '语', '文', '族', '裔', '籍', '菜', '国']);
        let before = &text[..found.span.from()];
        let title = before.rfind('《').is_some_and(|at| !before[at..].contains('》'));
        let free = !sentence.names.iter().any(|n| n.0.overlaps(found.span));
        if country && free && !follows && !title && !found.is_ambiguous() && found.span.len() > 3 {
            more.push((found.span, Kind::Place));
        }
    }
    sentence.names.extend(more);
    sentence.names.sort_unstable();
}

/// Scores a tagger on the development set of Universal NER under `folder`; `unknown` as for [`words`].
///
/// # Errors
/// [`Error::Io`](crate::Error::Io) when the file is missing.
pub fn dev_scores(tagger: &Tagger, folder: &Path, unknown: bool) -> Result<Scores> {
    let sentences = iob2::read(&load(&folder.join("uner/dev.iob2"))?);
    Ok(score(&sentences, |text| tagger.tag(text, &words(text, unknown))))
}

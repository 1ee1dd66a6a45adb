//! Scores names against a set of marked texts: exact spans of persons, places and organisations.

use std::path::Path;

use crate::error::{Error, Result};
use crate::extract::Extractor;
use crate::ontology::Ontology;
use crate::read::Document;
use crate::recognise::Mention;
use crate::recognise::gazetteer::Gazetteer;
use crate::recognise::tagger::corpus::{Marked, load, read_braces};
use crate::recognise::tagger::score::Scores;
use crate::recognise::tagger::{Kind, Tagger, Word, iob2, jsonl, links};
use crate::segment::script::simplified;
use crate::span::Span;

/// Names of one text, in order.
pub type Names = Vec<(Span, Kind)>;

/// How a set marks a place within a place (浙江省杭州市).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chains {
    /// As marked and as found, without a change on either side.
    #[default]
    AsMarked,
    /// The set as marked; what is found whole.
    Joined,
    /// As its links: chains of both sides are cut before they are compared.
    Links,
    /// Whole: links that touch and lie one within the other are joined on both sides.
    Whole,
}

impl Chains {
    /// What a set does itself: [`Chains::Joined`] when it marks most of them as one name, else [`Chains::AsMarked`].
    pub fn of(set: &[Marked]) -> Self {
        let places =
            |m: &Marked| -> Names { m.names.iter().copied().filter(|(_, kind)| *kind == Kind::Place).collect() };
        let (mut whole, mut apart) = (0, 0);
        for text in set {
            let places = places(text);
            whole += places.iter().filter(|(span, _)| links(&text.text, *span).len() > 1).count();
            apart += places.windows(2).filter(|pair| within(&text.text, pair[0], pair[1].0)).count();
        }
        if whole > apart { Chains::Joined } else { Chains::AsMarked }
    }
}

/// Reads a set of marked texts; each is a document of one or several paragraphs, or with `sentences` one sentence of IOB2.
///
/// `.jsonl` and `.json` hold a document a line, `.br` a sentence a line with its names in braces (`{P张三}在{L北京}`), all
/// else is IOB2.
///
/// # Errors
/// [`Error::Io`] or [`Error::Input`] when the file cannot be read or marks no name.
pub fn read(path: &Path, sentences: bool) -> Result<Vec<Marked>> {
    let text = load(path)?;
    let origin = path.display().to_string();
    let set = match path.extension().and_then(|e| e.to_str()) {
        Some("jsonl" | "json") => jsonl::read(&origin, &text)?,
        Some("br") => read_braces(&text),
        _ if sentences => iob2::read(&text),
        _ => iob2::read_documents(&text).iter().map(|sentences| document(sentences)).collect(),
    };
    if set.iter().all(|m| m.names.is_empty()) {
        return Err(Error::input(origin, "marks no name", "see tupu score --help for the forms that are read"));
    }
    Ok(set)
}

fn document(sentences: &[Marked]) -> Marked {
    let mut out = Marked::default();
    sentences.iter().for_each(|s| out.push_paragraph(s));
    out
}

/// What tupu finds in a text: what every recogniser together makes of it.
pub fn combined(extractor: &Extractor, text: &str) -> Names {
    let document = Document::plain(text);
    let found = extractor.recognise(&document);
    let names = found.mentions[..found.names].iter().filter(|m| found.is_likely(m)).chain(&found.letters);
    let mut names: Names = names.filter_map(|m| Some((bare(m, text), kind(&extractor.ontology, m)?))).collect();
    names.sort_unstable();
    names
}

/// What a tagger alone finds, sentence by sentence.
pub fn tagged(tagger: &Tagger, extractor: &Extractor, text: &str) -> Names {
    let mut out = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        let plain = simplified(line);
        let tokens = extractor.words(&plain);
        let words: Vec<Word> = tokens.iter().map(|t| Word { range: t.span.range(), tag: t.pos }).collect();
        out.extend(tagger.tag(&plain, &words).into_iter().map(|t| (t.span.shift(from), t.kind)));
        from += line.len() + 1;
    }
    out
}

/// The kind of a mention, when it is one of the three: government bodies, schools and media are organisations, zones and
/// buildings are places, events and works are none.
fn kind(ontology: &Ontology, mention: &Mention) -> Option<Kind> {
    match ontology.kind(mention.class) {
        "Person" => Some(Kind::Person),
        "Place" | "Facility" => Some(Kind::Place),
        "Organization" => Some(Kind::Organization),
        _ => None,
    }
}

/// The span without the brackets of a title, which belong to the name of no medium.
fn bare(mention: &Mention, text: &str) -> Span {
    let name = mention.span.of(text);
    let inner = name.strip_prefix('《').and_then(|n| n.strip_suffix('》'));
    inner.map_or(mention.span, |n| {
        Span::new(mention.span.from() + '《'.len_utf8(), mention.span.from() + '《'.len_utf8() + n.len())
    })
}

/// Counts the names of one text, chains of places on both sides made alike first; gives what was missed and what was
/// found wrongly.
pub fn compare(marked: &Marked, found: &Names, chains: Chains, scores: &mut Scores) -> (Names, Names) {
    let (own, others) = if chains == Chains::Joined { (Chains::AsMarked, Chains::Whole) } else { (chains, chains) };
    let (gold, found) = (alike(&marked.text, &marked.names, own), alike(&marked.text, found, others));
    scores.add(&gold, &found);
    let missed = gold.iter().filter(|n| !found.contains(n)).copied().collect();
    let wrong = found.iter().filter(|n| !gold.contains(n)).copied().collect();
    (missed, wrong)
}

fn alike(text: &str, names: &Names, chains: Chains) -> Names {
    let mut out: Names = Vec::new();
    for &(span, kind) in names {
        match (chains, kind) {
            (Chains::Links, Kind::Place) => out.extend(links(text, span).into_iter().map(|s| (s, kind))),
            (Chains::Whole, Kind::Place) => match out.pop_if(|last| within(text, *last, span)) {
                Some((outer, _)) => out.push((outer.join(span), kind)),
                None => out.push((span, kind)),
            },
            _ => out.push((span, kind)),
        }
    }
    out
}

/// Whether `inner` stands right behind a place and is known to lie in it, or ends like a division below it.
fn within(text: &str, (outer, kind): (Span, Kind), inner: Span) -> bool {
    let gazetteer = Gazetteer::embedded();
    let places =
        |span: Span| gazetteer.find(span.of(text)).last().map(|m| m.places().collect::<Vec<_>>()).unwrap_or_default();
    kind == Kind::Place
        && outer.end == inner.start
        && (links(text, outer.join(inner)).len() > 1
            || places(inner).iter().any(|&i| places(outer).iter().any(|&o| gazetteer.is_within(i, o))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_recognisers_together_do_not_fall_on_the_dev_set() {
        let path = Path::new("../shared/data/uner/dev.iob2");
        let Ok(set) = read(path, true) else { return };
        let extractor = Extractor::new(Ontology::embedded().unwrap());
        let mut scores = Scores::default();
        for text in &set {
            compare(text, &combined(&extractor, &text.text), Chains::Links, &mut scores);
        }
        assert!(scores.all().f1() >= 0.70, "{scores}");
    }

    #[test]
    fn chains_are_cut_or_joined_on_both_sides() {
        let text = "在湖南省长沙市";
        let at = |from: usize, to: usize| (Span::new(from, to), Kind::Place);
        let (whole, links) = (vec![at(3, 21)], vec![at(3, 12), at(12, 21)]);
        for (chains, wanted) in [(Chains::Links, &links), (Chains::Whole, &whole)] {
            assert_eq!(&alike(text, &whole, chains), wanted);
            assert_eq!(&alike(text, &links, chains), wanted);
        }
        assert_eq!(alike(text, &links, Chains::AsMarked), links);
    }

    #[test]
    fn a_set_tells_how_it_marks_chains() {
        let text = |names: &[(usize, usize)]| Marked {
            text: "在湖南省长沙市".to_owned(),
            names: names.iter().map(|&(from, to)| (Span::new(from, to), Kind::Place)).collect(),
            ..Marked::default()
        };
        let (whole, apart) = (text(&[(3, 21)]), text(&[(3, 12), (12, 21)]));
        assert_eq!(Chains::of(&[whole.clone(), text(&[])]), Chains::Joined);
        assert_eq!(Chains::of(&[apart.clone(), whole.clone(), apart]), Chains::AsMarked);
        let mut scores = Scores::default();
        let (missed, wrong) = compare(&whole, &vec![whole.names[0]], Chains::Joined, &mut scores);
        assert!(missed.is_empty() && wrong.is_empty());
    }

    #[test]
    fn letters_count_as_places() {
        let extractor = Extractor::new(Ontology::embedded().unwrap());
        let text = "中古两国外长会谈，苏浙皖三省相邻。";
        let found: Vec<_> = combined(&extractor, text).iter().map(|n| n.0.of(text)).collect();
        assert_eq!(found, ["中", "古", "苏", "浙", "皖"]);
    }
}

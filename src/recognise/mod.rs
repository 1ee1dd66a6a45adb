//! Finds [`Mention`]s: names, quantities and times, by the ontology's words, the gazetteer and the tagger.

mod actors;
mod candidate;
mod clauses;
mod companies;
mod evidence;
pub mod gazetteer;
mod known;
mod letters;
mod likely;
mod lines;
mod links;
mod mend;
mod mention;
mod models;
mod occur;
mod people;
mod places;
pub mod quantity;
mod repeated;
mod shape;
mod suffixes;
pub mod tagger;
mod units;
mod works;

use jiff::civil::Time as Clock;

pub use likely::Guess;
pub(crate) use links::{holders, is_group_of};
pub use mention::{Mention, Recogniser};
pub use repeated::core_name;
pub(crate) use units::CEREMONIES;

use crate::ontology::{Lexicon, Ontology};
use crate::segment::Segmented;
use crate::span::Span;
use candidate::{Candidate, select};
use gazetteer::PlaceId;
use quantity::{Found, Options, Quantity, Time};

/// Words that tell when a post is held; no name begins with them.
const TENURE: &[&str] = &["原", "现任", "时任", "原任", "前任", "历任", "曾任", "兼任"];

/// Everything found in one document, each list sorted by span.
#[derive(Debug, Default)]
pub struct Recognised {
    /// Names; none overlaps another. What later steps add stands behind the first [`Recognised::names`].
    pub mentions: Vec<Mention>,
    /// How many of the mentions are names that were recognised, sorted by span.
    pub names: usize,
    /// The spans, in order, of those mentions that are no names, though something took them for some; no claim is made of
    /// them.
    pub unlikely: Vec<Span>,
    /// The mention that the text calls 公司, where it says so: 甲股份有限公司（以下简称“公司”）.
    pub firm: Option<u32>,
    /// Letters outside of names that stand for places (中美), with the names they stand for; no claim is made of them.
    pub letters: Vec<Mention>,
    /// Quantities outside of names and times.
    pub quantities: Vec<Quantity>,
    /// Times outside of names.
    pub times: Vec<Time>,
}

impl Recognised {
    /// Whether a mention is likely to be a name.
    pub fn is_likely(&self, mention: &Mention) -> bool {
        self.unlikely.binary_search(&mention.span).is_err()
    }
}

/// Loads the built-in gazetteer, tagger and words of quantities, which the first document would wait for otherwise.
pub fn load() {
    let words = || quantity::units().len();
    rayon::join(gazetteer::Gazetteer::embedded, || rayon::join(tagger::Tagger::embedded, words));
}

/// Finds the names, quantities and times of a document.
///
/// Every recogniser proposes, with how sure it is; those that agree make each other surer, the surest and longest win,
/// and what is sure once is sure wherever the article repeats it.
pub fn recognise(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon) -> Recognised {
    let (mut found, letters) = propose(seg, ontology, lexicon);
    let same_kind = |a, b| ontology.kind(a) == ontology.kind(b);
    let mut first = select(found.clone(), same_kind);
    let dropped = likely::drop_unlikely(seg, ontology, lexicon, &first, &mut found);
    if !dropped.is_empty() {
        first = select(found.clone(), same_kind);
    }
    repeated::add(seg, ontology, lexicon, &first, &mut found);
    let mut chosen = select(found, same_kind);
    units::extend(seg, ontology, lexicon, &mut chosen);
    units::number(seg, ontology, &mut chosen);
    units::ceremonies(seg, ontology, lexicon, &mut chosen);
    let letters = letters::find(seg, ontology, letters, &chosen);
    let unlikely = likely::keep_places(seg, ontology, dropped, &mut chosen);
    let mut mentions: Vec<Mention> = chosen.into_iter().map(|c| mention(seg, c)).collect();
    links::link(seg, ontology, &mut mentions);
    lines::link(&mut mentions);
    let (quantities, times) = figures(seg, &mentions);
    let firm = links::called_firm(seg, &mentions);
    Recognised { names: mentions.len(), mentions, unlikely, firm, letters, quantities, times }
}

/// The names of a document that are only guessed, before the unlikely ones are dropped: what the weights of names are trained
/// on.
pub fn guesses(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon) -> Vec<Guess> {
    let (found, _) = propose(seg, ontology, lexicon);
    let chosen = select(found.clone(), |a, b| ontology.kind(a) == ontology.kind(b));
    likely::guesses(seg, ontology, lexicon, &chosen, &found)
}

/// What every recogniser proposes, mended; and apart the places of one letter.
fn propose(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon) -> (Vec<Candidate>, Vec<(Span, Option<PlaceId>)>) {
    let mut found: Vec<Candidate> = Vec::new();
    works::find(seg, ontology, lexicon, &mut found);
    known::names(seg, ontology, lexicon, &mut found);
    known::metadata(seg, ontology, lexicon, &mut found);
    let mut letters = known::tagged(seg, ontology, lexicon, &mut found);
    letters.extend(places::find(seg, ontology, &mut found));
    suffixes::find(seg, ontology, lexicon, &mut found);
    people::find(seg, ontology, lexicon, &mut found);
    models::find(seg, ontology, lexicon, &mut found);
    lines::find(seg, ontology, &mut found);
    companies::find(seg, ontology, lexicon, &mut found);
    actors::find(seg, ontology, lexicon, &mut found);
    evidence::find(seg, ontology, lexicon, &mut found);
    clauses::cut(seg, ontology, lexicon, &mut found);
    mend::mend(seg, ontology, lexicon, &mut found);
    clauses::drop_swallowed(ontology, &mut found);
    drop_joined(&mut found, &seg.text, ontology, lexicon);
    drop_quoted(&mut found, seg, ontology);
    // 公司控股, 其原, 这是: a word that only points at a body begins no name.
    let points = |c: &Candidate| {
        ["公司", "其", "这是", "投资公司", "集团公司", "总公司", "子公司", "分公司"]
            .iter()
            .any(|word| c.span.of(&seg.text).starts_with(word))
    };
    found.retain(|c| !(points(c) && ontology.is_named(c.class, "Organization") && c.by != Recogniser::Lexicon));
    // 控制性工程|甲隧道: what it is to the whole is no part of its name.
    for c in found.iter_mut().filter(|c| ontology.is_named(c.class, "Facility") && c.by != Recogniser::Lexicon) {
        let name = c.span.of(&seg.text);
        let role = ["控制性工程", "重点工程", "标志性工程", "关键性工程", "难点工程"]
            .iter()
            .find(|role| name.starts_with(**role));
        let from = c.span.from() + role.map_or(0, |role| role.len());
        c.span = Span::new(from, c.span.to());
    }
    // 控股|股份有限公司: a legal form is no name.
    let bare = |c: &Candidate| core_name(c.span.of(&seg.text)).trim_start_matches("股份").is_empty();
    found.retain(|c| !bare(c));
    // 上市公司: a common noun is no name.
    let common = |c: &Candidate| lexicon.class_of_noun(c.span.of(&seg.text)).is_some();
    let guess = |c: &Candidate| matches!(c.by, Recogniser::Tagger | Recogniser::Suffix | Recogniser::Context);
    found.retain(|c| !(guess(c) && common(c)));
    (found, letters)
}

/// Whether a word is the bare letter of an area's rank, as in 市发改委, 县税务局.
fn area_letter(word: &str) -> bool {
    matches!(word, "省" | "市" | "县" | "区" | "州" | "盟" | "旗" | "镇" | "乡")
}

/// Drops places that are several places of the gazetteer one behind the other (河北省邢台市临西县): the pieces are the names.
fn drop_joined(found: &mut Vec<Candidate>, text: &str, ontology: &Ontology, lexicon: &Lexicon) {
    let mut listed: Vec<Span> = found.iter().filter(|c| c.by == Recogniser::Gazetteer).map(|c| c.span).collect();
    listed.sort_by_key(|s| s.start);
    let at = |start: u32| {
        let from = listed.partition_point(|s| s.start < start);
        listed[from..].iter().take_while(move |s| s.start == start)
    };
    let places = |c: &Candidate| c.by != Recogniser::Gazetteer && ontology.is_named(c.class, "Place");
    found.retain(|c| {
        // 阿拉山口|口岸: an ending of names, though a street is called so as well.
        let ending = |s: &Span| s.start > c.span.start && lexicon.class_of_suffix(s.of(text)).is_some();
        let reach = |start: u32| at(start).filter(|s| *s != &c.span && !ending(s)).map(|s| s.end).max();
        let joined = || {
            let mut end = c.span.start;
            while let Some(next) = reach(end).filter(|&next| next <= c.span.end) {
                end = next;
            }
            end >= c.span.end
        };
        !(places(c) && joined())
    });
    let plain = ontology.class("Place");
    // 挪威德拉门港: what stands behind a listed place is the name.
    for c in found.iter_mut().filter(|c| places(c)) {
        let outer = at(c.span.start).find(|s| s.end + 6 <= c.span.end);
        let rest = outer.map(|outer| Span::new(outer.to(), c.span.to()));
        // 新疆|阿拉山口口岸
        let sure = c.by == Recogniser::Tagger
            || c.by == Recogniser::Suffix && rest.is_some_and(|rest| at(rest.start).any(|s| s.end < rest.end));
        let ending = rest.filter(|_| sure).and_then(|rest| lexicon.class_by_suffix(rest.of(text)));
        let fits = |class: crate::ontology::ClassId| {
            ontology.is_named(class, "Place") && (c.by == Recogniser::Tagger || Some(class) == plain)
        };
        if let (Some(rest), Some((class, _))) = (rest, ending.filter(|(class, _)| fits(*class))) {
            (c.span, c.class) = (rest, class);
        }
    }
    // 霍尔果斯|口岸: the place that a port or a station is called by.
    let station = |c: &&Candidate| {
        let long = lexicon.class_by_suffix(c.span.of(text)).is_some_and(|(_, ending)| ending.chars().count() > 1);
        c.by == Recogniser::Suffix && Some(c.class) == plain && c.score >= 0.85 && long
    };
    let stations: Vec<Span> = found.iter().filter(station).map(|c| c.span).collect();
    let listed = |c: &Candidate| matches!(c.by, Recogniser::Gazetteer | Recogniser::Tagger) && places(c);
    let mut sure: Vec<Span> = Vec::new();
    found.retain(|c| {
        let whole = stations.iter().find(|whole| whole.start == c.span.start && whole.end > c.span.end);
        let swallowed = whole.filter(|_| listed(c) || c.by == Recogniser::Gazetteer);
        sure.extend(swallowed.filter(|_| c.by == Recogniser::Gazetteer));
        swallowed.is_none()
    });
    for c in found.iter_mut().filter(|c| sure.contains(&c.span)) {
        c.by = Recogniser::Gazetteer;
    }
}

/// Drops places inside of a quoted term (“中国衣架之都”), which only the term itself names.
fn drop_quoted(found: &mut Vec<Candidate>, seg: &Segmented, ontology: &Ontology) {
    found.retain(|c| {
        let at = seg.quotes.partition_point(|q| q.span.end <= c.span.start);
        let inside = seg.quotes.get(at).map(|q| q.inner).filter(|q| q.contains(c.span) && *q != c.span);
        let term = inside.is_some_and(|q| {
            q.of(&seg.text).chars().count() <= 16 && !q.of(&seg.text).contains(['，', '。', '、', '！', '？'])
        });
        !(term && ontology.is_named(c.class, "Place"))
    });
}

fn mention(seg: &Segmented, c: Candidate) -> Mention {
    let written = c.span.of(&seg.document.text);
    let name = c.name.unwrap_or_else(|| clean_name(written));
    Mention { span: c.span, class: c.class, name, by: c.by, code: c.code, refers_to: None }
}

/// The name without white space, except between Latin letters or digits (a name of two English words keeps its blank).
pub fn clean_name(written: &str) -> String {
    let chars: Vec<char> = written.chars().collect();
    let latin = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let keep = |i: usize| {
        let c = chars[i];
        !c.is_whitespace() || (c == ' ' && i > 0 && latin(chars.get(i - 1)) && latin(chars.get(i + 1)))
    };
    (0..chars.len()).filter(|&i| keep(i)).map(|i| chars[i]).collect()
}

/// Times first, then quantities, both outside of names; a length of time is a quantity as well.
fn figures(seg: &Segmented, mentions: &[Mention]) -> (Vec<Quantity>, Vec<Time>) {
    let reference = seg.document.meta.date.as_ref().map(|d| d.date.to_datetime(Clock::midnight()));
    let free = |span: Span| {
        let next = mentions.partition_point(|m| m.span.end <= span.start);
        mentions.get(next).is_none_or(|m| !m.span.overlaps(span))
    };
    let (mut quantities, mut times) = (Vec::new(), Vec::new());
    for found in quantity::find_with(&seg.text, &Options::news(reference)) {
        match found {
            Found::Quantity(q) if free(q.span) => quantities.push(q),
            Found::Time(t) if free(t.span) => times.push(t),
            _ => {}
        }
    }
    (quantities, times)
}

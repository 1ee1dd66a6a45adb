//! Which of the names before a figure it belongs to: what the rules choose, weighed against the others by what was right in
//! annotated articles.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;
use super::super::subject::{antecedent, governed, recent};
use super::Said;
use super::choose::Reading;
use super::subject::holds;
use crate::read::Role;
use crate::recognise::Recogniser;

/// The weights that come with tupu: trait, what it is of, weight; `tupu train --subjects` writes them.
const EMBEDDED: &str = include_str!("../../../data/subjects.tsv");
/// So many names are weighed.
const FEW: usize = 14;
/// So many mentions of an article tell what it is about.
const MANY: usize = 300;
/// By so much another name must be likelier than the one that the rules choose, in logits.
const MARGIN: f32 = 2.5;

/// Something that is known of a name where a figure stands, and of what (`Place`, `output`), or nothing.
type Trait<'t> = (&'t str, &'t str);

/// A name that a figure may belong to.
struct Possible<'t> {
    /// Its last mention before the figure.
    mention: MentionIx,
    /// Whether the rules choose it.
    chosen: bool,
    traits: Vec<Trait<'t>>,
}

/// A figure and the names that were weighed, for training.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The value of the figure.
    pub value: Decimal,
    /// The local name of the measure.
    pub measure: String,
    /// The names before it.
    pub names: Vec<Weighed>,
}

/// A name that a figure may belong to, for training.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The name in full.
    pub name: String,
    /// Whether the rules choose it.
    pub chosen: bool,
    /// What is known of it, and of what.
    pub traits: Vec<(String, String)>,
}

/// The owners that the rules `chose`, or a name that is much likelier.
pub(super) fn choose(
    cx: &mut Context,
    scene: &Scene,
    i: usize,
    value: Decimal,
    reading: &Reading,
    chose: Vec<MentionIx>,
    said: &[Said],
) -> Vec<MentionIx> {
    // The clause may tell; where the rules choose none, a word says that it is somebody else's; the thing that is measured needs
    // no other.
    let thing = |&m: &MentionIx| cx.found.mentions[m as usize].by == Recogniser::Phrase;
    if chose.len() != 1 || !cx.beyond || chose.iter().any(thing) {
        return chose;
    }
    let all = possible(cx, scene, i, reading, &chose, said);
    if cx.questions.is_some() {
        let own = |(a, b): &Trait| ((*a).to_owned(), (*b).to_owned());
        let weighed = |p: &Possible| Weighed {
            name: cx.full_name(p.mention).to_owned(),
            chosen: p.chosen,
            traits: p.traits.iter().map(own).collect(),
        };
        let names = all.iter().map(weighed).collect();
        let measure = cx.ontology.property_info(reading.measure).name.clone();
        if let Some(questions) = &mut cx.questions {
            questions.push(Question { value, measure, names });
        }
        return chose;
    }
    let weights = Weights::embedded();
    let scores: Vec<f32> = all.iter().map(|p| weights.sum(&p.traits)).collect();
    let Some(best) = (0..all.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))) else {
        return chose;
    };
    let better = all.iter().position(|p| p.chosen).is_some_and(|own| scores[best] - scores[own] >= MARGIN);
    // 公司订单超300吨: a word of the sentence means the one that the rules choose.
    let meant = |k: usize| {
        let m = if matches!(scene.word(k), "公司" | "集团" | "企业") { antecedent(cx, scene, k) } else { None };
        m.is_some_and(|m| cx.full_name(m) == cx.full_name(chose[0]))
    };
    if better && !(0..i).any(meant) { vec![all[best].mention] } else { chose }
}

/// What is known of a name over all its mentions.
#[derive(Clone, Copy, Default)]
struct Named {
    last: MentionIx,
    times: usize,
    title: bool,
    lead: bool,
}

fn possible<'c>(
    cx: &'c Context,
    scene: &Scene,
    i: usize,
    reading: &Reading,
    chose: &[MentionIx],
    said: &[Said],
) -> Vec<Possible<'c>> {
    let at = scene.units[i].span.from();
    // The first sentence of the body; the headline stands before it.
    let lead = cx.seg.sentences.iter().find(|s| s.role == Role::Body).map_or(scene.sentence.span, |s| s.span);
    let cast = cx.cast.get_or_init(|| cast(cx));
    let mut names: Vec<(&str, Named)> = Vec::new();
    let mut places = vec![None; cast.len()];
    for m in recent(cx, at) {
        let place = match cast.get(m as usize) {
            Some(&None) => continue,
            Some(&Some(first)) => &mut places[first as usize],
            None if !may_own(cx, m) => continue,
            None => &mut names.iter().position(|(name, _)| *name == cx.full_name(m)),
        };
        let place = *place.get_or_insert_with(|| {
            names.push((cx.full_name(m), Named { last: m, ..Named::default() }));
            names.len() - 1
        });
        let own = &mut names[place].1;
        own.times += 1;
        own.title |= cx.span(m).to() <= lead.from();
        own.lead |= lead.contains(cx.span(m));
        // 甲集团（以下简称“乙”）: where the name stands, not its short form.
        let short = cx.seg.text[..cx.span(m).from()].ends_with(['“', '（', '(', '称']) && own.times > 1;
        if cx.span(m) > cx.span(own.last) && !short {
            own.last = m;
        }
    }
    for &m in chose {
        if names.iter().all(|(name, _)| *name != cx.full_name(m)) {
            names.push((cx.full_name(m), Named { last: m, times: 1, ..Named::default() }));
        }
    }
    let most = names.iter().map(|(_, n)| n.times).max().unwrap_or(0);
    let chosen = |name: &str| chose.iter().any(|&m| cx.full_name(m) == name);
    let mut order = names;
    order.sort_by_cached_key(|(name, n)| (!chosen(name), !n.title && n.times < most, Reverse(cx.span(n.last))));
    order.truncate(FEW);
    let main = cx.main.get_or_init(|| main(cx)).map(|m| cx.full_name(m));
    let rules = chose.first().map(|&m| cx.full_name(m));
    let measure = cx.ontology.property_info(reading.measure).name.as_str();
    let last = said.iter().rev().find_map(|s| s.owners.first()).map(|&m| cx.full_name(m));
    let seen = |(name, named): (&'c str, Named)| {
        let mut traits = position(cx, scene, i, named.last);
        let place = traits[0].1;
        let kind = kind(cx, named.last);
        let mut add = |holds: bool, t: Trait<'c>| {
            if holds {
                traits.push(t)
            }
        };
        let rule = chosen(name);
        add(rule, ("rule", ""));
        add(rule, ("rule", kind));
        add(rule, ("rule", place));
        add(true, (kind, place));
        add(true, (kind, measure));
        add(true, (measure, place));
        add(named.title, ("title", ""));
        add(named.title, ("title", place));
        add(main == Some(name), ("main", ""));
        add(main == Some(name), ("main", place));
        add(main == Some(name), ("main", kind));
        add(rules.is_some_and(|rules| rules.len() > name.len() && rules.starts_with(name)), ("heads the rule", kind));
        add(said.is_empty(), ("first figure", place));
        add(named.lead, ("lead", ""));
        add(named.times == most && most > 1, ("most", ""));
        add(named.times == most && most > 1, ("most", place));
        add(2 * named.times >= most, ("often", ""));
        add(4 * named.times >= most, ("sometimes", ""));
        add(named.times == 1, ("once", ""));
        add(last == Some(name), ("last", ""));
        add(last == Some(name) && rule, ("last", "rule"));
        add(cx.topic.is_some_and(|t| cx.full_name(t) == name), ("topic", ""));
        add(cx.about.is_some_and(|t| cx.full_name(t) == name), ("about", ""));
        let by = cx.found.mentions[named.last as usize].by;
        add(true, ("by", by.name()));
        add(by == Recogniser::Phrase, ("phrase", kind));
        Possible { mention: named.last, chosen: rule, traits }
    };
    order.into_iter().map(seen).collect()
}

/// Whether a figure may be said of a mention, or the mention stands for what it may be said of.
fn may_own(cx: &Context, m: MentionIx) -> bool {
    holds(cx, m) || cx.is(m, "Person")
}

/// For each name that [`may_own`] figures, the first mention of what it is in full.
fn cast(cx: &Context) -> Vec<Option<MentionIx>> {
    let mut firsts: FxHashMap<&str, MentionIx> = FxHashMap::default();
    let names = 0..cx.found.names as MentionIx;
    names.map(|m| may_own(cx, m).then(|| *firsts.entry(cx.full_name(m)).or_insert(m))).collect()
}

/// A mention of the name that the article has most often; of several the first.
fn main(cx: &Context) -> Option<MentionIx> {
    let mut times: BTreeMap<&str, (usize, Reverse<MentionIx>)> = BTreeMap::new();
    for m in (0..cx.found.names.min(MANY) as MentionIx).filter(|&m| holds(cx, m)) {
        times.entry(cx.full_name(m)).or_insert((0, Reverse(m))).0 += 1;
    }
    times.into_values().max().map(|(_, Reverse(m))| m)
}

/// The kinds that are told apart.
fn kind(cx: &Context, m: MentionIx) -> &'static str {
    let special = [("Zone", "Zone"), ("Company", "Company"), ("GovernmentBody", "Government")];
    let found = special.iter().find(|(class, _)| cx.is(m, class));
    found.map_or_else(|| cx.ontology.kind(cx.class(m)), |(_, kind)| kind)
}

/// Where a mention stands as seen from the figure at unit `i`: how far away first.
fn position(cx: &Context, scene: &Scene, i: usize, m: MentionIx) -> Vec<Trait<'static>> {
    let (span, sentence) = (cx.span(m), scene.sentence.span);
    let paragraph = cx.seg.document.paragraphs.get(scene.sentence.paragraph).map_or(sentence, |p| p.span);
    let mut traits = Vec::with_capacity(40);
    if !sentence.contains(span) {
        let near = paragraph.contains(span);
        traits.push(("at", if near { "paragraph" } else { "far" }));
        let opening = cx.seg.text.get(paragraph.from()..span.from()).filter(|_| near);
        if opening.is_some_and(|words| words.chars().count() < 12) {
            traits.push(("opens paragraph", ""));
        }
        if cx.seg.text[..span.from()].ends_with(['在', '于', '由', '从', '对', '向', '与', '到', '为']) {
            traits.push(("governed", "before"));
        }
        return traits;
    }
    let unit = scene.unit_at(span.from()).min(scene.units.len().saturating_sub(1));
    let (first, end) = scene.clause(unit);
    let clauses = (unit.min(i)..i).filter(|&k| scene.is_break(k)).count();
    traits.push(("at", ["clause", "clause before", "two clauses before", "sentence"][clauses.min(3)]));
    let mut add = |holds: bool, t: Trait<'static>| {
        if holds {
            traits.push(t)
        }
    };
    let opens = (first..unit).all(|k| !scene.is_nominal(k));
    add(scene.is_bracketed(unit), ("bracketed", ""));
    add(opens, ("opens clause", ""));
    add(!opens, ("inside clause", ""));
    add(governed(scene, unit, first), ("governed", ""));
    add(unit > first && (scene.is_verb(unit - 1) || scene.is_known_verb(unit - 1)), ("object", ""));
    add(scene.is_conjunction(unit + 1) || unit > 0 && scene.is_conjunction(unit - 1), ("listed", ""));
    add(scene.word(unit + 1) == "的", ("of", ""));
    add(unit + 1 < end && scene.is_nominal(unit + 1), ("modifier", ""));
    add(unit + 1 < end && (scene.is_verb(unit + 1) || scene.pos(unit + 1) == "d"), ("acts", ""));
    add(scene.lexicon.is_speech(scene.word(unit + 1)), ("speaks", ""));
    add((0..unit).all(|k| scene.mention(k).is_none()), ("first", ""));
    traits
}

/// What each trait weighs.
struct Weights(FxHashMap<Trait<'static>, f32>);

impl Weights {
    fn embedded() -> &'static Self {
        static READ: LazyLock<Weights> = LazyLock::new(|| {
            Weights(crate::weights::lines(EMBEDDED).map(|(name, of, weight)| ((name, of), weight)).collect())
        });
        &READ
    }

    fn sum(&self, traits: &[Trait<'_>]) -> f32 {
        traits.iter().filter_map(|t| self.0.get(t)).sum()
    }
}

//! The body in which a post is held, where the words name it in part or not at all.

use super::title::{self, Body, Title};
use crate::ontology::ClassId;
use crate::relate::context::Context;
use crate::relate::scene::{Kind, Scene};
use crate::relate::{MentionIx, Statement, subject};
use crate::span::Span;

/// The levels of places, as they begin the names of their bodies (市委, 县政府).
const LEVELS: [char; 8] = ['省', '市', '县', '区', '镇', '乡', '村', '州'];

/// Whether unit `k` is the level of places of the body that the next word begins with: 村|党支部书记.
pub(super) fn is_level(scene: &Scene, k: usize) -> bool {
    let word = scene.word(k);
    let level = word.len() == 3 && word.starts_with(LEVELS);
    level && (ends(scene, k + 1) || inner(scene, k + 1).is_some())
}

/// Whether unit `k` may end the name of a body or of one of its parts.
///
/// Besides the endings of names this is whatever has a head of its own: 组 for there is a 组长.
pub(super) fn ends(scene: &Scene, k: usize) -> bool {
    let word = scene.word(k);
    let board = word.starts_with("董事") || word.starts_with("监事") || word.starts_with("理事");
    let common = || scene.lexicon.class_of_noun(word).is_some_and(|c| scene.ontology.is_named(c, "Organization"));
    if scene.mention(k).is_some() || word.is_empty() || board || common() {
        return false;
    }
    class_of_word(scene, word).is_some() || is_part(scene, word)
}

/// Whether a word is or ends in a part of a body: 站, 司, 部, 项目组.
fn is_part(scene: &Scene, word: &str) -> bool {
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    let head = format!("{}长", &word[last..]);
    // 执行, 社会, 飞机 end so as well, and banks and societies have names that end in more than one letter.
    let part = !word[last..].starts_with(LEVELS) && !word.ends_with(['行', '会', '机', '船']);
    part && scene.lexicon.is_listed_role(&head)
}

fn class_of_word(scene: &Scene, word: &str) -> Option<ClassId> {
    let class = scene.lexicon.class_of_suffix(word).or_else(|| scene.lexicon.class_by_suffix(word).map(|(c, _)| c));
    class.filter(|&c| scene.ontology.is_named(c, "Organization"))
}

/// The class of the body that `name` is the name of, by its ending; names are four letters and longer.
pub(super) fn class_of(scene: &Scene, name: Span) -> Option<ClassId> {
    let words = name.of(scene.text);
    class_of_word(scene, words).filter(|_| words.chars().count() >= 4)
}

/// The class of a part of a body.
fn part(scene: &Scene, words: &str) -> Option<ClassId> {
    class_of_word(scene, words).or_else(|| scene.ontology.class("Organization"))
}

/// The body of the title whose role is at units `first..=last`, behind the name at unit `unit`; and the role's own words.
pub(super) fn named(cx: &Context, scene: &Scene, unit: usize, first: usize, last: usize) -> Option<(Body, Span)> {
    // 公司控股, 其原, 这是: no name begins so.
    let bare = ["公司", "其", "该", "这"].iter().any(|word| scene.word(unit).starts_with(word));
    let m = scene.mention(unit).filter(|_| !bare)?;
    let whole = scene.cover(first, last + 1);
    let touches = unit + 1 == first;
    // The name runs on through its parts: 甲局乙司, 甲局乙分站.
    let cut = (first..last).rev().find(|&k| touches && ends(scene, k));
    if cx.is(m, "Organization") {
        return Some(match cut {
            Some(k) => {
                let name = scene.units[unit].span.join(scene.units[k].span);
                (Body::Words(name, part(scene, name.of(scene.text))?), scene.cover(k + 1, last + 1))
            }
            None if (first..last).any(|k| scene.pos(k) == "ns") => (Body::Mention(m), scene.units[last].span),
            None => (Body::Mention(m), whole),
        });
    }
    // 甲论坛秘书长: a meeting that has posts is a body, unless a year or a number says that it is one time only.
    if cx.is(m, "Event") {
        let once = |c: char| c.is_ascii_digit() || c == '第';
        return (touches && !cx.found.mentions[m as usize].name.contains(once)).then_some((Body::Mention(m), whole));
    }
    if !cx.is(m, "Place") {
        return None;
    }
    let head = scene.units[last].span;
    // 甲局洋浦项目副经理: the place is where the work is, the firm before it has the post.
    if let Some(firm) = unit.checked_sub(1).and_then(|k| scene.mention(k)).filter(|&m| cx.is(m, "Organization")) {
        return Some(match cut {
            Some(k) => {
                let name = cx.span(firm).join(scene.units[k].span);
                (Body::Words(name, part(scene, name.of(scene.text))?), scene.cover(k + 1, last + 1))
            }
            // 甲公司中国区总裁, 甲证券中国首席经济学家
            None if touches
                && (first == last || scene.word(first).ends_with('区') || title::is_rank(scene.word(first))) =>
            {
                (Body::Mention(firm), scene.cover(unit, last + 1))
            }
            None => (Body::Mention(firm), head),
        });
    }
    if let Some(k) = cut {
        // 海南省引航站洋浦分站站长: nouns may lead up to the place, and a place to them.
        let from = leading(scene, unit);
        let name = scene.units[from].span.join(scene.units[k].span);
        return Some((Body::Words(name, part(scene, name.of(scene.text))?), scene.cover(k + 1, last + 1)));
    }
    if let Some(at) = inner(scene, last).filter(|_| touches) {
        let name = Span::new(cx.span(m).from(), at);
        return Some((Body::Words(name, scene.ontology.class("GovernmentBody")?), Span::new(at, head.to())));
    }
    let alone = first == last || !scene.is_nominal(first) || !touches;
    alone.then(|| (Body::Mention(government(cx, scene, m, last).unwrap_or(m)), whole))
}

/// The first unit of a name that has a place at unit `unit` in its middle: 海南省|船舶|引航|站|洋浦.
fn leading(scene: &Scene, unit: usize) -> usize {
    let mut k = unit;
    while k > 0 && (ends(scene, k - 1) || k < unit && scene.mention(k - 1).is_none() && scene.pos(k - 1) != "w") {
        if !(ends(scene, k - 1) || scene.is_nominal(k - 1) || scene.pos(k - 1) == "v") || scene.is_break(k - 1) {
            break;
        }
        k -= 1;
    }
    let place = k.checked_sub(1).and_then(|k| scene.mention(k));
    place.filter(|_| k < unit).map_or(unit, |_| k - 1)
}

/// Where the post begins in a word that is a body and its post: 市委|书记.
fn inner(scene: &Scene, k: usize) -> Option<usize> {
    let word = scene.word(k);
    let parts = |&i: &usize| {
        let body = &word[..i];
        class_of_word(scene, body).is_some()
            && (scene.lexicon.is_role(&word[i..]))
            && !(body.chars().count() == 1 && body.starts_with(LEVELS))
    };
    let cut = word.char_indices().map(|(i, _)| i).skip(1).filter(parts).last()?;
    Some(scene.units[k].span.from() + cut)
}

/// The body that the words `first..=last` of a title name by themselves, and the role behind it: 市委|书记, 消费促进司|司长.
pub(super) fn worded(cx: &Context, scene: &Scene, first: usize, last: usize) -> Option<(Body, Span)> {
    let head = scene.units[last].span;
    let cut = (first..last).rev().find(|&k| ends(scene, k));
    let (name, role) = match cut {
        Some(k) => (scene.cover(first, k + 1), scene.cover(k + 1, last + 1)),
        None => {
            let at = inner(scene, last)?;
            (Span::new(scene.units[first].span.from(), at), Span::new(at, head.to()))
        }
    };
    let words = name.of(scene.text);
    if let Some(level) = local(scene, words) {
        return local_body(cx, scene, name, role, level, last);
    }
    // The head says that it is the head of just this: 消费促进司|司长.
    let head = role.of(scene.text).trim_start_matches('副').strip_suffix('长').unwrap_or("");
    if words.chars().count() < 3 {
        return None;
    }
    let class = part(scene, words)?;
    let doubled = cut.is_none() && words.chars().count() > 3 || !head.is_empty() && words.ends_with(head);
    Some((if doubled { Body::Words(name, class) } else { Body::Part(name, class) }, role))
}

/// A body named by words behind 和, with the words before it that belong to the name (甲县|文化|和|旅游局), and the unit where
/// it begins; without them it is not told.
pub(super) fn joined(scene: &Scene, body: Body, from: usize) -> (Body, usize) {
    let (Body::Words(name, class), true) = (body, from > 1 && matches!(scene.word(from - 1), "和" | "与" | "及"))
    else {
        return (body, from);
    };
    let mut k = from - 1;
    while k > 0 && scene.is_nominal(k - 1) && scene.mention(k - 1).is_none() {
        k -= 1;
    }
    match k.checked_sub(1).filter(|&owner| scene.mention(owner).is_some() && k < from - 1) {
        Some(owner) => (Body::Words(scene.units[owner].span.join(name), class), owner),
        None => (Body::Untold, from),
    }
}

/// The level of places that a bare body is of: 市 of 市委, 县 of 县政府办公室; none of 市场部.
fn local<'w>(scene: &Scene, words: &'w str) -> Option<&'w str> {
    let rest = words.strip_prefix(LEVELS)?;
    let level = &words[..words.len() - rest.len()];
    let suffix = |w: &str| scene.lexicon.class_of_suffix(w).is_some_and(|c| scene.ontology.is_named(c, "Organization"));
    let begins = |w: &str| w.char_indices().any(|(i, c)| suffix(&w[..i + c.len_utf8()]) && i > 0);
    (suffix(words) || begins(rest) || class_of_word(scene, rest).is_some()).then_some(level)
}

/// The body of a place that is named without the place: the one named elsewhere whose name ends so, else itself.
fn local_body(cx: &Context, scene: &Scene, name: Span, role: Span, level: &str, last: usize) -> Option<(Body, Span)> {
    let words = name.of(scene.text);
    // 村党支部书记: villages are talked of as one with their bodies.
    if level == "村" {
        let place = subject::area(cx, name.from(), level)?;
        let bound = ["村委", "村支", "村两"].iter().any(|w| words.starts_with(w));
        let from = if bound { name.from() } else { name.from() + level.len() };
        return Some((Body::Mention(place), Span::new(from, scene.units[last].span.to())));
    }
    if let Some(known) = fuller(cx, words, name) {
        return Some((Body::Mention(known), role));
    }
    Some((Body::Words(name, class_of_word(scene, words)?), role))
}

/// The body whose name ends as the bare `words` do: the last one before, else the only one of the article.
fn fuller(cx: &Context, words: &str, at: Span) -> Option<MentionIx> {
    let government = words.strip_suffix("政府").map(|area| format!("{area}人民政府"));
    let ends = |name: &str, end: &str| name.len() > end.len() && name.ends_with(end);
    let fits = |name: &str| ends(name, words) || government.as_deref().is_some_and(|end| ends(name, end));
    let all = || cx.found.mentions.iter().enumerate().map(|(i, m)| (m, i as MentionIx));
    let known = || all().filter(|&(m, i)| cx.is(i, "Organization") && fits(&m.name));
    let before = known().filter(|(m, _)| m.span.end <= at.start).max_by_key(|(m, _)| m.span);
    let only = || {
        let first = known().min_by_key(|(m, _)| m.span)?;
        known().all(|(m, _)| m.name == first.0.name).then_some(first)
    };
    before.or_else(only).map(|(_, i)| i)
}

/// Takes a meeting in which somebody holds a post for the body that it is.
pub(super) fn stand(cx: &mut Context, body: MentionIx) {
    let Some(class) = cx.ontology.class("Organization").filter(|_| cx.is(body, "Event")) else { return };
    let name = cx.found.mentions[body as usize].name.clone();
    cx.found.mentions.iter_mut().filter(|m| m.name == name).for_each(|m| m.class = class);
}

/// The level of which a head of a place is the head: 市 of 副市长.
pub(super) fn level(scene: &Scene, title: &Title) -> Option<&'static str> {
    let word = title.role.of(scene.text).trim_start_matches(['副', '代']);
    let head = word.strip_suffix('长')?;
    ["省", "市", "县", "区", "镇", "乡", "州"].into_iter().find(|level| *level == head)
}

/// The place or its government that the head of a place (副市长) belongs to: the last one named of that level.
pub(super) fn area(cx: &Context, scene: &Scene, title: &Title, near: Option<MentionIx>) -> Option<MentionIx> {
    let level = level(scene, title)?;
    // 荆州市委副书记、市长: the place is named within the body before.
    let place = near.map(|m| cx.span(m)).filter(|s| scene.sentence.span.contains(*s));
    let place = place.and_then(|s| scene.mention(scene.unit_at(s.from()))).filter(|&m| cx.is(m, "Place"));
    let Some(place) = place.or_else(|| subject::area(cx, title.role.from(), level)) else {
        let end = format!("{level}人民政府");
        let bodies = cx.found.mentions.iter().enumerate().filter(|(_, m)| m.span.end <= title.role.start);
        return bodies
            .filter(|(_, m)| m.name.ends_with(&end))
            .map(|(i, m)| (m.span, i as MentionIx))
            .max()
            .map(|(_, i)| i);
    };
    Some(government(cx, scene, place, scene.unit_at(title.role.from())).unwrap_or(place))
}

/// The government of a place, named before, of which the head of the place (市长) is the head.
fn government(cx: &Context, scene: &Scene, place: MentionIx, unit: usize) -> Option<MentionIx> {
    let head = scene.word(unit).trim_start_matches(['副', '代']).strip_suffix('长')?;
    let place = cx.found.mentions[place as usize].name.trim_end_matches(head);
    let at = scene.units[unit].span.start;
    let names = [format!("{place}{head}人民政府"), format!("{place}{head}政府")];
    let named = cx.found.mentions.iter().enumerate().filter(|(_, m)| m.span.end <= at && names.contains(&m.name));
    named.map(|(i, m)| (m.span, i as MentionIx)).max().map(|(_, i)| i)
}

/// Posts that firms have, so that one without a body is held in the firm the article is about.
const EXECUTIVE: &[&str] = &[
    "董事长",
    "总裁",
    "总经理",
    "首席",
    "CEO",
    "CFO",
    "CTO",
    "COO",
    "CMO",
    "技术中心",
    "车间",
    "部经理",
    "总监",
    "总工程师",
    "厂长",
];

/// Whether a role is one that firms have.
pub(super) fn executive(scene: &Scene, role: Span) -> bool {
    EXECUTIVE.iter().any(|word| role.of(scene.text).contains(word))
}

/// Whether all `titles`, from the left, are posts of firms and open their clause.
pub(super) fn executives(scene: &Scene, titles: &[Title]) -> bool {
    let Some(first) = titles.first().map(|t| t.from) else { return false };
    let posts = || titles.iter().filter(|t| !t.tie);
    let before = first.checked_sub(1).map_or("", |k| scene.word(k));
    let opens = first == scene.clause(first).0
        || matches!(before, "、" | "兼" | "由")
        || first > 0 && matches!(scene.units[first - 1].kind, Kind::Time(_));
    (opens || titles[0].former) && posts().next().is_some() && posts().all(|t| executive(scene, t.role))
}

/// The firm that is talked about, for posts of firms that name none (首席执行官张三演示了产品).
pub(super) fn employer(cx: &Context, scene: &Scene, first: usize) -> Option<MentionIx> {
    let about = match subject::carried(cx, scene, first) {
        subject::Subject::Mentions(found) => found.first().copied(),
        _ => None,
    };
    let firm = |&m: &MentionIx| {
        cx.is(m, "Organization") && !cx.is(m, "GovernmentBody") && !cx.is(m, "NewsMedia") && !cx.is(m, "School")
    };
    // 甲公司董事长张三…。首席技术官李四…: the next officer is one of the same firm.
    let last = || {
        cx.claims.iter().rev().find_map(|claim| match claim.statement {
            Statement::Post { organization, role, .. } => Some(organization).filter(|_| executive(scene, role)),
            _ => None,
        })
    };
    about.filter(firm).or_else(|| last().filter(firm)).or_else(|| protagonist(cx, scene.units[first].span))
}

/// The firm that a bare 公司 before a post means: the one talked about, the one the article is about, or the last one.
pub(super) fn own_firm(cx: &Context, scene: &Scene, unit: usize) -> Option<MentionIx> {
    let last = subject::antecedent(cx, scene, unit).filter(|&m| cx.is(m, "Organization"))?;
    let bare = matches!(scene.word(unit), "公司" | "集团" | "企业") && cx.topic != Some(last);
    protagonist(cx, scene.units[unit].span).filter(|_| bare).or(Some(last))
}

/// The company that the article is about, at its last mention before `at`: the one it names far more often than any other, or
/// the first one when it is named most.
fn protagonist(cx: &Context, at: Span) -> Option<MentionIx> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let name = |m: MentionIx| {
        let mention = &cx.found.mentions[m as usize];
        mention.refers_to.map_or(mention, |r| &cx.found.mentions[r as usize]).name.as_str()
    };
    // A short form stands inside of the full name.
    let same = |a: &str, b: &str| a.contains(b) || b.contains(a);
    let firms = (0..cx.found.names as MentionIx).filter(|&m| cx.is(m, "Company"));
    for m in firms.clone() {
        match counts.iter_mut().find(|(known, _)| same(known, name(m))) {
            Some((_, count)) => *count += 1,
            None => counts.push((name(m), 1)),
        }
    }
    let opener = counts.first()?.0;
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let (first, count) = *counts.first()?;
    let second = counts.get(1).map_or(0, |&(_, second)| second);
    let clear = count >= 3 && (count >= 2 * second || first == opener && count > second);
    let named = |&m: &MentionIx| clear && same(name(m), first) && cx.span(m).end <= at.start;
    firms.rev().find(named)
}

//! The body in which a post is held, where the words name it in part or not at all.

use super::area;
use super::title::{self, Body};
use crate::ontology::ClassId;
use crate::recognise::Recogniser;
use crate::relate::context::{Context, Fired};
use crate::relate::scene::Scene;
use crate::relate::{MentionIx, Statement, nesting, subject};
use crate::span::Span;

/// The levels of places, as they begin the names of their bodies (市委, 县政府).
const LEVELS: [char; 10] = ['省', '市', '县', '区', '镇', '乡', '村', '州', '旗', '盟'];

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
    // 两院院士: a number of bodies; 值班站长: a verb.
    let counted = word.starts_with(['两', '三', '各']) && word.chars().count() == 2;
    if counted || scene.pos(k) == "v" && word.ends_with('班') {
        return false;
    }
    // 甲公司智能制造|研究院: words before the common noun make a name of it.
    let led = k > 0
        && scene.mention(k - 1).is_none()
        && matches!(scene.pos(k - 1), "n" | "nz" | "vn" | "v" | "j")
        && scene.units[k - 1].span.end == scene.units[k].span.start;
    let institute = |c| ["ResearchInstitute", "School"].iter().any(|kind| scene.ontology.is_named(c, kind));
    let common = || {
        let class = scene.lexicon.class_of_noun(word).filter(|&c| scene.ontology.is_named(c, "Organization"));
        class.is_some_and(|c| !(led && institute(c)))
    };
    if scene.mention(k).is_some() || word.is_empty() || is_board(word) || common() {
        return false;
    }
    class_of_word(scene, word).is_some() || is_part(scene, word)
}

/// Whether a word begins as the board of a firm, which is named with the firm only.
fn is_board(word: &str) -> bool {
    ["董事", "监事", "理事"].iter().any(|board| word.starts_with(board))
}

/// Whether a word is or ends in a part of a body: 站, 司, 部, 项目组.
fn is_part(scene: &Scene, word: &str) -> bool {
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    let head = format!("{}长", &word[last..]);
    // 执行, 社会, 飞机 end so as well, and banks and societies have names that end in more than one letter.
    let part = !word[last..].starts_with(LEVELS) && !word.ends_with(['行', '会', '机', '船']);
    // 政研室: rooms have 主任.
    let room = word.ends_with('室') && word.chars().count() > 2;
    room || part && scene.lexicon.is_listed_role(&head)
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

/// Whether a word says that one or some of a sort are meant, which have no name here.
fn is_some(word: &str) -> bool {
    matches!(word, "一家" | "某" | "多家" | "几家" | "一所" | "一个")
}

/// The body of the title whose role is at units `first..=last`, behind the name at unit `unit`; and the role's own words.
pub(super) fn named(cx: &Context, scene: &Scene, unit: usize, first: usize, last: usize) -> Option<(Body, Span)> {
    let m = scene.mention(unit)?;
    // 河南|一家货代公司经理: a body without a name.
    if (first..last).any(|k| is_some(scene.word(k))) {
        return None;
    }
    let whole = scene.cover(first, last + 1);
    let touches = unit + 1 == first;
    // The name runs on through its parts: 甲局乙司, 甲局乙分站.
    let cut = (first..last).rev().find(|&k| touches && ends(scene, k));
    // 中共营口|市委书记: the committee of a place.
    let party = unit.checked_sub(1).filter(|&k| touches && scene.word(k) == "中共");
    if let (Some(party), Some(at)) = (party, inner(scene, last)) {
        let name = Span::new(scene.units[party].span.from(), at);
        return Some((
            Body::Words(name, part(scene, name.of(scene.text))?),
            Span::new(at, scene.units[last].span.to()),
        ));
    }
    if cx.is(m, "Organization") {
        return Some(match cut {
            Some(k) => {
                let name = scene.units[unit].span.join(scene.units[k].span);
                (Body::Words(name, part(scene, name.of(scene.text))?), scene.cover(k + 1, last + 1))
            }
            // 甲委员会经济法|室主任, 甲部|政研室主任
            None if touches && office(scene, first, last) => {
                let at = inner(scene, last)?;
                let name = Span::new(cx.span(m).from(), at);
                (Body::Words(name, cx.class(m)), Span::new(at, scene.units[last].span.to()))
            }
            None if (first..last).any(|k| scene.pos(k) == "ns") => (Body::Mention(m), scene.units[last].span),
            None => (Body::Mention(m), whole),
        });
    }
    // 甲论坛秘书长: a meeting that has posts is a body, unless a year or a number says that it is one time only.
    if cx.is(m, "Event") && cut.is_none() {
        let once = |c: char| c.is_ascii_digit() || c == '第';
        return (touches && !cx.found.mentions[m as usize].name.contains(once)).then_some((Body::Mention(m), whole));
    }
    if !cx.is(m, "Place") {
        // 甲铁路项目部总工程师
        let name = cut.map(|k| (scene.units[unit].span.join(scene.units[k].span), k));
        let name = name.and_then(|(name, k)| Some((Body::Words(name, class_of_word(scene, name.of(scene.text))?), k)));
        return name.map(|(body, k)| (body, scene.cover(k + 1, last + 1)));
    }
    let head = scene.units[last].span;
    // 甲局北港项目副经理: the place is where the work is, the firm before it has the post.
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
        // 甲省引航站北港分站站长: nouns may lead up to the place, and a place to them.
        let from = leading(scene, unit);
        let name = scene.units[from].span.join(scene.units[k].span);
        return Some((Body::Words(name, part(scene, name.of(scene.text))?), scene.cover(k + 1, last + 1)));
    }
    if let Some(at) = inner(scene, last).filter(|_| touches) {
        let name = Span::new(cx.span(m).from(), at);
        return Some((Body::Words(name, scene.ontology.class("GovernmentBody")?), Span::new(at, head.to())));
    }
    let alone = first == last || !scene.is_nominal(first) || !touches;
    alone.then(|| (Body::Mention(area::government(cx, scene, m, last).unwrap_or(m)), whole))
}

/// The first unit of a name that has a place at unit `unit` in its middle: 甲省|船舶|引航|站|北港.
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

/// Whether the words `first..=last` are an office and its head: 经济法|室主任, 政研室主任.
fn office(scene: &Scene, first: usize, last: usize) -> bool {
    let words = scene.cover(first, last + 1);
    inner(scene, last).is_some_and(|at| {
        let name = Span::new(words.from(), at).of(scene.text);
        name.ends_with('室') && name.chars().count() > 2
    })
}

/// Where the post begins in a word that is a body and its post: 市委|书记.
fn inner(scene: &Scene, k: usize) -> Option<usize> {
    let word = scene.word(k);
    let parts = |&i: &usize| {
        let body = &word[..i];
        (class_of_word(scene, body).is_some() || body.ends_with('室'))
            && !is_board(body)
            && (scene.lexicon.is_role(&word[i..]))
            && !(body.chars().count() == 1 && body.starts_with(LEVELS))
    };
    let cut = word.char_indices().map(|(i, _)| i).skip(1).filter(parts).last()?;
    Some(scene.units[k].span.from() + cut)
}

/// The body that the words `first..=last` of a title name by themselves, and the role behind it: 市委|书记, 消费促进司|司长.
pub(super) fn worded(cx: &Context, scene: &Scene, first: usize, last: usize) -> Option<(Body, Span)> {
    let head = scene.units[last].span;
    // 书记处书记: a post of its own.
    if scene.lexicon.is_listed_role(scene.cover(first, last + 1).of(scene.text)) {
        return None;
    }
    let cut = (first..last).rev().find(|&k| ends(scene, k));
    let (name, role) = match cut {
        Some(k) => (scene.cover(first, k + 1), scene.cover(k + 1, last + 1)),
        None => {
            let at = inner(scene, last)?;
            (Span::new(scene.units[first].span.from(), at), Span::new(at, head.to()))
        }
    };
    let words = name.of(scene.text);
    // 一所中学|教师
    if (first..last).any(|k| is_some(scene.word(k)))
        || ["一所", "一家", "某"].iter().any(|some| words.starts_with(some))
    {
        return None;
    }
    // 该司副司长: the body named last that ends so.
    let pointed = words.strip_prefix(['该', '本']);
    let about =
        || subject::antecedent(cx, scene, first).filter(|&m| pointed.is_some_and(|end| cx.full_name(m).ends_with(end)));
    let own = || pointed.and_then(|rest| holder(cx, rest, name));
    if let Some(known) = pointed.and_then(|rest| about().or_else(own).or_else(|| fuller(cx, rest, name))) {
        return Some((Body::Mention(known), role));
    }
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
    let (Body::Words(name, class) | Body::Part(name, class), true) =
        (body, from > 1 && matches!(scene.word(from - 1), "和" | "与" | "及"))
    else {
        return (body, from);
    };
    let mut k = from - 1;
    while k > 0 && scene.is_nominal(k - 1) && scene.mention(k - 1).is_none() {
        k -= 1;
    }
    let noun = k < from - 1 && !scene.lexicon.is_role(scene.word(from - 2));
    match k.checked_sub(1).filter(|&owner| scene.mention(owner).is_some() && k < from - 1) {
        Some(owner) => (Body::Words(scene.units[owner].span.join(name), class), owner),
        // 张三，市场|与|信息化司负责人李四: in the list of a body.
        None if noun && k.checked_sub(1).is_none_or(|before| scene.is_break(before)) => {
            (Body::Part(scene.units[k].span.join(name), class), k)
        }
        None if matches!(body, Body::Part(..)) => (body, from),
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

/// The body of the person named last whose name ends so: 甲司司长张三表示，…。该司副司长.
fn holder(cx: &Context, words: &str, at: Span) -> Option<MentionIx> {
    let last = subject::recent(cx, at.from()).filter(|&m| cx.is(m, "Person")).max_by_key(|&m| cx.span(m))?;
    cx.claims.iter().rev().find_map(|claim| match claim.statement {
        Statement::Post { person, organization, .. } if cx.full_name(person) == cx.full_name(last) => {
            Some(organization).filter(|&m| cx.full_name(m).ends_with(words))
        }
        _ => None,
    })
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

/// Endings of bodies that are parts of others, unless their names say whose they are.
const PARTS: [&str; 9] = ["司", "局", "处", "科", "室", "部", "系", "学院", "研究所"];

/// States that a `part` named without its body lies in the body `above`, in whose list it stands: 甲公司总经理张三、市场部总监
/// 李四. The parts of one body are sisters. Gives the part, or what the article calls it in full (甲部乙司 for 乙司).
pub(super) fn beneath(cx: &mut Context, scene: &Scene, part: MentionIx, above: Option<MentionIx>) -> MentionIx {
    let Some(below) = cx.ontology.property("subOrganizationOf") else { return part };
    let name = cx.span(part);
    let words = name.of(scene.text);
    let begun = |&m: &MentionIx| cx.span(m).start == name.start && cx.is(m, "Place");
    let whose = subject::recent(cx, name.to()).any(|m| begun(&m)) || local(scene, words).is_some();
    // 国际欧亚科学院, 中国甲研究所: bodies of their own.
    let own = words.ends_with("科学院") || ["国际", "中国", "国家", "全国"].iter().any(|word| words.starts_with(word));
    let bare = !cx.is(part, "Company") && words.chars().count() > 2 && !own;
    // 苏格兰皇家学院, 卡内基梅隆大学计算机学院: a name of its own begins it.
    let inside = |t: &&crate::segment::Token| name.contains(t.span);
    let proper = scene.sentence.tokens.iter().filter(inside).any(|t| {
        matches!(t.pos, "ns" | "nr" | "nrt" | "nz" | "nt" | "eng") && t.span.start == name.start
            || scene.word_of(t).ends_with("大学")
    });
    let apart = !scene.sentence.span.contains(name) || nesting::holds_body(cx, scene, name);
    if apart || whose || proper || !bare || !PARTS.iter().any(|end| words.ends_with(end)) {
        return part;
    }
    let above =
        above.map(|m| head(cx, scene, m)).or_else(|| words.ends_with('司').then(|| ministry(cx, scene, name))?);
    // A listed body lies in what its full name begins with only.
    let lists = |m: MentionIx| scene.lexicon.known(words).is_none_or(|known| known.name.starts_with(cx.full_name(m)));
    // 甲市财政局局长张三、审计局局长李四: what is called alike is beside it.
    let beside = |m: MentionIx| PARTS.iter().any(|end| words.ends_with(end) && cx.full_name(m).ends_with(end));
    let Some(above) = above.filter(|&m| m != part && lists(m) && !beside(m)) else { return part };
    let full = format!("{}{words}", cx.full_name(above));
    let named = |m: &MentionIx| cx.full_name(*m) == full;
    if let Some(known) = (0..cx.found.names.min(1000) as MentionIx).find(named) {
        return known;
    }
    let evidence = if scene.sentence.span.contains(cx.span(above)) { name.join(cx.span(above)) } else { name };
    cx.relation(scene, part, below, above, Fired { construction: "nesting", trigger: name, evidence });
    part
}

/// The body whose name begins with that at unit `unit` and goes on to unit `end`: 在甲集团|新闻中心|任….
pub(super) fn lengthened(cx: &mut Context, scene: &Scene, unit: usize, end: usize) -> Option<MentionIx> {
    let nouns = unit + 1 < end && (unit + 1..end).all(|k| scene.is_nominal(k) && scene.mention(k).is_none());
    let name = scene.cover(unit, end);
    let class = class_of(scene, name).filter(|_| nouns)?;
    Some(cx.concept(name, class, Recogniser::Suffix))
}

/// 甲集团党组书记、总经理: the body whose committee of the party stands before, for a post that is none of the party.
pub(super) fn beside_party(cx: &Context, scene: &Scene, committee: MentionIx, role: Span) -> MentionIx {
    let party = ["党组", "党委", "党总支", "党支部"].iter().any(|end| cx.full_name(committee).ends_with(end));
    let own = ["书记", "委员", "成员", "常委", "专职"].iter().any(|word| role.of(scene.text).contains(word));
    if party && !own { head(cx, scene, committee) } else { committee }
}

/// The body that a part lies in, by what the sentence said of it or by its name; a whole body itself.
fn head(cx: &Context, scene: &Scene, part: MentionIx) -> MentionIx {
    let own = cx.span(part);
    let said = cx.claims.iter().rev().take_while(|claim| claim.evidence.end >= scene.sentence.span.start);
    let said = said.into_iter().find_map(|claim| match claim.statement {
        Statement::Relation { subject, property, object } if subject == part => {
            Some(object).filter(|_| cx.ontology.property_info(property).name == "subOrganizationOf")
        }
        _ => None,
    });
    let begins = |&m: &MentionIx| cx.span(m).start == own.start && cx.span(m).end < own.end && cx.is(m, "Organization");
    said.or_else(|| subject::recent(cx, own.to()).filter(begins).max_by_key(|&m| cx.span(m))).unwrap_or(part)
}

/// 商务部…发布会上，甲司司长张三: the ministry that the sentence names, for ministries have 司.
fn ministry(cx: &Context, scene: &Scene, part: Span) -> Option<MentionIx> {
    let heads = |m: MentionIx| ["部", "委", "署", "局", "委员会"].iter().any(|end| cx.full_name(m).ends_with(end));
    let here = subject::recent(cx, part.from()).filter(|&m| scene.sentence.span.contains(cx.span(m)));
    here.filter(|&m| cx.is(m, "GovernmentBody") && heads(m)).max_by_key(|&m| cx.span(m))
}

/// Takes a meeting in which somebody holds a post for the body that it is.
pub(super) fn stand(cx: &mut Context, body: MentionIx) {
    let Some(class) = cx.ontology.class("Organization").filter(|_| cx.is(body, "Event")) else { return };
    let name = cx.found.mentions[body as usize].name.clone();
    cx.found.mentions.iter_mut().filter(|m| m.name == name).for_each(|m| m.class = class);
}

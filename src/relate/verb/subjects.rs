//! The subjects of a verb: before it, carried on, behind 由, moved by 把, or behind the clause that describes them.

use super::{Match, lists};
use crate::ontology::{ClassId, VerbPattern};
use crate::recognise::Recogniser;
use crate::relate::context::Context;
use crate::relate::object::{self, Objects, Trust};
use crate::relate::scene::{Kind, Phrase, Scene};
use crate::relate::subject::{self, Subject};
use crate::relate::{MentionIx, Statement};
use crate::span::Span;

/// What a relative clause describes, whose 的 stands before unit `at`.
fn behind_of(cx: &mut Context, scene: &Scene, at: usize, classes: &[ClassId]) -> Vec<MentionIx> {
    // 出席甲的还有乙; 出席甲的嘉宾有乙; 出席甲的，有乙
    let names = |k: usize| lists(scene, k) || matches!(scene.word(k), "是" | "为");
    let sort = scene.mention(at).is_none() && scene.is_nominal(at) && names(at + 1);
    let apart = scene.word(at) == "，" && lists(scene, at + 1);
    let at = at + usize::from(sort || apart);
    let at = at + usize::from(names(at));
    let Some(list) = object::list(scene, at) else { return Vec::new() };
    // 出席的有甲公司副总裁张三、乙院院长李四: the bodies only tell whose officers come.
    let person = classes.iter().any(|&c| cx.ontology.is_named(c, "Person"));
    let closes = |k: usize| scene.is_break(k) || scene.is_conjunction(k) || scene.word(k) == "等";
    let whose = |p: &Phrase| !closes(p.end) && p.mention.is_some_and(|m| cx.is(m, "Organization"));
    if person && list.phrases.last().is_some_and(whose) {
        let named = (at..scene.clause(at).1).filter_map(|k| scene.mention(k));
        let people: Vec<MentionIx> = named.filter(|&m| cx.is(m, "Person")).collect();
        if !people.is_empty() {
            return people;
        }
    }
    let trust = if object::conceptual(cx.ontology, classes) { Trust::Open } else { Trust::Words };
    let found = object::resolve(cx, scene, &list, classes, trust);
    // 家住甲镇的种棉大户张三: what sort of person it is stands between.
    let person = classes.iter().all(|&c| cx.ontology.is_named(c, "Person"));
    let near = (at..at + 4).take_while(|&k| !scene.is_break(k)).find(|&k| scene.mention(k).is_some());
    if let (true, true, Some(k)) = (found.is_empty(), person, near) {
        return admitted(cx, scene.mention(k).into_iter().collect(), classes);
    }
    // 由甲收购的乙产量大增: the clause's own verb and its nouns stand right behind the name.
    if found.is_empty() { admitted(cx, scene.mention(at).into_iter().collect(), classes) } else { found }
}

pub(super) fn admitted(cx: &Context, list: Vec<MentionIx>, classes: &[ClassId]) -> Vec<MentionIx> {
    list.into_iter().filter(|&s| cx.ontology.admits(classes, cx.class(s))).collect()
}

/// For what bodies issue, the body whose meeting issues it: 甲市人大常委会第三次会议通过《乙》.
fn assembly(cx: &mut Context, m: &Match, list: &[MentionIx]) -> Vec<MentionIx> {
    let [meeting] = list else { return Vec::new() };
    if cx.ontology.property_info(m.pattern.property).name != "issued" || !cx.is(*meeting, "Event") {
        return Vec::new();
    }
    let span = cx.span(*meeting);
    let name = span.of(&cx.seg.text);
    let body = name.rfind('第').map_or("", |at| &name[..at]);
    let class = cx.lexicon.class_by_suffix(body).map(|(class, _)| class);
    let class = class.filter(|&class| cx.ontology.is_named(class, "Organization"));
    let to = span.from() + body.len();
    class.map(|class| cx.concept(Span::new(span.from(), to), class, Recogniser::Suffix)).into_iter().collect()
}

/// For what bodies issue, the body of the officer who issues it: 国家发展改革委主任张三发布《甲》.
fn issuers(cx: &Context, scene: &Scene, m: &Match, list: &[MentionIx]) -> Vec<MentionIx> {
    if cx.ontology.property_info(m.pattern.property).name != "issued" {
        return Vec::new();
    }
    let body = |person| cx.posts_in(scene.sentence.span).find(|&(holder, _)| holder == person).map(|(_, body)| body);
    list.iter().filter(|&&p| cx.is(p, "Person")).filter_map(|&p| body(p)).collect()
}

/// The subjects of a match, as mentions or as concepts that `classes` admit.
pub(super) fn subjects(
    cx: &mut Context,
    scene: &Scene,
    m: &Match,
    objects: &Objects,
    classes: &[ClassId],
    relative: bool,
) -> Vec<MentionIx> {
    // 由甲与乙共同出资建设: whoever stands before 与.
    let beside = m.start.checked_sub(1).and_then(|k| scene.mention(k));
    let paired = cx.ontology.property_info(m.pattern.property).name == "cooperatesWith"
        && matches!(m.pattern.head.as_str(), "与" | "和" | "同" | "跟");
    if let Some(partner) = beside.filter(|&p| paired && cx.is(p, "Organization")) {
        return vec![partner];
    }
    // 由甲主办的乙; 位于甲的乙: the clause describes its own subject.
    let past = if m.inside.is_some() { m.end } else { objects.end };
    if !relative && scene.word(past) == "的" {
        let found = behind_of(cx, scene, past + 1, classes);
        // 带动甲行业的发展: what stands behind is no subject, and the verb has its own.
        // 为获得甲的乙赠书: a clause behind a preposition describes only.
        let ruled = m.start > 0 && scene.pos(m.start - 1) == "p";
        let class = scene.lexicon.class_of_noun(scene.word(past + 1));
        let becoming = class.is_some_and(|c| cx.ontology.is_named(c, "Abstraction"));
        let own = m.inside.is_none() && !ruled && (becoming || subject::before(cx, scene, m.start) != Subject::Missing);
        // 甲设在乙的实验室: not 甲 is there, but what it has.
        let located = cx.ontology.property_info(m.pattern.property).name == "locatedIn" && !becoming;
        if !found.is_empty() || !own || located {
            return found;
        }
    }
    // 由甲主办，乙承办的丙; 由甲指导、乙主办的丙: the relative clause goes on.
    if m.inside.is_some() && m.pattern.head == "由" && matches!(scene.word(past), "，" | "、") {
        let (_, last) = scene.clause(past + 1);
        let hosts = |k: usize| {
            scene.word(k) == "的"
                && matches!(scene.word(k - 1), "主办" | "承办" | "协办" | "联合承办" | "指导" | "举办" | "支持")
        };
        let of = (past + 2..last).find(|&k| hosts(k));
        let event = of.and_then(|k| scene.phrase_from(k + 1)).and_then(|p| p.mention);
        if let Some(event) = event.filter(|&event| cx.ontology.admits(classes, cx.class(event))) {
            return vec![event];
        }
    }
    // 授予甲“乙”称号: who receives stands before what is given.
    let honor = |c: &ClassId| cx.ontology.is_named(*c, "Honor");
    let words = m.trigger.of(scene.text);
    let gives = words.contains(['授', '颁', '评', '赠']) && !words.contains('被') && !words.ends_with('为');
    if gives
        && cx.ontology.property_info(m.pattern.declared).range.iter().all(honor)
        && let Some(receiver) =
            scene.mention(m.end).filter(|_| m.inside.is_none() && objects.phrases[0].mention.is_none())
    {
        return admitted(cx, vec![receiver], classes);
    }
    let acts = classes.iter().any(|&c| cx.ontology.is_named(c, "Person")) && m.pattern.tail != "上";
    if m.inside.is_some() && m.pattern.head == "在" && !acts {
        // 在甲设立乙: what is set up stands behind; 在甲上，乙表示: so does who speaks there.
        let from = m.end + usize::from(scene.word(m.end) == "了");
        if let Some(list) =
            object::list(scene, from).filter(|o| o.phrases[0].start <= from + 3 && m.pattern.tail != "上")
        {
            return object::resolve(cx, scene, &list, classes, Trust::Words);
        }
        if m.pattern.tail == "上" {
            return acting_behind(cx, scene, m.start, m.end, classes);
        }
    }
    // 把甲打造成乙: the moved object is what the verb is said of.
    let (start, _) = scene.clause(m.start);
    let held = |k: usize| super::past_held(scene, k + 1);
    let moved = (start..m.start).rev().find(|&k| matches!(scene.word(k), "把" | "将") && scene.is_nominal(held(k)));
    if let (Some(at), None) = (moved, &m.inside)
        && let Some(list) = object::list(scene, held(at)).filter(|o| o.end <= m.start && o.end != objects.end)
    {
        let found = object::resolve(cx, scene, &list, classes, Trust::Words);
        if !found.is_empty() {
            return found;
        }
    }
    let found = match subject::before(cx, scene, m.start) {
        // 根据甲下发的乙: the preposition rules the whole, not the subject of the clause inside.
        Subject::Missing if relative => {
            let touching = m.start.checked_sub(1).and_then(|k| scene.mention(k).map(|s| (k, s)));
            let ruled =
                |k: usize| matches!(scene.word(k.wrapping_sub(1)), "根据" | "按照" | "依据" | "依照" | "据" | "对");
            // 自主研发的甲获批上市: the topic's own.
            let (start, _) = scene.clause(m.start);
            // 去年推出的甲
            let leads = |k: usize| matches!(scene.pos(k), "d" | "ad" | "b" | "t") || scene.is_time(k);
            // 用上了自研的甲
            let own = scene.word(m.start).starts_with("自研") || scene.word(m.start).starts_with("自主");
            if start > 0 && (start..m.start).all(leads) || own {
                carried(cx, scene, m, classes)
            } else {
                // 在商务部25日召开的发布会上: a body is no place.
                let timed = (start..m.start).rev().find(|&k| !scene.is_time(k));
                let held = timed
                    .and_then(|k| scene.mention(k).map(|s| (k, s)))
                    .filter(|&(k, s)| k > start && scene.word(k - 1) == "在" && cx.is(s, "Organization"));
                // 按照甲等部门印发的乙; 按照甲今年9月修订发布的乙
                let apart = |k: &usize| {
                    scene.is_time(*k)
                        || matches!(
                            scene.word(*k),
                            "等" | "等部门" | "等部委" | "部门" | "多部门" | "联合" | "近日" | "日前"
                        )
                        || scene.is_quantity(*k)
                        || matches!(scene.pos(*k), "d" | "v" | "vn" | "m" | "t")
                };
                let far = (start..m.start).rev().find(|k| !apart(k));
                let far = far.and_then(|k| scene.mention(k).map(|s| (k, s))).filter(|&(k, _)| k > start && ruled(k));
                touching
                    .or(held)
                    .or(far)
                    .filter(|&(k, s)| ruled(k) || held == Some((k, s)))
                    .map(|(_, s)| admitted(cx, vec![s], classes))
                    .unwrap_or_default()
            }
        }
        Subject::Missing => carried(cx, scene, m, classes),
        found => admit(cx, scene, found, m, classes),
    };
    // 通过受让乙股份，甲成为股东: the subject comes with the next clause.
    let (start, end) = scene.clause(m.start);
    let leads = matches!(scene.word(start), "通过" | "凭借" | "经过" | "以" | "用" | "采用" | "作为");
    if found.is_empty() && leads && end < scene.units.len() {
        let (next, last) = scene.clause(end + 1);
        let verb = (next..last).find(|&k| scene.is_verb(k) || scene.is_known_verb(k)).unwrap_or(last);
        return match subject::before(cx, scene, verb) {
            Subject::Mentions(list) => admitted(cx, list, classes),
            _ => Vec::new(),
        };
    }
    let found = with_companions(cx, scene, m, found, classes);
    let found = with_forerunners(cx, scene, m, found, classes);
    // 由甲主办: the agent stands behind 由.
    if found.is_empty() && !m.pattern.inverse { agent(cx, scene, m, classes) } else { found }
}

/// 1993年与张三等人创办甲: with whom somebody does it who was named before.
fn with_companions(
    cx: &Context,
    scene: &Scene,
    m: &Match,
    mut found: Vec<MentionIx>,
    classes: &[ClassId],
) -> Vec<MentionIx> {
    let (start, _) = scene.clause(m.start);
    let with =
        (start..m.start).find(|&k| matches!(scene.word(k), "与" | "和" | "同") && scene.mention(k + 1).is_some());
    let apart = with.filter(|&k| (start..k).all(|j| !scene.is_nominal(j)) && m.inside.is_none() && !m.pattern.inverse);
    if let (Some(k), false) = (apart, found.is_empty())
        && found.iter().all(|&s| cx.is(s, "Person"))
    {
        let companion = scene.mention(k + 1).filter(|&c| cx.is(c, "Person") && !found.contains(&c));
        found.extend(admitted(cx, companion.into_iter().collect(), classes));
    }
    found
}

/// 继甲、乙之后，丙与丁合作: those who did it before are named in the clause before.
fn with_forerunners(
    cx: &mut Context,
    scene: &Scene,
    m: &Match,
    mut found: Vec<MentionIx>,
    classes: &[ClassId],
) -> Vec<MentionIx> {
    let Some((start, end)) = scene.clause(m.start).0.checked_sub(2).map(|k| scene.clause(k)) else { return found };
    let after = end > start && matches!(scene.word(end - 1), "之后" | "后");
    // 丙成为第三家与丁合作的企业: the same deed, by the count of those who did it.
    let counted = || (end..m.start).any(|k| matches!(scene.word(k), "也" | "又" | "成为"));
    if found.is_empty() || scene.word(start) != "继" || !after || !counted() {
        return found;
    }
    if let Some(list) = object::list(scene, start + 1).filter(|o| o.end < end) {
        let mut forerunners = object::resolve(cx, scene, &list, classes, Trust::Words);
        forerunners.retain(|f| !found.contains(f));
        found.append(&mut forerunners);
    }
    found
}

/// The subject carried on; where it is of the wrong kind, the last mention of the clause before that is of the right
/// one (创办了甲公司，主要生产乙).
fn carried(cx: &mut Context, scene: &Scene, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    let subject = subject::carried(cx, scene, m.start);
    let found = admit(cx, scene, subject.clone(), m, classes);
    let (start, _) = scene.clause(m.start);
    if !found.is_empty() || start < 2 {
        return found;
    }
    if let Some(founded) = founded(cx, scene, start).filter(|&f| cx.ontology.admits(classes, cx.class(f))) {
        return vec![founded];
    }
    let (before, end) = scene.clause(start - 2);
    let last = (before..end).rev().find(|&k| scene.mention(k).is_some());
    // 平台的运营方是甲，由张三创办
    let told = |&k: &usize| matches!(subject, Subject::Mentions(_)) || k > 0 && scene.word(k - 1).ends_with('是');
    // 甲与乙签约，组建丙: not the partner alone.
    let with = |k: &usize| (before..*k).any(|j| matches!(scene.word(j), "与" | "同" | "和"));
    let last = last.filter(told).filter(|k| !with(k)).and_then(|k| scene.mention(k));
    admitted(cx, last.into_iter().collect(), classes)
}

/// 村支部牵头成立甲合作社，流转土地，种上乙: the body that a clause before unit `start` founds goes on acting.
fn founded(cx: &Context, scene: &Scene, start: usize) -> Option<MentionIx> {
    let founds = |k: usize| {
        let first = scene.word(k).chars().next().filter(|_| scene.mention(k).is_none());
        first.is_some_and(|c| {
            let patterns = cx.lexicon.verbs(c).iter().filter(|p| !p.gap);
            let founder = |p: &VerbPattern| cx.ontology.property_info(p.property).name == "founderOf";
            patterns
                .filter(|p| founder(p))
                .any(|p| super::spelled(scene, k, &p.head).is_some_and(|end| scene.mention(end).is_some()))
        })
    };
    let verb = (0..start).rev().find(|&k| founds(k))?;
    let (_, end) = scene.clause(verb);
    let last = end.checked_sub(1).filter(|&k| k > verb)?;
    scene.mention(last).filter(|&m| cx.is(m, "Organization"))
}

fn admit(cx: &mut Context, scene: &Scene, found: Subject, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    match found {
        Subject::Mentions(list) => {
            let issuers = [issuers(cx, scene, m, &list), assembly(cx, m, &list)].concat();
            admitted(cx, if issuers.is_empty() { list } else { issuers }, classes)
        }
        Subject::Noun(first, end) => {
            // 甲、乙等核心部件: the members, not the noun that sums them up.
            let members = members(cx, scene, first, classes);
            if members.is_empty() {
                noun_subject(cx, scene, first, end, m, classes).into_iter().collect()
            } else {
                members
            }
        }
        Subject::Missing => Vec::new(),
    }
}

/// The members of a list of concepts that 等 before unit `first` closes.
fn members(cx: &mut Context, scene: &Scene, first: usize, classes: &[ClassId]) -> Vec<MentionIx> {
    let Some(mut at) = first.checked_sub(1).filter(|&k| scene.word(k) == "等") else { return Vec::new() };
    let (start, _) = scene.clause(first);
    while at > start && (scene.is_nominal(at - 1) && scene.mention(at - 1).is_none() || scene.is_conjunction(at - 1)) {
        at -= 1;
    }
    let list = object::list(scene, at).filter(|list| list.phrases.len() > 1);
    // 甲、乙等核心部件: the noun behind says that they are things.
    let things = scene.lexicon.class_of_noun(scene.word(first)).is_none_or(|c| !cx.ontology.is_named(c, "Agent"));
    let open = object::conceptual(cx.ontology, classes) && things;
    let trust = if open { Trust::Open } else { Trust::Words };
    list.map_or(Vec::new(), |list| object::resolve(cx, scene, &list, classes, trust))
}

/// A noun phrase before the verb: a concept where the property takes one; the topic for its own product.
fn noun_subject(
    cx: &mut Context,
    scene: &Scene,
    first: usize,
    end: usize,
    m: &Match,
    classes: &[ClassId],
) -> Option<MentionIx> {
    let phrase = Phrase { start: first, end, mention: None, head: scene.cover(first, end) };
    // “数字经济沙龙”在甲市举行: what is held is an event, whatever its name.
    if let (&[event], Kind::Quoted) = (classes, scene.units[end - 1].kind)
        && cx.ontology.is_named(event, "Event")
    {
        return Some(cx.concept(scene.units[end - 1].span, event, Recogniser::Phrase));
    }
    let class = scene.lexicon.class_of_noun(scene.word(end - 1));
    // 产品, 公司产品: whose they are is the topic.
    let plain = |k: usize| matches!(scene.word(k), "公司" | "企业" | "工厂" | "主导" | "主要" | "部分" | "全部");
    let product = (first..end - 1).all(plain) && class.is_some_and(|c| cx.ontology.is_named(c, "Product"));
    if let Some(owner) = owner(cx, scene, first, end, m, classes) {
        return Some(owner);
    }
    // 酒具、花瓶等远销甲: the wares of what is talked about.
    if subject::wares(scene, first, end)
        && classes.iter().any(|&c| cx.ontology.is_named(c, "Product"))
        && classes.len() > 1
    {
        let Subject::Mentions(topic) = subject::carried(cx, scene, m.start) else { return None };
        return admitted(cx, topic, classes).first().copied();
    }
    if product {
        let Subject::Mentions(topic) = subject::carried(cx, scene, first) else {
            // 甲县茶园面积达十万亩，产品远销乙: whoever alone is named before.
            // 由山东客商张三创办，产品远销乙: an agent is not meant.
            let free = |&k: &usize| !subject::governed(scene, k, scene.clause(k).0);
            let mut named: Vec<MentionIx> = (0..first).filter(free).filter_map(|k| scene.mention(k)).collect();
            named.retain(|&m| cx.is(m, "Organization") || cx.is(m, "Place"));
            named.dedup_by(|a, b| cx.full_name(*a) == cx.full_name(*b));
            let &[only] = &named[..] else { return None };
            return admitted(cx, vec![only], classes).first().copied();
        };
        // 甲公司总经理张三说，产品销往乙: those of the firm for which somebody speaks.
        let body =
            |person| cx.posts_in(scene.sentence.span).find(|&(holder, _)| holder == person).map(|(_, body)| body);
        let bodies: Vec<MentionIx> = topic.iter().filter(|&&p| cx.is(p, "Person")).filter_map(|&p| body(p)).collect();
        let owner = admitted(cx, [topic, bodies].concat(), classes).first().copied();
        // 甲公司生产乙，产品应用于丙: what was just said to be made.
        let wares = || {
            let made = |c: &crate::relate::Claim| match c.statement {
                Statement::Relation { property, object, .. } => {
                    let name = cx.ontology.property_info(property).name.as_str();
                    let here = c.evidence.start >= scene.sentence.span.start;
                    Some(object).filter(|&o| {
                        here && matches!(name, "produces" | "develops") && cx.ontology.admits(classes, cx.class(o))
                    })
                }
                _ => None,
            };
            cx.claims.iter().rev().find_map(made)
        };
        return owner.or_else(wares);
    }
    // 红富士苹果被评为“甲”: what gets an honour, and is no body, is a ware.
    let info = cx.ontology.property_info(m.pattern.property);
    let proper = matches!(scene.pos(first), "nr" | "nrt" | "ns" | "nz") && end - first > 1 && class.is_none();
    if info.name == "honoredAs"
        && proper
        && let Some(ware) = cx.ontology.class("Product")
        && let Some(m) = object::concept(cx, scene, phrase, None, &[ware], Trust::Open)
    {
        return Some(m);
    }
    // 快递箱采用聚丙烯: the object's words tell enough.
    let worded = |c: &ClassId| cx.ontology.is_named(*c, "Material") || cx.ontology.is_named(*c, "Place");
    let told = end - first > 1 && cx.ontology.property_info(m.pattern.declared).range.iter().all(worded);
    let open = told || object::conceptual(cx.ontology, classes) || marked(cx, scene, first);
    let trust = if open { Trust::Open } else { Trust::Words };
    let concept = object::concept(cx, scene, phrase, None, classes, trust)
        .or_else(|| object::body(cx, scene, phrase, classes))
        .or_else(|| person(cx, scene, phrase, classes));
    if concept.is_none() && class.is_some_and(|c| cx.ontology.is_named(c, "Abstraction")) {
        // 甲产业最早的雏形: what is said of the beginning is said of the thing.
        let of = (0..first).rev().take_while(|&k| !scene.is_break(k)).find(|&k| scene.word(k) == "的")?;
        let owner = (0..of)
            .rev()
            .take_while(|&k| !scene.is_break(k))
            .find(|&k| scene.is_nominal(k))
            .and_then(|k| scene.phrase_ending(k))?;
        return object::concept(cx, scene, owner, None, classes, Trust::Words);
    }
    concept
}

/// 甲的乙出口丙: what is said of the wares and the deeds of an owner is said of the owner, where the property admits both.
fn owner(cx: &Context, scene: &Scene, first: usize, end: usize, m: &Match, classes: &[ClassId]) -> Option<MentionIx> {
    // 甲的两万件乙
    let first = first - usize::from(first > 0 && scene.is_quantity(first - 1));
    let at = first.checked_sub(2).filter(|_| scene.word(first - 1) == "的")?;
    // 甲生产的乙
    let made = scene.is_known_verb(at) && at > 0 && scene.mention(at - 1).is_some_and(|m| cx.is(m, "Organization"));
    let at = at - usize::from(made);
    let owner = scene.mention(at).filter(|&o| cx.ontology.admits(classes, cx.class(o)))?;
    let concepts = classes.iter().any(|&c| cx.ontology.is_named(c, "Concept"));
    let honor = cx.ontology.property_info(m.pattern.declared).range.iter().any(|&c| cx.ontology.is_named(c, "Honor"));
    let class = scene.lexicon.class_of_noun(scene.word(end - 1));
    let own = class.is_some_and(|c| ["Organization", "Group", "Industry"].iter().any(|k| cx.ontology.is_named(c, k)));
    (concepts && !honor && !own && !scene.lexicon.is_role(scene.word(end - 1))).then_some(owner)
}

/// 托马斯定居甲市: a foreign name that no recogniser was sure of, where only people can stand.
fn person(cx: &mut Context, scene: &Scene, phrase: Phrase, classes: &[ClassId]) -> Option<MentionIx> {
    let &[class] = classes else { return None };
    let name = phrase.end - phrase.start == 1
        && matches!(scene.pos(phrase.start), "nr" | "nrt" | "nrfg")
        && scene.word(phrase.start).chars().count() > 2;
    (name && cx.ontology.is_named(class, "Person")).then(|| cx.concept(phrase.head, class, Recogniser::Phrase))
}

/// Whether a noun phrase is marked as one ware: 这款传感器, 该电池; 安溪铁观音.
fn marked(cx: &Context, scene: &Scene, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let place = || scene.mention(before).is_some_and(|m| cx.is(m, "Place")) && !subject::governed(scene, before, 0);
    let pointed = |k: usize| scene.word(k).starts_with(['这', '该']);
    place() || pointed(before) || matches!(scene.pos(before), "m" | "q") && before > 0 && pointed(before - 1)
}

/// `在…大会上，甲表示`: the subject of the first verb behind unit `end`, when it is named there, or before unit `start`.
pub(super) fn acting_behind(
    cx: &Context,
    scene: &Scene,
    start: usize,
    end: usize,
    classes: &[ClassId],
) -> Vec<MentionIx> {
    let own = subject::before(cx, scene, start);
    if let Subject::Mentions(list) = own {
        return admitted(cx, list, classes);
    }
    let verbs = (end..scene.units.len()).filter(|&k| scene.is_verb(k) || scene.is_known_verb(k));
    for verb in verbs.take(4) {
        if let Subject::Mentions(list) = subject::before(cx, scene, verb) {
            let behind = list.iter().all(|&s| cx.span(s).start >= scene.units[end - 1].span.start);
            return if behind { admitted(cx, list, classes) } else { Vec::new() };
        }
    }
    Vec::new()
}

/// The agent behind 由 in the verb's clause.
fn agent(cx: &mut Context, scene: &Scene, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    let (start, _) = scene.clause(m.start);
    let Some(at) = (start..m.start).rev().find(|&k| scene.word(k) == "由") else { return Vec::new() };
    // 由甲主办、乙承办的丙: each verb has its own.
    let own =
        m.start.checked_sub(1).filter(|&k| k > at + 1 && scene.word(k - 1) == "、").and_then(|k| scene.mention(k));
    let parted = (at..m.start).any(|k| scene.is_known_verb(k));
    if let Some(own) = own.filter(|_| parted) {
        return admitted(cx, vec![own], classes);
    }
    let whole = |o: &Objects| o.end <= m.start && !(o.end..m.start).any(|k| scene.names_body(k));
    let list = object::list(scene, at + 1).filter(whole);
    let found = list.map(|o| object::resolve(cx, scene, &o, classes, Trust::Words)).unwrap_or_default();
    if !found.is_empty() {
        return found;
    }
    // 由毕业于甲大学的张三与同学创办: whom a relative clause describes.
    let described = (at + 1..m.start).find(|&k| scene.word(k) == "的" && scene.mention(k + 1).is_some());
    admitted(cx, described.and_then(|of| scene.mention(of + 1)).into_iter().collect(), classes)
}

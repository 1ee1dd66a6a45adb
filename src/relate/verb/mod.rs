//! Verbs: S V O; S 由 O V; S 被 O V; S 把 O V; S V 的 O; V O 的 S; with lists at both ends.

mod around;
mod attend;
mod funding;
mod host;
mod project;
mod subjects;

use std::collections::BTreeSet;

use super::MentionIx;
use super::Statement;
use super::context::{Context, Fired};
use super::established;
use super::nesting;
use super::object::{self, Objects, Trust};
use super::scene::Scene;
use super::subject::{self, Subject};
use crate::ontology::{ClassId, PropertyId, VerbPattern};
use crate::recognise::Recogniser;
use crate::span::Span;
use around::{around, held};
pub(super) use funding::financed;
use subjects::{admitted, subjects};

/// A verb of the ontology found in a sentence.
pub(super) struct Match<'p> {
    pub pattern: &'p VerbPattern,
    /// First unit of the whole pattern, before which the subject stands.
    pub start: usize,
    /// One past its last unit.
    pub end: usize,
    /// The object where it stands inside of the pattern.
    pub inside: Option<Objects>,
    /// The words of the verb itself.
    pub trigger: Span,
}

/// Finds the verbs of all properties in one sentence.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    // A verb that a pattern around its object used is not read again for the same property.
    let mut used: BTreeSet<(PropertyId, u32)> = BTreeSet::new();
    project::launched(cx, scene);
    attend::on_stage(cx, scene);
    host::gathered(cx, scene);
    let mut i = 0;
    while i < scene.units.len() {
        let found = if scene.mention(i).is_some() { Vec::new() } else { matches(cx, scene, i) };
        let reach = found.iter().filter(|m| m.inside.is_none()).map(|m| m.end).max();
        for m in &found {
            if used.contains(&(m.pattern.property, m.trigger.start)) {
                continue;
            }
            let before = cx.claims.len();
            if cx.ontology.property_info(m.pattern.property).name == "establishedOn" {
                established::apply(cx, scene, m);
            } else {
                state(cx, scene, m);
            }
            if m.inside.is_some() && cx.claims.len() > before {
                used.insert((m.pattern.property, m.trigger.start));
            }
        }
        // 主要从事甲的研发: another verb begins behind the adverb.
        let adverb = matches!(scene.word(i), "主要" | "专业" | "专门" | "长期");
        i = reach.filter(|_| !adverb).unwrap_or(i + 1).max(i + 1);
    }
}

/// The longest verbs that begin at unit `i`, one for each property that has it.
fn matches<'a>(cx: &Context<'a>, scene: &Scene<'a>, i: usize) -> Vec<Match<'a>> {
    let Some(first) = scene.word(i).chars().next() else { return Vec::new() };
    let first = if scene.word(i) == "正在" && scene.mention(i + 1).is_some() { '在' } else { first };
    let mut found: Vec<Match> = Vec::new();
    for pattern in cx.lexicon.verbs(first) {
        let Some(head_end) = spelled(scene, i, &pattern.head) else { continue };
        // 种草莓, not 三种.
        if pattern.head.len() == 3 && pattern.tail.is_empty() && scene.pos(i) != "v" {
            continue;
        }
        if !pattern.gap {
            let trigger = scene.cover(i, head_end);
            found.push(Match { pattern, start: i, end: head_end, inside: None, trigger });
        } else if let Some(m) = around(scene, pattern, i, head_end) {
            found.push(m);
        }
    }
    if found.len() < 2 {
        return found;
    }
    // 素有“甲”之称的乙, 从事甲的研发: the whole says more than 素有, 从事 alone.
    let whole: Vec<&str> = found.iter().filter(|m| m.inside.is_some()).map(|m| m.pattern.head.as_str()).collect();
    found.retain(|m| m.inside.is_some() || !whole.contains(&m.pattern.head.as_str()));
    let longest = found.iter().filter(|m| m.inside.is_none()).map(|m| m.trigger.len()).max().unwrap_or(0);
    found.retain(|m| m.inside.is_some() || m.trigger.len() == longest);
    // Of patterns around an object, the longest tells most.
    let weight = |m: &Match| (m.pattern.head.len(), m.pattern.tail.len());
    let around: Vec<_> = found.iter().filter(|m| m.inside.is_some()).map(|m| (m.pattern.property, weight(m))).collect();
    found.retain(|m| m.inside.is_none() || around.iter().all(|(p, w)| *p != m.pattern.property || *w <= weight(m)));
    found
}

/// One past the last unit of `words`, when units from `i` on spell it.
pub(super) fn spelled(scene: &Scene, i: usize, words: &str) -> Option<usize> {
    // 正在甲市举行: at a place, and going on.
    if words == "在" && scene.word(i) == "正在" && scene.mention(i + 1).is_some() {
        return Some(i + 1);
    }
    let mut rest = words;
    let mut k = i;
    while !rest.is_empty() {
        // 出资|10亿元|设立
        if scene.is_quantity(k) && rest.len() == 6 && matches!(&words[..words.len() - 6], "出资" | "投资") {
            k += 1;
        }
        if scene.mention(k).is_some() {
            return None;
        }
        rest = rest.strip_prefix(scene.word(k)).filter(|_| !scene.word(k).is_empty())?;
        k += 1;
    }
    Some(k)
}

fn state(cx: &mut Context, scene: &Scene, m: &Match) {
    let property = m.pattern.property;
    let info = cx.ontology.property_info(m.pattern.declared);
    let (ours, theirs) = (&info.domain, &info.range);
    if m.inside.is_none() && compound(scene, m) {
        return;
    }
    // 甲研发的乙: what the relative clause describes is the object.
    let relative = m.inside.is_none() && scene.word(m.end) == "的";
    if relative && matches!(scene.word(m.end + 1), "有" | "还有" | "包括" | "是") {
        return listed(cx, scene, m, ours, theirs);
    }
    // 获得甲授予的乙: it is the one who got it that is honoured.
    if relative && m.trigger.of(scene.text).starts_with(['授', '颁']) && m.inside.is_none() {
        let (start, _) = scene.clause(m.start);
        let got = (start..m.start).rev().find(|&k| scene.word(k).starts_with('获') || scene.word(k).ends_with('获'));
        let Some(Subject::Mentions(subjects)) = got.map(|k| subject::before(cx, scene, k)) else { return };
        let Some(list) = object::list(scene, m.end + 1) else { return };
        let honors = object::resolve(cx, scene, &list, theirs, Trust::Open);
        let evidence = evidence(scene, m, list.end);
        for subject in admitted(cx, subjects, ours) {
            for &honor in &honors {
                cx.relation(
                    scene,
                    subject,
                    property,
                    honor,
                    Fired { construction: "verb", trigger: m.trigger, evidence },
                );
            }
        }
        return;
    }
    // 联合甲、乙等发起设立: they found something together, which is another tie.
    let (_, end) = scene.clause(m.start);
    let founds = |k: usize| matches!(scene.word(k), "发起设立" | "发起成立");
    if info.name == "cooperatesWith"
        && m.inside.is_none()
        && m.trigger.of(scene.text) == "联合"
        && (m.end..end).any(founds)
    {
        return;
    }
    // 由甲的资产组建: not by its owner.
    let assets = |inside: &Objects| {
        let at = scene.unit_at(m.trigger.from());
        (inside.end..at).any(|k| scene.word(k) == "资产")
    };
    if info.name == "foundedBy" && m.inside.as_ref().is_some_and(assets) {
        return;
    }
    // 购买其持有的甲公司股权: who holds it sells it.
    let sold = m.pattern.head.starts_with("持有") && m.start.checked_sub(1).is_some_and(|k| holder(scene, k));
    if sold && info.name == "investsIn" {
        return;
    }
    if info.name == "fundsRound" {
        return funding::state(cx, scene, m);
    }
    // 投资5亿元在甲县建厂
    let invests = info.name == "investsIn" && m.inside.is_none();
    if let Some(place) = if invests { project::site(cx, scene, m) } else { None } {
        let Subject::Mentions(found) = subject::before(cx, scene, m.start) else { return };
        let evidence = evidence(scene, m, scene.clause(m.start).1);
        for firm in admitted(cx, found, ours) {
            let fired = Fired { construction: "verb", trigger: m.trigger, evidence };
            cx.relation(scene, firm, property, place, fired);
        }
        return;
    }
    let objects = match &m.inside {
        Some(inside) => Some(inside.clone()),
        None => object::list(scene, behind(scene, m.end + usize::from(relative))).or_else(|| shifted(scene, m)),
    };
    // 甲市有乙: firms only with their sort; 甲市地处乙、丙之间: in none of them.
    if objects
        .as_ref()
        .is_some_and(|o| info.name == "homeOf" && !host::sorted(cx, scene, o) || host::between(scene, m, o))
    {
        return;
    }
    let honor = theirs.iter().copied().find(|&c| cx.ontology.is_named(c, "Honor"));
    let long = m.trigger.len() > 3 || scene.pos(m.start) == "v" && !matches!(scene.word(m.start), "是" | "有" | "获");
    let trust = match m.inside {
        _ if !long || !object::conceptual(cx.ontology, theirs) => Trust::Words,
        // 发布, 推出: what is issued is also said so; nor is a verb without a subject of its own sure.
        None if theirs.len() > 1 && newly(scene, m.end) => Trust::Open,
        None if theirs.len() > 1 && (shared(cx, m) || subject::before(cx, scene, m.start) == Subject::Missing) => {
            Trust::Words
        }
        Some(_) => Trust::Told,
        None => Trust::Open,
    };
    let objects = objects.map(|o| described(cx, scene, m, ours, &o).unwrap_or(o));
    let objects = objects.map(|o| held(scene, &o).filter(|_| m.inside.is_none()).unwrap_or(o));
    let (subjects, found, evidence) = match objects {
        Some(objects) => {
            let subjects = subjects(cx, scene, m, &objects, ours, relative);
            // 国家级专精特新|“小巨人”企业: the phrase is not the whole of the honour.
            let begins = honor.is_some() && objects.phrases.last().is_some_and(|p| scene.word(p.end) == "“");
            let mut found = if begins { Vec::new() } else { object::resolve(cx, scene, &objects, theirs, trust) };
            if let (true, Some(honor), None) = (found.is_empty() && long, honor, &m.inside) {
                let titled = cx.ontology.is_named(honor, "Title");
                found = object::honors(cx, scene, behind(scene, m.end), honor, titled);
            }
            if let (true, Some(honor), None) = (found.is_empty(), honor, &m.inside) {
                found.extend(object::title(cx, scene, m.end, honor));
            }
            // 被认定为国家林业产业示范园区: a rank that ends as places do.
            let ranked = |p: &super::scene::Phrase| {
                let words = p.head.of(scene.text);
                let wide =
                    ["国家", "全国", "省级", "世界", "全球", "全省", "首批"].iter().any(|w| words.starts_with(w));
                p.mention.is_some() && wide && words.chars().count() > 5
            };
            let named = m.trigger.of(scene.text).ends_with('为') && m.inside.is_none();
            if let (true, Some(honor), [phrase]) = (found.is_empty() && named, honor, &objects.phrases[..])
                && ranked(phrase)
            {
                found.push(cx.concept(phrase.head, honor, Recogniser::Phrase));
            }
            (subjects, found, evidence(scene, m, objects.end))
        }
        // 是闻名中外的“甲之都”
        None if honor.is_some() && m.inside.is_none() => {
            let Some(title) = honor.and_then(|honor| object::title(cx, scene, m.end, honor)) else { return };
            let Subject::Mentions(subjects) = subject::before(cx, scene, m.start) else { return };
            let end = scene.clause(m.start).1;
            (admitted(cx, subjects, ours), vec![title], evidence(scene, m, end))
        }
        // 甲领投，乙跟投: the clause goes on about what the one before it is about.
        None => {
            // 张三、李四出席: the event named last.
            if theirs.iter().all(|&c| cx.ontology.is_named(c, "Event")) && scene.is_break(m.end) {
                return attend::attend(cx, scene, m, ours);
            }
            let Subject::Mentions(subjects) = subject::before(cx, scene, m.start) else { return };
            // 与甲、乙达成|合作: the verb before says it all.
            if m.start > 0 && (scene.is_verb(m.start - 1) || scene.is_known_verb(m.start - 1)) {
                return;
            }
            let Subject::Mentions(found) = target(cx, scene, m) else { return };
            let entities = !theirs.iter().any(|&c| cx.ontology.is_named(c, "Concept"));
            let (start, _) = scene.clause(m.start);
            let goes_on = start > 0 || (start..m.start).any(|k| does(cx, scene, property, k));
            if !entities || !goes_on || subjects == found || !scene.is_break(m.end) {
                return;
            }
            (admitted(cx, subjects, ours), admitted(cx, found, theirs), evidence(scene, m, m.end))
        }
    };
    let mut found = [found, excepted(cx, scene, m, theirs)].concat();
    // 签订甲与乙框架协议: what is signed is no partner.
    let signs = info.name == "cooperatesWith" && m.inside.is_none() && m.trigger.of(scene.text).starts_with(['签']);
    let compound = |k: usize| {
        let pact = |word: &str| word.ends_with("协议") || word.ends_with("备忘录") || word.ends_with("合同");
        let (_, end) = scene.clause(m.start);
        (k + 1..end).take(8).find(|&j| scene.mention(j).is_none() && pact(scene.word(j))).is_some()
    };
    if signs {
        found.retain(|&f| !compound(scene.unit_at(cx.span(f).from())));
    }
    // 销往上海: sold, but not exported.
    if info.name == "exportsTo" {
        found.retain(|&place| !nesting::domestic(cx, place));
    }
    // 甲的电池项目落户乙区: whose project it is has no seat there.
    if info.name == "locatedIn" && project::is_project(scene, m) {
        return project::state(cx, scene, m, &found, m.end);
    }
    if info.name == "investsIn" && found.is_empty() {
        found.extend(project::site(cx, scene, m));
    }
    // 在匈牙利德布勒森设立: the place inside.
    if info.name == "locatedIn" && m.inside.is_some() {
        found.iter_mut().for_each(|place| *place = innermost(cx, scene, *place));
    }
    for &subject in &subjects {
        for &object in &found {
            let (s, o) = if m.pattern.inverse { (object, subject) } else { (subject, object) };
            cx.relation(scene, s, property, o, Fired { construction: "verb", trigger: m.trigger, evidence });
        }
    }
    if info.domain == info.range && m.inside.is_none() && !m.pattern.inverse && found.is_empty() {
        together(cx, scene, property, &subjects, m);
    }
}

/// The last of the places that touch from this one on: 匈牙利|德布勒森.
fn innermost(cx: &Context, scene: &Scene, place: MentionIx) -> MentionIx {
    let mut k = scene.unit_at(cx.span(place).from());
    let touches = |k: usize| scene.units.get(k + 1).is_some_and(|next| next.span.start == scene.units[k].span.end);
    while touches(k) && scene.mention(k).is_some_and(|m| cx.is(m, "Place")) {
        match scene.mention(k + 1).filter(|&m| cx.is(m, "Place")) {
            Some(_) => k += 1,
            None => break,
        }
    }
    scene.mention(k).filter(|&m| cx.is(m, "Place")).unwrap_or(place)
}

/// Whether unit `k` leads to a list of who or what is meant: 出席的嘉宾|有|张三.
fn lists(scene: &Scene, k: usize) -> bool {
    matches!(scene.word(k), "有" | "还有" | "包括")
}

/// Whether the word at unit `k` is a verb of the property.
fn does(cx: &Context, scene: &Scene, property: PropertyId, k: usize) -> bool {
    let first = scene.word(k).chars().next();
    let same = |p: &VerbPattern| p.property == property && !p.gap && p.head == scene.word(k);
    scene.mention(k).is_none() && first.is_some_and(|c| cx.lexicon.verbs(c).iter().any(same))
}

/// What a verb without an object is done to: that of the same deed in the clauses before (甲领投，乙跟投), else what they
/// are about.
fn target(cx: &Context, scene: &Scene, m: &Match) -> Subject {
    let property = m.pattern.property;
    let done = |verb: usize| {
        let trigger = scene.units[verb].span;
        cx.claims.iter().rev().find_map(|claim| match claim.statement {
            Statement::Relation { property: p, object, .. } if p == property && claim.trigger == trigger => {
                Some(object)
            }
            _ => None,
        })
    };
    // 丙由甲主办、乙承办
    let (start, _) = scene.clause(m.start);
    if let Some(object) = (start..m.start).rev().find(|&k| does(cx, scene, property, k)).and_then(done) {
        return Subject::Mentions(vec![object]);
    }
    let mut at = m.start;
    loop {
        let (start, _) = scene.clause(at);
        if start < 2 {
            break;
        }
        let (before, end) = scene.clause(start - 2);
        let Some(verb) = (before..end).find(|&k| does(cx, scene, property, k)) else { break };
        if let Some(object) = done(verb) {
            return Subject::Mentions(vec![object]);
        }
        at = before;
    }
    subject::carried(cx, scene, at)
}

/// 跟投的有甲、乙: those who do it stand behind, and what it is done to is the topic.
fn listed(cx: &mut Context, scene: &Scene, m: &Match, ours: &[ClassId], theirs: &[ClassId]) {
    let Some(list) = object::list(scene, m.end + 2) else { return };
    if subject::before(cx, scene, m.start) != Subject::Missing {
        return;
    }
    let subjects = object::resolve(cx, scene, &list, ours, Trust::Words);
    let Subject::Mentions(found) = subject::carried(cx, scene, m.start) else { return };
    let evidence = evidence(scene, m, list.end);
    for &subject in &subjects {
        for &object in &admitted(cx, found.clone(), theirs) {
            let (s, o) = if m.pattern.inverse { (object, subject) } else { (subject, object) };
            cx.relation(scene, s, m.pattern.property, o, Fired { construction: "verb", trigger: m.trigger, evidence });
        }
    }
}

/// 除了甲，丙还为乙供货: what else the verb holds of, in the clause before.
fn excepted(cx: &mut Context, scene: &Scene, m: &Match, classes: &[ClassId]) -> Vec<MentionIx> {
    let (start, _) = scene.clause(m.start);
    if start < 2 || !(start..m.start).any(|k| matches!(scene.word(k), "还" | "也")) {
        return Vec::new();
    }
    let (first, end) = scene.clause(start - 2);
    let list = matches!(scene.word(first), "除了" | "除").then(|| object::list(scene, first + 1)).flatten();
    let Some(list) = list.filter(|list| list.end == end) else { return Vec::new() };
    object::resolve(cx, scene, &list, classes, Trust::Words)
}

/// Whether the words behind a verb say that what follows is a new ware: 新款, 首款, 新一代.
fn newly(scene: &Scene, end: usize) -> bool {
    let (_, clause) = scene.clause(end);
    let new = |k: usize| {
        matches!(scene.word(k), "新款" | "首款" | "新一代" | "新型" | "全新" | "款" | "国产" | "首台" | "首个" | "旗舰")
    };
    (end..clause.min(end + 5)).any(new)
}

/// Whether the verb also says another property.
fn shared(cx: &Context, m: &Match) -> bool {
    let domain = &cx.ontology.property_info(m.pattern.declared).domain;
    // What is said of others only (places) is no matter of doubt.
    let same =
        |p: &VerbPattern| domain.iter().any(|&c| cx.ontology.admits(&cx.ontology.property_info(p.declared).domain, c));
    let other = |p: &VerbPattern| p.head == m.pattern.head && !p.gap && p.property != m.pattern.property && same(p);
    m.pattern.head.chars().next().is_some_and(|c| cx.lexicon.verbs(c).iter().any(other))
}

/// 甲与乙签约: the members of the subject stand in a symmetric relation to each other.
fn together(cx: &mut Context, scene: &Scene, property: PropertyId, subjects: &[MentionIx], m: &Match) {
    if cx.ontology.property_info(property).name != "cooperatesWith" {
        return;
    }
    // 甲分别与乙、丙签约: the list is that of the other side.
    let (start, _) = scene.clause(m.start);
    let first = (start..m.start).find(|&k| scene.mention(k).is_some_and(|one| subjects.contains(&one)));
    let with = first.and_then(|k| k.checked_sub(1)).filter(|&k| k > start);
    if with
        .is_some_and(|k| matches!(scene.word(k), "与" | "同" | "和" | "跟") && (start..k).any(|j| scene.is_nominal(j)))
    {
        return;
    }
    // 甲与乙、丙签署协议: not 乙 with 丙. 和 before the last of a list only joins it.
    let units: Vec<usize> = subjects.iter().map(|&m| scene.unit_at(cx.span(m).from())).collect();
    let inside = || units.iter().copied().filter(|k| (start..m.start).contains(k));
    let (first, last) = (inside().min().unwrap_or(start), inside().max().unwrap_or(start));
    let parts = |&k: &usize| match scene.word(k) {
        "与" | "同" | "跟" => true,
        "和" => (k..last).any(|j| scene.word(j) == "、"),
        _ => false,
    };
    let parted = (first..last).find(parts);
    let evidence = evidence(scene, m, m.end);
    for (i, &one) in subjects.iter().enumerate() {
        for (j, &other) in subjects.iter().enumerate().skip(i + 1) {
            if parted.is_some_and(|k| (units[i] < k) == (units[j] < k)) {
                continue;
            }
            cx.relation(scene, one, property, other, Fired { construction: "verb", trigger: m.trigger, evidence });
        }
    }
}

/// The unit behind a verb where its object may begin, past 了, 为, 到 and an opening quotation mark.
fn behind(scene: &Scene, end: usize) -> usize {
    let passed = |&k: &usize| {
        matches!(
            scene.word(k),
            "了" | "过" | "着" | "出" | "为" | "成" | "成为" | "到" | "至" | "于" | "在" | "“" | "「" | "新一代"
        )
    };
    let mut at = (end..scene.units.len()).find(|k| !passed(k)).unwrap_or(end);
    // 研发、生产和销售甲; 生产销售甲: the verbs of one object.
    let verb = |k: usize| matches!(scene.pos(k), "v" | "vn") && scene.mention(k).is_none();
    let object = |k: usize| scene.is_nominal(k) || scene.is_quantity(k) || matches!(scene.word(k), "了" | "“");
    loop {
        if scene.is_conjunction(at) && verb(at + 1) && (object(at + 2) || scene.is_conjunction(at + 2)) {
            at += 2;
        } else if at == end && scene.is_known_verb(at) && verb(at) && object(at + 1) {
            at += 1;
        } else {
            break;
        }
        at = (at..scene.units.len()).find(|k| !passed(k)).unwrap_or(at);
    }
    at
}

/// The unit behind 所持, where what is held begins: 将所持甲公司股权, 购买其合计持有的甲公司股权.
pub(super) fn past_held(scene: &Scene, at: usize) -> usize {
    let holds = |word: &str| matches!(word, "持" | "所持" | "持有" | "所持有");
    let verb = (at..at + 4).find(|&k| !holder(scene, k)).filter(|&k| holds(scene.word(k)));
    verb.map_or(at, |k| k + 1 + usize::from(scene.word(k + 1) == "的"))
}

/// Whether unit `k` points at who holds a share, or says how: 其|持有, 合计|持有.
fn holder(scene: &Scene, k: usize) -> bool {
    matches!(scene.word(k), "其" | "所" | "后者" | "前者" | "对方" | "合计" | "共同" | "直接")
}

/// What was moved before the verb by 把 or 将: 将乙公司收购.
fn shifted(scene: &Scene, m: &Match) -> Option<Objects> {
    let (start, _) = scene.clause(m.start);
    let at = (start..m.start).rev().find(|&k| matches!(scene.word(k), "把" | "将"))?;
    object::list(scene, past_held(scene, at + 1)).filter(|o| o.end <= m.start)
}

/// The objects of a verb without a subject before it, when the phrase behind it is a relative clause and what that
/// describes: 深耕甲领域的乙, 家住甲的乙. They end before 的.
fn described(cx: &Context, scene: &Scene, m: &Match, ours: &[ClassId], objects: &Objects) -> Option<Objects> {
    if m.inside.is_some() || scene.word(m.end) == "了" {
        return None;
    }
    let last = objects.phrases.last()?;
    let from = objects.phrases.iter().rev().nth(1).map_or(m.end, |p| p.end);
    // 坐落在甲山北麓的乙: a side of a place may stand behind it.
    let side = |k: usize| matches!(scene.pos(k), "f" | "s") && k > 0 && scene.mention(k - 1).is_some();
    let of = (from + 1..last.end).find(|&k| scene.word(k) == "的" && (scene.is_nominal(k - 1) || side(k - 1)))?;
    // 家住甲镇的种棉大户张三: what sort of person it is may stand between.
    let sort = |k: usize| scene.mention(k).is_none() && scene.is_nominal(k);
    let whom = (of + 1..last.end).find(|&k| !sort(k)).unwrap_or(last.end);
    // 甲是一家生产乙的企业: the common noun behind stands for the subject before 是.
    let common = scene.lexicon.class_of_noun(scene.word(last.end - 1));
    let kind = |c| ["Organization", "Group"].iter().any(|kind| scene.ontology.is_named(c, kind));
    let (start, _) = scene.clause(m.start);
    if last.mention.is_none()
        && common.is_some_and(kind)
        && (start..m.start).any(|k| matches!(scene.word(k), "是" | "系" | "作为"))
    {
        let mut kept = objects.clone();
        *kept.phrases.last_mut()? = scene.phrase_ending(of - 1)?;
        (kept.end, kept.hypernym) = (last.end, None);
        return Some(kept);
    }
    // 出席甲的嘉宾有张三、李四
    let listed = whom == last.end && lists(scene, whom);
    let own = scene.mention(whom).is_some_and(|s| cx.ontology.admits(ours, cx.class(s)));
    if !(own || listed && !object::conceptual(cx.ontology, ours)) {
        return None;
    }
    let first = match subject::before(cx, scene, m.start) {
        Subject::Missing => true,
        Subject::Noun(_, end) => subject::attribute(scene, end - 1),
        Subject::Mentions(_) => false,
    };
    let opens = scene.clause(m.start).0 == 0 || !scene.is_break(of + 2) || whom > of + 1;
    if !first || !opens {
        return None;
    }
    let mut kept = objects.clone();
    *kept.phrases.last_mut()? = scene.phrase_ending(of - 1 - usize::from(side(of - 1)))?;
    (kept.end, kept.hypernym) = (of, None);
    Some(kept)
}

/// Whether the verb is part of a compound noun: 生产基地, 投资公司, 出口企业.
fn compound(scene: &Scene, m: &Match) -> bool {
    let short = m.trigger.of(scene.text).chars().count() <= 2 && m.end - m.start == 1;
    if !short || scene.mention(m.end).is_some() {
        return false;
    }
    // 收购款, 投资额: one letter that touches the verb makes a noun of it.
    if matches!(
        scene.word(m.end),
        "款" | "价" | "方" | "案" | "费" | "额" | "率" | "量" | "期" | "权" | "商" | "人" | "者"
    ) {
        return true;
    }
    // 计划投资: an adverb here.
    let before = m.start.checked_sub(1).is_some_and(|k| {
        scene.is_nominal(k) && scene.mention(k).is_none() && scene.lexicon.status(scene.word(k)).is_none()
    });
    let nominal = matches!(scene.pos(m.start), "vn" | "n");
    let class = scene.lexicon.class_of_noun(scene.word(m.end));
    let kinds = ["Organization", "Group", "Abstraction", "Place"];
    let heads = class.is_some_and(|c| kinds.iter().any(|k| scene.ontology.is_named(c, k)));
    // 从事海洋养殖装备的研发: the verb stands inside of another one's object.
    let thing = |k: usize| {
        let class = scene.lexicon.class_of_noun(scene.word(k));
        let acts = |c| ["Agent", "Group", "Role"].iter().any(|kind| scene.ontology.is_named(c, kind));
        scene.is_nominal(k)
            && scene.mention(k).is_none()
            && !class.is_some_and(acts)
            && !scene.lexicon.is_role(scene.word(k))
    };
    let ruler = (0..m.start).rev().find(|&k| !thing(k)).filter(|&k| k + 1 < m.start);
    if ruler.is_some_and(|k| scene.is_known_verb(k) && scene.word(k).ends_with("从事")) {
        return true;
    }
    // 深耕工程机械行业: the noun only begins the object.
    let heads = heads && !(scene.is_nominal(m.end + 1) && scene.mention(m.end + 1).is_none());
    heads || nominal && before && !matches!(scene.word(m.end), "了" | "的") && !scene.is_nominal(m.end)
}

/// The clauses from the verb's to that of the last unit before `end`, whole.
pub(super) fn evidence(scene: &Scene, m: &Match, end: usize) -> Span {
    let (start, _) = scene.clause(m.start);
    let last = end.max(m.end).max(1) - 1;
    let (_, end) = scene.clause(last.min(scene.units.len() - 1));
    scene.cover(start.min(last), end.max(last + 1))
}

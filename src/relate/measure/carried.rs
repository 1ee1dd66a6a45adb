//! Whose figure it is when its clause does not say: the subject of the clauses before, and what the text goes on about.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;
use super::super::subject::recent;
use super::Said;
use super::around::{self, Noun};
use super::product::concept;
use super::stands::{definite, is_outsider, speaker};
use super::subject::{Subject, company, holds, subject, verb_of};
use crate::read::Role;
use crate::recognise::Recogniser;

/// What the text goes on about: over the end of a paragraph only what it has named more often than anything else of the
/// kind, else what its headline names.
pub(super) fn topic(cx: &Context, scene: &Scene) -> Option<MentionIx> {
    let at = scene.sentence.span.from();
    let within = |_: &MentionIx| !cx.seg.text.get(cx.about_from..at).unwrap_or("").contains('\n');
    let goes_on = |m: &MentionIx| within(m) || is_salient(cx, at, *m);
    cx.about.filter(goes_on).or_else(|| headlined(cx, scene, at))
}

/// Whether a mention is named more often than anything else of its kind before byte `at`.
fn is_salient(cx: &Context, at: usize, m: MentionIx) -> bool {
    let kind = |m: MentionIx| cx.ontology.kind(cx.class(m));
    // How often each is named, and how far from the end of the text first.
    let mut times: BTreeMap<&str, (usize, Reverse<MentionIx>)> = BTreeMap::new();
    for other in recent(cx, at).filter(|&other| kind(other) == kind(m)) {
        times.entry(cx.full_name(other)).or_insert((0, Reverse(other))).0 += 1;
    }
    let Some(&own) = times.get(cx.full_name(m)) else { return false };
    // Of bodies named as often the one named first is meant; an area goes on being meant.
    let area = cx.is(m, "Place");
    // The only town or firm so far is meant at once.
    let only = times.len() == 1 && !cx.is(m, "Event");
    (own.0 > 1 || only) && times.values().all(|&n| n <= own || area && n.0 == own.0)
}

/// What the headline names, where the text goes on naming it, and the paragraph nothing else of its kind.
fn headlined(cx: &Context, scene: &Scene, at: usize) -> Option<MentionIx> {
    let title = cx.seg.sentences.iter().find(|s| s.role == Role::Title)?.span;
    let named = |&m: &MentionIx| title.contains(cx.span(m)) && holds(cx, m) && !cx.is(m, "Concept");
    let first = recent(cx, at).find(named)?;
    let paragraph = cx.seg.document.paragraphs.get(scene.sentence.paragraph)?.span;
    let kind = |m: MentionIx| cx.ontology.kind(cx.class(m));
    let other = |m: MentionIx| kind(m) == kind(first) && cx.full_name(m) != cx.full_name(first);
    let alone = !recent(cx, at).any(|m| paragraph.contains(cx.span(m)) && other(m));
    (alone && is_salient(cx, at, first)).then_some(first)
}

/// The kind of what a common noun means: of an event, a body or a place.
pub(super) fn kind_of(cx: &Context, scene: &Scene, noun: Noun) -> Option<&'static str> {
    let word = scene.word(noun.end - 1);
    let class = scene.lexicon.class_of(word)?;
    ["Event", "Organization", "Place"].into_iter().find(|k| cx.ontology.is_named(class, k))
}

/// Whether a common noun as subject may mean the topic: 合作社 does not mean a town, nor 展会 a company.
pub(super) fn agrees(cx: &Context, scene: &Scene, noun: Noun) -> bool {
    kind_of(cx, scene, noun).is_none_or(|kind| cx.about.is_some_and(|m| cx.is(m, kind)))
}

/// Whether a noun that is no name speaks of somebody else than the topic: a name that was not found, a group.
pub(super) fn is_other(scene: &Scene, noun: Noun) -> bool {
    // 瓜|蒌: a rare letter is no name.
    let rare = |u: usize| scene.pos(u) == "x" && scene.word(u).chars().count() == 1;
    let named = |u: usize| matches!(scene.pos(u), "nr" | "nrt" | "nrfg" | "nt" | "x") && !rare(u);
    let known = |u: usize| scene.lexicon.class_of_noun(scene.word(u)).is_some();
    // 本届展销会, 此次活动: what it means was not found.
    let first = scene.word(noun.start);
    let area =
        first.strip_prefix('全').is_some_and(|level| "省市县区镇乡村州盟旗".contains(level) && !level.is_empty());
    let pointed = area
        || matches!(first, "本届" | "此次" | "本次" | "这次" | "该" | "本")
        || first == "平台" && definite(scene, noun.start);
    // 康地添加剂生产项目: a project of its own.
    let project = matches!(scene.word(noun.end - 1), "项目" | "工程") && noun.end - noun.start > 2;
    pointed || project || (noun.start..noun.end).any(named) && !(noun.start..noun.end).any(known)
}

/// The subject of the clauses before, the nearest first; a clause with a figure lends its own. Empty when a clause
/// has a subject that cannot be told, `None` when no clause has one.
///
/// Where the figure has a noun of its `own`, wares that only a noun before it named are no subject: 轿车出口30万辆，班列开行800列.
pub(super) fn carried(
    cx: &mut Context,
    scene: &Scene,
    start: usize,
    said: &[Said],
    own: bool,
) -> Option<Vec<MentionIx>> {
    let mut at = start;
    while at > 0 {
        let (first, last) = scene.clause(at - 1);
        // 甲领投，投后估值30亿元: of whom they invest in.
        if first > 0 && (first..last).any(|k| matches!(scene.word(k), "领投" | "跟投" | "参投")) {
            at = first;
            continue;
        }
        if let Some(m) = own_report(cx, scene, first, last) {
            return Some(vec![m]);
        }
        // 一是甲中心，占地1200亩; 一根60千瓦的充电桩，成本2万元: what the clauses behind it tell of.
        if let Some(noun) = introduced(scene, first, last) {
            let named = scene.mention(last - 1).filter(|&m| holds(cx, m));
            return Some(named.or_else(|| concept(cx, scene, noun, true)).into_iter().collect());
        }
        // 甲协会提供的资料显示: a source.
        if is_source(cx, scene, first, last)
            && !(first..last).any(|k| scene.mention(k).is_some_and(|m| cx.is(m, "Company")))
        {
            at = first;
            continue;
        }
        // 其中北京已超过四成，总数达到8万户: a part has its figure alone; 由张三与李四创办，员工达50人: the agents of what is told.
        // 其中甲公司为乙供货，产能3万吨: that part is told on.
        let figures = (first..last).any(|k| scene.is_quantity(k));
        // 其中甲隧道全长3公里，穿越5条断裂带: the tunnel goes on being meant where a verb stands alone.
        let built = said.iter().rev().find(|s| (first..last).contains(&s.at)).and_then(|s| s.owners.first());
        let goes_on = scene.word(first) == "其中"
            && figures
            && (scene.is_verb(start) || scene.pos(start) == "v")
            && built.is_some_and(|&m| cx.is(m, "Facility"));
        if let Some(&m) = built.filter(|_| goes_on) {
            return Some(vec![m]);
        }
        let apart = scene.word(first) == "由" || scene.word(first) == "其中" && figures;
        if first > 0 && (apart || scene.is_course(first)) {
            at = first;
            continue;
        }
        if let Some(found) = said.iter().rev().find(|s| (first..last).contains(&s.at) && !s.owners.is_empty()) {
            let ware = |&m: &MentionIx| cx.found.mentions[m as usize].by == Recogniser::Phrase;
            // 全国汽车产销5万辆，出口2万辆: of the whole country as well.
            let wide = (first..last).any(|k| matches!(scene.word(k), "全国" | "全球" | "全世界"));
            if wide || !(own && found.owners.iter().all(ware)) {
                return Some(found.owners.clone());
            }
            at = first;
            continue;
        }
        if said.iter().any(|s| (first..last).contains(&s.at)) {
            return Some(Vec::new());
        }
        // 经甲市，乙市、丙市，接入丁市: a clause of names alone goes on with the list before it.
        let listed = |k: usize| scene.mention(k).is_some() || scene.is_conjunction(k) || scene.word(k) == "等";
        if first > 0 && (first..last).all(listed) {
            at = first;
            continue;
        }
        // 位于城郊的甲产业园，已入驻企业50户: the clause only describes the name at its end.
        let of = (first..last).rev().find(|&k| scene.word(k) == "的");
        let described = of.is_some_and(|of| {
            (of + 1..last).all(|k| scene.is_nominal(k))
                && (first..of).any(|k| scene.is_verb(k) || scene.is_known_verb(k))
        });
        let whole = described && !(first..last).any(|k| scene.pos(k) == "p" && k > first);
        if let Some(m) = last
            .checked_sub(1)
            .and_then(|k| scene.mention(k))
            .filter(|&m| whole && last > first && (holds(cx, m) || cx.is(m, "Person")))
        {
            return Some(vec![m]);
        }
        // 排名第一的是甲，份额达49%: whom the clause names.
        let named = last.checked_sub(2).filter(|&k| k > first && scene.word(k) == "是" && scene.word(k - 1) == "的");
        if let Some(m) = named.and_then(|k| scene.mention(k + 1)).filter(|&m| holds(cx, m)) {
            return Some(vec![m]);
        }
        // 在甲县乙镇，已关停煤场300家: where it is told of.
        let place = |k: usize| scene.mention(k).is_some_and(|m| cx.is(m, "Place") || cx.is(m, "Facility"));
        if scene.word(first) == "在" && last > first + 1 && (first + 1..last).all(place) {
            return scene.mention(last - 1).map(|m| vec![m]);
        }
        // 在甲镇的山坡上，3万亩脐橙成熟: where it is told of.
        let inside =
            last > first + 2 && scene.pos(last - 1) == "f" && matches!(scene.word(first), "在" | "走进" | "来到");
        let opens = inside && scene.is_quantity(start) && !(first..last).any(|k| scene.is_quantity(k));
        if let Some(m) = (first + 1..last).rev().find_map(|k| scene.mention(k)).filter(|&m| opens && holds(cx, m)) {
            return Some(vec![m]);
        }
        // 张三创办甲公司，通过直播带货，去年销售乙5万斤: by what means.
        let means = matches!(scene.word(first), "通过" | "依托" | "借助" | "凭借" | "依靠" | "靠着" | "利用");
        if first > 0 && means && !figures {
            at = first;
            continue;
        }
        let verb = verb_of(scene, first, last);
        // 大会由甲主办，乙承办，为期三天: the meeting goes on being meant.
        let agents = first > 1 && {
            let (before, end) = scene.clause(first - 2);
            (before..end).any(|k| scene.word(k) == "由")
        };
        // 铁路由甲设计，乙等单位参与建设，总投资5亿元
        let takes_part = last > first
            && matches!(
                scene.word(last - 1),
                "建设" | "施工" | "承建" | "参建" | "参与" | "监理" | "设计" | "运营" | "编制"
            );
        if agents && takes_part && scene.mention(first).is_some_and(|m| cx.is(m, "Organization")) {
            at = first;
            continue;
        }
        if agents && verb < last && verb + 1 == last && verb > first && scene.mention(verb - 1).is_some() {
            at = first;
            continue;
        }
        if let Some(m) = speaker(cx, scene, first, last) {
            return Some(vec![m]);
        }
        // 位于甲园的乙公司注册了商标: the first verb has no subject, the second has.
        let verbs = (verb + 1..last).filter(|&k| around::rules(scene, k));
        let mut found = subject(cx, scene, verb, first, verb == last);
        for verb in verbs {
            if matches!(found, Subject::Missing) {
                found = subject(cx, scene, verb, first, false);
            }
        }
        match found {
            // 【张三】: who answers.
            Subject::Mentions(found) if scene.word(first) == "【" && found.iter().all(|&m| cx.is(m, "Person")) => {}
            Subject::Mentions(found) => return Some(found),
            Subject::Noun(noun) => {
                if let Some(m) = concept(cx, scene, noun, false) {
                    return Some(vec![m]);
                }
                if verb < last && (is_other(scene, noun) || !agrees(cx, scene, noun)) {
                    return Some(Vec::new());
                }
            }
            Subject::Missing => {}
        }
        at = first;
    }
    // 其中，进口3万吨: of what the sentence before told.
    let whole = cx.whole.as_ref().filter(|w| scene.word(0) == "其中" && w.paragraph == scene.sentence.paragraph);
    whole.map(|w| w.owners.clone()).filter(|owners| !owners.is_empty())
}

/// 甲公司的半年报显示: the firm whose report tells its own figures.
fn own_report(cx: &Context, scene: &Scene, first: usize, last: usize) -> Option<MentionIx> {
    let shows = (first..last).find(|&k| matches!(scene.word(k), "显示" | "披露" | "表明"))?;
    let report = shows.checked_sub(1).filter(|&k| k >= first)?;
    let own = ["财报", "年报", "半年报", "季报", "公告", "招股书", "业绩快报", "业绩预告", "财务报告"];
    own.iter().any(|end| scene.word(report).ends_with(end)).then_some(())?;
    let between = |k: usize| scene.mention(k).is_none() && !scene.is_verb(k);
    let firm = (first..report).rev().find(|&k| !between(k))?;
    scene.mention(firm).filter(|&m| cx.is(m, "Company"))
}

/// The noun phrase that is all of a clause and that the clauses behind it tell of: 一是…, 一根…, 一座….
fn introduced(scene: &Scene, first: usize, last: usize) -> Option<Noun> {
    let word = scene.word(first);
    let counted = word.chars().count() == 2 && word.starts_with('一') && scene.is_quantity(first)
        || word == "一" && scene.pos(first + 1) == "q";
    let listed = ["一是", "二是", "三是", "四是", "五是"].contains(&word);
    let from = first + 1 + usize::from(word == "一");
    let plain = |k: usize| !(scene.is_verb(k) || scene.pos(k) == "p" || scene.is_break(k));
    let whole = last > from && (from..last).all(plain) && scene.is_nominal(last - 1);
    let start = (from..last).rev().take_while(|&k| scene.is_nominal(k)).last()?;
    ((counted || listed) && whole).then_some(Noun { start, end: last })
}

/// 甲协会提供的资料显示, 乙中心的《报告》显示: whether a clause only tells where the figures come from.
fn is_source(cx: &Context, scene: &Scene, first: usize, last: usize) -> bool {
    let shows = last > first + 1 && matches!(scene.word(last - 1), "显示" | "表明");
    shows
        && (matches!(scene.word(last - 2), "资料" | "数据" | "统计" | "调查" | "监测" | "数据库" | "报告" | "》")
            || scene.mention(last - 2).is_some_and(|m| cx.is(m, "Work")))
}

/// What the sentence is about, for figures of later sentences that name no subject.
pub(super) fn about(cx: &Context, scene: &Scene) -> Option<MentionIx> {
    let mut at = 0;
    while at < scene.units.len() {
        let (first, last) = scene.clause(at);
        if is_source(cx, scene, first, last) {
            at = last.max(at) + 1;
            continue;
        }
        if let Some(m) = speaker(cx, scene, first, last) {
            return Some(m);
        }
        let verb = verb_of(scene, first, last);
        for verb in (verb..last).filter(|&k| around::rules(scene, k)) {
            if let Subject::Mentions(found) = subject(cx, scene, verb, first, false)
                && let Some(&m) = found.first()
            {
                let person = cx.is(m, "Person");
                return if person {
                    company(cx, m).filter(|_| !is_outsider(cx, m))
                } else {
                    Some(m).filter(|&m| holds(cx, m))
                };
            }
        }
        // 甲镇以小小衣架，……，撬起了大市场
        if let Some(m) = scene.mention(first).filter(|&m| verb == last && holds(cx, m) && scene.pos(first + 1) == "p") {
            return Some(m);
        }
        at = last.max(at) + 1;
    }
    // 甲港：百年梦圆: a headline names what the text is about.
    let headline = matches!(scene.sentence.role, Role::Title | Role::Heading);
    scene.mention(0).filter(|&m| headline && cx.about.is_none() && holds(cx, m) && !cx.is(m, "Person"))
}

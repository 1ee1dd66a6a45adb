//! The subject of a clause as figures need it: a name, a word that stands for one, the owner of what is named.

use super::super::context::Context;
use super::super::scene::{Kind, Scene};
use super::super::{MentionIx, subject as general};
use super::around::{self, Noun};
use super::stands::stands_for;
pub(super) use general::company;

/// What stands as the subject of a clause.
pub(super) enum Subject {
    Mentions(Vec<MentionIx>),
    /// A noun phrase without a name that could own the figure.
    Noun(Noun),
    Missing,
}

/// Nouns that tell where a figure comes from, not whose it is: 交通运输部数据显示.
const SOURCES: [&str; 15] = [
    "资料",
    "数据",
    "消息",
    "报道",
    "公告",
    "统计",
    "报告",
    "年报",
    "半年报",
    "财报",
    "记者",
    "方面",
    "调研",
    "显示",
    "透露",
];

/// Words before a noun phrase that rule it, whatever their part of speech.
const PREPOSITIONS: [&str; 26] = [
    "距",
    "距离",
    "离",
    "经",
    "据",
    "由",
    "从",
    "随着",
    "截至",
    "根据",
    "通过",
    "靠",
    "光靠",
    "依靠",
    "凭",
    "凭借",
    "靠着",
    "选址",
    "落址",
    "起自",
    "途经",
    "毗邻",
    "紧邻",
    "地处",
    "坐落于",
    "通往",
];

/// The subject left of unit `from` in the clause that begins at `start`: no object, under no preposition.
pub(super) fn subject(cx: &Context, scene: &Scene, from: usize, start: usize, own: bool) -> Subject {
    let mut k = from;
    let mut noun = None;
    let speech = speaks(scene, start, if own { from } else { scene.clause(start).1 });
    let acts = |m: MentionIx| cx.is(m, "Person") && !speech;
    while k > start {
        k -= 1;
        if dateline(cx, scene, k) {
            break;
        }
        // 甲集团（以下简称“乙”）了解到: what stands in brackets is no subject.
        if let Some(open) = scene.opening(k).filter(|&open| open >= start) {
            k = open;
            continue;
        }
        // 生产了全国60%以上的甲: the whole that a share is of.
        if matches!(scene.word(k), "全国" | "全球" | "世界" | "国内") && scene.is_quantity(k + 1) {
            continue;
        }
        // The dictionary does not know 同比增加 and takes it for a name.
        if scene.word(k).starts_with("同比") || scene.word(k).starts_with("环比") {
            continue;
        }
        if matches!(scene.word(k), "他" | "她")
            && let Some(m) = general::antecedent(cx, scene, k).filter(|&m| acts(m))
        {
            return Subject::Mentions(vec![m]);
        }
        if !(scene.is_nominal(k) || around::common(scene, k) || stands_for(cx, scene, k).is_some()) {
            continue;
        }
        let (first, end) = (phrase_start(scene, k, start), k + 1);
        k = first;
        // 这座地处海边的县级市: the town itself.
        if let Some(m) = stands_for(cx, scene, first).filter(|_| matches!(scene.word(first), "这座" | "这片")) {
            return Subject::Mentions(vec![m]);
        }
        let first = relative_head(scene, first, end, start).unwrap_or(first);
        if ruled(scene, first, end, start) {
            continue;
        }
        // 甲院研究员张三分析，…: the body only tells who speaks.
        let titled =
            (end..end + 3).take_while(|&u| scene.mention(u).is_none()).any(|u| scene.lexicon.is_role(scene.word(u)));
        let person = || (end + 1..end + 4).find_map(|u| scene.mention(u)).is_some_and(|m| cx.is(m, "Person"));
        if scene.lexicon.is_role(scene.word(end)) && titled && person() {
            continue;
        }
        // 甲市与乙公司签署协议，金额5亿元: what goes on is said of the first.
        let first_party =
            first.checked_sub(2).filter(|_| first >= start + 2 && matches!(scene.word(first - 1), "与" | "同"));
        if let Some(m) = first_party.and_then(|k| scene.mention(k)).filter(|&m| holds(cx, m)) {
            return Subject::Mentions(vec![m]);
        }
        if let Some(m) = scene.mention(end - 1) {
            // 公司与控股股东甲集团签订协议: what goes on is said of the first.
            let with = (first..end).find(|&u| matches!(scene.word(u), "与" | "同" | "和"));
            let pact = |u: usize| scene.word(u).contains(['签', '合', '协', '联', '共']);
            let other = |u: usize| scene.mention(u).filter(|&m| holds(cx, m));
            let signs = with.is_some_and(|with| scene.word(with) == "与" && (end..scene.clause(with).1).any(pact));
            let partner = with.and_then(|with| {
                (first..with).rev().find_map(|u| stands_for(cx, scene, u).or_else(|| other(u).filter(|_| signs)))
            });
            if let Some(m) = partner {
                return Subject::Mentions(vec![m]);
            }
            // 其遂宁|基地, 甲公司遂宁|基地: the place only tells which one it is.
            let site = cx.is(m, "Place") && end <= from && scene.is_nominal(end);
            let owner = (end >= first + 2).then(|| match scene.word(end - 2) {
                "其" => cx.topic.filter(|&t| cx.is(t, "Company")),
                _ => scene.mention(end - 2).filter(|&m| cx.is(m, "Company")),
            });
            if let Some(owner) = owner.flatten().filter(|_| site) {
                return Subject::Mentions(vec![owner]);
            }
            // 国际及港澳台|企业: a place beside a common noun only describes.
            let beside = end > first + 2 && scene.is_conjunction(end - 2) && scene.mention(end - 3).is_none();
            if beside && cx.is(m, "Place") {
                continue;
            }
            if holds(cx, m) || acts(m) {
                return Subject::Mentions(general::list_left(cx, scene, end - 1, m));
            }
            continue;
        }
        if let Some(m) = (first..end).find_map(|u| stands_for(cx, scene, u)) {
            return Subject::Mentions(vec![m]);
        }
        let head = scene.word(end - 1);
        if SOURCES.contains(&head) {
            break;
        }
        // 甲院研究员张三|分析，…: a noun for the dictionary.
        if scene.lexicon.is_speech(head)
            && end > first + 1
            && scene.mention(end - 2).is_some_and(|m| cx.is(m, "Person"))
        {
            continue;
        }
        if scene.lexicon.is_role(head) {
            continue;
        }
        if let Some(m) = possessor(cx, scene, first, end, own) {
            return Subject::Mentions(vec![m]);
        }
        noun.get_or_insert(Noun { start: first, end });
    }
    noun.map_or(Subject::Missing, Subject::Noun)
}

/// Whether unit `k` belongs to the dateline, or is a reporter whom the credits name.
pub(super) fn dateline(cx: &Context, scene: &Scene, k: usize) -> bool {
    let meta = &cx.seg.document.meta;
    let unit = scene.units[k].span;
    let credited = || meta.reporters.iter().filter_map(|r| r.span).any(|span| span.contains(unit));
    // 北京4月25日电
    let sent = scene.mention(k).is_some() && scene.is_time(k + 1) && matches!(scene.word(k + 2), "电" | "讯" | "消息");
    meta.dateline.is_some_and(|line| line.contains(unit)) || credited() || sent
}

/// The first unit of the noun phrase that ends with unit `k`: lists, 的 and what describes nouns taken in.
fn phrase_start(scene: &Scene, k: usize, start: usize) -> usize {
    let mut first = k;
    while first > start {
        let j = first - 1;
        let describes = matches!(scene.pos(j), "a" | "b" | "m" | "q" | "r" | "z")
            || scene.word(j) == "以上" && j > start && scene.is_nominal(j - 1)
            || matches!(scene.units[j].kind, Kind::Quantity(_));
        let joins =
            (matches!(scene.word(j), "的" | "之") || scene.is_conjunction(j)) && j > start && scene.is_nominal(j - 1);
        let rules = around::rules(scene, j) || PREPOSITIONS.contains(&scene.word(j)) || scene.is_direction(j);
        if rules || !(scene.is_nominal(j) || describes || joins) {
            break;
        }
        first = j;
    }
    first
}

/// 位于甲园的乙公司: the head of a relative clause that opens the clause, where units `first..end` begin behind its verb.
fn relative_head(scene: &Scene, first: usize, end: usize, start: usize) -> Option<usize> {
    let verb = first.checked_sub(1).filter(|&v| v >= start && around::rules(scene, v))?;
    let opens = (start..verb).all(|u| scene.is_time(u) || scene.pos(u) == "d");
    let head = (first..end).rev().find(|&u| scene.word(u) == "的").filter(|_| opens)? + 1;
    scene.mention(end - 1).is_some().then_some(head)
}

/// Whether the noun phrase of units `first..end` is an object or an adverbial.
fn ruled(scene: &Scene, first: usize, end: usize, start: usize) -> bool {
    let mut k = first;
    while k > start && (scene.is_time(k - 1) || matches!(scene.pos(k - 1), "t" | "r" | "m" | "q" | "ul")) {
        k -= 1;
    }
    let past = end + usize::from(matches!(scene.word(end), "”" | "」"));
    // 甲公司账上现金6亿元: its own.
    let own = matches!(scene.word(past), "账上" | "账面" | "旗下" | "名下" | "手中" | "手上");
    let adverbial = scene.pos(past) == "f" && !own || matches!(scene.word(past), "时" | "期间" | "以来");
    let object = k > start && around::rules(scene, k - 1) && !scene.lexicon.is_speech(scene.word(k - 1));
    // 她与甲公司签约: 与 joins two names, or rules one.
    let with = k > start && scene.is_conjunction(k - 1) && (k < start + 2 || !scene.is_nominal(k - 2));
    let preposition = k > start && (PREPOSITIONS.contains(&scene.word(k - 1)) || scene.is_direction(k - 1)) || with;
    adverbial || object || preposition || general::governed(scene, k, start)
}

/// Who the noun phrase of units `first..end` belongs to: an organisation named in it, or the place of its trade.
fn possessor(cx: &Context, scene: &Scene, first: usize, end: usize, own: bool) -> Option<MentionIx> {
    let named = || (first..end).filter_map(|u| scene.mention(u)).filter(|&m| holds(cx, m));
    // 国际及港澳台企业: a place beside a common noun only describes.
    let beside = |u: usize| u > first + 1 && scene.is_conjunction(u - 1) && scene.mention(u - 2).is_none();
    if (first..end).any(|u| scene.mention(u).is_some_and(|m| cx.is(m, "Place")) && beside(u)) {
        return None;
    }
    let organization = named().find(|&m| cx.is(m, "Organization"));
    let class = (first..end).find_map(|u| {
        let words = scene.cover(u, end).of(scene.text);
        scene.lexicon.class_of(words)
    });
    let collective = class.is_some_and(|c| {
        ["Group", "Industry", "Product", "Company"].iter().any(|kind| scene.ontology.is_named(c, kind))
    });
    let head = scene.word(end - 1);
    let abstraction = scene.lexicon.class_of_noun(head).is_some_and(|c| scene.ontology.is_named(c, "Abstraction"));
    let quality = abstraction || scene.lexicon.measures_by_noun(head).is_some();
    // 甲县委、县政府
    let listed = (first..end).any(|u| scene.is_conjunction(u) && u > first && scene.mention(u - 1).is_some());
    let ours = scene.word(first) == "我国";
    // 甲市的衣架, 甲市劳保手套: the goods of the place.
    let goods = (first..end)
        .all(|u| scene.mention(u).is_some() || matches!(scene.pos(u), "n" | "vn" | "b") || scene.word(u) == "的")
        && class.is_none_or(|c| {
            !["Organization", "Place", "Event", "Role"].iter().any(|kind| scene.ontology.is_named(c, kind))
        });
    let ours = ours || own && goods;
    let place = || named().next_back().filter(|_| collective || quality || listed || ours);
    // 张三家的五亩地
    if matches!(head, "家" | "家里" | "家中")
        && let Some(m) = (first..end).rev().find_map(|u| scene.mention(u)).filter(|&m| cx.is(m, "Person"))
    {
        return Some(m);
    }
    // 张三的工厂
    let works = class.is_some_and(|c| scene.ontology.is_named(c, "Organization"));
    let person = || (first..end).filter_map(|u| scene.mention(u)).find(|&m| works && cx.is(m, "Person"));
    organization.or_else(place).or_else(|| person().map(|m| company(cx, m).unwrap_or(m)))
}

/// Whether a verb of speech stands between units `from` and `to`.
fn speaks(scene: &Scene, from: usize, to: usize) -> bool {
    (from..to).any(|k| scene.lexicon.is_speech(scene.word(k)))
}

/// Whether a figure may be said of a mention: a place, an organisation, an event, a product, a trade.
pub(super) fn holds(cx: &Context, m: MentionIx) -> bool {
    ["Place", "Organization", "Event", "Product", "Industry", "Technology", "Facility"]
        .iter()
        .any(|kind| cx.is(m, kind))
        && !cx.is(m, "NewsMedia")
}

/// The first verb of the clause, or its end.
pub(super) fn verb_of(scene: &Scene, first: usize, last: usize) -> usize {
    (first..last).find(|&k| around::rules(scene, k)).unwrap_or(last)
}

//! Whose figure it is: the name before it, the subject of the clauses before, the product it is about, the topic.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;
use super::Said;
use super::area::{is_part, reported, whole_of};
use super::around::{Around, Noun};
use super::beside;
use super::carried::{agrees, carried, is_other, kind_of, topic};
use super::choose::{Reading, TAILS};
use super::near::{
    adjacent, before_examples, described, described_by_list, fitting, named_so, place_behind, shared, visited,
};
use super::product::{concept, measured, of_product};
use super::stands::{said_by, stands_for};
use super::subject::{Subject, holds, subject};
use super::whole::{bare, group, nationwide, of_group, scope, whole_market};

/// The subjects of a figure; empty when the text does not tell.
pub(super) fn owners(
    cx: &mut Context,
    scene: &Scene,
    i: usize,
    around: &Around,
    reading: &Reading,
    said: &[Said],
) -> Vec<MentionIx> {
    cx.beyond = false;
    if reading.reversed {
        return place_behind(cx, scene, around);
    }
    if let Some(open) = beside::bracket(scene, i) {
        if let Some(m) = open.checked_sub(1).and_then(|k| scene.mention(k)).filter(|&m| holds(cx, m)) {
            return vec![m];
        }
        if let Some(before) = said.last() {
            return before.owners.clone();
        }
    }
    let (start, _) = scene.clause(i);
    if beside::is_entry(cx, scene, i) {
        return (start..i).find_map(|k| scene.mention(k)).filter(|&m| holds(cx, m)).into_iter().collect();
    }
    if let Some(before) = reading.follows.map(|k| &said[k]).filter(|s| !s.owners.is_empty())
        && bare(scene, start.max(before.at + 1), around.left)
    {
        let (rank, count) = around.rank;
        let each = before.owners.get(rank).filter(|_| count == before.owners.len());
        return each.map_or_else(|| before.owners.clone(), |&m| vec![m]);
    }
    if let Some(m) = super::each::owner(cx, scene, around) {
        return vec![m];
    }
    let measure = cx.ontology.property_info(reading.measure).name.as_str();
    let noun = around.before.last().copied();
    if let Some(scope) = noun.filter(|_| measure != "marketShare").and_then(|noun| scope(scene, noun)) {
        let market = whole_market(cx, scene, scope);
        // 该公司国际航线, 全球销售额: a part of the firm's, unless the whole country is meant.
        let part = matches!(scene.word(scope.start), "国际" | "海外" | "国内" | "全球");
        if !part || market.is_some() && bare(scene, start, scope.start) && !is_part(scene, start) {
            return market.into_iter().collect();
        }
    }
    if let Some(m) = holder(cx, scene, i, reading) {
        return vec![m];
    }
    // “我们投入了18亿元。”甲公司董事长张三说
    if let Some(m) = we(scene, start, i).then(|| said_by(cx, scene, i)).flatten() {
        return fitting(cx, scene, vec![m], reading);
    }
    if let Some(m) = adjacent(cx, scene, around.left, start) {
        return vec![m];
    }
    if let Some(m) = described_by_list(cx, scene, i) {
        return vec![m];
    }
    // 全长6829米的甲大桥: of no name before it.
    if let Some(m) = described(cx, scene, i, around).filter(|&m| cx.is(m, "Facility")) {
        return vec![m];
    }
    if let Some(m) = noun.and_then(|noun| visited(cx, scene, noun, start)) {
        return vec![m];
    }
    // 研究所现有研发人员146人: the one named before, whose name ends so.
    let body =
        noun.filter(|n| n.end - n.start > 1 && bare(scene, start, n.start)).map(|n| Noun { end: n.start + 1, ..n });
    let body =
        body.filter(|&n| kind_of(cx, scene, n).is_some() && !matches!(scene.word(n.start), "公司" | "集团" | "企业"));
    if let Some(m) = body.and_then(|n| named_so(cx, scene, n, scene.units[start].span.from())) {
        return vec![m];
    }
    if let Some(m) = reported(cx, scene, start, reading, noun) {
        return vec![m];
    }
    // 蔬菜及食用菌产量: of both.
    let joined = |n: &Noun| n.start > start && scene.is_conjunction(n.start - 1);
    let own = noun.filter(|n| !joined(n)).and_then(|noun| measured(cx, scene, noun));
    // 丁园占地面积: the measured noun begins with a name that was not found.
    let telling = |n: &Noun| scene.lexicon.measures_by_noun(scene.word(n.end - 1)).is_some();
    let prefix = noun.filter(|n| n.end - n.start > 1).filter(telling).map(|n| Noun { end: n.end - 1, ..n });
    // 港口又有两个泊位: the port that is talked about.
    // 设车站39座: what a verb has for its object is counted.
    let object = |n: &Noun| {
        n.start > start
            && matches!(
                scene.word(n.start - 1),
                "设" | "设有" | "建" | "建成" | "建有" | "新建" | "拥有" | "现有" | "共有"
            )
    };
    let bare_noun = noun.filter(|n| n.end - n.start == 1 && !telling(n) && !object(n) && bare(scene, start, n.start));
    if let Some(kind) = bare_noun.and_then(|noun| kind_of(cx, scene, noun)) {
        let found = carried(cx, scene, start, said, false).or_else(|| topic(cx, scene).map(|m| vec![m]));
        let before = scene.units[start].span.from();
        let found = found.unwrap_or_default().into_iter().find(|&m| cx.is(m, kind));
        return found.or_else(|| named_so(cx, scene, bare_noun?, before)).into_iter().collect();
    }
    if let Some(prefix) = prefix.filter(|_| own.is_none()) {
        if is_other(scene, prefix) || of_group(scene, prefix) {
            return group(cx, scene, prefix).into_iter().collect();
        }
        // 港口吞吐量: of the one talked about, if that is one.
        let alone = bare(scene, start, prefix.start) && prefix.end - prefix.start == 1;
        if let Some(kind) = kind_of(cx, scene, prefix).filter(|_| alone) {
            let found = carried(cx, scene, start, said, false).or_else(|| topic(cx, scene).map(|m| vec![m]));
            return found.unwrap_or_default().into_iter().filter(|&m| cx.is(m, kind)).collect();
        }
    }
    // 全市进出口总额: of an area that was not found.
    let whole = noun.map_or("", |noun| scene.word(noun.start));
    let level =
        whole.strip_prefix('全').filter(|l| matches!(*l, "省" | "市" | "县" | "区" | "镇" | "乡" | "村" | "州"));
    if level.is_some() && noun.is_some_and(|noun| stands_for(cx, scene, noun.start).is_none()) {
        return Vec::new();
    }
    if let Some(found) = nationwide(cx, scene, around, start) {
        return found;
    }
    // 水泥行业产能利用率: a rate is the trade's own.
    if measure == "share"
        && let Some(noun) = noun
        && let Some(end) = (noun.start + 1..noun.end).find(|&k| scene.word(k).ends_with("行业"))
        && let Some(m) = concept(cx, scene, Noun { start: noun.start, end: end + 1 }, false)
    {
        return vec![m];
    }
    let in_clause = subject(cx, scene, before_examples(scene, around.left, start), start, true);
    let named = matches!(in_clause, Subject::Noun(_));
    // 机械占26%: of nothing else than itself.
    let itself = match in_clause {
        Subject::Noun(other)
            if matches!(measure, "share" | "marketShare") && reading.trigger.of(scene.text) == "占" =>
        {
            Some(other)
        }
        _ => None,
    };
    match in_clause {
        Subject::Mentions(own) => {
            let people = own.iter().any(|&m| cx.is(m, "Person"));
            let own = fitting(cx, scene, own, reading);
            // 张三订了40万支笔: what a person does is not carried to somebody else.
            if !own.is_empty() || people {
                return shared(around, own);
            }
        }
        _ if around.each && around.rank.1 > 1 && super::each::times(scene, start, i, around.rank.1).is_empty() => {
            let (rank, count) = around.rank;
            let noun = around.before.get(rank).filter(|_| around.before.len() == count);
            let own = noun.and_then(|&noun| concept(cx, scene, noun, true)).or(own);
            let whole = said.iter().rev().find(|s| !s.owners.is_empty()).filter(|_| scene.word(start) == "其中");
            return own.map_or_else(|| whole.map_or(Vec::new(), |s| s.owners.clone()), |m| vec![m]);
        }
        // 贡献了50%的税收、60%的出口: the noun is that of the figure before.
        Subject::Noun(other) if said.iter().any(|s| (start..other.start).contains(&s.at) && !s.owners.is_empty()) => {
            let before = said.iter().rev().find(|s| s.at < other.start && !s.owners.is_empty());
            return before.map_or(Vec::new(), |s| s.owners.clone());
        }
        Subject::Noun(_) if own.is_some() => return own.into_iter().collect(),
        Subject::Noun(other) => {
            // 秋粮产量占全年的四分之三
            if matches!(measure, "share" | "marketShare")
                && let Some(m) = measured(cx, scene, other)
            {
                return vec![m];
            }
            let sold = measure == "price" || noun.is_some_and(|n| of_product(scene, n));
            if let Some(m) = concept(cx, scene, other, sold) {
                return vec![m];
            }
            let pointed = scene.word(other.start).starts_with(['该', '本', '此']);
            let measured = !pointed && scene.lexicon.measures_by_noun(scene.word(other.end - 1)).is_some();
            // 嘉宾1200位，其中院士12位: a part of what was counted before.
            let whole = said.iter().rev().find(|s| !s.owners.is_empty()).filter(|_| scene.word(start) == "其中");
            if let Some(whole) = whole {
                return whole.owners.clone();
            }
            if let Some(owners) = whole_of(cx, scene, start, other, reading.measure) {
                return owners;
            }
            if !measured && (is_other(scene, other) || !agrees(cx, scene, other)) {
                let counted = noun.filter(|_| measure == "enterpriseCount");
                return counted.and_then(|noun| group(cx, scene, noun)).into_iter().collect();
            }
        }
        Subject::Missing => {
            if let Some(m) = described(cx, scene, i, around).filter(|&m| holds(cx, m)) {
                return vec![m];
            }
            // 会上共签约项目21个: of the event named last.
            let held = [
                "会上",
                "会议上",
                "仪式上",
                "活动上",
                "论坛上",
                "活动现场",
                "签约现场",
                "大会期间",
                "会议期间",
                "活动期间",
            ];
            let signed = ["签约", "成交", "签订", "签署", "达成"];
            let opens = held.contains(&scene.word(start)) || scene.word(start) == "会" && scene.word(start + 1) == "上";
            if opens
                && (start..i).any(|k| signed.iter().any(|w| scene.word(k).contains(w)))
                && let Some(m) =
                    super::super::subject::recent(cx, scene.units[start].span.from()).rfind(|&m| cx.is(m, "Event"))
            {
                return fitting(cx, scene, vec![m], reading);
            }
            // 甲博览会期间成交3亿元
            let during = |&k: &usize| matches!(scene.word(k + 1), "期间" | "现场" | "会期");
            let event =
                (start..around.left).filter(during).find_map(|k| scene.mention(k)).filter(|&m| cx.is(m, "Event"));
            if let Some(m) = event {
                return fitting(cx, scene, vec![m], reading);
            }
        }
    }
    cx.beyond = true;
    // 融资63起，总额48亿元: the noun alone tells nothing of its own.
    let own_noun = reading.of.is_some_and(|of| !TAILS.contains(&of.of(scene.text)));
    match carried(cx, scene, start, said, own_noun) {
        Some(found) if own.is_none() || !found.iter().all(|&m| cx.is(m, "Product") || cx.is(m, "Person")) => {
            // 张三办了合作社，合作社有社员126户: what has a subject of its own is not the person's.
            // 张三等20位嘉宾: those who are counted.
            let counted = named || i > 0 && scene.word(i - 1) == "等";
            let found = found.into_iter().filter(|&m| !counted || !cx.is(m, "Person")).collect();
            let mut found = fitting(cx, scene, found, reading);
            // 现在只需14个小时: hours that a speaker counts are not those of the firm.
            let counted = matches!(reading.trigger.of(scene.text), "连续" | "历时" | "历经" | "长达" | "为期" | "用时");
            if measure == "duration" && we(scene, start, i) {
                return Vec::new();
            }
            if measure == "duration" && reading.of.is_none() && !counted {
                found.retain(|&m| !cx.is(m, "Organization"));
            }
            found
        }
        _ if measure == "duration" && we(scene, start, i) => Vec::new(),
        _ => match own.or_else(|| said_by(cx, scene, i)).or_else(|| topic(cx, scene)) {
            Some(m) => fitting(cx, scene, vec![m], reading),
            None => {
                let itself = itself.and_then(|noun| concept(cx, scene, noun, true));
                itself.or_else(|| noun.and_then(|noun| group(cx, scene, noun))).into_iter().collect()
            }
        },
    }
}

/// 张三…，直接持有公司21.4%的股份: who holds a share, whatever it is a share of.
fn holder(cx: &Context, scene: &Scene, i: usize, reading: &Reading) -> Option<MentionIx> {
    let words = reading.of.unwrap_or(reading.trigger).of(scene.text);
    let stake = words.contains('股') || words.ends_with("投票权") || words.ends_with("表决权");
    let share = cx.ontology.property_info(reading.measure).name == "share" && stake;
    let (start, _) = scene.clause(i);
    let verb = (start..i)
        .rev()
        .find(|&k| matches!(scene.word(k), "持有" | "控制" | "持" | "直接持有"))
        .filter(|&k| share && scene.word(k + 1) != "的")?;
    // 甲持有乙30%的股份: what stands between is what the share is of.
    match super::super::subject::of(cx, scene, verb) {
        super::super::subject::Subject::Mentions(found) => found.first().copied().filter(|&m| cx.is(m, "Agent")),
        _ => None,
    }
}

/// 我们干了九个年头: whether those who speak are the subject of the clause.
fn we(scene: &Scene, start: usize, i: usize) -> bool {
    (start..i).any(|k| matches!(scene.word(k), "我们" | "我" | "大家" | "咱们"))
}

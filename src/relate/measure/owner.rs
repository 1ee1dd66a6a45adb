//! Whose figure it is: the name before it, the subject of the clauses before, the product it is about, the topic.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::{Kind, Scene};
use super::Said;
use super::around::{self, Around, Noun};
use super::carried::{agrees, carried, is_other, kind_of, topic};
use super::choose::Reading;
use super::product::{concept, measured, of_product};
use super::subject::{Subject, holds, stands_for, stands_for_person, subject};
use crate::recognise::Recogniser;

/// The subjects of a figure; empty when the text does not tell.
pub(super) fn owners(
    cx: &mut Context,
    scene: &Scene,
    i: usize,
    around: &Around,
    reading: &Reading,
    said: &[Said],
) -> Vec<MentionIx> {
    if reading.reversed {
        return place_behind(cx, scene, around);
    }
    if let Some(open) = around::bracket(scene, i) {
        if let Some(m) = open.checked_sub(1).and_then(|k| scene.mention(k)).filter(|&m| holds(cx, m)) {
            return vec![m];
        }
        if let Some(before) = said.last() {
            return before.owners.clone();
        }
    }
    let (start, _) = scene.clause(i);
    if around::is_entry(cx, scene, i) {
        return (start..i).find_map(|k| scene.mention(k)).filter(|&m| holds(cx, m)).into_iter().collect();
    }
    if let Some(before) = reading.follows.map(|k| &said[k]).filter(|s| !s.owners.is_empty())
        && bare(scene, start, around.left)
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
        if market.is_some() && bare(scene, start, scope.start) || !part {
            return market.into_iter().collect();
        }
    }
    if let Some(m) = adjacent(cx, scene, around.left, start) {
        return vec![m];
    }
    let own = noun.and_then(|noun| measured(cx, scene, noun));
    // 丁园占地面积: the measured noun begins with a name that was not found.
    let telling = |n: &Noun| scene.lexicon.measures_by_noun(scene.word(n.end - 1)).is_some();
    let prefix = noun.filter(|n| n.end - n.start > 1).filter(telling).map(|n| Noun { end: n.end - 1, ..n });
    // 港口又有两个泊位: the port that is talked about.
    let bare_noun = noun.filter(|n| n.end - n.start == 1 && !telling(n) && bare(scene, start, n.start));
    if let Some(kind) = bare_noun.and_then(|noun| kind_of(cx, scene, noun)) {
        let found = carried(cx, scene, start, said, false).or_else(|| topic(cx, scene).map(|m| vec![m]));
        let before = scene.units[start].span.from();
        let found = found.unwrap_or_default().into_iter().find(|&m| cx.is(m, kind));
        return found.or_else(|| named_so(cx, scene, bare_noun?, before)).into_iter().collect();
    }
    if let Some(prefix) = prefix.filter(|_| own.is_none()) {
        if is_other(scene, prefix) || of_group(scene, prefix) {
            return Vec::new();
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
    match in_clause {
        Subject::Mentions(own) => {
            let people = own.iter().any(|&m| cx.is(m, "Person"));
            let own = fitting(cx, scene, own, reading);
            // 张三订了40万支笔: what a person does is not carried to somebody else.
            if !own.is_empty() || people {
                return shared(around, own);
            }
        }
        _ if around.each && around.rank.1 > 1 => {
            let (rank, count) = around.rank;
            let noun = around.before.get(rank).filter(|_| around.before.len() == count);
            return noun.and_then(|&noun| concept(cx, scene, noun, true)).into_iter().collect();
        }
        // 贡献了50%的税收、60%的出口: the noun is that of the figure before.
        Subject::Noun(other) if said.iter().any(|s| (start..other.start).contains(&s.at) && !s.owners.is_empty()) => {
            let before = said.iter().rev().find(|s| s.at < other.start && !s.owners.is_empty());
            return before.map_or(Vec::new(), |s| s.owners.clone());
        }
        Subject::Noun(_) if own.is_some() => return own.into_iter().collect(),
        Subject::Noun(other) => {
            let sold = measure == "price" || noun.is_some_and(|n| of_product(scene, n));
            if let Some(m) = concept(cx, scene, other, sold) {
                return vec![m];
            }
            let pointed = scene.word(other.start).starts_with(['该', '本', '此']);
            let measured = !pointed && scene.lexicon.measures_by_noun(scene.word(other.end - 1)).is_some();
            if !measured && (is_other(scene, other) || !agrees(cx, scene, other)) {
                return Vec::new();
            }
        }
        Subject::Missing => {
            if let Some(m) = described(cx, scene, i, around).filter(|&m| holds(cx, m)) {
                return vec![m];
            }
        }
    }
    match carried(cx, scene, start, said, reading.of.is_some()) {
        Some(found) if own.is_none() || !found.iter().all(|&m| cx.is(m, "Product") || cx.is(m, "Person")) => {
            // 张三办了合作社，合作社有社员126户: what has a subject of its own is not the person's.
            let found = found.into_iter().filter(|&m| !named || !cx.is(m, "Person")).collect();
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
        _ => own.or_else(|| topic(cx, scene)).map_or(Vec::new(), |m| fitting(cx, scene, vec![m], reading)),
    }
}

/// 我们干了九个年头: whether those who speak are the subject of the clause.
fn we(scene: &Scene, start: usize, i: usize) -> bool {
    (start..i).any(|k| matches!(scene.word(k), "我们" | "我" | "大家" | "咱们"))
}

/// Whether nothing that could be a subject stands between units `start` and `end`.
fn bare(scene: &Scene, start: usize, end: usize) -> bool {
    let compared = (start..end).find(|&k| matches!(scene.word(k), "较" | "比" | "与")).unwrap_or(end);
    (start..compared).all(|k| !scene.is_nominal(k))
}

/// 为期四天的第八届博览会, 全长9公里的甲大桥: the name that the figure describes with what stands before it.
fn described(cx: &Context, scene: &Scene, i: usize, around: &Around) -> Option<MentionIx> {
    let measured = around.verb.is_some() || !around.before.is_empty();
    // 做了10年导游的张三
    let behind = around.after.map_or(i + 1, |noun| noun.end);
    let describes = around.describes || scene.word(behind) == "的";
    let of = (i + 1..behind + 2).find(|&k| scene.word(k) == "的").filter(|_| describes && measured)?;
    let plain = |&k: &usize| scene.is_nominal(k) && scene.mention(k).is_none();
    let name = (of + 1..scene.units.len().min(of + 5)).find(|k| !plain(k))?;
    scene.mention(name).filter(|&m| around.after.is_some() || !cx.is(m, "Person"))
}

/// 全国报废汽车回收195万辆: what is counted in the whole country is not the topic's; the country where the text names it,
/// else the thing itself.
fn nationwide(cx: &mut Context, scene: &Scene, around: &Around, start: usize) -> Option<Vec<MentionIx>> {
    let wide = (start..around.left).rev().find(|&k| matches!(scene.word(k), "全国" | "全球" | "全世界" | "全行业"))?;
    let opens = (start..wide).all(|k| !scene.is_nominal(k) && !scene.is_verb(k) && scene.pos(k) != "p");
    let named = (wide..around.left).any(|k| scene.mention(k).is_some());
    if !opens || named || scene.word(wide + 1) == "的" {
        return None;
    }
    if let Some(m) = stands_for(cx, scene, wide) {
        return Some(vec![m]);
    }
    let last = (wide + 1..around.left).rev().find(|&k| around::common(scene, k));
    let noun = last.map(|k| Noun { start: wide + 1, end: k + 1 }).or(around.before.last().copied());
    Some(noun.and_then(|noun| concept(cx, scene, noun, true)).into_iter().collect())
}

/// The part of a measured noun that tells of which whole it is: 全球动力电池(装车量), 国内退役电池的(回收率).
fn scope(scene: &Scene, noun: Noun) -> Option<Noun> {
    let wide =
        |k: usize| matches!(scene.word(k), "全国" | "全球" | "世界" | "国内" | "全行业" | "国际" | "海外" | "全世界");
    let mut start = noun.start;
    while start > 0 && (scene.word(start - 1) == "的" || around::common(scene, start - 1)) && !wide(start) {
        start -= 1;
    }
    let measured = noun.end - 1;
    let product = scene.word(start) == "国内" && scene.word(start + 1).starts_with("生产总值");
    (wide(start) && measured > start && !product).then_some(Noun { start, end: measured })
}

/// The market that a noun phrase names; a country stands for its own.
fn whole_market(cx: &mut Context, scene: &Scene, scope: Noun) -> Option<MentionIx> {
    if let Some(m) = stands_for(cx, scene, scope.start) {
        return Some(m);
    }
    let mut end = scope.end;
    while end > scope.start + 1 && matches!(scene.word(end - 1), "的" | "市场" | "规范" | "累计" | "总" | "年")
    {
        end -= 1;
    }
    let head = scene.lexicon.class_of_noun(scene.word(end - 1));
    let agents = head.is_some_and(|c| ["Agent", "Group"].iter().any(|kind| scene.ontology.is_named(c, kind)));
    let class = cx.ontology.class("Industry").filter(|_| !agents)?;
    (end > scope.start + 1).then(|| cx.concept(scene.cover(scope.start, end), class, Recogniser::Phrase))
}

/// The name that touches the measured noun, 的 between or not: 以乙公司净资产9000万元为基础, 甲港集装箱年吞吐能力.
fn adjacent(cx: &Context, scene: &Scene, left: usize, start: usize) -> Option<MentionIx> {
    if !scene.is_nominal(left) {
        return None;
    }
    let mut k = left;
    while k > start && (matches!(scene.word(k - 1), "的" | "年" | "全年" | "总" | "累计") || scene.pos(k - 1) == "n")
    {
        k -= 1;
    }
    let at = k.checked_sub(1).filter(|&at| at >= start)?;
    let m = scene.mention(at).filter(|&m| holds(cx, m))?;
    let listed = at > start && (scene.is_conjunction(at - 1) || around::rules(scene, at - 1));
    let near = left - k < 2 || scene.word(k) != "的" && scene.pos(k) == "n";
    let opens = at == start || matches!(scene.units[at - 1].kind, Kind::Time(_));
    let body = cx.is(m, "Organization") || opens && k == left && cx.is(m, "Zone");
    (!listed && near && body).then_some(m)
}

/// The last name before byte `at` that ends like a common noun: 洋河港 for 港口.
fn named_so(cx: &Context, scene: &Scene, noun: Noun, at: usize) -> Option<MentionIx> {
    let words = noun.span(scene).of(scene.text);
    let ends = |name: &str| name.ends_with(words) || words == "港口" && name.ends_with('港');
    super::super::subject::recent(cx, at).rfind(|&m| ends(&cx.found.mentions[m as usize].name) && holds(cx, m))
}

/// 主要国家(通胀率): whether a noun means a group.
fn of_group(scene: &Scene, noun: Noun) -> bool {
    let word = scene.word(noun.end - 1);
    let group = || scene.lexicon.class_of_noun(word).is_some_and(|c| scene.ontology.is_named(c, "Group"));
    matches!(word, "国家" | "地区" | "省份" | "城市") || group()
}

/// The place before the names of 甲、乙等(34家企业): they are among the things counted, not whose they are.
fn before_examples(scene: &Scene, left: usize, start: usize) -> usize {
    let mut k = left;
    if k <= start || scene.word(k - 1) != "等" {
        return left;
    }
    k -= 1;
    while k > start && (scene.mention(k - 1).is_some() || scene.is_nominal(k - 1) || scene.is_conjunction(k - 1)) {
        k -= 1;
    }
    k
}

/// The owners that a measure can be said of: for people with a company, the company; others own land and wages, but no
/// shares and numbers. A meeting has visitors and contracts, but sells no cars.
fn fitting(cx: &Context, scene: &Scene, owners: Vec<MentionIx>, reading: &Reading) -> Vec<MentionIx> {
    const NOT_OF_PEOPLE: [&str; 5] = ["exportShare", "growthRate", "marketShare", "population", "share"];
    const OF_EVENTS: [&str; 10] = [
        "area",
        "count",
        "duration",
        "employeeCount",
        "enterpriseCount",
        "growthRate",
        "investment",
        "orderQuantity",
        "share",
        "varietyCount",
    ];
    let name = cx.ontology.property_info(reading.measure).name.as_str();
    let words = reading.of.map_or("", |of| of.of(scene.text));
    let traded = ["成交", "交易", "签约", "销售"].iter().any(|w| words.contains(w));
    let held = (OF_EVENTS.contains(&name) || traded) && !super::product::is_of_products(words);
    let instead = |m: MentionIx| {
        if cx.is(m, "Person") {
            let firm = stands_for_person(cx, m).filter(|_| name != "duration");
            return firm.or(Some(m).filter(|_| !NOT_OF_PEOPLE.contains(&name)));
        }
        Some(m).filter(|&m| held || !cx.is(m, "Event"))
    };
    owners.into_iter().filter_map(instead).collect()
}

/// One owner each where 分别 says so, else all.
fn shared(around: &Around, owners: Vec<MentionIx>) -> Vec<MentionIx> {
    let (rank, count) = around.rank;
    if !around.each || count < 2 {
        return owners;
    }
    // 三年产值分别为: of one owner.
    match owners.len() {
        1 => owners,
        n if n == count => vec![owners[rank]],
        _ => Vec::new(),
    }
}

/// The place behind the verb: 七成产自甲市.
fn place_behind(cx: &Context, scene: &Scene, around: &Around) -> Vec<MentionIx> {
    let Some(verb) = around.next_verb else { return Vec::new() };
    let end = scene.clause(verb).1;
    let first = (verb + 1..end.min(verb + 4)).find(|&k| scene.mention(k).is_some());
    let names = (first.unwrap_or(end)..end).take_while(|&k| scene.mention(k).is_some());
    let last = names.filter_map(|k| scene.mention(k)).last();
    last.filter(|&m| holds(cx, m)).into_iter().collect()
}

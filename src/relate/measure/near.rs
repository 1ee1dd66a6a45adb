//! Names near a figure, and which of them its measure can be said of.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;
use super::around::{self, Around, Noun};
use super::choose::Reading;
use super::stands::stands_for_person;
use super::subject::holds;

/// 为期四天的第八届博览会, 全长9公里的甲大桥: the name that the figure describes with what stands before it.
pub(super) fn described(cx: &Context, scene: &Scene, i: usize, around: &Around) -> Option<MentionIx> {
    let measured = around.verb.is_some() || !around.before.is_empty();
    // 做了10年导游的张三
    let behind = around.after.map_or(i + 1, |noun| noun.end);
    let describes = around.describes || scene.word(behind) == "的";
    let of = (i + 1..behind + 2).find(|&k| scene.word(k) == "的").filter(|_| describes && measured)?;
    let plain = |&k: &usize| scene.is_nominal(k) && scene.mention(k).is_none();
    let name = (of + 1..scene.units.len().min(of + 5)).find(|k| !plain(k))?;
    scene.mention(name).filter(|&m| around.after.is_some() || !cx.is(m, "Person"))
}

/// 面积45平方公里、人口4.6万的甲镇: the name that the figure at unit `i` describes with those beside it in a list.
pub(super) fn described_by_list(cx: &Context, scene: &Scene, i: usize) -> Option<MentionIx> {
    let (start, end) = scene.clause(i);
    let part = |k: usize| {
        scene.mention(k).is_none()
            && (scene.is_conjunction(k)
                || scene.is_quantity(k)
                || scene.is_nominal(k)
                || matches!(scene.pos(k), "d" | "a" | "m" | "q"))
    };
    let of = (i + 1..end).find(|&k| !part(k)).filter(|&k| scene.word(k) == "的")?;
    let listed =
        (start..of).any(|k| scene.is_conjunction(k)) && (start..of).filter(|&k| scene.is_quantity(k)).count() > 1;
    let whole = scene.is_quantity(of - 1) && (start..i).all(|k| part(k) || scene.is_time(k));
    // 人口4.6万的甲县乙镇: the last of the places.
    let touches = |k: &usize| scene.mention(*k).is_some() && scene.units[k - 1].span.end == scene.units[*k].span.start;
    let last = (of + 2..end).take_while(touches).last().unwrap_or(of + 1);
    scene.mention(last).filter(|&m| listed && whole && holds(cx, m) && !cx.is(m, "Product"))
}

/// The name that touches the measured noun, 的 between or not: 以乙公司净资产9000万元为基础, 甲港集装箱年吞吐能力.
pub(super) fn adjacent(cx: &Context, scene: &Scene, left: usize, start: usize) -> Option<MentionIx> {
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
    let opens = at == start || scene.is_time(at - 1);
    let body = cx.is(m, "Organization") || opens && k == left && cx.is(m, "Zone");
    (!listed && near && body).then_some(m)
}

/// 在甲机场运营的航空公司达21家, 落户甲园的企业有30家: where those are who are counted.
pub(super) fn visited(cx: &Context, scene: &Scene, noun: Noun, start: usize) -> Option<MentionIx> {
    let of = noun.start.checked_sub(1).filter(|&k| k > start + 1 && scene.word(k) == "的")?;
    let place = |k: usize| scene.mention(k).filter(|&m| cx.is(m, "Place") || cx.is(m, "Facility") || cx.is(m, "Event"));
    let comes = |k: usize| matches!(scene.word(k), "落户" | "入驻" | "进驻" | "落地" | "参加" | "参展");
    let at = |k: usize| {
        // 经新疆阿拉山口口岸进出境的班列: the last of the places.
        let first = (start..k).rev().take_while(|&j| place(j).is_some()).last().unwrap_or(k);
        first > start && matches!(scene.word(first - 1), "在" | "经" | "经由" | "从" | "由")
    };
    let acts = scene.is_verb(of - 1) || scene.pos(of - 1) == "vn";
    let stays = place(of - 2).filter(|_| acts && of >= start + 3 && at(of - 2));
    stays.or_else(|| place(of - 1).filter(|_| comes(of - 2)))
}

/// The last name before byte `at` that ends like a common noun: 洋河港 for 港口.
pub(super) fn named_so(cx: &Context, scene: &Scene, noun: Noun, at: usize) -> Option<MentionIx> {
    let words = noun.span(scene).of(scene.text);
    let ends = |name: &str| name.ends_with(words) || words == "港口" && name.ends_with('港');
    super::super::subject::recent(cx, at).rfind(|&m| ends(&cx.found.mentions[m as usize].name) && holds(cx, m))
}

/// The place before the names of 甲、乙等(34家企业): they are among the things counted, not whose they are.
pub(super) fn before_examples(scene: &Scene, left: usize, start: usize) -> usize {
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
pub(super) fn fitting(cx: &Context, scene: &Scene, owners: Vec<MentionIx>, reading: &Reading) -> Vec<MentionIx> {
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
    let words = reading.of.unwrap_or(reading.trigger).of(scene.text);
    let traded = ["成交", "交易", "签约", "销售"].iter().any(|w| words.contains(w));
    let held = (OF_EVENTS.contains(&name) || traded) && !super::product::is_of_products(words);
    let instead = |m: MentionIx| {
        if cx.is(m, "Person") {
            let firm = stands_for_person(cx, m).filter(|_| name != "duration");
            // 张三持有10%的股份: his own.
            let stock = name == "share" && words.contains('股');
            let own = stock || !NOT_OF_PEOPLE.contains(&name);
            return firm.filter(|_| !stock).or(Some(m).filter(|_| own));
        }
        Some(m).filter(|&m| held || !cx.is(m, "Event"))
    };
    owners.into_iter().filter_map(instead).collect()
}

/// One owner each where 分别 says so, else all.
pub(super) fn shared(around: &Around, owners: Vec<MentionIx>) -> Vec<MentionIx> {
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
pub(super) fn place_behind(cx: &Context, scene: &Scene, around: &Around) -> Vec<MentionIx> {
    let Some(verb) = around.next_verb else { return Vec::new() };
    let end = scene.clause(verb).1;
    let first = (verb + 1..end.min(verb + 4)).find(|&k| scene.mention(k).is_some());
    let names = (first.unwrap_or(end)..end).take_while(|&k| scene.mention(k).is_some());
    let last = names.filter_map(|k| scene.mention(k)).last();
    last.filter(|&m| holds(cx, m)).into_iter().collect()
}

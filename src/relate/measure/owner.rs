//! Whose figure it is: the name before it, the subject of the clauses before, the product it is about, the topic.

use super::super::context::Context;
use super::super::scene::{Kind, Scene};
use super::super::{MentionIx, Statement, subject};
use super::Said;
use super::around::{self, Around, Noun};
use super::choose::Reading;
use crate::recognise::Recogniser;

/// What stands as the subject of a clause.
enum Subject {
    Mentions(Vec<MentionIx>),
    /// A noun phrase without a name that could own the figure.
    Noun(Noun),
    Missing,
}

/// Nouns that tell where a figure comes from, not whose it is: 交通运输部数据显示.
const SOURCES: [&str; 14] =
    ["数据", "消息", "报道", "公告", "统计", "报告", "年报", "半年报", "财报", "记者", "方面", "调研", "显示", "透露"];

/// Endings of nouns that are measured of products.
const OF_PRODUCTS: [&str; 12] =
    ["产量", "销量", "保有量", "出货量", "交付量", "装机量", "需求量", "渗透率", "售价", "价格", "出口量", "进口量"];

/// Words before a noun phrase that rule it, whatever their part of speech.
const PREPOSITIONS: [&str; 8] = ["经", "据", "由", "从", "随着", "截至", "根据", "通过"];

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
    if let Some(m) = adjacent(cx, scene, around.left, start) {
        return vec![m];
    }
    let noun = around.before.last().copied();
    let own = noun.and_then(|noun| measured(cx, scene, noun));
    // 丁园占地面积: the measured noun begins with a name that was not found.
    let prefix = noun.filter(|n| n.end - n.start > 1).map(|n| Noun { end: n.end - 1, ..n });
    if own.is_none() && prefix.is_some_and(|p| is_other(scene, p) || of_others(scene, p)) {
        return Vec::new();
    }
    let in_clause = subject(cx, scene, around.left, start, true);
    match in_clause {
        Subject::Mentions(own) => return shared(around, own),
        _ if around.each && around.rank.1 > 1 => return Vec::new(),
        Subject::Noun(_) if own.is_some() => return own.into_iter().collect(),
        Subject::Noun(other) => {
            if let Some(m) = concept(cx, scene, other, noun.is_some_and(|n| of_product(scene, n))) {
                return vec![m];
            }
            if is_other(scene, other) || !agrees(cx, scene, other) {
                return Vec::new();
            }
        }
        Subject::Missing => {}
    }
    match carried(cx, scene, start, said) {
        Some(found) if own.is_none() || !found.iter().all(|&m| cx.is(m, "Product")) => found,
        _ => own.or(cx.about).into_iter().collect(),
    }
}

/// Whether a common noun as subject may mean the topic: 合作社 does not mean a town, nor 展会 a company.
fn agrees(cx: &Context, scene: &Scene, noun: Noun) -> bool {
    let word = scene.word(noun.end - 1);
    let class = scene.lexicon.class_of_noun(word).or_else(|| scene.lexicon.class_of_suffix(word));
    let kind = class.and_then(|c| ["Event", "Organization", "Place"].into_iter().find(|k| cx.ontology.is_named(c, k)));
    kind.is_none_or(|kind| cx.about.is_some_and(|m| cx.is(m, kind)))
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
    (!listed && near && cx.is(m, "Organization")).then_some(m)
}

/// Whether a noun that is no name speaks of somebody else than the topic: a name that was not found, a group.
fn is_other(scene: &Scene, noun: Noun) -> bool {
    let named = |u: usize| matches!(scene.pos(u), "nr" | "nrt" | "nrfg" | "nz" | "nt" | "x");
    let known = |u: usize| scene.lexicon.class_of_noun(scene.word(u)).is_some();
    (noun.start..noun.end).any(named) && !(noun.start..noun.end).any(known)
}

/// 主要国家(通胀率): whether a noun means a group.
fn of_others(scene: &Scene, noun: Noun) -> bool {
    let word = scene.word(noun.end - 1);
    matches!(word, "国家" | "地区" | "省份" | "城市")
        || scene
            .lexicon
            .class_of_noun(word)
            .is_some_and(|c| ["Place", "Group", "Agent"].iter().any(|kind| scene.ontology.is_named(c, kind)))
}

/// Whether a noun is measured of products alone.
fn of_product(scene: &Scene, noun: Noun) -> bool {
    let words = noun.span(scene).of(scene.text);
    OF_PRODUCTS.iter().any(|end| words.ends_with(end))
}

/// The product that a measured noun names (扫地机器人销量): such nouns are said of products alone.
fn measured(cx: &mut Context, scene: &Scene, noun: Noun) -> Option<MentionIx> {
    let mut end = noun.end - 1;
    while end > noun.start + 1 && matches!(scene.word(end - 1), "市场" | "累计" | "总" | "年") {
        end -= 1;
    }
    let product = Noun { start: noun.start, end: end.max(noun.start + 1) };
    if noun.end - noun.start < 2 || !of_product(scene, noun) {
        return None;
    }
    concept(cx, scene, product, true)
}

/// One owner each where 分别 says so, else all.
fn shared(around: &Around, owners: Vec<MentionIx>) -> Vec<MentionIx> {
    let (rank, count) = around.rank;
    if !around.each || count < 2 {
        return owners;
    }
    if owners.len() == count { vec![owners[rank]] } else { Vec::new() }
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

/// The subject left of unit `from` in the clause that begins at `start`: no object, under no preposition.
fn subject(cx: &Context, scene: &Scene, from: usize, start: usize, own: bool) -> Subject {
    let mut k = from;
    let mut noun = None;
    let speech = speaks(scene, start, if own { from } else { scene.clause(start).1 });
    let acts = |m: MentionIx| cx.is(m, "Person") && !speech;
    while k > start {
        k -= 1;
        if dateline(cx, scene, k) {
            break;
        }
        // The dictionary does not know 同比增加 and takes it for a name.
        if scene.word(k).starts_with("同比") || scene.word(k).starts_with("环比") {
            continue;
        }
        if matches!(scene.word(k), "他" | "她")
            && let Some(m) = subject::antecedent(cx, scene, k).filter(|&m| acts(m))
        {
            return Subject::Mentions(vec![m]);
        }
        if !(scene.is_nominal(k) || around::common(scene, k) || stands_for(cx, scene, k).is_some()) {
            continue;
        }
        let (first, end) = (phrase_start(scene, k, start), k + 1);
        k = first;
        if ruled(scene, first, end, start) {
            continue;
        }
        if let Some(m) = scene.mention(end - 1) {
            if holds(cx, m) || acts(m) {
                return Subject::Mentions(subject::list_left(cx, scene, end - 1, m));
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

/// Whether unit `k` belongs to the dateline.
fn dateline(cx: &Context, scene: &Scene, k: usize) -> bool {
    cx.seg.document.meta.dateline.is_some_and(|line| line.contains(scene.units[k].span))
}

/// What a word stands for: 该公司, 全市, 全国.
pub(super) fn stands_for(cx: &Context, scene: &Scene, k: usize) -> Option<MentionIx> {
    if scene.mention(k).is_some() || scene.word(k).ends_with('上') {
        return None;
    }
    if matches!(scene.word(k), "全国" | "我国") {
        let at = scene.units[k].span.from();
        let country = |name: &str| matches!(name, "中国" | "我国");
        let named = cx.found.mentions.iter().rposition(|m| m.span.to() <= at && country(&m.name));
        return named.map(|m| m as MentionIx);
    }
    subject::antecedent(cx, scene, k).or_else(|| marked(cx, scene, k)).filter(|&m| holds(cx, m))
}

/// 该中心, 本届博览会: the last name that ends with the noun.
fn marked(cx: &Context, scene: &Scene, k: usize) -> Option<MentionIx> {
    let word = scene.word(k);
    let noun = match word.strip_prefix(['该', '本']).filter(|noun| !noun.is_empty()) {
        Some(noun) => noun.trim_start_matches(['届', '次']),
        None if k > 0 && matches!(scene.word(k - 1), "该" | "本" | "本届" | "此次" | "本次" | "这家") => word,
        None => return None,
    };
    let at = scene.units[k].span.from();
    let ends = |name: &str| name.ends_with(noun) && name.len() > noun.len();
    let found = cx.found.mentions.iter().rposition(|m| m.span.to() <= at && ends(&m.name));
    found.filter(|_| noun.chars().count() > 1).map(|m| m as MentionIx)
}

/// The first unit of the noun phrase that ends with unit `k`: lists, 的 and what describes nouns taken in.
fn phrase_start(scene: &Scene, k: usize, start: usize) -> usize {
    let mut first = k;
    while first > start {
        let j = first - 1;
        let describes = matches!(scene.pos(j), "a" | "b" | "m" | "q" | "r" | "z")
            || matches!(scene.units[j].kind, Kind::Quantity(_));
        let joins =
            (matches!(scene.word(j), "的" | "之") || scene.is_conjunction(j)) && j > start && scene.is_nominal(j - 1);
        let rules = around::rules(scene, j) || PREPOSITIONS.contains(&scene.word(j));
        if rules || !(scene.is_nominal(j) || describes || joins) {
            break;
        }
        first = j;
    }
    first
}

/// Whether the noun phrase of units `first..end` is an object or an adverbial.
fn ruled(scene: &Scene, first: usize, end: usize, start: usize) -> bool {
    let mut k = first;
    while k > start
        && (matches!(scene.units[k - 1].kind, Kind::Time(_))
            || matches!(scene.pos(k - 1), "t" | "r" | "m" | "q" | "ul"))
    {
        k -= 1;
    }
    let past = end + usize::from(matches!(scene.word(end), "”" | "」"));
    let adverbial = scene.pos(past) == "f" || matches!(scene.word(past), "时" | "期间" | "以来");
    let object = k > start && around::rules(scene, k - 1) && !scene.lexicon.is_speech(scene.word(k - 1));
    // 她与甲公司签约: 与 joins two names, or rules one.
    let with = k > start && scene.is_conjunction(k - 1) && (k < start + 2 || !scene.is_nominal(k - 2));
    let preposition = k > start && PREPOSITIONS.contains(&scene.word(k - 1)) || with;
    adverbial || object || preposition || subject::governed(scene, k, start)
}

/// Who the noun phrase of units `first..end` belongs to: an organisation named in it, or the place of its trade.
fn possessor(cx: &Context, scene: &Scene, first: usize, end: usize, own: bool) -> Option<MentionIx> {
    let named = || (first..end).filter_map(|u| scene.mention(u)).filter(|&m| holds(cx, m));
    let organization = named().find(|&m| cx.is(m, "Organization"));
    let class = (first..end).find_map(|u| {
        let words = scene.cover(u, end).of(scene.text);
        scene.lexicon.class_of_noun(words).or_else(|| scene.lexicon.class_of_suffix(words))
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
fn holds(cx: &Context, m: MentionIx) -> bool {
    ["Place", "Organization", "Event", "Product", "Industry", "Technology"].iter().any(|kind| cx.is(m, kind))
        && !cx.is(m, "NewsMedia")
}

/// The subject of the clauses before, the nearest first; a clause with a figure lends its own. Empty when a clause
/// has a subject that cannot be told, `None` when no clause has one.
fn carried(cx: &mut Context, scene: &Scene, start: usize, said: &[Said]) -> Option<Vec<MentionIx>> {
    let mut at = start;
    while at > 0 {
        let (first, last) = scene.clause(at - 1);
        if let Some(found) = said.iter().rev().find(|s| (first..last).contains(&s.at) && !s.owners.is_empty()) {
            return Some(found.owners.clone());
        }
        let verb = verb_of(scene, first, last);
        if let Some(m) = speaker(cx, scene, first, last) {
            return Some(vec![m]);
        }
        match subject(cx, scene, verb, first, verb == last) {
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
    None
}

/// The company of the person who speaks in a clause: what he says without a subject is said of it.
fn speaker(cx: &Context, scene: &Scene, first: usize, last: usize) -> Option<MentionIx> {
    let verb = (first..last).find(|&k| scene.lexicon.is_speech(scene.word(k)))?;
    let people = (first..verb).rev().filter_map(|k| scene.mention(k)).filter(|&m| cx.is(m, "Person"));
    people.into_iter().find_map(|m| company(cx, m))
}

/// The company in which the text gives a person a post, or which he founded.
fn company(cx: &Context, person: MentionIx) -> Option<MentionIx> {
    let name = |m: MentionIx| cx.found.mentions[m as usize].name.as_str();
    let own = name(person);
    let founder = cx.ontology.property("founderOf");
    cx.claims
        .iter()
        .rev()
        .find_map(|claim| match claim.statement {
            Statement::Post { person, organization, .. } if name(person) == own => Some(organization),
            Statement::Relation { subject, property, object } if Some(property) == founder && name(subject) == own => {
                Some(object)
            }
            _ => None,
        })
        .filter(|&m| cx.is(m, "Company"))
}

/// The first verb of the clause, or its end.
fn verb_of(scene: &Scene, first: usize, last: usize) -> usize {
    (first..last).find(|&k| around::rules(scene, k)).unwrap_or(last)
}

/// The product or trade that a noun names: 扫地机器人, 唐EV; any noun but a bare common one where it is `sold`.
fn concept(cx: &mut Context, scene: &Scene, noun: Noun, sold: bool) -> Option<MentionIx> {
    let mut start = noun.end - 1;
    while start > noun.start && scene.is_nominal(start - 1) && scene.mention(start - 1).is_none() {
        start -= 1;
    }
    let head = scene.cover(start, noun.end);
    let words = head.of(scene.text);
    let endings = || words.char_indices().map(|(i, _)| &words[i..]);
    let lexicon = scene.lexicon;
    let class = endings().find_map(|w| lexicon.class_of_noun(w).or_else(|| lexicon.class_of_suffix(w)));
    let bare = lexicon.class_of_noun(words).is_some() || words.chars().count() < 2;
    let class = class.filter(|&c| ["Product", "Industry"].iter().any(|kind| cx.ontology.is_named(c, kind)));
    if let Some(class) = class.filter(|_| !bare) {
        return Some(cx.concept(head, class, Recogniser::Phrase));
    }
    let model = scene.pos(noun.end - 1) == "eng" && words.chars().count() > 2;
    let product = cx.ontology.class("Product").filter(|_| model || sold && !bare && scene.pos(noun.end - 1) != "s")?;
    Some(cx.concept(head, product, Recogniser::Phrase))
}

/// What the sentence is about, for figures of later sentences that name no subject.
pub(super) fn about(cx: &Context, scene: &Scene) -> Option<MentionIx> {
    let mut at = 0;
    while at < scene.units.len() {
        let (first, last) = scene.clause(at);
        if let Some(m) = speaker(cx, scene, first, last) {
            return Some(m);
        }
        let verb = verb_of(scene, first, last);
        for verb in (verb..last).filter(|&k| around::rules(scene, k)) {
            if let Subject::Mentions(found) = subject(cx, scene, verb, first, false)
                && let Some(&m) = found.first()
            {
                let person = cx.is(m, "Person");
                return if person { company(cx, m) } else { Some(m).filter(|&m| holds(cx, m)) };
            }
        }
        // 甲镇以小小衣架，……，撬起了大市场
        if let Some(m) = scene.mention(first).filter(|&m| verb == last && holds(cx, m) && scene.pos(first + 1) == "p") {
            return Some(m);
        }
        at = last.max(at) + 1;
    }
    None
}

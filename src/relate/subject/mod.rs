//! Who a clause is about: the noun phrase before its verb, an anaphor's antecedent, or the topic carried on.

mod antecedent;
mod named;

use super::context::Context;
use super::scene::{Kind, Scene};
use super::{MentionIx, Statement};
pub(in crate::relate) use antecedent::antecedent;
pub(in crate::relate) use named::{area, company, event, governs, recent};

/// What stands before a verb as its subject.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::relate) enum Subject {
    /// One or more mentions (a list).
    Mentions(Vec<MentionIx>),
    /// A noun phrase that is no mention: first and one-past-last unit of its head.
    Noun(usize, usize),
    /// Nothing in this clause.
    Missing,
}

/// The subject of the verb at unit `verb`, looking left inside its clause.
///
/// Adverbs, times, figures and prepositional phrases are passed over; a verb met on the way means a serial verb, whose
/// subject is that of the first one, unless a noun stands between (组织员工生产: 员工).
pub(in crate::relate) fn before(cx: &Context, scene: &Scene, verb: usize) -> Subject {
    let (start, _) = scene.clause(verb);
    let mut i = verb;
    while i > start {
        i -= 1;
        if let Some(open) = scene.opening(i).filter(|&open| open >= start) {
            i = open;
            continue;
        }
        if !scene.is_nominal(i) {
            if let Some(m) = antecedent(cx, scene, i) {
                return Subject::Mentions(vec![m]);
            }
            // Whoever speaks is not the one talked about before.
            if matches!(scene.word(i), "我们" | "我" | "咱们" | "你们" | "大家" | "谁") && !governed(scene, i, start)
            {
                return Subject::Noun(i, i + 1);
            }
            continue;
        }
        // 主要出口, 专门制造, 个人投资: nouns for the dictionary, adverbs before a verb.
        // 计划收购
        let adverb = matches!(scene.word(i), "主要" | "专门" | "个人" | "重点" | "先后" | "全部" | "直接");
        if i + 1 == verb && (adverb || scene.mention(i).is_none() && scene.lexicon.status(scene.word(i)).is_some()) {
            continue;
        }
        // 出资3亿元参股甲: a verb of its own.
        if scene.pos(i) == "vn" && i + 1 < verb && scene.is_quantity(i + 1) && i > start {
            continue;
        }
        // 甲研发、生产乙; 甲研发生产乙: the verb before belongs to the same subject.
        if i > start && scene.is_known_verb(i) && (i + 1 == verb || scene.is_conjunction(i + 1)) && scene.pos(i) == "vn"
        {
            continue;
        }
        if let Some(pair) = pair(cx, scene, i) {
            return Subject::Mentions(pair);
        }
        let Some(phrase) = scene.phrase_ending(i) else { continue };
        // 张三院士: the title behind the name.
        if let Some(m) = phrase.start.checked_sub(1).and_then(|k| scene.mention(k))
            && phrase.end - phrase.start == 1
            && cx.is(m, "Person")
            && scene.lexicon.is_listed_role(scene.word(i))
        {
            return Subject::Mentions(list_left(cx, scene, phrase.start - 1, m));
        }
        let mut first = phrase.start;
        // The modifiers before the head: 荔浦市的企业, 广西荔浦市, 全市衣架企业.
        let describes = |k: usize| {
            matches!(scene.word(k), "的" | "之") && k > start && scene.is_nominal(k - 1) && !scene.is_known_verb(k - 1)
        };
        while first > start && (scene.is_nominal(first - 1) || describes(first - 1)) {
            first -= 1;
        }
        // 被甲、乙授予: the preposition rules the whole list.
        let lead = list_start(scene, first, start);
        if let Some(ruled) = [first, lead].into_iter().find(|&k| governed(scene, k, start)) {
            i = ruled;
            continue;
        }
        if let Some(mention) = phrase.mention {
            return Subject::Mentions(list_left(cx, scene, phrase.start, mention));
        }
        if let Some(m) = antecedent(cx, scene, phrase.start).filter(|_| phrase.end - phrase.start == 1) {
            return Subject::Mentions(vec![m]);
        }
        // 这座县城生产…
        let pointed = phrase.start.checked_sub(1).filter(|&k| k >= start && scene.word(k).starts_with('这'));
        if let Some(m) = pointed.and_then(|k| antecedent(cx, scene, k)) {
            return Subject::Mentions(vec![m]);
        }
        // 甲等五部门, 张三、李四及双方领导: the group at the end of the list does not hide its named members.
        let mut k = first;
        while k > start && (scene.is_quantity(k - 1) || matches!(scene.pos(k - 1), "m" | "q" | "mq")) {
            k -= 1;
        }
        while k >= 2 && scene.is_conjunction(k - 1) && scene.is_nominal(k - 2) && scene.mention(k - 2).is_none() {
            k = scene.phrase_ending(k - 2).map_or(k - 2, |p| p.start);
        }
        // 甲、乙和丙三家公司
        if k < first
            && let Some(m) = k.checked_sub(1).and_then(|k| scene.mention(k)).filter(|&m| cx.is(m, "Organization"))
            && k >= 2
            && scene.is_conjunction(k - 2)
            && scene.is_quantity(k)
        {
            return Subject::Mentions(list_left(cx, scene, k - 1, m));
        }
        if k >= 2
            && (scene.is_conjunction(k - 1) || scene.word(k - 1) == "等")
            && let Some(m) = scene.mention(k - 2).filter(|&m| cx.is(m, "Agent"))
        {
            // 与张三等人创办; 由甲、乙等企业的资产组建
            let lead = list_start(scene, k - 2, start);
            if governed(scene, lead, start) {
                i = lead;
                continue;
            }
            return Subject::Mentions(list_left(cx, scene, k - 2, m));
        }
        if let Some(m) = collective(cx, scene, first, phrase.end) {
            return Subject::Mentions(vec![m]);
        }
        // A verb's object between two verbs is no subject of the second, unless it is animate.
        if first > start && scene.is_verb(first - 1) && !animate(scene, phrase.end - 1) {
            i = first;
            continue;
        }
        return Subject::Noun(phrase.start, phrase.end);
    }
    Subject::Missing
}

/// The subject of the verb at `verb`: what stands before it, else what is carried on.
pub(in crate::relate) fn of(cx: &Context, scene: &Scene, verb: usize) -> Subject {
    match before(cx, scene, verb) {
        Subject::Missing => carried(cx, scene, verb),
        found => found,
    }
}

/// The subject of the clauses before in the same sentence, else the topic of the sentence before.
pub(in crate::relate) fn carried(cx: &Context, scene: &Scene, verb: usize) -> Subject {
    let mut at = scene.clause(verb).0;
    while at > 1 {
        let last = at - 2;
        let (start, end) = scene.clause(last);
        if start > 0 && scene.is_course(start) {
            at = start;
            continue;
        }
        // The subject stands before the verb, and before the adverbs and prepositions that lead up to it. The verb of a
        // relative clause (甲投资的乙) is none of the clause itself.
        let rules = |i: usize| {
            let verb = scene.is_verb(i) || scene.pos(i) == "vn";
            // 甲的到来: a noun here.
            verb && scene.word(i + 1) != "的" && !(scene.is_break(i + 1) && i > 0 && scene.word(i - 1) == "的")
        };
        let leads = |i: usize| {
            matches!(scene.pos(i), "d" | "p") && !scene.is_break(i + 1) && (start..i).any(|k| scene.is_nominal(k))
        };
        let idiom = |&i: &usize| i > start && scene.pos(i) == "i" && scene.is_nominal(i - 1);
        // 主营甲，客户包括乙: a noun for the dictionary.
        let opens =
            start > 0 && scene.is_known_verb(start) && scene.mention(start).is_none() && scene.is_nominal(start + 1);
        let ruling = Some(start).filter(|_| opens).or_else(|| (start..end).find(|&i| rules(i) || leads(i)));
        let verb = ruling.or_else(|| (start..end).find(idiom));
        // 由张三创办的这家企业，宣布…; 甲创办的乙尝到了甜头: what the relative clause describes.
        let of =
            (start + 1..end).find(|&k| scene.word(k) == "的" && (scene.is_verb(k - 1) || scene.pos(k - 1) == "vn"));
        // 由张三与李四搭档创办的这家企业: the agents rule the relative clause only.
        let verb = verb.filter(|&v| !(scene.word(start) == "由" && of.is_some_and(|of| v < of)));
        if let (None, Some(of)) = (verb, of)
            && let Some((k, m)) = (of + 1..end.min(of + 3))
                .find_map(|k| scene.mention(k).or_else(|| antecedent(cx, scene, k)).map(|m| (k, m)))
            && (scene.mention(k).is_none() || !scene.is_nominal(k + 1))
        {
            return Subject::Mentions(vec![m]);
        }
        // 甲市以竹兴业: no verb is known, and the clause begins with a name.
        // 甲县乙镇，…: the place inside.
        let touches = |k: usize| {
            let place = |k: usize| scene.mention(k).is_some_and(|m| cx.is(m, "Place"));
            k + 1 < end && scene.units[k].span.end == scene.units[k + 1].span.start && place(k) && place(k + 1)
        };
        let first = (start..end).find(|&k| scene.is_nominal(k)).map(|k| (k..end).find(|&j| !touches(j)).unwrap_or(k));
        let first = first.and_then(|k| scene.mention(k));
        if let (None, Some(m)) = (verb, first) {
            return Subject::Mentions(vec![m]);
        }
        // 这座地处海滨的县级市，…
        if let (true, Some(m)) = (scene.word(start).starts_with('这'), antecedent(cx, scene, start)) {
            return Subject::Mentions(vec![m]);
        }
        let first_verb = verb.unwrap_or(end);
        // 这家企业名叫甲: the name is what is talked about.
        let named = matches!(scene.word(first_verb), "名叫" | "名为" | "叫" | "叫做" | "取名");
        if let Some(m) = scene.mention(first_verb + 1).filter(|_| named) {
            return Subject::Mentions(vec![m]);
        }
        // 甲报获悉，…: a medium that has it from somewhere is not talked about.
        let told = |m: &MentionIx| cx.is(*m, "NewsMedia");
        let heard = matches!(scene.word(first_verb), "获悉" | "了解到" | "讯" | "报道" | "消息" | "记者");
        match before(cx, scene, first_verb.min(scene.units.len())) {
            Subject::Mentions(found) if heard && found.iter().all(told) => {}
            // 1967年生于甲市的张三，…: whom the whole clause describes.
            Subject::Missing => {
                let described = end.checked_sub(2).filter(|&of| of > start && scene.word(of) == "的");
                if let Some(m) = described.and_then(|of| scene.mention(of + 1)) {
                    return Subject::Mentions(vec![m]);
                }
                // 在甲从事研究的张三辞去教职，…: whom a relative clause describes and another verb follows.
                let acts = |k: usize| scene.is_verb(k) || matches!(scene.pos(k), "d" | "p" | "v");
                let described = (first_verb + 1..end)
                    .find(|&k| scene.word(k) == "的" && scene.mention(k + 1).is_some() && k + 2 < end && acts(k + 2));
                let actor = described.and_then(|of| scene.mention(of + 1)).filter(|&m| cx.is(m, "Agent"));
                if let Some(m) = actor {
                    return Subject::Mentions(vec![m]);
                }
            }
            // 行业产值超80亿元，产品出口甲; 酒具、花瓶等远销甲: output and products are the topic's own.
            Subject::Noun(first, last) if attribute(scene, last - 1) || wares(scene, first, last) => {
                // 公司营收超过300亿元，入围甲: whose it is begins the phrase.
                if let Some(m) = antecedent(cx, scene, first).filter(|_| last - first > 1) {
                    return Subject::Mentions(vec![m]);
                }
            }
            found => return found,
        }
        if start == 0 {
            break;
        }
        at = start;
    }
    cx.topic.map_or(Subject::Missing, |topic| Subject::Mentions(vec![topic]))
}

/// The two that 双方 and the like stand for: those who were said last to work together.
pub(in crate::relate) fn pair(cx: &Context, scene: &Scene, i: usize) -> Option<Vec<MentionIx>> {
    if !matches!(scene.word(i), "双方" | "两家公司" | "两家企业" | "两校" | "两地" | "两省" | "两市" | "二者" | "两者")
    {
        return None;
    }
    let property = cx.ontology.property("cooperatesWith")?;
    cx.claims.iter().rev().find_map(|claim| match claim.statement {
        Statement::Relation { subject, property: p, object } if p == property => Some(vec![subject, object]),
        _ => None,
    })
}

/// Whether the noun phrase `first..end` is the last of a list of things that 等 closes, none of which acts: 酒具、花瓶等.
pub(in crate::relate) fn wares(scene: &Scene, first: usize, end: usize) -> bool {
    first > 0 && scene.word(first - 1) == "、" && scene.word(end) == "等" && !animate(scene, end - 1)
}

/// Whether the noun at unit `i` is a measure or a product, which belongs to what is talked about.
pub(in crate::relate) fn attribute(scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    // 领投方为甲: a part that something else plays.
    let part = !scene.lexicon.noun_uses(word).is_empty();
    let product = part || scene.lexicon.class_of_noun(word).is_some_and(|c| scene.ontology.is_named(c, "Product"));
    let product = product || word.ends_with("产品") && scene.mention(i).is_none();
    product || scene.lexicon.measures_by_noun(word).is_some_and(|(_, noun)| noun == word)
}

/// The members of a list whose last member is `last` at unit `at`: 甲、乙和丙; people with their posts between them.
pub(in crate::relate) fn list_left(cx: &Context, scene: &Scene, at: usize, last: MentionIx) -> Vec<MentionIx> {
    let kind = cx.ontology.kind(cx.class(last));
    let person = kind == "Person";
    let mut found = vec![last];
    let mut i = at;
    loop {
        // The posts and bodies in front of a person belong to the member.
        let passed = |k: usize| {
            !scene.is_conjunction(k)
                && !scene.is_verb(k)
                && !scene.is_break(k)
                && scene.mention(k).is_none_or(|m| !cx.is(m, "Person"))
        };
        while person && i > 0 && passed(i - 1) {
            i -= 1;
        }
        let comma = person && scene.word(i.wrapping_sub(1)) == "，";
        // 商务部随即会同财政部、公安部: all of them act.
        if i >= 2 && matches!(scene.word(i - 1), "会同" | "联合" | "携手" | "联手") {
            let first = (0..i - 1).rev().find(|&k| scene.pos(k) != "d");
            let m = first.and_then(|k| scene.mention(k)).filter(|&m| cx.ontology.kind(cx.class(m)) == kind);
            found.extend(m);
            break;
        }
        if i < 2 || !(scene.is_conjunction(i - 1) || comma) {
            break;
        }
        match scene.mention(i - 2) {
            Some(m) if cx.ontology.kind(cx.class(m)) == kind => {
                found.push(m);
                i -= 2;
            }
            // 甲省委常委、副市长张三: the conjunction joins two posts of one person.
            None if person && scene.lexicon.is_role(scene.word(i - 2)) => i -= 2,
            _ => break,
        }
    }
    found.reverse();
    found
}

/// The first unit of the list whose last member begins at unit `first`.
fn list_start(scene: &Scene, first: usize, start: usize) -> usize {
    let mut lead = first;
    // 由甲主办、|乙承办: a verb is no member.
    let member = |k: usize| !scene.is_known_verb(k) || scene.mention(k).is_some();
    while lead > start + 1 && matches!(scene.word(lead - 1), "、" | "和" | "及") && member(lead - 2) {
        let Some(member) = scene.phrase_ending(lead - 2) else { break };
        lead = member.start;
    }
    // 在陕西|榆林、延安召开
    while lead > start
        && scene.mention(lead - 1).is_some()
        && scene.units[lead - 1].span.end == scene.units[lead].span.start
    {
        lead -= 1;
    }
    lead
}

/// Whether a preposition rules the noun phrase that begins at unit `first`.
pub(in crate::relate) fn governed(scene: &Scene, first: usize, start: usize) -> bool {
    const RULING: &[&str] = &[
        "正在", "携", "携带", "带着", "在", "据", "由", "为", "对", "向", "从", "把", "被", "将", "以", "于", "给",
        "随着", "通过", "自", "经", "同", "经由",
    ];
    let figure = |k: usize| matches!(scene.units[k].kind, Kind::Quantity(_) | Kind::Time(_));
    let passed = |k: usize| {
        figure(k) || matches!(scene.pos(k), "r" | "a" | "m" | "q") || matches!(scene.word(k), "“" | "「" | "《" | "的")
    };
    // 由返乡青年张三: what describes the agent stands between.
    let plain = |k: usize| scene.mention(k).is_none() && !scene.is_known_verb(k) && !scene.is_break(k);
    let agent = (start..first).rev().take(3).take_while(|&k| plain(k)).any(|k| scene.word(k) == "由");
    if agent {
        return true;
    }
    let ruler = (start..first).rev().take(4).find(|&k| !passed(k));
    // 以“甲”为主题的乙
    let ruler = ruler.filter(|&k| !(scene.word(k) == "为" && (start..k).any(|j| scene.word(j) == "以")));
    ruler.is_some_and(|k| {
        // 1993年与李四等人创办甲公司: with whom, unless another name stands before.
        let with = matches!(scene.word(k), "与" | "和" | "同" | "跟");
        with && (k == start || !scene.is_nominal(k - 1)) && !(start..k).any(|j| scene.is_nominal(j))
            || scene.pos(k) == "p" && !matches!(scene.word(k), "和" | "与")
            || RULING.contains(&scene.word(k))
            || scene.is_direction(k)
    })
}

/// Whether the noun at unit `i` can act: people, companies, bodies.
fn animate(scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    scene.lexicon.is_role(word)
        || scene
            .lexicon
            .class_of_noun(word)
            .is_some_and(|c| ["Agent", "Group", "Role"].iter().any(|k| scene.ontology.is_named(c, k)))
}

/// A place and the collective noun of its members stand for the place: 荔浦衣架企业, 全市农户; a number of them (一批甲镇人)
/// does not.
fn collective(cx: &Context, scene: &Scene, first: usize, end: usize) -> Option<MentionIx> {
    let head = scene.word(end - 1);
    // 甲大学团队研发出乙: the team is the university's.
    let team = matches!(head, "团队" | "研究团队" | "科研团队" | "研发团队" | "课题组" | "科研人员");
    if let Some(m) = scene.mention(first).filter(|&m| team && first + 1 == end - 1 && cx.is(m, "Organization")) {
        return Some(m);
    }
    let group = scene
        .lexicon
        .class_of_noun(head)
        .is_some_and(|c| scene.ontology.is_named(c, "Group") || scene.ontology.is_named(c, "Company"));
    let counted = |k: usize| scene.is_quantity(k) || matches!(scene.pos(k), "m" | "mq");
    if !group || (scene.clause(first).0..first).any(counted) {
        return None;
    }
    // 全市农户, 荔浦衣架企业, 头脑灵活的青山人: the place begins the phrase, or touches its head.
    let head_start = scene.phrase_ending(end - 1).map_or(end - 1, |p| p.start);
    let touching = head_start.checked_sub(1).and_then(|k| scene.mention(k));
    let owner = scene.mention(first).or(touching).or_else(|| antecedent(cx, scene, first))?;
    cx.is(owner, "Place").then_some(owner)
}

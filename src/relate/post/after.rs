//! Titles behind a person and a verb of holding: 张三任甲公司董事长, 张三当选甲协会会长, 张三是甲大学教授.

use super::before::placed;
use super::beside::APPOINT;
use super::body;
use super::firm::executive;
use super::title::{self, Body};
use super::{FORMER, Held, state};
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::polarity;
use crate::relate::scene::Scene;
use crate::relate::subject::{self, Subject};

/// Verbs between a person and the post he or she takes or holds.
pub(super) const HOLD: &[&str] = &[
    "任",
    "担任",
    "出任",
    "兼任",
    "现任",
    "升任",
    "当选",
    "当选为",
    "就任",
    "被任命为",
    "被聘为",
    "受聘为",
    "接任",
    "获任",
    "履新",
    "当选为新任",
    "被推选为",
    "被选举为",
    "曾任",
    "历任",
    "任命为",
    "当",
    "留任",
    "续任",
    "改任",
    "现为",
    "连任",
    "转任",
    "调任",
    "兼",
    "获聘",
    "获聘为",
    "获选",
    "卸任",
    "辞任",
    "辞去",
    "是",
    "系",
];

/// Posts that the clauses behind the person at unit `at` say he or she holds.
///
/// `own` is the body of the ties before the person, where posts of firms without one are held (甲公司创始人张三继续担任总裁).
pub(super) fn apply(cx: &mut Context, scene: &Scene, at: usize, person: MentionIx, own: Option<MentionIx>) {
    let mut own = takes(cx, scene, at, at + 1, person, own).or(own);
    // 张三毕业于甲大学，曾任乙公司总监: the clause goes on about the person.
    let next_person = (at + 1..scene.units.len()).find(|&k| scene.mention(k).is_some_and(|m| cx.is(m, "Person")));
    for k in at + 2..next_person.unwrap_or(scene.units.len()) {
        if !HOLD.contains(&scene.word(k)) {
            continue;
        }
        let opens = scene.is_break(k - 1)
            || matches!(scene.pos(k - 1), "d" | "c" | "t")
            || matches!(scene.word(k - 1), "其" | "利用")
            || scene.is_time(k - 1) && scene.is_break(k.wrapping_sub(2));
        // 既是甲公司创始人，也是乙协会会长
        let again = matches!(
            scene.word(k - 1),
            "既" | "也" | "又" | "还" | "同时" | "亦" | "更" | "现在" | "如今" | "目前" | "现"
        ) && scene.is_break(k.wrapping_sub(2));
        let state = matches!(scene.word(k), "是" | "系");
        if again || !state && (opens && k > at + 2 || entered(cx, scene, k).is_some()) {
            own = takes(cx, scene, at, k, person, own).or(own);
        }
    }
}

/// The posts behind a verb of holding at unit `from`, past adverbs and times; gives the body where the last one is held.
fn takes(
    cx: &mut Context,
    scene: &Scene,
    at: usize,
    from: usize,
    person: MentionIx,
    own: Option<MentionIx>,
) -> Option<MentionIx> {
    let mut verb = from;
    // 张三同志担任
    if verb == at + 1 && matches!(scene.word(verb), "同志" | "先生" | "女士" | "本人" | "博士" | "教授") {
        verb += 1;
    }
    let mut apart = false;
    while matches!(scene.pos(verb), "d" | "t" | "ad")
        || matches!(scene.word(verb), "继续" | "同时" | "既" | "还" | "自" | "从" | "起")
        || scene.is_time(verb)
    {
        apart |= scene.word(verb) == "分别";
        verb += 1;
    }
    let put = appointed(cx, scene, verb);
    verb = put.unwrap_or(verb);
    if put.is_none() && !HOLD.contains(&scene.word(verb)) {
        return None;
    }
    let (_, end) = scene.clause(verb);
    let word = scene.word(verb);
    let past = |k: usize| matches!(scene.word(k), "曾" | "曾经" | "此前" | "先后");
    let over = (verb > 0 && past(verb - 1))
        || word.starts_with(['曾', '卸', '辞'])
        || word == "历任"
        || FORMER.contains(&word);
    let trigger = scene.units[verb].span;
    let status = polarity::status(scene, trigger);
    let by = || {
        put.and_then(|k| (1..3).find_map(|back| scene.mention(k.checked_sub(back)?)))
            .filter(|&m| cx.is(m, "Organization"))
    };
    let mut organization = joined(cx, scene, verb).or_else(|| entered(cx, scene, verb)).or_else(by);
    let whose = (at > 0 && scene.word(at - 1) == "由" && from == at + 1).then(|| subject::before(cx, scene, at - 1));
    if let Some(Subject::Mentions(found)) = whose {
        organization = organization.or(found.first().copied().filter(|&m| cx.is(m, "Organization")));
    }
    let mut whole = organization;
    let mut posts = Vec::new();
    let mut k = verb + 1;
    while k < end {
        let mention = scene.mention(k);
        if let Some(m) = mention.filter(|&m| cx.is(m, "Organization")) {
            organization = Some(m);
            whole = Some(m);
        } else if mention.is_some_and(|m| cx.is(m, "Person")) {
            break;
        } else if mention.is_none()
            && scene.mention(k + 1).is_none()
            && let Some(title) = title::ending(cx, scene, k + 1)
        {
            let named = placed(cx, title.body);
            // 甲公司生产部部长、副总经理: officers are those of the firm.
            let firm = whole.or(own).filter(|_| executive(scene, title.role));
            let Some(body) = named.or(firm).or(organization) else { break };
            let part = matches!(title.body, Body::Words(..)).then(|| body::beneath(cx, scene, body, whole));
            let body = part.unwrap_or(body);
            organization = Some(body);
            if !title.tie {
                let (former, coming) = (over || title.former, title.coming);
                let evidence = scene.cover(at, k + 1).join(trigger);
                posts.push((Held { organization: body, role: title.role, former, coming }, evidence));
            }
            if !scene.is_conjunction(k + 1) {
                break;
            }
            k += 1;
        }
        k += 1;
    }
    let people = if apart { listed(cx, scene, at) } else { vec![person] };
    for (i, (held, evidence)) in posts.iter().enumerate() {
        let person = if apart { people.get(i).filter(|_| people.len() == posts.len()) } else { Some(&person) };
        if let Some(&person) = person {
            state(cx, scene, person, held, Some(status), *evidence);
        }
    }
    organization
}

/// The people of the list that ends at unit `at`: 张三、李四|分别担任….
fn listed(cx: &Context, scene: &Scene, at: usize) -> Vec<MentionIx> {
    let mut people: Vec<MentionIx> = scene.mention(at).into_iter().collect();
    let mut k = at;
    while k >= 2
        && scene.is_conjunction(k - 1)
        && let Some(person) = scene.mention(k - 2).filter(|&m| cx.is(m, "Person"))
    {
        people.insert(0, person);
        k -= 2;
    }
    people
}

/// Where the words at unit `k` end that say that somebody was put into a post: 被任命|为, 被甲大学聘|为.
fn appointed(cx: &Context, scene: &Scene, k: usize) -> Option<usize> {
    let passive = matches!(scene.word(k), "被" | "获" | "受");
    let by = scene.mention(k + 1).is_some_and(|m| cx.is(m, "Organization"));
    let verb = k + 1 + usize::from(by);
    let into = APPOINT.contains(&scene.word(verb)) && matches!(scene.word(verb + 1), "为" | "担任" | "出任");
    let whole = matches!(scene.word(verb), "聘为" | "任命为" | "选为" | "推选为" | "推举为");
    (passive && (into || whole)).then(|| verb + usize::from(into))
}

/// The body before the verb of holding at unit `verb`: 张三在甲公司|任总监, 调往该公司|任经理.
fn entered(cx: &Context, scene: &Scene, verb: usize) -> Option<MentionIx> {
    let before = verb.checked_sub(2)?;
    let enters = &["在", "到", "赴", "进入", "加入", "调往", "调到", "前往", "来到", "回到"];
    let body = scene.mention(before + 1).or_else(|| subject::antecedent(cx, scene, before + 1));
    body.filter(|&m| enters.contains(&scene.word(before)) && cx.is(m, "Organization"))
}

/// The body that the clause before the verb at unit `verb` says the person joined: 加入甲公司，曾任副总裁.
fn joined(cx: &Context, scene: &Scene, verb: usize) -> Option<MentionIx> {
    let own = scene.clause(verb).0;
    let before = own.checked_sub(2).map(|k| scene.clause(k).0)?;
    let joins = |k: &usize| matches!(scene.word(*k), "加入" | "加盟" | "入职" | "供职于" | "任职于" | "就职于");
    let at = (before..own).find(joins)?;
    scene.mention(at + 1).filter(|&m| cx.is(m, "Organization"))
}

//! Posts: 甲公司董事长张三; 甲公司总经理、乙协会会长张三; 张三任甲公司董事长.

use super::MentionIx;
use super::Statement;
use super::context::{Context, Fired};
use super::polarity;
use super::scene::{Kind, Scene};
use super::subject;
use crate::recognise::Recogniser;
use crate::span::Span;

/// Words before a post or its organisation that say it is over, or not yet.
const FORMER: &[&str] = &["原", "前", "时任", "曾任", "前任", "原任", "曾"];
const COMING: &[&str] = &["拟任", "候任", "拟"];
/// Words of rank before a post that the dictionary may take for verbs.
const RANKS: &[&str] = &[
    "执行", "常务", "代理", "轮值", "名誉", "荣誉", "资深", "高级", "首席", "特聘", "客座", "终身", "联席", "专职",
    "兼职",
];
/// Verbs between a person and the post he or she takes or holds.
const HOLD: &[&str] = &[
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
    "是",
    "系",
];

/// Finds posts around each person of the sentence.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    let mut carried = None;
    for i in 0..scene.units.len() {
        if scene.is_break(i) && !matches!(scene.word(i), "，" | "；") {
            carried = None;
        }
        let Some(person) = scene.mention(i).filter(|&m| cx.is(m, "Person")) else { continue };
        if let Some(organization) = before(cx, scene, i, person, carried) {
            carried = Some(organization);
        }
        carried = relational(cx, scene, i).flatten().or(carried);
        after(cx, scene, i, person, carried);
    }
}

/// A post as units `start..end` with the organisation it is held in.
struct Post {
    start: usize,
    end: usize,
    organization: Option<MentionIx>,
    former: bool,
    coming: bool,
}

/// Posts right before the person at unit `at`; gives the organisation that the next person of the list may share.
fn before(
    cx: &mut Context,
    scene: &Scene,
    at: usize,
    person: MentionIx,
    carried: Option<MentionIx>,
) -> Option<MentionIx> {
    let mut posts: Vec<Post> = Vec::new();
    // 院士张三、李四: the second shares the post of the first.
    let mut end = at;
    while end >= 2 && scene.word(end - 1) == "、" && scene.mention(end - 2).is_some_and(|m| cx.is(m, "Person")) {
        end -= 2;
    }
    let shared = end < at;
    let mut founder = None;
    loop {
        let Some(post) = role_ending(cx, scene, end) else {
            founder = relational(cx, scene, end);
            break;
        };
        // 张三任总裁，总监李四: a clause that has its own holder shares no post.
        let held = |k: usize| {
            let (start, end) = scene.clause(k);
            (start..end).any(|u| scene.mention(u).is_some_and(|m| cx.is(m, "Person")))
        };
        let joined = post.start > 1
            && matches!(scene.word(post.start - 1), "、" | "兼" | "和" | "及" | "，")
            && !(scene.word(post.start - 1) == "，" && held(post.start - 2));
        let next = post.start - usize::from(joined);
        let found = post.organization.is_some();
        let org_start = post.organization.and_then(|_| org_unit(scene, post.start));
        posts.push(post);
        let mut from = org_start.unwrap_or(next + usize::from(joined));
        while from > 0 && (scene.word(from - 1) == "现任" || FORMER.contains(&scene.word(from - 1))) {
            from -= 1;
        }
        if found {
            // 甲公司总经理、乙协会会长张三: another organisation's post may stand before.
            if from >= 2
                && matches!(scene.word(from - 1), "、" | "兼" | "，" | "暨")
                && role_ending(cx, scene, from - 1).is_some()
                && scene.word(from - 1) != "，"
            {
                end = from - 1;
                continue;
            }
            break;
        }
        if !joined {
            break;
        }
        end = next;
    }
    if posts.is_empty() || shared && posts.iter().any(|p| p.end - p.start > 3) {
        return None;
    }
    // A post without an organisation of its own shares that of the one before it (副所长、研究员邓某).
    let mut organization = None;
    let mut coming = false;
    let mut former = false;
    let first = posts.last().map_or(0, |p| p.start);
    let fallback = || {
        let word_before = first.checked_sub(1).map_or("", |k| scene.word(k));
        if word_before == "的" && first >= 2 {
            scene.mention(first - 2).filter(|&m| cx.is(m, "Organization"))
        } else {
            first
                .checked_sub(1)
                .and_then(|k| subject::antecedent(cx, scene, k))
                .or(carried.filter(|_| continues_list(cx, scene, first)))
        }
    };
    let own = match founder {
        // 甲公司创始人、董事长张三: the post is held where the other tie is.
        Some(owner) => owner.or_else(|| employer(cx, scene, &posts)),
        None => posts
            .last()
            .and_then(|p| p.organization)
            .or_else(fallback)
            .or_else(|| area_of(cx, scene, posts.last()))
            .or_else(|| employer(cx, scene, &posts))
            .or_else(|| carried.filter(|_| executive(scene, &posts).is_some())),
    };
    let mut stated = Vec::new();
    for post in posts.iter_mut().rev() {
        // 市委副书记、市长: the second post belongs to the place, not to its committee.
        let word = scene.word(post.end - 1).trim_start_matches(['副', '代']);
        let head = matches!(word, "省长" | "市长" | "县长" | "区长" | "镇长" | "乡长" | "州长");
        let inherited = organization.or(own).filter(|_| head && post.organization.is_none());
        if let Some(body) = inherited.map(|o| cx.span(o)) {
            let here = Some(body).filter(|&b| scene.sentence.span.contains(b));
            let place = here.and_then(|b| scene.mention(scene.unit_at(b.from()))).filter(|&m| cx.is(m, "Place"));
            if let Some(area) = place.or_else(|| area_of(cx, scene, Some(post))) {
                stated.push((area, scene.cover(post.start, post.end), former || post.former, coming || post.coming));
                continue;
            }
        }
        // 双莲村党支部书记、村委会主任: a second body of the same place is not the first.
        let (place, repeated) = second_body(cx, scene, post, organization.or(own));
        if repeated {
            post.start += 1;
        } else if post.organization.is_none() && place.is_some_and(|p| p.is_none()) {
            continue;
        }
        if let Some(Some(place)) = place.filter(|_| post.organization.is_none()) {
            stated.push((place, scene.cover(post.start, post.end), former || post.former, coming || post.coming));
            continue;
        }
        organization = post.organization.or(organization).or(own);
        former = post.organization.map_or(former || post.former, |_| post.former);
        coming = post.coming || coming;
        let Some(organization) = organization else { continue };
        stated.push((organization, scene.cover(post.start, post.end), former, coming));
    }
    let begin = org_unit(scene, first).unwrap_or(first);
    let evidence = scene.cover(begin, at + 1);
    for (organization, role, former, coming) in stated {
        state(cx, scene, person, organization, role, former, coming, evidence);
    }
    organization
}

/// Whether the post at unit `first` goes on with a list of people: 甲公司总经理张三、总监李四，以及副总经理王五.
fn continues_list(cx: &Context, scene: &Scene, first: usize) -> bool {
    let Some(mut k) = first.checked_sub(1) else { return false };
    let listed = matches!(scene.word(k), "、" | "和" | "及" | "以及" | "与");
    if listed && k > 0 && scene.word(k - 1) == "，" {
        k -= 1;
    }
    let behind_person = k > 0 && scene.mention(k - 1).is_some_and(|m| cx.is(m, "Person"));
    listed || scene.word(k) == "，" && behind_person
}

/// For a post that begins with a bare body (村委会主任): the place whose body it is, where the words name a level of
/// places; and whether the body is the one of the post before, said again (某园区管委会党工委副书记、管委会副主任).
fn second_body(
    cx: &Context,
    scene: &Scene,
    post: &Post,
    before: Option<MentionIx>,
) -> (Option<Option<MentionIx>>, bool) {
    let word = scene.word(post.start);
    if post.start + 1 >= post.end || before.is_none() {
        return (None, false);
    }
    let name = before.map_or("", |m| cx.found.mentions[m as usize].name.as_str());
    let board = word == "管委会";
    let again = board && (name.ends_with("管委会") || name.ends_with("管理委员会"));
    let level = ["村", "镇", "乡", "县", "市", "省", "区"].iter().find(|l| word.starts_with(**l));
    let body = scene.lexicon.class_of_suffix(word).is_some();
    if board && !again {
        return (Some(None), false);
    }
    (level.filter(|_| body).map(|l| subject::area(cx, scene.units[post.start].span.from(), l)), again)
}

/// Posts that firms have, so that one without a body is held in the firm the article is about.
const EXECUTIVE: &[&str] = &[
    "董事长",
    "总裁",
    "总经理",
    "首席",
    "CEO",
    "CFO",
    "CTO",
    "COO",
    "CMO",
    "技术中心",
    "车间",
    "部经理",
    "总监",
    "总工程师",
    "厂长",
];

/// The first of `posts`, when all are posts of firms and open their clause.
fn executive<'p>(scene: &Scene, posts: &'p [Post]) -> Option<&'p Post> {
    let executive = |p: &Post| EXECUTIVE.iter().any(|word| scene.cover(p.start, p.end).of(scene.text).contains(word));
    let first = posts.last().filter(|_| posts.iter().all(executive))?;
    let before = first.start.checked_sub(1).map_or("", |k| scene.word(k));
    let opens = first.start == scene.clause(first.start).0
        || matches!(before, "、" | "兼" | "由")
        || FORMER.contains(&before)
        || first.start > 0 && matches!(scene.units[first.start - 1].kind, Kind::Time(_));
    opens.then_some(first)
}

/// The firm that is talked about, for posts of firms that name none (首席执行官张三演示了产品).
fn employer(cx: &Context, scene: &Scene, posts: &[Post]) -> Option<MentionIx> {
    let first = executive(scene, posts)?;
    let about = match subject::carried(cx, scene, first.start) {
        subject::Subject::Mentions(found) => found.first().copied(),
        _ => None,
    };
    let firm = |&m: &MentionIx| cx.is(m, "Organization") && !cx.is(m, "GovernmentBody");
    // 甲公司董事长张三…。首席技术官李四…: the next officer is one of the same firm.
    let last = || {
        cx.claims.iter().rev().find_map(|claim| match claim.statement {
            Statement::Post { organization, role, .. } => {
                let role = role.of(scene.text);
                Some(organization).filter(|_| EXECUTIVE.iter().any(|word| role.contains(word)))
            }
            _ => None,
        })
    };
    about.filter(firm).or_else(|| last().filter(firm))
}

/// For a relational noun that ends before unit `end` (创始人兼CEO): the body before it, `Some(None)` when there is none.
fn relational(cx: &Context, scene: &Scene, end: usize) -> Option<Option<MentionIx>> {
    let noun = end.checked_sub(1).filter(|&k| !scene.lexicon.noun_uses(scene.word(k)).is_empty())?;
    Some(org_unit(scene, noun).and_then(|k| scene.mention(k)).filter(|&m| cx.is(m, "Organization")))
}

/// 县长张三 without a county: the last county named.
fn area_of(cx: &Context, scene: &Scene, post: Option<&Post>) -> Option<MentionIx> {
    let post = post?;
    let word = scene.word(post.end - 1).trim_start_matches(['副', '代']);
    let level = word.strip_suffix('长').filter(|l| matches!(*l, "省" | "市" | "县" | "区" | "镇" | "乡" | "州"))?;
    subject::area(cx, scene.units[post.start].span.from(), level)
}

/// The role that ends right before unit `end`, with the organisation before it.
fn role_ending(cx: &mut Context, scene: &Scene, end: usize) -> Option<Post> {
    let last = end.checked_sub(1)?;
    if scene.mention(last).is_some() || !scene.lexicon.is_role(scene.word(last)) {
        return None;
    }
    let mut start = last;
    while start > 0
        && scene.mention(start - 1).is_none()
        && scene.is_nominal(start - 1)
        && !scene.lexicon.is_role(scene.word(start - 1))
        || start > 0
            && matches!(scene.pos(start - 1), "b" | "vn" | "m" | "a")
            && scene.mention(start - 1).is_none()
            && last - start < 4
            && scene.word(start - 1) != "原"
        || start > 0 && scene.mention(start - 1).is_none() && RANKS.contains(&scene.word(start - 1))
    {
        start -= 1;
    }
    // 公司生产总监: a bare 公司 is who employs, no part of the post.
    let employer = |k: usize| {
        scene.lexicon.class_of_noun(scene.word(k)).is_some_and(|c| scene.ontology.is_named(c, "Organization"))
    };
    if start < last && employer(start) && subject::antecedent(cx, scene, start).is_some() {
        start += 1;
    }
    let mut post = Post { start, end, organization: None, former: false, coming: false };
    if FORMER.contains(&scene.word(post.start)) && post.start < last {
        (post.start, post.former) = (post.start + 1, true);
    }
    let mut k = post.start;
    while k > 0 && (FORMER.contains(&scene.word(k - 1)) || COMING.contains(&scene.word(k - 1))) {
        post.former |= FORMER.contains(&scene.word(k - 1));
        post.coming |= COMING.contains(&scene.word(k - 1));
        k -= 1;
    }
    // 东元集团现任董事长
    if scene.word(post.start) == "现任" && post.start < last {
        (post.start, k) = (post.start + 1, k.max(post.start));
    }
    // 某动力公司首席财务官: the word of the kind closes the body's name.
    if matches!(scene.word(post.start), "公司" | "集团") && post.start < last && org_unit(scene, post.start).is_some()
    {
        (post.start, k) = (post.start + 1, post.start);
    }
    if let Some(unit) = org_unit(scene, k).or_else(|| org_unit(scene, post.start)) {
        let m = scene.mention(unit)?;
        if cx.is(m, "Organization") {
            post.organization = Some(m);
        } else if cx.is(m, "Place") {
            post.organization = of_place(cx, scene, unit, m, &mut post.start, last);
        }
        if unit > 0 && FORMER.contains(&scene.word(unit - 1)) {
            post.former = true;
        }
    } else if post.start < last
        && let Some(body) = subject::local_body(cx, scene, post.start)
    {
        (post.organization, post.start) = (Some(body), post.start + 1);
    }
    Some(post)
}

/// The unit before `start` that is a mention, over 的 and a bracketed short name.
fn org_unit(scene: &Scene, start: usize) -> Option<usize> {
    let mut k = start.checked_sub(1)?;
    if scene.word(k) == "的" {
        k = k.checked_sub(1)?;
    }
    if matches!(scene.word(k), "”" | "」") {
        k = k.checked_sub(1)?;
    }
    if matches!(scene.word(k), "）" | ")") {
        let open = (0..k).rev().find(|&j| matches!(scene.word(j), "（" | "("))?;
        k = open.checked_sub(1)?;
    }
    scene.mention(k).map(|_| k)
}

/// The body that a place's post belongs to: 某市委书记: 某市委; 某市市长: the place itself.
fn of_place(
    cx: &mut Context,
    scene: &Scene,
    unit: usize,
    place: MentionIx,
    start: &mut usize,
    last: usize,
) -> Option<MentionIx> {
    let body = cx.ontology.class("GovernmentBody")?;
    let from = scene.units[unit].span;
    // Units between the place and the role noun, or the beginning of the role word, may name the body.
    for k in (*start..=last).rev() {
        let word = scene.word(k);
        let split = (k < last).then_some(word.len()).filter(|_| scene.lexicon.class_of_suffix(word).is_some());
        let inner = word
            .char_indices()
            .map(|(i, _)| i)
            .skip(1)
            .filter(|&i| scene.lexicon.class_of_suffix(&word[..i]).is_some() && scene.lexicon.is_role(&word[i..]))
            .last();
        if let Some(cut) =
            split.or(inner).filter(|&c| !matches!(&word[..c], "市" | "县" | "省" | "区" | "镇" | "乡" | "村" | "州"))
        {
            let at = scene.units[k].span.from() + cut;
            let span = Span::new(from.from(), at);
            if cut == word.len() {
                *start = k + 1;
            }
            return Some(cx.concept(span, body, Recogniser::Suffix));
        }
    }
    (last == *start).then_some(place)
}

/// `张三任甲公司董事长`, `张三当选甲协会会长`, `张三是甲大学教授`.
///
/// `own` is the body of the ties before the person, where posts of firms without one are held (甲公司创始人张三继续担任总裁).
fn after(cx: &mut Context, scene: &Scene, at: usize, person: MentionIx, own: Option<MentionIx>) {
    takes(cx, scene, at + 1, person, own);
    // 张三毕业于甲大学，曾任乙公司总监: the clause goes on about the person.
    let next_person = (at + 1..scene.units.len()).find(|&k| scene.mention(k).is_some_and(|m| cx.is(m, "Person")));
    for k in at + 1..next_person.unwrap_or(scene.units.len()) {
        let clause_begins = scene.is_break(k.wrapping_sub(1)) || matches!(scene.pos(k - 1), "d" | "c" | "t");
        if clause_begins
            && scene.word(k) != "是"
            && scene.word(k) != "系"
            && HOLD.contains(&scene.word(k))
            && k > at + 2
        {
            takes(cx, scene, k, person, own);
        }
    }
}

/// The posts behind a verb of holding at unit `from`, past adverbs and times.
fn takes(cx: &mut Context, scene: &Scene, from: usize, person: MentionIx, own: Option<MentionIx>) {
    let mut i = from;
    let at = scene.units.iter().position(|u| u.span == cx.span(person)).unwrap_or(from);
    while matches!(scene.pos(i), "d" | "t" | "ad")
        || scene.word(i) == "继续"
        || matches!(scene.units.get(i).map(|u| u.kind), Some(Kind::Time(_)))
    {
        i += 1;
    }
    if !HOLD.contains(&scene.word(i)) {
        return;
    }
    let verb = i;
    let (_, clause_end) = scene.clause(verb);
    let mut organization = None;
    let mut k = verb + 1;
    while k < clause_end {
        if let Some(m) = scene.mention(k).filter(|&m| cx.is(m, "Organization")) {
            organization = Some(m);
        } else if scene.lexicon.is_role(scene.word(k)) && scene.mention(k).is_none() && scene.mention(k + 1).is_none() {
            let Some(post) = role_ending(cx, scene, k + 1) else { break };
            let executive = EXECUTIVE.iter().any(|w| scene.cover(post.start, post.end).of(scene.text).contains(w));
            organization = post.organization.or(organization).or(own.filter(|_| executive));
            let Some(organization) = organization else { break };
            let former =
                scene.word(verb).starts_with('曾') || scene.word(verb) == "历任" || FORMER.contains(&scene.word(verb));
            let evidence = scene.cover(at, k + 1);
            let trigger = scene.units[verb].span;
            let status = polarity::status(scene, trigger);
            let role = role_span(cx, scene, scene.cover(post.start, post.end), organization);
            let fired = Fired { construction: "post", trigger, evidence };
            cx.state(Statement::Post { person, organization, role, former: former || post.former }, status, fired);
            if !scene.is_conjunction(k + 1) {
                break;
            }
            k += 1;
        } else if scene.mention(k).is_some_and(|m| cx.is(m, "Person")) {
            break;
        }
        k += 1;
    }
}

/// The role without the words that belong to the organisation's name.
fn role_span(cx: &Context, _scene: &Scene, role: Span, organization: MentionIx) -> Span {
    let body = cx.span(organization);
    if body.overlaps(role) { Span::new(body.to().min(role.to()), role.to()) } else { role }
}

#[allow(clippy::too_many_arguments)]
fn state(
    cx: &mut Context,
    scene: &Scene,
    person: MentionIx,
    organization: MentionIx,
    role: Span,
    former: bool,
    coming: bool,
    evidence: Span,
) {
    let role = role_span(cx, scene, role, organization);
    if role.is_empty() {
        return;
    }
    let status = if coming { super::Status::Planned } else { super::Status::Affirmed };
    let evidence = if scene.sentence.span.contains(cx.span(organization)) {
        evidence.join(cx.span(organization))
    } else {
        evidence
    };
    cx.state(
        Statement::Post { person, organization, role, former },
        status,
        Fired { construction: "post", trigger: role, evidence },
    );
}

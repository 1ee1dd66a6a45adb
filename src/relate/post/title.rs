//! One post of a chain: its role, and the body that the words before it name.

use super::{COMING, FORMER};
use super::{body, firm};
use crate::ontology::ClassId;
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::relate::{MentionIx, subject};
use crate::span::Span;

/// Words of rank before a post that the dictionary may take for verbs.
const RANKS: &[&str] = &[
    "执行",
    "非执行",
    "独立",
    "独立非",
    "非",
    "常务",
    "代",
    "代理",
    "轮值",
    "名誉",
    "荣誉",
    "资深",
    "高级",
    "首席",
    "特聘",
    "客座",
    "终身",
    "联席",
    "专职",
    "兼职",
];

/// Whether a word is one of rank.
pub(super) fn is_rank(word: &str) -> bool {
    RANKS.contains(&word)
}

/// Where a post is held, as far as its own words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// A name, or what a word stands for (公司总经理).
    Mention(MentionIx),
    /// Words that are a name here (消费促进司司长).
    Words(Span, ClassId),
    /// Words that are a name beside another body only (总裁，手机部总裁), else part of the role.
    Part(Span, ClassId),
    /// Not told.
    Untold,
}

/// A post, or a tie of another sort (创始人), that ends before the unit it was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    /// The first unit of all its words: tenure and body are among them.
    pub from: usize,
    /// The first unit behind the body.
    pub first: usize,
    /// The role's own words.
    pub role: Span,
    /// The role's own words when its part of the body stands by itself.
    pub own: Span,
    pub body: Body,
    /// The firm whose part the body is, when a bare word for it stands before (公司技术部经理).
    pub above: Option<MentionIx>,
    pub former: bool,
    pub coming: bool,
    /// Whether it is a relational noun, which is stated elsewhere and here only tells the body.
    pub tie: bool,
}

/// The title that ends right before unit `end`.
pub(super) fn ending(cx: &Context, scene: &Scene, end: usize) -> Option<Title> {
    let mut last = end.checked_sub(1)?;
    // 首席执行官（CEO）
    if matches!(scene.word(last), "）" | ")") {
        last = opening(scene, last)?.checked_sub(1)?;
    }
    let tie = !scene.lexicon.noun_uses(scene.word(last)).is_empty();
    // 院|长|江某: the name has left over a part of a word that the dictionary saw.
    let parted = last > 0
        && scene.word(last) == "长"
        && scene.lexicon.is_listed_role(&format!("{}长", scene.word(last - 1)))
        && scene.units[last - 1].span.end == scene.units[last].span.start;
    if scene.mention(last).is_some() || !(tie || parted || scene.lexicon.is_role(scene.word(last))) {
        return None;
    }
    let head = scene.units[last].span;
    last -= usize::from(parted);
    let mut first = described(scene, last);
    let (mut former, mut coming) = (false, false);
    while first < last && tenure(scene.word(first)).is_some() {
        former |= FORMER.contains(&scene.word(first));
        first += 1;
    }
    let mut k = first;
    while k > 0
        && let Some((past, future)) = tenure(scene.word(k - 1))
    {
        (former, coming, k) = (former | past, coming | future, k - 1);
    }
    let mut title = Title {
        from: k,
        first,
        role: scene.cover(first, last + 1),
        own: scene.cover(first, last + 1),
        body: Body::Untold,
        above: None,
        former,
        coming,
        tie,
    };
    // 某动力公司首席财务官: the word of the kind closes the body's name; else a bare 公司 is the one talked about.
    let employs = |k: usize| {
        scene.lexicon.class_of_noun(scene.word(k)).is_some_and(|c| scene.ontology.is_named(c, "Organization"))
    };
    if first < last && employs(first) {
        let named = matches!(scene.word(first), "公司" | "集团") && named_before(scene, first).is_some();
        let known = firm::own(cx, scene, first);
        if named || known.is_some() || matches!(scene.word(first), "公司" | "集团") {
            (title.first, k) = (first + 1, first);
            title.role = scene.cover(first + 1, last + 1);
            title.body = known.map_or(Body::Untold, Body::Mention);
            // 公司技术部经理: the part that the firm is not named with.
            let cut = (first + 1..last).rev().find(|&k| body::ends(scene, k)).filter(|_| known.is_some());
            if let Some((k, class)) = cut.and_then(|k| Some((k, scene.ontology.class("Organization")?)))
                && scene.cover(first + 1, k + 1).of(scene.text).chars().count() > 2
            {
                (title.body, title.above) = (Body::Words(scene.cover(first + 1, k + 1), class), known);
                title.role = scene.cover(k + 1, last + 1);
            }
        }
    }
    if let Some(unit) = named_before(scene, k).or_else(|| named_before(scene, first)) {
        let bodied = body::named(cx, scene, unit, title.first, last);
        if let Some((body, role)) = bodied {
            (title.body, title.role) = (body, role);
        }
        title.from = unit;
        while title.from > 0
            && let Some((past, _)) = tenure(scene.word(title.from - 1))
        {
            (title.former, title.from) = (title.former | past, title.from - 1);
        }
    } else if k > 0 && scene.word(k - 1) == "其" {
        title.from = k - 1;
        // 甲公司也参与了，其董事长张三…: of what the sentence is about.
        let about = match subject::carried(cx, scene, k - 1) {
            subject::Subject::Mentions(found) => found.first().copied(),
            _ => None,
        };
        let body = |m: &MentionIx| cx.is(*m, "Organization");
        title.body = about.filter(body).or(cx.topic.filter(body)).map_or(Body::Untold, Body::Mention);
    } else if title.body == Body::Untold {
        if let Some((body, role)) = body::worded(cx, scene, first, last) {
            (title.body, title.from) = body::joined(scene, body, title.from);
            // The role of a part is told apart once the chain shows a body beside it.
            title.own = role;
            if matches!(title.body, Body::Mention(_) | Body::Words(..)) {
                title.role = role;
            }
        } else if scene.word(k.wrapping_sub(1)) == "的" && k > 1 {
            // 当地某某合作社的理事长
            let left = described(scene, k - 2);
            if let Some(class) = body::class_of(scene, scene.cover(left, k - 1)) {
                title.body = Body::Words(scene.cover(left, k - 1), class);
                title.from = left;
            }
        }
    }
    if parted {
        (title.role, title.own) = (title.role.join(head), title.own.join(head));
    }
    Some(title)
}

/// Whether a word of tenure says that the post is over, and whether that it is to come.
fn tenure(word: &str) -> Option<(bool, bool)> {
    let (past, future) = (FORMER.contains(&word), COMING.contains(&word));
    (past || future || matches!(word, "现任" | "新任")).then_some((past, future))
}

/// The opening bracket of the one that closes at unit `close`.
fn opening(scene: &Scene, close: usize) -> Option<usize> {
    (0..close).rev().find(|&j| matches!(scene.word(j), "（" | "("))
}

/// The first unit of the words that describe the noun at unit `last`, down to a name.
fn described(scene: &Scene, last: usize) -> usize {
    let mut start = last;
    // 董事会秘书: a board is named with its firm only.
    let board = |k: usize| matches!(scene.word(k), "董事会" | "监事会" | "董事局" | "理事会");
    while let Some(k) = start.checked_sub(1).filter(|&k| scene.mention(k).is_none() || board(k)) {
        let word = scene.word(k);
        let title = scene.lexicon.is_role(word) || !scene.lexicon.noun_uses(word).is_empty();
        // 所长助理
        let aide = matches!(scene.word(k + 1), "助理" | "秘书");
        let noun = scene.is_nominal(k) && (!title || aide || body::ends(scene, k + 1) && k + 1 < last);
        let short = matches!(scene.pos(k), "b" | "vn" | "m" | "a") && last - start < 4 && word != "原";
        let part = k + 1 < last.max(1) && (k + 1..last).any(|j| body::ends(scene, j)) && compounded(scene, k);
        // 首席固收分析师: between a rank and its noun.
        let ranked = scene.pos(k) == "v" && k + 1 == last && k > 0 && RANKS.contains(&scene.word(k - 1));
        let level = body::is_level(scene, k);
        if !(noun || short || ranked || level || RANKS.contains(&word) || body::ends(scene, k) && !title || part) {
            break;
        }
        start = k;
    }
    start
}

/// Whether the verb at unit `k` stands inside of a name, behind a noun: 消费|促进|司.
fn compounded(scene: &Scene, k: usize) -> bool {
    scene.pos(k).starts_with('v')
        && scene.word(k).chars().count() == 2
        && !scene.lexicon.is_speech(scene.word(k))
        && k > 0
        && scene.is_nominal(k - 1)
        && !scene.is_break(k - 1)
}

/// The unit before `start` that is a mention, over 的 and a bracketed short name.
pub(super) fn named_before(scene: &Scene, start: usize) -> Option<usize> {
    let mut k = start.checked_sub(1)?;
    if scene.word(k) == "的" {
        k = k.checked_sub(1)?;
    }
    if matches!(scene.word(k), "”" | "」") {
        k = k.checked_sub(1)?;
    }
    if matches!(scene.word(k), "）" | ")") {
        k = opening(scene, k)?.checked_sub(1)?;
    }
    scene.mention(k).map(|_| k)
}

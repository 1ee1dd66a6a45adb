//! What a word or a person stands for as the owner of figures: 该公司, 平台, 村集体, 市长张三.

use super::super::context::Context;
use super::super::scene::Scene;
use super::super::{MentionIx, subject as general};
use super::subject::holds;
use crate::span::Span;
use general::company;

/// What a word stands for: 该公司, 全市, 全国.
pub(super) fn stands_for(cx: &Context, scene: &Scene, k: usize) -> Option<MentionIx> {
    if scene.mention(k).is_some() || scene.word(k).ends_with('上') {
        return None;
    }
    if matches!(scene.word(k), "前者" | "后者") {
        return of_two(cx, scene, k);
    }
    if matches!(scene.word(k), "全国" | "我国") {
        let at = scene.units[k].span.from();
        let country = |name: &str| matches!(name, "中国" | "我国");
        return general::recent(cx, at).rfind(|&m| country(&cx.found.mentions[m as usize].name));
    }
    // 双方将出资…: of the first party.
    if let Some(&first) = general::pair(cx, scene, k).and_then(|pair| pair.first().copied()).as_ref() {
        return Some(first);
    }
    // 村集体, 党支部: the village.
    if matches!(scene.word(k), "村集体" | "村委会" | "村支部" | "村党支部" | "党支部") {
        return general::area(cx, scene.units[k].span.from(), "村");
    }
    let found = general::antecedent(cx, scene, k).or_else(|| marked(cx, scene, k)).or_else(|| platform(cx, scene, k));
    found.filter(|&m| holds(cx, m))
}

/// 前者, 后者: of the last two names that stand side by side in the sentence; 后者 alone is the name that it stands behind.
fn of_two(cx: &Context, scene: &Scene, k: usize) -> Option<MentionIx> {
    let name = |at: usize| scene.mention(at).filter(|&m| holds(cx, m));
    let pair = (2..k).rev().find_map(|at| Some((name(at - 2).filter(|_| scene.is_conjunction(at - 1))?, name(at)?)));
    match (scene.word(k), pair) {
        (_, None) => name(k.checked_sub(2).filter(|_| scene.word(k) == "后者" && scene.opens_clause(k))?),
        ("前者", Some((first, _))) => Some(first),
        (_, Some((_, second))) => Some(second),
    }
}

/// The area that a government body is of: 甲省 of 甲省统计局, the last one of its level for 县统计局.
pub(super) fn area_of(cx: &Context, body: MentionIx) -> Option<MentionIx> {
    let name = cx.full_name(body);
    let area = |&m: &MentionIx| cx.is(m, "AdministrativeArea");
    let all = (0..cx.found.names as MentionIx).filter(area);
    // 甲海关, 甲市税务局: by the bare name of the area, or the whole.
    let bare = |m: MentionIx| {
        let full = cx.full_name(m);
        let stem = full.trim_end_matches(['省', '市', '县', '区', '州']);
        if stem.chars().count() > 1 { stem } else { full }
    };
    let own = all.filter(|&m| name.starts_with(bare(m))).max_by_key(|&m| cx.full_name(m).len());
    let level = ["省", "市", "县", "区"].into_iter().find(|l| name.starts_with(l));
    own.or_else(|| general::area(cx, cx.span(body).from(), level?))
}

/// 平台, 企业 at the head of a clause: the company talked about.
fn platform(cx: &Context, scene: &Scene, k: usize) -> Option<MentionIx> {
    if !matches!(scene.word(k), "平台" | "企业" | "厂里" | "工厂" | "品牌") || !definite(scene, k) {
        return None;
    }
    cx.about.filter(|&m| cx.is(m, "Company"))
}

/// 该中心, 本届博览会: the last name that ends with the noun.
fn marked(cx: &Context, scene: &Scene, k: usize) -> Option<MentionIx> {
    let word = scene.word(k);
    let noun = match word.strip_prefix(['该', '本']).filter(|noun| !noun.is_empty()) {
        Some(noun) => noun.trim_start_matches(['届', '次']),
        None if definite(scene, k) => word,
        None if k > 0 && matches!(scene.word(k - 1), "该" | "本" | "本届" | "此次" | "本次" | "这家") => word,
        None => return None,
    };
    let at = scene.units[k].span.from();
    let ends = |name: &str| name.ends_with(noun) && name.len() > noun.len();
    let long = noun.chars().count() > 1;
    general::recent(cx, at).rfind(|&m| long && ends(&cx.found.mentions[m as usize].name))
}

/// 新区, 联盟, 大会 at the head of a clause: the one named before, whose name ends so.
pub(super) fn definite(scene: &Scene, k: usize) -> bool {
    let timed = scene.is_time(k + 1);
    scene.opens_clause(k)
        && (timed || !scene.is_nominal(k + 1))
        && scene.word(k + 1) != "的"
        && scene.pos(k).starts_with('n')
        && scene.word(k).chars().count() > 1
}

/// For whom the person who speaks in a clause stands: what he says without a subject is said of it.
pub(super) fn speaker(cx: &Context, scene: &Scene, first: usize, last: usize) -> Option<MentionIx> {
    // 市长张三亮出账本：
    let opens = matches!(scene.word(last), "：" | ":");
    let verb = (first..last).find(|&k| scene.lexicon.is_speech(scene.word(k))).or(opens.then_some(last))?;
    let people = (first..verb).rev().filter_map(|k| scene.mention(k)).filter(|&m| cx.is(m, "Person"));
    people.into_iter().find_map(|m| stands_for_person(cx, m)).or_else(|| {
        // 甲公司有关负责人介绍
        let role = (first..verb).rev().find(|&k| scene.lexicon.is_role(scene.word(k)) || scene.word(k) == "负责人")?;
        if scene.lexicon.tells_of_others(scene.word(role)) {
            return None;
        }
        let firm = (first..role).rev().take(3).find_map(|k| scene.mention(k))?;
        Some(firm).filter(|&m| cx.is(m, "Company"))
    })
}

/// “今年营业收入3.9亿元。”甲公司董事长张三说: for whom the person stands who is named right behind the quotation in which the
/// figure at unit `i` stands.
pub(super) fn said_by(cx: &Context, scene: &Scene, i: usize) -> Option<MentionIx> {
    let figure = scene.units[i].span;
    let quote = cx.seg.quotes.iter().find(|q| q.closed && q.inner.contains(figure))?;
    // A whole sentence, not a term.
    quote.inner.of(&cx.seg.text).ends_with(['。', '，', '！', '？']).then_some(())?;
    let rest = &cx.seg.text[quote.span.to()..];
    let end = quote.span.to() + rest.find(['，', '。', '：', '\n', '；']).unwrap_or(rest.len());
    let behind = Span::new(quote.span.to(), end);
    let all = &cx.found.mentions[..cx.found.names];
    let first = all.partition_point(|m| m.span.start < behind.start);
    let names = || (first..all.len()).map(|m| m as MentionIx).take_while(|&m| behind.contains(cx.span(m)));
    let person = names().find(|&m| cx.is(m, "Person"))?;
    let says = Span::new(cx.span(person).to(), end).of(&cx.seg.text);
    let verb = says.char_indices().any(|(at, _)| {
        let word = &says[at..];
        cx.lexicon.may_speak(word)
            && word
                .char_indices()
                .skip(1)
                .chain([(word.len(), ' ')])
                .take(4)
                .any(|(to, _)| cx.lexicon.is_speech(&word[..to]))
    });
    let titles = Span::new(behind.from(), cx.span(person).from()).of(&cx.seg.text).trim_end();
    if !verb || cx.lexicon.tells_of_others(titles) {
        return None;
    }
    let (start, _) = scene.clause(i);
    if (start..i).any(|k| matches!(scene.word(k), "我家" | "自家" | "我")) {
        return Some(person);
    }
    let firm = names().filter(|&m| cx.span(m).end <= cx.span(person).start).find(|&m| cx.is(m, "Company"));
    // 公司副总经理张三说: of the firm named last.
    let own = ["公司", "该公司", "企业", "该企业", "集团"].iter().any(|word| titles.starts_with(word));
    let last = || general::recent(cx, quote.span.from()).rfind(|&m| own && cx.is(m, "Company"));
    firm.or_else(last).or_else(|| stands_for_person(cx, person))
}

/// Whether a person is named somewhere as one who tells of others, not of the body he works for.
pub(super) fn is_outsider(cx: &Context, person: MentionIx) -> bool {
    let name = cx.full_name(person);
    let role = |m: MentionIx| cx.lexicon.tells_of_others(cx.seg.text[..cx.span(m).from()].trim_end());
    (0..cx.found.names as MentionIx).any(|m| cx.is(m, "Person") && cx.full_name(m) == name && role(m))
}

/// The company of a person, or the area that he governs; none of one who tells of others.
pub(super) fn stands_for_person(cx: &Context, person: MentionIx) -> Option<MentionIx> {
    if is_outsider(cx, person) {
        return None;
    }
    company(cx, person).or_else(|| general::governs(cx, person))
}

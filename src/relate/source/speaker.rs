//! Who a verb of speech has as its subject.

use crate::recognise::Recogniser;
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::{Kind, Scene};
use crate::relate::subject;
use crate::span::Span;

/// A speaker and where the words that name it begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    pub mentions: Vec<MentionIx>,
    /// The first unit of the phrase.
    pub unit: usize,
}

/// What stands before a verb of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A speaker.
    Speaker(Speaker),
    /// A subject that cannot speak, or that the text does not name.
    Other,
    /// No subject in this clause.
    Nothing,
}

/// Prepositions whose noun phrase is no subject.
const PREPOSITIONS: &[&str] = &[
    "对", "对于", "向", "给", "跟", "同", "与", "用", "以", "就", "从", "把", "为", "针对", "关于", "围绕", "通过",
    "按照", "按", "在", "于", "由", "将", "因", "因为", "随着", "经", "凭借", "作为", "面对", "除了", "除", "比", "自",
    "至", "到",
];

/// Documents and figures, which show what their maker says: 甲局数据显示.
const RECORDS: &[&str] = &[
    "数据",
    "公告",
    "报告",
    "统计",
    "声明",
    "通报",
    "通知",
    "消息",
    "资料",
    "财报",
    "年报",
    "调查",
    "调研",
    "研究",
    "监测",
    "报道",
    "官网",
    "方面",
    "官方",
    "官微",
    "研报",
    "最新",
    "统计数据",
    "调查报告",
    "研究报告",
];

/// The records in which one speaks for oneself.
const ANNOUNCEMENTS: &[&str] = &["公告", "声明", "通报", "通知", "消息", "财报", "年报", "半年报", "季报"];

/// The subject of the verb at unit `verb`, looking left no further than unit `floor`.
pub(super) fn before(cx: &mut Context, scene: &Scene, verb: usize, floor: usize, past: &Past) -> Before {
    let mut i = verb;
    while i > floor {
        i -= 1;
        let word = scene.word(i);
        if closes_frame(word)
            && let Some(open) = (floor..i).rev().find(|&k| matches!(scene.word(k), "在" | "当" | "于" | "从" | "自"))
        {
            i = open;
            continue;
        }
        match word {
            "”" | "」" | "』" => {
                let Some(open) = (floor..i).rev().find(|&k| matches!(scene.word(k), "“" | "「" | "『")) else {
                    return Before::Other;
                };
                i = open;
                continue;
            }
            ")" | "）" => {
                i = (floor..i).rev().find(|&k| matches!(scene.word(k), "(" | "（")).unwrap_or(i);
                continue;
            }
            "“" | "「" | "『" => return Before::Nothing,
            "早间" | "晚间" | "午间" | "凌晨" | "上午" | "下午" | "盘前" | "盘后" => continue,
            "们" | "撰文" | "发文" | "致辞" | "讲话" | "发言" | "演讲" | "受访" | "采访" | "专访" => {
                continue;
            }
            "被" | "让" | "使" => return Before::Other,
            "他" | "她" => {
                return match pronoun(cx, scene, i, past) {
                    Some(m) => Before::Speaker(Speaker { mentions: vec![m], unit: i }),
                    None => Before::Other,
                };
            }
            "其" => {
                return match nearest_agent(cx, scene, i).or(cx.topic).filter(|&m| can_speak(cx, m)) {
                    Some(m) => Before::Speaker(Speaker { mentions: vec![m], unit: i }),
                    None => Before::Other,
                };
            }
            "我" | "我们" | "你" | "你们" | "他们" | "她们" | "大家" | "有人" | "谁" | "记者" | "笔者" | "本报记者"
            | "自己" => {
                match ruled(scene, modifiers_left(scene, i, floor), floor) {
                    Some(prep) => i = prep,
                    None => return Before::Other,
                }
                continue;
            }
            _ => {}
        }
        if !(scene.is_nominal(i) || matches!(word, "业内" | "业界")) {
            continue;
        }
        if let Some(m) = scene.mention(i) {
            let (first, list) = list_left(scene, i, m, floor);
            let start = modifiers_left(scene, first, floor);
            if let Some(prep) = ruled(scene, start, floor) {
                i = prep;
                continue;
            }
            let verb = scene.word(verb);
            let speaks = |&m: &MentionIx| can_speak(cx, m) || is_text(cx, m, verb) || is_convened(cx, m);
            if !speaks(&m) {
                return Before::Other;
            }
            // 甲协会发布的《报告》显示: the body answers for what it has published.
            if !can_speak(cx, m)
                && let Some(maker) = publisher(cx, scene, i, floor)
            {
                return Before::Speaker(Speaker { mentions: vec![maker], unit: start });
            }
            let spoken: Vec<MentionIx> = list.into_iter().filter(speaks).collect();
            return Before::Speaker(Speaker { mentions: spoken, unit: start });
        }
        // A noun: the speaker's role, a word for somebody named before, a record, or another thing.
        let first = phrase_left(scene, i, floor);
        if let Some(prep) = ruled(scene, modifiers_left(scene, first, floor), floor) {
            i = prep;
            continue;
        }
        // 会议指出: the meeting answers for its own words.
        if matches!(word, "会议" | "全会") && first == i {
            return role(cx, scene, i, i, past);
        }
        if let Some((unit, person)) = by_title(cx, scene, i) {
            return Before::Speaker(Speaker { mentions: vec![person], unit });
        }
        // 张三总理: the name before a post is the speaker.
        if let Some(m) = i.checked_sub(1).filter(|&k| k >= floor).and_then(|k| scene.mention(k))
            && cx.is(m, "Person")
            && scene.lexicon.is_listed_role(word)
        {
            return Before::Speaker(Speaker { mentions: vec![m], unit: i - 1 });
        }
        if is_role(scene, i) {
            // 甲公司回复投资者称: whom the firm answers does not speak.
            let ruler = (floor..first).rev().find(|&k| !matches!(scene.pos(k), "m" | "q" | "mq"));
            let ruler = ruler.filter(|&k| k > floor && scene.is_verb(k));
            if let Some(k) = ruler.filter(|&k| !matches!(scene.word(k), "有" | "请" | "邀请" | "包括" | "是")) {
                i = k;
                continue;
            }
            return role(cx, scene, first, i, past);
        }
        if let Some(m) = subject::antecedent(cx, scene, i).filter(|&m| can_speak(cx, m)) {
            return Before::Speaker(Speaker { mentions: vec![m], unit: first });
        }
        if is_record(word) {
            // 甲院发布的报告显示: what a report finds is not what its publisher says; an announcement is (甲公司发布的公告).
            let apart = (floor..i)
                .rev()
                .take(6)
                .find(|&k| scene.word(k) == "的")
                .filter(|&k| k > floor && scene.is_verb(k - 1));
            match apart {
                Some(k) if ANNOUNCEMENTS.iter().any(|a| word.ends_with(a)) => i = k - 1,
                Some(_) => return Before::Other,
                None => {}
            }
            continue;
        }
        // The object of an earlier verb in the clause: 发布消息称, 接受采访时说.
        match (floor..i).rev().find(|&k| !scene.is_nominal(k) && scene.pos(k) != "uj") {
            Some(k) if scene.is_verb(k) && !is_somebody(word) => i = k + 1,
            // 边推车边说, 举着手机说.
            Some(k) if matches!(scene.word(k), "边" | "一边" | "着") => i = k + 1,
            _ => return Before::Other,
        }
    }
    Before::Nothing
}

/// Whom 他 or 她 at unit `i` means: the first person of the sentence that no preposition rules, else the last one who spoke.
pub(super) fn pronoun(cx: &Context, scene: &Scene, i: usize, past: &Past) -> Option<MentionIx> {
    let subject = |k: usize| {
        let m = scene.mention(k).filter(|&m| is_anaphoric(cx, m))?;
        let open = scene.text[scene.sentence.span.from()..scene.units[k].span.from()].matches('“').count();
        let close = scene.text[scene.sentence.span.from()..scene.units[k].span.from()].matches('”').count();
        let ruled = ruled(scene, modifiers_left(scene, k, 0), 0).is_some();
        (!ruled && open == close).then_some(m)
    };
    (0..i).find_map(subject).or(past.person)
}

/// Whether a mention is a person whom a pronoun may mean: no reporter of the article, and no word of Latin letters.
pub(super) fn is_anaphoric(cx: &Context, m: MentionIx) -> bool {
    let name = &cx.found.mentions[m as usize].name;
    let reporter = cx.seg.document.meta.reporters.iter().any(|r| r.name == *name);
    cx.is(m, "Person") && !reporter && !name.is_ascii()
}

/// The body that a relative clause before the text at unit `i` says to have published it.
fn publisher(cx: &Context, scene: &Scene, i: usize, floor: usize) -> Option<MentionIx> {
    let made = i.checked_sub(2).filter(|&k| k > floor && scene.word(k + 1) == "的" && scene.is_known_verb(k))?;
    let maker = (floor..made).find_map(|k| scene.mention(k).filter(|&m| cx.is(m, "Organization")))?;
    Some(maker)
}

/// What has been said before: who the pronouns and 该负责人 go back to.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    /// The person whom 他 and 她 mean.
    pub person: Option<MentionIx>,
    /// Unnamed speakers and people so far, in order.
    pub speakers: Vec<MentionIx>,
}

/// Whether a mention may be made answerable for words.
pub(super) fn can_speak(cx: &Context, m: MentionIx) -> bool {
    cx.is(m, "Person") || cx.is(m, "Organization") || cx.is(m, "Role")
}

/// Whether a mention is a work that shows or finds something by its own words: 《甲白皮书》显示.
fn is_text(cx: &Context, m: MentionIx, verb: &str) -> bool {
    let shows = ["显示", "表明", "指出", "认为", "预计", "预测", "称"];
    cx.is(m, "Work") && shows.iter().any(|v| verb.starts_with(v))
}

/// Whether a mention is a meeting, which decides and speaks as one: 全国甲工作会议强调.
fn is_convened(cx: &Context, m: MentionIx) -> bool {
    let ends = |name: &str| name.ends_with("会议") || name.ends_with("全会");
    cx.is(m, "Event") && ends(&cx.found.mentions[m as usize].name)
}

/// Whether a noun that is no listed role means a person all the same: 妻子, 负责同志, 村支书.
fn is_somebody(word: &str) -> bool {
    word.ends_with([
        '人', '者', '员', '长', '师', '士', '志', '妻', '子', '母', '父', '亲', '户', '民', '友', '生', '书', '工',
        '爷', '妈', '姐', '哥', '叔', '婶', '们',
    ])
}

/// Whether a word ends as the name of a record does.
pub(super) fn is_record(word: &str) -> bool {
    RECORDS.iter().any(|record| word.ends_with(record))
}

/// Words that close what 在 opens: 在会上, 在接受采访时.
fn closes_frame(word: &str) -> bool {
    word.ends_with(['上', '中', '时', '后', '前', '里', '内', '间', '下'])
        || matches!(word, "期间" | "之际" | "以来" | "现场" | "一旁" | "当天" | "时候")
}

/// The preposition that rules the phrase at unit `start`, where there is one.
fn ruled(scene: &Scene, start: usize, floor: usize) -> Option<usize> {
    let at = start.checked_sub(1).filter(|&k| k >= floor)?;
    // 冲着镜头, 对着话筒
    let facing = scene.pos(at) == "p" && scene.word(at).ends_with('着');
    (facing || PREPOSITIONS.contains(&scene.word(at))).then_some(at)
}

/// The first unit of the nouns that touch at unit `last`, mentions among them.
pub(super) fn phrase_left(scene: &Scene, last: usize, floor: usize) -> usize {
    let mut first = last;
    while first > floor && (scene.is_nominal(first - 1) || matches!(scene.word(first - 1), "相关" | "有关" | "主要"))
    {
        first -= 1;
    }
    first
}

/// Over what describes the phrase at unit `first`: posts, 、, 的, numbers, brackets.
fn modifiers_left(scene: &Scene, first: usize, floor: usize) -> usize {
    let mut start = first;
    while start > floor {
        let i = start - 1;
        let described = scene.is_nominal(i)
            || matches!(scene.word(i), "、" | "的" | "兼" | "（" | "）" | "(" | ")" | "相关" | "有关" | "《" | "》")
            || matches!(scene.pos(i), "m" | "q" | "mq" | "a" | "b" | "f")
            || matches!(scene.units[i].kind, Kind::Quantity(_));
        if !described {
            break;
        }
        start = i;
    }
    start
}

/// The mentions of a list that ends in `last` at unit `at`, and the first unit of it: 甲和乙, 甲、乙.
fn list_left(scene: &Scene, at: usize, last: MentionIx, floor: usize) -> (usize, Vec<MentionIx>) {
    let mut found = vec![last];
    let mut i = at;
    while i >= floor + 2 && scene.is_conjunction(i - 1) && !matches!(scene.word(i - 1), "与" | "跟") {
        let Some(m) = scene.mention(i - 2) else { break };
        found.push(m);
        i -= 2;
    }
    found.reverse();
    (i, found)
}

/// Whether the noun at unit `i` is what an unnamed speaker is known by: 专家, 相关负责人, 董事长.
pub(super) fn is_role(scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    let listed = scene
        .ontology
        .class("Role")
        .is_some_and(|c| scene.ontology.class_info(c).nouns.iter().any(|noun| word.ends_with(noun.as_str())));
    listed || scene.lexicon.is_listed_role(word)
}

/// A speaker known by a role at units `first..=last`.
pub(super) fn role(cx: &mut Context, scene: &Scene, first: usize, last: usize, past: &Past) -> Before {
    let Some(class) = scene.ontology.class("Role") else { return Before::Other };
    let determiner = first.checked_sub(1).map_or("", |k| scene.word(k));
    let back = |w: &str| matches!(w, "该" | "上述" | "这位" | "此" | "这名");
    let mut first = first;
    // 接近交易的人士: what tells the unnamed apart stands before 的.
    if determiner == "的" && scene.word(last).ends_with(['士', '者']) {
        first = scene.clause(first).0;
    }
    let mut again = back(determiner);
    let counts = |k: usize| scene.is_quantity(k) || matches!(scene.pos(k), "m" | "q" | "mq");
    while first < last && (back(scene.word(first)) || counts(first)) {
        again |= back(scene.word(first));
        first += 1;
    }
    let head = scene.word(last);
    let head = head.strip_prefix('该').unwrap_or(head);
    again |= head.len() < scene.word(last).len();
    if again && let Some(&known) = past.speakers.iter().rev().find(|&&m| is_known_as(cx, m, head)) {
        return Before::Speaker(Speaker { mentions: vec![known], unit: first });
    }
    let mut span = scene.cover(first, last + 1);
    if span.of(scene.text).starts_with('该') {
        span.start += '该'.len_utf8() as u32;
    }
    let m = cx.concept(span, class, Recogniser::Phrase);
    Before::Speaker(Speaker { mentions: vec![m], unit: first })
}

/// Whether a speaker was introduced by the role `head`: an unnamed one so called, or a person with it before the name.
fn is_known_as(cx: &Context, m: MentionIx, head: &str) -> bool {
    let span = cx.span(m);
    let role = span.of(&cx.seg.text);
    role.ends_with(head) || cx.seg.text[..span.from()].ends_with(head)
}

/// Forms of address behind a family name.
const TITLES: &[&str] = &[
    "教授", "院士", "先生", "女士", "博士", "老师", "总", "主任", "经理", "局长", "厂长", "书记", "会长", "师傅",
    "大爷", "大妈", "阿姨", "大姐", "大哥", "老板", "医生", "校长", "院长", "村长",
];

/// The person whom a family name with a title or 老, 小 means: the one of that name before (王教授, after 王某 was named), else
/// one known by no more (陈师傅).
fn by_title(cx: &mut Context, scene: &Scene, i: usize) -> Option<(usize, MentionIx)> {
    let end = scene.units[i].span.to();
    let word = scene.word(i);
    let (family, at) = match TITLES.iter().find_map(|t| word.strip_suffix(t)) {
        Some("") if i > 0 => {
            // The family name may be the end of a word that the dictionary does not have.
            let before = scene.word(i - 1);
            let whole = matches!(scene.pos(i - 1), "nr" | "nrt" | "nrfg") || before.chars().count() == 1;
            let last = before.char_indices().next_back().map_or(0, |(at, _)| at);
            (before.get(last..).filter(|_| whole)?, scene.units[i - 1].span.from() + last)
        }
        Some(family) => (family, scene.units[i].span.from()),
        None => (word.strip_prefix(['老', '小'])?, scene.units[i].span.from()),
    };
    if !scene.lexicon.is_surname(family) {
        return None;
    }
    let here = at as u32;
    let class = scene.ontology.class("Person")?;
    let named = |m: &crate::recognise::Mention| {
        m.span.start < here
            && m.name.starts_with(family)
            && m.name.len() > family.len()
            && scene.ontology.is_a(m.class, class)
    };
    let known =
        cx.found.mentions.iter().enumerate().filter(|(_, m)| named(m)).map(|(k, m)| (m.span, k as MentionIx)).max();
    let m = known.map(|(_, k)| k).unwrap_or_else(|| cx.concept(Span::new(at, end), class, Recogniser::Context));
    Some((scene.unit_at(at).min(i), m))
}

/// The last person or organisation of the sentence before unit `i`.
fn nearest_agent(cx: &Context, scene: &Scene, i: usize) -> Option<MentionIx> {
    (0..i).rev().filter_map(|k| scene.mention(k)).find(|&m| cx.is(m, "Person") || cx.is(m, "Organization"))
}

/// The subject of the sentence for a clause without one: its first noun phrase that no preposition rules, if that can speak.
pub(super) fn of_sentence(cx: &Context, scene: &Scene, before: usize, past: &Past) -> Option<Speaker> {
    let mut i = 0;
    while i < before {
        if matches!(scene.word(i), "他" | "她") {
            return pronoun(cx, scene, i, past).map(|m| Speaker { mentions: vec![m], unit: i });
        }
        if PREPOSITIONS.contains(&scene.word(i)) {
            let stop = (i..before).find(|&k| scene.is_break(k) || closes_frame(scene.word(k))).unwrap_or(before);
            i = stop + 1;
            continue;
        }
        if !scene.is_nominal(i) || scene.pos(i) == "s" {
            i += 1;
            continue;
        }
        // The head of the phrase: the last noun that touches.
        let mut head = i;
        while head + 1 < before
            && (scene.is_nominal(head + 1)
                || (matches!(scene.word(head + 1), "、" | "兼" | "的")
                    && scene.is_nominal(head + 2)
                    && head + 2 < before))
        {
            head += 1;
        }
        // A person's name ends its phrase, whatever the dictionary takes the next word for.
        let person = || (i..head).rev().filter_map(|k| scene.mention(k)).find(|&m| cx.is(m, "Person"));
        let m = scene.mention(head).or_else(person)?;
        return can_speak(cx, m).then(|| Speaker { mentions: vec![m], unit: i });
    }
    None
}

/// The only person that a stretch names, if no other is named in it.
pub(super) fn only_person(cx: &Context, stretch: Span, outside: impl Fn(Span) -> bool) -> Option<MentionIx> {
    let mut found: Option<MentionIx> = None;
    let first = cx.found.mentions.iter().position(|m| m.span.start >= stretch.start).unwrap_or(cx.found.mentions.len());
    for (k, mention) in cx.found.mentions.iter().enumerate().skip(first) {
        if !stretch.contains(mention.span) || !cx.ontology.is_named(mention.class, "Person") || !outside(mention.span) {
            continue;
        }
        match found {
            None => found = Some(k as MentionIx),
            Some(m) if cx.found.mentions[m as usize].name == mention.name => {}
            Some(_) => return None,
        }
    }
    found
}

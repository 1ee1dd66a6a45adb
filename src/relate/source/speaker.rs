//! Who a verb of speech has as its subject.

use super::past::{Past, pronoun};
use super::role::{by_title, is_role, is_somebody, role};
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::{Kind, Scene};
use crate::relate::subject;

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
pub(super) const PREPOSITIONS: &[&str] = &[
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
    "信息",
    "App",
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
        // 张三接受甲报记者专访时表示
        if closes_frame(word)
            && let Some(open) = (floor..i).rev().find(|&k| matches!(scene.word(k), "接受" | "做客" | "回答" | "面对"))
        {
            i = open;
            continue;
        }
        // 张三在讲话中指出: one word of the dictionary.
        if word.starts_with('在') && closes_frame(word) {
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
            // 甲协会发布的《报告》显示: the body answers for what it has published.
            if cx.is(m, "Work") {
                return match publisher(cx, scene, i, floor) {
                    Some(maker) => Before::Speaker(Speaker { mentions: vec![maker], unit: start }),
                    None => Before::Other,
                };
            }
            let speaks = |&m: &MentionIx| can_speak(cx, m) || is_convened(cx, m);
            if !speaks(&m) {
                return Before::Other;
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
            // 一位参展企业负责人: behind a counter the verb describes.
            let counted =
                |k: usize| k > floor && (matches!(scene.pos(k - 1), "m" | "q" | "mq") || scene.is_quantity(k - 1));
            let ruler = ruler.filter(|&k| k > floor && scene.is_verb(k) && !counted(k));
            if let Some(k) = ruler.filter(|&k| !matches!(scene.word(k), "有" | "请" | "邀请" | "包括" | "是")) {
                i = k;
                continue;
            }
            return role(cx, scene, first, i, past);
        }
        if let Some(m) = subject::antecedent(cx, scene, i).filter(|&m| can_speak(cx, m)) {
            return Before::Speaker(Speaker { mentions: vec![m], unit: first });
        }
        // 铁路部门介绍
        if word.ends_with("部门") && first < i {
            return role(cx, scene, first, i, past);
        }
        if is_record(word) {
            // 甲局今天发布的数据显示: who publishes figures or an announcement answers for them.
            let apart = (floor..i)
                .rev()
                .take(6)
                .find(|&k| scene.word(k) == "的")
                .filter(|&k| k > floor && scene.is_verb(k - 1));
            if let Some(k) = apart {
                i = k - 1;
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

/// The body that a relative clause before the text at unit `i` says to have published it.
fn publisher(cx: &Context, scene: &Scene, i: usize, floor: usize) -> Option<MentionIx> {
    let made = i.checked_sub(2).filter(|&k| k > floor && scene.word(k + 1) == "的" && scene.is_known_verb(k))?;
    let maker = (floor..made).find_map(|k| scene.mention(k).filter(|&m| cx.is(m, "Organization")))?;
    Some(maker)
}

/// Whether a mention may be made answerable for words.
pub(super) fn can_speak(cx: &Context, m: MentionIx) -> bool {
    cx.is(m, "Person") || cx.is(m, "Organization") || cx.is(m, "Role")
}

/// Whether a mention is a meeting, which decides and speaks as one: 全国甲工作会议强调.
fn is_convened(cx: &Context, m: MentionIx) -> bool {
    let ends = |name: &str| name.ends_with("会议") || name.ends_with("全会");
    cx.is(m, "Event") && ends(&cx.found.mentions[m as usize].name)
}

/// Whether a word ends as the name of a record does.
pub(super) fn is_record(word: &str) -> bool {
    RECORDS.iter().any(|record| word.ends_with(record))
}

/// Words that close what 在 opens: 在会上, 在接受采访时.
pub(super) fn closes_frame(word: &str) -> bool {
    word.ends_with(['上', '中', '时', '后', '前', '里', '内', '间', '下'])
        || matches!(word, "期间" | "之际" | "以来" | "现场" | "一旁" | "当天" | "时候")
}

/// The preposition that rules the phrase at unit `start`, where there is one.
pub(super) fn ruled(scene: &Scene, start: usize, floor: usize) -> Option<usize> {
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
pub(super) fn modifiers_left(scene: &Scene, first: usize, floor: usize) -> usize {
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

/// The last person or organisation of the sentence before unit `i`.
fn nearest_agent(cx: &Context, scene: &Scene, i: usize) -> Option<MentionIx> {
    (0..i).rev().filter_map(|k| scene.mention(k)).find(|&m| cx.is(m, "Person") || cx.is(m, "Organization"))
}

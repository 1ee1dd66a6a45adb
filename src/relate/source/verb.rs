//! Verbs of speech, and what stands right behind them.

use crate::relate::scene::{Kind, Scene};
use crate::span::Span;

/// Verbs whose bare clause must show by a word of time or mood that it is one (提出产业必须创新, not 提出发展目标).
const MODAL_CLAUSE: &[&str] =
    &["提出", "要求", "建议", "希望", "明确", "判断", "呼吁", "敦促", "期待", "介绍", "注意到"];

/// Verbs that report words only before a colon (对外发布：…).
const BEFORE_COLON: &[&str] = &["发布", "对外发布", "致辞", "致词"];

/// Words of time and mood, behind which a verb rules its clause.
const MODAL: &[&str] = &[
    "将", "已", "已经", "正", "正在", "会", "要", "愿", "愿意", "可", "可以", "能", "能够", "应", "应当", "应该",
    "必须", "需要", "不", "不会", "没有", "未", "尚未", "目前", "仍", "还", "有望", "力争",
];

/// A verb of speech at units `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Speech {
    pub start: usize,
    pub end: usize,
    pub trigger: Span,
    /// What follows.
    pub next: Next,
}

/// What follows a verb of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A comma or colon; what is said begins at this byte.
    Pause(usize),
    /// A quotation mark at this byte.
    Quote(usize),
    /// A clause without a pause, from this byte.
    Clause(usize),
    /// The end of the sentence.
    End,
}

/// The verbs of speech of a sentence that rule a clause.
pub(super) fn find(scene: &Scene) -> Vec<Speech> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < scene.units.len() {
        match speech_at(scene, i) {
            Some(speech) => {
                i = speech.end.max(i + 1);
                found.push(speech);
            }
            None => i += 1,
        }
    }
    found
}

fn speech_at(scene: &Scene, start: usize) -> Option<Speech> {
    if !matches!(scene.units[start].kind, Kind::Word(_)) {
        return None;
    }
    let from = scene.units[start].span.from();
    let speaks = |word: &str| scene.lexicon.is_speech(word) || BEFORE_COLON.contains(&word);
    let longest = (start..scene.units.len().min(start + 4))
        .rev()
        .find(|&k| speaks(Span::new(from, scene.units[k].span.to()).of(scene.text)))?;
    let trigger = Span::new(from, scene.units[longest].span.to());
    let word = trigger.of(scene.text);
    let before = if start > 0 { scene.word(start - 1) } else { "" };
    let noun = matches!(scene.pos(start), "n" | "vn" | "nz");
    // 作出过判断: the verb before makes it a noun, whatever its tag.
    let made =
        start > 1 && matches!(before, "了" | "过") && scene.word(start - 2).starts_with(['作', '做', '发', '给', '提']);
    let used = start > 0
        && (matches!(
            before,
            "的" | "被" | "所" | "可以" | "应该" | "只能" | "不能" | "能" | "没" | "没有" | "拒绝" | "这么" | "听"
        ) || scene.lexicon.status(before) == Some("Denied")
            || matches!(before, "（" | "(" | "以下" | "下")
            || made
            || (noun
                && (scene.is_verb(start - 1)
                    || matches!(scene.pos(start - 1), "m" | "q" | "mq")
                    || matches!(before, "了" | "过"))));
    if used {
        return None;
    }
    let mut end = longest + 1;
    while matches!(scene.word(end), "了" | "过" | "到" | "道" | "说") {
        end += 1;
    }
    if word.starts_with("告诉") || word.ends_with("向") {
        while scene.is_nominal(end) || scene.pos(end) == "r" || matches!(scene.word(end), "《" | "》") {
            end += 1;
        }
    }
    let next = next(scene, word, end)?;
    Some(Speech { start, end, trigger, next })
}

fn next(scene: &Scene, word: &str, end: usize) -> Option<Next> {
    let Some(unit) = scene.units.get(end) else { return Some(Next::End) };
    // 张三这样形容同行: what was said stands before.
    if word.starts_with("这样") && !matches!(scene.word(end), "，" | "：") {
        return Some(Next::End);
    }
    let at = unit.span.from();
    match scene.word(end).chars().next() {
        Some(mark @ ('，' | ',' | '：' | ':')) => {
            if BEFORE_COLON.contains(&word) && matches!(mark, '，' | ',') {
                return None;
            }
            let rest = &scene.text[unit.span.to()..scene.sentence.span.to()];
            Some(Next::Pause(unit.span.to() + (rest.len() - rest.trim_start().len())))
        }
        _ if BEFORE_COLON.contains(&word) => None,
        Some('“' | '「' | '『' | '"') => Some(Next::Quote(at)),
        Some('。' | '！' | '？' | '!' | '?' | '…' | '；' | ';') => Some(Next::End),
        _ if scene.lexicon.takes_clause(word) && is_clause(scene, end) => Some(Next::Clause(at)),
        _ if MODAL_CLAUSE.contains(&word) && is_clause(scene, end) && has_modal(scene, end) => Some(Next::Clause(at)),
        _ => announced(scene, end),
    }
}

/// Nouns whose content follows a colon: 宣布了三项决定：….
const CONTENT: &[&str] = &[
    "决定",
    "建议",
    "意见",
    "要求",
    "观点",
    "看法",
    "主张",
    "倡议",
    "原因",
    "判断",
    "举措",
    "措施",
    "目标",
    "任务",
    "承诺",
    "预测",
    "消息",
    "问题",
    "方面",
    "重点",
    "希望",
    "感受",
    "体会",
    "思路",
    "打算",
    "盘算",
    "心愿",
    "说法",
    "理由",
    "秘诀",
    "经验",
    "感慨",
    "疑问",
    "担忧",
    "期待",
    "愿望",
    "结论",
    "答案",
    "细节",
    "解释",
    "口号",
    "战书",
    "预防针",
];

/// Whether a noun is what stands behind the colon after it.
pub(super) fn is_content(word: &str) -> bool {
    CONTENT.iter().any(|noun| word.ends_with(noun))
}

/// What follows the colon behind the object of the verb.
fn announced(scene: &Scene, first: usize) -> Option<Next> {
    let mark = (first..scene.units.len()).find(|&k| scene.is_break(k))?;
    let content = mark > first && is_content(scene.word(mark - 1));
    if !content || !matches!(scene.units[mark].kind, Kind::Mark('：' | ':')) {
        return None;
    }
    let at = scene.units[mark].span.to();
    let rest = &scene.text[at..scene.sentence.span.to()];
    Some(Next::Pause(at + (rest.len() - rest.trim_start().len())))
}

/// Whether a word of time or mood rules a verb in the clause from unit `first` on.
fn has_modal(scene: &Scene, first: usize) -> bool {
    let (_, end) = scene.clause(first);
    (first..end).any(|k| MODAL.contains(&scene.word(k)) && scene.is_nominal(first))
}

/// Whether the units from `first` on are a clause: a subject, or a word of time or mood, and a verb that no 的 makes a modifier.
pub(super) fn is_clause(scene: &Scene, first: usize) -> bool {
    let end = (first..scene.units.len()).find(|&k| scene.is_break(k)).unwrap_or(scene.units.len());
    let mood = matches!(
        scene.word(first),
        "将" | "已"
            | "已经"
            | "正"
            | "正在"
            | "会"
            | "要"
            | "愿"
            | "愿意"
            | "可"
            | "应"
            | "不"
            | "没有"
            | "未"
            | "尚未"
            | "目前"
    );
    let subject = scene.is_nominal(first)
        || matches!(scene.units[first].kind, Kind::Time(_) | Kind::Quantity(_))
        || matches!(scene.pos(first), "r" | "t" | "m" | "s" | "f" | "p");
    if !(mood || subject) || end < first + if mood { 2 } else { 3 } {
        return false;
    }
    let last_of = (first..end).rev().find(|&k| matches!(scene.word(k), "的" | "之")).unwrap_or(first);
    let ruled = |k: usize| {
        (scene.pos(k - 1) == "d" || MODAL.contains(&scene.word(k - 1))) && matches!(scene.pos(k), "v" | "vn")
    };
    (first + 1..end).any(|k| (k > last_of && scene.is_verb(k)) || ruled(k))
}

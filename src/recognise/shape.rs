//! The shape of a Chinese name: a family name and one or two characters, where the words around agree best.

use std::collections::BTreeSet;

use super::people::{ends_in_role, is_han};
use crate::ontology::Lexicon;
use crate::segment::Sentence;
use crate::span::Span;

/// Whether a body stands right before the post at a token: 中国科协|主席, 中国工程院|院士; or 、 and another post.
pub(super) fn has_body(text: &str, sentence: &Sentence, role: usize, lexicon: &Lexicon) -> bool {
    let Some(before) = role.checked_sub(1).map(|k| sentence.tokens[k]) else { return false };
    let word = before.span.of(text);
    // 创始人、董事长张三
    let listed = word == "、" && role > 1 && ends_in_role(lexicon, sentence.tokens[role - 2].span.of(text));
    let ending = lexicon.class_by_suffix(word).map(|(class, _)| class).or_else(|| lexicon.class_of(word));
    let body = listed || before.pos == "nt" || lexicon.known(word).is_some() || ending.is_some();
    body && before.span.end == sentence.tokens[role].span.start
}

/// The Chinese name that begins at `at`: a family name and one or two characters, where the words around agree best; a common
/// noun only where a post is `posted` before it.
pub(super) fn shaped(
    text: &str,
    sentence: &Sentence,
    at: usize,
    lexicon: &Lexicon,
    tagged: &BTreeSet<Span>,
    posted: bool,
) -> Option<Span> {
    let rest = text.get(at..sentence.span.to())?;
    // 负责人解读说: a verb of speech is no name, even where 解 is a family name.
    if sentence.tokens.iter().any(|t| t.span.from() == at && lexicon.is_speech(t.span.of(text))) {
        return None;
    }
    // 工程师|和充足的经费: 和 joins, unless the tagger takes it for a family name.
    // 老板|都算得过来
    if rest.starts_with(['和', '都']) && !tagged.iter().any(|t| t.from() == at) {
        return None;
    }
    let ends: Vec<usize> = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(4).collect();
    let family = if ends.len() >= 3 && lexicon.is_surname(&rest[..ends[1]]) {
        2
    } else if lexicon.is_surname(rest.get(..*ends.first()?)?) {
        1
    } else {
        return None;
    };
    let mut best: Option<(i32, Span)> = None;
    for given in [2, 1] {
        let Some(&end) = ends.get(family + given - 1) else { continue };
        let name = &rest[..end];
        if !name.chars().all(is_han)
            || lexicon.class_of_noun(name).is_some()
            || name.chars().skip(family).any(|c| "的是在了说等也就把被对从及".contains(c))
            // 单向前，: between a family name and a last letter that a mark closes.
            || name.chars().skip(family).any(|c| matches!(c, '向' | '同'))
                && !(given == 2 && !name.ends_with(['向', '同']) && rest[end..].chars().next().is_none_or(|c| !is_han(c)))
            || name.chars().skip(family).any(|c| matches!(c, '为' | '和' | '与'))
                && !speaks(text, sentence, Span::new(at + end, at + end), lexicon)
        {
            continue;
        }
        // 钱文|作主旨报告
        if given == 2 && gives(name, &rest[end..]) {
            continue;
        }
        // 申屠岳|则说
        let adverb = name.ends_with(['则', '也', '还', '均']);
        if adverb && given == 2 && speaks(text, sentence, Span::new(at + end, at + end), lexicon) {
            continue;
        }
        let mut score = 2 * follows(text, sentence, at + end, lexicon);
        if sentence.tokens.binary_search_by_key(&(at + end), |t| t.span.to()).is_ok() {
            score += 2;
        }
        let whole = sentence.tokens.iter().find(|t| t.span == Span::new(at, at + end));
        score += whole.map_or(0, |t| match t.pos {
            // 代表齐聚峰会: no dictionary has it, and nothing of a person follows.
            "nr" if !t.listed && given == 1 && follows(text, sentence, at + end, lexicon) == 0 => 1,
            "nr" | "nrt" | "nrfg" => 3,
            // 中国工程院院士周济，
            "n" | "nz" | "nt" if posted && given == 1 => -1,
            // 张功烨, a word that no dictionary has: its tag is a guess.
            _ if !t.listed && given == 2 => 1,
            _ => -4,
        });
        // 赵一|平等 参加: behind a name of two letters and one more, 等 ends a list.
        if given == 2 && rest[end..].starts_with('等') {
            score += 4;
        }
        score += i32::from(given == 2) + 3 * i32::from(tagged.contains(&Span::new(at, at + end)));
        // 院士周济、张三: a name follows in the list.
        let joined = rest[end..].strip_prefix('、').map(|_| at + end + '、'.len_utf8());
        score += 3 * i32::from(joined.is_some_and(|next| tagged.iter().any(|t| t.from() == next)));
        // 薛良率队, 万鼎作介绍: a last letter that is a common verb rather begins what follows.
        let last = name.chars().next_back();
        if given == 2
            && last.is_some_and(|c| "率作说称到赴任向对将出主表在是为带携应受".contains(c))
            && rest[end..].chars().next().is_some_and(is_han)
        {
            score -= 3;
        }
        // 彭飞|来了
        let comes = |rest: &str| ["来了", "来到", "来自"].iter().any(|verb| rest.starts_with(verb));
        score += 6 * i32::from(given == 1 && comes(&rest[end..]));
        score -= 4 * i32::from(given == 2 && last.is_some_and(|l| comes(&rest[end - l.len_utf8()..])));
        // 记者查询到: a verb behind the word 记者.
        let first = sentence.tokens.iter().find(|t| t.span.from() == at);
        score -= 4 * i32::from(first.is_some_and(|t| t.listed && t.pos == "v" && t.span.len() == 6));
        if score >= 4 && best.is_none_or(|(b, _)| score > b) {
            best = Some((score, Span::new(at, at + end)));
        }
    }
    best.map(|(_, span)| span)
}

/// Whether the last letter of what may be a name is the verb of the words `behind`: 张三作|主旨报告, 张三获|最高成就奖.
pub(super) fn gives(name: &str, behind: &str) -> bool {
    let given = ["主旨", "报告", "专题", "题为", "了", "介绍", "总结", "动员", "发言", "交流", "主题"];
    let gains =
        ["颁", "得", "评", "最", "“", "《", "年度", "国家", "全国", "第", "一等", "二等", "特等", "终身", "杰出"];
    let starts = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    name.ends_with('作') && starts(&given) || name.ends_with('获') && starts(&gains)
}

/// How well what follows a name at byte `at` agrees with its ending there.
pub(super) fn follows(text: &str, sentence: &Sentence, at: usize, lexicon: &Lexicon) -> i32 {
    let rest = &text[at..sentence.span.to()];
    let Some(first) = rest.chars().next() else { return 2 };
    if !is_han(first) || first == '等' {
        return 2;
    }
    let starts: Option<_> = sentence.tokens.iter().find(|t| t.span.from() == at);
    if speaks(text, sentence, Span::new(at, at), lexicon) {
        return 3;
    }
    // 封时雨|在线上会议上, 司徒宏|是一名: whatever word 在 begins, and 是 ends.
    if first == '在' && starts.is_some() || first == '是' {
        return 2;
    }
    match starts {
        // 种粮大户杨海军|所在的合作社
        Some(t) if matches!(t.span.of(text), "所在" | "家" | "家里" | "家中") => 2,
        Some(t) if matches!(t.pos, "v" | "p" | "c" | "d" | "u" | "uj" | "ul" | "vn" | "t" | "r" | "i" | "l") => 2,
        Some(_) => 0,
        None => -1,
    }
}

pub(super) fn speaks(text: &str, sentence: &Sentence, at: Span, lexicon: &Lexicon) -> bool {
    let rest = &text[at.from()..sentence.span.to()];
    lexicon.may_speak(rest) && rest.char_indices().skip(1).take(5).any(|(i, _)| lexicon.is_speech(&rest[..i]))
}

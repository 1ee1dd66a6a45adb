//! People by the shape of their names and what stands beside them: a post, 记者, a verb of speech.

use std::collections::BTreeSet;

use super::Recogniser;
use super::candidate::Candidate;
use super::gazetteer::Gazetteer;
use super::shape::{has_body, shaped, speaks};
use crate::ontology::{Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// How sure a name is behind a post and the body in which it is held; the weights of guessed names do not judge it.
pub(super) const POSTED: f32 = 0.94;

/// Finds people behind role nouns and before verbs of speech, and foreign names written with `·`.
pub(super) fn find(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let Some(person) = ontology.class("Person") else { return };
    let text = &*seg.text;
    let tagged: BTreeSet<Span> = out.iter().filter(|c| c.class == person).map(|c| c.span).collect();
    let mut add = |span: Span, score: f32| out.push(Candidate::new(span, person, Recogniser::Context, score));
    for sentence in &seg.sentences {
        for (i, token) in sentence.tokens.iter().enumerate() {
            let word = token.span.of(text);
            if ends_in_role(lexicon, word) || of_place(text, sentence, i) {
                let heads = ["市长", "县长", "区长", "镇长", "乡长", "州长", "省长", "旗长"];
                let posted = has_body(text, sentence, i, lexicon) || heads.iter().any(|head| word.ends_with(head));
                for span in listed(text, sentence, token.span.to(), lexicon, &tagged, posted) {
                    add(span, if posted { POSTED } else { 0.9 });
                }
                if let Some(span) = is_named(text, sentence, token.span, lexicon, &tagged) {
                    add(span, POSTED);
                }
                if let Some(span) = latin(text, sentence, token.span.to()).filter(|_| posted) {
                    add(span, POSTED);
                }
            }
            if let Some(span) = titled(text, sentence, i, lexicon) {
                add(span, 0.9);
            }
            let opens = i == 0
                || sentence.tokens[i - 1].pos == "w"
                || matches!(sentence.tokens[i - 1].span.of(text), "据" | "根据" | "在" | "的");
            if let Some(span) = opens.then(|| speaker(text, sentence, i, lexicon)).flatten() {
                add(span, 0.95);
            }
            // 1998年，张三创办了: what the dictionary takes for a person's name opens a clause, and a verb of people follows.
            if opens
                && matches!(token.pos, "nr" | "nrt" | "nrfg")
                && let Some(next) = sentence.tokens.get(i + 1).filter(|next| next.span.start == token.span.end)
                && let Some(only) = acts(ontology, lexicon, next.span.of(text))
                && (only && token.listed
                    || shaped(text, sentence, token.span.from(), lexicon, &tagged, false) == Some(token.span))
            {
                add(token.span, 0.75);
            }
            // 张三信心满满：“…”
            if i == 0
                && matches!(token.pos, "nr" | "nrt" | "nrfg")
                && quotes(text, sentence, i + 1)
                && shaped(text, sentence, token.span.from(), lexicon, &tagged, false) == Some(token.span)
            {
                add(token.span, 0.75);
            }
            // 张三说: the dictionary takes it for a person's name, and a verb of speech follows.
            if matches!(token.pos, "nr" | "nrt" | "nrfg")
                && let Some(span) = shaped(text, sentence, token.span.from(), lexicon, &tagged, false)
                && span == token.span
                && sentence.tokens.get(i + 1).is_some_and(|next| speaks(text, sentence, next.span, lexicon))
            {
                add(span, 0.75);
            }
        }
        for span in tibetan(text, sentence.span, lexicon) {
            add(span, 0.9);
        }
        // 副委员长|艾力更·: a name behind a post begins there, whatever letters it is written with.
        let begins = |at: usize| {
            let ends = sentence.tokens.partition_point(|t| t.span.to() < at);
            sentence.tokens.get(ends).is_some_and(|t| t.span.to() == at && ends_in_role(lexicon, t.span.of(text)))
        };
        for span in dotted(text, sentence.span, begins) {
            add(outside_words(text, sentence, span, lexicon), 0.9);
        }
    }
    let between = listed_between(text, out, person, lexicon);
    out.extend(between.into_iter().map(|span| Candidate::new(span, person, Recogniser::Context, 0.97)));
}

/// The name that a clause gives the holder of a post: 法定代表人|为|张三。
fn is_named(text: &str, sentence: &Sentence, role: Span, lexicon: &Lexicon, tagged: &BTreeSet<Span>) -> Option<Span> {
    let rest = &text[role.to()..sentence.span.to()];
    let verb = ["仍为", "仍是", "现为", "均为", "为", "是", "系"].into_iter().find(|verb| rest.starts_with(verb))?;
    let name = shaped(text, sentence, role.to() + verb.len(), lexicon, tagged, true)?;
    let closed = text[name.to()..sentence.span.to()].chars().next().is_none_or(|c| !c.is_alphanumeric());
    (closed && name.of(text).chars().count() == 3).then_some(name)
}

/// A name in Latin letters behind a post: 总经理|Andreas Vogt.
fn latin(text: &str, sentence: &Sentence, at: usize) -> Option<Span> {
    let rest = &text[at..sentence.span.to()];
    let words = rest.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '-'))).unwrap_or(rest.len());
    let name = rest[..words].trim();
    let capital = name.split(' ').all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.len() > 1);
    let from = at + rest.len() - rest.trim_start().len();
    (name.contains(' ') && capital).then(|| Span::new(from, from + name.len()))
}

/// The name before a title: 的|敬天佑|博士.
fn titled(text: &str, sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Span> {
    let tokens = &sentence.tokens;
    if !matches!(tokens[at].span.of(text), "博士" | "教授" | "院士" | "先生" | "女士") {
        return None;
    }
    let end = tokens[at].span.from();
    (at.saturating_sub(3)..at).map(|first| (first, Span::new(tokens[first].span.from(), end))).find_map(
        |(first, span)| {
            let name = span.of(text);
            let opened = first.checked_sub(1).is_none_or(|k| {
                matches!(tokens[k].pos, "w" | "uj" | "p")
                    || matches!(tokens[k].span.of(text), "和" | "与" | "及" | "邀请")
            });
            let family = name.char_indices().nth(1).map_or("", |(i, _)| &name[..i]);
            let function =
                name.chars().skip(1).any(|c| "的是在了说和与等也就把被对向从还则又都均曾却再才方位名".contains(c));
            let shaped = name.chars().count() == 3 && name.chars().all(is_han) && lexicon.is_surname(family);
            // 高分子|博士, 金融学|教授: words of a field.
            let field = first + 1 == at && !tokens[first].pos.starts_with("nr") || lexicon.class_of(name).is_some();
            (opened && shaped && !function && !field).then_some(span)
        },
    )
}

/// What stands behind a person of a list and has the shape of a name: 徐建波、王全州、张明铎; 孙立群、黄海清两人.
fn listed_between(text: &str, out: &[Candidate], person: crate::ontology::ClassId, lexicon: &Lexicon) -> Vec<Span> {
    let mut people: Vec<Span> = out.iter().filter(|c| c.class == person && c.score >= 0.6).map(|c| c.span).collect();
    people.sort();
    people.dedup();
    let mut found = Vec::new();
    for (i, one) in people.iter().enumerate() {
        let Some(rest) = text[one.to()..].strip_prefix('、') else { continue };
        let next = people.get(i + 1).and_then(|next| text.get(one.to() + '、'.len_utf8()..next.from()));
        // 张三、李四两人
        let summed = || {
            let ends = rest.char_indices().map(|(at, _)| at).skip(2).take(2);
            ends.map(|at| (&rest[..at], &rest[at..]))
                .find(|(_, sum)| sum.starts_with(['两', '二', '三', '四']) && sum.chars().nth(1) == Some('人'))
        };
        let names = next.and_then(|between| between.strip_suffix('、')).or_else(|| summed().map(|(name, _)| name));
        let shaped = |name: &&str| {
            let family = name.char_indices().nth(1).map_or(*name, |(i, _)| &name[..i]);
            (2..=3).contains(&name.chars().count()) && name.chars().all(is_han) && lexicon.is_surname(family)
        };
        let names: Vec<&str> = names.map(|names| names.split('、').collect()).unwrap_or_default();
        if !(1..=6).contains(&names.len()) || !names.iter().all(shaped) {
            continue;
        }
        for name in names {
            let from = name.as_ptr() as usize - text.as_ptr() as usize;
            found.push(Span::new(from, from + name.len()));
        }
    }
    found
}

/// Whether a word is a verb that people are the subjects of: `Some(true)` when only they are (定居), `None` when it is not.
fn acts(ontology: &Ontology, lexicon: &Lexicon, word: &str) -> Option<bool> {
    let domains = lexicon.verbs(word.chars().next()?).iter().filter(|p| !p.gap && p.head == word);
    let mut domains = domains.map(|p| &ontology.property_info(p.declared).domain);
    let person = |domain: &&Vec<_>| domain.iter().any(|&class| ontology.is_named(class, "Person"));
    domains.find(person).map(|domain| domain.len() == 1)
}

/// Whether few words from token `first` on lead up to a colon and a quotation.
fn quotes(text: &str, sentence: &Sentence, first: usize) -> bool {
    let mark = sentence.tokens.iter().skip(first).take(5).find(|t| t.pos == "w");
    mark.is_some_and(|t| t.span.of(text) == "：" && text[t.span.to()..].starts_with('“'))
}

/// Whether 人 stands behind a place: 南康人曾宪红.
fn of_place(text: &str, sentence: &Sentence, at: usize) -> bool {
    let place = at.checked_sub(1).map(|k| sentence.tokens[k]);
    let listed = |t: &Token| t.pos == "ns" || !Gazetteer::embedded().named(t.span.of(text)).is_empty();
    sentence.tokens[at].span.of(text) == "人" && place.is_some_and(|t| listed(&t))
}

pub(super) fn ends_in_role(lexicon: &Lexicon, word: &str) -> bool {
    matches!(
        word,
        "记者"
            | "通讯员"
            | "村民"
            | "居民"
            | "农民"
            | "选手"
            | "作者"
            | "作家"
            | "导演"
            | "创始人"
            | "联合创始人"
            | "发起人"
            | "老板"
            | "主播"
            | "店主"
    ) || lexicon.is_role(word)
        || lexicon.noun_uses(word).iter().any(|_| word.ends_with(['人', '民', '农', '户']))
}

/// “……”周明之说: a family name and one or two characters between a mark and a verb of speech, whatever words the
/// dictionary sees in them.
fn speaker(text: &str, sentence: &Sentence, first: usize, lexicon: &Lexicon) -> Option<Span> {
    let at = sentence.tokens[first].span.from();
    let tokens = &sentence.tokens;
    // 但全诗强调: a conjunction is no family name.
    if tokens[first].span.len() == 3 && matches!(tokens[first].pos, "c" | "d" | "p" | "r") {
        return None;
    }
    let opened = first.checked_sub(1).map_or("", |k| tokens[k].span.of(text));
    // 张三则表示; 在张三看来.
    let spoken = |k: usize| {
        let word = tokens[k].span.of(text);
        let adverb = matches!(word, "则" | "也" | "还" | "又" | "都" | "均" | "曾" | "却");
        match (opened, tokens.get(k + 1)) {
            ("在", _) => word.starts_with("看来"),
            // 马应权理事长告诉记者
            (_, Some(after)) if adverb || lexicon.is_listed_role(word) => speaks(text, sentence, after.span, lexicon),
            _ => speaks(text, sentence, tokens[k].span, lexicon),
        }
    };
    (first + 1..tokens.len().min(first + 4)).find_map(|next| {
        let verb = tokens[next];
        let span = Span::new(at, verb.span.from());
        let name = span.of(text);
        let family = name.char_indices().nth(1).map_or("", |(i, _)| &name[..i]);
        if !(matches!(name.chars().count(), 2..=3) && name.chars().all(is_han) && lexicon.is_surname(family)) {
            return None;
        }
        let word = sentence.tokens[first];
        // 用普通话|说
        let noun = word.listed && word.pos == "n" || lexicon.class_of_noun(name).is_some();
        let common = span == word.span && !word.pos.starts_with("nr") && noun;
        let pair = name.chars().count() == 2 && !(span == word.span && word.pos.starts_with("nr"));
        let function = name.chars().skip(1).any(|c| "的是在了说和与等也就把被对向从还则又都均曾却再才方".contains(c));
        let title = lexicon.is_role(&name[family.len()..]);
        (!title && !common && !pair && !function && spoken(next)).then_some(span)
    })
}

/// The names at `at`, one behind the other with 、 or blanks between (记者 张三 李四; 院士张三、李四).
fn listed(
    text: &str,
    sentence: &Sentence,
    at: usize,
    lexicon: &Lexicon,
    tagged: &BTreeSet<Span>,
    posted: bool,
) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = at;
    loop {
        let rest = &text[at..sentence.span.to()];
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{3000}', '：']).len();
        let Some(span) = shaped(text, sentence, at + blank, lexicon, tagged, posted) else { break };
        found.push(span);
        at = span.to();
        let rest = &text[at..sentence.span.to()];
        at += rest.len() - rest.trim_start_matches(['、', ' ', '\u{3000}', '，']).len();
        if at == span.to() || text[span.to()..at].contains('，') {
            break;
        }
    }
    found
}

/// Tibetan names: two of the words that they are made of (才让扎西), or three.
fn tibetan(text: &str, sentence: Span, lexicon: &Lexicon) -> Vec<Span> {
    let piece = sentence.of(text);
    let word = |at: usize| piece.get(at..at + 6).filter(|word| lexicon.is_tibetan(word)).map(|_| at + 6);
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in piece.char_indices().filter(|&(_, c)| lexicon.may_be_tibetan(c)) {
        if at >= from
            && let Some(end) = word(at).and_then(word)
        {
            from = word(end).unwrap_or(end);
            found.push(Span::new(sentence.from() + at, sentence.from() + from));
        }
    }
    found
}

/// A foreign name without the rest of the post before it (总经|理马丁·斯科), and without an adverb that leads up to a verb
/// of speech (马丁·斯科|则表示).
fn outside_words(text: &str, sentence: &Sentence, span: Span, lexicon: &Lexicon) -> Span {
    // 阿尔法·依克巴尔|当天: the last letter begins another word.
    let next = sentence
        .tokens
        .iter()
        .find(|t| t.listed && t.span.len() > 3 && t.span.start > span.start && t.span.end > span.end);
    let span = match next.filter(|t| t.span.start < span.end && t.span.start + 3 >= span.end) {
        Some(next) => Span::new(span.from(), next.span.from()),
        None => span,
    };
    let cut = sentence.tokens.iter().find(|t| t.span.start < span.start && span.start < t.span.end && t.listed);
    let from = cut.map_or(span.from(), |t| t.span.to());
    let adverb = span.of(text).ends_with(['则', '也', '还', '均']);
    let speaks = adverb && speaks(text, sentence, Span::new(span.to(), span.to()), lexicon);
    Span::new(from, span.to() - if speaks { 3 } else { 0 })
}

/// Foreign names: Chinese characters on both sides of a middle dot, from where one `begins` if the letters do not tell.
fn dotted(text: &str, sentence: Span, begins: impl Fn(usize) -> bool) -> Vec<Span> {
    let piece = sentence.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(dot) = piece[from..].find(['·', '•', '・']).map(|i| i + from) {
        let before: Vec<char> = piece[..dot].chars().rev().take(7).collect();
        let left: String = before[..spelt(&before).min(6)].iter().collect();
        let letters = piece[..dot].char_indices().rev().take_while(|&(_, c)| is_han(c)).take(5);
        let behind = letters.skip(1).map(|(at, _)| at).find(|&at| begins(sentence.from() + at));
        let left = behind.map_or(left, |at| piece[at..dot].to_owned());
        let behind: Vec<char> = piece[dot..].chars().take(15).collect();
        let end = dot + behind[..spelt(&behind).min(14)].iter().map(|c| c.len_utf8()).sum::<usize>();
        let right = &piece[dot..end];
        if (2..=6).contains(&left.chars().count()) && (3..=8).contains(&right.chars().count()) {
            found.push(Span::new(sentence.from() + dot - left.len(), sentence.from() + end));
        }
        from = end.max(dot + 2);
        while !piece.is_char_boundary(from) {
            from += 1;
        }
    }
    found
}

/// How many letters from the first on belong to a foreign name: 都 and its like only where the next one does (哈布都拉, but
/// 马丁·斯科|都说).
pub(super) fn spelt(letters: &[char]) -> usize {
    let within = |c: char| is_name(c) || matches!(c, '·' | '•' | '・');
    let inner = |k: usize| "不力都吐大".contains(letters[k]) && letters.get(k + 1).is_some_and(|&next| is_name(next));
    (0..letters.len()).take_while(|&k| within(letters[k]) || inner(k)).count()
}

/// Characters that foreign names are written with.
pub(super) fn is_name(c: char) -> bool {
    const USED: &str = "阿艾安奥巴白班邦贝本比彼宾波伯博布查达戴丹当道德登迪蒂丁东杜多厄恩尔法凡菲费芬丰弗夫福盖冈戈格古哈海汉豪赫亨胡华怀霍基吉加贾杰金京久卡凯坎康考科克肯孔库夸奎拉莱赖兰朗劳勒雷里理利莉莲林琳卢鲁路伦罗洛马玛迈麦曼芒梅门蒙米密默莫姆穆拿纳娜南内尼妮宁纽努诺欧帕潘佩彭皮平普奇契恰钱乔切琴丘热仁荣瑞若撒萨塞桑森莎沙尚绍舍申圣施史舒朔斯丝苏素索塔泰坦汤唐特滕提图托瓦万旺威韦维魏温文翁沃乌武西希锡夏香肖歇谢辛欣休许雅亚扬耶叶伊依易因英永尤于约泽扎詹珍治朱卓兹祖佐顿黎姬珊娅蕾茜琪黛露伍什龙勇强明阳更买木江孜拜吾喀卜逊";
    USED.contains(c)
}

/// Whether a letter is Chinese.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

//! What stands at the other end: the noun phrase behind a verb, alone or in a list, as mentions or as concepts.

use super::MentionIx;
use super::context::Context;
use super::scene::{Kind, Phrase, Scene};
use super::subject;
use crate::ontology::{ClassId, Ontology};
use crate::recognise::Recogniser;
use crate::span::Span;

/// The members of a list, and where it ends.
#[derive(Clone, Debug)]
pub(super) struct Objects {
    /// The noun phrases, in order.
    pub phrases: Vec<Phrase>,
    /// One past the last unit of the list, 等 and its common noun included.
    pub end: usize,
    /// The common noun that closes the list (甲、乙等新材料: 新材料), or stands behind it.
    pub hypernym: Option<Span>,
}

/// How much a verb tells of the class of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Nothing: the words of the object must.
    Words,
    /// What nothing speaks against is of the class.
    Open,
    /// The words around the object name the class (以…为原料).
    Told,
}

/// Whether all classes are of concepts or works, so that a plain noun may be meant.
pub(super) fn conceptual(ontology: &Ontology, classes: &[ClassId]) -> bool {
    let told = |&c: &ClassId| ontology.is_named(c, "Concept") || ontology.is_named(c, "Work");
    !classes.is_empty() && classes.iter().all(told)
}

/// Reads the list that begins at unit `first`: 甲、乙和丙等新材料.
pub(super) fn list(scene: &Scene, first: usize) -> Option<Objects> {
    let mut phrases = Vec::new();
    let mut at = head(scene, first).unwrap_or(first);
    while let Some(phrase) = scene.phrase_from(at).or_else(|| enumerated(scene, at)).or_else(|| described(scene, at)) {
        // 工业机器人|用|精密减速器: the noun behind is the ware.
        let made = scene.phrase_from(phrase.end + 1).filter(|p| p.mention.is_none() && phrase.mention.is_none());
        let phrase = made.filter(|_| scene.word(phrase.end) == "用").unwrap_or(phrase);
        at = phrase.end;
        phrases.push(phrase);
        // “甲”“乙” and 《甲》《乙》 stand side by side.
        if scene.word(at) == "”" {
            at += 1;
        }
        let next = at + 1;
        if scene.word(at) == "“" && matches!(scene.units.get(next).map(|u| u.kind), Some(Kind::Quoted)) {
            continue;
        }
        // 生产减速机60万台、小提琴70万把: each member has its figure.
        let counted = scene.is_quantity(at) && scene.is_conjunction(at + 1);
        if counted && scene.phrase_from(at + 2).is_some_and(|p| p.mention.is_none() && scene.is_quantity(p.end)) {
            at += 2;
            continue;
        }
        if scene.is_conjunction(at) && (scene.phrase_from(next).is_some() || enumerated(scene, next).is_some()) {
            at += 1;
        } else if !(scene.mention(at).is_some() && scene.word(at).starts_with('《')) {
            break;
        }
    }
    let mut end = phrases.last()?.end;
    let mut hypernym = None;
    if scene.word(end) == "”" {
        end += 1;
    }
    // “甲”称号
    if end > phrases.last()?.end && scene.names_title(end) {
        end += 1;
    }
    if matches!(scene.word(end), "等" | "等等") {
        end += 1;
        let mut k = end;
        while matches!(scene.units.get(k).map(|u| u.kind), Some(Kind::Quantity(_)))
            || matches!(scene.pos(k), "m" | "q" | "a" | "b")
        {
            k += 1;
        }
        if let Some(phrase) = scene.phrase_from(k).filter(|p| p.mention.is_none() && scene.is_nominal(k)) {
            // 等行业的发展: the noun before 的.
            let of = (k + 1..phrase.end).find(|&i| scene.word(i) == "的");
            let phrase = of.and_then(|of| scene.phrase_ending(of - 1)).unwrap_or(phrase);
            hypernym = Some(phrase.head);
            end = phrase.end;
            // 等国家和地区
            while scene.is_conjunction(end) && scene.is_nominal(end + 1) && scene.mention(end + 1).is_none() {
                end += 2;
            }
        }
    }
    // 物流和包装产业: the noun behind the last member is that of all.
    if let (None, [.., _, last]) = (hypernym, &phrases[..])
        && last.mention.is_none()
        && last.end - last.start > 1
        && scene.lexicon.class_of_noun(scene.word(last.end - 1)).is_some()
    {
        hypernym = Some(scene.units[last.end - 1].span);
    }
    Some(Objects { phrases, end, hypernym })
}

/// Where the ware begins that words of its kind or a relative clause describe: 轻量级四足|机器人L3, 搭载甲系统的|轿车乙S7.
fn head(scene: &Scene, first: usize) -> Option<usize> {
    let (_, end) = scene.clause(first);
    let plain = (first..end.min(first + 3)).find(|&k| !matches!(scene.pos(k), "a" | "b" | "z"))?;
    if plain > first && scene.phrase_from(first).is_none() {
        return Some(plain);
    }
    let bears = matches!(scene.word(first), "搭载" | "采用" | "配备" | "基于" | "具备" | "内置" | "主打" | "面向");
    let of = (first + 1..end).rev().find(|&k| scene.word(k) == "的").filter(|_| bears)?;
    let last = (of + 1..end).find(|&k| scene.mention(k).is_some())?;
    let sort = |k: usize| scene.is_nominal(k) || matches!(scene.pos(k), "a" | "b" | "m" | "q");
    (of + 1..last).all(sort).then_some(last)
}

/// A noun phrase that begins with a verb no relation knows: 通用|芯片, 改性|塑料.
fn described(scene: &Scene, at: usize) -> Option<Phrase> {
    let verb = scene.pos(at) == "v" && scene.word(at).len() == 6 && !scene.is_known_verb(at);
    let noun = scene.is_nominal(at + 1) && scene.mention(at + 1).is_none();
    let status = scene.lexicon.status(scene.word(at)).is_some();
    scene.phrase_from(at + 1).filter(|p| verb && noun && !status && p.mention.is_none())
}

/// A verb as the member of a list that 等 closes: 快递、包装等行业.
fn enumerated(scene: &Scene, at: usize) -> Option<Phrase> {
    let member = |k: usize| scene.is_verb(k) && scene.word(k).chars().count() == 2 || scene.is_nominal(k);
    let mut k = at;
    while member(k) && scene.word(k + 1) == "、" {
        k += 2;
    }
    let closed = member(k) && matches!(scene.word(k + 1), "等" | "等等");
    (closed && scene.is_verb(at)).then(|| Phrase { start: at, end: at + 1, mention: None, head: scene.units[at].span })
}

/// The mentions that the phrases mean at the end of a property whose other end admits `range`.
///
/// A phrase whose head is a mention counts as that mention. Another counts as a concept, when its words, the common
/// noun behind its list, or the verb by the `trust` in it, puts it in a concept class of the range.
pub(super) fn resolve(
    cx: &mut Context,
    scene: &Scene,
    objects: &Objects,
    range: &[ClassId],
    trust: Trust,
) -> Vec<MentionIx> {
    let mut found = Vec::new();
    for phrase in &objects.phrases {
        // An anaphor; or, in 在海南博鳌召开, the place right before a name that is not known otherwise.
        let known =
            phrase.mention.or_else(|| anaphor(cx, scene, phrase)).filter(|&m| cx.ontology.admits(range, cx.class(m)));
        let admitted = |m: Option<MentionIx>| m.filter(|&m| cx.ontology.admits(range, cx.class(m)));
        let known = known.or_else(|| admitted(touching_place(cx, scene, phrase).filter(|_| phrase.mention.is_none())));
        let owner = admitted(possessor(cx, scene, phrase));
        let known = known.or_else(|| foreign_ware(cx, phrase, range));
        let named = known.or_else(|| concept(cx, scene, *phrase, objects.hypernym, range, trust)).or(owner);
        let named = named.or_else(|| body(cx, scene, *phrase, range));
        found.extend(named.or_else(|| becoming(cx, scene, phrase, range)));
    }
    found
}

/// 发布的MacBook Air: a name in Latin letters that only the model took for a body's, where a ware is meant.
fn foreign_ware(cx: &mut Context, phrase: &Phrase, range: &[ClassId]) -> Option<MentionIx> {
    let product = range.iter().copied().find(|&c| cx.ontology.is_named(c, "Product"))?;
    let mention = &cx.found.mentions[phrase.mention? as usize];
    let latin = mention.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ' || b == b'-');
    let guessed = matches!(mention.by, Recogniser::Tagger | Recogniser::Context | Recogniser::Repeated);
    let span = mention.span;
    (latin && guessed).then(|| cx.concept(span, product, Recogniser::Phrase))
}

/// 带动甲产业的发展: the trade, not what becomes of it.
fn becoming(cx: &mut Context, scene: &Scene, phrase: &Phrase, range: &[ClassId]) -> Option<MentionIx> {
    let trade = range.iter().any(|&c| cx.ontology.is_named(c, "Industry"));
    let class = cx.lexicon.class_of_noun(scene.word(phrase.end - 1))?;
    let of = phrase.start.checked_sub(1).filter(|&k| scene.word(k) == "的")?;
    let abstraction = trade && phrase.mention.is_none() && cx.ontology.is_named(class, "Abstraction");
    let whose = of.checked_sub(1).filter(|_| abstraction).and_then(|k| scene.phrase_ending(k))?;
    concept(cx, scene, whose, None, range, Trust::Words)
}

/// The organisation that a noun phrase names which only its place in the sentence and its ending tell: 飞鸟旅行公司.
/// A count or a pronoun before it makes it any of the kind (一家旅行公司).
pub(super) fn body(cx: &mut Context, scene: &Scene, phrase: Phrase, range: &[ClassId]) -> Option<MentionIx> {
    let words = phrase.head.of(scene.text);
    let (class, suffix) = cx.lexicon.class_by_suffix(words)?;
    let stem = words.chars().count() - suffix.chars().count();
    let before = phrase.start.checked_sub(1);
    let any =
        before.is_some_and(|k| matches!(scene.pos(k), "m" | "q" | "mq" | "r" | "a" | "b") || scene.is_quantity(k));
    let placed = before.is_some_and(|k| scene.mention(k).is_some() || scene.word(k) == "的");
    let named = cx.ontology.is_named(class, "Company") && stem >= 4 && phrase.end - phrase.start >= 3;
    let common =
        cx.lexicon.class_of_noun(words).is_some() || scene.word(phrase.start).starts_with(['该', '各', '全', '多']);
    let fits = cx.ontology.admits(range, class);
    (named && fits && !any && !placed && !common && phrase.mention.is_none())
        .then(|| cx.concept(phrase.head, class, Recogniser::Phrase))
}

/// The honours in the words from unit `first` to the end of the clause, whatever words they consist of:
/// 国家农村产业融合发展示范县、国家农产品质量安全县等荣誉.
///
/// Behind a verb that gives titles whatever is of the country or a province is `titled` (国家级绿色工厂).
pub(super) fn honors(cx: &mut Context, scene: &Scene, first: usize, honor: ClassId, titled: bool) -> Vec<MentionIx> {
    let (_, end) = scene.clause(first);
    let mut found = Vec::new();
    let mut start = first;
    for k in first..=end {
        let sort = ["等", "等等", "称号", "荣誉", "名单", "名录", "榜单", "行列", "之列"].contains(&scene.word(k));
        let stops = k == end || scene.is_conjunction(k) || sort;
        if !stops {
            continue;
        }
        let plain = (start..k).all(|i| {
            !matches!(scene.word(i), "的" | "了" | "在" | "为")
                && !scene.is_quantity(i)
                && !matches!(scene.pos(i), "d" | "r" | "u" | "p")
        });
        if start < k && plain {
            let span = scene.cover(start, k);
            let words = span.of(scene.text);
            let named = class_of_words(cx, words).is_some_and(|c| cx.ontology.is_named(c, "Honor"));
            let official =
                ["国家", "全国", "中国", "世界", "全球", "省级", "市级", "全省", "国际", "国内首", "省内首", "国内第"];
            let named = named || titled && official.iter().any(|area| words.starts_with(area));
            if named && (5..=24).contains(&words.chars().count()) {
                found.push(cx.concept(span, honor, Recogniser::Phrase));
            }
        }
        if !scene.is_conjunction(k) {
            break;
        }
        start = k + 1;
    }
    found
}

/// 是闻名中外的“甲之都”: the title between quotation marks that ends the clause, whatever describes it.
pub(super) fn title(cx: &mut Context, scene: &Scene, first: usize, honor: ClassId) -> Option<MentionIx> {
    let (_, end) = scene.clause(first);
    let last = (first..end).rev().find(|&k| !matches!(scene.word(k), "”" | "」"))?;
    let of = (first..last).rev().find(|&k| !matches!(scene.word(k), "“" | "「"))?;
    let span = scene.units[last].span;
    let named = class_of_words(cx, span.of(scene.text)).is_some_and(|c| cx.ontology.is_named(c, "Honor"));
    let quoted = scene.units[last].kind == Kind::Quoted && scene.word(of) == "的";
    (named && quoted).then(|| cx.concept(span, honor, Recogniser::Phrase))
}

/// 甲公司的A轮融资, 甲市的一家小厂: whose share or where it is, when the thing itself is none that the property knows.
fn possessor(cx: &Context, scene: &Scene, phrase: &Phrase) -> Option<MentionIx> {
    let passed = |k: usize| matches!(scene.pos(k), "m" | "q" | "mq" | "a" | "b") || scene.is_quantity(k);
    // 买下甲全部股份
    let whole = |word: &str| matches!(word, "股权" | "股份" | "资产");
    let before = (0..phrase.end - 1)
        .rev()
        .find(|&k| !(passed(k) || matches!(scene.word(k), "全部" | "部分" | "剩余" | "全部的")));
    if let Some(owner) = before.and_then(|k| scene.mention(k)).filter(|_| whole(scene.word(phrase.end - 1))) {
        return Some(owner);
    }
    let of = (0..phrase.start).rev().find(|&k| !passed(k)).filter(|&k| scene.word(k) == "的")?;
    let owner = scene.mention(of.checked_sub(1)?)?;
    let share = matches!(scene.word(phrase.end - 1), "股权" | "股份" | "融资" | "资产" | "业务")
        || scene.word(phrase.end - 1).ends_with('轮')
        || scene.word(phrase.end) == "轮";
    let site = cx.is(owner, "Place") && passed(of + 1);
    (share || site).then_some(owner)
}

/// The place that touches the head of a phrase from the left.
fn touching_place(cx: &Context, scene: &Scene, phrase: &Phrase) -> Option<MentionIx> {
    let before = phrase.start.checked_sub(1)?;
    // 设立欧洲总部: what is set up is no place.
    let last = scene.word(phrase.end - 1);
    let body = scene.lexicon.class_of(last);
    if body.is_some_and(|c| cx.ontology.is_named(c, "Organization")) {
        return None;
    }
    let touching = scene.units[before].span.end == scene.units[phrase.start].span.start;
    scene.mention(before).filter(|&m| touching && cx.is(m, "Place"))
}

/// The mention that a phrase of one or two bare nouns stands for: 该公司, 大会, 大会开幕式.
fn anaphor(cx: &Context, scene: &Scene, phrase: &Phrase) -> Option<MentionIx> {
    match phrase.end - phrase.start {
        1 => subject::antecedent(cx, scene, phrase.start),
        2 => subject::event(cx, scene, phrase.start, scene.word(phrase.start)),
        _ => None,
    }
}

/// The concept that a noun phrase means, if it is of a concept class of `range`.
pub(super) fn concept(
    cx: &mut Context,
    scene: &Scene,
    phrase: Phrase,
    hypernym: Option<Span>,
    range: &[ClassId],
    trust: Trust,
) -> Option<MentionIx> {
    let ontology = cx.ontology;
    // 小米17系列|手机: what sort of thing it is stands behind the name.
    let before = phrase.end.checked_sub(2).and_then(|k| scene.mention(k));
    if let Some(product) = before.filter(|&m| cx.is(m, "Product") && ontology.admits(range, cx.class(m))) {
        return Some(product);
    }
    let phrase = made(scene, phrase);
    let head = phrase.head;
    // 售价, 收入: sums are no things.
    let sum = |p: &crate::ontology::PropertyId| {
        matches!(
            ontology.property_info(*p).name.as_str(),
            "price" | "revenue" | "profit" | "outputValue" | "exportValue"
        )
    };
    let last = scene.word(phrase.end - 1);
    let measured = cx.lexicon.measures_by_noun(last).is_some_and(|(found, noun)| noun == last && found.iter().all(sum));
    if measured {
        return None;
    }
    let quoted = scene.units[phrase.start..phrase.end].iter().any(|u| u.span == head && u.kind == Kind::Quoted);
    let words = head.of(scene.text);
    let bare = phrase.end - phrase.start == 1 && cx.lexicon.class_of_noun(words).is_some();
    // 该船: what is pointed at has a name elsewhere.
    let points = words.starts_with(['该', '此', '各', '某', '其']) && words.chars().count() < 4
        || matches!(
            words,
            "关键技术" | "核心技术" | "共性技术" | "先进技术" | "新技术" | "新产品" | "新工艺" | "重大技术"
        )
        || matches!(words, "版本" | "机型" | "车型" | "新机" | "新车" | "新品")
        || matches!(words, "首款" | "新款" | "多款" | "两款" | "首台" | "首个" | "新品");
    if words.chars().count() < 2 || phrase.mention.is_some() || points {
        return None;
    }
    let of_hypernym = hypernym.and_then(|h| class_of_hypernym(cx, h.of(scene.text)));
    let own = class_of_words(cx, words).or_else(|| class_of_words(cx, last));
    let named = quoted || (phrase.start..phrase.end).any(|i| matches!(scene.pos(i), "eng" | "nz" | "x"));
    for &class in range.iter().filter(|&&c| ontology.is_named(c, "Concept")) {
        // A class without endings of its own (Field) takes what is of the class above it.
        let wide = ontology.class_info(class).suffixes.is_empty();
        let fits = |c: Option<ClassId>| c.is_some_and(|c| ontology.is_a(c, class) || wide && ontology.is_a(class, c));
        let honor = ontology.is_named(class, "Honor");
        let sure = if honor { fits(own) && !bare } else { fits(of_hypernym) || fits(own) && !bare };
        let ware = |c: ClassId| ontology.is_named(class, "Product") && ontology.is_named(c, "Material");
        let related = |c: ClassId| ontology.is_a(c, class) || ontology.is_a(class, c) || ware(c);
        // “江南煤海”, “世界橙乡”: between quotation marks a title may end as a place does.
        let titled = quoted && ontology.is_named(class, "Title");
        let other = !titled && (honor || !named) && own.is_some_and(|c| !related(c));
        let told = trust == Trust::Told && (honor || ontology.is_named(class, "Material"));
        let worded = ontology.class_info(class).suffixes.is_empty() && (!honor || quoted || words.chars().count() >= 4);
        let free = (told || (trust >= Trust::Open || named) && worded) && !other && (quoted || concrete(scene, phrase));
        if sure || free || honor && quoted && words.chars().count() >= 4 && fits(own) {
            return Some(cx.concept(head, class, Recogniser::Phrase));
        }
        // 物流业快速增长, 制造业转型升级: what becomes of it stands behind.
        let becoming = |k: usize| {
            matches!(scene.pos(k), "vn" | "l" | "an") || scene.word(k).ends_with(['长', '级', '型', '展', '聚'])
        };
        let shorter = (phrase.start + 1..phrase.end).rev().take_while(|&k| becoming(k)).find(|&end| {
            let words = scene.cover(phrase.start, end).of(scene.text);
            cx.lexicon.class_of_noun(words).is_none() && fits(class_of_words(cx, words))
        });
        if let Some(end) = shorter.filter(|_| !ontology.class_info(class).suffixes.is_empty()) {
            return Some(cx.concept(scene.cover(phrase.start, end), class, Recogniser::Phrase));
        }
    }
    None
}

/// 年产|干茶, 首款|无人机: a phrase without the word that only says how much of it is made, or that it is new.
fn made(scene: &Scene, phrase: Phrase) -> Phrase {
    let leads = ["年产", "月产", "日产", "首款", "新款", "全新", "首台", "首个"];
    if phrase.end - phrase.start < 2 || !leads.contains(&scene.word(phrase.start)) {
        return phrase;
    }
    let start = phrase.start + 1;
    let from = scene.units[start].span.from().max(phrase.head.from());
    Phrase { start, head: Span::new(from, phrase.head.to()), ..phrase }
}

/// The class of the noun that closes a list; a verb may stand behind it (等8个配套产业发展).
fn class_of_hypernym(cx: &Context, words: &str) -> Option<ClassId> {
    let ends = words.char_indices().map(|(i, c)| i + c.len_utf8()).rev();
    let told = |&c: &ClassId| cx.ontology.is_named(c, "Concept");
    ends.filter_map(|end| class_of_words(cx, &words[..end])).find(told)
}

/// The class of the longest suffix or common noun that the words end in.
pub(super) fn class_of_words(cx: &Context, words: &str) -> Option<ClassId> {
    // A material (石墨) and a field (水利) are one without a beginning too.
    let whole_word = |c: &ClassId| ["Material", "Industry"].iter().any(|kind| cx.ontology.is_named(*c, kind));
    words.char_indices().find_map(|(i, c)| {
        let rest = &words[i..];
        // One letter (机器人) is a noun only by itself.
        let whole = rest.len() > c.len_utf8();
        let group = |c: ClassId| cx.ontology.is_named(c, "Group");
        let noun = cx.lexicon.class_of_noun(rest).filter(|&c| i == 0 || whole || !group(c));
        noun.or_else(|| cx.lexicon.class_of_suffix(rest).filter(|c| i > 0 || whole && whole_word(c)))
    })
}

/// Whether the phrase consists of nouns only, and not of one bare letter or number.
fn concrete(scene: &Scene, phrase: Phrase) -> bool {
    let nouns = (phrase.start..phrase.end).all(|i| {
        matches!(scene.units[i].kind, Kind::Quoted) || scene.is_welded(i) || i > 0 && scene.is_welded(i - 1) || {
            matches!(
                scene.pos(i),
                "n" | "nz" | "eng" | "b" | "ng" | "vn" | "nr" | "x" | "j" | "nrt" | "l" | "an" | "s" | "ns"
            )
        }
    });
    let noun_head = matches!(scene.units[phrase.end - 1].kind, Kind::Quoted)
        || phrase.end - phrase.start > 1 && scene.is_welded(phrase.end - 2)
        || matches!(scene.pos(phrase.end - 1), "n" | "nz" | "eng" | "ng" | "nr" | "nrt" | "x")
        // 打火机, 无人机
        || scene.pos(phrase.end - 1) == "l" && scene.word(phrase.end - 1).chars().count() == 3;
    nouns && noun_head && phrase.head.of(scene.text).chars().count() >= 2
}

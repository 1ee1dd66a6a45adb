//! What stands around a figure: the nouns before it, the noun behind it, the verb, the figures beside it.

use super::super::context::Context;
use super::super::scene::{Kind, Scene};
use super::beside::{beside, compared, is_size, pass};
use crate::ontology::PropertyId;
use crate::read::Role;
use crate::recognise::quantity::Quantity;
use crate::span::Span;

/// A noun phrase without names: units `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    pub start: usize,
    pub end: usize,
}

impl Noun {
    /// The words.
    pub fn span(self, scene: &Scene) -> Span {
        scene.cover(self.start, self.end)
    }
}

/// The surroundings of one figure, inside its clause.
pub(super) struct Around {
    /// The members of the list of nouns that the figure is said of, or the object between verb and figure.
    pub before: Vec<Noun>,
    /// The noun that the figure counts: 300家*企业*, 70%以上的*市场份额*.
    pub after: Option<Noun>,
    /// The part of it before the first 的: 3000个*品种*的衣架产业.
    pub counted: Option<Noun>,
    /// Whether 的 makes the figure describe the noun: 300公里的列车.
    pub describes: bool,
    /// The verb before the figure, or before its object.
    pub verb: Option<usize>,
    /// The verb behind the figure, or behind the noun that it counts.
    pub next_verb: Option<usize>,
    /// The first unit of all this: whose figure it is stands left of it.
    pub left: usize,
    /// Whether 分别 gives each member of a list a figure of its own.
    pub each: bool,
    /// The members of the list before 分别, as many as there are figures.
    pub members: Vec<Noun>,
    /// The place of the figure among those that stand side by side (39%和14%), and their number.
    pub rank: (usize, usize),
}

impl Around {
    /// Looks around the figure at unit `i`.
    pub fn new(cx: &Context, scene: &Scene, i: usize, q: &Quantity) -> Self {
        let (start, end) = scene.clause(i);
        let (first, last, rank) = beside(scene, i, start, end);
        let words = match scene.units[first].kind {
            Kind::Quantity(at) => cx.found.quantities[at].change.as_ref().map(|c| c.span),
            _ => None,
        };
        let words = words.or(q.change.as_ref().filter(|_| first == i).map(|c| c.span));
        let mut k = words.map_or(first, |span| scene.unit_at(span.from())).clamp(start, first);
        let mut each = false;
        k = pass(cx, scene, k, start, &mut each);
        if let Some(than) = compared(cx, scene, k, start) {
            k = pass(cx, scene, than, start, &mut each);
        }
        let mut head = k;
        // 甲、乙分别占全省的5%和6%
        if let Some(at) = (start..k).rev().take(5).find(|&u| scene.word(u).starts_with('占')) {
            head = pass(cx, scene, at, start, &mut each);
        }
        // 甲、乙分别持有丙80%和20%的股份
        let apart = (start..k).rev().find(|&u| scene.word(u) == "分别").filter(|_| k == head && !each && rank.1 > 1);
        let apart = apart.and_then(|at| super::each::members(scene, at, start, rank.1));
        let listed = each && rank.1 > 1;
        each |= apart.is_some();
        let members = if listed { super::each::members(scene, head, start, rank.1) } else { apart };
        let mut members = members.unwrap_or_default();
        let (mut before, mut verb, mut left) = (Vec::new(), None, k);
        if k > start && is_measured(cx, scene, k - 1) && !only_verb(cx, scene, k - 1) && !is_size(scene, k - 1) {
            before = list(cx, scene, k, start);
            let ruling = verbs_within(cx, scene, &mut before);
            left = before[0].start;
            let at = pass_modifiers(scene, left, start);
            verb = ruling.or((at > start && scene.is_verb(at - 1)).then(|| at - 1));
            left = verb.unwrap_or(left);
        } else if k > start
            && (is_size(scene, k - 1) || scene.is_verb(k - 1) || !verb_measures(cx, scene, k - 1).is_empty())
        {
            (verb, left) = (Some(k - 1), k - 1);
        }
        // 甲和乙增幅较高，分别为8%和6%
        if each && members.is_empty() && head == start && start > 1 {
            let (names, noun) = super::each::before(cx, scene, start, rank.1);
            members = names;
            before.extend(noun.filter(|_| before.is_empty()));
        }
        let after = behind(cx, scene, i, end);
        // 3%和5%的增速
        let after = after.or_else(|| behind(cx, scene, last, end).filter(|_| last > i && scene.word(last + 1) == "的"));
        let counted_next = after.is_some_and(|a| is_quantity(scene, a.end)) && !before.is_empty();
        let after = after.filter(|_| !counted_next);
        let past = after.map_or(i + 1, |a| a.end);
        let next_verb = (past..end).find(|&v| scene.pos(v) != "d");
        let next_verb = next_verb.filter(|&v| scene.is_verb(v) || !verb_measures(cx, scene, v).is_empty());
        let counted =
            after.map(|a| Noun { end: (a.start..a.end).find(|&u| scene.word(u) == "的").unwrap_or(a.end), ..a });
        let describes = scene.word(last + 1) == "的";
        Around { before, after, counted, describes, verb, next_verb, left, each, members, rank }
    }
}

pub(super) fn is_quantity(scene: &Scene, i: usize) -> bool {
    matches!(scene.units.get(i).map(|u| u.kind), Some(Kind::Quantity(_)))
}

/// Whether unit `i` may stand in a noun phrase without names; a noun of a measure or of a class does,
/// whatever its part of speech.
pub(super) fn common(scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    let measured = || scene.lexicon.measures_by_noun(word).is_some_and(|(_, noun)| noun == word);
    let plain = matches!(scene.units.get(i).map(|u| u.kind), Some(Kind::Word(_)));
    // 新能源|车: the dictionary has the head as a mere character.
    let character = || scene.pos(i) == "zg" && word != "较" && i > 0 && scene.pos(i - 1) == "n";
    let kind = || scene.lexicon.class_of_noun(word).is_some();
    plain && (scene.is_nominal(i) || character() || measured() || kind())
}

/// Whether unit `i` may be part of the noun that is measured: no name, and no word that stands for one (全省).
pub(super) fn is_measured(cx: &Context, scene: &Scene, i: usize) -> bool {
    // 年产汽车200万辆: a product that is named elsewhere too.
    let made = scene.mention(i).is_some_and(|m| cx.is(m, "Product"))
        && i > 0
        && (scene.is_verb(i - 1) || !verb_measures(cx, scene, i - 1).is_empty());
    made || common(scene, i) && super::stands::stands_for(cx, scene, i).is_none()
}

/// Whether unit `i` rules what stands behind it: a verb, or a noun of action right before a name (出口美国).
pub(super) fn rules(scene: &Scene, i: usize) -> bool {
    // 返乡|大学生: it only describes.
    if matches!(scene.word(i), "返乡" | "回乡" | "退役" | "退休" | "下岗" | "留守") && scene.is_nominal(i + 1)
    {
        return false;
    }
    // 地处: a place for the dictionary.
    scene.pos(i) == "s" && scene.is_known_verb(i)
        || scene.is_verb(i) && !common(scene, i) && !scene.is_conjunction(i)
        || scene.pos(i) == "vn" && scene.mention(i + 1).is_some()
}

/// The measures of the verb that begins at unit `i`, in one unit or two (产自).
pub(super) fn verb_measures<'a>(cx: &Context<'a>, scene: &Scene, i: usize) -> &'a [PropertyId] {
    let word = |k: usize| scene.units.get(k).filter(|u| matches!(u.kind, Kind::Word(_)));
    let Some(unit) = word(i) else { return &[] };
    let one = cx.lexicon.measures_by_verb(scene.word(i));
    match word(i + 1).filter(|next| next.span.from() == unit.span.to()) {
        Some(next) if one.is_empty() => cx.lexicon.measures_by_verb(unit.span.join(next.span).of(scene.text)),
        _ => one,
    }
}

/// 年产, 日产: whether unit `i` is the verb of a measure and no noun of one.
fn only_verb(cx: &Context, scene: &Scene, i: usize) -> bool {
    let word = scene.word(i);
    !cx.lexicon.measures_by_verb(word).is_empty() && cx.lexicon.measures_by_noun(word).is_none()
}

/// The list of noun phrases that ends before unit `end`, in order.
pub(super) fn list(cx: &Context, scene: &Scene, end: usize, start: usize) -> Vec<Noun> {
    let mut found = Vec::new();
    let mut at = end;
    loop {
        let mut first = at - 1;
        while first > start && is_measured(cx, scene, first - 1) {
            first -= 1;
        }
        found.push(Noun { start: first, end: at });
        if first >= start + 2 && scene.is_conjunction(first - 1) && common(scene, first - 2) {
            at = first - 1;
        } else {
            break;
        }
    }
    found.reverse();
    found
}

/// Goes left from unit `k` over what describes the noun there.
fn pass_modifiers(scene: &Scene, mut k: usize, start: usize) -> usize {
    while k > start
        && (matches!(scene.pos(k - 1), "a" | "ad" | "b" | "m" | "q" | "r" | "ul") || matches!(scene.word(k - 1), "的"))
    {
        k -= 1;
    }
    k
}

/// The noun behind the figure at unit `i`, 的 between or not.
fn behind(cx: &Context, scene: &Scene, i: usize, end: usize) -> Option<Noun> {
    let mut first = i + 1;
    // 60GWh（亿千瓦时）动力电池
    if matches!(scene.word(first), "（" | "(") {
        first = (first..end).find(|&k| matches!(scene.word(k), "）" | ")")).map_or(first, |k| k + 1);
    }
    // 交付31万辆 净利润转正: a blank parts the clauses of a headline.
    let headline = matches!(scene.sentence.role, Role::Title | Role::Heading);
    let gap = scene.units.get(first).and_then(|next| scene.text.get(scene.units[i].span.to()..next.span.from()));
    if headline && gap.is_some_and(|gap| gap.contains(char::is_whitespace)) {
        return None;
    }
    first += usize::from(scene.word(first) == "的");
    // 4台|40吨|门式起重机: what each of them can do.
    let touches = |k: usize| scene.units[k - 1].span.end == scene.units[k].span.start;
    if first == i + 1 && first + 1 < end && is_quantity(scene, first) && touches(first) && touches(first + 1) {
        first += usize::from(common(scene, first + 1));
    }
    // 15款全球首发的新品, but 300人参加的会议
    let described = !matches!(unit_of(cx, scene, i), Some("人" | "次" | "人次" | "户" | "元"));
    let mut last = None;
    for at in first..end {
        // 产品出口欧美, 村民就业: a verb; 出口订单: a noun.
        let pair = cx.lexicon.measures_by_verb(scene.word(at)).is_empty();
        let verb = matches!(scene.pos(at), "v" | "vn") || pair;
        let acts = verb && !verb_measures(cx, scene, at).is_empty() && !common(scene, at + 1);
        // 30万元收入
        let income = at == first
            && unit_of(cx, scene, i) == Some("元")
            && cx.lexicon.measures_by_noun(scene.word(at)).is_some_and(|(_, noun)| noun == scene.word(at));
        let acts = acts && !income;
        // 1.9万平方米换装库|投入使用; 36个项目|现场签约
        if matches!(scene.word(at), "现场" | "投入" | "投入使用" | "投用" | "投产" | "启用" | "建成" | "开工")
            && at > first
        {
            break;
        }
        // 12吉瓦时预计今年投产
        if acts || cx.lexicon.status(scene.word(at)).is_some() {
            break;
        }
        // 20亿元C轮融资, 2亿元Pre-A+轮融资
        let round = scene.pos(first) == "eng" && matches!(scene.word(at), "轮" | "+" | "＋" | "-" | "系列");
        let adverb = at == first && scene.pos(at) == "d" && common(scene, at + 1);
        // 3条|即食|木耳生产线: a verb that no relation knows describes the noun.
        let describes = at == first
            && matches!(scene.pos(at), "v" | "vd")
            && scene.word(at).len() == 6
            && !scene.is_known_verb(at)
            && unit_of(cx, scene, i).is_some_and(|unit| matches!(unit, "条" | "款" | "种" | "台" | "套" | "座" | "个"))
            && (at + 1..end.min(at + 4)).all(|k| common(scene, k) || k > at + 2)
            && common(scene, at + 1)
            && common(scene, at + 2);
        if describes {
            continue;
        }
        if scene.is_nominal(at) || common(scene, at) || round {
            last = Some(at);
        } else if !(adverb
            || matches!(scene.pos(at), "a" | "ad" | "ag" | "z" | "m" | "f" | "ng")
            || scene.word(at + 1) == "的" && described && matches!(scene.pos(at), "v" | "vn" | "d" | "vd")
            || matches!(scene.word(at), "“" | "”" | "「" | "」" | "的" if at > first || scene.word(at) != "的"))
        {
            break;
        }
    }
    // A name at the end is no noun that is counted; one before the noun describes it.
    // 3座大型采后处理中心: a size alone is nothing counted.
    let size = |last: usize| last == first && matches!(scene.word(last), "大型" | "中型" | "小型" | "超大型" | "微型");
    last.filter(|&last| scene.mention(last).is_none() && !size(last)).map(|last| Noun { start: first, end: last + 1 })
}

/// The unit of the figure at unit `i`, as written.
fn unit_of<'c>(cx: &'c Context, scene: &Scene, i: usize) -> Option<&'c str> {
    match scene.units.get(i)?.kind {
        Kind::Quantity(at) => cx.found.quantities[at].unit.as_deref(),
        _ => None,
    }
}

/// Takes verbs of measures off the front of the nouns (年产袜子: 袜子), and gives the last one.
fn verbs_within(cx: &Context, scene: &Scene, nouns: &mut [Noun]) -> Option<usize> {
    let mut verb = None;
    for noun in nouns {
        while noun.end - noun.start > 1 {
            let word = scene.word(noun.start);
            if cx.lexicon.measures_by_verb(word).is_empty() && cx.lexicon.status(word).is_none() {
                break;
            }
            verb = Some(noun.start);
            noun.start += 1;
        }
    }
    verb
}

/// The noun that ends before unit `end`, if one does.
pub(super) fn list_before(cx: &Context, scene: &Scene, end: usize) -> Option<Noun> {
    let start = scene.clause(end.checked_sub(1)?).0;
    (end > start && is_measured(cx, scene, end - 1)).then(|| list(cx, scene, end, start).pop()).flatten()
}

/// The list of nouns that stands before the verb at unit `at`, adverbs passed over.
pub(super) fn nouns_before(cx: &Context, scene: &Scene, at: usize) -> Vec<Noun> {
    let start = scene.clause(at).0;
    let k = pass(cx, scene, at, start, &mut false);
    if k > start && is_measured(cx, scene, k - 1) { list(cx, scene, k, start) } else { Vec::new() }
}

//! Quantities in running text: an amount with its bound and its change, and the guards that keep figures of names,
//! codes and set phrases out.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::amount::{Amount, amount};
use super::arithmetic::written;
use super::chars::{Chars, among};
use super::number::{Number, figure, magnitude, number, numeral};
use super::words::lexicon;
use super::{Bound, Change, Dimension};
use crate::span::Span;

/// An amount that the text states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The whole expression with its bounds: 超80亿元, 八成以上.
    pub span: Span,
    /// Number and unit only.
    pub core: Span,
    /// The value in the unit: 40多亿只 is 4000000000, 七成 is 70; the lower end of a range.
    pub amount: Decimal,
    /// The upper end of a range, inclusive: 3至5万吨, 三四十人.
    pub high: Option<Decimal>,
    /// The unit as written (家, 吨, 亩), money by its common name (元, 美元), shares `%`.
    pub unit: Option<String>,
    /// The name of the unit in the ontology, where it knows it, for conversion by its factor.
    pub known: Option<String>,
    /// The ISO 4217 code of money.
    pub iso: Option<String>,
    /// What is measured.
    pub dimension: Dimension,
    /// How the amount limits the true value.
    pub bound: Bound,
    /// Growth or decline said directly beside it.
    pub change: Option<Change>,
    /// Whether it was written as a fraction, 三分之一.
    pub fraction: bool,
}

/// The quantities of `text`, sorted and disjoint; figures of dates are found too, so [`super::find`] is the one for news.
pub fn quantities(text: &str) -> Vec<Quantity> {
    scan(text, quantity_at)
}

/// Every number of `text` with its words, units left aside.
pub fn numbers(text: &str) -> Vec<(Span, Number)> {
    scan(text, |t, i| {
        let (n, end) = number_alone(t, i)?;
        Some(((t.span(i, end), n), end))
    })
}

/// Ordinals of `text`, 第十四, with their numbers.
pub fn ordinals(text: &str) -> Vec<(Span, Decimal)> {
    scan(text, |t, i| {
        let at = if t.get(i) == '第' { t.skip_blanks(i + 1) } else { return None };
        let (n, end) = number(t, at)?;
        Some(((t.span(i, end), n.value), end))
    })
}

/// Shares in `text`: percentages, 成, 折, percentage points.
pub fn percentages(text: &str) -> Vec<Quantity> {
    scan(text, |t, i| {
        if let Some(end) = t.word(i, "对折").filter(|_| t.before(i) == '打') {
            return Some((half_off(t, i, end), end));
        }
        let a = guarded(t, i)?;
        let share = matches!(a.dimension, Dimension::Percent | Dimension::PercentagePoint);
        let end = a.end;
        share.then(|| (dress(t, &a), end))
    })
}

/// Money in `text`.
pub fn money(text: &str) -> Vec<Quantity> {
    scan(text, |t, i| {
        let a = guarded(t, i)?;
        let end = a.end;
        (a.dimension == Dimension::Money).then(|| (dress(t, &a), end))
    })
}

/// The amount of `text` where it is known to be money: a bare number counts 元, 5分 is 0.05, 15k is 15000.
pub fn parse_money(text: &str) -> Option<Quantity> {
    if let [q] = &money(text)[..] {
        return Some(q.clone());
    }
    let t = Chars::new(text);
    let start = (0..t.len()).find(|&i| trigger(&t, i) || matches!(t.get(i), '个' | '米'))?;
    let tail = text.trim();
    let mut a = match t.word(start, "个半") {
        Some(_) => amount_of(Decimal::new(15, 1), &t, start, start + 2),
        None => amount(&t, start)?,
    };
    let (n, end) = written(&t, start).unwrap_or((a.number.clone(), a.number_end));
    let cents = t.get(end) == '分' && end + 1 == t.len();
    if cents {
        (a.low, a.end) = (n.value.checked_div(Decimal::ONE_HUNDRED)?, end + 1);
    } else if a.dimension == Dimension::Count && t.word(a.end, "半").is_some() {
        (a.low, a.end) = (a.low.checked_add(Decimal::new(5, 1))?, a.end + 1);
    } else if end > a.end {
        (a.low, a.end) = (n.value, end);
    }
    (a.known, a.unit, a.dimension) = (lexicon().named("元"), Some("元".into()), Dimension::Money);
    let q = dress(&t, &a);
    (q.span.of(text).len() == tail.len()).then_some(q)
}

fn amount_of(value: Decimal, t: &Chars, start: usize, end: usize) -> Amount {
    super::amount::plain_amount(value, start, end.min(t.len()))
}

/// Amounts with a unit other than money and shares.
pub fn measures(text: &str) -> Vec<Quantity> {
    scan(text, |t, i| {
        let a = guarded(t, i)?;
        let end = a.end;
        let other = matches!(
            a.dimension,
            Dimension::Money | Dimension::Percent | Dimension::PercentagePoint | Dimension::Plain | Dimension::Count
        );
        (!other).then(|| (dress(t, &a), end))
    })
}

/// Runs `at` from each trigger to the next, jumping over what it finds.
fn scan<T>(text: &str, at: impl Fn(&Chars, usize) -> Option<(T, usize)>) -> Vec<T> {
    let t = Chars::new(text);
    let (mut found, mut i) = (Vec::new(), 0);
    while i < t.len() {
        if !trigger(&t, i) {
            i += 1;
            continue;
        }
        match at(&t, i) {
            Some((x, end)) => {
                found.push(x);
                i = end.max(i + 1);
            }
            None => i = skip(&t, i),
        }
    }
    found
}

/// Whether an amount can begin at `i`.
pub(crate) fn trigger(t: &Chars, i: usize) -> bool {
    let c = t.get(i);
    if c < '\u{4e00}' {
        return match c {
            '0'..='9' | '¥' | '$' | '€' | '£' | '₹' | '〇' | '○' => true,
            '-' | '+' | '.' => matches!(t.get(i + 1), '0'..='9' | '.'),
            'A'..='Z' => lexicon().unit_prefixes.at(t, i).is_some() && !t.before(i).is_ascii_alphabetic(),
            _ => false,
        };
    }
    numeral(c)
        || match c {
            '负' | '半' | '几' | '数' | '翻' | '第' => true,
            '对' => t.get(i + 1) == '折',
            '米' => super::amount::implied_one(t, i).is_some(),
            '人' | '美' | '欧' | '日' | '港' | '新' | '台' | '澳' | '摄' | '华' | '攝' | '華' => {
                lexicon().unit_prefixes.at(t, i).is_some()
            }
            _ => false,
        }
}

/// Where to go on when nothing was found at `i`: figures of a code are passed over as one.
pub(crate) fn skip(t: &Chars, i: usize) -> usize {
    let mut at = i + 1;
    if t.get(i).is_ascii_digit() {
        while t.get(at).is_ascii_alphanumeric() || among(t.get(at), ".-/:_") && t.get(at + 1).is_ascii_alphanumeric() {
            at += 1;
        }
    } else if numeral(t.get(i)) {
        while numeral(t.get(at)) && !t.get(at).is_ascii_digit() {
            at += 1;
        }
    }
    at
}

/// A number by itself: everything that counts, except figures inside common words.
fn number_alone(t: &Chars, i: usize) -> Option<(Number, usize)> {
    if t.spaced(i, "百分之").is_some() {
        // the number of a percentage stands behind 百分之
        return None;
    }
    let (n, end) = written(t, i)?;
    if t.get(i) == '一' && end == i + 1 && among(t.get(end), "看听想起些样般定直边旦切向致再共同律并会儿经贯带身心")
    {
        return None;
    }
    if n.figures == 1 && !n.arabic && (t.get(end) == t.get(i) || t.before(i) == t.get(i)) {
        // 两两, 一一
        return None;
    }
    if t.get(t.skip_blanks(end)) == '%' || n.arabic && in_code(t, i, end) {
        return None;
    }
    Some((n, end))
}

fn half_off(t: &Chars, i: usize, end: usize) -> Quantity {
    Quantity {
        span: t.span(i, end),
        core: t.span(i, end),
        amount: Decimal::from(50),
        high: None,
        unit: Some("%".into()),
        known: None,
        iso: None,
        dimension: Dimension::Percent,
        bound: Bound::Exact,
        change: None,
        fraction: false,
    }
}

/// The quantity that begins at `i`, for news: amounts that surely measure something.
pub(crate) fn quantity_at(t: &Chars, i: usize) -> Option<(Quantity, usize)> {
    match t.get(i) {
        '翻' => return doubling(t, i),
        '第' => return ordinal(t, i),
        _ => {}
    }
    let a = guarded(t, i)?;
    if !measures_something(t, &a) {
        return None;
    }
    let q = dress(t, &a);
    let end = bound_after(t, &a).map_or(a.end, |(_, e)| e);
    Some((q, end))
}

/// The amount at `i` unless its figures belong to a code, a version or a name.
pub(crate) fn guarded(t: &Chars, i: usize) -> Option<Amount> {
    let a = amount(t, i)?;
    // 1 000 in pieces
    if a.number.figures > 1 && t.get(a.start) == '0' && a.unit.is_some() {
        return None;
    }
    let figures = t.slice(a.start, a.number_end).iter().any(char::is_ascii_digit);
    if figures && in_code(t, a.start, if a.unit.is_some() { a.end } else { a.number_end }) {
        return None;
    }
    Some(a)
}

/// Whether the figures `from..to` go on into letters, points or dashes: GPT-4, 600519.SH, 192.168.1.1, 010-1234.
fn in_code(t: &Chars, from: usize, to: usize) -> bool {
    let (before, after) = (t.before(from), t.get(to));
    if before.is_ascii_alphanumeric() || among(before, "._#@№") {
        // RMB50 was read with its prefix, so a letter here is part of a code
        return !among(t.get(from), "¥$€£");
    }
    if matches!(before, '-' | '/' | '–')
        && from.checked_sub(2).is_some_and(|j| t.get(j).is_ascii_alphanumeric() || t.get(j) == ')')
    {
        return true;
    }
    if matches!(before, '=' | '%' | '&' | '?') && from.checked_sub(2).is_some_and(|j| t.get(j).is_ascii_alphanumeric())
    {
        return true;
    }
    let last = t.before(to);
    if last.is_ascii_digit() {
        if after.is_ascii_alphabetic() || after == '_' {
            return true;
        }
        if among(after, ".:/-") && t.get(to + 1).is_ascii_alphanumeric() {
            return true;
        }
    }
    false
}

/// Figures that count only with a unit that makes sense there.
fn measures_something(t: &Chars, a: &Amount) -> bool {
    let start = a.start;
    let before = t.before(start);
    if before == '第' || before == '双' && t.get(start) == '十' {
        return false;
    }
    match a.dimension {
        Dimension::Plain => plain_counts(t, a),
        Dimension::Count
        | Dimension::Score
        | Dimension::Length
        | Dimension::Temperature
        | Dimension::Duration
        | Dimension::Mass
        | Dimension::Area
        | Dimension::Volume
        | Dimension::Money
        | Dimension::Physical => {
            let written = a.unit.as_deref().unwrap_or("");
            // 5G, 3D never come here; 3号, 101路, 12楼 name things
            if a.number.figures > 1 && !a.number.arabic && a.dimension == Dimension::Count {
                // 五一村, 三八线: a row of figures is a name
                return false;
            }
            let alone = a.number.figures == 1 && !a.number.arabic && a.high.is_none() && !a.more;
            let short = written.chars().count() == 1;
            if alone && short && LOOSE.contains(&written) {
                return false;
            }
            if !a.number.arabic && a.number.figures == 0 && short && LOOSE.contains(&written) && single_magnitude(t, a)
            {
                return false;
            }
            if alone && a.dimension == Dimension::Count && t.get(start) == '一' {
                // 一个, 一位: an article more than a count, unless it is limited
                if bound_before(t, start).is_none() {
                    return false;
                }
                return !among(t.before(start), "这那另同某每任唯之统万不") && !word_of_one(t, a.end);
            }
            if alone && matches!(t.before(start), '这' | '那' | '统') {
                return a.dimension != Dimension::Count || !matches!(t.before(start), '统');
            }
            true
        }
        _ => true,
    }
}

/// Units that form words with one Chinese figure: 一起, 十分, 三方, 一度, 二线, 一路.
const LOOSE: [&str; 67] = [
    "起", "面", "路", "线", "道", "行", "手", "声", "把", "节", "带", "区", "地", "国", "城", "省", "市", "州", "金",
    "银", "铜", "点", "口", "层", "重", "派", "发", "环", "分", "星", "门", "片", "段", "站", "院", "步", "度", "股",
    "期", "级", "块", "平", "方", "里", "尺", "寸", "丈", "码", "升", "克", "担", "钱", "两", "角", "代", "载", "卡",
    "焦", "伏", "字", "县", "乡", "村", "镇", "队", "批", "次",
];

/// 十, 百, 千 or 万 alone before the unit: 十分, 百姓, 千里, 万户.
fn single_magnitude(t: &Chars, a: &Amount) -> bool {
    a.number_end == a.start + 1 && magnitude(t.get(a.start)).is_some()
}

/// What follows 一个 and makes it no count: 一个劲, 一些.
fn word_of_one(t: &Chars, end: usize) -> bool {
    matches!(t.get(end), '劲' | '性' | '般')
}

/// A bare number in news: Arabic with a noun behind it, or a long Chinese one.
fn plain_counts(t: &Chars, a: &Amount) -> bool {
    let n = &a.number;
    let before = t.before(a.start);
    if n.arabic {
        let next = t.get(t.skip_blanks(a.end));
        let year = n.figures == 4 && (Decimal::from(1900)..Decimal::from(2100)).contains(&a.low);
        let name = before.is_ascii_alphabetic()
            || before == ' ' && a.start > 1 && t.get(a.start - 2).is_ascii_alphabetic()
            || among(before, "“\"《（([［＃");
        let label = among(next, "号年月日)）].、”\"》/:届");
        let label = label || next.is_ascii_digit();
        let led = a.start == 0 || matches!(before, '\n' | '\r');
        let code = n.figures > 1 && t.get(a.start) == '0' || n.figures > 9;
        let magnitude = n.magnitude || n.decimal;
        return !(code || name && !magnitude || label && !n.magnitude || year || led && !magnitude)
            && (magnitude || a.high.is_some() || n.figures != 4 || next >= '\u{4e00}');
    }
    let two = a.number_end >= a.start + 2 && magnitude(t.get(a.start)).is_none_or(|m| m == 10);
    let pure = (a.start..a.number_end).all(|i| figure(t.get(i)).is_none());
    let name = among(t.get(a.end), "强佳路号学里山分别一富") || before == '“';
    two && n.magnitude
        && !name
        && (!pure || a.high.is_some() || n.more)
        && (a.low >= Decimal::from(20) || a.low < Decimal::ZERO)
        || n.fraction
}

/// 第三位, 第12届: a rank with its measure word.
fn ordinal(t: &Chars, i: usize) -> Option<(Quantity, usize)> {
    let at = t.skip_blanks(i + 1);
    let (n, end) = number(t, at)?;
    let unit_end = t.any(
        end,
        &[
            "名", "位", "届", "次", "个", "家", "批", "期", "轮", "大", "代", "条", "项", "座", "款", "例", "艘", "架",
            "章", "部",
        ],
    )?;
    let core = t.span(i, unit_end);
    let unit = t.string(end, unit_end);
    let q = Quantity {
        span: core,
        core,
        amount: n.value,
        high: None,
        unit: Some(unit),
        known: None,
        iso: None,
        dimension: Dimension::Ordinal,
        bound: Bound::Exact,
        change: None,
        fraction: false,
    };
    Some((q, unit_end))
}

/// 翻番, 翻一番, 翻了两番: growth to two to the n.
fn doubling(t: &Chars, i: usize) -> Option<(Quantity, usize)> {
    let at = t.word(i, "翻了").unwrap_or(i + 1);
    let (n, end) = match t.get(at) {
        '番' => (Decimal::ONE, at),
        '倍' if at == i + 1 => (Decimal::ONE, at),
        _ => {
            let (n, e) = number(t, t.skip_blanks(at))?;
            (n.value, t.skip_blanks(e))
        }
    };
    let unit = match t.get(end) {
        '番' => "番",
        '倍' => "倍",
        _ => return None,
    };
    let core = t.span(i, end + 1);
    let (basis, from) = match lexicon().bases.ending(t, i) {
        Some((b, from)) => (Some(b), from),
        None => (None, i),
    };
    let span = t.span(from, end + 1);
    let change = Change { direction: super::Direction::Growth, target: false, basis, span };
    let q = Quantity {
        span,
        core,
        amount: n,
        high: None,
        unit: Some(unit.into()),
        known: None,
        iso: None,
        dimension: Dimension::Multiple,
        bound: Bound::Exact,
        change: Some(change),
        fraction: false,
    };
    Some((q, end + 1))
}

/// The quantity of an amount: bounds and changes beside it.
fn dress(t: &Chars, a: &Amount) -> Quantity {
    let (mut from, mut to) = (a.start, a.end);
    let mut bound = Bound::Exact;
    if a.more {
        bound = Bound::AtLeast;
    } else if a.about {
        bound = Bound::About;
    }
    if a.high.is_some() && t.before(a.start) == '从' {
        from = a.start - 1;
    }
    if let Some((b, start)) = bound_before(t, a.start) {
        (bound, from) = (b, start);
    }
    if let Some((b, end)) = bound_after(t, a) {
        if !(bound == Bound::AtMost || bound == Bound::AtLeast && b == Bound::About) {
            bound = b;
        }
        to = end;
    }
    let mut high = a.high;
    if bound == Bound::AtLeast && a.more {
        high = None;
    }
    if a.dimension == Dimension::Plain && t.get(a.end.saturating_sub(1)) == '多' && a.end > a.number_end {
        bound = Bound::AtLeast;
    }
    let change = change(t, from);
    let (mut amount, mut unit, mut dimension) = (a.low, a.unit.clone(), a.dimension);
    if a.fraction && dimension == Dimension::Plain {
        let percent = |x: Decimal| x.checked_mul(Decimal::ONE_HUNDRED).map(|x| x.round_dp(2));
        if let Some(p) = percent(amount) {
            (amount, high) = (p, high.and_then(percent));
            (unit, dimension) = (Some("%".into()), Dimension::Percent);
        }
    }
    Quantity {
        span: t.span(from, to),
        core: t.span(a.start, a.end),
        amount: amount.normalize(),
        high: high.map(|h| h.normalize()),
        unit,
        known: a.known.map(|u| u.name.clone()),
        iso: a.known.and_then(|u| u.iso.clone()),
        dimension,
        bound,
        change,
        fraction: a.fraction,
    }
}

/// A word of bound that ends at `start`, blanks and 达, 有, 为 between allowed.
fn bound_before(t: &Chars, start: usize) -> Option<(Bound, usize)> {
    let mut at = back(t, start);
    let lexicon = lexicon();
    for link in ["有", "为", "达", "了", "是"] {
        if let Some(from) = t.word_before(at, link)
            && lexicon.before.ending(t, at).is_none()
            && lexicon.before.ending(t, from).is_some()
        {
            at = from;
        }
    }
    if at == start && t.before(start) == '上' && among(t.get(start), "百千万亿") {
        return (!matches!(t.before(start - 1), '以' | '之')).then(|| (Bound::AtLeast, start - 1));
    }
    if at == start && t.before(start) == '过' && among(t.get(start), "百千万亿半") {
        return (!among(t.before(start - 1), "超通经不")).then(|| (Bound::AtLeast, start - 1));
    }
    let (bound, from) = lexicon.before.ending(t, at)?;
    let word_before = t.before(from);
    let inside_word = match t.get(from) {
        '约' if at - from == 1 => among(word_before, "节签合纽条违预履公契大"),
        '近' if at - from == 1 => among(word_before, "最附邻靠远新临"),
        '超' if at - from == 1 => among(word_before, "赶反英中"),
        _ => false,
    };
    (!inside_word).then_some((bound, from))
}

/// A word of bound right behind the amount.
fn bound_after(t: &Chars, a: &Amount) -> Option<(Bound, usize)> {
    let at = t.skip_blanks(a.end);
    if matches!(t.get(at), '多' | '余')
        && matches!(a.dimension, Dimension::Duration | Dimension::Length | Dimension::Mass | Dimension::Age)
        && !among(t.get(at + 1), "元样数少次云名人家个")
    {
        return Some((Bound::AtLeast, at + 1));
    }
    if t.get(at) == '内' && a.dimension == Dimension::Duration && !among(t.get(at + 1), "容部地外存需陆蒙销")
    {
        return Some((Bound::AtMost, at + 1));
    }
    let (bound, end) = lexicon().after.at(t, at)?;
    match t.get(at) {
        '起' if end == at + 1 => {
            let price = a.dimension == Dimension::Money && !among(t.get(end), "诉步家来到草点");
            price.then_some((bound, end))
        }
        // 32家|上下游企业
        '上' if t.get(end) == '游' => None,
        '+' => (!t.get(end).is_ascii_alphanumeric()).then_some((bound, end)),
        _ => Some((bound, end)),
    }
}

fn back(t: &Chars, i: usize) -> usize {
    let mut at = i;
    while at > 0 && t.before(at) == ' ' {
        at -= 1;
    }
    at
}

/// Growth or decline that ends at `from`, with 同比 and its like before it.
fn change(t: &Chars, from: usize) -> Option<Change> {
    let lexicon = lexicon();
    let end = back(t, from);
    let mut at = end;
    if lexicon.steps.ending(t, at).is_none() {
        at = ["达到", "达", "为", "约", "了"].iter().find_map(|w| t.word_before(at, w)).unwrap_or(at);
    }
    let ((direction, target), start) = lexicon.steps.ending(t, at)?;
    let mut first = start;
    let mut basis = None;
    for skipped in [0, 1] {
        let at = back(t, start.saturating_sub(skipped));
        if skipped == 1 && !among(t.before(start), "实均名累再又仅微大小") {
            break;
        }
        if let Some((b, s)) = lexicon.bases.ending(t, at) {
            (basis, first) = (Some(b), s);
            break;
        }
    }
    Some(Change { direction, target, basis, span: t.span(first, end) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        let found = quantities(text);
        let show = |q: &Quantity| {
            let high = q.high.map(|h| format!("..{h}")).unwrap_or_default();
            let unit = q.unit.clone().unwrap_or_default();
            format!("{} {}{high} {unit} {:?}", q.span.of(text), q.amount, q.bound)
        };
        found.iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn counts_with_bounds() {
        assert_eq!(one("拥有企业300多家"), "300多家 300 家 AtLeast");
        assert_eq!(one("年产40多亿只"), "40多亿只 4000000000 只 AtLeast");
        assert_eq!(one("产值超80亿元"), "超80亿元 8000000000 元 AtLeast");
        assert_eq!(one("占比达八成以上。"), "八成以上 80 % AtLeast");
        assert_eq!(one("不足三成"), "不足三成 30 % AtMost");
        assert_eq!(one("面积约 1.2 万亩"), "约 1.2 万亩 12000 亩 About");
        assert_eq!(one("吸引了近 500 余名学生"), "近 500 余名 500 名 About");
        assert_eq!(one("推出433 款产品"), "433 款 433 款 Exact");
        assert_eq!(one("上千家企业"), "上千家 1000 家 AtLeast");
    }

    #[test]
    fn ranges_and_money() {
        assert_eq!(one("年产3至5万吨"), "3至5万吨 30000..50000 吨 Exact");
        assert_eq!(one("每人50元—80元"), "50元—80元 50..80 元 Exact");
        assert_eq!(one("约200万美元"), "约200万美元 2000000 美元 About");
        assert_eq!(one("售价五元三毛"), "五元三毛 5.3 元 Exact");
        assert_eq!(one("收入人民币50亿元"), "人民币50亿元 5000000000 元 Exact");
        assert_eq!(one("每吨价格8000元/吨"), "8000元/吨 8000 元 Exact");
        assert_eq!(one("提高12.3个百分点"), "12.3个百分点 12.3 个百分点 Exact");
        assert_eq!(one("三分之一"), "三分之一 33.33 % Exact");
        assert_eq!(one("十七八岁"), "十七八岁 17..18 岁 Exact");
    }

    #[test]
    fn words_are_no_numbers() {
        let text = "一些人一起统一意见，万一不行也一定去三亚，十分重要，千万别忘了百姓，四川、九江双十一，“一带一路”第三方，五粮液，一方面";
        assert_eq!(one(text), "");
        assert_eq!(one("5G、Q3、GPT-4、3D、19:30、GB/T 1234-2020、600519.SH、192.168.1.1、V2.0"), "");
    }

    #[test]
    fn changes() {
        let q = quantities("出口额同比增长12.5%").remove(0);
        let c = q.change.expect("a change");
        assert_eq!(
            (c.direction, c.target, c.basis),
            (super::super::Direction::Growth, false, Some(super::super::Basis::YearOnYear))
        );
        let q = quantities("比上年下降约3%").remove(0);
        assert_eq!(q.change.map(|c| c.basis), Some(Some(super::super::Basis::PreviousYear)));
        let q = quantities("增至30家").remove(0);
        assert!(q.change.is_some_and(|c| c.target));
        assert_eq!(one("产值翻了两番"), "翻了两番 2 番 Exact");
    }
}

//! A number with its unit: 3.5万吨, 人民币50元, 五元三毛, 百分之八, 七成五, 12个百分点, 3至5万元.

use rust_decimal::Decimal;

use super::chars::{Chars, among};
use super::number::{Number, cardinal, figure, magnitude, number, numeral};
use super::words::lexicon;
use super::{Dimension, Unit};

/// A number with its unit, or without one.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// Where number and unit begin and end.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) low: Decimal,
    pub(crate) high: Option<Decimal>,
    /// The unit as written.
    pub(crate) unit: Option<String>,
    /// The unit of the ontology.
    pub(crate) known: Option<&'static Unit>,
    pub(crate) dimension: Dimension,
    /// 多 or 余 between number and unit, or inside the number.
    pub(crate) more: bool,
    /// 来 between number and unit.
    pub(crate) about: bool,
    pub(crate) fraction: bool,
    /// The number of the lower end, as written.
    pub(crate) number: Number,
    /// Where the (first) number ends.
    pub(crate) number_end: usize,
}

/// The amount that begins at `i`, with a range where there is one.
pub(crate) fn amount(t: &Chars, i: usize) -> Option<Amount> {
    let first = single(t, i)?;
    Some(range(t, &first).unwrap_or(first))
}

/// What joins the two ends of a range, and its end.
pub(crate) fn connector(t: &Chars, i: usize) -> Option<usize> {
    let at = t.skip_blanks(i);
    let end = match t.get(at) {
        '至' | '到' | '~' | '-' | '—' | '–' | '―' | '～' => at + 1,
        _ => return None,
    };
    let end = if matches!(t.get(end), '-' | '—' | '~') { end + 1 } else { end };
    Some(t.skip_blanks(end))
}

fn range(t: &Chars, first: &Amount) -> Option<Amount> {
    let mut at = first.end;
    for inclusive in ["(含)", "（含）"] {
        at = t.word(at, inclusive).unwrap_or(at);
    }
    let dash = among(t.get(t.skip_blanks(at)), "-—–―");
    let at = connector(t, at)?;
    let second = single(t, at)?;
    if first.high.is_some() || second.high.is_some() || second.low < Decimal::ZERO {
        return None;
    }
    if first.unit.is_some() && first.dimension != second.dimension {
        return None;
    }
    let mut low = first.low;
    if first.unit.is_none() {
        low = carry(&first.number, low, t, second.number_end, &second)?;
        if first.dimension == Dimension::Plain && second.dimension == Dimension::Percent && second.number.fraction {
            return None;
        }
        if second.dimension == Dimension::Percent && second.known.is_none() && second.unit.as_deref() == Some("%") {
            low = scaled(low, &second)?;
        }
        if second.dimension == Dimension::Money && second.known.is_some_and(|u| u.factor != Decimal::ONE) {
            return None;
        }
    } else if first.known.map(|u| &u.name) != second.known.map(|u| &u.name) && first.dimension != Dimension::Money {
        return None;
    }
    if low >= second.low || dash && first.number.figures > 4 {
        return None;
    }
    Some(Amount {
        start: first.start,
        end: second.end,
        low,
        high: Some(second.low),
        fraction: first.fraction,
        number: first.number.clone(),
        number_end: first.number_end,
        more: false,
        ..second
    })
}

/// 成 and 折 count tenths: the lower end without unit does too.
fn scaled(low: Decimal, second: &Amount) -> Option<Decimal> {
    let ratio = second.low.checked_div(second.number.value)?;
    if second.number.fraction { Some(low) } else { low.checked_mul(ratio) }
}

/// The magnitude that the lower end shares with the upper one: 3至5万 is 30000 to 50000.
fn carry(first: &Number, low: Decimal, t: &Chars, end: usize, second: &Amount) -> Option<Decimal> {
    let mut by = Decimal::ONE;
    let mut at = end;
    while at > 0 && among(t.before(at), "万亿兆多余 ") {
        if let Some(m) = magnitude(t.before(at)) {
            by = by.checked_mul(Decimal::from(m))?;
        }
        at -= 1;
    }
    if by == Decimal::ONE
        && !first.magnitude
        && !first.arabic
        && let Some(m) = magnitude(t.before(end)).map(Decimal::from)
    {
        let top = second.number.value.checked_div(m)?;
        if top < Decimal::TEN && low < top {
            return low.checked_mul(m);
        }
    }
    let top = second.number.value.checked_div(by)?;
    // 8500到3万 keeps its own size, 一千到两千万 does not
    if by > Decimal::ONE && low < top && !(first.magnitude && first.value >= by) {
        return low.checked_mul(by);
    }
    Some(low)
}

/// One number with its unit.
fn single(t: &Chars, i: usize) -> Option<Amount> {
    let lexicon = lexicon();
    if let Some(a) = below_zero(t, i) {
        return Some(a);
    }
    if let Some((index, end)) = lexicon.unit_prefixes.at(t, i) {
        let at = t.skip_blanks(end);
        let unit = lexicon.unit(index)?;
        if let Some((n, end)) = number(t, at).filter(|_| t.get(at) != '第') {
            return prefixed(t, i, at, n, end, unit);
        }
    }
    if let Some(a) = among(t.get(i), "百佰千仟万十一负").then(|| per_hundred(t, i)).flatten() {
        return Some(a);
    }
    if let Some(a) = implied_one(t, i) {
        return Some(a);
    }
    if t.get(i) == '半' {
        let (unit, written, end) = unit_at(t, i + 1)?;
        let half = Decimal::new(5, 1);
        return Some(with_unit(i, end, &plain(half), i + 1, unit, written));
    }
    let (n, end) = number(t, i)?;
    let base = bare(i, end, &n);
    if let Some(a) = percent(t, &base, &n, end) {
        return Some(a);
    }
    let mut at = t.skip_blanks(end);
    let (mut more, mut about) = (n.more, false);
    match t.get(at) {
        '多' | '余' => {
            more = true;
            at = t.skip_blanks(at + 1);
        }
        '来' if n.magnitude && !n.arabic => {
            about = true;
            at += 1;
        }
        _ => {}
    }
    if let Some(a) = and_a_half(t, i, &n, at) {
        return Some(a);
    }
    let over = over_a_unit(t, at);
    more |= over.is_some();
    let mut found = match over.or_else(|| unit_at(t, at)) {
        Some((unit, written, unit_end)) => compound(t, with_unit(i, unit_end, &n, end, unit, written)),
        None => {
            let mut a = base;
            let extra = t.get(t.skip_blanks(end));
            if matches!(extra, '多' | '余')
                && !n.more
                && (n.magnitude || n.figures > 1)
                && !word_of_more(t, t.skip_blanks(end))
            {
                a.end = t.skip_blanks(end) + 1;
            } else {
                (more, about) = (n.more, false);
            }
            a
        }
    };
    found.more = more;
    found.about = about;
    Some(found)
}

/// 零下20摄氏度, 摄氏零下五度: minus so many degrees.
fn below_zero(t: &Chars, i: usize) -> Option<Amount> {
    let lexicon = lexicon();
    let scale = lexicon.unit_prefixes.at(t, i).filter(|&(u, _)| lexicon.unit(u).is_some_and(Unit::prefix_needs_unit));
    let from = t.word(scale.map_or(i, |(_, end)| end), "零下")?;
    let (n, end) = number(t, from)?;
    let (unit, written, unit_end) = unit_at(t, end).filter(|(u, ..)| u.dimension == Dimension::Temperature)?;
    let unit = scale.and_then(|(u, _)| lexicon.unit(u)).unwrap_or(unit);
    let mut a = with_unit(i, unit_end, &n, end, unit, written);
    a.low = -a.low;
    a.high = None;
    Some(a)
}

/// 米九 is 1.9 metres, 个九 1.9, at the start of an expression.
pub(crate) fn implied_one(t: &Chars, i: usize) -> Option<Amount> {
    let start = t.before(i) < '\u{4e00}' || matches!(t.before(i), '到' | '至');
    let (d, end) = (figure(t.get(i + 1)).filter(|&d| d > 0)?, i + 2);
    if !matches!(t.get(i), '米' | '个') || !start || numeral(t.get(end)) || lexicon().unit_words.at(t, end).is_some()
    {
        return None;
    }
    let mut a = plain_amount(Decimal::new(10 + i64::from(d), 1), i, end);
    if t.get(i) == '米' {
        let unit = lexicon().named("米")?;
        (a.known, a.unit, a.dimension) = (Some(unit), Some(unit.label.clone()), unit.dimension);
    } else {
        a.dimension = Dimension::Count;
    }
    Some(a)
}

/// 一个半小时, 两个半月: the half stands inside of the unit.
fn and_a_half(t: &Chars, i: usize, n: &Number, at: usize) -> Option<Amount> {
    let from = t.word(at, "个半").filter(|_| n.high.is_none())?;
    let (unit, written, end) = unit_at(t, from).or_else(|| {
        let end = t.word(from, "月")?;
        Some((lexicon().named("月")?, "月".to_string(), end))
    })?;
    let mut a = with_unit(i, end, n, at, unit, format!("个{written}"));
    a.low = a.low.checked_add(Decimal::new(5, 1))?;
    (unit.dimension == Dimension::Duration && !written.starts_with('个')).then_some(a)
}

/// 三个多月, 两个多小时: 多 inside of the unit.
fn over_a_unit(t: &Chars, i: usize) -> Option<(&'static Unit, String, usize)> {
    let from = t.word(i, "个多")?;
    let end = t.any(from, &["月", "小时", "星期", "礼拜", "季度", "世纪", "钟头"])?;
    let written = format!("个{}", t.string(from, end));
    let word = Chars::new(&written);
    let (index, _) = lexicon().unit_words.at(&word, 0).filter(|&(_, e)| e == word.len())?;
    Some((lexicon().unit(index)?, written, end))
}

/// Words that begin with 多 or 余 and belong to what follows: 多元, 多数, 余人 is none.
fn word_of_more(t: &Chars, at: usize) -> bool {
    t.get(at) == '多' && among(t.get(at + 1), "元样数少云功方层边媒年次地")
}

/// A value without unit.
pub(crate) fn plain_amount(value: Decimal, start: usize, end: usize) -> Amount {
    bare(start, end, &plain(value))
}

fn plain(value: Decimal) -> Number {
    Number {
        value,
        high: None,
        more: false,
        arabic: false,
        magnitude: false,
        fraction: false,
        figures: 0,
        decimal: true,
    }
}

fn bare(start: usize, end: usize, n: &Number) -> Amount {
    Amount {
        start,
        end,
        low: n.value,
        high: n.high,
        unit: None,
        known: None,
        dimension: Dimension::Plain,
        more: n.more,
        about: false,
        fraction: n.fraction,
        number: n.clone(),
        number_end: end,
    }
}

fn with_unit(start: usize, end: usize, n: &Number, number_end: usize, unit: &'static Unit, written: String) -> Amount {
    let mut a = bare(start, end, n);
    a.number_end = number_end;
    let minor = unit.dimension == Dimension::Money && unit.factor != Decimal::ONE;
    if minor {
        let scale = |x: Decimal| x.checked_mul(unit.factor).unwrap_or(x);
        (a.low, a.high) = (scale(a.low), a.high.map(scale));
    }
    a.unit = Some(if unit.dimension == Dimension::Money { money_name(unit) } else { written });
    a.known = Some(unit);
    a.dimension = unit.dimension;
    a
}

/// 元人民币, 块钱 and 角 are all 元.
fn money_name(unit: &Unit) -> String {
    unit.base.as_ref().unwrap_or(&unit.label).clone()
}

/// The unit that stands at `i` (a blank before it allowed), as written, and its end.
pub(crate) fn unit_at(t: &Chars, i: usize) -> Option<(&'static Unit, String, usize)> {
    let lexicon = lexicon();
    let at = t.skip_blanks(i);
    let (index, mut end) = measured_by_piece(t, at).or_else(|| {
        lexicon.unit_words.all_at(t, at).find(|&(_, end)| {
            let latin = t.before(end).is_ascii_alphabetic();
            !(latin && (t.get(end).is_ascii_alphanumeric() || t.get(end) == '-'))
        })
    })?;
    let unit = lexicon.unit(index)?;
    if unit.name == "年" && among(t.get(end), "级代龄度份") {
        return None;
    }
    let mut written = t.string(at, end);
    if t.get(end) == '/' || t.get(end) == '每' {
        let from = t.skip_blanks(end + 1);
        let per =
            lexicon.unit_words.at(t, from).map(|(_, e)| e).or_else(|| t.any(from, &["月", "时", "年", "日", "度"]));
        if let Some(e) = per {
            end = e;
            written = t.string(at, end);
        }
    }
    Some((unit, written, end))
}

/// 六个加仑: 个 before a unit of volume or mass.
fn measured_by_piece(t: &Chars, at: usize) -> Option<(usize, usize)> {
    let from = t.word(at, "个")?;
    let (index, end) = lexicon().unit_words.at(t, from)?;
    let unit = lexicon().unit(index)?;
    let measured = matches!(unit.dimension, Dimension::Volume | Dimension::Mass | Dimension::Length | Dimension::Area);
    (measured && end > from + 1).then_some((index, end))
}

/// A currency sign or name before the number; 人民币50元 has both.
fn prefixed(t: &Chars, i: usize, at: usize, n: Number, end: usize, unit: &'static Unit) -> Option<Amount> {
    let mut a = with_unit(i, end, &n, end, unit, unit.label.clone());
    let next = t.skip_blanks(end);
    let next = if matches!(t.get(next), '多' | '余') {
        a.more = true;
        next + 1
    } else {
        next
    };
    if let Some((second, written, unit_end)) = unit_at(t, next) {
        let same = second.dimension == unit.dimension && (second.iso == unit.iso || second.name == "元");
        let degrees = unit.dimension == Dimension::Temperature && second.name == "度";
        if degrees {
            a.end = unit_end;
        } else if same {
            let mut b = compound(t, with_unit(at, unit_end, &n, end, second, written));
            b.start = i;
            b.unit = a.unit;
            b.known = a.known;
            b.more = a.more;
            return Some(b);
        } else if second.dimension != Dimension::Count {
            return None;
        }
    } else if unit.prefix_needs_unit() {
        return None;
    }
    Some(a)
}

/// Smaller units after the first one: 五元三毛, 六斤八两, 两米半, 一块五, 3小时20分钟.
fn compound(t: &Chars, mut a: Amount) -> Amount {
    let Some(unit) = a.known else { return a };
    let lexicon = lexicon();
    let scale = |x: Decimal, by: Decimal| x.checked_mul(by);
    let money = unit.dimension == Dimension::Money;
    if a.high.is_some() {
        return a;
    }
    let mut factor = unit.factor;
    loop {
        let mut at = a.end;
        if unit.dimension == Dimension::Duration {
            let skipped = t.any(at, &["零", "又", "，", ","]).unwrap_or(at);
            at = if numeral(t.get(skipped)) || t.get(skipped).is_ascii_digit() { skipped } else { at };
        }
        let Some((n, end)) = cardinal(t, at).filter(|(n, _)| n.high.is_none()) else { break };
        let minutes = unit.dimension == Dimension::Duration;
        let next = if (money || minutes) && t.get(end) == '分' && !matches!(t.get(end + 1), '之' | '钟') {
            lexicon.named(if money { "分" } else { "分钟" }).map(|u| (u, end + 1))
        } else {
            lexicon.unit_words.at(t, end).and_then(|(index, e)| Some((lexicon.unit(index)?, e)))
        };
        let Some((smaller, end)) = next else { break };
        let is_minor = lexicon.minors(&unit.name).any(|u| u.name == smaller.name)
            || money && unit.iso == smaller.iso && smaller.factor < factor
            || unit.dimension == Dimension::Duration
                && smaller.dimension == Dimension::Duration
                && (smaller.factor < factor || t.get(a.end) == '又');
        if !is_minor {
            break;
        }
        let in_base =
            if money { smaller.factor } else { smaller.factor.checked_div(unit.factor).unwrap_or(Decimal::ONE) };
        let Some(sum) = scale(n.value, in_base).and_then(|x| a.low.checked_add(x)) else { break };
        let sum = sum.round_dp(12);
        a.low = sum;
        a.end = end;
        factor = smaller.factor;
    }
    let tenths = money && among(t.before(a.end), "块元毛角") || matches!(unit.name.as_str(), "米" | "斤" | "尺");
    if tenths && let Some((add, end)) = tail(t, a.end, if money && factor < Decimal::ONE { 1 } else { 0 }) {
        a.low = a.low.checked_add(add).unwrap_or(a.low);
        a.end = end;
    } else if t.get(a.end) == '半' && unit.dimension != Dimension::Count && !money && a.number.figures <= 2 {
        let half = if factor == unit.factor { Decimal::new(5, 1) } else { Decimal::ZERO };
        let next = t.get(a.end + 1);
        if !half.is_zero() && !among(next, "年月天径导成岛决程") {
            a.low = a.low.checked_add(half).unwrap_or(a.low);
            a.end += 1;
            if t.get(a.end) == '钟' {
                a.end += 1;
            }
        }
    }
    a
}

/// 一块五, 三米九, 三块零四, 三斤半: what stands after the unit, as tenths or hundredths.
fn tail(t: &Chars, at: usize, shift: u32) -> Option<(Decimal, usize)> {
    let c = t.get(at);
    if c == '半' && !among(t.get(at + 1), "年月天径导成岛决程") {
        return Some((Decimal::new(5, 1 + shift), at + 1));
    }
    let free = |i: usize| {
        let c = t.get(i);
        !numeral(c)
            && !c.is_ascii_digit()
            && lexicon().unit_words.at(t, i).is_none()
            && !matches!(c, '成' | '点' | '折')
    };
    let d = figure(c)?;
    if d == 0 {
        let d = figure(t.get(at + 1))?;
        return free(at + 2).then(|| (Decimal::new(i64::from(d), 2 + shift), at + 2));
    }
    let two = |i: usize| figure(t.get(i)).or_else(|| t.get(i).to_digit(10).map(|d| d as u8));
    if let (Some(a), Some(b)) = (two(at), two(at + 1))
        && t.before(at) == '米'
        && free(at + 2)
    {
        // 一米八五
        return Some((Decimal::new(i64::from(10 * a + b), 2), at + 2));
    }
    let ends = among(t.get(at + 1), "\0，,。、；的到至-");
    (ends && free(at + 1) && c != '两').then(|| (Decimal::new(i64::from(d), 1 + shift), at + 1))
}

/// 百分之八, 千分之三, 万分之五, in percent.
fn per_hundred(t: &Chars, i: usize) -> Option<Amount> {
    let (negative, from) = if t.get(i) == '负' { (true, i + 1) } else { (false, i) };
    let (mut d, mut end) = cardinal(t, from)?;
    if d.arabic || d.decimal || !d.magnitude {
        return None;
    }
    if t.get(i) == '一' && !d.value.is_zero() {
        // 一百分之… is a fraction like any other
        d.fraction = true;
    }
    end = t.spaced(t.skip_blanks(end), "分之")?;
    let (mut n, end) = number(t, t.skip_blanks(end))?;
    let (k, end) = thousand(t, end);
    n.value = n.value.checked_mul(k)?;
    let hundred = Decimal::ONE_HUNDRED;
    let by = |x: Decimal| x.checked_mul(hundred)?.checked_div(d.value);
    let mut a = bare(i, end, &n);
    a.low = by(n.value)?;
    a.high = n.high.and_then(by);
    if negative {
        a.low = -a.low;
    }
    a.unit = Some("%".into());
    a.dimension = Dimension::Percent;
    a.fraction = d.fraction || !bare_power(t, from);
    a.number.fraction = true;
    Some(a)
}

fn bare_power(t: &Chars, i: usize) -> bool {
    among(t.get(i), "百佰千仟万")
}

/// `k` after a number of percent or money: 12k.
fn thousand(t: &Chars, end: usize) -> (Decimal, usize) {
    let k = matches!(t.get(end), 'k' | 'K') && !t.get(end + 1).is_ascii_alphanumeric();
    if k { (Decimal::ONE_THOUSAND, end + 1) } else { (Decimal::ONE, end) }
}

/// A percent sign, 个百分点, 成 or 折 after the number.
fn percent(t: &Chars, base: &Amount, n: &Number, end: usize) -> Option<Amount> {
    let (k, number_end) = thousand(t, end);
    let at = t.skip_blanks(number_end);
    let mut a = base.clone();
    let set = |a: &mut Amount, unit: &str, by: Decimal, end: usize| {
        a.low = a.low.checked_mul(by)?;
        a.high = a.high.and_then(|h| h.checked_mul(by));
        a.unit = Some(unit.to_string());
        a.dimension = if unit.ends_with('点') { Dimension::PercentagePoint } else { Dimension::Percent };
        a.end = end;
        Some(a.clone())
    };
    let point = t.spaced(at, "个百分点").or_else(|| t.spaced(at, "百分点"));
    if let Some(e) = point {
        return set(&mut a, "个百分点", k, e);
    }
    let mut at_more = at;
    if matches!(t.get(at), '多' | '余') {
        at_more = t.skip_blanks(at + 1);
    }
    if let Some(e) = t.spaced(at_more, "个百分点").or_else(|| t.spaced(at_more, "个基点")) {
        a.more |= at_more != at;
        return set(&mut a, if t.get(e - 2) == '基' { "个基点" } else { "个百分点" }, k, e);
    }
    match t.get(at) {
        '%' => return set(&mut a, "%", k, at + 1),
        '‰' => return set(&mut a, "‰", k, at + 1),
        '基' if t.get(at + 1) == '点' => return set(&mut a, "个基点", k, at + 2),
        _ => {}
    }
    if k != Decimal::ONE {
        return None;
    }
    let ten = Decimal::TEN;
    if t.get(at_more) == '成' && n.value <= ten && n.value > Decimal::ZERO {
        let next = t.get(at_more + 1);
        if n.figures == 1 && word_of_tenth(next) && !n.arabic {
            return None;
        }
        a.more |= at_more != at;
        let mut a = set(&mut a, "%", ten, at_more + 1)?;
        let tail_at = t.skip_blanks(at_more + 1);
        let tail = t.get(tail_at);
        let after = t.get(tail_at + 1);
        if tail == '半' {
            a.low = a.low.checked_add(Decimal::from(5))?;
            a.end = tail_at + 1;
        } else if let Some(d) = figure(tail).filter(|&d| d > 0 && !numeral(after) && after != '成' && after != '个') {
            a.low = a.low.checked_add(Decimal::from(d))?;
            a.end = tail_at + 1;
        }
        return Some(a);
    }
    if t.get(at) == '折' && !among(t.get(at + 1), "叠射腾旧断返磨合线扇") {
        let by = if n.value < ten { ten } else { Decimal::ONE };
        return if n.value == ten || n.value > Decimal::ONE_HUNDRED { None } else { set(&mut a, "%", by, at + 1) };
    }
    // 九 九 折: figures apart
    let second = figure(t.get(at)).filter(|_| n.figures == 1 && !n.arabic && at > end)?;
    let fold = t.skip_blanks(at + 1);
    (t.get(fold) == '折').then_some(())?;
    a.low = a.low.checked_mul(ten)?.checked_add(Decimal::from(second))?;
    set(&mut a, "%", Decimal::ONE, fold + 1)
}

/// Characters that make a word with 成, so that 五成立 is no half.
fn word_of_tenth(c: char) -> bool {
    among(c, "立为本功员都果绩长熟型交品份分就年效像套群因")
}

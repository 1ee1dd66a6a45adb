//! Numbers: Arabic, Chinese and mixed (3.5万, 十二亿, 两千三百, 四千零五万, 1,234.5), approximate (三四十, 十几, 数百,
//! 500余万) and fractions (三分之一, 五又三分之一).

use rust_decimal::Decimal;

use super::chars::{Chars, among};
use super::words::lexicon;

/// A number and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The value, or the lower end of a vague one.
    pub value: Decimal,
    /// The upper end of 三四十 (40), 十几 (20), 数百 (1000).
    pub high: Option<Decimal>,
    /// Whether a word inside says that it is more: 500余万, 一千多万.
    pub more: bool,
    /// Whether an Arabic figure stands in it.
    pub arabic: bool,
    /// Whether a magnitude (十, 百, 万 …) stands in it.
    pub magnitude: bool,
    /// Whether it was written as a fraction, 三分之一.
    pub fraction: bool,
    /// Number of figures when it is nothing but a row of figures (2025, 二零二五), else 0.
    pub figures: usize,
    /// Whether it has a decimal point.
    pub decimal: bool,
}

/// The value of a Chinese figure, formal ones included.
pub(crate) fn figure(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' | '参' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a magnitude word of one character.
pub(crate) fn magnitude(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// Twenty, thirty and forty in one character.
fn ligature(c: char) -> Option<u8> {
    Some(match c {
        '廿' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// Figures that are ordinary characters too, numbers only among other number characters.
fn ambiguous(c: char) -> bool {
    among(c, "参肆伍陆俩拾○")
}

/// Whether a Chinese number can hold `c`.
pub(crate) fn numeral(c: char) -> bool {
    figure(c).is_some() || magnitude(c).is_some() || ligature(c).is_some()
}

/// The number that begins at `i`, with sign and fraction, and its end.
pub(crate) fn number(t: &Chars, i: usize) -> Option<(Number, usize)> {
    let (negative, from) = sign(t, i);
    let (mut n, mut end) = cardinal(t, from)?;
    if let Some((f, e)) = fraction(t, &n, end) {
        (n, end) = (f, e);
    } else if n.value == Decimal::ONE && n.figures == 1 && t.get(end) == '半' {
        // 一半
        (n.value, n.fraction, n.figures, end) = (Decimal::new(5, 1), true, 0, end + 1);
    } else if let Some(at) = t.word(t.skip_blanks(end), "又") {
        let at = t.skip_blanks(at);
        if let Some((part, e)) = cardinal(t, at).and_then(|(d, e)| fraction(t, &d, e)) {
            n.value = n.value.checked_add(part.value)?;
            n.fraction = true;
            end = e;
        }
    }
    if negative {
        n.value = -n.value;
        n.high = n.high.map(|h| -h);
        if let Some(h) = n.high {
            (n.value, n.high) = (h.min(n.value), Some(h.max(n.value)));
        }
    }
    Some((n, end))
}

fn sign(t: &Chars, i: usize) -> (bool, usize) {
    match t.get(i) {
        '负' => (true, t.skip_blanks(i + 1)),
        '-' if signable(t.before(i)) => (true, i + 1),
        '+' if signable(t.before(i)) => (false, i + 1),
        _ => (false, i),
    }
}

/// Whether a `-` after `c` is a sign and no dash.
fn signable(c: char) -> bool {
    !(c.is_alphanumeric() || among(c, ")-/.—%”》"))
}

/// 分之 and what follows it, for the denominator `d` that ends at `end`.
fn fraction(t: &Chars, d: &Number, end: usize) -> Option<(Number, usize)> {
    if d.value.is_zero() || d.decimal || d.high.is_some() {
        return None;
    }
    let at = match t.spaced(t.skip_blanks(end), "分之") {
        Some(at) => t.skip_blanks(at),
        None => short_fraction(t, end)?,
    };
    let (negative, at) = sign(t, at);
    let (mut n, e) = cardinal(t, at)?;
    let divide = |x: Decimal| x.checked_div(d.value);
    n.value = divide(n.value)?;
    n.high = n.high.and_then(divide);
    if negative {
        n.value = -n.value;
    }
    n.fraction = true;
    n.figures = 0;
    n.arabic |= d.arabic;
    Some((n, e))
}

/// 三分一, 二份一: 之 left out, at the end or before a unit.
fn short_fraction(t: &Chars, end: usize) -> Option<usize> {
    let at =
        t.any(end, &["分", "份"]).filter(|_| figure(t.before(end)).is_some() || magnitude(t.before(end)).is_some())?;
    let one = matches!(t.get(at), '一' | '二' | '三');
    let next = t.get(at + 1);
    let unit = lexicon().unit_words.at(t, at + 1).is_some_and(|(_, e)| e > at + 2);
    (one && (next == '\0' || unit)).then_some(at)
}

/// The unsigned number that begins at `i`, without fraction bars.
pub(crate) fn cardinal(t: &Chars, i: usize) -> Option<(Number, usize)> {
    let mut low = Reader::new(t, false);
    let end = low.read(i)?;
    if !low.vague {
        return Some((low.finish()?, end));
    }
    let mut high = Reader::new(t, true);
    let same = high.read(i)? == end;
    let mut n = low.finish()?;
    n.high = high.finish().map(|h| h.value).filter(|h| same && *h > n.value);
    n.figures = 0;
    Some((n, end))
}

/// An Arabic figure with comma groups and decimals at `i`: its value, end, number of figures when it is nothing but
/// figures, and whether it has a point.
fn arabic(t: &Chars, i: usize) -> Option<(Decimal, usize, usize, bool)> {
    let digit = |j: usize| t.get(j).to_digit(10);
    let (mut value, mut count, mut at) = (0i128, 0u32, i);
    let mut push = |d: u32| {
        value = value * 10 + i128::from(d);
        count += 1;
        count <= 28
    };
    while let Some(d) = digit(at) {
        if !push(d) {
            return None;
        }
        at += 1;
    }
    let figures = at - i;
    if (1..=3).contains(&figures) && t.get(i) != '0' {
        while let (',', [Some(a), Some(b), Some(c), None]) = (t.get(at), [1, 2, 3, 4].map(|k| digit(at + k))) {
            if !(push(a) && push(b) && push(c)) {
                return None;
            }
            at += 4;
        }
    }
    let (whole, mut scale) = (at, 0);
    if t.get(at) == '.' && digit(at + 1).is_some() && (figures > 0 || !t.before(i).is_ascii_alphanumeric()) {
        let mut end = at + 1;
        while digit(end).is_some() {
            end += 1;
        }
        // 2019.5.1 and 192.168.1.1 are no decimals
        if !(t.get(end) == '.' && digit(end + 1).is_some()) {
            for j in at + 1..end {
                if !push(digit(j)?) {
                    return None;
                }
                scale += 1;
            }
            at = end;
        }
    }
    let value = Decimal::try_from_i128_with_scale(value, scale).ok()?;
    (at > i).then_some((value, at, if at == i + figures { figures } else { 0 }, at > whole))
}

struct Reader<'t> {
    t: &'t Chars,
    /// Whether vague words stand for their upper end.
    upper: bool,
    /// Finished parts, each with the magnitude it was multiplied by.
    parts: Vec<(Decimal, u64)>,
    /// What stands below the next 万.
    section: Decimal,
    /// The smallest magnitude in the section, 0 when there is none.
    lowest: u64,
    current: Option<Decimal>,
    /// The magnitude read last, for 二百五; 0 after 零.
    last: u64,
    /// Figures in `current` when it is a row of Chinese figures.
    row: usize,
    from_arabic: bool,
    vague: bool,
    more: bool,
    arabic: bool,
    magnitude: bool,
    decimal: bool,
    figures: usize,
}

impl<'t> Reader<'t> {
    fn new(t: &'t Chars, upper: bool) -> Self {
        Reader {
            t,
            upper,
            parts: Vec::new(),
            section: Decimal::ZERO,
            lowest: 0,
            current: None,
            last: 0,
            row: 0,
            from_arabic: false,
            vague: false,
            more: false,
            arabic: false,
            magnitude: false,
            decimal: false,
            figures: 0,
        }
    }

    fn read(&mut self, start: usize) -> Option<usize> {
        let mut end = start;
        let mut at = start;
        while let Some(next) = self.step(at, start) {
            end = next;
            at = self.gap(next);
        }
        let alone = end == start + 1
            && ambiguous(self.t.get(start))
            && self.t.len() > 1
            && self.t.before(start) != '之'
            && !(among(self.t.get(end), "角分元") && among(self.t.before(start), "元角圆零\0"));
        (end > start && !alone).then_some(end)
    }

    /// Where the number may go on after a blank: only Chinese parts join over one.
    fn gap(&self, end: usize) -> usize {
        let at = self.t.skip_blanks(end);
        if at == end {
            return end;
        }
        let c = self.t.get(at);
        let next = self.t.get(at + 1);
        let after_magnitude = magnitude(self.t.before(end)).is_some();
        let joins = match c {
            _ if magnitude(c).is_some() => self.current.is_some() || after_magnitude,
            '0'..='9' => after_magnitude && magnitude(next).is_some() && self.arabic,
            '点' => {
                let chinese = after_magnitude || figure(self.t.before(end)).is_some();
                chinese && figure(self.t.get(self.t.skip_blanks(at + 1))).is_some()
            }
            '多' | '余' | '几' => {
                (after_magnitude || self.from_arabic) && magnitude(self.t.get(self.t.skip_blanks(at + 1))).is_some()
            }
            _ => after_magnitude && figure(c).is_some(),
        };
        if joins { at } else { end }
    }

    fn step(&mut self, at: usize, start: usize) -> Option<usize> {
        let t = self.t;
        let c = t.get(at);
        if c.is_ascii_digit() || (c == '.' && at == start) {
            if self.current.is_some() && !self.current.is_some_and(|x| x.is_zero()) || self.decimal {
                return None;
            }
            if at > start && !(magnitude(t.before(t_back(t, at))).is_some() || figure(t.before(at)) == Some(0)) {
                return None;
            }
            let (value, end, figures, decimal) = arabic(t, at)?;
            // after 5千 only what is smaller than 1000 goes on: 5千600, never 3万 2024
            if self.lowest > 0 && value >= Decimal::from(self.lowest) {
                return None;
            }
            if at > start && self.parts.last().is_some_and(|p| value >= Decimal::from(p.1)) {
                return None;
            }
            self.current = Some(value);
            self.arabic = true;
            self.from_arabic = true;
            self.decimal = decimal;
            self.figures = if at == start { figures } else { 0 };
            return Some(end);
        }
        if let Some(d) = figure(c) {
            return self.figure(d, at, start);
        }
        if let Some(v) = ligature(c) {
            if self.current.is_some() {
                return None;
            }
            self.section = self.section.checked_add(Decimal::from(v))?;
            self.lowest = 10;
            self.last = 0;
            self.magnitude = true;
            return Some(at + 1);
        }
        if let Some(m) = magnitude(c) {
            if at == start && ambiguous(c) && !numeral(t.get(at + 1)) {
                return None;
            }
            if matches!(c, '百' | '千' | '兆') && self.current.is_some() && unit_of_magnitude(t, at) {
                return None;
            }
            return self.multiply(m, at, start);
        }
        match c {
            '几' | '数' if at == start && t.get(at + 1) != '十' && magnitude(t.get(at + 1)).is_none() => None,
            '几' | '数' if at == start => {
                self.vague = true;
                self.current = Some(Decimal::from(if self.upper { 10 } else { 1 }));
                Some(at + 1)
            }
            '几' if self.current.is_none() && self.last >= 10 || c == '几' && self.zero_before(at) => {
                // 十几, 二十几亿, 一百零几万
                self.vague = true;
                let unit = if self.zero_before(at) { 1 } else { (self.last / 10).max(1) };
                if unit > 1000 {
                    return None;
                }
                self.section =
                    self.section.checked_add(if self.upper { Decimal::from(10 * unit) } else { Decimal::ZERO })?;
                self.last = 0;
                Some(at + 1)
            }
            '多' | '余' | '来' if self.current.is_some() || self.magnitude => {
                let next = t.skip_blanks(at + 1);
                if matches!(t.get(next), '万' | '亿' | '兆') {
                    self.more = true;
                    self.last = 0;
                    Some(next)
                } else {
                    None
                }
            }
            '点' => self.point(at),
            _ => None,
        }
    }

    fn zero_before(&self, at: usize) -> bool {
        self.magnitude && matches!(self.t.before(at), '零' | '〇')
    }

    fn figure(&mut self, d: u8, at: usize, start: usize) -> Option<usize> {
        let t = self.t;
        let c = t.get(at);
        if self.from_arabic && self.current.is_some() || self.decimal {
            return None;
        }
        let next = t.get(at + 1);
        if c == '两' && at > start && self.magnitude && magnitude(t.get(t.skip_blanks(at + 1))).is_none() {
            // 三十两 weighs thirty 两
            return None;
        }
        if at == start
            && ambiguous(c)
            && !numeral(t.get(t.skip_blanks(at + 1)))
            && t.len() > 1
            && !among(t.get(t.skip_blanks(at + 1)), "点角分元")
            && t.before(at) != '之'
        {
            return None;
        }
        if self.current.is_none() {
            if d == 0 && (self.magnitude) {
                // 零 between magnitudes: what follows keeps its own value
                let after = t.get(t.skip_blanks(at + 1));
                if !(numeral(after) || after.is_ascii_digit() || after == '几') {
                    return None;
                }
                self.last = 0;
                return Some(at + 1);
            }
            self.current = Some(Decimal::from(d));
            self.row = 1;
            self.figures = usize::from(at == start);
            return Some(at + 1);
        }
        if c == '两' || self.row == 0 {
            return None;
        }
        let previous = figure(t.before(at))?;
        let apart = t.before(at) == ' ';
        if apart {
            return None;
        }
        let adjacent = d == previous + 1 || (previous, d) == (3, 5);
        let bounded = self.row == 1 && previous > 0 && figure(next).is_none();
        if adjacent && bounded && (self.magnitude || !zero_like(c) && follows_pair(next)) {
            // 三四十, 十七八: two neighbours are a range
            self.vague = true;
            self.current = Some(Decimal::from(if self.upper { d } else { previous }));
            self.row = 0;
            return Some(at + 1);
        }
        if self.magnitude {
            return None;
        }
        self.current = Some(self.current?.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(d))?);
        self.row += 1;
        self.figures = if self.figures > 0 { self.figures + 1 } else { 0 };
        Some(at + 1)
    }

    fn multiply(&mut self, m: u64, at: usize, start: usize) -> Option<usize> {
        let by = Decimal::from(m);
        if m < 10_000 {
            if self.lowest != 0 && m >= self.lowest {
                return None;
            }
            let bare = self.current.is_none();
            if bare && at != start && m != 10 {
                return None;
            }
            if self.row > 1 && !self.vague {
                return None;
            }
            let value = self.current.take().unwrap_or(Decimal::ONE);
            self.section = self.section.checked_add(value.checked_mul(by)?)?;
            self.lowest = m;
        } else {
            let mut sum = self.section.checked_add(self.current.take().unwrap_or(Decimal::ZERO))?;
            let empty = sum.is_zero() && self.lowest == 0;
            if empty && at == start {
                sum = Decimal::ONE;
            }
            while let Some(&(value, mag)) = self.parts.last() {
                if mag < m || (empty && mag <= m) {
                    sum = sum.checked_add(value)?;
                    self.parts.pop();
                } else {
                    break;
                }
            }
            if sum.is_zero() && at != start && self.parts.is_empty() && !self.vague && !self.more {
                // 0万
            }
            self.parts.push((sum.checked_mul(by)?, m));
            self.section = Decimal::ZERO;
            self.lowest = 0;
        }
        self.last = m;
        self.row = 0;
        self.magnitude = true;
        self.decimal = false;
        self.from_arabic = false;
        self.figures = 0;
        Some(at + 1)
    }

    /// 点 and the decimals after it.
    fn point(&mut self, at: usize) -> Option<usize> {
        let t = self.t;
        if self.decimal || self.from_arabic && self.current.is_some() || self.vague {
            return None;
        }
        if self.current.is_none() && !self.magnitude {
            return None;
        }
        let mut end = t.skip_blanks(at + 1);
        let (mut value, mut scale) = (Decimal::ZERO, Decimal::ONE);
        let first = end;
        let digit = |c: char| match c {
            '两' | '俩' => None,
            '0'..='9' => c.to_digit(10).map(|d| d as u8),
            _ => figure(c),
        };
        while let Some(d) = digit(t.get(end)) {
            value = value.checked_mul(Decimal::TEN)?.checked_add(Decimal::from(d))?;
            scale = scale.checked_mul(Decimal::TEN)?;
            end += 1;
        }
        if end == first {
            return None;
        }
        self.settle();
        self.current = Some(self.current.unwrap_or(Decimal::ZERO).checked_add(value.checked_div(scale)?)?);
        self.decimal = true;
        self.figures = 0;
        self.row = 0;
        self.last = 0;
        Some(end)
    }

    /// 二百五 is 250: a figure right after a magnitude counts the next lower one.
    fn settle(&mut self) {
        if self.row == 1
            && self.last >= 100
            && let Some(x) = self.current
        {
            self.current = x.checked_mul(Decimal::from(self.last / 10));
        }
    }

    fn finish(mut self) -> Option<Number> {
        if !self.decimal {
            self.settle();
        }
        let mut value = self.section.checked_add(self.current.unwrap_or(Decimal::ZERO))?;
        for (part, _) in &self.parts {
            value = value.checked_add(*part)?;
        }
        Some(Number {
            value,
            high: None,
            more: self.more,
            arabic: self.arabic,
            magnitude: self.magnitude,
            fraction: false,
            figures: if self.magnitude { 0 } else { self.figures },
            decimal: self.decimal,
        })
    }
}

/// Whether a unit begins with the magnitude at `at`: 千瓦, 兆赫, 百帕.
fn unit_of_magnitude(t: &Chars, at: usize) -> bool {
    lexicon().unit_words.at(t, at).is_some_and(|(_, end)| end > at + 1)
}

fn zero_like(c: char) -> bool {
    matches!(c, '零' | '〇' | '○')
}

/// Whether two neighbouring figures before `c` are an estimate (三四十, 五六个) and no row of figures.
fn follows_pair(c: char) -> bool {
    magnitude(c).is_some() || among(c, "个家天年岁人名次位小分元块米")
}

fn t_back(t: &Chars, at: usize) -> usize {
    let mut i = at;
    while i > 0 && t.before(i) == ' ' {
        i -= 1;
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        let t = Chars::new(text);
        match number(&t, 0) {
            Some((n, end)) => {
                let high = n.high.map(|h| format!("..{}", h.normalize())).unwrap_or_default();
                let rest = t.string(end, t.len());
                format!("{}{high}{}{rest}", n.value.normalize(), if rest.is_empty() { "" } else { "|" })
            }
            None => "none".into(),
        }
    }

    #[test]
    fn arabic_and_mixed() {
        assert_eq!(value("1,234.5"), "1234.5");
        assert_eq!(value("82，225.00"), "82225");
        assert_eq!(value("3.5万"), "35000");
        assert_eq!(value("1.2万亿"), "1200000000000");
        assert_eq!(value("25万6千"), "256000");
        assert_eq!(value("5億1萬4千6百"), "500014600");
        assert_eq!(value("1千零20"), "1020");
        assert_eq!(value("10萬萬"), "1000000000");
        assert_eq!(value("-.5"), "-0.5");
        assert_eq!(value("3万2024年"), "32024|年");
        assert_eq!(value("500余万"), "5000000");
    }

    #[test]
    fn chinese() {
        assert_eq!(value("十二亿"), "1200000000");
        assert_eq!(value("两千三百"), "2300");
        assert_eq!(value("二百五"), "250");
        assert_eq!(value("一千零五"), "1005");
        assert_eq!(value("五兆六十二亿四万五千二"), "5006200045200");
        assert_eq!(value("四千五百六十九万八千三百一十一亿"), "4569831100000000");
        assert_eq!(value("二零二五"), "2025");
        assert_eq!(value("四百亿点零五零"), "40000000000.05");
        assert_eq!(value("三点五万"), "35000");
        assert_eq!(value("一百零十万"), "1100000");
        assert_eq!(value("负四百零五亿零四百零四万"), "-40504040000");
        assert_eq!(value("三千 九百 六十五"), "3965");
        assert_eq!(value("卅三"), "33");
        assert_eq!(value("伍佰參拾肆"), "534");
        assert_eq!(value("陆续"), "none");
        assert_eq!(value("拾起"), "none");
    }

    #[test]
    fn vague() {
        assert_eq!(value("三四十"), "30..40");
        assert_eq!(value("十七八"), "17..18");
        assert_eq!(value("十几"), "10..20");
        assert_eq!(value("几十万"), "100000..1000000");
        assert_eq!(value("数百"), "100..1000");
        assert_eq!(value("二十几亿"), "2000000000..3000000000");
        assert_eq!(value("五六个"), "5..6|个");
    }

    #[test]
    fn fractions() {
        assert_eq!(value("五分之一"), "0.2");
        assert_eq!(value("16分之5"), "0.3125");
        assert_eq!(value("一千零一又5分之1"), "1001.2");
        assert_eq!(value("四分  之 三"), "0.75");
    }
}

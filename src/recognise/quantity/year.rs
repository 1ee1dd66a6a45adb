//! Years and what is longer: plans, centuries, decades, eras.

use super::chars::{Chars, among};
use super::date::{At, Edge, Parser, Parts};
use super::integer::{digits, int};
use super::number::{figure, magnitude, numeral};
use super::words::lexicon;

const RELATIVE_YEARS: [(&str, i32); 16] = [
    ("来年", 1),
    ("大前年", -3),
    ("大后年", 3),
    ("上一年度", -1),
    ("上一年", -1),
    ("下一年", 1),
    ("前年", -2),
    ("去年", -1),
    ("上年", -1),
    ("今年", 0),
    ("本年", 0),
    ("明年", 1),
    ("下年", 1),
    ("后年", 2),
    ("旧年", -1),
    ("今個年", 0),
];

impl Parser<'_> {
    pub(crate) fn numeric(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        if !t.get(i).is_ascii_digit()
            || t.before(i).is_ascii_alphanumeric()
            || matches!(t.before(i), '.' | '-' | '/') && t.before(i - 1).is_ascii_alphanumeric()
        {
            return false;
        }
        let Some((a, a_end)) = digits(t, i) else { return false };
        let sep = t.get(a_end);
        if !matches!(sep, '-' | '/' | '.') {
            return false;
        }
        let Some((b, b_end)) = digits(t, a_end + 1) else { return false };
        if t.get(b_end) != sep {
            return false;
        }
        let Some((c, end)) = digits(t, b_end + 1) else { return false };
        if t.get(end) == sep && t.get(end + 1).is_ascii_digit() && t.get(end + 1) != '-' && sep == '.' {
            return false;
        }
        let (year, month, day) = match (a_end - i, end - b_end - 1) {
            (4, 1 | 2) => (a, b, c),
            (1 | 2, 4) if sep == '/' && a > 12 => (c, b, a),
            (1 | 2, 4) if sep == '/' => (c, a, b),
            _ => return false,
        };
        if !(1000..2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return false;
        }
        self.parts.year = Some(At::Abs(year));
        self.parts.month = Some(At::Abs(month));
        self.parts.day = Some(At::Abs(day));
        self.at = end;
        true
    }

    /// 公元前221年, 公元前3世纪; the year before the first of our era is 0.
    pub(crate) fn before_christ(&mut self) -> bool {
        let t = self.t;
        let Some(from) = t.any(self.at, &["公元前", "西元前"]) else { return false };
        let Some((n, end)) = int(t, t.skip_blanks(from), 5000).filter(|(n, _)| *n > 0) else { return false };
        let at = t.skip_blanks(end);
        if t.get(at) == '年' {
            self.parts.year = Some(At::Abs(1 - n));
            self.at = at + 1;
        } else if let Some(end) = t.word(at, "世纪") {
            self.parts.century = Some(At::Abs(1 - n));
            self.at = end;
        } else {
            return false;
        }
        true
    }

    /// 2023财年, 2022/23年度, 2023—2024榨季, 上个财年.
    fn fiscal_year(&mut self) -> bool {
        const KINDS: [&str; 12] = [
            "财政年度",
            "财年",
            "学年",
            "榨季",
            "赛季",
            "雪季",
            "供暖季",
            "采暖季",
            "种植季",
            "制糖期",
            "产季",
            "市场年度",
        ];
        let t = self.t;
        let i = self.at;
        let relative =
            [("上一个", -1), ("上一", -1), ("上个", -1), ("上", -1), ("本", 0), ("下一", 1), ("下个", 1), ("新", 0)];
        let relative = relative.iter().find_map(|(word, n)| t.any(t.word(i, word)?, &KINDS).map(|end| (*n, end)));
        if let Some((n, end)) = relative.filter(|_| !among(t.before(i), "以之网线基本成")) {
            (self.parts.year, self.parts.fiscal, self.at) = (Some(At::Rel(n)), true, end);
            return true;
        }
        let Some((year, end, false)) = year_number(t, i) else { return false };
        if end - i != 4 || !t.get(i).is_ascii_digit() {
            return false;
        }
        let second = among(t.get(end), "/-—–~至").then(|| {
            let from = end + 1 + usize::from(t.get(end + 1) == t.get(end));
            digits(t, from)
                .filter(|(n, e)| matches!((e - from, n - year), (4, 1)) || e - from == 2 && *n == (year + 1) % 100)
        });
        let last = second.flatten().map(|(_, e)| e);
        let from = last.unwrap_or(end);
        let short = last.filter(|e| e - end == 3).and_then(|e| t.word(e, "年度"));
        let Some(end) = t.any(t.word(from, "年").unwrap_or(from), &KINDS).or(short) else { return false };
        (self.parts.year, self.parts.fiscal, self.at) = (Some(At::Abs(year)), true, end);
        true
    }

    pub(crate) fn plan(&mut self) -> bool {
        let t = self.t;
        let quoted = among(t.get(self.at), "“\"「‘");
        let from = self.at + usize::from(quoted);
        let Some((n, end)) = plan_number(t, from) else { return false };
        let closed = quoted && among(t.get(end), "”\"」’");
        if quoted && !closed {
            return false;
        }
        let end = end + usize::from(closed);
        let tail = t.any(end, &["规划期间", "规划时期", "计划期间", "时期", "期间"]);
        let follows = tail.is_some()
            || t.any(end, &["规划", "计划", "以来", "末", "开局", "收官", "初", "五年", "建设", "发展", "目标"])
                .is_some();
        if !(follows && !quoted || closed) || closed && n < 8 && !follows {
            return false;
        }
        self.parts.plan = Some(n);
        self.at = tail.unwrap_or(end);
        if tail.is_none() {
            self.at = t.any(self.at, &["末", "初"]).map_or(self.at, |e| {
                self.parts.edge = Some(if t.before(e) == '末' { Edge::End } else { Edge::Beginning });
                e
            });
        }
        true
    }

    pub(crate) fn century(&mut self) -> bool {
        let t = self.t;
        let mut end = self.at;
        for (word, n) in [("上个世纪", -1), ("上世纪", -1), ("本世纪", 0), ("下世纪", 1), ("新世纪", 0)]
        {
            if let Some(e) = t.word(self.at, word) {
                self.parts.century = Some(At::Rel(n));
                end = e;
                break;
            }
        }
        if self.parts.century.is_none()
            && let Some((n, e)) = int(t, self.at, 30)
            && let Some(e) = t.word(t.skip_blanks(e), "世纪")
        {
            self.parts.century = Some(At::Abs(n));
            end = e;
        }
        let from = t.skip_blanks(end);
        if let (Some(a), Some(b), Some(e)) = (figure(t.get(from)), figure(t.get(from + 1)), t.word(from + 2, "十年代"))
            && a > 0
            && a < b
        {
            // 五六十年代
            self.parts.decade = Some(10 * i32::from(a));
            self.parts.last_decade = Some(10 * i32::from(b));
            end = e;
        } else if let Some((n, e)) = int(t, from, 2090)
            && n % 10 == 0
            && !(100..1000).contains(&n)
            && let Some(e) = t.word(t.skip_blanks(e), "年代")
            && (self.parts.century.is_some() || n >= 10)
        {
            if n >= 1000 {
                self.parts.century = Some(At::Abs(n / 100 + 1));
            }
            self.parts.decade = Some(n % 100);
            end = e;
        }
        if end == self.at {
            return false;
        }
        self.at = end;
        for (word, edge) in [
            ("中后期", Edge::End),
            ("中晚期", Edge::End),
            ("晚期", Edge::End),
            ("后半叶", Edge::End),
            ("前半叶", Edge::Beginning),
            ("初期", Edge::Beginning),
            ("初", Edge::Beginning),
            ("早期", Edge::Beginning),
            ("中期", Edge::Middle),
            ("中叶", Edge::Middle),
            ("末期", Edge::End),
            ("末", Edge::End),
            ("后期", Edge::End),
        ] {
            if let Some(e) = t.word(self.at, word) {
                self.parts.edge = Some(edge);
                self.at = e;
                break;
            }
        }
        true
    }

    pub(crate) fn year(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        if self.fiscal_year() {
            return true;
        }
        for (word, n) in RELATIVE_YEARS {
            let Some(end) = t.word(i, word) else { continue };
            if relative_inside_word(word, t.before(i)) || t.get(end) == '轻' && word.ends_with("今年") {
                return false;
            }
            self.parts.year = Some(At::Rel(n));
            self.at = end;
            self.year_tail();
            return true;
        }
        for (word, n) in [("同年", 0), ("当年", 0), ("次年", 1), ("翌年", 1), ("第二年", 1)] {
            if let Some(end) = t.word(i, word) {
                self.parts.year = Some(At::Told(n));
                self.at = end;
                return true;
            }
        }
        if let Some((zero, e)) = lexicon().eras.at(t, i)
            && let Some((n, e)) = t.word(e, "元").map(|e| (1, e)).or_else(|| int(t, t.skip_blanks(e), 65))
            && t.get(t.skip_blanks(e)) == '年'
        {
            self.parts.year = Some(At::Abs(i32::from(zero) + n));
            self.at = t.skip_blanks(e) + 1;
            return true;
        }
        let Some((year, end, weak)) = year_number(t, i) else { return false };
        let at = t.skip_blanks(end);
        if t.get(at) != '年' || matches!(t.get(at + 1), '代' | '级' | '龄') {
            return false;
        }
        self.parts.year = Some(At::Abs(year));
        self.parts.weak = weak;
        self.at = at + 1;
        self.year_tail();
        true
    }

    pub(crate) fn year_tail(&mut self) {
        let t = self.t;
        if t.get(self.at) == '度' && !matches!(t.get(self.at + 1), '过' | '假') {
            self.at += 1;
        }
        if t.get(self.at) == '内' && t.before(self.at) == '年' && !among(t.get(self.at + 1), "容部地外存需陆蒙")
        {
            self.at += 1;
        }
        if let Some(end) = t.any(t.skip_blanks(self.at), &["全年", "年度"]) {
            self.at = end;
        }
    }

    pub(crate) fn has_company(&self) -> bool {
        let t = self.t;
        let mut p = Parser { t, at: t.skip_blanks(self.at), parts: Parts::default(), sure: false };
        p.months(true)
            || p.month()
            || p.festival()
            || t.any(p.at, &["年初", "年底", "年末", "底", "初", "末"]).is_some()
            || p.inside()
    }

    pub(crate) fn edge_of_year(&mut self) -> bool {
        let t = self.t;
        let from = t.word(t.skip_blanks(self.at), "年").unwrap_or(t.skip_blanks(self.at));
        let explicit = t.before(from) == '年' && from > self.at;
        let edge = match t.get(from) {
            '初' => Edge::Beginning,
            '底' | '末' => Edge::End,
            '中' if explicit && !matches!(t.get(from + 1), '国' | '央' | '期') => Edge::Middle,
            _ => return false,
        };
        if in_word_of_edge(t, from) {
            return false;
        }
        self.parts.edge = Some(edge);
        self.at = from + 1;
        true
    }
}

pub(crate) fn year_number(t: &Chars, i: usize) -> Option<(i32, usize, bool)> {
    if t.before(i).is_ascii_alphanumeric() || t.before(i) == '.' {
        return None;
    }
    let (mut n, mut end) = (0, i);
    let chinese = !t.get(i).is_ascii_digit();
    loop {
        let c = t.get(end);
        let d = if chinese {
            if c == '两' { None } else { figure(c).map(i32::from) }
        } else {
            c.to_digit(10).map(|d| d as i32)
        };
        let Some(d) = d else { break };
        n = n * 10 + d;
        end += 1;
        if end - i > 4 {
            return None;
        }
    }
    match end - i {
        4 if (1000..2200).contains(&n) => Some((n, end, false)),
        2 if !numeral(t.before(i)) => {
            let zero = matches!(t.get(i), '0' | '零' | '〇');
            let old = chinese && (7..=9).contains(&(n / 10)) && n % 10 != n / 10 + 1;
            Some((if n < 50 { 2000 + n } else { 1900 + n }, end, !(zero || old)))
        }
        _ => None,
    }
}

pub(crate) fn plan_number(t: &Chars, i: usize) -> Option<(i32, usize)> {
    let c = t.get(i);
    if numeral(t.before(i)) {
        return None;
    }
    if c == '十' {
        if let Some(d) = figure(t.get(i + 1)).filter(|&d| d > 0) {
            return (t.get(i + 2) == '五' && !numeral(t.get(i + 3))).then_some((10 + i32::from(d), i + 3));
        }
        return (t.get(i + 1) == '五' && !numeral(t.get(i + 2)) && magnitude(t.get(i + 2)).is_none())
            .then_some((10, i + 2));
    }
    let d = figure(c).filter(|&d| d > 0)?;
    (t.get(i + 1) == '五' && !numeral(t.get(i + 2))).then_some((i32::from(d), i + 2))
}

pub(crate) fn in_word_of_edge(t: &Chars, at: usize) -> bool {
    let next = t.get(at + 1);
    match t.get(at) {
        '初' => among(next, "步级中衷心次始见试赛创审选评"),
        '底' => among(next, "线蕴层部气盘板"),
        '末' => matches!(next, '端' | '梢'),
        _ => false,
    }
}

pub(crate) fn relative_inside_word(word: &str, before: char) -> bool {
    match word.chars().next() {
        Some('明') => among(before, "说表证声文光透鲜聪发黎昆分"),
        Some('后') => among(before, "以之今先然最此随幕善落前战年月日周天"),
        Some('前') => among(before, "以之目此先从提当面史眼年月日周天大"),
        Some('今') => among(before, "如现当古迄"),
        Some('去') => among(before, "过失离出回"),
        Some('上') => among(before, "以晚早之网线马赶加登基"),
        Some('下') => among(before, "以之线余天一留剩当"),
        Some('来') => !(before < '\u{4e00}' || among(before, "在于")),
        Some('本') => among(before, "日基成资根原"),
        _ => false,
    }
}

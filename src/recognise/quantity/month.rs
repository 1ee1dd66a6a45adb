//! Inside the year: halves, quarters, months, their parts, festivals.

use super::chars::{Chars, among};
use super::date::{At, Edge, Parser, Step};
use super::day::weekday_char;
use super::integer::int;
use super::number::{figure, numeral};
use super::words::{Rule, lexicon};
use super::year::{in_word_of_edge, relative_inside_word};

impl Parser<'_> {
    pub(crate) fn months(&mut self, dated: bool) -> bool {
        let t = self.t;
        let i = self.at;
        for (word, from, to) in [
            ("上半年", 1, 6),
            ("前半年", 1, 6),
            ("下半年", 7, 12),
            ("后半年", 7, 12),
            ("前三季度", 1, 9),
            ("前三个季度", 1, 9),
            ("前两季度", 1, 6),
            ("前两个季度", 1, 6),
            ("前3季度", 1, 9),
            ("前3个季度", 1, 9),
            ("前三季", 1, 9),
            ("首季度", 1, 3),
            ("首季", 1, 3),
            ("全年", 1, 12),
        ] {
            if word == "全年" && !dated {
                continue;
            }
            if let Some(end) = t.word(i, word) {
                if word == "全年" {
                    self.at = end;
                    return false;
                }
                self.parts.months = Some((from, to));
                self.at = end;
                return true;
            }
        }
        if !dated {
            for (word, months, n) in [
                ("上个半年", 6, -1),
                ("下个半年", 6, 1),
                ("上个季度", 3, -1),
                ("下个季度", 3, 1),
                ("上季度", 3, -1),
                ("下季度", 3, 1),
                ("本季度", 3, 0),
                ("这个季度", 3, 0),
                ("下下个季度", 3, 2),
                ("上上个季度", 3, -2),
                ("下下季度", 3, 2),
                ("上上季度", 3, -2),
            ] {
                if let Some(end) = t.word(i, word) {
                    self.parts.stretch = Some((months, n));
                    self.at = end;
                    return true;
                }
            }
        }
        if dated {
            for (word, first) in [("春", 3), ("夏", 6), ("秋", 9), ("冬", 12)] {
                if let Some(end) = t.word(i, word).and_then(|e| t.any(e, &["季", "天"])) {
                    self.parts.months = Some((first, first + 2));
                    self.at = end;
                    return true;
                }
            }
            if matches!(t.get(i), 'Q' | 'q')
                && ('1'..='4').contains(&t.get(i + 1))
                && !t.get(i + 2).is_ascii_alphanumeric()
            {
                let n = t.get(i + 1) as u8 - b'0';
                self.parts.months = Some((3 * n - 2, 3 * n));
                self.at = i + 2;
                return true;
            }
        }
        // 第三季度, 三季度, 4季度
        let from = t.word(i, "第").unwrap_or(i);
        if let Some((n, end)) = int(t, t.skip_blanks(from), 4).filter(|(n, _)| *n > 0) {
            let end = t.skip_blanks(end);
            if let Some(end) = t.any(end, &["季度", "季"])
                && (t.before(end) == '度' || dated && from > i && !matches!(t.get(end), '赛' | '节'))
            {
                let n = n as u8;
                self.parts.months = Some((3 * n - 2, 3 * n));
                self.at = end;
                if let Some(e) = t.any(end, &["末", "底"]) {
                    self.parts.months = Some((3 * n, 3 * n));
                    self.at = e;
                }
                return true;
            }
        }
        if dated
            && from > i
            && let Some((n, end)) = int(t, from, 12).filter(|(n, _)| *n > 0)
            && let Some(end) = t.word(end, "个月")
        {
            self.parts.month = Some(At::Abs(n));
            self.at = end;
            return true;
        }
        // 前8个月, 头两个月, 首月
        if let Some(from) = t.any(i, &["前", "头"])
            && let Some((n, end)) = int(t, from, 12)
            && let Some(end) = t.any(t.skip_blanks(end), &["个月", "月"])
            && (dated || !matches!(t.before(i), '以' | '之'))
            && n >= 1
            && (dated || t.word(end, "份").is_none())
        {
            // 前10月 in news; 前8个月 depends on the convention
            let named = t.before(end - 1) != '个' && n > 1 && !among(t.get(end), "日初底末中上下");
            if !(dated || named && at_start(t, i)) {
                return false;
            }
            self.parts.months = Some((1, n as u8));
            self.at = end;
            return true;
        }
        false
    }

    /// 今夏, 去冬: a season of a year named by one character.
    pub(crate) fn season(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        let n = match t.get(i) {
            '今' => 0,
            '去' => -1,
            '明' => 1,
            _ => return false,
        };
        let season = "春夏秋冬".chars().position(|c| c == t.get(i + 1));
        let Some(k) = season.filter(|_| self.parts.year.is_none()) else { return false };
        let word = ["去年", "今年", "明年"][(n + 1) as usize];
        if relative_inside_word(word, t.before(i)) || among(t.get(i + 2), "雨眠") {
            return false;
        }
        let first = 3 * (k as u8 + 1);
        (self.parts.year, self.parts.months) = (Some(At::Rel(n)), Some((first, first + 2)));
        self.at = t.any(i + 2, &["季", "天"]).unwrap_or(i + 2);
        true
    }

    pub(crate) fn month(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        for (word, n) in [("同月", 0), ("当月", 0), ("次月", 1), ("翌月", 1)] {
            if let Some(end) = t.word(i, word).filter(|_| self.parts.year.is_none() && !among(t.before(i), "相不")) {
                (self.parts.month, self.at) = (Some(At::Told(n)), end);
                return true;
            }
        }
        if let Some(end) = t.word(i, "大年").filter(|&end| t.get(end) == '初') {
            let mark = (self.parts.clone(), self.at);
            (self.parts.month, self.parts.lunar, self.at) = (Some(At::Abs(1)), true, end);
            if self.lunar_day() {
                return true;
            }
            (self.parts, self.at) = mark;
        }
        for (word, n) in [
            ("上上个月", -2),
            ("下下个月", 2),
            ("上上月", -2),
            ("下下月", 2),
            ("上个月", -1),
            ("下个月", 1),
            ("这个月", 0),
            ("今个月", 0),
            ("本月", 0),
            ("上月", -1),
            ("下月", 1),
            ("这月", 0),
        ] {
            let Some(end) = t.word(i, word) else { continue };
            if self.parts.year.is_some() || word == "上月" && matches!(t.before(i), '晚' | '以') {
                return false;
            }
            self.parts.month = Some(At::Rel(n));
            self.at = end;
            return true;
        }
        let lunar = t.any(i, &["农历", "阴历"]);
        let from = lunar.unwrap_or(i);
        let leap = t.word(from, "闰");
        let from = leap.unwrap_or(from);
        for (word, n) in [("正月", 1), ("腊月", 12), ("冬月", 11)] {
            if let Some(end) = t.word(from, word) {
                self.parts.month = Some(At::Abs(n));
                self.parts.lunar = true;
                self.parts.leap = leap.is_some();
                self.at = end;
                return true;
            }
        }
        if t.before(i).is_ascii_digit() || t.before(i) == '.' && t.get(i).is_ascii_digit() {
            return false;
        }
        if numeral(t.before(i)) && !t.get(i).is_ascii_digit() {
            return false;
        }
        let Some((n, end)) = int(t, from, 12).filter(|_| t.get(from) != '两') else { return false };
        let at = t.skip_blanks(end);
        if n < 1 || t.get(at) != '月' || at > end + 1 {
            return false;
        }
        if among(t.get(at + 1), "龄薪球饼租") && !t.get(from).is_ascii_digit() || t.get(at + 1) == '龄' {
            return false;
        }
        self.parts.month = Some(At::Abs(n));
        self.parts.leap = leap.is_some();
        self.parts.lunar |= leap.is_some() || lunar.is_some();
        self.at = t.any(at + 1, &["份"]).unwrap_or(at + 1);
        true
    }

    pub(crate) fn within_month(&mut self) {
        let t = self.t;
        let i = self.at;
        if self.parts.month.is_none() {
            return;
        }
        for (words, edge) in [
            (&["上中旬"][..], Edge::Thirds(1, 2)),
            (&["中下旬"][..], Edge::Thirds(2, 3)),
            (&["上旬"][..], Edge::TenDays(1)),
            (&["中旬", "月中"][..], Edge::TenDays(2)),
            (&["下旬"][..], Edge::TenDays(3)),
            (&["月初", "初"][..], Edge::Beginning),
            (&["月底", "月末", "底", "末"][..], Edge::End),
        ] {
            let Some(end) = t.any(i, words) else { continue };
            let lunar_day = t.before(end) == '初' && (figure(t.get(end)).is_some() || t.get(end) == '十');
            if lunar_day || in_word_of_edge(t, end - 1) {
                continue;
            }
            self.parts.edge = Some(edge);
            self.at = end;
            return;
        }
        if self.lunar_day() {
            return;
        }
        if let Some((n, end)) = int(t, i, 31)
            && n >= 1
        {
            let at = t.skip_blanks(end);
            let named = matches!(t.get(at), '日' | '号')
                && at <= end + 1
                && !(t.get(at) == '号' && matches!(t.get(at + 1), '楼' | '线' | '文'));
            let bare_lunar =
                self.parts.lunar && !matches!(t.get(end), '个' | '天' | '年' | '万' | '家' | '人' | '0'..='9');
            if named || bare_lunar {
                self.parts.day = Some(At::Abs(n));
                self.at = if named { at + 1 } else { end };
                self.weekday_after_day();
                return;
            }
        }
        let from = t.word(i, "的").unwrap_or(i);
        self.at = from;
        if self.inside() || self.weekday_nth(true) {
            return;
        }
        self.at = i;
    }

    pub(crate) fn lunar_day(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        let (day, end) = match t.get(i) {
            '初' => {
                let day = if t.get(i + 1) == '十' { Some(10) } else { figure(t.get(i + 1)) };
                match day {
                    Some(d) if d > 0 => (i32::from(d), i + 2),
                    _ => return false,
                }
            }
            '廿' => match figure(t.get(i + 1)) {
                Some(d) if d > 0 => (20 + i32::from(d), i + 2),
                _ => (20, i + 1),
            },
            _ => return false,
        };
        self.parts.lunar = true;
        self.parts.day = Some(At::Abs(day));
        self.at = t.word(end, "日").unwrap_or(end);
        true
    }

    pub(crate) fn festival(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        let orthodox = t.any(i, &["东正教的", "东正教"]);
        let own = lexicon().festivals.at(t, i);
        let found = own
            .or_else(|| lexicon().festivals.at(t, orthodox?).map(|((rule, days), e)| ((to_orthodox(rule), days), e)));
        let found = match (found, orthodox) {
            (Some(((Rule::Easter(0, true), _), _)), Some(from)) => {
                lexicon().festivals.at(t, from).map(|((rule, days), e)| ((to_orthodox(rule), days), e))
            }
            (found, _) => found,
        };
        let Some((festival, end)) = found else { return false };
        let short = end - i == 2;
        let next_ok =
            t.any(end, &["假", "黄金周", "长假", "小长假", "期间", "前后", "前夕", "节", "后", "前"]).is_some();
        if short && numeral(t.get(i)) && !next_ok && t.len() > 2 && self.parts.year.is_none() {
            return false;
        }
        if short && numeral(t.get(i)) && (numeral(t.before(i)) || t.before(i) == '双' || matches!(t.before(i), '第'))
        {
            return false;
        }
        if short && t.get(i) == '清' && !next_ok && self.parts.year.is_none() && t.len() > 2 {
            return false;
        }
        self.parts.festival = Some(festival);
        self.at = t.any(end, &["当天", "当日"]).unwrap_or(end);
        if let Some((n, end)) = t.word(end, "第").and_then(|from| int(t, from, 15)).filter(|(n, _)| *n > 0)
            && let Some(end) = t.any(end, &["天", "日"])
        {
            self.parts.later = (n - 1) as u8;
            self.at = end;
        } else if let Some(end) = t.any(end, &["小长假", "长假期", "长假", "假期", "假日", "黄金周", "节日"])
        {
            self.at = end;
        }
        true
    }

    pub(crate) fn inside(&mut self) -> bool {
        let t = self.t;
        let i = t.word(self.at, "的").unwrap_or(self.at);
        let i = t.skip_blanks(i);
        let (sign, nth, from) = if let Some(e) = t.word(i, "第") {
            (1, true, e)
        } else if let Some(e) = t.any(i, &["最后", "最後"]) {
            (-1, false, e)
        } else if let Some(e) = t.any(i, &["前", "头", "首"]) {
            (1, false, e)
        } else if t.word(i, "后").is_some() {
            (-1, false, i + 1)
        } else {
            return false;
        };
        let from = t.skip_blanks(from);
        let Some((n, end)) = int(t, from, 400) else { return false };
        let end = t.skip_blanks(end);
        let Some((unit, end)) = step_at(t, end) else { return false };
        if n == 0 || unit < Step::Month || unit == Step::Month && !t.slice(i, end).contains(&'个') {
            return false;
        }
        if unit == Step::Week && weekday_char(t.get(end)).is_some() {
            return false;
        }
        self.parts.inside = Some((sign * n, unit, nth));
        self.at = end;
        true
    }
}

/// Whether nothing stands before `i` that it could belong to.
fn at_start(t: &Chars, i: usize) -> bool {
    t.before(i) < '\u{4e00}'
}

pub(crate) fn to_orthodox(rule: Rule) -> Rule {
    match rule {
        Rule::Easter(n, _) => Rule::Easter(n, true),
        other => other,
    }
}

pub(crate) fn step_at(t: &Chars, i: usize) -> Option<(Step, usize)> {
    const UNITS: [(&str, Step); 27] = [
        ("个世纪", Step::Century),
        ("世纪", Step::Century),
        ("个季度", Step::Quarter),
        ("季度", Step::Quarter),
        ("个月", Step::Month),
        ("月", Step::Month),
        ("个星期", Step::Week),
        ("个礼拜", Step::Week),
        ("星期", Step::Week),
        ("礼拜", Step::Week),
        ("个周", Step::Week),
        ("周", Step::Week),
        ("个工作日", Step::Day),
        ("个交易日", Step::Day),
        ("天", Step::Day),
        ("日", Step::Day),
        ("个小时", Step::Hour),
        ("个钟头", Step::Hour),
        ("小时", Step::Hour),
        ("钟头", Step::Hour),
        ("个钟", Step::Hour),
        ("分钟", Step::Minute),
        ("秒钟", Step::Second),
        ("秒", Step::Second),
        ("个年头", Step::Year),
        ("年", Step::Year),
        ("週", Step::Week),
    ];
    let (step, end) = UNITS.iter().find_map(|(w, s)| t.word(i, w).map(|e| (*s, e)))?;
    let word = match t.before(end) {
        '年' => among(t.get(end), "级代龄度产"),
        '周' => among(t.get(end), "年岁边围期"),
        '日' => matches!(t.get(end), '元' | '本' | '币'),
        '天' => matches!(t.get(end), '然' | '津') || t.get(end) == '下' && !among(t.get(end + 1), "午半个"),
        _ => false,
    };
    (!word).then_some((step, end))
}

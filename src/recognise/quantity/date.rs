//! Dates as written, from the century down to the second, before anything is resolved.

use super::chars::Chars;
use super::number::{cardinal, figure, magnitude, numeral};
use super::words::{Rule, lexicon};

/// A number given, or a distance from that of the reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum At {
    Abs(i32),
    Rel(i32),
}

/// A stretch inside the year, month or half: 初, 中, 底, 上旬.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Edge {
    Beginning,
    Middle,
    End,
    /// 上旬, 中旬, 下旬: 1, 2, 3.
    TenDays(u8),
}

/// A part of the day, with its hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PartOfDay {
    Dawn,
    Morning,
    Forenoon,
    Noon,
    Afternoon,
    Evening,
    Night,
}

/// A unit of time, the coarsest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Century,
    Decade,
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

/// A weekday, of a week relative to this one or the n-th of the month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Weekday {
    /// 周三: of the week nearest by the convention.
    Plain(u8),
    /// 上周三: of a week counted from this one.
    OfWeek(u8, i32),
    /// 第一个星期一; from the end when negative.
    Nth(u8, i8),
}

/// A date as written: what it names, from coarse to fine.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    pub(crate) century: Option<At>,
    pub(crate) decade: Option<i32>,
    pub(crate) plan: Option<i32>,
    pub(crate) year: Option<At>,
    pub(crate) lunar: bool,
    /// First and last month of a half, quarter, season.
    pub(crate) months: Option<(u8, u8)>,
    /// 上季度, 上半年 counted from this one: length in months and distance.
    pub(crate) stretch: Option<(u8, i32)>,
    pub(crate) month: Option<At>,
    pub(crate) leap: bool,
    pub(crate) edge: Option<Edge>,
    /// The n-th or the n first or last units inside: 前10天, 第一周, 最后3周.
    pub(crate) inside: Option<(i32, Step, bool)>,
    pub(crate) festival: Option<(Rule, u8)>,
    pub(crate) week: Option<i32>,
    pub(crate) weekend: bool,
    pub(crate) weekday: Option<Weekday>,
    pub(crate) day: Option<At>,
    pub(crate) part: Option<PartOfDay>,
    /// Hour, minute, second, and which of them was named last.
    pub(crate) clock: Option<(u8, u8, u8, Step)>,
    /// 现在, 目前.
    pub(crate) now: bool,
    /// Whether 年 was left out or written in two figures, so that it is a year only in company.
    pub(crate) weak: bool,
}

impl Parts {
    /// The coarsest level named: 0 century … 6 clock; 9 when nothing is.
    pub(crate) fn top(&self) -> u8 {
        if self.now {
            0
        } else if self.century.is_some() || self.decade.is_some() || self.plan.is_some() {
            1
        } else if self.year.is_some() {
            2
        } else if self.month.is_some() || self.months.is_some() || self.stretch.is_some() || self.festival.is_some() {
            3
        } else if self.week.is_some()
            || self.weekday.is_some()
            || self.day.is_some()
            || self.weekend
            || self.inside.is_some()
        {
            4
        } else if self.part.is_some() && self.clock.is_none() {
            5
        } else if self.clock.is_some() {
            6
        } else if self.edge.is_some() {
            3
        } else {
            9
        }
    }

    /// What `self`, the end of a range, leaves out because `from` has said it.
    pub(crate) fn inherit(&mut self, from: &Parts) {
        let top = self.top();
        if top > 1 {
            (self.century, self.decade, self.plan) = (from.century, from.decade, from.plan);
        }
        if top > 2 {
            self.year = from.year;
            self.lunar |= from.lunar;
        }
        if top > 3 {
            (self.month, self.leap, self.festival, self.months) = (from.month, from.leap, from.festival, from.months);
        }
        if top > 4 {
            (self.week, self.weekday, self.day) = (from.week, from.weekday, from.day);
        }
        if top > 5 && self.part.is_none() {
            self.part = from.part;
        }
    }
}

/// The date that begins at `i`, and its end.
pub(crate) fn date(t: &Chars, i: usize) -> Option<(Parts, usize)> {
    let mut p = Parser { t, at: i, parts: Parts::default() };
    p.all();
    (p.parts != Parts::default() && p.at > i).then_some((p.parts, p.at))
}

struct Parser<'t> {
    t: &'t Chars,
    at: usize,
    parts: Parts,
}

const RELATIVE_YEARS: [(&str, i32); 15] = [
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

const RELATIVE_DAYS: [(&str, i32); 22] = [
    ("大前天", -3),
    ("大前日", -3),
    ("大后天", 3),
    ("大后日", 3),
    ("今天", 0),
    ("今日", 0),
    ("昨天", -1),
    ("昨日", -1),
    ("前天", -2),
    ("前日", -2),
    ("明天", 1),
    ("明日", 1),
    ("后天", 2),
    ("后日", 2),
    ("今晨", 0),
    ("今晚", 0),
    ("今早", 0),
    ("昨晚", -1),
    ("昨夜", -1),
    ("明晚", 1),
    ("明早", 1),
    ("明晨", 1),
];

const PARTS_OF_DAY: [(&str, PartOfDay); 30] = [
    ("清晨", PartOfDay::Dawn),
    ("凌晨", PartOfDay::Dawn),
    ("早晨", PartOfDay::Morning),
    ("早上", PartOfDay::Morning),
    ("早间", PartOfDay::Morning),
    ("朝早", PartOfDay::Morning),
    ("上午", PartOfDay::Forenoon),
    ("上昼", PartOfDay::Forenoon),
    ("中午", PartOfDay::Noon),
    ("午间", PartOfDay::Noon),
    ("正午", PartOfDay::Noon),
    ("下午", PartOfDay::Afternoon),
    ("下昼", PartOfDay::Afternoon),
    ("午后", PartOfDay::Afternoon),
    ("晏昼", PartOfDay::Afternoon),
    ("晏晝", PartOfDay::Afternoon),
    ("傍晚", PartOfDay::Evening),
    ("晚上", PartOfDay::Evening),
    ("晚间", PartOfDay::Evening),
    ("黄昏", PartOfDay::Evening),
    ("当晚", PartOfDay::Evening),
    ("夜间", PartOfDay::Night),
    ("夜里", PartOfDay::Night),
    ("夜晚", PartOfDay::Evening),
    ("深夜", PartOfDay::Night),
    ("半夜", PartOfDay::Night),
    ("午夜", PartOfDay::Night),
    ("子夜", PartOfDay::Night),
    ("晨间", PartOfDay::Morning),
    ("入夜", PartOfDay::Evening),
];

impl Parser<'_> {
    fn all(&mut self) {
        let t = self.t;
        if self.now() {
            return;
        }
        if self.numeric() {
            self.time_of_day();
            return;
        }
        if let Some(end) = t.any(self.at, &["农历", "阴历", "夏历", "旧历"]) {
            self.parts.lunar = true;
            self.at = end;
        } else if let Some(end) = t.any(self.at, &["公历", "公元", "阳历", "西元"]) {
            self.at = end;
        }
        let mark = self.at;
        let coarse = self.plan() || self.century() || self.year();
        if coarse && self.parts.weak && !self.has_company() {
            (self.at, self.parts) = (mark, Parts { lunar: self.parts.lunar, ..Parts::default() });
            if self.parts.lunar && mark > 0 {
                // 农历 alone says nothing
            }
        }
        self.below_year();
        if self.parts == (Parts { lunar: true, ..Parts::default() }) {
            self.parts = Parts::default();
            return;
        }
        self.time_of_day();
    }

    /// What may stand under a year: half, quarter, month, festival, and so on down to the day.
    fn below_year(&mut self) {
        let t = self.t;
        let dated = self.parts.year.is_some();
        if dated || self.parts.top() == 9 {
            let from = self.at;
            self.gap();
            if self.months(dated) || self.month() {
                self.gap_then(Self::within_month);
                return;
            }
            if self.festival() {
                return;
            }
            self.at = from;
        }
        if dated && self.edge_of_year() {
            return;
        }
        if dated {
            let from = self.at;
            self.gap();
            if self.inside() {
                return;
            }
            self.at = from;
            return;
        }
        if self.parts.top() == 9 {
            if !(self.relative_day() || self.week() || self.weekday_nth(false) || self.bare_day()) {
                if t.get(self.at) == '年' && !t.before(self.at).is_ascii_digit() && figure(t.before(self.at)).is_none()
                {
                    // 年底, 年初 without a year
                    let ends = matches!(t.get(self.at + 1), '初' | '底' | '末' | '中');
                    if ends && self.at_free_start() && !in_word_of_edge(t, self.at + 1) {
                        self.parts.year = Some(At::Rel(0));
                        self.edge_of_year();
                    }
                }
            } else {
                self.weekday_after_day();
            }
        }
    }

    /// 年底 at the start of a word: after nothing, a comma, 到, 截至, 于, 在.
    fn at_free_start(&self) -> bool {
        let c = self.t.before(self.at);
        c < '\u{4e00}' || matches!(c, '到' | '至' | '于' | '在' | '从' | '自' | '较' | '比' | '今' | '且' | '的')
    }

    fn gap(&mut self) {
        self.at = self.t.skip_blanks(self.at);
    }

    /// Runs `step` after blanks; goes back when it finds nothing.
    fn gap_then(&mut self, step: fn(&mut Self)) {
        let from = self.at;
        self.gap();
        let mark = self.at;
        step(self);
        if self.at == mark {
            self.at = from;
        }
    }

    fn now(&mut self) -> bool {
        let t = self.t;
        let words = [
            "截至目前",
            "到目前为止",
            "截止目前",
            "迄今为止",
            "目前",
            "当前",
            "现在",
            "此时",
            "此刻",
            "如今",
            "眼下",
            "依家",
            "而家",
            "当今",
            "现今",
            "即刻",
            "宜家",
        ];
        let Some(end) = t.any(self.at, &words) else { return false };
        if t.any(self.at, &["如今", "现在"]).is_some() && matches!(t.get(end), '年' | '天' | '晚' | '日') {
            return false;
        }
        if t.get(self.at) == '此' && matches!(t.before(self.at), '因' | '就' | '从' | '在' | '对' | '与' | '如')
        {
            return false;
        }
        self.parts.now = true;
        self.at = end;
        true
    }

    /// 2015-03-03, 2020/12/1, 2010.01.29, 10/31/1974.
    fn numeric(&mut self) -> bool {
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

    /// “十四五” and its like.
    fn plan(&mut self) -> bool {
        let t = self.t;
        let quoted = matches!(t.get(self.at), '“' | '"' | '「' | '‘');
        let from = self.at + usize::from(quoted);
        let Some((n, end)) = plan_number(t, from) else { return false };
        let closed = quoted && matches!(t.get(end), '”' | '"' | '」' | '’');
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

    /// 20世纪90年代初, 上世纪80年代, 21世纪, 90年代.
    fn century(&mut self) -> bool {
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
        if let Some((n, e)) = int(t, from, 2090)
            && n % 10 == 0
            && (n < 100 || n >= 1000)
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

    fn year(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
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

    /// 度, 全年, 份 after a year.
    fn year_tail(&mut self) {
        let t = self.t;
        if t.get(self.at) == '度' && !matches!(t.get(self.at + 1), '过' | '假') {
            self.at += 1;
        }
        if let Some(end) = t.any(t.skip_blanks(self.at), &["全年", "年度"]) {
            self.at = end;
        }
    }

    /// Whether a year of two figures stands beside what makes it a year.
    fn has_company(&self) -> bool {
        let t = self.t;
        let mut p = Parser { t, at: t.skip_blanks(self.at), parts: Parts::default() };
        p.months(true)
            || p.month()
            || p.festival()
            || t.any(p.at, &["年初", "年底", "年末", "底", "初", "末"]).is_some()
            || p.inside()
    }

    /// Halves, quarters, seasons, 前8个月.
    fn months(&mut self, dated: bool) -> bool {
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
        if let Some((n, end)) = int(t, t.skip_blanks(from), 4) {
            let end = t.skip_blanks(end);
            if let Some(end) = t.any(end, &["季度", "季"])
                && (t.before(end) == '度' || from > i && !matches!(t.get(end), '赛' | '节'))
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
            if dated && from > i && n >= 1 {
                // 第8个月
            }
        }
        if dated
            && from > i
            && let Some((n, end)) = int(t, from, 12)
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
            if !dated {
                return false;
            }
            self.parts.months = Some((1, n as u8));
            self.at = end;
            return true;
        }
        false
    }

    fn month(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
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
        let Some((n, end)) = int(t, from, 12) else { return false };
        let at = t.skip_blanks(end);
        if n < 1 || t.get(at) != '月' || at > end + 1 {
            return false;
        }
        if matches!(t.get(at + 1), '龄' | '薪' | '球' | '饼' | '租') && !t.get(from).is_ascii_digit()
            || t.get(at + 1) == '龄'
        {
            return false;
        }
        self.parts.month = Some(At::Abs(n));
        self.parts.leap = leap.is_some();
        self.parts.lunar |= leap.is_some() || lunar.is_some();
        self.at = t.any(at + 1, &["份"]).unwrap_or(at + 1);
        true
    }

    /// Edges, ten-day periods and days under a month.
    fn within_month(&mut self) {
        let t = self.t;
        let i = self.at;
        if self.parts.month.is_none() {
            return;
        }
        for (words, edge) in [
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

    /// 初一, 廿二, 三十 of a lunar month.
    fn lunar_day(&mut self) -> bool {
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

    fn festival(&mut self) -> bool {
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
        let next_ok = t.any(end, &["假", "黄金周", "长假", "小长假", "期间", "前后", "节", "后", "前"]).is_some();
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
        self.at = t.word(end, "当天").unwrap_or(end);
        true
    }

    /// 年初, 年底, 末 after a year.
    fn edge_of_year(&mut self) -> bool {
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

    /// 前10天, 第一周, 最后3周 inside a year or month.
    fn inside(&mut self) -> bool {
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

    fn relative_day(&mut self) -> bool {
        let t = self.t;
        for (word, n) in RELATIVE_DAYS {
            let Some(end) = t.word(self.at, word) else { continue };
            if relative_inside_word(word, t.before(self.at))
                || word.ends_with('日') && matches!(t.get(end), '本' | '报')
                || t.any(end, &["头条"]).is_some()
            {
                return false;
            }
            self.parts.day = Some(At::Rel(n));
            self.at = end;
            match t.before(end) {
                '晚' => {
                    self.parts.part = Some(PartOfDay::Evening);
                    self.at = t.any(end, &["上", "间"]).unwrap_or(end);
                }
                '夜' => self.parts.part = Some(PartOfDay::Night),
                '晨' => self.parts.part = Some(PartOfDay::Dawn),
                '早' => {
                    self.parts.part = Some(PartOfDay::Morning);
                    self.at = t.word(end, "上").unwrap_or(end);
                }
                _ => {}
            }
            return true;
        }
        false
    }

    /// 本周, 上上周三, 周末, 星期一.
    fn week(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        let (mut n, mut from) = (None, i);
        let count = |c: char| (0..4).take_while(|&k| t.get(i + k) == c).count();
        let (ups, downs) = (count('上'), count('下'));
        if ups > 0 {
            (n, from) = (Some(-(ups as i32)), i + ups);
        } else if downs > 0 {
            (n, from) = (Some(downs as i32), i + downs);
        } else if let Some(e) = t.any(i, &["本", "这个", "这一", "这", "今个", "今", "這個", "這一", "這"])
        {
            (n, from) = (Some(0), e);
        }
        if n.is_some() {
            from = t.any(from, &["一个", "个", "一"]).unwrap_or(from);
        }
        let Some(end) = t.any(from, &["星期", "礼拜", "周"]) else { return false };
        if n.is_none()
            && t.before(end) == '周'
            && matches!(t.before(i), '一' | '两' | '每' | '四' | '下' | '上' | '本' | '双' | '单')
            && !t.before(i).is_ascii_digit()
        {
            return false;
        }
        let next = t.get(end);
        if next == '末' || t.any(end, &["周末"]).is_some() {
            self.parts.weekend = true;
            self.parts.week = Some(n.unwrap_or(0));
            self.at = end + if next == '末' { 1 } else { 2 };
            return true;
        }
        if let Some(d) = weekday_char(next).filter(|_| !(numeral(t.get(end + 1)) && next != '日')) {
            let word =
                matches!(t.get(end + 1), '年' | '岁' | '般' | '家' | '个' | '类' | '起' | '边' | '周') && n.is_none();
            if !word {
                self.parts.weekday = Some(match n {
                    Some(n) => Weekday::OfWeek(d, n),
                    None => Weekday::Plain(d),
                });
                self.at = end + 1;
                self.weekday_then_day();
                return true;
            }
        }
        if matches!(next, '年' | '边' | '围' | '岁' | '期' | '转' | '刊' | '报' | '长') && t.before(end) == '周'
        {
            return false;
        }
        if let (Some(n), false) = (n, from == i) {
            self.parts.week = Some(n);
            self.at = end;
            return true;
        }
        false
    }

    /// 星期天, 二月十号: a date after the weekday tells the day.
    fn weekday_then_day(&mut self) {
        let t = self.t;
        let at = t.any(self.at, &[",", "，", "("]).unwrap_or(self.at);
        if at == self.at {
            return;
        }
        if let Some((p, end)) = date(t, t.skip_blanks(at)).filter(|(p, _)| p.month.is_some() && p.day.is_some()) {
            (self.parts, self.at) = (p, end);
        }
    }

    /// 3月12日（周三）, 3月12日星期三: the weekday adds nothing.
    fn weekday_after_day(&mut self) {
        let t = self.t;
        let at = t.skip_blanks(self.at);
        let open = t.any(at, &["(", "（"]);
        let from = open.unwrap_or(at);
        let Some(end) = t.any(from, &["星期", "周", "礼拜"]) else { return };
        if weekday_char(t.get(end)).is_none() {
            return;
        }
        let end = end + 1;
        self.at = match (open, t.any(end, &[")", "）"])) {
            (Some(_), Some(e)) => e,
            (None, _) => end,
            _ => return,
        };
    }

    /// 第一个星期一, 最后一个星期一 of a month.
    fn weekday_nth(&mut self, in_month: bool) -> bool {
        let t = self.t;
        if !in_month {
            return false;
        }
        let i = self.at;
        let (sign, from) = match (t.word(i, "第"), t.any(i, &["最后", "最後"])) {
            (Some(e), _) => (1, e),
            (_, Some(e)) => (-1, e),
            _ => return false,
        };
        let Some((n, end)) = int(t, from, 5) else { return false };
        let end = t.any(end, &["个", "個"]).unwrap_or(end);
        let Some(end) = t.any(end, &["星期", "周", "礼拜"]) else { return false };
        let Some(d) = weekday_char(t.get(end)) else { return false };
        self.parts.weekday = Some(Weekday::Nth(d, sign * n as i8));
        self.at = end + 1;
        true
    }

    /// 12日, 29号 without a month.
    fn bare_day(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        let before = t.before(i);
        if before.is_ascii_alphanumeric()
            || matches!(before, '.' | '第' | '-' | '近' | '每' | ',' | '约') && before != ','
            || numeral(before)
            || matches!(before, '个' | '过' | '共' | '期')
        {
            return false;
        }
        let arabic = t.get(i).is_ascii_digit();
        let Some((n, end)) = int(t, i, 31) else { return false };
        let at = t.skip_blanks(end);
        let next = t.get(at + 1);
        let ok = match t.get(at) {
            '日' => {
                (arabic || n > 10)
                    && !matches!(next, '元' | '本' | '币' | '内' | '圆' | '语' | '游' | '后' | '前')
                    && !(next == '之' && !arabic)
            }
            '号' => {
                arabic
                    && matches!(before, '在' | '于' | '从' | '至' | '到' | '\0' | '，' | '。')
                    && !matches!(
                        next,
                        '楼' | '线'
                            | '院'
                            | '店'
                            | '机'
                            | '门'
                            | '馆'
                            | '文'
                            | '井'
                            | '站'
                            | '令'
                            | '公'
                            | '仓'
                            | '厂'
                            | '车'
                            | '、'
                    )
            }
            _ => false,
        };
        if !ok || n < 1 || at > end + 1 {
            return false;
        }
        self.parts.day = Some(At::Abs(n));
        self.at = at + 1;
        true
    }

    /// 上午, 晚, 八点半, 19:30.
    fn time_of_day(&mut self) {
        let t = self.t;
        let dated = self.parts != Parts::default();
        let at = t.skip_blanks(self.at);
        let at = if dated {
            t.any(at, &["的", ",", "，"]).filter(|&e| part_of_day(t, t.skip_blanks(e)).is_some()).unwrap_or(at)
        } else {
            at
        };
        if self.parts.part.is_none() {
            if let Some((part, end)) = part_of_day(t, t.skip_blanks(at)) {
                self.parts.part = Some(part);
                self.at = end;
            } else if dated && self.parts.top() >= 2 && (self.parts.day.is_some() || self.parts.weekday.is_some()) {
                let short = match t.get(at) {
                    '晚' => Some(PartOfDay::Evening),
                    '早' => Some(PartOfDay::Morning),
                    '晨' => Some(PartOfDay::Dawn),
                    '夜' => Some(PartOfDay::Night),
                    _ => None,
                };
                if let Some(part) =
                    short.filter(|_| !matches!(t.get(at + 1), '会' | '些' | '在' | '餐' | '年' | '期' | '于'))
                {
                    self.parts.part = Some(part);
                    self.at = at + 1;
                }
            }
        }
        let from = t.skip_blanks(self.at);
        let sure = dated || self.parts.part.is_some();
        if let Some((clock, end)) = clock(t, from, sure) {
            self.parts.clock = Some(clock);
            self.at = end;
        }
    }
}

fn to_orthodox(rule: Rule) -> Rule {
    match rule {
        Rule::Easter(n, _) => Rule::Easter(n, true),
        other => other,
    }
}

fn part_of_day(t: &Chars, i: usize) -> Option<(PartOfDay, usize)> {
    let (part, end) = PARTS_OF_DAY.iter().find_map(|(w, p)| t.word(i, w).map(|e| (*p, e)))?;
    Some((part, end))
}

/// Hours, minutes, seconds; `sure` when a date or part of the day stands before.
fn clock(t: &Chars, i: usize, sure: bool) -> Option<((u8, u8, u8, Step), usize)> {
    if t.before(i).is_ascii_digit() || t.before(i).is_ascii_alphabetic() || t.before(i) == '.' {
        return None;
    }
    if t.get(i).is_ascii_digit() {
        let (h, end) = digits(t, i)?;
        if end - i <= 2 && t.get(end) == ':' && h <= 24 {
            let (m, m_end) = digits(t, end + 1)?;
            if m_end - end != 3
                || m > 59
                || t.get(m_end).is_ascii_alphanumeric() && !t.any(m_end, &["pm", "am", "PM", "AM"]).is_some()
            {
                return None;
            }
            let mut out = (h as u8, m as u8, 0, Step::Minute);
            let mut stop = m_end;
            if t.get(m_end) == ':'
                && let Some((s, s_end)) = digits(t, m_end + 1).filter(|(s, e)| *s < 60 && e - m_end == 3)
            {
                out = (h as u8, m as u8, s as u8, Step::Second);
                stop = s_end;
            }
            if let Some(end) = t.any(stop, &["pm", "PM", "p.m."]) {
                if out.0 < 12 {
                    out.0 += 12;
                }
                stop = end;
            } else if let Some(end) = t.any(stop, &["am", "AM", "a.m."]) {
                stop = end;
            }
            return Some((out, stop));
        }
        if let Some(stop) = t.any(end, &["pm", "PM"]).filter(|_| (1..=12).contains(&h)) {
            return Some((((h % 12 + 12) as u8, 0, 0, Step::Hour), stop));
        }
    }
    let (h, end) = int(t, i, 24)?;
    let at = t.skip_blanks(end);
    let unit = t.get(at);
    if !matches!(unit, '点' | '时') || numeral(t.before(i)) || t.before(i) == '第' {
        return None;
    }
    let mut end = at + 1;
    let mut out = (h as u8, 0, 0, Step::Hour);
    let mut sure = sure;
    if let Some(e) = t.any(end, &["踏", "搭"]) {
        // Cantonese: the figure counts five minutes
        if let Some(d) = figure(t.get(e)).filter(|&d| d > 0 && d < 12) {
            return Some(((out.0, d * 5, 0, Step::Minute), e + 1));
        }
        if t.get(e) == '半' {
            return Some(((out.0, 30, 0, Step::Minute), e + 1));
        }
    }
    if let Some(e) = t.any(end, &["钟", "整", "正"]) {
        if t.before(e) != '正' || !matches!(t.get(e), '式' | '在' | '是' | '值') {
            return Some((out, e));
        }
    }
    if t.get(end) == '半' {
        return Some(((out.0, 30, 0, Step::Minute), t.word(end + 1, "钟").unwrap_or(end + 1)));
    }
    for (word, m) in [("一刻", 15), ("1刻", 15), ("三刻", 45), ("3刻", 45)] {
        if let Some(e) = t.word(end, word) {
            return Some(((out.0, m, 0, Step::Minute), e));
        }
    }
    let from = t.word(end, "过").unwrap_or(end);
    if let Some((m, e)) = int(t, t.any(from, &["零", "〇"]).filter(|&e| numeral(t.get(e))).unwrap_or(from), 59) {
        if t.word(e, "个字").is_some() && m < 12 {
            return Some(((out.0, (m * 5) as u8, 0, Step::Minute), e + 2));
        }
        let minute = t.get(e) == '分' && !matches!(t.get(e + 1), '之' | '钟');
        let two = e - from == 2 || m >= 10;
        let bare = sure
            && (two || unit == '点')
            && !matches!(t.get(e), '个' | '万' | '亿' | '%' | '倍' | '度' | '名' | '家' | '人');
        if minute || bare && two {
            out = (out.0, m as u8, 0, Step::Minute);
            end = e + usize::from(minute);
            sure = true;
            if let Some((s, e)) = int(t, end, 59).filter(|&(_, e)| minute && t.get(e) == '秒') {
                return Some(((out.0, out.1, s as u8, Step::Second), e + 1));
            }
            return Some((out, end));
        }
        if bare && sure && m > 0 && m < 12 && unit == '点' {
            // 三点三: five minutes each
            return Some(((out.0, (m * 5) as u8, 0, Step::Minute), e));
        }
        return None;
    }
    let next = t.get(end);
    let end_of_phrase = matches!(
        next,
        '\0' | '，'
            | '。'
            | '、'
            | '；'
            | ')'
            | '）'
            | ','
            | '至'
            | '到'
            | '-'
            | '—'
            | '~'
            | '前'
            | '后'
            | '起'
            | '许'
            | '左'
            | '以'
            | '之'
            | '开'
            | '多'
    );
    let free = !matches!(t.before(i), '有' | '几' | '这' | '那' | '的' | '提' | '出');
    (sure || end_of_phrase && free && (unit == '点' || t.get(i).is_ascii_digit() || h == 0)).then_some((out, end))
}

/// ASCII figures at `i`, at most four.
fn digits(t: &Chars, i: usize) -> Option<(i32, usize)> {
    let mut at = i;
    let mut n = 0;
    while let Some(d) = t.get(at).to_digit(10) {
        n = n * 10 + d as i32;
        at += 1;
        if at - i > 4 {
            return None;
        }
    }
    (at > i).then_some((n, at))
}

/// A whole number up to `max` at `i`, Arabic or Chinese.
pub(crate) fn int(t: &Chars, i: usize, max: i32) -> Option<(i32, usize)> {
    if t.get(i).is_ascii_digit() {
        return digits(t, i).filter(|(n, _)| *n <= max);
    }
    if !numeral(t.get(i)) {
        return None;
    }
    // the point of 三点 belongs to the clock
    let (n, end) = cardinal(t, i)?;
    if n.decimal {
        let point = (i..end).find(|&j| t.get(j) == '点')?;
        let value = (i..point).try_fold(0i32, |sum, j| {
            let c = t.get(j);
            if c == '十' {
                Some(if sum == 0 { 10 } else { sum * 10 })
            } else {
                figure(c).map(|d| if sum >= 10 && sum % 10 == 0 { sum + i32::from(d) } else { i32::from(d) })
            }
        })?;
        return (value <= max).then_some((value, point));
    }
    if n.high.is_some() || n.more || n.fraction || n.arabic {
        return None;
    }
    let value = i32::try_from(n.value).ok()?;
    (value <= max).then_some((value, end))
}

/// A year in figures: 2025, 二零二五; two figures (08, 九八) are weak unless they begin with 0.
fn year_number(t: &Chars, i: usize) -> Option<(i32, usize, bool)> {
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

/// The number of a five-year plan, 十四五.
fn plan_number(t: &Chars, i: usize) -> Option<(i32, usize)> {
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

/// The unit of time at `i`, with 个 before it where it needs one.
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
        '年' => matches!(t.get(end), '级' | '代' | '龄' | '度' | '产'),
        '周' => matches!(t.get(end), '年' | '岁' | '边' | '围' | '期'),
        '日' => matches!(t.get(end), '元' | '本' | '币'),
        '天' => matches!(t.get(end), '然' | '津' | '下'),
        _ => false,
    };
    (!word).then_some((step, end))
}

fn weekday_char(c: char) -> Option<u8> {
    Some(match c {
        '一' | '1' => 1,
        '二' | '2' => 2,
        '三' | '3' => 3,
        '四' | '4' => 4,
        '五' | '5' => 5,
        '六' | '6' => 6,
        '日' | '天' | '七' => 7,
        _ => return None,
    })
}

/// 初步, 初期, 底线, 中国: the character at `at` begins another word.
fn in_word_of_edge(t: &Chars, at: usize) -> bool {
    let next = t.get(at + 1);
    match t.get(at) {
        '初' => matches!(
            next,
            '步' | '级' | '中' | '衷' | '心' | '次' | '始' | '见' | '试' | '赛' | '创' | '审' | '选' | '评'
        ),
        '底' => matches!(next, '线' | '蕴' | '层' | '部' | '气' | '盘' | '板'),
        '末' => matches!(next, '端' | '梢'),
        _ => false,
    }
}

/// Whether a relative word is the tail of a longer one: 说明年, 以后年, 如今年.
fn relative_inside_word(word: &str, before: char) -> bool {
    match word.chars().next() {
        Some('明') => {
            matches!(before, '说' | '表' | '证' | '声' | '文' | '光' | '透' | '鲜' | '聪' | '发' | '黎' | '昆' | '分')
        }
        Some('后') => matches!(
            before,
            '以' | '之'
                | '今'
                | '先'
                | '然'
                | '最'
                | '此'
                | '随'
                | '幕'
                | '善'
                | '落'
                | '前'
                | '战'
                | '年'
                | '月'
                | '日'
                | '周'
                | '天'
        ),
        Some('前') => matches!(
            before,
            '以' | '之'
                | '目'
                | '此'
                | '先'
                | '从'
                | '提'
                | '当'
                | '面'
                | '史'
                | '眼'
                | '年'
                | '月'
                | '日'
                | '周'
                | '天'
                | '大'
        ),
        Some('今') => matches!(before, '如' | '现' | '当' | '古' | '迄'),
        Some('去') => matches!(before, '过' | '失' | '离' | '出' | '回'),
        Some('上') => matches!(before, '以' | '晚' | '早' | '之' | '网' | '线' | '马' | '赶' | '加' | '登' | '基'),
        Some('下') => matches!(before, '以' | '之' | '线' | '余' | '天' | '一' | '留' | '剩' | '当'),
        Some('本') => matches!(before, '日' | '基' | '成' | '资' | '根' | '原'),
        _ => false,
    }
}

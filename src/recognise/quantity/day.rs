//! Days and weeks: relative days, weekdays, days of the month by themselves.

use super::chars::among;
use super::clock::part_of_day;
use super::date::{At, Parser, PartOfDay, Parts, Weekday, date};
use super::integer::int;
use super::number::numeral;
use super::year::relative_inside_word;

const RELATIVE_DAYS: [(&str, i32); 25] = [
    ("前晚", -2),
    ("寻日", -1),
    ("听日", 1),
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

impl Parser<'_> {
    pub(crate) fn now(&mut self) -> bool {
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
        if t.any(self.at, &["如今", "现在"]).is_some() && among(t.get(end), "年天晚日") {
            return false;
        }
        if t.get(self.at) == '此' && among(t.before(self.at), "因就从在对与如") {
            return false;
        }
        self.parts.now = true;
        self.at = end;
        true
    }

    pub(crate) fn relative_day(&mut self) -> bool {
        let t = self.t;
        let told = [
            ("当日", 0),
            ("当天", 0),
            ("同日", 0),
            ("同一天", 0),
            ("次日", 1),
            ("翌日", 1),
            ("隔日", 1),
            ("隔天", 1),
            ("第二天", 1),
        ];
        for (word, n) in told.into_iter().chain([("当晚", 0), ("当夜", 0), ("同晚", 0)]) {
            let Some(end) = t.word(self.at, word) else { continue };
            let inside = match word {
                "同日" | "同晚" => among(t.before(self.at), "不相会随"),
                "次日" => among(t.before(self.at), "第两一每"),
                _ => false,
            };
            if inside {
                return false;
            }
            (self.parts.day, self.at) = (Some(At::Told(n)), end);
            match t.before(end) {
                '晚' => self.parts.part = Some(PartOfDay::Evening),
                '夜' => self.parts.part = Some(PartOfDay::Night),
                _ => {}
            }
            return true;
        }
        for (word, n) in RELATIVE_DAYS {
            let Some(end) = t.word(self.at, word) else { continue };
            if relative_inside_word(word, t.before(self.at))
                || word.ends_with('日') && matches!(t.get(end), '本' | '报')
                || t.any(end, &["头条"]).is_some()
                || matches!(word, "寻日" | "听日") && t.before(self.at) >= '\u{4e00}'
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

    pub(crate) fn week(&mut self) -> bool {
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
            && among(t.before(i), "一两每四下上本双单")
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
            let word = among(t.get(end + 1), "年岁般家个类起边周") && n.is_none();
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
        if among(next, "年边围岁期转刊报长") && t.before(end) == '周' {
            return false;
        }
        if let (Some(n), false) = (n, from == i) {
            self.parts.week = Some(n);
            self.at = end;
            return true;
        }
        false
    }

    pub(crate) fn weekday_then_day(&mut self) {
        let t = self.t;
        let at = t.any(self.at, &[",", "，", "("]).unwrap_or(self.at);
        if at == self.at {
            return;
        }
        if let Some((p, end)) = date(t, t.skip_blanks(at)).filter(|(p, _)| p.month.is_some() && p.day.is_some()) {
            let weekday = self.parts.weekday;
            (self.parts, self.at) = (Parts { weekday, ..p }, end);
        }
    }

    pub(crate) fn weekday_after_day(&mut self) {
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

    pub(crate) fn weekday_nth(&mut self, in_month: bool) -> bool {
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

    pub(crate) fn bare_day(&mut self) -> bool {
        let t = self.t;
        let i = self.at;
        let before = t.before(i);
        if before.is_ascii_alphanumeric()
            || among(before, ".第-近每,约") && before != ','
            || numeral(before)
            || among(before, "个过共期")
        {
            return false;
        }
        let arabic = t.get(i).is_ascii_digit();
        let Some((n, end)) = int(t, i, 31) else { return false };
        let at = t.skip_blanks(end);
        let next = t.get(at + 1);
        let ok = match t.get(at) {
            '日' => (arabic || n > 10) && !among(next, "元本币内圆语游后前") && (arabic || next != '之'),
            '号' => {
                arabic
                    && (among(before, "在于从至到\0，。") || part_of_day(t, at + 1).is_some())
                    && !among(next, "楼线院店机门馆文井站令公仓厂车、")
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
}

pub(crate) fn weekday_char(c: char) -> Option<u8> {
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

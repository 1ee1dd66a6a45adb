//! Dates as written, from the century down to the second, before anything is resolved.

use super::chars::{Chars, among};
use super::number::figure;
use super::words::{Rule, lexicon};
use super::year::in_word_of_edge;

/// A number given, or a distance from that of the reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum At {
    Abs(i32),
    Rel(i32),
    /// Counted from the year told last: 同年, 次年.
    Told(i32),
}

/// A stretch inside the year, month or half: 初, 中, 底, 上旬.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Edge {
    Beginning,
    Middle,
    End,
    /// 上旬, 中旬, 下旬: 1, 2, 3.
    TenDays(u8),
    /// 上中旬, 中下旬: the first and the last third.
    Thirds(u8, u8),
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
    /// The last of several decades: 五六十年代.
    pub(crate) last_decade: Option<i32>,
    /// A fiscal, crop or school year, whose days its name does not tell.
    pub(crate) fiscal: bool,
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
    /// Days after the first of the festival: 春节第三天.
    pub(crate) later: u8,
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
    continued(t, i, false)
}

/// The date at `i` where the other end of a range stands before it, so that `clock` surely is a time of day.
pub(crate) fn continued(t: &Chars, i: usize, clock: bool) -> Option<(Parts, usize)> {
    let mut p = Parser { t, at: i, parts: Parts::default(), sure: clock };
    p.all();
    (p.parts != Parts::default() && p.at > i).then_some((p.parts, p.at))
}

pub(crate) struct Parser<'t> {
    pub(crate) t: &'t Chars,
    pub(crate) at: usize,
    pub(crate) parts: Parts,
    /// Whether a bare hour is a time of day.
    pub(crate) sure: bool,
}

impl Parser<'_> {
    pub(crate) fn all(&mut self) {
        let t = self.t;
        if self.now() {
            return;
        }
        if self.numeric() {
            self.time_of_day();
            return;
        }
        if self.before_christ() {
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

    pub(crate) fn below_year(&mut self) {
        let t = self.t;
        let dated = self.parts.year.is_some();
        if dated || self.parts.top() == 9 {
            let from = self.at;
            self.gap();
            if self.season() {
                return;
            }
            let long = lexicon().festivals.at(self.t, self.at).is_some_and(|(_, end)| end > self.at + 2);
            if !long && (self.months(dated) || self.month()) {
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
                    let ends = among(t.get(self.at + 1), "初底末中");
                    let inside = t.get(self.at + 1) == '内';
                    if (ends || inside) && self.at_free_start() && !in_word_of_edge(t, self.at + 1) {
                        self.parts.year = Some(At::Rel(0));
                        if inside {
                            self.at += 2;
                        } else {
                            self.edge_of_year();
                        }
                    }
                } else if t.get(self.at) == '月'
                    && among(t.get(self.at + 1), "初底末")
                    && self.at_free_start()
                    && !in_word_of_edge(t, self.at + 1)
                {
                    self.parts.month = Some(At::Rel(0));
                    self.within_month();
                }
            } else {
                self.weekday_after_day();
            }
        }
    }

    pub(crate) fn at_free_start(&self) -> bool {
        let c = self.t.before(self.at);
        c < '\u{4e00}' || among(c, "到至于在从自较比今且的")
    }

    pub(crate) fn gap(&mut self) {
        self.at = self.t.skip_blanks(self.at);
    }

    pub(crate) fn gap_then(&mut self, step: fn(&mut Self)) {
        let from = self.at;
        self.gap();
        let mark = self.at;
        step(self);
        if self.at == mark {
            self.at = from;
        }
    }
}

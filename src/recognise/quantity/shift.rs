//! Lengths of time counted from the reference: 近五年来, 过去十年, 未来三年, 3年前, 两小时后; and repeated times, 每年.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use jiff::civil::DateTime;

use super::chars::{Chars, among};
use super::date::Step;
use super::month::step_at;
use super::number::{number, numeral};
use super::resolve::{Resolved, floor, grain_of, length};
use super::time::Options;

/// Where the length lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    /// 过去, 近, 以来: up to now.
    Last,
    /// 未来, 今后: from now on.
    Next,
    /// 前: the moment so long ago.
    Ago,
    /// 后: the moment so long after.
    Hence,
    /// 以前: everything before that moment.
    Before,
    /// 以后: everything after it.
    After,
}

/// A length counted from the reference.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shift {
    pub(crate) way: Way,
    /// In halves of the unit.
    pub(crate) halves: i64,
    pub(crate) step: Step,
    pub(crate) end: usize,
}

/// A number with a unit of time at `i`, in halves: 三年, 一年半, 半年, 一个半小时, 十多年.
fn measure(t: &Chars, i: usize) -> Option<(i64, Step, usize)> {
    if let Some(at) = t.any(i, &["半个", "半"])
        && let Some((step, end)) = step_at(t, at).or_else(|| step_at(t, at - 1))
    {
        return Some((1, step, end));
    }
    let (n, end) = number(t, i)?;
    let twice = n.value.checked_mul(Decimal::TWO)?;
    if n.fraction || twice < Decimal::ONE || twice > Decimal::from(4000) || n.figures == 4 {
        return None;
    }
    let mut halves = twice.to_i64()?;
    let mut at = t.skip_blanks(end);
    at = t.any(at, &["多", "余", "来"]).unwrap_or(at);
    if let Some(e) = t.any(at, &["个半", "個半"]) {
        halves += 1;
        at = e;
    } else if let Some(e) = t.any(at, &["个多"]) {
        at = e;
    }
    let hour = || (t.before(at) == '半').then(|| t.word(at, "钟")).flatten().map(|e| (Step::Hour, e));
    let minute = || Some((Step::Minute, t.any(at, &["分半", "分"])?));
    let (step, mut end) = step_at(t, at).or_else(hour).or_else(minute)?;
    if step == Step::Month
        && t.get(i) != '两'
        && t.get(end - 2) != '个'
        && t.get(end - 2) != '半'
        && t.get(end - 2) != '多'
    {
        return None;
    }
    if t.before(end) == '半' {
        halves += 1;
        end = t.word(end, "钟").unwrap_or(end);
    } else {
        if let Some(e) = t.any(end, &["多"]) {
            end = e;
        }
        if t.get(end) == '半' && !matches!(t.get(end + 1), '年' | '个') {
            halves += 1;
            end = t.word(end + 1, "钟").unwrap_or(end + 1);
        }
    }
    (halves > 0).then_some((halves, step, end))
}

/// A length of time with a half in it, or one that only a length can be: 个半小时, 五分半钟, 半天, 十 月.
pub(crate) fn duration(t: &Chars, i: usize) -> Option<(Decimal, usize)> {
    let (halves, step, end) = if let Some(at) = t.any(i, &["个半"]).filter(|_| !numeral(t.before(i))) {
        let (step, end) = step_at(t, at).or_else(|| Some((Step::Hour, t.word(at, "钟")?)))?;
        (3, step, end)
    } else if let Some(at) =
        t.any(i, &["分半钟", "分半"]).filter(|_| !numeral(t.before(i)) && !t.before(i).is_ascii_digit())
    {
        (3, Step::Minute, at)
    } else {
        measure(t, i).filter(|(halves, ..)| halves % 2 == 1 || t.get(i) == '半').or_else(|| bare_months(t, i))?
    };
    let seconds = match step {
        Step::Century => 3_153_600_000,
        Step::Year => 31_536_000,
        Step::Quarter => 7_776_000,
        Step::Month => 2_592_000,
        Step::Week => 604_800,
        Step::Day => 86_400,
        Step::Hour => 3600,
        Step::Minute => 60,
        Step::Second => 1,
    };
    Some((Decimal::from(halves * seconds).checked_div(Decimal::TWO)?.normalize(), end))
}

/// 十 月 with a blank, where a length of time is sought.
fn bare_months(t: &Chars, i: usize) -> Option<(i64, Step, usize)> {
    let (n, end) = number(t, i)?;
    let at = t.skip_blanks(end);
    let blank = at > end && t.get(at) == '月';
    Some((n.value.to_i64().filter(|n| blank && *n < 1000)? * 2, Step::Month, at + 1))
}

/// The shift that begins at `i`.
pub(crate) fn shift(t: &Chars, i: usize) -> Option<Shift> {
    prefixed(t, i).or_else(|| suffixed(t, i))
}

fn prefixed(t: &Chars, i: usize) -> Option<Shift> {
    const LAST: [&str; 16] = [
        "过去的",
        "过去",
        "最近的",
        "最近",
        "近",
        "此前",
        "之前",
        "前面",
        "前",
        "上个",
        "上",
        "近来",
        "以往",
        "刚刚过去的",
        "这",
        "过往",
    ];
    const NEXT: [&str; 13] =
        ["接下来的", "接下来", "未来的", "未来", "今后", "之后", "往后", "后面", "后", "下个", "下", "将来", "此后"];
    let (way, from) = match t.any(i, &LAST) {
        Some(e) => (Way::Last, e),
        None => (Way::Next, t.any(i, &NEXT)?),
    };
    let c = t.get(i);
    if from == i + 1 {
        let before = t.before(i);
        let inside = match c {
            '近' => among(before, "最附邻将靠了达用需花续"),
            '前' => among(before, "以之目此年月日天先提当排的名"),
            '后' => among(before, "以之今此年月日天最然先随的时钟"),
            '上' | '下' => before >= '\u{4e00}' && !among(before, "在的了比较和与"),
            '这' => step_of_years(t, from).is_none(),
            _ => false,
        };
        if inside {
            return None;
        }
    }
    let at = t.skip_blanks(from);
    let unit_alone = step_at(t, at).filter(|_| matches!(t.string(i, from).as_str(), "上个" | "下个"));
    let (halves, step, end) = match unit_alone {
        Some((step, end)) if step >= Step::Day => (2, step, end),
        _ => measure(t, at)?,
    };
    if way == Way::Last && t.get(at) == '半' && from == i + 1 {
        return None;
    }
    let end = t
        .any(end, &["多来", "以来", "来", "时间里", "时间内", "时间", "期间", "之内", "以内", "内", "里", "间", "中"])
        .filter(|&e| !in_other_word(t, e - 1))
        .unwrap_or(end);
    Some(Shift { way, halves, step, end })
}

/// 这两年, 这十年 reach back from now; other lengths after 这 do not.
fn step_of_years(t: &Chars, from: usize) -> Option<()> {
    measure(t, from).filter(|&(_, step, end)| step == Step::Year && !matches!(t.get(end), '前' | '后')).map(|_| ())
}

fn suffixed(t: &Chars, i: usize) -> Option<Shift> {
    let before = t.before(i);
    if before == '第' || before.is_ascii_alphanumeric() || matches!(before, '.' | '-') {
        return None;
    }
    let (halves, step, end) = measure(t, i)?;
    let at = t.skip_blanks(end);
    let (way, end) = if let Some(e) = t.any(at, &["以前", "之前"]) {
        (if t.get(at) == '之' { Way::Ago } else { Way::Before }, e)
    } else if let Some(e) = t.any(at, &["以后", "之后"]) {
        (if t.get(at) == '之' { Way::Hence } else { Way::After }, e)
    } else if let Some(e) = t.any(at, &["以来"]) {
        (Way::Last, e)
    } else if t.get(at) == '来' && !among(t.get(at + 1), "到自源临说看访华") && step <= Step::Day {
        (Way::Last, at + 1)
    } else if t.get(at) == '前' && !among(t.get(at + 1), "三列进后期景沿往瞻所") {
        (Way::Ago, at + 1)
    } else if t.get(at) == '后' && !among(t.get(at + 1), "者期来续备") {
        (Way::Hence, at + 1)
    } else {
        return None;
    };
    Some(Shift { way, halves, step, end })
}

/// 来自, 内容, 里程, 中国: the tail belongs to the next word.
fn in_other_word(t: &Chars, at: usize) -> bool {
    let next = t.get(at + 1);
    match t.get(at) {
        '来' => among(next, "自到源临看说华访电"),
        '内' => among(next, "容部地外存需陆蒙"),
        '里' => matches!(next, '程' | '约' | '昂'),
        '间' => matches!(next, '接'),
        '中' => among(next, "国央心小共方外美东欧医型"),
        _ => false,
    }
}

/// Adds `halves` of the unit to `at`.
fn add(at: DateTime, step: Step, halves: i64) -> Option<DateTime> {
    let whole = at.checked_add(length(step, halves / 2)?).ok()?;
    if halves % 2 == 0 {
        return Some(whole);
    }
    let sign = halves.signum();
    let half = match step {
        Step::Century => length(Step::Year, 50)?,
        Step::Year => length(Step::Month, 6)?,
        Step::Quarter => length(Step::Day, 45)?,
        Step::Month => length(Step::Day, 15)?,
        Step::Week => length(Step::Hour, 84)?,
        Step::Day => length(Step::Hour, 12)?,
        Step::Hour => length(Step::Minute, 30)?,
        Step::Minute => length(Step::Second, 30)?,
        Step::Second => return Some(whole),
    };
    whole.checked_add(if sign < 0 { half.negate() } else { half }).ok()
}

/// The interval of a shift, an open end as `None`.
pub(crate) fn resolve(s: &Shift, options: &Options) -> Option<(Option<DateTime>, Option<DateTime>, super::Grain)> {
    let now = options.reference?;
    let grain = grain_of(s.step);
    if options.calendar && s.halves % 2 == 0 {
        let this = floor(now, s.step)?;
        let next = this.checked_add(length(s.step, 1)?).ok()?;
        return Some(match s.way {
            Way::Last | Way::Ago | Way::Before => (Some(add(this, s.step, -s.halves)?), Some(this), grain),
            Way::Next | Way::Hence | Way::After => (Some(next), Some(add(next, s.step, s.halves)?), grain),
        });
    }
    let moment = |sign: i64| {
        let at = add(now, s.step, sign * s.halves)?;
        let unit = if s.step <= Step::Day { Step::Day } else { Step::Second };
        let from = floor(at, unit)?;
        let r = Resolved::new(from, from.checked_add(length(unit, 1)?).ok()?, grain);
        Some((Some(r.start), Some(r.end), r.grain))
    };
    let floor_day = |at: DateTime| if s.step <= Step::Day { floor(at, Step::Day) } else { Some(at) };
    match s.way {
        Way::Ago => moment(-1),
        Way::Hence => moment(1),
        Way::Last => Some((floor_day(add(now, s.step, -s.halves)?), floor_day(now), grain)),
        Way::Next => {
            let from = if s.step <= Step::Day {
                floor(now, Step::Day)?.checked_add(length(Step::Day, i64::from(options.tomorrow))?).ok()?
            } else {
                now
            };
            Some((Some(from), Some(add(from, s.step, s.halves)?), grain))
        }
        Way::Before => Some((None, Some(add(now, s.step, -s.halves)?), grain)),
        Way::After => Some((Some(add(now, s.step, s.halves)?), None, grain)),
    }
}

/// What a shift says without a reference: `P3Y-`, `P5Y/now`.
pub(crate) fn symbolic(s: &Shift) -> String {
    let n = if s.halves % 2 == 0 { format!("{}", s.halves / 2) } else { format!("{}.5", s.halves / 2) };
    let (time, unit) = match s.step {
        Step::Century => ("", "00Y"),
        Step::Year => ("", "Y"),
        Step::Quarter => ("", "Q"),
        Step::Month => ("", "M"),
        Step::Week => ("", "W"),
        Step::Day => ("", "D"),
        Step::Hour => ("T", "H"),
        Step::Minute => ("T", "M"),
        Step::Second => ("T", "S"),
    };
    let period = format!("P{time}{n}{unit}");
    match s.way {
        Way::Last => format!("{period}/now"),
        Way::Next => format!("now/{period}"),
        Way::Ago => format!("now-{period}"),
        Way::Hence => format!("now+{period}"),
        Way::Before => format!("../now-{period}"),
        Way::After => format!("now+{period}/.."),
    }
}

/// 每年, 每个月, 每周: the ISO period that repeats, and the end.
pub(crate) fn every(t: &Chars, i: usize) -> Option<(String, Step, usize)> {
    let from = t.any(i, &["每间隔", "每隔", "每逢", "每到", "每"])?;
    if let Some(end) = t.any(from, &["晚上", "晚", "早上", "早"]).filter(|&end| from == i + 1 && t.get(end) != '点')
    {
        return Some(("P1D".into(), Step::Day, end));
    }
    let (from, n) = match t.any(from, &["一个", "一"]) {
        Some(end) => (end, 1),
        None => number(t, from)
            .and_then(|(n, end)| Some((end, n.value.to_i64().filter(|n| (2..100).contains(n))?)))
            .unwrap_or((from, 1)),
    };
    let from = if t.get(from) == '个' && step_at(t, from).is_none() { from + 1 } else { from };
    let (step, end) = step_at(t, from)?;
    let period = match step {
        Step::Year => format!("P{n}Y"),
        Step::Quarter => format!("P{}M", 3 * n),
        Step::Month => format!("P{n}M"),
        Step::Week => format!("P{n}W"),
        Step::Day => format!("P{n}D"),
        Step::Hour => format!("PT{n}H"),
        Step::Minute => format!("PT{n}M"),
        Step::Second => format!("PT{n}S"),
        Step::Century => return None,
    };
    Some((period, step, end))
}

//! Parts of the day and the time on the clock.

use super::chars::{Chars, among};
use super::date::{Parser, PartOfDay, Parts, Step};
use super::integer::{digits, int};
use super::number::{figure, numeral};

const PARTS_OF_DAY: [(&str, PartOfDay); 29] = [
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
    pub(crate) fn time_of_day(&mut self) {
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
                if let Some(part) = short.filter(|_| !among(t.get(at + 1), "会些在餐年期于")) {
                    self.parts.part = Some(part);
                    self.at = at + 1;
                }
            }
        }
        let from = t.skip_blanks(self.at);
        let sure = dated || self.sure || self.parts.part.is_some();
        if let Some((clock, end)) = clock(t, from, sure) {
            self.parts.clock = Some(clock);
            self.at = end;
        }
    }
}

pub(crate) fn part_of_day(t: &Chars, i: usize) -> Option<(PartOfDay, usize)> {
    let (part, end) = PARTS_OF_DAY.iter().find_map(|(w, p)| t.word(i, w).map(|e| (*p, e)))?;
    Some((part, end))
}

pub(crate) fn clock(t: &Chars, i: usize, sure: bool) -> Option<((u8, u8, u8, Step), usize)> {
    if t.before(i).is_ascii_digit() || t.before(i).is_ascii_alphabetic() || t.before(i) == '.' {
        return None;
    }
    if t.get(i).is_ascii_digit() {
        let (h, end) = digits(t, i)?;
        if end - i <= 2 && t.get(end) == ':' && h <= 24 {
            let (m, m_end) = digits(t, end + 1)?;
            if m_end - end != 3
                || m > 59
                || t.get(m_end).is_ascii_alphanumeric() && t.any(m_end, &["pm", "am", "PM", "AM"]).is_none()
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
    if let Some(e) = t.any(end, &["踏", "搭"]) {
        // Cantonese: the figure counts five minutes
        if let Some(d) = figure(t.get(e)).filter(|&d| d > 0 && d < 12) {
            return Some(((out.0, d * 5, 0, Step::Minute), t.word(e + 1, "个字").unwrap_or(e + 1)));
        }
        if let Some(e) = t.any(e, &["正", "整"]) {
            return Some((out, e));
        }
        if t.get(e) == '半' {
            return Some(((out.0, 30, 0, Step::Minute), e + 1));
        }
    }
    if let Some(e) = t.any(end, &["钟", "整", "正"])
        && (t.before(e) != '正' || !among(t.get(e), "式在是值"))
    {
        return Some((out, e));
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
        let whole = sure || i == 0 && e == t.len() && !t.get(i).is_ascii_digit();
        let bare = whole && (two || unit == '点') && !among(t.get(e), "个万亿%倍度名家人");
        if minute || bare && two {
            out = (out.0, m as u8, 0, Step::Minute);
            end = e + usize::from(minute);
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
    let end_of_phrase = among(next, "\0，。、；)）,至到-—~前后起许左以之开多");
    let free = !among(t.before(i), "有几这那的提出");
    (sure || end_of_phrase && free && (unit == '点' || t.get(i).is_ascii_digit() || h == 0)).then_some((out, end))
}

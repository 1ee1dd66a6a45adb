//! Whole numbers as dates need them.

use super::chars::Chars;
use super::number::{cardinal, figure, numeral};

pub(crate) fn digits(t: &Chars, i: usize) -> Option<(i32, usize)> {
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

pub(crate) fn int(t: &Chars, i: usize, max: i32) -> Option<(i32, usize)> {
    if t.get(i).is_ascii_digit() {
        return digits(t, i).filter(|(n, _)| *n <= max);
    }
    if !numeral(t.get(i)) {
        return None;
    }
    // the point of 三点 belongs to the clock
    let (n, end) = cardinal(t, i)?;
    if let Some(point) = (i..end).find(|&j| t.get(j) == '点') {
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

//! Numbers as they are written outside of running text: 21.2E0, 2^-1, 3/5, 1 4/3, 100K, 五十打, 一半.

use rust_decimal::Decimal;

use super::chars::{Chars, among};
use super::integer::digits;
use super::number::{Number, number};

/// The number at `i` with exponent, power, slash or suffix, and its end.
pub(crate) fn written(t: &Chars, i: usize) -> Option<(Number, usize)> {
    let (mut n, end) = match number(t, i) {
        Some(found) => found,
        None if t.get(i) == '半' && t.get(i + 1) == '打' => (half(), i + 1),
        None => return None,
    };
    if let Some((value, end)) = power(t, &n, end).or_else(|| exponent(t, &n, end)).or_else(|| suffix(t, &n, end)) {
        n.value = value;
        return Some((n, end));
    }
    if let Some((value, end)) = slash(t, i, &n, end) {
        n.value = value;
        n.fraction = true;
        n.figures = 0;
        return Some((n, end));
    }
    if t.get(end) == '打' && !among(t.get(end + 1), "算开击造破通工赢响理败动扮包印听") {
        n.value = n.value.checked_mul(Decimal::from(12))?;
        return Some((n, end + 1));
    }
    Some((n, end))
}

fn half() -> Number {
    Number {
        value: Decimal::new(5, 1),
        high: None,
        more: false,
        arabic: false,
        magnitude: false,
        fraction: true,
        figures: 0,
        decimal: false,
    }
}

/// 21.2E0, -127.32e13.
fn exponent(t: &Chars, n: &Number, end: usize) -> Option<(Decimal, usize)> {
    if !n.arabic || n.magnitude || !matches!(t.get(end), 'e' | 'E') {
        return None;
    }
    let negative = t.get(end + 1) == '-';
    let at = end + 1 + usize::from(negative || t.get(end + 1) == '+');
    let (by, end) = digits(t, at)?;
    if t.get(end).is_ascii_alphanumeric() {
        return None;
    }
    Some((raise(n.value, Decimal::TEN, by, negative)?, end))
}

/// `value` times `base` to the `by`.
fn raise(value: Decimal, base: Decimal, by: i32, negative: bool) -> Option<Decimal> {
    (0..by.min(64)).try_fold(value, |x, _| if negative { x.checked_div(base) } else { x.checked_mul(base) })
}

/// 2^-1, 1.1^+23; each minus before the exponent turns it.
fn power(t: &Chars, n: &Number, end: usize) -> Option<(Decimal, usize)> {
    if t.get(end) != '^' {
        return None;
    }
    let (mut at, mut minus) = (end + 1, 0);
    while matches!(t.get(at), '+' | '-') {
        minus += usize::from(t.get(at) == '-');
        at += 1;
    }
    let (by, end) = digits(t, at)?;
    let base = n.value.abs();
    let value = raise(Decimal::ONE, base, by, minus == 1)?;
    Some((if n.value.is_sign_negative() { -value } else { value }, end))
}

/// 3/5, 16/5, 1 4/3.
fn slash(t: &Chars, i: usize, n: &Number, end: usize) -> Option<(Decimal, usize)> {
    if n.figures == 0 || !n.arabic || t.before(i) == '/' {
        return None;
    }
    let over = |at: usize| {
        let (a, a_end) = digits(t, at)?;
        let (b, end) = (t.get(a_end) == '/').then(|| digits(t, a_end + 1))??;
        let closed = !(t.get(end).is_ascii_alphanumeric() || matches!(t.get(end), '/' | '.'));
        (b > 0 && closed).then(|| Some((Decimal::from(a).checked_div(Decimal::from(b))?, end)))?
    };
    if t.get(end) == '/' {
        let signed = t.get(i) == '-';
        return over(i + usize::from(signed)).map(|(x, end)| (if signed { -x } else { x }, end));
    }
    if t.get(end) == ' ' {
        let (part, end) = over(t.skip_blanks(end))?;
        return Some((n.value.checked_add(part)?, end));
    }
    None
}

/// 100K, 1.2M, 0.5G.
fn suffix(t: &Chars, n: &Number, end: usize) -> Option<(Decimal, usize)> {
    let by = match t.get(end) {
        'k' | 'K' => 1000,
        'M' => 1_000_000,
        'G' => 1_000_000_000,
        _ => return None,
    };
    if !n.arabic || t.get(end + 1).is_ascii_alphanumeric() {
        return None;
    }
    Some((n.value.checked_mul(Decimal::from(by))?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_numbers() {
        let value = |text: &str| {
            let t = Chars::new(text);
            written(&t, 0).map(|(n, end)| (n.value.round_dp(4).normalize().to_string(), end))
        };
        assert_eq!(value("1.5e3"), Some(("1500".into(), 5)));
        assert_eq!(value("-2^3"), Some(("-8".into(), 4)));
        assert_eq!(value("4^-1"), Some(("0.25".into(), 4)));
        assert_eq!(value("7/8"), Some(("0.875".into(), 3)));
        assert_eq!(value("2 1/2"), Some(("2.5".into(), 5)));
        assert_eq!(value("20k"), Some(("20000".into(), 3)));
        assert_eq!(value("三打"), Some(("36".into(), 2)));
        assert_eq!(value("三打算"), Some(("3".into(), 1)));
    }
}

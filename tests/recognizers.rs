//! Runs the public cases of three tools for numbers, units and times, where they lie beside the project, and fails
//! below the share of right cases that was reached before. A case is right when all its spans and values are.
//!
//! The tools differ in convention; what is set here for each is what its documentation says: Recognizers-Text gives
//! ranges of dates without their last unit and wants either the last or the next date, Duckling prefers the next one
//! and counts whole calendar units.

#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;
use tupu::recognise::quantity::{self, Bound, Dimension, Options, Prefer, Quantity, Time};
use tupu::span::Span;

/// The least share of right cases, in percent, by group.
const FLOORS: [(&str, f64); 6] = [
    ("numbers", 98.0),
    ("percentages", 98.0),
    ("money", 96.0),
    ("units", 97.0),
    ("dates and periods", 93.5),
    ("dates, JioNLP", 48.0),
];

#[test]
fn cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/recognizers/cases.jsonl");
    let Ok(file) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let verbose = std::env::var("RECOGNIZERS_WRONG").unwrap_or_default();
    let (mut right, mut all) = (BTreeMap::<&str, f64>::new(), BTreeMap::<&str, f64>::new());
    let mut kinds = BTreeMap::<String, (u32, u32)>::new();
    for line in file.lines() {
        let case: Value = serde_json::from_str(line).expect("a case in JSON");
        let kind = case["kind"].as_str().unwrap_or("");
        let Some(group) = group(kind) else { continue };
        let text = simplified(case["text"].as_str().unwrap_or(""));
        let result = check(&case, kind, &text);
        *all.entry(group).or_default() += 1.0;
        let per_kind = kinds.entry(kind.to_string()).or_default();
        per_kind.1 += 1;
        match result {
            Ok(()) => {
                *right.entry(group).or_default() += 1.0;
                per_kind.0 += 1;
            }
            Err(got) if verbose == group || verbose == kind => {
                eprintln!("{} {text}\n   want {}\n   got  {got}", case["id"], wanted(&case));
            }
            Err(_) => {}
        }
    }
    for (kind, (good, n)) in &kinds {
        eprintln!("    {kind:32} {good:4} of {n:4}");
    }
    let mut below = Vec::new();
    for (group, floor) in FLOORS {
        let n = all.get(group).copied().unwrap_or(0.0);
        let share = 100.0 * right.get(group).copied().unwrap_or(0.0) / n.max(1.0);
        eprintln!("{group:20} {share:5.1} % of {n}");
        if n > 0.0 && share < floor {
            below.push(format!("{group}: {share:.1} < {floor}"));
        }
    }
    assert!(below.is_empty(), "{below:?}");
}

fn group(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "NumberModel" | "Numeral" | "OrdinalModel" => "numbers",
        "PercentModel" => "percentages",
        "CurrencyModel" | "AmountOfMoney" | "test_money_parser" | "test_money_extractor" => "money",
        "DimensionModel" | "Distance" | "Volume" | "Quantity" | "Temperature" | "TemperatureModel" | "AgeModel" => {
            "units"
        }
        "DateTimeModel" | "DateTimeModelExperimentalMode" | "Time" | "Duration" => "dates and periods",
        "test_time_parser" | "test_time_extractor" => "dates, JioNLP",
        _ => return None,
    })
}

/// Traditional characters one by one as simplified ones, as reading an article does.
fn simplified(text: &str) -> String {
    use ferrous_opencc::{OpenCC, config::BuiltinConfig};
    thread_local!(static T2S: OpenCC = OpenCC::from_config(BuiltinConfig::T2s).expect("OpenCC"));
    let one = |c: char| T2S.with(|t| t.convert(&c.to_string())).chars().next().unwrap_or(c);
    text.chars().map(|c| if c < '\u{4e00}' { c } else { one(c) }).collect()
}

fn wanted(case: &Value) -> String {
    case.get("gold").or(case.get("gold_raw")).map(Value::to_string).unwrap_or_default()
}

type Outcome = Result<(), String>;

fn outcome(ok: bool, got: impl std::fmt::Debug) -> Outcome {
    if ok { Ok(()) } else { Err(format!("{got:?}")) }
}

fn check(case: &Value, kind: &str, text: &str) -> Outcome {
    let whole = case["whole"].as_bool().unwrap_or(false);
    let gold = case["gold"].as_array().cloned().unwrap_or_default();
    match kind {
        "NumberModel" | "Numeral" => {
            let numbers = quantity::numbers(text);
            if whole {
                let number = numbers.iter().find(|(s, _)| all_of(*s, text)).map(|(_, n)| n.value);
                let counted = quantity::quantities(text).into_iter().find(|q| all_of(q.core, text)).map(|q| q.amount);
                let ok = number.into_iter().chain(counted).any(|v| gold.iter().any(|g| value_is(g, v)));
                return outcome(ok, (number, counted));
            }
            let found: Vec<(Span, Decimal)> = numbers.into_iter().map(|(s, n)| (s, n.value)).collect();
            outcome(equal(text, &gold, &found, |g, v| value_is(g, *v)), found)
        }
        "OrdinalModel" => {
            let found = quantity::ordinals(text);
            outcome(equal(text, &gold, &found, |g, v| value_is(g, *v)), found)
        }
        "PercentModel" => quantities(text, &gold, quantity::percentages(text), |q, v| {
            v["value"].as_str().and_then(|s| s.trim_end_matches('%').parse().ok()).is_some_and(|x| near(q.amount, x))
        }),
        "CurrencyModel" => quantities(text, &gold, quantity::money(text), money_is),
        "AmountOfMoney" => one(text, &gold, quantity::parse_money(text).into_iter().collect(), money_is),
        "test_money_parser" => {
            let found = quantity::parse_money(text);
            let ok = found.as_ref().is_some_and(|q| all_of(q.span, text) && jio_money(q, &case["gold_raw"][0]));
            outcome(ok, found)
        }
        "test_money_extractor" => {
            let found = quantity::money(text);
            let raw = case["gold_raw"][0].as_array().cloned().unwrap_or_default();
            let spans: Vec<Value> = raw.iter().map(offsets).collect();
            let found: Vec<(Span, ())> = found.iter().map(|q| (q.core, ())).collect();
            outcome(equal(text, &spans, &found, |_, _| true), found)
        }
        "AgeModel" => quantities(text, &gold, of(text, Dimension::Age), unit_is),
        "TemperatureModel" => quantities(text, &gold, of(text, Dimension::Temperature), unit_is),
        "DimensionModel" => quantities(text, &gold, quantity::measures(text), unit_is),
        "Distance" | "Volume" | "Quantity" | "Temperature" => one(text, &gold, quantity::measures(text), unit_is),
        "Duration" => {
            let found = quantity::durations(text);
            let ok =
                matches!(&found[..], [t] if all_of(t.span, text) && gold.iter().any(|g| any(g, |v| seconds_are(t, v))));
            outcome(ok, found)
        }
        "Time" => {
            let found = quantity::times(text, &duckling(case));
            let ok = matches!(&found[..], [t] if all_of(t.span, text) && gold.iter().any(|g| any(g, |v| interval_is(t, v, false))));
            outcome(ok, found)
        }
        "DateTimeModel" | "DateTimeModelExperimentalMode" => {
            let times = [Prefer::Past, Prefer::Future].map(|prefer| quantity::times(text, &recognizers(case, prefer)));
            let ok = times.iter().any(|found| {
                let found: Vec<(Span, &Time)> = found.iter().map(|t| (t.span, t)).collect();
                equal(text, &gold, &found, |g, t| {
                    any(g, |v| time_is(t, v)) || g["values"].as_array().is_some_and(Vec::is_empty)
                })
            });
            outcome(ok, times)
        }
        "test_time_extractor" => {
            let raw = case["gold_raw"][0].as_array().cloned().unwrap_or_default();
            let spans: Vec<Value> = raw.iter().map(offsets).collect();
            let options = Options::news(Some(jiff::civil::date(2021, 6, 14).at(0, 0, 0, 0)));
            let found: Vec<(Span, ())> = quantity::times(text, &options).iter().map(|t| (t.span, ())).collect();
            outcome(equal(text, &spans, &found, |_, _| true), found)
        }
        _ => jio_time(case, text),
    }
}

/// Code points of a JioNLP extraction as a gold span.
fn offsets(raw: &Value) -> Value {
    serde_json::json!({"start": raw["offset"][0], "end": raw["offset"][1]})
}

fn all_of(span: Span, text: &str) -> bool {
    let trimmed = text.trim();
    span.of(text).trim() == trimmed
}

fn any(gold: &Value, test: impl Fn(&Value) -> bool) -> bool {
    gold["values"].as_array().is_some_and(|values| values.iter().any(test))
}

/// Whether the spans found are those of the gold, and each value right.
fn equal<T>(text: &str, gold: &[Value], found: &[(Span, T)], right: impl Fn(&Value, &T) -> bool) -> bool {
    let points = |span: Span| {
        let count = |to: usize| text[..to].chars().count() as u64;
        (count(span.from()), count(span.to()))
    };
    let same = |g: &Value, span: Span| match (g["start"].as_u64(), g["end"].as_u64()) {
        (Some(start), Some(end)) => points(span) == (start, end),
        _ => g["text"].as_str() == Some(span.of(text)),
    };
    found.len() == gold.len() && gold.iter().zip(found).all(|(g, (span, x))| same(g, *span) && right(g, x))
}

fn quantities(text: &str, gold: &[Value], found: Vec<Quantity>, right: impl Fn(&Quantity, &Value) -> bool) -> Outcome {
    let spans: Vec<(Span, &Quantity)> = found.iter().map(|q| (q.core, q)).collect();
    outcome(equal(text, gold, &spans, |g, q| any(g, |v| right(q, v))), &found)
}

/// One expression that is the whole text, bounds included.
fn one(text: &str, gold: &[Value], found: Vec<Quantity>, right: impl Fn(&Quantity, &Value) -> bool) -> Outcome {
    let ok = matches!(&found[..], [q] if all_of(q.span, text) && gold.iter().any(|g| any(g, |v| right(q, v))));
    outcome(ok, found)
}

fn of(text: &str, dimension: Dimension) -> Vec<Quantity> {
    quantity::measures(text).into_iter().filter(|q| q.dimension == dimension).collect()
}

fn near(got: Decimal, want: f64) -> bool {
    let got = got.to_f64().unwrap_or(f64::NAN);
    (got - want).abs() <= 1e-9 * want.abs().max(1e-9)
}

fn value_is(gold: &Value, got: Decimal) -> bool {
    any(gold, |v| v["value"].as_str().and_then(|s| s.parse().ok()).is_some_and(|x| near(got, x)))
}

/// `under Litre 3`, `between Metre (1.6, 3.9)` of Duckling: the bound, the unit and the figures.
fn spec(v: &Value) -> Option<(String, String, Vec<f64>)> {
    let words: Vec<&str> = v["spec"].as_str()?.splitn(3, ' ').collect();
    let [bound, unit, figures] = words[..] else { return None };
    let figures = figures.trim_matches(['(', ')']).split(',').filter_map(|f| f.trim().parse().ok()).collect();
    Some((bound.into(), unit.into(), figures))
}

fn bounded(q: &Quantity, bound: &str, figures: &[f64], scale: f64) -> bool {
    let at = |d: Decimal, f: f64| near(d, f * scale);
    match (bound, figures) {
        ("under", [x]) => q.bound == Bound::AtMost && at(q.amount, *x),
        ("above", [x]) => q.bound == Bound::AtLeast && at(q.amount, *x),
        ("between", [x, y]) => at(q.amount, *x) && q.high.is_some_and(|h| at(h, *y)),
        _ => false,
    }
}

fn money_is(q: &Quantity, v: &Value) -> bool {
    if let Some((bound, _, figures)) = spec(v) {
        return bounded(q, &bound, &figures, 1.0);
    }
    let scale = if v["unit"] == "Cent" { 0.01 } else { 1.0 };
    let value = v["value"].as_str().and_then(|s| s.parse::<f64>().ok());
    value.is_some_and(|x| near(q.amount, x * scale) || (q.amount.to_f64().unwrap_or(0.0) / x - 1.0).abs() < 1e-12)
        && v["iso"].as_str().is_none_or(|iso| q.iso.as_deref() == Some(iso))
}

/// The English name in one spelling, Metre for Meter.
fn name(unit: &str) -> String {
    unit.to_lowercase().replace("meter", "metre").replace("liter", "litre")
}

fn unit_is(q: &Quantity, v: &Value) -> bool {
    let known = quantity::units().iter().find(|u| Some(&u.name) == q.known.as_ref());
    let (wanted_unit, bound) = match spec(v) {
        Some((bound, unit, figures)) => (unit, Some((bound, figures))),
        None => (v["unit"].as_str().unwrap_or("").to_string(), None),
    };
    let dimension = known.map(|u| u.dimension);
    let gold =
        quantity::units().iter().find(|u| name(&u.english) == name(&wanted_unit) && Some(u.dimension) == dimension);
    let (Some(known), Some(gold)) = (known, gold) else { return false };
    let scale = (gold.factor / known.factor).to_f64().unwrap_or(f64::NAN);
    let close = |x: f64| (q.amount.to_f64().unwrap_or(f64::NAN) / (x * scale) - 1.0).abs() < 1e-6;
    match bound {
        Some((bound, figures)) => bounded(q, &bound, &figures, scale),
        None => v["value"].as_str().and_then(|s| s.parse().ok()).is_some_and(close),
    }
}

fn reference(case: &Value) -> Option<DateTime> {
    case["ref"].as_str().and_then(|s| s.parse().ok())
}

fn duckling(case: &Value) -> Options {
    Options {
        prefer: Prefer::Future,
        calendar: true,
        morning: 4,
        opening: false,
        occurrences: true,
        ..Options::news(reference(case))
    }
}

fn recognizers(case: &Value, prefer: Prefer) -> Options {
    Options { prefer, closed: false, tomorrow: true, morning: 8, opening: false, ..Options::news(reference(case)) }
}

fn moment(v: &Value) -> Option<DateTime> {
    v.as_str().and_then(|s| s.parse().ok())
}

/// Whether the interval is the one wanted; of a point, its start.
fn interval_is(t: &Time, v: &Value, point: bool) -> bool {
    let Some(i) = t.interval else { return false };
    let (start, end) = (moment(&v["start"]), moment(&v["end"]));
    i.start == start && (point || i.end == end)
}

fn seconds_are(t: &Time, v: &Value) -> bool {
    let unit = match v["unit"].as_str() {
        Some("Second") | None => 1.0,
        Some("Minute") => 60.0,
        Some("Hour") => 3600.0,
        Some("Day") => 86_400.0,
        Some("Week") => 604_800.0,
        Some("Month") => 2_592_000.0,
        _ => 31_536_000.0,
    };
    let number = |v: &Value| v.as_f64().or_else(|| v.as_str().and_then(|s| s.parse().ok()));
    let want = number(&v["seconds"]).or_else(|| number(&v["n"])).map(|n| n * unit);
    want.zip(t.seconds).is_some_and(|(want, got)| near(got, want))
}

fn time_is(t: &Time, v: &Value) -> bool {
    if let Some(want) = v["time"].as_str() {
        let end = v["time_end"].as_str().map(str::to_string);
        return t.clock.is_some_and(|(a, b)| a.to_string() == want && b.map(|b| b.to_string()) == end);
    }
    if !v["seconds"].is_null() {
        return seconds_are(t, v);
    }
    if let Some(set) = v["set"].as_str() {
        return t.every.as_deref() == Some(set);
    }
    interval_is(t, v, v["grain"] == "second")
}

fn jio_money(q: &Quantity, raw: &Value) -> bool {
    let number = |v: &Value| v.as_str().and_then(|s| s.parse::<f64>().ok());
    let value = match &raw["num"] {
        Value::Array(ends) => {
            let ends: Vec<f64> = ends.iter().filter_map(number).collect();
            let close = |d: Decimal, x: f64| (d.to_f64().unwrap_or(0.0) - x).abs() < 0.006;
            matches!(ends[..], [a, b] if close(q.amount, a) && q.high.is_some_and(|h| close(h, b)))
        }
        one => number(one).is_some_and(|x| (q.amount.to_f64().unwrap_or(0.0) - x).abs() < 0.006),
    };
    value && q.unit.as_deref() == raw["case"].as_str()
}

fn jio_time(case: &Value, text: &str) -> Outcome {
    let raw = case["gold_raw"].as_array().cloned().unwrap_or_default();
    let [base, want] = &raw[..] else { return Err("another form".into()) };
    let field = |i: usize, key: &str| base.get(key).or(base.get(i)).and_then(Value::as_f64).map(|x| x as i16);
    let year = field(0, "year").filter(|_| !base.is_number()).unwrap_or(1973);
    let (month, day) = (field(1, "month").unwrap_or(7), field(2, "day").unwrap_or(1));
    let (hour, minute, second) =
        (field(3, "hour").unwrap_or(0), field(4, "minute").unwrap_or(0), field(5, "second").unwrap_or(0));
    let reference = jiff::civil::date(year, month as i8, day as i8).at(hour as i8, minute as i8, second as i8, 0);
    if want["type"] == "time_delta" {
        let found = quantity::durations(text);
        let seconds = |v: &Value| -> f64 {
            let units = [
                ("year", 31_536_000.0),
                ("month", 2_592_000.0),
                ("day", 86_400.0),
                ("workday", 86_400.0),
                ("hour", 3600.0),
                ("minute", 60.0),
                ("second", 1.0),
            ];
            units.iter().filter_map(|(k, s)| v[*k].as_f64().map(|n| n * s)).sum()
        };
        let ok = matches!(&found[..], [t] if t.seconds.is_some_and(|s| near(s, seconds(&want["time"]))));
        return outcome(ok, found);
    }
    let found = quantity::times(text, &Options { morning: 6, opening: false, ..Options::news(Some(reference)) });
    let end = |v: &Value| v.as_str().and_then(|s| s.replace(' ', "T").parse::<DateTime>().ok());
    let (from, to) = (end(&want["time"][0]), end(&want["time"][1]));
    let ok = matches!(&found[..], [t] if all_of(t.span, text) && t.interval.is_some_and(|i| {
        let last = i.end.and_then(|e| e.checked_sub(jiff::Span::new().seconds(1)).ok());
        i.start == from && (last == to || i.end == to)
    }));
    outcome(ok, found)
}

//! Long and short names of one thing, by kind; and the name that enters its IRI.

use super::forms::Forms;
use crate::recognise::gazetteer::{Gazetteer, Level};
use crate::recognise::{CEREMONIES, core_name};

/// 荔浦 and 荔浦市 are one when the gazetteer gives them one code, or when one is the other without its ending.
pub(super) fn same_place(
    long: &str,
    short: &str,
    long_code: Option<&str>,
    short_code: Option<&str>,
) -> Option<&'static str> {
    match (long_code, short_code) {
        (Some(a), Some(b)) => (a == b && long > short).then_some("same place"),
        _ => {
            let rest = long.strip_prefix(short).filter(|_| short.chars().count() >= 2)?;
            let ending = [
                "省",
                "市",
                "县",
                "区",
                "镇",
                "乡",
                "村",
                "州",
                "盟",
                "旗",
                "街道",
                "地区",
                "自治区",
                "自治州",
                "自治县",
                "特别行政区",
            ];
            ending.contains(&rest).then_some("short form")
        }
    }
}

/// 毛嘉工艺品 for 桂林毛嘉工艺品有限公司; 武陵酒业 for 武陵酒业有限公司; 理工学院 never for 甲理工学院, but 甲理工学院 for 某市甲理工学院.
pub(super) fn short_organization(long: &str, short: &str, company: bool) -> Option<&'static str> {
    let count = short.chars().count();
    if count < 2 || long == short || long.chars().count() <= count {
        return None;
    }
    if company && core_name(long) != long {
        let core = core_name(long);
        if core == short || core == core_name(short) {
            return Some("legal form and place stripped");
        }
        let legal = long.strip_prefix(short).or_else(|| core.strip_prefix(short));
        if count >= 3 && legal.is_some() && !["分公司", "支公司", "分行", "支行"].iter().any(|b| long.ends_with(b))
        {
            return Some("short form");
        }
    }
    let place = long.strip_suffix(short)?;
    let found = Gazetteer::embedded().find(place);
    let only = found.first().is_some_and(|m| m.span.start == 0 && m.span.to() == place.len() && !m.is_ambiguous());
    (only && count >= 4).then_some("place stripped")
}

/// A name with its fixed short forms written out: 甲经济技术开发区管理委员会 for 甲经开区管委会.
pub(super) fn in_full(name: &str) -> String {
    const SHORT: [(&str, &str); 5] = [
        ("管委会", "管理委员会"),
        ("经开区", "经济技术开发区"),
        ("高新区", "高新技术产业开发区"),
        ("高新技术开发区", "高新技术产业开发区"),
        ("人大常委会", "人民代表大会常务委员会"),
    ];
    let name = SHORT.iter().fold(name.to_owned(), |name, (short, long)| name.replace(short, long));
    railway(&name).unwrap_or(name)
}

/// 中国铁路成都局集团有限公司 for 成都局集团公司 and 国铁成都局集团, with what stands behind it.
fn railway(name: &str) -> Option<String> {
    let (place, rest) = name.split_once("局集团")?;
    let place = ["中国铁路", "国铁"].iter().find_map(|state| place.strip_prefix(state)).unwrap_or(place);
    let rest = ["有限公司", "公司"].iter().find_map(|form| rest.strip_prefix(form)).unwrap_or(rest);
    let city = Gazetteer::embedded().named(place);
    let seat = city.iter().any(|c| Gazetteer::embedded().place(c.place).level <= Level::Prefecture) || place == "青藏";
    seat.then(|| format!("中国铁路{place}局集团有限公司{rest}"))
}

/// 世界移动通信大会 for 2025上海世界移动通信大会, and its opening for the whole.
pub(super) fn short_event(long: &str, short: &str) -> Option<&'static str> {
    let (l, s) = (event_itself(long), event_itself(short));
    if long.chars().count() <= short.chars().count() {
        return None;
    }
    let part = l == s || l.ends_with(s) && s.chars().count() >= 4;
    part.then_some("short form")
}

/// 《规划》 for 《新能源汽车产业发展规划（2021-2035年）》.
pub(super) fn short_work(long: &str, short: &str) -> Option<&'static str> {
    let (l, s) = (title(long), title(short));
    let main = main_title(l);
    if l == s {
        return (long > short).then_some("same title");
    }
    let shorter = s.chars().count() <= 6 && s.chars().count() < main.chars().count();
    (shorter && main.ends_with(s)).then_some("short title")
}

/// The name of an event without that of its opening or closing.
fn event_itself(name: &str) -> &str {
    CEREMONIES.iter().find_map(|s| name.strip_suffix(s)).unwrap_or(name)
}

/// A title without its marks.
fn title(name: &str) -> &str {
    name.trim_matches(['《', '》'])
}

/// A title up to its bracket.
fn main_title(title: &str) -> &str {
    title.split(['（', '(']).next().unwrap_or(title)
}

/// What one of the [`parts`] of a longer name must be for this one to be short for it.
pub(super) fn handles<'n>(kind: &str, name: &'n str, code: Option<&'n str>) -> Vec<&'n str> {
    match kind {
        "place" => std::iter::once(name).chain(code).collect(),
        "org" => vec![name, core_name(name)],
        "event" => vec![event_itself(name)],
        "work" => vec![title(name)],
        _ => Vec::new(),
    }
}

/// The words by which the short forms of a name are found; more than those that count.
pub(super) fn parts<'n>(kind: &str, name: &'n str, code: Option<&'n str>) -> Vec<&'n str> {
    let heads = |name: &'n str| (0..=name.len()).filter_map(move |end| name.get(..end));
    let tails = |name: &'n str| (0..=name.len()).filter_map(move |start| name.get(start..));
    match kind {
        "place" => heads(name).chain(code).collect(),
        "org" => heads(name).chain(tails(name)).chain(heads(core_name(name))).collect(),
        "event" => tails(event_itself(name)).collect(),
        "work" => tails(title(name)).chain(tails(main_title(title(name)))).collect(),
        _ => Vec::new(),
    }
}

/// The name that enters the IRI: the gazetteer's for a place it knows (provinces and countries by their short name), else
/// the longest form, the first of equals.
pub(super) fn canonical(forms: &Forms, code: Option<&str>) -> String {
    let gazetteer = Gazetteer::embedded();
    if let Some(place) = code.and_then(|c| gazetteer.by_code(c)).map(|id| gazetteer.place(id)) {
        let wide = place.level <= Level::Province && !place.short.is_empty();
        return if wide { place.short } else { place.name }.to_owned();
    }
    forms.longest().to_owned()
}

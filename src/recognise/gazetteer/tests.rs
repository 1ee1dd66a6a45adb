use proptest::prelude::*;

use super::{Form, Gazetteer, Level, PlaceId};
use crate::span::Span;

fn gazetteer() -> &'static Gazetteer {
    Gazetteer::embedded()
}

fn id(code: &str) -> PlaceId {
    gazetteer().by_code(code).unwrap_or_else(|| panic!("no place {code}"))
}

fn found(text: &str) -> Vec<&str> {
    gazetteer().find(text).into_iter().map(|m| m.span.of(text)).collect()
}

/// Finds names in a text whose words are divided by spaces.
fn among(text: &str) -> Vec<String> {
    let whole = text.replace(' ', "");
    let mut at = 0;
    let words: Vec<Span> = text
        .split(' ')
        .map(|w| {
            at += w.len();
            Span::new(at - w.len(), at)
        })
        .collect();
    gazetteer().find_among(&whole, &words).into_iter().map(|m| m.span.of(&whole).to_owned()).collect()
}

fn chosen(name: &str, context: &[&str]) -> Option<String> {
    let context: Vec<PlaceId> = context.iter().map(|c| id(c)).collect();
    let matches = gazetteer().find(name);
    assert_eq!(matches[0].span.of(name), name);
    gazetteer().resolve(&matches[0], &gazetteer().around(&context)).map(|p| gazetteer().place(p).code.to_string())
}

#[test]
fn towns_have_their_parents() {
    let g = gazetteer();
    let lines: Vec<Vec<&str>> =
        g.named("青山镇").iter().map(|c| g.ancestors(c.place).map(|a| g.place(a).name).collect()).collect();
    assert!(lines.len() > 5);
    assert!(lines.contains(&vec!["荔浦市", "桂林市", "广西壮族自治区", "中国", "亚洲"]), "{lines:?}");
}

#[test]
fn counties_under_a_province_or_a_municipality_skip_the_prefecture() {
    let g = gazetteer();
    assert_eq!(g.place(id("429004")).parent, Some(id("42")));
    assert_eq!(g.place(id("310115")).parent, Some(id("31")));
    assert_eq!(g.place(id("441900101")).parent, Some(id("4419")));
    assert_eq!(g.place(id("429004")).level, Level::County);
}

#[test]
fn short_names_leave_out_endings_and_peoples() {
    let g = gazetteer();
    let cases = [
        ("450332", "恭城"),
        ("6540", "伊犁"),
        ("45", "广西"),
        ("65", "新疆"),
        ("310115", "浦东"),
        ("1525", "锡林郭勒"),
    ];
    for (code, short) in cases {
        assert_eq!(g.place(id(code)).short, short);
    }
    // 左旗 and 右旗 are told apart by the very part that would go.
    assert_eq!(g.place(id("150422")).short, "巴林左旗");
}

#[test]
fn every_place_has_a_code_of_its_own_and_a_country_or_is_a_region() {
    let g = gazetteer();
    for (i, place) in g.places.iter().enumerate() {
        assert_eq!(g.by_code(&place.code), Some(PlaceId(i as u32)), "{} {}", place.code, place.name);
        let top = std::iter::once(PlaceId(i as u32)).chain(g.ancestors(PlaceId(i as u32))).last();
        assert!(top.is_some_and(|t| g.place(t).level == Level::Region), "{} {}", place.code, place.name);
        assert!(place.name.starts_with(place.short), "{}", place.name);
    }
}

#[test]
fn rows_of_the_world_name_only_places_there_are() {
    let world = include_str!("../../../data/world.tsv");
    for row in world.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let names: Vec<&str> = match cells[..] {
            ["region", _, _, members] => members.split(' ').collect(),
            ["country", _, _, _, continent] => vec![continent],
            ["alias", name, _] | ["letter", _, name] => vec![name],
            ["region", ..] | ["state" | "city", _, _] | ["list", _] => vec![],
            _ => panic!("not understood: {row}"),
        };
        for name in names {
            assert!(!gazetteer().named(name).is_empty(), "{name} in {row}");
        }
        if cells[0] == "list" {
            for list in cells[1].split(' ') {
                assert_eq!(found(list).len(), list.chars().count(), "{list}");
            }
        }
    }
}

#[test]
fn former_names_point_to_what_they_became() {
    let g = gazetteer();
    let county = g.named("荔浦县")[0].place;
    assert_eq!(g.place(county).former, Some(201607));
    assert_eq!(g.place(county).successor, Some(id("450381")));
    assert_eq!(g.place(g.named("襄樊市")[0].place).successor, Some(id("4206")));
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(
        found("产品从广西荔浦市青山镇运往东南亚和美国纽约"),
        ["广西", "荔浦市", "青山镇", "东南亚", "美国", "纽约"]
    );
    assert_eq!(found("三青山镇"), ["三青山镇"]);
    assert_eq!(found("粤港澳大湾区与港澳"), ["粤港澳大湾区", "港澳"]);
    assert_eq!(found("苏浙沪三地"), ["苏", "浙", "沪"]);
    assert_eq!(found("今天没有消息"), [""; 0]);
}

#[test]
fn letters_of_a_list_are_places_each() {
    let g = gazetteer();
    let names: Vec<&str> = g.find("川渝").iter().map(|m| g.place(m.candidates[0].place).name).collect();
    assert_eq!(names, ["四川省", "重庆市"]);
}

#[test]
fn names_do_not_cut_words() {
    assert_eq!(among("其中 德国 占 三成"), ["德国"]);
    assert_eq!(among("北京 市长 出席"), ["北京"]);
    assert_eq!(among("北京市 长安街"), ["北京市"]);
    assert_eq!(among("发展中国家 增长"), [""; 0]);
    // 长流镇 is a town of 海口市.
    assert_eq!(among("海口 市长 流 镇"), ["海口市", "长流镇"]);
}

#[test]
fn ordinary_words_need_evidence() {
    let g = gazetteer();
    for word in
        ["和平", "资源", "东方", "通道", "来宾", "朝阳区", "东区", "城区", "鼓楼", "江南", "市中", "牡丹", "上街"]
    {
        let ambiguous = g.named(word).iter().all(|c| c.ambiguous);
        assert_eq!(ambiguous, word != "朝阳区", "{word}");
    }
    for word in ["荔浦", "广西", "伊犁", "义乌", "昆山", "桂林", "大连", "海淀", "恭城", "敦煌", "富阳"]
    {
        assert!(g.named(word).iter().any(|c| !c.ambiguous && c.form == Form::Short), "{word}");
    }
    // The stem of a town alone is no name.
    assert!(g.named("大唐").is_empty());
}

#[test]
fn the_nearest_of_a_name_is_chosen() {
    assert_eq!(chosen("青山镇", &["450381"]).as_deref(), chosen("青山镇", &["4503"]).as_deref());
    assert!(chosen("青山镇", &["450381"]).is_some_and(|code| code.starts_with("450381")));
    assert_eq!(chosen("鼓楼区", &["32", "3201"]).as_deref(), Some("320106"));
    assert_eq!(chosen("鼓楼区", &["350104"]).as_deref(), Some("350102"));
    assert_eq!(chosen("鼓楼区", &["32"]), None);
    assert_eq!(chosen("鼓楼区", &[]), None);
    assert_eq!(chosen("鼓楼区", &["33"]), None);
}

#[test]
fn a_place_goes_before_what_lies_in_it() {
    assert_eq!(chosen("吉林", &["2201"]).as_deref(), Some("22"));
    assert_eq!(chosen("海南", &[]).as_deref(), Some("46"));
    assert_eq!(chosen("海南", &["63", "6301"]).as_deref(), Some("6325"));
    assert_eq!(chosen("长沙", &[]).as_deref(), Some("4301"));
    assert_eq!(chosen("朝阳", &["110105"]).as_deref(), Some("110105"));
    assert_eq!(chosen("朝阳", &[]).as_deref(), Some("2113"));
}

#[test]
fn a_single_town_needs_its_province_where_others_are_named() {
    assert_eq!(gazetteer().named("横店镇").len(), 1);
    assert_eq!(chosen("横店镇", &[]).as_deref(), Some("330783123"));
    assert_eq!(chosen("横店镇", &["US"]).as_deref(), Some("330783123"));
    assert_eq!(chosen("横店镇", &["3301"]).as_deref(), Some("330783123"));
    assert_eq!(chosen("横店镇", &["4401"]), None);
}

#[test]
fn places_lie_within_areas_and_regions() {
    let g = gazetteer();
    let within = |a: &str, b: &str| g.is_within(id(a), id(b));
    assert!(within("450381", "45") && within("450381", "CN") && within("450381", "亚洲"));
    assert!(within("330783", "长三角") && within("4401", "粤港澳大湾区") && within("81", "粤港澳大湾区"));
    assert!(within("VN/河内", "东南亚") && within("长三角", "CN"));
    assert!(
        !within("45", "450381") && !within("45", "45") && !within("4503", "粤港澳大湾区") && !within("CN", "长三角")
    );
}

proptest! {
    #[test]
    fn spans_lie_in_the_text_in_order(text in "(荔浦市|苏浙沪|青山镇|中美|𠮷|market|长沙市|吉林|\\PC){0,12}") {
        let words: Vec<Span> = text.char_indices().map(|(i, c)| Span::new(i, i + c.len_utf8())).collect();
        let plain = gazetteer().find(&text);
        prop_assert_eq!(&plain, &gazetteer().find_among(&text, &words));
        let mut free = 0;
        for m in plain {
            prop_assert!(m.span.from() >= free && !m.candidates.is_empty());
            prop_assert!(!m.span.of(&text).is_empty());
            free = m.span.to();
        }
    }
}

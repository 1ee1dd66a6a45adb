//! Which mention a short form, a declared alias, a session or a former name stands for.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::Gazetteer;
use super::repeated::{OWN, declarations};
use super::{Mention, Recogniser};
use crate::ontology::Ontology;
use crate::segment::Segmented;

/// The mention that a text says to call 公司: 甲股份有限公司（以下简称“公司”）.
pub(super) fn called_firm(seg: &Segmented, mentions: &[Mention]) -> Option<u32> {
    let own = declarations(seg).into_iter().filter(|(_, alias)| OWN.contains(&alias.of(&seg.text)));
    let full = |before: usize| {
        mentions.iter().rposition(|m| m.span.to() <= before && seg.text[m.span.to()..before].trim().is_empty())
    };
    own.filter_map(|(before, _)| full(before)).next().map(|m| m as u32)
}

/// Links short forms and declared aliases to the mention they stand for.
pub(super) fn link(seg: &Segmented, ontology: &Ontology, mentions: &mut [Mention]) {
    for (before, alias) in declarations(seg) {
        let full =
            mentions.iter().rposition(|m| m.span.to() <= before && seg.text[m.span.to()..before].trim().is_empty());
        let Some(full) = full else { continue };
        let name = super::clean_name(alias.of(&seg.document.text));
        for m in mentions.iter_mut().filter(|m| m.name == name) {
            m.refers_to = Some(full as u32);
        }
    }
    link_events(ontology, mentions);
    link_sessions(seg, ontology, mentions);
    link_former(seg, ontology, mentions);
    let gazetteer = Gazetteer::embedded();
    // Where each place of a short name, and each firm, is named first.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut firms: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (i, m) in mentions.iter().enumerate() {
        let kind = ontology.kind(m.class);
        if kind == "Place" {
            let place = m.code.as_deref().and_then(|c| gazetteer.by_code(c)).map(|id| gazetteer.place(id));
            if let Some(place) = place.filter(|place| place.short != m.name) {
                places.entry(place.short).or_insert(i);
            }
        } else if m.name.ends_with("公司") {
            firms.entry((kind, &m.name)).or_insert(i);
        }
    }
    let mut firms: Vec<usize> = firms.into_values().collect();
    firms.sort_unstable();
    let holders = holders(&seg.text, mentions);
    let mut known: BTreeMap<(&str, String), Option<usize>> = BTreeMap::new();
    for i in 0..mentions.len() {
        if mentions[i].by != Recogniser::Repeated || mentions[i].refers_to.is_some() {
            continue;
        }
        let kind = ontology.kind(mentions[i].class);
        let short = mentions[i].name.clone();
        let full = *known.entry((kind, short)).or_insert_with_key(|(_, short)| {
            if kind == "Place" {
                return places.get(short.as_str()).copied();
            }
            let stands = |m: &Mention| {
                let held = holders.contains(&m.name) && is_group_of(&m.name, short);
                ontology.kind(m.class) == kind && m.name != *short && m.name.contains(short) && !held
            };
            firms.iter().copied().find(|&firm| stands(&mentions[firm]))
        });
        mentions[i].refers_to = full.map(|f| f as u32);
        if let Some(full) = full {
            mentions[i].code = mentions[full].code.clone();
        }
    }
}

/// Links the bare name of an event to the only numbered one of the article (广交会: 第137届广交会), and the first half of a
/// double name to the whole (甲大会: 甲大会暨乙会议).
fn link_events(ontology: &Ontology, mentions: &mut [Mention]) {
    let event = |m: &Mention| ontology.kind(m.class) == "Event";
    let longer = |short: &str, long: &str| {
        let numbered = long.strip_suffix(short).is_some_and(|number| {
            number.ends_with('届') || number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit())
        });
        numbered || long.strip_prefix(short).is_some_and(|rest| rest.starts_with('暨'))
    };
    let names: BTreeSet<&str> = mentions.iter().filter(|m| event(m)).map(|m| m.name.as_str()).collect();
    let whole = |short: &str| {
        let mut long = names.iter().filter(|name| longer(short, name));
        long.next().filter(|_| long.next().is_none()).and_then(|name| mentions.iter().position(|m| m.name == **name))
    };
    let wholes: BTreeMap<String, Option<usize>> = names.iter().map(|name| (name.to_string(), whole(name))).collect();
    for m in mentions.iter_mut().filter(|m| event(m) && m.refers_to.is_none()) {
        m.refers_to = wholes.get(&m.name).copied().flatten().map(|full| full as u32);
    }
}

/// Links the short name of the event that an article is about to the full one, whose letters it keeps: 甲国际中小企业博览会…，
/// 本届中博会.
fn link_sessions(seg: &Segmented, ontology: &Ontology, mentions: &mut [Mention]) {
    let event = |m: &Mention| ontology.kind(m.class) == "Event";
    let this = |m: &Mention| {
        let before = &seg.text[..m.span.from()];
        ["本届", "本次", "此次", "这届", "这次"].iter().any(|word| before.ends_with(word))
    };
    let bare = |name: &str| name.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    let shorts: BTreeSet<(String, u32)> =
        mentions.iter().filter(|m| event(m) && this(m)).map(|m| (m.name.clone(), m.span.start)).collect();
    for (short, at) in shorts {
        let full = |m: &Mention| event(m) && m.refers_to.is_none() && m.span.start < at;
        let mut fulls: Vec<usize> = (0..mentions.len())
            .filter(|&i| {
                full(&mentions[i]) && abbreviates(&short, &mentions[i].name) && bare(&mentions[i].name) != short
            })
            .collect();
        fulls.dedup_by(|a, b| mentions[*a].name == mentions[*b].name);
        let [full] = fulls[..] else { continue };
        mentions
            .iter_mut()
            .filter(|m| event(m) && bare(&m.name) == short)
            .for_each(|m| m.refers_to = Some(full as u32));
    }
}

/// Whether a name has the letters of a longer one in their order, from its last on (中博会: 中国国际中小企业博览会).
fn abbreviates(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    let ends = short.chars().next_back() == long.chars().next_back();
    let year = short.trim_start_matches(|c: char| c.is_ascii_digit());
    ends && short.len() < long.len() && year.chars().count() >= 3 && year.chars().all(|c| letters.any(|l| l == c))
}

/// Links a former or a real name to the one before it: 甲，原名乙.
fn link_former(seg: &Segmented, ontology: &Ontology, mentions: &mut [Mention]) {
    const FORMER: [&str; 8] = ["，原名", "，本名", "，真名", "，又名", "（原名", "（本名", "（真名", "（又名"];
    for i in 1..mentions.len() {
        let (now, then) = (&mentions[i - 1], &mentions[i]);
        let between = seg.text.get(now.span.to()..then.span.from()).unwrap_or("");
        let alike = ontology.kind(now.class) == ontology.kind(then.class) && now.name != then.name;
        if alike && FORMER.contains(&between) && matches!(ontology.kind(now.class), "Person" | "Organization") {
            let former = then.name.clone();
            let full = mentions[i - 1].refers_to.unwrap_or(i as u32 - 1);
            mentions.iter_mut().filter(|m| m.name == former).for_each(|m| m.refers_to = Some(full));
        }
    }
}

/// The names of those that hold the firm which an article tells of: 控股股东罗牛山集团. A firm and the group that holds it often
/// share a name.
pub(crate) fn holders(text: &str, mentions: &[Mention]) -> BTreeSet<String> {
    const HOLDS: [&str; 5] = ["控股股东", "母公司", "大股东", "实际控制人", "间接控股股东"];
    let held = mentions.iter().filter(|m| HOLDS.iter().any(|word| text[..m.span.from()].ends_with(word)));
    held.map(|m| m.name.clone()).collect()
}

/// Whether a name is that of a firm's group: 罗牛山集团有限公司 of 罗牛山.
pub(crate) fn is_group_of(long: &str, short: &str) -> bool {
    let rest = long.strip_suffix("有限公司").unwrap_or(long).strip_prefix(short);
    rest.is_some_and(|rest| matches!(rest, "集团" | "控股" | "控股集团" | "集团公司" | "投资集团"))
}

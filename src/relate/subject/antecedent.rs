//! What a word stands for that names nothing itself: 该公司, 公司, 当地, 全市, 园区, 他.

use super::governed;
use super::named::{area, company, event, last, nearest, recent, salient};
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::Scene;

/// 园区, 线路 at the head of a clause: what was named before.
fn definite(scene: &Scene, i: usize) -> bool {
    // 全线最长的隧道: it only describes.
    scene.opens_clause(i) && !(i + 1..i + 4).any(|k| scene.word(k) == "的")
}

/// Whether a facility is a line.
fn is_line(name: &str) -> bool {
    ["铁路", "高铁", "高速", "高速公路", "地铁", "轻轨", "线", "班列"].iter().any(|end| name.ends_with(end))
}

/// The mention that the word at unit `i` stands for: 该公司, 公司, 当地, 全市, 其, 他.
pub(in crate::relate) fn antecedent(cx: &Context, scene: &Scene, i: usize) -> Option<MentionIx> {
    let word = scene.word(i);
    let before = scene.units.get(i)?.span;
    match word {
        "当地" | "本地" | "这里" | "此地" | "境内" => {
            return last(cx, before.from(), |m| cx.is(m, "AdministrativeArea"));
        }
        "省里" | "市里" | "县里" | "区里" | "镇里" | "乡里" | "村里" => {
            return area(cx, before.from(), word.strip_suffix('里').unwrap_or(word));
        }
        "园区" if definite(scene, i) => return last(cx, before.from(), |m| cx.is(m, "Zone")),
        "全线" | "线路" | "该线" | "铁路" | "高铁" if definite(scene, i) => {
            return salient(cx, before.from(), |m| {
                cx.is(m, "Facility") && is_line(&cx.found.mentions[m as usize].name)
            });
        }
        "这座" | "这个" | "这一" | "这片" if points_at_area(scene, i) => {
            return nearest(cx, before.from(), |m| cx.is(m, "AdministrativeArea"));
        }
        "他" | "她" => return person(cx, scene, before.from()),
        "其" => return cx.topic,
        _ => {}
    }
    let bare = word.strip_prefix(['该', '本', '全', '我']).filter(|rest| !rest.is_empty());
    let (noun, marked) = match (word, bare) {
        ("该" | "本" | "这家" | "上述" | "此" | "全" | "我", _) => (scene.word(i + 1), true),
        (_, Some(noun)) => (noun, true),
        _ => (word, i > 0 && matches!(scene.word(i - 1), "该" | "本" | "这家" | "上述")),
    };
    let level =
        ["省", "市", "县", "区", "镇", "乡", "村", "州", "盟", "旗", "街道"].iter().find(|l| **l == noun && marked);
    if let Some(level) = level {
        // 全区 in the same breath as 自治区 means the whole of it.
        let near = scene.units[i].span.from();
        let recent = &cx.seg.text[..near];
        let recent = recent.char_indices().rev().nth(120).map_or(recent, |(at, _)| &recent[at..]);
        let level = if *level == "区" && recent.contains("自治区") { "自治区" } else { level };
        return area(cx, near, level);
    }
    if let Some(event) = event(cx, scene, i, noun) {
        return Some(event);
    }
    if let Some(named) = named_so(cx, scene, i) {
        return Some(named);
    }
    let class = scene.lexicon.class_of_noun(noun).or_else(|| match noun {
        // 全部, 全会, 全局: no body.
        _ if word.starts_with('全') => None,
        "行" => scene.ontology.class("Company"),
        "校" => scene.ontology.class("School"),
        "院" | "所" => scene.ontology.class("ResearchInstitute"),
        "局" | "部" | "厅" | "委" => scene.ontology.class("GovernmentBody"),
        "会" => scene.ontology.class("Association"),
        _ => None,
    })?;
    let bare_company =
        matches!(word, "公司" | "集团") && (i == 0 || !scene.is_nominal(i - 1) && scene.word(i - 1) != "的");
    if !(marked || bare_company) || !scene.ontology.is_named(class, "Organization") {
        return None;
    }
    // 某物流中心 is no 公司, though nothing says what else it is.
    let other = |m: MentionIx| {
        let name = cx.full_name(m);
        scene.ontology.is_named(class, "Company")
            && name.ends_with(['心', '局', '院', '部', '会', '委', '厅', '办', '司', '所', '校', '社'])
            && !name.ends_with("公司")
    };
    let fits = |m: MentionIx| {
        let own = cx.class(m);
        scene.ontology.is_a(own, class)
            || (scene.ontology.is_a(class, own) && scene.ontology.is_named(own, "Organization") && !other(m))
    };
    // 该公司 is the one named last in the sentence before the clause, else the one talked about.
    let clause = scene.units[scene.clause(i).0].span.from();
    let here = |m: MentionIx| fits(m) && cx.span(m).from() >= scene.sentence.span.from();
    if marked {
        return nearest(cx, clause, here).or_else(|| last(cx, clause, fits));
    }
    // （以下简称“公司”）
    if let Some(own) = cx.found.firm.filter(|&m| word == "公司" && bare_company && cx.span(m).from() < before.from())
    {
        return Some(own);
    }
    // A bare 公司 is the one that the sentence began with, else the paragraph's, else the one that the article is about.
    let (start, end) = scene.clause(0);
    let opening = (start..end.min(i)).find(|&k| scene.mention(k).is_some_and(fits) && !governed(scene, k, start));
    let paragraph = cx.seg.document.paragraphs.get(scene.sentence.paragraph).map(|p| p.span);
    let within = |t: MentionIx| {
        let own = cx.found.mentions[t as usize].name.as_str();
        let here = |m: MentionIx| paragraph.is_some_and(|p| p.contains(cx.span(m)));
        recent(cx, before.from()).any(|m| here(m) && cx.found.mentions[m as usize].name == own)
    };
    let opening = opening.filter(|_| scene.clause(i).0 > start).and_then(|k| scene.mention(k));
    let topic = cx.topic.filter(|&t| within(t)).and_then(|t| if cx.is(t, "Person") { company(cx, t) } else { Some(t) });
    // 甲股份主营乙，控股股东为丙。今年公司实现收入…: the one that the paragraph begins with.
    let lead = || {
        let from = paragraph?.start;
        let names = &cx.found.mentions[..cx.found.names];
        let first = names.partition_point(|m| m.span.start < from);
        names.get(first).filter(|m| m.span.start == from)?;
        Some(first as MentionIx).filter(|&m| cx.is(m, "Company"))
    };
    let topic = topic.filter(|&t| fits(t));
    opening.or(topic).or_else(lead).or_else(|| salient(cx, before.from(), fits))
}

/// 口岸, 合作社, 综保区 at the head of a clause: the last name that ends so, in full or in short.
fn named_so(cx: &Context, scene: &Scene, i: usize) -> Option<MentionIx> {
    let word = scene.word(i);
    // 综保区规划面积: what is measured of it may follow.
    let measured = || (i + 1..i + 4).any(|k| scene.lexicon.measures_by_noun(scene.word(k)).is_some());
    let acts = || scene.is_known_verb(i + 1) || scene.pos(i + 1) == "vn";
    let bare = !scene.is_nominal(i + 1) || acts() || measured();
    if !definite(scene, i) || scene.mention(i).is_some() || word.len() < 6 || !bare {
        return None;
    }
    let site = || scene.ontology.class("Zone").filter(|_| word == "基地");
    let class = scene.lexicon.class_of_suffix(word).or_else(site)?;
    if !["Organization", "Place"].iter().any(|kind| scene.ontology.is_named(class, kind)) || word.ends_with("公司") {
        return None;
    }
    let short = |name: &str| {
        let ending = scene.lexicon.class_by_suffix(name).map_or("", |(_, ending)| ending);
        word.chars().count() > 2 && abbreviates(word, ending)
    };
    nearest(cx, scene.units[i].span.from(), |m| {
        let name = cx.full_name(m);
        name.len() > word.len() && (name.ends_with(word) || short(name))
    })
}

/// Whether the letters of a word stand in this order in longer words, the first and the last at their ends: 综保区, 综合保税区.
fn abbreviates(word: &str, words: &str) -> bool {
    let mut letters = words.chars();
    let ends = word.chars().next() == words.chars().next() && word.chars().last() == words.chars().last();
    ends && word.len() < words.len() && word.chars().all(|letter| letters.any(|l| l == letter))
}

/// The person whom 他 before byte `at` means: the last one of the sentence, else the one talked about; no reporter of the
/// credits.
fn person(cx: &Context, scene: &Scene, at: usize) -> Option<MentionIx> {
    let credited = |m: MentionIx| cx.seg.document.meta.reporters.iter().filter_map(|r| r.span).any(|s| s == cx.span(m));
    let fits = |m: MentionIx| cx.is(m, "Person") && !credited(m);
    let here = |m: MentionIx| fits(m) && cx.span(m).from() >= scene.sentence.span.from();
    nearest(cx, at, here).or_else(|| last(cx, at, fits))
}

/// 这座小城, 这座地处海边的县级市: whether what 这座 at unit `i` points at is an area.
fn points_at_area(scene: &Scene, i: usize) -> bool {
    let end = scene.clause(i).1;
    let of = (i + 1..end).rev().find(|&k| scene.word(k) == "的" && pointed_area(scene.word(k + 1)));
    pointed_area(scene.word(i + 1)) || of.is_some_and(|of| scene.is_break(of + 2) || !scene.is_nominal(of + 2))
}

/// 这座县城, 这个小镇: whether a noun means an area.
fn pointed_area(noun: &str) -> bool {
    noun.ends_with(['城', '镇', '县', '村', '市', '乡']) && noun.chars().count() <= 3
        || noun == "村庄"
        || noun == "城市"
}

//! Touching names: 广西荔浦市, 北京市社会科学院经济研究所.

use super::MentionIx;
use super::context::{Context, Fired};
use super::scene::Scene;
use super::subject;
use crate::ontology::ClassId;
use crate::recognise::Recogniser;
use crate::recognise::gazetteer::{Gazetteer, Level, PlaceId};
use crate::span::Span;

/// Places that touch, wider first, lie in one another; an organisation's name holds those of the bodies above it.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    places(cx, scene);
    possessed(cx, scene);
    firm_of(cx, scene);
    parts_of(cx, scene);
    for i in 0..scene.units.len() {
        if let Some(m) = scene.mention(i).filter(|&m| cx.is(m, "Organization")) {
            bodies(cx, scene, m);
            beneath(cx, scene, i, m);
        }
    }
}

/// Bodies that the constructions before have found in the sentence lie in those that their names hold.
pub(super) fn found(cx: &mut Context, scene: &Scene) {
    for m in cx.found.names..cx.found.mentions.len() {
        let m = m as MentionIx;
        if scene.sentence.span.contains(cx.span(m)) && cx.is(m, "Organization") {
            bodies(cx, scene, m);
        }
    }
}

/// 甲研究院|乙研究所: two names that touch, the second that of a part of a body.
fn beneath(cx: &mut Context, scene: &Scene, i: usize, inner: MentionIx) {
    let Some(outer) = i.checked_sub(1).and_then(|k| scene.mention(k)) else { return };
    let touching = scene.units[i - 1].span.end == scene.units[i].span.start;
    let part = is_unit(cx, scene.word(i)) && cx.lexicon.known(scene.word(i)).is_none();
    let body = ["GovernmentBody", "ResearchInstitute", "School"].iter().any(|kind| cx.is(outer, kind));
    if let Some(below) = cx.ontology.property("subOrganizationOf").filter(|_| touching && part && body) {
        let evidence = scene.cover(i - 1, i + 1);
        cx.relation(scene, inner, below, outer, Fired { construction: "nesting", trigger: evidence, evidence });
    }
}

/// 台湾的苗栗县、宜兰县: 的 between places whose order the gazetteer knows; 白庙乡的甲公司: an organisation of a place.
fn possessed(cx: &mut Context, scene: &Scene) {
    for i in 1..scene.units.len().saturating_sub(1) {
        // 广东省境内的湛江
        let inside = usize::from(matches!(scene.word(i - 1), "境内" | "辖区"));
        let outer = (i - 1).checked_sub(inside).and_then(|k| scene.mention(k));
        let (Some(outer), "的") = (outer, scene.word(i)) else { continue };
        if !cx.is(outer, "AdministrativeArea") {
            continue;
        }
        let mut k = i + 1;
        while let Some(inner) = scene.mention(k) {
            // 大河乡的姬海霞: a villager.
            let rural = scene.word(i - 1).ends_with(['乡', '镇', '村', '县']);
            if let Some(home) =
                cx.ontology.property("livesIn").filter(|_| rural && k == i + 1 && cx.is(inner, "Person"))
            {
                let evidence = scene.cover(i - 1, k + 1);
                cx.relation(scene, inner, home, outer, Fired { construction: "nesting", trigger: evidence, evidence });
                break;
            }
            let place = cx.is(inner, "Place") && lies_in(cx, inner, outer);
            let body = k == i + 1
                && cx.is(inner, "Organization")
                && !cx.is(inner, "GovernmentBody")
                && (!scene.is_nominal(k + 1) || is_site(scene.word(k + 1)));
            if place || body {
                let whole = scene.cover(i - 1, k + 1);
                located(cx, scene, inner, outer, whole);
            }
            if !scene.is_conjunction(k + 1) {
                break;
            }
            k += 2;
        }
    }
}

/// 该校法学院、经济学院: parts of the body that a word points at.
fn parts_of(cx: &mut Context, scene: &Scene) {
    let Some(below) = cx.ontology.property("subOrganizationOf") else { return };
    for i in 0..scene.units.len() {
        let apart =
            scene.word(i) == "该" && matches!(scene.word(i + 1), "公司" | "集团" | "集团公司" | "校" | "院" | "局");
        if !apart && !matches!(scene.word(i), "该校" | "该院" | "该局" | "该厅" | "该集团" | "该公司") {
            continue;
        }
        let Some(whole) = subject::antecedent(cx, scene, i) else { continue };
        // 甲大学乙研究院…该校: the school that the name begins with.
        let own = cx.span(whole);
        let school = |&m: &MentionIx| cx.is(m, "School") && cx.span(m).start == own.start && cx.span(m).end < own.end;
        let school = subject::recent(cx, own.to()).filter(|_| scene.word(i) == "该校").find(school);
        let whole = school.unwrap_or(whole);
        let mut k = i + 1 + usize::from(apart);
        loop {
            let word = scene.word(k);
            let ending = scene.lexicon.class_by_suffix(word).map(|(class, _)| class);
            let class =
                ending.filter(|&c| cx.ontology.is_named(c, "Organization") && !cx.ontology.is_named(c, "Company"));
            let bare = scene.lexicon.known(word).is_none() && scene.lexicon.class_of_noun(word).is_none();
            let part = match (scene.mention(k), class) {
                (Some(m), Some(_)) if bare => m,
                (None, Some(class)) if bare && !scene.is_nominal(k + 1) && word.chars().count() > 2 => {
                    cx.concept(scene.units[k].span, class, Recogniser::Suffix)
                }
                _ => break,
            };
            let evidence = scene.cover(i, k + 1);
            cx.relation(scene, part, below, whole, Fired { construction: "nesting", trigger: evidence, evidence });
            if !scene.is_conjunction(k + 1) {
                break;
            }
            k += 2;
        }
    }
}

/// Whether a word is a part of a firm's premises: 甲市的乙公司车间.
fn is_site(word: &str) -> bool {
    matches!(
        word,
        "厂区"
            | "车间"
            | "生产车间"
            | "工厂"
            | "厂房"
            | "园区"
            | "基地"
            | "仓库"
            | "总部"
            | "展厅"
            | "生产线"
            | "门店"
    )
}

/// 杭州企业甲公司, 英国汽车租赁公司甲: a firm of a place, with the common noun between and what that deals in.
fn firm_of(cx: &mut Context, scene: &Scene) {
    for i in 2..scene.units.len() {
        let Some(firm) = scene.mention(i) else { continue };
        let kind = scene.word(i - 1);
        let trader = ["制造商", "生产商", "供应商", "运营商", "开发商", "经销商", "零售商", "服务商", "食品商"];
        let noun = scene.mention(i - 1).is_none()
            && (matches!(kind, "企业" | "公司" | "厂商" | "车企" | "民企" | "国企" | "药企" | "上市公司" | "巨头")
                || trader.iter().any(|end| kind.ends_with(end)));
        let plain = |k: usize| scene.mention(k).is_none() && scene.is_nominal(k) && scene.word(k).chars().count() > 1;
        let first = i - 1 - (0..i - 1).rev().take(3).take_while(|&k| plain(k)).count();
        let Some(at) = first.checked_sub(1) else { continue };
        let Some(place) = scene.mention(at).filter(|_| noun) else { continue };
        let touching = (at..i).all(|k| scene.units[k].span.end == scene.units[k + 1].span.start);
        let firm_kind = cx.is(firm, "Organization") && !cx.is(firm, "GovernmentBody");
        if touching && firm_kind && cx.is(place, "AdministrativeArea") {
            located(cx, scene, firm, place, scene.cover(at, i + 1));
        }
    }
}

fn places(cx: &mut Context, scene: &Scene) {
    for i in 1..scene.units.len() {
        let (Some(outer), Some(inner)) = (scene.mention(i - 1), scene.mention(i)) else { continue };
        let touching = scene.units[i - 1].span.end == scene.units[i].span.start;
        // 韩国大韩能源技术: a firm behind the area that it is of.
        let firm =
            cx.is(inner, "Organization") && ["GovernmentBody", "NewsMedia", "School"].iter().all(|k| !cx.is(inner, k));
        // 美国和韩国甲公司: not of the first; 与韩国甲公司签约 is no list of places.
        let listed = i > 2 && scene.is_conjunction(i - 2) && scene.mention(i - 3).is_some_and(|m| cx.is(m, "Place"));
        let apart = i < 2 || scene.mention(i - 2).is_none() && !(listed || scene.word(i - 2) == "、");
        // 甲市|乙|精密导体产业城: a short name may only begin that of something else.
        let begins = cx.span(inner).len() <= 6 && scene.mention(i + 1).is_none() && scene.is_nominal(i + 1);
        if touching && firm && apart && !begins && cx.is(outer, "AdministrativeArea") {
            located(cx, scene, inner, outer, scene.cover(i - 1, i + 1));
        }
        // 中国西南: a side of it.
        let side = scene.word(i).chars().all(|c| "东西南北中部".contains(c));
        // 日本大和, 香港九龙: the list has few places there, and namesakes elsewhere.
        let last = scene.mention(i + 1).is_none_or(|m| !cx.is(m, "Place"));
        let foreign = touching && last && namesake(cx, inner, outer);
        if foreign {
            located(cx, scene, inner, outer, scene.units[i - 1].span.join(scene.units[i].span));
        }
        if touching && !side && cx.is(outer, "Place") && cx.is(inner, "Place") && lies_in(cx, inner, outer) {
            let whole = scene.units[i - 1].span.join(scene.units[i].span);
            located(cx, scene, inner, outer, whole);
            // 重庆市江津区、永川区: what the gazetteer puts there too.
            let mut k = i + 1;
            while let (true, Some(next)) = (scene.is_conjunction(k), scene.mention(k + 1)) {
                let listed = cx.found.mentions[next as usize].code.is_some();
                if !(listed && cx.is(next, "Place") && lies_in(cx, next, outer)) {
                    break;
                }
                located(cx, scene, next, outer, scene.cover(i - 1, k + 2));
                k += 2;
            }
        }
    }
}

/// States that `inner` lies in `outer`, by the words `whole`.
fn located(cx: &mut Context, scene: &Scene, inner: MentionIx, outer: MentionIx, whole: Span) {
    if let Some(property) = cx.ontology.property("locatedIn") {
        cx.relation(scene, inner, property, outer, Fired { construction: "nesting", trigger: whole, evidence: whole });
    }
}

/// Whether the gazetteer puts `inner` in `outer`; what it does not know lies in any administrative area before it.
fn lies_in(cx: &Context, inner: MentionIx, outer: MentionIx) -> bool {
    let gazetteer = Gazetteer::embedded();
    let code = |m: MentionIx| cx.found.mentions[m as usize].code.as_deref().and_then(|c| gazetteer.by_code(c));
    match (code(inner), code(outer)) {
        (Some(inner), Some(outer)) => gazetteer.is_within(inner, outer),
        (Some(_), None) => false,
        (None, _) => {
            cx.is(outer, "AdministrativeArea")
                && !cx.is(inner, "WorldRegion")
                && (gazetteer.named(&cx.found.mentions[inner as usize].name).is_empty() || rural(cx, inner))
        }
    }
}

/// Whether `inner` has the name of a place of the mainland that the gazetteer knows, and `outer` is none of the mainland.
fn namesake(cx: &Context, inner: MentionIx, outer: MentionIx) -> bool {
    let gazetteer = Gazetteer::embedded();
    let code = |m: MentionIx| cx.found.mentions[m as usize].code.as_deref().and_then(|c| gazetteer.by_code(c));
    let (Some(place), Some(area)) = (code(inner), code(outer)) else { return false };
    let country = gazetteer.place(place).name == "中国";
    // 香港深圳: a city so large has no namesake.
    let large = gazetteer.place(place).level <= Level::Prefecture;
    !large && abroad(gazetteer, area) && !abroad(gazetteer, place) && !country && cx.is(outer, "AdministrativeArea")
}

/// Whether a mention is a place of the mainland of China.
pub(super) fn domestic(cx: &Context, m: MentionIx) -> bool {
    let gazetteer = Gazetteer::embedded();
    let code = cx.found.mentions[m as usize].code.as_deref();
    code.and_then(|code| gazetteer.by_code(code)).is_some_and(|place| !abroad(gazetteer, place))
}

/// Whether a place lies outside of the mainland of China, whose places the gazetteer has by their towns.
fn abroad(gazetteer: &Gazetteer, id: PlaceId) -> bool {
    let mainland = |id: PlaceId| gazetteer.place(id).name == "中国";
    let apart = matches!(gazetteer.place(id).name, "香港" | "澳门" | "香港特别行政区" | "澳门特别行政区");
    apart || !mainland(id) && !gazetteer.ancestors(id).any(mainland)
}

/// Whether a place is named as a town or a village, of which the gazetteer may know others of the name only.
fn rural(cx: &Context, m: MentionIx) -> bool {
    let name = cx.found.mentions[m as usize].name.as_str();
    ["镇", "乡", "村", "屯", "街道", "社区"].iter().any(|end| name.ends_with(end)) && name.chars().count() > 2
}

/// States the chain of bodies that the name of `m` holds, the lowest first.
fn bodies(cx: &mut Context, scene: &Scene, m: MentionIx) {
    let Some(below) = cx.ontology.property("subOrganizationOf") else { return };
    let span = cx.span(m);
    let mut child = m;
    for (end, class) in parents(cx, scene, span).into_iter().rev() {
        let parent = cx.concept(Span::new(span.from(), end), class, Recogniser::Suffix);
        let evidence = cx.span(child);
        cx.relation(scene, child, below, parent, Fired { construction: "nesting", trigger: evidence, evidence });
        child = parent;
    }
}

/// Whether a name begins with that of a body above: 科技部|战略规划司.
pub(super) fn holds_body(cx: &Context, scene: &Scene, name: Span) -> bool {
    !parents(cx, scene, name).is_empty()
}

/// The end of a word, and before it the end of a body inside of a long word (中国社会科学院|农村发展研究所), each with
/// what stands before it.
fn inner_ends<'t>(cx: &Context, text: &'t str, token: Span) -> Vec<(usize, &'t str)> {
    let word = token.of(text);
    let long = word.chars().count() > 8;
    let ends = word.char_indices().map(|(i, _)| i).skip(3).filter(|_| long);
    let inner = ends.filter(|&i| {
        let known = cx.lexicon.known(&word[..i]).is_some_and(|k| cx.ontology.is_named(k.class, "Organization"));
        known
            || cx.lexicon.class_by_suffix(&word[..i]).is_some_and(|(c, suffix)| {
                cx.ontology.is_named(c, "Organization") && suffix.chars().count() > 2 && word[i..].chars().count() > 3
            })
    });
    inner.chain([word.len()]).map(|i| (token.from() + i, &word[..i])).collect()
}

/// The class of a body that the ontology lists, whatever its name ends in (中国商飞); one of its terms (第十四届) counts too.
fn listed(cx: &Context, name: &str) -> Option<ClassId> {
    let name = name.strip_prefix('第').and_then(|n| n.split_once('届')).map_or(name, |(_, body)| body);
    cx.lexicon.known(name).map(|known| known.class).filter(|&c| cx.ontology.is_named(c, "Organization"))
}

/// Whether what is left of a name is that of a part: 上海飞机设计研究院, 西安分院, not 技术有限公司.
fn is_unit(cx: &Context, rest: &str) -> bool {
    let Some((class, suffix)) = cx.lexicon.class_by_suffix(rest).filter(|(_, suffix)| rest.len() > suffix.len()) else {
        return false;
    };
    let branch = matches!(suffix, "分公司" | "分行" | "支行");
    if cx.lexicon.class_of_suffix(rest).is_some() || rest.ends_with("组织") {
        return false;
    }
    cx.ontology.is_named(class, "Organization") && (branch || !cx.ontology.is_named(class, "Company"))
}

/// Ends and classes of the bodies that the name begins with, the highest first.
fn parents(cx: &Context, scene: &Scene, span: Span) -> Vec<(usize, ClassId)> {
    let text = scene.text;
    let mut found = Vec::new();
    let mut from = span.from();
    let tokens = scene.sentence.tokens.iter().filter(|t| span.contains(t.span));
    for (end, word) in tokens.flat_map(|t| inner_ends(cx, text, t.span)) {
        let prefix = &text[span.from()..end];
        // A second name in brackets belongs to the body before it.
        let bare =
            prefix.strip_suffix(['）', ')']).and_then(|p| p.rfind(['（', '(']).map(|i| &p[..i])).unwrap_or(prefix);
        if prefix.matches(['（', '(']).count() != prefix.matches(['）', ')']).count() {
            continue;
        }
        let rest = &text[end..span.to()];
        if rest.is_empty() || rest.starts_with(['（', '(', '股', '有', '控']) {
            continue;
        }
        // 中国电子|技术标准化研究院: a short name that is 中国 and a common word begins other names as well.
        let placed = || Gazetteer::embedded().find(rest).first().is_some_and(|m| m.span.start == 0);
        let common = bare.starts_with("中国") && bare.chars().count() == 4 && !placed();
        if let Some(class) = listed(cx, bare).filter(|_| is_unit(cx, rest) && !common) {
            // 全国人大|常委会|甲委员会: of two listed bodies the lower is the one that the part is in.
            found.retain(|&(end, _)| listed(cx, &text[span.from()..end]).is_none());
            found.push((end, class));
            from = end;
            continue;
        }
        let Some((class, suffix)) = cx.lexicon.class_by_suffix(bare) else { continue };
        let proper = (end - from > suffix.len()
            || prefix.len() > bare.len()
            || from > span.from() && suffix.chars().count() > 2)
            && cx.lexicon.class_of_suffix(bare).is_none();
        // One letter (科, 司) ends a body's name only as a word of a body, not inside of a company's.
        let weak = suffix.chars().count() == 1
            && cx.lexicon.known(prefix).is_none()
            && (word.chars().count() > 3
                || cx.ontology.is_named(cx.lexicon.class_by_suffix(span.of(text)).map_or(class, |c| c.0), "Company"));
        let unit = cx
            .lexicon
            .class_by_suffix(rest)
            .filter(|_| !weak && cx.lexicon.class_of_suffix(rest).is_none())
            .filter(|(c, s)| cx.ontology.is_named(*c, "Organization") && rest.len() > s.len())
            // 甲资本风险投资基金 is one firm.
            .filter(|(c, _)| !(cx.ontology.is_named(*c, "Company") && matches!(suffix, "资本" | "控股" | "基金")));
        let own_part = cx.lexicon.class_of_suffix(rest).is_some_and(|c| cx.ontology.is_named(c, "Organization"))
            && matches!(rest, "党委" | "党组" | "工会" | "董事会" | "监事会" | "理事会" | "实验室" | "办公室" | "党校");
        let whole_word =
            cx.lexicon.class_of_suffix(word).is_some() || word.ends_with(suffix) || matches!(word, "）" | ")");
        if cx.ontology.is_named(class, "Organization") && proper && whole_word && (unit.is_some() || own_part) {
            found.push((end, class));
            from = end;
        }
    }
    found
}

//! Projects and their makers: 甲公司的电池项目落户乙区; 甲公司投资30亿元在乙市建厂.

use super::{Match, evidence};
use crate::relate::MentionIx;
use crate::relate::context::{Context, Fired};
use crate::relate::scene::Scene;
use crate::relate::subject::{self, Subject};

/// Whether what a verb of place is said of is a project or a plant without a name, right before the verb of `m`.
pub(super) fn is_project(scene: &Scene, m: &Match) -> bool {
    let (start, _) = scene.clause(m.start);
    let leads = |k: usize| {
        matches!(scene.pos(k), "d" | "ad" | "t" | "p") || scene.mention(k).is_none() && scene.word(k) == "签约"
    };
    let head = (start..m.start).rev().find(|&k| !leads(k));
    head.is_some_and(|k| {
        scene.mention(k).is_none()
            && ["项目", "基地", "工厂", "产线", "生产线"].iter().any(|end| scene.word(k).ends_with(end))
    })
}

/// States that whose project it is invests in the places where it comes.
pub(super) fn state(cx: &mut Context, scene: &Scene, m: &Match, places: &[MentionIx], end: usize) {
    let Some(property) = cx.ontology.property("investsIn") else { return };
    let firm = |cx: &Context, k: usize| {
        scene.mention(k).filter(|&m| cx.is(m, "Organization") && !cx.is(m, "GovernmentBody") && !cx.is(m, "NewsMedia"))
    };
    let (start, _) = scene.clause(m.start);
    let own = (start..m.start).find_map(|k| firm(cx, k));
    let carried = || match subject::carried(cx, scene, m.start) {
        Subject::Mentions(found) => found.into_iter().find(|&m| cx.is(m, "Company")),
        _ => None,
    };
    let Some(firm) = own.or_else(carried) else { return };
    let evidence = evidence(scene, m, end);
    let places: Vec<MentionIx> = places.iter().copied().filter(|&p| cx.is(p, "Place")).collect();
    for place in places {
        cx.relation(scene, firm, property, place, Fired { construction: "verb", trigger: m.trigger, evidence });
    }
}

/// Where what is invested goes, behind the sum: 投资30亿元在乙市建设新工厂.
pub(super) fn site(cx: &Context, scene: &Scene, m: &Match) -> Option<MentionIx> {
    let (_, end) = scene.clause(m.start);
    // 投资32亿元扩建乙市整车基地
    let builds = |k: usize| ["建", "设立", "布局", "打造"].iter().any(|verb| scene.word(k).contains(verb));
    let built = (m.end + 1..end).find(|&k| builds(k) && scene.is_quantity(k - 1) && !scene.is_break(k + 2));
    let place = built.and_then(|k| scene.mention(k + 1)).filter(|&m| cx.is(m, "Place"));
    if place.is_some() {
        return place;
    }
    // 投资30亿元，在乙市建厂
    let goes_on = scene.word(end + 1) == "在" && end > m.end && scene.is_quantity(end - 1);
    let own = (m.end..end).find(|&k| scene.word(k) == "在");
    let at = own.or(goes_on.then_some(end + 1))?;
    let end = scene.clause(at).1;
    let sum = (m.end..at).any(|k| scene.is_quantity(k)) && (m.end..at).all(|k| scene.mention(k).is_none());
    let last = (at + 1..end).take_while(|&k| scene.mention(k).is_some_and(|m| cx.is(m, "Place"))).last()?;
    scene.mention(last).filter(|_| sum && (last + 1..end).any(builds))
}

/// The maker of a product that is launched: 甲公司旗下首款轿车远山M7上市; 远山M7上市 beside 远山汽车.
pub(super) fn launched(cx: &mut Context, scene: &Scene) {
    let Some(property) = cx.ontology.property("develops") else { return };
    for i in 0..scene.units.len() {
        let Some(product) = scene.mention(i).filter(|&m| cx.is(m, "Product")) else { continue };
        let (start, end) = scene.clause(i);
        let launch = |k: usize| {
            matches!(scene.word(k), "上市" | "亮相" | "开售" | "首发" | "登场" | "下线" | "发布" | "推出" | "问世")
                || matches!(scene.word(k), "同台亮相" | "正式上市" | "全球首发")
        };
        let Some(verb) = (i + 1..end).find(|&k| launch(k)) else { continue };
        let before = (start..i).rev().find_map(|k| scene.mention(k).filter(|&m| cx.is(m, "Company")));
        let Some(maker) = maker(cx, product).or(before) else { continue };
        let evidence = scene.cover(start, end);
        let fired = Fired { construction: "verb", trigger: scene.units[verb].span, evidence };
        cx.relation(scene, maker, property, product, fired);
    }
}

/// The firm with whose name that of a product begins.
fn maker(cx: &Context, product: MentionIx) -> Option<MentionIx> {
    let name = cx.full_name(product).to_owned();
    let firm = |m: &MentionIx| {
        let own = cx.found.mentions[*m as usize].name.as_str();
        let short = own.chars().take(2).map(char::len_utf8).sum::<usize>();
        cx.is(*m, "Company") && own.chars().count() > 1 && (name.starts_with(own) || name.starts_with(&own[..short]))
    };
    (0..cx.found.names.min(1000) as MentionIx).find(firm)
}

//! Heads of bodies without the body, which is the one named before that has such a head: 甲大学昨日开学。校长张三….

use super::title::Title;
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::span::Span;

/// The body whose heads `titles` are, when they open the clause at unit `first`: the only one of its sort that the paragraph
/// has named before, or else the article.
pub(super) fn by(cx: &Context, scene: &Scene, titles: &[Title], first: usize) -> Option<MentionIx> {
    if first != scene.clause(first).0 {
        return None;
    }
    let head = |title: &Title| {
        let role = title.role.of(scene.text);
        let role = role.strip_prefix("常务").unwrap_or(role);
        role.strip_prefix('副').unwrap_or(role).strip_suffix('长')
    };
    let head = titles.iter().find_map(head)?;
    let at = scene.units[first].span;
    let fits = |&m: &MentionIx| cx.span(m).end <= at.start && heads(cx, head, m);
    let named = || (0..cx.found.names.min(1000) as MentionIx).filter(fits);
    let paragraph = cx.seg.document.paragraphs.get(scene.sentence.paragraph).map(|p| p.span);
    let near = |span: Span| move |m: &MentionIx| span.contains(cx.span(*m));
    let only = |found: Vec<MentionIx>| {
        let last = *found.last()?;
        let same = |&m: &MentionIx| {
            let (one, other) = (cx.full_name(m), cx.full_name(last));
            one.contains(other) || other.contains(one)
        };
        found.iter().all(same).then_some(last)
    };
    let here: Vec<MentionIx> = paragraph.map_or(Vec::new(), |span| named().filter(near(span)).collect());
    if here.is_empty() { only(named().collect()) } else { only(here) }
}

/// Whether a body has a head of this sort: 校长 of a school, 行长 of a bank, 院长 of what is called so.
fn heads(cx: &Context, head: &str, body: MentionIx) -> bool {
    let name = cx.full_name(body);
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    cx.is(body, "Organization")
        && match head {
            "校" => cx.is(body, "School"),
            "行" => ends(&["银行", "分行", "支行"]),
            "会" => ends(&["协会", "商会", "学会", "联合会", "促进会", "研究会"]),
            "理事" => ends(&["合作社", "协会", "学会", "联盟", "基金会"]),
            "院" => name.ends_with('院') && !cx.is(body, "GovernmentBody"),
            "馆" | "厂" | "局" | "所" | "站" | "台" => name.ends_with(head) && !cx.is(body, "NewsMedia"),
            _ => false,
        }
}

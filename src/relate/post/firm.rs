//! Officers of firms, whose firm is the one that is talked about when their titles name none: 首席技术官张三.

use super::title::Title;
use crate::read::Role;
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::relate::{MentionIx, Statement, subject};
use crate::span::Span;

/// Posts that firms have, so that one without a body is held in the firm the article is about.
const EXECUTIVE: &[&str] = &[
    "董事长",
    "总裁",
    "总经理",
    "首席",
    "CEO",
    "CFO",
    "CTO",
    "COO",
    "CMO",
    "技术中心",
    "车间",
    "部经理",
    "总监",
    "总工程师",
    "厂长",
];

/// Whether a role is one that firms have.
pub(super) fn executive(scene: &Scene, role: Span) -> bool {
    EXECUTIVE.iter().any(|word| role.of(scene.text).contains(word))
}

/// Whether all `titles`, from the left, are posts of firms and open their clause.
pub(super) fn executives(scene: &Scene, titles: &[Title]) -> bool {
    let Some(first) = titles.first().map(|t| t.from) else { return false };
    let posts = || titles.iter().filter(|t| !t.tie);
    let before = first.checked_sub(1).map_or("", |k| scene.word(k));
    // 负责海外业务的高级副总裁张三
    let (start, _) = scene.clause(first);
    let charged = before == "的" && (start..first).any(|k| matches!(scene.word(k), "负责" | "主管" | "分管"));
    let opens = first == start
        || charged
        || matches!(before, "、" | "兼" | "由" | "来自")
        || first > 0 && scene.is_time(first - 1);
    (opens || titles[0].former) && posts().next().is_some() && posts().all(|t| executive(scene, t.role))
}

/// The firm that is talked about, for posts of firms that name none (首席执行官张三演示了产品).
pub(super) fn employer(cx: &Context, scene: &Scene, first: usize) -> Option<MentionIx> {
    let about = match subject::carried(cx, scene, first) {
        subject::Subject::Mentions(found) => found.first().copied(),
        _ => None,
    };
    let firm = |&m: &MentionIx| {
        cx.is(m, "Organization") && !cx.is(m, "GovernmentBody") && !cx.is(m, "NewsMedia") && !cx.is(m, "School")
    };
    // 甲公司董事长张三…。首席技术官李四…: the next officer is one of the same firm.
    let last = |within: Option<Span>| {
        let claims = cx.claims.iter().rev().filter(|claim| within.is_none_or(|span| span.contains(claim.evidence)));
        let firms = claims.filter_map(|claim| match claim.statement {
            Statement::Post { organization, role, .. } => Some(organization).filter(|_| executive(scene, role)),
            _ => None,
        });
        firms.into_iter().find(firm)
    };
    let here = last(Some(scene.sentence.span));
    here.or_else(|| only_of_paragraph(cx, scene, first))
        .or_else(|| protagonist(cx, scene.units[first].span))
        .or_else(|| about.filter(firm))
        .or_else(|| last(None))
}

/// The firm that a bare 公司 before a post means: the one talked about, the one the article is about, or the last one.
pub(super) fn own(cx: &Context, scene: &Scene, unit: usize) -> Option<MentionIx> {
    let last = subject::antecedent(cx, scene, unit).filter(|&m| cx.is(m, "Organization"))?;
    if cx.found.firm == Some(last) {
        return Some(last);
    }
    let bare = matches!(scene.word(unit), "公司" | "集团" | "企业") && cx.topic != Some(last);
    protagonist(cx, scene.units[unit].span).filter(|_| bare).or(Some(last))
}

/// The company that the paragraph names before unit `first`, where it names no other, nor the one the article is about.
fn only_of_paragraph(cx: &Context, scene: &Scene, first: usize) -> Option<MentionIx> {
    let paragraph = cx.seg.document.paragraphs.get(scene.sentence.paragraph)?.span;
    let at = scene.units[first].span;
    let mut named = firms(cx).filter(|&m| paragraph.contains(cx.span(m)) && cx.span(m).end <= at.start);
    let only = named.next().filter(|&m| cx.is(m, "Company"))?;
    let others = named.any(|m| !same(cx.full_name(m), cx.full_name(only)));
    let main = protagonist(cx, at).is_some_and(|m| same(cx.full_name(m), cx.full_name(only)));
    (!others && !main).then_some(only)
}

/// The company that the article is about, at its last mention before `at`.
pub(in crate::relate) fn protagonist(cx: &Context, at: Span) -> Option<MentionIx> {
    let first = cx.leading_firm.get_or_init(|| leading(cx)).as_deref()?;
    let before = || firms(cx).rev().filter(|&m| cx.span(m).end <= at.start);
    before().find(|&m| first.contains(cx.full_name(m))).or_else(|| before().find(|&m| same(cx.full_name(m), first)))
}

/// The companies that are named, and the bodies of no other kind that may be one (它石智航); the beginning of a very long
/// text tells as much.
fn firms(cx: &Context) -> impl DoubleEndedIterator<Item = MentionIx> {
    let plain = cx.ontology.class("Organization");
    let firm = move |m: MentionIx| cx.is(m, "Company") || Some(cx.class(m)) == plain;
    (0..cx.found.names.min(1000) as MentionIx).filter(move |&m| firm(m))
}

/// Whether two names may be those of one firm: a short form stands inside of the full name.
fn same(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// The name of the company that the article names far more often than any other, or of the first one when it is named most.
fn leading(cx: &Context) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for m in firms(cx) {
        match counts.iter_mut().find(|(known, _)| same(known, cx.full_name(m))) {
            Some((_, count)) => *count += 1,
            None => counts.push((cx.full_name(m), 1)),
        }
    }
    let opener = counts.first()?.0;
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let (first, count) = *counts.first()?;
    let second = counts.get(1).map_or(0, |&(_, second)| second);
    let clear = count >= 3 && (count >= 2 * second || first == opener && count > second);
    if clear {
        return Some(first.to_owned());
    }
    // The one that the headline names, where none is named much more often.
    let title = cx.seg.sentences.first().filter(|s| s.role == Role::Title)?.span;
    let headline = firms(cx).next().filter(|&m| title.contains(cx.span(m)))?;
    let own = counts.iter().find(|(name, _)| same(name, cx.full_name(headline))).map_or(0, |&(_, count)| count);
    (own >= 3 && count < 2 * own).then(|| cx.full_name(headline).to_owned())
}

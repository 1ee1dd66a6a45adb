//! Posts: who holds which post where.
//!
//! | file | reads |
//! |---|---|
//! | `before` | 甲公司总经理、乙协会会长张三; 在甲公司任厂长的张三; 这位甲大学教授 |
//! | `after` | 张三任甲公司董事长; 张三既是乙大学教授，也是甲公司顾问 |
//! | `beside` | 张三（甲公司董事长）; 甲大学的张三教授; 聘任张三为甲协会会长 |
//! | `title` | one post of such a chain, with the body that its words name |
//! | `body` | bodies that the words name in part: 市委书记, 消费促进司司长 |
//! | `area` | heads of places: 副市长 |
//! | `firm` | officers without a firm: 首席技术官 |
//! | `headed` | heads of the body that was named last: 校长, 行长 |
//! | `reporter` | reporters of the medium that is credited |

mod after;
mod area;
mod before;
mod beside;
mod body;
mod firm;
mod headed;
mod reporter;
mod title;

pub(super) use firm::protagonist;
pub(super) use reporter::apply as reporters;

use super::context::{Context, Fired};
use super::scene::Scene;
use super::{MentionIx, Statement, Status, subject};
use crate::span::Span;

/// Words before a post or its body that say it is over, or not yet.
const FORMER: &[&str] = &["原", "前", "时任", "曾任", "前任", "原任", "曾"];
const COMING: &[&str] = &["拟任", "候任", "拟"];

pub(super) use before::pointed;

/// Finds posts around each person of the sentence, and those of a person whom the sentence only points at.
pub(super) fn apply(cx: &mut Context, scene: &Scene) {
    let mut carried = None;
    for i in 0..scene.units.len() {
        if scene.is_break(i) && !matches!(scene.word(i), "，" | "；") {
            carried = None;
        }
        if let Some((person, end)) = before::pointed(cx, scene, i) {
            let own = before::chain(cx, scene, end, person, None, scene.cover(i, end));
            after::apply(cx, scene, end - 1, person, own);
        }
        // 他是甲大学教授
        let pronoun = matches!(scene.word(i), "他" | "她") && scene.is_break(i.wrapping_sub(1));
        if pronoun && let Some(person) = subject::antecedent(cx, scene, i).filter(|&m| cx.is(m, "Person")) {
            after::apply(cx, scene, i, person, None);
        }
        let Some(person) = scene.mention(i).filter(|&m| cx.is(m, "Person")) else { continue };
        if let Some(organization) = before::apply(cx, scene, i, person, carried) {
            carried = Some(organization);
        }
        beside::apply(cx, scene, i, person);
        after::apply(cx, scene, i, person, carried);
    }
}

/// A post as it is held: where, as what, and whether it is over or to come.
struct Held {
    organization: MentionIx,
    role: Span,
    former: bool,
    coming: bool,
}

/// States that `person` holds a post, unless a status of its own is given by `status`.
fn state(cx: &mut Context, scene: &Scene, person: MentionIx, held: &Held, status: Option<Status>, evidence: Span) {
    let body = cx.span(held.organization);
    // The words that belong to the body's name are none of the role's.
    let role =
        if body.overlaps(held.role) { Span::new(body.to().min(held.role.to()), held.role.to()) } else { held.role };
    if role.is_empty() {
        return;
    }
    let planned = if held.coming { Status::Planned } else { Status::Affirmed };
    let evidence = if scene.sentence.span.contains(body) { evidence.join(body) } else { evidence };
    let statement = Statement::Post { person, organization: held.organization, role, former: held.former };
    cx.state(statement, status.unwrap_or(planned), Fired { construction: "post", trigger: role, evidence });
}

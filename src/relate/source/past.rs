//! Who spoke and who was named before, and whom pronouns mean.

use super::speaker::{modifiers_left, ruled};
use crate::relate::MentionIx;
use crate::relate::context::Context;
use crate::relate::scene::Scene;

/// What has been said before: who the pronouns and 该负责人 go back to.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    /// The person whom 他 and 她 mean.
    pub person: Option<MentionIx>,
    /// Unnamed speakers and people so far, in order.
    pub speakers: Vec<MentionIx>,
}

/// Whom 他 or 她 at unit `i` means: the first person of the sentence that no preposition rules, else the last one who spoke.
pub(super) fn pronoun(cx: &Context, scene: &Scene, i: usize, past: &Past) -> Option<MentionIx> {
    let subject = |k: usize| {
        let m = scene.mention(k).filter(|&m| is_anaphoric(cx, m))?;
        let open = scene.text[scene.sentence.span.from()..scene.units[k].span.from()].matches('“').count();
        let close = scene.text[scene.sentence.span.from()..scene.units[k].span.from()].matches('”').count();
        let ruled = ruled(scene, modifiers_left(scene, k, 0), 0).is_some();
        (!ruled && open == close).then_some(m)
    };
    (0..i).find_map(subject).or(past.person)
}

/// Whether a mention is a person whom a pronoun may mean: no reporter of the article, and no word of Latin letters.
pub(super) fn is_anaphoric(cx: &Context, m: MentionIx) -> bool {
    let name = &cx.found.mentions[m as usize].name;
    let reporter = cx.seg.document.meta.reporters.iter().any(|r| r.name == *name);
    cx.is(m, "Person") && !reporter && !name.is_ascii()
}

//! Whether a clause affirms, denies, plans or only reports: by the status words of the ontology before its verb.

use super::Status;
use super::scene::Scene;
use crate::span::Span;

/// The status that the words of the clause before `trigger` give what it states.
///
/// A denial outranks a plan, a plan hearsay. Only words of the trigger's own clause before it count, and hearsay
/// anywhere before it in the sentence.
pub(super) fn status(scene: &Scene, trigger: Span) -> Status {
    let at = scene.unit_at(trigger.from());
    let (start, end) = scene.clause(at.min(scene.units.len().saturating_sub(1)));
    if (at..end).any(|i| scene.mention(i).is_none() && scene.lexicon.outcome(scene.word(i)) == Some("Denied")) {
        return Status::Denied;
    }
    let start = lead(scene, start);
    let mut status = Status::Affirmed;
    for i in start..at {
        if scene.mention(i).is_some() {
            continue;
        }
        let word = scene.word(i);
        // 将 before a mention or noun is 把; 要 and 可以 before 求 belong to other words, which the lexicon has whole.
        match scene.lexicon.status(word) {
            Some("Denied") => return Status::Denied,
            Some("Planned")
                if !(scene.is_nominal_use(i)
                    || word == "将" && i + 1 < at && scene.is_nominal(i + 1)
                    || scene.joins_like(i)) =>
            {
                status = Status::Planned
            }
            _ => {}
        }
    }
    if status == Status::Affirmed
        && (0..at).any(|i| scene.mention(i).is_none() && scene.lexicon.status(scene.word(i)) == Some("Reported"))
    {
        status = Status::Reported;
    }
    status
}

/// The unit from which status words count for the clause that begins at unit `start`: that of a clause before it which tells
/// nothing but a status and a time (力争到2027年，甲产业产值突破500亿元).
fn lead(scene: &Scene, start: usize) -> usize {
    let Some((first, end)) = start.checked_sub(2).map(|k| scene.clause(k)) else { return start };
    let plain = |i: usize| {
        let word = scene.word(i);
        let told = scene.mention(i).is_none() && scene.lexicon.status(word).is_some();
        told || scene.is_time(i)
            || matches!(scene.pos(i), "p" | "d" | "f" | "t")
            || matches!(word, "到" | "底" | "末" | "前")
    };
    if scene.word(end) == "，" && (first..end).all(plain) { first } else { start }
}

impl Scene<'_> {
    /// 主导或参与制定: whether 或 joins two words of a kind.
    fn joins_like(&self, i: usize) -> bool {
        let verbal = |k: usize| self.is_verb(k) || self.is_known_verb(k) || matches!(self.pos(k), "b" | "vn" | "v");
        self.word(i) == "或" && i > 0 && verbal(i - 1) && verbal(i + 1)
    }

    /// Whether a word that may be a verb is used as a noun here: behind a noun or 的, and before 的, a mark or a verb.
    pub fn is_nominal_use(&self, i: usize) -> bool {
        let behind = i > 0 && (self.word(i - 1) == "的" || matches!(self.pos(i - 1), "n" | "vn" | "b"));
        behind && (self.is_break(i + 1) || self.word(i + 1) == "的" || matches!(self.pos(i + 1), "n"))
    }
}

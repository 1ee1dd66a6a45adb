//! Verbs of speech with their speakers, sentence by sentence.

use super::Reading;
use super::speaker::{self, Before, Speaker};
use super::verb::{self, Next, Speech};
use super::{carried, frame};
use crate::relate::context::Context;
use crate::relate::scene::Scene;

/// A verb of speech with its speaker, placed in the document.
pub(super) struct Event {
    pub speech: Speech,
    pub speaker: Speaker,
    /// First byte of the words that name the speaker and what stands before them in their clause.
    pub from: usize,
}

impl Reading {
    /// The verbs of speech of a sentence that have a speaker.
    pub(super) fn events(&mut self, cx: &mut Context, scene: &Scene) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        for speech in verb::find(scene) {
            let at = speech.trigger.from();
            let floor = self.floor(scene, speech.start);
            let found = match speaker::before(cx, scene, speech.start, floor, &self.past) {
                Before::Speaker(s) => Some(s),
                Before::Nothing if speech.next != Next::End => self.carried(cx, scene, floor, &events),
                _ => None,
            };
            let Some(speaker) = found else { continue };
            // Inside of a quotation only somebody named is quoted in turn.
            let quote = self.quotes.iter().find(|q| q.inner.from() <= at && at < q.inner.to());
            let named =
                speaker.mentions.iter().all(|&m| !cx.is(m, "Role") && !scene.word(speaker.unit).contains(['他', '她']));
            let inside = |u: usize| quote.is_none_or(|q| q.span.from() < scene.units[u].span.from());
            if quote.is_some() && !(named && inside(speaker.unit)) {
                continue;
            }
            let start = scene.units[floor.min(speaker.unit)].span.from();
            let from = quote.map_or(start, |q| start.max(q.inner.from()));
            events.push(Event { speech, speaker, from });
        }
        let framed = frame::find(cx, scene, &self.past).into_iter().chain(frame::label(cx, scene));
        let framed: Vec<_> = framed.chain(frame::announced(cx, scene, &self.past)).collect();
        for (speech, speaker) in framed {
            let quoted = self.quotes.iter().any(|q| q.inner.contains(speech.trigger));
            if !quoted && events.iter().all(|e| e.speech.next != speech.next) {
                let from = scene.units[speaker.unit].span.from();
                events.push(Event { speech, speaker, from });
            }
        }
        events.sort_by_key(|e| e.speech.trigger);
        // 据甲报报道，记者从乙局获悉，…: the newspaper only hands on what the office says.
        let handed = |k: usize| media(cx, &events[k]) && framed_by(scene, &events[k]) && k + 1 < events.len();
        let drop: Vec<bool> = (0..events.len()).map(handed).collect();
        let mut keep = drop.into_iter().map(|d| !d);
        events.retain(|_| keep.next().unwrap_or(true));
        events
    }

    /// The first unit of the clause of the verb at unit `at`; a closing mark that ends a whole quotation parts too, and what
    /// stands in brackets (甲公司（下称“甲”，000001）称) does not.
    fn floor(&self, scene: &Scene, at: usize) -> usize {
        let mut start = at;
        while start > 0 {
            let k = start - 1;
            if matches!(scene.word(k), "）" | ")")
                && let Some(open) = (0..k).rev().find(|&j| matches!(scene.word(j), "（" | "("))
            {
                start = open;
                continue;
            }
            if scene.is_break(k) && !self.inside_term(scene, k) {
                break;
            }
            start = k;
        }
        while start < at && matches!(scene.word(start), "”" | "」" | "』" | "\"") {
            start += 1;
        }
        start
    }

    /// Whether unit `k` lies in a short quotation, which names a thing.
    fn inside_term(&self, scene: &Scene, k: usize) -> bool {
        let span = scene.units[k].span;
        self.quotes.iter().any(|q| {
            q.inner.contains(span)
                && !q.is_whole(scene.text)
                && !q.is_halted(scene.text)
                && scene.sentence.span.contains(q.span)
                && q.letters(scene.text) < 12
        })
    }

    /// The speaker of a clause without a subject: that of the verb of speech before it, else the subject of the sentence.
    fn carried(&self, cx: &Context, scene: &Scene, floor: usize, events: &[Event]) -> Option<Speaker> {
        if floor == 0 {
            return None;
        }
        let again = matches!(scene.word(floor), "并" | "还" | "也" | "同时" | "随后" | "并且" | "又" | "他还" | "再次");
        match events.last() {
            Some(event) if again => Some(event.speaker.clone()),
            Some(_) => None,
            None => carried::of_sentence(cx, scene, floor - 1, &self.past),
        }
    }
}

/// Whether all speakers of an event are media.
fn media(cx: &Context, event: &Event) -> bool {
    event.speaker.mentions.iter().all(|&m| cx.is(m, "NewsMedia"))
}

/// Whether an event is a frame around its speaker.
fn framed_by(scene: &Scene, event: &Event) -> bool {
    matches!(scene.word(event.speaker.unit), "从" | "据" | "根据")
}

/// Whether what `event` reports ends before `next`, at a semicolon: 甲表示，…；乙表示，….
pub(super) fn parted(scene: &Scene, event: &Event, next: &Event) -> Option<usize> {
    let words = scene.text.get(event.speech.trigger.to()..next.from)?;
    let at = words.rfind(['；', ';'])?;
    let again = words[at..].trim_start_matches(['；', ';']).trim().is_empty();
    again.then_some(event.speech.trigger.to() + at)
}

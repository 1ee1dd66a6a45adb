//! Who says it: quotations and reported speech, and who answers for what is claimed inside of them.
//!
//! | words | read as |
//! |---|---|
//! | `X说：“A。”` | A, direct |
//! | `“A。”X说。` `“A，”X说，“B。”` | A, direct; what the speaker interrupts is two quotations |
//! | `X表示，A。` `据X介绍，A。` `在X看来，A。` | A to the end of the sentence, reported |
//! | `“A。”X称，B。` | A, direct, and B, reported |
//! | `X说，A。` `“B。”` | B, direct, goes on with X |
//!
//! `verb` finds verbs of speech, `speaker` their subjects (`role` those without a name, `past` pronouns, `carried` none),
//! `frame` speakers that are no subject; `event` puts them together. `spoken` gives what is said beside them to the
//! speaker, `unspoken` the quotations that no verb introduces.

mod carried;
mod event;
mod frame;
mod past;
mod quoted;
mod role;
mod speaker;
mod spoken;
mod unspoken;
mod verb;

use super::context::{Context, Fired};
use super::scene::Scene;
use super::{MentionIx, Statement, Status};
use crate::read::Role;
use crate::span::Span;
use event::Event;
use past::Past;
use quoted::{Quoted, quoted};

/// What somebody said, before it is stated.
struct Said {
    speakers: Vec<MentionIx>,
    text: Span,
    direct: bool,
    trigger: Span,
    evidence: Span,
}

/// The reading of one document.
struct Reading {
    quotes: Vec<Quoted>,
    /// The paragraphs.
    paragraphs: Vec<Span>,
    /// Whether a quotation has its speaker.
    taken: Vec<bool>,
    said: Vec<Said>,
    past: Past,
}

/// Applies the construction to the whole document, whose quotations reach over sentences; `scenes` are those of its
/// sentences that were kept.
pub(super) fn apply(cx: &mut Context, scenes: &[Option<Scene>]) {
    let seg = cx.seg;
    let quotes = quoted(seg);
    let mut reading = Reading {
        taken: vec![false; quotes.len()],
        quotes,
        paragraphs: seg.document.paragraphs.iter().map(|p| p.span).collect(),
        said: Vec::new(),
        past: Past::default(),
    };
    let topics = std::mem::take(&mut cx.topics);
    for (index, sentence) in seg.sentences.iter().enumerate() {
        if !matches!(sentence.role, Role::Body) {
            continue;
        }
        cx.topic = topics.get(index).copied().flatten();
        let again;
        let scene = match scenes.get(index).and_then(Option::as_ref) {
            Some(kept) => kept,
            None => {
                again = Scene::new(seg, sentence, &cx.found, cx.ontology, cx.lexicon);
                &again
            }
        };
        reading.sentence(cx, scene, index);
    }
    let mut said = reading.said;
    said.sort_by_key(|s| (s.text, s.trigger));
    for s in &said {
        for &speaker in &s.speakers {
            let statement = Statement::Quotation { speaker, text: s.text, direct: s.direct };
            let fired = Fired { construction: "source", trigger: s.trigger, evidence: s.evidence };
            cx.state(statement, Status::Affirmed, fired);
        }
    }
    attribute(cx, &said);
}

/// Makes the innermost speaker answerable for each claim whose words lie inside of what was said.
fn attribute(cx: &mut Context, said: &[Said]) {
    let longest = said.iter().map(|s| s.text.len() as u32).max().unwrap_or(0);
    for claim in &mut cx.claims {
        let own = match claim.statement {
            Statement::Quotation { text, .. } => Some(text),
            _ => None,
        };
        let inside =
            |s: &&Said| s.text.contains(claim.trigger) && own.is_none_or(|own| s.text != own && s.text.contains(own));
        let near = said.partition_point(|s| s.text.start + longest < claim.trigger.end);
        let around = said[near..].iter().take_while(|s| s.text.start <= claim.trigger.start);
        let innermost = around.filter(inside).min_by_key(|s| s.text.len());
        claim.attributed_to = innermost.and_then(|s| s.speakers.last().copied());
    }
}

impl Reading {
    fn sentence(&mut self, cx: &mut Context, scene: &Scene, index: usize) {
        let events = self.events(cx, scene);
        let end = scene.sentence.span.to();
        for (k, event) in events.iter().enumerate() {
            // What the speaker follows: only the first verb of the sentence looks back.
            if k == 0 {
                self.behind(scene, event);
            }
            let stop = events[k + 1..].iter().find_map(|next| event::parted(scene, event, next)).unwrap_or(end);
            self.ahead(scene, event, stop);
        }
        if events.is_empty() {
            self.without_verb(cx, scene, index);
        }
        self.remember(cx, scene, &events);
    }

    fn say(&mut self, speakers: Vec<MentionIx>, text: Span, direct: bool, trigger: Span, evidence: Span) {
        self.said.push(Said { speakers, text, direct, trigger, evidence });
    }

    /// Keeps who spoke and who was named, for the sentences that follow.
    fn remember(&mut self, cx: &Context, scene: &Scene, events: &[Event]) {
        let outside = |s: Span| {
            let near = self.quotes.partition_point(|q| q.span.end <= s.start);
            !self.quotes.get(near).is_some_and(|q| q.span.contains(s) && q.is_whole(scene.text))
        };
        let mut people = (0..scene.units.len())
            .filter_map(|i| scene.mention(i))
            .filter(|&m| past::is_anaphoric(cx, m) && outside(cx.span(m)));
        let speaker = events.iter().flat_map(|e| e.speaker.mentions.iter().copied()).find(|&m| cx.is(m, "Person"));
        if let Some(person) = speaker.or_else(|| people.next()) {
            self.past.person = Some(person);
        }
        let spoke = events.iter().flat_map(|e| e.speaker.mentions.iter().copied());
        let named = (0..scene.units.len()).filter_map(|i| scene.mention(i)).filter(|&m| cx.is(m, "Person"));
        self.past.speakers.extend(named.chain(spoke));
    }
}

//! Who says it: quotations and reported speech, and who answers for what is claimed inside of them.
//!
//! | words | read as |
//! |---|---|
//! | `X说：“A。”` | A, direct |
//! | `“A。”X说。` `“A，”X说，“B。”` | A, direct; what the speaker only interrupts is one quotation |
//! | `X表示，A。` `据X介绍，A。` `在X看来，A。` | A to the end of the sentence, reported |
//! | `“A。”X称，B。` | A, direct, and B, reported |
//! | `X说，A。` `“B。”` | B, direct, goes on with X |

mod frame;
mod quoted;
mod speaker;
mod verb;

use super::context::{Context, Fired};
use super::scene::Scene;
use super::{MentionIx, Statement, Status};
use crate::read::Role;
use crate::span::Span;
use quoted::{Quoted, quoted};
use speaker::{Before, Past, Speaker};
use verb::{Next, Speech};

/// What somebody said, before it is stated.
struct Said {
    speakers: Vec<MentionIx>,
    text: Span,
    direct: bool,
    trigger: Span,
    evidence: Span,
}

/// A verb of speech with its speaker, placed in the document.
struct Event {
    speech: Speech,
    speaker: Speaker,
    /// First byte of the words that name the speaker and what stands before them in their clause.
    from: usize,
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

/// Applies the construction to the whole document, whose quotations reach over sentences.
pub(super) fn apply(cx: &mut Context) {
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
        let scene = Scene::new(seg, sentence, &cx.found, cx.ontology, cx.lexicon);
        reading.sentence(cx, &scene, index);
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
    for claim in &mut cx.claims {
        let own = match claim.statement {
            Statement::Quotation { text, .. } => Some(text),
            _ => None,
        };
        let inside =
            |s: &&Said| s.text.contains(claim.trigger) && own.is_none_or(|own| s.text != own && s.text.contains(own));
        let innermost = said.iter().filter(inside).min_by_key(|s| s.text.len());
        claim.attributed_to = innermost.and_then(|s| s.speakers.last().copied());
    }
}

impl Reading {
    fn sentence(&mut self, cx: &mut Context, scene: &Scene, index: usize) {
        let events = self.events(cx, scene);
        let end = scene.sentence.span.to();
        for (k, event) in events.iter().enumerate() {
            // What the speaker follows: only the first verb of the sentence looks back.
            let behind = if k == 0 { self.behind(scene, event) } else { None };
            let stop = events[k + 1..].iter().find_map(|next| parted(scene, event, next)).unwrap_or(end);
            self.ahead(scene, event, stop, behind);
        }
        if events.is_empty() {
            self.without_verb(cx, scene, index);
        }
        self.remember(cx, scene, &events);
    }

    /// The verbs of speech of a sentence that have a speaker.
    fn events(&mut self, cx: &mut Context, scene: &Scene) -> Vec<Event> {
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
        let framed = frame::find(cx, scene).into_iter().chain(frame::label(cx, scene));
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

    /// The first unit of the clause of the verb at unit `at`; a closing mark that ends a whole quotation parts too.
    fn floor(&self, scene: &Scene, at: usize) -> usize {
        let mut start = (0..at).rev().find(|&k| scene.is_break(k) && !self.inside_term(scene, k)).map_or(0, |k| k + 1);
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
            None => speaker::of_sentence(cx, scene, floor - 1, &self.past),
        }
    }

    /// Gives the quotation before the event to its speaker.
    fn behind(&mut self, scene: &Scene, event: &Event) -> Option<usize> {
        let text = scene.text;
        let start = scene.sentence.span.from();
        let k = self.quotes.iter().rposition(|q| q.span.to() <= event.from)?;
        let quote = self.quotes[k];
        if self.taken[k] {
            return None;
        }
        let between = text.get(quote.span.to()..event.from)?;
        let same = quote.span.to() > start;
        let touches = between.trim_matches(|c: char| c.is_whitespace() || matches!(c, '，' | ',' | '—')).is_empty();
        let opens = |q: &Quoted| {
            let before = text[..q.span.from()].trim_end_matches([' ', '\u{3000}']);
            before.is_empty()
                || before
                    .ends_with(['\n', '。', '！', '？', '”', '!', '?', '；', ';', '，', '：', ',', '）', ')', '】'])
        };
        let fits = if same {
            touches
                && opens(&quote)
                && (quote.is_halted(text)
                    || quote.is_whole(text)
                    || (!between.trim().is_empty() && quote.letters(text) >= 4))
        } else {
            // A sentence of its own, right before this one, in the same paragraph.
            text.get(quote.span.to()..start).is_some_and(|gap| gap.trim_matches([' ', '\u{3000}']).is_empty())
                && quote.is_whole(text)
                && opens(&quote)
        };
        if !fits {
            return None;
        }
        self.taken[k] = true;
        let evidence = quote.span.join(event.speech.trigger);
        self.say(event.speaker.mentions.clone(), quote.inner, true, event.speech.trigger, evidence);
        Some(k)
    }

    /// Gives what follows the event to its speaker; `behind` is the quotation that the speaker interrupts.
    fn ahead(&mut self, scene: &Scene, event: &Event, stop: usize, behind: Option<usize>) {
        let text = scene.text;
        let trigger = event.speech.trigger;
        let begin = match event.speech.next {
            Next::Pause(at) | Next::Quote(at) | Next::Clause(at) => at,
            Next::End => return,
        };
        let start = event.from;
        if begin >= scene.sentence.span.to() {
            return self.below(scene, event);
        }
        let at = begin;
        if let Some(k) = self.quotes.iter().position(|q| q.span.from() == at)
            && self.fills(scene, k, stop, event.speech.next)
        {
            let quote = self.quotes[k];
            self.taken[k] = true;
            // “A，”X说，“B。” is one quotation.
            if let Some(b) = behind.filter(|&b| self.quotes[b].is_halted(text))
                && let Some(first) = self.said.last_mut()
            {
                first.text = Span::new(self.quotes[b].inner.from(), quote.inner.to());
                first.evidence = first.evidence.join(quote.span);
                return;
            }
            let evidence = Span::new(start, quote.span.to());
            self.say(event.speaker.mentions.clone(), quote.inner, true, trigger, evidence);
            return;
        }
        if matches!(event.speech.next, Next::Quote(_)) && !self.clause_in_quote(scene, at) {
            return;
        }
        if at >= scene.sentence.span.to() {
            return;
        }
        let mut end = stop;
        if let Some(q) = self.quotes.iter().find(|q| q.inner.from() < end && end < q.inner.to() && at <= q.span.from())
        {
            end = q.span.to();
        }
        if let Some(q) = self.quotes.iter().find(|q| q.inner.from() <= at && at < q.inner.to()) {
            end = end.min(q.inner.to());
        }
        // X表示，A，“B。”: what is quoted at the end stands by itself.
        let quoted = self.closing(text, at, end);
        if let Some(k) = quoted {
            end = self.quotes[k].span.from();
        }
        let words = text[at..end].trim_end().trim_end_matches(['。', '；', ';', '，', ',', '：', ':']);
        if words.chars().filter(|c| c.is_alphanumeric()).count() < 4 {
            return;
        }
        let said = Span::new(at, at + words.len());
        // Quotations inside of what is reported are its words.
        for (k, q) in self.quotes.iter().enumerate() {
            if said.contains(q.span) {
                self.taken[k] = true;
            }
        }
        self.say(event.speaker.mentions.clone(), said, false, trigger, Span::new(start, said.to()));
        if let Some(k) = quoted {
            let quote = self.quotes[k];
            self.taken[k] = true;
            self.say(event.speaker.mentions.clone(), quote.inner, true, trigger, Span::new(start, quote.span.to()));
        }
    }

    /// The quotation that ends what is reported at `at..end`: whole, behind a pause, with something reported before it.
    fn closing(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let k = self.quotes.iter().rposition(|q| q.span.from() > at && q.span.to() <= end)?;
        let quote = self.quotes[k];
        let before = text[at..quote.span.from()].trim_end();
        let paused = before.ends_with(['，', ',', '：', ':', '。']);
        let reported = before.chars().filter(|c| c.is_alphanumeric()).count() >= 4;
        let last = text[quote.span.to()..end].chars().all(|c| c.is_whitespace() || "。！？；".contains(c));
        (paused && reported && last && quote.is_whole(text) && quote.letters(text) >= 8).then_some(k)
    }

    /// Gives the paragraph below a speaker and a colon to the speaker.
    fn below(&mut self, scene: &Scene, event: &Event) {
        let text = scene.text;
        let end = scene.sentence.span.to();
        let Some(next) = self.paragraphs.iter().find(|p| p.from() >= end) else { return };
        let at = next.from() + (next.of(text).len() - next.of(text).trim_start().len());
        let quote = self.quotes.iter().position(|q| q.span.from() == at && q.is_whole(text));
        if let Some(k) = quote {
            self.taken[k] = true;
            let said = self.quotes[k];
            return self.say(
                event.speaker.mentions.clone(),
                said.inner,
                true,
                event.speech.trigger,
                Span::new(event.from, said.span.to()),
            );
        }
        let words = text[at..next.to()].trim_end();
        if words.ends_with(['。', '！', '？', '!', '?']) {
            let said = Span::new(at, at + words.len());
            for (k, q) in self.quotes.iter().enumerate() {
                self.taken[k] |= said.contains(q.span);
            }
            self.say(
                event.speaker.mentions.clone(),
                said,
                true,
                event.speech.trigger,
                Span::new(event.from, said.to()),
            );
        }
    }

    /// Whether quotation `k`, right behind a verb of speech, is all that is said.
    fn fills(&self, scene: &Scene, k: usize, stop: usize, next: Next) -> bool {
        let (quote, text) = (self.quotes[k], scene.text);
        if quote.is_whole(text) {
            return true;
        }
        let rest = text.get(quote.span.to()..stop).unwrap_or("");
        let ends = rest
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | ';' | '！' | '？' | '…'))
            .is_empty();
        match next {
            Next::Quote(at) => self.clause_in_quote(scene, at),
            _ => ends && quote.letters(text) >= 4 || (rest.starts_with(['，', ',', '；']) && quote.letters(text) >= 8),
        }
    }

    /// Whether the quotation that opens at `at` holds a clause of some length.
    fn clause_in_quote(&self, scene: &Scene, at: usize) -> bool {
        let Some(quote) = self.quotes.iter().find(|q| q.span.from() == at) else { return false };
        let first = scene.unit_at(quote.inner.from());
        quote.letters(scene.text) >= 10
            && first < scene.units.len()
            && (quote.is_whole(scene.text) || verb::is_clause(scene, first))
    }

    /// A quotation that no verb of speech introduces: it goes on with the speaker before it, or belongs to the person whom
    /// the words beside it are about.
    fn without_verb(&mut self, cx: &Context, scene: &Scene, index: usize) {
        let text = scene.text;
        let span = scene.sentence.span;
        for k in 0..self.quotes.len() {
            let quote = self.quotes[k];
            if self.taken[k] || !quote.is_whole(text) {
                continue;
            }
            // “A。”近日，张三…: the sentence behind it names one person only.
            let gap = text.get(quote.span.to()..span.from());
            if quote.span.to() <= span.from()
                && gap.is_some_and(|g| g.trim_matches([' ', '\u{3000}']).is_empty())
                && starts_paragraph(cx, quote.span)
                && !self.said.iter().any(|s| s.text == quote.inner)
                && let Some(m) = speaker::only_person(cx, span, |_| true)
            {
                let at = cx.span(m);
                self.taken[k] = true;
                self.say(vec![m], quote.inner, true, at, quote.span.join(at));
                return;
            }
            if !(span.from() <= quote.span.from() && quote.span.from() < span.to()) {
                continue;
            }
            if quote.span.from() > span.from() {
                // 张三…，“A。”
                let before = Span::new(span.from(), quote.span.from());
                let halted = before.of(text).trim_end().ends_with(['，', ',', '：', ':', '。']);
                if halted
                    && let Some(m) =
                        speaker::only_person(cx, before, |s| !self.quotes.iter().any(|q| q.span.contains(s)))
                {
                    let at = cx.span(m);
                    self.taken[k] = true;
                    // “A，”张三笑了笑，“B。” is one quotation.
                    let first = k.checked_sub(1).map(|b| self.quotes[b]).filter(|q| q.span.from() == span.from());
                    let text = first.filter(|q| q.is_halted(text)).map_or(quote.inner, |q| q.inner.join(quote.inner));
                    self.say(vec![m], text, true, at, at.join(text).join(quote.span));
                }
            } else if !self.followed(cx, quote, index) {
                // X说，A。“B。”
                // A quotation that goes on from another paragraph is a paragraph of its own.
                let goes_on = |s: &&Said| {
                    adjoins(text, s.evidence, quote.span)
                        && (!text[s.evidence.to()..quote.span.from()].contains('\n')
                            || ends_paragraph(text, quote.span))
                };
                let last = self.said.iter().max_by_key(|s| s.evidence.end).filter(goes_on);
                if let Some(last) = last {
                    let (speakers, trigger) = (last.speakers.clone(), last.trigger);
                    let evidence = last.evidence.join(quote.span);
                    self.taken[k] = true;
                    self.say(speakers, quote.inner, true, trigger, evidence);
                }
            }
        }
    }

    /// Whether a sentence behind the quotation, in its paragraph, may still name its speaker.
    fn followed(&self, cx: &Context, quote: Quoted, index: usize) -> bool {
        let last = cx.seg.sentences[index..].iter().take_while(|s| s.span.from() < quote.inner.to()).last();
        let Some(home) = last.map(|s| s.paragraph) else { return false };
        let next = cx.seg.sentences[index..].iter().find(|s| s.span.from() >= quote.span.to());
        next.is_some_and(|s| {
            s.paragraph == home && {
                let scene = Scene::new(cx.seg, s, &cx.found, cx.ontology, cx.lexicon);
                let first = verb::find(&scene).into_iter().next();
                first.is_some_and(|v| {
                    (0..v.start).any(|i| {
                        scene.mention(i).is_some_and(|m| speaker::can_speak(cx, m))
                            || matches!(scene.word(i), "他" | "她")
                    })
                })
            }
        })
    }

    fn say(&mut self, speakers: Vec<MentionIx>, text: Span, direct: bool, trigger: Span, evidence: Span) {
        self.said.push(Said { speakers, text, direct, trigger, evidence });
    }

    /// Keeps who spoke and who was named, for the sentences that follow.
    fn remember(&mut self, cx: &Context, scene: &Scene, events: &[Event]) {
        let outside = |s: Span| !self.quotes.iter().any(|q| q.span.contains(s) && q.is_whole(scene.text));
        let mut people = (0..scene.units.len())
            .filter_map(|i| scene.mention(i))
            .filter(|&m| cx.is(m, "Person") && outside(cx.span(m)));
        let speaker = events.iter().flat_map(|e| e.speaker.mentions.iter().copied()).find(|&m| cx.is(m, "Person"));
        if let Some(person) = speaker.or_else(|| people.next()) {
            self.past.person = Some(person);
        }
        let spoke = events.iter().flat_map(|e| e.speaker.mentions.iter().copied());
        let named = (0..scene.units.len()).filter_map(|i| scene.mention(i)).filter(|&m| cx.is(m, "Person"));
        self.past.speakers.extend(named.chain(spoke));
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
fn parted(scene: &Scene, event: &Event, next: &Event) -> Option<usize> {
    let words = scene.text.get(event.speech.trigger.to()..next.from)?;
    let at = words.rfind(['；', ';'])?;
    let again = words[at..].trim_start_matches(['；', ';']).trim().is_empty();
    again.then_some(event.speech.trigger.to() + at)
}

/// Whether a quotation opens its paragraph, or follows only a dateline (新华社长沙3月2日电（记者张三）).
fn starts_paragraph(cx: &Context, span: Span) -> bool {
    let opens = |before: &str| {
        let line = before.trim();
        let dated = line.ends_with(['电', '讯']) || line.ends_with(['）', ')']) && line.contains(['电', '讯', '者']);
        line.is_empty() || dated && line.chars().count() < 60 && !line.contains('。')
    };
    let home = cx.seg.document.paragraphs.iter().find(|p| p.span.from() <= span.from() && span.from() < p.span.to());
    home.is_some_and(|p| opens(&cx.seg.text[p.span.from()..span.from()]))
}

/// Whether a quotation closes its paragraph.
fn ends_paragraph(text: &str, span: Span) -> bool {
    text[span.to()..].chars().find(|c| !matches!(c, ' ' | '\u{3000}' | '\r')).is_none_or(|c| c == '\n')
}

/// Whether nothing but white space and a closing mark stands between what was said and a quotation.
fn adjoins(text: &str, said: Span, quote: Span) -> bool {
    said.end <= quote.start
        && text[said.to()..quote.from()]
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '。' | '！' | '？' | '”' | '；'))
}

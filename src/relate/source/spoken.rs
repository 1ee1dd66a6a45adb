//! What stands before and behind a verb of speech, and is what its speaker says.

use super::Reading;
use super::event::Event;
use super::quoted::Quoted;
use super::verb::{self, Next};
use crate::relate::scene::Scene;
use crate::span::Span;

impl Reading {
    /// Gives the quotation before the event to its speaker.
    pub(super) fn behind(&mut self, scene: &Scene, event: &Event) {
        let text = scene.text;
        let start = scene.sentence.span.from();
        let Some(k) = self.quotes.iter().rposition(|q| q.span.to() <= event.from) else { return };
        let quote = self.quotes[k];
        let between = text.get(quote.span.to()..event.from).filter(|_| !self.taken[k]);
        let Some(between) = between else { return };
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
            return;
        }
        self.taken[k] = true;
        let evidence = quote.span.join(event.speech.trigger);
        self.say(event.speaker.mentions.clone(), quote.inner, true, event.speech.trigger, evidence);
    }

    /// Gives what follows the event to its speaker.
    pub(super) fn ahead(&mut self, scene: &Scene, event: &Event, stop: usize) {
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

    /// The quotation that ends what is reported at `at..end`, behind a pause, with something reported before it.
    fn closing(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let k = self.quotes.iter().rposition(|q| q.span.from() > at && q.span.to() <= end)?;
        let quote = self.quotes[k];
        let before = text[at..quote.span.from()].trim_end();
        let paused = before.ends_with(['，', ',', '：', ':', '。']);
        let reported = before.chars().filter(|c| c.is_alphanumeric()).count() >= 4;
        let last = text[quote.span.to()..end].chars().all(|c| c.is_whitespace() || "。！？；".contains(c));
        (paused && reported && last && quote.letters(text) >= 8).then_some(k)
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
        let last = scene.unit_at(quote.inner.to()).min(scene.units.len());
        let opens = |k: usize| k == first || scene.is_break(k - 1);
        quote.letters(scene.text) >= 10
            && first < last
            && (quote.is_whole(scene.text) || (first..last).any(|k| opens(k) && verb::is_clause(scene, k)))
    }
}

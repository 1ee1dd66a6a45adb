//! Quotations that no verb of speech introduces.

use super::quoted::Quoted;
use super::{Reading, Said, carried, role, speaker, verb};
use crate::relate::context::Context;
use crate::relate::scene::Scene;
use crate::span::Span;

impl Reading {
    /// A quotation that no verb of speech introduces: it goes on with the speaker before it, or belongs to the person whom
    /// the words beside it are about.
    pub(super) fn without_verb(&mut self, cx: &Context, scene: &Scene, index: usize) {
        let text = scene.text;
        let span = scene.sentence.span;
        // Those that end right before the sentence, and those that begin in it.
        let near = self.quotes.partition_point(|q| q.span.to() + 16 < span.from());
        for k in near..self.quotes.len() {
            let quote = self.quotes[k];
            if quote.span.from() >= span.to() {
                break;
            }
            // 张三家种着十亩小麦，“活儿有人干，我只管收”。
            let told = quote.letters(text) >= 10 && quote.inner.of(text).contains(['我', '咱']);
            // 张三养了海参，“头一年还清了贷款，去年又赚了十万元”。
            let closes = text[quote.span.to()..].starts_with(['。', '\n']) || quote.span.to() == text.len();
            let told = told || closes && quote.letters(text) >= 12 && quote.inner.of(text).contains('，');
            if self.taken[k] || !(quote.is_whole(text) || told && quote.span.from() > span.from()) {
                continue;
            }
            // “A。”近日，张三…: the sentence behind it names one person only.
            let gap = text.get(quote.span.to()..span.from());
            if quote.span.to() <= span.from()
                && gap.is_some_and(|g| g.trim_matches([' ', '\u{3000}']).is_empty())
                && (starts_paragraph(cx, quote.span) || begins_with_person(cx, scene))
                && !self.said.iter().any(|s| s.text == quote.inner)
                && let Some(m) = carried::only_person(cx, span, |_| true)
            {
                let at = cx.span(m);
                self.taken[k] = true;
                self.say(vec![m], quote.inner, true, at, quote.span.join(at));
                continue;
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
                        carried::only_person(cx, before, |s| !self.quotes.iter().any(|q| q.span.contains(s)))
                {
                    let at = cx.span(m);
                    self.taken[k] = true;
                    // “A，”张三笑了笑，“B。”
                    let first = k.checked_sub(1).filter(|&b| self.quotes[b].span.from() == span.from());
                    if let Some(b) = first.filter(|&b| self.quotes[b].is_halted(text) && !self.taken[b]) {
                        self.taken[b] = true;
                        let half = self.quotes[b];
                        self.say(vec![m], half.inner, true, at, half.span.join(at));
                    }
                    self.say(vec![m], quote.inner, true, at, at.join(quote.span));
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
                            || role::is_role(&scene, i)
                    })
                })
            }
        })
    }
}

/// Whether a sentence begins with a person, in posts or not: 甲村党支部书记、乙合作社理事长张三算起了账.
fn begins_with_person(cx: &Context, scene: &Scene) -> bool {
    let person = (0..scene.units.len()).find(|&k| scene.mention(k).is_some_and(|m| cx.is(m, "Person")));
    person.is_some_and(|last| (0..last).all(|k| scene.is_nominal(k) || matches!(scene.word(k), "、" | "兼" | "的")))
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

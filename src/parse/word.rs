//! The words that trees are made of: those of the segmenter, with names, times and quoted terms each as one.

use crate::ontology::Ontology;
use crate::recognise::Recognised;
use crate::segment::{Segmented, Sentence};
use crate::span::Span;

/// A word of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes.
    pub span: Span,
    /// jieba's part of speech; `nr`, `ns`, `nt`, `nz` for names, `t` for times.
    pub pos: &'static str,
    /// Whether it is a name, a time or a quoted term as a whole.
    pub whole: bool,
}

/// The longest quoted term, in characters.
const TERM: usize = 16;

/// The words of a sentence.
pub fn words(seg: &Segmented, sentence: &Sentence, found: &Recognised, ontology: &Ontology) -> Vec<Word> {
    let fixed = fixed(seg, sentence, found, ontology);
    let mut words: Vec<Word> = Vec::with_capacity(sentence.tokens.len());
    let mut next = fixed.into_iter().peekable();
    for token in &sentence.tokens {
        let mut at = words.last().map_or(0, |w| w.span.to()).max(token.span.from());
        while at < token.span.to() {
            let until = next.peek().map_or(token.span.to(), |u| u.span.from().min(token.span.to()));
            if at < until {
                words.push(Word { span: Span::new(at, until), pos: token.pos, whole: false });
            }
            at = until;
            if let Some(word) = next.next_if(|u| u.span.start < token.span.end) {
                at = at.max(word.span.to());
                words.push(word);
            }
        }
    }
    words.extend(next);
    words.retain(|w| !w.span.of(&seg.text).trim().is_empty());
    split(&seg.text, dotted(&seg.text, words))
}

/// Cuts off the preposition at the end of a verb (成立|于) and of a name before a time (高尔基于1892年).
fn split(text: &str, words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let time = |next: Option<&Word>| next.is_some_and(|n| n.pos == "t" || n.pos == "m");
    for (i, word) in words.iter().enumerate() {
        let written = word.span.of(text);
        let stem = written.strip_suffix(['于', '在', '为', '到', '自', '至']).filter(|stem| stem.chars().count() > 1);
        let verb = !word.whole && word.pos.starts_with('v');
        let name = word.whole && word.pos == "nr" && written.ends_with('于') && time(words.get(i + 1));
        match stem.filter(|_| verb || name) {
            Some(stem) => {
                let middle = word.span.from() + stem.len();
                out.push(Word { span: Span::new(word.span.from(), middle), ..*word });
                out.push(Word { span: Span::new(middle, word.span.to()), pos: "p", whole: false });
            }
            None => out.push(*word),
        }
    }
    out
}

/// Joins the parts of a foreign name (威廉·法兰克福).
fn dotted(text: &str, words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let dot = matches!(word.span.of(text), "·" | "・" | "•" | "‧");
        let next = words.peek().filter(|n| n.pos != "w" && n.span.start == word.span.end);
        match (out.last_mut().filter(|w| w.pos != "w" && w.span.end == word.span.start), next) {
            (Some(name), Some(next)) if dot => {
                let pos = if name.whole && name.pos != "t" { name.pos } else { "nr" };
                *name = Word { span: name.span.join(next.span), pos, whole: true };
                words.next();
            }
            _ => out.push(word),
        }
    }
    out
}

/// Names, times and quoted terms inside of a sentence, sorted and disjoint.
fn fixed(seg: &Segmented, sentence: &Sentence, found: &Recognised, ontology: &Ontology) -> Vec<Word> {
    let names = found.mentions[..found.names].iter().map(|m| {
        let pos = match ontology.kind(m.class) {
            "Person" => "nr",
            "Place" => "ns",
            "Organization" => "nt",
            _ => "nz",
        };
        Word { span: m.span, pos, whole: true }
    });
    let times = found.times.iter().map(|t| Word { span: t.span, pos: "t", whole: true });
    let terms = seg.quotes.iter().filter(|q| {
        let inner = q.inner.of(&seg.text);
        q.closed && inner.chars().count() <= TERM && !inner.contains(['，', '。', '、', '！', '？', '：', '；'])
    });
    let terms = terms.map(|q| q.span).chain(plain_quotes(&seg.text, sentence.span));
    let terms = terms.map(|span| Word { span, pos: "nz", whole: true });
    let inside = |w: &Word| sentence.span.contains(w.span) && !w.span.is_empty();
    let mut all: Vec<Word> = names.chain(times).chain(terms).filter(inside).collect();
    all.sort_by_key(|w| (w.span.start, std::cmp::Reverse(w.span.end)));
    all.dedup_by(|later, earlier| earlier.span.overlaps(later.span));
    all
}

/// Terms between the quotation marks of plain typescript: ``…''.
fn plain_quotes(text: &str, sentence: Span) -> Vec<Span> {
    let (mut out, mut at) = (Vec::new(), sentence.from());
    while let Some(open) = text[at..sentence.to()].find("``").map(|i| at + i) {
        let Some(close) = text[open..sentence.to()].find("''").map(|i| open + i + 2) else { break };
        if text[open..close].chars().count() <= TERM + 4 {
            out.push(Span::new(open, close));
        }
        at = close;
    }
    out
}

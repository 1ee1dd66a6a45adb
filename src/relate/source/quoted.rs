//! Stretches between quotation marks, joined over paragraphs, and whether they are speech.

use crate::segment::{Quote, Segmented};
use crate::span::Span;

/// How many paragraphs one quotation may run over.
const PARAGRAPHS: usize = 12;

/// A quotation: from its first opening mark to its last closing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With the marks.
    pub span: Span,
    /// Without the marks.
    pub inner: Span,
}

/// The quotations of a document in order.
///
/// A mark left open at the end of its paragraph is closed by a later one: either each paragraph opens anew and only the
/// last one closes, or the paragraphs between carry no mark at all.
pub(super) fn quoted(seg: &Segmented) -> Vec<Quoted> {
    let paragraphs = &seg.document.paragraphs;
    let home = |q: &Quote| paragraphs.partition_point(|p| p.span.end <= q.span.start);
    let mut found: Vec<Quoted> = Vec::new();
    for q in &seg.quotes {
        if found.last().is_some_and(|last| last.span.overlaps(q.span)) {
            continue;
        }
        let close = if q.closed { None } else { closing(seg, home(q)) };
        let end = close.map_or(q.inner.to(), |at| at);
        let after = close.map_or(q.span.to(), |at| at + '”'.len_utf8());
        found.push(Quoted { span: Span::new(q.span.from(), after), inner: Span::new(q.inner.from(), end) });
    }
    found
}

/// The place of the mark that closes what paragraph `home` left open.
fn closing(seg: &Segmented, home: usize) -> Option<usize> {
    for paragraph in seg.document.paragraphs.iter().skip(home + 1).take(PARAGRAPHS) {
        let words = paragraph.span.of(&seg.text);
        let mut open = 0_usize;
        for (i, c) in words.trim_end().char_indices() {
            match c {
                '“' if i == 0 => {}
                '“' => open += 1,
                '”' if open == 0 => return Some(paragraph.span.from() + i),
                '”' => open -= 1,
                _ => {}
            }
        }
    }
    None
}

impl Quoted {
    /// Whether its words end as a sentence does.
    pub fn is_whole(self, text: &str) -> bool {
        let words = self.inner.of(text).trim_end();
        words.ends_with(['。', '！', '？', '!', '?', '…']) && self.letters(text) >= 3
    }

    /// Whether its words end as a clause does that goes on behind the speaker.
    pub fn is_halted(self, text: &str) -> bool {
        self.inner.of(text).trim_end().ends_with(['，', ','])
    }

    /// How many letters and figures it holds.
    pub fn letters(self, text: &str) -> usize {
        self.inner.of(text).chars().filter(|c| c.is_alphanumeric()).count()
    }
}

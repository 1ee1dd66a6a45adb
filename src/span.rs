//! A stretch of a document's text: byte ranges inside, Unicode code points outside.

use serde::{Deserialize, Serialize};

/// A half-open byte range into one document's text.
///
/// Both ends lie on character boundaries of the text they were made for. Code points, the unit of
/// [`oa:TextPositionSelector`](https://www.w3.org/TR/annotation-model/#text-position-selector), come from
/// a [`CodePoints`] index of the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span of the bytes `start..end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = start as u32;
        Span { start, end: (end as u32).max(start) }
    }

    /// The words the span covers, or `""` when it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// First byte, as an index.
    pub fn from(self) -> usize {
        self.start as usize
    }

    /// One past the last byte, as an index.
    pub fn to(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same stretch seen from a text that begins `by` bytes earlier.
    pub fn shift(self, by: usize) -> Span {
        Span { start: self.start + by as u32, end: self.end + by as u32 }
    }
}

/// Turns byte offsets of one text into code points, in logarithmic time.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// Code points before byte `64 * i`, rounded down to a character boundary.
    marks: Vec<(u32, u32)>,
}

const STEP: usize = 64;

impl CodePoints {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut next = 0;
        for (count, (byte, _)) in text.char_indices().enumerate() {
            if byte >= next {
                marks.push((byte as u32, count as u32));
                next = byte + STEP;
            }
        }
        CodePoints { marks }
    }

    /// The number of code points before byte `at` of `text`, the text this index was made for.
    pub fn before(&self, text: &str, at: usize) -> usize {
        let mark = self.marks.partition_point(|m| m.0 as usize <= at);
        let Some(&(byte, count)) = mark.checked_sub(1).and_then(|i| self.marks.get(i)) else { return 0 };
        count as usize + text.get(byte as usize..at).map_or(0, |s| s.chars().count())
    }

    /// The code points `start..end` that `span` covers.
    pub fn range(&self, text: &str, span: Span) -> (usize, usize) {
        (self.before(text, span.from()), self.before(text, span.to()))
    }
}

/// The words at the code points `start..end` of `text`; `None` when they lie outside of it.
pub fn slice_code_points(text: &str, start: usize, end: usize) -> Option<&str> {
    let mut at = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let from = at.nth(start)?;
    let to = if end == start { from } else { at.nth(end.checked_sub(start)?.checked_sub(1)?)? };
    text.get(from..to)
}

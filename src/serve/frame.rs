//! How the server and its workers talk: frames of a tag, a length and as many bytes.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use super::Refusal;
use super::protocol::Question;

/// What a worker is asked to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Job {
    pub what: What,
    /// The `Accept` header.
    pub accept: Option<String>,
    /// The most rows or triples.
    pub rows: usize,
}

/// What is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum What {
    /// A query.
    Question(Question),
    /// All triples of a named graph, or of the default graph.
    Graph(Option<String>),
}

/// How an answer begins.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Head {
    /// The media type of what follows.
    Answer(String),
    /// There is none.
    Refused(Refusal),
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    /// The worker is ready; or, to the worker: a [`Job`].
    Job = b'J',
    /// A [`Head`].
    Head = b'H',
    /// A part of the answer.
    Data = b'D',
    /// The answer is whole.
    End = b'E',
    /// The answer cannot be finished.
    Broken = b'X',
}

/// Bytes of the tag and of the length before what a frame holds.
pub(super) const PREFIX: usize = 5;

impl Tag {
    /// Reads the bytes before what a frame holds.
    pub fn read(prefix: [u8; PREFIX]) -> io::Result<(Tag, usize)> {
        let [tag, length @ ..] = prefix;
        let tag = [Tag::Job, Tag::Head, Tag::Data, Tag::End, Tag::Broken].into_iter().find(|t| *t as u8 == tag);
        let tag = tag.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "an unknown frame"))?;
        Ok((tag, u32::from_le_bytes(length) as usize))
    }

    /// A whole frame.
    pub fn frame(self, data: &[u8]) -> Vec<u8> {
        let mut frame = Vec::with_capacity(PREFIX + data.len());
        frame.push(self as u8);
        frame.extend((data.len() as u32).to_le_bytes());
        frame.extend(data);
        frame
    }
}

/// Reads one frame.
pub(super) fn read(from: &mut impl Read) -> io::Result<(Tag, Vec<u8>)> {
    let mut prefix = [0; PREFIX];
    from.read_exact(&mut prefix)?;
    let (tag, length) = Tag::read(prefix)?;
    let mut data = vec![0; length];
    from.read_exact(&mut data)?;
    Ok((tag, data))
}

/// Writes one answer: what is written is kept until there is much of it, so that most failures come before the head.
pub(super) struct Answer<W: Write> {
    to: W,
    /// How the answer begins, until that is told.
    head: Option<Head>,
    kept: Vec<u8>,
    begun: bool,
}

/// So many bytes go together.
const MUCH: usize = 1 << 16;

impl<W: Write> Answer<W> {
    /// An answer that is written to `to`.
    pub fn new(to: W) -> Self {
        Answer { to, head: None, kept: Vec::new(), begun: false }
    }

    /// Sets the media type, before anything is written.
    pub fn begin(&mut self, media: &str) {
        self.head = Some(Head::Answer(media.to_owned()));
    }

    fn pass(&mut self) -> io::Result<()> {
        if let Some(head) = self.head.take() {
            self.to.write_all(&Tag::Head.frame(&serde_json::to_vec(&head)?))?;
            self.begun = true;
        }
        if !self.kept.is_empty() {
            self.to.write_all(&Tag::Data.frame(&self.kept))?;
            self.kept.clear();
        }
        Ok(())
    }

    /// Ends the answer, well or not.
    pub fn end(mut self, outcome: Result<(), Refusal>) -> io::Result<()> {
        let last = match outcome {
            Ok(()) => Tag::End,
            Err(refusal) if !self.begun => {
                self.kept.clear();
                self.head = Some(Head::Refused(refusal));
                Tag::End
            }
            Err(_) => Tag::Broken,
        };
        self.pass()?;
        self.to.write_all(&last.frame(&[]))?;
        self.to.flush()
    }
}

impl<W: Write> Write for Answer<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.kept.extend(data);
        if self.kept.len() >= MUCH {
            self.pass()?;
        }
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut bytes: &[u8]) -> Vec<(Tag, Vec<u8>)> {
        std::iter::from_fn(|| read(&mut bytes).ok()).collect()
    }

    #[test]
    fn a_failure_before_the_head_is_told_as_one() {
        let mut out = Vec::new();
        let mut answer = Answer::new(&mut out);
        answer.begin("text/csv");
        answer.write_all(b"a\n").unwrap();
        answer.end(Err(Refusal::new(503, "too much"))).unwrap();
        let frames = frames(&out);
        assert_eq!(frames.iter().map(|f| f.0).collect::<Vec<_>>(), [Tag::Head, Tag::End]);
        assert!(String::from_utf8_lossy(&frames[0].1).contains("too much"));
    }

    #[test]
    fn a_failure_in_the_middle_breaks_the_answer() {
        let mut out = Vec::new();
        let mut answer = Answer::new(&mut out);
        answer.begin("text/csv");
        answer.write_all(&[b'x'; MUCH]).unwrap();
        answer.end(Err(Refusal::new(503, "too much"))).unwrap();
        let tags: Vec<Tag> = frames(&out).into_iter().map(|f| f.0).collect();
        assert_eq!(tags, [Tag::Head, Tag::Data, Tag::Broken]);
    }
}

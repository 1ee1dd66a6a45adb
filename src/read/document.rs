//! One article: its text, owned once, and what its head and foot say about it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// The first 16 hexadecimal digits of the BLAKE3 hash of a document's text and metadata.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub String);

/// One article. Every [`Span`] of every later step is a byte range of [`Document::text`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Content hash; equal documents have equal ids.
    pub id: DocumentId,
    /// The text as stored: title, body and credit lines, broken lines joined, one paragraph a line.
    pub text: String,
    /// The paragraphs of the text in order; they cover all of it but the line breaks between them.
    pub paragraphs: Vec<Paragraph>,
    /// What the head and the foot of the article, or the columns of its table, say about it.
    pub meta: Metadata,
    /// Where it came from.
    pub origin: Origin,
}

/// A paragraph and the part it plays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its bytes, without the line break.
    pub span: Span,
    /// The part it plays in the article.
    pub role: Role,
}

/// The part a paragraph plays in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The headline.
    Title,
    /// A heading between paragraphs, or a second headline.
    Heading,
    /// Running text.
    Body,
    /// A line that names source, reporter, date or editor, and says nothing else.
    Credit,
    /// A picture's caption or another thing that is not read as prose.
    Caption,
}

/// What an article says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The medium that is credited (新华社, 经济日报).
    pub source: Option<Credit>,
    /// The day of publication.
    pub date: Option<Dated>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// The reporters, as named in the dateline or the credit line.
    pub reporters: Vec<Credit>,
    /// The place of the dateline (新华社南宁3月5日电: 南宁).
    pub place: Option<Credit>,
    /// The dateline itself, which later steps do not read as prose (新华社北京1月2日电（记者张三）).
    pub dateline: Option<Span>,
}

/// A name from the head or the foot of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    /// The name as written.
    pub name: String,
    /// Where the text says so; `None` when it came from a column of a table or from a page's header.
    pub span: Option<Span>,
}

/// A day of publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// The day.
    pub date: Date,
    /// Where the text says so; `None` when it came from a column of a table or from a page's header.
    pub span: Option<Span>,
}

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file as given on the command line, or `-` for standard input.
    pub path: String,
    /// The row of a table, from one, when the file is a table of documents.
    pub row: Option<usize>,
    /// Which article of the page it is, from one, when the page holds several.
    pub part: Option<usize>,
    /// The encoding that was found, by its WHATWG name.
    pub encoding: String,
}

impl Document {
    /// Makes a document of `text`, one paragraph a line, all of it running text, without metadata.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                paragraphs.push(Paragraph { span: Span::new(at, at + line.len()), role: Role::Body });
            }
            at += line.len() + 1;
        }
        Document::new(text, paragraphs, Metadata::default(), Origin::default())
    }

    /// Puts a document together and computes its id.
    pub fn new(text: String, paragraphs: Vec<Paragraph>, meta: Metadata, origin: Origin) -> Self {
        let mut hash = blake3::Hasher::new();
        let date = meta.date.as_ref().map(|d| d.date.to_string());
        let source = meta.source.as_ref().map(|s| s.name.as_str());
        for part in [Some(text.as_str()), meta.title.as_deref(), source, date.as_deref(), meta.url.as_deref()] {
            hash.update(part.unwrap_or("").as_bytes());
            hash.update(&[0]);
        }
        let id = DocumentId(hash.finalize().to_hex()[..16].to_owned());
        Document { id, text, paragraphs, meta, origin }
    }
}

//! Puts one article together: its text, the parts its paragraphs play, and what its credits say.

use jiff::civil::Date;

use super::credit::{self, Found, Worth};
use super::document::{Credit, Dated, Document, Metadata, Origin, Paragraph, Role};
use super::line::is_sentence;
use crate::span::Span;

/// A paragraph before it has a place in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub text: String,
    pub role: Role,
}

impl Block {
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Block { text: text.into(), role }
    }
}

/// What columns of a table, front matter or a page's header say; it goes before what the text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Given {
    pub title: Option<String>,
    pub source: Option<String>,
    pub date: Option<Date>,
    /// A medium and a day that a page's header names; the day of a much older dateline goes before it.
    pub header: (Option<String>, Option<Date>),
    pub url: Option<String>,
    pub reporters: Vec<String>,
}

/// Makes the document; `None` when no block holds any text.
pub(super) fn compose(mut blocks: Vec<Block>, given: Given, origin: Origin) -> Option<Document> {
    blocks.retain(|b| b.text.chars().any(char::is_alphanumeric));
    if blocks.iter().all(|b| matches!(b.role, Role::Credit | Role::Caption)) {
        blocks.first()?;
    }
    demote_links(&mut blocks);
    place_title(&mut blocks, given.title.as_deref());
    let mut text = String::with_capacity(blocks.iter().map(|b| b.text.len() + 1).sum());
    let mut paragraphs = Vec::with_capacity(blocks.len());
    for block in &blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&block.text);
        paragraphs.push(Paragraph { span: Span::new(start, text.len()), role: block.role });
    }
    let title = blocks.iter().find(|b| b.role == Role::Title).map(|b| b.text.clone());
    let meta = metadata(&text, &paragraphs, title.or(given.title.clone()), given);
    Some(Document::new(text, paragraphs, meta, origin))
}

/// Headings after the last paragraph head nothing: they are links to other pages.
fn demote_links(blocks: &mut [Block]) {
    let Some(last) = blocks.iter().rposition(|b| matches!(b.role, Role::Body | Role::Title)) else { return };
    for block in &mut blocks[last + 1..] {
        if block.role == Role::Heading {
            block.role = Role::Caption;
        }
    }
}

/// Puts the title first, the one that was given before the one that was found.
fn place_title(blocks: &mut Vec<Block>, given: Option<&str>) {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if let Some(given) = given.map(str::trim).filter(|t| !t.is_empty()) {
        let wanted = letters(given);
        let found =
            blocks.iter().take(4).position(|b| b.text.len() < 4 * given.len() + 40 && letters(&b.text) == wanted);
        for block in blocks.iter_mut().filter(|b| b.role == Role::Title) {
            block.role = Role::Heading;
        }
        match found {
            Some(at) => blocks[at].role = Role::Title,
            None => blocks.insert(
                0,
                Block::new(super::line::clean(given).split_whitespace().collect::<Vec<_>>().join(" "), Role::Title),
            ),
        }
    }
    if let Some(at) = blocks.iter().position(|b| b.role == Role::Title) {
        blocks[..=at].rotate_right(1);
    }
}

fn metadata(text: &str, paragraphs: &[Paragraph], title: Option<String>, given: Given) -> Metadata {
    let mut found = Found::default();
    let mut body = 0;
    for paragraph in paragraphs {
        let (words, at) = (paragraph.span.of(text), paragraph.span.from());
        match paragraph.role {
            Role::Credit => {
                if let Some(dateline) = credit::dateline(words) {
                    found.merge(dateline, at);
                } else if let Some(credit) = credit::credit(words, body == 0) {
                    found.merge(credit, at);
                }
            }
            Role::Body => {
                if body < 4
                    && found.dateline.is_none()
                    && let Some(dateline) = credit::dateline(words)
                {
                    found.merge(dateline, at);
                }
                let dateline = found.dateline.clone().filter(|r| (at..at + words.len()).contains(&r.start));
                let rest = dateline.map_or(at, |r| r.end.min(at + words.len()));
                if body == 0
                    && let Some(opening) = text.get(rest..at + words.len()).and_then(credit::opening)
                {
                    found.merge(opening, rest);
                }
                if let Some(trailing) = credit::trailing(words) {
                    found.merge(trailing, at);
                }
                body += usize::from(is_sentence(words));
            }
            Role::Title | Role::Heading | Role::Caption => {}
        }
    }
    let span = |r: &std::ops::Range<usize>| Span::new(r.start, r.end);
    let credit = |r: &std::ops::Range<usize>| Credit { name: text[r.clone()].to_owned(), span: Some(span(r)) };
    let date = date(text, &found, &given);
    let mut reporters: Vec<Credit> = Vec::new();
    for (name, range) in &found.reporters {
        if reporters.iter().all(|r| r.name != *name) {
            reporters.push(Credit { name: name.clone(), span: Some(span(range)) });
        }
    }
    for name in given.reporters {
        if reporters.iter().all(|r| r.name != name) {
            reporters.push(Credit { name, span: None });
        }
    }
    let source = match given.source {
        Some(name) => {
            let said = found.source.as_ref().filter(|(_, r)| text[r.clone()] == name).map(|(_, r)| span(r));
            Some(Credit { name, span: said })
        }
        None => {
            let sure = found.source.as_ref().filter(|(worth, _)| *worth >= Worth::Label || given.header.0.is_none());
            sure.map(|(_, r)| credit(r)).or(given.header.0.map(|name| Credit { name, span: None }))
        }
    };
    Metadata {
        title,
        source,
        date,
        url: given.url,
        reporters,
        place: found.place.as_ref().map(credit),
        dateline: found.dateline.as_ref().map(span),
    }
}

/// The day of publication: the one that was given, else the page's, in its text, its header or its address. The month and
/// day of a dateline take their year from the page's date when they lie a week to two months before it (an article taken
/// over late), or from the same day written out in the text; a year is never guessed.
fn date(text: &str, found: &Found, given: &Given) -> Option<Dated> {
    if let Some(date) = given.date {
        return Some(Dated { date, span: None });
    }
    let said = found.date.as_ref().map(|(date, r)| Dated { date: *date, span: Some(Span::new(r.start, r.end)) });
    let header = given.header.1.or_else(|| given.url.as_deref().and_then(super::day::in_address));
    let page = said.or(header.map(|date| Dated { date, span: None }));
    let Some((month, day, range)) = &found.month_day else { return page };
    let span = Some(Span::new(range.start, range.end));
    let Some(page) = page else {
        let same = super::day::all(text).map(|(date, _)| date).find(|d| d.month() == *month && d.day() == *day);
        return same.map(|date| Dated { date, span });
    };
    let year = page.date.year();
    let late = [year, year - 1].into_iter().filter_map(|y| Date::new(y, *month, *day).ok()).find(|d| {
        let days = d.until(page.date).map_or(i32::MAX, |s| s.get_days());
        (8..=60).contains(&days)
    });
    Some(late.map_or(page, |date| Dated { date, span }))
}

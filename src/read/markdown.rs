//! Markdown: the markup goes, headings keep their part, front matter becomes metadata.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::article::{Block, Given};
use super::document::Role;
use super::line::{Gap, Line};
use super::{day, page};

/// The articles of a Markdown text; with `split` every heading of the first level starts one.
pub(super) fn articles(text: &str, split: bool) -> Vec<(Vec<Block>, Given)> {
    let (front, rest) = front_matter(text);
    let lines = lines(rest);
    let starts: Vec<usize> = (1..lines.len())
        .filter(|&i| split && lines[i].1 == Some(Role::Title) && lines[..i].iter().any(|l| l.1.is_none()))
        .collect();
    let ends = starts.iter().copied().chain([lines.len()]);
    let starts = [0].into_iter().chain(starts.iter().copied());
    let mut articles = Vec::new();
    for (i, (start, end)) in starts.zip(ends).enumerate() {
        let lines: Vec<Line<'_>> = lines[start..end]
            .iter()
            .map(|(text, role)| Line { text, indented: false, gap: Gap::Blank, role: *role })
            .collect();
        let given = if i == 0 { front.clone() } else { Given::default() };
        // Text that only uses the blank lines of Markdown may still be a page of several articles.
        let plain = lines.iter().all(|l| l.role.is_none());
        if plain && split && given == Given::default() {
            articles.extend(page::split(&lines).into_iter().map(|blocks| (blocks, Given::default())));
        } else {
            articles.push((page::blocks(&lines), given));
        }
    }
    articles
}

/// The paragraphs, headings and items, each as one line.
fn lines(text: &str) -> Vec<(String, Option<Role>)> {
    let mut lines: Vec<(String, Option<Role>)> = Vec::new();
    let mut line = String::new();
    let mut role = None;
    let mut skipped = 0usize;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::FootnoteDefinition(_)) => {
                flush(&mut lines, &mut line, role);
                skipped += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table | TagEnd::FootnoteDefinition) => {
                skipped = skipped.saturating_sub(1);
            }
            _ if skipped > 0 => {}
            Event::Start(Tag::Heading { level, .. }) => {
                flush(&mut lines, &mut line, role);
                role = Some(if level == HeadingLevel::H1 { Role::Title } else { Role::Heading });
            }
            Event::Start(Tag::Image { .. }) => {
                flush(&mut lines, &mut line, role);
                role = Some(Role::Caption);
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Image) => {
                flush(&mut lines, &mut line, role);
                role = None;
            }
            Event::Start(Tag::Paragraph | Tag::Item)
            | Event::End(TagEnd::Paragraph | TagEnd::Item)
            | Event::HardBreak => {
                flush(&mut lines, &mut line, role);
            }
            Event::Text(words) | Event::Code(words) => line.push_str(&words),
            Event::SoftBreak if line.ends_with(|c: char| c.is_ascii_alphanumeric()) => line.push(' '),
            _ => {}
        }
    }
    flush(&mut lines, &mut line, role);
    lines
}

fn flush(lines: &mut Vec<(String, Option<Role>)>, line: &mut String, role: Option<Role>) {
    let words = line.split(|c: char| c.is_control() && c != '\t').map(str::trim).collect::<String>();
    if !words.is_empty() {
        lines.push((words, role));
    }
    line.clear();
}

/// The metadata between two lines of three dashes at the head, and what follows.
fn front_matter(text: &str) -> (Given, &str) {
    let none = (Given::default(), text);
    let Some(rest) = text.trim_start().strip_prefix("---") else { return none };
    let Some(rest) = rest.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n') else { return none };
    let mut given = Given::default();
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        let line = line.trim();
        if line == "---" || line == "..." {
            return (given, &rest[at..]);
        }
        let Some((key, value)) = line.split_once([':', '：']) else {
            if line.is_empty() || line.starts_with(['#', '-']) {
                continue;
            }
            return none;
        };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "title" | "标题" => given.title = Some(value.to_owned()),
            "source" | "publisher" | "来源" => given.source = Some(value.to_owned()),
            "date" | "published" | "日期" => given.date = day::parse(value),
            "url" | "link" | "链接" => given.url = Some(value.to_owned()),
            "author" | "authors" | "作者" | "记者" => {
                let names = value.trim_matches(['[', ']']).split([',', '，', '、']);
                given.reporters = names.map(|n| n.trim().trim_matches(['"', '\'']).to_owned()).collect();
                given.reporters.retain(|n| !n.is_empty());
            }
            _ => {}
        }
    }
    none
}

//! Splits a page into its articles and joins the lines that the page broke.

use super::article::Block;
use super::document::Role;
use super::kind::{Kind, kind};
use super::line::{Gap, Line, ends_sentence, is_headline, is_item, is_open, is_prose, is_sentence, lines};
use super::{credit, fragment};

/// The articles of a page, each as its blocks; `split` off keeps all of it in one.
pub(super) fn articles(text: &str, split: bool) -> Vec<Vec<Block>> {
    let lines = lines(text);
    if split { self::split(&lines) } else { vec![blocks(&lines)] }
}

/// Lines of a page split into its articles.
pub(super) fn split(lines: &[Line<'_>]) -> Vec<Vec<Block>> {
    let mut kinds_of_all = kinds(lines);
    let starts = starts(lines, &kinds_of_all);
    // What lines are seen as depends on those before them in their article only: those of the first one are known.
    let mut first = Some(&mut kinds_of_all);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let articles = starts.iter().zip(ends).map(|(&start, end)| {
        let lines = &lines[start..end];
        let kinds = first.take().map_or_else(|| kinds(lines), |known| known.drain(..end).collect());
        lay_out(lines, kinds)
    });
    articles.filter(|blocks| !blocks.is_empty()).collect()
}

/// The kinds of the lines, seen as one article.
fn kinds(lines: &[Line<'_>]) -> Vec<Kind> {
    let mut head = true;
    let mut kinds = Vec::with_capacity(lines.len());
    for line in lines {
        let kind = match line.role {
            Some(Role::Caption) => Kind::Caption,
            Some(Role::Title | Role::Heading) => Kind::Text,
            _ => kind(line.text, head),
        };
        head &= kind != Kind::Text || line.role.is_some() || !is_sentence(line.text);
        kinds.push(kind);
    }
    kinds
}

/// The lines with which articles start.
///
/// Precision first: besides a rule of dashes, only a headline followed by running text starts an article, and only
/// after a closing credit, after a break of the page, or before a dateline or a byline.
fn starts(lines: &[Line<'_>], kinds: &[Kind]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut body = false;
    let mut last: Option<usize> = None;
    let mut gap = Gap::None;
    for (i, line) in lines.iter().enumerate() {
        gap = gap.max(line.gap);
        match &kinds[i] {
            Kind::Text => {
                if body && last.is_some_and(|last| starts_article(lines, kinds, last, i, gap)) {
                    starts.push(i);
                    body = false;
                }
                body |= is_prose(line.text);
            }
            Kind::Credit(_) => {}
            _ => continue,
        }
        last = Some(i);
        gap = Gap::None;
    }
    starts
}

fn starts_article(lines: &[Line<'_>], kinds: &[Kind], last: usize, at: usize, gap: Gap) -> bool {
    let line = lines[at].text;
    let credited = matches!(kinds[last], Kind::Credit(_)) || credit::trailing(lines[last].text).is_some();
    let complete = credited || ends_sentence(lines[last].text);
    if gap == Gap::Rule && complete && (is_prose(line) || is_headline(line)) {
        return true;
    }
    if !complete || !is_headline(line) || is_item(line) {
        return false;
    }
    // What follows: at most one more headline, then running text, with bylines and captions between.
    let mut byline = false;
    let mut headlines = 1;
    let mut follows = None;
    for i in at + 1..lines.len() {
        match &kinds[i] {
            Kind::Text if is_prose(lines[i].text) => {
                follows = Some(lines[i].text);
                break;
            }
            Kind::Text if headlines < 2 && is_headline(lines[i].text) => headlines += 1,
            Kind::Text | Kind::Links | Kind::End => break,
            Kind::Credit(found) => byline |= found.is_byline() || found.dateline.is_some(),
            Kind::Caption | Kind::Noise => {}
        }
    }
    let Some(follows) = follows else { return false };
    credited || gap >= Gap::Page || byline || credit::dateline(follows).is_some_and(|d| d.source.is_some())
}

/// Lines of one article made into blocks.
pub(super) fn blocks(lines: &[Line<'_>]) -> Vec<Block> {
    lay_out(lines, kinds(lines))
}

/// Lines of one article, whose kinds are told, made into blocks.
fn lay_out(lines: &[Line<'_>], mut kinds: Vec<Kind>) -> Vec<Block> {
    drop_menu(lines, &mut kinds);
    let texts: Vec<usize> = (0..lines.len()).filter(|&i| kinds[i] == Kind::Text).collect();
    let wrap = wrap(lines, &texts);
    let mut blocks: Vec<Block> = Vec::new();
    // The paragraph that may go on: its block and its last line.
    let mut open: Option<(usize, usize)> = None;
    let mut title: Option<&str> = None;
    let mut links = false;
    for (i, line) in lines.iter().enumerate() {
        match &kinds[i] {
            Kind::End => break,
            Kind::Links => links = true,
            Kind::Noise => {}
            Kind::Caption => blocks.push(Block::new(line.text, Role::Caption)),
            Kind::Credit(_) => {
                blocks.push(Block::new(line.text, Role::Credit));
                open = None;
            }
            Kind::Text => {
                if links && !is_prose(line.text) || title.is_some_and(|title| same(title, line.text)) {
                    continue;
                }
                if line.role == Some(Role::Title) {
                    title = Some(line.text);
                }
                if let Some(role) = line.role {
                    blocks.push(Block::new(line.text, role));
                    open = None;
                    continue;
                }
                // ——某地一座煤城的转身: the second line of the headline.
                if line.text.starts_with("——")
                    && let Some(block) = blocks.last_mut().filter(|b| b.role == Role::Title)
                    && line.text.chars().count() <= 40
                {
                    block.text.push_str(line.text);
                    continue;
                }
                if let Some((block, last)) = open
                    && goes_on(&blocks[block].text, &lines[last], line, wrap)
                {
                    append(&mut blocks[block].text, line.text);
                    open = Some((block, i));
                    continue;
                }
                let next = texts.get(texts.partition_point(|&t| t <= i)).map(|&t| lines[t].text);
                let full = wrap.is_some_and(|w| width(line.text) + 4 >= w);
                let first = texts.iter().take_while(|&&t| t < i).all(|&t| is_kicker(lines[t].text)) && title.is_none();
                let first = first && lines.iter().all(|l| l.role.is_none());
                let role = match next {
                    Some(_) if first && !is_kicker(line.text) && is_headline(line.text) && !full => Role::Title,
                    Some(_) if first && line.text.chars().count() < 4 => Role::Caption,
                    Some(next) if is_heading(line.text, next) && !full && !cut(lines, &texts, i) => Role::Heading,
                    _ => Role::Body,
                };
                if role == Role::Title {
                    title = Some(line.text);
                }
                blocks.push(Block::new(line.text, role));
                open = (role == Role::Body).then_some((blocks.len() - 1, i));
            }
        }
    }
    blocks
}

/// Whether the line is the first part of a sentence that the next line of text goes on with.
fn cut(lines: &[Line<'_>], texts: &[usize], at: usize) -> bool {
    let next = texts.get(texts.partition_point(|&t| t <= at));
    next.is_some_and(|&next| {
        !lines[next].indented && !is_item(lines[next].text) && fragment::is_cut(lines[at].text, lines[next].text)
    })
}

fn is_heading(line: &str, next: &str) -> bool {
    let length = line.chars().take(41).count();
    length <= 40
        && is_headline(line)
        && !ends_sentence(line)
        && (is_prose(next) || is_headline(next) && length <= 20 && is_item(line))
        && !(is_item(line) && line.contains(['：', ':']))
}

/// Takes the menu of a site off the head of a page: where more than three short lines stand before the running text, the
/// headline is the last of them before the byline.
fn drop_menu(lines: &[Line<'_>], kinds: &mut [Kind]) {
    if lines.iter().any(|l| l.role.is_some()) {
        return;
    }
    let Some(body) = (0..lines.len()).find(|&i| kinds[i] == Kind::Text && is_sentence(lines[i].text)) else { return };
    let byline = |i: &usize| matches!(&kinds[*i], Kind::Credit(found) if found.is_byline());
    let short: Vec<usize> = (0..body).filter(|&i| kinds[i] == Kind::Text).collect();
    if short.len() <= 3 {
        return;
    }
    let end = (0..body).find(byline).filter(|&b| short.first().is_some_and(|&s| s < b)).unwrap_or(body);
    let title =
        short.iter().rev().find(|&&i| i < end && lines[i].text.chars().count() >= 8 && is_headline(lines[i].text));
    let Some(&title) = title else { return };
    for i in short.into_iter().filter(|&i| i < title) {
        kinds[i] = Kind::Noise;
    }
}

/// Whether a line before the headline only names a column or a place (要闻, 某新区：).
fn is_kicker(line: &str) -> bool {
    let length = line.chars().take(11).count();
    length < 4 || (length <= 10 && line.ends_with(['：', ':']))
}

/// Whether two lines say the same, blanks and punctuation left aside.
fn same(a: &str, b: &str) -> bool {
    let letters = |s: &'_ str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    b.len() <= a.len() * 2 && letters(a) == letters(b)
}

/// Whether `next` goes on with the paragraph, whose last line is `last`.
fn goes_on(paragraph: &str, last: &Line<'_>, next: &Line<'_>, wrap: Option<usize>) -> bool {
    if next.gap >= Gap::Stars || is_item(next.text) || next.indented && !last.indented {
        return false;
    }
    if let Some(wrap) = wrap
        && next.gap == Gap::None
    {
        return width(last.text) + 4 >= wrap;
    }
    if ends_sentence(paragraph) {
        return false;
    }
    if is_open(paragraph) || paragraph.ends_with(['，', '、', ',', '（', '(', '“', '《', '—']) {
        return true;
    }
    if is_prose(last.text) && !is_item(last.text) {
        return !is_headline(next.text) || fragment::is_cut(last.text, next.text) || ends_sentence(next.text);
    }
    fragment::is_cut(last.text, next.text)
}

/// Adds a line to a paragraph: no blank beside Chinese, one between two words in letters.
fn append(paragraph: &mut String, line: &str) {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | ')' | '"'));
    if word(paragraph.chars().next_back()) && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The width in columns at which the page breaks its lines, when it does: most of the lines that do not end a sentence
/// are as wide as the widest.
fn wrap(lines: &[Line<'_>], texts: &[usize]) -> Option<usize> {
    const WIDEST: usize = 120;
    let mut widest = 0;
    for &i in texts {
        if lines[i].text.len() > 4 * WIDEST {
            return None;
        }
        widest = widest.max(width(lines[i].text));
    }
    if !(24..=WIDEST).contains(&widest) {
        return None;
    }
    let broken: Vec<usize> = texts
        .windows(2)
        .filter(|w| lines[w[1]].gap == Gap::None && !ends_sentence(lines[w[0]].text))
        .map(|w| width(lines[w[0]].text))
        .collect();
    let full = broken.iter().filter(|&&w| w + 4 >= widest).count();
    (full >= 2 && full * 10 >= broken.len() * 6).then_some(widest)
}

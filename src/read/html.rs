//! Web pages: the main text without menus, link columns and notes, and what the header says.

use std::collections::BTreeMap;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::article::{Block, Given};
use super::document::Role;
use super::line::{Gap, Line, is_sentence};
use super::{credit, day, page};

/// Deeper pages are refused: what walks them takes its own stack for each level.
const DEEPEST: usize = 400;
const MOST_ELEMENTS: usize = 400_000;

/// A visible line of a page.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    text: String,
    role: Option<Role>,
    /// The characters of it that stand in links.
    linked: usize,
}

/// The article of a page.
///
/// # Errors
/// The reason, when the page is too deep or holds no article.
pub(super) fn articles(html: &str) -> Result<Vec<(Vec<Block>, Given)>, String> {
    check_tags(html)?;
    let document = Document::from(html);
    check(&document)?;
    let all = seen(&document.root());
    let mut given = header(&document);
    let title = given.title.take().or_else(|| title(&document, &all));
    let mut main = main_text(html, &document);
    if main.is_empty() {
        main = all.iter().filter(|l| !l.is_link()).cloned().collect();
    }
    let around = bylines(&all, &main, title.as_deref());
    main.retain(|l| title.as_deref().is_none_or(|t| letters(t) != letters(&l.text)));
    let title_line = title.map(|text| Seen { text, role: Some(Role::Title), linked: 0 });
    let (before, after) = around;
    let lines: Vec<Seen> = title_line.into_iter().chain(before).chain(main).chain(after).collect();
    let lines: Vec<Line<'_>> =
        lines.iter().map(|l| Line { text: &l.text, indented: false, gap: Gap::Blank, role: l.role }).collect();
    let blocks = page::blocks(&lines);
    if blocks.iter().all(|b| b.role != Role::Body) {
        return Err("the page holds no article".to_owned());
    }
    Ok(vec![(blocks, given)])
}

/// Refuses a page by its bare tags, before a parser takes quadratic time for elements that nobody closes.
fn check_tags(html: &str) -> Result<(), String> {
    const MOST_OPEN: i32 = 3000;
    const FREE: [&str; 24] = [
        "p", "li", "br", "img", "hr", "input", "meta", "link", "td", "tr", "th", "dd", "dt", "option", "col", "area",
        "base", "embed", "param", "source", "wbr", "tbody", "thead", "colgroup",
    ];
    let mut open: BTreeMap<String, i32> = BTreeMap::new();
    let mut sum = 0;
    for tag in html.split('<').skip(1) {
        let (name, step) = tag.strip_prefix('/').map_or((tag, 1), |name| (name, -1));
        let end = name.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len());
        if end == 0 || end > 16 || tag.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/')) {
            continue;
        }
        let name = name[..end].to_ascii_lowercase();
        if FREE.contains(&name.as_str()) {
            continue;
        }
        let count = open.entry(name).or_default();
        if *count + step >= 0 {
            *count += step;
            sum += step;
        }
        if sum > MOST_OPEN {
            return Err(format!("elements nested deeper than {DEEPEST}"));
        }
    }
    Ok(())
}

fn check(document: &Document) -> Result<(), String> {
    let mut stack = vec![(document.root(), 0usize)];
    let mut count = 0;
    while let Some((node, depth)) = stack.pop() {
        count += 1;
        if depth > DEEPEST {
            return Err(format!("elements nested deeper than {DEEPEST}"));
        }
        if count > MOST_ELEMENTS {
            return Err(format!("more than {MOST_ELEMENTS} elements"));
        }
        if let Some(next) = node.next_sibling() {
            stack.push((next, depth));
        }
        if let Some(child) = node.first_child() {
            stack.push((child, depth + 1));
        }
    }
    Ok(())
}

/// The lines of the main text: what the readability algorithm keeps, or the smallest element that holds most of the
/// running text, whichever holds clearly more; link columns are left out of both.
fn main_text(html: &str, document: &Document) -> Vec<Seen> {
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let readable = Readability::new(html, None, Some(config)).and_then(|mut r| r.parse()).ok();
    let readable = readable.map_or(Vec::new(), |a| seen(&Document::fragment(a.content.as_ref()).root()));
    let dense = densest(document).map_or(Vec::new(), |node| seen(&node));
    let prose = |lines: &[Seen]| -> usize { lines.iter().filter(|l| l.is_running()).map(|l| l.text.len()).sum() };
    let (a, b) = (prose(&readable), prose(&dense));
    let mut lines = if a * 10 >= b * 7 { readable } else { dense };
    lines.retain(|l| !l.is_link());
    let first = lines.iter().position(Seen::is_running).unwrap_or(0);
    let last = lines.iter().rposition(Seen::is_running).map_or(lines.len(), |l| (l + 4).min(lines.len()));
    lines.truncate(last);
    lines.drain(..first.saturating_sub(4));
    lines
}

/// The smallest element that holds three quarters of the page's running text.
fn densest(document: &Document) -> Option<NodeRef<'_>> {
    let amount =
        |node: &NodeRef<'_>| -> usize { seen(node).iter().filter(|l| l.is_running()).map(|l| l.text.len()).sum() };
    let mut node = document.body()?;
    let whole = amount(&node);
    if whole == 0 {
        return None;
    }
    while let Some(child) = node.element_children().into_iter().find(|c| amount(c) * 4 >= whole * 3) {
        if matches!(child.node_name().as_deref(), Some("p")) {
            break;
        }
        node = child;
    }
    Some(node)
}

impl Seen {
    fn is_link(&self) -> bool {
        self.role.is_none() && self.linked * 2 > self.text.chars().filter(|c| !c.is_whitespace()).count()
    }

    fn is_running(&self) -> bool {
        self.role.is_none() && !self.is_link() && is_sentence(&self.text)
    }
}

/// The visible lines under a node, one a block or `<br>`.
fn seen(node: &NodeRef<'_>) -> Vec<Seen> {
    let mut walk = Walk::default();
    walk.node(node, 0);
    walk.flush();
    walk.lines
}

#[derive(Default)]
struct Walk {
    lines: Vec<Seen>,
    text: String,
    linked: usize,
    links: usize,
    role: Option<Role>,
}

impl Walk {
    fn node(&mut self, node: &NodeRef<'_>, depth: usize) {
        if depth > DEEPEST + 8 {
            return;
        }
        if node.is_text() {
            let text = node.text();
            for (i, part) in text.split(['\n', '\r', '\t']).enumerate() {
                let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let trimmed = if i > 0 { part.trim_start_matches(' ') } else { part };
                if i > 0 && word(self.text.chars().next_back()) && word(trimmed.chars().next()) {
                    self.text.push(' ');
                }
                self.text.push_str(trimmed);
                if self.links > 0 {
                    self.linked += trimmed.chars().filter(|c| !c.is_whitespace()).count();
                }
            }
            return;
        }
        let name = node.node_name();
        let name = name.as_deref().unwrap_or("");
        match name {
            "script" | "style" | "noscript" | "iframe" | "template" | "svg" | "select" | "button" | "nav" | "form"
            | "textarea" | "head" | "object" | "video" | "audio" | "code" | "pre" => return,
            "br" | "hr" => return self.flush(),
            _ => {}
        }
        let block = is_block(name);
        let outer = self.role;
        if block {
            self.flush();
            match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.role = Some(Role::Heading),
                "figcaption" | "caption" => self.role = Some(Role::Caption),
                _ => {}
            }
        }
        self.links += usize::from(name == "a");
        for child in node.children_it(false) {
            self.node(&child, depth + 1);
        }
        self.links -= usize::from(name == "a");
        if block {
            self.flush();
            self.role = outer;
        }
    }

    fn flush(&mut self) {
        let blank = |c: char| c.is_whitespace() || c == '\u{a0}';
        let text = self.text.trim_matches(blank);
        if !text.is_empty() {
            let text = text.replace('\u{a0}', " ").replace(|c: char| c.is_control() && c != '\t', "");
            self.lines.push(Seen { text, role: self.role, linked: self.linked });
        }
        self.text.clear();
        self.linked = 0;
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "section"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "caption"
    )
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What the tags of the header and the linked data say.
fn header(document: &Document) -> Given {
    let mut given = Given::default();
    let (mut source, mut date) = (None, None);
    for tag in document.select("meta").nodes() {
        let name = tag.attr("property").or_else(|| tag.attr("name")).or_else(|| tag.attr("itemprop"));
        let (Some(name), Some(content)) = (name, tag.attr("content")) else { continue };
        let content = content.trim();
        if content.is_empty() {
            continue;
        }
        match name.to_ascii_lowercase().as_str() {
            "og:title" | "articletitle" => given.title = given.title.or_else(|| Some(bare_title(content))),
            "article:published_time"
            | "pubdate"
            | "publishdate"
            | "datepublished"
            | "og:published_time"
            | "og:release_date"
            | "firstcreatetime"
            | "weibo:article:create_at" => {
                date = date.or_else(|| day::parse(content));
            }
            "source" | "contentsource" | "mediaid" | "article:source" => {
                let name = content.trim_start_matches("来源").trim_start_matches(['：', ':']).trim();
                let fits = (2..=24).contains(&name.chars().count()) && !name.contains(['/', '，', '。']);
                source = source.or_else(|| fits.then(|| name.to_owned()));
            }
            "og:url" => given.url = given.url.or_else(|| Some(content.to_owned())),
            _ => {}
        }
    }
    if let Some(link) = document.select("link[rel=canonical]").nodes().first().and_then(|l| l.attr("href"))
        && link.starts_with("http")
    {
        given.url = Some(link.to_string());
    }
    for script in document.select("script[type='application/ld+json']").nodes() {
        if let Ok(data) = serde_json::from_str::<serde_json::Value>(&script.text()) {
            linked_data(&data, &mut given, &mut date, 0);
        }
    }
    given.header = (source, date);
    given
}

fn linked_data(data: &serde_json::Value, given: &mut Given, date: &mut Option<jiff::civil::Date>, depth: usize) {
    if let Some(parts) = data.as_array().or_else(|| data.get("@graph")?.as_array()) {
        if depth < 3 {
            parts.iter().for_each(|part| linked_data(part, given, date, depth + 1));
        }
        return;
    }
    let text = |key: &str| data.get(key).and_then(serde_json::Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    if let Some(headline) = text("headline") {
        given.title.get_or_insert_with(|| headline.to_owned());
    }
    if let Some(day) = text("datePublished").or_else(|| text("pubDate")).and_then(day::parse) {
        date.get_or_insert(day);
    }
}

/// The headline: the first heading that the page's title repeats, else the page's title without the name of the site.
fn title(document: &Document, all: &[Seen]) -> Option<String> {
    let tag = document.select("title").nodes().first().map(|t| t.text().trim().to_owned()).unwrap_or_default();
    let whole = letters(&tag);
    let heading = all.iter().filter(|l| l.role == Some(Role::Heading)).find(|l| {
        let heading = letters(&l.text);
        heading.chars().count() >= 4 && whole.contains(&heading)
    });
    let only = document.select("h1").nodes().first().map(|h| h.text().trim().to_owned());
    heading.map(|l| l.text.clone()).or(only.filter(|t| t.chars().count() >= 6)).or_else(|| {
        let title = bare_title(&tag);
        (!title.is_empty()).then_some(title)
    })
}

/// A page's title without the name of the site behind it (…_某网, … - 某网).
fn bare_title(tag: &str) -> String {
    let title = tag.split("--").next().unwrap_or(tag);
    let title = title.split(['_', '|']).next().unwrap_or(title);
    let title = title.split(" - ").next().unwrap_or(title);
    let title = match title.rsplit_once('-') {
        Some((title, site)) if site.chars().count() <= 8 && title.chars().count() >= 8 => title,
        _ => title,
    };
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines around the main text that name source, day, reporter or editor.
fn bylines(all: &[Seen], main: &[Seen], title: Option<&str>) -> (Vec<Seen>, Vec<Seen>) {
    let at = |line: Option<&Seen>| line.and_then(|line| all.iter().position(|l| l.text == line.text));
    let (Some(first), Some(last)) =
        (at(main.iter().find(|l| l.is_running())), at(main.iter().rev().find(|l| l.is_running())))
    else {
        return (Vec::new(), Vec::new());
    };
    let title = title.map(letters).and_then(|t| all[..first].iter().rposition(|l| letters(&l.text) == t));
    let from = title.unwrap_or(0).max(first.saturating_sub(25));
    let credits = |lines: &[Seen], head: bool| -> Vec<Seen> {
        let new = lines.iter().filter(|l| l.role.is_none() && !main.iter().any(|m| m.text == l.text));
        new.filter(|l| credit::credit(&l.text, head).is_some()).cloned().collect()
    };
    let end = (last + 8).min(all.len());
    let after = if last < end { credits(&all[last.max(first) + 1..end.max(last + 1)], false) } else { Vec::new() };
    (credits(&all[from..first], true), after)
}

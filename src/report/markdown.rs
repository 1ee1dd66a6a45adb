//! A briefing: who, what, figures, what was said, where sources disagree; each line with its source and its words.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::assemble::{Claim, Content, Graph, Status};
use crate::page::title;

/// Headings in Chinese or, `english`, in English; the rest is in the words of the articles.
pub fn markdown(graph: &Graph, english: bool) -> String {
    let t = |zh: &'static str, en: &'static str| if english { en } else { zh };
    let mut out = format!("# {}\n\n", t("简报", "Briefing"));
    let dates = || graph.articles.iter().filter_map(|a| a.date.as_deref());
    if let (Some(first), Some(last)) = (dates().min(), dates().max()) {
        let _ = writeln!(out, "{first} – {last}\n");
    }
    let _ = writeln!(
        out,
        "{}: {} · {}: {} · {}: {}",
        t("文章", "articles"),
        graph.articles.len(),
        t("实体", "entities"),
        graph.facts.node_count(),
        t("陈述", "claims"),
        graph.claims.len()
    );
    let of = |wanted: fn(&Content) -> bool| graph.claims.iter().filter(move |c| wanted(&c.content));
    let section = |out: &mut String, title: &str, claims: &mut dyn Iterator<Item = &Claim>| {
        let mut lines: Vec<String> = claims.map(|claim| line(graph, claim, english)).collect();
        lines.sort();
        lines.dedup();
        if !lines.is_empty() {
            let _ = write!(out, "\n## {title}\n\n{}", lines.concat());
        }
    };
    section(&mut out, t("人物与职务", "People and posts"), &mut of(|c| matches!(c, Content::Post(_))));
    let mut relations: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &graph.claims {
        if let Content::Relation { property, .. } = &claim.content {
            relations.entry(graph.term(property)).or_default().push(claim);
        }
    }
    for (property, claims) in relations {
        section(&mut out, &escape(property), &mut claims.into_iter());
    }
    figures(graph, english, &mut out);
    section(&mut out, t("言论", "What was said"), &mut of(|c| matches!(c, Content::Quotation(_))));
    disagreements(graph, english, &mut out);
    out
}

fn line(graph: &Graph, claim: &Claim, english: bool) -> String {
    let status = match (claim.status, english) {
        (Status::Affirmed, _) => "",
        (Status::Planned, false) => "（计划）",
        (Status::Denied, false) => "（否认）",
        (Status::Reported, false) => "（据称）",
        (Status::Planned, true) => " (planned)",
        (Status::Denied, true) => " (denied)",
        (Status::Reported, true) => " (reported)",
    };
    format!(
        "- {}{status}\n  > {}\n  > — {}\n",
        escape(&graph.statement(claim)),
        escape(&claim.quote),
        source(graph, claim)
    )
}

fn source(graph: &Graph, claim: &Claim) -> String {
    let article = &graph.articles[claim.article];
    let medium = article.publisher.map_or("", |p| graph.node(p).label.as_str());
    let parts = [format!("《{}》", escape(title(article))), escape(medium), article.date.clone().unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn figures(graph: &Graph, english: bool, out: &mut String) {
    let mut rows: Vec<String> = Vec::new();
    for claim in &graph.claims {
        let Content::Observation(at) = claim.content else { continue };
        let figure = &graph.observations[at];
        let of = figure.of.as_ref().map_or_else(String::new, |of| format!("（{of}）"));
        let cells = [
            graph.node(figure.subject).label.clone(),
            format!("{}{of}", graph.term(&figure.measure)),
            figure.figure(),
            figure.time.as_deref().unwrap_or("").to_owned(),
            claim.quote.clone(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).chain([source(graph, claim)]).collect();
        rows.push(format!("| {} |\n", cells.join(" | ")));
    }
    rows.sort();
    rows.dedup();
    if rows.is_empty() {
        return;
    }
    let (title, head) = if english {
        ("Figures", "| subject | measure | value | time | words | source |")
    } else {
        ("数据", "| 对象 | 指标 | 数值 | 时间 | 原文 | 出处 |")
    };
    let _ = write!(out, "\n## {title}\n\n{head}\n|---|---|---|---|---|---|\n{}", rows.concat());
}

/// Figures of one subject, measure, thing, unit and time that differ.
fn disagreements(graph: &Graph, english: bool, out: &mut String) {
    let mut groups: BTreeMap<_, BTreeMap<String, Vec<&Claim>>> = BTreeMap::new();
    for claim in graph.claims.iter().filter(|c| c.status == Status::Affirmed) {
        let Content::Observation(at) = claim.content else { continue };
        let f = &graph.observations[at];
        if let Some(time) = f.time.as_deref() {
            let key = (f.subject, f.measure.as_str(), f.of.as_deref(), f.unit.as_deref(), time);
            groups.entry(key).or_default().entry(f.figure()).or_default().push(claim);
        }
    }
    let mut lines = String::new();
    for ((subject, measure, of, _, time), values) in groups.into_iter().filter(|(_, values)| values.len() > 1) {
        let of = of.map_or_else(String::new, |of| format!("（{of}）"));
        let head = format!("{} {}{of} {time}", graph.node(subject).label, graph.term(measure));
        let _ = writeln!(lines, "- {}", escape(&head));
        for (value, claims) in values {
            for claim in claims {
                let _ = writeln!(lines, "  - {}：{} — {}", escape(&value), escape(&claim.quote), source(graph, claim));
            }
        }
    }
    if !lines.is_empty() {
        let _ = write!(out, "\n## {}\n\n{lines}", if english { "Disagreements" } else { "说法不一" });
    }
}

/// Text that Markdown reads as nothing but text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // At the head of a line `-`, `+`, `=` and `1.` begin lists and headings.
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marker = if text.starts_with(['-', '+', '=']) { Some(0) } else { Some(digits).filter(|&n| n > 0) };
    for (at, c) in text.char_indices() {
        match c {
            '-' | '+' | '=' | '.' | ')' if marker == Some(at) => {
                out.push('\\');
                out.push(c);
            }
            // Bare addresses become links.
            ':' if text[at..].starts_with("://") => out.push_str("\\:"),
            '.' if text[..at].ends_with("www") => out.push_str("\\."),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_articles_say_is_no_markdown() {
        assert_eq!(escape("<b>*甲*</b>|[乙](x)\n#"), "\\<b\\>\\*甲\\*\\</b\\>\\|\\[乙\\](x) \\#");
        assert_eq!(escape("- 甲"), "\\- 甲");
        assert_eq!(escape("12. 甲-乙"), "12\\. 甲-乙");
        assert_eq!(escape("3.5万吨"), "3\\.5万吨");
        assert_eq!(escape("见 https://a.cn 与 www.b.cn"), "见 https\\://a.cn 与 www\\.b.cn");
    }
}

//! The people who wrote it, with the words around their names.

use std::sync::LazyLock;

use regex::Regex;

use super::super::day;
use super::medium::{ALONE, bare};
use super::{Found, Worth, pattern, place_of};

static BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:撰?文|图文|文图|文/图|作者|采写|撰稿|整理)\s*[/|丨｜:：]\s*"));
static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:[\p{Han}]{2,8}[·\-－—])?(?P<m>《?MEDIUM》?|本[报刊网台社]|[\p{Han}]{2,8}?报道)??(?:ROLE)[:：/]?")
});

/// Reads names of reporters with the words around them: 本报记者 张三 通讯员 李四 北京报道.
pub(super) fn names(line: &str) -> Option<Found> {
    let by = BY.find(line).map_or(0, |m| m.end());
    let mut roles = usize::from(by > 0);
    // Plain searches first: few lines get as far as the pattern.
    if roles == 0 && !tells_role(line) {
        return None;
    }
    let mut found = Found::default();
    let mut single: Option<&str> = None;
    let separator = |c: char| c.is_whitespace() || "、，,/;；|丨｜".contains(c);
    for token in line[by..].split(separator).filter(|t| !t.is_empty()) {
        let mut token = token;
        // 某报 2010-04-27 记者 张三
        if let Some((date, range)) = day::first(token).filter(|(_, r)| *r == (0..token.len())) {
            let at = place_of(line, token).start;
            found.date.get_or_insert((date, range.start + at..range.end + at));
            continue;
        }
        // 某网 2016年9月21日 文/张三
        roles += usize::from(token == "文" && line.contains("文/"));
        if let Some(role) = if tells_role(token) { REPORTER.captures(token) } else { None } {
            roles += 1;
            if let Some(medium) = role.name("m").filter(|m| !m.as_str().starts_with('本')) {
                let at = place_of(line, token).start;
                // 新甘肃·|甘肃日报: the outlet of the medium.
                let (from, to) =
                    (at + medium.start(), at + medium.as_str().trim_end_matches("报道").len() + medium.start());
                found.source.get_or_insert((Worth::Dateline, bare(line, from..to)));
            }
            token = &token[role.get(0)?.end()..];
        }
        let token = token.trim_matches([':', '：']);
        if token.is_empty() || matches!(token, "文" | "图" | "摄影" | "综合" | "整理" | "报道" | "等" | "文图" | "撰文")
        {
            continue;
        }
        if let Some(place) = token.strip_suffix("报道").filter(|p| roles > 0 && p.chars().count() <= 6) {
            if !matches!(place, "" | "综合" | "摄影" | "联合" | "专题" | "采访") {
                found.place = Some(place_of(line, place));
            }
            continue;
        }
        let medium = |t: &str| ALONE.is_match(t) && t.chars().count() > 2;
        let name = token.strip_suffix("报道").unwrap_or(token);
        if roles == 0 && medium(name) {
            found.source.get_or_insert((Worth::Dateline, bare(line, place_of(line, name))));
            continue;
        }
        let length = token.chars().count();
        let han = token.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
        let foreign = token.contains('·') && length <= 20 && !token.contains(|c: char| c.is_ascii_digit());
        if han && length == 1 {
            let Some(first) = single.take() else {
                single = Some(token);
                continue;
            };
            let range = place_of(line, first).start..place_of(line, token).end;
            found.reporters.push((format!("{first}{token}"), range));
        } else if single.is_none() && ((han && (2..=4).contains(&length)) || foreign) {
            found.reporters.push((token.to_owned(), place_of(line, token)));
        } else {
            return None;
        }
    }
    (roles > 0 && single.is_none()).then_some(found)
}

/// Whether words of the pattern's roles are among these; never wrong when it says no.
fn tells_role(words: &str) -> bool {
    words.contains("记者") || words.contains("实习生") || words.contains('员') || words.contains("文/")
}

//! Lines of labels, and a bare date.

use std::sync::LazyLock;

use regex::Regex;

use super::super::day;
use super::medium::{ALONE, bare};
use super::{Found, Worth, pattern, place_of, reporter};

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<source>(?:文章|信息|新闻|稿件|原文|内容|本文)?(?:来源|出处)|稿源|转载自|转载请注明(?:出处|来源)?)|(?P<name>(?:本文)?作者|撰文|撰稿|采写|见习记者|实习记者|本报记者|记者|通讯员|实习生)|(?P<date>(?:发布|发表|发稿|添加|更新|创建|录入|上传|刊发|刊登|成文|发文|出版)(?:时间|日期)|日期|时间)|(?P<publisher>发布人|发布者|发布单位|发布机构|供稿单位|供稿)|(?P<other>(?:责任|值班|本期|网络|执行)?编辑|责编|编审|审核|审校|校对|校审|初审|复审|终审|一审|二审|三审|签发|监制|统筹|策划|主编|编译|美编|排版|点击(?:率|次数|数|量)?|浏览(?:次数|数|量)?|阅读(?:次数|数|量)?|访问量|人气|字号|字体|字体大小|版次|栏目|分类|所属栏目|编号)",
    )
});
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\s,，|丨｜T]*(?:(?:上午|下午|星期[一二三四五六日天]|周[一二三四五六日])\s*)?(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:\+08:?00)?[\s,，|丨｜]*",
    )
});

static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:第\s*)?[A-Z]?\d{1,3}\s*版[：:]?\s*"));

/// Reads a line of labels (发布时间：… 来源：… 责任编辑：…), and a bare date with the name of a medium beside it.
pub(super) fn fields(line: &str, head: bool) -> Option<Found> {
    let ends = line.chars().next_back()?;
    if line.chars().count() > 150 || matches!(ends, '。' | '？' | '?' | '！') {
        return None;
    }
    let labels: Vec<_> = LABEL
        .captures_iter(line)
        .filter_map(|c| {
            let all = c.get(0)?;
            let rest = line[all.end()..].trim_start();
            let colon = rest.chars().next().filter(|c| matches!(c, ':' | '：'))?;
            Some((c, all.start(), place_of(line, rest).start + colon.len_utf8()))
        })
        .collect();
    let mut found = Found::default();
    let lead = &line[..labels.first().map_or(line.len(), |l| l.1)];
    let lead = lead.trim().trim_start_matches("本文").trim();
    if !lead.is_empty() {
        // （2024年9月2日）: a day alone is one of the article wherever it stands.
        let alone = labels.is_empty() && day::first(lead).is_some_and(|(_, r)| r == (0..lead.len()));
        if !head && !alone {
            return None;
        }
        bare_date(line, lead, &mut found)?;
    } else if labels.is_empty() {
        return None;
    }
    for (i, (label, _, start)) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(line.len(), |l| l.1);
        let value = first_value(line.get(*start..end)?);
        if label.name("date").is_none() && found.date.is_none() && !value.is_empty() {
            // 来源：某网　2025年3月5日
            let after = place_of(line, value).end;
            found.date = day::first(&line[after..end]).map(|(date, r)| (date, r.start + after..r.end + after));
        }
        if value.is_empty() {
            continue;
        }
        let short = |n: usize| value.chars().count() <= n && !value.contains(['，', '。', '？', '！', '；']);
        if label.name("source").is_some() || label.name("publisher").is_some() {
            let worth = if label.name("source").is_some() { Worth::Label } else { Worth::Publisher };
            short(24).then_some(())?;
            let code = value.is_ascii() && value.bytes().filter(u8::is_ascii_digit).count() > 3;
            if !code && found.source.as_ref().is_none_or(|(w, _)| *w < worth) {
                found.source = Some((worth, bare(line, place_of(line, value))));
            }
        } else if label.name("name").is_some() {
            short(40).then_some(())?;
            let at = place_of(line, value).start;
            let mut named = reporter::names(&format!("记者 {value}"))?;
            let prefix = "记者 ".len();
            named.source = None;
            named.reporters.retain(|(_, r)| r.start >= prefix);
            found
                .reporters
                .extend(named.reporters.into_iter().map(|(n, r)| (n, r.start - prefix + at..r.end - prefix + at)));
        } else if let Some(kind) = label.name("date") {
            let plain = matches!(kind.as_str(), "时间" | "日期");
            match day::first(value) {
                _ if plain && !head => return None,
                Some((date, range)) if found.date.is_none() => {
                    let at = place_of(line, value).start;
                    found.date = Some((date, range.start + at..range.end + at));
                }
                None if !value.starts_with(|c: char| c.is_ascii_digit()) => return None,
                _ => {}
            }
        } else {
            short(40).then_some(())?;
        }
    }
    Some(found)
}

/// The value up to a bar, a label nobody knows, a day, or a wide blank.
fn first_value(value: &str) -> &str {
    let value = value.trim_matches(|c: char| c.is_whitespace() || "|丨｜;；,，".contains(c));
    // 某报 记者 张三; 某报 文/张三
    let author = [" 记者", "\u{3000}记者", " 通讯员", " 文/", " 作者"].iter().filter_map(|role| value.find(role)).min();
    let value = &value[..author.filter(|&at| at > 0).unwrap_or(value.len())];
    let mut end = value.len();
    for (at, blank) in value.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, '|' | '｜' | '丨')) {
        let rest = value[at..].trim_start_matches(|c: char| c.is_whitespace() || "|｜丨".contains(c));
        let wide = value[at + blank.len_utf8()..].starts_with(char::is_whitespace);
        let label = rest.find([':', '：']).is_some_and(|colon| rest[..colon].chars().all(|c| c > '\u{2e7f}'));
        let day = at > 0 && day::first(rest).is_some_and(|(_, range)| range.start == 0);
        if !blank.is_whitespace() || wide || label || day {
            end = at;
            break;
        }
    }
    value[..end].trim_end_matches(['】', ']', '）', ')'])
}

/// A date, a time, and at most one name beside them: 2022-02-22 某财经.
fn bare_date(line: &str, lead: &str, found: &mut Found) -> Option<()> {
    let (date, range) = day::first(lead)?;
    let at = place_of(line, lead).start;
    let numeric = !lead[range.clone()].contains('年');
    let before = lead[..range.start].trim_matches(|c: char| c.is_whitespace() || "|丨｜,，".contains(c));
    let after = &lead[range.end..];
    let after = after[TIME.find(after).map_or(0, |m| m.end())..]
        .trim_matches(|c: char| c.is_whitespace() || "|丨｜,，".contains(c));
    // 2024年11月8日 第06版
    let after = PAGE.find(after).map_or(after, |m| &after[m.end()..]);
    let name = match (before, after) {
        ("", "") => None,
        (name, "") | ("", name) => Some(name),
        _ => return None,
    };
    if let Some(name) = name {
        let short =
            name.chars().count() <= 12 && !name.contains(|c: char| c.is_whitespace() || "，。：！？".contains(c));
        if !short || !(numeric || ALONE.is_match(name)) {
            return None;
        }
        found.source = Some((Worth::Label, place_of(line, name)));
    }
    found.date = Some((date, range.start + at..range.end + at));
    Some(())
}

//! What a line says about the article itself: who wrote it, where it was taken from, when and where.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::day;

/// The ends of names of media.
const MEDIUM: &str = "(?:[\\p{Han}A-Za-z0-9]{1,12}?(?:社|日报|晚报|早报|时报|晨报|商报|导报|周报|快报|都市报|报|网|电视台|电台|广播|周刊|月刊|杂志|客户端|公众号|新闻|在线|财经|融媒体中心|融媒|传媒|发布))";
const ROLE: &str = "(?:见习|实习|特约|首席|高级|资深|全媒体|融媒体|融媒|驻[\\p{Han}]{2,4})*(?:记者|通讯员|实习生|特派员|评论员|观察员|报道员)";

fn pattern(text: &str) -> Regex {
    let text = text.replace("MEDIUM", MEDIUM).replace("ROLE", ROLE);
    Regex::new(&text).expect("a fixed pattern")
}

/// What was found, as byte ranges of the line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The medium, with how much the form of the line is worth.
    pub source: Option<(Worth, Range<usize>)>,
    /// The names of the reporters, without the blanks set inside of short names, and where they stand.
    pub reporters: Vec<(String, Range<usize>)>,
    /// The day with its year.
    pub date: Option<(Date, Range<usize>)>,
    /// Month and day of a dateline that names no year.
    pub month_day: Option<(i8, i8, Range<usize>)>,
    /// The place of the dateline.
    pub place: Option<Range<usize>>,
    /// The dateline as a whole.
    pub dateline: Option<Range<usize>>,
}

/// How sure a form names the medium an article comes from; a later one wins over an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// Who put it on a site (发布人：某协会).
    Publisher,
    /// The first words of the article (某报记者从…获悉).
    Opening,
    /// A label, or a name beside the date (来源：某网).
    Label,
    /// The dateline (某社某地3月5日电).
    Dateline,
    /// The closing line (据某社).
    Closing,
}

impl Found {
    /// Takes over what `other`, found `at` bytes further on, adds.
    pub fn merge(&mut self, other: Found, at: usize) {
        let shift = |r: Range<usize>| r.start + at..r.end + at;
        if let Some((worth, range)) = other.source
            && self.source.as_ref().is_none_or(|(w, _)| *w < worth)
        {
            self.source = Some((worth, shift(range)));
        }
        self.reporters.extend(other.reporters.into_iter().map(|(name, r)| (name, shift(r))));
        self.date = self.date.take().or(other.date.map(|(d, r)| (d, shift(r))));
        self.month_day = self.month_day.take().or(other.month_day.map(|(m, d, r)| (m, d, shift(r))));
        self.place = self.place.take().or(other.place.map(shift));
        self.dateline = self.dateline.take().or(other.dateline.map(shift));
    }

    /// Whether it names who wrote the article or when it came out, as a line under a headline does.
    pub fn is_byline(&self) -> bool {
        !self.reporters.is_empty() || self.date.is_some()
    }
}

/// The range of `part`, a slice of `line`.
fn place_of(line: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - line.as_ptr() as usize;
    start..start + part.len()
}

/// Reads a line that is a credit and nothing else. `head` tells that no running text stands before it, where a bare
/// date or a label like 时间 is a credit too.
pub(super) fn credit(line: &str, head: bool) -> Option<Found> {
    if line.len() > 450 || line.is_empty() {
        return None;
    }
    let short = line.chars().nth(90).is_none();
    if short && let Some(found) = dateline(line).filter(|f| f.dateline.as_ref().is_some_and(|r| r.end == line.len())) {
        return Some(found);
    }
    let inner = unwrap(line);
    let mut found = closing(inner)
        .or_else(|| sheet(inner))
        .or_else(|| names(inner).filter(|f| !f.reporters.is_empty() && inner.chars().count() <= 60))
        .or_else(|| fields(inner, head))
        .or_else(|| medium_alone(inner))?;
    let at = place_of(line, inner).start;
    let mut shifted = Found::default();
    shifted.merge(std::mem::take(&mut found), at);
    Some(shifted)
}

/// The line without the brackets and marks around all of it.
fn unwrap(line: &str) -> &str {
    let line = line.trim_start_matches("【我要纠错】");
    let line = line.trim_matches(|c: char| c.is_whitespace() || "□■▲●◎◆◇○|丨｜·—-".contains(c));
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('（', ')'), ('(', '）')] {
        if let Some(inner) = line.strip_prefix(open).and_then(|l| l.strip_suffix(close))
            && !inner.contains([open, close])
        {
            return inner.trim();
        }
    }
    line
}

static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:据|综合|转自|摘自|选自|原载|原载于|摘编自|本文据|来自)\s*[:：]?\s*(?P<a>《[^《》]{2,16}》|MEDIUM)(?:\s*[\p{Han}]{0,6}\d{1,2}月\d{1,2}日)?(?:\s*(?:记者|[、，,和等/])?\s*(?:《[^《》]{2,16}》|[\p{Han}A-Za-z]{2,14}))*?\s*(?:综合|消息|报道|电|讯|官网|整理|供稿)*$",
    )
});

/// 据新华社, 据《经济日报》, 综合新华社、央视新闻报道.
fn closing(line: &str) -> Option<Found> {
    if line.chars().count() > 40 {
        return None;
    }
    let name = CLOSING.captures(line)?.name("a")?.range();
    Some(Found { source: Some((Worth::Closing, bare(line, name))), ..Found::default() })
}

/// The range without the marks of a book title around the name.
fn bare(line: &str, range: Range<usize>) -> Range<usize> {
    let name = &line[range];
    place_of(line, name.trim_matches(|c: char| c.is_whitespace() || "《》-—:：".contains(c)))
}

static SHEET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^《\s*(?P<a>[^《》]{2,16}?)\s*》\s*[（(](?P<b>[^（()）]{8,40})[）)]?$"));

/// The line of a newspaper's sheet: 《某报》（2011年09月26日 10版）.
fn sheet(line: &str) -> Option<Found> {
    let c = SHEET.captures(line)?;
    let (name, rest) = (c.name("a")?, c.name("b")?);
    let (date, range) = day::first(rest.as_str())?;
    let at = rest.start();
    let date = Some((date, range.start + at..range.end + at));
    Some(Found { source: Some((Worth::Label, name.range())), date, ..Found::default() })
}

static MEDIUM_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:《?[\p{Han}]{1,8}(?:社|日报|晚报|早报|时报|晨报|商报|导报|周报|快报|都市报|网|电视台|周刊|客户端)》?)$",
    )
});

/// A line that is the name of a medium.
fn medium_alone(line: &str) -> Option<Found> {
    MEDIUM_ALONE
        .is_match(line)
        .then(|| Found { source: Some((Worth::Label, bare(line, 0..line.len()))), ..Found::default() })
}

static BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:撰?文|图文|文图|文/图|作者|采写|撰稿|整理)\s*[/|丨｜:：]\s*"));
static REPORTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<m>《?MEDIUM》?|本[报刊网台社]|[\p{Han}]{2,8}?报道)??(?:ROLE)[:：/]?"));

/// Reads names of reporters with the words around them: 本报记者 张三 通讯员 李四 北京报道.
fn names(line: &str) -> Option<Found> {
    let mut found = Found::default();
    let by = BY.find(line).map_or(0, |m| m.end());
    let mut roles = usize::from(by > 0);
    let mut single: Option<&str> = None;
    let separator = |c: char| c.is_whitespace() || "、，,/;；|丨｜".contains(c);
    for token in line[by..].split(separator).filter(|t| !t.is_empty()) {
        let mut token = token;
        if let Some(role) = REPORTER.captures(token) {
            roles += 1;
            if let Some(medium) = role.name("m").filter(|m| !m.as_str().starts_with('本')) {
                let at = place_of(line, token).start;
                let medium = medium.as_str().trim_end_matches("报道").len() + medium.start();
                found.source.get_or_insert((Worth::Dateline, bare(line, at..at + medium)));
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
        let medium = |t: &str| MEDIUM_ALONE.is_match(t) && t.chars().count() > 2;
        let name = token.strip_suffix("报道").unwrap_or(token);
        if medium(name) && roles == 0 {
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

/// Reads a line of labels (发布时间：… 来源：… 责任编辑：…), and a bare date with the name of a medium beside it.
fn fields(line: &str, head: bool) -> Option<Found> {
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
        if !head {
            return None;
        }
        bare_date(line, lead, &mut found)?;
    } else if labels.is_empty() {
        return None;
    }
    for (i, (label, _, start)) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(line.len(), |l| l.1);
        let value = first_value(line.get(*start..end)?);
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
            let mut named = names(&format!("记者 {value}"))?;
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

/// The value up to a bar, a label nobody knows, or a wide blank.
fn first_value(value: &str) -> &str {
    let value = value.trim_matches(|c: char| c.is_whitespace() || "|丨｜;；,，".contains(c));
    let mut end = value.len();
    for (at, blank) in value.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, '|' | '｜' | '丨')) {
        let rest = value[at..].trim_start_matches(|c: char| c.is_whitespace() || "|｜丨".contains(c));
        let wide = value[at + blank.len_utf8()..].starts_with(char::is_whitespace);
        let label = rest.find([':', '：']).is_some_and(|colon| rest[..colon].chars().all(|c| c > '\u{2e7f}'));
        if !blank.is_whitespace() || wide || label {
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
    let name = match (before, after) {
        ("", "") => None,
        (name, "") | ("", name) => Some(name),
        _ => return None,
    };
    if let Some(name) = name {
        let short =
            name.chars().count() <= 12 && !name.contains(|c: char| c.is_whitespace() || "，。：！？".contains(c));
        if !short || !(numeric || MEDIUM_ALONE.is_match(name)) {
            return None;
        }
        found.source = Some((Worth::Label, place_of(line, name)));
    }
    found.date = Some((date, range.start + at..range.end + at));
    Some(())
}

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:导读|导语|摘要|内容提要)[\s:：]*)?(?P<all>[（(【\[]?(?P<src>本[报刊网台社]|《?MEDIUM》?(?:[-—·]MEDIUM)?|新华社|中新社)\s?(?P<mid>[^，。；：！？、“”《》（）()【】\n]{0,24}?)(?P<form>电|讯|消息)(?P<after>\s*[（(【\[]|\s+|题[：:]|[：:，,]|[】\]）)]|\d{1,2}月\d{1,2}日|$))",
    )
});
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?P<y>(?:19|20)\d{2})\s?年\s?)?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日(?:\s?\d{1,2}时(?:\d{1,2}分)?)?",
    )
});
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<all>[【\[（(](?P<in>[^】\])）]{2,40})[】\])）])"));
static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<all>(?:《?MEDIUM》?|本[报刊网台社])?(?:ROLE)\s+(?:[\p{Han}·]{1,6}[\s、]+){1,6}?[\p{Han}]{2,6}?报道)[\s：:，,]",
    )
});

/// Reads the dateline a paragraph begins with (新华社北京1月2日电（记者张三）); its ranges are of `text`.
pub(super) fn dateline(text: &str) -> Option<Found> {
    let head: &str = match text.char_indices().nth(90) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    // Plain searches first: few paragraphs get as far as the patterns.
    if head.contains(['电', '讯', '消'])
        && let Some(found) = DATELINE.captures(head).and_then(|c| wire(head, &c))
    {
        return Some(found);
    }
    if !head.contains("记者") && !head.contains("报道") {
        return None;
    }
    for form in [&*BRACKETED, &*REPORTS] {
        if let Some(c) = form.captures(head)
            && let Some(all) = c.name("all")
        {
            let inner = c.name("in").unwrap_or(all);
            if let Some(mut found) = names(inner.as_str()).filter(|f| f.source.is_some() || f.place.is_some()) {
                let mut shifted = Found::default();
                found.dateline = None;
                shifted.merge(found, inner.start());
                shifted.dateline = Some(all.range());
                return Some(shifted);
            }
        }
    }
    None
}

fn wire(head: &str, c: &regex::Captures<'_>) -> Option<Found> {
    let (all, src, mid) = (c.name("all")?, c.name("src")?, c.name("mid")?);
    let mut found = Found::default();
    let day = MONTH_DAY.captures(mid.as_str());
    let mut place = mid.range();
    if let Some(day) = &day {
        let whole = day.get(0)?;
        let range = mid.start() + whole.start()..mid.start() + whole.end();
        let number = |n: &str| day.name(n).and_then(|v| v.as_str().parse::<i8>().ok());
        let (m, d) = (number("m")?, number("d")?);
        Date::new(2024, m, d).ok()?;
        match day.name("y").and_then(|y| y.as_str().parse().ok()).and_then(|y| Date::new(y, m, d).ok()) {
            Some(date) => found.date = Some((date, range)),
            None => found.month_day = Some((m, d, range)),
        }
        place.end = mid.start() + whole.start();
        if !mid.as_str()[whole.end()..].trim().is_empty() && c.name("form")?.as_str() != "消息" {
            return None;
        }
    }
    let place_name = head[place].trim();
    let (place_name, bracket) = match place_name.split_once(['(', '（']) {
        Some((before, _)) => (before.trim(), true),
        None => (place_name, false),
    };
    let han = place_name.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '、' | ' ' | '·'));
    if bracket || !han || place_name.chars().count() > 12 || place_name.contains("记者") {
        return None;
    }
    let own = src.as_str().starts_with('本');
    // Without a day only the fixed forms are sure: 本报讯, 本报北京讯, 某网讯, 新华社电.
    if day.is_none() && !place_name.is_empty() && !own {
        return None;
    }
    if !place_name.is_empty() {
        found.place = Some(place_of(head, place_name));
    }
    if !own {
        found.source = Some((Worth::Dateline, bare(head, src.range())));
    }
    let mut end = c.name("form")?.end();
    let rest = &head[end..];
    let bracket = rest.trim_start();
    if bracket.starts_with(['（', '('])
        && let Some(close) = bracket.find(['）', ')'])
    {
        let open = bracket.chars().next().map_or(1, char::len_utf8);
        let inner = &bracket[open..close];
        let plain = format!("记者 {inner}");
        let prefix = "记者 ".len();
        if let Some(named) = names(&plain) {
            let at = place_of(head, inner).start;
            for (name, range) in named.reporters.into_iter().filter(|(_, r)| r.start >= prefix) {
                found.reporters.push((name, range.start - prefix + at..range.end - prefix + at));
            }
            end = place_of(head, bracket).start + close + bracket[close..].chars().next().map_or(1, char::len_utf8);
        }
    } else if rest.starts_with(['】', ']'])
        || head[all.start()..].starts_with(['【', '[']) && rest.starts_with(['】', ']'])
    {
        end += rest.chars().next().map_or(0, char::len_utf8);
    } else if let Some(title) = rest.strip_prefix("题") {
        // 新华社南昌2月7日电题：… : the headline follows to the end of the line.
        let _ = title;
        end = head.len();
    }
    if head[end..].starts_with(['：', ':', '，', ',']) {
        end += head[end..].chars().next().map_or(0, char::len_utf8);
    }
    found.dateline = Some(all.start()..end);
    Some(found)
}

static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[（(【](?P<a>[^（()）【】]{2,60})[）)】]|[。！？”]\s+(?P<b>(?:据\s*)?(?:《[^《》]{2,12}》|[\p{Han}]{2,10})))\s*[|丨｜]?$",
    )
});

/// Reads the credit that ends a paragraph of running text: …良好势头。（记者 张三）, …稳步增长。 据新华社.
pub(super) fn trailing(text: &str) -> Option<Found> {
    let end = text.trim_end_matches([' ', '|', '丨', '｜']);
    if !end.ends_with(['）', ')', '】']) && !text.ends_with(char::is_alphanumeric) && !end.ends_with('》') {
        return None;
    }
    let from = text.char_indices().rev().nth(80).map_or(0, |(i, _)| i);
    let tail = &text[from..];
    let c = TRAILING.captures(tail)?;
    let part = c.name("a").or_else(|| c.name("b"))?;
    if part.start() == 0 || tail[..c.get(0)?.start()].is_empty() && from == 0 {
        return None;
    }
    let inner = part.as_str();
    let found = match c.name("a") {
        Some(_) => credit(inner, false).filter(|f| f.source.is_some() || !f.reporters.is_empty())?,
        None => closing(inner).or_else(|| medium_alone(inner))?,
    };
    let mut shifted = Found::default();
    shifted.merge(found, from + part.start());
    Some(shifted)
}

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<a>《MEDIUM》|MEDIUM)(?:[（(][^（()）]{2,40}[）)])?记者|据(?P<b>《[^《》]{2,12}》|[\p{Han}]{2,8}(?:社|报|网|新闻|电视台|客户端|周刊))(?:\d{1,2}月\d{1,2}日)?(?:报道|消息))",
    )
});

/// The medium that the first words of running text name: 《某报》记者从…获悉, 据某报报道.
pub(super) fn opening(text: &str) -> Option<Found> {
    let head = text.char_indices().nth(70).map_or(text, |(end, _)| &text[..end]).trim_start();
    if !head.starts_with('据') && !head.contains("记者") {
        return None;
    }
    let c = OPENING.captures(head)?;
    let at = place_of(text, head).start;
    let range = bare(head, c.name("a").or_else(|| c.name("b"))?.range());
    let worth = if c.name("b").is_some() { Worth::Closing } else { Worth::Opening };
    Some(Found { source: Some((worth, range.start + at..range.end + at)), ..Found::default() })
}

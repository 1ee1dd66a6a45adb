//! Units of organisations: an organisation's name runs on through the names of its parts (某大学（某学院）某部某室).

use super::candidate::Candidate;
use super::gazetteer::Gazetteer;
use crate::ontology::{ClassId, Lexicon, Ontology};
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// Words for what opens and closes an event.
pub(crate) const CEREMONIES: [&str; 5] = ["开幕式", "闭幕式", "开幕会", "开幕大会", "开幕仪式"];

/// Lengthens each organisation by the units that touch it: a bracketed second name, then departments.
pub(super) fn extend(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, chosen: &mut Vec<Candidate>) {
    let Some(organization) = ontology.class("Organization") else { return };
    let mut i = 0;
    while i < chosen.len() {
        if !ontology.is_a(chosen[i].class, organization)
            || chosen[i].name.is_some() && chosen[i].span.of(&seg.text).starts_with('《')
        {
            i += 1;
            continue;
        }
        let Some(sentence) = seg.sentence_of(chosen[i].span) else { break };
        // 新一代|人工智能联盟
        let before = sentence.tokens.iter().rev().find(|t| t.span.end <= chosen[i].span.start);
        if let Some(new) = before.filter(|t| t.span.end == chosen[i].span.start && t.span.of(&seg.text) == "新一代")
        {
            (chosen[i].span, chosen[i].name) = (new.span.join(chosen[i].span), None);
        }
        let both = ["委省政府", "委市政府", "委县政府", "委区政府", "委州政府", "委政府"];
        if let Some(end) = both.iter().find(|end| chosen[i].span.of(&seg.text).ends_with(**end)) {
            let cut = end.len() - '委'.len_utf8();
            chosen[i].span = Span::new(chosen[i].span.from(), chosen[i].span.to() - cut);
            (chosen[i].name, chosen[i].class) = (None, ontology.class("GovernmentBody").unwrap_or(chosen[i].class));
        }
        let mut end = chosen[i].span.to();
        let mut class = chosen[i].class;
        let bracket = bracketed(seg, sentence, end, chosen, i, ontology);
        // 大众汽车集团（中国）: the part for a country.
        let abroad = ["（中国）", "(中国)", "（大中华区）"].iter().find(|part| seg.text[end..].starts_with(**part));
        end += abroad.map_or(0, |part| part.len());
        let run_from = bracket.unwrap_or(end);
        let government = ontology.is_named(class, "GovernmentBody");
        let anchored = |at: usize| {
            chosen
                .iter()
                .skip(i + 1)
                .take_while(|c| c.span.from() <= at)
                .any(|c| c.span.from() == at && c.score >= 0.8 && !ontology.is_a(c.class, organization))
        };
        // 工业和信息化部|绿色工厂: a ministry has no works.
        let works = |to: usize| government && seg.text[..to].ends_with("工厂");
        let found = run(seg, sentence, run_from, ontology, lexicon, organization, anchored);
        if let Some((to, deeper)) = found.filter(|&(to, _)| !works(to)) {
            (end, class) = (to, deeper);
        }
        if end > chosen[i].span.to() {
            chosen[i].span = Span::new(chosen[i].span.from(), end);
            chosen[i].class = class;
            chosen[i].name = None;
            let span = chosen[i].span;
            let mut k = i + 1;
            while k < chosen.len() && chosen[k].span.overlaps(span) {
                k += 1;
            }
            chosen.drain(i + 1..k);
        }
        i += 1;
    }
}

/// Lengthens each event by the year or the number before it: 2021世界人工智能大会, 第五届进博会.
pub(super) fn number(seg: &Segmented, ontology: &Ontology, chosen: &mut [Candidate]) {
    for i in 0..chosen.len() {
        if !ontology.is_named(chosen[i].class, "Event") {
            continue;
        }
        let free = i.checked_sub(1).map_or(0, |k| chosen[k].span.to());
        let before = &seg.text[free..chosen[i].span.from()];
        let trimmed = before.trim_end_matches([' ', '“']);
        let year = trimmed.strip_suffix('年').unwrap_or(trimmed);
        let digits = year.len() - year.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let session = trimmed.strip_suffix('届').map(|rest| {
            rest.len() - rest.trim_end_matches(|c| "第首一二三四五六七八九十百0123456789".contains(c)).len()
        });
        let start = match session {
            Some(n) if n > 0 => {
                let start = trimmed.len() - '届'.len_utf8() - n;
                // 连续举办四届甲交易会: how many, not which.
                if !trimmed[start..].starts_with(['第', '首'])
                    && trimmed[..start].ends_with(['办', '开', '续', '了', '过'])
                {
                    continue;
                }
                start
            }
            _ if digits == 4 => year.len() - 4,
            _ => continue,
        };
        chosen[i].span = Span::new(free + start, chosen[i].span.to());
        chosen[i].name = None;
    }
}

/// Takes each ceremony off the event that it opens or closes: 甲大会|开幕式.
pub(super) fn ceremonies(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, chosen: &mut [Candidate]) {
    for c in chosen.iter_mut().filter(|c| ontology.is_named(c.class, "Event") && c.name.is_none()) {
        let Some(event) = CEREMONIES.iter().find_map(|end| c.span.of(&seg.text).strip_suffix(end)) else { continue };
        let class = lexicon.class_by_suffix(event).map(|(class, _)| class);
        if let Some(class) = class.filter(|&class| ontology.is_named(class, "Event")) {
            (c.span, c.class) = (Span::new(c.span.from(), c.span.from() + event.len()), class);
        }
    }
}

/// The end of `（second name）` right behind byte `at`, when an organisation stands in it.
fn bracketed(
    seg: &Segmented,
    sentence: &Sentence,
    at: usize,
    chosen: &[Candidate],
    own: usize,
    ontology: &Ontology,
) -> Option<usize> {
    let rest = seg.text.get(at..sentence.span.to())?;
    let open = rest.chars().next().filter(|c| matches!(c, '（' | '('))?;
    let close = rest.find(['）', ')'])?;
    let inner = Span::new(at + open.len_utf8(), at + close);
    let second = chosen.get(own + 1)?;
    let fills = second.span == inner && ontology.is_named(second.class, "Organization");
    fills.then_some(at + close + rest[close..].chars().next().map_or(0, char::len_utf8))
}

/// The end and the class of the longest run of unit names that begins at byte `from`.
fn run(
    seg: &Segmented,
    sentence: &Sentence,
    from: usize,
    ontology: &Ontology,
    lexicon: &Lexicon,
    organization: ClassId,
    anchored: impl Fn(usize) -> bool,
) -> Option<(usize, ClassId)> {
    let tokens = &sentence.tokens;
    let first = tokens.iter().position(|t| t.span.from() == from)?;
    let mut best = None;
    let touches = |from: usize| seg.text[..from].chars().next_back().is_some_and(char::is_alphanumeric);
    let mut stem = 0;
    // 创新发展战略所 is a name, 叫停政府 a clause: a verb needs a noun of the name behind it, before the ending.
    let mut verb = false;
    for k in first..tokens.len().min(first + 10) {
        let word = tokens[k].span.of(&seg.text);
        let touching = k == first || tokens[k].span.start == tokens[k - 1].span.end;
        let suffix = lexicon.class_of_suffix(word).filter(|&c| ontology.is_a(c, organization));
        // 装备工业一司, 轧钢二厂: a unit that only a number tells from its sisters.
        let numbered = word.strip_prefix(|c| "一二三四五六七八九十".contains(c)).filter(|_| k > first);
        let ends = suffix
            .map(|c| (c, 0))
            .or_else(|| lexicon.class_by_suffix(word).map(|(c, _)| (c, 1)))
            .or_else(|| numbered.and_then(|rest| lexicon.class_of_suffix(rest)).map(|c| (c, 1)))
            .filter(|(c, _)| ontology.is_a(*c, organization));
        // 甲集团中国区, 甲基金亚洲区: the part for a region of the world.
        let next = tokens.get(k + 1).map_or("", |t| t.span.of(&seg.text));
        let parts =
            ["大中华", "亚太", "中国", "亚洲", "欧洲", "北美", "南美", "东南亚", "华东", "华南", "华北", "华中"];
        let region = |stem: &str| tokens[k].pos == "ns" || parts.contains(&stem);
        if k == first && touches(from) && next == "区" && region(word) {
            return Some((tokens[k + 1].span.to(), organization));
        }
        let listed = |word: &str| !Gazetteer::embedded().named(word).is_empty();
        if k == first && touches(from) && word.strip_suffix('区').is_some_and(region) && !listed(word) {
            return Some((tokens[k].span.to(), organization));
        }
        // 甲铁路局|阿拉山口站|副站长: the station is a part, as its head tells.
        let station = |k: usize| {
            let head = tokens.get(k + 1).map_or("", |t| t.span.of(&seg.text)).trim_start_matches('副');
            let joined = tokens[k].span.of(&seg.text);
            joined.ends_with('站') && (head == "站长" || head.starts_with("党总支") || head == "值班站长")
        };
        if touches(from) && (k == first || k == first + 1) && touching && station(k) {
            return Some((tokens[k].span.to(), organization));
        }
        // 旗下, 所属, 会同: another body's name begins.
        if !lexicon.noun_uses(word).is_empty()
            || matches!(word, "母公司" | "会同" | "联合" | "携手" | "联手" | "协同" | "请来" | "邀请")
        {
            break;
        }
        // 甲县委|县政府: two bodies.
        if word.ends_with("政府") && word.chars().count() <= 3 && seg.text[..tokens[k].span.from()].ends_with('委') {
            break;
        }
        // A board or a party committee belongs to the post behind it (董事会主席, 党委书记).
        if matches!(word, "党委" | "党组" | "董事会" | "董事局" | "监事会" | "理事会") {
            break;
        }
        // 某银行西安分行: a place may begin the unit's own name, when the unit's ending comes right behind it.
        let branch = |k: usize| {
            let next = tokens.get(k + 1).map_or("", |t| t.span.of(&seg.text));
            let works = matches!(next, "工厂" | "公司" | "基地" | "总部");
            !works && lexicon.class_of_suffix(next).is_some_and(|c| ontology.is_a(c, organization))
        };
        // 市场与信息化司: what joins two fields of one unit.
        if stem > 0 && touching && matches!(word, "与" | "和" | "及") {
            continue;
        }
        // 甲股份|投资云雀科技有限公司, but 甲集团投资管理部: a verb before another firm's own name.
        let ruling = tokens[k].pos == "vn"
            && tokens.get(k + 1).is_none_or(|t| t.pos != "vn")
            && lexicon.is_verb(word)
            && lexicon.class_of_suffix(word).is_none()
            && !branch(k);
        // 苏宁线下|2700多家门店
        let counts = tokens[k].pos == "m" && word.contains(|c: char| c.is_ascii_digit() || matches!(c, '多' | '余'));
        // 甲大学茶学|系|教授: a verb elsewhere (甲公司系乙集团子公司).
        let department = |k: usize, stem: usize| {
            let next = tokens.get(k + 1).map_or("", |t| t.span.of(&seg.text));
            word == "系" && stem > 0 && lexicon.is_role(next)
        };
        if !touching
            || ruling
            || counts
            || lexicon.status(word).is_some()
            || anchored(tokens[k].span.from()) && !branch(k)
            || !(fits(tokens[k]) || suffix.is_some())
            || lexicon.is_listed_role(word)
            || tokens[k].pos == "v" && (lexicon.is_verb(word) && !department(k, stem) || word == "成为")
        {
            break;
        }
        if ends.is_some() && verb {
            break;
        }
        verb = tokens[k].pos == "v";
        if let Some((class, own)) = ends
            && stem + own > 0
            && !matches!(word, "公司" | "集团" | "企业" | "银行" | "投资" | "纪委" | "常委会")
        {
            best = Some((tokens[k].span.to(), class));
            stem = 0;
            continue;
        }
        stem += 1;
    }
    best
}

fn fits(token: Token) -> bool {
    matches!(token.pos, "n" | "vn" | "b" | "j" | "nz" | "an" | "ng" | "l" | "ns" | "eng" | "nt" | "m")
        || token.pos == "v" && token.span.len() == 6
}

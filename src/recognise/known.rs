//! Names by the ontology's list, by the document's metadata, and by the trained tagger.

use super::Recogniser;
use super::candidate::{Candidate, FAIR};
use super::gazetteer::{Gazetteer, PlaceId};
use super::people::is_name;
use super::tagger::{Kind, Tagged, Tagger, Word, links};
use crate::ontology::{ClassId, Lexicon, Ontology};
use crate::read::Role;
use crate::segment::{Segmented, Sentence, Token};
use crate::span::Span;

/// Finds the names that the ontology lists, where they begin and end with words.
pub(super) fn names(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let text = &*seg.text;
    let national = |class: ClassId| ontology.is_named(class, "GovernmentBody");
    for sentence in &seg.sentences {
        let tokens = &sentence.tokens;
        let mut i = 0;
        while i < tokens.len() {
            let from = tokens[i].span.from();
            let lengths = lexicon.names_from(&text[from..]);
            let near = &tokens[i..tokens.len().min(i + 8)];
            let ends = i + near.partition_point(|t| lengths.may_reach(t.span.to() - from));
            let longest = (i..ends).rev().find_map(|j| {
                let span = Span::new(from, tokens[j].span.to());
                if !lengths.may_be(span.len()) {
                    return None;
                }
                // 比亚迪|投资|50亿元, though the list has 比亚迪投资.
                if j > i && tokens[j].pos == "v" && tokens[j].span.of(text) == "投资" {
                    return None;
                }
                let known = lexicon.known_or_shared(span.of(text))?;
                // 市卫健委: the letter of its rank shows that a body is meant.
                let local = || i > 0 && national(known.class) && local_from(text, tokens, i, span).is_some();
                (!known.shared || local()).then_some((j, span, known))
            });
            let Some((j, span, known)) = longest else {
                i += 1;
                continue;
            };
            let local = if national(known.class) { local_from(text, tokens, i, span) } else { None };
            let whole = Span::new(local.unwrap_or(span.from()), span.to());
            let mut candidate = Candidate::new(whole, known.class, Recogniser::Lexicon, 0.95);
            candidate.name = Some(&known.name).filter(|name| local.is_none() && *name != span.of(text)).cloned();
            out.push(candidate);
            i = j + 1;
        }
    }
}

/// Where a name begins that is the short name of a national body, but means that of the area right before it: 市发改委,
/// 肯尼亚央行.
fn local_from(text: &str, tokens: &[Token], at: usize, form: Span) -> Option<usize> {
    let before = at.checked_sub(1).map(|k| tokens[k]).filter(|t| t.span.end == form.start)?;
    let word = before.span.of(text);
    if super::area_letter(word.trim_start_matches(['该', '本', '我', '全', '各', '两'])) && before.span.len() > 3
    {
        return Some(form.from());
    }
    let place = || {
        word.chars().count() > 1
            && (before.pos == "ns" || Gazetteer::embedded().named(word).iter().any(|c| !c.ambiguous))
            && !matches!(word, "中国" | "我国" | "全国")
    };
    let own = form.of(text).starts_with(['国', '中', '全', '最']);
    (!own && (super::area_letter(word) || place())).then_some(before.span.from())
}

/// Source, reporters and place of the dateline, as far as the text says them.
pub(super) fn metadata(seg: &Segmented, ontology: &Ontology, lexicon: &Lexicon, out: &mut Vec<Candidate>) {
    let meta = &seg.document.meta;
    let credited = [(meta.source.as_slice(), "NewsMedia"), (meta.reporters.as_slice(), "Person")];
    for (credits, class) in credited {
        let Some(class) = ontology.class(class) else { continue };
        // 本报记者: no name.
        let named = credits.iter().filter(|c| !matches!(c.name.as_str(), "本报" | "本刊" | "本网" | "本台" | "本社"));
        for (credit, span) in named.filter_map(|c| Some((c, c.span?))) {
            let known = lexicon.known(&credit.name);
            let class = known.map_or(class, |k| k.class);
            let mut candidate = Candidate::new(span, class, Recogniser::Metadata, 0.99);
            candidate.name = Some(known.map_or_else(|| credit.name.clone(), |k| k.name.clone()));
            out.push(candidate);
        }
    }
}

/// What stands behind 旗下, 所属 and the like inside of a span: the name of the lower body.
fn below(seg: &Segmented, sentence: &Sentence, lexicon: &Lexicon, span: Span) -> Span {
    let relational = |t: &&Token| {
        let word = t.span.of(&seg.text);
        span.contains(t.span)
            && t.span.start > span.start
            && t.span.end < span.end
            && (!lexicon.noun_uses(word).is_empty() || word == "母公司")
    };
    sentence.tokens.iter().rev().find(relational).map_or(span, |t| Span::new(t.span.to(), span.to()))
}

/// Whether a name is only a count of bodies: 三大汽车集团, 第一家公司, 多家企业.
fn numbered(name: &str) -> bool {
    let rest = name.trim_start_matches([
        '第', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '多', '几', '数', '各', '首', '这',
        '该', '本', '某',
    ]);
    rest.len() < name.len() && rest.starts_with(['大', '家', '个', '所', '类', '批', '次'])
}

/// The span without what the model took for its beginning: a preposition or conjunction of one letter (对某公司), or a
/// word that leads up to a post (现任某市发改委主任).
fn behind_function_word(seg: &Segmented, sentence: &Sentence, span: Span) -> Span {
    let first = sentence.tokens.iter().find(|t| t.span.start == span.start && t.span.end < span.end);
    let function = |t: &&Token| t.span.len() == 3 && matches!(t.pos, "p" | "c" | "u" | "uj" | "ul" | "d");
    let leads = first.filter(|t| function(t) || super::TENURE.contains(&t.span.of(&seg.text)));
    leads.map_or(span, |t| Span::new(t.span.to(), span.to()))
}

/// Whether every word of the span is a common noun or an adjective of the dictionary, behind a place perhaps (海南农业).
fn descriptive(seg: &Segmented, sentence: &Sentence, span: Span) -> bool {
    let words = || sentence.tokens.iter().filter(|t| span.contains(t.span));
    let body =
        ['厂', '委', '局', '社', '院', '所', '馆', '店', '行', '部', '会', '团', '校', '矿', '场', '站', '队', '车'];
    let placed = words().next().is_some_and(|t| t.pos == "ns")
        && words().nth(1).is_some()
        && !span.of(&seg.text).ends_with(body);
    let mut words = words().skip(usize::from(placed));
    words.all(|t| {
        matches!(t.pos, "n" | "vn" | "a" | "b" | "v" | "an" | "m" | "l" | "d" | "f" | "s")
            && t.span.of(&seg.text).chars().count() > 1
            && (t.listed || !placed)
    })
}

/// Whether a name the tagger takes for a person's could be one: a family name and one or two characters that are no
/// ordinary word, a foreign name, one that the dictionary has, or something it is rather sure of.
fn person_like(seg: &Segmented, sentence: &Sentence, span: Span, lexicon: &Lexicon, margin: f32) -> bool {
    let name = span.of(&seg.text);
    let token = sentence.tokens.iter().find(|t| t.span.start <= span.start && span.start < t.span.end);
    let ordinary = token
        .is_some_and(|t| t.span == span && !matches!(t.pos, "nr" | "nrt" | "nrfg" | "nz" | "x" | "eng"))
        || sentence.tokens.iter().filter(|t| span.contains(t.span)).map(|t| t.span.len()).sum::<usize>() == name.len()
            && sentence
                .tokens
                .iter()
                .filter(|t| span.contains(t.span))
                .all(|t| matches!(t.pos, "n" | "a" | "ad" | "v" | "d" | "m" | "vn" | "b" | "l"));
    let function = token.is_some_and(|t| matches!(t.pos, "p" | "c" | "d" | "u" | "uj") && t.span.len() == 3);
    let count = name.chars().count();
    let family = name.char_indices().nth(1).map_or(name, |(i, _)| &name[..i]);
    let double = name.char_indices().nth(2).map_or("", |(i, _)| &name[..i]);
    let chinese = lexicon.is_surname(family) && (2..=3).contains(&count)
        || lexicon.is_surname(double) && (3..=4).contains(&count);
    let titled = count > 1 && lexicon.is_role(&name[family.len()..]);
    let foreign = count >= 2 && name.chars().all(|c| is_name(c) || c.is_ascii_alphabetic() || matches!(c, '·' | ' '));
    let listed = token.is_some_and(|t| t.span == span && matches!(t.pos, "nr" | "nrt" | "nrfg"));
    let known = (foreign || listed || count >= 3) && margin >= likely(Kind::Person);
    !ordinary && !function && !titled && (chinese || name.contains('·') || known)
}

/// The span with the bracket that closes the one it opens, if that comes next.
fn balanced(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let open = name.matches(['（', '(']).count() > name.matches(['）', ')']).count();
    let next = text[span.to()..].chars().next().filter(|c| open && matches!(c, '）' | ')'));
    Span::new(span.from(), span.to() + next.map_or(0, char::len_utf8))
}

/// Whether a name is an area of one letter and its ending (和县) that the gazetteer does not have: it has all of them, so the
/// words were cut wrongly.
fn unlisted(name: &str) -> bool {
    name.chars().count() == 2
        && name.ends_with(['省', '市', '县', '区', '镇', '乡', '州'])
        && Gazetteer::embedded().named(name).is_empty()
}

/// The probability from which on a name of the best path counts. Persons and places seldom have a rival of another extent,
/// organisations often do.
fn likely(kind: Kind) -> f32 {
    if kind == Kind::Organization { 0.5 } else { 0.4 }
}

/// How sure the tagger's probability makes a name: [`FAIR`] where it is [`likely`].
fn trust(tagged: &Tagged) -> f32 {
    let likely = likely(tagged.kind);
    FAIR + (tagged.margin - likely) * (0.95 - FAIR) / (1.0 - likely)
}

/// What the tagger finds, with the class that the end of the name tells; gives the places of one letter apart.
pub(super) fn tagged(
    seg: &Segmented,
    ontology: &Ontology,
    lexicon: &Lexicon,
    out: &mut Vec<Candidate>,
) -> Vec<(Span, Option<PlaceId>)> {
    let mut letters = Vec::new();
    let tagger = Tagger::embedded();
    let mut words: Vec<Word> = Vec::new();
    for sentence in &seg.sentences {
        if matches!(sentence.role, Role::Credit | Role::Caption) {
            continue;
        }
        let from = sentence.span.from();
        words.clear();
        let word = |t: &Token| Word { range: t.span.from() - from..t.span.to() - from, tag: t.pos };
        words.extend(sentence.tokens.iter().map(word));
        for tagged in tagger.tag(sentence.span.of(&seg.text), &words) {
            let span = balanced(&seg.text, tagged.span.shift(from));
            let span = if tagged.kind == Kind::Organization { below(seg, sentence, lexicon, span) } else { span };
            let span = behind_function_word(seg, sentence, span);
            let name = span.of(&seg.text);
            let kind = match tagged.kind {
                Kind::Person => "Person",
                Kind::Place => "Place",
                Kind::Organization => "Organization",
            };
            let Some(top) = ontology.class(kind) else { continue };
            let ending = lexicon.class_by_suffix(name).map(|(class, _)| class);
            // The model knows three kinds; a name that ends like an event or a hall is that.
            let other = ending.filter(|&c| {
                ontology.is_named(c, "Facility") && tagged.kind != Kind::Person
                    || tagged.kind == Kind::Organization
                        && (ontology.is_named(c, "Event")
                            || ontology.class("Place") == Some(c)
                            || ontology.is_named(c, "Zone"))
            });
            let deeper = other.or(ending.filter(|&c| ontology.is_a(c, top)));
            if tagged.kind == Kind::Organization
                && deeper.is_none()
                && tagged.margin < 0.97
                && descriptive(seg, sentence, span)
            {
                continue;
            }
            let foot = &seg.text[span.to()..sentence.span.to()];
            // 张三摄, 李四报道: the model takes the verb of a credit for part of the name.
            let span = if tagged.kind == Kind::Person
                && (name.ends_with(['摄', '报', '讯', '率', '说', '称']) || name.contains('·') && name.ends_with('则'))
                && !foot.starts_with('·')
            {
                Span::new(span.from(), span.to() - 3)
            } else {
                span
            };
            let name = span.of(&seg.text);
            if tagged.kind == Kind::Person && !person_like(seg, sentence, span, lexicon, tagged.margin) {
                continue;
            }
            let figures = tagged.kind != Kind::Organization && name.chars().any(|c| c.is_ascii_digit());
            // 5亿元, 600745.SH
            let coded = name.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'.');
            let sum = name.starts_with(|c: char| c.is_ascii_digit()) && (name.ends_with('元') || coded);
            if tagged.kind == Kind::Place && span.of(&seg.text).chars().count() == 1 && tagged.margin >= 0.5 {
                letters.push((span, None));
            }
            // iPhone 5, P6: a product with its number; Model: no place.
            let latin = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ');
            let numbered_ware = latin
                && tagged.kind != Kind::Person
                && (name.bytes().any(|b| b.is_ascii_digit())
                    || foot.trim_start().starts_with(|c: char| c.is_ascii_digit())
                    || tagged.kind == Kind::Place && foot.trim_start().starts_with(|c: char| c.is_ascii_uppercase()));
            let one_letter = name.chars().count() < 2 || figures || sum || numbered_ware;
            let generic = lexicon.class_of_noun(name).is_some()
                || lexicon.is_listed_role(name)
                || tagged.kind == Kind::Organization && numbered(name)
                || tagged.kind != Kind::Person
                    && (name.contains([',', '，', '。']) || lexicon.class_of_suffix(name).is_some());
            if one_letter || generic {
                continue;
            }
            if tagged.kind != Kind::Place {
                out.push(Candidate::new(span, deeper.unwrap_or(top), Recogniser::Tagger, trust(&tagged)));
                continue;
            }
            if let Some(class) = ending.filter(|&c| ontology.is_named(c, "Facility")) {
                out.push(Candidate::new(span, class, Recogniser::Tagger, trust(&tagged)));
                continue;
            }
            // 枣庄市薛城区: a chain of places is several names, 喀什古城 is one.
            let chain = links(&seg.text, span);
            let kind = |link: &Span| {
                let word = link.of(&seg.text);
                lexicon.class_of_suffix(word).or_else(|| lexicon.class_of_noun(word)).is_some()
            };
            let chain = if chain.iter().any(kind) { vec![span] } else { chain };
            for link in chain.into_iter().filter(|&l| !unlisted(l.of(&seg.text))) {
                let ending = lexicon.class_by_suffix(link.of(&seg.text)).map(|(class, _)| class);
                let class = ending.filter(|&c| ontology.is_a(c, top)).unwrap_or(top);
                out.push(Candidate::new(link, class, Recogniser::Tagger, trust(&tagged)));
            }
        }
    }
    letters
}

//! Reporters of the medium that an article credits: 新华社北京电（记者张三）.

use crate::relate::MentionIx;
use crate::relate::Statement;
use crate::relate::Status;
use crate::relate::context::{Context, Fired};
use crate::span::Span;

/// Words before 记者 that belong to the post.
const SORTS: [&str; 8] = ["见习", "实习", "特约", "首席", "高级", "资深", "全媒体", "融媒体"];

/// States the posts of the reporters whom the head or the foot of the article names.
pub(in crate::relate) fn apply(cx: &mut Context) {
    let meta = &cx.seg.document.meta;
    let Some(source) = meta.source.as_ref().and_then(|source| source.span) else { return };
    let Some(medium) = at(cx, source, "Organization") else { return };
    let people: Vec<Span> = meta.reporters.iter().filter_map(|credit| credit.span).collect();
    for name in people {
        let (Some(person), Some(role)) = (at(cx, name, "Person"), role(&cx.seg.text, name)) else { continue };
        let statement = Statement::Post { person, organization: medium, role, former: false };
        let evidence = role.join(name);
        // The medium may be credited at the other end of the article.
        let near = !evidence.join(source).of(&cx.seg.text).contains('\n');
        let evidence = if near { evidence.join(source) } else { evidence };
        cx.state(statement, Status::Affirmed, Fired { construction: "post", trigger: role, evidence });
    }
}

/// The mention of a kind at `span`.
fn at(cx: &Context, span: Span, kind: &str) -> Option<MentionIx> {
    let mentions = cx.found.mentions.iter().enumerate();
    mentions.filter(|(_, m)| m.span == span).map(|(i, _)| i as MentionIx).find(|&m| cx.is(m, kind))
}

/// The word 记者 that a name stands behind, other names between, with what says of which sort.
fn role(text: &str, name: Span) -> Option<Span> {
    const NOUN: &str = "记者";
    let before = &text[..name.from()];
    let line = before.rfind(['\n', '。']).map_or(0, |at| at + 1);
    let line = (line..).find(|&at| text.is_char_boundary(at))?;
    let word = line + before[line..].rfind(NOUN)?;
    let between = &before[word + NOUN.len()..];
    let other = ["编辑", "通讯员", "作者", "摄影"].iter().any(|other| between.contains(other));
    if other || between.chars().count() > 20 {
        return None;
    }
    let mut from = word;
    while let Some(sort) = SORTS.iter().find(|sort| text[line..from].ends_with(**sort)) {
        from -= sort.len();
    }
    Some(Span::new(from, word + NOUN.len()))
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::ontology::Ontology;
    use crate::read::{Media, Options, Source, parse};
    use crate::relate::Statement;

    /// The reporters' posts of an article, as person, medium and role.
    fn posts(text: &str) -> Vec<String> {
        let source = Source { path: "-".into(), media: Media::Text };
        let documents = parse(text.as_bytes().to_vec(), &source, &Options::default()).unwrap();
        let extract = Extractor::new(Ontology::embedded().unwrap()).extract(documents.into_iter().next().unwrap());
        let name = |m: u32| extract.mentions[m as usize].name.clone();
        let found = extract.claims.iter().filter_map(|claim| match claim.statement {
            Statement::Post { person, organization, role, .. } => {
                Some(format!("{} {} {}", name(person), name(organization), role.of(&extract.document.text)))
            }
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn reporters_of_the_dateline_are_the_mediums() {
        let text =
            "新茶上市了\n\n新华社昆明3月5日电（记者 段云飞、何立新）新茶上市了，价格比去年高，茶农们都很高兴。\n";
        assert_eq!(posts(text), ["段云飞 新华社 记者", "何立新 新华社 记者"]);
    }

    #[test]
    fn editors_and_correspondents_are_none() {
        let text = "新茶上市了\n\n新华社昆明3月5日电（通讯员 段云飞）新茶上市了，价格比去年高，茶农们都很高兴。\n";
        assert_eq!(posts(text), [""; 0]);
    }
}

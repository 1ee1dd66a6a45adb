//! Articles: the list of them, and the text of one with the names and the claims in it.

use serde::Serialize;

use super::claim::Claim;
use crate::assemble::{Article as Source, ClaimIx, Graph};

#[derive(Serialize)]
pub(super) struct List<'g> {
    articles: Vec<Entry<'g>>,
}

#[derive(Serialize)]
struct Entry<'g> {
    id: &'g str,
    title: &'g str,
    publisher: Option<usize>,
    date: Option<&'g str>,
    url: Option<&'g str>,
    claims: usize,
}

/// All articles of `graph`, whose claims are `stated` in them.
pub(super) fn list<'g>(graph: &'g Graph, stated: &[Vec<ClaimIx>]) -> List<'g> {
    let entry = |(article, claims): (&'g Source, &Vec<ClaimIx>)| Entry {
        id: &article.id,
        title: title(article),
        publisher: article.publisher.map(|p| p.index()),
        date: article.date.as_deref(),
        url: article.url.as_deref(),
        claims: claims.len(),
    };
    List { articles: graph.articles.iter().zip(stated).map(entry).collect() }
}

/// The headline, or the first line.
pub(crate) fn title(article: &Source) -> &str {
    article.title.as_deref().unwrap_or_else(|| article.text.lines().next().unwrap_or_default())
}

#[derive(Serialize)]
pub(super) struct Article<'g> {
    index: usize,
    id: &'g str,
    text: &'g str,
    mentions: Vec<Mention>,
    claims: Vec<Claim<'g>>,
}

/// Where an entity is named, in code points of the text.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Mention {
    pub start: usize,
    pub end: usize,
    pub n: usize,
}

/// The article at `index` with its claims.
pub(super) fn article<'g>(graph: &'g Graph, index: usize, claims: Vec<Claim<'g>>) -> Article<'g> {
    let article = &graph.articles[index];
    Article { index, id: &article.id, text: &article.text, mentions: mentions(graph, article), claims }
}

/// Where the names of the entities stand that the article mentions: leftmost and longest, none within another.
pub(super) fn mentions(graph: &Graph, article: &Source) -> Vec<Mention> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for &ix in &article.mentions {
        let node = graph.node(ix);
        for name in std::iter::once(&node.label).chain(&node.aliases).filter(|name| name.chars().nth(1).is_some()) {
            found.extend(article.text.match_indices(name.as_str()).map(|(at, hit)| (at, at + hit.len(), ix.index())));
        }
    }
    found.sort_unstable_by_key(|&(start, end, n)| (start, std::cmp::Reverse(end), n));
    let (mut free, mut counted, mut points) = (0, 0, 0);
    let mut mentions = Vec::new();
    for (start, end, n) in found {
        if start < free {
            continue;
        }
        free = end;
        points += article.text[counted..start].chars().count();
        let length = article.text[start..end].chars().count();
        mentions.push(Mention { start: points, end: points + length, n });
        (counted, points) = (end, points + length);
    }
    mentions
}

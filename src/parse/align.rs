//! The tree of a treebank, laid on words that are cut otherwise.

use super::conllu::Gold;
use super::{Clause, Label, Tag, Tree, Word};

/// Lays a tree on `words`, which cover the same text.
///
/// The word that a word of the treebank ends in takes its place; of several, the one nearest to the root stands for
/// all. A word in which none ends is a part of the name or word around it.
pub fn lay(gold: &Gold, words: &[Word]) -> Tree {
    let home = |span: crate::span::Span| words.partition_point(|w| w.span.end < span.end).min(words.len() - 1);
    let mut tree = Tree {
        tags: vec![Tag::Noun; words.len()],
        heads: vec![None; words.len()],
        labels: vec![Label::Flat; words.len()],
    };
    if words.is_empty() {
        return tree;
    }
    let homes: Vec<usize> = gold.spans.iter().map(|&s| home(s)).collect();
    let depths: Vec<usize> = (0..gold.heads.len()).map(|i| depth(gold, i)).collect();
    let mut stands: Vec<Option<usize>> = vec![None; words.len()];
    for (i, &at) in homes.iter().enumerate() {
        let nearer = stands[at].is_none_or(|j| depths[i] < depths[j]);
        if nearer {
            stands[at] = Some(i);
        }
    }
    for at in 0..words.len() {
        let Some(i) = stands[at] else {
            let around = gold.spans.iter().position(|s| s.overlaps(words[at].span));
            let around = around.map(|j| homes[j]).filter(|&h| h != at);
            tree.heads[at] = around;
            tree.tags[at] = around.and_then(|h| stands[h]).map_or(Tag::Noun, |j| gold.tags[j]);
            continue;
        };
        let joined = homes.iter().filter(|&&h| h == at).count() > 1;
        tree.tags[at] = match gold.tags[i] {
            Tag::Suffix if joined => Tag::Noun,
            Tag::Measure if joined && homes.iter().zip(&gold.tags).any(|(&h, &t)| h == at && t == Tag::Number) => {
                Tag::Number
            }
            tag if joined && words[at].whole && tag == Tag::Noun => Tag::Name,
            tag => tag,
        };
        tree.heads[at] = gold.heads[i].map(|h| homes[h]);
        tree.labels[at] = gold.labels[i];
    }
    tree
}

/// The tree with every clause by itself: of the words that hung on others outside, a predicate before all others and the one
/// nearest to the root is its head, and the rest hangs on it.
pub fn cut(tree: &Tree, clauses: &[Clause]) -> Tree {
    let depth = |word: usize| {
        let mut at = word;
        (0..tree.len()).take_while(|_| tree.heads[at].map(|h| at = h).is_some()).count()
    };
    let mut out =
        Tree { tags: tree.tags.clone(), heads: vec![None; tree.len()], labels: vec![Label::Mark; tree.len()] };
    for clause in clauses {
        let inside = |i: usize| tree.heads[i].filter(|h| clause.binary_search(h).is_ok());
        let free = clause.iter().copied().filter(|&i| inside(i).is_none() && tree.tags[i] != Tag::Mark);
        let top = free.min_by_key(|&i| (!tree.is_predicate(i), depth(i)));
        let Some(top) = top.or(clause.first().copied()) else { continue };
        for &i in clause {
            (out.heads[i], out.labels[i]) = match inside(i) {
                _ if i == top => (None, Label::Root),
                Some(head) => (Some(head), tree.labels[i]),
                None => (Some(top), tree.labels[i]),
            };
        }
    }
    out.mend();
    out
}

/// How far a word is from the root.
fn depth(gold: &Gold, word: usize) -> usize {
    let mut at = word;
    (0..gold.heads.len())
        .take_while(|_| {
            gold.heads[at].is_some_and(|h| {
                at = h;
                true
            })
        })
        .count()
}

//! Trees that cannot be right, set right.

use crate::parse::{Clause, Label, Tree};

/// The trees with a verb as the head of a clause that has one behind its noun: no clause describes a noun from behind.
pub(super) fn mended(tree: &Tree, clauses: &[Clause]) -> Tree {
    let mut out = tree.clone();
    for clause in clauses {
        let Some(&root) = clause.iter().find(|&&i| tree.labels[i] == Label::Root) else { continue };
        let noun = tree.tags[root].is_nominal() && tree.labelled(root, Label::Copula).next().is_none();
        let verb = tree.children(root).find(|&c| {
            let free = tree.labelled(c, Label::De).next().is_none();
            c > root
                && tree.tags[c].is_verbal()
                && free
                && matches!(tree.labels[c], Label::Clause | Label::Beside | Label::Open)
        });
        let Some(verb) = verb.filter(|_| noun) else { continue };
        for c in tree.children(root).filter(|&c| c > root && c != verb) {
            out.heads[c] = Some(verb);
        }
        (out.heads[verb], out.labels[verb]) = (None, Label::Root);
        (out.heads[root], out.labels[root]) = (Some(verb), Label::Subject);
    }
    out
}

//! The layer of each node: every arrow leads at least one layer on, and arrows are short.

/// Ranks the nodes of an acyclic graph of (from, to), from 0.
pub(super) fn ranks(nodes: usize, arrows: &[(usize, usize)]) -> Vec<usize> {
    let mut into = vec![Vec::new(); nodes];
    let mut out = vec![Vec::new(); nodes];
    for &(from, to) in arrows {
        out[from].push(to);
        into[to].push(from);
    }
    // Longest paths from the sources.
    let mut rank = vec![0usize; nodes];
    let mut waiting: Vec<usize> = into.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..nodes).filter(|&v| waiting[v] == 0).collect();
    let mut order = Vec::with_capacity(nodes);
    while let Some(v) = ready.pop() {
        order.push(v);
        for &u in &out[v] {
            rank[u] = rank[u].max(rank[v] + 1);
            waiting[u] -= 1;
            if waiting[u] == 0 {
                ready.push(u);
            }
        }
    }
    // Then each node goes to where its arrows are shortest, until nothing moves.
    for _ in 0..60 {
        let mut moved = false;
        for &v in order.iter().rev().chain(&order) {
            let low = into[v].iter().map(|&u| rank[u] + 1).max();
            let high = out[v].iter().map(|&u| rank[u] - 1).min();
            let best = match (low, high) {
                (None, Some(high)) => high,
                (Some(low), None) => low,
                (Some(low), Some(_)) if into[v].len() > out[v].len() => low,
                (Some(_), Some(high)) if into[v].len() < out[v].len() => high,
                _ => rank[v],
            };
            moved |= best != rank[v];
            rank[v] = best;
        }
        if !moved {
            break;
        }
    }
    let least = rank.iter().copied().min().unwrap_or(0);
    rank.iter_mut().for_each(|r| *r -= least);
    rank
}

//! Which wires to turn round so that no cycle is left (Eades, Lin and Smyth 1993).

use super::Wire;

/// For each wire, whether it is turned round.
pub(super) fn turned(nodes: usize, wires: &[Wire]) -> Vec<bool> {
    let mut into = vec![Vec::new(); nodes];
    let mut out = vec![Vec::new(); nodes];
    for wire in wires {
        out[wire.from].push(wire.to);
        into[wire.to].push(wire.from);
    }
    let mut degree: Vec<(usize, usize)> = (0..nodes).map(|v| (into[v].len(), out[v].len())).collect();
    let mut left: Vec<usize> = (0..nodes).collect();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let sink = left.iter().position(|&v| degree[v].1 == 0);
        let at = sink.or_else(|| left.iter().position(|&v| degree[v].0 == 0)).unwrap_or_else(|| {
            let lead = |v: usize| degree[v].1 as isize - degree[v].0 as isize;
            (0..left.len()).rev().max_by_key(|&i| lead(left[i])).unwrap_or(0)
        });
        let v = left.remove(at);
        for &u in &into[v] {
            degree[u].1 = degree[u].1.saturating_sub(1);
        }
        for &u in &out[v] {
            degree[u].0 = degree[u].0.saturating_sub(1);
        }
        if sink.is_some() { last.push(v) } else { first.push(v) }
    }
    let mut at = vec![0; nodes];
    for (i, v) in first.into_iter().chain(last.into_iter().rev()).enumerate() {
        at[v] = i;
    }
    let mut turned: Vec<bool> = wires.iter().map(|wire| at[wire.from] > at[wire.to]).collect();
    spread_leaves(&into, &out, wires, &mut turned);
    turned
}

/// Where many leaves hang on one side of a hub, moves some to the other side: a wheel is easier to read than a long comb.
fn spread_leaves(into: &[Vec<usize>], out: &[Vec<usize>], wires: &[Wire], turned: &mut [bool]) {
    const MANY: usize = 8;
    let leaf = |v: usize| into[v].len() + out[v].len() == 1;
    let mut after = vec![Vec::new(); into.len()];
    let mut before = vec![Vec::new(); into.len()];
    for (i, wire) in wires.iter().enumerate() {
        let (from, to) = if turned[i] { (wire.to, wire.from) } else { (wire.from, wire.to) };
        if leaf(to) || !leaf(from) {
            after[from].push(i);
        }
        if leaf(from) || !leaf(to) {
            before[to].push(i);
        }
    }
    for hub in 0..into.len() {
        let (more, fewer) = if after[hub].len() > before[hub].len() { (&after, &before) } else { (&before, &after) };
        let gap = more[hub].len() - fewer[hub].len();
        if more[hub].len() <= MANY || leaf(hub) {
            continue;
        }
        let leaves = more[hub].iter().rev().filter(|&&i| leaf(wires[i].from) || leaf(wires[i].to));
        for &i in leaves.take(gap / 2) {
            turned[i] = !turned[i];
        }
    }
}

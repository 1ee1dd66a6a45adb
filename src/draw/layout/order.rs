//! The order within the layers: fewer crossings by medians and transpositions (Gansner and others 1993, section 3).

use super::layered::Item;

/// Orders each layer.
pub(super) fn arrange(items: &[Item], layers: &mut Vec<Vec<usize>>) {
    start(items, layers);
    let mut position = vec![0; items.len()];
    number(layers, &mut position);
    let mut best = layers.clone();
    let mut least = crossings(items, layers, &position);
    let mut stale = 0;
    for turn in 0..28 {
        if least == 0 || stale > 8 {
            break;
        }
        let down = turn % 2 == 0;
        let count = layers.len();
        for step in 1..count {
            let layer = if down { step } else { count - 1 - step };
            by_medians(items, &mut layers[layer], &mut position, down, turn % 4 < 2);
        }
        transpose(items, layers, &mut position);
        let now = crossings(items, layers, &position);
        stale += 1;
        if now < least {
            (least, stale) = (now, 0);
            best.clone_from(layers);
        }
    }
    *layers = best;
}

/// The first order: a walk in depth from the item with most neighbours.
fn start(items: &[Item], layers: &mut [Vec<usize>]) {
    let mut layer_of = vec![0; items.len()];
    for (layer, members) in layers.iter_mut().enumerate() {
        members.iter().for_each(|&item| layer_of[item] = layer);
        members.clear();
    }
    let degree = |i: usize| items[i].before.len() + items[i].after.len();
    let root = (0..items.len()).rev().max_by_key(|&i| degree(i)).unwrap_or(0);
    let mut seen = vec![false; items.len()];
    for root in std::iter::once(root).chain(0..items.len()) {
        let mut stack = vec![root];
        while let Some(item) = stack.pop() {
            if std::mem::replace(&mut seen[item], true) {
                continue;
            }
            layers[layer_of[item]].push(item);
            stack.extend(items[item].before.iter().rev().chain(items[item].after.iter().rev()));
        }
    }
}

fn number(layers: &[Vec<usize>], position: &mut [usize]) {
    for layer in layers {
        layer.iter().enumerate().for_each(|(i, &item)| position[item] = i);
    }
}

/// Sorts a layer by the medians of the neighbours in the layer before (or after); items without neighbours stay.
fn by_medians(items: &[Item], layer: &mut [usize], position: &mut [usize], down: bool, left: bool) {
    let mut free = Vec::new();
    let mut sorted: Vec<(f64, usize, usize)> = Vec::new();
    for (i, &item) in layer.iter().enumerate() {
        let near = if down { &items[item].before } else { &items[item].after };
        match median(near, position) {
            Some(m) => {
                free.push(i);
                // Among equals, either the old order or its reverse, by turns.
                sorted.push((m, if left { i } else { usize::MAX - i }, item));
            }
            None => continue,
        }
    }
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (&i, (_, _, item)) in free.iter().zip(sorted) {
        layer[i] = item;
    }
    layer.iter().enumerate().for_each(|(i, &item)| position[item] = i);
}

/// The median of the neighbours' positions, leaning to the side where they are denser.
fn median(near: &[usize], position: &[usize]) -> Option<f64> {
    let mut at: Vec<f64> = near.iter().map(|&n| position[n] as f64).collect();
    at.sort_by(f64::total_cmp);
    let half = at.len() / 2;
    match at.len() {
        0 => None,
        n if n % 2 == 1 => Some(at[half]),
        2 => Some((at[0] + at[1]) / 2.0),
        n => {
            let (left, right) = (at[half - 1] - at[0], at[n - 1] - at[half]);
            let whole = left + right;
            Some(if whole == 0.0 { at[half] } else { (at[half - 1] * right + at[half] * left) / whole })
        }
    }
}

/// Swaps neighbours in a layer while that removes crossings.
fn transpose(items: &[Item], layers: &mut [Vec<usize>], position: &mut [usize]) {
    for _ in 0..10 {
        let mut better = false;
        for layer in layers.iter_mut() {
            for i in 1..layer.len() {
                let (v, w) = (layer[i - 1], layer[i]);
                let (mut as_is, mut swapped) = (0, 0);
                for (a, b) in [(&items[v].before, &items[w].before), (&items[v].after, &items[w].after)] {
                    for x in a.iter().map(|&n| position[n]) {
                        for y in b.iter().map(|&n| position[n]) {
                            as_is += usize::from(x > y);
                            swapped += usize::from(y > x);
                        }
                    }
                }
                if swapped < as_is {
                    layer.swap(i - 1, i);
                    (position[v], position[w]) = (i, i - 1);
                    better = true;
                }
            }
        }
        if !better {
            break;
        }
    }
}

/// Crossings between all layers, counted with a tree of sums (Barth, Jünger and Mutzel 2002).
fn crossings(items: &[Item], layers: &[Vec<usize>], position: &[usize]) -> usize {
    let mut total = 0;
    for pair in layers.windows(2) {
        let mut sums = vec![0usize; pair[1].len() + 1];
        let mut seen = 0;
        for &item in &pair[0] {
            let mut ends: Vec<usize> = items[item].after.iter().map(|&n| position[n]).collect();
            ends.sort_unstable();
            for &end in &ends {
                let (mut at, mut not_after) = (end + 1, 0);
                while at > 0 {
                    not_after += sums[at];
                    at &= at - 1;
                }
                total += seen - not_after;
            }
            for &end in &ends {
                let mut at = end + 1;
                while at < sums.len() {
                    sums[at] += 1;
                    at += at & at.wrapping_neg();
                }
                seen += 1;
            }
        }
    }
    total
}

//! Places in the layers: every item as near to its neighbours as the order and the gaps allow.

use super::layered::Item;

/// The middle of each item along its layer.
///
/// Layer by layer, the wished places (weighted means of the neighbours' places) are fitted to the order by least squares:
/// with the gaps taken off, that is isotonic regression, solved by pooling adjacent violators.
pub(super) fn breadths(items: &[Item], layers: &[Vec<usize>]) -> Vec<f64> {
    let mut at = vec![0.0; items.len()];
    for layer in layers {
        let gaps = gaps(items, layer);
        let middle = gaps.last().copied().unwrap_or(0.0) / 2.0;
        layer.iter().zip(gaps).for_each(|(&item, gap)| at[item] = gap - middle);
    }
    let count = layers.len();
    for turn in 0..24 {
        let side = match turn {
            0..8 if turn % 2 == 0 => Some(true),
            0..8 => Some(false),
            _ => None,
        };
        for step in 0..count {
            let layer = if turn % 2 == 0 { step } else { count - 1 - step };
            fit(items, &layers[layer], &mut at, side);
        }
    }
    at
}

/// Distances of the items of a layer from its first item, when they stand as close as they may.
fn gaps(items: &[Item], layer: &[usize]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut gaps = Vec::with_capacity(layer.len());
    for (i, &item) in layer.iter().enumerate() {
        if i > 0 {
            let before = &items[layer[i - 1]];
            let free = match (before.node.is_some(), items[item].node.is_some()) {
                (true, true) => 18.0,
                (false, false) => 10.0,
                _ => 14.0,
            };
            sum += (before.breadth + items[item].breadth) / 2.0 + free;
        }
        gaps.push(sum);
    }
    gaps
}

fn fit(items: &[Item], layer: &[usize], at: &mut [f64], side: Option<bool>) {
    let gaps = gaps(items, layer);
    // Blocks of (sum of weights, sum of weight × place, members).
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (&item, gap) in layer.iter().zip(&gaps) {
        let this = &items[item];
        let (mut weights, mut sum) = (0.0, 0.0);
        let near = match side {
            Some(true) => [&this.before[..], &[]],
            Some(false) => [&[], &this.after[..]],
            None => [&this.before[..], &this.after[..]],
        };
        for &n in near.into_iter().flatten() {
            // Lines between bends are kept straight before lines at nodes; a label keeps to a leaf rather than to a hub.
            let degree = |i: usize| items[i].before.len() + items[i].after.len();
            let weight = match (this.node.or(items[n].node), this.node.is_some() && items[n].node.is_some()) {
                (None, _) => 8.0,
                (_, true) => 1.0,
                _ => match degree(if this.node.is_some() { item } else { n }) {
                    1 => 4.0,
                    2..5 => 2.0,
                    _ => 0.5,
                },
            };
            weights += weight;
            sum += weight * at[n];
        }
        if weights == 0.0 {
            (weights, sum) = (0.01, 0.01 * at[item]);
        }
        blocks.push((weights, sum - weights * gap, 1));
        while let [.., a, b] = blocks[..]
            && a.1 / a.0 >= b.1 / b.0
        {
            blocks.truncate(blocks.len() - 2);
            blocks.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
        }
    }
    let mut members = layer.iter().zip(&gaps);
    for (weights, sum, count) in blocks {
        for (&item, gap) in members.by_ref().take(count) {
            at[item] = sum / weights + gap;
        }
    }
}

/// Where each layer starts and ends; the gaps between layers are wider where lines are steeper.
pub(super) fn depths(items: &[Item], layers: &[Vec<usize>], at: &[f64]) -> Vec<(f64, f64)> {
    let mut bands = Vec::with_capacity(layers.len());
    let mut edge = 0.0;
    for layer in layers {
        let depth = layer.iter().map(|&i| items[i].depth).fold(0.0, f64::max);
        bands.push((edge, edge + depth));
        let steep =
            layer.iter().flat_map(|&i| items[i].after.iter().map(move |&n| (at[n] - at[i]).abs())).fold(0.0, f64::max);
        edge += depth + (14.0 + 0.16 * steep).min(110.0);
    }
    bands
}

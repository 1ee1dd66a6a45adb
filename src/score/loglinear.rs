//! A log-linear model over the traits of alternatives, of which some are right.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The rate of learning, divided by the root of the squares of each weight's gradients so far (AdaGrad: Duchi, Hazan and
/// Singer 2011).
const RATE: f64 = 0.1;
/// How fast weights decay.
const DECAY: f64 = 0.01;
/// Into how many parts the texts are divided to measure what was learnt on those not seen.
const PARTS: usize = 6;
/// Weights below this are left out.
const SMALL: f64 = 0.05;

/// The traits of each alternative, and whether it is right.
pub(super) type Example<'q> = Vec<(&'q [(String, String)], bool)>;
pub(super) type Weights<'q> = BTreeMap<(&'q str, &'q str), f64>;

pub(super) fn sum(weights: &Weights<'_>, traits: &[(String, String)]) -> f64 {
    traits.iter().filter_map(|(a, b)| weights.get(&(a.as_str(), b.as_str()))).sum()
}

/// The weights that make the right alternatives likeliest, each example seen `epochs` times; the same examples in the same
/// order give the same.
pub(super) fn fit<'q>(examples: &[&Example<'q>], epochs: usize) -> Weights<'q> {
    let (mut weights, mut squares) = (Weights::new(), Weights::new());
    for _ in 0..epochs {
        for example in examples {
            let scores: Vec<f64> = example.iter().map(|(traits, _)| sum(&weights, traits)).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let shares: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
            let all: f64 = shares.iter().sum();
            let right: f64 = shares.iter().zip(example.iter()).filter(|(_, e)| e.1).map(|(share, _)| share).sum();
            let mut gradient = Weights::new();
            for (share, (traits, is_right)) in shares.iter().zip(example.iter()) {
                let wanted = if *is_right { share / right } else { 0.0 };
                for (a, b) in *traits {
                    *gradient.entry((a, b)).or_default() += wanted - share / all;
                }
            }
            for (key, slope) in gradient {
                let weight = weights.entry(key).or_default();
                let slope = slope - DECAY * *weight;
                let square = squares.entry(key).or_insert(1e-6);
                *square += slope * slope;
                *weight += RATE * slope / square.sqrt();
            }
        }
    }
    weights
}

/// What `judge` makes of each example with weights that were learnt from other texts than its own: the texts are divided into
/// parts, and each is judged by the others.
pub(super) fn held_out<'q, T>(
    texts: &[Vec<Example<'q>>],
    epochs: usize,
    judge: impl Fn(&Weights<'q>, &Example<'q>) -> T,
) -> Vec<T> {
    let mut judged = Vec::new();
    for part in 0..PARTS {
        let others = texts.iter().enumerate().filter(|(k, _)| k % PARTS != part).flat_map(|(_, e)| e);
        let weights = fit(&others.collect::<Vec<_>>(), epochs);
        let held = texts.iter().enumerate().filter(|(k, _)| k % PARTS == part).flat_map(|(_, e)| e);
        judged.extend(held.map(|example| judge(&weights, example)));
    }
    judged
}

/// One line for each weight that counts: trait, what it is of, weight.
pub(super) fn lines(weights: &Weights<'_>) -> String {
    let mut lines = String::new();
    for ((name, of), weight) in weights.iter().filter(|(_, weight)| weight.abs() >= SMALL) {
        let _ = writeln!(lines, "{name}\t{of}\t{weight:.2}");
    }
    lines
}

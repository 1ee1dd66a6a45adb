//! Data to weights: stochastic gradient with a rate of its own for each weight, seeded and repeatable.
//!
//! The rate is AdaGrad's (Duchi, Hazan and Singer 2011); features are dropped at random while training, so that
//! weight does not gather on the letters of names (Hinton et al. 2012); the weights of the last epochs are averaged.

use std::collections::HashMap;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::corpus::Marked;
use super::features::{Features, Sentence, WIDTH};
use super::kind::{LABELS, Name, labels};
use super::lattice::{ANY, LANES, Lattice, Row, Steps};
use super::{Kind, Word, model};
use crate::span::Span;

/// What training depends on besides the sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where the random numbers start.
    pub seed: u64,
    /// How many times every sentence is seen.
    pub epochs: usize,
    /// The first step of each weight.
    pub rate: f32,
    /// The share of features that are not seen at a character, drawn anew each time.
    pub dropout: f32,
    /// How often a feature must occur to be learnt.
    pub cutoff: u32,
    /// The share of each weight that is lost in an epoch.
    pub decay: f32,
    /// Features whose quantised weights are all within this bound are left out of the model.
    pub prune: i8,
    /// How much every row of weights is shortened after an epoch, so that weak features come to nothing while the others
    /// learn to do without them (group lasso; Yuan and Lin 2006).
    pub shrink: f32,
    /// How many models are learnt, from seeds one apart; their weights are averaged.
    pub runs: usize,
    /// How much a sentence counts in which not all is known.
    pub open_weight: f32,
    /// How sure the first model must be of a label to mark it.
    pub sure: f32,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 1,
            epochs: 12,
            rate: 0.15,
            dropout: 0.3,
            cutoff: 2,
            decay: 0.02,
            prune: 5,
            shrink: 0.05,
            runs: 3,
            open_weight: 0.3,
            sure: 0.8,
        }
    }
}

/// Random numbers that are the same on every machine (splitmix64; Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// Whether something of this chance comes true.
    pub fn chance(&mut self, p: f64) -> bool {
        ((self.bits() >> 11) as f64) < p * (1u64 << 53) as f64
    }

    /// One of several, `None` when there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Cuts a sentence into words with parts of speech, with or without jieba's hidden Markov model for words it does
/// not know.
pub fn words(text: &str, unknown: bool) -> Vec<Word<'_>> {
    JIEBA.tag(text, unknown).into_iter().map(|t| Word { range: t.byte_start..t.byte_end, tag: t.tag }).collect()
}

struct Example {
    features: Vec<[u32; WIDTH]>,
    /// The labels each character may have, a bit each.
    allowed: Vec<u16>,
    /// Whether some character may have several.
    open: bool,
    weight: f32,
}

impl Example {
    fn new(marked: &Marked, features: Vec<Features>, weight: f32) -> Self {
        let at = |byte: usize| marked.text.get(..byte).map_or(0, |s| s.chars().count());
        let name = |s: Span, kind: Kind| Name { start: at(s.from()), end: at(s.to()), kind };
        let names: Vec<Name> = marked.names.iter().map(|&(s, kind)| name(s, kind)).collect();
        let mut allowed: Vec<u16> = labels(features.len(), &names).iter().map(|&l| 1 << l).collect();
        for free in &marked.open.free {
            allowed[at(free.from())..at(free.to())].iter_mut().filter(|a| **a == 1).for_each(|a| *a = ANY);
        }
        for &span in &marked.open.either {
            let (start, end) = (at(span.from()), at(span.to()));
            allowed[start..end].fill(0);
            for kind in [Kind::Person, Kind::Organization] {
                let one = labels(end - start, &[Name { start: 0, end: end - start, kind }]);
                allowed[start..end].iter_mut().zip(one).for_each(|(a, l)| *a |= 1 << l);
            }
        }
        let open = allowed.iter().any(|a| a.count_ones() > 1);
        Example { features, allowed, open, weight }
    }
}

/// Learns from sentences; gives the bytes of a [`Tagger`](super::Tagger).
///
/// Sentences in which something is not known ([`Marked::open`]) are marked by a first model, learnt from the others,
/// as far as it is sure; then a second one learns from all.
pub fn train(sentences: &[Marked], config: &Config) -> Vec<u8> {
    let (mut examples, keys) = examples(sentences, config);
    let counts = counts(&examples, keys.len());
    let known: Vec<usize> = (0..examples.len()).filter(|&i| !examples[i].open).collect();
    let mut learner = Learner::new(keys.len(), config, 0);
    learner.run(&examples, known);
    if examples.iter().any(|e| e.open) {
        learner.finish();
        for example in examples.iter_mut().filter(|e| e.open) {
            learner.mark(example);
        }
        learner = Learner::new(keys.len(), config, 0);
        learner.run(&examples, (0..examples.len()).collect());
    }
    let everything: Vec<usize> = (0..examples.len()).collect();
    for run in 1..config.runs {
        let mut next = Learner::new(keys.len(), config, run);
        next.run(&examples, everything.clone());
        learner.add(&next);
    }
    learner.quantised(&keys, &counts)
}

/// How often each feature occurs.
fn counts(examples: &[Example], features: usize) -> Vec<u32> {
    let mut counts = vec![0; features + 1];
    examples.iter().flat_map(|e| e.features.iter().flatten()).for_each(|&f| counts[f as usize] += 1);
    counts
}

/// Features as numbers from 1, and the hash each number stands for; 0 is a feature too rare to learn.
fn examples(sentences: &[Marked], config: &Config) -> (Vec<Example>, Vec<u32>) {
    let mut sentence = Sentence::default();
    let mut seen: Vec<Features> = Vec::new();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut hashes: Vec<u32> = Vec::new();
    let mut out = Vec::new();
    for (i, marked) in sentences.iter().filter(|s| !s.text.is_empty()).enumerate() {
        // Both ways of cutting, so that neither is relied on.
        sentence.read(&marked.text, &words(&marked.text, i % 2 == 0));
        sentence.features(&mut seen);
        for &key in seen.iter().flatten() {
            *counts.entry(key).or_insert_with(|| {
                hashes.push(key);
                0
            }) += 1;
        }
        let whole = marked.open.free.iter().any(|f| f.len() == marked.text.len());
        let weight = if whole { config.open_weight } else { 1.0 };
        out.push(Example::new(marked, seen.clone(), weight));
    }
    hashes.retain(|h| counts[h] >= config.cutoff);
    hashes.sort_unstable();
    let number: HashMap<u32, u32> = hashes.iter().zip(1..).map(|(&h, n)| (h, n)).collect();
    for key in out.iter_mut().flat_map(|e: &mut Example| e.features.iter_mut().flatten()) {
        *key = number.get(key).copied().unwrap_or(0);
    }
    (out, hashes)
}

struct Learner<'a> {
    config: &'a Config,
    random: Random,
    weights: Vec<Row>,
    squares: Vec<Row>,
    sums: Vec<Row>,
    steps: [Row; LABELS],
    step_squares: [Row; LABELS],
    step_sums: [Row; LABELS],
    lattice: Lattice,
    scores: Vec<Row>,
    gradient: Vec<Row>,
    dropped: Vec<[u32; WIDTH]>,
}

impl<'a> Learner<'a> {
    fn new(features: usize, config: &'a Config, run: usize) -> Self {
        let zero = [0.0; LANES];
        Learner {
            config,
            random: Random::new(config.seed + run as u64),
            weights: vec![zero; features + 1],
            squares: vec![zero; features + 1],
            sums: vec![zero; features + 1],
            steps: [zero; LABELS],
            step_squares: [zero; LABELS],
            step_sums: [zero; LABELS],
            lattice: Lattice::default(),
            scores: Vec::new(),
            gradient: Vec::new(),
            dropped: Vec::new(),
        }
    }

    fn run(&mut self, examples: &[Example], mut order: Vec<usize>) {
        for epoch in 0..self.config.epochs {
            for i in (1..order.len()).rev() {
                order.swap(i, self.random.below(i + 1));
            }
            for &at in &order {
                self.learn(&examples[at]);
            }
            self.end_epoch(epoch);
        }
    }

    /// Adds the averages of another model, of which there are as many runs in the end.
    fn add(&mut self, other: &Learner) {
        self.sums.iter_mut().flatten().zip(other.sums.iter().flatten()).for_each(|(s, o)| *s += o);
        self.step_sums.iter_mut().flatten().zip(other.step_sums.iter().flatten()).for_each(|(s, o)| *s += o);
    }

    /// Takes the averaged weights, scaled for all features, for the present ones.
    fn finish(&mut self) {
        let epochs = self.config.epochs.div_ceil(2).max(1) as f32;
        let scale = (1.0 - self.config.dropout) / epochs;
        self.weights.iter_mut().flatten().zip(self.sums.iter().flatten()).for_each(|(w, s)| *w = s * scale);
        self.steps = self.step_sums.map(|row| row.map(|w| w / epochs));
    }

    /// Marks what is not known in an example where the present weights are sure.
    fn mark(&mut self, example: &mut Example) {
        self.scores.clear();
        for row in &example.features {
            let mut score = [0.0; LANES];
            for &f in row.iter().filter(|&&f| f != 0) {
                score.iter_mut().zip(&self.weights[f as usize]).for_each(|(s, w)| *s += w);
            }
            self.scores.push(score);
        }
        self.lattice.fill(&self.scores, &Steps::new(&self.steps), Some(&example.allowed));
        for (i, allowed) in example.allowed.iter_mut().enumerate() {
            let chance = self.lattice.marginal(i);
            if let Some(label) = (0..LABELS).find(|&l| chance[l] >= self.config.sure) {
                *allowed = 1 << label;
            }
        }
    }

    fn learn(&mut self, example: &Example) {
        self.dropped.clear();
        self.scores.clear();
        let threshold = (self.config.dropout * 256.0) as u64;
        for row in &example.features {
            let mut kept = *row;
            for chunk in kept.chunks_mut(8) {
                let mut bits = self.random.bits();
                for f in chunk {
                    if bits & 0xFF < threshold {
                        *f = 0;
                    }
                    bits >>= 8;
                }
            }
            let mut score = [0.0; LANES];
            for &f in kept.iter().filter(|&&f| f != 0) {
                score.iter_mut().zip(&self.weights[f as usize]).for_each(|(s, w)| *s += w);
            }
            self.scores.push(score);
            self.dropped.push(kept);
        }
        let steps = Steps::new(&self.steps);
        self.gradient.clear();
        let mut wanted = [[0.0; LANES]; LABELS];
        if example.open {
            self.lattice.fill(&self.scores, &steps, Some(&example.allowed));
            self.lattice.expected_steps(&mut wanted);
            self.gradient.extend((0..self.scores.len()).map(|i| self.lattice.marginal(i)));
        } else {
            let labels = example.allowed.iter().map(|a| a.trailing_zeros() as usize);
            self.gradient.extend(labels.clone().map(|l| std::array::from_fn(|k| f32::from(u8::from(k == l)))));
            labels.clone().zip(labels.skip(1)).for_each(|(a, b)| wanted[a][b] += 1.0);
        }
        self.lattice.fill(&self.scores, &steps, None);
        let rate = self.config.rate;
        for (i, kept) in self.dropped.iter().enumerate() {
            let chance = self.lattice.marginal(i);
            let gradient: Row = std::array::from_fn(|l| (self.gradient[i][l] - chance[l]) * example.weight);
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for &f in kept.iter().filter(|&&f| f != 0) {
                ascend(&mut self.weights[f as usize], &mut self.squares[f as usize], &gradient, rate);
            }
        }
        let mut expected = [[0.0; LANES]; LABELS];
        self.lattice.expected_steps(&mut expected);
        for (e, w) in expected.iter_mut().flatten().zip(wanted.iter().flatten()) {
            *e = (w - *e) * example.weight;
        }
        for ((step, square), gradient) in self.steps.iter_mut().zip(&mut self.step_squares).zip(&expected) {
            ascend(step, square, gradient, rate);
        }
    }

    fn end_epoch(&mut self, epoch: usize) {
        let keep = 1.0 - self.config.decay;
        for row in &mut self.weights {
            let length = row.iter().map(|w| w * w).sum::<f32>().sqrt();
            let keep = keep * (1.0 - self.config.shrink / length.max(f32::MIN_POSITIVE)).max(0.0);
            row.iter_mut().for_each(|w| *w *= keep);
        }
        if epoch * 2 < self.config.epochs {
            return;
        }
        self.sums.iter_mut().flatten().zip(self.weights.iter().flatten()).for_each(|(s, w)| *s += w);
        self.step_sums.iter_mut().flatten().zip(self.steps.iter().flatten()).for_each(|(s, w)| *s += w);
    }

    /// The averaged weights, in signed bytes; dropped features are made up for by smaller weights.
    fn quantised(&self, keys: &[u32], counts: &[u32]) -> Vec<u8> {
        let epochs = (self.config.epochs.div_ceil(2).max(1) * self.config.runs.max(1)) as f32;
        let keep = 1.0 - self.config.dropout;
        let top = self.sums.iter().flatten().fold(0.0f32, |a, w| a.max(w.abs())).max(f32::MIN_POSITIVE);
        let scale = 127.0 / top;
        let (mut rows, mut often) = (Vec::new(), Vec::new());
        for ((&key, sum), &count) in keys.iter().zip(&self.sums[1..]).zip(&counts[1..]) {
            let row = sum.map(|w| (w * scale).round() as i8);
            if row.iter().any(|w| w.unsigned_abs() > self.config.prune.unsigned_abs()) {
                rows.push((key, row));
                often.push((key, count));
            }
        }
        let frequent = model::frequent(often.into_iter());
        let steps = self.step_sums.map(|row| row.map(|w| w / epochs));
        model::write(keep / scale / epochs, &steps, &rows, |key| frequent.contains(&key))
    }
}

fn ascend(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for l in 0..LANES {
        squares[l] += gradient[l] * gradient[l];
        weights[l] += rate * gradient[l] / (squares[l] + 1e-3).sqrt();
    }
}

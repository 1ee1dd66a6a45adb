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
use super::lattice::{LANES, Lattice, Row, Steps};
use super::{Tagger, Word};

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
}

impl Default for Config {
    fn default() -> Self {
        Config { seed: 1, epochs: 12, rate: 0.15, dropout: 0.2, cutoff: 2, decay: 0.02, prune: 1 }
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

/// Cuts a sentence into words with parts of speech, as the tagger was trained to see them.
pub fn words(text: &str) -> Vec<Word<'_>> {
    JIEBA.tag(text, std::env::var("HMM").is_ok()).into_iter().map(|t| Word { range: t.byte_start..t.byte_end, tag: t.tag }).collect()
}

struct Example {
    features: Vec<[u32; WIDTH]>,
    labels: Vec<u8>,
}

/// Learns from sentences in which all names are marked; gives the bytes of a [`Tagger`].
pub fn train(sentences: &[Marked], config: &Config) -> Vec<u8> {
    let (examples, keys) = examples(sentences, config.cutoff);
    let mut learner = Learner::new(keys.len(), config);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..config.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, learner.random.below(i + 1));
        }
        for &at in &order {
            learner.learn(&examples[at]);
        }
        learner.end_epoch(epoch);
    }
    learner.quantised(&keys).to_bytes()
}

/// Features as numbers from 1, and the hash each number stands for; 0 is a feature too rare to learn.
fn examples(sentences: &[Marked], cutoff: u32) -> (Vec<Example>, Vec<u32>) {
    let mut sentence = Sentence::default();
    let mut seen: Vec<Features> = Vec::new();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let mut hashes: Vec<u32> = Vec::new();
    let mut out = Vec::new();
    for marked in sentences.iter().filter(|s| !s.text.is_empty()) {
        sentence.read(&marked.text, &words(&marked.text));
        sentence.features(&mut seen);
        for &key in seen.iter().flatten() {
            *counts.entry(key).or_insert_with(|| {
                hashes.push(key);
                0
            }) += 1;
        }
        let at = |byte: usize| marked.text.get(..byte).map_or(0, |s| s.chars().count());
        let names: Vec<Name> =
            marked.names.iter().map(|(s, kind)| Name { start: at(s.from()), end: at(s.to()), kind: *kind }).collect();
        out.push(Example { features: seen.clone(), labels: labels(sentence.len(), &names) });
    }
    hashes.retain(|h| counts[h] >= cutoff);
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
    dropped: Vec<[u32; WIDTH]>,
}

impl<'a> Learner<'a> {
    fn new(features: usize, config: &'a Config) -> Self {
        let zero = [0.0; LANES];
        Learner {
            config,
            random: Random::new(config.seed),
            weights: vec![zero; features + 1],
            squares: vec![zero; features + 1],
            sums: vec![zero; features + 1],
            steps: [zero; LABELS],
            step_squares: [zero; LABELS],
            step_sums: [zero; LABELS],
            lattice: Lattice::default(),
            scores: Vec::new(),
            dropped: Vec::new(),
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
        self.lattice.fill(&self.scores, &Steps::new(&self.steps));
        let rate = self.config.rate;
        for (i, kept) in self.dropped.iter().enumerate() {
            let mut gradient = self.lattice.marginal(i).map(|p| -p);
            gradient[example.labels[i] as usize] += 1.0;
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for &f in kept.iter().filter(|&&f| f != 0) {
                ascend(&mut self.weights[f as usize], &mut self.squares[f as usize], &gradient, rate);
            }
        }
        let mut expected = [[0.0; LANES]; LABELS];
        self.lattice.expected_steps(&mut expected);
        for row in &mut expected {
            row.iter_mut().for_each(|x| *x = -*x);
        }
        for pair in example.labels.windows(2) {
            expected[pair[0] as usize][pair[1] as usize] += 1.0;
        }
        for ((step, square), gradient) in self.steps.iter_mut().zip(&mut self.step_squares).zip(&expected) {
            ascend(step, square, gradient, rate);
        }
    }

    fn end_epoch(&mut self, epoch: usize) {
        let keep = 1.0 - self.config.decay;
        self.weights.iter_mut().flatten().for_each(|w| *w *= keep);
        if epoch * 2 < self.config.epochs {
            return;
        }
        self.sums.iter_mut().flatten().zip(self.weights.iter().flatten()).for_each(|(s, w)| *s += w);
        self.step_sums.iter_mut().flatten().zip(self.steps.iter().flatten()).for_each(|(s, w)| *s += w);
    }

    /// The averaged weights, in signed bytes; dropped features are made up for by smaller weights.
    fn quantised(&self, keys: &[u32]) -> Tagger {
        let epochs = self.config.epochs.div_ceil(2).max(1) as f32;
        let keep = 1.0 - self.config.dropout;
        let top = self.sums.iter().flatten().fold(0.0f32, |a, w| a.max(w.abs())).max(f32::MIN_POSITIVE);
        let scale = 127.0 / top;
        let mut rows = Vec::new();
        for (&key, sum) in keys.iter().zip(&self.sums[1..]) {
            let row = sum.map(|w| (w * scale).round() as i8);
            if row.iter().any(|w| w.unsigned_abs() > self.config.prune.unsigned_abs()) {
                rows.push((key, row));
            }
        }
        let steps = self.step_sums.map(|row| row.map(|w| w / epochs));
        Tagger::new(keep / scale / epochs, steps, &rows)
    }
}

fn ascend(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for l in 0..LANES {
        squares[l] += gradient[l] * gradient[l];
        weights[l] += rate * gradient[l] / (squares[l] + 1e-3).sqrt();
    }
}

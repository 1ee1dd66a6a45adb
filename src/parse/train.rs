//! Trees to weights, and how good they are.

use std::fmt;

use super::features::Sight;
use super::parser::best;
use super::state::{MOVES, Move, State};
use super::weights::{Average, Learner};
use super::{Label, Parser, Tag, Tree, Word, clauses};
use crate::recognise::tagger::train::Random;

/// A sentence with its tree.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text in simplified characters.
    pub text: String,
    /// Its words.
    pub words: Vec<Word>,
    /// Its trees, one for each clause.
    pub tree: Tree,
}

/// What training depends on besides the trees.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where the random numbers start.
    pub seed: u64,
    /// How many times the tagger sees every sentence.
    pub tagger_epochs: usize,
    /// How many times the parser does.
    pub epochs: usize,
    /// The chance to go on from a wrong move, so as to learn what to do after it.
    pub explore: f64,
    /// In how many parts the sentences are cut so that the parser learns from tags that its own part did not teach.
    pub folds: usize,
    /// The size of the tables: so many bits.
    pub tagger_bits: u32,
    /// The same for the moves.
    pub bits: u32,
    /// The share of features that are not seen, drawn anew at each decision.
    pub dropout: f64,
    /// How many times all is learnt from another order; the weights are added up.
    pub rounds: usize,
    /// Weights below this of 127 are left out.
    pub prune: i8,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 1,
            tagger_epochs: 8,
            epochs: 8,
            explore: 0.9,
            folds: 5,
            tagger_bits: 19,
            bits: 22,
            dropout: 0.2,
            rounds: 10,
            prune: 5,
        }
    }
}

/// Learns a parser from trees.
pub fn train(examples: &[Example], config: &Config) -> Parser {
    let mut random = Random::new(config.seed);
    let sights: Vec<Sight> = examples.iter().map(|e| Sight::new(&e.text, &e.words)).collect();
    let folds = config.folds.max(1);
    let mut tags: Vec<Vec<Tag>> = vec![Vec::new(); examples.len()];
    for fold in 0..folds {
        let others: Vec<usize> = (0..examples.len()).filter(|i| folds == 1 || i % folds != fold).collect();
        let tagger = learn_tags(examples, &sights, others, config, &mut random).averaged().quantised(1);
        let part = Parser::new(tagger, Default::default());
        for i in (fold..examples.len()).step_by(folds) {
            tags[i] = part.tags(&sights[i]);
        }
    }
    let all = || (0..examples.len()).collect();
    let (mut tagger, mut moves): (Option<Average>, Option<Average>) = (None, None);
    let sum = |sum: Option<Average>, one: Average| {
        Some(match sum {
            Some(sum) => sum.add(one),
            None => one,
        })
    };
    for _ in 0..config.rounds.max(1) {
        tagger = sum(tagger, learn_tags(examples, &sights, all(), config, &mut random).averaged());
        moves = sum(moves, learn_moves(examples, &sights, &tags, config, &mut random).averaged());
    }
    let bytes = |sum: Option<Average>| sum.map(|sum| sum.quantised(config.prune)).unwrap_or_default();
    Parser::new(bytes(tagger), bytes(moves))
}

/// Drops some of the features.
fn drop_some(keys: &mut Vec<u32>, share: f64, random: &mut Random) {
    if share > 0.0 {
        let bound = (share * 65536.0) as u64;
        let mut bits = 0;
        let mut left = 0;
        keys.retain(|_| {
            if left == 0 {
                (bits, left) = (random.bits(), 4);
            }
            let kept = bits & 0xFFFF >= bound;
            (bits, left) = (bits >> 16, left - 1);
            kept
        });
    }
}

fn shuffle(order: &mut [usize], random: &mut Random) {
    for i in (1..order.len()).rev() {
        order.swap(i, random.below(i + 1));
    }
}

fn learn_tags(
    examples: &[Example],
    sights: &[Sight],
    mut order: Vec<usize>,
    config: &Config,
    random: &mut Random,
) -> Learner {
    let mut learner = Learner::new(Tag::ALL.len(), config.tagger_bits);
    let (mut keys, mut scores, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..config.tagger_epochs {
        shuffle(&mut order, random);
        for &at in &order {
            tags.clear();
            for (i, &gold) in examples[at].tree.tags.iter().enumerate() {
                sights[at].of_word(i, &tags, &mut keys);
                drop_some(&mut keys, config.dropout, random);
                learner.score(&keys, &mut scores);
                let guess = best(&scores, |_| true).unwrap_or(0);
                if guess != gold as usize {
                    learner.update(&keys, gold as usize, guess);
                }
                learner.tick();
                tags.push(Tag::ALL[guess]);
            }
        }
    }
    learner
}

fn learn_moves(
    examples: &[Example],
    sights: &[Sight],
    tags: &[Vec<Tag>],
    config: &Config,
    random: &mut Random,
) -> Learner {
    let mut learner = Learner::new(MOVES, config.bits);
    let mut parts: Vec<(Sight, Vec<Tag>, Tree)> = Vec::new();
    for (at, example) in examples.iter().enumerate() {
        for clause in clauses(&example.text, &example.words) {
            let tags = clause.iter().map(|&i| tags[at][i]).collect();
            parts.push((sights[at].part(&clause), tags, example.tree.part(&clause)));
        }
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let (mut keys, mut scores) = (Vec::new(), Vec::new());
    for epoch in 0..config.epochs {
        shuffle(&mut order, random);
        for &at in &order {
            let (sight, tags, gold) = &parts[at];
            let mut state = State::new(gold.len());
            while !state.done() && !state.at_root() {
                let allowed = state.allowed();
                sight.of_state(&state, tags, &mut keys);
                drop_some(&mut keys, config.dropout, random);
                learner.score(&keys, &mut scores);
                let costs = state.costs(gold);
                let fits = |n: usize| allowed.allows(Move::of(n));
                let least = least_cost(costs, &allowed);
                let top = state.top(0);
                let right = |n: usize| {
                    fits(n)
                        && match Move::of(n) {
                            Move::Shift => costs[0] == least,
                            Move::Left(label) => costs[1] == least && correct(gold, top, state.next, label),
                            Move::Right(label) => costs[2] == least && correct(gold, top, state.top(1), label),
                        }
                };
                let (Some(guess), Some(wanted)) = (best(&scores, fits), best(&scores, right)) else { break };
                if !right(guess) {
                    learner.update(&keys, wanted, guess);
                }
                learner.tick();
                let wander = epoch > 1 && random.chance(config.explore);
                state.apply(Move::of(if right(guess) || wander { guess } else { wanted }));
            }
        }
    }
    learner
}

fn least_cost(costs: [usize; 3], allowed: &super::state::Allowed) -> usize {
    let open = [allowed.shift, allowed.left, allowed.right];
    costs.into_iter().zip(open).filter(|(_, open)| *open).map(|(cost, _)| cost).min().unwrap_or(0)
}

/// Whether `label` is right for this arc, or the arc itself is wrong and any label as good.
fn correct(gold: &Tree, word: usize, head: usize, label: Label) -> bool {
    gold.heads[word] != Some(head) || gold.labels[word] == label
}

/// How many words have the right tag, head, and head and label; marks are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Words in all.
    pub words: usize,
    /// Words with the right tag.
    pub tags: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and label.
    pub labels: usize,
}

/// Compares the trees of a parser with those of a treebank.
pub fn accuracy(parser: &Parser, examples: &[Example]) -> Accuracy {
    let mut out = Accuracy::default();
    for example in examples {
        let tree = parser.parse(&example.text, &example.words);
        let gold = &example.tree;
        for i in (0..gold.len()).filter(|&i| gold.labels[i] != Label::Mark) {
            out.words += 1;
            out.tags += usize::from(tree.tags[i] == gold.tags[i]);
            let head = tree.heads[i] == gold.heads[i];
            out.heads += usize::from(head);
            out.labels += usize::from(head && tree.labels[i] == gold.labels[i]);
        }
    }
    out
}

impl fmt::Display for Accuracy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |n: usize| 100.0 * n as f64 / self.words.max(1) as f64;
        let (tags, heads, labels) = (share(self.tags), share(self.heads), share(self.labels));
        write!(f, "tags {tags:.1}, UAS {heads:.1}, LAS {labels:.1} of {} words", self.words)
    }
}

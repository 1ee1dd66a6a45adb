//! Forward-backward and Viterbi over the labels of one sentence.
//!
//! Probabilities are kept in linear space, scaled at each character (Rabiner 1989, section V.A).

use super::kind::{Kind, LABELS, Name, OUTSIDE, Place, closed, follows, label, names, opening};

/// Labels padded to a width that vectorises.
pub(super) const LANES: usize = 16;

/// One number for each label.
pub(super) type Row = [f32; LANES];

/// Scores of one label following another, as logarithms and as factors; a forbidden step has factor 0.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    log: [Row; LABELS],
    factor: [Row; LABELS],
    /// From each of [`CLOSED`] to those of [`OPENING`].
    turn_log: [Turn; TURNS],
    turn_factor: [Turn; TURNS],
    /// Into each of [`OPENING`] from those of [`CLOSED`].
    turn_into: [Turn; TURNS],
}

/// How many labels may stand outside of a name or at its end, and how many may come after them; the others go on inside of
/// a name of one kind, so that of all pairs of labels fewer than half need be looked at.
const TURNS: usize = 1 + 2 * Kind::ALL.len();
const CLOSED: [usize; TURNS] = turns(Place::End);
const OPENING: [usize; TURNS] = turns(Place::Begin);

/// One number for each of [`CLOSED`] or [`OPENING`], padded.
type Turn = [f32; 8];

fn turn(number: impl Fn(usize) -> f32) -> Turn {
    std::array::from_fn(|k| if k < TURNS { number(k) } else { 0.0 })
}

/// The label outside of all names, and of each kind the one for `edge` and that of a single character.
const fn turns(edge: Place) -> [usize; TURNS] {
    let mut turns = [OUTSIDE; TURNS];
    let mut k = 0;
    while k < Kind::ALL.len() {
        turns[1 + 2 * k] = label(Kind::ALL[k], edge);
        turns[2 + 2 * k] = label(Kind::ALL[k], Place::Single);
        k += 1;
    }
    turns
}

/// Begin, inside and end of each kind: a name goes on from either of the first two to either of the last two.
const RUNS: [[usize; 3]; Kind::ALL.len()] = {
    let mut runs = [[0; 3]; Kind::ALL.len()];
    let mut k = 0;
    while k < Kind::ALL.len() {
        let kind = Kind::ALL[k];
        runs[k] = [label(kind, Place::Begin), label(kind, Place::Inside), label(kind, Place::End)];
        k += 1;
    }
    runs
};

pub(super) const NEVER: f32 = -1e9;

/// The set of all labels, a bit each.
pub(super) const ANY: u16 = (1 << LABELS) - 1;

impl Steps {
    /// Takes the learnt scores; forbidden steps are struck out.
    pub fn new(scores: &[Row; LABELS]) -> Self {
        let mut log = [[NEVER; LANES]; LABELS];
        let mut factor = [[0.0; LANES]; LABELS];
        for (a, row) in scores.iter().enumerate() {
            for b in (0..LABELS).filter(|&b| follows(a, b)) {
                log[a][b] = row[b];
            }
            factor[a] = exp(&log[a]);
            for b in (0..LANES).filter(|&b| b >= LABELS || !follows(a, b)) {
                factor[a][b] = 0.0;
            }
        }
        let turns = |steps: &[Row; LABELS]| CLOSED.map(|a| turn(|k| steps[a][OPENING[k]]));
        let turn_into = OPENING.map(|b| turn(|k| factor[CLOSED[k]][b]));
        Steps { turn_log: turns(&log), turn_factor: turns(&factor), turn_into, log, factor }
    }
}

/// `e` to the power of each number, within 2 units of the last place, the same on every machine.
pub(super) fn exp(row: &Row) -> Row {
    const ROUND: f32 = 12_582_912.0;
    let mut out = [0.0; LANES];
    for (o, &x) in out.iter_mut().zip(row) {
        let x = x.clamp(-87.0, 88.0);
        let rounded = x * std::f32::consts::LOG2_E + ROUND;
        let k = rounded - ROUND;
        let r = (x - k * 0.693_359_4) + k * 2.121_944_4e-4;
        let p = 1.0
            + r * (1.0 + r * (0.5 + r * (0.166_666_55 + r * (0.041_665_795 + r * (0.008_333_452 + r * 0.001_394_5)))));
        // The low bits of `rounded` are `k`.
        *o = p * f32::from_bits((rounded.to_bits().wrapping_add(127)) << 23);
    }
    out
}

/// Working memory for one sentence after another.
#[derive(Default)]
pub(super) struct Lattice {
    /// Exponentials of the scores of each label at each character.
    emit: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    scale: Vec<f32>,
    back: Vec<[u8; LANES]>,
    factor: Vec<Row>,
}

fn sum(row: &Row) -> f32 {
    row.iter().sum()
}

fn start() -> Row {
    std::array::from_fn(|l| if l < LABELS && opening(l) { 1.0 } else { 0.0 })
}

fn end() -> Row {
    std::array::from_fn(|l| if l < LABELS && closed(l) { 1.0 } else { 0.0 })
}

impl Lattice {
    /// Reads the scores of each label at each character and sums over all paths, or over those of allowed labels.
    pub fn fill(&mut self, scores: &[Row], steps: &Steps, allowed: Option<&[u16]>) {
        let n = scores.len();
        self.factor.clear();
        self.factor.extend_from_slice(&steps.factor);
        self.emit.clear();
        self.emit.extend(scores.iter().enumerate().map(|(i, row)| {
            let mut row = *row;
            if let Some(allowed) = allowed.map(|a| a[i]) {
                row.iter_mut().enumerate().filter(|(l, _)| allowed >> l & 1 == 0).for_each(|(_, x)| *x = f32::MIN);
            }
            let top = row[..LABELS].iter().fold(f32::MIN, |top, &x| if x > top { x } else { top });
            let mut out = exp(&row.map(|x| x - top));
            if let Some(allowed) = allowed.map(|a| a[i]) {
                out.iter_mut().enumerate().filter(|(l, _)| allowed >> l & 1 == 0).for_each(|(_, e)| *e = 0.0);
            }
            out[LABELS..].fill(0.0);
            out
        }));
        self.forward.resize(n, [0.0; LANES]);
        self.backward.resize(n, [0.0; LANES]);
        self.scale.resize(n, 1.0);
        let mut before = start();
        for i in 0..n {
            let mut row = [0.0; LANES];
            if i == 0 {
                row = before;
            } else {
                let mut open: Turn = [0.0; 8];
                for (p, factors) in CLOSED.into_iter().zip(&steps.turn_factor) {
                    open.iter_mut().zip(factors).for_each(|(r, s)| *r += before[p] * s);
                }
                OPENING.into_iter().zip(open).for_each(|(l, r)| row[l] = r);
                for [begin, inside, end] in RUNS {
                    for l in [inside, end] {
                        row[l] = before[begin] * steps.factor[begin][l] + before[inside] * steps.factor[inside][l];
                    }
                }
            }
            row.iter_mut().zip(&self.emit[i]).for_each(|(r, e)| *r *= e);
            let scale = sum(&row).max(f32::MIN_POSITIVE);
            before = row.map(|x| x / scale);
            self.forward[i] = before;
            self.scale[i] = scale;
        }
        // The last forward row also counts paths that stop inside a name: the final normalisation drops them.
        let last = n - 1;
        let finish = end();
        let total: f32 = self.forward[last].iter().zip(&finish).map(|(f, e)| f * e).sum::<f32>().max(f32::MIN_POSITIVE);
        let mut after = finish.map(|x| x / total);
        self.backward[last] = after;
        for i in (0..last).rev() {
            let arrive = self.arrival(i + 1, &after);
            let mut row = [0.0; LANES];
            let mut close: Turn = [0.0; 8];
            for (l, factors) in OPENING.into_iter().zip(&steps.turn_into) {
                close.iter_mut().zip(factors).for_each(|(r, s)| *r += s * arrive[l]);
            }
            CLOSED.into_iter().zip(close).for_each(|(p, r)| row[p] = r);
            for [begin, inside, end] in RUNS {
                for p in [begin, inside] {
                    row[p] = steps.factor[p][inside] * arrive[inside] + steps.factor[p][end] * arrive[end];
                }
            }
            after = row;
            self.backward[i] = after;
        }
    }

    fn arrival(&self, i: usize, after: &Row) -> Row {
        let scale = 1.0 / self.scale[i];
        std::array::from_fn(|l| self.emit[i][l] * after[l] * scale)
    }

    /// The probability of each label at character `i`.
    pub fn marginal(&self, i: usize) -> Row {
        std::array::from_fn(|l| self.forward[i][l] * self.backward[i][l])
    }

    /// Adds the expected number of each step between characters to `into`.
    pub fn expected_steps(&self, into: &mut [Row; LABELS]) {
        for i in 1..self.forward.len() {
            let arrive = self.arrival(i, &self.backward[i]);
            for ((row, step), p) in into.iter_mut().zip(&self.factor).zip(&self.forward[i - 1]) {
                for l in 0..LANES {
                    row[l] += p * step[l] * arrive[l];
                }
            }
        }
    }

    /// The names of the best path (Viterbi 1967).
    pub fn best(&mut self, scores: &[Row], steps: &Steps) -> Vec<Name> {
        let n = scores.len();
        self.back.resize(n, [0; LANES]);
        let mut score: Row = std::array::from_fn(|l| if l < LABELS && opening(l) { scores[0][l] } else { NEVER });
        for (row, back) in scores.iter().zip(&mut self.back).skip(1) {
            let mut best: Turn = [f32::MIN; 8];
            let mut from = [0i32; 8];
            for (p, logs) in CLOSED.into_iter().zip(&steps.turn_log) {
                let base = score[p];
                for k in 0..8 {
                    let s = base + logs[k];
                    let better = s > best[k];
                    best[k] = if better { s } else { best[k] };
                    from[k] = if better { p as i32 } else { from[k] };
                }
            }
            let mut next = *row;
            for (k, l) in OPENING.into_iter().enumerate() {
                next[l] += best[k];
                back[l] = from[k] as u8;
            }
            for [begin, inside, end] in RUNS {
                for l in [inside, end] {
                    let (b, i) = (score[begin] + steps.log[begin][l], score[inside] + steps.log[inside][l]);
                    next[l] += if i > b { i } else { b };
                    back[l] = if i > b { inside } else { begin } as u8;
                }
            }
            score = next;
        }
        let mut at = 0;
        for l in (0..LABELS).filter(|&l| closed(l)) {
            if score[l] > score[at] {
                at = l;
            }
        }
        let mut path = vec![0u8; n];
        for i in (0..n).rev() {
            path[i] = at as u8;
            at = self.back[i][at] as usize;
        }
        names(&path)
    }

    /// The probability that exactly this name stands there.
    pub fn probability(&self, name: &Name) -> f32 {
        let path =
            super::kind::labels(name.end - name.start, &[Name { start: 0, end: name.end - name.start, ..*name }]);
        let mut p = self.forward[name.start][path[0] as usize];
        for (k, pair) in path.windows(2).enumerate() {
            let (a, b) = (pair[0] as usize, pair[1] as usize);
            let i = name.start + k + 1;
            p *= self.factor[a][b] * self.emit[i][b] / self.scale[i];
        }
        (p * self.backward[name.end - 1][path[path.len() - 1] as usize]).clamp(0.0, 1.0)
    }
}

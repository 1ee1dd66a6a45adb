//! What is seen of a word and of a state, as hashes.

use super::state::{NONE, State};
use super::{Tag, Word};

/// What is known of a word whatever the parse.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    word: u32,
    first: u32,
    last: u32,
    end: u32,
    pos: u32,
    length: u32,
    whole: bool,
}

/// A sentence as features see it.
#[derive(Clone, Debug, Default)]
pub(super) struct Sight {
    words: Vec<Seen>,
}

fn fold(a: u64, b: u64) -> u64 {
    let m = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xA076_1D64_78BD_642F);
    (m as u64) ^ (m >> 64) as u64
}

fn hash(text: &str) -> u32 {
    text.chars().map(normal).fold(7, |h, c| fold(h, u64::from(u32::from(c)))) as u32
}

/// Digits and letters made alike.
fn normal(c: char) -> char {
    match c {
        '0'..='9' | '０'..='９' => '0',
        'a'..='z' | 'A'..='Z' => 'a',
        ',' => '，',
        '(' => '（',
        ')' => '）',
        ':' => '：',
        c => c,
    }
}

const EDGE: Seen = Seen { word: 1, first: 1, last: 1, end: 1, pos: 1, length: 0, whole: false };

impl Sight {
    pub fn new(text: &str, words: &[Word]) -> Self {
        let seen = |w: &Word| {
            let written = w.span.of(text);
            let chars: Vec<char> = written.chars().map(normal).collect();
            let at = |i: usize| chars.get(i).map_or(1, |&c| u32::from(c));
            let last = at(chars.len().saturating_sub(1));
            let end = chars.len().checked_sub(2).map_or(0, |i| fold(u64::from(at(i)), u64::from(last)) as u32);
            Seen {
                word: hash(written),
                first: at(0),
                last,
                end,
                pos: hash(w.pos),
                length: chars.len().min(5) as u32,
                whole: w.whole,
            }
        };
        Sight { words: words.iter().map(seen).collect() }
    }

    /// Some of the words.
    pub fn part(&self, words: &[usize]) -> Sight {
        Sight { words: words.iter().map(|&i| self.words[i]).collect() }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    fn at(&self, i: usize) -> Seen {
        self.words.get(i).copied().unwrap_or(EDGE)
    }

    /// What the tagger sees at word `i`, the tags before it known.
    pub fn of_word(&self, i: usize, tags: &[Tag], out: &mut Vec<u32>) {
        let near = |d: isize| i.checked_add_signed(d).map_or(EDGE, |j| self.at(j));
        let tag = |d: usize| i.checked_sub(d).and_then(|j| tags.get(j)).map_or(99, |&t| t as u64);
        let (p2, p1, w, n1, n2) = (near(-2), near(-1), near(0), near(1), near(2));
        let (t1, t2) = (tag(1), tag(2));
        let whole = u64::from(w.whole) << 8 | u64::from(w.length);
        let x = |a: u32, b: u32| u64::from(a) << 32 | u64::from(b);
        let keys = [
            (0, 0),
            (x(w.word, 0), 0),
            (x(w.word, w.pos), 0),
            (x(w.pos, 0), whole),
            (x(w.pos, w.last), whole),
            (x(w.pos, w.first), whole),
            (x(w.last, 0), whole),
            (x(w.first, 0), whole),
            (x(w.end, w.pos), 0),
            (x(p1.word, w.pos), 0),
            (x(n1.word, w.pos), 0),
            (x(p1.word, w.word), 0),
            (x(n1.word, w.word), 0),
            (x(p1.pos, w.pos), 0),
            (x(w.pos, n1.pos), 0),
            (x(p1.pos, w.pos), u64::from(n1.pos)),
            (x(p2.pos, p1.pos), u64::from(w.pos)),
            (x(w.pos, n1.pos), u64::from(n2.pos)),
            (x(p2.word, w.pos), 0),
            (x(n2.word, w.pos), 0),
            (x(p1.pos, w.word), 0),
            (x(n1.pos, w.word), 0),
            (x(n1.last, w.word), 0),
            (t1, x(w.pos, 0)),
            (t1, x(w.word, 0)),
            (t1 << 8 | t2, x(w.pos, 0)),
            (t1 << 8 | t2, x(w.word, 0)),
            (t1, x(w.pos, n1.pos)),
            (t1, x(w.last, n1.word)),
        ];
        out.clear();
        out.extend(keys.iter().enumerate().map(|(k, &(a, b))| fold(fold(a, b), k as u64 + 1) as u32));
    }

    /// What the parser sees of a state.
    pub fn of_state(&self, state: &State, tags: &[Tag], out: &mut Vec<u32>) {
        let (s0, s1, s2) = (state.top(0), state.top(1), state.top(2));
        let (b0, b1, b2, b3) = (state.ahead(0), state.ahead(1), state.ahead(2), state.ahead(3));
        let child = |i: usize, side: usize, at: usize| {
            let list = if side == 0 { &state.left } else { &state.right };
            list.get(i).map_or(NONE, |both| both[at])
        };
        let tag = |i: usize| match tags.get(i) {
            Some(&t) => t as u64 + 1,
            None if i == NONE => 60,
            None => 61,
        };
        let label = |i: usize| state.labels.get(i).map_or(60, |&l| l as u64 + 1);
        let word = |i: usize| u64::from(self.at(i).word);
        let valency = |i: usize, side: usize| state.valency.get(i).map_or(9, |v| u64::from(v[side].min(4)));
        let (w0, w1, w2) = (word(s0), word(s1), word(b0));
        let (t0, t1, t2, u0, u1, u2, u3) = (tag(s0), tag(s1), tag(s2), tag(b0), tag(b1), tag(b2), tag(b3));
        let (l0, r0) = (child(s0, 0, 0), child(s0, 1, 0));
        let (l0b, r0b) = (child(s0, 0, 1), child(s0, 1, 1));
        let (l1, r1) = (child(s1, 0, 0), child(s1, 1, 0));
        let (lb, lbb) = (child(b0, 0, 0), child(b0, 0, 1));
        let gap = if s0 == NONE || b0 == NONE { 9 } else { ((b0 - s0).min(20) as u64).min(5 + (b0 - s0) as u64 / 4) };
        let below = if s0 == NONE || s1 == NONE { 9 } else { ((s0 - s1).min(20) as u64).min(5 + (s0 - s1) as u64 / 4) };
        let commas = self.marks_between(s0, b0, tags);
        let t = |a: u64, b: u64, c: u64, d: u64| a << 24 | b << 16 | c << 8 | d;
        let (e0, e1, e2) = (u64::from(self.at(s0).last), u64::from(self.at(s1).last), u64::from(self.at(b0).last));
        let (p0, p1, p2) = (u64::from(self.at(s0).pos), u64::from(self.at(s1).pos), u64::from(self.at(b0).pos));
        let (v0, v1) = (valency(s0, 0) << 4 | valency(s0, 1), valency(s1, 0) << 4 | valency(s1, 1));
        let vb = valency(b0, 0);
        let keys = [
            (0, 0),
            (w0, t0),
            (w1, t1),
            (w2, u0),
            (t0, 0),
            (t1, 0),
            (u0, 0),
            (word(b1), u1),
            (u1, 0),
            (p0, p2),
            (p0, p1),
            (p2, t0),
            (w0, t(t0, u0, 0, 0)),
            (w2, t(t0, u0, 0, 0)),
            (w0, w2),
            (fold(w0, w2), t(t0, u0, 0, 0)),
            (w0, t(t0, t1, 0, 0)),
            (w1, t(t0, t1, 0, 0)),
            (w0, w1),
            (fold(w0, w1), t(t0, t1, 0, 0)),
            (t(t0, u0, 0, 0), gap),
            (t(t0, t1, 0, 0), below),
            (t(t0, t1, u0, 0), 0),
            (t(t0, t1, t2, u0), 0),
            (t(t0, t1, t2, 0), 0),
            (t(t0, u0, u1, 0), 0),
            (t(t0, t1, u0, u1), 0),
            (t(t0, u0, u1, u2), 0),
            (t(u0, u1, u2, u3), 0),
            (t(u0, u1, 0, 0), word(b1)),
            (w2, t(u0, u1, 0, 0)),
            (w0, t(t0, u0, u1, 0)),
            (w1, t(t0, t1, u0, 0)),
            (w0, t(t0, t1, u0, 0)),
            (w2, t(t0, t1, u0, 0)),
            (fold(w0, w1), w2),
            (t(t0, tag(l0), label(l0), u0), 0),
            (t(t0, tag(r0), label(r0), u0), 0),
            (t(t0, tag(l0), tag(l0b), 0), 0),
            (t(t0, tag(r0), tag(r0b), 0), 0),
            (t(t1, tag(l1), label(l1), t0), 0),
            (t(t1, tag(r1), label(r1), t0), 0),
            (t(t1, tag(r1), label(r1), t0), w0),
            (t(t0, tag(lb), label(lb), u0), 0),
            (t(u0, tag(lb), tag(lbb), 0), 0),
            (word(r0), t(t0, tag(r0), u0, 0)),
            (word(l0), t(t0, tag(l0), u0, 0)),
            (word(r1), t(t1, tag(r1), t0, 0)),
            (word(lb), t(t0, tag(lb), u0, 0)),
            (t(t0, label(l0), label(r0), u0), 0),
            (t(t1, label(l1), label(r1), t0), 0),
            (t(t0, t1, label(r1), label(l0)), label(l0b) << 8 | label(r0b)),
            (w0, v0),
            (w1, v1),
            (w2, vb),
            (t(t0, v0, u0, 0), 1),
            (t(t1, v1, t0, 0), 2),
            (t(t0, u0, vb, 0), 3),
            (t(t0, u0, commas, gap), 0),
            (t(t0, t1, u0, commas), 0),
            (w0, t(commas, u0, 0, 0)),
            (w2, t(commas, t0, 0, 0)),
            (e0, t(t0, u0, 0, 0)),
            (e2, t(t0, u0, 0, 1)),
            (e0, e2),
            (e0, fold(e1, t(t0, t1, 0, 0))),
            (e1, t(t1, t0, u0, 0)),
            (w0, gap),
            (w2, gap),
            (w1, below),
            (word(s2), t(t2, t1, t0, 0)),
            (word(b2), t(u0, u1, u2, 0)),
        ];
        out.clear();
        out.extend(keys.iter().enumerate().map(|(k, &(a, b))| fold(fold(a, b), k as u64 + 101) as u32));
    }

    /// How many marks stand between two words, up to three.
    fn marks_between(&self, from: usize, to: usize, tags: &[Tag]) -> u64 {
        if from == NONE || to == NONE {
            return 4;
        }
        let between = tags.get(from + 1..to.min(tags.len())).unwrap_or(&[]);
        between.iter().filter(|&&t| t == Tag::Mark).count().min(3) as u64
    }
}

//! The state of a parse: a stack, a buffer, and three moves.

use super::{Label, Tag, Tree};

/// A move. The root is a word of its own behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// The first word of the buffer goes on the stack.
    Shift,
    /// The top of the stack depends on the first word of the buffer.
    Left(Label),
    /// The top of the stack depends on the word below it.
    Right(Label),
}

/// How many moves there are.
pub(super) const MOVES: usize = 1 + 2 * Label::ALL.len();

impl Move {
    /// The move of this number: shift, then the left ones by label, then the right ones.
    pub fn of(number: usize) -> Move {
        match number.checked_sub(1) {
            None => Move::Shift,
            Some(n) => match n.checked_sub(Label::ALL.len()) {
                None => Move::Left(Label::ALL[n]),
                Some(n) => Move::Right(Label::ALL[n]),
            },
        }
    }
}

/// Which moves a state allows, labels aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowed {
    pub shift: bool,
    pub left: bool,
    pub right: bool,
}

impl Allowed {
    pub fn allows(self, step: Move) -> bool {
        match step {
            Move::Shift => self.shift,
            Move::Left(label) => self.left && label != Label::Root,
            Move::Right(label) => self.right && label != Label::Root,
        }
    }
}

/// No word.
pub(super) const NONE: usize = usize::MAX;

/// A parse under way.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub stack: Vec<usize>,
    /// The first word of the buffer; the number of words when only the root is left.
    pub next: usize,
    pub heads: Vec<usize>,
    pub labels: Vec<Label>,
    /// The two leftmost and the two rightmost dependents of each word, outermost first.
    pub left: Vec<[usize; 2]>,
    pub right: Vec<[usize; 2]>,
    /// How many dependents each word has on its left and right.
    pub valency: Vec<[u8; 2]>,
    words: usize,
}

impl State {
    pub fn new(words: usize) -> Self {
        State {
            stack: Vec::with_capacity(words),
            next: 0,
            heads: vec![NONE; words],
            labels: vec![Label::Root; words],
            left: vec![[NONE; 2]; words + 1],
            right: vec![[NONE; 2]; words + 1],
            valency: vec![[0; 2]; words + 1],
            words,
        }
    }

    pub fn done(&self) -> bool {
        self.next == self.words && self.stack.is_empty()
    }

    /// The word at `depth` of the stack.
    pub fn top(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |i| self.stack[i])
    }

    /// The word at `depth` of the buffer; the root stands behind the last.
    pub fn ahead(&self, depth: usize) -> usize {
        let i = self.next + depth;
        if i <= self.words { i } else { NONE }
    }

    pub fn allowed(&self) -> Allowed {
        let left = !self.stack.is_empty() && self.next < self.words;
        Allowed { shift: self.next < self.words, left, right: self.stack.len() > 1 }
    }

    /// Whether the last word of the stack is all that is left: the root.
    pub fn at_root(&self) -> bool {
        self.next == self.words && self.stack.len() == 1
    }

    pub fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(label) => {
                if let Some(word) = self.stack.pop() {
                    self.attach(word, self.next, label);
                }
            }
            Move::Right(label) => {
                if let Some(word) = self.stack.pop() {
                    self.attach(word, self.top(0), label);
                }
            }
        }
    }

    fn attach(&mut self, word: usize, head: usize, label: Label) {
        self.heads[word] = head;
        self.labels[word] = label;
        let (side, list) = if word < head { (0, &mut self.left) } else { (1, &mut self.right) };
        let [outer, _] = list[head];
        list[head] = [word, outer];
        self.valency[head][side] = self.valency[head][side].saturating_add(1);
    }

    /// How many arcs of `gold` a shift, a left and a right move each make impossible.
    pub fn costs(&self, gold: &Tree) -> [usize; 3] {
        let head = |word: usize| if word < self.words { gold.heads[word].unwrap_or(self.words) } else { NONE };
        let (s0, s1, b0) = (self.top(0), self.top(1), self.next);
        let rest = |from: usize, of: usize| (from..self.words).filter(|&d| head(d) == of).count();
        let deeper = &self.stack[..self.stack.len().saturating_sub(1)];
        let shift = if b0 < self.words {
            usize::from(deeper.contains(&head(b0))) + self.stack.iter().filter(|&&d| head(d) == b0).count()
        } else {
            0
        };
        if s0 == NONE {
            return [shift, 0, 0];
        }
        let (of_top, lost) = (head(s0), rest(b0, s0));
        let left = usize::from(of_top == s1 || (of_top > b0 && of_top != NONE)) + lost;
        let right = usize::from(of_top >= b0 && of_top != NONE) + lost;
        [shift, left, right]
    }

    /// The tree, when the parse is done.
    pub fn tree(self, tags: Vec<Tag>) -> Tree {
        let words = self.words;
        let heads = self.heads.into_iter().map(|h| (h < words).then_some(h)).collect();
        Tree { tags, heads, labels: self.labels }
    }
}

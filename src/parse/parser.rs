//! Words to a tree, greedily.

use std::sync::LazyLock;

use super::features::Sight;
use super::state::{MOVES, Move, State};
use super::weights::{Weights, broken, unpack};
use super::{Label, Tag, Tree, Word, clauses};
use crate::error::Result;

const MAGIC: &[u8; 8] = b"tupudep1";

/// A tagger of parts of speech and a parser.
#[derive(Clone, Debug, Default)]
pub struct Parser {
    tagger: Weights,
    moves: Weights,
}

static EMBEDDED: LazyLock<Parser> =
    LazyLock::new(|| Parser::from_bytes(include_bytes!("../../data/parser.bin.zst")).unwrap_or_default());

impl Parser {
    /// The parser whose weights come with tupu; they are read at the first call.
    pub fn embedded() -> &'static Parser {
        &EMBEDDED
    }

    pub(super) fn new(tagger: Weights, moves: Weights) -> Self {
        Parser { tagger, moves }
    }

    /// The trees of a sentence, one for each clause: words with spans into `text`, which is in simplified characters.
    pub fn parse(&self, text: &str, words: &[Word]) -> Tree {
        let sight = Sight::new(text, words);
        let tags = self.tags(&sight);
        let mut all = Tree { heads: vec![None; words.len()], labels: vec![Label::Mark; words.len()], tags };
        let clauses = clauses(text, words);
        for clause in &clauses {
            let part = self.attach(&sight.part(clause), clause.iter().map(|&i| all.tags[i]).collect());
            for (at, &i) in clause.iter().enumerate() {
                all.heads[i] = part.heads[at].map(|h| clause[h]);
                all.labels[i] = part.labels[at];
            }
        }
        all.mend();
        all
    }

    pub(super) fn tags(&self, sight: &Sight) -> Vec<Tag> {
        let (mut keys, mut scores, mut tags) = (Vec::new(), Vec::new(), Vec::with_capacity(sight.len()));
        for i in 0..sight.len() {
            sight.of_word(i, &tags, &mut keys);
            self.tagger.score(&keys, &mut scores);
            tags.push(best(&scores, |_| true).map_or(Tag::Noun, |n| Tag::ALL[n]));
        }
        tags
    }

    pub(super) fn attach(&self, sight: &Sight, tags: Vec<Tag>) -> Tree {
        let (mut keys, mut scores) = (Vec::new(), Vec::new());
        let mut state = State::new(sight.len());
        while !state.done() && !state.at_root() {
            let allowed = state.allowed();
            sight.of_state(&state, &tags, &mut keys);
            self.moves.score(&keys, &mut scores);
            match best(&scores, |n| n < MOVES && allowed.allows(Move::of(n))) {
                Some(step) => state.apply(Move::of(step)),
                None if allowed.shift => state.apply(Move::Shift),
                None => state.apply(Move::Right(Label::Modifier)),
            }
        }
        state.tree(tags)
    }

    /// The bytes of the parser, the same for the same weights.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.tagger.write(&mut out);
        self.moves.write(&mut out);
        super::weights::pack(&out)
    }

    /// Reads the bytes that [`Parser::to_bytes`] gave.
    ///
    /// # Errors
    /// [`Error::Input`](crate::Error::Input) when the bytes are no such model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let data = unpack(bytes)?;
        let mut rest = data.strip_prefix(MAGIC).ok_or_else(broken)?;
        let tagger = Weights::read(&mut rest).ok_or_else(broken)?;
        let moves = Weights::read(&mut rest).ok_or_else(broken)?;
        Ok(Parser { tagger, moves })
    }
}

/// The number of the best score, the first of equals.
pub(super) fn best<S: PartialOrd + Copy>(scores: &[S], fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (n, score) in scores.iter().enumerate() {
        if fits(n) && best.is_none_or(|b| *score > scores[b]) {
            best = Some(n);
        }
    }
    best
}

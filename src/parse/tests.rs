use proptest::prelude::*;

use super::state::{MOVES, Move, State};
use super::train::{Config, Example, accuracy, train};
use super::{Label, Parser, Tag, Tree, Word, clauses, conllu, cut, lay};
use crate::span::Span;

/// Words with jieba's tags, `甲/n 去/v`.
fn sentence(tagged: &str) -> (String, Vec<Word>) {
    let (mut text, mut words) = (String::new(), Vec::new());
    for part in tagged.split(' ') {
        let (word, pos) = part.split_once('/').unwrap();
        let pos = ["n", "v", "d", "p", "w", "t", "uj", "f", "nr", "ns", "ul"].into_iter().find(|p| *p == pos).unwrap();
        let start = text.len();
        text.push_str(word);
        words.push(Word { span: Span::new(start, text.len()), pos, whole: false });
    }
    (text, words)
}

/// A projective tree of `n` words, by random numbers.
fn tree(n: usize, random: &[usize]) -> Tree {
    fn fill(range: std::ops::Range<usize>, head: Option<usize>, random: &[usize], heads: &mut [Option<usize>]) {
        if range.is_empty() {
            return;
        }
        let top = range.start + random[range.start] % range.len();
        heads[top] = head;
        // What lies beyond the middle of the rest hangs on the head as well.
        let (left, right) = (range.start..top, top + 1..range.end);
        let split = right.start + random[top] % (right.len() + 1);
        fill(left, Some(top), random, heads);
        fill(right.start..split, Some(top), random, heads);
        fill(split..right.end, head.filter(|h| *h < range.start).or(Some(top)), random, heads);
    }
    let mut heads = vec![None; n];
    fill(0..n, None, random, &mut heads);
    let labels = heads.iter().map(|h| if h.is_none() { Label::Root } else { Label::Modifier }).collect();
    Tree { tags: vec![Tag::Noun; n], heads, labels }
}

const OLD: &str = "\
1\t她\t_\tPRON\tPRP\t_\t4\tnsubj\t_\tO
2\t在\t_\tVERB\tVV\t_\t4\tacl\t_\tO
3\t南岭\t_\tPROPN\tNNP\t_\t2\tdobj\t_\tO
4\t种茶\t_\tVERB\tVV\t_\t9\tdep\t_\tO
5\t，\t_\tPUNCT\t,\t_\t9\tpunct\t_\tO
6\t养\t_\tVERB\tVV\t_\t9\tdep\t_\tO
7\t鸡\t_\tNOUN\tNN\t_\t6\tdobj\t_\tO
8\t和\t_\tCONJ\tCC\t_\t7\tcc\t_\tO
9\t鸭\t_\tNOUN\tNN\t_\t0\troot\t_\tO

";

#[test]
fn trees_of_version_1_are_given_the_form_of_version_2() {
    let gold = &conllu::read(OLD)[0];
    assert_eq!(gold.text, "她在南岭种茶，养鸡和鸭");
    assert_eq!(gold.heads[3], None, "the first clause is the head");
    assert_eq!((gold.heads[8], gold.labels[8]), (Some(3), Label::Beside));
    assert_eq!((gold.heads[1], gold.labels[1]), (Some(2), Label::Case), "在 hangs on its noun");
    assert_eq!((gold.heads[2], gold.labels[2]), (Some(3), Label::Modifier), "and the noun on the verb");
}

#[test]
fn a_tree_is_laid_on_words_that_are_cut_otherwise() {
    let gold = &conllu::read(OLD)[0];
    let (_, words) = sentence("她/n 在/p 南/n 岭种/n 茶/n ，/w 养鸡/v 和/p 鸭/n");
    let tree = lay(gold, &words);
    assert_eq!(tree.heads[4], None, "the word that 种茶 ends in stands for it");
    assert_eq!(tree.heads[0], Some(4));
    assert_eq!((tree.heads[2], tree.labels[2]), (Some(3), Label::Flat), "a piece of a name is a part of the rest");
    assert_eq!((tree.heads[6], tree.labels[6]), (Some(4), Label::Beside), "养 stands for 养鸡");
}

#[test]
fn clauses_end_at_marks_and_brackets_stand_apart() {
    let (text, words) = sentence("甲/n （/w 乙/n ，/w 丙/n ）/w 去/v ，/w 丁/n 离开/v 后/f 来/v 了/uj");
    let texts = |clause: &Vec<usize>| clause.iter().map(|&i| words[i].span.of(&text)).collect::<String>();
    let found: Vec<String> = clauses(&text, &words).iter().map(texts).collect();
    assert_eq!(found, ["甲去", "乙", "丙", "丁离开后", "来了"]);
}

#[test]
fn training_is_repeatable_and_learns() {
    let golds = conllu::read(OLD);
    let example = |gold: &conllu::Gold| {
        let words: Vec<Word> = gold.spans.iter().map(|&span| Word { span, pos: "n", whole: false }).collect();
        let tree = cut(&lay(gold, &words), &clauses(&gold.text, &words));
        Example { text: gold.text.clone(), words, tree }
    };
    let examples: Vec<Example> = golds.iter().cycle().take(4).map(example).collect();
    let config = Config { folds: 2, rounds: 1, bits: 14, tagger_bits: 12, prune: 1, epochs: 20, ..Config::default() };
    let parser = train(&examples, &config);
    let bytes = parser.to_bytes();
    assert_eq!(bytes, train(&examples, &config).to_bytes());
    let right = accuracy(&Parser::from_bytes(&bytes).unwrap(), &examples);
    assert_eq!((right.tags, right.labels), (right.words, right.words), "{right}");
    assert_eq!(right.words, 4 * 8);
}

#[test]
fn a_damaged_model_is_told() {
    let bytes = zstd::encode_all(&b"tupudep1 and no more"[..], 1).unwrap();
    for broken in [&bytes[..], b"nothing"] {
        assert!(Parser::from_bytes(broken).unwrap_err().to_string().contains("train it again"));
    }
}

#[test]
fn the_embedded_parser_knows_subject_and_object() {
    let (text, words) = sentence("公司/n 在/p 上海/ns 卖掉/v 了/ul 房子/n 。/w");
    let tree = Parser::embedded().parse(&text, &words);
    assert_eq!((tree.heads[3], tree.tags[3]), (None, Tag::Verb));
    assert_eq!((tree.heads[0], tree.labels[0]), (Some(3), Label::Subject));
    assert_eq!((tree.heads[4], tree.labels[4]), (Some(3), Label::Aspect));
    assert_eq!((tree.heads[5], tree.labels[5]), (Some(3), Label::Object));
    assert_eq!((tree.heads[1], tree.labels[1]), (Some(2), Label::Case));
}

proptest! {
    #[test]
    fn moves_without_cost_lead_to_the_tree(n in 1_usize..12, random in proptest::collection::vec(0_usize..100, 12)) {
        let gold = tree(n, &random);
        let mut state = State::new(n);
        while !state.done() && !state.at_root() {
            let (allowed, costs) = (state.allowed(), state.costs(&gold));
            let free = (0..MOVES).map(Move::of).filter(|m| allowed.allows(*m)).find(|m| match m {
                Move::Shift => costs[0] == 0,
                Move::Left(label) => costs[1] == 0 && *label == Label::Modifier,
                Move::Right(label) => costs[2] == 0 && *label == Label::Modifier,
            });
            prop_assert!(free.is_some(), "{costs:?}");
            state.apply(free.unwrap());
        }
        prop_assert_eq!(state.tree(gold.tags.clone()), gold);
    }

    #[test]
    fn any_words_get_a_tree_for_each_clause(drawn in proptest::collection::vec(0_usize..14, 0..30)) {
        const WORDS: [&str; 14] = [
            "甲/n", "去/v", "的/uj", "在/p", "，/w", "后/f", "很/d", "1998年/t", "、/w", "（/w", "）/w", "王五/nr", "是/v", "被/p",
        ];
        prop_assume!(!drawn.is_empty());
        let tagged: Vec<&str> = drawn.iter().map(|&i| WORDS[i]).collect();
        let (text, words) = sentence(&tagged.join(" "));
        let tree = Parser::embedded().parse(&text, &words);
        prop_assert_eq!(tree.len(), words.len());
        for clause in clauses(&text, &words) {
            let roots = clause.iter().filter(|&&i| tree.heads[i].is_none()).count();
            prop_assert_eq!(roots, 1);
            let root = clause.iter().find(|&&i| tree.heads[i].is_none()).unwrap();
            prop_assert!(clause.iter().all(|&i| tree.is_below(i, *root)));
        }
    }
}

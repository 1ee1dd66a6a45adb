//! The trees that the embedded weights are trained from.

use std::path::Path;

use super::train::Example;
use super::{clauses, conllu, cut, lay, words};
use crate::error::{Error, Result};
use crate::ontology::{Lexicon, Ontology};
use crate::read::Document;
use crate::recognise::recognise;
use crate::segment::Segmenter;

/// The trees to learn from and those to measure by, under `folder`: `trees/train-ud1.conllu` and `trees/dev.conllu`.
///
/// # Errors
/// [`Error::Io`] when a file is missing.
pub fn trees(folder: &Path, ontology: &Ontology) -> Result<(Vec<Example>, Vec<Example>)> {
    let (lexicon, segmenter) = (Lexicon::new(ontology), Segmenter::new(ontology));
    let read = |name: &str| -> Result<Vec<Example>> {
        let path = folder.join("trees").join(name);
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(path, e))?;
        let golds = conllu::read(&text);
        Ok(golds.iter().filter_map(|gold| example(gold, ontology, &lexicon, &segmenter)).collect())
    };
    Ok((read("train-ud1.conllu")?, read("dev.conllu")?))
}

/// A sentence of a treebank, cut into our words.
fn example(gold: &conllu::Gold, ontology: &Ontology, lexicon: &Lexicon, segmenter: &Segmenter) -> Option<Example> {
    let document = Document::plain(gold.text.clone());
    let seg = segmenter.segment(&document);
    let found = recognise(&seg, ontology, lexicon);
    let words: Vec<_> = seg.sentences.iter().flat_map(|s| words(&seg, s, &found, ontology)).collect();
    let tree = cut(&lay(gold, &words), &clauses(&seg.text, &words));
    (!words.is_empty()).then(|| Example { text: seg.text.to_string(), words, tree })
}

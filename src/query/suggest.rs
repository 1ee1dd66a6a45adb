//! What the ontology does not say: frequent verbs between entities, as Turtle ready to paste.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::assemble::{Graph, NodeIndex, OpenClaim};
use crate::ontology::{LEX, NS, Ontology};

/// The pairs that a phrase stands between, and its examples.
type Uses = (BTreeSet<(NodeIndex, NodeIndex)>, BTreeSet<(usize, String)>);

/// A property that an ontology could have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its word, as `lex:verb` wants it: `…` marks the object where it does not follow.
    pub verb: String,
    /// The kind of its subjects.
    pub domain: String,
    /// The kind of its objects.
    pub range: String,
    /// Between how many pairs of entities it was found.
    pub pairs: usize,
    /// Sentences with `[S]` and `{O}` marked, the shortest first.
    pub examples: Vec<String>,
}

/// The most examples of a suggestion, and the most characters of one.
const EXAMPLES: usize = 3;
const LENGTH: usize = 60;

/// The verbs that open claims of `graph` have between at least `least` pairs of entities of two kinds, where `ontology` has
/// no property of that verb for them; the most frequent first.
pub fn suggest(graph: &Graph, ontology: &Ontology, least: usize) -> Vec<Suggestion> {
    let mut found: BTreeMap<(String, &str, &str), Uses> = BTreeMap::new();
    for claim in &graph.open {
        let (Some(s), Some(o), Some(verb)) = (claim.subject.node, claim.object.node, word(claim)) else { continue };
        let (from, to) = (&graph.node(s).kind, &graph.node(o).kind);
        if s == o || is_known(ontology, &verb, from, to) {
            continue;
        }
        let (pairs, examples) = found.entry((verb, from, to)).or_default();
        pairs.insert((s, o));
        examples.extend(example(claim).map(|text| (text.chars().count(), text)));
    }
    let mut out: Vec<Suggestion> = found
        .into_iter()
        .filter(|(_, (pairs, _))| pairs.len() >= least.max(1))
        .map(|((verb, domain, range), (pairs, examples))| Suggestion {
            verb,
            domain: domain.to_owned(),
            range: range.to_owned(),
            pairs: pairs.len(),
            examples: examples.into_iter().take(EXAMPLES).map(|(_, text)| text).collect(),
        })
        .collect();
    out.sort_by(|a, b| (b.pairs, &a.verb, &a.domain, &a.range).cmp(&(a.pairs, &b.verb, &b.domain, &b.range)));
    out
}

/// The verb of a claim as `lex:verb` wants it; `None` when it says too little by itself.
fn word(claim: &OpenClaim) -> Option<String> {
    let verb = claim.verb.as_str();
    let empty = matches!(verb, "是" | "为" | "有" | "在" | "没有" | "即" | "如" | "像" | "使" | "让");
    if empty || !verb.chars().all(char::is_alphabetic) {
        return None;
    }
    // 甲被乙收购
    Some(verb.strip_prefix('被').map_or_else(|| verb.to_owned(), |rest| format!("被…{rest}")))
}

fn is_known(ontology: &Ontology, verb: &str, from: &str, to: &str) -> bool {
    let (Some(from), Some(to)) = (ontology.class(from), ontology.class(to)) else { return false };
    let admits = |classes: &[_], class| classes.is_empty() || ontology.admits(classes, class);
    let says = |words: &[String]| words.iter().any(|w| w == verb);
    ontology.properties.iter().any(|p| says(&p.verbs) && admits(&p.domain, from) && admits(&p.range, to))
}

/// The quote of a claim as a sentence with its ends marked.
fn example(claim: &OpenClaim) -> Option<String> {
    let quote = claim.quote.as_str();
    let (subject, object) = (claim.subject.words.as_str(), claim.object.words.as_str());
    let (s, o) = (quote.find(subject)?, quote.rfind(object)?);
    if quote.chars().count() > LENGTH || quote.contains(['[', ']', '{', '}', '\n']) {
        return None;
    }
    let mut marked = quote.to_owned();
    let mut mark = |at: usize, words: &str, open: char, close: char| {
        marked.insert(at + words.len(), close);
        marked.insert(at, open);
    };
    if s + subject.len() <= o {
        mark(o, object, '{', '}');
        mark(s, subject, '[', ']');
    } else if o + object.len() <= s {
        mark(s, subject, '[', ']');
        mark(o, object, '{', '}');
    } else {
        return None;
    }
    Some(marked + "。")
}

/// Suggestions as a Turtle file.
pub fn turtle(suggestions: &[Suggestion]) -> String {
    let mut out = format!(
        "@prefix : <{NS}> .\n@prefix lex: <{LEX}> .\n@prefix my: <https://example.org/my#> .\n\
         @prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    );
    let mut names = BTreeSet::new();
    for s in suggestions {
        let plain = s.verb.replace('…', "");
        let name =
            if names.insert(plain.clone()) { plain.clone() } else { format!("{plain}_{}_{}", s.domain, s.range) };
        let (pairs, domain, range) = (s.pairs, &s.domain, &s.range);
        let _ = write!(
            out,
            "\n# between {pairs} pairs\nmy:{name} a owl:ObjectProperty ; rdfs:label \"{plain}\"@zh ; \
             rdfs:domain :{domain} ; rdfs:range :{range} ;\n    lex:verb \"{}\"",
            s.verb
        );
        for (i, example) in s.examples.iter().enumerate() {
            let lead = if i == 0 { " ;\n    lex:example" } else { " ,\n       " };
            let _ = write!(out, "{lead} \"{}\"", example.replace('\\', "\\\\").replace('"', "\\\""));
        }
        out.push_str(" .\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::End;
    use crate::sketch::{graph_of, ontology, press};

    fn claim(graph: &Graph, subject: &str, verb: &str, object: &str, quote: &str) -> OpenClaim {
        let end = |words: &str| End { words: words.to_owned(), node: graph.find(words).first().copied() };
        OpenClaim {
            id: quote.to_owned(),
            article: 0,
            subject: end(subject),
            verb: verb.to_owned(),
            phrase: verb.to_owned(),
            object: end(object),
            quote: quote.to_owned(),
            start: 0,
            end: 0,
        }
    }

    #[test]
    fn frequent_verbs_become_properties_that_load() {
        let ontology = ontology();
        let mut graph = graph_of(press(ontology), ontology);
        let firm = "永嘉新光纽扣有限公司";
        graph.open = vec![
            claim(&graph, firm, "眷顾", "桥头镇", "永嘉新光纽扣有限公司一向眷顾\"家乡\"桥头镇"),
            claim(&graph, firm, "眷顾", "永嘉县", "永嘉新光纽扣有限公司眷顾永嘉县"),
            claim(&graph, firm, "被眷顾", "永嘉县", "永嘉新光纽扣有限公司被永嘉县眷顾"),
            claim(&graph, firm, "位于", "永嘉县", "永嘉新光纽扣有限公司位于永嘉县"),
            claim(&graph, firm, "位于", "桥头镇", "永嘉新光纽扣有限公司位于桥头镇"),
            claim(&graph, firm, "是", "永嘉县", "永嘉新光纽扣有限公司是永嘉县的"),
        ];
        let found = suggest(&graph, ontology, 2);
        assert_eq!(found.len(), 1, "what is rare, what the ontology has and what says nothing is left out: {found:?}");
        let one = &found[0];
        assert_eq!((one.verb.as_str(), one.pairs, one.range.as_str()), ("眷顾", 2, "Place"));
        assert_eq!(one.examples[0], "[永嘉新光纽扣有限公司]眷顾{永嘉县}。");
        assert_eq!(suggest(&graph, ontology, 1)[1].verb, "被…眷顾");
        let mut files = crate::ontology::turtle(&[], false).unwrap();
        files.push(("my.ttl".to_owned(), turtle(&suggest(&graph, ontology, 1))));
        let wider = Ontology::parse(&files).unwrap();
        let added = wider.properties.iter().find(|p| p.name == "眷顾").expect("the property");
        assert_eq!((added.verbs.as_slice(), added.examples.len()), (&["眷顾".to_owned()][..], 2));
    }
}

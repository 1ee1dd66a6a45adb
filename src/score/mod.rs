//! Scores a graph against gold annotations: precision, recall and F1 of five lists.

pub mod benchie;
mod calibrate;
mod compare;
mod gold;
pub mod guesses;
mod loglinear;
pub mod names;
pub mod subjects;

use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::assemble::{Graph, NodeIndex};

pub use calibrate::calibrate;
pub use gold::Gold;

/// What is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum List {
    /// Named entities.
    Entities,
    /// Binary relations.
    Relations,
    /// Posts.
    Posts,
    /// Figures.
    Observations,
    /// Quotations and reported speech.
    Statements,
}

impl List {
    /// All lists.
    pub const ALL: [List; 5] = [List::Entities, List::Relations, List::Posts, List::Observations, List::Statements];

    /// The name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            List::Entities => "entities",
            List::Relations => "relations",
            List::Posts => "posts",
            List::Observations => "observations",
            List::Statements => "statements",
        }
    }
}

/// Hits and errors of one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Predictions that match.
    pub hits: usize,
    /// Predictions in all, without those that match optional entries.
    pub predicted: usize,
    /// Entries in all, without optional ones.
    pub gold: usize,
}

impl Tally {
    /// The share of the predictions that match; one when there is none.
    pub fn precision(self) -> f64 {
        share(self.hits, self.predicted)
    }

    /// The share of the entries that are matched; one when there is none.
    pub fn recall(self) -> f64 {
        share(self.hits, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        share(2 * self.hits, self.predicted + self.gold)
    }
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

/// What is wrong in one list of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Entries that nothing matches.
    pub missed: Vec<String>,
    /// Predictions that match nothing.
    pub spurious: Vec<String>,
}

/// Whether something that the graph asserts is right; what matches an optional entry of the gold is not judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// An entity of an article.
    Entity {
        /// Index of the article.
        article: usize,
        /// The entity.
        node: NodeIndex,
        /// Whether the gold has it.
        right: bool,
    },
    /// An affirmed claim.
    Claim {
        /// Its id.
        claim: String,
        /// Whether the gold has what it states.
        right: bool,
    },
}

/// The score of several articles, micro-averaged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Hits and errors of each list.
    pub tallies: BTreeMap<List, Tally>,
    /// Faults by article and list.
    pub faults: BTreeMap<(String, List), Faults>,
    /// Gold whose article the graph does not hold; all of it counts as missed.
    pub absent: Vec<String>,
    /// What was found right or wrong, one by one.
    pub judged: Vec<Judged>,
    /// Observations that match.
    pub matched: usize,
    /// Of these, those with the right unit.
    pub unit: usize,
    /// Of these, those with the right bound.
    pub bound: usize,
    /// Of these, those with the right time.
    pub time: usize,
}

/// Scores `graph` against `golds`; articles are found by their titles, which may run over the first lines of the text.
pub fn score(golds: &[Gold], graph: &Graph) -> Report {
    let mut report = Report::default();
    for gold in golds {
        let title = fold(&gold.title);
        let named = graph.articles.iter().position(|a| a.title.as_deref().is_some_and(|t| fold(t) == title));
        let article = named.or_else(|| graph.articles.iter().position(|a| fold(&a.text).starts_with(&title)));
        match article {
            Some(article) => compare::compare(gold, graph, article, &mut report),
            None => report.absent(gold),
        }
    }
    report
}

impl Report {
    fn count(&mut self, list: List, gold: &Gold, hits: usize, missed: Vec<String>, spurious: Vec<String>) {
        let tally = self.tallies.entry(list).or_default();
        tally.hits += hits;
        tally.predicted += hits + spurious.len();
        tally.gold += hits + missed.len();
        self.faults.insert((gold.doc.clone(), list), Faults { missed, spurious });
    }

    fn absent(&mut self, gold: &Gold) {
        self.absent.push(format!("{} 《{}》", gold.doc, gold.title));
        let lists = [
            (List::Entities, gold.entities.iter().filter(|e| !e.optional).count()),
            (List::Relations, gold.relations.iter().filter(|e| !e.optional).count()),
            (List::Posts, gold.posts.iter().filter(|e| !e.optional).count()),
            (List::Observations, gold.observations.iter().filter(|e| !e.optional).count()),
            (List::Statements, gold.statements.iter().filter(|e| !e.optional).count()),
        ];
        for (list, count) in lists {
            self.tallies.entry(list).or_default().gold += count;
        }
    }

    /// The tally of one list.
    pub fn tally(&self, list: List) -> Tally {
        self.tallies.get(&list).copied().unwrap_or_default()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((doc, list), faults) in &self.faults {
            for (sign, entries) in [("-", &faults.missed), ("+", &faults.spurious)] {
                for entry in entries {
                    writeln!(f, "{doc} {} {sign} {entry}", list.name())?;
                }
            }
        }
        for absent in &self.absent {
            writeln!(f, "no article of this title: {absent}")?;
        }
        writeln!(
            f,
            "{:<14}{:>10}{:>10}{:>10}{:>7}{:>11}{:>7}",
            "", "precision", "recall", "F1", "hits", "predicted", "gold"
        )?;
        for list in List::ALL {
            let t = self.tally(list);
            let (p, r, f1) = (t.precision(), t.recall(), t.f1());
            let name = list.name();
            writeln!(f, "{name:<14}{p:>10.3}{r:>10.3}{f1:>10.3}{:>7}{:>11}{:>7}", t.hits, t.predicted, t.gold)?;
        }
        let of = |n| share(n, self.matched);
        let (unit, bound, time) = (of(self.unit), of(self.bound), of(self.time));
        writeln!(f, "of {} matched observations: unit {unit:.3}, bound {bound:.3}, time {time:.3}", self.matched)
    }
}

/// NFKC without white space.
fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::{graph_of, ontology, press};

    const GOLD: &str = r#"{"doc": "town", "title": "山城里的 纽扣", "source": "新华社",
        "entities": [{"name": "桥头镇", "type": "Place", "aliases": []}, {"name": "永嘉县", "type": "Place"},
            {"name": "周明华", "type": "Person"}, {"name": "新华社", "type": "Organization"},
            {"name": "永嘉新光纽扣有限公司", "type": "Organization", "aliases": ["新光公司"]},
            {"name": "东南亚", "type": "Place", "optional": true}, {"name": "温州", "type": "Place"}],
        "relations": [{"s": "桥头镇", "p": "locatedIn", "o": "永嘉县"},
            {"s": "周明华", "p": "founderOf", "o": "新光公司"},
            {"s": "桥头镇", "s_any": ["新光公司"], "p": "exportsTo", "o": "东南亚"},
            {"s": "新光公司", "p": "establishedOn", "o": "1998", "optional": true}],
        "posts": [{"person": "周明华", "organization": "新光公司", "post": "总经理"}],
        "observations": [{"s": ["桥头镇"], "measure": "enterpriseCount", "of": "纽扣企业", "value": 500, "unit": "家",
                "bound": "atLeast", "time": "2023"},
            {"s": ["永嘉县", "桥头镇"], "measure": "outputValue", "of": "产值", "value": 6e9, "unit": "元",
                "bound": "atLeast", "time": "2024"}],
        "statements": [{"speaker": "周明华", "begins": "“桥头镇的纽扣"}]}"#;

    #[test]
    fn hits_misses_and_errors_are_counted_by_the_guide() {
        let ontology = ontology();
        let graph = graph_of(press(ontology), ontology);
        let gold: Gold = serde_json::from_str(GOLD).unwrap();
        let report = score(&[gold], &graph);
        let tally = |list| {
            let t = report.tally(list);
            (t.hits, t.predicted, t.gold)
        };
        assert_eq!(tally(List::Entities), (5, 5, 6), "{report}");
        assert_eq!(tally(List::Relations), (3, 4, 3), "the firm's own place is spurious\n{report}");
        assert_eq!(tally(List::Posts), (1, 1, 1));
        assert_eq!(tally(List::Observations), (2, 2, 2));
        assert_eq!((report.unit, report.bound, report.time), (2, 2, 1));
        assert_eq!(tally(List::Statements), (1, 1, 1), "{report}");
        let text = report.to_string();
        assert!(text.contains("town entities - 温州 (Place)") && text.contains("town relations + "), "{text}");
    }

    #[test]
    fn an_absent_article_is_missed_whole() {
        let gold: Gold = serde_json::from_str(GOLD).unwrap();
        let report = score(&[gold], &Graph::default());
        assert_eq!(report.tally(List::Entities), Tally { hits: 0, predicted: 0, gold: 6 });
        assert_eq!(report.absent.len(), 1);
    }
}

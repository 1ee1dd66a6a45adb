//! Learns from annotated articles which of the names before a figure it belongs to.

use super::fold;
use super::gold::Gold;
use super::loglinear::{Example, fit, held_out, lines, sum};
use crate::relate::Question;

/// How often every figure is seen.
const EPOCHS: usize = 25;

/// What was learnt, and how good it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learnt {
    /// The lines of `data/subjects.tsv`.
    pub weights: String,
    /// Figures whose value and measure the gold has, and for which a right name was among those weighed.
    pub figures: usize,
    /// Of these, those whose name the rules choose rightly.
    pub rules: usize,
    /// Those whose likeliest name is right, by weights of articles other than its own.
    pub likeliest: usize,
}

/// Learns a log-linear model over the names of each figure; the same articles in the same order give the same weights.
pub fn learn(articles: &[(Gold, Vec<Question>)]) -> Learnt {
    let examples: Vec<Vec<Example>> = articles.iter().map(|(gold, questions)| examples(gold, questions)).collect();
    let mut learnt = Learnt::default();
    for (gold, questions) in articles {
        let rightly = |q: &&Question| {
            judge(gold, q).is_some_and(|right| q.names.iter().zip(right).any(|(name, right)| name.chosen && right))
        };
        learnt.rules += questions.iter().filter(rightly).count();
    }
    let likeliest = held_out(&examples, EPOCHS, |weights, example| {
        let best = example.iter().rev().max_by(|a, b| sum(weights, a.0).total_cmp(&sum(weights, b.0)));
        best.is_some_and(|(_, right)| *right)
    });
    learnt.figures = likeliest.len();
    learnt.likeliest = likeliest.into_iter().filter(|right| *right).count();
    learnt.weights = lines(&fit(&examples.iter().flatten().collect::<Vec<_>>(), EPOCHS));
    learnt
}

fn examples<'q>(gold: &Gold, questions: &'q [Question]) -> Vec<Example<'q>> {
    let example = |q: &'q Question| {
        let right = judge(gold, q).filter(|right| right.contains(&true))?;
        Some(q.names.iter().map(|n| n.traits.as_slice()).zip(right).collect())
    };
    questions.iter().filter_map(example).collect()
}

/// Of each name, whether the gold has the figure with it as subject; `None` where the gold has no such figure.
fn judge(gold: &Gold, question: &Question) -> Option<Vec<bool>> {
    let value: f64 = question.value.to_string().parse().ok()?;
    let same = |x: f64| (x - value).abs() <= 1e-9 * value.abs().max(1.0);
    let found: Vec<_> = gold.observations.iter().filter(|o| o.measure == question.measure && same(o.value)).collect();
    let right = |name: &String| {
        let forms = gold.names([name]);
        found.iter().any(|o| {
            let subjects = gold.names(&o.s);
            let concept = !gold.is_entity(&subjects);
            let part = |s: &String| s.contains(fold(name).as_str()) || fold(name).contains(s.as_str());
            forms.iter().any(|form| subjects.contains(form)) || concept && subjects.iter().any(part)
        })
    };
    (!found.is_empty()).then(|| question.names.iter().map(|n| right(&n.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relate::Weighed;

    fn question(names: &[(&str, bool, &str)]) -> Question {
        let name = |&(name, chosen, known): &(&str, bool, &str)| Weighed {
            name: name.to_owned(),
            chosen,
            traits: vec![(known.to_owned(), String::new())],
        };
        Question { value: 5.into(), measure: "output".to_owned(), names: names.iter().map(name).collect() }
    }

    #[test]
    fn what_is_right_more_often_weighs_more() {
        let gold: Gold = serde_json::from_str(
            r#"{"title": "甲", "observations": [{"s": ["甲公司"], "measure": "output", "value": 5}],
                "entities": [{"name": "甲公司", "type": "Organization", "aliases": ["甲"]}]}"#,
        )
        .unwrap();
        let asked = question(&[("甲", false, "first"), ("乙", true, "near")]);
        let other = Question { value: 6.into(), ..asked.clone() };
        let learnt = learn(&[(gold.clone(), vec![asked.clone(), other]), (gold, vec![asked])]);
        assert_eq!((learnt.figures, learnt.rules, learnt.likeliest), (2, 0, 2), "{learnt:?}");
        let weight = |name: &str| -> f64 {
            let line = learnt.weights.lines().find(|l| l.starts_with(name)).unwrap();
            line.rsplit('\t').next().unwrap().parse().unwrap()
        };
        assert!(weight("first") > 0.5 && weight("near") < -0.5, "{}", learnt.weights);
    }
}

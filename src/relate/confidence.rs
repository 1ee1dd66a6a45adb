//! How far a claim is to be trusted: how often what found it was right in annotated articles.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::str::FromStr;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Claim, Statement};
use crate::error::{Error, Result};
use crate::ontology::Ontology;
use crate::recognise::{Mention, Recogniser};

/// The measured precisions that come with tupu; `tupu score --calibrate` writes them.
const EMBEDDED: &str = include_str!("../../data/confidence.tsv");
/// So many judged claims of one property give a construction a figure of its own for that property.
const ENOUGH: u32 = 20;
/// The quantile of the normal distribution for bounds of 95 %.
const Z: f64 = 1.96;
/// Any property: the construction as a whole.
const ANY: &str = "*";

/// A share of right ones between 0 and 1, in whole hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// As sure as can be.
    pub const FULL: Confidence = Confidence(100);

    /// The lower bound of the share of right ones, of which `right` of `judged` were: the
    /// [Wilson score interval](https://doi.org/10.1080/01621459.1927.10502953) of 95 %. None judged: nothing is known, 0.
    pub fn wilson(right: u32, judged: u32) -> Self {
        if judged == 0 {
            return Confidence(0);
        }
        let (n, z2) = (f64::from(judged), Z * Z);
        let share = f64::from(right) / n;
        let middle = share + z2 / (2.0 * n);
        let width = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        Confidence((100.0 * (middle - width) / (1.0 + z2 / n)).floor().clamp(0.0, 100.0) as u8)
    }
}

impl From<Confidence> for Decimal {
    fn from(confidence: Confidence) -> Self {
        Decimal::new(confidence.0.into(), 2)
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::from(*self).fmt(f)
    }
}

impl FromStr for Confidence {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let value: f64 = text.parse().map_err(|_| "write a number between 0 and 1".to_owned())?;
        match (0.0..=1.0).contains(&value) {
            true => Ok(Confidence((value * 100.0).round() as u8)),
            false => Err("it lies between 0 and 1".to_owned()),
        }
    }
}

/// How many of the judged ones were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Right ones.
    pub right: u32,
    /// All that were judged.
    pub judged: u32,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.judged += 1;
    }

    /// The lower bound of the precision.
    pub fn confidence(self) -> Confidence {
        Confidence::wilson(self.right, self.judged)
    }
}

/// The precisions of constructions, by property, and of recognisers, by kind of entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    constructions: BTreeMap<(String, String), Count>,
    recognisers: BTreeMap<(String, String), Count>,
}

impl Calibration {
    /// The one that comes with tupu.
    pub fn embedded() -> &'static Self {
        static EMBEDDED_ONE: LazyLock<Calibration> = LazyLock::new(|| {
            Calibration::parse("data/confidence.tsv", EMBEDDED).unwrap_or_else(|e| unreachable!("{e}"))
        });
        &EMBEDDED_ONE
    }

    /// Reads lines of five fields parted by tabs: `construction` or `recogniser`, its name, the property or kind, how
    /// many were right, how many were judged. What follows in a line and lines that begin with `#` do not count.
    ///
    /// # Errors
    /// A line of another form, with its number.
    pub fn parse(origin: &str, text: &str) -> Result<Self> {
        let mut calibration = Calibration::default();
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
        for (number, line) in lines {
            let wrong = || {
                let help = "a line is: construction or recogniser, name, property or kind, right, judged";
                Error::input(format!("{origin}:{number}"), "is no line of a calibration", help)
            };
            let fields: Vec<&str> = line.split('\t').collect();
            let [what, name, of, right, judged, ..] = fields[..] else { return Err(wrong()) };
            let number = |field: &str| field.parse::<u32>().map_err(|_| wrong());
            let count = Count { right: number(right)?, judged: number(judged)? };
            let rows = match what {
                "construction" => &mut calibration.constructions,
                "recogniser" => &mut calibration.recognisers,
                _ => return Err(wrong()),
            };
            rows.insert((name.to_owned(), of.to_owned()), count);
        }
        Ok(calibration)
    }

    /// Counts a claim that was judged.
    pub fn judge_claim(&mut self, construction: &str, property: &str, right: bool) {
        for of in [ANY, property] {
            self.constructions.entry((construction.to_owned(), of.to_owned())).or_default().add(right);
        }
    }

    /// Counts an entity that was judged, once for each recogniser that found it.
    pub fn judge_entity(&mut self, recogniser: Recogniser, kind: &str, right: bool) {
        self.recognisers.entry((recogniser.name().to_owned(), kind.to_owned())).or_default().add(right);
    }

    /// How far a claim is to be trusted: the least of the precision of its construction, for its property where enough such
    /// claims were judged, and of what recognised its ends. Who recognises what is no named entity (a product, a date) is
    /// not measured apart from the claim.
    pub fn of(&self, claim: &Claim, mentions: &[Mention], ontology: &Ontology) -> Confidence {
        let property = property(&claim.statement, ontology);
        let row = |of: &str| self.constructions.get(&(claim.construction.clone(), of.to_owned())).copied();
        let own = row(property).filter(|count| count.judged >= ENOUGH);
        let construction = own.or_else(|| row(ANY)).unwrap_or_default().confidence();
        let ends = claim.statement.ends().into_iter().flatten().filter_map(|end| {
            let mut mention = mentions.get(end as usize)?;
            // What an anaphor stands for is the construction's to find.
            if let Some(meant) = mention.refers_to {
                mention = mentions.get(meant as usize)?;
            }
            let key = (mention.by.name().to_owned(), ontology.kind(mention.class).to_owned());
            self.recognisers.get(&key).filter(|count| count.judged >= ENOUGH).map(|count| count.confidence())
        });
        ends.fold(construction, Confidence::min)
    }

    /// The lines that [`Calibration::parse`] reads, sorted, with the lower bound behind.
    pub fn write(&self) -> String {
        let mut out = String::from("# what\tname\tof\tright\tjudged\tlower bound of 95 %\n");
        let sorts = [("construction", &self.constructions), ("recogniser", &self.recognisers)];
        for (what, ((name, of), count)) in
            sorts.into_iter().flat_map(|(what, rows)| rows.iter().map(move |r| (what, r)))
        {
            let Count { right, judged } = count;
            let _ = writeln!(out, "{what}\t{name}\t{of}\t{right}\t{judged}\t{}", count.confidence());
        }
        out
    }
}

/// The local name of the property that a statement uses.
pub fn property<'o>(statement: &Statement, ontology: &'o Ontology) -> &'o str {
    match statement {
        Statement::Relation { property: id, .. } | Statement::Observation { measure: id, .. } => {
            &ontology.property_info(*id).name
        }
        Statement::Post { .. } => "holdsPost",
        Statement::Quotation { .. } => "said",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lower_bound_is_wilsons() {
        // Newcombe 1998, Statistics in Medicine 17: 81 of 263 gives 0.2553 to 0.3662.
        assert_eq!(Confidence::wilson(81, 263), Confidence(25));
        assert_eq!(Confidence::wilson(0, 20), Confidence(0));
        assert_eq!(Confidence::wilson(29, 29).to_string(), "0.88");
        assert_eq!(Confidence::wilson(0, 0), Confidence(0));
        assert!(Confidence::wilson(9, 10) < Confidence::wilson(90, 100));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut one = Calibration::default();
        one.judge_claim("verb", "acquires", true);
        one.judge_claim("verb", "produces", false);
        one.judge_entity(Recogniser::Tagger, "Person", true);
        assert!(one.write().contains("construction\tverb\t*\t1\t2\t0.09\n"), "{}", one.write());
        assert_eq!(Calibration::parse("x", &one.write()).unwrap(), one);
        let error = Calibration::parse("x", "construction\tverb\tone\ttwo\t3\n").unwrap_err().to_string();
        assert!(error.contains("x:1"), "{error}");
    }

    #[test]
    fn every_construction_and_recogniser_of_names_is_measured() {
        let embedded = Calibration::embedded();
        for construction in ["nesting", "post", "noun", "verb", "measure", "source", "established"] {
            let row = embedded.constructions.get(&(construction.to_owned(), ANY.to_owned()));
            assert!(row.is_some_and(|count| count.judged > 0), "{construction}");
        }
        for (recogniser, kind) in [(Recogniser::Tagger, "Person"), (Recogniser::Gazetteer, "Place")] {
            assert!(embedded.recognisers.contains_key(&(recogniser.name().to_owned(), kind.to_owned())));
        }
    }
}

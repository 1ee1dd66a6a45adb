//! How sound the graph is: what the checks of the folder and the shapes find, and how sure its claims are.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Pages;
use crate::store::Folder;

/// At most so many faults are shown.
const MOST: usize = 200;

#[derive(Default, Serialize)]
pub(super) struct Quality {
    /// What `tupu verify` finds; `None` where the folder is not at hand.
    verified: Option<Verified>,
    /// What `tupu validate` finds; `None` without the feature `shacl`.
    shapes: Option<Shapes>,
    /// Documents that the build left out, and why.
    left_out: Vec<String>,
    /// How many claims have a confidence below .1, .2, … 1.
    confidence: [usize; 10],
    /// How many claims each construction made.
    constructions: BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct Verified {
    quads: usize,
    quotes: usize,
    count: usize,
    faults: Vec<String>,
}

#[derive(Serialize)]
struct Shapes {
    shapes: usize,
    count: usize,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    zh: String,
    en: String,
    claim: Option<String>,
}

/// The report.
pub(super) fn quality(pages: &Pages) -> Quality {
    let mut quality = Quality::default();
    for claim in &pages.graph.claims {
        let at = (super::number(claim.confidence) * 10.0) as usize;
        quality.confidence[at.min(9)] += 1;
        *quality.constructions.entry(claim.construction.to_string()).or_default() += 1;
    }
    let Some(folder) = &pages.folder else { return quality };
    if let Ok(report) = crate::verify::verify(folder) {
        let faults = report.faults.into_iter().take(MOST).collect();
        let (quads, quotes, count) = (report.quads, report.quotes, report.count);
        quality.verified = Some(Verified { quads, quotes, count, faults });
    }
    quality.shapes = shapes(pages, folder);
    quality.left_out = folder.manifest().map(|m| m.left_out).unwrap_or_default();
    quality
}

#[cfg(feature = "shacl")]
fn shapes(pages: &Pages, folder: &Folder) -> Option<Shapes> {
    use crate::validate::{self, Language, Sentences};

    let dataset = folder.dataset().ok()?;
    let shapes = validate::Shapes::read([("shapes", validate::sound(&pages.ontology).as_str())]).ok()?;
    let prefixes = crate::store::prefixes(&pages.graph.base);
    let report = validate::validate(&dataset, &shapes, &prefixes).ok()?;
    let [zh, en] = [Language::Chinese, Language::English].map(|l| Sentences::new(&dataset, &shapes, &prefixes, l));
    let finding = |finding| Finding {
        zh: zh.sentence(finding),
        en: en.sentence(finding),
        claim: zh.source(finding).map(|source| source.claim),
    };
    let findings = report.findings.iter().take(MOST).map(finding).collect();
    Some(Shapes { shapes: shapes.count(), count: report.findings.len(), findings })
}

#[cfg(not(feature = "shacl"))]
fn shapes(_: &Pages, _: &Folder) -> Option<Shapes> {
    None
}

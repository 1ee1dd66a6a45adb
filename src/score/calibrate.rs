//! Measures constructions and recognisers: how many of their claims and names are right.

use std::collections::BTreeMap;

use super::compare::local;
use super::{Judged, Report};
use crate::assemble::{Content, Graph};
use crate::extract::Extract;
use crate::ontology::Ontology;
use crate::recognise::Recogniser;
use crate::relate::Calibration;

/// Counts what `report` found right and wrong in `graph`, which was made of `extracts`: claims by their construction and
/// property, entities by who recognised their names.
pub fn calibrate(report: &Report, graph: &Graph, extracts: &[Extract], ontology: &Ontology) -> Calibration {
    let mut calibration = Calibration::default();
    let claims: BTreeMap<&str, usize> = graph.claims.iter().enumerate().map(|(ix, c)| (c.id.as_str(), ix)).collect();
    let extracts: BTreeMap<&str, &Extract> = extracts.iter().map(|e| (e.document.id.0.as_str(), e)).collect();
    for judged in &report.judged {
        match judged {
            Judged::Claim { claim, right } => {
                let Some(claim) = claims.get(claim.as_str()).map(|&ix| &graph.claims[ix]) else { continue };
                let property = match &claim.content {
                    Content::Relation { property, .. } => property.as_str(),
                    Content::Observation(ix) => graph.observations[*ix].measure.as_str(),
                    Content::Post(_) => "holdsPost",
                    Content::Quotation(_) => "said",
                };
                calibration.judge_claim(&claim.construction, local(property), *right);
            }
            Judged::Entity { article, node, right } => {
                let (article, node) = (&graph.articles[*article], graph.node(*node));
                let Some(extract) = extracts.get(article.id.as_str()) else { continue };
                let own = extract.mentions.iter().filter(|m| {
                    ontology.kind(m.class) == node.kind && (m.name == node.label || node.aliases.contains(&m.name))
                });
                let mut by: Vec<Recogniser> = own.map(|m| m.by).collect();
                by.sort_unstable();
                by.dedup();
                by.into_iter().for_each(|by| calibration.judge_entity(by, &node.kind, *right));
            }
        }
    }
    calibration
}

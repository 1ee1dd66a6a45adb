//! Compares one article of a graph with its gold.

use std::collections::BTreeSet;

use super::gold::{Entity, Entry, Gold, Observation, Post, Relation, Statement};
use super::{Judged, List, Report, fold};
use crate::assemble::{Claim, Content, Graph, Node, NodeIndex, Status};

/// The kinds whose entities are scored.
const NAMED: [&str; 5] = ["Person", "Organization", "Place", "Event", "Work"];
/// The kinds that are ends of relations only: here a part of the name is enough.
const CONCEPTS: [&str; 7] = ["Product", "Industry", "Technology", "Material", "Honor", "Group", "Role"];
/// The relations that are scored.
const PROPERTIES: [&str; 23] = [
    "locatedIn",
    "subOrganizationOf",
    "founderOf",
    "establishedOn",
    "produces",
    "originatedIn",
    "exportsTo",
    "usesMaterial",
    "develops",
    "draftedStandard",
    "issued",
    "organizes",
    "participatesIn",
    "appliedIn",
    "belongsToIndustry",
    "drives",
    "honoredAs",
    "investsIn",
    "acquires",
    "cooperatesWith",
    "suppliesTo",
    "memberOf",
    "livesIn",
];

/// Adds what `article` of `graph` got right and wrong.
pub(super) fn compare(gold: &Gold, graph: &Graph, article: usize, report: &mut Report) {
    let page = Page { gold, graph, article };
    page.entities(report);
    page.relations(report);
    page.posts(report);
    page.observations(report);
    page.statements(report);
}

struct Page<'a> {
    gold: &'a Gold,
    graph: &'a Graph,
    article: usize,
}

/// How predictions and entries of the gold were paired.
struct Pairing {
    /// Prediction and entry.
    pairs: Vec<(usize, usize)>,
    /// Of each prediction: right, wrong, or `None` when it matches an entry that does not count.
    verdicts: Vec<Option<bool>>,
}

/// How a prediction compares with one entry of the gold: `None` when it does not match, else the better the higher.
type Match = Option<u8>;

impl Page<'_> {
    /// Pairs each prediction with at most one entry, the better matches first; what is left over is a miss or spurious.
    fn pair<P, G: Entry>(
        &self,
        report: &mut Report,
        list: List,
        predicted: &[P],
        gold: &[G],
        matches: impl Fn(&P, &G) -> Match,
        show: impl Fn(&P) -> String,
    ) -> Pairing {
        let mut candidates: Vec<(bool, std::cmp::Reverse<u8>, usize, usize)> = Vec::new();
        for (p, prediction) in predicted.iter().enumerate() {
            for (g, entry) in gold.iter().enumerate() {
                if let Some(quality) = matches(prediction, entry) {
                    candidates.push((entry.optional(), std::cmp::Reverse(quality), p, g));
                }
            }
        }
        candidates.sort();
        let (mut verdicts, mut hit, mut pairs) = (vec![Some(false); predicted.len()], BTreeSet::new(), Vec::new());
        for (may, _, p, g) in candidates {
            if may {
                verdicts[p] = verdicts[p].filter(|right| *right);
            } else if verdicts[p] == Some(false) && !hit.contains(&g) {
                verdicts[p] = Some(true);
                hit.insert(g);
                pairs.push((p, g));
            }
        }
        let wanted = (0..gold.len()).filter(|&g| !gold[g].optional());
        let missed = wanted.filter(|g| !hit.contains(g)).map(|g| gold[g].show()).collect();
        let extra = (0..predicted.len()).filter(|&p| verdicts[p] == Some(false)).map(|p| show(&predicted[p])).collect();
        report.count(list, self.gold, pairs.len(), missed, extra);
        Pairing { pairs, verdicts }
    }

    /// Keeps what was said of the claims that make a prediction.
    fn judge<P>(&self, report: &mut Report, predicted: &[P], pairing: &Pairing, makes: impl Fn(&Content, &P) -> bool) {
        for claim in self.claims() {
            let at = predicted.iter().position(|p| makes(&claim.content, p));
            if let Some(right) = at.and_then(|at| pairing.verdicts[at]) {
                report.judged.push(Judged::Claim { claim: claim.id.to_string(), right });
            }
        }
    }

    fn node(&self, ix: NodeIndex) -> &Node {
        self.graph.node(ix)
    }

    /// The label and those aliases that stand in the article.
    fn forms(&self, ix: NodeIndex) -> Vec<String> {
        let (node, text) = (self.node(ix), &self.graph.articles[self.article].text);
        let here = node.aliases.iter().filter(|alias| text.contains(alias.as_str()));
        std::iter::once(&node.label).chain(here).map(|form| fold(form)).collect()
    }

    fn end(&self, ix: NodeIndex, names: &[String]) -> bool {
        let forms = self.forms(ix);
        let concept = CONCEPTS.contains(&self.node(ix).kind.as_str()) || !self.gold.is_entity(names);
        let part = |form: &String, name: &String| form.contains(name.as_str()) || name.contains(form.as_str());
        let equal = forms.iter().any(|form| names.contains(form));
        equal || (concept && names.iter().any(|name| forms.iter().any(|form| part(form, name))))
    }

    fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.graph.claims.iter().filter(|c| c.article == self.article && c.status == Status::Affirmed)
    }

    fn label(&self, ix: NodeIndex) -> &str {
        &self.node(ix).label
    }

    fn entities(&self, report: &mut Report) {
        let all = &self.graph.articles[self.article].mentions;
        let predicted: Vec<NodeIndex> =
            all.iter().copied().filter(|&ix| NAMED.contains(&self.node(ix).kind.as_str())).collect();
        let matches = |&ix: &NodeIndex, gold: &Entity| {
            let forms: Vec<String> = gold.forms().collect();
            let names = self.forms(ix);
            let right = self.node(ix).kind == gold.kind && names.iter().any(|name| forms.contains(name));
            right.then(|| u8::from(forms.contains(&names[0])))
        };
        let show = |&ix: &NodeIndex| format!("{} ({})", self.label(ix), self.node(ix).kind);
        let pairing = self.pair(report, List::Entities, &predicted, &self.gold.entities, matches, show);
        for (&node, verdict) in predicted.iter().zip(&pairing.verdicts) {
            report.judged.extend(verdict.map(|right| Judged::Entity { article: self.article, node, right }));
        }
    }

    fn relations(&self, report: &mut Report) {
        let mut predicted: Vec<(NodeIndex, &str, NodeIndex)> = Vec::new();
        for claim in self.claims() {
            let Content::Relation { subject, property, object } = &claim.content else { continue };
            let name = local(property);
            let both = name == "cooperatesWith" && predicted.contains(&(*object, name, *subject));
            if PROPERTIES.contains(&name) && !both {
                predicted.push((*subject, name, *object));
            }
        }
        predicted.sort();
        predicted.dedup();
        let matches = |&(s, p, o): &(NodeIndex, &str, NodeIndex), gold: &Relation| {
            let from = self.gold.names([&gold.s].into_iter().chain(&gold.s_any));
            let to = self.gold.names([&gold.o].into_iter().chain(&gold.o_any));
            let straight = self.end(s, &from) && self.end(o, &to);
            let turned = p == "cooperatesWith" && self.end(o, &from) && self.end(s, &to);
            (gold.p == p && (straight || turned)).then_some(0)
        };
        // Between two concepts only what the gold has is scored, each entry once: it may say more such things than it lists.
        let concept = |ix: NodeIndex| CONCEPTS.contains(&self.node(ix).kind.as_str());
        let mut found = BTreeSet::new();
        predicted.retain(|relation| {
            let entry = self.gold.relations.iter().position(|gold| matches(relation, gold).is_some());
            !(concept(relation.0) && concept(relation.2)) || entry.is_some_and(|entry| found.insert(entry))
        });
        let show = |&(s, p, o): &(NodeIndex, &str, NodeIndex)| format!("{} {p} {}", self.label(s), self.label(o));
        let pairing = self.pair(report, List::Relations, &predicted, &self.gold.relations, matches, show);
        self.judge(report, &predicted, &pairing, |content, (s, p, o)| match content {
            Content::Relation { subject, property, object } => (subject, local(property), object) == (s, *p, o),
            _ => false,
        });
    }

    fn posts(&self, report: &mut Report) {
        let mut predicted: Vec<usize> = self.claims().filter_map(|c| as_post(&c.content)).collect();
        predicted.sort();
        predicted.dedup();
        let post = |ix: usize| &self.graph.posts[ix];
        let matches = |&ix: &usize, gold: &Post| {
            let ends = self.end(post(ix).person, &self.gold.names([&gold.person]))
                && self.end(post(ix).organization, &self.gold.names([&gold.organization]));
            (ends && fold(&post(ix).role) == fold(&gold.post)).then_some(0)
        };
        let show = |&ix: &usize| post(ix).describe(|n| self.label(n));
        let pairing = self.pair(report, List::Posts, &predicted, &self.gold.posts, matches, show);
        self.judge(report, &predicted, &pairing, |content, ix| as_post(content) == Some(*ix));
    }

    fn observations(&self, report: &mut Report) {
        // The gold has the figures of plans and targets too: each measures something, at the time that it names.
        let own = self.graph.claims.iter().filter(|c| c.article == self.article);
        let stated = own.filter(|c| matches!(c.status, Status::Affirmed | Status::Planned));
        let mut predicted: Vec<usize> = stated.filter_map(|c| as_observation(&c.content)).collect();
        predicted.sort();
        predicted.dedup();
        let figure = |ix: usize| &self.graph.observations[ix];
        let value = |ix: usize| figure(ix).value.to_string().parse::<f64>().unwrap_or(f64::NAN);
        let name = |ix: usize| local(&figure(ix).measure);
        let matches = |&ix: &usize, gold: &Observation| {
            let same = (value(ix) - gold.value).abs() <= 1e-9 * gold.value.abs().max(1.0) && name(ix) == gold.measure;
            let of = figure(ix).of.as_deref().map(fold).unwrap_or_default();
            let time = figure(ix).time.as_deref() == gold.time.as_deref();
            (same && self.end(figure(ix).subject, &self.gold.names(&gold.s)))
                .then(|| 2 * u8::from(of == fold(&gold.of)) + u8::from(time))
        };
        let show = |&ix: &usize| {
            let o = figure(ix);
            o.describe(self.label(o.subject), name(ix))
        };
        let pairing = self.pair(report, List::Observations, &predicted, &self.gold.observations, matches, show);
        self.judge(report, &predicted, &pairing, |content, ix| as_observation(content) == Some(*ix));
        for (p, g) in pairing.pairs {
            let (o, gold) = (figure(predicted[p]), &self.gold.observations[g]);
            report.matched += 1;
            report.unit +=
                usize::from(fold(o.unit.as_deref().unwrap_or("")) == fold(gold.unit.as_deref().unwrap_or("")));
            report.bound += usize::from(o.bound.name().eq_ignore_ascii_case(&gold.bound));
            report.time += usize::from(o.time.as_deref() == gold.time.as_deref());
        }
    }

    fn statements(&self, report: &mut Report) {
        let mut predicted: Vec<usize> = self.claims().filter_map(|c| as_quotation(&c.content)).collect();
        predicted.sort();
        predicted.dedup();
        let quotation = |ix: usize| &self.graph.quotations[ix];
        let matches = |&ix: &usize, gold: &Statement| {
            let speaker = self.end(quotation(ix).speaker, &self.gold.names([&gold.speaker]));
            (speaker && begins(&fold(&quotation(ix).text), &fold(&gold.begins))).then_some(0)
        };
        let show = |&ix: &usize| format!("{}：{}", self.label(quotation(ix).speaker), first(&quotation(ix).text));
        let pairing = self.pair(report, List::Statements, &predicted, &self.gold.statements, matches, show);
        self.judge(report, &predicted, &pairing, |content, ix| as_quotation(content) == Some(*ix));
    }
}

/// The last part of an IRI.
pub(super) fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or_default()
}

fn as_post(content: &Content) -> Option<usize> {
    if let Content::Post(ix) = content { Some(*ix) } else { None }
}

fn as_observation(content: &Content) -> Option<usize> {
    if let Content::Observation(ix) = content { Some(*ix) } else { None }
}

fn as_quotation(content: &Content) -> Option<usize> {
    if let Content::Quotation(ix) = content { Some(*ix) } else { None }
}

/// Whether `text` contains `begins`, or starts at most three characters later than it.
fn begins(text: &str, begins: &str) -> bool {
    let later = begins.char_indices().skip(1).take(3).map(|(at, _)| &begins[at..]);
    text.contains(begins) || later.into_iter().any(|rest| text.starts_with(rest))
}

fn first(text: &str) -> String {
    text.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn a_statement_may_start_a_little_off() {
        assert!(begins("当时,镇上没有设备", "镇上没有"));
        assert!(begins("上没有设备", "镇上没有"));
        assert!(!begins("没有别的", "镇上没有设备"));
        assert!(!begins("", "镇上"));
    }
}

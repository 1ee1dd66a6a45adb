//! From extracts and their resolution to the [`Graph`].

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, NodeIndex};

use super::iri::{self, hash};
use super::{Article, Claim, Content, Fact, Graph, Node, Observation, Post, Quotation, Sort, Term};
use crate::extract::Extract;
use crate::ontology::{ClassId, NS, Ontology};
use crate::read::Document;
use crate::relate::{self, MentionIx, Statement, Status};
use crate::resolve::{Decisions, EntityIx, Resolution};
use crate::span::CodePoints;

/// What assembly is told beside its input.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Classes and properties.
    pub ontology: &'a Ontology,
    /// The user's decisions; rejected claims are left out here.
    pub decisions: &'a Decisions,
    /// The root of the IRIs.
    pub base: &'a str,
}

/// Puts the claims of `extracts` and the entities of `resolution` together.
///
/// The result depends on the extracts, not on their order; of two with equal documents the first counts.
pub fn assemble(extracts: Vec<Extract>, resolution: &Resolution, setting: Setting<'_>) -> Graph {
    let nodes = Nodes::new(&extracts, resolution, setting);
    let mut inputs: Vec<(Extract, &[Option<EntityIx>])> =
        extracts.into_iter().zip(resolution.mentions.iter().map(Vec::as_slice)).collect();
    inputs.sort_by(|a, b| a.0.document.id.cmp(&b.0.document.id));
    inputs.dedup_by(|b, a| a.0.document.id == b.0.document.id);
    let mut builder = Builder::new(setting, nodes);
    for (extract, means) in inputs {
        builder.article(extract, means);
    }
    builder.finish()
}

/// The entities by IRI, and how mentions lead to them.
struct Nodes {
    list: Vec<Node>,
    /// For each entity of the resolution its place in `list`.
    of_entity: Vec<Option<NodeIndex>>,
}

impl Nodes {
    fn new(extracts: &[Extract], resolution: &Resolution, setting: Setting<'_>) -> Self {
        let mut used = vec![false; resolution.entities.len()];
        resolution.mentions.iter().flatten().flatten().for_each(|&e| used[e as usize] = true);
        let mut by_iri: BTreeMap<String, (ClassId, Node)> = BTreeMap::new();
        let mut iris = vec![None; resolution.entities.len()];
        for (ix, entity) in resolution.entities.iter().enumerate().filter(|(ix, _)| used[*ix]) {
            let kind = setting.ontology.prefix(entity.class);
            let iri = iri::entity(setting.base, kind, &entity.canonical, &entity.key);
            iris[ix] = Some(iri.clone());
            let new = || (entity.class, node(iri.clone(), entity.class, &entity.label, setting.ontology));
            let (class, node) = by_iri.entry(iri.clone()).or_insert_with(new);
            if setting.ontology.is_a(entity.class, *class) {
                *class = entity.class;
                setting.ontology.class_info(entity.class).iri.clone_into(&mut node.class);
            }
            node.aliases.extend(entity.aliases.iter().chain([&entity.label]).cloned());
            node.merges.extend(entity.merges.iter().cloned());
        }
        for (extract, means) in extracts.iter().zip(&resolution.mentions) {
            for (class, name) in spare_names(extract, means, setting.ontology) {
                let iri = spare_iri(class, &name, setting);
                by_iri.entry(iri.clone()).or_insert_with(|| (class, node(iri, class, &name, setting.ontology)));
            }
        }
        let place: BTreeMap<&str, NodeIndex> =
            by_iri.keys().enumerate().map(|(i, iri)| (iri.as_str(), NodeIndex::new(i))).collect();
        let of_entity = iris.iter().map(|iri| iri.as_deref().and_then(|iri| place.get(iri).copied())).collect();
        let list = by_iri.into_values().map(|(_, node)| tidy(node)).collect();
        Nodes { list, of_entity }
    }

    fn by_iri(&self, iri: &str) -> Option<NodeIndex> {
        self.list.binary_search_by(|n| n.iri.as_str().cmp(iri)).ok().map(NodeIndex::new)
    }
}

/// Dates of relations and the credited medium, where no entity was made of them.
fn spare_names(extract: &Extract, means: &[Option<EntityIx>], ontology: &Ontology) -> Vec<(ClassId, String)> {
    let dates = extract.claims.iter().filter_map(|claim| match claim.statement {
        Statement::Relation { object, .. } => extract.mentions.get(object as usize),
        _ => None,
    });
    let dates = dates.filter(|m| ontology.is_named(m.class, "Date")).map(|m| (m.class, m.name.clone()));
    let medium = extract.document.meta.source.as_ref().zip(ontology.class("NewsMedia"));
    let medium = medium.filter(|(credit, _)| named(extract, means, &credit.name, ontology).is_none());
    dates.chain(medium.map(|(credit, class)| (class, credit.name.clone()))).collect()
}

fn spare_iri(class: ClassId, name: &str, setting: Setting<'_>) -> String {
    iri::entity(setting.base, setting.ontology.prefix(class), name, "")
}

/// The organisation that the document mentions as `name`.
fn named(extract: &Extract, means: &[Option<EntityIx>], name: &str, ontology: &Ontology) -> Option<EntityIx> {
    let all = extract.mentions.iter().zip(means);
    all.filter(|(m, _)| m.name == name && ontology.is_named(m.class, "Organization")).find_map(|(_, means)| *means)
}

fn node(iri: String, class: ClassId, label: &str, ontology: &Ontology) -> Node {
    Node {
        iri,
        class: ontology.class_info(class).iri.clone(),
        kind: ontology.kind(class).to_owned(),
        label: label.to_owned(),
        aliases: Vec::new(),
        merges: Vec::new(),
    }
}

fn tidy(mut node: Node) -> Node {
    node.aliases.sort();
    node.aliases.dedup();
    node.aliases.retain(|a| *a != node.label);
    node.merges.sort();
    node.merges.dedup();
    node
}

struct Builder<'a> {
    setting: Setting<'a>,
    nodes: Nodes,
    articles: Vec<Article>,
    claims: Vec<Claim>,
    posts: BTreeMap<String, Post>,
    observations: BTreeMap<String, Observation>,
    quotations: BTreeMap<String, Quotation>,
    /// The ids of the statements of claims that are no relations.
    ids: Vec<String>,
}

/// One document while its claims are read.
struct Page<'e> {
    extract: &'e Extract,
    means: &'e [Option<EntityIx>],
    points: CodePoints,
    article: usize,
}

impl Page<'_> {
    fn name(&self, mention: MentionIx) -> &str {
        self.extract.mentions.get(mention as usize).map_or("", |m| &m.name)
    }

    fn text(&self) -> &str {
        &self.extract.document.text
    }
}

impl<'a> Builder<'a> {
    fn new(setting: Setting<'a>, nodes: Nodes) -> Self {
        Builder {
            setting,
            nodes,
            articles: Vec::new(),
            claims: Vec::new(),
            posts: BTreeMap::new(),
            observations: BTreeMap::new(),
            quotations: BTreeMap::new(),
            ids: Vec::new(),
        }
    }

    fn article(&mut self, extract: Extract, means: &[Option<EntityIx>]) {
        let page = Page {
            points: CodePoints::new(&extract.document.text),
            extract: &extract,
            means,
            article: self.articles.len(),
        };
        let setting = self.setting;
        let node = |e: EntityIx| self.nodes.of_entity[e as usize];
        let mut touched: BTreeSet<NodeIndex> = means.iter().flatten().filter_map(|&e| node(e)).collect();
        let spare = spare_names(&extract, means, setting.ontology);
        touched.extend(spare.iter().filter_map(|(class, name)| self.nodes.by_iri(&spare_iri(*class, name, setting))));
        let publisher = extract.document.meta.source.as_ref().and_then(|credit| {
            let entity = named(&extract, means, &credit.name, setting.ontology).and_then(node);
            let spare = |class| self.nodes.by_iri(&spare_iri(class, &credit.name, setting));
            entity.or_else(|| spare(setting.ontology.class("NewsMedia")?))
        });
        let mut seen = BTreeSet::new();
        for claim in &extract.claims {
            self.claim(claim, &page, &mut seen);
        }
        let Document { id, text, meta, .. } = extract.document;
        self.articles.push(Article {
            id: id.0,
            title: meta.title,
            publisher,
            date: meta.date.map(|d| d.date.to_string()),
            url: meta.url,
            text,
            mentions: touched.into_iter().collect(),
        });
    }

    fn means(&self, page: &Page<'_>, mention: MentionIx) -> Option<NodeIndex> {
        let entity = page.means.get(mention as usize).copied().flatten();
        entity.and_then(|e| self.nodes.of_entity[e as usize]).or_else(|| {
            let date = page.extract.mentions.get(mention as usize)?;
            let spare = self.setting.ontology.is_named(date.class, "Date");
            spare.then(|| self.nodes.by_iri(&spare_iri(date.class, &date.name, self.setting)))?
        })
    }

    fn claim(&mut self, claim: &relate::Claim, page: &Page<'_>, seen: &mut BTreeSet<String>) {
        let id = claim_id(claim, page, self.setting.ontology);
        if self.setting.decisions.rejects(&id) || seen.contains(&id) {
            return;
        }
        if claim.evidence.of(page.text()).is_empty() {
            return;
        }
        let Some(content) = self.content(claim, page, &id) else { return };
        let (start, end) = page.points.range(page.text(), claim.evidence);
        let claim = Claim {
            id: id.clone(),
            article: page.article,
            content,
            status: claim.status,
            construction: claim.construction.clone(),
            trigger: claim.trigger.of(page.text()).to_owned(),
            attributed_to: claim.attributed_to.and_then(|m| self.means(page, m)),
            quote: claim.evidence.of(page.text()).to_owned(),
            start,
            end,
        };
        seen.insert(id);
        self.claims.push(claim);
    }

    fn content(&mut self, claim: &relate::Claim, page: &Page<'_>, id: &str) -> Option<Content> {
        let affirmed = claim.status == Status::Affirmed;
        let mark = if affirmed { "" } else { "unaffirmed" };
        let iri = |builder: &Self, ix: NodeIndex| builder.nodes.list[ix.index()].iri.clone();
        let property = |id| self.setting.ontology.property_info(id).iri.clone();
        match &claim.statement {
            Statement::Relation { subject, property: p, object } => {
                let (subject, object) = (self.means(page, *subject)?, self.means(page, *object)?);
                (subject != object).then(|| Content::Relation { subject, property: property(*p), object })
            }
            Statement::Post { person, organization, role, former } => {
                let (person, organization) = (self.means(page, *person)?, self.means(page, *organization)?);
                let role = role.of(page.text()).trim().to_owned();
                let over = if *former { "former" } else { "" };
                let id = hash(&["post", &iri(self, person), &iri(self, organization), &role, over, mark]);
                let post = Post { id: id.clone(), person, organization, role, former: *former, affirmed };
                self.posts.entry(id.clone()).or_insert(post);
                Some(Content::Post(self.keep(id)))
            }
            Statement::Observation { subject, measure, of, figure, time } => {
                let subject = self.means(page, *subject)?;
                let measure = property(*measure);
                let of = of.map(|span| span.of(page.text()).trim().to_owned()).filter(|of| !of.is_empty());
                let (value, high) = (figure.value.normalize(), figure.high.map(|h| h.normalize()));
                let id = hash(&[
                    "observation",
                    &iri(self, subject),
                    &measure,
                    of.as_deref().unwrap_or(""),
                    &value.to_string(),
                    &high.map_or_else(String::new, |h| h.to_string()),
                    figure.unit.as_deref().unwrap_or(""),
                    figure.bound.name(),
                    time.as_deref().unwrap_or(""),
                    mark,
                ]);
                let (unit, bound, time) = (figure.unit.clone(), figure.bound, time.clone());
                let key = id.clone();
                let new = || Observation { id, subject, measure, of, value, high, unit, bound, time, affirmed };
                self.observations.entry(key.clone()).or_insert_with(new);
                Some(Content::Observation(self.keep(key)))
            }
            Statement::Quotation { speaker, text, direct } => {
                let speaker = self.means(page, *speaker)?;
                let mentions = page.extract.mentions.iter().zip(page.means).filter(|(m, _)| text.contains(m.span));
                let mentions: BTreeSet<_> =
                    mentions.filter_map(|(_, e)| e.and_then(|e| self.nodes.of_entity[e as usize])).collect();
                let id = hash(&["quotation", id, mark]);
                let quotation = Quotation {
                    id: id.clone(),
                    speaker,
                    text: text.of(page.text()).to_owned(),
                    direct: *direct,
                    mentions: mentions.into_iter().collect(),
                    affirmed,
                };
                self.quotations.entry(id.clone()).or_insert(quotation);
                Some(Content::Quotation(self.keep(id)))
            }
        }
    }

    /// Keeps the id of a statement; its place among the sorted statements is known at the end.
    fn keep(&mut self, id: String) -> usize {
        self.ids.push(id);
        self.ids.len() - 1
    }

    fn finish(mut self) -> Graph {
        let place = |id: &str, keys: &[&String]| keys.binary_search_by(|k| k.as_str().cmp(id)).unwrap_or_default();
        let posts: Vec<_> = self.posts.keys().collect();
        let observations: Vec<_> = self.observations.keys().collect();
        let quotations: Vec<_> = self.quotations.keys().collect();
        for claim in &mut self.claims {
            match &mut claim.content {
                Content::Relation { .. } => {}
                Content::Post(ix) => *ix = place(&self.ids[*ix], &posts),
                Content::Observation(ix) => *ix = place(&self.ids[*ix], &observations),
                Content::Quotation(ix) => *ix = place(&self.ids[*ix], &quotations),
            }
        }
        let mut graph = Graph {
            base: self.setting.base.to_owned(),
            facts: DiGraph::new(),
            articles: self.articles,
            claims: self.claims,
            posts: self.posts.into_values().collect(),
            observations: self.observations.into_values().collect(),
            quotations: self.quotations.into_values().collect(),
            terms: BTreeMap::new(),
        };
        for node in self.nodes.list {
            graph.facts.add_node(node);
        }
        graph.settle();
        graph.terms = terms(&graph, self.setting.ontology);
        graph
    }
}

impl Graph {
    /// Sorts the claims and draws the facts that they state.
    pub(crate) fn settle(&mut self) {
        self.claims.sort_by(|a, b| (a.article, a.start, a.end, &a.id).cmp(&(b.article, b.start, b.end, &b.id)));
        self.facts.clear_edges();
        let mut facts: BTreeMap<(NodeIndex, NodeIndex, &str), Vec<usize>> = BTreeMap::new();
        for (ix, claim) in self.claims.iter().enumerate().filter(|(_, c)| c.status == Status::Affirmed) {
            if let Content::Relation { subject, property, object } = &claim.content {
                facts.entry((*subject, *object, property)).or_default().push(ix);
            }
        }
        for ((subject, object, property), claims) in facts {
            self.facts.add_edge(subject, object, Fact { property: property.to_owned(), claims });
        }
    }
}

fn claim_id(claim: &relate::Claim, page: &Page<'_>, ontology: &Ontology) -> String {
    let text = page.text();
    let words = |span: crate::span::Span| span.of(text).to_owned();
    let (start, end) = page.points.range(text, claim.evidence);
    let mut parts =
        vec![page.extract.document.id.0.clone(), start.to_string(), end.to_string(), claim.status.name().to_owned()];
    let name = |m: MentionIx| page.name(m).to_owned();
    let term = |id| ontology.property_info(id).name.clone();
    match &claim.statement {
        Statement::Relation { subject, property, object } => {
            parts.extend([name(*subject), term(*property), name(*object)]);
        }
        Statement::Post { person, organization, role, former } => {
            parts.extend([name(*person), format!("post{former}"), name(*organization), words(*role)]);
        }
        Statement::Observation { subject, measure, of, figure, time } => {
            let of = of.map(words).unwrap_or_default();
            let time = time.clone().unwrap_or_default();
            parts.extend([name(*subject), term(*measure), of, words(figure.span), time]);
        }
        Statement::Quotation { speaker, text, .. } => {
            let (start, end) = page.points.range(page.text(), *text);
            parts.extend([name(*speaker), format!("said{start}-{end}")]);
        }
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    hash(&parts)
}

/// The terms that `graph` uses and those above them.
fn terms(graph: &Graph, ontology: &Ontology) -> BTreeMap<String, Term> {
    let mut names: BTreeSet<&str> = graph.facts.node_weights().map(|n| n.class.as_str()).collect();
    names.extend(graph.observations.iter().map(|o| o.measure.as_str()));
    names.extend(graph.claims.iter().filter_map(|c| match &c.content {
        Content::Relation { property, .. } => Some(property.as_str()),
        _ => None,
    }));
    let shape = ["Claim", "UnaffirmedStatement", "Role", "holdsPost", "said", "measure"];
    let own = shape.iter().chain(&["Affirmed", "Denied", "Planned", "Reported", "Exact", "AtLeast", "AtMost", "About"]);
    let own: Vec<String> = own.map(|name| format!("{NS}{name}")).collect();
    names.extend(own.iter().map(String::as_str));
    let mut terms = BTreeMap::new();
    let mut open: Vec<String> = names.into_iter().map(str::to_owned).collect();
    while let Some(iri) = open.pop() {
        if terms.contains_key(&iri) {
            continue;
        }
        let Some(term) = term(&iri, ontology) else { continue };
        open.extend(term.parents.iter().cloned());
        terms.insert(iri, term);
    }
    terms
}

fn term(iri: &str, ontology: &Ontology) -> Option<Term> {
    let classes = |ids: &[ClassId]| ids.iter().map(|&c| ontology.class_info(c).iri.clone()).collect();
    if let Ok(ix) = ontology.classes.binary_search_by(|c| c.iri.as_str().cmp(iri)) {
        let class = &ontology.classes[ix];
        let (label, label_en) = (class.label.clone(), class.label_en.clone());
        return Some(Term { label, label_en, sort: Sort::Class, parents: classes(&class.parents) });
    }
    if let Ok(ix) = ontology.properties.binary_search_by(|p| p.iri.as_str().cmp(iri)) {
        let property = &ontology.properties[ix];
        let parents = property.parents.iter().map(|&p| ontology.property_info(p).iri.clone()).collect();
        let (label, label_en) = (property.label.clone(), property.label_en.clone());
        return Some(Term { label, label_en, sort: Sort::Property, parents });
    }
    let thing = ontology.individuals.iter().find(|i| i.iri == iri)?;
    let parents = classes(&thing.classes);
    Some(Term { label: thing.label.clone(), label_en: String::new(), sort: Sort::Individual, parents })
}

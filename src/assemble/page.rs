//! One article: what it states, with the entities by the numbers that they have while the articles are still apart.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;
use smol_str::SmolStr;

use super::iri::{self, hash};
use super::{Article, Claim, Content, Observation, OpenClaim, Post, Quotation, Setting, open};
use crate::extract::Extract;
use crate::ontology::{ClassId, Ontology};
use crate::read::Document;
use crate::relate::{self, Calibration, MentionIx, Statement, Status};
use crate::resolve::{EntityIx, Resolution};
use crate::span::CodePoints;

/// What is known of the entities before they are put in order.
pub(super) struct Entities<'a> {
    pub setting: Setting<'a>,
    /// Their IRIs, in the order of the resolution.
    pub iris: Vec<String>,
}

impl<'a> Entities<'a> {
    pub fn new(resolution: &Resolution, setting: Setting<'a>) -> Self {
        let iri = |entity: &crate::resolve::Entity| {
            iri::entity(setting.base, setting.ontology.prefix(entity.class), &entity.canonical, &entity.key)
        };
        Entities { setting, iris: resolution.entities.iter().map(iri).collect() }
    }
}

/// An entity that one article has beside those of the resolution: the date of a relation, the credited medium.
#[derive(Clone, Debug)]
pub(super) struct Spare {
    pub iri: String,
    pub class: ClassId,
    pub name: String,
}

/// What one article states. An entity's number is its place in the resolution; those of spare ones follow behind.
pub(super) struct Part {
    pub article: Article,
    pub open: Vec<OpenClaim>,
    pub posts: Vec<Post>,
    pub observations: Vec<Observation>,
    pub quotations: Vec<Quotation>,
    pub spare: Vec<Spare>,
}

impl Part {
    /// Reads the claims of article number `article`, which refer to the posts, figures and quotations of the part.
    pub fn of(
        extract: Extract,
        means: &[Option<EntityIx>],
        article: usize,
        entities: &Entities<'_>,
    ) -> (Self, Vec<Claim>) {
        let ontology = entities.setting.ontology;
        let mut page = Page {
            points: CodePoints::new(&extract.document.text),
            extract: &extract,
            means,
            entities,
            article,
            spare: Vec::new(),
            claims: Vec::new(),
            posts: Vec::new(),
            observations: Vec::new(),
            quotations: Vec::new(),
        };
        page.spare_dates();
        let publisher = page.publisher(ontology);
        let mut mentions: Vec<NodeIndex> = means.iter().flatten().map(|&e| NodeIndex::new(e as usize)).collect();
        mentions.extend((0..page.spare.len()).map(|at| page.spare_number(at)));
        let mut seen = BTreeSet::new();
        for claim in &extract.claims {
            page.claim(claim, &mut seen);
        }
        let mut open = open::claims(&extract, article, &page.points, |mention| page.means(mention));
        open.retain(|claim| !entities.setting.decisions.rejects(&claim.id));
        let Page { spare, claims, mut posts, mut observations, mut quotations, .. } = page;
        // All parts are in memory at once.
        posts.shrink_to_fit();
        observations.shrink_to_fit();
        quotations.shrink_to_fit();
        let Document { id, text, meta, .. } = extract.document;
        let article = Article {
            id: id.0,
            title: meta.title,
            publisher,
            date: meta.date.map(|d| d.date.to_string()),
            url: meta.url,
            text,
            mentions,
        };
        (Part { article, open, posts, observations, quotations, spare }, claims)
    }

    /// Gives every entity its number in the graph, except in the claims.
    pub fn renumber(&mut self, new: impl Fn(NodeIndex) -> NodeIndex) {
        let set = |list: &mut Vec<NodeIndex>| {
            list.iter_mut().for_each(|ix| *ix = new(*ix));
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        };
        set(&mut self.article.mentions);
        self.article.publisher = self.article.publisher.map(&new);
        for end in self.open.iter_mut().flat_map(|claim| [&mut claim.subject, &mut claim.object]) {
            end.node = end.node.map(&new);
        }
        for post in &mut self.posts {
            (post.person, post.organization) = (new(post.person), new(post.organization));
        }
        self.observations.iter_mut().for_each(|o| o.subject = new(o.subject));
        for quotation in &mut self.quotations {
            quotation.speaker = new(quotation.speaker);
            set(&mut quotation.mentions);
        }
    }
}

/// One document while its claims are read.
struct Page<'e> {
    extract: &'e Extract,
    means: &'e [Option<EntityIx>],
    entities: &'e Entities<'e>,
    points: CodePoints,
    article: usize,
    spare: Vec<Spare>,
    claims: Vec<Claim>,
    posts: Vec<Post>,
    observations: Vec<Observation>,
    quotations: Vec<Quotation>,
}

impl<'e> Page<'e> {
    fn ontology(&self) -> &'e Ontology {
        self.entities.setting.ontology
    }

    fn text(&self) -> &'e str {
        &self.extract.document.text
    }

    fn name(&self, mention: MentionIx) -> &'e str {
        self.extract.mentions.get(mention as usize).map_or("", |m| &m.name)
    }

    fn iri(&self, ix: NodeIndex) -> &str {
        let at = ix.index();
        self.entities.iris.get(at).unwrap_or_else(|| &self.spare[at - self.entities.iris.len()].iri)
    }

    fn spare_number(&self, at: usize) -> NodeIndex {
        NodeIndex::new(self.entities.iris.len() + at)
    }

    /// The number of a spare entity, which is new or known.
    fn add_spare(&mut self, class: ClassId, name: &str) -> NodeIndex {
        let setting = self.entities.setting;
        let iri = iri::entity(setting.base, setting.ontology.prefix(class), name, "");
        let at = self.spare.iter().position(|spare| spare.iri == iri).unwrap_or_else(|| {
            self.spare.push(Spare { iri, class, name: name.to_owned() });
            self.spare.len() - 1
        });
        self.spare_number(at)
    }

    /// Dates are no entities of the resolution; those that stand in a relation become some here.
    fn spare_dates(&mut self) {
        for claim in &self.extract.claims {
            let Statement::Relation { object, .. } = claim.statement else { continue };
            if let Some(date) = self.extract.mentions.get(object as usize)
                && self.ontology().is_named(date.class, "Date")
            {
                self.add_spare(date.class, &date.name);
            }
        }
    }

    /// The credited medium: the organisation that the document mentions by that name, or one made for it.
    fn publisher(&mut self, ontology: &Ontology) -> Option<NodeIndex> {
        let credit = self.extract.document.meta.source.as_ref()?;
        let bodies = || {
            let all = self.extract.mentions.iter().zip(self.means);
            all.filter(|(m, _)| ontology.is_named(m.class, "Organization"))
        };
        // 中新网: the mention there may have another name, by which the medium is listed.
        let there = bodies().find_map(|(m, means)| (Some(m.span) == credit.span).then_some(*means)?);
        let named = there.or_else(|| bodies().find_map(|(m, means)| (m.name == credit.name).then_some(*means)?));
        match named {
            Some(entity) => Some(NodeIndex::new(entity as usize)),
            None => ontology.class("NewsMedia").map(|class| self.add_spare(class, &credit.name)),
        }
    }

    fn means(&self, mention: MentionIx) -> Option<NodeIndex> {
        let entity = self.means.get(mention as usize).copied().flatten();
        entity.map(|e| NodeIndex::new(e as usize)).or_else(|| {
            let date = self.extract.mentions.get(mention as usize)?;
            let same = |spare: &Spare| spare.class == date.class && spare.name == date.name;
            let spare = self.ontology().is_named(date.class, "Date").then(|| self.spare.iter().position(same));
            spare.flatten().map(|at| self.spare_number(at))
        })
    }

    fn claim(&mut self, claim: &relate::Claim, seen: &mut BTreeSet<String>) {
        let id = self.claim_id(claim);
        if self.entities.setting.decisions.rejects(&id) || seen.contains(&id) {
            return;
        }
        if claim.evidence.of(self.text()).is_empty() {
            return;
        }
        let Some(content) = self.content(claim, &id) else { return };
        let (start, end) = self.points.range(self.text(), claim.evidence);
        seen.insert(id.clone());
        self.claims.push(Claim {
            id: id.into(),
            article: self.article,
            content,
            status: claim.status,
            construction: claim.construction.as_str().into(),
            trigger: claim.trigger.of(self.text()).into(),
            confidence: Calibration::embedded().of(claim, &self.extract.mentions, self.ontology()),
            attributed_to: claim.attributed_to.and_then(|m| self.means(m)),
            quote: claim.evidence.of(self.text()).to_owned(),
            start,
            end,
        });
    }

    fn claim_id(&self, claim: &relate::Claim) -> String {
        let text = self.text();
        let (start, end) = self.points.range(text, claim.evidence);
        let (start, end) = (start.to_string(), end.to_string());
        let mut parts = vec![self.extract.document.id.0.as_str(), &start, &end, claim.status.name()];
        let term = |id| self.ontology().property_info(id).name.as_str();
        let said;
        match &claim.statement {
            Statement::Relation { subject, property, object } => {
                parts.extend([self.name(*subject), term(*property), self.name(*object)]);
            }
            Statement::Post { person, organization, role, former } => {
                let post = if *former { "posttrue" } else { "postfalse" };
                parts.extend([self.name(*person), post, self.name(*organization), role.of(text)]);
            }
            Statement::Observation { subject, measure, of, figure, time } => {
                let (of, time) = (of.map_or("", |of| of.of(text)), time.as_deref().unwrap_or_default());
                parts.extend([self.name(*subject), term(*measure), of, figure.span.of(text), time]);
            }
            Statement::Quotation { speaker, text: words, .. } => {
                let (start, end) = self.points.range(text, *words);
                said = format!("said{start}-{end}");
                parts.extend([self.name(*speaker), said.as_str()]);
            }
        }
        hash(&parts)
    }

    fn content(&mut self, claim: &relate::Claim, id: &str) -> Option<Content> {
        let affirmed = claim.status == Status::Affirmed;
        let mark = if affirmed { "" } else { "unaffirmed" };
        let property = |id| self.ontology().property_info(id).iri.clone();
        match &claim.statement {
            Statement::Relation { subject, property: p, object } => {
                let (subject, object) = (self.means(*subject)?, self.means(*object)?);
                let other = self.iri(subject) != self.iri(object);
                other.then(|| Content::Relation { subject, property: property(*p), object })
            }
            Statement::Post { person, organization, role, former } => {
                let (person, organization) = (self.means(*person)?, self.means(*organization)?);
                let role = SmolStr::new(role.of(self.text()).trim());
                let over = if *former { "former" } else { "" };
                let id = hash(&["post", self.iri(person), self.iri(organization), &role, over, mark]).into();
                self.posts.push(Post { id, person, organization, role, former: *former, affirmed });
                Some(Content::Post(self.posts.len() - 1))
            }
            Statement::Observation { subject, measure, of, figure, time } => {
                let subject = self.means(*subject)?;
                let measure = property(*measure);
                let of = of.map(|span| SmolStr::new(span.of(self.text()).trim())).filter(|of| !of.is_empty());
                let (value, high) = (figure.value.normalize(), figure.high.map(|h| h.normalize()));
                let id = hash(&[
                    "observation",
                    self.iri(subject),
                    &measure,
                    of.as_deref().unwrap_or(""),
                    &value.to_string(),
                    &high.map_or_else(String::new, |h| h.to_string()),
                    figure.unit.as_deref().unwrap_or(""),
                    figure.bound.name(),
                    time.as_deref().unwrap_or(""),
                    mark,
                ]);
                let short = |words: &Option<String>| words.as_deref().map(SmolStr::new);
                let (unit, bound, time) = (short(&figure.unit), figure.bound, short(time));
                self.observations.push(Observation {
                    id: id.into(),
                    subject,
                    measure,
                    of,
                    value,
                    high,
                    unit,
                    bound,
                    time,
                    affirmed,
                });
                Some(Content::Observation(self.observations.len() - 1))
            }
            Statement::Quotation { speaker, text, direct } => {
                let speaker = self.means(*speaker)?;
                let all = &self.extract.mentions;
                let first = all.partition_point(|m| m.span.start < text.start);
                let last = all.partition_point(|m| m.span.start < text.end);
                let inside = (first..last).filter(|&i| text.contains(all[i].span));
                let mentions = inside.filter_map(|i| self.means[i].map(|e| NodeIndex::new(e as usize))).collect();
                let id = hash(&["quotation", id, mark]).into();
                let text = text.of(self.text()).to_owned();
                self.quotations.push(Quotation { id, speaker, text, direct: *direct, mentions, affirmed });
                Some(Content::Quotation(self.quotations.len() - 1))
            }
        }
    }
}

//! What is said of each subject, quad by quad.

use oxigraph::model::{GraphNameRef, Literal, LiteralRef, NamedNodeRef, QuadRef, TermRef, Triple};
use rust_decimal::Decimal;

use super::{Reification, Style, vocab as v};
use crate::assemble::{
    Article, Claim, Content, Graph, Node, NodeIndex, Observation, OpenClaim, Post, Quotation, Sort, Status, Term,
    entity_iri, hash,
};
use crate::ontology::NS;
use crate::resolve::Merge;

/// The IRI of a reason for taking two names for one.
pub(super) fn merge_iri(graph: &Graph, node: &Node, merge: &Merge) -> String {
    let id = hash(&[&node.iri, &merge.left, &merge.right, &merge.reason]);
    format!("{}merge/{id}", graph.base)
}

/// The IRI of the role of a post.
pub(super) fn role_iri(graph: &Graph, post: &Post) -> String {
    entity_iri(&graph.base, "role", &post.role, "")
}

/// The words behind a claim, of the ontology or beyond it.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    pub id: &'a str,
    pub article: usize,
    quote: &'a str,
    start: usize,
    end: usize,
}

impl<'a> From<&'a Claim> for Evidence<'a> {
    fn from(claim: &'a Claim) -> Self {
        let Claim { id, article, quote, start, end, .. } = claim;
        Evidence { id, article: *article, quote, start: *start, end: *end }
    }
}

impl<'a> From<&'a OpenClaim> for Evidence<'a> {
    fn from(claim: &'a OpenClaim) -> Self {
        let OpenClaim { id, article, quote, start, end, .. } = claim;
        Evidence { id, article: *article, quote, start: *start, end: *end }
    }
}

/// Writes quads: each method those of one subject, in the graph of one article.
pub(super) struct Emitter<'a, S> {
    pub graph: &'a Graph,
    pub style: Style,
    /// The IRI of the article, or nothing for the default graph.
    pub article: &'a str,
    pub sink: S,
}

impl<S, E> Emitter<'_, S>
where
    S: FnMut(QuadRef<'_>) -> Result<(), E>,
{
    fn quad<'o>(&mut self, s: &str, p: NamedNodeRef<'_>, o: impl Into<TermRef<'o>>) -> Result<(), E> {
        let name = match self.article {
            "" => GraphNameRef::DefaultGraph,
            article => GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(article)),
        };
        (self.sink)(QuadRef::new(NamedNodeRef::new_unchecked(s), p, o.into(), name))
    }

    fn iri(&mut self, s: &str, p: NamedNodeRef<'_>, o: &str) -> Result<(), E> {
        self.quad(s, p, NamedNodeRef::new_unchecked(o))
    }

    fn node(&mut self, s: &str, p: NamedNodeRef<'_>, o: NodeIndex) -> Result<(), E> {
        let graph = self.graph;
        self.iri(s, p, &graph.node(o).iri)
    }

    fn chinese(&mut self, s: &str, p: NamedNodeRef<'_>, o: &str) -> Result<(), E> {
        self.quad(s, p, LiteralRef::new_language_tagged_literal_unchecked(o, "zh"))
    }

    fn plain(&mut self, s: &str, p: NamedNodeRef<'_>, o: &str) -> Result<(), E> {
        self.quad(s, p, LiteralRef::new_simple_literal(o))
    }

    fn number(&mut self, s: &str, p: NamedNodeRef<'_>, o: Decimal) -> Result<(), E> {
        let datatype = if o.scale() == 0 { v::INTEGER } else { v::DECIMAL };
        self.quad(s, p, LiteralRef::new_typed_literal(&o.to_string(), datatype))
    }

    fn flag(&mut self, s: &str, p: NamedNodeRef<'_>, o: bool) -> Result<(), E> {
        self.quad(s, p, Literal::from(o).as_ref())
    }

    /// A term of the ontology.
    pub fn term(&mut self, iri: &str, term: &Term) -> Result<(), E> {
        let (sort, parent) = match term.sort {
            Sort::Class => (Some(v::CLASS), v::SUB_CLASS_OF),
            Sort::Property => (Some(v::PROPERTY), v::SUB_PROPERTY_OF),
            Sort::Individual => (None, v::TYPE),
        };
        if let Some(sort) = sort {
            self.quad(iri, v::TYPE, sort)?;
        }
        term.parents.iter().try_for_each(|above| self.iri(iri, parent, above))?;
        if !term.label.is_empty() {
            self.chinese(iri, v::LABEL, &term.label)?;
        }
        if !term.label_en.is_empty() {
            self.quad(iri, v::LABEL, LiteralRef::new_language_tagged_literal_unchecked(&term.label_en, "en"))?;
        }
        Ok(())
    }

    /// Why two names of an entity were taken for one.
    pub fn merge(&mut self, iri: &str, node: &Node, merge: &Merge) -> Result<(), E> {
        self.quad(iri, v::TYPE, v::MERGE)?;
        self.plain(iri, v::LABEL, &format!("{} = {} ({})", merge.left, merge.right, merge.reason))?;
        self.iri(iri, v::MERGES, &node.iri)?;
        self.plain(iri, v::LEFT, &merge.left)?;
        self.plain(iri, v::RIGHT, &merge.right)?;
        self.plain(iri, v::REASON, &merge.reason)
    }

    /// What an article is.
    pub fn article(&mut self, article: &Article) -> Result<(), E> {
        let iri = self.article;
        self.quad(iri, v::TYPE, v::NEWS_ARTICLE)?;
        self.chinese(iri, v::LABEL, &article.label())?;
        if let Some(title) = &article.title {
            self.chinese(iri, v::HEADLINE, title)?;
        }
        if let Some(publisher) = article.publisher {
            self.node(iri, v::PUBLISHER, publisher)?;
        }
        if let Some(date) = &article.date {
            self.plain(iri, v::DATE_PUBLISHED, date)?;
        }
        if let Some(url) = &article.url {
            self.plain(iri, v::URL, url)?;
        }
        if !self.style.facts_only {
            self.chinese(iri, v::FULL_TEXT, &article.text)?;
        }
        article.mentions.iter().try_for_each(|&ix| self.node(iri, v::MENTIONS, ix))
    }

    /// What an entity is.
    pub fn entity(&mut self, node: &Node) -> Result<(), E> {
        self.iri(&node.iri, v::TYPE, &node.class)?;
        self.iri(&node.iri, v::TYPE, &format!("{NS}{}", node.kind))?;
        match node.kind.as_str() {
            "Date" => self.plain(&node.iri, v::LABEL, &node.label)?,
            _ => self.chinese(&node.iri, v::LABEL, &node.label)?,
        }
        node.aliases.iter().try_for_each(|alias| self.chinese(&node.iri, v::ALT_LABEL, alias))
    }

    /// The fact that a claim states, if it is an affirmed relation.
    pub fn fact(&mut self, claim: &Claim) -> Result<(), E> {
        match &claim.content {
            Content::Relation { subject, property, object } if claim.status == Status::Affirmed => {
                let subject = &self.graph.node(*subject).iri;
                self.node(subject, NamedNodeRef::new_unchecked(property), *object)
            }
            _ => Ok(()),
        }
    }

    /// A claim, without its evidence.
    pub fn claim(&mut self, claim: &Claim) -> Result<(), E> {
        if self.style.facts_only {
            return Ok(());
        }
        let graph = self.graph;
        let statement = |kind: &str, id: &str| format!("{}{kind}/{id}", graph.base);
        let subject = &graph.node(graph.subject(claim)).iri;
        let (predicate, object) = match &claim.content {
            Content::Relation { property, object, .. } => {
                (NamedNodeRef::new_unchecked(property), graph.node(*object).iri.clone())
            }
            Content::Post(ix) => (v::HOLDS_POST, statement("post", &graph.posts[*ix].id)),
            Content::Observation(ix) => {
                let observation = &graph.observations[*ix];
                (NamedNodeRef::new_unchecked(&observation.measure), statement("observation", &observation.id))
            }
            Content::Quotation(ix) => (v::SAID, statement("quotation", &graph.quotations[*ix].id)),
        };
        let iri = statement("claim", &claim.id);
        self.quad(&iri, v::TYPE, v::CLAIM)?;
        self.chinese(&iri, v::LABEL, &short(&graph.statement(claim)))?;
        self.statement(&iri, subject, predicate, &object)?;
        self.iri(&iri, v::STATUS, &format!("{NS}{}", claim.status.name()))?;
        self.plain(&iri, v::CONSTRUCTION, &claim.construction)?;
        self.plain(&iri, v::TRIGGER, &claim.trigger)?;
        let confidence = Decimal::from(claim.confidence).to_string();
        self.quad(&iri, v::CONFIDENCE, LiteralRef::new_typed_literal(&confidence, v::DECIMAL))?;
        match claim.attributed_to {
            Some(speaker) => self.node(&iri, v::ATTRIBUTED_TO, speaker)?,
            None => self.iri(&iri, v::ATTRIBUTED_TO, self.article)?,
        }
        self.iri(&iri, v::HAS_TARGET, &self.evidence("target", claim.into()))
    }

    fn statement(&mut self, iri: &str, s: &str, p: NamedNodeRef<'_>, o: &str) -> Result<(), E> {
        match self.style.reification {
            Reification::Rdf11 => {
                self.iri(iri, v::SUBJECT, s)?;
                self.quad(iri, v::PREDICATE, p)?;
                self.iri(iri, v::OBJECT, o)
            }
            Reification::Rdf12 => {
                let (s, o) = (NamedNodeRef::new_unchecked(s), NamedNodeRef::new_unchecked(o));
                let triple = Triple::new(s, p, o);
                self.quad(iri, v::REIFIES, TermRef::Triple(&triple))
            }
        }
    }

    /// A claim beyond the ontology, without its evidence: words, and the entities that they name. The graph is that of the
    /// open claims of the article `source`.
    pub fn open(&mut self, claim: &OpenClaim, source: &str) -> Result<(), E> {
        if self.style.facts_only {
            return Ok(());
        }
        let iri = format!("{}open/{}", self.graph.base, claim.id);
        self.quad(&iri, v::TYPE, v::OPEN_CLAIM)?;
        self.chinese(&iri, v::LABEL, &short(&claim.describe()))?;
        self.chinese(&iri, v::SUBJECT_WORDS, &claim.subject.words)?;
        self.chinese(&iri, v::VERB, &claim.verb)?;
        self.chinese(&iri, v::VERB_PHRASE, &claim.phrase)?;
        self.chinese(&iri, v::OBJECT_WORDS, &claim.object.words)?;
        if let Some(subject) = claim.subject.node {
            self.node(&iri, v::SUBJECT, subject)?;
        }
        if let Some(object) = claim.object.node {
            self.node(&iri, v::OBJECT, object)?;
        }
        self.iri(&iri, v::ATTRIBUTED_TO, source)?;
        self.iri(&iri, v::HAS_TARGET, &self.evidence("target", claim.into()))
    }

    /// The IRI of a part of a claim's evidence.
    fn evidence(&self, part: &str, claim: Evidence<'_>) -> String {
        format!("{}{part}/{}", self.graph.base, claim.id)
    }

    /// Where a claim's words stand: in the article `source`, in which words.
    pub fn target(&mut self, claim: Evidence<'_>, source: &str) -> Result<(), E> {
        if self.style.facts_only {
            return Ok(());
        }
        let iri = self.evidence("target", claim);
        let article = self.graph.articles[claim.article].label();
        self.quad(&iri, v::TYPE, v::SPECIFIC_RESOURCE)?;
        self.chinese(&iri, v::LABEL, &format!("{article} {}–{}", claim.start, claim.end))?;
        self.iri(&iri, v::HAS_SOURCE, source)?;
        self.iri(&iri, v::HAS_SELECTOR, &self.evidence("quote", claim))
    }

    /// The words of a claim.
    pub fn quote(&mut self, claim: Evidence<'_>) -> Result<(), E> {
        if self.style.facts_only {
            return Ok(());
        }
        let iri = self.evidence("quote", claim);
        self.quad(&iri, v::TYPE, v::TEXT_QUOTE_SELECTOR)?;
        self.chinese(&iri, v::LABEL, &short(claim.quote))?;
        self.plain(&iri, v::EXACT, claim.quote)?;
        self.iri(&iri, v::REFINED_BY, &self.evidence("position", claim))
    }

    /// The place of a claim's words.
    pub fn position(&mut self, claim: Evidence<'_>) -> Result<(), E> {
        if self.style.facts_only {
            return Ok(());
        }
        let iri = self.evidence("position", claim);
        self.quad(&iri, v::TYPE, v::TEXT_POSITION_SELECTOR)?;
        self.plain(&iri, v::LABEL, &format!("{}–{}", claim.start, claim.end))?;
        self.number(&iri, v::START, claim.start.into())?;
        self.number(&iri, v::END, claim.end.into())
    }

    /// Whether a statement is written.
    fn shows(&self, affirmed: bool) -> bool {
        affirmed || !self.style.facts_only
    }

    fn class(affirmed: bool, class: NamedNodeRef<'static>) -> NamedNodeRef<'static> {
        if affirmed { class } else { v::UNAFFIRMED }
    }

    /// A post, without its role.
    pub fn post(&mut self, post: &Post) -> Result<(), E> {
        if !self.shows(post.affirmed) {
            return Ok(());
        }
        let graph = self.graph;
        let iri = format!("{}post/{}", graph.base, post.id);
        self.quad(&iri, v::TYPE, Self::class(post.affirmed, v::MEMBERSHIP))?;
        self.chinese(&iri, v::LABEL, &post.describe(|ix| graph.node(ix).label.as_str()))?;
        self.node(&iri, v::MEMBER, post.person)?;
        self.node(&iri, v::ORGANIZATION, post.organization)?;
        self.iri(&iri, v::ROLE, &role_iri(graph, post))?;
        if post.former { self.flag(&iri, v::FORMER, true) } else { Ok(()) }
    }

    /// The role of a post.
    pub fn role(&mut self, post: &Post) -> Result<(), E> {
        if !self.shows(post.affirmed) {
            return Ok(());
        }
        let iri = role_iri(self.graph, post);
        self.quad(&iri, v::TYPE, v::KIND_ROLE)?;
        self.chinese(&iri, v::LABEL, &post.role)
    }

    /// A figure.
    pub fn observation(&mut self, o: &Observation) -> Result<(), E> {
        if !self.shows(o.affirmed) {
            return Ok(());
        }
        let graph = self.graph;
        let iri = format!("{}observation/{}", graph.base, o.id);
        self.quad(&iri, v::TYPE, Self::class(o.affirmed, v::OBSERVATION))?;
        self.chinese(&iri, v::LABEL, &o.describe(&graph.node(o.subject).label, graph.term(&o.measure)))?;
        self.node(&iri, v::OBSERVATION_ABOUT, o.subject)?;
        self.iri(&iri, v::MEASURED_PROPERTY, &o.measure)?;
        self.number(&iri, v::VALUE, o.value)?;
        if let Some(of) = &o.of {
            self.chinese(&iri, v::OF, of)?;
        }
        if let Some(high) = o.high {
            self.number(&iri, v::HIGH, high)?;
        }
        if let Some(unit) = &o.unit {
            self.plain(&iri, v::UNIT_TEXT, unit)?;
        }
        if let Some(time) = &o.time {
            self.plain(&iri, v::OBSERVATION_DATE, time)?;
        }
        self.iri(&iri, v::BOUND, &format!("{NS}{}", o.bound.name()))
    }

    /// What somebody said.
    pub fn quotation(&mut self, quotation: &Quotation) -> Result<(), E> {
        if !self.shows(quotation.affirmed) {
            return Ok(());
        }
        let iri = format!("{}quotation/{}", self.graph.base, quotation.id);
        self.quad(&iri, v::TYPE, Self::class(quotation.affirmed, v::QUOTATION))?;
        self.chinese(&iri, v::LABEL, &short(&quotation.text))?;
        self.node(&iri, v::SPOKEN_BY, quotation.speaker)?;
        self.chinese(&iri, v::TEXT, &quotation.text)?;
        self.flag(&iri, v::DIRECT, quotation.direct)?;
        quotation.mentions.iter().try_for_each(|&ix| self.node(&iri, v::MENTIONS, ix))
    }
}

impl Article {
    /// The headline, or the beginning of the text.
    pub fn label(&self) -> String {
        match &self.title {
            Some(title) if !title.is_empty() => title.clone(),
            _ => short(self.text.trim()),
        }
    }
}

/// The first forty characters of a text, on one line.
fn short(text: &str) -> String {
    let (head, rest) = text.char_indices().nth(40).map_or((text, ""), |(end, _)| text.split_at(end));
    let mut line = head.replace('\n', " ");
    if !rest.is_empty() {
        line.push('…');
    }
    line
}

//! The graph as quads: the RDF shape of tupu.

use oxigraph::model::{GraphNameRef, Literal, LiteralRef, NamedNodeRef, QuadRef, TermRef, Triple};
use rust_decimal::Decimal;

use super::vocab as v;
use crate::assemble::{Article, Claim, Content, Graph, Node, NodeIndex, Sort, Status, entity_iri, hash};
use crate::ontology::NS;

/// How claims are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reification {
    /// By `rdf:subject`, `rdf:predicate` and `rdf:object`, which every store reads.
    #[default]
    Rdf11,
    /// By `rdf:reifies` and a [triple term](https://www.w3.org/TR/rdf12-concepts/#dfn-triple-term).
    Rdf12,
}

/// What of a graph is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How claims are written.
    pub reification: Reification,
    /// Only entities and affirmed facts, posts, figures and quotations: no claims, no texts.
    pub facts_only: bool,
}

/// Gives every quad of `graph` to `sink`, article by article; quads that two claims share come twice.
///
/// # Errors
/// Those of `sink`.
pub fn emit<E>(graph: &Graph, style: Style, sink: impl FnMut(QuadRef<'_>) -> Result<(), E>) -> Result<(), E> {
    let mut sink = sink;
    let mut emitter = Emitter { graph, style, name: GraphNameRef::DefaultGraph, sink: &mut sink };
    emitter.terms()?;
    emitter.merges()?;
    let mut claims = graph.claims.as_slice();
    for (ix, article) in graph.articles.iter().enumerate() {
        let (own, rest) = claims.split_at(claims.partition_point(|c| c.article <= ix));
        claims = rest;
        let iri = article_iri(graph, ix);
        let name = GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(&iri));
        let mut emitter = Emitter { graph, style, name, sink: &mut sink };
        emitter.article(&iri, article)?;
        own.iter().try_for_each(|claim| emitter.claim(&iri, claim))?;
    }
    Ok(())
}

/// The IRI of an article and of its named graph.
pub fn article_iri(graph: &Graph, article: usize) -> String {
    format!("{}doc/{}", graph.base, graph.articles[article].id)
}

struct Emitter<'a, S> {
    graph: &'a Graph,
    style: Style,
    name: GraphNameRef<'a>,
    sink: &'a mut S,
}

impl<S, E> Emitter<'_, S>
where
    S: FnMut(QuadRef<'_>) -> Result<(), E>,
{
    fn quad<'o>(&mut self, s: &str, p: NamedNodeRef<'_>, o: impl Into<TermRef<'o>>) -> Result<(), E> {
        (self.sink)(QuadRef::new(NamedNodeRef::new_unchecked(s), p, o.into(), self.name))
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

    fn terms(&mut self) -> Result<(), E> {
        for (iri, term) in &self.graph.terms {
            let (sort, parent) = match term.sort {
                Sort::Class => (Some(v::CLASS), v::SUB_CLASS_OF),
                Sort::Property => (Some(v::PROPERTY), v::SUB_PROPERTY_OF),
                Sort::Individual => (None, v::TYPE),
            };
            if let Some(sort) = sort {
                self.quad(iri, v::TYPE, sort)?;
            }
            for above in &term.parents {
                self.iri(iri, parent, above)?;
            }
            if !term.label.is_empty() {
                self.chinese(iri, v::LABEL, &term.label)?;
            }
            if !term.label_en.is_empty() {
                self.quad(iri, v::LABEL, LiteralRef::new_language_tagged_literal_unchecked(&term.label_en, "en"))?;
            }
        }
        Ok(())
    }

    fn merges(&mut self) -> Result<(), E> {
        let graph = self.graph;
        for node in graph.facts.node_weights() {
            for merge in &node.merges {
                let id = hash(&[&node.iri, &merge.left, &merge.right, &merge.reason]);
                let iri = format!("{}merge/{id}", graph.base);
                self.quad(&iri, v::TYPE, v::MERGE)?;
                self.plain(&iri, v::LABEL, &format!("{} = {} ({})", merge.left, merge.right, merge.reason))?;
                self.iri(&iri, v::MERGES, &node.iri)?;
                self.plain(&iri, v::LEFT, &merge.left)?;
                self.plain(&iri, v::RIGHT, &merge.right)?;
                self.plain(&iri, v::REASON, &merge.reason)?;
            }
        }
        Ok(())
    }

    fn article(&mut self, iri: &str, article: &Article) -> Result<(), E> {
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
        for &ix in &article.mentions {
            self.node(iri, v::MENTIONS, ix)?;
            self.entity(self.graph.node(ix))?;
        }
        Ok(())
    }

    fn entity(&mut self, node: &Node) -> Result<(), E> {
        self.iri(&node.iri, v::TYPE, &node.class)?;
        self.iri(&node.iri, v::TYPE, &format!("{NS}{}", node.kind))?;
        match node.kind.as_str() {
            "Date" => self.plain(&node.iri, v::LABEL, &node.label)?,
            _ => self.chinese(&node.iri, v::LABEL, &node.label)?,
        }
        node.aliases.iter().try_for_each(|alias| self.chinese(&node.iri, v::ALT_LABEL, alias))
    }

    fn claim(&mut self, article: &str, claim: &Claim) -> Result<(), E> {
        let graph = self.graph;
        let subject = &graph.node(graph.subject(claim)).iri;
        let affirmed = claim.status == Status::Affirmed;
        let written = affirmed || !self.style.facts_only;
        let (predicate, object) = match &claim.content {
            Content::Relation { property, object, .. } => {
                let (property, object) = (NamedNodeRef::new_unchecked(property), graph.node(*object).iri.clone());
                if affirmed {
                    self.iri(subject, property, &object)?;
                }
                (property, object)
            }
            Content::Post(ix) => (v::HOLDS_POST, self.post(*ix, written)?),
            Content::Observation(ix) => {
                let measure = NamedNodeRef::new_unchecked(&graph.observations[*ix].measure);
                (measure, self.observation(*ix, written)?)
            }
            Content::Quotation(ix) => (v::SAID, self.quotation(*ix, written)?),
        };
        if self.style.facts_only {
            return Ok(());
        }
        let iri = format!("{}claim/{}", graph.base, claim.id);
        self.quad(&iri, v::TYPE, v::CLAIM)?;
        self.chinese(&iri, v::LABEL, &short(&graph.statement(claim)))?;
        self.statement(&iri, subject, predicate, &object)?;
        self.iri(&iri, v::STATUS, &format!("{NS}{}", claim.status.name()))?;
        self.plain(&iri, v::CONSTRUCTION, &claim.construction)?;
        self.plain(&iri, v::TRIGGER, &claim.trigger)?;
        match claim.attributed_to {
            Some(speaker) => self.node(&iri, v::ATTRIBUTED_TO, speaker)?,
            None => self.iri(&iri, v::ATTRIBUTED_TO, article)?,
        }
        self.evidence(&iri, article, claim)
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

    fn evidence(&mut self, iri: &str, article: &str, claim: &Claim) -> Result<(), E> {
        let of = |kind: &str| format!("{}{kind}/{}", self.graph.base, claim.id);
        let (target, quote, position) = (of("target"), of("quote"), of("position"));
        let place = format!("{}–{}", claim.start, claim.end);
        self.iri(iri, v::HAS_TARGET, &target)?;
        self.quad(&target, v::TYPE, v::SPECIFIC_RESOURCE)?;
        self.chinese(&target, v::LABEL, &format!("{} {place}", self.graph.articles[claim.article].label()))?;
        self.iri(&target, v::HAS_SOURCE, article)?;
        self.iri(&target, v::HAS_SELECTOR, &quote)?;
        self.quad(&quote, v::TYPE, v::TEXT_QUOTE_SELECTOR)?;
        self.chinese(&quote, v::LABEL, &short(&claim.quote))?;
        self.plain(&quote, v::EXACT, &claim.quote)?;
        self.iri(&quote, v::REFINED_BY, &position)?;
        self.quad(&position, v::TYPE, v::TEXT_POSITION_SELECTOR)?;
        self.plain(&position, v::LABEL, &place)?;
        self.number(&position, v::START, claim.start.into())?;
        self.number(&position, v::END, claim.end.into())
    }

    fn class(affirmed: bool, class: NamedNodeRef<'static>) -> NamedNodeRef<'static> {
        if affirmed { class } else { v::UNAFFIRMED }
    }

    fn post(&mut self, ix: usize, written: bool) -> Result<String, E> {
        let graph = self.graph;
        let post = &graph.posts[ix];
        let iri = format!("{}post/{}", graph.base, post.id);
        if !written {
            return Ok(iri);
        }
        let role = entity_iri(&graph.base, "role", &post.role, "");
        self.quad(&iri, v::TYPE, Self::class(post.affirmed, v::MEMBERSHIP))?;
        self.chinese(&iri, v::LABEL, &post.describe(|ix| graph.node(ix).label.as_str()))?;
        self.node(&iri, v::MEMBER, post.person)?;
        self.node(&iri, v::ORGANIZATION, post.organization)?;
        self.iri(&iri, v::ROLE, &role)?;
        if post.former {
            self.flag(&iri, v::FORMER, true)?;
        }
        self.quad(&role, v::TYPE, v::KIND_ROLE)?;
        self.chinese(&role, v::LABEL, &post.role)?;
        Ok(iri)
    }

    fn observation(&mut self, ix: usize, written: bool) -> Result<String, E> {
        let graph = self.graph;
        let o = &graph.observations[ix];
        let iri = format!("{}observation/{}", graph.base, o.id);
        if !written {
            return Ok(iri);
        }
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
        self.iri(&iri, v::BOUND, &format!("{NS}{}", o.bound.name()))?;
        Ok(iri)
    }

    fn quotation(&mut self, ix: usize, written: bool) -> Result<String, E> {
        let graph = self.graph;
        let quotation = &graph.quotations[ix];
        let iri = format!("{}quotation/{}", graph.base, quotation.id);
        if !written {
            return Ok(iri);
        }
        self.quad(&iri, v::TYPE, Self::class(quotation.affirmed, v::QUOTATION))?;
        self.chinese(&iri, v::LABEL, &short(&quotation.text))?;
        self.node(&iri, v::SPOKEN_BY, quotation.speaker)?;
        self.chinese(&iri, v::TEXT, &quotation.text)?;
        self.flag(&iri, v::DIRECT, quotation.direct)?;
        quotation.mentions.iter().try_for_each(|&ix| self.node(&iri, v::MENTIONS, ix))?;
        Ok(iri)
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
    let line = text.replace('\n', " ");
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

//! From quads back to the [`Graph`].

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term as RdfTerm};
use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::vocab as v;
use crate::assemble::{
    Article, BASE, Bound, Claim, Content, End, Graph, Node, NodeIndex, Observation, OpenClaim, Post, Quotation, Sort,
    Status, Term,
};
use crate::error::{Error, Result};
use crate::ontology::NS;
use crate::resolve::Merge;

/// Puts the graph together again from the quads that [`emit`](super::emit) gives, sorted by subject.
///
/// # Errors
/// Those of `quads`; a statement that lacks a part.
pub fn rebuild(quads: impl Iterator<Item = Result<Quad>>) -> Result<Graph> {
    let mut raw = Raw::default();
    let mut record = Record::default();
    for quad in quads {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        if record.subject != subject.as_str() {
            raw.take(std::mem::take(&mut record));
            record.subject = subject.into_string();
        }
        record.graph = matches!(quad.graph_name, GraphName::NamedNode(_));
        let object = match quad.object {
            RdfTerm::NamedNode(node) => node.into_string(),
            RdfTerm::Literal(literal) => {
                if quad.predicate == v::LABEL && literal.language() == Some("en") {
                    record.label_en = literal.value().to_owned();
                    continue;
                }
                literal.destruct().0
            }
            _ => continue,
        };
        record.rows.entry(quad.predicate.into_string()).or_default().push(object);
    }
    raw.take(record);
    raw.link()
}

/// What is said of one subject.
#[derive(Default)]
struct Record {
    subject: String,
    /// Whether a named graph says it.
    graph: bool,
    label_en: String,
    rows: BTreeMap<String, Vec<String>>,
}

impl Record {
    fn all(&self, p: NamedNodeRef<'_>) -> &[String] {
        self.rows.get(p.as_str()).map_or(&[], Vec::as_slice)
    }

    fn one(&self, p: NamedNodeRef<'_>) -> Option<&str> {
        self.all(p).first().map(String::as_str)
    }

    fn text(&self, p: NamedNodeRef<'_>) -> String {
        self.one(p).unwrap_or_default().to_owned()
    }

    fn must(&self, p: NamedNodeRef<'_>) -> Result<&str> {
        self.one(p).ok_or_else(|| broken(&self.subject, &format!("has no {p}")))
    }

    fn number(&self, p: NamedNodeRef<'_>) -> Result<Decimal> {
        self.must(p)?.parse().map_err(|_| broken(&self.subject, &format!("has a {p} that is no number")))
    }

    fn is(&self, class: NamedNodeRef<'_>) -> bool {
        self.all(v::TYPE).iter().any(|t| t == class.as_str())
    }

    fn id(&self) -> String {
        last(&self.subject).to_owned()
    }

    /// Rows without repetition, sorted: what several graphs say comes several times.
    fn set(&self, p: NamedNodeRef<'_>) -> Vec<String> {
        let mut all = self.all(p).to_vec();
        all.sort();
        all.dedup();
        all
    }
}

fn last(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

fn broken(subject: &str, reason: &str) -> Error {
    Error::Folder {
        path: subject.into(),
        reason: reason.to_owned(),
        help: "the graph is damaged or of another make; build it again".to_owned(),
    }
}

/// Records by what they are, before they are linked.
#[derive(Default)]
struct Raw {
    nodes: Vec<Record>,
    articles: Vec<Record>,
    claims: Vec<Record>,
    open: Vec<Record>,
    quotes: BTreeMap<String, Record>,
    positions: BTreeMap<String, Record>,
    sources: BTreeMap<String, String>,
    posts: Vec<Record>,
    observations: Vec<Record>,
    quotations: Vec<Record>,
    merges: Vec<Record>,
    roles: BTreeMap<String, String>,
    terms: BTreeMap<String, Term>,
}

impl Raw {
    fn take(&mut self, record: Record) {
        let id = record.id();
        let kind = record.subject.rsplit('/').nth(1).unwrap_or_default();
        if record.is(v::NEWS_ARTICLE) {
            self.articles.push(record);
        } else if record.is(v::CLAIM) {
            self.claims.push(record);
        } else if record.is(v::OPEN_CLAIM) {
            self.open.push(record);
        } else if record.is(v::SPECIFIC_RESOURCE) {
            self.sources.insert(id, record.text(v::HAS_SOURCE));
        } else if record.is(v::TEXT_QUOTE_SELECTOR) {
            self.quotes.insert(id, record);
        } else if record.is(v::TEXT_POSITION_SELECTOR) {
            self.positions.insert(id, record);
        } else if record.is(v::MERGE) {
            self.merges.push(record);
        } else if record.is(v::MEMBERSHIP) || (record.is(v::UNAFFIRMED) && kind == "post") {
            self.posts.push(record);
        } else if record.is(v::OBSERVATION) || (record.is(v::UNAFFIRMED) && kind == "observation") {
            self.observations.push(record);
        } else if record.is(v::QUOTATION) || (record.is(v::UNAFFIRMED) && kind == "quotation") {
            self.quotations.push(record);
        } else if record.graph {
            if record.is(v::KIND_ROLE) {
                self.roles.insert(record.subject.clone(), record.text(v::LABEL));
            }
            self.nodes.push(record);
        } else if !record.subject.is_empty() {
            let (iri, term) = term(record);
            self.terms.insert(iri, term);
        }
    }

    fn link(self) -> Result<Graph> {
        let base = self.articles.first().and_then(|a| a.subject.strip_suffix(&format!("doc/{}", a.id())));
        let mut graph = Graph { base: base.unwrap_or(BASE).to_owned(), terms: self.terms, ..Graph::default() };
        let articles: BTreeMap<String, usize> =
            self.articles.iter().enumerate().map(|(ix, a)| (a.subject.clone(), ix)).collect();
        let mentioned: std::collections::BTreeSet<&str> =
            self.articles.iter().flat_map(|a| a.all(v::MENTIONS)).map(String::as_str).collect();
        // By IRI: in the order of lines 甲2 comes before 甲, which a `>` follows.
        let mut nodes: Vec<&Record> = self.nodes.iter().filter(|r| mentioned.contains(r.subject.as_str())).collect();
        nodes.sort_by(|a, b| a.subject.cmp(&b.subject));
        for record in nodes {
            graph.facts.add_node(node(record));
        }
        for record in &self.merges {
            if let Some(ix) = record.one(v::MERGES).and_then(|iri| graph.by_iri(iri)) {
                let (left, right, reason) = (record.text(v::LEFT), record.text(v::RIGHT), record.text(v::REASON));
                graph.facts[ix].merges.push(Merge { left, right, reason });
            }
        }
        for node in graph.facts.node_weights_mut() {
            node.merges.sort();
        }
        for record in &self.articles {
            let article = article(&graph, record);
            graph.articles.push(article);
        }
        for record in &self.posts {
            let role = self.roles.get(record.must(v::ROLE)?).cloned().unwrap_or_default();
            let post = post(&graph, record, role)?;
            graph.posts.push(post);
        }
        for record in &self.observations {
            let observation = observation(&graph, record)?;
            graph.observations.push(observation);
        }
        for record in &self.quotations {
            let quotation = quotation(&graph, record)?;
            graph.quotations.push(quotation);
        }
        let evidence = |record: &Record| {
            let id = record.id();
            let (Some(quote), Some(position), Some(source)) =
                (self.quotes.get(&id), self.positions.get(&id), self.sources.get(&id))
            else {
                return Err(broken(&record.subject, "has no evidence"));
            };
            let article = *articles.get(source).ok_or_else(|| broken(&record.subject, "has no article"))?;
            Ok((article, quote, position))
        };
        for record in &self.claims {
            let (article, quote, position) = evidence(record)?;
            let claim = claim(&graph, record, article, quote, position)?;
            graph.claims.push(claim);
        }
        for record in &self.open {
            let (article, quote, position) = evidence(record)?;
            let claim = open(&graph, record, article, quote, position)?;
            graph.open.push(claim);
        }
        graph.settle();
        Ok(graph)
    }
}

fn term(record: Record) -> (String, Term) {
    let sort = match () {
        () if record.is(v::CLASS) => Sort::Class,
        () if record.is(v::PROPERTY) => Sort::Property,
        () => Sort::Individual,
    };
    let parents = match sort {
        Sort::Class => v::SUB_CLASS_OF,
        Sort::Property => v::SUB_PROPERTY_OF,
        Sort::Individual => v::TYPE,
    };
    let (label, parents) = (record.text(v::LABEL), record.set(parents));
    (record.subject, Term { label, label_en: record.label_en, sort, parents })
}

fn node(record: &Record) -> Node {
    let classes = record.set(v::TYPE);
    let kind = |iri: &str| iri.strip_prefix(NS).filter(|name| crate::ontology::is_kind(name)).map(str::to_owned);
    let kind_name = classes.iter().find_map(|iri| kind(iri)).unwrap_or_else(|| "Thing".to_owned());
    let specific = classes.iter().find(|iri| last(iri) != kind_name).or(classes.first());
    Node {
        iri: record.subject.clone(),
        class: specific.map(SmolStr::new).unwrap_or_default(),
        kind: kind_name.into(),
        label: record.text(v::LABEL),
        aliases: record.set(v::ALT_LABEL),
        merges: Vec::new(),
    }
}

fn article(graph: &Graph, record: &Record) -> Article {
    let text = |p| record.one(p).map(str::to_owned);
    let mut mentions: Vec<NodeIndex> = record.all(v::MENTIONS).iter().filter_map(|iri| graph.by_iri(iri)).collect();
    mentions.sort();
    Article {
        id: record.id(),
        title: text(v::HEADLINE),
        publisher: record.one(v::PUBLISHER).and_then(|iri| graph.by_iri(iri)),
        date: text(v::DATE_PUBLISHED),
        url: text(v::URL),
        text: record.text(v::FULL_TEXT),
        mentions,
    }
}

fn entity(graph: &Graph, record: &Record, p: NamedNodeRef<'_>) -> Result<NodeIndex> {
    let iri = record.must(p)?;
    graph.by_iri(iri).ok_or_else(|| broken(&record.subject, &format!("names {iri}, which no article mentions")))
}

fn post(graph: &Graph, record: &Record, role: String) -> Result<Post> {
    Ok(Post {
        id: record.id().into(),
        person: entity(graph, record, v::MEMBER)?,
        organization: entity(graph, record, v::ORGANIZATION)?,
        role: role.into(),
        former: record.one(v::FORMER) == Some("true"),
        affirmed: !record.is(v::UNAFFIRMED),
    })
}

fn observation(graph: &Graph, record: &Record) -> Result<Observation> {
    let text = |p| record.one(p).map(SmolStr::new);
    let bound = last(record.must(v::BOUND)?);
    let bounds = [Bound::Exact, Bound::AtLeast, Bound::AtMost, Bound::About];
    Ok(Observation {
        id: record.id().into(),
        subject: entity(graph, record, v::OBSERVATION_ABOUT)?,
        measure: record.must(v::MEASURED_PROPERTY)?.into(),
        of: text(v::OF),
        value: record.number(v::VALUE)?,
        high: record.one(v::HIGH).map(|_| record.number(v::HIGH)).transpose()?,
        unit: text(v::UNIT_TEXT),
        bound: bounds.into_iter().find(|b| b.name() == bound).unwrap_or_default(),
        time: text(v::OBSERVATION_DATE),
        affirmed: !record.is(v::UNAFFIRMED),
    })
}

fn quotation(graph: &Graph, record: &Record) -> Result<Quotation> {
    let mut mentions: Vec<NodeIndex> = record.all(v::MENTIONS).iter().filter_map(|iri| graph.by_iri(iri)).collect();
    mentions.sort();
    Ok(Quotation {
        id: record.id().into(),
        speaker: entity(graph, record, v::SPOKEN_BY)?,
        text: record.text(v::TEXT),
        direct: record.one(v::DIRECT) == Some("true"),
        mentions,
        affirmed: !record.is(v::UNAFFIRMED),
    })
}

fn claim(graph: &Graph, record: &Record, article: usize, quote: &Record, position: &Record) -> Result<Claim> {
    let statuses = [Status::Affirmed, Status::Denied, Status::Planned, Status::Reported];
    let status = last(record.must(v::STATUS)?);
    let status = statuses.into_iter().find(|s| s.name() == status);
    let at = |p| position.number(p).map(|n| usize::try_from(n).unwrap_or_default());
    Ok(Claim {
        id: record.id().into(),
        article,
        content: content(graph, record)?,
        status: status.ok_or_else(|| broken(&record.subject, "has an unknown status"))?,
        construction: record.text(v::CONSTRUCTION).into(),
        trigger: record.text(v::TRIGGER).into(),
        confidence: record
            .must(v::CONFIDENCE)?
            .parse()
            .map_err(|e| broken(&record.subject, &format!("has a confidence that is none: {e}")))?,
        attributed_to: record.one(v::ATTRIBUTED_TO).and_then(|iri| graph.by_iri(iri)),
        quote: quote.text(v::EXACT),
        start: at(v::START)?,
        end: at(v::END)?,
    })
}

fn open(graph: &Graph, record: &Record, article: usize, quote: &Record, position: &Record) -> Result<OpenClaim> {
    let end = |words, node| End { words: record.text(words), node: record.one(node).and_then(|iri| graph.by_iri(iri)) };
    let at = |p| position.number(p).map(|n| usize::try_from(n).unwrap_or_default());
    Ok(OpenClaim {
        id: record.id(),
        article,
        subject: end(v::SUBJECT_WORDS, v::SUBJECT),
        verb: record.text(v::VERB),
        phrase: record.text(v::VERB_PHRASE),
        object: end(v::OBJECT_WORDS, v::OBJECT),
        quote: quote.text(v::EXACT),
        start: at(v::START)?,
        end: at(v::END)?,
    })
}

fn content(graph: &Graph, record: &Record) -> Result<Content> {
    let object = record.must(v::OBJECT)?;
    let missing = || broken(&record.subject, &format!("states {object}, which is not there"));
    let id = last(object);
    match object.rsplit('/').nth(1) {
        Some("post") => {
            graph.posts.binary_search_by(|p| p.id.as_str().cmp(id)).map(Content::Post).map_err(|_| missing())
        }
        Some("observation") => {
            let found = graph.observations.binary_search_by(|o| o.id.as_str().cmp(id));
            found.map(Content::Observation).map_err(|_| missing())
        }
        Some("quotation") => {
            let found = graph.quotations.binary_search_by(|q| q.id.as_str().cmp(id));
            found.map(Content::Quotation).map_err(|_| missing())
        }
        _ => Ok(Content::Relation {
            subject: entity(graph, record, v::SUBJECT)?,
            property: record.must(v::PREDICATE)?.into(),
            object: entity(graph, record, v::OBJECT)?,
        }),
    }
}

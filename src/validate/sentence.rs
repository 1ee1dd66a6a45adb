//! Says what does not fit: the node, what is wrong with it, the claim that states it and the words of the article.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Term, TermRef};

use super::{Finding, Shapes};
use crate::store::{Dataset, shorten, vocab as v};

/// A language that findings are told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese.
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }
}

/// Local name of a constraint without its ending, the parameter that sets its limit, and what is said when it fails:
/// `{path}`, `{value}` and `{limit}` stand for what their names say.
const TABLE: &[(&str, &str, &str, &str)] = &[
    ("MinCount", "minCount", "缺少{path}", "has no {path}"),
    ("MaxCount", "maxCount", "的{path}多于{limit}个", "has more than {limit} {path}"),
    ("Class", "class", "的{path}“{value}”不是{limit}", "has “{value}” as {path}, which is no {limit}"),
    (
        "Datatype",
        "datatype",
        "的{path}“{value}”不是{limit}类型",
        "has “{value}” as {path}, which is not of the type {limit}",
    ),
    ("NodeKind", "nodeKind", "的{path}“{value}”不是{limit}", "has “{value}” as {path}, which is no {limit}"),
    ("In", "in", "的{path}“{value}”不在{limit}之列", "has “{value}” as {path}, which is none of {limit}"),
    ("HasValue", "hasValue", "的{path}里没有“{limit}”", "lacks “{limit}” as {path}"),
    (
        "MinLength",
        "minLength",
        "的{path}“{value}”短于{limit}个字符",
        "has “{value}” as {path}, shorter than {limit} characters",
    ),
    (
        "MaxLength",
        "maxLength",
        "的{path}“{value}”长于{limit}个字符",
        "has “{value}” as {path}, longer than {limit} characters",
    ),
    (
        "Pattern",
        "pattern",
        "的{path}“{value}”不合格式 {limit}",
        "has “{value}” as {path}, which does not match {limit}",
    ),
    ("MinInclusive", "minInclusive", "的{path}“{value}”小于{limit}", "has {value} as {path}, less than {limit}"),
    ("MaxInclusive", "maxInclusive", "的{path}“{value}”大于{limit}", "has {value} as {path}, more than {limit}"),
    ("MinExclusive", "minExclusive", "的{path}“{value}”不大于{limit}", "has {value} as {path}, not more than {limit}"),
    ("MaxExclusive", "maxExclusive", "的{path}“{value}”不小于{limit}", "has {value} as {path}, not less than {limit}"),
    ("LessThan", "lessThan", "的{path}“{value}”不小于{limit}", "has {value} as {path}, not less than its {limit}"),
    (
        "LessThanOrEquals",
        "lessThanOrEquals",
        "的{path}“{value}”大于{limit}",
        "has {value} as {path}, more than its {limit}",
    ),
    ("UniqueLang", "uniqueLang", "的{path}在一种语言里不止一个", "has more than one {path} in a language"),
];

/// What is said of every other constraint.
const OTHER: (&str, &str) =
    ("的{path}“{value}”不合 {limit}", "has “{value}” as {path}, which does not satisfy {limit}");

/// Tells findings.
pub struct Sentences<'a> {
    dataset: &'a Dataset,
    shapes: &'a Shapes,
    prefixes: &'a [(String, String)],
    language: Language,
}

/// The claim behind a node, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// IRI of the claim.
    pub claim: String,
    /// The words that state it, where the claim leads to any.
    pub quote: Option<String>,
    /// The label of the article.
    pub article: Option<String>,
}

impl<'a> Sentences<'a> {
    /// Tells findings about `dataset`, held against `shapes`.
    pub fn new(dataset: &'a Dataset, shapes: &'a Shapes, prefixes: &'a [(String, String)], language: Language) -> Self {
        Sentences { dataset, shapes, prefixes, language }
    }

    /// One sentence: the node and what is wrong with it.
    pub fn sentence(&self, finding: &Finding) -> String {
        let said = self.own_message(finding).unwrap_or_else(|| self.filled(finding));
        let node = self.named(&finding.node);
        match self.language {
            Language::Chinese => format!("{node}{said}"),
            Language::English => format!("{node} {said}"),
        }
    }

    /// The claim that states what `finding` is about.
    pub fn source(&self, finding: &Finding) -> Option<Source> {
        let claim = self.claim(finding.node.as_ref(), 0)?;
        let target = self.object(&claim, v::HAS_TARGET);
        let quote =
            target.as_ref().and_then(|t| self.object(t, v::HAS_SELECTOR)).and_then(|q| self.object(&q, v::EXACT));
        let article = target.as_ref().and_then(|t| self.object(t, v::HAS_SOURCE));
        Some(Source {
            claim: match claim {
                Term::NamedNode(node) => node.into_string(),
                other => other.to_string(),
            },
            quote: quote.map(|quote| text(&quote)),
            article: article.map(|article| self.label(&article).unwrap_or_else(|| text(&article))),
        })
    }

    /// What the shape itself says in this language.
    fn own_message(&self, finding: &Finding) -> Option<String> {
        let shape = finding.shape.as_ref()?;
        let own = self.tagged(&self.shapes.values(shape, "message"))?;
        let filled = finding.messages.iter().find(|(language, _)| language == self.language.tag());
        Some(filled.map_or(own, |(_, text)| text.clone()))
    }

    fn filled(&self, finding: &Finding) -> String {
        let name = finding.component.trim_end_matches("ConstraintComponent");
        let row = TABLE.iter().find(|row| row.0 == name);
        let (zh, en) = row.map_or(OTHER, |row| (row.2, row.3));
        let template = if self.language == Language::Chinese { zh } else { en };
        let limits = match (&finding.shape, row) {
            (Some(shape), Some(row)) => self.shapes.values(shape, row.1),
            _ => Vec::new(),
        };
        let limits: Vec<String> = limits.into_iter().map(|limit| self.short(limit)).collect();
        let limit = if limits.is_empty() { name.to_owned() } else { limits.join("、") };
        let value = finding.value.as_ref().map(|value| self.short(value)).unwrap_or_default();
        template.replace("{path}", &self.path(finding)).replace("{limit}", &limit).replace("{value}", &value)
    }

    /// The name that the shape gives to its path, or the label of the property.
    fn path(&self, finding: &Finding) -> String {
        let named = finding.shape.as_ref().and_then(|shape| self.tagged(&self.shapes.values(shape, "name")));
        let property = finding.path.as_ref().and_then(|path| path.property());
        let label = || self.label(&Term::from(property?.clone()));
        let written = || finding.path.as_ref().map(|path| path.text.clone());
        let itself = || if self.language == Language::Chinese { "本身" } else { "itself" }.to_owned();
        named.or_else(label).or_else(written).unwrap_or_else(itself)
    }

    fn tagged(&self, terms: &[&Term]) -> Option<String> {
        terms.iter().find_map(|term| match term {
            Term::Literal(literal) if literal.language() == Some(self.language.tag()) => {
                Some(literal.value().to_owned())
            }
            _ => None,
        })
    }

    /// A node by its label, and its IRI, shortened.
    fn named(&self, node: &Term) -> String {
        let iri = match node {
            Term::NamedNode(node) => shorten(node.as_str(), self.prefixes),
            other => other.to_string(),
        };
        match (self.label(node), self.language) {
            (Some(label), Language::Chinese) => format!("“{label}”（{iri}）"),
            (Some(label), Language::English) => format!("“{label}” ({iri})"),
            (None, _) => iri,
        }
    }

    fn short(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.label(term).unwrap_or_else(|| shorten(node.as_str(), self.prefixes)),
            other => text(other),
        }
    }

    fn label(&self, term: &Term) -> Option<String> {
        let labels = self.objects(term, v::LABEL);
        let fits = |label: &&Term| matches!(label, Term::Literal(l) if l.language() == Some(self.language.tag()));
        labels.iter().find(fits).or(labels.first()).map(text)
    }

    /// The claim that a node is, is a part of, or that is about it; of several the first by IRI.
    fn claim(&self, node: TermRef<'_>, depth: usize) -> Option<Term> {
        let is_claim = matches!(node, TermRef::NamedNode(n) if self.holds(n, v::CLAIM));
        if is_claim {
            return Some(node.into_owned());
        }
        if depth > 3 {
            return None;
        }
        let up = [v::HAS_TARGET, v::HAS_SELECTOR, v::REFINED_BY];
        let whole = up.iter().find_map(|&link| self.subjects(link, node).into_iter().next());
        if let Some(whole) = whole {
            return self.claim(whole.as_ref(), depth + 1);
        }
        [v::OBJECT, v::SUBJECT].iter().find_map(|&role| {
            let claims = self.subjects(role, node).into_iter();
            claims
                .filter(|c| matches!(c, Term::NamedNode(c) if self.holds(c.as_ref(), v::CLAIM)))
                .min_by_key(Term::to_string)
        })
    }

    fn holds(&self, node: NamedNodeRef<'_>, class: NamedNodeRef<'_>) -> bool {
        let found = self.dataset.store().quads_for_pattern(
            Some(node.into()),
            Some(rdf::TYPE),
            Some(class.into()),
            Some(GraphNameRef::DefaultGraph),
        );
        found.flatten().next().is_some()
    }

    fn object(&self, subject: &Term, predicate: NamedNodeRef<'_>) -> Option<Term> {
        self.objects(subject, predicate).into_iter().next()
    }

    fn objects(&self, subject: &Term, predicate: NamedNodeRef<'_>) -> Vec<Term> {
        let subject: NamedOrBlankNodeRef<'_> = match subject {
            Term::NamedNode(node) => node.as_ref().into(),
            Term::BlankNode(node) => node.as_ref().into(),
            _ => return Vec::new(),
        };
        let store = self.dataset.store();
        let found = store.quads_for_pattern(Some(subject), Some(predicate), None, Some(GraphNameRef::DefaultGraph));
        let mut objects: Vec<Term> = found.flatten().map(|quad| quad.object).collect();
        objects.sort_by_cached_key(Term::to_string);
        objects
    }

    fn subjects(&self, predicate: NamedNodeRef<'_>, object: TermRef<'_>) -> Vec<Term> {
        let store = self.dataset.store();
        let found = store.quads_for_pattern(None, Some(predicate), Some(object), Some(GraphNameRef::DefaultGraph));
        let mut subjects: Vec<Term> = found.flatten().map(|quad| quad.subject.into()).collect();
        subjects.sort_by_cached_key(Term::to_string);
        subjects
    }
}

/// A literal's text, an IRI as it is.
fn text(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => NamedNode::as_str(node).to_owned(),
        other => other.to_string(),
    }
}

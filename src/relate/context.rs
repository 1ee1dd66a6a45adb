//! What the constructions share while one document is read: mentions, claims so far, and who is being talked about.

use std::cell::OnceCell;

use crate::ontology::{ClassId, Lexicon, Ontology, PropertyId};
use crate::recognise::{Mention, Recognised, Recogniser, clean_name};
use crate::segment::Segmented;
use crate::span::Span;

use super::measure::Question;
use super::polarity;
use super::scene::Scene;
use super::{Claim, MentionIx, Statement, Status};

/// The state of reading one document.
pub(super) struct Context<'a> {
    pub seg: &'a Segmented<'a>,
    pub ontology: &'a Ontology,
    pub lexicon: &'a Lexicon,
    /// Mentions may be added while reading (concepts, unnamed speakers); indices stay.
    pub found: Recognised,
    pub claims: Vec<Claim>,
    /// The subject that clauses without one continue: the last explicit subject that was a mention.
    pub topic: Option<MentionIx>,
    /// The topic before each sentence.
    pub topics: Vec<Option<MentionIx>>,
    /// What figures without a subject are about: the last explicit subject that figures may be said of.
    pub about: Option<MentionIx>,
    /// Where the sentence that set it ends.
    pub about_from: usize,
    /// The area that official figures were last told of.
    pub area: Option<MentionIx>,
    /// The time that figures go on being told of.
    pub period: Option<Period>,
    /// What figures told last, for parts of it that the next sentence tells.
    pub whole: Option<Whole>,
    /// The name of the firm that the document is about, once it was asked.
    pub leading_firm: OnceCell<Option<String>>,
    /// A mention of the name that the document has most often, once it was asked.
    pub main: OnceCell<Option<MentionIx>>,
    /// For each name that figures or people are told by, the first of its mentions; once it was asked.
    pub cast: OnceCell<Vec<Option<MentionIx>>>,
    /// Whether the owner of the last figure was looked for beyond its clause.
    pub beyond: bool,
    /// The figures and the names that were weighed, where they are asked for.
    pub questions: Option<Vec<Question>>,
}

/// A time that figures of the sentences behind it are told of as well.
pub(super) struct Period {
    pub iso: String,
    /// Whose figure was told of it.
    pub owner: Option<MentionIx>,
    pub paragraph: usize,
}

/// What the last sentence with figures told, for parts of it that the next one tells.
pub(super) struct Whole {
    pub measures: Vec<PropertyId>,
    pub owners: Vec<MentionIx>,
    pub paragraph: usize,
}

/// The names of the constructions, as claims carry them.
pub(super) struct Fired {
    pub construction: &'static str,
    pub trigger: Span,
    pub evidence: Span,
}

impl<'a> Context<'a> {
    /// The class of a mention.
    pub fn class(&self, m: MentionIx) -> ClassId {
        self.found.mentions[m as usize].class
    }

    /// Whether a mention is of the class named `kind` or below it.
    #[inline(always)]
    pub fn is(&self, m: MentionIx, kind: &str) -> bool {
        self.ontology.is_named(self.class(m), kind)
    }

    /// The span of a mention.
    pub fn span(&self, m: MentionIx) -> Span {
        self.found.mentions[m as usize].span
    }

    /// The name of a mention, that of what it stands for where it is a short form.
    pub fn full_name(&self, m: MentionIx) -> &str {
        let mention = &self.found.mentions[m as usize];
        mention.refers_to.map_or(&mention.name, |full| &self.found.mentions[full as usize].name)
    }

    /// The posts that the text has given so far within `span`, the last first: who, and where.
    pub fn posts_in(&self, span: Span) -> impl Iterator<Item = (MentionIx, MentionIx)> {
        self.claims.iter().rev().filter_map(move |claim| match claim.statement {
            Statement::Post { person, organization, .. } if span.contains(claim.evidence) => {
                Some((person, organization))
            }
            _ => None,
        })
    }

    /// The mention of a concept at `span`, made when there is none yet.
    pub fn concept(&mut self, span: Span, class: ClassId, by: Recogniser) -> MentionIx {
        let twin = |m: &Mention| m.span == span && self.ontology.kind(m.class) == self.ontology.kind(class);
        let (names, added) = self.found.mentions.split_at(self.found.names);
        let named = names.binary_search_by_key(&span, |m| m.span).ok().filter(|&at| twin(&names[at]));
        if let Some(known) = named.or_else(|| added.iter().position(twin).map(|at| names.len() + at)) {
            return known as MentionIx;
        }
        let name = clean_name(span.of(&self.seg.document.text));
        self.found.mentions.push(Mention { span, class, name, by, code: None, refers_to: None });
        (self.found.mentions.len() - 1) as MentionIx
    }

    /// States a relation, turned into its canonical direction, if the classes of both ends admit it.
    ///
    /// The status comes from the words around the trigger.
    pub fn relation(
        &mut self,
        scene: &Scene,
        subject: MentionIx,
        property: PropertyId,
        object: MentionIx,
        fired: Fired,
    ) {
        let info = self.ontology.property_info(property);
        let fits = self.ontology.admits(&info.domain, self.class(subject))
            && self.ontology.admits(&info.range, self.class(object));
        let same = self.found.mentions[subject as usize].name == self.found.mentions[object as usize].name;
        if fits && !same {
            // Names that touch say where a thing lies whatever the clause intends.
            let nested = fired.construction == "nesting";
            let status = if nested { Status::Affirmed } else { polarity::status(scene, fired.trigger) };
            self.state(Statement::Relation { subject, property, object }, status, fired);
        }
    }

    /// Adds a claim, unless the same was stated by the same words already.
    pub fn state(&mut self, statement: Statement, status: Status, fired: Fired) {
        let Fired { construction, trigger, evidence } = fired;
        let evidence = evidence.join(trigger);
        if self.claims.iter().rev().take(40).any(|c| c.statement == statement) {
            return;
        }
        let construction = construction.to_owned();
        self.claims.push(Claim { statement, status, construction, trigger, evidence, attributed_to: None });
    }
}

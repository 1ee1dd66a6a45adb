//! Extracts made by hand, for tests of what comes after extraction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::assemble::{BASE, Graph, Setting, assemble};
use crate::extract::Extract;
use crate::ontology::{ClassId, Ontology};
use crate::read::{Credit, Dated, Document, Metadata};
use crate::recognise::{Mention, Recogniser};
use crate::relate::{Bound, Claim, Figure, MentionIx, Statement, Status};
use crate::resolve::{Decisions, Entity, EntityIx, Resolution};
use crate::span::Span;

/// The built-in ontology, read once.
pub fn ontology() -> &'static Ontology {
    static ONTOLOGY: std::sync::LazyLock<Ontology> = std::sync::LazyLock::new(|| Ontology::embedded().unwrap());
    &ONTOLOGY
}

/// A document whose mentions and claims are told by their words.
pub struct Sketch<'o> {
    ontology: &'o Ontology,
    extract: Extract,
}

impl<'o> Sketch<'o> {
    pub fn new(ontology: &'o Ontology, title: &str, source: &str, date: &str, body: &str) -> Self {
        let plain = Document::plain(format!("{title}\n{body}"));
        let meta = Metadata {
            title: Some(title.to_owned()),
            source: (!source.is_empty()).then(|| Credit { name: source.to_owned(), span: None }),
            date: date.parse::<Date>().ok().map(|date| Dated { date, span: None }),
            ..Metadata::default()
        };
        let document = Document::new(plain.text, plain.paragraphs, meta, plain.origin);
        Sketch { ontology, extract: Extract { document, mentions: Vec::new(), claims: Vec::new(), open: Vec::new() } }
    }

    fn span(&self, words: &str) -> Span {
        let at = self.extract.document.text.find(words).unwrap_or_else(|| panic!("{words} is not in the text"));
        Span::new(at, at + words.len())
    }

    fn mention(&mut self, class: &str, words: &str) -> MentionIx {
        let span = self.span(words);
        let class = self.ontology.class(class).unwrap_or_else(|| panic!("no class {class}"));
        let known = self.extract.mentions.iter().position(|m| m.span == span && m.class == class);
        known.unwrap_or_else(|| {
            let mention =
                Mention { span, class, name: words.into(), by: Recogniser::Lexicon, code: None, refers_to: None };
            self.extract.mentions.push(mention);
            self.extract.mentions.len() - 1
        }) as MentionIx
    }

    fn claim(mut self, statement: Statement, status: Status, trigger: &str, evidence: &str) -> Self {
        let (trigger, evidence) = (self.span(trigger), self.span(evidence));
        let construction = "verb".to_owned();
        self.extract.claims.push(Claim { statement, status, construction, trigger, evidence, attributed_to: None });
        self
    }

    /// `s` and `o` are `Class:words`.
    pub fn fact(self, s: &str, p: &str, o: &str, evidence: &str) -> Self {
        self.relation(Status::Affirmed, s, p, o, evidence)
    }

    pub fn relation(mut self, status: Status, s: &str, p: &str, o: &str, evidence: &str) -> Self {
        let (subject, object) = (self.named(s), self.named(o));
        let property = self.ontology.property(p).unwrap_or_else(|| panic!("no property {p}"));
        self.claim(Statement::Relation { subject, property, object }, status, evidence, evidence)
    }

    pub fn post(mut self, person: &str, organization: &str, role: &str, evidence: &str) -> Self {
        let (person, organization) = (self.mention("Person", person), self.named(organization));
        let role = self.span(role);
        let statement = Statement::Post { person, organization, role, former: false };
        self.claim(statement, Status::Affirmed, evidence, evidence)
    }

    pub fn figure(mut self, s: &str, measure: &str, value: &str, unit: &str, time: &str, evidence: &str) -> Self {
        let subject = self.named(s);
        let measure = self.ontology.property(measure).unwrap_or_else(|| panic!("no measure {measure}"));
        let figure = Figure {
            span: self.span(evidence),
            value: value.parse::<Decimal>().unwrap(),
            high: None,
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
            bound: Bound::AtLeast,
        };
        let time = (!time.is_empty()).then(|| time.to_owned());
        let statement = Statement::Observation { subject, measure, of: None, figure, time };
        self.claim(statement, Status::Affirmed, evidence, evidence)
    }

    pub fn quote(mut self, speaker: &str, text: &str) -> Self {
        let speaker = self.named(speaker);
        let span = self.span(text);
        let statement = Statement::Quotation { speaker, text: span, direct: true };
        self.claim(statement, Status::Affirmed, text, text)
    }

    fn named(&mut self, marked: &str) -> MentionIx {
        let (class, words) = marked.split_once(':').unwrap_or_else(|| panic!("{marked}: not Class:words"));
        self.mention(class, words)
    }

    pub fn done(mut self) -> Extract {
        // Claims refer to mentions by index, so mentions are sorted last.
        let mut order: Vec<usize> = (0..self.extract.mentions.len()).collect();
        order.sort_by_key(|&i| (self.extract.mentions[i].span, self.extract.mentions[i].class));
        let place = |old: &mut MentionIx| *old = order.iter().position(|&o| o == *old as usize).unwrap() as MentionIx;
        for claim in &mut self.extract.claims {
            match &mut claim.statement {
                Statement::Relation { subject, object, .. } => [subject, object].into_iter().for_each(place),
                Statement::Post { person, organization, .. } => [person, organization].into_iter().for_each(place),
                Statement::Observation { subject, .. } => place(subject),
                Statement::Quotation { speaker, .. } => place(speaker),
            }
        }
        self.extract.mentions = order.iter().map(|&i| self.extract.mentions[i].clone()).collect();
        self.extract
    }
}

/// Takes the same kind and the same name for one entity, so that tests do not hang on rules of identity.
pub fn plain_resolution(extracts: &[Extract], ontology: &Ontology) -> Resolution {
    let key = |m: &Mention| (ontology.prefix(m.class), m.name.clone());
    let named = |m: &&Mention| !ontology.is_named(m.class, "Date");
    let all = extracts.iter().flat_map(|e| &e.mentions).filter(named);
    let groups: BTreeMap<_, ClassId> = all.map(|m| (key(m), m.class)).collect();
    let place: BTreeMap<_, EntityIx> = groups.keys().zip(0..).collect();
    let entity = |((_, name), class): (&(&str, String), &ClassId)| Entity {
        class: *class,
        canonical: name.clone(),
        label: name.clone(),
        aliases: BTreeSet::new(),
        key: String::new(),
        merges: Vec::new(),
    };
    let means = |m: &Mention| place.get(&key(m)).copied().filter(|_| named(&m));
    Resolution {
        entities: groups.iter().map(entity).collect(),
        mentions: extracts.iter().map(|e| e.mentions.iter().map(means).collect()).collect(),
    }
}

/// The graph of extracts by [`plain_resolution`].
pub fn graph_of(extracts: Vec<Extract>, ontology: &Ontology) -> Graph {
    let resolution = plain_resolution(&extracts, ontology);
    assemble(extracts, resolution, Setting { ontology, decisions: &Decisions::default(), base: BASE })
}

/// A small press: three articles that share a town, a firm and a person.
pub fn press(ontology: &Ontology) -> Vec<Extract> {
    let town = Sketch::new(
        ontology,
        "山城里的纽扣",
        "新华社",
        "2025-03-02",
        "桥头镇位于永嘉县。去年全镇拥有纽扣企业超500家，产值超60亿元。1998年成立的永嘉新光纽扣有限公司由周明华创办。\
         新光公司总经理周明华说：“桥头镇的纽扣卖到了东南亚。”永嘉新光纽扣有限公司产品出口东南亚。",
    )
    .fact("AdministrativeArea:桥头镇", "locatedIn", "AdministrativeArea:永嘉县", "桥头镇位于永嘉县")
    .figure("AdministrativeArea:桥头镇", "enterpriseCount", "500", "家", "2024", "去年全镇拥有纽扣企业超500家")
    .figure("AdministrativeArea:桥头镇", "outputValue", "6000000000", "元", "2024", "产值超60亿元")
    .fact("Person:周明华", "founderOf", "Company:永嘉新光纽扣有限公司", "永嘉新光纽扣有限公司由周明华创办")
    .fact("Company:永嘉新光纽扣有限公司", "establishedOn", "Date:1998", "1998年成立的永嘉新光纽扣有限公司")
    .fact("Company:永嘉新光纽扣有限公司", "exportsTo", "WorldRegion:东南亚", "永嘉新光纽扣有限公司产品出口东南亚")
    .fact("Company:永嘉新光纽扣有限公司", "locatedIn", "AdministrativeArea:桥头镇", "永嘉新光纽扣有限公司由周明华创办")
    .post("周明华", "Company:永嘉新光纽扣有限公司", "总经理", "新光公司总经理周明华")
    .quote("Person:周明华", "桥头镇的纽扣卖到了东南亚。")
    .done();
    let fair = Sketch::new(
        ontology,
        "纽扣博览会开幕",
        "浙江日报",
        "2025-05-10",
        "中国纽扣博览会10日在永嘉县举行，由浙江省纽扣协会主办。永嘉新光纽扣有限公司参加中国纽扣博览会。\
         桥头镇去年产值为58亿元。永嘉新光纽扣有限公司参与制定《树脂纽扣》标准。永嘉新光纽扣有限公司否认收购温州亮点扣业有限公司。",
    )
    .fact("Fair:中国纽扣博览会", "locatedIn", "AdministrativeArea:永嘉县", "中国纽扣博览会10日在永嘉县举行")
    .fact("Association:浙江省纽扣协会", "organizes", "Fair:中国纽扣博览会", "由浙江省纽扣协会主办")
    .fact(
        "Company:永嘉新光纽扣有限公司",
        "participatesIn",
        "Fair:中国纽扣博览会",
        "永嘉新光纽扣有限公司参加中国纽扣博览会",
    )
    .figure("AdministrativeArea:桥头镇", "outputValue", "5800000000", "元", "2024", "桥头镇去年产值为58亿元")
    .fact("Company:永嘉新光纽扣有限公司", "draftedStandard", "Standard:《树脂纽扣》", "参与制定《树脂纽扣》标准")
    .relation(
        Status::Denied,
        "Company:永嘉新光纽扣有限公司",
        "acquires",
        "Company:温州亮点扣业有限公司",
        "永嘉新光纽扣有限公司否认收购温州亮点扣业有限公司",
    )
    .done();
    let brief = Sketch::new(ontology, "短讯", "", "", "桥头镇位于永嘉县，周明华出席会议。")
        .fact("AdministrativeArea:桥头镇", "locatedIn", "AdministrativeArea:永嘉县", "桥头镇位于永嘉县")
        .done();
    vec![town, fair, brief]
}

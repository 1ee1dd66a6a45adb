//! Runs the specifications in `tests/spec/*.md`: sentences, and the claims that they must make.
//!
//! A case is a fenced block with a text, and below it a list of claims:
//!
//! ```text
//! - quotation 张三 | begins of what was said
//! - relation S | property | O
//! - post person | organization | role | former or now
//! - observation subject | measure | of | value | unit | bound | time
//! - open subject | verb phrase | object
//! - none
//! ```
//!
//! A case lists all claims of the kinds that it mentions; `none` stands for no claim of any kind that its file mentions.
//! A field that is left empty is not compared. ` | by X` at the end of a line asks for the speaker whom the claim is
//! attributed to, ` | Planned` or another status for that status; without it the claim is affirmed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tupu::extract::{Extract, Extractor};
use tupu::ontology::Ontology;
use tupu::read::Document;
use tupu::relate::{MentionIx, Statement, Status};

const KINDS: [&str; 5] = ["quotation", "relation", "post", "observation", "open"];
const STATUSES: [Status; 4] = [Status::Affirmed, Status::Denied, Status::Planned, Status::Reported];

/// A text and what it must claim.
struct Case {
    line: usize,
    text: String,
    expected: Vec<Line>,
}

/// One claim, expected or found.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    kind: String,
    fields: Vec<String>,
    status: String,
    by: String,
}

impl Line {
    fn parse(words: &str) -> Self {
        let (kind, rest) = words.split_once(' ').unwrap_or((words, ""));
        let mut line = Line { kind: kind.to_owned(), fields: Vec::new(), status: "Affirmed".into(), by: String::new() };
        for field in rest.split('|').map(str::trim) {
            if let Some(by) = field.strip_prefix("by ") {
                line.by = by.trim().to_owned();
            } else if STATUSES.iter().any(|s| s.name() == field) {
                line.status = field.to_owned();
            } else {
                line.fields.push(field.to_owned());
            }
        }
        line
    }

    /// Whether a claim that was found is the one expected here.
    fn is(&self, found: &Line) -> bool {
        let same = |(i, (want, got)): (usize, (&String, &String))| {
            want.is_empty() || want == got || (self.kind == "quotation" && i == 1 && got.starts_with(want.as_str()))
        };
        self.kind == found.kind
            && self.status == found.status
            && (self.by.is_empty() || self.by == found.by)
            && self.fields.len() <= found.fields.len()
            && self.fields.iter().zip(&found.fields).enumerate().all(same)
    }

    fn show(&self) -> String {
        let mut shown = format!("{} {}", self.kind, self.fields.join(" | "));
        if self.status != "Affirmed" {
            let _ = write!(shown, " | {}", self.status);
        }
        if !self.by.is_empty() {
            let _ = write!(shown, " | by {}", self.by);
        }
        shown
    }
}

/// The cases of a specification.
fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fenced = false;
    for (number, line) in markdown.lines().enumerate() {
        if line.starts_with("```") {
            fenced = !fenced;
            if fenced {
                cases.push(Case { line: number + 1, text: String::new(), expected: Vec::new() });
            }
        } else if let Some(case) = cases.last_mut() {
            if fenced {
                case.text.push_str(line);
                case.text.push('\n');
            } else if let Some(words) = line.strip_prefix("- ") {
                case.expected.push(Line::parse(words));
            }
        }
    }
    cases
}

/// The claims of an extract as lines.
fn lines(extract: &Extract, ontology: &Ontology) -> Vec<Line> {
    let text = &extract.document.text;
    let name = |m: MentionIx| {
        let mention = &extract.mentions[m as usize];
        mention.refers_to.map_or(&mention.name, |full| &extract.mentions[full as usize].name).clone()
    };
    let local = |p| ontology.property_info(p).name.clone();
    let line = |claim: &tupu::relate::Claim| {
        let (kind, fields) = match &claim.statement {
            Statement::Quotation { speaker, text: said, .. } => {
                ("quotation", vec![name(*speaker), said.of(text).to_owned()])
            }
            Statement::Relation { subject, property, object } => {
                ("relation", vec![name(*subject), local(*property), name(*object)])
            }
            Statement::Post { person, organization, role, former } => {
                let over = if *former { "former" } else { "now" };
                ("post", vec![name(*person), name(*organization), role.of(text).to_owned(), over.to_owned()])
            }
            Statement::Observation { subject, measure, of, figure, time } => {
                let of = of.map_or_else(String::new, |of| of.of(text).to_owned());
                let unit = figure.unit.clone().unwrap_or_default();
                let value = figure.high.map_or_else(
                    || figure.value.normalize().to_string(),
                    |high| format!("{}-{}", figure.value.normalize(), high.normalize()),
                );
                let bound = figure.bound.name().to_owned();
                let fields =
                    vec![name(*subject), local(*measure), of, value, unit, bound, time.clone().unwrap_or_default()];
                ("observation", fields)
            }
        };
        let by = claim.attributed_to.map(name).unwrap_or_default();
        Line { kind: kind.to_owned(), fields, status: claim.status.name().to_owned(), by }
    };
    let open = extract.open.iter().map(|r| {
        let fields = [&r.subject, &r.verb, &r.object].map(|phrase| phrase.of(text)).to_vec();
        Line { kind: "open".to_owned(), fields, status: "Affirmed".to_owned(), by: String::new() }
    });
    extract.claims.iter().map(line).chain(open).collect()
}

/// Compares a case with what is found; gives the differences.
fn check(case: &Case, found: &[Line], kinds: &[&str]) -> String {
    let none = case.expected.iter().any(|l| l.kind == "none");
    let asked = |l: &&Line| {
        if none { kinds.contains(&l.kind.as_str()) } else { case.expected.iter().any(|e| e.kind == l.kind) }
    };
    let mut left: Vec<&Line> = found.iter().filter(asked).collect();
    let mut faults = String::new();
    for expected in case.expected.iter().filter(|l| l.kind != "none") {
        match left.iter().position(|l| expected.is(l)) {
            Some(at) => {
                left.remove(at);
            }
            None => {
                let _ = writeln!(faults, "    - {}", expected.show());
            }
        }
    }
    for extra in left {
        let _ = writeln!(faults, "    + {}", extra.show());
    }
    faults
}

fn specifications() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md"));
    paths.sort();
    paths
}

#[test]
fn sentences_make_the_claims_that_the_specifications_say() {
    let extractor = Extractor::new(Ontology::embedded().unwrap()).with_open(true);
    let mut report = String::new();
    let mut count = 0;
    for path in specifications() {
        let cases = cases(&std::fs::read_to_string(&path).unwrap());
        let kinds: Vec<&str> =
            KINDS.into_iter().filter(|k| cases.iter().any(|c| c.expected.iter().any(|l| l.kind == *k))).collect();
        for case in &cases {
            assert!(!case.expected.is_empty(), "{}:{}: nothing is expected", path.display(), case.line);
            count += 1;
            let extract = extractor.extract(Document::plain(case.text.trim_end()));
            let faults = check(case, &lines(&extract, &extractor.ontology), &kinds);
            if !faults.is_empty() {
                let _ = writeln!(report, "{}:{}: {}{faults}", path.display(), case.line, case.text);
            }
        }
    }
    assert!(count > 0, "no specification was found");
    assert!(report.is_empty(), "missing (-) and spurious (+) claims:\n{report}");
}

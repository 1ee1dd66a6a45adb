//! `tupu extract`: one document, nothing kept.

use anstyle::{AnsiColor, Style};
use tupu::assemble::{BASE, Graph, Status};
use tupu::build::{assemble_all, extract_all};
use tupu::export::{Format, write};
use tupu::extract::Extract;
use tupu::resolve::Decisions;

use super::export::Sure;
use super::{Code, Io, Shared, input, values};

/// Formats that make sense for one document.
const FORMATS: [Format; 5] = [Format::Turtle, Format::Trig, Format::NQuads, Format::JsonLd, Format::Jsonl];

/// Colours by kind; the others are plain.
const COLORS: [(&str, AnsiColor); 6] = [
    ("Person", AnsiColor::Magenta),
    ("Organization", AnsiColor::Blue),
    ("Place", AnsiColor::Green),
    ("Event", AnsiColor::Yellow),
    ("Work", AnsiColor::Cyan),
    ("Date", AnsiColor::BrightBlack),
];

/// Read a document and print what it says; nothing is kept
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu extract page.txt                    Turtle
  tupu extract page.txt --show             the text, its mentions in colour, the claims under it
  tupu extract page.txt --format jsonl     one claim a line, with its quote
  tupu extract page.txt --show --open      with open relations, which are no facts
  cat page.html | tupu extract - --stdin-format html")]
pub struct Args {
    /// What to print
    #[arg(long, short, default_value = "turtle", value_parser = values(FORMATS.map(Format::name)))]
    format: String,
    /// Print the text with coloured mentions and the claims under each sentence
    #[arg(long, conflicts_with = "format")]
    show: bool,
    /// Add what the sentences say beyond the ontology
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    sure: Sure,
    #[command(flatten)]
    input: input::Input,
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let loaded = self.input.reading.load(&self.input.paths);
        for error in &loaded.left_out {
            writeln!(io.err, "left out: {error}")?;
        }
        if loaded.documents.is_empty() {
            return Ok(1);
        }
        let extractor = shared.extractor()?.with_open(self.open);
        let extracts = extract_all(loaded.documents, &extractor);
        let shown = if self.show { extracts.clone() } else { Vec::new() };
        let graph = self.sure.of(assemble_all(extracts, &extractor.ontology, BASE, &Decisions::default()));
        if self.show {
            shown.iter().try_for_each(|extract| show(extract, &graph, &extractor.ontology, io))?;
        } else {
            let format = Format::named(&self.format).unwrap_or(Format::Turtle);
            write(&graph, format, Default::default(), io.out)?;
        }
        Ok(if loaded.left_out.is_empty() { 0 } else { 2 })
    }
}

/// Prints one document sentence by sentence.
fn show(extract: &Extract, graph: &Graph, ontology: &tupu::ontology::Ontology, io: &mut Io<'_>) -> anyhow::Result<()> {
    let text = extract.document.text.as_str();
    let article = graph.articles.iter().position(|a| a.id == extract.document.id.0);
    let mut claims = graph.claims.iter().filter(|c| Some(c.article) == article).peekable();
    let mut open = graph.open.iter().filter(|c| Some(c.article) == article).peekable();
    let (mut start, mut points) = (0, 0);
    for (at, c) in text.char_indices() {
        points += 1;
        let end = at + c.len_utf8();
        let follows = text[end..].starts_with(['”', '」', '’', '）']);
        if !(matches!(c, '\n') || (matches!(c, '。' | '！' | '？' | '”') && !follows && ends(&text[start..end])))
            && end < text.len()
        {
            continue;
        }
        writeln!(io.out, "{}", colored(extract, start, end, ontology))?;
        while let Some(claim) = claims.next_if(|claim| claim.start < points) {
            let dim = Style::new().dimmed();
            let status = match claim.status {
                Status::Affirmed => String::new(),
                other => format!(" [{}]", other.name()),
            };
            let by = format!("{} “{}” {}", claim.construction, claim.trigger, claim.confidence);
            writeln!(io.out, "    {}{status}  {dim}{by}{dim:#}", graph.statement(claim))?;
        }
        while let Some(claim) = open.next_if(|claim| claim.start < points) {
            let dim = Style::new().dimmed();
            writeln!(io.out, "    {dim}open{dim:#} {}", claim.describe())?;
        }
        start = end;
    }
    Ok(())
}

/// Whether a stretch ends a sentence: with a mark, or a mark and closing quotation marks.
fn ends(stretch: &str) -> bool {
    stretch.trim_end_matches(['”', '」', '’', '）']).ends_with(['。', '！', '？'])
}

fn colored(extract: &Extract, start: usize, end: usize, ontology: &tupu::ontology::Ontology) -> String {
    let text = extract.document.text.as_str();
    let (mut line, mut at) = (String::new(), start);
    for mention in extract.mentions.iter().filter(|m| m.span.from() >= start && m.span.to() <= end) {
        if mention.span.from() < at {
            continue;
        }
        let kind = ontology.kind(mention.class);
        let color = COLORS.iter().find(|(k, _)| *k == kind).map(|(_, color)| *color);
        let style = color.map_or(Style::new().underline(), |color| color.on_default().bold());
        line.push_str(&text[at..mention.span.from()]);
        line.push_str(&format!("{style}{}{style:#}", mention.span.of(text)));
        at = mention.span.to();
    }
    line.push_str(&text[at..end]);
    line.trim_end().to_owned()
}

//! `tupu why`: the words behind an entity or a claim.

use anstyle::Style;
use tupu::assemble::{Claim, Graph, NodeIndex};
use tupu::resolve::{Action, Decisions};

use super::kg::{Kg, wrong};
use super::{Code, Io, entity};

/// Show every sentence behind an entity or a claim
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu why kg 荔浦市            its names and why they are one, and every claim about it
  tupu why kg place/荔浦市      the same, by the end of its IRI
  tupu why kg 9f2c41aa00d1e2f3  one claim, by its id or IRI

To correct what is wrong: tupu decide.")]
pub struct Args {
    #[command(flatten)]
    kg: Kg,
    /// An entity's name or IRI, or a claim's id or IRI
    #[arg(value_name = "ENTITY|CLAIM")]
    what: Option<String>,
}

impl Args {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let [Some(what)] = self.kg.rest([self.what])? else {
            return Err(wrong("nothing is asked for", "name an entity or a claim: tupu why KG 荔浦市").into());
        };
        let folder = self.kg.folder()?;
        let (graph, decisions) = (folder.graph()?, Decisions::read(&folder.decisions())?);
        let id = what.rsplit('/').next().unwrap_or_default();
        if let Some(claim) = graph.claims.iter().find(|c| c.id == id) {
            show(&graph, claim, io)?;
            decided(&decisions, claim, io)?;
            return Ok(0);
        }
        let ix = entity::one(&graph, &what)?;
        names(&graph, ix, io)?;
        for claim in graph.claims.iter().filter(|c| graph.touched(c).contains(&ix)) {
            writeln!(io.out)?;
            show(&graph, claim, io)?;
            decided(&decisions, claim, io)?;
        }
        Ok(0)
    }
}

fn names(graph: &Graph, ix: NodeIndex, io: &mut Io<'_>) -> anyhow::Result<()> {
    let node = graph.node(ix);
    writeln!(io.out, "{}  {}  {}", node.label, graph.term(&node.class), entity::short(graph, ix))?;
    if !node.aliases.is_empty() {
        writeln!(io.out, "  也称 also: {}", node.aliases.join("、"))?;
    }
    for merge in &node.merges {
        writeln!(io.out, "  {} = {}: {}", merge.left, merge.right, merge.reason)?;
    }
    let articles = graph.articles.iter().filter(|a| a.mentions.contains(&ix));
    writeln!(io.out, "  {} 篇文章提到 articles mention it", articles.count())?;
    Ok(())
}

/// What was decided about a claim, by whom and when.
fn decided(decisions: &Decisions, claim: &Claim, io: &mut Io<'_>) -> anyhow::Result<()> {
    if let Some(row) = decisions.about(&claim.id) {
        let verdict = if row.action == Action::Accept { "已核对 accepted" } else { "已否决 rejected" };
        let told: Vec<&str> =
            [&row.author, &row.date, &row.note].into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        writeln!(io.out, "    {verdict}: {}", told.join(", "))?;
    }
    Ok(())
}

/// A claim: what it states, how it was found, and its sentence with the quote and the words that fired.
pub fn show(graph: &Graph, claim: &Claim, io: &mut Io<'_>) -> anyhow::Result<()> {
    let bold = Style::new().bold();
    writeln!(io.out, "{bold}{}{bold:#}", graph.statement(claim))?;
    let by = claim.attributed_to.map_or_else(String::new, |ix| format!(", 据 {}", graph.node(ix).label));
    let (status, sure) = (claim.status.name(), claim.confidence);
    writeln!(io.out, "  claim/{}  {status}, {} “{}”, {sure}{by}", claim.id, claim.construction, claim.trigger)?;
    let article = &graph.articles[claim.article];
    let date = article.date.as_deref().unwrap_or("");
    writeln!(io.out, "  《{}》 {date} {}–{}", article.label(), claim.start, claim.end)?;
    writeln!(io.out, "    {}", sentence(graph, claim))?;
    Ok(())
}

/// The sentences that hold the quote, the quote underlined.
pub fn sentence(graph: &Graph, claim: &Claim) -> String {
    let text: Vec<char> = graph.articles[claim.article].text.chars().collect();
    let (start, end) = (claim.start.min(text.len()), claim.end.min(text.len()));
    let stop = |c: &char| matches!(c, '。' | '！' | '？' | '\n');
    let from = text[..start].iter().rposition(stop).map_or(0, |at| at + 1);
    let ends = end > 0 && stop(&text[end - 1]);
    let to = if ends { end } else { text[end..].iter().position(stop).map_or(text.len(), |at| end + at + 1) };
    let words = |range: std::ops::Range<usize>| text[range].iter().filter(|c| **c != '\n').collect::<String>();
    let line = Style::new().underline();
    format!("{}{line}{}{line:#}{}", words(from..start), words(start..end), words(end..to))
}

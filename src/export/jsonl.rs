//! One JSON object per claim, with its evidence.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::assemble::{Claim, Content, End, Graph, NodeIndex, OpenClaim};

pub(super) fn write(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    graph.claims.iter().try_for_each(|claim| writeln!(out, "{}", object(graph, claim)))?;
    graph.open.iter().try_for_each(|claim| writeln!(out, "{}", open(graph, claim)))
}

fn open(graph: &Graph, claim: &OpenClaim) -> Value {
    let end = |end: &End| json!({ "words": end.words, "iri": end.node.map(|ix| &graph.node(ix).iri) });
    let article = &graph.articles[claim.article];
    json!({
        "open": claim.id,
        "subject": end(&claim.subject),
        "verb": claim.verb,
        "verbPhrase": claim.phrase,
        "object": end(&claim.object),
        "article": article.id,
        "title": article.title,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
    })
}

fn object(graph: &Graph, claim: &Claim) -> Value {
    let entity = |ix: NodeIndex| {
        let node = graph.node(ix);
        json!({ "iri": node.iri, "label": node.label, "kind": node.kind })
    };
    let local = |iri: &str| iri.rsplit(['#', '/']).next().unwrap_or(iri).to_owned();
    let article = &graph.articles[claim.article];
    let mut value = json!({
        "claim": claim.id,
        "subject": entity(graph.subject(claim)),
        "status": claim.status.name(),
        "construction": claim.construction,
        "trigger": claim.trigger,
        "confidence": claim.confidence.to_string().parse::<f64>().ok(),
        "attributedTo": claim.attributed_to.map(entity),
        "article": article.id,
        "title": article.title,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
    });
    value["statement"] = match &claim.content {
        Content::Relation { property, object, .. } => {
            json!({ "type": "relation", "property": local(property), "object": entity(*object) })
        }
        Content::Post(ix) => {
            let post = &graph.posts[*ix];
            let organization = entity(post.organization);
            json!({ "type": "post", "organization": organization, "role": post.role, "former": post.former })
        }
        Content::Observation(ix) => {
            let o = &graph.observations[*ix];
            json!({
                "type": "observation", "measure": local(&o.measure), "of": o.of, "value": o.value.to_string(),
                "high": o.high.map(|h| h.to_string()), "unit": o.unit, "bound": o.bound.name(), "time": o.time,
            })
        }
        Content::Quotation(ix) => {
            let quotation = &graph.quotations[*ix];
            json!({ "type": "quotation", "text": quotation.text, "direct": quotation.direct })
        }
    };
    value
}

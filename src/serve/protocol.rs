//! What a request asks for, by the [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/), section 2.1.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use super::Refusal;

/// A query, and the graphs that it is asked of where the request names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Question {
    /// SPARQL.
    pub query: String,
    /// The graphs that are merged to the default graph.
    pub default_graphs: Vec<String>,
    /// The graphs that may be named.
    pub named_graphs: Vec<String>,
}

/// What a request to the endpoint asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// A query is to be answered.
    Question(Question),
    /// The service is to describe itself.
    Description,
}

/// Reads a request: its method, the query string of its address, its content type and body.
pub(super) fn read(method: &str, string: &str, media: Option<&str>, body: &[u8]) -> Result<Request, Refusal> {
    match method {
        "GET" | "HEAD" if string.is_empty() => Ok(Request::Description),
        "GET" | "HEAD" => form(string),
        "POST" => {
            let (kind, charset) = content(media.unwrap_or_default());
            if charset.as_deref().is_some_and(|c| c != "utf-8") {
                return Err(Refusal::new(415, "the request must be written in UTF-8"));
            }
            let text = || std::str::from_utf8(body).map_err(|_| Refusal::new(400, "the request is not UTF-8"));
            match kind.as_str() {
                "application/x-www-form-urlencoded" => form(text()?),
                "application/sparql-query" => {
                    let mut question = Question { query: text()?.to_owned(), ..Question::default() };
                    for (name, value) in pairs(string)? {
                        graphs(&mut question, &name, value)?;
                    }
                    Ok(Request::Question(question))
                }
                "application/sparql-update" => Err(read_only()),
                _ => Err(Refusal::new(
                    415,
                    "send application/x-www-form-urlencoded with query=…, or application/sparql-query",
                )),
            }
        }
        _ => Err(Refusal::new(405, "send GET or POST")),
    }
}

fn read_only() -> Refusal {
    Refusal::new(403, "the graph can only be asked; updates are refused")
}

fn form(text: &str) -> Result<Request, Refusal> {
    let mut question = Question::default();
    let mut queries = 0;
    for (name, value) in pairs(text)? {
        match name.as_str() {
            "query" => {
                question.query = value;
                queries += 1;
            }
            "update" => return Err(read_only()),
            _ => graphs(&mut question, &name, value)?,
        }
    }
    match queries {
        1 => Ok(Request::Question(question)),
        0 => Err(Refusal::new(400, "the parameter query is missing")),
        _ => Err(Refusal::new(400, "there is more than one query")),
    }
}

/// Takes in a graph of the dataset; other parameters are left to extensions and pass.
fn graphs(question: &mut Question, name: &str, value: String) -> Result<(), Refusal> {
    let list = match name {
        "default-graph-uri" => &mut question.default_graphs,
        "named-graph-uri" => &mut question.named_graphs,
        "query" => return Err(Refusal::new(400, "there is a query in the address and one in the body")),
        _ => return Ok(()),
    };
    if oxigraph::model::NamedNode::new(&value).is_err() {
        return Err(Refusal::new(400, format!("{name}={value} is no IRI")));
    }
    list.push(value);
    Ok(())
}

/// The parameters of a form or of an address.
pub(super) fn pairs(text: &str) -> Result<Vec<(String, String)>, Refusal> {
    let decoded = |part: &str| {
        let spaced = part.replace('+', " ");
        let bytes: Vec<u8> = percent_decode_str(&spaced).collect();
        String::from_utf8(bytes).map_err(|_| Refusal::new(400, "a parameter is not UTF-8"))
    };
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decoded(name)?, decoded(value)?))
    };
    text.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

/// A content type without its parameters, and its charset, both in small letters.
fn content(media: &str) -> (String, Option<String>) {
    let mut parts = media.split(';').map(|part| part.trim().to_ascii_lowercase());
    let kind = parts.next().unwrap_or_default();
    let charset = parts.find_map(|part| part.strip_prefix("charset=").map(|c| c.trim_matches('"').to_owned()));
    (kind, charset)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
    const DIRECT: Option<&str> = Some("application/sparql-query; charset=utf-8");

    fn refused(read: Result<Request, Refusal>) -> u16 {
        read.expect_err("refused").status
    }

    #[test]
    fn a_query_may_come_in_three_ways() {
        let ask = |query: &str| Question { query: query.to_owned(), ..Question::default() };
        let wanted = Ok(Request::Question(ask("ASK {}")));
        assert_eq!(read("GET", "query=ASK%20%7B%7D", None, b""), wanted);
        assert_eq!(read("POST", "", FORM, b"query=ASK+%7B%7D"), wanted);
        assert_eq!(read("POST", "", DIRECT, b"ASK {}"), wanted);
        assert_eq!(read("GET", "", None, b""), Ok(Request::Description));
    }

    #[test]
    fn graphs_are_named_beside_the_query() {
        let string = "default-graph-uri=urn%3Aa&default-graph-uri=urn%3Ab&named-graph-uri=urn%3Ac";
        let Ok(Request::Question(q)) = read("POST", string, DIRECT, b"ASK {}") else { panic!("refused") };
        assert_eq!((q.default_graphs.len(), q.named_graphs.len()), (2, 1));
        assert_eq!(refused(read("GET", "query=ASK&named-graph-uri=no+iri", None, b"")), 400);
    }

    #[test]
    fn what_the_protocol_forbids_is_refused() {
        let cases = [
            (read("PUT", "query=ASK", None, b""), 405),
            (read("GET", "query=ASK&query=ASK", None, b""), 400),
            (read("GET", "update=CLEAR+ALL", None, b""), 403),
            (read("GET", "x=1", None, b""), 400),
            (read("POST", "", FORM, b"update=CLEAR+ALL"), 403),
            (read("POST", "", None, b"query=ASK"), 415),
            (read("POST", "", Some("text/plain"), b"ASK {}"), 415),
            (read("POST", "", Some("application/sparql-update"), b"CLEAR ALL"), 403),
            (read("POST", "", Some("application/sparql-query; charset=UTF-16"), b"A\0S\0K\0"), 415),
            (read("POST", "", FORM, b"query=%FF%FE"), 400),
            (read("POST", "", DIRECT, b"\xFF"), 400),
        ];
        for (i, (read, status)) in cases.into_iter().enumerate() {
            assert_eq!(refused(read), status, "case {i}");
        }
    }
}

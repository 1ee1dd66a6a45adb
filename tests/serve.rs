//! `tupu serve`: the SPARQL 1.1 Protocol on a graph that is only read, and queries that would take everything.
#![cfg(feature = "serve")]

#[expect(dead_code, reason = "other tests use the rest")]
mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::Place;

/// A server of the graph of all tests; it ends with this.
struct Server {
    child: Child,
    address: String,
    _place: Place,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, headers as they were sent, body.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    fn start(more: &[&str]) -> Self {
        let place = Place::with_graph();
        let mut child = Command::new(env!("CARGO_BIN_EXE_tupu"))
            .args(["serve", "kg", "--port", "0"])
            .args(more)
            .current_dir(place.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(address.contains(':'), "{line:?}");
        Server { child, address, _place: place }
    }

    /// Sends bytes and reads until the server closes.
    fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        // A server that refuses a long body closes before it has all of it.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { unchunked(body) } else { body.to_owned() };
        Answer { status, head: head.to_ascii_lowercase(), body }
    }

    fn send(&self, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
        let headers: String = headers.iter().map(|h| format!("{h}\r\n")).collect();
        let host = if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.address) };
        let length = body.len();
        self.raw(
            format!(
                "{method} {path} HTTP/1.1\r\n{host}{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .as_bytes(),
        )
    }

    fn ask(&self, query: &str) -> Answer {
        self.send("POST", "/sparql", &["Content-Type: application/sparql-query", "Accept: text/csv"], query)
    }

    /// Processes that the server has started and that are there.
    fn workers(&self) -> Vec<u32> {
        let parent = self.child.id().to_string();
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let ids = processes.filter_map(|p| p.file_name().to_str().and_then(|n| n.parse::<u32>().ok()));
        ids.filter(|id| {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            let rest: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
            rest.get(1) == Some(&parent.as_str()) && rest.first() != Some(&"Z")
        })
        .collect()
    }
}

fn unchunked(mut text: &str) -> String {
    let mut whole = String::new();
    // Lengths count bytes; the texts here are cut at whole characters.
    while let Some((length, rest)) = text.split_once("\r\n") {
        let Ok(length) = usize::from_str_radix(length.trim(), 16) else { break };
        if length == 0 || rest.len() < length {
            break;
        }
        whole.push_str(&rest[..length]);
        text = rest[length..].trim_start_matches("\r\n");
    }
    whole
}

const PLACES: &str = "SELECT ?n WHERE { ?c :locatedIn ?p . ?p rdfs:label ?n } ORDER BY ?n";

/// Method, path, headers, body; the status, and what the head must say.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a str, u16, &'a str);

#[test]
fn the_protocol_is_kept() {
    let server = Server::start(&[]);
    let form = "Content-Type: application/x-www-form-urlencoded";
    let direct = "Content-Type: application/sparql-query";
    // What W3C's protocol tests of SPARQL 1.1 ask of an endpoint that is only read: request, status, what the head says.
    let cases: &[Case<'_>] = &[
        ("GET", "/sparql?query=ASK%20%7B%7D", &[], "", 200, "application/sparql-results+json"),
        ("POST", "/sparql", &[form], "query=ASK%20%7B%7D", 200, "application/sparql-results+json"),
        ("POST", "/sparql", &[direct], "ASK {}", 200, "application/sparql-results+json"),
        (
            "GET",
            "/sparql?query=ASK%20%7B%7D",
            &["Accept: application/sparql-results+xml"],
            "",
            200,
            "sparql-results+xml",
        ),
        ("GET", "/sparql?query=SELECT%20(1%20AS%20%3Fx)%20%7B%7D", &["Accept: text/csv"], "", 200, "text/csv"),
        (
            "GET",
            "/sparql?query=SELECT%20(1%20AS%20%3Fx)%20%7B%7D",
            &["Accept: text/tab-separated-values"],
            "",
            200,
            "text/tab-separated-values",
        ),
        ("GET", "/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D", &[], "", 200, "text/turtle"),
        (
            "GET",
            "/sparql?query=DESCRIBE%20%3Curn%3Aa%3E",
            &["Accept: application/rdf+xml"],
            "",
            200,
            "application/rdf+xml",
        ),
        (
            "GET",
            "/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D",
            &["Accept: application/ld+json"],
            "",
            200,
            "application/ld+json",
        ),
        (
            "GET",
            "/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D",
            &["Accept: application/n-triples"],
            "",
            200,
            "application/n-triples",
        ),
        ("GET", "/sparql", &[], "", 200, "text/turtle"),
        ("GET", "/sparql?query=ASK%20%7B%7D", &["Accept: image/png"], "", 406, "text/plain"),
        ("PUT", "/sparql", &[direct], "ASK {}", 405, "allow: get, head, post"),
        ("DELETE", "/sparql", &[], "", 405, "allow"),
        ("GET", "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", &[], "", 400, ""),
        ("POST", "/sparql", &["Content-Type: text/plain"], "ASK {}", 415, ""),
        ("POST", "/sparql", &[], "query=ASK%20%7B%7D", 415, ""),
        ("POST", "/sparql", &["Content-Type: application/sparql-query; charset=UTF-16"], "ASK {}", 415, ""),
        ("GET", "/sparql?query=ASK%20%7B", &[], "", 400, ""),
        ("POST", "/sparql", &[form], "update=CLEAR%20ALL", 403, ""),
        ("POST", "/sparql", &["Content-Type: application/sparql-update"], "CLEAR ALL", 403, ""),
        ("GET", "/sparql?update=CLEAR%20ALL", &[], "", 403, ""),
        ("POST", "/sparql", &[direct], "CLEAR ALL", 400, ""),
        ("POST", "/sparql", &[direct], "LOAD <http://example.org/>", 400, ""),
        ("POST", "/sparql", &[direct], "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", 400, ""),
        ("GET", "/graphs?default", &[], "", 200, "text/turtle"),
        ("GET", "/graphs?graph=urn%3Anone", &[], "", 404, ""),
        ("GET", "/graphs", &[], "", 400, ""),
        ("PUT", "/graphs?default", &[], "", 405, ""),
        ("GET", "/../../etc/passwd", &[], "", 404, ""),
        ("GET", "/", &[], "", 200, "text/html"),
        ("GET", "/api/summary.json", &[], "", 200, "application/json"),
        ("GET", "/api/../Cargo.json", &[], "", 404, ""),
        ("GET", "/assets/../index.html", &[], "", 404, ""),
    ];
    for (method, path, headers, body, status, said) in cases {
        let answer = server.send(method, path, headers, body);
        assert_eq!(answer.status, *status, "{method} {path} {body}: {answer:?}");
        assert!(answer.head.contains(said), "{method} {path}: {answer:?}");
    }
    let broken = server.ask("SELECT *\nWHERE { ?s ?p }");
    assert!(broken.status == 400 && broken.body.contains("line 2"), "{broken:?}");
    let head = server.send("HEAD", "/sparql?query=ASK%20%7B%7D", &[], "");
    assert!(head.status == 200 && head.body.is_empty(), "{head:?}");
}

#[test]
fn a_query_is_asked_of_the_graphs_that_the_request_names() {
    let server = Server::start(&[]);
    let rows = |answer: Answer| answer.body.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(server.ask(PLACES)), ["永嘉县", "长沙市"]);
    let graphs = rows(server.ask("SELECT ?g { GRAPH ?g { ?c :locatedIn ?p } } ORDER BY ?g"));
    assert_eq!(graphs.len(), 2);
    let encoded = graphs[0].replace(':', "%3A").replace('/', "%2F");
    let headers = ["Content-Type: application/sparql-query", "Accept: text/csv"];
    let path = format!("/sparql?default-graph-uri={encoded}");
    assert_eq!(rows(server.send("POST", &path, &headers, "SELECT ?p { ?c :locatedIn ?p }")).len(), 1);
    let path = format!("/sparql?named-graph-uri={encoded}");
    let named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }";
    assert_eq!(rows(server.send("POST", &path, &headers, named)), [graphs[0].clone()]);
    let one = server.send("GET", &format!("/graphs?graph={encoded}"), &["Accept: application/n-triples"], "");
    assert!(one.status == 200 && one.body.contains("locatedIn"), "{one:?}");
}

#[test]
fn browsers_of_elsewhere_get_nothing_unless_they_may() {
    let server = Server::start(&["--cors", "https://friend.example", "--host", "graph.example"]);
    let ask = "/sparql?query=ASK%20%7B%7D";
    assert_eq!(server.send("GET", ask, &["Host: evil.example"], "").status, 403);
    assert_eq!(server.send("GET", ask, &["Host: graph.example"], "").status, 200);
    let friend = server.send("GET", ask, &["Origin: https://friend.example"], "");
    assert!(friend.head.contains("access-control-allow-origin: https://friend.example"), "{friend:?}");
    let stranger = server.send("GET", ask, &["Origin: https://evil.example"], "");
    assert!(!stranger.head.contains("access-control-allow-origin"), "{stranger:?}");
    assert_eq!(server.send("OPTIONS", "/sparql", &["Origin: https://friend.example"], "").status, 204);
    assert_eq!(server.send("OPTIONS", "/sparql", &["Origin: https://evil.example"], "").status, 405);
    for answer in [friend, stranger] {
        assert!(answer.head.contains("content-security-policy: default-src 'none'"), "{answer:?}");
        assert!(answer.head.contains("x-content-type-options: nosniff"), "{answer:?}");
    }
}

#[test]
fn a_query_that_takes_too_much_is_ended_and_the_others_go_on() {
    let server = Server::start(&["--timeout", "4", "--memory", "200", "--max-rows", "100", "--workers", "2"]);
    let ones: String = (0..200).map(|n| format!("{n} ")).collect();
    let values = |n: usize| -> String { (0..n).map(|i| format!("VALUES ?v{i} {{ {ones} }} ")).collect() };
    let hostile = [
        ("nested 10,000 deep", format!("SELECT * {{ {}{} }}", "{".repeat(10_000), "}".repeat(10_000)), 400),
        ("nested functions", format!("SELECT ({}1{} AS ?x) {{}}", "ABS(".repeat(10_000), ")".repeat(10_000)), 400),
        ("a product of values", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", values(6)), 503),
        ("a product that is sorted", format!("SELECT * {{ {} }} ORDER BY ?v1 ?v0", values(4)), 503),
        (
            "paths without an end",
            "SELECT (COUNT(*) AS ?n) { ?a (!:x|^!:x)* ?b . ?c (!:x|^!:x)* ?d . ?e (!:x|^!:x)* ?f }".to_owned(),
            503,
        ),
        (
            "a costly pattern",
            format!(
                "SELECT (COUNT(*) AS ?n) {{ {} FILTER(REGEX(CONCAT(STR(?v0), STR(?v1), STR(?v2), STR(?v3), STR(?v4)), \"(1|2|3)*(4|5)*(6|7)*x\")) }}",
                values(5)
            ),
            503,
        ),
        ("many rows", "SELECT * { ?s ?p ?o . ?a ?b ?c }".to_owned(), 503),
    ];
    for (name, query, status) in hostile {
        let begun = Instant::now();
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| server.ask(&query));
            std::thread::sleep(Duration::from_millis(300));
            for _ in 0..3 {
                let other = server.ask("ASK { ?s ?p ?o }");
                assert_eq!((other.status, other.body.trim()), (200, "true"), "beside {name}: {other:?}");
            }
            let answer = asked.join().unwrap();
            assert_eq!(answer.status, status, "{name}: {}", answer.head);
        });
        assert!(begun.elapsed() < Duration::from_secs(60), "{name} took {:?}", begun.elapsed());
    }
    // Whoever goes away takes the query along.
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let query = format!("SELECT (COUNT(*) AS ?n) {{ {} }}", values(6));
    let length = query.len();
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: {}\r\nContent-Type: application/sparql-query\r\nContent-Length: {length}\r\n\r\n",
        server.address
    );
    stream.write_all((head + &query).as_bytes()).unwrap();
    drop(stream);
    if cfg!(target_os = "linux") {
        // In the end there are as many workers as at the beginning, and none of them is at work.
        let busy = |id: &u32| {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            stat.rsplit(") ").next().unwrap_or_default().starts_with('R')
        };
        let quiet = || {
            let workers = server.workers();
            (2..=4).contains(&workers.len()) && !workers.iter().any(busy)
        };
        let still = (0..300).find(|_| {
            std::thread::sleep(Duration::from_millis(100));
            quiet()
                && (0..5).all(|_| {
                    std::thread::sleep(Duration::from_millis(20));
                    quiet()
                })
        });
        assert!(still.is_some(), "{:?}", server.workers());
    }
    assert_eq!(server.ask("ASK {}").status, 200);
}

#[test]
fn long_and_slow_requests_are_refused() {
    let server = Server::start(&["--max-body", "16"]);
    let long = server.ask(&format!("ASK {{}} #{}", "x".repeat(1 << 20)));
    assert_eq!(long.status, 413, "{long:?}");
    // The rest of the head never comes.
    let begun = Instant::now();
    let slow = server.raw(b"GET / HTTP/1.1\r\nHost:");
    assert!(slow.status != 200 && begun.elapsed() < Duration::from_secs(60), "{slow:?}");
    assert_eq!(server.ask("ASK {}").status, 200);
}

#[test]
#[cfg(unix)]
fn workers_end_with_their_server() {
    let mut server = Server::start(&[]);
    assert_eq!(server.ask("ASK {}").status, 200);
    let workers = server.workers();
    // As hard as it gets: the server cannot tell them.
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        workers.iter().all(|id| {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            stat.is_empty() || stat.contains(") Z ")
        })
    });
    assert!(gone, "{workers:?}");
}

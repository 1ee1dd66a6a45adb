//! `tupu push` and `--store`: against a served graph, against a store that fails as real ones do, and against Oxigraph and
//! Virtuoso, where they are installed (`OXIGRAPH` and `VIRTUOSO` may name the programs).
#![cfg(all(feature = "remote", feature = "serve"))]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

#[expect(dead_code, reason = "other tests use the rest")]
mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::Place;

/// A program that ends with this.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Serves the graph of `place`, and gives the address.
fn served(place: &Place, more: &[&str]) -> (Running, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tupu"))
        .args(["serve", "kg", "--port", "0"])
        .args(more)
        .current_dir(place.path(""))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Running(child), line.trim().to_owned())
}

/// What commands say of the graph in a folder, and of the same graph in a store.
fn the_same(place: &Place, url: &str) {
    for question in ["people", "sources", "unaffirmed", "documents"] {
        let own = place.tupu(&["query", "kg", question, "--format", "csv"]);
        let stored = place.tupu(&["query", "--store", url, question, "--format", "csv"]);
        assert_eq!(stored.code, 0, "{stored:?}");
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert!(!own.out.is_empty() && sorted(&own.out) == sorted(&stored.out), "{question}: {own:?} {stored:?}");
    }
    for args in [&["draw"][..], &["report", "--format", "md"], &["why", "永嘉新光纽扣有限公司"]] {
        let (name, rest) = args.split_first().unwrap();
        let own = place.tupu(&[&[*name, "kg"], rest].concat());
        let stored = place.tupu(&[&[*name, "--store", url], rest].concat());
        assert_eq!((own.code, &own.out), (0, &stored.out), "{name}: {stored:?}");
    }
}

#[test]
fn a_served_graph_is_a_store_that_is_only_read() {
    let place = Place::with_graph();
    let (_server, url) = served(&place, &[]);
    the_same(&place, &url);
    let run = place.tupu(&["push", "kg", "--to", &url]);
    assert!(run.code == 1 && run.err.contains("only read"), "{run:?}");
    let run = place.tupu(&["why", "kg", "荔浦市", "--store", &url]);
    assert!(run.code == 1 && run.err.contains("two graphs"), "{run:?}");
}

#[test]
fn other_servers_are_asked_only_where_that_is_allowed() {
    let place = Place::with_graph();
    let (_one, other) = served(&place, &[]);
    let host = other.trim_start_matches("http://").trim_end_matches('/');
    let query = format!("SELECT ?s WHERE {{ SERVICE <http://{host}/sparql> {{ ?s :locatedIn ?o }} }}");
    place.write("q.rq", &query);
    let (_two, allowing) = served(&place, &["--allow-service", host]);
    let asked = |url: &str| {
        let body = format!("query={}", query.replace(' ', "+").replace('&', "%26").replace('?', "%3F"));
        let address = url.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        let head =
            format!("POST /sparql HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
        write!(stream, "{head}Connection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let answer = asked(&allowing);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("/id/org/"), "{answer}");
    let answer = asked(&other);
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("SERVICE is not allowed"), "{answer}");
}

/// What a store of our own holds, and how it fails.
#[derive(Default)]
struct Fake {
    graphs: BTreeMap<String, usize>,
    puts: usize,
    /// How many graphs it takes before it says no.
    takes: usize,
    /// How often it says that it is busy.
    busy: usize,
}

/// A store as Oxigraph is one, for those with the token `t0p`.
fn fake() -> (Arc<Mutex<Fake>>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let state = Arc::new(Mutex::new(Fake { takes: usize::MAX, ..Fake::default() }));
    let held = Arc::clone(&state);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let held = Arc::clone(&held);
            std::thread::spawn(move || while answer(&held, &stream).is_some() {});
        }
    });
    (state, url)
}

/// Reads a request and answers it; `None` when the client has gone.
fn answer(held: &Mutex<Fake>, stream: &TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|&n| n > 0)?;
    let (mut length, mut known) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_ascii_lowercase();
        known |= line == "authorization: bearer t0p";
        length = line.strip_prefix("content-length:").map_or(length, |n| n.trim().parse().unwrap());
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (method, path) = first.split_once(' ')?;
    let path = path.split(' ').next()?;
    let name =
        path.split_once("graph=").map_or(String::new(), |(_, name)| name.replace("%3A", ":").replace("%2F", "/"));
    let name = name.replace("%2E", ".");
    let mut held = held.lock().unwrap();
    let json = |text: String| (200, text);
    let (status, text) = match (method, path) {
        _ if !known => (403, "who are you?".to_owned()),
        ("POST", "/query") if String::from_utf8_lossy(&body).contains("ASK") => {
            json(r#"{"head":{},"boolean":true}"#.to_owned())
        }
        ("POST", "/query") => {
            let row = |(name, n): (&String, &usize)| {
                let number = "http://www.w3.org/2001/XMLSchema#integer";
                let n = format!(r#"{{"type":"literal","datatype":"{number}","value":"{n}"}}"#);
                format!(r#"{{"g":{{"type":"uri","value":"{name}"}},"n":{n}}}"#)
            };
            let rows: Vec<String> = held.graphs.iter().filter(|(name, _)| !name.is_empty()).map(row).collect();
            json(format!(r#"{{"head":{{"vars":["g","n"]}},"results":{{"bindings":[{}]}}}}"#, rows.join(",")))
        }
        ("GET", "/store?default") => (200, String::new()),
        ("PUT", _) if held.busy > 0 => {
            held.busy -= 1;
            (503, "later".to_owned())
        }
        ("PUT", _) if held.takes == 0 => (507, "full".to_owned()),
        ("PUT", _) => {
            held.takes = held.takes.saturating_sub(1);
            held.puts += 1;
            let lines = body.iter().filter(|&&b| b == b'\n').count();
            held.graphs.insert(name, lines);
            (204, String::new())
        }
        ("DELETE", _) => (if held.graphs.remove(&name).is_some() { 204 } else { 404 }, String::new()),
        _ => (404, String::new()),
    };
    drop(held);
    let media = if path == "/query" { "application/sparql-results+json" } else { "text/plain" };
    let mut stream = stream;
    let head = format!("HTTP/1.1 {status} X\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n", text.len());
    stream.write_all((head + &text).as_bytes()).ok()
}

#[test]
fn a_push_goes_on_where_it_was_and_sends_what_changed() {
    let place = Place::with_graph();
    let (store, url) = fake();
    let push = || place.tupu(&["push", "kg", "--to", &url, "--auth-file", "token"]);
    place.write("token", "Bearer wrong");
    let run = push();
    assert!(run.code == 1 && run.err.contains("403") && !run.err.contains("wrong"), "{run:?}");
    place.write("token", "Bearer t0p\n");

    // Busy at first, then full after two graphs, then emptied of nothing: the rest follows, once each.
    (store.lock().unwrap().busy, store.lock().unwrap().takes) = (2, 2);
    let run = push();
    assert!(run.code == 1 && run.err.contains("507") && !run.err.contains("t0p"), "{run:?}");
    store.lock().unwrap().takes = usize::MAX;
    let run = push();
    assert_eq!(run.code, 0, "{run:?}");
    let all = store.lock().unwrap().graphs.len();
    assert_eq!(store.lock().unwrap().puts, all, "{run:?}");
    assert!(all > 2 && run.out.contains(&format!("sent       {} graphs", all - 2)), "{run:?}");
    assert!(push().out.contains("sent       0 graphs"));

    // One article is taken away: its graph goes, and only what changed with it is sent.
    let gone = std::fs::read_dir(place.path("news")).unwrap().map(|e| e.unwrap().path()).min().unwrap();
    std::fs::remove_file(gone).unwrap();
    assert_eq!(place.tupu(&["build", "news", "-o", "kg"]).code, 0);
    let run = push();
    assert!(run.code == 0 && run.out.contains("removed    1"), "{run:?}");

    // Somebody else has emptied a graph: the count at the end tells, and it is sent again.
    let name = store.lock().unwrap().graphs.keys().next_back().unwrap().clone();
    store.lock().unwrap().graphs.insert(name, 0);
    let run = push();
    assert!(run.code == 0 && run.out.contains("sent       1 graphs"), "{run:?}");
}

#[test]
fn a_store_of_any_make_is_told_by_its_endpoints() {
    let place = Place::with_graph();
    place.write("token", "Bearer t0p");
    let (store, url) = fake();
    let to = format!("query={url}/query,graphs={url}/store");
    let run = place.tupu(&["push", "kg", "--to", &to, "--auth-file", "token"]);
    assert!(run.code == 0 && run.out.contains("endpoints as given"), "{run:?}");
    assert!(store.lock().unwrap().graphs.keys().any(|name| name.ends_with("/id/terms")), "{run:?}");
    let run = place.tupu(&["push", "kg", "--to", &to, "--via", "update", "--auth-file", "token"]);
    assert!(run.code == 1 && run.err.contains("no update=URL"), "{run:?}");
}

#[test]
fn addresses_that_cannot_be_meant_are_refused() {
    let place = Place::with_graph();
    for (url, told) in [("ftp://a/", "no address of HTTP"), ("http://anna:secret@a/", "holds a password")] {
        let run = place.tupu(&["push", "kg", "--to", url]);
        assert!(run.code == 1 && run.err.contains(told) && !run.err.contains("secret"), "{run:?}");
    }
    let nobody = format!("http://127.0.0.1:{}/", free_port());
    let run = place.tupu(&["draw", "--store", &nobody]);
    assert!(run.code == 1 && run.err.contains("is the store running"), "{run:?}");
}

/// A program of the environment or the path.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file());
    named.filter(|path| path.is_file()).or(found)
}

fn wait_for(port: u16) {
    let until = Instant::now() + Duration::from_secs(90);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < until, "the store has not come up");
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn by_both_protocols(place: &Place, url: &str) {
    for via in ["graphs", "update"] {
        let run = place.tupu(&["push", "kg", "--to", url, "--via", via, "--all", "--auth-file", "user"]);
        assert!(run.code == 0 && run.out.contains("as sent"), "{via}: {run:?}");
        the_same(place, url);
    }
}

#[test]
fn oxigraph_holds_a_graph() {
    let Some(program) = program("OXIGRAPH", "oxigraph") else {
        return println!("skipped: the oxigraph server is not installed (PyPI: oxigraph; OXIGRAPH names it)");
    };
    let (place, port) = (Place::with_graph(), free_port());
    place.write("user", "nobody:nothing");
    let bind = format!("127.0.0.1:{port}");
    let child = Command::new(program).args(["serve", "--bind", &bind]).stderr(Stdio::null()).spawn().unwrap();
    let _running = Running(child);
    wait_for(port);
    by_both_protocols(&place, &format!("http://{bind}/"));
}

#[test]
fn virtuoso_holds_a_graph() {
    let Some(program) = program("VIRTUOSO", "virtuoso-t") else {
        return println!(
            "skipped: Virtuoso is not installed (Debian: virtuoso-opensource-7; VIRTUOSO names virtuoso-t)"
        );
    };
    let (place, port) = (Place::with_graph(), free_port());
    place.write("user", "dba:dba");
    let folder = place.path("virtuoso");
    std::fs::create_dir_all(&folder).unwrap();
    let settings = format!(
        "[Database]\nDatabaseFile = {0}/v.db\nTransactionFile = {0}/v.trx\nErrorLogFile = {0}/v.log\nLockFile = {0}/v.lck\n\
         xa_persistent_file = {0}/v.pxa\n[TempDatabase]\nDatabaseFile = {0}/t.db\nTransactionFile = {0}/t.trx\n\
         [Parameters]\nServerPort = {1}\nNumberOfBuffers = 10000\nServerThreads = 10\nDirsAllowed = {0}\n\
         [HTTPServer]\nServerPort = {port}\nServerThreads = 8\nKeepAliveTimeout = 10\n[SPARQL]\nResultSetMaxRows = 10000\n",
        folder.display(),
        free_port()
    );
    let file = place.write("virtuoso/v.ini", settings);
    let child = Command::new(program).arg("-f").arg("-c").arg(file).current_dir(&folder).stderr(Stdio::null()).spawn();
    let _running = Running(child.unwrap());
    wait_for(port);
    by_both_protocols(&place, &format!("http://127.0.0.1:{port}/"));
}

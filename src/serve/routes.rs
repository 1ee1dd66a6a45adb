//! What stands under which path.

use std::net::SocketAddr;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::description::describe;
use super::edit::{self, Edit};
use super::frame::{Job, What};
use super::guard::Guard;
use super::pool::Pool;
use super::{Refusal, Settings, bundle, protocol};
use crate::page::Pages;

/// How long the body of a request may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// The page that says what there is.
const HOME: &str = include_str!("home.html");

struct Server {
    pool: Arc<Pool>,
    guard: Guard,
    settings: Settings,
    /// Where the server listens, as a request may write it.
    address: SocketAddr,
    base: String,
    pages: RwLock<Pages>,
    edit: Option<Edit>,
}

/// All paths of the server at `address`; the IRIs of its graph begin with `base`.
pub(super) fn router(settings: Settings, address: SocketAddr, base: String, pages: Pages, pool: Arc<Pool>) -> Router {
    let guard = Guard::new(address, &settings.hosts, settings.origin.clone());
    let edit = settings.edit.clone().map(|author| Edit::new(&settings.graph, author));
    let pages = RwLock::new(pages);
    let server = Arc::new(Server { pool, guard, settings, address, base, pages, edit });
    Router::new()
        .route("/", any(home))
        .route("/sparql", any(sparql))
        .route("/graphs", any(graphs))
        .route("/api/decide", any(decide))
        .route("/api/{*path}", any(resource))
        .route("/assets/{*path}", any(asset))
        .fallback(|| async { Refusal::new(404, "there is nothing here; see /") })
        .layer(middleware::from_fn_with_state(server.clone(), guarded))
        .with_state(server)
}

/// Checks every request, and marks every answer.
async fn guarded(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let asked = request.headers().clone();
    let head = request.method() == Method::HEAD;
    let mut answer = match server.guard.admit(&asked) {
        Err(refusal) => refusal.into_response(),
        Ok(()) if request.method() == Method::OPTIONS => match server.guard.preflight(&asked) {
            Some(headers) => {
                let mut answer = plain(StatusCode::NO_CONTENT, "text/plain", Body::empty());
                answer.headers_mut().extend(headers);
                answer
            }
            None => Refusal::new(405, "send GET or POST").into_response(),
        },
        Ok(()) => next.run(request).await,
    };
    server.guard.mark(&asked, answer.headers_mut());
    if head {
        *answer.body_mut() = Body::empty();
    }
    answer
}

/// The page, or where it was not built in what tells of the endpoint.
async fn home(State(server): State<Arc<Server>>) -> Response {
    if let Some((media, bytes)) = bundle::file("") {
        return plain(StatusCode::OK, media, Body::from(bytes));
    }
    let page = HOME.replace("{base}", &server.base);
    plain(StatusCode::OK, "text/html; charset=utf-8", Body::from(page))
}

async fn asset(request: Request) -> Result<Response, Refusal> {
    let file = bundle::file(request.uri().path().trim_start_matches('/'));
    let (media, bytes) = file.ok_or_else(|| Refusal::new(404, "the page has no such file"))?;
    Ok(plain(StatusCode::OK, media, Body::from(bytes)))
}

async fn resource(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Refusal> {
    let path = request.uri().path().trim_start_matches("/api/").to_owned();
    if path == "edit.json" {
        let permission = edit::permission(server.edit.as_ref());
        return Ok(plain(StatusCode::OK, "application/json", Body::from(permission)));
    }
    let made = tokio::task::spawn_blocking(move || server.pages.read().ok()?.get(&path)).await;
    let json = made.ok().flatten().ok_or_else(|| Refusal::new(404, "the graph has nothing of this name"))?;
    Ok(plain(StatusCode::OK, "application/json", Body::from(json)))
}

/// Writes a decision that was made on the page.
async fn decide(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let edit = server.edit.as_ref().ok_or_else(|| Refusal::new(403, "decisions can be made with --edit only"))?;
    if parts.method != Method::POST {
        return Err(Refusal::new(405, "send POST"));
    }
    edit.admit(&parts.headers)?;
    let body = take(&server, body).await?;
    let mut pages = server.pages.write().map_err(|_| Refusal::new(500, "the pages are broken"))?;
    let decisions = edit.add(pages.decisions(), &body)?;
    pages.decide(decisions);
    Ok(plain(StatusCode::OK, "application/json", Body::from("{}")))
}

async fn sparql(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let body = take(&server, body).await?;
    let media = parts.headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok());
    let string = parts.uri.query().unwrap_or_default();
    match protocol::read(parts.method.as_str(), string, media, &body)? {
        protocol::Request::Description => {
            let endpoint = format!("http://{}/sparql", server.address);
            let (media, bytes) = describe(&endpoint, accept(&parts.headers).as_deref())?;
            Ok(plain(StatusCode::OK, media, Body::from(bytes)))
        }
        protocol::Request::Question(question) => evaluate(&server, &parts.headers, What::Question(question)).await,
    }
}

/// The body of a request, if it comes in time and is not too long.
async fn take(server: &Server, body: Body) -> Result<axum::body::Bytes, Refusal> {
    let most = server.settings.body;
    match tokio::time::timeout(PATIENCE, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(Refusal::new(413, format!("the request has more than {most} bytes"))),
        Err(_) => Err(Refusal::new(408, "the request came too slowly")),
    }
}

async fn graphs(State(server): State<Arc<Server>>, request: Request) -> Result<Response, Refusal> {
    let (parts, _) = request.into_parts();
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return Err(Refusal::new(405, "the graphs can only be read"));
    }
    let pairs = protocol::pairs(parts.uri.query().unwrap_or_default())?;
    let name = match pairs.as_slice() {
        [(name, value)] if name == "default" && value.is_empty() => None,
        [(name, value)] if name == "graph" && !value.is_empty() => Some(value.clone()),
        _ => return Err(Refusal::new(400, "ask for ?default or for ?graph=IRI")),
    };
    evaluate(&server, &parts.headers, What::Graph(name)).await
}

/// What formats a request accepts, if it says so.
fn accept(headers: &HeaderMap) -> Option<String> {
    let all: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|accept| accept.to_str().ok()).collect();
    Some(all.join(",")).filter(|all| !all.is_empty())
}

async fn evaluate(server: &Server, headers: &HeaderMap, what: What) -> Result<Response, Refusal> {
    let job = Job { what, accept: accept(headers), rows: server.settings.rows };
    let answer = server.pool.ask(job).await?;
    Ok(plain(StatusCode::OK, &answer.media, answer.body))
}

fn plain(status: StatusCode, media: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let media = if media.starts_with("text/") && !media.contains("charset") {
        format!("{media}; charset=utf-8")
    } else {
        media.to_owned()
    };
    if let Ok(media) = HeaderValue::from_str(&media) {
        response.headers_mut().insert(header::CONTENT_TYPE, media);
    }
    response
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = plain(status, "text/plain", Body::from(format!("{}\n", self.message)));
        let headers = response.headers_mut();
        match self.status {
            405 => drop(headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"))),
            503 => drop(headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"))),
            _ => {}
        }
        response
    }
}

//! One request: to the office and back, or not.

use super::fault::{Fault, Seen, Spoil, State};
use super::inject;
use anyhow::{Context, Result, bail, ensure};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCEPT_ENCODING, CONTENT_LENGTH, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    RETRY_AFTER,
};
use hyper::http::{request, response};
use hyper::{Request, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

type Reply = Response<Full<Bytes>>;

/// A call that is never answered.
const HOLD: &str = "/journey-hold";

/// An error here makes the server close the connection without a word.
pub(super) async fn answer(state: &State, request: Request<Incoming>) -> Result<Reply> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let path = head.uri.path().to_owned();
    if path.starts_with("/api/") {
        return api(state, head, body).await;
    }
    if path == HOLD {
        state.hold();
        return std::future::pending().await;
    }
    let (puppetry, prelude) = (state.puppets(), state.prelude());
    if path == inject::PRELUDE {
        return simple(
            200,
            "text/javascript",
            prelude.as_deref().unwrap_or_default(),
        );
    }
    if let Some(puppetry) = &puppetry
        && path.starts_with(inject::PREFIX)
    {
        return puppetry.answer(&path, &body).await;
    }
    let tags = inject::Tags {
        first: prelude.is_some(),
        last: puppetry.is_some(),
    };
    if !tags.first && !tags.last {
        return forward(state.office(), head, body).await;
    }
    inject::into_page(state.office(), plain(head), body, tags).await
}

/// A page that is to be changed must not come compressed, and not be the one the browser has.
fn plain(mut head: request::Parts) -> request::Parts {
    for name in [ACCEPT_ENCODING, IF_NONE_MATCH, IF_MODIFIED_SINCE] {
        head.headers.remove(name);
    }
    head
}

async fn api(state: &State, head: request::Parts, body: Bytes) -> Result<Reply> {
    let mut seen = Seen {
        path: head.uri.path().to_owned(),
        body: body.clone(),
        encoding: text(&head, "content-encoding"),
        authorization: text(&head, "authorization"),
        status: None,
    };
    state.begin(&seen.path);
    let reply = with_fault(state, state.next(), head, body).await;
    seen.status = reply.as_ref().ok().map(|reply| reply.status().as_u16());
    state.note(seen);
    reply
}

fn text(head: &request::Parts, name: &str) -> Option<String> {
    Some(head.headers.get(name)?.to_str().ok()?.to_owned())
}

async fn with_fault(
    state: &State,
    fault: Fault,
    head: request::Parts,
    body: Bytes,
) -> Result<Reply> {
    match fault {
        Fault::Pass => forward(state.office(), head, body).await,
        Fault::Portal => simple(200, "text/html", PORTAL),
        Fault::Status(status, retry_after) => refuse(status, retry_after),
        Fault::CutAfterCommit => {
            forward(state.office(), head, body).await?;
            bail!("the line is cut")
        }
        Fault::Cut => bail!("the line is cut"),
        Fault::Spoilt(how) => spoil(forward(state.office(), plain(head), body).await?, how).await,
        Fault::Refusing(part, status) if head.uri.path().contains(part) => refuse(status, None),
        Fault::Refusing(..) => forward(state.office(), head, body).await,
        Fault::CutAfter(part) => {
            let cut = head.uri.path().contains(part);
            let reply = forward(state.office(), head, body).await?;
            ensure!(!cut, "the line is cut");
            Ok(reply)
        }
        Fault::TooLargeOver(most) if body.len() > most => refuse(413, None),
        Fault::TooLargeOver(_) => forward(state.office(), head, body).await,
    }
}

const PORTAL: &str = "<!doctype html><html><head><title>Hotel Wi-Fi</title></head>\
    <body><h1>Welcome</h1><form action=\"/login\"><button>Connect</button></form></body></html>";

fn simple(status: u16, kind: &'static str, text: &str) -> Result<Reply> {
    Ok(Response::builder()
        .status(status)
        .header("content-type", kind)
        .body(Full::new(Bytes::from(text.to_owned())))?)
}

fn refuse(status: u16, retry_after: Option<u32>) -> Result<Reply> {
    let error = r#"{"error":"refused","message":"The journey refuses this call."}"#;
    let mut reply = simple(status, "application/json", error)?;
    if let Some(seconds) = retry_after {
        reply
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(reply)
}

/// An answer that confirms nothing, because its receipts are not what they were.
async fn spoil(reply: Reply, how: Spoil) -> Result<Reply> {
    let (mut head, body) = reply.into_parts();
    let bytes = body.collect().await?.to_bytes();
    let value: serde_json::Value = match serde_json::from_slice(&bytes) {
        Ok(value) => value,
        Err(_) => return Ok(Response::from_parts(head, Full::new(bytes))),
    };
    if value["receipts"].is_null() {
        return Ok(Response::from_parts(head, Full::new(bytes)));
    }
    let text = spoilt(value, how);
    resize(&mut head, text.len());
    Ok(Response::from_parts(head, Full::new(Bytes::from(text))))
}

fn spoilt(mut value: serde_json::Value, how: Spoil) -> String {
    match how {
        Spoil::Torn => {
            let text = value.to_string();
            return text.chars().take(text.len() / 2).collect();
        }
        Spoil::Object => return "{}".to_owned(),
        Spoil::Nothing => return String::new(),
        Spoil::None => value["receipts"] = serde_json::json!([]),
        _ => {
            for receipt in value["receipts"].as_array_mut().into_iter().flatten() {
                match how {
                    Spoil::Hashes => receipt["sha256"] = "0".repeat(64).into(),
                    Spoil::Ids => receipt["id"] = "somebody else's".into(),
                    Spoil::Numbers => receipt["seq"] = 1_000_000.into(),
                    Spoil::Events => receipt["event"] = "another".into(),
                    _ => *receipt = "stored".into(),
                }
            }
        }
    }
    value.to_string()
}

/// Sets the length after a body was changed.
pub(super) fn resize(head: &mut response::Parts, bytes: usize) {
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(bytes));
}

/// To the office and back, all of it in memory.
pub(super) async fn forward(office: u16, mut head: request::Parts, body: Bytes) -> Result<Reply> {
    let path = head
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    head.uri = format!("http://127.0.0.1:{office}{path}").parse()?;
    // These speak about one connection, and the way to the office is another.
    for name in ["connection", "keep-alive", "transfer-encoding", "upgrade"] {
        head.headers.remove(HeaderName::from_static(name));
    }
    let client: Client<HttpConnector, Full<Bytes>> =
        Client::builder(TokioExecutor::new()).build_http();
    let reply = client
        .request(Request::from_parts(head, Full::new(body)))
        .await
        .context("the office does not answer")?;
    let (mut head, body) = reply.into_parts();
    let bytes = body.collect().await?.to_bytes();
    head.headers.remove("transfer-encoding");
    head.headers.remove("connection");
    Ok(Response::from_parts(head, Full::new(bytes)))
}

//! For browsers without a driver: a script in the page that does what the journey says.
//!
//! WebKit's driver gives every session a fresh, forgetful profile, so a kill-and-restart test must
//! start the browser by hand. The proxy then adds one script to the page (its policy allows scripts
//! from its own origin) and corrects the page's hash in `precache.json` accordingly.

use super::forward::{forward, resize};
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::http::request;
use hyper::{Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha384};
use std::sync::PoisonError;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc, oneshot};

/// Addresses of the script and its two calls.
pub(super) const PREFIX: &str = "/journey-";
const SCRIPT: &str = include_str!("puppet.js");
/// Address of the script that runs before the kiosk's.
pub(super) const FIRST: &str = "/journey-first.js";
const FIRST_TAG: &str = "<script src=\"/journey-first.js\"></script>";
const TAG: &str = "<script src=\"/journey-puppet.js\" defer></script>";

type Reply = Response<Full<Bytes>>;

/// Something for the page to do.
#[derive(Clone, Debug)]
pub enum Command {
    /// Whether this matches anything visible.
    Exists(String),
    /// Press the first thing that matches.
    Press(String),
    /// An attribute of the first thing that matches.
    Attribute(String, String),
    /// Type into the first thing that matches.
    Type(String, String),
}

impl Command {
    fn to_json(&self) -> Value {
        match self {
            Self::Exists(find) => json!({"do": "exists", "find": find}),
            Self::Press(find) => json!({"do": "press", "find": find}),
            Self::Attribute(find, name) => json!({"do": "attribute", "find": find, "name": name}),
            Self::Type(find, text) => json!({"do": "type", "find": find, "text": text}),
        }
    }
}

/// The two ends of the conversation with the page.
#[derive(Debug)]
pub struct Puppetry {
    orders: mpsc::UnboundedSender<(Value, oneshot::Sender<Value>)>,
    waiting: Mutex<mpsc::UnboundedReceiver<(Value, oneshot::Sender<Value>)>>,
    asked: std::sync::Mutex<Option<oneshot::Sender<Value>>>,
}

impl Default for Puppetry {
    fn default() -> Self {
        let (orders, waiting) = mpsc::unbounded_channel();
        Self {
            orders,
            waiting: Mutex::new(waiting),
            asked: std::sync::Mutex::new(None),
        }
    }
}

impl Puppetry {
    /// Has the page do something and returns what it says.
    ///
    /// # Errors
    /// When no page answers in time.
    pub async fn ask(&self, command: &Command, at_most: Duration) -> Result<Value> {
        let (tell, told) = oneshot::channel();
        self.orders.send((command.to_json(), tell))?;
        tokio::time::timeout(at_most, told)
            .await
            .with_context(|| format!("no page did {command:?}"))?
            .context("the page went away")
    }

    pub(super) async fn answer(&self, path: &str, body: &Bytes) -> Result<Reply> {
        let (kind, text) = match path {
            "/journey-puppet.js" => ("text/javascript", SCRIPT.to_owned()),
            "/journey-next" => ("application/json", self.next().await.to_string()),
            "/journey-said" => {
                if let Some(tell) = self.lock().take() {
                    let _ = tell.send(serde_json::from_slice(body)?);
                }
                ("application/json", "null".to_owned())
            }
            _ => bail!("{path} means nothing"),
        };
        Ok(Response::builder()
            .status(StatusCode::OK)
            .header("content-type", kind)
            .header("cache-control", "no-store")
            .body(Full::new(Bytes::from(text)))?)
    }

    /// The next order, or nothing for now: a page that was killed must not hold the line for ever.
    async fn next(&self) -> Value {
        let mut waiting = self.waiting.lock().await;
        let order = tokio::time::timeout(Duration::from_millis(500), waiting.recv()).await;
        match order {
            Ok(Some((order, tell))) => {
                *self.lock() = Some(tell);
                order
            }
            _ => Value::Null,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<oneshot::Sender<Value>>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands after `<head>`, and what before `</body>`.
pub(super) type Tags = [&'static str; 2];

/// The scripts a page gets.
pub(super) fn tags(first: bool, puppetry: bool) -> Tags {
    [
        if first { FIRST_TAG } else { "" },
        if puppetry { TAG } else { "" },
    ]
}

/// Adds the scripts to the page, and the changed page to the list.
pub(super) async fn into_page(
    office: u16,
    head: request::Parts,
    body: Bytes,
    tags: Tags,
) -> Result<Reply> {
    if head.uri.path() == "/precache.json" {
        let mut page = head.clone();
        page.uri = "/index.html".parse()?;
        let page = with_script(forward(office, page, Bytes::new()).await?, tags).await?;
        let page = page.into_body().collect().await?.to_bytes();
        return with_hash(forward(office, head, body).await?, &page).await;
    }
    with_script(forward(office, head, body).await?, tags).await
}

async fn with_script(reply: Reply, [first, last]: Tags) -> Result<Reply> {
    let is_page = reply
        .headers()
        .get("content-type")
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Ok(reply);
    }
    change(reply, |text| {
        let text = text.replacen("<head>", &format!("<head>{first}"), 1);
        Ok(text.replace("</body>", &format!("{last}</body>")))
    })
    .await
}

async fn with_hash(reply: Reply, page: &Bytes) -> Result<Reply> {
    change(reply, |text| {
        let mut list: Value = serde_json::from_str(&text)?;
        let files = list["files"].as_array_mut().context("no files listed")?;
        for file in files.iter_mut() {
            if file["url"] == "/index.html" || file["url"] == "/" {
                file["sha384"] = STANDARD.encode(Sha384::digest(page)).into();
                file["bytes"] = page.len().into();
            }
        }
        Ok(list.to_string())
    })
    .await
}

async fn change(reply: Reply, how: impl FnOnce(String) -> Result<String>) -> Result<Reply> {
    let (mut head, body) = reply.into_parts();
    let text = String::from_utf8(body.collect().await?.to_bytes().to_vec())?;
    let bytes = Bytes::from(how(text)?);
    resize(&mut head, bytes.len());
    Ok(Response::from_parts(head, Full::new(bytes)))
}

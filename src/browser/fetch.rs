//! Requests with a time-out, so that no lock is ever held for ever.

use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, Headers, ReadableStream, RequestInit, Response};

/// Bytes of JSON from which on it is sent as gzip: a batch, not a heartbeat.
const WORTH_SQUEEZING: usize = 8 * 1024;

/// A request to be.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// `GET`, `POST` or `PUT`.
    pub method: &'a str,
    /// Address on our own origin.
    pub url: &'a str,
    /// Bearer token.
    pub token: Option<&'a str>,
    /// JSON to send.
    pub json: Option<&'a str>,
    /// Bytes to send.
    pub bytes: Option<&'a Uint8Array>,
    /// Milliseconds until it is given up.
    pub limit: u32,
}

impl<'a> Ask<'a> {
    /// A plain `GET`.
    pub fn get(url: &'a str) -> Self {
        Self {
            method: "GET",
            url,
            token: None,
            json: None,
            bytes: None,
            limit: 30_000,
        }
    }
}

/// Sends; `None` when no answer came in time.
pub async fn send(ask: Ask<'_>) -> Option<Response> {
    let init = RequestInit::new();
    init.set_method(ask.method);
    let headers = Headers::new().ok()?;
    if let Some(token) = ask.token {
        headers
            .set("Authorization", &format!("Bearer {token}"))
            .ok()?;
    }
    if let Some(json) = ask.json {
        headers.set("Content-Type", "application/json").ok()?;
        match squeezed(json).await {
            Some(small) => {
                headers.set("Content-Encoding", "gzip").ok()?;
                init.set_body(&small);
            }
            None => init.set_body(&JsValue::from_str(json)),
        }
    }
    if let Some(bytes) = ask.bytes {
        headers
            .set("Content-Type", "application/octet-stream")
            .ok()?;
        init.set_body(bytes);
    }
    init.set_headers(&headers);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(ask.limit)));
    let window = super::window()?;
    JsFuture::from(window.fetch_with_str_and_init(ask.url, &init))
        .await
        .ok()?
        .dyn_into()
        .ok()
}

/// A long text as gzip in a Blob. Never as a stream: engines refuse those, or send nonsense (trap 8).
async fn squeezed(text: &str) -> Option<Blob> {
    if text.len() < WORTH_SQUEEZING {
        return None;
    }
    let parts = Array::of1(&text.into());
    let whole = Blob::new_with_str_sequence(&parts).ok()?;
    let pressed = pipe(&whole.stream(), "gzip")?;
    let read = Response::new_with_opt_readable_stream(Some(&pressed)).ok()?;
    JsFuture::from(read.blob().ok()?)
        .await
        .ok()?
        .dyn_into()
        .ok()
}

/// Through a `CompressionStream`, where this browser has one. By hand: `web-sys` calls it unstable.
fn pipe(from: &ReadableStream, format: &str) -> Option<ReadableStream> {
    let function = |object: &JsValue, name: &str| -> Option<Function> {
        Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
    };
    let maker = function(&js_sys::global(), "CompressionStream")?;
    let press = Reflect::construct(&maker, &Array::of1(&format.into())).ok()?;
    let pipe = function(from, "pipeThrough")?;
    pipe.call1(from, &press).ok()?.dyn_into().ok()
}

/// The body as text.
pub async fn text(response: &Response) -> Option<String> {
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}

/// The body as bytes.
pub async fn bytes(response: &Response) -> Option<Vec<u8>> {
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer().ok()?)
        .await
        .ok()?
        .dyn_into()
        .ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A file of our own app as text: from the service worker's store when there is no network.
pub async fn own_text(url: &str) -> Option<String> {
    let response = send(Ask::get(url)).await.filter(Response::ok)?;
    text(&response).await
}

/// A file of our own app as bytes.
pub async fn own_bytes(url: &str) -> Option<Vec<u8>> {
    let response = send(Ask::get(url)).await.filter(Response::ok)?;
    bytes(&response).await
}

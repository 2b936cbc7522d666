//! Headers every answer carries.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Office pages: forms and one style sheet, no script at all.
const OFFICE: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The kiosk: its own script and WebAssembly, nothing inline, nothing from elsewhere.
const KIOSK: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The API: nothing to show.
const API: &str = "default-src 'none'; frame-ancestors 'none'";

/// The kiosk may ask for the microphone (a voice memory); nothing here needs the rest.
const KIOSK_MAY: &str = "microphone=(self), camera=(), geolocation=()";
/// Office pages and the API need no such thing.
const OFFICE_MAY: &str = "microphone=(), camera=(), geolocation=()";

/// True for `/office` and everything under it.
pub fn is_office(path: &str) -> bool {
    is_under(path, "/office")
}

/// True for `/api` and everything under it.
pub fn is_api(path: &str) -> bool {
    is_under(path, "/api")
}

fn is_under(path: &str, root: &str) -> bool {
    path.strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Stamps the headers on.
pub async fn stamp(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let (policy, may) = if is_office(&path) {
        (OFFICE, OFFICE_MAY)
    } else if is_api(&path) {
        (API, OFFICE_MAY)
    } else {
        (KIOSK, KIOSK_MAY)
    };
    let permissions = HeaderName::from_static("permissions-policy");
    set(headers, permissions, may);
    set(headers, header::CONTENT_SECURITY_POLICY, policy);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "no-referrer");
    set(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    if !headers.contains_key(header::CACHE_CONTROL) {
        // Pages and API answers are about people; none of them belongs into a cache.
        let cache = if is_office(&path) || is_api(&path) {
            "no-store"
        } else {
            "no-cache"
        };
        set(headers, header::CACHE_CONTROL, cache);
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

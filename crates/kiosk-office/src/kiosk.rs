//! The kiosk's files: a folder somebody built, and one page for all of the app's own addresses.

use crate::error::Refusal;
use crate::headers::{is_api, is_office};
use crate::office::App;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

/// Serves a file of the kiosk, beside it the precompressed one if the browser takes it. An address
/// without a dot that a person may have opened is the app's own: it gets the page.
pub async fn serve(State(app): State<App>, mut request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if is_api(&path) || is_office(&path) {
        return Refusal::NotHere.into_response();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let page = path == "/" || is_app_address(&path, &request);
    if page {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    let folder = ServeDir::new(&app.settings.kiosk)
        .redirect_to_trailing_slash(false)
        .precompressed_br()
        .precompressed_gzip();
    let mut response = match { folder }.try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) if is_absent(&error) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => return Refusal::from(error).into_response(),
    };
    if page && response.status() == StatusCode::NOT_FOUND {
        return (StatusCode::NOT_FOUND, "The kiosk has not been built yet.").into_response();
    }
    let cache = if is_hashed(&path) && !response.status().is_client_error() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

fn is_app_address(path: &str, request: &Request) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    let wants_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    !file.contains('.') && wants_page
}

/// Whether the folder simply has nothing under that name.
fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{
        InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound,
    };
    matches!(
        error.kind(),
        NotFound | NotADirectory | IsADirectory | InvalidInput | InvalidFilename
    )
}

/// Whether the name carries a hash (`kiosk-0123456789ab….js`): its bytes never change. The language files
/// do, whatever they are called.
fn is_hashed(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    let is_hash = |part: &str| {
        let digits = part
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte))
            .count();
        digits >= 12
            && part[digits..]
                .chars()
                .next()
                .is_none_or(|after| !after.is_ascii_alphanumeric())
    };
    !path.starts_with("/locales/") && file.split('-').skip(1).any(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("/kiosk-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("/kiosk-0123456789ab.js"));
        for name in [
            "/sw.js",
            "/index.html",
            "/locales/en-0123456789ab.json",
            "/icon-192.png",
            "/a-0123456789abx.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}

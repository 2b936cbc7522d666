//! The one style sheet.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Serves it.
pub async fn sheet() -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let cache = HeaderValue::from_static("no-cache");
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)],
        include_str!("../../assets/office.css"),
    )
        .into_response()
}

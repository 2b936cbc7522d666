//! `GET /packs/{sha256}` and `GET /question-sets/{sha256}`: bytes that never change under their name.

use super::Caller;
use crate::error::Refusal;
use crate::office::App;
use crate::store::{packs, sets};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kiosk_core::Hash;
use tower_http::services::ServeFile;

const FOREVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// A pack file, whole or in ranges.
pub async fn pack(
    State(app): State<App>,
    _caller: Caller,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let sha256 = Hash(name);
    let known = sha256.is_well_formed() && {
        let mut db = app.store.reader().await?;
        packs::exists(&mut db, &sha256).await?
    };
    if !known {
        return Err(Refusal::NotHere);
    }
    let served = ServeFile::new(app.files.pack(&sha256))
        .try_call(request)
        .await
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Refusal::NotHere,
            _ => Refusal::from(error),
        })?;
    if served.status() == StatusCode::NOT_FOUND {
        return Err(Refusal::NotHere);
    }
    let mut response = served.map(axum::body::Body::new);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, FOREVER);
    Ok(response)
}

/// A question set as the very bytes that were loaded, so that its hash holds.
pub async fn question_set(
    State(app): State<App>,
    _caller: Caller,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let mut db = app.store.reader().await?;
    let text = sets::text(&mut db, &name).await?.ok_or(Refusal::NotHere)?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CACHE_CONTROL, FOREVER),
    ];
    Ok((headers, text).into_response())
}

//! `GET /assignment`.

use super::Caller;
use crate::error::{Fault, Refusal};
use crate::office::App;
use crate::store::{events, keys, sets};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kiosk_core::seal::SealKey;
use kiosk_core::wire::{Assignment, EventSheet};
use kiosk_core::{EventId, Hash};
use sqlx::SqliteConnection;

/// Says what the tablet is to show; 304 when it has that already.
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let mut db = app.store.reader().await?;
    let event = match &caller.tablet.event {
        Some(id) => sheet(&mut db, id).await?,
        None => None,
    };
    let assignment = Assignment {
        event,
        office: app.settings.name.clone(),
    };
    let text = serde_json::to_vec(&assignment).map_err(|_| Fault::Damaged("an event"))?;
    let tag = format!("\"{}\"", Hash::of(&text));
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| {
            list.split(',')
                .any(|known| known.trim().trim_start_matches("W/") == tag)
        });
    let tag = [(header::ETAG, tag)];
    Ok(if known {
        (StatusCode::NOT_MODIFIED, tag).into_response()
    } else {
        (tag, Json(assignment)).into_response()
    })
}

async fn sheet(db: &mut SqliteConnection, id: &str) -> Result<Option<EventSheet>, Fault> {
    let Some(event) = events::find(db, id).await? else {
        return Ok(None);
    };
    let set = sets::find(db, &event.question_set)
        .await?
        .ok_or(Fault::Damaged("a question set"))?;
    let seal_key = match &event.seal_key {
        Some(id) => keys::find(db, id).await?.map(|key| SealKey {
            id: key.id,
            public_key: key.public_key,
        }),
        None => None,
    };
    Ok(Some(EventSheet {
        id: EventId(event.id),
        name: event.name,
        dates: event.dates,
        pack: Hash(event.pack),
        question_set: set.reference(),
        retention_days: event.retention_days,
        threshold: event.threshold,
        idle_seconds: event.idle_seconds,
        staff_pin: event.staff_pin,
        language: event.language,
        text_size: event.text_size,
        contrast: event.contrast,
        easy_read: event.easy_read,
        voice: event.voice,
        child_mode: event.child_mode,
        seal_key,
    }))
}

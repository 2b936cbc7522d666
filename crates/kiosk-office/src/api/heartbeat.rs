//! `POST /heartbeat`.

use super::{Caller, body};
use crate::error::{Fault, Refusal};
use crate::office::App;
use crate::store::{events, ledger, tablets};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use kiosk_core::EventId;
use kiosk_core::time::{DAY, UnixMillis, date};
use kiosk_core::wire::{EventCount, Heartbeat, HeartbeatReply, Missing};
use sqlx::SqliteConnection;

/// More events than any tablet meets.
const MOST_EVENTS: usize = 200;

/// Hears how a tablet is, and says what it should send again and what it may clear.
pub async fn hear(
    State(app): State<App>,
    caller: Caller,
    request: Body,
) -> Result<Json<HeartbeatReply>, Refusal> {
    let beat: Heartbeat = body::json(request).await?;
    if beat.events.len() > MOST_EVENTS {
        return Err(Refusal::BadField("events"));
    }
    let now = app.now();
    let mut writing = app.store.writer().await?;
    tablets::note_heartbeat(&mut writing, &caller.id, &beat, &date(now)).await?;
    let missing = ledger::missing_with_recordings(&mut writing, &caller.id).await?;
    let safe_to_clear = safe(&mut writing, &beat.events, &missing, now).await?;
    writing.commit().await?;
    Ok(Json(HeartbeatReply {
        missing,
        safe_to_clear,
    }))
}

/// Events that closed more than their days of keeping ago, by the office's clock. Never one with
/// something missing: the tablet's bytes may then be the only ones.
async fn safe(
    db: &mut SqliteConnection,
    counts: &[EventCount],
    missing: &[Missing],
    now: UnixMillis,
) -> Result<Vec<EventId>, Fault> {
    let mut out = Vec::new();
    for count in counts {
        let event = events::resolve(db, count.event.as_str()).await?;
        let over = event.is_some_and(|event| {
            event
                .closed_at
                .is_some_and(|closed| closed + i64::from(event.retention_days) * DAY <= now)
        });
        if over && !missing.iter().any(|missing| missing.event == count.event) {
            out.push(count.event.clone());
        }
    }
    Ok(out)
}

//! `POST /responses`.

use super::{Caller, body};
use crate::error::Refusal;
use crate::intake;
use crate::office::App;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use kiosk_core::wire::{MOST_BYTES, ResponsesReply};

/// Takes a batch and answers with receipts for what is now on disk.
pub async fn take(
    State(app): State<App>,
    caller: Caller,
    request: Body,
) -> Result<Json<ResponsesReply>, Refusal> {
    let request = body::read(request, MOST_BYTES).await?;
    let batch = intake::read(&request, &caller.id)?;
    Ok(Json(intake::take(&app, &caller.id, &batch).await?))
}

//! `PUT /attachments/{sha256}`.

use super::{Caller, body};
use crate::error::Refusal;
use crate::office::App;
use crate::recordings;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use kiosk_core::Hash;
use kiosk_core::wire::AttachmentReceipt;

/// Most bytes of one recording (32 MiB).
const MOST: u64 = 32 * 1024 * 1024;

/// Takes a recording: hashed while it is written, on disk before it has its name, in the database after.
pub async fn put(
    State(app): State<App>,
    _caller: Caller,
    Path(name): Path<String>,
    mut request: Body,
) -> Result<Json<AttachmentReceipt>, Refusal> {
    let sha256 = Hash(name);
    if !sha256.is_well_formed() {
        return Err(Refusal::NotHere);
    }
    let mut draft = app.files.draft().await?;
    let mut seen = 0;
    while let Some(bytes) = body::next(&mut request).await? {
        seen += bytes.len() as u64;
        if seen <= MOST {
            draft.write(&bytes).await?;
        } else if seen > 2 * MOST {
            break;
        }
    }
    if seen > MOST {
        return Err(Refusal::AttachmentTooLarge);
    }
    if draft.sha256() != sha256 {
        return Err(Refusal::HashDiffers);
    }
    let bytes = draft.bytes;
    // The tablet gets its receipt and rests; the bytes of a deleted response do not come back.
    recordings::keep(&app, draft, &sha256).await?;
    Ok(Json(AttachmentReceipt { sha256, bytes }))
}

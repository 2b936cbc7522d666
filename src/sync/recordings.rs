//! Recordings: each with a receipt of its own, which alone makes the office's word for it good.

use super::office;
use crate::storage::{Identity, Store, Trouble};
use kiosk_core::response::{Attachment, Envelope};
use kiosk_core::wire::AttachmentReceipt;
use kiosk_core::{Hash, json};

/// What came of sending the recordings of one response.
pub(super) enum Sent {
    /// The office holds these: all of them.
    Held(Vec<Hash>),
    /// The office will not take one, or its bytes are not here: staff must see the response.
    Refused,
    /// Not now; the response stays where it is.
    NotNow,
}

/// Sends them all, whether or not the office says that it wants them: without a receipt seen here, nothing
/// is believed.
pub(super) async fn send(
    store: &Store,
    identity: &Identity,
    response: &Envelope,
) -> Result<Sent, Trouble> {
    let mut held = Vec::new();
    for recording in &response.attachments {
        let Some(bytes) = store.attachment(response, &recording.sha256).await? else {
            return Ok(Sent::Refused);
        };
        let path = ["/api/v1/attachments/", recording.sha256.as_str()].concat();
        let Some(answer) = office::put(identity, &path, &bytes).await else {
            return Ok(Sent::NotNow);
        };
        match answer.status {
            200 if is_receipt(&answer.body, recording) => held.push(recording.sha256.clone()),
            400 | 413 | 422 => return Ok(Sent::Refused),
            _ => return Ok(Sent::NotNow),
        }
    }
    Ok(Sent::Held(held))
}

fn is_receipt(body: &str, recording: &Attachment) -> bool {
    json::read::<AttachmentReceipt>(body)
        .is_ok_and(|receipt| receipt.sha256 == recording.sha256 && receipt.bytes == recording.bytes)
}

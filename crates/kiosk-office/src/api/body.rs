//! Reading request bodies with a limit that holds after decompression.

use crate::error::Refusal;
use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How long a sender may say nothing.
const SILENCE: Duration = Duration::from_secs(60);
/// How many limits' worth of bytes are listened to before the answer.
const PATIENCE: usize = 8;
/// Most bytes of a small request.
const SMALL: usize = 64 * 1024;

/// The next bytes of a body.
pub async fn next(body: &mut Body) -> Result<Option<Bytes>, Refusal> {
    loop {
        let frame = tokio::time::timeout(SILENCE, body.frame())
            .await
            .map_err(|_| Refusal::NotJson)?;
        match frame {
            None => return Ok(None),
            Some(Err(_)) => return Err(Refusal::NotJson),
            Some(Ok(frame)) => {
                if let Ok(bytes) = frame.into_data() {
                    return Ok(Some(bytes));
                }
            }
        }
    }
}

/// Reads at most `limit` bytes. A longer body is listened to for a while before it is refused: closing
/// on a browser that still sends makes it see a broken line instead of the 413 it could act on.
pub async fn read(mut body: Body, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    let mut seen = 0_usize;
    while let Some(bytes) = next(&mut body).await? {
        seen = seen.saturating_add(bytes.len());
        if seen > limit.saturating_mul(PATIENCE) {
            break;
        }
        if seen <= limit {
            out.extend_from_slice(&bytes);
        }
    }
    if seen > limit {
        return Err(Refusal::TooLarge);
    }
    Ok(out)
}

/// Reads a small JSON request.
pub async fn json<T: DeserializeOwned>(body: Body) -> Result<T, Refusal> {
    let bytes = read(body, SMALL).await?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::NotJson)
}

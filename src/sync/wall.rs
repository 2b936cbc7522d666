//! What the office lets a room read beside the tiles.

use super::office;
use crate::storage::Identity;
use kiosk_core::wire::{Wall, WallWord};

/// The own words staff have cleared; `None` when the office does not say, and what is known stays.
pub async fn cleared_words(identity: &Identity) -> Option<Vec<WallWord>> {
    let wall: Wall = office::get(identity, "/api/v1/wall").await.ok()?;
    Some(wall.words)
}

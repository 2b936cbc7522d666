//! `GET /wall`.

use super::Caller;
use crate::error::Refusal;
use crate::office::App;
use crate::store::clearance;
use axum::Json;
use axum::extract::State;
use kiosk_core::wire::Wall;

/// Gives the own words of the tablet's event that staff have cleared.
pub async fn show(State(app): State<App>, caller: Caller) -> Result<Json<Wall>, Refusal> {
    let mut db = app.store.reader().await?;
    let words = match &caller.tablet.event {
        Some(event) => clearance::of_event(&mut db, event).await?,
        None => Vec::new(),
    };
    Ok(Json(Wall { words }))
}

//! What the wall of an event has shown last. Counts grow on it only by as many as may be shown together: closed
//! and opened again it goes on from there, or the two looks would show what one more visitor chose.

use super::local;
use kiosk_core::EventId;
use kiosk_core::tally::Count;
use serde::Serialize;

const KEY: &str = "popup-museum.wall";

#[derive(Serialize)]
struct Wall {
    event: EventId,
    counts: Vec<Count>,
}

kiosk_core::from_json_fields! { Wall { "event" event, "counts" counts } }

/// What it has shown of this event.
pub fn shown_on_wall(event: &EventId) -> Vec<Count> {
    let wall = local::get::<Wall>(KEY).filter(|wall| wall.event == *event);
    wall.map(|wall| wall.counts).unwrap_or_default()
}

/// Keeps it. Only the last event's is kept.
pub fn keep_shown_on_wall(event: &EventId, counts: &[Count]) {
    let (event, counts) = (event.clone(), counts.to_vec());
    local::set(KEY, &Wall { event, counts });
}

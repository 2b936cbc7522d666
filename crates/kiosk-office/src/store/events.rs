//! Events, and which office event an event made on a tablet is.

use crate::error::Fault;
use kiosk_core::time::UnixMillis;
use sqlx::{FromRow, SqliteConnection};

/// An event.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct EventRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub venue: String,
    /// Its day or days as staff wrote them.
    pub dates: String,
    /// Hash of its pack.
    pub pack: String,
    /// Hash of its question set.
    pub question_set: String,
    /// Cells under this are hidden.
    pub threshold: u32,
    /// Seconds without a touch before the kiosk asks.
    pub idle_seconds: u32,
    /// Days that confirmed responses stay on tablets after it closed.
    pub retention_days: u32,
    /// The language visitors find on Start.
    pub language: String,
    /// The size of text they find, from 1 to 4.
    pub text_size: u32,
    /// The colours they find: `light`, `dark` or `contrast`.
    pub contrast: String,
    /// Whether they find Easy Read.
    pub easy_read: bool,
    /// Opens the staff screens.
    pub staff_pin: Option<String>,
    /// Whether voices may be recorded.
    pub voice: bool,
    /// Whether children are asked: tiles and faces only.
    pub child_mode: bool,
    /// The key its answers are sealed for, if they are.
    pub seal_key: Option<String>,
    /// How many tablets staff say were used.
    pub tablets_used: Option<u32>,
    /// The day it was made.
    pub made_on: String,
    /// When it was closed.
    pub closed_at: Option<UnixMillis>,
}

/// Adds an event, or puts new particulars in the place of the old ones. Closing is not touched.
pub async fn put(db: &mut SqliteConnection, event: &EventRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO events (id, name, venue, dates, pack, question_set, threshold, idle_seconds,
             retention_days, language, text_size, contrast, easy_read, staff_pin, voice, child_mode, seal_key,
             tablets_used, made_on)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, venue = excluded.venue,
             dates = excluded.dates, pack = excluded.pack, question_set = excluded.question_set,
             threshold = excluded.threshold, idle_seconds = excluded.idle_seconds,
             retention_days = excluded.retention_days, language = excluded.language,
             text_size = excluded.text_size, contrast = excluded.contrast, easy_read = excluded.easy_read,
             staff_pin = excluded.staff_pin, voice = excluded.voice,
             child_mode = excluded.child_mode, seal_key = excluded.seal_key, tablets_used = excluded.tablets_used",
    )
    .bind(&event.id)
    .bind(&event.name)
    .bind(&event.venue)
    .bind(&event.dates)
    .bind(&event.pack)
    .bind(&event.question_set)
    .bind(event.threshold)
    .bind(event.idle_seconds)
    .bind(event.retention_days)
    .bind(&event.language)
    .bind(event.text_size)
    .bind(&event.contrast)
    .bind(event.easy_read)
    .bind(&event.staff_pin)
    .bind(event.voice)
    .bind(event.child_mode)
    .bind(&event.seal_key)
    .bind(event.tablets_used)
    .bind(&event.made_on)
    .execute(db)
    .await?;
    Ok(())
}

/// The event with this id.
pub async fn find(db: &mut SqliteConnection, id: &str) -> Result<Option<EventRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM events WHERE id = ?")
        .bind(id)
        .fetch_optional(db)
        .await?)
}

/// All events, open ones first, then the newest.
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<EventRow>, Fault> {
    Ok(
        sqlx::query_as("SELECT * FROM events ORDER BY closed_at IS NOT NULL, made_on DESC, name")
            .fetch_all(db)
            .await?,
    )
}

/// Closes an event, or opens it again. Late responses come in either way.
pub async fn set_closed(
    db: &mut SqliteConnection,
    id: &str,
    closed_at: Option<UnixMillis>,
) -> Result<(), Fault> {
    sqlx::query("UPDATE events SET closed_at = ? WHERE id = ?")
        .bind(closed_at)
        .bind(id)
        .execute(db)
        .await?;
    Ok(())
}

/// The office event that an envelope's event is: itself, or the one staff mapped it to.
pub async fn resolve(db: &mut SqliteConnection, event: &str) -> Result<Option<EventRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM events WHERE id = ?1
         OR id = (SELECT m.event FROM event_map m WHERE m.tablet_event = ?1)",
    )
    .bind(event)
    .fetch_optional(db)
    .await?)
}

/// Notes that an event made on a tablet is this office event.
pub async fn map(db: &mut SqliteConnection, tablet_event: &str, event: &str) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO event_map (tablet_event, event) VALUES (?, ?)
         ON CONFLICT (tablet_event) DO UPDATE SET event = excluded.event",
    )
    .bind(tablet_event)
    .bind(event)
    .execute(db)
    .await?;
    Ok(())
}

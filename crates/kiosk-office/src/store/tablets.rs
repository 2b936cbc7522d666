//! Tablets and what they said of themselves.

use crate::error::Fault;
use kiosk_core::wire::{EventCount, Heartbeat};
use kiosk_core::{Hash, TabletId};
use sqlx::{FromRow, SqliteConnection};

/// A tablet.
#[derive(Clone, Debug, FromRow)]
pub struct TabletRow {
    /// The id it gave itself.
    pub id: String,
    /// What staff call it.
    pub name: String,
    /// Hash of its token.
    pub token_sha256: String,
    /// Whether staff have shut it out.
    pub revoked: bool,
    /// The event it is given to.
    pub event: Option<String>,
    /// Version of its app.
    pub version: String,
    /// The pack on its screen.
    pub pack: Option<String>,
    /// Whether its browser promised to keep its storage.
    pub persisted: Option<bool>,
    /// Whether it found its id in one store and not in the other.
    pub wipe_suspected: bool,
    /// Whether staff have said that it is another tablet and nothing was wiped.
    pub is_another: bool,
    /// The day it was last in touch. A day, so that it dates no response.
    pub last_contact: Option<String>,
}

impl TabletRow {
    /// Whether it may have lost what it had not sent.
    pub fn may_be_wiped(&self) -> bool {
        self.wipe_suspected && !self.is_another
    }
}

/// Notes that a tablet is another one. Its own suspicion, which it repeats with every heartbeat, is then
/// heard no more; a tablet that is wiped later comes back with another id.
pub async fn set_another(db: &mut SqliteConnection, id: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE tablets SET is_another = 1 WHERE id = ?")
        .bind(id)
        .execute(db)
        .await?;
    Ok(())
}

/// The tablet with this token.
pub async fn by_token(db: &mut SqliteConnection, token: &Hash) -> Result<Option<TabletRow>, Fault> {
    Ok(
        sqlx::query_as("SELECT * FROM tablets WHERE token_sha256 = ?")
            .bind(token.as_str())
            .fetch_optional(db)
            .await?,
    )
}

/// The tablet with this id.
pub async fn find(db: &mut SqliteConnection, id: &str) -> Result<Option<TabletRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM tablets WHERE id = ?")
        .bind(id)
        .fetch_optional(db)
        .await?)
}

/// All tablets by name.
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<TabletRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM tablets ORDER BY name, id")
        .fetch_all(db)
        .await?)
}

/// Names of all other tablets.
pub async fn other_names(
    db: &mut SqliteConnection,
    tablet: &TabletId,
) -> Result<Vec<String>, Fault> {
    Ok(sqlx::query_scalar("SELECT name FROM tablets WHERE id <> ?")
        .bind(tablet.as_str())
        .fetch_all(db)
        .await?)
}

/// Makes a tablet known, or lets it in again with a new token.
pub async fn enrol(
    db: &mut SqliteConnection,
    tablet: &TabletId,
    name: &str,
    token: &Hash,
    event: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO tablets (id, name, token_sha256, event) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, token_sha256 = excluded.token_sha256,
             event = excluded.event, revoked = 0",
    )
    .bind(tablet.as_str())
    .bind(name)
    .bind(token.as_str())
    .bind(event)
    .execute(db)
    .await?;
    Ok(())
}

/// Shuts a tablet out. What it sent stays.
pub async fn revoke(db: &mut SqliteConnection, id: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE tablets SET revoked = 1 WHERE id = ?")
        .bind(id)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives a tablet to an event.
pub async fn assign(db: &mut SqliteConnection, id: &str, event: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE tablets SET event = ? WHERE id = ?")
        .bind(event)
        .bind(id)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps what a tablet says of itself.
pub async fn note_heartbeat(
    db: &mut SqliteConnection,
    tablet: &TabletId,
    beat: &Heartbeat,
    today: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE tablets SET version = ?, pack = ?, persisted = ?,
             wipe_suspected = max(wipe_suspected, ?), last_contact = ? WHERE id = ?",
    )
    .bind(beat.version.chars().take(60).collect::<String>())
    .bind(beat.pack.as_ref().map(Hash::as_str))
    .bind(beat.storage.persisted)
    .bind(beat.storage.wipe_suspected)
    .bind(today)
    .bind(tablet.as_str())
    .execute(&mut *db)
    .await?;
    for count in &beat.events {
        note_count(db, tablet, count).await?;
    }
    Ok(())
}

/// Numbers never run backwards: an older message that arrives late lowers nothing.
async fn note_count(
    db: &mut SqliteConnection,
    tablet: &TabletId,
    count: &EventCount,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO counters (tablet, event, highest_seq, outbox) VALUES (?, ?, ?, ?)
         ON CONFLICT (tablet, event) DO UPDATE SET
             highest_seq = max(highest_seq, excluded.highest_seq), outbox = excluded.outbox",
    )
    .bind(tablet.as_str())
    .bind(count.event.as_str())
    .bind(i64::try_from(count.highest_seq).unwrap_or(i64::MAX - 1))
    .bind(i64::try_from(count.outbox).unwrap_or(i64::MAX))
    .execute(db)
    .await?;
    Ok(())
}

/// Notes what a backup file says a tablet finished. What it had in its outbox then says nothing of now.
pub async fn note_highest(
    db: &mut SqliteConnection,
    tablet: &TabletId,
    count: &EventCount,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO counters (tablet, event, highest_seq, outbox) VALUES (?, ?, ?, 0)
         ON CONFLICT (tablet, event) DO UPDATE SET highest_seq = max(highest_seq, excluded.highest_seq)",
    )
    .bind(tablet.as_str())
    .bind(count.event.as_str())
    .bind(i64::try_from(count.highest_seq).unwrap_or(i64::MAX - 1))
    .execute(db)
    .await?;
    Ok(())
}

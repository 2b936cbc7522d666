//! What the office cannot accept as it is, with its bytes. Nothing is refused into nothing.

use super::responses::ResponseRow;
use crate::error::Fault;
use kiosk_core::intake::Reason;
use sqlx::{FromRow, SqliteConnection};

/// A response kept aside.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct AsideRow {
    /// Its id.
    pub id: String,
    /// Hash of its body.
    pub sha256: String,
    /// The tablet that sent it.
    pub tablet: String,
    /// The event in its envelope.
    pub event: String,
    /// Its number; 0 when it had none.
    pub seq: i64,
    /// Why.
    pub reason: String,
    /// The envelope as it came, or the whole element when it was no response.
    pub envelope: String,
    /// The body as it came.
    pub body: String,
}

/// How many are kept aside for one reason.
#[derive(Clone, Debug, FromRow)]
pub struct AsideCount {
    /// The event in the envelopes.
    pub event: String,
    /// Why.
    pub reason: String,
    /// How many.
    pub count: u32,
}

/// Keeps one aside; the same bytes again change nothing.
pub async fn add(
    db: &mut SqliteConnection,
    row: &ResponseRow,
    reason: Reason,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO quarantine (id, sha256, tablet, event, seq, reason, envelope, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, sha256) DO NOTHING",
    )
    .bind(&row.id)
    .bind(&row.sha256)
    .bind(&row.tablet)
    .bind(&row.event)
    .bind(row.seq)
    .bind(reason.as_str())
    .bind(&row.envelope)
    .bind(&row.body)
    .execute(db)
    .await?;
    Ok(())
}

/// Whether these very bytes are kept aside under this id.
pub async fn holds(db: &mut SqliteConnection, id: &str, sha256: &str) -> Result<bool, Fault> {
    Ok(reason(db, id, sha256).await?.is_some())
}

/// Why these bytes are kept aside.
pub async fn reason(
    db: &mut SqliteConnection,
    id: &str,
    sha256: &str,
) -> Result<Option<String>, Fault> {
    Ok(
        sqlx::query_scalar("SELECT reason FROM quarantine WHERE id = ? AND sha256 = ?")
            .bind(id)
            .bind(sha256)
            .fetch_optional(db)
            .await?,
    )
}

/// Those that may be let go once the event is mapped or the wording is here.
pub async fn that_may_heal(db: &mut SqliteConnection) -> Result<Vec<AsideRow>, Fault> {
    Ok(
        sqlx::query_as("SELECT * FROM quarantine WHERE reason IN (?, ?) ORDER BY id, sha256")
            .bind(Reason::UnknownEvent.as_str())
            .bind(Reason::UnknownQuestionSet.as_str())
            .fetch_all(db)
            .await?,
    )
}

/// Lets one go.
pub async fn remove(db: &mut SqliteConnection, id: &str, sha256: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM quarantine WHERE id = ? AND sha256 = ?")
        .bind(id)
        .bind(sha256)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives one another reason.
pub async fn set_reason(
    db: &mut SqliteConnection,
    id: &str,
    sha256: &str,
    reason: Reason,
) -> Result<(), Fault> {
    sqlx::query("UPDATE quarantine SET reason = ? WHERE id = ? AND sha256 = ?")
        .bind(reason.as_str())
        .bind(id)
        .bind(sha256)
        .execute(db)
        .await?;
    Ok(())
}

/// How many are kept aside, by event and reason.
pub async fn counts(db: &mut SqliteConnection) -> Result<Vec<AsideCount>, Fault> {
    Ok(sqlx::query_as(
        "SELECT event, reason, count(*) AS count FROM quarantine
         GROUP BY event, reason ORDER BY reason, event",
    )
    .fetch_all(db)
    .await?)
}

/// Those of an office event, in the order of their random ids.
pub async fn of_event(db: &mut SqliteConnection, event: &str) -> Result<Vec<AsideRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM quarantine WHERE event = ?1
         OR event IN (SELECT tablet_event FROM event_map WHERE event = ?1) ORDER BY id, sha256",
    )
    .bind(event)
    .fetch_all(db)
    .await?)
}

//! Responses: written once, kept verbatim, deleted only at somebody's wish.

use super::attachments;
use crate::error::Fault;
use kiosk_core::intake::Known;
use kiosk_core::questions::SetRef;
use kiosk_core::response::Envelope;
use kiosk_core::{EventId, Hash};
use sqlx::{FromRow, SqliteConnection};
use std::collections::BTreeMap;

/// A response as it is kept.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct ResponseRow {
    /// Its id.
    pub id: String,
    /// The tablet that made it.
    pub tablet: String,
    /// The event in its envelope.
    pub event: String,
    /// Its number.
    pub seq: i64,
    /// Hash of its body.
    pub sha256: String,
    /// Hash of the wording, when the body could be read.
    pub question_set: Option<String>,
    /// The envelope as it came, without a picture card.
    pub envelope: String,
    /// The body as it came.
    pub body: String,
}

/// What the office holds under the keys of an arriving response.
pub async fn known(
    db: &mut SqliteConnection,
    envelope: &Envelope,
    set: Option<&SetRef>,
) -> Result<Known, Fault> {
    let same_id: Option<String> = sqlx::query_scalar("SELECT sha256 FROM responses WHERE id = ?")
        .bind(envelope.id.as_str())
        .fetch_optional(&mut *db)
        .await?;
    let set_known = match set {
        Some(set) => super::sets::is_known(db, set).await?,
        None => false,
    };
    Ok(Known {
        same_id: same_id.map(Hash),
        number_taken: number_taken(db, envelope).await?,
        in_quarantine: super::quarantine::holds(db, &envelope.id.0, &envelope.sha256.0).await?,
        deleted: is_deleted(db, &envelope.id.0).await?,
        event_known: super::events::resolve(db, envelope.event.as_str())
            .await?
            .is_some(),
        set_known,
    })
}

/// Whether another response holds this number. A deleted one still does: its number is not free.
async fn number_taken(db: &mut SqliteConnection, envelope: &Envelope) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM responses WHERE tablet = ?1 AND event = ?2 AND seq = ?3 AND id <> ?4
         UNION ALL
         SELECT 1 FROM tombstones WHERE tablet = ?1 AND event = ?2 AND seq = ?3 AND seq > 0 AND id <> ?4 LIMIT 1",
    )
    .bind(envelope.tablet.as_str())
    .bind(envelope.event.as_str())
    .bind(i64::try_from(envelope.seq).unwrap_or(i64::MAX))
    .bind(envelope.id.as_str())
    .fetch_optional(db)
    .await?;
    Ok(found.is_some())
}

async fn is_deleted(db: &mut SqliteConnection, id: &str) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM tombstones WHERE id = ?")
        .bind(id)
        .fetch_optional(db)
        .await?;
    Ok(found.is_some())
}

/// Writes a response.
pub async fn add(db: &mut SqliteConnection, row: &ResponseRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO responses (id, tablet, event, seq, sha256, question_set, envelope, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&row.id)
    .bind(&row.tablet)
    .bind(&row.event)
    .bind(row.seq)
    .bind(&row.sha256)
    .bind(&row.question_set)
    .bind(&row.envelope)
    .bind(&row.body)
    .execute(db)
    .await?;
    Ok(())
}

/// The responses an older office stored with the card in their envelope.
pub async fn with_card(db: &mut SqliteConnection) -> Result<Vec<ResponseRow>, Fault> {
    Ok(
        sqlx::query_as("SELECT * FROM responses WHERE instr(envelope, '\"card\"') > 0")
            .fetch_all(db)
            .await?,
    )
}

/// Puts another envelope in the place of a response's own.
pub async fn set_envelope(db: &mut SqliteConnection, row: &ResponseRow) -> Result<(), Fault> {
    sqlx::query("UPDATE responses SET envelope = ? WHERE id = ?")
        .bind(&row.envelope)
        .bind(&row.id)
        .execute(db)
        .await?;
    Ok(())
}

/// The ids of the responses of an office event that are halves of a pair, with the pair's id.
pub async fn pairs_of_event(
    db: &mut SqliteConnection,
    event: &EventId,
) -> Result<BTreeMap<String, String>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, pair FROM responses WHERE pair IS NOT NULL AND (event = ?1
         OR event IN (SELECT tablet_event FROM event_map WHERE event = ?1))",
    )
    .bind(event.as_str())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().collect())
}

/// The responses of an office event in the order of their random ids, which tells nothing.
pub async fn of_event(
    db: &mut SqliteConnection,
    event: &EventId,
) -> Result<Vec<ResponseRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM responses WHERE event = ?1
         OR event IN (SELECT tablet_event FROM event_map WHERE event = ?1) ORDER BY id",
    )
    .bind(event.as_str())
    .fetch_all(db)
    .await?)
}

/// How many responses an office event has.
pub async fn count_of_event(db: &mut SqliteConnection, event: &str) -> Result<u64, Fault> {
    let count: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM responses WHERE event = ?1
         OR event IN (SELECT tablet_event FROM event_map WHERE event = ?1)",
    )
    .bind(event)
    .fetch_one(db)
    .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Deletes a response of this event, here and in quarantine or there alone, and leaves a tombstone so that
/// a resend does not bring it back. Gives the recordings that no other response holds, whose rows are deleted
/// too; the caller deletes their files. `None` when there is no such response.
pub async fn delete(
    db: &mut SqliteConnection,
    event: &EventId,
    id: &str,
) -> Result<Option<Vec<Hash>>, Fault> {
    let copies = copies(db, event, id).await?;
    let Some(row) = copies.first() else {
        return Ok(None);
    };
    sqlx::query("INSERT INTO tombstones (id, tablet, event, seq) VALUES (?, ?, ?, ?)")
        .bind(&row.id)
        .bind(&row.tablet)
        .bind(&row.event)
        .bind(row.seq)
        .execute(&mut *db)
        .await?;
    for statement in [
        "DELETE FROM responses WHERE id = ?",
        "DELETE FROM quarantine WHERE id = ?",
        "DELETE FROM cleared_words WHERE response = ?",
    ] {
        sqlx::query(statement).bind(id).execute(&mut *db).await?;
    }
    let envelopes = copies
        .iter()
        .filter_map(|copy| serde_json::from_str::<Envelope>(&copy.envelope).ok());
    let mut alone = Vec::new();
    for recording in envelopes.flat_map(|envelope| envelope.attachments) {
        let hash = recording.sha256;
        if hash.is_well_formed() && !attachments::is_held(db, &hash).await? {
            attachments::bury(db, &hash).await?;
            alone.push(hash);
        }
    }
    Ok(Some(alone))
}

/// All the office holds of a response of this event: the accepted one first, then those kept aside.
async fn copies(
    db: &mut SqliteConnection,
    event: &EventId,
    id: &str,
) -> Result<Vec<ResponseRow>, Fault> {
    Ok(sqlx::query_as(
        "WITH mine (event) AS (SELECT ?1 UNION SELECT tablet_event FROM event_map WHERE event = ?1)
         SELECT id, tablet, event, seq, sha256, question_set, envelope, body, 0 AS aside
         FROM responses WHERE id = ?2 AND event IN mine
         UNION ALL SELECT id, tablet, event, seq, sha256, NULL, envelope, body, 1
         FROM quarantine WHERE id = ?2 AND event IN mine ORDER BY aside, sha256",
    )
    .bind(event.as_str())
    .bind(id)
    .fetch_all(db)
    .await?)
}

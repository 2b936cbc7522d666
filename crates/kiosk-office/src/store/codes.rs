//! Enrolment codes: short-lived, for a stated number of tablets.

use crate::error::Fault;
use kiosk_core::time::UnixMillis;
use sqlx::{FromRow, SqliteConnection};

/// A code.
#[derive(Clone, Debug, FromRow)]
pub struct CodeRow {
    /// The code as it is compared.
    pub code: String,
    /// The code as it is shown.
    pub shown: String,
    /// The event it leads to.
    pub event: String,
    /// For how many tablets.
    pub tablets: u32,
    /// Until when.
    pub expires_at: UnixMillis,
    /// How many tablets have used it.
    pub used: u32,
}

/// Keeps a new code and forgets those of this event whose time is over.
pub async fn add(db: &mut SqliteConnection, code: &CodeRow, now: UnixMillis) -> Result<(), Fault> {
    forget(db, &code.event, now).await?;
    sqlx::query(
        "INSERT INTO codes (code, shown, event, tablets, expires_at) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(&code.code)
    .bind(&code.shown)
    .bind(&code.event)
    .bind(code.tablets)
    .bind(code.expires_at)
    .execute(db)
    .await?;
    Ok(())
}

async fn forget(db: &mut SqliteConnection, event: &str, now: UnixMillis) -> Result<(), Fault> {
    sqlx::query(
        "DELETE FROM code_uses WHERE code IN (SELECT code FROM codes WHERE event = ? AND expires_at <= ?)",
    )
    .bind(event)
    .bind(now)
    .execute(&mut *db)
    .await?;
    sqlx::query("DELETE FROM codes WHERE event = ? AND expires_at <= ?")
        .bind(event)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// The code, if its time is not over.
pub async fn find(
    db: &mut SqliteConnection,
    code: &str,
    now: UnixMillis,
) -> Result<Option<CodeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT c.*, (SELECT count(*) FROM code_uses u WHERE u.code = c.code) AS used
         FROM codes c WHERE c.code = ? AND c.expires_at > ?",
    )
    .bind(code)
    .bind(now)
    .fetch_optional(db)
    .await?)
}

/// The codes of an event whose time is not over, the longest first.
pub async fn of_event(
    db: &mut SqliteConnection,
    event: &str,
    now: UnixMillis,
) -> Result<Vec<CodeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT c.*, (SELECT count(*) FROM code_uses u WHERE u.code = c.code) AS used
         FROM codes c WHERE c.event = ? AND c.expires_at > ? ORDER BY c.expires_at DESC, c.code",
    )
    .bind(event)
    .bind(now)
    .fetch_all(db)
    .await?)
}

/// Whether this tablet has used this code before.
pub async fn was_used_by(
    db: &mut SqliteConnection,
    code: &str,
    tablet: &str,
) -> Result<bool, Fault> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM code_uses WHERE code = ? AND tablet = ?")
            .bind(code)
            .bind(tablet)
            .fetch_optional(db)
            .await?;
    Ok(found.is_some())
}

/// Notes that this tablet has used this code.
pub async fn note_use(db: &mut SqliteConnection, code: &str, tablet: &str) -> Result<(), Fault> {
    sqlx::query("INSERT INTO code_uses (code, tablet) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(code)
        .bind(tablet)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends the codes a tablet came in with: whoever holds that tablet may have seen them.
pub async fn end_those_of(db: &mut SqliteConnection, tablet: &str) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE codes SET expires_at = 0 WHERE code IN (SELECT code FROM code_uses WHERE tablet = ?)",
    )
    .bind(tablet)
    .execute(db)
    .await?;
    Ok(())
}

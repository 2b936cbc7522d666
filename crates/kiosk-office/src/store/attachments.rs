//! Recordings the office holds; their bytes lie in the files folder.

use crate::error::Fault;
use kiosk_core::Hash;
use sqlx::SqliteConnection;

/// Notes that the bytes are on disk. Call it only after they are.
pub async fn add(db: &mut SqliteConnection, sha256: &Hash, bytes: u64) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO attachments (sha256, bytes) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING",
    )
    .bind(sha256.as_str())
    .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
    .execute(db)
    .await?;
    Ok(())
}

/// Whether the office has these bytes.
pub async fn exists(db: &mut SqliteConnection, sha256: &Hash) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM attachments WHERE sha256 = ?")
        .bind(sha256.as_str())
        .fetch_optional(db)
        .await?;
    Ok(found.is_some())
}

/// Whether any response holds this recording.
pub async fn is_held(db: &mut SqliteConnection, sha256: &Hash) -> Result<bool, Fault> {
    let held: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM responses WHERE instr(envelope, ?1) > 0
         UNION ALL SELECT 1 FROM quarantine WHERE instr(envelope, ?1) > 0 LIMIT 1",
    )
    .bind(sha256.as_str())
    .fetch_optional(db)
    .await?;
    Ok(held.is_some())
}

/// Forgets a recording whose response was deleted, and notes that its bytes must not come back.
pub async fn bury(db: &mut SqliteConnection, sha256: &Hash) -> Result<(), Fault> {
    sqlx::query("INSERT INTO tombstone_recordings (sha256) VALUES (?) ON CONFLICT DO NOTHING")
        .bind(sha256.as_str())
        .execute(&mut *db)
        .await?;
    sqlx::query("DELETE FROM attachments WHERE sha256 = ?")
        .bind(sha256.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// All recordings that went with deleted responses.
pub async fn buried(db: &mut SqliteConnection) -> Result<Vec<Hash>, Fault> {
    let all: Vec<String> = sqlx::query_scalar("SELECT sha256 FROM tombstone_recordings")
        .fetch_all(db)
        .await?;
    Ok(all.into_iter().map(Hash).collect())
}

/// Whether this recording went with a deleted response.
pub async fn is_buried(db: &mut SqliteConnection, sha256: &Hash) -> Result<bool, Fault> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM tombstone_recordings WHERE sha256 = ?")
            .bind(sha256.as_str())
            .fetch_optional(db)
            .await?;
    Ok(found.is_some())
}

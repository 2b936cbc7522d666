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

//! Who is signed in. Tokens are stored as hashes.

use crate::error::Fault;
use kiosk_core::Hash;
use kiosk_core::time::UnixMillis;
use sqlx::SqliteConnection;

/// Keeps a new session and forgets those whose time is over.
pub async fn add(
    db: &mut SqliteConnection,
    token: &Hash,
    expires_at: UnixMillis,
    now: UnixMillis,
) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE expires_at <= ?")
        .bind(now)
        .execute(&mut *db)
        .await?;
    sqlx::query("INSERT INTO sessions (token_sha256, expires_at) VALUES (?, ?)")
        .bind(token.as_str())
        .bind(expires_at)
        .execute(db)
        .await?;
    Ok(())
}

/// Whether this session is open.
pub async fn is_open(
    db: &mut SqliteConnection,
    token: &Hash,
    now: UnixMillis,
) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT expires_at FROM sessions WHERE token_sha256 = ? AND expires_at > ?",
    )
    .bind(token.as_str())
    .bind(now)
    .fetch_optional(db)
    .await?;
    Ok(found.is_some())
}

/// Ends one session.
pub async fn end(db: &mut SqliteConnection, token: &Hash) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions WHERE token_sha256 = ?")
        .bind(token.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// Ends all sessions.
pub async fn end_all(db: &mut SqliteConnection) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sessions").execute(db).await?;
    Ok(())
}

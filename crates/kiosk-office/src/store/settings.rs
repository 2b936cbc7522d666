//! Settings that the office keeps for itself.

use crate::error::Fault;
use sqlx::SqliteConnection;

const PASSWORD: &str = "password";

/// The hash of the staff password, if one was made.
pub async fn password(db: &mut SqliteConnection) -> Result<Option<String>, Fault> {
    Ok(
        sqlx::query_scalar("SELECT value FROM settings WHERE key = ?")
            .bind(PASSWORD)
            .fetch_optional(db)
            .await?,
    )
}

/// Keeps the hash of the staff password.
pub async fn set_password(db: &mut SqliteConnection, hash: &str) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .bind(PASSWORD)
    .bind(hash)
    .execute(db)
    .await?;
    Ok(())
}

//! The office's keys for sealed answers.

use crate::error::Fault;
use sqlx::{FromRow, SqliteConnection};

/// A key pair as it is kept.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct KeyRow {
    /// Its id, which envelopes name.
    pub id: String,
    /// The public half in base64url.
    pub public_key: String,
    /// The private half, encrypted with a passphrase.
    pub private_key: String,
    /// The day it was made.
    pub made_on: String,
}

/// Keeps a new one.
pub async fn add(db: &mut SqliteConnection, key: &KeyRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO office_keys (id, public_key, private_key, made_on) VALUES (?, ?, ?, ?)",
    )
    .bind(&key.id)
    .bind(&key.public_key)
    .bind(&key.private_key)
    .bind(&key.made_on)
    .execute(db)
    .await?;
    Ok(())
}

/// The key with this id.
pub async fn find(db: &mut SqliteConnection, id: &str) -> Result<Option<KeyRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM office_keys WHERE id = ?")
        .bind(id)
        .fetch_optional(db)
        .await?)
}

/// All keys, the newest first.
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<KeyRow>, Fault> {
    Ok(
        sqlx::query_as("SELECT * FROM office_keys ORDER BY made_on DESC, id")
            .fetch_all(db)
            .await?,
    )
}

//! Packs the office holds; their bytes lie in the files folder.

use crate::error::Fault;
use kiosk_core::Hash;
use sqlx::{FromRow, SqliteConnection};

/// A pack as it is listed.
#[derive(Clone, Debug, FromRow)]
pub struct PackRow {
    /// Hash of the file.
    pub sha256: String,
    /// Its id.
    pub id: String,
    /// What staff call it.
    pub title: String,
    /// Its languages, separated by spaces.
    pub languages: String,
    /// The day it was loaded.
    pub loaded_on: String,
}

/// Adds a pack; the same file again changes nothing.
pub async fn add(db: &mut SqliteConnection, pack: &PackRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO packs (sha256, id, title, languages, loaded_on) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (sha256) DO NOTHING",
    )
    .bind(&pack.sha256)
    .bind(&pack.id)
    .bind(&pack.title)
    .bind(&pack.languages)
    .bind(&pack.loaded_on)
    .execute(db)
    .await?;
    Ok(())
}

/// All packs, newest first.
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<PackRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT sha256, id, title, languages, loaded_on FROM packs ORDER BY loaded_on DESC, title",
    )
    .fetch_all(db)
    .await?)
}

/// Whether the office has this pack.
pub async fn exists(db: &mut SqliteConnection, sha256: &Hash) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM packs WHERE sha256 = ?")
        .bind(sha256.as_str())
        .fetch_optional(db)
        .await?;
    Ok(found.is_some())
}

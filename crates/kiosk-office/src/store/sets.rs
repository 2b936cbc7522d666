//! Question sets the office holds: the files' text as loaded.

use crate::error::Fault;
use kiosk_core::Hash;
use kiosk_core::questions::{QuestionSet, SetRef};
use sqlx::{FromRow, SqliteConnection};
use std::collections::BTreeSet;

/// A question set as it is listed.
#[derive(Clone, Debug, FromRow)]
pub struct SetRow {
    /// Hash of the file.
    pub sha256: String,
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// What staff call it.
    pub title: String,
    /// The day it was loaded.
    pub loaded_on: String,
}

impl SetRow {
    /// The name of this exact wording.
    pub fn reference(&self) -> SetRef {
        SetRef {
            id: self.id.clone(),
            version: self.version,
            sha256: Hash(self.sha256.clone()),
        }
    }
}

/// Adds a set; the same file again changes nothing.
pub async fn add(db: &mut SqliteConnection, set: &SetRow, body: &str) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO question_sets (sha256, id, version, title, body, loaded_on) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (sha256) DO NOTHING",
    )
    .bind(&set.sha256)
    .bind(&set.id)
    .bind(set.version)
    .bind(&set.title)
    .bind(body)
    .bind(&set.loaded_on)
    .execute(db)
    .await?;
    Ok(())
}

/// All sets, newest first.
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<SetRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT sha256, id, version, title, loaded_on FROM question_sets
         ORDER BY loaded_on DESC, title, version DESC",
    )
    .fetch_all(db)
    .await?)
}

/// The set with this hash.
pub async fn find(db: &mut SqliteConnection, sha256: &str) -> Result<Option<SetRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT sha256, id, version, title, loaded_on FROM question_sets WHERE sha256 = ?",
    )
    .bind(sha256)
    .fetch_optional(db)
    .await?)
}

/// The file's text.
pub async fn text(db: &mut SqliteConnection, sha256: &str) -> Result<Option<String>, Fault> {
    Ok(
        sqlx::query_scalar("SELECT body FROM question_sets WHERE sha256 = ?")
            .bind(sha256)
            .fetch_optional(db)
            .await?,
    )
}

/// The wordings with these hashes, each once and in this order. What the office has not got is left out.
pub async fn wordings(
    db: &mut SqliteConnection,
    named: Vec<Hash>,
) -> Result<Vec<(Hash, QuestionSet)>, Fault> {
    let mut known: Vec<(Hash, QuestionSet)> = Vec::new();
    let mut seen = BTreeSet::new();
    for sha256 in named {
        if !seen.insert(sha256.clone()) {
            continue;
        }
        if let Some(text) = text(db, sha256.as_str()).await? {
            let set = serde_json::from_str(&text).map_err(|_| Fault::Damaged("a question set"))?;
            known.push((sha256, set));
        }
    }
    Ok(known)
}

/// Whether the office has this exact wording.
pub async fn is_known(db: &mut SqliteConnection, set: &SetRef) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM question_sets WHERE sha256 = ? AND id = ? AND version = ?",
    )
    .bind(set.sha256.as_str())
    .bind(&set.id)
    .bind(set.version)
    .fetch_optional(db)
    .await?;
    Ok(found.is_some())
}

/// Whether another wording already stands under this id and version and has been answered: then it is
/// frozen.
pub async fn is_frozen(db: &mut SqliteConnection, set: &SetRef) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM question_sets s WHERE s.id = ? AND s.version = ? AND s.sha256 <> ?
         AND EXISTS (SELECT 1 FROM responses r WHERE r.question_set = s.sha256)",
    )
    .bind(&set.id)
    .bind(set.version)
    .bind(set.sha256.as_str())
    .fetch_optional(db)
    .await?;
    Ok(found.is_some())
}

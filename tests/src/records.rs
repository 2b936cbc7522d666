//! What the office's database file holds, read past the office.

use anyhow::Result;
use kiosk_core::response::{Body, Envelope};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use std::path::Path;

/// An open look into the database.
#[derive(Debug)]
pub struct Records {
    pool: SqlitePool,
}

/// One response at the office.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What travels in clear.
    pub envelope: Envelope,
    /// What the visitor said.
    pub body: Body,
    /// The body's bytes as stored.
    pub text: String,
}

impl Records {
    /// Opens the file beside the running office.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true);
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options)
            .await?;
        Ok(Self { pool })
    }

    /// Changes something behind the office's back: a page for it is not what is tested.
    pub(crate) async fn change(file: &Path, statement: &'static str, number: u32) -> Result<()> {
        let options = SqliteConnectOptions::new().filename(file);
        let pool = SqlitePoolOptions::new().connect_with(options).await?;
        sqlx::query(statement).bind(number).execute(&pool).await?;
        pool.close().await;
        Ok(())
    }

    /// All stored responses in the order of their numbers.
    ///
    /// # Errors
    /// When a row cannot be read.
    pub async fn responses(&self) -> Result<Vec<Stored>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT envelope, body FROM responses ORDER BY tablet, event, seq")
                .fetch_all(&self.pool)
                .await?;
        rows.into_iter()
            .map(|(envelope, text)| {
                Ok(Stored {
                    envelope: serde_json::from_str(&envelope)?,
                    body: serde_json::from_str(&text)?,
                    text,
                })
            })
            .collect()
    }

    /// The stored bodies as they came, readable or sealed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn texts(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT body FROM responses")
            .fetch_all(&self.pool)
            .await?)
    }

    /// How many responses are stored.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self) -> Result<usize> {
        Ok(self.responses().await?.len())
    }

    /// How many are in quarantine.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn quarantined(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM quarantine")
            .fetch_one(&self.pool)
            .await?)
    }

    /// How many tablets are known.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tablets(&self) -> Result<i64> {
        Ok(
            sqlx::query_scalar("SELECT count(*) FROM tablets WHERE revoked = 0")
                .fetch_one(&self.pool)
                .await?,
        )
    }
}

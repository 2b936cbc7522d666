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
    /// The random id it shares with the other half of its pair.
    pub pair: Option<String>,
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

    /// Shuts every tablet out, or lets them in again, behind the office's back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn shut_out(file: &Path, out: bool) -> Result<()> {
        let options = SqliteConnectOptions::new().filename(file);
        let pool = SqlitePoolOptions::new().connect_with(options).await?;
        sqlx::query("UPDATE tablets SET revoked = ?")
            .bind(out)
            .execute(&pool)
            .await?;
        pool.close().await;
        Ok(())
    }

    /// Makes a second event like the first, and returns a code that enrols for it.
    pub(crate) async fn second_event(file: &Path) -> Result<&'static str> {
        const CODE: &str = "KKKK3467";
        let columns = "venue, dates, pack, question_set, threshold, idle_seconds, retention_days, \
            language, staff_pin, tablets_used, made_on, closed_at, voice, child_mode, seal_key, \
            text_size, contrast, easy_read";
        let options = SqliteConnectOptions::new().filename(file);
        let pool = SqlitePoolOptions::new().connect_with(options).await?;
        let event = format!(
            "INSERT INTO events (id, name, {columns}) SELECT 'second', 'Second pop-up', {columns} FROM events"
        );
        let code =
            "INSERT INTO codes SELECT ?, ?, 'second', tablets, expires_at FROM codes LIMIT 1";
        sqlx::query(sqlx::AssertSqlSafe(event))
            .execute(&pool)
            .await?;
        sqlx::query(code)
            .bind(CODE)
            .bind(CODE)
            .execute(&pool)
            .await?;
        pool.close().await;
        Ok(CODE)
    }

    /// The highest number any tablet has told of itself.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn told(&self) -> Result<i64> {
        let highest: Option<i64> = sqlx::query_scalar("SELECT max(highest_seq) FROM counters")
            .fetch_one(&self.pool)
            .await?;
        Ok(highest.unwrap_or(0))
    }

    /// Has every event show counts from this number on.
    pub(crate) async fn set_threshold(file: &Path, threshold: u32) -> Result<()> {
        let options = SqliteConnectOptions::new().filename(file);
        let pool = SqlitePoolOptions::new().connect_with(options).await?;
        sqlx::query("UPDATE events SET threshold = ?")
            .bind(threshold)
            .execute(&pool)
            .await?;
        pool.close().await;
        Ok(())
    }

    /// How many responses are stored, without reading them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn how_many(&self) -> Result<usize> {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM responses")
            .fetch_one(&self.pool)
            .await?;
        Ok(usize::try_from(count)?)
    }

    /// Has every event ask with this set, and allow voices or ask children.
    pub(crate) async fn set_asking(file: &Path, set: &str, voice: bool, child: bool) -> Result<()> {
        let options = SqliteConnectOptions::new().filename(file);
        let pool = SqlitePoolOptions::new().connect_with(options).await?;
        let change = "UPDATE events SET voice = ?, child_mode = ?, question_set =
            (SELECT sha256 FROM question_sets WHERE id = ? ORDER BY version DESC LIMIT 1)";
        sqlx::query(change)
            .bind(voice)
            .bind(child)
            .bind(set)
            .execute(&pool)
            .await?;
        pool.close().await;
        Ok(())
    }

    /// All stored responses in the order of their numbers.
    ///
    /// # Errors
    /// When a row cannot be read.
    pub async fn responses(&self) -> Result<Vec<Stored>> {
        let rows: Vec<(String, Option<String>, String)> = sqlx::query_as(
            "SELECT envelope, pair, body FROM responses ORDER BY tablet, event, seq",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(envelope, pair, text)| {
                Ok(Stored {
                    envelope: serde_json::from_str(&envelope)?,
                    pair,
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

    /// What travelled in clear with each stored response.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn envelopes(&self) -> Result<Vec<Envelope>> {
        let rows: Vec<String> = sqlx::query_scalar("SELECT envelope FROM responses")
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| Ok(serde_json::from_str(row)?))
            .collect()
    }

    /// How many responses are stored.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self) -> Result<usize> {
        Ok(self.responses().await?.len())
    }

    /// Everything the office keeps of visitors and tablets: each table and each value of it as text.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn everything(&self) -> Result<Vec<(String, String)>> {
        // What staff made has times of its own: when a code ends, when an event was closed.
        let columns: Vec<(String, String)> = sqlx::query_as(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT IN ('sessions', 'codes', 'events', 'settings', 'packs',
                 'question_sets', '_sqlx_migrations')",
        )
        .fetch_all(&self.pool)
        .await?;
        let mut out = Vec::new();
        for (table, column) in columns {
            let sql =
                format!("SELECT CAST({column} AS TEXT) FROM {table} WHERE {column} IS NOT NULL");
            let texts: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_all(&self.pool)
                .await?;
            out.extend(texts.into_iter().map(|text| (table.clone(), text)));
        }
        Ok(out)
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

//! The database: the only place with SQL. One file per group of tables.
//!
//! Functions take a connection, so that several of them can share one transaction.

pub mod attachments;
pub mod cards;
pub mod clearance;
pub mod codes;
pub mod events;
pub mod keys;
pub mod ledger;
pub mod packs;
pub mod quarantine;
pub mod responses;
pub mod sessions;
pub mod sets;
pub mod settings;
pub mod tablets;

use crate::error::Fault;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};
use std::path::Path;
use std::time::Duration;

/// The SQLite file, with connections for readers and one for the writer.
#[derive(Clone, Debug)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl Store {
    /// Opens the file, makes it when it is not there, and brings it up to date.
    pub async fn open(path: &Path) -> Result<Self, Fault> {
        make_private(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A receipt is a promise: what it confirms must survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What was deleted is overwritten, not only unlinked.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(20));
        // SQLite has one writer at a time. Waiting for it in our own queue is fair; its busy loop is not.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!("./migrations").run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await?;
        Ok(Self { readers, writer })
    }

    /// A connection for reading.
    pub async fn reader(&self) -> Result<PoolConnection<Sqlite>, Fault> {
        Ok(self.readers.acquire().await?)
    }

    /// A transaction that may write. It holds the only writing place until it ends.
    pub async fn writer(&self) -> Result<Transaction<'static, Sqlite>, Fault> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Moves everything from the write-ahead log into the file and empties the log, so that deleted
    /// answers do not live on there. A reader in the way only puts it off.
    pub async fn checkpoint(&self) -> Result<(), Fault> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Ends all connections; what is being written is finished first.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Makes the folder and the file so that only the owner can read them; SQLite's own side files take
/// their rights from the file.
fn make_private(path: &Path) -> Result<(), Fault> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

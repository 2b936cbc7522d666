//! The database: its name, its schema, and transactions that are durable when they say so.

use indexed_db_futures::database::Database;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;

/// The database's name. It never changes: another name would be another tablet.
const NAME: &str = "popup-museum";
/// Schema versions only add stores, so that an older app can still open what a newer one left.
const VERSION: u8 = 1;

/// Settings that must survive: identity, assignment, question sets.
pub(super) const SETTINGS: &str = "settings";
/// Answers being given, by response id.
pub(super) const DRAFTS: &str = "drafts";
/// Finished responses: envelope and body verbatim, by `event/seq`.
pub(super) const RESPONSES: &str = "responses";
/// Where each response id went: `event/seq`.
pub(super) const IDS: &str = "ids";
/// Rows of the outbox, by `place/event/seq`.
pub(super) const OUTBOX: &str = "outbox";
/// Counters, by event.
pub(super) const COUNTERS: &str = "counters";
/// Recordings, by hash.
const ATTACHMENTS: &str = "attachments";
/// Packs: `pack.json`, by hash of the pack file.
pub(super) const PACKS: &str = "packs";
/// Bytes of pictures and sounds, by their own hash.
pub(super) const MEDIA: &str = "media";

const STORES: [&str; 9] =
    [SETTINGS, DRAFTS, RESPONSES, IDS, OUTBOX, COUNTERS, ATTACHMENTS, PACKS, MEDIA];

/// What can go wrong with the tablet's storage, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The tablet has no room left: staff must clear space. Nothing was written.
    Full,
    /// The connection to the database is gone: load the page anew and try again.
    Lost(String),
    /// Something stored could not be read: keep it, show it to staff.
    Unreadable(String),
}

impl From<indexed_db_futures::error::Error> for Trouble {
    fn from(error: indexed_db_futures::error::Error) -> Self {
        Self::from_words(&error.to_string())
    }
}

impl From<indexed_db_futures::error::OpenDbError> for Trouble {
    fn from(error: indexed_db_futures::error::OpenDbError) -> Self {
        Self::from_words(&error.to_string())
    }
}

impl Trouble {
    fn from_words(words: &str) -> Self {
        if words.to_ascii_lowercase().contains("quota") { Self::Full } else { Self::Lost(words.to_owned()) }
    }
}

/// The tablet's store. Cheap to clone; one connection behind it.
#[derive(Clone, Debug, Default)]
pub struct Store {
    connection: Rc<RefCell<Option<Database>>>,
}

impl Store {
    /// The connection, opened if need be. It gives way at once when a newer app wants to change the
    /// schema (trap 4), and is opened afresh by whoever comes next.
    pub(super) async fn database(&self) -> Result<Database, Trouble> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        let database = Database::open(NAME)
            .with_version(VERSION)
            .with_on_upgrade_needed(|_, database: Database| {
                let there: Vec<String> = database.object_store_names().collect();
                for name in STORES.iter().filter(|name| !there.iter().any(|known| known == *name)) {
                    database.create_object_store(*name).build()?;
                }
                Ok(())
            })
            .await?;
        *self.connection.borrow_mut() = Some(database.clone());
        self.give_way_when_asked(&database);
        Ok(database)
    }

    fn give_way_when_asked(&self, database: &Database) {
        let Ok(mut changes) = database.version_changes() else { return };
        let connection = Rc::clone(&self.connection);
        crate::browser::task::spawn(async move {
            // A change wanted elsewhere, or the connection closed under us: either way let it go.
            changes.recv().await;
            if let Some(open) = connection.borrow_mut().take() {
                open.close();
            }
        });
    }

    /// Lets go of a connection that failed, so that the next use opens a new one.
    pub fn forget_connection(&self) {
        self.connection.borrow_mut().take();
    }
}

/// A strict read-write transaction: its `complete` means the bytes are on the disk.
pub(super) fn strict<'a, const N: usize>(
    database: &'a Database,
    stores: [&str; N],
) -> Result<Transaction<'a>, Trouble> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    Ok(database.transaction(stores).with_mode(TransactionMode::Readwrite).with_options(options).build()?)
}

/// A reading transaction.
pub(super) fn reading<'a, const N: usize>(
    database: &'a Database,
    stores: [&str; N],
) -> Result<Transaction<'a>, Trouble> {
    Ok(database.transaction(stores).with_mode(TransactionMode::Readonly).build()?)
}

/// Reads a value kept as JSON.
pub(super) async fn get<T: DeserializeOwned>(store: &ObjectStore<'_>, key: &str) -> Result<Option<T>, Trouble> {
    match text(store, key).await? {
        Some(text) => Ok(Some(read(&text)?)),
        None => Ok(None),
    }
}

/// Reads a text as it is.
pub(super) async fn text(store: &ObjectStore<'_>, key: &str) -> Result<Option<String>, Trouble> {
    Ok(store.get::<String, _, _>(key.to_owned()).primitive()?.await?)
}

/// Writes a value as JSON.
pub(super) async fn put<T: Serialize>(store: &ObjectStore<'_>, key: &str, value: &T) -> Result<(), Trouble> {
    let text = serde_json::to_string(value).map_err(|error| Trouble::Unreadable(error.to_string()))?;
    put_text(store, key, text).await
}

/// Writes a text as it is.
pub(super) async fn put_text(store: &ObjectStore<'_>, key: &str, text: String) -> Result<(), Trouble> {
    store.put(text).with_key(key.to_owned()).primitive()?.await?;
    Ok(())
}

/// Removes a record.
pub(super) async fn remove(store: &ObjectStore<'_>, key: &str) -> Result<(), Trouble> {
    store.delete(key.to_owned()).primitive()?.await?;
    Ok(())
}

/// The values, kept as JSON, whose keys begin with `prefix`, in the order of their keys.
pub(super) async fn list<T: DeserializeOwned>(
    store: &ObjectStore<'_>,
    prefix: &str,
    most: u32,
) -> Result<Vec<T>, Trouble> {
    let range = prefix.to_owned()..after(prefix);
    let texts = store.get_all::<String>().with_query::<String, _>(range).with_limit(most).primitive()?.await?;
    texts.map(|text| read(&text?)).collect()
}

/// How many keys begin with `prefix`.
pub(super) async fn count(store: &ObjectStore<'_>, prefix: &str) -> Result<u64, Trouble> {
    let range = prefix.to_owned()..after(prefix);
    Ok(u64::from(store.count().with_query::<String, _>(range).primitive()?.await?))
}

/// The first key after all that begin with `prefix`.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{ffff}")
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Trouble> {
    serde_json::from_str(text).map_err(|error| Trouble::Unreadable(error.to_string()))
}

pub(super) trait Stores {
    fn store(&self, name: &str) -> Result<ObjectStore<'_>, Trouble>;
}

impl Stores for Transaction<'_> {
    fn store(&self, name: &str) -> Result<ObjectStore<'_>, Trouble> {
        Ok(self.object_store(name)?)
    }
}

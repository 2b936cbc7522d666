//! The database: its name, its schema, and transactions that are durable when they say so.

use super::idb::{self, Transaction, asked};
use js_sys::{Array, Object, Reflect};
use kiosk_core::json::FromJson;
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore};

/// The database's name. It never changes: another name would be another tablet.
const NAME: &str = "popup-museum";
/// Schema versions only add stores, so that an older app can still open what a newer one left.
const VERSION: u32 = 2;

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
/// Recordings, by `event/seq/hash`.
pub(super) const ATTACHMENTS: &str = "attachments";
/// Packs: `pack.json`, by hash of the pack file.
pub(super) const PACKS: &str = "packs";
/// Bytes of pictures and sounds, by their own hash.
pub(super) const MEDIA: &str = "media";
/// How often each answer was chosen, by event (from version 2 on).
pub(super) const TALLIES: &str = "tallies";

const STORES: [&str; 10] = [
    SETTINGS,
    DRAFTS,
    RESPONSES,
    IDS,
    OUTBOX,
    COUNTERS,
    ATTACHMENTS,
    PACKS,
    MEDIA,
    TALLIES,
];

/// What can go wrong with the tablet's storage, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The tablet has no room left: staff must clear space. Nothing was written.
    Full,
    /// The connection to the database is gone: load the page anew and try again.
    Lost(String),
    /// Something stored could not be read: keep it, show it to staff.
    Unreadable(String),
    /// The event wants answers sealed and this browser cannot: open the museum by a secure address. Nothing
    /// was written.
    CannotSeal,
}

impl Trouble {
    /// What it is, for whoever looks after tablets.
    pub fn words(&self) -> String {
        match self {
            Self::Full => "full".to_owned(),
            Self::Lost(words) => ["lost: ", words].concat(),
            Self::Unreadable(words) => ["unreadable: ", words].concat(),
            Self::CannotSeal => "cannot seal".to_owned(),
        }
    }

    pub(super) fn from_words(words: &str) -> Self {
        if words.to_ascii_lowercase().contains("quota") {
            Self::Full
        } else {
            Self::Lost(words.to_owned())
        }
    }
}

/// The tablet's store. Cheap to clone; one connection behind it.
#[derive(Clone, Debug, Default)]
pub struct Store {
    connection: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Store {
    /// The connection, opened if need be. It gives way at once when a newer app wants to change the
    /// schema (trap 4), and is opened afresh by whoever comes next.
    pub(super) async fn database(&self) -> Result<IdbDatabase, Trouble> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        let database = match idb::open(NAME, Some(VERSION), make_stores).await {
            // A newer app was here. It only added stores, and none of ours is taken away.
            Err(Trouble::Lost(words)) if words.contains("VersionError") => {
                idb::open(NAME, None, make_stores).await?
            }
            other => other?,
        };
        // Two may have opened it at once: one connection is enough.
        if let Some(open) = self.connection.borrow().clone() {
            database.close();
            return Ok(open);
        }
        self.give_way_when_asked(&database);
        *self.connection.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// A change wanted elsewhere, or the connection closed under us: either way it is let go.
    fn give_way_when_asked(&self, database: &IdbDatabase) {
        let (connection, own) = (Rc::clone(&self.connection), database.clone());
        let give_way = Closure::<dyn FnMut()>::new(move || {
            own.close();
            connection.borrow_mut().take_if(|open| *open == own);
        });
        database.set_onversionchange(Some(give_way.as_ref().unchecked_ref()));
        let _ =
            database.add_event_listener_with_callback("close", give_way.as_ref().unchecked_ref());
        // As long as the connection: there are few in a day.
        give_way.forget();
    }

    /// Closes the connection: the page is being left, and in WebKit a connection of a page that is gone
    /// can hold up the next one. Whoever comes back opens it afresh. What is under way is taken back when
    /// the page is `put_by`; elsewhere the browser ends it.
    pub fn close(&self, put_by: bool) {
        if put_by {
            idb::abort_all();
        }
        if let Some(open) = self.connection.borrow_mut().take() {
            open.close();
        }
    }

    /// Lets go of a connection that failed, so that the next use opens a new one. Closed, because one that is
    /// only forgotten stands in the way of a newer app; what is under way on it comes to its end.
    pub fn forget_connection(&self) {
        self.close(false);
    }
}

fn make_stores(database: &IdbDatabase) {
    let there = database.object_store_names();
    for name in STORES.iter().filter(|name| !there.contains(name)) {
        let _ = database.create_object_store(name);
    }
}

/// A strict read-write transaction: its `complete` means the bytes are on the disk.
pub(super) fn strict(database: &IdbDatabase, stores: &[&str]) -> Result<Transaction, Trouble> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    Transaction::begin(database, stores, "readwrite", &options)
}

/// A reading transaction.
pub(super) fn reading(database: &IdbDatabase, stores: &[&str]) -> Result<Transaction, Trouble> {
    Transaction::begin(database, stores, "readonly", &Object::new())
}

/// Reads a value kept as JSON. Asked for at once, not when it is first waited for.
pub(super) fn get<T: FromJson>(
    store: &IdbObjectStore,
    key: &str,
) -> impl Future<Output = Result<Option<T>, Trouble>> + use<T> {
    let text = text(store, key);
    async move { text.await?.map(|text| read(&text)).transpose() }
}

/// Reads a text as it is.
pub(super) fn text(store: &IdbObjectStore, key: &str) -> idb::Step<Option<String>> {
    let found = asked(store.get(&key.into()));
    Box::pin(async move { Ok(found.await?.as_string()) })
}

/// Writes a value as JSON.
pub(super) fn put<T: Serialize>(store: &IdbObjectStore, key: &str, value: &T) -> idb::Step<()> {
    match json(value) {
        Ok(text) => put_value(store, key, &text.into()),
        Err(trouble) => Box::pin(std::future::ready(Err(trouble))),
    }
}

/// Writes a value as it is.
pub(super) fn put_value(store: &IdbObjectStore, key: &str, value: &JsValue) -> idb::Step<()> {
    done(asked(store.put_with_key(value, &key.into())))
}

/// Asks for a value to be written as JSON and waits for nothing: if it fails, the transaction takes
/// everything back, and `commit` says so.
pub(super) fn send<T: Serialize>(
    store: &IdbObjectStore,
    key: &str,
    value: &T,
) -> Result<(), Trouble> {
    send_value(store, key, &json(value)?.into())
}

/// The same for a value as it is.
pub(super) fn send_value(
    store: &IdbObjectStore,
    key: &str,
    value: &JsValue,
) -> Result<(), Trouble> {
    store.put_with_key(value, &key.into())?;
    Ok(())
}

/// Asks for a record to be removed, likewise.
pub(super) fn send_removal(store: &IdbObjectStore, key: &str) -> Result<(), Trouble> {
    store.delete(&key.into())?;
    Ok(())
}

/// Removes a record.
pub(super) fn remove(store: &IdbObjectStore, key: &str) -> idb::Step<()> {
    done(asked(store.delete(&key.into())))
}

fn done(asked: idb::Step<JsValue>) -> idb::Step<()> {
    Box::pin(async move { asked.await.map(|_| ()) })
}

/// Removes every record whose key begins with `prefix`.
pub(super) fn remove_all(store: &IdbObjectStore, prefix: &str) -> idb::Step<()> {
    match beginning_with(prefix) {
        Ok(range) => done(asked(store.delete(&range))),
        Err(trouble) => Box::pin(std::future::ready(Err(trouble))),
    }
}

/// The values, kept as JSON, whose keys begin with `prefix`, in the order of their keys.
pub(super) async fn list<T: FromJson>(
    store: &IdbObjectStore,
    prefix: &str,
    most: u32,
) -> Result<Vec<T>, Trouble> {
    let texts = texts(store, prefix, most).await?;
    texts.iter().map(|text| read(text)).collect()
}

/// The same as they are.
pub(super) async fn texts(
    store: &IdbObjectStore,
    prefix: &str,
    most: u32,
) -> Result<Vec<String>, Trouble> {
    let range = beginning_with(prefix)?;
    let texts = asked(store.get_all_with_key_and_limit(&range, most)).await?;
    let texts = texts.unchecked_into::<Array>();
    Ok(texts
        .iter()
        .map(|text| text.as_string().unwrap_or_default())
        .collect())
}

/// The keys in a range, in their order.
pub(super) async fn keys(store: &IdbObjectStore, range: &JsValue) -> Result<Vec<String>, Trouble> {
    let keys = asked(store.get_all_keys_with_key(range)).await?;
    let keys = keys.unchecked_into::<Array>();
    Ok(keys.iter().filter_map(|key| key.as_string()).collect())
}

/// How many keys begin with `prefix`.
pub(super) async fn count(store: &IdbObjectStore, prefix: &str) -> Result<u64, Trouble> {
    let range = beginning_with(prefix)?;
    Ok(asked(store.count_with_key(&range))
        .await?
        .as_f64()
        .unwrap_or(0.0) as u64)
}

/// The keys that begin with `prefix`.
pub(super) fn beginning_with(prefix: &str) -> Result<JsValue, Trouble> {
    let after = [prefix, "\u{ffff}"].concat();
    Ok(IdbKeyRange::bound_with_lower_open_and_upper_open(
        &prefix.into(),
        &after.into(),
        false,
        true,
    )?
    .into())
}

/// A value as JSON.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, Trouble> {
    serde_json::to_string(value).map_err(|error| Trouble::Unreadable(error.to_string()))
}

/// A value from JSON.
pub(super) fn read<T: FromJson>(text: &str) -> Result<T, Trouble> {
    kiosk_core::json::read(text).map_err(|error| Trouble::Unreadable(error.to_string()))
}

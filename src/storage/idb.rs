//! IndexedDB as futures: requests, transactions, the connection.
//!
//! By hand, because a library's types are built anew for every kind of value and request
//! (`docs/decisions/wasm-size.md`), and because `web-sys` keeps `durability` behind its unstable flag.

use super::Trouble;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

/// What a step of IndexedDB comes to. Boxed, so that those who wait for it stay small.
pub(super) type Step<T> = Pin<Box<dyn Future<Output = Result<T, Trouble>>>>;

/// The name of the event something ended with.
type Ended = Pin<Box<dyn Future<Output = String>>>;

impl From<JsValue> for Trouble {
    fn from(error: JsValue) -> Self {
        let words = error
            .dyn_ref::<DomException>()
            .map(|error| [error.name(), error.message()].join(": "));
        Self::from_words(&words.unwrap_or_else(|| "an error without a name".to_owned()))
    }
}

/// Waits for a request. Its result is there before the transaction can end: nothing else is awaited but
/// other requests of the same one, which may be under way together.
pub(super) fn asked(request: Result<IdbRequest, JsValue>) -> Step<JsValue> {
    // Listening begins now: whoever has asked for several things waits for one after the other.
    let answered = request.as_ref().ok().map(|request| {
        first_of(&mut |settle| {
            request.set_onsuccess(Some(settle));
            request.set_onerror(Some(settle));
        })
    });
    Box::pin(async move {
        let request = request?;
        if let Some(answered) = answered {
            answered.await;
        }
        match request.error()? {
            Some(error) => Err(JsValue::from(error).into()),
            None => Ok(request.result()?),
        }
    })
}

/// Ends with the first event of those that `listen` gives the function to; answers with its name.
fn first_of(listen: &mut dyn FnMut(&Function)) -> Ended {
    let ended = JsFuture::from(Promise::new(&mut |settle, _| listen(&settle)));
    Box::pin(async move {
        let event = ended.await.ok();
        event
            .and_then(|event| event.dyn_into().ok())
            .map(|event: Event| event.type_())
            .unwrap_or_default()
    })
}

/// Longest an open database is waited for, in milliseconds.
const PATIENCE: i32 = 5_000;

/// Ends a wait without an event.
fn settle_in(settle: &Function, milliseconds: i32) {
    if let Some(window) = crate::browser::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(settle, milliseconds);
    }
}

/// Opens a database. `upgrade` makes the stores when the version is new; without a version it is opened
/// as it is.
pub(super) fn open(
    name: &'static str,
    version: Option<u32>,
    upgrade: fn(&IdbDatabase),
) -> Step<IdbDatabase> {
    Box::pin(async move {
        let factory = crate::browser::window()
            .map(|window| window.indexed_db())
            .transpose()?
            .flatten();
        let Some(factory) = factory else {
            return Err(Trouble::Lost("no IndexedDB".to_owned()));
        };
        let request = match version {
            Some(version) => factory.open_with_u32(name, version)?,
            None => factory.open(name)?,
        };
        let opening = request.clone();
        let on_upgrade = Closure::<dyn FnMut()>::new(move || {
            if let Some(database) = opening
                .result()
                .ok()
                .and_then(|database| database.dyn_into().ok())
            {
                upgrade(&database);
            }
        });
        request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
        let answered = first_of(&mut |settle| {
            request.set_onsuccess(Some(settle));
            request.set_onerror(Some(settle));
            request.set_onblocked(Some(settle));
            settle_in(settle, PATIENCE);
        });
        let ended = answered.await;
        if ended != "success" && ended != "error" {
            // An older window holds on to it. What comes when it lets go is nobody's any more. Who asks again is
            // not even told that it is blocked: their request waits behind this one.
            let late = request.clone();
            let close = Closure::once_into_js(move || {
                let database = late.result().ok().map(JsCast::dyn_into::<IdbDatabase>);
                if let Some(Ok(database)) = database {
                    database.close();
                }
            });
            request.set_onsuccess(Some(close.unchecked_ref()));
            return Err(Trouble::Lost("blocked by another window".to_owned()));
        }
        match request.error()? {
            Some(error) => Err(JsValue::from(error).into()),
            None => request.result()?.dyn_into().map_err(Trouble::from),
        }
    })
}

thread_local! {
    /// Those that have begun and not ended.
    static RUNNING: RefCell<Vec<IdbTransaction>> = const { RefCell::new(Vec::new()) };
}

/// Takes back every transaction that has not ended. For a page that is put by: WebKit lets its
/// transactions stand for as long as it keeps the page, and the next page waits for them for ever.
pub(super) fn abort_all() {
    let running = RUNNING.with(|running| running.take());
    for transaction in running {
        let _ = transaction.abort();
    }
}

/// A transaction. Dropped before its end it takes everything back.
pub(super) struct Transaction {
    inner: IdbTransaction,
    ended: Option<Ended>,
    failed: Rc<RefCell<Option<JsValue>>>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Transaction {
    /// Begins. `options` may ask for more than the usual durability.
    pub(super) fn begin(
        database: &IdbDatabase,
        stores: &[&str],
        mode: &str,
        options: &Object,
    ) -> Result<Self, Trouble> {
        let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
        let inner: IdbTransaction = begin
            .call3(database, &stores, &mode.into(), options)?
            .dyn_into()?;
        let ended = first_of(&mut |settle| {
            inner.set_oncomplete(Some(settle));
            inner.set_onabort(Some(settle));
        });
        // What a request failed of, before the transaction does: WebKit does not tell it again at the end.
        let failed = Rc::new(RefCell::new(None));
        let noted = Rc::clone(&failed);
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let request = event.target().and_then(|target| target.dyn_into().ok());
            let error = request.and_then(|request: IdbRequest| request.error().ok().flatten());
            noted
                .borrow_mut()
                .get_or_insert_with(|| error.map_or(JsValue::NULL, JsValue::from));
        });
        inner.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        RUNNING.with(|running| running.borrow_mut().push(inner.clone()));
        Ok(Self {
            inner,
            ended: Some(Box::pin(ended)),
            failed,
            _on_error: on_error,
        })
    }

    /// A store this transaction was begun for.
    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, Trouble> {
        Ok(self.inner.object_store(name)?)
    }

    /// Waits until everything asked for is done and, in a strict transaction, on the disk.
    pub(super) fn commit(mut self) -> Step<()> {
        Box::pin(async move {
            let Some(ended) = self.ended.take() else {
                return Ok(());
            };
            // Nothing more will be asked for; an older browser notices that by itself, a little later.
            if let Ok(commit) = Reflect::get(&self.inner, &"commit".into())
                && let Some(commit) = commit.dyn_ref::<Function>()
            {
                let _ = commit.call0(&self.inner);
            }
            let ended = ended.await;
            self.has_ended();
            if ended == "complete" {
                return Ok(());
            }
            if let Some(error) = self.failed.take().filter(|error| !error.is_null()) {
                return Err(error.into());
            }
            Err(self.inner.error().map_or_else(
                || Trouble::Lost("aborted".to_owned()),
                |error| JsValue::from(error).into(),
            ))
        })
    }
}

impl Transaction {
    fn has_ended(&self) {
        RUNNING.with(|running| {
            let mut running = running.borrow_mut();
            if let Some(at) = running.iter().position(|other| *other == self.inner) {
                running.swap_remove(at);
            }
        });
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.inner.set_onerror(None);
        if self.ended.is_some() {
            self.has_ended();
            let _ = self.inner.abort();
        }
    }
}

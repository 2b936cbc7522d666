//! localStorage and sessionStorage: values as JSON, small and never precious.

use kiosk_core::json::FromJson;
use serde::Serialize;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    crate::browser::window()?.local_storage().ok().flatten()
}

/// Reads a value, if there is one of this type.
pub(super) fn get<T: FromJson>(key: &str) -> Option<T> {
    kiosk_core::json::read(&get_text(key)?).ok()
}

/// Reads a text as it is.
pub(super) fn get_text(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Writes a value; `false` when it could not be written.
pub(super) fn set<T: Serialize + ?Sized>(key: &str, value: &T) -> bool {
    serde_json::to_string(value).is_ok_and(|text| set_text(key, &text))
}

/// Writes a text as it is; `false` when it could not be written.
pub(super) fn set_text(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Forgets a value.
pub(super) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// The keys that begin like this.
pub(super) fn keys(beginning: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    keys.filter(|key| key.starts_with(beginning)).collect()
}

fn session() -> Option<Storage> {
    crate::browser::window()?.session_storage().ok().flatten()
}

/// Reads a value of this window's own, that is gone with it.
pub(super) fn get_for_session<T: FromJson>(key: &str) -> Option<T> {
    kiosk_core::json::read(&session()?.get_item(key).ok().flatten()?).ok()
}

/// Writes one; `false` when it could not be written.
pub(super) fn set_for_session<T: Serialize>(key: &str, value: &T) -> bool {
    let text = serde_json::to_string(value).ok();
    let written = text.zip(session());
    written.is_some_and(|(text, session)| session.set_item(key, &text).is_ok())
}

/// Forgets one.
pub(super) fn remove_for_session(key: &str) {
    if let Some(session) = session() {
        let _ = session.remove_item(key);
    }
}

//! localStorage: values as JSON, small and never precious.

use kiosk_core::json::FromJson;
use serde::Serialize;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    crate::browser::window()?.local_storage().ok().flatten()
}

/// Reads a value, if there is one of this type.
pub(super) fn get<T: FromJson>(key: &str) -> Option<T> {
    let text = storage()?.get_item(key).ok().flatten()?;
    kiosk_core::json::read(&text).ok()
}

/// Writes a value; `false` when it could not be written.
pub(super) fn set<T: Serialize + ?Sized>(key: &str, value: &T) -> bool {
    let text = serde_json::to_string(value).ok();
    text.zip(storage())
        .is_some_and(|(text, storage)| storage.set_item(key, &text).is_ok())
}

/// Forgets a value.
pub(super) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

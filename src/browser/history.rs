//! The browser's history holds one step behind us and nothing more.
//!
//! Every screen *replaces* the address, so no visitor's path can be walked again by Back. One guard
//! entry below catches the system's Back gesture: it becomes the app's own Back and never leaves.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The path in the address bar.
pub fn path() -> String {
    super::window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_else(|| "/".to_owned())
}

/// Shows this path in the address bar, in place of the one before.
pub fn show(path: &str) {
    if let Some(history) = super::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::from_str("app"), "", Some(path));
    }
}

/// Puts the guard below the app and calls `back` whenever the system's Back is used.
pub fn guard(back: impl Fn() + 'static) {
    let Some(window) = super::window() else {
        return;
    };
    let Ok(history) = window.history() else {
        return;
    };
    // After a reload the guard is still there: do not pile up another.
    if history
        .state()
        .ok()
        .and_then(|state| state.as_string())
        .as_deref()
        != Some("app")
    {
        let _ = history.replace_state(&JsValue::from_str("guard"), "");
        let _ = history.push_state(&JsValue::from_str("app"), "");
    }
    let on_pop = Closure::<dyn Fn()>::new(move || {
        if history
            .state()
            .ok()
            .and_then(|state| state.as_string())
            .as_deref()
            == Some("guard")
        {
            let _ = history.push_state(&JsValue::from_str("app"), "");
            back();
        }
    });
    let _ = window.add_event_listener_with_callback("popstate", on_pop.as_ref().unchecked_ref());
    on_pop.forget();
}

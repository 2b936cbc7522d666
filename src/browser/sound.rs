//! Sounds begin and end by a touch, never by themselves.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// Plays the sound that matches from where it stopped, or stops it.
pub fn toggle(selector: &str) {
    let found =
        super::document().and_then(|document| document.query_selector(selector).ok().flatten());
    let Some(sound) = found else { return };
    let rests = Reflect::get(&sound, &"paused".into()).is_ok_and(|paused| paused.is_truthy());
    call(&sound, if rests { "play" } else { "pause" });
}

fn call(sound: &JsValue, what: &str) {
    let made = Reflect::get(sound, &what.into())
        .ok()
        .and_then(|what| what.dyn_into::<Function>().ok());
    let promise = made.and_then(|what| what.call0(sound).ok());
    // A sound the browser cannot play stays silent; its words are there to read.
    if let Some(promise) = promise.and_then(|made| made.dyn_into::<js_sys::Promise>().ok()) {
        let caught = wasm_bindgen_futures::JsFuture::from(promise);
        super::task::spawn(async move {
            let _ = caught.await;
        });
    }
}

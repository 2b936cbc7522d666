//! Where the keyboard and the screen reader are.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves focus to the first element that matches, without scrolling the page about.
pub fn to(selector: &str) {
    let found =
        super::document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The same, once the screen that is being built stands.
pub fn soon(selector: &'static str) {
    super::task::spawn(async move {
        super::clock::pause(0).await;
        to(selector);
    });
}

/// Takes focus off whatever has it, so that an on-screen keyboard goes away.
pub fn drop() {
    let active = super::document().and_then(|document| document.active_element());
    if let Some(element) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

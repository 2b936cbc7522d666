//! Where the keyboard and the screen reader are.

use std::cell::RefCell;
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

thread_local! {
    /// What [`keep`] has kept.
    static KEPT: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Keeps in mind what has the focus now, for [`back`].
pub fn keep() {
    KEPT.set(active().filter(|active| active.tag_name() != "BODY"));
}

/// Gives focus back to what had it, without scrolling the page about; `false` where that is gone, or was nothing.
pub fn back() -> bool {
    KEPT.take()
        .filter(|kept| kept.is_connected())
        .is_some_and(|kept| {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            kept.focus_with_options(&options).is_ok()
        })
}

fn active() -> Option<HtmlElement> {
    let active = super::document().and_then(|document| document.active_element());
    active.and_then(|element| element.dyn_into::<HtmlElement>().ok())
}

/// Takes focus off whatever has it, so that an on-screen keyboard goes away.
pub fn drop() {
    if let Some(active) = active() {
        let _ = active.blur();
    }
}

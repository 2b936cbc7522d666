//! The page itself: what stands on `<html>`, where it is scrolled, its address.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CustomEvent, CustomEventInit, ScrollToOptions, UrlSearchParams};

/// Sets an attribute of `<html>`; all styles and tests read from there.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the page.
pub fn title(text: &str) {
    if let Some(document) = super::document() {
        document.set_title(text);
    }
}

/// Scrolls to the top at once.
pub fn to_top() {
    if let Some(window) = super::window() {
        let options = ScrollToOptions::new();
        options.set_top(0.0);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// The value of a parameter in the page's address.
pub fn parameter(name: &str) -> Option<String> {
    let search = super::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = super::window() {
        let _ = window.location().reload();
    }
}

/// Opens the print dialogue.
pub fn print() {
    if let Some(window) = super::window() {
        let _ = window.print();
    }
}

/// Calls `run` when the page is left, be it for good or to come back.
pub fn when_left(run: impl FnMut() + 'static) {
    let run = Closure::<dyn FnMut()>::new(run);
    if let Some(window) = super::window() {
        let _ = window.add_event_listener_with_callback("pagehide", run.as_ref().unchecked_ref());
    }
    run.forget();
}

/// Tells the page's start script something (`kiosk-<name>` on `document`).
pub fn tell(name: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let (Some(document), Ok(event)) = (
        super::document(),
        CustomEvent::new_with_event_init_dict(&format!("kiosk-{name}"), &init),
    ) {
        let _ = document.dispatch_event(&event);
    }
}

/// Whether the app runs from the home screen, with storage of its own.
pub fn is_installed() -> bool {
    super::document()
        .and_then(|document| document.document_element())
        .is_some_and(|root| root.get_attribute("data-installed").as_deref() == Some("true"))
}

/// Whether motion is unwanted.
pub fn wants_stillness() -> bool {
    super::document()
        .and_then(|document| document.document_element())
        .is_some_and(|root| root.get_attribute("data-still").as_deref() == Some("true"))
}

//! One browser API per file. Nothing outside `browser`, `storage` and `sync` names `web-sys`.

pub mod changes;
pub mod clock;
pub mod element;
pub mod fetch;
pub mod focus;
pub mod history;
pub mod idle;
pub mod intl;
pub mod kept_file;
pub mod locks;
pub mod page;
pub mod picture;
pub mod pointer;
pub mod random;
pub mod reach;
pub mod recorder;
pub mod room;
pub mod sealing;
pub mod share;
pub mod sound;
pub mod speech;
pub mod spoken;
pub mod switch;
pub mod taps;
pub mod task;
pub mod wake_lock;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, Window};

/// The window. `None` only outside a page, where no screen is ever shown.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    window().and_then(|window| window.document())
}

/// Calls `run` at every event of this name anywhere in the page, for as long as the page lives. `first`:
/// before what it is meant for hears of it.
pub(crate) fn window_listens(name: &str, first: bool, run: impl FnMut(Event) + 'static) {
    listen_boxed(name, first, Box::new(run));
}

fn listen_boxed(name: &str, first: bool, run: Box<dyn FnMut(Event)>) {
    let run = Closure::wrap(run);
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback_and_bool(
            name,
            run.as_ref().unchecked_ref(),
            first,
        );
    }
    run.forget();
}

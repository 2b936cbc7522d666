//! One browser API per file. Nothing outside `browser`, `storage` and `sync` names `web-sys`.

pub mod clock;
pub mod element;
pub mod fetch;
pub mod focus;
pub mod history;
pub mod idle;
pub mod intl;
pub mod locks;
pub mod page;
pub mod picture;
pub mod random;
pub mod recorder;
pub mod room;
pub mod sealing;
pub mod share;
pub mod taps;
pub mod task;

use web_sys::{Document, Window};

/// The window. `None` only outside a page, where no screen is ever shown.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    window().and_then(|window| window.document())
}

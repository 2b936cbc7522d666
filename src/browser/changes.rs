//! Changes of what is on the page, whoever makes them.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MutationObserver, MutationObserverInit};

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Changes {
    observer: MutationObserver,
    _run: Closure<dyn FnMut()>,
}

impl Changes {
    /// Calls `run` whenever something on the page has come, gone, opened, closed or been given another look.
    /// `None` only outside a page.
    pub fn watch(run: impl FnMut() + 'static) -> Option<Self> {
        let run = Closure::<dyn FnMut()>::new(run);
        let observer = MutationObserver::new(run.as_ref().unchecked_ref()).ok()?;
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        let looks = ["class", "hidden", "open"].map(wasm_bindgen::JsValue::from);
        what.set_attribute_filter(&Array::from_iter(looks));
        let body = super::document()?.body()?;
        observer.observe_with_options(&body, &what).ok()?;
        Some(Self {
            observer,
            _run: run,
        })
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

//! Signs of life.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Knows when somebody last touched, typed or scrolled.
#[derive(Clone, Debug)]
pub struct Pulse {
    last: Rc<Cell<f64>>,
}

impl Pulse {
    /// Listens to the whole page from now on.
    pub fn listen() -> Self {
        let last = Rc::new(Cell::new(steady()));
        for event in [
            "pointerdown",
            "keydown",
            "input",
            "scroll",
            "wheel",
            "touchmove",
        ] {
            let last = Rc::clone(&last);
            let on_event = Closure::<dyn Fn()>::new(move || last.set(steady()));
            if let Some(window) = super::window() {
                let _ = window.add_event_listener_with_callback_and_bool(
                    event,
                    on_event.as_ref().unchecked_ref(),
                    true,
                );
            }
            on_event.forget();
        }
        Self { last }
    }

    /// Seconds since the last sign of life.
    pub fn still_for(&self) -> u32 {
        ((steady() - self.last.get()) / 1000.0).max(0.0) as u32
    }

    /// Counts as a sign of life.
    pub fn touch(&self) {
        self.last.set(steady());
    }
}

/// Milliseconds on a clock that no one can set.
pub fn steady() -> f64 {
    js_sys::Reflect::get(&js_sys::global(), &"performance".into())
        .and_then(|performance| {
            let now: js_sys::Function =
                js_sys::Reflect::get(&performance, &"now".into())?.unchecked_into();
            now.call0(&performance)
        })
        .ok()
        .and_then(|now| now.as_f64())
        .unwrap_or_else(js_sys::Date::now)
}

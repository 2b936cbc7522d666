//! Signs of life.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Knows when somebody last touched, typed or scrolled.
#[derive(Clone, Debug)]
pub struct Pulse {
    last: Rc<Cell<f64>>,
}

impl Pulse {
    /// Listens to the whole page from now on. Sound and video that play say so about four times a second,
    /// whoever plays them; so nobody is asked whether they are still there while they listen.
    pub fn listen() -> Self {
        let own = Self {
            last: Rc::new(Cell::new(steady())),
        };
        for event in [
            "pointerdown",
            // What a screen reader or a switch of the system presses is often a click and nothing else.
            "click",
            "keydown",
            "input",
            "scroll",
            "wheel",
            "touchmove",
            "playing",
            "timeupdate",
        ] {
            let heard = own.clone();
            super::window_listens(event, true, move |_| {
                // The light of one-switch scanning scrolls by itself: that is nobody's sign of life.
                if event != "scroll" || super::page::is_marked("data-scanning", "0") {
                    heard.touch();
                }
            });
        }
        own
    }

    /// Seconds since the last sign of life.
    pub fn still_for(&self) -> u32 {
        ((steady() - self.last.get()) / 1000.0).max(0.0) as u32
    }

    /// Counts as a sign of life: for what a visitor attends to without touching, such as a recording.
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

//! Taps and clicks of the whole page, before anything hears of them.

use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

/// Asks `counts` about every tap from now on, with its time in milliseconds and its place in CSS pixels; one
/// that does not count does nothing.
pub fn calm(mut counts: impl FnMut(f64, i32, i32) -> bool + 'static) {
    super::window_listens("click", true, move |event| {
        let Some(tap) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        // A click made by a key or a switch has no place; it comes once for each press.
        if tap.detail() > 0 && !counts(tap.time_stamp(), tap.client_x(), tap.client_y()) {
            event.stop_immediate_propagation();
            event.prevent_default();
        }
    });
}

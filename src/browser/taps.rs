//! Taps and clicks of the whole page, before anything hears of them.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

/// Asks `counts` about every tap from now on, with its time in milliseconds and its place in CSS pixels; one
/// that does not count does nothing. Neither does the tap of a finger that came down while the tablet was
/// `asleep`: what it woke has gone when the finger goes up, and the tap would fall on what lay beneath.
pub fn calm(
    mut counts: impl FnMut(f64, i32, i32) -> bool + 'static,
    asleep: impl Fn() -> bool + 'static,
) {
    let woke = Rc::new(Cell::new(false));
    let wakes = Rc::clone(&woke);
    super::window_listens("pointerdown", true, move |_| wakes.set(asleep()));
    super::window_listens("click", true, move |event| {
        let Some(tap) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        // A click made by a key or a switch has no place; it comes once for each press.
        let by_hand = tap.detail() > 0;
        let wakes = woke.replace(false);
        if by_hand && (wakes || !counts(tap.time_stamp(), tap.client_x(), tap.client_y())) {
            event.stop_immediate_propagation();
            event.prevent_default();
        }
    });
}

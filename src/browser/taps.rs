//! A trembling hand taps twice: the second tap within half a second in the same place is ignored.

use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MouseEvent;

/// Milliseconds in which a repeated tap does not count.
const REPEAT: f64 = 500.0;
/// CSS pixels within which it is the same place.
const PLACE: i32 = 48;

/// Ignores repeated taps from now on, in the whole page.
pub fn calm() {
    let last = Cell::new((f64::MIN, i32::MIN, i32::MIN));
    let on_click = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        let (at, x, y) = last.get();
        let (now, here_x, here_y) = (event.time_stamp(), event.client_x(), event.client_y());
        let same_place = here_x.abs_diff(x) < PLACE as u32 && here_y.abs_diff(y) < PLACE as u32;
        // A click made by a key or a switch has no place; it comes once for each press.
        if event.detail() > 0 && now - at < REPEAT && same_place {
            event.stop_immediate_propagation();
            event.prevent_default();
            return;
        }
        last.set((now, here_x, here_y));
    });
    if let Some(window) = super::window() {
        let _ = window.add_event_listener_with_callback_and_bool(
            "click",
            on_click.as_ref().unchecked_ref(),
            true,
        );
    }
    on_click.forget();
}

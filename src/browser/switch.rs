//! One switch: Space, Enter, or a touch anywhere.

use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent};

/// Listens for the switch. `is_on` says whether a press means the switch now (`true`: a press of a key);
/// then it means nothing else.
/// `own_click` is set while the app itself clicks: those clicks pass.
pub fn listen(
    own_click: Rc<Cell<bool>>,
    is_on: impl Fn(bool) -> bool + 'static,
    press: impl Fn() + 'static,
) {
    let is_on = Rc::new(is_on);
    let press = Rc::new(press);
    for name in ["keydown", "keyup"] {
        let (is_on, press) = (Rc::clone(&is_on), Rc::clone(&press));
        super::window_listens(name, true, move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if !matches!(key.key().as_str(), " " | "Enter") || !is_on(true) {
                return;
            }
            swallow(&event);
            if name == "keydown" && !key.repeat() {
                press();
            }
        });
    }
    super::window_listens("click", true, move |event| {
        if own_click.get() || !is_on(false) {
            return;
        }
        swallow(&event);
        // A click without a place is a key's, and that has been heard already.
        if event
            .dyn_ref::<MouseEvent>()
            .is_some_and(|click| click.detail() > 0)
        {
            press();
        }
    });
}

fn swallow(event: &Event) {
    event.prevent_default();
    event.stop_immediate_propagation();
}

//! Fingers, pen or mouse on an element.

use super::element::El;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

/// What a pointer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// Came down on the element.
    Touch,
    /// Moved, while down.
    Move,
    /// Went up, or away.
    Lift,
}

/// Calls `handler` with what each pointer on the element does, its number, and where in the window. A
/// pointer that came down on it is followed wherever it goes.
pub fn follow(element: El, handler: impl FnMut(Did, i32, f64, f64) + Clone + 'static) -> El {
    let on = |element: El, name, did| {
        let mut handler = handler.clone();
        element.on(name, move |event| {
            if let Some(pointer) = main_button(&event) {
                if did == Did::Touch {
                    hold(&event, pointer.pointer_id());
                }
                let (x, y) = (pointer.client_x(), pointer.client_y());
                handler(did, pointer.pointer_id(), f64::from(x), f64::from(y));
            }
        })
    };
    let element = on(element, "pointerdown", Did::Touch);
    let element = on(element, "pointermove", Did::Move);
    let element = on(element, "pointerup", Did::Lift);
    on(element, "pointercancel", Did::Lift)
}

/// The pointer, unless it is a mouse's other button coming down.
fn main_button(event: &Event) -> Option<&PointerEvent> {
    event
        .dyn_ref::<PointerEvent>()
        .filter(|pointer| pointer.button() <= 0)
}

fn hold(event: &Event, pointer: i32) {
    let element = event
        .current_target()
        .and_then(|on| on.dyn_into::<Element>().ok());
    if let Some(element) = element {
        let _ = element.set_pointer_capture(pointer);
    }
}

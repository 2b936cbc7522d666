//! One switch: Space, Enter, or a touch anywhere. A field that somebody writes in is not the switch's.

use super::focus;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

/// What text is written in.
const FIELDS: &str = "textarea, [contenteditable]:not([contenteditable=false]), \
    input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])";

thread_local! {
    /// The field that somebody has begun to write in. That the page put the focus into a field by itself says
    /// nothing: whoever has only a switch could not get out again.
    static FIELD: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// Whether the finger that is down came down beside the field.
    static LEAVES: Cell<bool> = const { Cell::new(false) };
}

/// Whether somebody writes now, a helper most likely: they have touched a field, or typed in it what no switch
/// types. Then keys belong to the field, until Escape or a touch beside it.
pub fn is_writing() -> bool {
    FIELD.with_borrow(|field| field.as_ref().is_some_and(focus::is_on))
}

fn watch_writing() {
    super::window_listens("pointerdown", true, |event| {
        let field = field_of(&event);
        LEAVES.set(field.is_none() && is_writing());
        if field.is_some() {
            FIELD.set(field);
        }
    });
}

fn field_of(event: &Event) -> Option<Element> {
    let on = event.target()?.dyn_into::<Element>().ok()?;
    on.closest(FIELDS).ok()?
}

/// Whether a key is the field's that it was pressed in. Escape takes who writes out of it, and does nothing else.
fn is_written(event: &Event, key: &str) -> bool {
    let Some(field) = field_of(event) else {
        return false;
    };
    if key == "Escape" && is_writing() {
        swallow(event);
        focus::drop();
    } else if !is_switch(key) && !matches!(key, "Tab" | "Escape") {
        FIELD.set(Some(field));
    }
    is_writing()
}

fn is_switch(key: &str) -> bool {
    matches!(key, " " | "Enter")
}

/// Listens for the switch. `is_on` says whether a press means the switch now (`true`: a press of a key);
/// then it means nothing else.
/// `own_click` is set while the app itself clicks: those clicks pass.
pub fn listen(
    own_click: Rc<Cell<bool>>,
    is_on: impl Fn(bool) -> bool + 'static,
    press: impl Fn() + 'static,
) {
    watch_writing();
    let is_on = Rc::new(is_on);
    let press = Rc::new(press);
    for name in ["keydown", "keyup"] {
        let (is_on, press) = (Rc::clone(&is_on), Rc::clone(&press));
        super::window_listens(name, true, move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let pressed = key.key();
            if !is_on(true) || is_written(&event, &pressed) || !is_switch(&pressed) {
                return;
            }
            swallow(&event);
            if name == "keydown" && !key.repeat() {
                press();
            }
        });
    }
    super::window_listens("click", true, move |event| {
        let leaves = LEAVES.take();
        if own_click.get() || !is_on(false) || field_of(&event).is_some() {
            return;
        }
        swallow(&event);
        // Whoever touches beside a field has finished there, and chooses nothing.
        if leaves {
            return focus::drop();
        }
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

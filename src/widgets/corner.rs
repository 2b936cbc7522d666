use crate::browser::clock;
use crate::browser::element::{El, el};
use crate::browser::task::spawn;
use crate::model::{Kiosk, Route};
use leptos::prelude::GetUntracked;
use std::cell::Cell;
use std::rc::Rc;

/// Milliseconds the corner must be held.
const HELD: u32 = 3_000;

/// The corner staff hold for three seconds to reach their screens. Visitors never need it, so it says
/// nothing to a screen reader and takes no focus; staff with a keyboard go to `/staff`.
pub fn staff_corner(kiosk: Kiosk) -> El {
    let press = Rc::new(Cell::new(0_u32));
    let mut corner = el(
        "div",
        &[
            ("class", "corner"),
            ("data-act", "staff-corner"),
            ("aria-hidden", "true"),
        ],
    );
    for event in ["pointerup", "pointerleave", "pointercancel"] {
        let press = Rc::clone(&press);
        corner = corner.on(event, move |_| press.set(press.get() + 1));
    }
    corner.on("pointerdown", move |_| {
        press.set(press.get() + 1);
        let (press, mine) = (Rc::clone(&press), press.get());
        spawn(async move {
            clock::pause(HELD).await;
            if press.get() == mine && kiosk.route.get_untracked() == Route::Start {
                kiosk.go(Route::Staff);
            }
        });
    })
}

use crate::browser::clock;
use crate::model::{Kiosk, Route};
use leptos::prelude::*;

/// Milliseconds the corner must be held.
const HELD: u32 = 3_000;

/// The corner staff hold for three seconds to reach their screens. Visitors never need it, so it says
/// nothing to a screen reader and takes no focus; staff with a keyboard go to `/staff`.
pub fn staff_corner(kiosk: Kiosk) -> impl IntoView {
    let press = StoredValue::new(0_u32);
    let down = move |_| {
        press.update_value(|press| *press += 1);
        let mine = press.get_value();
        leptos::task::spawn_local(async move {
            clock::pause(HELD).await;
            if press.try_get_value() == Some(mine) {
                kiosk.go(Route::Staff);
            }
        });
    };
    let up = move |_| press.update_value(|press| *press += 1);
    view! {
        <div class="corner" data-act="staff-corner" aria-hidden="true" on:pointerdown=down on:pointerup=up
            on:pointerleave=up on:pointercancel=up></div>
    }
}

use super::{bare, icon, worded};
use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, Overlay, Route};
use leptos::prelude::*;

/// The spine with Home, Back, Listen and Easier, always in that order and that corner, and the page beside it.
/// `screen` is the value of `data-screen`, `main` the page.
pub fn frame(screen: &str, main: El) -> El {
    let kiosk = Kiosk::here();
    let mut home = bare("", "home", move || kiosk.go(Route::Home));
    if screen == "home" {
        home = home.with("class", "here").with("aria-current", "page");
    }
    let back = bare("", "back", move || kiosk.back());
    let easier = bare("", "easier", move || kiosk.overlay.set(Overlay::Easier));
    let spine = class("nav", "spine")
        .live("aria-label", move || kiosk.t("spine.label"))
        .child(signed(home, "home", "spine.home"))
        .child(signed(back, "back", "spine.back"))
        .child(class("span", "gap"))
        .holds(move || aloud(kiosk))
        .child(signed(easier, "text-size", "spine.easier"));
    el("div", &[("class", "kiosk"), ("data-screen", screen)])
        .child(spine)
        .child(main)
}

/// "Listen", where there is a recording or the tablet has a voice of its own for the visitor's language;
/// "Stop" while it reads.
pub fn aloud(kiosk: Kiosk) -> Vec<El> {
    if !kiosk.has_voice() && !kiosk.has_recording() {
        return Vec::new();
    }
    let word = move || {
        kiosk.t(if kiosk.is_reading() {
            "spine.hush"
        } else {
            "spine.listen"
        })
    };
    let button = bare("", "listen", move || {
        kiosk.listen.update(|asked| *asked += 1);
    })
    .holds(move || vec![icon(if kiosk.is_reading() { "pause" } else { "aloud" })]);
    vec![button.child(el("span", &[]).says(word))]
}

/// A button of the spine or the access bar: the icon above, the word below.
pub fn signed(button: El, sign: &str, word: &'static str) -> El {
    button
        .child(icon(sign))
        .child(worded(el("span", &[]), word))
}

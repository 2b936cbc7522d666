use super::{button, word};
use crate::app::Services;
use crate::browser::element::{El, class, el};
use crate::browser::focus;
use crate::model::{Kiosk, Overlay};
use leptos::prelude::*;

/// "Are you still there?": one question, one large button, a bar that ebbs without numbers.
/// `left` is how much of the minute is left, in thousandths.
pub fn still_there(left: RwSignal<usize>) -> El {
    let (kiosk, services) = (Kiosk::here(), Services::here());
    focus::soon("[data-act=still-here]");
    let stay = move || {
        services.pulse().touch();
        kiosk.overlay.set(Overlay::None);
    };
    let bar = el("i", &[]).follow(move |bar| {
        let left = left.get();
        let _ = bar
            .clone()
            .style("inline-size", &format!("{}.{}%", left / 10, left % 10));
    });
    let dialog = el(
        "div",
        &[
            ("class", "dialog still"),
            ("role", "alertdialog"),
            ("aria-modal", "true"),
            ("aria-labelledby", "still-there"),
            ("aria-describedby", "still-there-more"),
        ],
    );
    let words = class("div", "still-words")
        .child(word("h1", "idle.title").with("id", "still-there"))
        .child(word("p", "idle.text").with("id", "still-there-more"));
    class("div", "veil asking").child(
        dialog
            .child(words)
            .child(class("div", "ebb").with("aria-hidden", "true").child(bar))
            .child(button(
                "btn btn-main",
                "still-here",
                "touch",
                "idle.stay",
                stay,
            )),
    )
}

/// What lies over a tablet nobody uses: dark, and gone at the first touch, which does nothing else.
pub fn night() -> El {
    let (kiosk, services) = (Kiosk::here(), Services::here());
    el(
        "div",
        &[
            ("class", "night"),
            ("data-act", "wake"),
            ("aria-hidden", "true"),
        ],
    )
    .on("pointerdown", move |_| {
        services.pulse().touch();
        kiosk.dim.set(false);
    })
}

//! Staff: what this tablet holds, whom it serves, the file that carries its answers by hand, and the code
//! that makes it known.

mod backup;
mod checks;
mod enrol;

use crate::app::Services;
use crate::browser::element::{El, class, el, key_of, value_of};
use crate::browser::task::spawn;
use crate::model::{Kiosk, Route};
use crate::screens::wall::wall;
use crate::widgets::{button, button_on, heading, scan_row, word, worded};
use leptos::prelude::*;

/// Staff's screen, behind its latch.
pub fn staff() -> El {
    let kiosk = Kiosk::here();
    if kiosk.opened.get() || pin(kiosk).is_none() {
        if kiosk.wall.get() {
            wall()
        } else {
            ready(kiosk)
        }
    } else {
        latch(kiosk)
    }
}

fn pin(kiosk: Kiosk) -> Option<String> {
    kiosk
        .event
        .read_untracked()
        .sheet
        .as_ref()
        .and_then(|event| event.staff_pin.clone())
}

/// The PIN keeps visitors out of staff's screens; it protects nothing that needs a lock.
fn latch(kiosk: Kiosk) -> El {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let check = move || {
        let right = pin(kiosk).is_none_or(|pin| pin == typed.read_untracked().trim());
        wrong.set(!right);
        // Only then: whoever is told is built anew, and what is wrong would not be said.
        if right {
            kiosk.opened.set(true);
        }
    };
    let field = el(
        "input",
        &[
            ("id", "pin"),
            ("class", "paper"),
            ("data-act", "pin-input"),
            ("type", "password"),
            ("inputmode", "numeric"),
            ("autocomplete", "off"),
        ],
    );
    let row = class("div", "row")
        .child(button(
            "btn",
            "to-start",
            "back",
            "staff.to-start",
            move || kiosk.route.set(Route::Start),
        ))
        .child(button(
            "btn btn-main",
            "pin-open",
            "lock",
            "staff.open",
            check,
        ));
    el(
        "main",
        &[("class", "page staff"), ("data-screen", "staff-pin")],
    )
    .child(heading("staff.pin"))
    .child(word("label", "staff.pin-label").with("for", "pin"))
    .child(typing(field, typed).on("keydown", move |event| {
        if key_of(&event) == "Enter" {
            check()
        }
    }))
    .child(el("p", &[("role", "alert")]).says(move || {
        if wrong.get() {
            kiosk.t("staff.pin-wrong")
        } else {
            String::new()
        }
    }))
    .child(row)
}

/// A field and the signal that holds what is typed in it.
fn typing(field: El, typed: RwSignal<String>) -> El {
    field
        .follow(move |field| field.put(&typed.get()))
        .on("input", move |event| typed.set(value_of(&event)))
}

fn ready(kiosk: Kiosk) -> El {
    let services = Services::here();
    let name = move || {
        let event = kiosk
            .event
            .read()
            .sheet
            .as_ref()
            .map(|event| event.name.clone());
        event.unwrap_or_else(|| kiosk.t("staff.no-event"))
    };
    let tablet = move || {
        kiosk
            .identity
            .read()
            .as_ref()
            .map(|identity| identity.name.clone())
            .unwrap_or_default()
    };
    let head = class("div", "head staff-head")
        .child(el("h1", &[("tabindex", "-1")]).says(name))
        .child(el("p", &[]).says(tablet));
    let foot = class("div", "row foot")
        .child(button("btn", "sync-now", "sync", "staff.send", move || {
            services.sender().wake()
        }))
        .child(button(
            "btn",
            "try-again",
            "box",
            "staff.try-again",
            move || try_again(services),
        ))
        .child(button("btn", "open-wall", "say", "wall.open", move || {
            kiosk.wall.set(true)
        }))
        .child(button_on(
            "btn btn-main",
            "to-start",
            "staff.open-kiosk",
            "next",
            move || kiosk.route.set(Route::Start),
        ));
    el(
        "main",
        &[("class", "page staff"), ("data-screen", "staff-ready")],
    )
    .child(head)
    .child(notices(kiosk))
    .child(checks::ledger(kiosk))
    .child(checks::checks(kiosk))
    .child(backup::backup(kiosk, services))
    .child(enrol::enrolment(kiosk, services))
    .child(scan_row(kiosk, kiosk.switch, "switch-"))
    .child(worded(class("p", "small"), "staff.switch"))
    .child(foot)
}

/// What staff ought to know, one under the other, until they say that they have read it.
fn notices(kiosk: Kiosk) -> El {
    el("div", &[("role", "status")]).holds(move || {
        let keys = kiosk.notices.get();
        let seen = (!keys.is_empty()).then(|| {
            button("btn", "notices-read", "tick", "staff.seen", move || {
                kiosk.notices.set(Vec::new());
            })
        });
        let lines = keys
            .into_iter()
            .map(|key| el("p", &[("class", "notice")]).says(move || kiosk.t(key)));
        lines.chain(seen).collect()
    })
}

fn try_again(services: Services) {
    spawn(async move {
        if services.store().try_set_aside_again().await.is_ok() {
            services.sender().wake();
        }
    });
}

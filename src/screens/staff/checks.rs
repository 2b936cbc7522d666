//! Is all well? One line for each thing, with a sign that is not only a colour.

use crate::browser::element::{El, class, el};
use crate::browser::page;
use crate::browser::room::{self, Room};
use crate::browser::task::spawn;
use crate::model::Kiosk;
use crate::widgets::{icon, word};
use leptos::prelude::*;
use std::rc::Rc;

/// The sentence a facilitator goes home on.
pub(super) fn ledger(kiosk: Kiosk) -> El {
    el("p", &[("class", "ledger"), ("data-ledger", "")]).says(move || {
        let totals = kiosk.totals.get();
        let missing = totals.finished.saturating_sub(totals.confirmed);
        kiosk.t_with(
            "staff.ledger",
            &[
                ("finished", &kiosk.number(totals.finished as usize)),
                ("confirmed", &kiosk.number(totals.confirmed as usize)),
                ("missing", &kiosk.number(missing as usize)),
            ],
        )
    })
}

/// What must be well before the doors open.
pub(super) fn checks(kiosk: Kiosk) -> El {
    let room = RwSignal::new(None);
    spawn(async move {
        let _ = room.try_set(Some(room::look().await));
    });
    class("ul", "checks")
        .child(content_line(kiosk))
        .child(questions_line(kiosk))
        .child(answers_line(kiosk))
        .child(office_line(kiosk))
        .child(installed_line(kiosk))
        .child(voice_line(kiosk))
        .child(room_line(kiosk, room))
        .child(wipe_line(kiosk))
}

fn installed_line(kiosk: Kiosk) -> El {
    let line = move || {
        kiosk.t(if page::is_installed() {
            "staff.installed"
        } else {
            "staff.not-installed"
        })
    };
    check(Rc::new(page::is_installed), "staff.home-screen", line)
}

/// In which languages nothing can be read aloud here, the consent to record among it. A warning only where that is
/// the event's own: for some languages few tablets have a voice.
fn voice_line(kiosk: Kiosk) -> El {
    let line = move || {
        let silent: Vec<String> = kiosk
            .languages()
            .into_iter()
            .filter(|tongue| !kiosk.has_voice_for(&tongue.tag))
            .map(|tongue| tongue.name)
            .collect();
        if silent.is_empty() {
            kiosk.t("staff.voices")
        } else {
            kiosk.t_with("staff.silent", &[("languages", &silent.join(", "))])
        }
    };
    let well = move || kiosk.has_voice_for(&kiosk.first_language());
    check(Rc::new(well), "staff.aloud", line)
}

/// What the browser promises and how much is in use. What it does not say is not guessed.
fn room_line(kiosk: Kiosk, room: RwSignal<Option<Room>>) -> El {
    let line = move || {
        let room = room.get().unwrap_or_default();
        let kept = kiosk.t(match room.persisted {
            Some(true) => "staff.kept",
            Some(false) => "staff.not-kept",
            None => "staff.kept-unknown",
        });
        let Some(used) = room.used else { return kept };
        let megabytes = kiosk.number((used / 1_000_000) as usize);
        let used = kiosk.t_with("staff.used", &[("mb", &megabytes)]);
        [kept, used].join(" ")
    };
    let well = move || {
        room.get()
            .is_none_or(|room| room.persisted != Some(false) && !room.is_tight())
    };
    check(Rc::new(well), "staff.storage", line)
}

/// Shown when this tablet may have been emptied, or was cleared after its event.
fn wipe_line(kiosk: Kiosk) -> El {
    let wiped = move || {
        let identity = kiosk.identity.read();
        identity
            .as_ref()
            .is_some_and(|identity| identity.wipe_suspected)
    };
    let line = move || {
        let cleared = kiosk.totals.get().cleared;
        if wiped() {
            kiosk.t("staff.wiped")
        } else if cleared > 0 {
            let cleared = kiosk.number(cleared as usize);
            kiosk.t_with("staff.cleared", &[("n", &cleared)])
        } else {
            kiosk.t("staff.all-here")
        }
    };
    check(Rc::new(move || !wiped()), "staff.history", line)
}

fn check(
    good: Rc<dyn Fn() -> bool>,
    name: &'static str,
    line: impl Fn() -> String + 'static,
) -> El {
    let well = Rc::clone(&good);
    let sign = move || vec![icon(if well() { "ready" } else { "warning" })];
    let words = el("div", &[]).child(word("b", name)).says(line);
    el("li", &[])
        .class_if("is-warn", move || !good())
        .holds(sign)
        .child(words)
}

fn content_line(kiosk: Kiosk) -> El {
    let count = move || {
        kiosk
            .content
            .get()
            .map_or(0, |content| content.pack.items.len())
    };
    check(Rc::new(move || count() > 0), "staff.content", move || {
        kiosk.t_count("staff.items", count() as u64)
    })
}

fn questions_line(kiosk: Kiosk) -> El {
    let title = move || {
        let Some(known) = kiosk.questions.get() else {
            return String::new();
        };
        [
            kiosk.pick(&known.set.title).text,
            kiosk.number(known.set.version as usize),
        ]
        .join(" ")
    };
    check(
        Rc::new(move || kiosk.questions.get().is_some()),
        "staff.questions",
        title,
    )
}

fn answers_line(kiosk: Kiosk) -> El {
    let line = move || {
        let totals = kiosk.totals.get();
        kiosk.t_with(
            "staff.answers-line",
            &[
                ("finished", &kiosk.number(totals.finished as usize)),
                ("confirmed", &kiosk.number(totals.confirmed as usize)),
                ("waiting", &kiosk.number(totals.waiting as usize)),
                ("aside", &kiosk.number(totals.set_aside as usize)),
            ],
        )
    };
    check(
        Rc::new(move || kiosk.totals.read().set_aside == 0),
        "staff.answers",
        line,
    )
}

fn office_line(kiosk: Kiosk) -> El {
    let known = move || {
        kiosk
            .identity
            .read()
            .as_ref()
            .is_some_and(|identity| identity.enrolled)
            && !kiosk.notices.read().contains(&"notice.not-known")
    };
    let line = move || {
        kiosk.t(if known() {
            "staff.office-known"
        } else {
            "staff.office-unknown"
        })
    };
    check(Rc::new(known), "staff.office", line)
}

use crate::app::{Services, became_known};
use crate::browser::element::{El, class, el, key_of, value_of};
use crate::browser::page;
use crate::browser::task::spawn;
use crate::model::{Kiosk, Route};
use crate::screens::wall::wall;
use crate::sync::{self, EnrolTrouble};
use crate::widgets::{button, button_on, heading, icon, scan_row, word, worded};
use leptos::prelude::*;
use std::rc::Rc;

/// Staff: what this tablet holds, whom it serves, and the code that makes it known. One screen for now.
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
        kiosk.opened.set(right);
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
    let notice = move || {
        kiosk
            .notice
            .get()
            .map(|key| kiosk.t(key))
            .unwrap_or_default()
    };
    let head = class("div", "head staff-head")
        .child(el("h1", &[("tabindex", "-1")]).says(name))
        .child(el("p", &[]).says(tablet));
    let checks = class("ul", "checks")
        .child(content_line(kiosk))
        .child(questions_line(kiosk))
        .child(answers_line(kiosk))
        .child(office_line(kiosk));
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
    .child(el("p", &[("class", "notice"), ("role", "status")]).says(notice))
    .child(checks)
    .child(enrolment(kiosk, services))
    .child(scan_row(kiosk, kiosk.switch, "switch-"))
    .child(worded(class("p", "small"), "staff.switch"))
    .child(foot)
}

fn try_again(services: Services) {
    spawn(async move {
        if services.store().try_set_aside_again().await.is_ok() {
            services.sender().wake();
        }
    });
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

/// The code staff type: an installed app does not share the storage of the link that was scanned.
fn enrolment(kiosk: Kiosk, services: Services) -> El {
    let (code, name, said) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let send = move || enrol(kiosk, services, code, name, said);
    let field = |act| {
        el(
            "input",
            &[
                ("class", "paper"),
                ("data-act", act),
                ("type", "text"),
                ("autocomplete", "off"),
            ],
        )
    };
    let code_field = field("code-input")
        .with("autocapitalize", "characters")
        .with("spellcheck", "false");
    let name_field = field("name-input").with("maxlength", "40");
    let row = class("div", "row")
        .child(word("label", "staff.code").child(typing(code_field, code)))
        .child(word("label", "staff.name").child(typing(name_field, name)))
        .child(button("btn", "enrol", "sync", "staff.enrol-now", send));
    let hint = (!page::is_installed()).then(|| worded(class("p", "small"), "staff.install-first"));
    class("fieldset", "enrol")
        .child(word("legend", "staff.enrol"))
        .all(hint)
        .child(row)
        .child(el("p", &[("role", "status")]).says(move || said.get()))
}

fn enrol(
    kiosk: Kiosk,
    services: Services,
    code: RwSignal<String>,
    name: RwSignal<String>,
    said: RwSignal<String>,
) {
    let Some(identity) = kiosk.identity.get_untracked() else {
        return;
    };
    let (typed, name) = (code.get_untracked(), name.get_untracked());
    spawn(async move {
        match sync::enrol(&services.store(), &identity, &typed, &name).await {
            Ok(known) => {
                became_known(kiosk, services, known);
                said.set(kiosk.t("staff.enrolled"));
                code.set(String::new());
            }
            Err(EnrolTrouble::NoOffice) => said.set(kiosk.t("staff.no-office")),
            Err(EnrolTrouble::Refused(sentence)) => said.set(sentence),
            Err(EnrolTrouble::Storage(_)) => said.set(kiosk.t("notice.storage")),
        }
    });
}

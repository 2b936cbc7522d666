//! Making this tablet known to the office.

use super::typing;
use crate::app::{Services, became_known};
use crate::browser::element::{El, class, el};
use crate::browser::page;
use crate::browser::task::spawn;
use crate::model::Kiosk;
use crate::sync::{self, EnrolTrouble};
use crate::widgets::{button, word, worded};
use leptos::prelude::*;

/// The code staff type: an installed app does not share the storage of the link that was scanned.
pub(super) fn enrolment(kiosk: Kiosk, services: Services) -> El {
    // A tablet that is enrolled again keeps its name unless staff give it another.
    let known = kiosk.identity.get_untracked();
    let known = known.map_or_else(String::new, |identity| identity.name.clone());
    let (code, name, said) = (
        RwSignal::new(String::new()),
        RwSignal::new(known),
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
            Err(EnrolTrouble::Later) => said.set(kiosk.t("staff.code-later")),
            // What people meet has words in their language; the rest says what is wrong in the office's.
            Err(EnrolTrouble::Refused(word, sentence)) => said.set(match word.as_str() {
                "code_unknown" => kiosk.t("staff.code-unknown"),
                "code_used_up" => kiosk.t("staff.code-used-up"),
                _ => sentence,
            }),
            Err(EnrolTrouble::Storage(_)) => said.set(kiosk.t("notice.storage")),
        }
    });
}

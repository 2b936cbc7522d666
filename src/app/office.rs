//! What the tablet has with its office: enrolment, the sender, and what the office gives it to show.

use super::visitor::refresh_totals;
use super::{Services, kept_file};
use crate::browser::task::spawn;
use crate::browser::{clock, page};
use crate::model::{Event, Kiosk, Questions, Route};
use crate::storage::Identity;
use crate::sync::{self, Brought, Listener};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Begins to send, and enrols with the code of the link this page was opened by.
pub(super) fn begin(kiosk: Kiosk, services: Services, code: Option<String>) {
    let Some(identity) = kiosk.identity.get_untracked() else {
        return;
    };
    let identity = Identity::clone(&identity);
    if let Some(code) = code.filter(|_| !identity.enrolled) {
        spawn(enrol_from_link(kiosk, services, identity.clone(), code));
    }
    kept_file::watch(kiosk, services);
    services.sender().known_as(identity);
    let listener = Rc::new(Told { kiosk, services });
    spawn(sync::start(services.sender(), services.store(), listener));
}

/// The link the office prints carries an enrolment code.
async fn enrol_from_link(kiosk: Kiosk, services: Services, identity: Identity, code: String) {
    for pause in [1_000, 4_000, 15_000, 60_000] {
        match sync::enrol(&services.store(), &identity, &code, "").await {
            Ok(known) => {
                became_known(kiosk, services, known);
                return;
            }
            Err(sync::EnrolTrouble::NoOffice) => clock::pause(pause).await,
            Err(_) => {
                kiosk.notice.set(Some("notice.code"));
                return;
            }
        }
    }
}

/// The office knows this tablet now.
pub fn became_known(kiosk: Kiosk, services: Services, identity: Identity) {
    kiosk.identity.set(Some(Arc::new(identity.clone())));
    kiosk.notice.set(None);
    services.sender().known_as(identity);
}

/// What the sender tells the app.
struct Told {
    kiosk: Kiosk,
    services: Services,
}

impl Listener for Told {
    fn outbox_changed(&self) {
        let (kiosk, services) = (self.kiosk, self.services);
        spawn(async move { refresh_totals(kiosk, services).await });
    }

    /// Content changes only on Start with no draft open, never under a visitor's hands.
    fn brought(&self, brought: Brought) {
        let kiosk = self.kiosk;
        if let Some(event) = &brought.assignment.event {
            self.services.serve_event(event);
        }
        spawn(async move {
            while kiosk.route.get_untracked() != Route::Start
                || kiosk.say.read_untracked().draft.is_some()
            {
                clock::pause(1_000).await;
            }
            let (set, name) = brought.questions;
            let same = kiosk
                .content
                .read_untracked()
                .as_ref()
                .is_some_and(|content| content.hash == brought.content.hash);
            if !same {
                kiosk.content.set(Some(Arc::new(brought.content)));
            }
            kiosk.questions.set(Some(Arc::new(Questions { set, name })));
            let sheet = brought.assignment.event;
            if kiosk.event.read_untracked().sheet != sheet {
                if let Some(sheet) = &sheet {
                    kiosk.language.set(sheet.language.clone());
                }
                kiosk.event.set(Event { sheet });
            }
            page::mark("data-assigned", "true");
        });
    }

    fn notice(&self, key: Option<&'static str>) {
        if self.kiosk.notice.get_untracked() != key {
            self.kiosk.notice.set(key);
        }
    }
}

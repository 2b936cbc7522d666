//! What the tablet has with its office: enrolment, the sender, and what the office gives it to show.

use super::visitor::refresh_totals;
use super::{Services, kept_file};
use crate::browser::element::follow;
use crate::browser::task::spawn;
use crate::browser::{clock, page};
use crate::model::{Event, Kiosk, Questions, Route};
use crate::storage::{self, Identity};
use crate::sync::{self, Brought, Listener};
use kiosk_core::Hash;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// Everything staff may be told.
const NOTICES: [&str; 9] = [
    "notice.full",
    "notice.recording",
    "notice.unbalanced",
    "notice.storage",
    "notice.not-known",
    "notice.set-aside",
    "notice.cleared",
    "notice.cannot-seal",
    "notice.code",
];

/// Begins to send, and enrols with the code of the link this page was opened by.
pub(super) fn begin(kiosk: Kiosk, services: Services, code: Option<String>) {
    keep_unread(kiosk);
    let Some(identity) = kiosk.identity.get_untracked() else {
        return;
    };
    let identity = Identity::clone(&identity);
    if let Some(code) = code {
        spawn(enrol_from_link(kiosk, services, identity.clone(), code));
    }
    kept_file::watch(kiosk, services);
    services.sender().known_as(identity);
    let listener = Rc::new(Told {
        kiosk,
        services,
        brought: Rc::default(),
    });
    spawn(sync::start(services.sender(), services.store(), listener));
}

/// What staff have not read outlives the page. A page that is left lets go of its storage itself, and whatever was
/// under way ends badly: that is nothing to tell.
fn keep_unread(kiosk: Kiosk) {
    let unread = storage::unread_notices();
    for key in NOTICES {
        if unread.iter().any(|known| known == key) {
            kiosk.tell_staff(key);
        }
    }
    let left = Rc::new(Cell::new(false));
    let leaves = Rc::clone(&left);
    page::when_left(move |_| leaves.set(true));
    follow(move || {
        let notices = kiosk.notices.read();
        if !left.get() {
            storage::keep_notices(&notices);
        }
    });
}

/// The link the office prints carries an enrolment code. A tablet that is known to an office already follows
/// it too: it may be another event's, or another office's. Only, a code that has run out takes nothing from it.
async fn enrol_from_link(kiosk: Kiosk, services: Services, identity: Identity, code: String) {
    for pause in [1_000, 4_000, 15_000, 60_000] {
        match sync::enrol(&services.store(), &identity, &code, &identity.name).await {
            Ok(known) => {
                storage::forget_code_of_link();
                became_known(kiosk, services, known);
                return;
            }
            Err(sync::EnrolTrouble::NoOffice | sync::EnrolTrouble::Later) => {
                clock::pause(pause).await;
            }
            Err(_) => {
                storage::forget_code_of_link();
                break;
            }
        }
    }
    if !identity.enrolled {
        kiosk.tell_staff("notice.code");
    }
}

/// The office knows this tablet now.
pub fn became_known(kiosk: Kiosk, services: Services, identity: Identity) {
    kiosk.identity.set(Some(Arc::new(identity.clone())));
    kiosk.is_over("notice.not-known");
    kiosk.is_over("notice.code");
    services.sender().known_as(identity);
}

/// What the sender tells the app.
struct Told {
    kiosk: Kiosk,
    services: Services,
    /// What the office gave last, while it waits for the visitor to leave.
    brought: Rc<RefCell<Option<Brought>>>,
}

impl Listener for Told {
    fn outbox_changed(&self) {
        let (kiosk, services) = (self.kiosk, self.services);
        spawn(async move { refresh_totals(kiosk, services).await });
    }

    /// Content changes only on Start with no draft open, never under a visitor's hands. Only the newest
    /// counts: an older one that waited beside it could come last.
    fn brought(&self, brought: Brought) {
        let (kiosk, waiting) = (self.kiosk, Rc::clone(&self.brought));
        if let Some(event) = &brought.assignment.event {
            self.services.serve_event(event);
        }
        if self.brought.replace(Some(brought)).is_some() {
            return;
        }
        spawn(async move {
            while kiosk.route.get_untracked() != Route::Start
                || kiosk.say.read_untracked().draft.is_some()
            {
                clock::pause(1_000).await;
            }
            if let Some(brought) = waiting.take() {
                show(kiosk, brought);
            }
        });
    }

    fn notice(&self, key: &'static str) {
        self.kiosk.tell_staff(key);
    }

    fn known(&self) {
        self.kiosk.is_over("notice.not-known");
    }

    fn shows(&self) -> Option<Hash> {
        let content = self.kiosk.content.read_untracked();
        content.as_ref().map(|content| content.hash.clone())
    }
}

/// Puts what the office gave on the screens.
fn show(kiosk: Kiosk, brought: Brought) {
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
        kiosk.event.set(Event { sheet });
        kiosk.freshen();
    }
    page::mark("data-assigned", "true");
}

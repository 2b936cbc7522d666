//! From an empty page to a kiosk: words, identity, content, what a kill left behind, and the sender.

use super::Services;
use super::visitor::{draft_lock, part, refresh_totals, save};
use crate::browser::element::follow;
use crate::browser::task::spawn;
use crate::browser::{clock, fetch, history, locks, page};
use crate::model::{Event, Kiosk, Locale, Questions, Route, Say, Step, Tongue};
use crate::storage::{Content, Identity, Journal, Left, Preferences, Trouble};
use crate::sync::{self, Brought, Listener};
use kiosk_core::response::{Draft, State};
use kiosk_core::{json, language};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// The pack that is part of the app, for a tablet that serves no event yet.
const DEMO_PACK: &str = "/demo.popup.zip";
/// Its questions.
const DEMO_QUESTIONS: &str = "/demo.questions.json";

/// What the address said when the page came.
struct Arrival {
    route: Route,
    code: Option<String>,
}

/// Begins. The screen stands at once; the rest comes as it comes.
pub(super) fn begin(kiosk: Kiosk, services: Services) {
    follow_language(kiosk);
    keep_switch(kiosk);
    let store = services.store();
    // A page that is left gives up its draft, so that the next one may keep it: some browsers hold the
    // locks of a page they put by.
    page::when_left(move |put_by| {
        part(services);
        store.close(put_by);
        services.keep_draft_lock(None);
    });
    // Read now: the first screen shown replaces the address.
    let arrival = Arrival {
        route: Route::of(&history::path()),
        code: page::parameter("enrol"),
    };
    spawn(async move {
        learn_tongues(kiosk).await;
        match open(kiosk, services, arrival).await {
            Ok(()) => page::mark("data-ready", "true"),
            Err(trouble) => {
                kiosk.notice.set(Some("notice.storage"));
                page::mark("data-trouble", &trouble.words());
                page::mark("data-ready", "true");
            }
        }
    });
}

/// What staff set on this tablet outlives the page.
fn keep_switch(kiosk: Kiosk) {
    kiosk.switch.set(Preferences::read().switch as usize);
    follow(move || {
        let switch = kiosk.switch.get() as u32;
        let mut kept = Preferences::read();
        if kept.switch != switch {
            kept.switch = switch;
            kept.keep();
        }
    });
}

/// Loads the words of the visitor's language: English below, the language over it, Easy Read on top.
fn follow_language(kiosk: Kiosk) {
    let mut last = String::new();
    follow(move || {
        let wanted = kiosk.wanted();
        if wanted == last {
            return;
        }
        last.clone_from(&wanted);
        spawn(async move {
            let mut locale = Locale::default();
            let base = language::base(&wanted).to_owned();
            let mut files = vec!["en".to_owned(), base.clone()];
            if language::is_simple(&wanted) {
                files.push(wanted.clone());
            }
            files.dedup();
            for tag in files {
                // A missing file leaves the words below it; what is not offered is not asked for.
                let offered = tag == "en" || kiosk.has_locale(&tag);
                if let Some(file) = if offered {
                    fetch::own_text(&format!("/locales/{tag}.json")).await
                } else {
                    None
                } {
                    locale = locale.over(&base, &file);
                }
            }
            // The visitor may have changed their mind while the file came.
            if untrack(|| kiosk.wanted()) == wanted {
                locale.tag = base;
                kiosk.locale.set(Arc::new(locale));
            }
        });
    });
}

async fn learn_tongues(kiosk: Kiosk) {
    if let Some(file) = fetch::own_text("/locales/index.json").await
        && let Ok(tongues) = json::read::<Vec<Tongue>>(&file)
    {
        kiosk.tongues.set(Arc::new(tongues));
    }
}

async fn open(kiosk: Kiosk, services: Services, arrival: Arrival) -> Result<(), Trouble> {
    let store = services.store();
    let identity = store.identity().await?;
    kiosk.identity.set(Some(Arc::new(identity.clone())));
    open_content(kiosk, services).await?;
    keep_what_was_left(kiosk, services).await?;
    store.release_held().await?;
    refresh_totals(kiosk, services).await;
    if kiosk.say.read_untracked().draft.is_none() {
        arrive(kiosk, arrival.route);
    }
    if let Some(code) = arrival.code.filter(|_| !identity.enrolled) {
        spawn(enrol_from_link(kiosk, services, identity.clone(), code));
    }
    services.sender().known_as(identity);
    let listener = Rc::new(Told { kiosk, services });
    spawn(sync::start(services.sender(), store, listener));
    Ok(())
}

/// A link may open a screen directly; a visitor's own screens need no past.
fn arrive(kiosk: Kiosk, route: Route) {
    kiosk.route.set(if route == Route::Say {
        Route::Start
    } else {
        route
    });
}

/// Shows what the office gave last, else the pack that is part of the app.
async fn open_content(kiosk: Kiosk, services: Services) -> Result<(), Trouble> {
    let store = services.store();
    if let Some(sheet) = store
        .assignment()
        .await?
        .and_then(|assignment| assignment.event)
        && let Some(content) = store.pack(&sheet.pack).await?
        && let Some(set) = store.questions(&sheet.question_set.sha256).await?
    {
        let questions = Questions {
            set,
            name: sheet.question_set.clone(),
        };
        show(kiosk, content, questions);
        kiosk.language.set(sheet.language.clone());
        services.serve_event(&sheet);
        kiosk.event.set(Event { sheet: Some(sheet) });
        return Ok(());
    }
    let pack = fetch::own_bytes(DEMO_PACK).await;
    let questions = fetch::own_text(DEMO_QUESTIONS).await;
    if let (Some(pack), Some(questions)) = (pack, questions) {
        let content = store.take_in_pack(&pack).await?;
        let (set, name) = store.take_in_questions(&questions).await?;
        show(kiosk, content, Questions { set, name });
    }
    Ok(())
}

fn show(kiosk: Kiosk, content: Content, questions: Questions) {
    kiosk.content.set(Some(Arc::new(content)));
    kiosk.questions.set(Some(Arc::new(questions)));
    page::mark("data-content", "true");
}

/// A kill or a lost connection may have left drafts. The journal's comes back to its question; the
/// others, if nobody holds their lock, become *partial* responses, once, and are never shown again.
async fn keep_what_was_left(kiosk: Kiosk, services: Services) -> Result<(), Trouble> {
    let store = services.store();
    match Journal::read() {
        Some(Left::Draft(draft)) => {
            store.autosave(&Left::Draft(draft.clone())).await?;
            Journal::clear();
            resume(kiosk, services, *draft).await;
        }
        // What was sealed cannot come back to its question.
        Some(Left::Ready(ready)) => {
            store.save(&ready.into()).await?;
            Journal::clear();
        }
        None => {}
    }
    for left in Journal::parted_with() {
        store.autosave(&left).await?;
        Journal::clear_parting(left.id());
    }
    let resumed = kiosk
        .say
        .read_untracked()
        .draft
        .as_ref()
        .map(|draft| draft.id.clone());
    for left in store.drafts().await? {
        if resumed.as_ref() == Some(left.id()) {
            continue;
        }
        let Some(_lock) = locks::try_hold(&draft_lock(left.id())).await else {
            continue;
        };
        match left {
            Left::Draft(draft) if draft.is_worth_keeping() => {
                save(kiosk, services, &draft, State::Partial).await?;
            }
            Left::Draft(draft) => store.drop_draft(&draft.id).await?,
            Left::Ready(ready) => {
                store.save(&ready.into()).await?;
            }
        }
    }
    Ok(())
}

async fn resume(kiosk: Kiosk, services: Services, mut draft: Draft) {
    let known = kiosk
        .questions
        .get_untracked()
        .is_some_and(|questions| questions.name == draft.question_set);
    let Some(at) = draft.at.clone().filter(|_| known) else {
        return;
    };
    services.keep_draft_lock(locks::try_hold(&draft_lock(&draft.id)).await);
    // A recording lives in the page that made it: the question for it is open again.
    draft.forget_recordings();
    kiosk
        .language
        .set(language::base(&draft.language).to_owned());
    kiosk.easy.set(language::is_simple(&draft.language));
    kiosk.say.set(Say {
        draft: Some(draft),
        step: Step::Question(at),
        ..Say::default()
    });
    kiosk.route.set(Route::Say);
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

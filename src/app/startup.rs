//! From an empty page to a first screen: words, identity, content. Then the other parts are fetched.

use super::Services;
use super::drafts::tell;
use super::parts::{self, Ground};
use crate::browser::element::follow;
use crate::browser::task::spawn;
use crate::browser::{clock, fetch, history, page};
use crate::model::{Event, Kiosk, Locale, Questions, Route, Tongue};
use crate::storage::{self, Content, Preferences, Trouble};
use kiosk_core::{json, language};
use leptos::prelude::*;
use std::sync::Arc;

/// How often the database is tried again at a start.
const TRIES: u32 = 3;

/// Milliseconds between two tries after that.
const BETWEEN: u32 = 3_000;

/// What the address said when the page came.
struct Arrival {
    route: Route,
    code: Option<String>,
}

/// Begins. The screen stands at once; the rest comes as it comes.
pub(super) fn begin(ground: Ground) {
    let Ground {
        kiosk, services, ..
    } = ground;
    if let Some(code) = page::parameter("enrol") {
        storage::keep_code_of_link(&code);
    }
    // Nobody has done anything yet: a newer version may take over, even where this one comes no further.
    page::tell("rest", "");
    follow_language(kiosk);
    let begun = RwSignal::new(false);
    follow(move || {
        if begun.get() && kiosk.has_words() {
            page::mark("data-ready", "true");
        }
    });
    keep_switch(kiosk);
    let store = services.store();
    page::when_left(move |put_by| store.close(put_by));
    // Read now: the first screen shown replaces the address.
    let arrival = Arrival {
        route: Route::of(&history::path()),
        code: page::parameter("enrol").or_else(storage::code_of_link),
    };
    spawn(async move {
        learn_tongues(kiosk).await;
        let mut opened = open(kiosk, services, &arrival.route).await;
        for _ in 0..TRIES {
            if opened.is_ok() {
                break;
            }
            clock::pause(1_000).await;
            services.store().forget_connection();
            opened = open(kiosk, services, &arrival.route).await;
        }
        let visit = parts::fetch_visit(&ground).await;
        let ready = match opened {
            Ok(()) => (visit.ready)(kiosk, services).await,
            trouble => trouble,
        };
        if let Err(trouble) = ready {
            tell(kiosk, &trouble);
            page::mark("data-trouble", &trouble.words());
            if kiosk.identity.read_untracked().is_none() {
                spawn(load_anew_when_it_opens(services));
            }
        }
        begun.set(true);
        (parts::fetch_office(kiosk, services).await.begin)(kiosk, services, arrival.code);
    });
}

/// Nothing could be read, so nothing is shown and nothing can be lost: as soon as the database lets itself be opened
/// (an older window held on to it), the page begins once more.
async fn load_anew_when_it_opens(services: Services) {
    loop {
        clock::pause(BETWEEN).await;
        services.store().forget_connection();
        if services.store().identity().await.is_ok() {
            page::reload();
            return;
        }
    }
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

/// Loads the words of the visitor's language: English below, the language over it, Easy Read on top. A file that does
/// not come is asked for until it does.
fn follow_language(kiosk: Kiosk) {
    let mut last = String::new();
    follow(move || {
        let wanted = kiosk.wanted();
        if wanted == last {
            return;
        }
        last.clone_from(&wanted);
        spawn(async move {
            loop {
                let (locale, whole) = read_words(kiosk, &wanted).await;
                // The visitor may have changed their mind while the files came.
                if untrack(|| kiosk.wanted()) != wanted {
                    return;
                }
                if locale.has_words() && **kiosk.locale.read_untracked() != locale {
                    kiosk.locale.set(Arc::new(locale));
                }
                if whole {
                    return;
                }
                clock::pause(BETWEEN).await;
            }
        });
    });
}

/// The words, and whether every file of them has come.
async fn read_words(kiosk: Kiosk, wanted: &str) -> (Locale, bool) {
    let base = language::base(wanted).to_owned();
    let mut files = vec!["en".to_owned(), base.clone()];
    if language::is_simple(wanted) {
        files.push(wanted.to_owned());
    }
    files.dedup();
    let mut locale = Locale::default();
    let mut whole = true;
    for tag in files {
        // A missing file leaves the words below it; what is not offered is not asked for.
        if tag != "en" && !kiosk.has_locale(&tag) {
            continue;
        }
        match fetch::own_text(&format!("/locales/{tag}.json")).await {
            Some(file) => locale = locale.over(language::base(&tag), &file),
            None => whole = false,
        }
    }
    (locale, whole)
}

async fn learn_tongues(kiosk: Kiosk) {
    if let Some(file) = fetch::own_text("/locales/index.json").await
        && let Ok(tongues) = json::read::<Vec<Tongue>>(&file)
    {
        kiosk.tongues.set(Arc::new(tongues));
    }
}

async fn open(kiosk: Kiosk, services: Services, route: &Route) -> Result<(), Trouble> {
    let identity = services.store().identity().await?;
    kiosk.identity.set(Some(Arc::new(identity)));
    open_content(kiosk, services).await?;
    arrive(kiosk, route.clone());
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

/// Shows what the office gave last, if all of it is here.
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
        services.serve_event(&sheet);
        kiosk.event.set(Event { sheet: Some(sheet) });
        kiosk.freshen();
    }
    Ok(())
}

/// Puts a pack and its questions on the screens.
pub(super) fn show(kiosk: Kiosk, content: Content, questions: Questions) {
    kiosk.content.set(Some(Arc::new(content)));
    kiosk.questions.set(Some(Arc::new(questions)));
    page::mark("data-content", "true");
}

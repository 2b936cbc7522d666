//! What visitors do beyond Home, and what looks after them.

use super::{Services, aloud, drafts, idle, scanning, startup, taking_back, visitor};
use crate::browser::element::{El, follow};
use crate::browser::reach;
use crate::browser::task::spawn;
use crate::browser::{clock, fetch, focus, page};
use crate::model::{Kiosk, Overlay, Questions, Route, Step};
use crate::screens;
use crate::storage::Trouble;
use crate::widgets::{easier, still_there};
use leptos::prelude::*;
use std::mem::replace;

/// The pack that is part of the app, for a tablet that serves no event yet.
const DEMO_PACK: &str = "/demo.popup.zip";
/// Its questions.
const DEMO_QUESTIONS: &str = "/demo.questions.json";
/// What takes the focus where nothing else has it.
const HEADING: &str = "#screen h1";
/// What opens Easier, and where it begins.
const EASIER: &str = "[data-act=easier]";
const EASIER_TITLE: &str = "#easier-title";

/// Looks after visitors from now on.
pub(super) fn begin(kiosk: Kiosk, services: Services, step: Memo<Step>, left: RwSignal<usize>) {
    // A page that is left gives up its draft, so that the next one may keep it: some browsers hold the
    // locks of a page they put by.
    page::when_about_to_be_left(move || drafts::page_is_left(services));
    page::when_left(move |_| {
        drafts::page_is_left(services);
        services.keep_draft_lock(None);
    });
    aloud::watch(kiosk, services);
    hush_when_it_changes(kiosk, step);
    end_on_start(kiosk, services);
    scanning::watch(kiosk);
    give_focus_back(kiosk);
    idle::watch(kiosk, services, left);
}

/// Shows the demo pack where there is no other, and keeps what a kill left behind.
pub(super) async fn ready(kiosk: Kiosk, services: Services) -> Result<(), Trouble> {
    if kiosk.content.read_untracked().is_none() {
        show_demo(kiosk, services).await?;
    }
    let mut kept = drafts::keep_what_was_left(kiosk, services).await;
    if kept.is_ok() {
        kept = taking_back::release_held(services, None).await;
    }
    // Whatever became of that, staff see what is here.
    visitor::refresh_totals(kiosk, services).await;
    kept
}

async fn show_demo(kiosk: Kiosk, services: Services) -> Result<(), Trouble> {
    let store = services.store();
    let pack = fetch::own_bytes(DEMO_PACK).await;
    let questions = fetch::own_text(DEMO_QUESTIONS).await;
    if let (Some(pack), Some(questions)) = (pack, questions) {
        let content = store.take_in_pack(&pack).await?;
        let (set, name) = store.take_in_questions(&questions).await?;
        startup::show(kiosk, content, Questions { set, name });
    }
    Ok(())
}

/// A screen past Home.
pub(super) fn show(route: &Route, step: Memo<Step>) -> El {
    match route {
        Route::Look => screens::look(),
        Route::Item(number) => screens::item(number),
        Route::Do => screens::activities(),
        Route::Activity(id) => screens::activity(id),
        Route::Remember => screens::remember(),
        Route::Say => screens::say(&step.get()),
        Route::Take | Route::Start | Route::Home | Route::Staff => screens::take(),
    }
}

/// What lies over the screen.
pub(super) fn over(overlay: Overlay, left: RwSignal<usize>) -> Vec<El> {
    match overlay {
        Overlay::None => Vec::new(),
        Overlay::Easier => vec![easier()],
        Overlay::StillThere => vec![still_there(left)],
    }
}

/// Reading aloud ends with what is read: another screen, another language, something that lies over it.
fn hush_when_it_changes(kiosk: Kiosk, step: Memo<Step>) {
    follow(move || {
        kiosk.route.track();
        step.track();
        kiosk.overlay.track();
        kiosk.visitor.track();
        kiosk.opened.track();
        let _ = kiosk.wanted();
        aloud::hush(kiosk);
    });
}

/// A visit ends on Start, however somebody came there.
fn end_on_start(kiosk: Kiosk, services: Services) {
    let mut was = kiosk.route.get_untracked();
    follow(move || {
        let route = kiosk.route.get();
        if route == Route::Start && was != Route::Start && was != Route::Staff {
            visitor::back_on_start(kiosk, services);
        }
        was = route;
    });
}

/// What is remembered of the hand that opened what lies over the screen.
#[derive(Default)]
struct Before {
    overlay: Overlay,
    visitor: usize,
    /// The name of what opened Easier.
    opener: Option<String>,
    /// Where in Easier they were when they were asked whether they are there.
    in_easier: Option<String>,
}

/// Whoever closes what lay over the screen is where they were before: at the button that opened it, or at what
/// they had in hand when they were asked, also in Easier, which they find again. The next visitor is at the
/// heading.
fn give_focus_back(kiosk: Kiosk) {
    let mut before = Before::default();
    follow(move || {
        let lies_over = kiosk.overlay.get();
        let lay_over = replace(&mut before.overlay, lies_over);
        let visitor = kiosk.visitor.get();
        let is_new = replace(&mut before.visitor, visitor) != visitor;
        if is_new {
            (before.opener, before.in_easier) = (None, None);
        }
        match (lay_over, lies_over) {
            (_, Overlay::None) if is_new => soon(|| focus::to(HEADING)),
            (Overlay::StillThere, Overlay::None) if before.in_easier.is_some() => {
                spawn(async move { kiosk.overlay.set(Overlay::Easier) });
            }
            (Overlay::StillThere, Overlay::None) => soon(|| {
                if !focus::back() {
                    focus::to(HEADING);
                }
            }),
            (Overlay::Easier, Overlay::None) => {
                let opener = before.opener.take();
                soon(move || {
                    if !opener.as_deref().is_some_and(reach::stand_on) {
                        focus::to(EASIER);
                    }
                });
            }
            (Overlay::Easier, Overlay::StillThere) => before.in_easier = Some(place_in_easier()),
            (_, Overlay::Easier) => {
                let place = before.in_easier.take().unwrap_or_else(|| {
                    before.opener = reach::pressed();
                    EASIER_TITLE.to_owned()
                });
                soon(move || focus::to(&place));
            }
            _ => {}
        }
    });
}

/// What finds again where somebody is in Easier, which is built anew.
fn place_in_easier() -> String {
    reach::stood_on().map_or_else(
        || EASIER_TITLE.to_owned(),
        |act| [".easier [data-act=\"", &act, "\"]"].concat(),
    )
}

/// Once what is being built stands.
fn soon(run: impl FnOnce() + 'static) {
    spawn(async move {
        clock::pause(0).await;
        run();
    });
}

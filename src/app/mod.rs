//! Routes, contexts, idle, sync start.

mod aloud;
mod idle;
mod scanning;
mod sealing;
mod services;
mod startup;
mod visitor;

pub use aloud::listen;
pub use services::Services;
pub use startup::became_known;
pub use visitor::{
    answered, begin_say, draw_card, event_of, finish_say, leave, take_back, tell_about, tells,
};

use crate::browser::element::{self, El, el, follow, key_of};
use crate::browser::{focus, history, page, taps};
use crate::model::{Kiosk, Overlay, Route, Step};
use crate::screens;
use crate::widgets::{easier, night, still_there};
use kiosk_core::language;
use leptos::prelude::*;

/// Puts the app on the page.
pub fn run() {
    element::mount(app);
}

/// The whole app: the screen, and what lies over it.
fn app() -> Vec<El> {
    let kiosk = Kiosk::default();
    let services = Services::new();
    provide_context(kiosk);
    provide_context(services);
    taps::calm();
    history::guard(move || kiosk.back());
    show_on_page(kiosk);
    startup::begin(kiosk, services);
    let step = Memo::new(move |_| kiosk.say.read().step.clone());
    follow_route(kiosk, step);
    aloud::watch(kiosk);
    hush_when_it_changes(kiosk, step);
    scanning::watch(kiosk);
    let left = idle::watch(kiosk, services);
    let screen = el("div", &[("id", "screen")])
        .only(
            "inert",
            "",
            Box::new(move || kiosk.overlay.get() != Overlay::None),
        )
        .on("keydown", move |event| {
            if key_of(&event) == "Escape" {
                kiosk.back()
            }
        })
        .holds(move || {
            // A reset builds even the same screen anew.
            kiosk.visitor.track();
            vec![show(&kiosk.route.get(), step)]
        });
    give_focus_back(kiosk);
    let over = el("div", &[])
        .on("keydown", move |event| {
            if key_of(&event) == "Escape" {
                kiosk.overlay.set(Overlay::None)
            }
        })
        .holds(move || match kiosk.overlay.get() {
            Overlay::None if kiosk.dim.get() => vec![night()],
            Overlay::None => Vec::new(),
            Overlay::Easier => vec![easier()],
            Overlay::StillThere => vec![still_there(left)],
        });
    vec![screen, over]
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

/// Whoever closes what lay over the screen is where they were before: at the button that opened it.
fn give_focus_back(kiosk: Kiosk) {
    let mut lay_over = false;
    follow(move || {
        let lies_over = kiosk.overlay.get() != Overlay::None;
        if lay_over && !lies_over {
            focus::soon("[data-act=easier]");
        }
        lay_over = lies_over;
    });
}

fn show(route: &Route, step: Memo<Step>) -> El {
    match route {
        Route::Start => screens::start(),
        Route::Home => screens::home(),
        Route::Look => screens::look(),
        Route::Item(number) => screens::item(number),
        Route::Do => screens::activities(),
        Route::Activity(id) => screens::activity(id),
        Route::Remember => screens::remember(),
        Route::Say => screens::say(&step.get()),
        Route::Take => screens::take(),
        Route::Staff => screens::staff(),
    }
}

/// Keeps `<html>` in step: language, direction, theme, text size, and what the outbox holds.
fn show_on_page(kiosk: Kiosk) {
    follow(move || {
        let tag = kiosk.language.get();
        page::mark("lang", &tag);
        page::mark("dir", language::direction(&tag));
    });
    follow(move || page::mark("data-theme", kiosk.theme.get().name()));
    follow(move || page::mark("data-text", &kiosk.text_step.get().to_string()));
    follow(move || {
        page::mark("data-dim", if kiosk.dim.get() { "true" } else { "false" });
    });
    follow(move || page::title(&kiosk.t("app.title")));
    follow(move || {
        let totals = kiosk.totals.get();
        page::mark(
            "data-outbox",
            &(totals.waiting + totals.set_aside).to_string(),
        );
        let enrolled = kiosk
            .identity
            .read()
            .as_ref()
            .is_some_and(|identity| identity.enrolled);
        page::mark("data-enrolled", if enrolled { "true" } else { "false" });
    });
}

/// A new screen begins at its top, with focus on its heading and nothing opened, and leaves no step in
/// the history.
fn follow_route(kiosk: Kiosk, step: Memo<Step>) {
    let mut before = None;
    follow(move || {
        let route = kiosk.route.get();
        history::show(&route.path());
        if before.as_ref().is_some_and(|before| *before != route) {
            if kiosk.opened.get_untracked() {
                kiosk.opened.set(false);
            }
            begin_at_top();
        }
        before = Some(route);
    });
    let mut first = true;
    follow(move || {
        step.track();
        if !first {
            begin_at_top();
        }
        first = false;
    });
}

fn begin_at_top() {
    page::to_top();
    focus::soon("#screen h1");
}

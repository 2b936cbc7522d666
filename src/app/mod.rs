//! Routes, contexts, idle, sync start.

mod aloud;
mod drafts;
mod idle;
mod kept_file;
mod office;
mod parts;
mod scanning;
mod sealing;
mod services;
mod startup;
mod taking_back;
mod visit;
mod visitor;

pub use aloud::begin_by_itself;
pub use drafts::answered;
pub use kept_file::keep_file;
pub use office::became_known;
pub use sealing::can_keep;
pub use services::Services;
pub use taking_back::take_back;
pub use visitor::{begin_say, draw_card, event_of, finish_say, leave, tell_about, tells};

use self::parts::Ground;
use crate::browser::element::{self, El, el, follow, key_of};
use crate::browser::{focus, history, page, taps};
use crate::model::{Kiosk, Overlay, Route, Step, Tremor};
use crate::screens;
use crate::widgets::night;
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
    let mut hand = Tremor::default();
    taps::calm(
        move |at, x, y| hand.counts(at, x, y),
        move || kiosk.dim.get_untracked(),
    );
    history::guard(move || kiosk.back());
    show_on_page(kiosk);
    let step = Memo::new(move |_| kiosk.say.read().step.clone());
    let left = RwSignal::new(1000);
    if let Some(owner) = Owner::current() {
        startup::begin(Ground {
            kiosk,
            services,
            step,
            left,
            owner,
        });
    }
    follow_route(kiosk, step);
    let worded = Memo::new(move |_| kiosk.has_words());
    let screen = el("div", &[("id", "screen")])
        .only(
            "inert",
            "",
            Box::new(move || parts::visit(kiosk).is_some() && kiosk.overlay.get() != Overlay::None),
        )
        .on("keydown", move |event| {
            if key_of(&event) == "Escape" {
                kiosk.back()
            }
        })
        .holds(move || {
            // A reset builds even the same screen anew.
            kiosk.visitor.track();
            // Buttons without a word on them are for nobody.
            if !worded.get() {
                return Vec::new();
            }
            vec![show(kiosk, &kiosk.route.get(), step)]
        });
    let over = el("div", &[])
        .on("keydown", move |event| {
            if key_of(&event) == "Escape" {
                kiosk.overlay.set(Overlay::None)
            }
        })
        .holds(move || match kiosk.overlay.get() {
            Overlay::None if kiosk.dim.get() => vec![night()],
            Overlay::None => Vec::new(),
            other => parts::visit(kiosk).map_or_else(Vec::new, |part| (part.over)(other, left)),
        });
    vec![screen, over]
}

/// A screen; where its part is still on the way, the kiosk's spine and a word to wait.
fn show(kiosk: Kiosk, route: &Route, step: Memo<Step>) -> El {
    match route {
        Route::Start => screens::start(),
        Route::Home => screens::home(),
        Route::Staff => parts::office(kiosk).map_or_else(screens::soon, |part| (part.staff)()),
        _ => parts::visit(kiosk).map_or_else(screens::soon, |part| (part.show)(route, step)),
    }
}

/// Keeps `<html>` in step: language, direction, theme, text size, and what the outbox holds.
fn show_on_page(kiosk: Kiosk) {
    follow(move || {
        if kiosk.has_words() {
            let tag = kiosk.language_of_words();
            page::mark("lang", &tag);
            page::mark("dir", language::direction(&tag));
        }
    });
    follow(move || page::mark("data-theme", kiosk.theme.get().name()));
    follow(move || page::mark("data-text", &kiosk.text_step.get().to_string()));
    follow(move || {
        page::mark("data-dim", if kiosk.dim.get() { "true" } else { "false" });
    });
    follow(move || {
        if kiosk.has_words() {
            page::title(&kiosk.t("app.title"));
        }
    });
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

//! Routes, contexts, idle, sync start.

mod idle;
mod services;
mod startup;
mod visitor;

pub use services::Services;
pub use startup::became_known;
pub use visitor::{answered, begin_say, finish_say, leave, take_back};

use crate::browser::{clock, focus, history, page, taps};
use crate::model::{Kiosk, Overlay, Route};
use crate::screens;
use crate::widgets::{Easier, StillThere};
use kiosk_core::language;
use leptos::prelude::*;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let kiosk = Kiosk::default();
    let services = Services::new();
    provide_context(kiosk);
    provide_context(services);
    taps::calm();
    history::guard(move || kiosk.back());
    show_on_page(kiosk);
    follow_route(kiosk);
    startup::begin(kiosk, services);
    let left = idle::watch(kiosk, services);
    let screen = move || {
        // A reset builds even the same screen anew.
        kiosk.visitor.track();
        show(&kiosk.route.get())
    };
    let overlay = move || match kiosk.overlay.get() {
        Overlay::None => None,
        Overlay::Easier => Some(view! { <Easier /> }.into_any()),
        Overlay::StillThere => Some(view! { <StillThere left /> }.into_any()),
    };
    view! {
        <div id="screen" inert=move || kiosk.overlay.get() != Overlay::None
            on:keydown=move |event| if event.key() == "Escape" { kiosk.back() }>{screen}</div>
        <div on:keydown=move |event| if event.key() == "Escape" { kiosk.overlay.set(Overlay::None) }>{overlay}</div>
    }
}

fn show(route: &Route) -> AnyView {
    match route {
        Route::Start => screens::start().into_any(),
        Route::Home => screens::home().into_any(),
        Route::Look => screens::look().into_any(),
        Route::Item(number) => screens::item(number).into_any(),
        Route::Do => screens::activities().into_any(),
        Route::Activity(id) => screens::activity(id).into_any(),
        Route::Remember => screens::remember().into_any(),
        Route::Say => screens::say().into_any(),
        Route::Take => screens::take().into_any(),
        Route::Staff => screens::staff().into_any(),
    }
}

/// Keeps `<html>` in step: language, direction, theme, text size, and what the outbox holds.
fn show_on_page(kiosk: Kiosk) {
    Effect::new(move |_| {
        let tag = kiosk.language.get();
        page::mark("lang", &tag);
        page::mark("dir", language::direction(&tag));
    });
    Effect::new(move |_| page::mark("data-theme", kiosk.theme.get().name()));
    Effect::new(move |_| page::mark("data-text", &kiosk.text_step.get().to_string()));
    Effect::new(move |_| page::title(&kiosk.t("app.title")));
    Effect::new(move |_| {
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

/// A new screen begins at its top, with focus on its heading, and leaves no step in the history.
fn follow_route(kiosk: Kiosk) {
    Effect::new(move |before: Option<Route>| {
        let route = kiosk.route.get();
        history::show(&route.path());
        if before.is_some_and(|before| before != route) {
            page::to_top();
            focus_heading();
        }
        route
    });
    Effect::new(move |before: Option<crate::model::Step>| {
        let step = kiosk.say.read().step.clone();
        if before.is_some_and(|before| before != step) {
            page::to_top();
            focus_heading();
        }
        step
    });
}

/// Moves focus to the heading once the new screen stands.
fn focus_heading() {
    leptos::task::spawn_local(async {
        clock::pause(0).await;
        focus::to("#screen h1");
    });
}

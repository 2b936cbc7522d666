use super::Icon;
use crate::model::{Kiosk, Overlay, Route};
use leptos::prelude::*;

/// The spine with Home, Back and Easier, always in that order and that corner, and the page beside it.
#[component]
pub fn Frame(
    /// Value of `data-screen`.
    screen: &'static str,
    /// Class of the page.
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let kiosk = Kiosk::here();
    let at_home = screen == "home";
    view! {
        <div class="kiosk" data-screen=screen>
            <nav class="spine" aria-label=move || kiosk.t("spine.label")>
                <button type="button" data-act="home" class:here=at_home
                    aria-current=at_home.then_some("page") on:click=move |_| kiosk.go(Route::Home)>
                    <Icon name="home" /><span>{move || kiosk.t("spine.home")}</span>
                </button>
                <button type="button" data-act="back" on:click=move |_| kiosk.back()>
                    <Icon name="back" /><span>{move || kiosk.t("spine.back")}</span>
                </button>
                <span class="gap"></span>
                <button type="button" data-act="easier" on:click=move |_| kiosk.overlay.set(Overlay::Easier)>
                    <Icon name="text-size" /><span>{move || kiosk.t("spine.easier")}</span>
                </button>
            </nav>
            <main class=class>{children()}</main>
        </div>
    }
}

use crate::model::{Kiosk, Overlay, Route, Theme};
use crate::widgets::{Frame, Icon, Picture};
use leptos::prelude::*;

/// Home: five rows, never a sixth, and the access bar.
pub fn home() -> impl IntoView {
    let kiosk = Kiosk::here();
    let picture = move || {
        let content = kiosk.content.read();
        let pack = &content.as_ref()?.pack;
        // The first object whose picture stands alone: a sign of the place, not content.
        let name = pack.items.iter().find_map(|item| item.pictures.first())?;
        let media = pack.media(name).cloned();
        Some(view! { <Picture media alt=String::new() class="pic" /> })
    };
    view! {
        <Frame screen="home" class="home">
            <div class="intro"><h1 tabindex="-1">{move || kiosk.t("home.title")}</h1>{picture}</div>
            <ul class="directory">
                {row(kiosk, "go-look", "look", Route::Look, "home.look", "home.look-line")}
                {row(kiosk, "go-do", "do", Route::Do, "home.do", "home.do-line")}
                {row(kiosk, "go-remember", "remember", Route::Remember, "home.remember", "home.remember-line")}
                {row(kiosk, "go-say", "say", Route::Say, "home.say", "home.say-line")}
                {row(kiosk, "go-take", "take", Route::Take, "home.take", "home.take-line")}
            </ul>
            {access(kiosk)}
        </Frame>
    }
}

fn row(
    kiosk: Kiosk,
    act: &'static str,
    icon: &'static str,
    to: Route,
    word: &'static str,
    line: &'static str,
) -> impl IntoView {
    view! {
        <li>
            <button type="button" class="directory-row" data-act=act on:click=move |_| kiosk.go(to.clone())>
                <span class="sign"><Icon name=icon /></span>
                <span class="directory-words"><b>{move || kiosk.t(word)}</b><span>{move || kiosk.t(line)}</span></span>
                <span class="go"><Icon name="next" /></span>
            </button>
        </li>
    }
}

/// Language, text size, contrast, Easy Read: the same four as in Easier, each one touch away.
fn access(kiosk: Kiosk) -> impl IntoView {
    let name = move || {
        let tag = kiosk.language.get();
        let own = kiosk
            .languages()
            .into_iter()
            .find(|tongue| tongue.tag == tag)
            .map(|tongue| tongue.name);
        own.unwrap_or_else(|| kiosk.t("access.language"))
    };
    let next_theme = move |_| {
        kiosk.theme.update(|theme| {
            *theme = match theme {
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::Contrast,
                Theme::Contrast => Theme::Light,
            };
        });
    };
    view! {
        <div class="access" role="group" aria-label=move || kiosk.t("easier.title")>
            <button type="button" data-act="access-language" on:click=move |_| kiosk.overlay.set(Overlay::Easier)>
                <Icon name="language" /><span>{name}</span>
            </button>
            <button type="button" data-act="access-text"
                on:click=move |_| kiosk.text_step.update(|step| *step = *step % 4 + 1)>
                <Icon name="text-size" /><span>{move || kiosk.t("access.text-size")}</span>
            </button>
            <button type="button" data-act="access-contrast" on:click=next_theme>
                <Icon name="contrast" /><span>{move || kiosk.t("access.contrast")}</span>
            </button>
            <button type="button" data-act="access-easy-read" aria-pressed=move || kiosk.easy.get().to_string()
                on:click=move |_| kiosk.easy.update(|easy| *easy = !*easy)>
                <Icon name="easy-read" /><span>{move || kiosk.t("access.easy-read")}</span>
            </button>
        </div>
    }
}

use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, Overlay, Route, Theme};
use crate::widgets::{
    bare, first_picture, frame, heading, icon, picture, signed, size_word, theme_word, word,
};
use leptos::prelude::*;

/// A row of Home: value of `data-act`, icon, screen, word, line.
type Row = (
    &'static str,
    &'static str,
    Route,
    &'static str,
    &'static str,
);

const ROWS: [Row; 5] = [
    (
        "go-look",
        "look",
        Route::Look,
        "home.look",
        "home.look-line",
    ),
    ("go-do", "do", Route::Do, "home.do", "home.do-line"),
    (
        "go-remember",
        "remember",
        Route::Remember,
        "home.remember",
        "home.remember-line",
    ),
    ("go-say", "say", Route::Say, "home.say", "home.say-line"),
    (
        "go-take",
        "take",
        Route::Take,
        "home.take",
        "home.take-line",
    ),
];

/// Home: five rows, never a sixth, and the access bar.
pub fn home() -> El {
    let kiosk = Kiosk::here();
    let intro = class("div", "intro")
        .child(heading("home.title"))
        .holds(move || sign_of_place(kiosk));
    let rows = class("ul", "directory").all(ROWS.into_iter().map(|row| line(kiosk, row)));
    frame(
        "home",
        class("main", "home")
            .child(intro)
            .child(rows)
            .child(access(kiosk)),
    )
}

/// The first object that has a picture: a sign of the place, not content.
fn sign_of_place(kiosk: Kiosk) -> Vec<El> {
    let Some(content) = kiosk.content.get() else {
        return Vec::new();
    };
    let item = content
        .pack
        .items
        .iter()
        .find(|item| !item.pictures.is_empty());
    let media = item.and_then(|item| first_picture(kiosk, item));
    item.map(|_| picture(media.as_ref(), String::new, "pic"))
        .into_iter()
        .collect()
}

fn line(kiosk: Kiosk, (act, sign, to, name, says): Row) -> El {
    let button = bare("directory-row", act, move || kiosk.go(to.clone()));
    let words = class("span", "directory-words")
        .child(word("b", name))
        .child(word("span", says));
    el("li", &[]).child(directory_row(button, sign, words))
}

/// A row to go on by: sign, words, arrow.
pub(super) fn directory_row(button: El, sign: &str, words: El) -> El {
    let go = class("span", "go").child(icon("next"));
    button
        .child(class("span", "sign").child(icon(sign)))
        .child(words)
        .child(go)
}

/// Language, text size, contrast, Easy Read: the same four as in Easier, each one touch away. Each shows what
/// is chosen, and says it when a touch has changed it.
fn access(kiosk: Kiosk) -> El {
    let name = move || {
        let tag = kiosk.language.get();
        let own = kiosk
            .languages()
            .into_iter()
            .find(|tongue| tongue.tag == tag)
            .map(|tongue| tongue.name);
        own.unwrap_or_else(|| kiosk.t("access.language"))
    };
    let next_theme = move || kiosk.theme.update(|theme| *theme = after(*theme));
    let language = bare("", "access-language", move || {
        kiosk.overlay.set(Overlay::Easier)
    });
    let text = bare("", "access-text", move || {
        kiosk.text_step.update(|step| *step = *step % 4 + 1)
    });
    let easy = bare("", "access-easy-read", move || {
        kiosk.easy.update(|easy| *easy = !*easy)
    })
    .states("aria-pressed", move || kiosk.easy.get());
    let tick = move || kiosk.easy.get().then(|| icon("tick")).into_iter().collect();
    let size = move || kiosk.t(size_word(kiosk.text_step.get()));
    let theme = move || kiosk.t(theme_word(kiosk.theme.get()));
    el("div", &[("class", "access"), ("role", "group")])
        .live("aria-label", move || kiosk.t("easier.title"))
        .child(
            language
                .child(icon("language"))
                .child(el("span", &[]).says(name)),
        )
        .child(
            text.child(icon("text-size"))
                .child(stands_at("access.text-size", size)),
        )
        .child(
            bare("", "access-contrast", next_theme)
                .child(icon("contrast"))
                .child(stands_at("access.contrast", theme)),
        )
        .child(signed(easy, "easy-read", "access.easy-read").holds(tick))
}

/// A name, and under it the value that is chosen.
fn stands_at(name: &'static str, value: impl Fn() -> String + 'static) -> El {
    let value = el("span", &[("class", "value"), ("aria-live", "polite")]).says(value);
    class("span", "stands")
        .child(word("span", name))
        .child(value)
}

fn after(theme: Theme) -> Theme {
    match theme {
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Contrast,
        Theme::Contrast => Theme::Light,
    }
}

use super::{Chosen, bare, button, heading, icon, pressed, word, worded};
use crate::app::Services;
use crate::browser::element::{El, class, el};
use crate::browser::focus;
use crate::model::{Kiosk, Overlay, Theme};
use kiosk_core::language::direction;
use leptos::prelude::*;
use std::rc::Rc;

/// Language, text size, contrast and Easy Read, from anywhere. Each works at once.
pub fn easier() -> El {
    let kiosk = Kiosk::here();
    focus::soon("#easier-title");
    let easy: Chosen = Rc::new(move || kiosk.easy.get());
    let read = button(
        "btn",
        "easy-read",
        "easy-read",
        "access.easy-read",
        move || kiosk.easy.update(|easy| *easy = !*easy),
    );
    let dialog = el(
        "div",
        &[
            ("class", "dialog easier"),
            ("role", "dialog"),
            ("aria-modal", "true"),
            ("aria-labelledby", "easier-title"),
        ],
    );
    class("div", "veil").child(
        dialog
            .child(heading("easier.title").with("id", "easier-title"))
            .child(choice("language", "access.language").holds(move || languages(kiosk)))
            .child(
                choice("text-size", "access.text-size").all((1..=4).map(|step| size(kiosk, step))),
            )
            .child(
                choice("contrast", "access.contrast")
                    .all(Theme::ALL.map(|theme| contrast(kiosk, theme))),
            )
            .child(tick_if(pressed(read, &easy, false), easy))
            .child(button(
                "btn btn-main",
                "close-easier",
                "tick",
                "easier.done",
                move || kiosk.overlay.set(Overlay::None),
            )),
    )
}

fn tick_if(button: El, chosen: Chosen) -> El {
    button.holds(move || {
        if chosen() {
            vec![icon("tick")]
        } else {
            Vec::new()
        }
    })
}

/// A row of buttons under one sign.
fn choice(sign: &'static str, label: &'static str) -> El {
    let kiosk = Kiosk::here();
    let row = el("div", &[("class", "choice"), ("role", "group")]);
    row.live("aria-label", move || kiosk.t(label))
        .child(icon(sign))
}

fn languages(kiosk: Kiosk) -> Vec<El> {
    let one = |tongue: crate::model::Tongue| {
        let mine = tongue.tag.clone();
        language_button(kiosk, "btn", &tongue)
            .states("aria-pressed", move || kiosk.language.get() == mine)
    };
    kiosk.languages().into_iter().map(one).collect()
}

/// A button that chooses a language, in its own name for itself.
pub fn language_button(kiosk: Kiosk, look: &str, tongue: &crate::model::Tongue) -> El {
    let tag = tongue.tag.clone();
    bare(look, &["language-", &tongue.tag].concat(), move || {
        kiosk.language.set(tag.clone())
    })
    .with("lang", &tongue.tag)
    .with("dir", direction(&tongue.tag))
    .text(&tongue.name)
}

fn size(kiosk: Kiosk, step: usize) -> El {
    let word = SIZE_WORDS.get(step - 1).copied().unwrap_or_default();
    let letter = worded(el("span", &[("aria-hidden", "true")]), "easier.letter");
    bare(
        &format!("btn size-{step}"),
        &format!("text-{step}"),
        move || kiosk.text_step.set(step),
    )
    .states("aria-pressed", move || kiosk.text_step.get() == step)
    .live("aria-label", move || kiosk.t(word))
    .child(letter)
}

const SIZE_WORDS: [&str; 4] = [
    "easier.size-1",
    "easier.size-2",
    "easier.size-3",
    "easier.size-4",
];

/// Key of the word for a theme.
fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "easier.light",
        Theme::Dark => "easier.dark",
        Theme::Contrast => "easier.strong",
    }
}

fn contrast(kiosk: Kiosk, theme: Theme) -> El {
    let button = bare("btn", &["theme-", theme.name()].concat(), move || {
        kiosk.theme.set(theme)
    });
    worded(button, theme_word(theme)).states("aria-pressed", move || kiosk.theme.get() == theme)
}

/// "Are you still there?": one question, one large button, a bar that ebbs without numbers.
/// `left` is how much of the minute is left, in thousandths.
pub fn still_there(left: RwSignal<usize>) -> El {
    let (kiosk, services) = (Kiosk::here(), Services::here());
    focus::soon("[data-act=still-here]");
    let stay = move || {
        services.pulse().touch();
        kiosk.overlay.set(Overlay::None);
    };
    let bar = el("i", &[]).follow(move |bar| {
        let left = left.get();
        let _ = bar
            .clone()
            .style("inline-size", &format!("{}.{}%", left / 10, left % 10));
    });
    let dialog = el(
        "div",
        &[
            ("class", "dialog"),
            ("role", "alertdialog"),
            ("aria-modal", "true"),
            ("aria-labelledby", "still-there"),
            ("aria-describedby", "still-there-more"),
        ],
    );
    class("div", "veil").child(
        dialog
            .child(word("h1", "idle.title").with("id", "still-there"))
            .child(word("p", "idle.text").with("id", "still-there-more"))
            .child(class("div", "ebb").with("aria-hidden", "true").child(bar))
            .child(button(
                "btn btn-main",
                "still-here",
                "touch",
                "idle.stay",
                stay,
            )),
    )
}

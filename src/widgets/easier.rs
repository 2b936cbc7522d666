use super::{Chosen, bare, button, heading, icon, pressed, word, worded};
use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, Overlay, Theme, Tongue};
use kiosk_core::language::direction;
use leptos::prelude::*;
use std::rc::Rc;

/// Language, text size, contrast, Easy Read, symbols and one-switch scanning, from anywhere. Each works at
/// once. Where in it the focus begins, `app::visit` says: whoever was asked if they are there comes back to it.
pub fn easier() -> El {
    let kiosk = Kiosk::here();
    let dialog = el(
        "div",
        &[
            ("class", "dialog easier"),
            ("role", "dialog"),
            ("aria-modal", "true"),
            ("aria-labelledby", "easier-title"),
        ],
    );
    let done = button(
        "btn btn-main",
        "close-easier",
        "tick",
        "easier.done",
        move || kiosk.overlay.set(Overlay::None),
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
            .child(scan_row(kiosk, kiosk.scan, "scan-"))
            .child(class("div", "row last").holds(move || switches(kiosk)))
            .child(class("div", "row done").child(done)),
    )
}

/// Easy Read, and symbols where the questions have any.
fn switches(kiosk: Kiosk) -> Vec<El> {
    let easy = on_off(kiosk.easy, "easy-read", "access.easy-read");
    let symbols = kiosk
        .has_symbols()
        .then(|| on_off(kiosk.symbols, "symbols", "access.symbols"));
    [Some(easy), symbols].into_iter().flatten().collect()
}

fn on_off(what: RwSignal<bool>, act: &'static str, says: &'static str) -> El {
    let chosen: Chosen = Rc::new(move || what.get());
    let button = button("btn", act, act, says, move || what.update(|on| *on = !*on));
    pressed(button, &chosen, false).holds(move || {
        if what.get() {
            vec![icon("tick")]
        } else {
            Vec::new()
        }
    })
}

/// A row of buttons under one sign.
fn choice(sign: &'static str, label: &'static str) -> El {
    let kiosk = Kiosk::here();
    let row = el("div", &[("role", "group")]).with("class", &["choice by-", sign].concat());
    row.live("aria-label", move || kiosk.t(label))
        .child(icon(sign))
}

fn languages(kiosk: Kiosk) -> Vec<El> {
    let one = |tongue: Tongue| {
        let mine = tongue.tag.clone();
        language_button(kiosk, "btn", &tongue)
            .states("aria-pressed", move || kiosk.language.get() == mine)
    };
    kiosk.languages().into_iter().map(one).collect()
}

/// A button that chooses a language, in its own name for itself.
pub fn language_button(kiosk: Kiosk, look: &str, tongue: &Tongue) -> El {
    let tag = tongue.tag.clone();
    bare(look, &["language-", &tongue.tag].concat(), move || {
        kiosk.language.set(tag.clone())
    })
    .with("lang", &tongue.tag)
    .with("dir", direction(&tongue.tag))
    .text(&tongue.name)
}

fn size(kiosk: Kiosk, step: usize) -> El {
    let word = size_word(step);
    let letter = worded(el("span", &[("aria-hidden", "true")]), "easier.letter");
    let digit = kiosk.text_step;
    one_of(
        digit,
        step,
        &["btn size-", DIGITS[step % 6]].concat(),
        "text-",
    )
    .live("aria-label", move || kiosk.t(word))
    .child(letter)
}

/// Key of the word for a size of text, from 1.
pub fn size_word(step: usize) -> &'static str {
    let at = step.saturating_sub(1);
    SIZE_WORDS.get(at).copied().unwrap_or_default()
}

const SIZE_WORDS: [&str; 4] = [
    "easier.size-1",
    "easier.size-2",
    "easier.size-3",
    "easier.size-4",
];

const DIGITS: [&str; 6] = ["0", "1", "2", "3", "4", "5"];

/// A button that gives a number this value.
fn one_of(what: RwSignal<usize>, value: usize, look: &str, act: &str) -> El {
    bare(look, &[act, DIGITS[value % 6]].concat(), move || {
        what.set(value)
    })
    .states("aria-pressed", move || what.get() == value)
}

/// Key of the word for a theme.
pub fn theme_word(theme: Theme) -> &'static str {
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

/// Seconds the light of scanning stays.
const PACES: [usize; 4] = [1, 2, 3, 5];

/// One switch: off, or so many seconds for each thing. Also for staff, who set what a switch on Start
/// begins with.
pub fn scan_row(kiosk: Kiosk, what: RwSignal<usize>, act: &'static str) -> El {
    let pace = |seconds: usize| {
        one_of(what, seconds, "btn", act)
            .live("aria-label", move || {
                kiosk.t_count("easier.seconds", seconds as u64)
            })
            .says(move || kiosk.number(seconds))
    };
    choice("switch", "access.scan")
        .child(word("span", "access.scan").with("class", "choice-word"))
        .child(worded(one_of(what, 0, "btn", act), "easier.off"))
        .all(PACES.map(pace))
}

use super::icon;
use crate::browser::element::{El, el};
use crate::model::Kiosk;

/// A button of this class and `data-act`, with nothing in it yet.
pub fn bare(class: &str, act: &str, run: impl FnMut() + 'static) -> El {
    el(
        "button",
        &[("type", "button"), ("class", class), ("data-act", act)],
    )
    .press(run)
}

/// A button with an icon and a word of the locale files.
pub fn button(
    class: &str,
    act: &str,
    sign: &'static str,
    word: &'static str,
    run: impl FnMut() + 'static,
) -> El {
    worded(bare(class, act, run).child(icon(sign)), word)
}

/// The same, for buttons that lead on: the icon stands after the word.
pub fn button_on(
    class: &str,
    act: &str,
    word: &'static str,
    sign: &'static str,
    run: impl FnMut() + 'static,
) -> El {
    worded(bare(class, act, run), word).child(icon(sign))
}

/// An element with a word of the locale files at its end.
pub fn worded(element: El, word: &'static str) -> El {
    let kiosk = Kiosk::here();
    element.says(move || kiosk.t(word))
}

/// The heading of a screen, which takes the focus.
pub fn heading(word: &'static str) -> El {
    worded(el("h1", &[("tabindex", "-1")]), word)
}

/// An element with nothing in it but a word.
pub fn word(tag: &str, word: &'static str) -> El {
    worded(el(tag, &[]), word)
}

use super::icon;
use crate::browser::element::{El, class, el};
use crate::model::Kiosk;
use kiosk_core::Text;
use kiosk_core::questions::Choice;
use leptos::prelude::Get;

/// A text of the pack or question set, in the visitor's language, with `lang` and `dir` of the text itself.
pub fn pack_text(text: &Text) -> El {
    let (kiosk, text) = (Kiosk::here(), text.clone());
    el("span", &[]).follow(move |span| {
        let shown = kiosk.pick(&text);
        span.set("lang", &shown.tag);
        span.set("dir", shown.dir());
        span.set_text(&shown.text);
    })
}

/// What a choice says, with its symbol before it where it has one and the visitor wants symbols.
pub fn choice_text(choice: &Choice) -> El {
    let kiosk = Kiosk::here();
    let text = pack_text(&choice.text);
    let Some(name) = choice.symbol.clone() else {
        return text;
    };
    let symbol = move || {
        let sign = || icon(&name).with("class", "icon symbol");
        kiosk.symbols.get().then(sign).into_iter().collect()
    };
    class("span", "with-symbol").holds(symbol).child(text)
}

/// A longer text: one `<p>` for each paragraph.
pub fn paragraphs(text: &Text) -> El {
    let (kiosk, text) = (Kiosk::here(), text.clone());
    class("div", "story").follow(move |story| {
        let shown = kiosk.pick(&text);
        story.set("lang", &shown.tag);
        story.set("dir", shown.dir());
        story.set_text("");
        for part in shown
            .text
            .split("\n\n")
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let _ = story.clone().child(el("p", &[]).text(part));
        }
    })
}

use crate::browser::element::{El, class, el};
use crate::browser::random;
use crate::model::{Kiosk, Route};
use crate::widgets::{alt_text, button_on, first_picture, frame, pack_text, picture, word};
use kiosk_core::pack::{Item, Pack};
use leptos::prelude::*;

/// Remember: an object, one prompt, a companion's hint, another one.
pub fn remember() -> El {
    let kiosk = Kiosk::here();
    let at = RwSignal::new(first(kiosk));
    let item = move || {
        let Some(content) = kiosk.content.get() else {
            return Vec::new();
        };
        let all = with_prompts(&content.pack);
        all.get(at.get() % all.len().max(1))
            .map(|item| one(kiosk, item))
            .unwrap_or_default()
    };
    let another = button_on(
        "btn btn-main",
        "another",
        "remember.another",
        "next",
        move || at.update(|at| *at += 1),
    );
    frame(
        "remember",
        class("main", "remember")
            .holds(item)
            .child(class("div", "foot-remember").child(another)),
    )
}

fn with_prompts(pack: &Pack) -> Vec<&Item> {
    pack.items
        .iter()
        .filter(|item| !item.prompts.is_empty())
        .collect()
}

/// Begins with the item the visitor came from, else with any.
fn first(kiosk: Kiosk) -> usize {
    let Some(content) = kiosk.content.get_untracked() else {
        return 0;
    };
    let all = with_prompts(&content.pack);
    let from = match kiosk.trail.read_untracked().last() {
        Some(Route::Item(number)) => all.iter().position(|item| item.number == *number),
        _ => None,
    };
    from.unwrap_or_else(|| random::number() as usize % all.len().max(1))
}

fn one(kiosk: Kiosk, item: &Item) -> Vec<El> {
    let media = first_picture(kiosk, item);
    let alt = alt_text(kiosk, media.as_ref(), item.heading());
    let caption = class("figcaption", "sound")
        .child(class("b", "serif").child(pack_text(&item.heading())))
        .child(class("span", "catalogue").child(pack_text(&item.date_text)));
    let prompt = item.prompts.first().cloned().unwrap_or_default();
    let mut ask = class("div", "ask")
        .with("aria-live", "polite")
        .child(el("h1", &[("tabindex", "-1")]).child(pack_text(&prompt)));
    if !item.carer_hint.is_empty() {
        let hint = class("div", "hint").child(word("b", "remember.companion"));
        ask = ask.child(hint.child(pack_text(&item.carer_hint)));
    }
    vec![
        class("figure", "remembered")
            .child(picture(media.as_ref(), alt, "well"))
            .child(caption),
        ask,
    ]
}

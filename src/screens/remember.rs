use crate::browser::random;
use crate::model::{Kiosk, Route};
use crate::widgets::{Frame, Icon, PackText, Picture, alt_text};
use kiosk_core::pack::Item;
use leptos::prelude::*;

/// Remember: an object, one prompt, a companion's hint, another one.
pub fn remember() -> impl IntoView {
    let kiosk = Kiosk::here();
    let all = Memo::new(move |_| {
        let content = kiosk.content.read();
        let items = content
            .as_ref()
            .map(|content| content.pack.items.as_slice())
            .unwrap_or_default();
        items
            .iter()
            .filter(|item| !item.prompts.is_empty())
            .cloned()
            .collect::<Vec<Item>>()
    });
    let at = RwSignal::new(first(kiosk, &all.get_untracked()));
    let another = move |_| at.update(|at| *at += 1);
    view! {
        <Frame screen="remember" class="remember">
            {move || {
                let all = all.read();
                all.get(at.get() % all.len().max(1)).map(|item| one(kiosk, item))
            }}
            <div class="foot-remember">
                <button type="button" class="btn btn-main" data-act="another" on:click=another>
                    {move || kiosk.t("remember.another")}<Icon name="next" />
                </button>
            </div>
        </Frame>
    }
}

/// Begins with the item the visitor came from, else with any.
fn first(kiosk: Kiosk, all: &[Item]) -> usize {
    let from = match kiosk.trail.read_untracked().last() {
        Some(Route::Item(number)) => all.iter().position(|item| item.number == *number),
        _ => None,
    };
    from.unwrap_or_else(|| random::number() as usize % all.len().max(1))
}

fn one(kiosk: Kiosk, item: &Item) -> impl IntoView + use<> {
    let media = item
        .pictures
        .first()
        .and_then(|name| kiosk.content.read().as_ref()?.pack.media(name).cloned());
    let alt = alt_text(kiosk, media.clone(), item.heading());
    let prompt = item.prompts.first().cloned().unwrap_or_default();
    let hint = item.carer_hint.clone();
    view! {
        <figure class="remembered">
            <Picture media alt class="well" />
            <figcaption class="sound">
                <b class="serif"><PackText text=item.heading() /></b>
                <span class="catalogue"><PackText text=item.date_text.clone() /></span>
            </figcaption>
        </figure>
        <div class="ask" aria-live="polite">
            <h1 tabindex="-1"><PackText text=prompt /></h1>
            {(!hint.is_empty()).then(|| view! {
                <div class="hint"><b>{move || kiosk.t("remember.companion")}</b><PackText text=hint /></div>
            })}
        </div>
    }
}

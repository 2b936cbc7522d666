use crate::app::Services;
use crate::browser::picture::Shown;
use crate::model::Kiosk;
use kiosk_core::pack::{Ground, Media};
use leptos::prelude::*;

/// A picture of the pack, whole on its own ground. Its bytes are on the tablet; its memory is given
/// back when the picture leaves the screen.
#[component]
pub fn Picture(
    /// The media entry; nothing is shown but the ground where there is none.
    media: Option<Media>,
    /// Alternative text; empty where a heading beside it says the same.
    #[prop(into)]
    alt: Signal<String>,
    /// Class of the ground round the picture.
    class: &'static str,
) -> impl IntoView {
    let services = Services::here();
    let url = RwSignal::new(None::<String>);
    let shown = StoredValue::new_local(None::<Shown>);
    if let Some(media) = media.clone() {
        leptos::task::spawn_local(async move {
            let bytes = services.store().media(&media.sha256).await.ok().flatten();
            let made = bytes.and_then(|bytes| Shown::new(&bytes, &media.media_type));
            // The visitor may have gone on meanwhile: then there is nobody to show it to.
            let _ = url.try_set(made.as_ref().map(|made| made.url().to_owned()));
            shown.try_update_value(|slot| *slot = made);
        });
    }
    let ground = match media.as_ref().and_then(|media| media.ground) {
        Some(Ground::Stand) => "ground-stand",
        Some(Ground::Flat) => "ground-flat",
        None => "ground-plain",
    };
    let tint = media
        .as_ref()
        .and_then(|media| media.tint.clone())
        .filter(|tint| is_colour(tint));
    let (width, height) = media
        .as_ref()
        .map_or((None, None), |media| (media.width, media.height));
    let image = move || {
        url.get().map(|url| {
            view! {
                <img src=url alt=alt width=width height=height decoding="async" draggable="false" />
            }
        })
    };
    view! {
        <span class=format!("{class} {ground}") style=("--wall-tint", tint)>{image}</span>
    }
}

/// Only `#rrggbb` reaches a style: a pack is data from elsewhere.
fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text.chars().skip(1).all(|c| c.is_ascii_hexdigit())
}

/// The alternative text of a picture: its own, else the item's heading.
pub fn alt_text(kiosk: Kiosk, media: Option<Media>, heading: kiosk_core::Text) -> Signal<String> {
    Signal::derive(move || {
        let own = media
            .as_ref()
            .map(|media| kiosk.pick(&media.alt).text)
            .filter(|text| !text.is_empty());
        own.unwrap_or_else(|| kiosk.pick(&heading).text)
    })
}

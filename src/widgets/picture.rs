use crate::app::Services;
use crate::browser::element::{El, class, el};
use crate::browser::page;
use crate::browser::picture::Shown;
use crate::browser::task::spawn;
use crate::model::Kiosk;
use kiosk_core::Text;
use kiosk_core::pack::{Ground, Item, Media, PackFile};
use leptos::prelude::*;

/// What a picture is wanted for: how many CSS pixels its longer side will take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// One of several on a screen.
    Card = 440,
    /// The one picture of a screen.
    Page = 1000,
    /// To look at every detail.
    Closer = 16_000,
}

/// A picture of the pack as the one of its screen: see [`picture_for`].
pub fn picture(media: Option<&Media>, alt: impl Fn() -> String + 'static, around: &str) -> El {
    picture_for(Purpose::Page, media, Box::new(alt), around)
}

/// A picture of the pack, whole on its own ground, from the smallest file that is sharp there. Its bytes
/// are on the tablet; its memory is given back when the picture leaves the screen.
///
/// Nothing is shown but the ground where there is no media entry. `alt` is empty where a heading beside
/// it says the same; `around` is the class of the ground.
pub fn picture_for(
    purpose: Purpose,
    media: Option<&Media>,
    alt: Box<dyn Fn() -> String>,
    around: &str,
) -> El {
    let ground = match media.and_then(|media| media.ground) {
        Some(Ground::Stand) => "ground-stand",
        Some(Ground::Flat) => "ground-flat",
        None => "ground-plain",
    };
    let span = class("span", &[around, " ", ground].concat());
    let Some(media) = media else { return span };
    let span = match media.tint.as_deref().filter(|tint| is_colour(tint)) {
        Some(tint) => span.style("--wall-tint", tint),
        None => span,
    };
    let file = media.fitting(page::pixels(purpose as u32));
    show_when_here(file, image(media, alt), span.clone());
    span
}

fn image(media: &Media, alt: Box<dyn Fn() -> String>) -> El {
    let image = el("img", &[("decoding", "async"), ("draggable", "false")]).live("alt", alt);
    for (name, size) in [("width", media.width), ("height", media.height)] {
        if let Some(size) = size {
            image.set(name, &size.to_string());
        }
    }
    image
}

/// Hangs the image up once its bytes have been read.
pub(super) fn show_when_here(file: PackFile<'_>, image: El, place: El) {
    let services = Services::here();
    let shown = StoredValue::new_local(None::<Shown>);
    let (hash, media_type) = (file.sha256.clone(), file.media_type.to_owned());
    spawn(async move {
        let bytes = services.store().media(&hash).await.ok().flatten();
        let Some(made) = bytes.and_then(|bytes| Shown::new(&bytes, &media_type)) else {
            return;
        };
        let image = image.with("src", made.url());
        // The visitor may have gone on meanwhile: then there is nobody to show it to.
        if shown.try_update_value(|slot| *slot = Some(made)).is_some() {
            place.child(image);
        }
    });
}

/// Only `#rrggbb` reaches a style: a pack is data from elsewhere.
fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text.chars().skip(1).all(|c| c.is_ascii_hexdigit())
}

/// The first picture of an item.
pub fn first_picture(kiosk: Kiosk, item: &Item) -> Option<Media> {
    let content = kiosk.content.get_untracked()?;
    content.pack.media(item.pictures.first()?).cloned()
}

/// The alternative text of a picture: its own, else the item's heading.
pub fn alt_text(
    kiosk: Kiosk,
    media: Option<&Media>,
    heading: Text,
) -> impl Fn() -> String + 'static + use<> {
    let own = media.map(|media| media.alt.clone()).unwrap_or_default();
    move || {
        let own = kiosk.pick(&own).text;
        if own.is_empty() {
            kiosk.pick(&heading).text
        } else {
            own
        }
    }
}

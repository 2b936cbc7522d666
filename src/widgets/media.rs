use super::picture::show_when_here;
use super::{paragraphs, word};
use crate::browser::element::{El, class, el};
use crate::browser::picture::Shown;
use crate::model::Kiosk;
use kiosk_core::language::base;
use kiosk_core::pack::Media;
use leptos::prelude::*;

/// A sound with the browser's own controls and what is said in it. Nothing plays by itself.
pub fn sound(kiosk: Kiosk, media: &Media, name: &'static str) -> El {
    played(kiosk, media, name, "audio")
}

/// A film, the same way, with captions where the pack has them.
pub fn video(kiosk: Kiosk, media: &Media, name: &'static str) -> El {
    played(kiosk, media, name, "video")
}

/// A sound that "Listen" plays, with the times of its words for the light that goes along.
pub fn recorded(kiosk: Kiosk, media: &Media) -> El {
    let sound = el("audio", &[("preload", "auto"), ("data-recorded", "")]);
    let times = kiosk.pick(&media.captions).text;
    if !times.is_empty() {
        sound.set("data-times", &times);
    }
    let place = class("div", "unseen");
    show_when_here(media.whole(), sound, place.clone());
    place
}

fn played(kiosk: Kiosk, media: &Media, name: &'static str, tag: &str) -> El {
    let attributes = [
        ("controls", ""),
        ("playsinline", ""),
        ("preload", "metadata"),
        ("data-act", tag),
    ];
    let player = el(tag, &attributes).live("aria-label", move || kiosk.t(name));
    for (side, size) in [("width", media.width), ("height", media.height)] {
        if let Some(size) = size {
            player.set(side, &size.to_string());
        }
    }
    let player = player.all(captions(kiosk, media));
    let place = class("div", "player");
    show_when_here(media.whole(), player, place.clone());
    let said = (!media.transcript.is_empty()).then(|| {
        el("details", &[])
            .child(word("summary", "item.transcript"))
            .child(paragraphs(&media.transcript))
    });
    class("div", "played")
        .child(word("h3", name))
        .child(place)
        .all(said)
}

/// One track for each language; the visitor's is on from the beginning.
fn captions(kiosk: Kiosk, media: &Media) -> Vec<El> {
    let wanted = kiosk.language.get_untracked();
    let track = |(tag, text): (&String, &String)| {
        let made = Shown::of_text(text, "text/vtt")?;
        let attributes = [
            ("kind", "captions"),
            ("srclang", tag),
            ("label", tag),
            ("src", made.url()),
        ];
        let track = el("track", &attributes);
        if base(tag) == base(&wanted) {
            track.set("default", "");
        }
        // Given back with the screen.
        StoredValue::new_local(made);
        Some(track)
    };
    media.captions.0.iter().filter_map(track).collect()
}

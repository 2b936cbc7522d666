use super::picture::show_when_here;
use super::{bare, icon, paragraphs, word};
use crate::browser::clock;
use crate::browser::element::{El, class, el};
use crate::browser::picture::Shown;
use crate::browser::sound::{self, show_captions};
use crate::browser::task::spawn;
use crate::model::Kiosk;
use kiosk_core::language::base;
use kiosk_core::pack::Media;
use leptos::prelude::*;
use std::sync::Arc;

/// A sound or a film of the pack. It begins and stops by one large button with a word on it, never by itself,
/// and nothing has to be dragged. Its bytes are read when it comes on screen, and given back when it goes.
#[derive(Clone)]
pub struct Player {
    kiosk: Kiosk,
    element: El,
    plays: RwSignal<bool>,
    name: &'static str,
    /// Class of its place.
    place: &'static str,
}

impl Player {
    /// A sound. `name` is the word on its button while it rests.
    pub fn sound(kiosk: Kiosk, media: &Media, name: &'static str) -> Self {
        Self::of(kiosk, media, name, ("audio", "unseen"))
    }

    /// A film, with captions where the pack has them.
    pub fn film(kiosk: Kiosk, media: &Media, name: &'static str) -> Self {
        let own = Self::of(kiosk, media, name, ("video", "player"));
        let pressed = own.element.clone();
        let loaded = RwSignal::new(false);
        Self {
            element: own
                .element
                .all(captions(kiosk, media, loaded))
                .on("loadedmetadata", move |_| loaded.set(true))
                .press(move || sound::toggle(&pressed)),
            ..own
        }
    }

    fn of(
        kiosk: Kiosk,
        media: &Media,
        name: &'static str,
        (tag, place): (&str, &'static str),
    ) -> Self {
        let plays = RwSignal::new(false);
        let element = el(tag, &[("playsinline", ""), ("preload", "auto")])
            .live("aria-label", move || kiosk.t(name))
            .on("play", move |_| plays.set(true))
            .on("pause", move |_| plays.set(false))
            .on("ended", move |_| plays.set(false));
        for (side, size) in [("width", media.width), ("height", media.height)] {
            if let Some(size) = size {
                element.set(side, &size.to_string());
            }
        }
        Self {
            kiosk,
            element,
            plays,
            name,
            place,
        }
    }

    /// Where it is heard or seen.
    pub fn place(&self, media: &Media) -> El {
        let place = class("div", self.place);
        show_when_here(media.whole(), self.element.clone(), place.clone());
        place
    }

    /// The button that plays it, which becomes "Stop" in the same place.
    pub fn button(&self, look: &str, act: &str) -> El {
        let (kiosk, plays, name) = (self.kiosk, self.plays, self.name);
        let pressed = self.element.clone();
        let says = move || kiosk.t(if plays.get() { "remember.stop" } else { name });
        bare(look, act, move || sound::toggle(&pressed))
            .holds(move || vec![icon(if plays.get() { "pause" } else { "play" })])
            .child(el("span", &[]).says(says))
    }

    /// How much of it has been heard: to look at, not to touch.
    pub fn passed(&self) -> El {
        let bar = el("i", &[]);
        let shown = bar.clone();
        // Nothing is made of the element that is given back: it is the same one.
        self.element.clone().on("timeupdate", move |event| {
            let passed = sound::passed(&event).clamp(0.0, 1.0);
            let percent = ((passed * 100.0) as u32).to_string() + "%";
            let _ = shown.clone().style("inline-size", &percent);
        });
        class("div", "passed")
            .with("aria-hidden", "true")
            .child(bar)
    }
}

/// A sound with its button, how much of it has been heard, and what is said in it.
pub fn played_sound(player: &Player, media: &Media, act: &str) -> El {
    class("div", "played")
        .child(player.button("btn btn-main play", act))
        .child(player.place(media))
        .child(player.passed())
        .all(said(media))
}

/// A film, the same way.
pub fn video(kiosk: Kiosk, media: &Media, name: &'static str, act: &str) -> El {
    let player = Player::film(kiosk, media, name);
    class("div", "played")
        .child(player.place(media))
        .child(player.button("btn btn-main play", act))
        .all(said(media))
}

fn said(media: &Media) -> Option<El> {
    (!media.transcript.is_empty()).then(|| {
        el("details", &[])
            .child(word("summary", "item.transcript"))
            .child(paragraphs(&media.transcript))
    })
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

/// One track for each language; the visitor's is on, whichever they choose meanwhile, or else the first. A browser
/// may choose others when the film comes to the page and when it is `loaded`: so ours is said again.
fn captions(kiosk: Kiosk, media: &Media, loaded: RwSignal<bool>) -> Vec<El> {
    let all: Arc<[String]> = media.captions.0.keys().cloned().collect();
    let track = |(tag, text): (&String, &String)| {
        let made = Shown::of_text(text, "text/vtt")?;
        let attributes = [
            ("kind", "captions"),
            ("srclang", tag),
            ("label", tag),
            ("src", made.url()),
        ];
        let (all, own) = (Arc::clone(&all), tag.clone());
        let is_wanted = move || {
            let wanted = kiosk.language.get();
            let mut fitting = all.iter().filter(|tag| base(tag) == base(&wanted));
            fitting.next().or(all.first()) == Some(&own)
        };
        let track = el("track", &attributes).follow(move |track| {
            loaded.track();
            let (track, shown) = (track.clone(), is_wanted());
            spawn(async move {
                clock::pause(0).await;
                show_captions(&track, shown);
            });
        });
        // Given back with the screen.
        StoredValue::new_local(made);
        Some(track)
    };
    media.captions.0.iter().filter_map(track).collect()
}

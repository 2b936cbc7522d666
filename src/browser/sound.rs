//! Sounds begin and end by a touch, never by themselves.

use super::element::El;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, NodeList};

/// Sounds and films that may play.
const ALL: &str = "audio, video";

/// Plays a sound or film from where it stopped, and nothing else beside it; or stops it.
pub fn toggle(sound: &El) {
    let Some(sound) = sound.node() else { return };
    let rests = Reflect::get(sound, &"paused".into()).is_ok_and(|paused| paused.is_truthy());
    if rests {
        silence(ALL);
    }
    call(sound, if rests { "play" } else { "pause" });
}

/// Stops every sound and film.
pub fn silence_all() {
    silence(ALL);
}

/// Shows or hides a film's captions in one language.
pub fn show_captions(track: &El, shown: bool) {
    let Some(track) = track.node() else { return };
    let mode = if shown { "showing" } else { "disabled" };
    if let Ok(track) = Reflect::get(track, &"track".into()) {
        let _ = Reflect::set(&track, &"mode".into(), &mode.into());
    }
}

/// How much of the sound has passed that an event tells of, from 0 to 1.
pub fn passed(event: &Event) -> f64 {
    let value = |name: &str| {
        let of = event.target()?;
        Reflect::get(&of, &name.into()).ok()?.as_f64()
    };
    let (now, all) = (value("currentTime"), value("duration"));
    match (now, all) {
        (Some(now), Some(all)) if all > 0.0 => now / all,
        _ => 0.0,
    }
}

/// Calls `run` whenever something on the page begins to play that no text is read in.
pub fn when_played(mut run: impl FnMut() + 'static) {
    super::window_listens("play", true, move |event| {
        let of = event.target().and_then(|of| of.dyn_into::<Element>().ok());
        if of.is_some_and(|of| !of.has_attribute("data-recorded")) {
            run();
        }
    });
}

/// A sound on the page in which a text is read.
#[derive(Clone, Debug)]
pub struct Reading(pub(super) Element);

impl Reading {
    /// Its captions; empty when it has none.
    pub fn captions(&self) -> String {
        self.0.get_attribute("data-times").unwrap_or_default()
    }

    /// Plays it from its beginning and ends when it does, or is stopped. `false` when it cannot be played.
    /// `reached` hears how many seconds of it have passed.
    pub async fn play(&self, reached: Box<dyn FnMut(f64)>) -> bool {
        play_through(&self.0, reached).await
    }
}

async fn play_through(sound: &Element, mut reached: Box<dyn FnMut(f64)>) -> bool {
    let set = |name: &str, value: &JsValue| Reflect::set(sound, &name.into(), value);
    let _ = set("currentTime", &0.into());
    let playing = sound.clone();
    let on_time = Closure::<dyn FnMut()>::new(move || {
        let now = Reflect::get(&playing, &"currentTime".into());
        reached(now.ok().and_then(|now| now.as_f64()).unwrap_or_default());
    });
    let _ = set("ontimeupdate", on_time.as_ref());
    let mut settle = Function::from(JsValue::UNDEFINED);
    let ended = Promise::new(&mut |resolve, _| {
        for name in ["onended", "onerror", "onpause"] {
            let _ = set(name, &resolve);
        }
        settle = resolve;
    });
    // It may be refused: no sound of this kind, or no touch that is young enough.
    if let Some(begun) = begin(sound, "play") {
        super::task::spawn(async move {
            if JsFuture::from(begun).await.is_err() {
                let _ = settle.call1(&JsValue::NULL, &JsValue::FALSE);
            }
        });
    }
    let how = JsFuture::from(ended).await.unwrap_or(JsValue::FALSE);
    for name in ["ontimeupdate", "onended", "onerror", "onpause"] {
        let _ = set(name, &JsValue::NULL);
    }
    let event = Reflect::get(&how, &"type".into()).ok();
    event.is_some_and(|event| event == "ended" || event == "pause")
}

/// Stops every sound that matches.
pub fn silence(selector: &str) {
    let found = super::document().and_then(|document| document.query_selector_all(selector).ok());
    for at in 0..found.as_ref().map_or(0, NodeList::length) {
        if let Some(sound) = found.as_ref().and_then(|found| found.item(at)) {
            call(&sound, "pause");
        }
    }
}

fn call(sound: &JsValue, what: &str) {
    // A sound the browser cannot play stays silent; its words are there to read.
    if let Some(promise) = begin(sound, what) {
        let caught = JsFuture::from(promise);
        super::task::spawn(async move {
            let _ = caught.await;
        });
    }
}

fn begin(sound: &JsValue, what: &str) -> Option<Promise> {
    let method: Function = Reflect::get(sound, &what.into()).ok()?.dyn_into().ok()?;
    method.call0(sound).ok()?.dyn_into().ok()
}

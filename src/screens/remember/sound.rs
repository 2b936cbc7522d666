//! The sound of an object: heard when somebody touches it, and there to read.

use crate::app::Services;
use crate::browser::element::{El, class, el};
use crate::browser::picture::Shown;
use crate::browser::sound;
use crate::browser::task::spawn;
use crate::model::Kiosk;
use crate::widgets::{bare, icon, pack_text, word};
use kiosk_core::pack::Media;
use leptos::prelude::*;

/// "Hear it", which becomes "Stop" in the same place. The bytes are read when the object comes on
/// screen, and given back when it goes.
pub fn play(kiosk: Kiosk, media: &Media) -> El {
    let plays = RwSignal::new(false);
    let sound = el("audio", &[("id", "sound"), ("preload", "auto")])
        .on("play", move |_| plays.set(true))
        .on("pause", move |_| plays.set(false))
        .on("ended", move |_| plays.set(false));
    bring(media, sound.clone());
    let says = move || {
        let stop = plays.get();
        kiosk.t(if stop {
            "remember.stop"
        } else {
            "remember.hear"
        })
    };
    let button = bare("btn", "hear", || sound::toggle("#sound"))
        .holds(move || vec![icon(if plays.get() { "pause" } else { "play" })])
        .child(el("span", &[]).says(says));
    class("div", "hear").child(sound).child(button)
}

fn bring(media: &Media, sound: El) {
    let services = Services::here();
    let kept = StoredValue::new_local(None::<Shown>);
    let (hash, media_type) = (media.sha256.clone(), media.media_type.clone());
    spawn(async move {
        let bytes = services.store().media(&hash).await.ok().flatten();
        let Some(made) = bytes.and_then(|bytes| Shown::new(&bytes, &media_type)) else {
            return;
        };
        sound.set("src", made.url());
        kept.try_update_value(|slot| *slot = Some(made));
    });
}

/// What there is to hear, in words, for those who ask for it.
pub fn words(media: &Media) -> Option<El> {
    let shown = !media.transcript.is_empty();
    shown.then(|| {
        class("details", "hint")
            .child(word("summary", "remember.heard").with("data-act", "heard"))
            .child(el("p", &[]).child(pack_text(&media.transcript)))
    })
}

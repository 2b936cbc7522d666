//! A voice that is recorded: heard again, deleted, or a sign of it in the last look.

use super::question::Asking;
use crate::browser::element::{El, class, el};
use crate::browser::picture::Shown;
use crate::browser::recorder::Take;
use crate::widgets::{button, icon, worded};
use leptos::prelude::*;

/// The recording that is the answer to the question on the screen.
pub fn recording(asking: &Asking) -> Option<Take> {
    let say = asking.kiosk.say.read_untracked();
    let hash = say.answer()?.recording.clone()?;
    asking.services.take(&hash)
}

/// Listen again, delete.
pub fn kept(asking: Asking, delete: Box<dyn Fn()>) -> El {
    let Asking {
        kiosk, services, ..
    } = asking.clone();
    let plays = RwSignal::new(false);
    let shown = StoredValue::new_local(None::<Shown>);
    let sound = el("audio", &[("preload", "auto")]);
    // The bytes come a moment after the recording has ended.
    let sound = sound.follow(move |sound| {
        kiosk.say.track();
        if shown.with_value(Option::is_some) {
            return;
        }
        let take = recording(&asking);
        let made = take.and_then(|take| Shown::new(&take.bytes, &take.media_type));
        if let Some(made) = made {
            sound.set("src", made.url());
            shown.set_value(Some(made));
        }
    });
    let sound = sound
        .on("ended", move |_| plays.set(false))
        .on("pause", move |_| plays.set(false))
        .on("play", move |_| plays.set(true));
    let player = sound.clone();
    let listen = button(
        "btn btn-answer",
        "voice-listen",
        "play",
        "voice.listen",
        move || {
            services.pulse().touch();
            player.call(if plays.get_untracked() {
                "pause"
            } else {
                "play"
            });
        },
    );
    let ready = move || {
        kiosk
            .say
            .read()
            .answer()
            .is_some_and(|answer| answer.recording.is_some())
    };
    let listen = listen
        .states("aria-pressed", move || plays.get())
        .disabled(move || !ready());
    let delete = button(
        "btn btn-answer",
        "voice-delete",
        "close",
        "voice.delete",
        delete,
    );
    class("div", "row")
        .child(listen)
        .child(delete.disabled(move || !ready()))
        .child(sound)
}

/// A sign that something was recorded, for the last look.
pub fn recorded() -> El {
    worded(el("span", &[]).child(icon("microphone")), "voice.kept")
}

//! The sound of an object: heard when somebody touches it, and there to read.

use crate::browser::element::{El, class, el};
use crate::model::Kiosk;
use crate::widgets::{Player, pack_text, word};
use kiosk_core::pack::Media;

/// "Hear it", which becomes "Stop" in the same place.
pub fn play(kiosk: Kiosk, media: &Media) -> El {
    let player = Player::sound(kiosk, media, "remember.hear");
    class("div", "hear")
        .child(player.place(media))
        .child(player.button("btn play", "hear"))
        .child(player.passed())
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

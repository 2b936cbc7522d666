//! Reading the screen aloud, sentence by sentence, with the word that is read lit.

use super::Services;
use crate::browser::element::follow;
use crate::browser::task::spawn;
use crate::browser::{page, speech, spoken};
use crate::model::Kiosk;
use crate::model::aloud::{sentences, word_at};
use kiosk_core::language;
use leptos::prelude::*;

/// Learns which voices there are, reads when it is asked to, and falls silent whenever what is read goes away.
pub(super) fn watch(kiosk: Kiosk, services: Services) {
    let mut heard = kiosk.listen.get_untracked();
    follow(move || {
        let asked = kiosk.listen.get();
        if asked != heard {
            heard = asked;
            untrack(|| listen(kiosk, services));
        }
    });
    let learn = move || {
        let known = speech::languages();
        if *kiosk.voices.read_untracked() != known {
            kiosk.voices.set(known);
        }
    };
    learn();
    speech::when_voices_change(learn);
    page::when_seen_or_hidden(move |seen| {
        if !seen {
            hush(kiosk);
        }
    });
}

/// "Listen": begins to read, or stops.
fn listen(kiosk: Kiosk, services: Services) {
    if hush(kiosk) {
        return;
    }
    kiosk.aloud.update(|readings| *readings += 1);
    let reading = kiosk.aloud.get_untracked();
    spawn(async move {
        let goes_on = move || kiosk.aloud.get_untracked() == reading;
        for passage in spoken::passages() {
            let language = passage.language.clone();
            let voiced = [" ", language::primary(&language), " "].concat();
            if !kiosk.voices.read_untracked().contains(&voiced) {
                continue;
            }
            for (from, to) in sentences(&passage.units) {
                if !goes_on() {
                    return;
                }
                services.pulse().touch();
                spoken::light(&passage, (from, to));
                let text = String::from_utf16_lossy(&passage.units[from..to]);
                let read = passage.clone();
                let reached = move |at: usize| {
                    if goes_on() {
                        services.pulse().touch();
                        let (start, end) = word_at(&read.units, from + at);
                        spoken::light(&read, (start, end.min(to)));
                    }
                };
                speech::say(&text, &language, Box::new(reached)).await;
            }
        }
        if goes_on() {
            hush(kiosk);
        }
    });
}

/// Falls silent; says whether anything was being read.
pub(super) fn hush(kiosk: Kiosk) -> bool {
    let reading = kiosk.aloud.get_untracked() % 2 == 1;
    if reading {
        kiosk.aloud.update(|readings| *readings += 1);
        speech::hush();
        spoken::dark();
    }
    reading
}

//! Reading the screen aloud, sentence by sentence, with the word that is read lit.

use super::Services;
use crate::browser::changes::Changes;
use crate::browser::element::follow;
use crate::browser::sound::Reading;
use crate::browser::spoken::{Part, Passage};
use crate::browser::task::spawn;
use crate::browser::{clock, page, sound, speech, spoken};
use crate::model::aloud::{places, sentences, word_at};
use crate::model::{Kiosk, Overlay};
use kiosk_core::pack::cues;
use leptos::prelude::*;

/// Sounds in which texts are read.
const RECORDED: &str = "audio[data-recorded]";

/// Learns which voices there are, reads when it is asked to, and falls silent when nobody looks at the page.
pub(super) fn watch(kiosk: Kiosk, services: Services) {
    let mut heard = kiosk.listen.get_untracked();
    follow(move || {
        let asked = kiosk.listen.get();
        if asked != heard {
            heard = asked;
            untrack(|| listen(kiosk, services));
        }
    });
    follow(move || {
        if kiosk.overlay.get() == Overlay::StillThere {
            spawn(asks(kiosk));
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
    // Two voices at a time are none.
    sound::when_played(move || {
        hush(kiosk);
    });
    page::when_seen_or_hidden(move |seen| {
        if !seen {
            hush(kiosk);
        }
    });
}

/// "Are you still there?", said once, where the tablet has a voice for it. Nobody's sign of life.
async fn asks(kiosk: Kiosk) {
    // What was being read falls silent first.
    clock::pause(0).await;
    let language = untrack(|| kiosk.language_of_words());
    if kiosk.overlay.get_untracked() != Overlay::StillThere || !has_voice(kiosk, &language) {
        return;
    }
    kiosk.aloud.update(|readings| *readings += 1);
    let reading = kiosk.aloud.get_untracked();
    let words = untrack(|| kiosk.t("idle.title"));
    speech::say(&words, &language, Box::new(|_| {})).await;
    if kiosk.aloud.get_untracked() == reading {
        hush(kiosk);
    }
}

fn has_voice(kiosk: Kiosk, language: &str) -> bool {
    untrack(|| kiosk.has_voice_for(language))
}

/// Begins to read what has just been put on the screen without being asked, while it `stands`, where the tablet
/// has a voice for it.
pub fn begin_by_itself(kiosk: Kiosk, stands: impl Fn() -> bool + 'static) {
    spawn(async move {
        // What was read before falls silent first.
        clock::pause(300).await;
        if stands() && kiosk.aloud.get_untracked().is_multiple_of(2) {
            kiosk.listen.update(|asked| *asked += 1);
        }
    });
}

/// "Listen": begins to read, or stops.
fn listen(kiosk: Kiosk, services: Services) {
    if hush(kiosk) {
        return;
    }
    sound::silence_all();
    kiosk.aloud.update(|readings| *readings += 1);
    let reading = kiosk.aloud.get_untracked();
    spawn(async move {
        let goes_on = move || kiosk.aloud.get_untracked() == reading;
        let parts = spoken::parts();
        // What is read must be what is shown: nobody can follow a voice that tells of something else.
        let shown = parts.clone();
        let _changes = Changes::watch(move || {
            if goes_on() && !spoken::stand(&shown) {
                hush(kiosk);
            }
        });
        for part in parts {
            if !goes_on() {
                return;
            }
            match part {
                Part::Voiced(passage) => say(kiosk, services, &passage, goes_on).await,
                Part::Recorded(reading, texts) => {
                    if play(services, &reading, texts.clone()).await || !goes_on() {
                        continue;
                    }
                    for text in &texts {
                        say(kiosk, services, text, goes_on).await;
                    }
                }
            }
        }
        if goes_on() {
            hush(kiosk);
        }
    });
}

/// The tablet's voice says a text, sentence by sentence, as long as `goes_on` holds.
async fn say(
    kiosk: Kiosk,
    services: Services,
    passage: &Passage,
    goes_on: impl Fn() -> bool + Copy + 'static,
) {
    let language = passage.language.clone();
    if !has_voice(kiosk, &language) {
        return;
    }
    for (from, to) in sentences(&passage.units) {
        if !goes_on() {
            return;
        }
        services.pulse().touch();
        spoken::light(passage, (from, to));
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

/// Somebody reads the texts in a sound. What is said when, its captions tell; without any, all of it is lit.
/// `false` when the sound cannot be played: then the tablet's voice has to do.
async fn play(services: Services, reading: &Reading, texts: Vec<Passage>) -> bool {
    let cues = cues(&reading.captions());
    let units: Vec<_> = texts.iter().map(|text| text.units.clone()).collect();
    let words: Vec<_> = cues.iter().map(|cue| cue.words.clone()).collect();
    let places = places(&units, &words);
    let mut lit = None;
    let reached = move |seconds: f64| {
        services.pulse().touch();
        let at = (seconds * 1000.0) as u32;
        let now = cues.iter().position(|cue| (cue.from..cue.to).contains(&at));
        if now != lit
            && let Some(at) = now
        {
            lit = now;
            if let Some((text, place)) = places[at] {
                spoken::light(&texts[text], place);
            }
        } else if cues.is_empty() && lit.is_none() {
            lit = Some(0);
            if let Some(text) = texts.first() {
                spoken::light(text, (0, text.units.len()));
            }
        }
    };
    reading.play(Box::new(reached)).await
}

/// Falls silent; says whether anything was being read.
pub(super) fn hush(kiosk: Kiosk) -> bool {
    let reading = kiosk.aloud.get_untracked() % 2 == 1;
    if reading {
        kiosk.aloud.update(|readings| *readings += 1);
        speech::hush();
        sound::silence(RECORDED);
        spoken::dark();
    }
    reading
}

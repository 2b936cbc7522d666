use crate::app::{Services, event_of};
use crate::browser::clock;
use crate::browser::element::{El, class, el};
use crate::browser::task::spawn;
use crate::model::{Kiosk, Questions, Route, Said, in_steps, said};
use crate::storage::{keep_shown_on_wall, shown_on_wall};
use crate::sync;
use crate::widgets::{button, heading, pack_text, word};
use kiosk_core::tally::Count;
use kiosk_core::wire::WallWord;
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds between two looks at what is stored: "live" for a room.
const PAUSE: u32 = 3_000;
/// Milliseconds between two questions to the office for what staff have cleared.
const OFFICE_PAUSE: u32 = 10_000;
/// Cells under this are hidden where the event names no threshold of its own.
const THRESHOLD: u32 = 5;

/// "You said": the tiles chosen on this tablet, large, for the whole room, and the own words of the event that
/// staff have cleared. Staff open it; it stays until it is closed, and follows what is saved meanwhile, in another
/// window of this browser too.
pub fn wall() -> El {
    let (kiosk, services) = (Kiosk::here(), Services::here());
    let totals = RwSignal::new(Vec::new());
    spawn(follow_totals(kiosk, services, totals));
    let cleared = RwSignal::new(Vec::new());
    spawn(follow_cleared(kiosk, cleared));
    let words = move || {
        let questions = kiosk.questions.get();
        let all = questions
            .iter()
            .flat_map(|questions| shown(kiosk, questions, totals, cleared));
        all.collect()
    };
    let close = button("btn", "close-wall", "close", "wall.close", move || {
        kiosk.wall.set(false);
        kiosk.route.set(Route::Start);
    });
    el(
        "main",
        &[("class", "page wall"), ("data-screen", "staff-wall")],
    )
    .child(
        class("div", "head")
            .child(heading("wall.title"))
            .child(close),
    )
    .holds(words)
    .child(word("p", "wall.few").with("class", "small"))
}

async fn follow_totals(kiosk: Kiosk, services: Services, totals: RwSignal<Vec<Count>>) {
    loop {
        let event = event_of(kiosk, services);
        if let Ok(read) = services.store().tile_totals(&event).await {
            let known = shown_on_wall(&event);
            let read = in_steps(&known, &read, threshold(kiosk));
            if read != known {
                keep_shown_on_wall(&event, &read);
            }
            // The screen has gone: so does this.
            match totals.try_with_untracked(|known| *known != read) {
                None => return,
                Some(true) => totals.set(read),
                Some(false) => {}
            }
        }
        // A wall is being looked at, though nobody touches it.
        services.pulse().touch();
        clock::pause(PAUSE).await;
        if totals.try_with_untracked(Vec::len).is_none() {
            return;
        }
    }
}

/// Without an office the wall has the tiles alone.
async fn follow_cleared(kiosk: Kiosk, cleared: RwSignal<Vec<WallWord>>) {
    loop {
        if let Some(identity) = kiosk.identity.get_untracked()
            && let Some(words) = sync::cleared_words(&identity).await
            && cleared.try_with_untracked(|known| *known != words) == Some(true)
        {
            cleared.set(words);
        }
        clock::pause(OFFICE_PAUSE).await;
        if cleared.try_with_untracked(Vec::len).is_none() {
            return;
        }
    }
}

fn shown(
    kiosk: Kiosk,
    questions: &Arc<Questions>,
    totals: RwSignal<Vec<Count>>,
    cleared: RwSignal<Vec<WallWord>>,
) -> Vec<El> {
    let (threshold, totals, cleared) = (threshold(kiosk), totals.get(), cleared.get());
    let mut out = Vec::new();
    for question in &questions.set.questions {
        if let Some(said) = said(question, &totals, threshold) {
            out.push(el("h2", &[]).child(pack_text(&question.text)));
            out.push(tiles(kiosk, said));
            out.extend(own_words(
                cleared.iter().filter(|own| own.question == question.key),
            ));
        }
    }
    out
}

/// Words of visitors' own, whose language nobody knows.
fn own_words<'a>(words: impl Iterator<Item = &'a WallWord>) -> Option<El> {
    let one = |own: &WallWord| el("li", &[("dir", "auto")]).text(&own.word);
    let words: Vec<El> = words.map(one).collect();
    (!words.is_empty()).then(|| class("ul", "wall-own").all(words))
}

/// How many must be together to be shown.
fn threshold(kiosk: Kiosk) -> u64 {
    let event = kiosk.event.read();
    let sheet = event.sheet.as_ref();
    sheet.map_or(THRESHOLD, |sheet| sheet.threshold).into()
}

/// Tiles in five sizes, the most chosen largest; the number stands with each.
fn tiles(kiosk: Kiosk, said: Said) -> El {
    let most = said.tiles.first().map_or(1, |(_, count)| *count).max(1);
    let one = |(tile, count): &(kiosk_core::questions::Choice, u64)| {
        let (size, count) = (1 + count * 4 / most, *count);
        el(
            "li",
            &[("data-size", &size.to_string()), ("data-tile", &tile.key)],
        )
        .child(pack_text(&tile.text))
        .child(el("b", &[]).says(move || kiosk.number(count as usize)))
    };
    let people = said.people.map(|people| {
        el("p", &[("class", "people")]).says(move || kiosk.t_count("wall.people", people))
    });
    class("div", "wall-words")
        .child(class("ul", "wall-tiles").all(said.tiles.iter().map(one)))
        .all(people)
}

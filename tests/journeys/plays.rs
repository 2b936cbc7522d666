//! Sounds: one large button with a word plays them and stops them, on an item and in Remember.

use crate::arrival::enrolled;
use crate::idle::{asks, later};
use crate::measures::measured;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::content::{Made, tone};
use journeys::hall::Hall;
use journeys::places;
use journeys::visitor::Visitor;
use journeys::wait;
use serde_json::{Value, json};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "media",
            "\"Hear it\" plays the sound of an item, the same button stops it, and only one thing is heard",
            on_an_item
        ),
        shared!(
            "media",
            "the sound of an object in Remember is heard, stopped, and there to read",
            in_remember
        ),
    ]
}

/// The poss tub with two sounds, the second a long one.
fn sounding(pack: &mut Value) {
    let mut items = pack["items"].as_array_mut().into_iter().flatten();
    if let Some(tub) = items.find(|item| item["number"] == "DEMO-01") {
        tub["sounds"] = json!(["possing.wav", "wash-house.wav"]);
    }
    let said = json!({"en": "The stick goes up and down in the water."});
    if let Some(all) = pack["media"].as_array_mut() {
        for name in ["possing.wav", "wash-house.wav"] {
            all.push(json!({"name": name, "type": "audio/wav", "transcript": said}));
        }
    }
}

async fn opens_the_tub(hall: &mut Hall, browser: &Browser) -> Result<()> {
    // Where sounds have no clock of their own one may end at any moment.
    let seconds = if has_a_clock(browser) { 2 } else { 120 };
    let files = [
        ("possing.wav", tone(seconds)),
        ("wash-house.wav", tone(8.max(seconds))),
    ];
    let made = Made::of_demo(sounding, &files)?;
    hall.office.shows(&made.file()).await?;
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await?;
    browser.act("item-DEMO-01").await?;
    browser.screen("item").await?;
    // A sound without bytes plays nothing.
    wait::holds("sounds that are here", async || {
        let script = "const all = [...document.querySelectorAll('main audio')]; \
            return all.length > 0 && all.every((a) => a.src.startsWith('blob:'))";
        Ok(browser.js(script, vec![]).await? == true)
    })
    .await
}

/// The word on a button.
async fn says(browser: &Browser, act: &str, word: &str) -> Result<()> {
    wait::holds(&format!("`{word}` on {act}"), async || {
        Ok(browser.text(&format!("[data-act={act}]")).await?.trim() == word)
    })
    .await
}

/// How much of each sound has been heard, and whether it plays.
async fn heard(browser: &Browser) -> Result<Vec<(f64, bool)>> {
    let script = "return [...document.querySelectorAll('main audio')].map((a) => [a.currentTime, !a.paused])";
    Ok(serde_json::from_value(browser.js(script, vec![]).await?)?)
}

/// The others run no clock for sounds on a machine without a sound card.
fn has_a_clock(browser: &Browser) -> bool {
    browser.engine == Engine::Chromium
}

async fn on_an_item(hall: &mut Hall, browser: &Browser) -> Result<()> {
    opens_the_tub(hall, browser).await?;
    measured(browser, "an item with two sounds").await?;
    ensure!(
        heard(browser).await?.iter().all(|(_, plays)| !plays),
        "a sound plays by itself"
    );
    browser.act("hear").await?;
    says(browser, "hear", "Stop").await?;
    says(browser, "sound-1", "Stop").await?;
    if has_a_clock(browser) {
        goes_on(browser, 0).await?;
        // By itself it ends, and the button is what it was.
        says(browser, "hear", "Hear it").await?;
        browser.act("hear").await?;
        goes_on(browser, 0).await?;
    }
    browser.act("sound-2").await?;
    says(browser, "sound-2", "Stop").await?;
    says(browser, "hear", "Hear it").await?;
    says(browser, "sound-1", "Hear it").await?;
    if has_a_clock(browser) {
        goes_on(browser, 1).await?;
        nobody_is_asked(browser).await?;
    }
    browser.act("sound-2").await?;
    says(browser, "sound-2", "Hear it").await?;
    ensure!(
        heard(browser).await?.iter().all(|(_, plays)| !plays),
        "a sound plays on"
    );
    if has_a_clock(browser) {
        browser
            .picture(&places::screens("item-sound")?.join("en.png"))
            .await?;
    }
    Ok(())
}

/// A sound goes on, and a bar beside it shows how far.
async fn goes_on(browser: &Browser, at: usize) -> Result<()> {
    wait::holds(&format!("sound {at} to go on"), async || {
        let all = heard(browser).await?;
        let plays = all.get(at).is_some_and(|(now, plays)| *plays && *now > 0.2);
        let bar = "return parseFloat([...document.querySelectorAll('main .passed i')][arguments[0]].style.inlineSize) > 0";
        Ok(plays && browser.js(bar, vec![at.into()]).await? == true)
    })
    .await
}

/// A sound that plays is a sign of life.
async fn nobody_is_asked(browser: &Browser) -> Result<()> {
    for _ in 0..2 {
        later(browser, 100).await?;
        let some_of_it = "const done = arguments[arguments.length - 1]; setTimeout(done, 1100)";
        browser.js_later(some_of_it, vec![]).await?;
        ensure!(!asks(browser).await?, "asked in the middle of a sound");
    }
    Ok(())
}

async fn in_remember(hall: &mut Hall, browser: &Browser) -> Result<()> {
    opens_the_tub(hall, browser).await?;
    browser.act("remember").await?;
    browser.awaits("[data-act=another]").await?;
    says(browser, "hear", "Hear it").await?;
    wait::holds("a sound that is here", async || {
        let script =
            "return document.querySelector('main audio')?.src.startsWith('blob:') ?? false";
        Ok(browser.js(script, vec![]).await? == true)
    })
    .await?;
    measured(browser, "Remember with a sound").await?;
    browser.act("hear").await?;
    says(browser, "hear", "Stop").await?;
    if has_a_clock(browser) {
        goes_on(browser, 0).await?;
        says(browser, "hear", "Hear it").await?;
        browser.act("hear").await?;
        goes_on(browser, 0).await?;
    }
    browser
        .picture(&places::screens("remember-sound")?.join(format!("{}.png", browser.engine)))
        .await?;
    browser.act("hear").await?;
    says(browser, "hear", "Hear it").await?;
    browser.act("heard").await?;
    let words = browser.text("details[open] p").await?;
    ensure!(words.contains("up and down in the water"), "{words}");
    // With the object its sound goes.
    browser.act("hear").await?;
    browser.act("another").await?;
    wait::holds("silence", async || {
        Ok(heard(browser).await?.iter().all(|(_, plays)| !plays))
    })
    .await
}

//! Voices: what becomes of one whose microphone, time or room ends, and how staff hear it at the office; where the
//! event is sealed, nobody does without the passphrase.

use crate::arrival::enrolled;
use crate::desk::signs_in;
use crate::keep::{nothing_readable, opens_the_key, seal_the_event, staff};
use crate::privacy::told_to_nobody;
use crate::say::{comes_to_voice, records};
use crate::stage::{Journey, own};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;
use kiosk_core::response::{Answer, State};
use std::time::Duration;

pub fn journeys() -> Vec<Journey> {
    // WebKitGTK cannot record.
    vec![
        own!(
            "say",
            "a sealed voice lies in clear nowhere, and staff hear it with the passphrase",
            sealed_voice,
            |engine| engine != Engine::WebKit
        ),
        own!(
            "say",
            "a voice whose microphone goes, or whose time is up, is kept",
            cut_short,
            |engine| engine != Engine::WebKit
        ),
        own!(
            "say",
            "answers are kept where their recording finds no room, and staff are told",
            no_room,
            |engine| engine != Engine::WebKit
        ),
    ]
}

/// A hand on the microphone, on the page's clock, and on the room for recordings.
const HAND: &str = "{ const start = MediaRecorder.prototype.start; \
    MediaRecorder.prototype.start = function (...given) { \
        window.journeyVoice = this.stream; return start.apply(this, given); }; \
    const now = Date.now; Date.now = () => now() + (window.journeyFast ? performance.now() * 20 : 0); \
    const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...given) { \
        if (window.journeyFull && this.name === 'attachments') throw new DOMException('full', 'QuotaExceededError'); \
        return put.apply(this, given); }; }";

/// Takes the microphone away when something has been said.
const GOES: &str = "const done = arguments[arguments.length - 1]; \
    setTimeout(() => { for (const track of window.journeyVoice.getTracks()) track.stop(); done(true); }, 1500)";

/// At the question for a voice, with everything before it answered and a hand on the page.
async fn at_the_voice(engine: Engine, hall: &mut Hall) -> Result<Browser> {
    hall.office.asks_with("visitor-voice", true, false).await?;
    hall.proxy.prelude(HAND);
    let browser = Browser::start_with_a_microphone(engine).await?;
    browser.size(1024, 768).await?;
    enrolled(hall, &browser).await?;
    ensure!(comes_to_voice(&browser).await?, "no voice is asked for");
    browser.act("voice-agree").await?;
    Ok(browser)
}

async fn speaks(browser: &Browser) -> Result<()> {
    browser.act("voice-record").await?;
    browser.awaits("[data-act=\"voice-pause\"]").await
}

async fn is_recorded(browser: &Browser) -> Result<()> {
    browser
        .awaits("[data-act=\"voice-listen\"]:not([disabled])")
        .await
}

async fn cut_short(engine: Engine, hall: &mut Hall) -> Result<()> {
    let browser = at_the_voice(engine, hall).await?;
    speaks(&browser).await?;
    browser.js_later(GOES, vec![]).await?;
    // Nobody pressed anything: the screen says that it is over.
    is_recorded(&browser).await?;
    // A hundred and eighty seconds take a ninth of that where each beat of the page counts a whole one.
    if engine == Engine::Chromium {
        browser.act("voice-delete").await?;
        speaks(&browser).await?;
        browser.js("window.journeyFast = true", vec![]).await?;
        wait::until(
            "the end of three minutes",
            Duration::from_secs(60),
            async || {
                let over = browser.sees("[data-act=\"voice-listen\"]").await?;
                Ok(over.then_some(()))
            },
        )
        .await?;
        browser.js("window.journeyFast = false", vec![]).await?;
        is_recorded(&browser).await?;
    }
    browser.act("next").await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    Visitor::of(&browser).leaves().await?;
    let stored = hall.receives(1).await?.remove(0);
    browser.html("data-outbox", "0").await?;
    let sent = stored.envelope.attachments.first();
    let sent = sent.context("no recording was sent")?;
    let heard = hall.office.recording(&sent.sha256)?;
    ensure!(heard.len() > 1_000, "{} bytes of a voice", heard.len());
    let secrets = told_to_nobody(hall, &browser).await?;
    secrets.are_not_in_a_voice("a recording at the office", &heard)?;
    staff_hear_it(hall, &browser).await?;
    browser.close().await
}

/// A voice in clear wants the password once more.
async fn staff_hear_it(hall: &Hall, browser: &Browser) -> Result<()> {
    signs_in(hall, browser).await?;
    browser
        .open(&format!("{}/office/events/demo/recordings", hall.address()))
        .await?;
    let found = browser.axe().await?;
    ensure!(found.is_empty(), "{found:?}");
    ensure!(!browser.sees("audio").await?, "heard without the password");
    browser.write("#password", &hall.office.password).await?;
    browser.press("main form button").await?;
    can_be_heard(browser).await
}

/// The first recording on the page is sound that this browser plays.
async fn can_be_heard(browser: &Browser) -> Result<()> {
    browser.awaits("audio").await?;
    let found = browser.axe().await?;
    ensure!(found.is_empty(), "{found:?}");
    let load =
        "const audio = document.querySelector('audio'); audio.preload = 'auto'; audio.load()";
    browser.js(load, vec![]).await?;
    wait::holds("a voice that can be heard", async || {
        let there = "const audio = document.querySelector('audio'); return audio.readyState >= 2 && !audio.error";
        Ok(browser.js(there, vec![]).await? == true)
    })
    .await
}

async fn no_room(engine: Engine, hall: &mut Hall) -> Result<()> {
    let browser = at_the_voice(engine, hall).await?;
    records(&browser).await?;
    browser.act("next").await?;
    browser.js("window.journeyFull = true", vec![]).await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    Visitor::of(&browser).leaves().await?;
    let stored = hall.receives(1).await?.remove(0);
    ensure!(stored.body.state == State::Complete, "{:?}", stored.body);
    ensure!(stored.envelope.attachments.is_empty(), "{stored:?}");
    let named = |answer: &Answer| answer.recording.is_some();
    ensure!(!stored.body.answers.iter().any(named), "{:?}", stored.body);
    browser.html("data-outbox", "0").await?;
    staff(hall, &browser).await?;
    let says = browser.text("#screen").await?;
    ensure!(
        says.contains("A recording could not be kept; the answers were."),
        "{says}"
    );
    browser.close().await
}

async fn sealed_voice(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.office.asks_with("visitor-voice", true, false).await?;
    let browser = Browser::start_with_a_microphone(engine).await?;
    browser.size(1024, 768).await?;
    seal_the_event(hall, &browser).await?;
    enrolled(hall, &browser).await?;
    ensure!(comes_to_voice(&browser).await?, "no voice is asked for");
    browser.act("voice-agree").await?;
    records(&browser).await?;
    browser.act("next").await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    nothing_readable(&browser, "attachments: ").await?;
    Visitor::of(&browser).leaves().await?;
    browser.html("data-outbox", "0").await?;
    let stored = hall.office.records().await?.envelopes().await?;
    ensure!(stored.len() == 1 && stored[0].key.is_some(), "{stored:?}");
    let sent = stored[0].attachments.first();
    let sent = sent.context("no recording came")?;
    ensure!(sent.media_type == "application/jose", "{sent:?}");
    let kept = hall.office.recording(&sent.sha256)?;
    ensure!(kept.split(|byte| *byte == b'.').count() == 5, "not sealed");
    let list = format!("{}/office/events/demo/recordings", hall.address());
    browser.open(&list).await?;
    let says = browser.text("main").await?;
    ensure!(says.contains("Recording 1 is sealed"), "{says}");
    opens_the_key(hall, &browser).await?;
    browser.open(&list).await?;
    can_be_heard(&browser).await?;
    browser.close().await
}

//! Voices at the office: heard by staff, and where the event is sealed by nobody without the passphrase.

use crate::arrival::enrolled;
use crate::keep::{nothing_readable, opens_the_key, seal_the_event};
use crate::say::{comes_to_voice, records};
use crate::stage::{Journey, own};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![own!(
        "say",
        "a sealed voice lies in clear nowhere, and staff hear it with the passphrase",
        sealed_voice,
        // WebKitGTK cannot record.
        |engine| engine != Engine::WebKit
    )]
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
    let found = browser.axe().await?;
    ensure!(found.is_empty(), "{found:?}");
    let load =
        "const audio = document.querySelector('audio'); audio.preload = 'auto'; audio.load()";
    browser.js(load, vec![]).await?;
    wait::holds("a voice that can be heard", async || {
        let there = "const audio = document.querySelector('audio'); return audio.readyState >= 2 && !audio.error";
        Ok(browser.js(there, vec![]).await? == true)
    })
    .await?;
    browser.close().await
}

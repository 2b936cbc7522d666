//! What can go wrong with a recording, which travels beside its response and has a receipt of its own.

use super::FAULTS;
use crate::arrival::enrolled;
use crate::say::{comes_to_voice, records};
use crate::stage::{Journey, own};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::Visitor;
use journeys::{outcome, wait};
use kiosk_core::Hash;
use kiosk_core::response::State;

pub fn journeys() -> Vec<Journey> {
    vec![own!(
        "faults",
        "a recording that does not get through is sent until it does, and nothing waits for it",
        recordings,
        super::can_record
    )]
}

/// To the last look, with a voice recorded.
async fn tells(browser: &Browser) -> Result<()> {
    ensure!(comes_to_voice(browser).await?, "no voice is asked for");
    browser.act("voice-agree").await?;
    records(browser).await?;
    browser.act("next").await?;
    browser.awaits("[data-act=\"say-send\"]").await
}

async fn is_thanked(browser: &Browser) -> Result<()> {
    tells(browser).await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    Visitor::of(browser).leaves().await
}

/// So many responses are at the office, each with the very bytes of its recording.
async fn has(hall: &Hall, count: usize) -> Result<State> {
    let stored = hall.receives(count).await?;
    let last = stored.last().context("a response")?;
    let sent = &last.envelope.attachments;
    ensure!(sent.len() == 1, "{sent:?}");
    // It follows its response.
    let bytes = wait::until("the recording at the office", wait::PATIENCE, async || {
        Ok(hall.office.recording(&sent[0].sha256).ok())
    })
    .await?;
    ensure!(Hash::of(&bytes) == sent[0].sha256, "other bytes");
    let mut answers = last.body.answers.iter();
    let named = answers.find_map(|answer| answer.recording.clone());
    ensure!(named.as_ref() == Some(&sent[0].sha256), "{:?}", last.body);
    Ok(last.body.state)
}

async fn recordings(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.office.asks_with("visitor-voice", true, false).await?;
    let browser = Browser::start_with_a_microphone(engine).await?;
    browser.size(1024, 768).await?;
    enrolled(hall, &browser).await?;
    let kept = |fault: &str| outcome::note(&FAULTS, engine, fault, 1);
    let arrived = async |hall: &Hall, count: usize| -> Result<State> {
        let state = has(hall, count).await?;
        browser.html("data-outbox", "0").await?;
        Ok(state)
    };

    // The answers are there, the recording is not: the response waits.
    hall.proxy.set(Fault::Refusing("/attachments/", 500));
    is_thanked(&browser).await?;
    hall.receives(1).await?;
    browser.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    ensure!(arrived(hall, 1).await? == State::Complete);
    kept("recording: refused with 500")?;

    hall.proxy.set(Fault::CutAfter("/attachments/"));
    is_thanked(&browser).await?;
    hall.receives(2).await?;
    browser.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    ensure!(arrived(hall, 2).await? == State::Complete);
    kept("recording: its receipt is lost")?;

    // Refused for good: staff see it, and send it again when the office is mended.
    hall.proxy.set(Fault::Refusing("/attachments/", 413));
    is_thanked(&browser).await?;
    crate::keep::staff(hall, &browser).await?;
    let notice = "[role=\"status\"] .notice";
    wait::holds("the notice", async || {
        Ok(browser.sees(notice).await? && browser.text(notice).await?.contains("could not take"))
    })
    .await?;
    hall.proxy.set(Fault::Pass);
    browser.act("try-again").await?;
    ensure!(arrived(hall, 3).await? == State::Complete);
    kept("recording: refused for good, and tried again")?;

    // Somebody walks away after they have recorded.
    browser.open_kiosk(&hall.address()).await?;
    tells(&browser).await?;
    browser.act("home").await?;
    browser.act("back").await?;
    browser.screen("start").await?;
    ensure!(arrived(hall, 4).await? == State::Partial);
    kept("left half-way after a recording (kept as partial)")?;
    browser.close().await
}

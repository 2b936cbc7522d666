//! A tablet that is left alone.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::{Until, Visitor};
use journeys::wait;
use kiosk_core::response::State;
use std::time::Duration;

pub fn journeys() -> Vec<Journey> {
    let chromium = |engine| engine == Engine::Chromium;
    vec![shared!(
        "idle",
        "a tablet left alone asks, waits, keeps what was said, and is ready for the next",
        left_alone,
        chromium
    )]
}

async fn left_alone(hall: &mut Hall, browser: &Browser) -> Result<()> {
    // The shortest time an event may ask for: this journey waits for real.
    hall.office.asks_after(15).await?;
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    person.answers(Until::Answers(3)).await?;
    let at = person.question().await?;
    browser.awaits("[data-act=\"still-here\"]").await?;
    let found = browser.axe().await?;
    ensure!(found.is_empty(), "{found:?}");
    browser.act("still-here").await?;
    ensure!(person.question().await? == at, "the place was lost");
    // A minute and a half without a touch.
    wait::until("Start by itself", Duration::from_secs(120), async || {
        Ok(browser.sees("[data-screen=\"start\"]").await?.then_some(()))
    })
    .await?;
    let body = hall.receives(1).await?.remove(0).body;
    ensure!(body.state == State::Partial, "{body:?}");
    Ok(())
}

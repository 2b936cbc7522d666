//! Hundreds of visitors, and nobody starts the tablet anew.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::Result;
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "long day",
        "a page holds no more after 150 visits than after 50",
        visits,
        |engine| engine == Engine::Chromium
    )]
}

async fn visits(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.visits(50).await?;
    let before = browser.weight().await?;
    browser.visits(100).await?;
    browser.comes_within(0.05, before).await
}

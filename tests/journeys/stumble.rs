//! A program that fails within itself, as WebAssembly does at a panic: it never runs on.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "stumble",
        "a kiosk that fails within itself starts again once in the same place, then asks for help",
        starts_again,
        // Only here was an error that the driver's script throws seen to reach the page's own listener.
        |engine| engine == Engine::WebKit
    )]
}

/// The page has a flag that a load takes away.
const FAIL: &str = "window.before = true;\
    setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }, 0)";

async fn starts_again(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await?;
    browser.js(FAIL, vec![]).await?;
    wait::holds("the page anew", async || {
        Ok(browser.js("return !window.before", vec![]).await? == true)
    })
    .await?;
    browser.ready().await?;
    browser.screen("look").await?;
    browser.js(FAIL, vec![]).await?;
    browser.awaits("body > p.no-script").await?;
    ensure!(browser.js("return window.before", vec![]).await? == true);
    // The browser is shared: the next journey begins afresh.
    browser.js("window.name = ''", vec![]).await?;
    Ok(())
}

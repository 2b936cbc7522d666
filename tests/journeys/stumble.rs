//! A program that fails within itself, as WebAssembly does at a panic: it never runs on.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "stumble",
            "a kiosk that fails within itself starts again once in the same place, then asks for help",
            starts_again
        ),
        shared!(
            "stumble",
            "a screen stands empty until its words have come, and words that do not come are asked for again",
            waits_for_words
        ),
    ]
}

/// The page's own script, because a driver's script may fail in a world of its own: a module whose one
/// function is `unreachable`, which is what a panic of ours ends in.
const TRAP: &str = "addEventListener('journey-fails', () => setTimeout(() => { \
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, \
        7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]); \
    new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f(); }, 0));";

/// The page has a flag that a load takes away.
const FAIL: &str = "window.before = true; window.dispatchEvent(new Event('journey-fails'))";

async fn starts_again(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(TRAP);
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

/// The page's words come when they are let go, and the first time an error comes instead.
const WORDS_HELD: &str = "const all = window.fetch; window.asked = 0; \
    const come = new Promise((go) => addEventListener('journey-words', go)); \
    window.fetch = async (...what) => { \
        if (!String(what[0]).includes('/locales/en.json')) return all(...what); \
        window.asked += 1; \
        if (window.asked > 1) return all(...what); \
        await come; \
        return new Response('', { status: 503 }); \
    };";

async fn waits_for_words(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(WORDS_HELD);
    browser.open(&hall.link()).await?;
    // By then all else that begins a start is done.
    browser.enrolled().await?;
    let shown = "return document.querySelector('#screen').textContent";
    let shown = browser.js(shown, vec![]).await?;
    ensure!(browser.js("return window.asked", vec![]).await? == 1);
    ensure!(shown == "", "before a word has come: {shown}");
    let title = browser.js("return document.title", vec![]).await?;
    ensure!(title == "Museum on the Table", "the page is called {title}");
    let ready = "return document.documentElement.dataset.ready ?? null";
    ensure!(browser.js(ready, vec![]).await?.is_null());
    browser
        .js("window.dispatchEvent(new Event('journey-words'))", vec![])
        .await?;
    browser.ready().await?;
    browser.screen("start").await?;
    ensure!(browser.js("return window.asked", vec![]).await? == 2);
    ensure!(browser.text("#screen h1").await? == "Please touch");
    Ok(())
}

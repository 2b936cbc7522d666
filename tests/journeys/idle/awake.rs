//! A screen that stays on while it is used, dims and drifts while nobody does, and may sleep in the end.

use super::later;
use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, bail, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::wait;
use serde_json::json;
use std::time::Duration;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "idle",
            "a tablet nobody uses dims, drifts, wakes at a touch and keeps its screen on meanwhile",
            at_rest
        ),
        shared!(
            "idle",
            "a screen that may be kept on after a touch only is kept on from the first touch",
            after_a_touch
        ),
    ]
}

/// The platform's wake lock, pretended: it counts.
const LOCK: &str = "window.journeyLocks = []; Object.defineProperty(navigator, 'wakeLock', {configurable: true, \
    value: {request: async (kind) => { const lock = {kind, held: true, release: async () => { lock.held = false; }}; \
    journeyLocks.push(lock); return lock; }}})";

async fn at_rest(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(&format!("{LOCK}; {FEELS}"));
    enrolled(hall, browser).await?;
    let held = "return journeyLocks.filter((lock) => lock.held && lock.kind === 'screen').length";
    wait::holds("a screen kept on", async || {
        Ok(browser.js(held, vec![]).await? == 1)
    })
    .await?;
    browser.html("data-dim", "false").await?;
    later(browser, 301).await?;
    browser.html("data-dim", "true").await?;
    let place = "return document.querySelector('.start').getBoundingClientRect().x";
    let before = browser.js(place, vec![]).await?;
    later(browser, 60).await?;
    wait::holds("a page that has drifted", async || {
        Ok(browser.js(place, vec![]).await? != before)
    })
    .await?;
    later(browser, 1800).await?;
    wait::holds("a tablet that may sleep", async || {
        Ok(browser.js(held, vec![]).await? == 0)
    })
    .await?;
    if browser.engine == Engine::Chromium {
        touch_wakes(browser).await?;
        later(browser, 301).await?;
        browser.html("data-dim", "true").await?;
        later(browser, 1800).await?;
    }
    // The touch that wakes does nothing else: it cannot be aimed.
    browser.act("wake").await?;
    browser.html("data-dim", "false").await?;
    browser.screen("start").await?;
    wait::holds("a screen kept on again", async || {
        Ok(browser.js(held, vec![]).await? == 1)
    })
    .await?;
    browser.act("begin").await?;
    browser.screen("home").await
}

/// Before the app: what it would keep from itself has come down on the page all the same.
const FEELS: &str = "addEventListener('pointerdown', () => { window.journeyFelt = true; }, true)";

/// Whether a page is seen, and draws.
const STATE: &str = "const done = arguments[arguments.length - 1]; \
    const say = (draws) => done([document.visibilityState, document.hasFocus(), innerWidth, innerHeight, draws].join()); \
    const none = setTimeout(say, 2000, 'draws nothing'); \
    requestAnimationFrame(() => { clearTimeout(none); say('draws'); })";

/// A page feels a finger at once, or not at all.
const FELT: Duration = Duration::from_secs(3);

/// The veil has gone when the finger goes up, and the tap falls on what lay beneath.
async fn touch_wakes(browser: &Browser) -> Result<()> {
    let touch = async |kind: &str, points: serde_json::Value| {
        let event = json!({"type": kind, "touchPoints": points});
        browser.dev_tools("Input.dispatchTouchEvent", event).await
    };
    let at = "const r = document.querySelector('[data-act=begin]').getBoundingClientRect(); \
        return [{x: r.x + r.width / 2, y: r.y + r.height / 2}]";
    let at = browser.js(at, vec![]).await?;
    browser.js("window.journeyFelt = false", vec![]).await?;
    // Twice, on a busy machine, the fingers of Chromium's protocol came down on nothing.
    wait::until("a finger that the page feels", wait::PATIENCE, async || {
        touch("touchStart", at.clone()).await?;
        let felt = wait::until("it", FELT, async || {
            let felt = browser.js("return window.journeyFelt", vec![]).await?;
            Ok((felt == true).then_some(()))
        })
        .await;
        if felt.is_ok() {
            return Ok(Some(()));
        }
        touch("touchCancel", json!([])).await?;
        let state = browser.js_later(STATE, vec![]).await?;
        browser.dev_tools("Page.bringToFront", json!({})).await?;
        bail!("{state}, at {at}")
    })
    .await?;
    browser.html("data-dim", "false").await?;
    touch("touchEnd", json!([])).await?;
    let two_looks = "const done = arguments[arguments.length - 1]; setTimeout(done, 700)";
    browser.js_later(two_looks, vec![]).await?;
    browser.screen("start").await?;
    // The next touch is meant.
    touch("touchStart", at).await?;
    touch("touchEnd", json!([])).await?;
    browser.screen("home").await?;
    browser.act("back").await?;
    browser.screen("start").await
}

/// As on an iPad: refused, unless somebody has just touched the page.
const TOUCHED: &str = "window.journeyLocks = []; window.journeyRefused = 0; let touched = false; \
    addEventListener('click', () => { touched = true; setTimeout(() => { touched = false; }, 0); }, true); \
    Object.defineProperty(navigator, 'wakeLock', {configurable: true, value: {request: async (kind) => { \
        if (!touched) { journeyRefused += 1; throw new DOMException('no touch', 'NotAllowedError'); } \
        const lock = {kind, released: false, release: async () => { lock.released = true; }}; \
        journeyLocks.push(lock); return lock; }}})";

async fn after_a_touch(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(TOUCHED);
    enrolled(hall, browser).await?;
    wait::holds("a refusal", async || {
        Ok(browser.js("return journeyRefused", vec![]).await? == 1)
    })
    .await?;
    browser.act("begin").await?;
    browser.screen("home").await?;
    let all = "return journeyLocks.length";
    wait::holds("a screen kept on", async || {
        Ok(browser.js(all, vec![]).await? == 1)
    })
    .await?;
    // It is held, and not asked for once more at each touch.
    browser.act("go-look").await?;
    browser.screen("look").await?;
    ensure!(browser.js(all, vec![]).await? == 1, "asked for twice");
    // The system took it back, as for a low battery: the next touch asks again.
    browser
        .js("journeyLocks[0].released = true", vec![])
        .await?;
    browser.act("home").await?;
    wait::holds("a screen kept on again", async || {
        Ok(browser.js(all, vec![]).await? == 2)
    })
    .await
}

//! What leads on is in view, without scrolling, wherever a visitor may stand with whatever letters.

use crate::arrival::enrolled;
use crate::look::to_look;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "look",
        "a picture looked at closer leaves its tools in view, on every screen with any letters",
        closer
    )]
}

/// Two ways up on a common tablet, and a phone: as narrow as an engine's window goes.
pub fn screens(browser: &Browser) -> [(u32, u32); 3] {
    let narrow = match browser.engine {
        Engine::Chromium => 390,
        _ => 500,
    };
    [(1024, 768), (768, 1024), (narrow, 844)]
}

/// Letters of this size, in place.
pub async fn letters(browser: &Browser, step: u32) -> Result<()> {
    let script = "document.documentElement.setAttribute('data-text', arguments[0])";
    browser
        .js(script, vec![step.to_string().into()])
        .await
        .map(drop)
}

/// Says which of these are not whole in the window, or not what a finger in their middle meets.
const UNSEEN: &str = "const out = []; const all = [...document.querySelectorAll(arguments[0])]; \
    if (!all.length) out.push('nothing is there'); \
    for (const e of all) { const r = e.getBoundingClientRect(); \
        const met = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2); \
        if (r.top < -1 || r.left < -1 || r.bottom > innerHeight + 1 || r.right > innerWidth + 1 || !e.contains(met)) \
            out.push(`${e.dataset.act ?? e.className} at ${[r.left, r.top, r.right, r.bottom].map(Math.round)}`); } \
    return out.join('; ')";

/// What of all that matches is out of view, on each screen with the usual and the largest letters.
pub async fn unseen(browser: &Browser, what: &str, css: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (width, height) in screens(browser) {
        browser.size(width, height).await?;
        for step in [1, 4] {
            letters(browser, step).await?;
            browser.js("scrollTo(0, 0)", vec![]).await?;
            browser.settled().await?;
            let out = browser.js(UNSEEN, vec![css.into()]).await?;
            if out != "" {
                found.push(format!("{what}, {width}×{height}, letters {step}: {out}"));
            }
        }
    }
    letters(browser, 1).await?;
    browser.size(1024, 768).await?;
    Ok(found)
}

/// The closer look once stood under the spine as high as the whole window: upright, Close was below its edge.
async fn closer(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    to_look(browser).await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    browser.act("closer").await?;
    browser.awaits("[data-act=\"close-picture\"]").await?;
    // So that there is more of it than its frame shows, and buttons to move it by.
    browser.act("bigger").await?;
    browser.awaits("[data-act=\"move-left\"]").await?;
    let found = unseen(browser, "closer", ".closer button").await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

//! "Are you still there?" itself: to be answered with any letters, and nothing is lost by it.

use super::{ASKS, has_focus, is_asked_and_stays, later};
use crate::arrival::enrolled;
use crate::in_view::{letters, screens};
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use serde_json::Value;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "idle",
            "whether somebody is there can be answered with any letters in every window",
            answerable
        ),
        shared!(
            "idle",
            "whoever is asked while they are in Easier finds it again, and is where they were",
            in_easier
        ),
    ]
}

/// What is wrong with where the answer stands: not whole in the window, or something lies over a part of it.
const ANSWER: &str = "const e = document.querySelector('[data-act=still-here]'); if (!e) return 'no answer'; \
    const r = e.getBoundingClientRect(); \
    const own = `at ${[r.left, r.top, r.right, r.bottom].map(Math.round)} of ${innerWidth}×${innerHeight}`; \
    if (r.top < 0 || r.left < 0 || r.bottom > innerHeight || r.right > innerWidth) return own; \
    const ways = (from, to) => [from + 8, (from + to) / 2, to - 8]; \
    const covered = ways(r.left, r.right).some((x) => ways(r.top, r.bottom).some((y) => \
        !e.contains(document.elementFromPoint(x, y)))); \
    const asked = document.querySelector('[role=alertdialog] h1').getBoundingClientRect(); \
    return covered ? `covered, ${own}` : asked.top < 0 ? 'the question is cut' : ''";

async fn answerable(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let mut found = Vec::new();
    for language in ["en", "ar", "bn"] {
        browser.open_kiosk(&hall.address()).await?;
        browser.screen("start").await?;
        browser.act(&format!("language-{language}")).await?;
        browser.html("lang", language).await?;
        Visitor::of(browser).begins().await?;
        for (width, height) in screens(browser) {
            browser.size(width, height).await?;
            for step in [1, 4] {
                letters(browser, step).await?;
                later(browser, 121).await?;
                browser.awaits(ASKS).await?;
                browser.settled().await?;
                let wrong = browser.js(ANSWER, vec![]).await?;
                if wrong != "" {
                    found.push(format!(
                        "{language}, {width}×{height}, letters {step}: {wrong}"
                    ));
                }
                stays(browser).await?;
            }
        }
        letters(browser, 1).await?;
        browser.size(1024, 768).await?;
    }
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// Says so without a hand, which would not reach a button outside the window.
async fn stays(browser: &Browser) -> Result<()> {
    let says = "document.querySelector('[data-act=still-here]').click()";
    browser.js(says, vec![]).await?;
    super::is_over(browser).await
}

async fn in_easier(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.act("access-language").await?;
    has_focus(browser, "#easier-title").await?;
    // Where the panel begins, and where somebody has come to.
    is_asked_and_stays(browser).await?;
    has_focus(browser, "#easier-title").await?;
    let stands = "document.querySelector(arguments[0]).focus()";
    let place = ".easier [data-act=theme-dark]";
    browser.js(stands, vec![Value::from(place)]).await?;
    is_asked_and_stays(browser).await?;
    has_focus(browser, place).await?;
    browser.act("close-easier").await?;
    has_focus(browser, "[data-act=access-language]").await?;
    // The next visitor finds no panel.
    browser.act("easier").await?;
    has_focus(browser, "#easier-title").await?;
    later(browser, 121).await?;
    browser.awaits(ASKS).await?;
    later(browser, 61).await?;
    browser.screen("start").await?;
    has_focus(browser, ".start h1").await?;
    ensure!(
        !browser.sees("[role=dialog]").await?,
        "the panel of somebody who has left"
    );
    Ok(())
}

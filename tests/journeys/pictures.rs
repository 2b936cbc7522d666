//! Pictures of every screen, in `target/screens`, for people to look at.

use crate::access::{largest_text, strongest_contrast};
use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use crate::tour;
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::places;

pub fn journeys() -> Vec<Journey> {
    let chromium = |engine| engine == Engine::Chromium;
    // WebKitGTK's driver takes minutes for one picture where there is no graphics card.
    let firefox = |engine| engine == Engine::Firefox;
    vec![
        shared!(
            "pictures",
            "every screen has its picture, landscape",
            landscape,
            chromium
        ),
        shared!(
            "pictures",
            "every screen has its picture, portrait",
            portrait,
            chromium
        ),
        shared!(
            "pictures",
            "every screen has its picture, on a phone",
            phone,
            chromium
        ),
        shared!(
            "pictures",
            "every screen has its picture, right to left",
            right_to_left,
            chromium
        ),
        shared!(
            "pictures",
            "every screen has its picture, with the largest text",
            large,
            chromium
        ),
        shared!(
            "pictures",
            "every screen has its picture, in high contrast",
            contrast,
            chromium
        ),
        shared!(
            "pictures",
            "every screen has its picture in this engine too",
            landscape,
            firefox
        ),
    ]
}

/// Words that reach out of the button they stand in. Above and below its letters a line has air, more in Arabic.
const OUTSIDE: &str = "const out = []; \
    for (const button of document.querySelectorAll('button, summary, .thumb')) { \
        const box = button.getBoundingClientRect(); \
        if (!box.width || !button.checkVisibility()) continue; \
        const walk = document.createTreeWalker(button, NodeFilter.SHOW_TEXT); \
        while (walk.nextNode()) { \
            if (!walk.currentNode.data.trim() || walk.currentNode.parentElement.closest('.unseen')) continue; \
            const range = document.createRange(); range.selectNodeContents(walk.currentNode); \
            const words = range.getBoundingClientRect(); \
            if (!words.width) continue; \
            const air = parseFloat(getComputedStyle(walk.currentNode.parentElement).fontSize) * (document.dir === 'rtl' ? .4 : .25); \
            const by = Math.max(box.left - words.left, words.right - box.right, \
                box.top - words.top - air, words.bottom - box.bottom - air); \
            if (by > 2) out.push(`${button.dataset.act}: ${walk.currentNode.data.trim()} by ${Math.round(by)}`); } } \
    return out";

/// Takes a picture of every screen, and sees that words stay in their buttons.
async fn all(browser: &Browser, folder: &str) -> Result<()> {
    let place = places::screens(folder)?;
    let mut spilt = Vec::new();
    tour::visitor(browser, async |screen| {
        browser
            .picture(&place.join(format!("{screen}.png")))
            .await?;
        spilt.extend(outside(browser, screen).await?);
        Ok(())
    })
    .await?;
    ensure!(spilt.is_empty(), "{folder}:\n{}", spilt.join("\n"));
    Ok(())
}

/// The words that reach out of their buttons on this screen.
pub async fn outside(browser: &Browser, screen: &str) -> Result<Vec<String>> {
    let found: Vec<String> = serde_json::from_value(browser.js(OUTSIDE, vec![]).await?)?;
    let named = found.iter().map(|words| format!("{screen}: {words}"));
    Ok(named.collect())
}

async fn landscape(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let name = match browser.engine {
        Engine::Chromium => "landscape".to_owned(),
        other => format!("landscape-{other}"),
    };
    all(browser, &name).await?;
    let folder = places::screens(&name)?;
    tour::staff(browser, &hall.address(), &hall.office.pin, async |screen| {
        browser.picture(&folder.join(format!("{screen}.png"))).await
    })
    .await
}

async fn portrait(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.size(768, 1024).await?;
    all(browser, "portrait").await
}

async fn phone(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.size(390, 844).await?;
    all(browser, "phone").await
}

async fn right_to_left(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    all(browser, "right-to-left").await
}

async fn large(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    largest_text(browser).await?;
    all(browser, "largest-text").await
}

async fn contrast(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    strongest_contrast(browser).await?;
    all(browser, "high-contrast").await
}

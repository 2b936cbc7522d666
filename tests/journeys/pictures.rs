//! Pictures of every screen, in `target/screens`, for people to look at.

use crate::access::{largest_text, strongest_contrast};
use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use crate::tour;
use anyhow::Result;
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

async fn all(browser: &Browser, folder: &str) -> Result<()> {
    let folder = places::screens(folder)?;
    tour::visitor(browser, async |screen| {
        browser.picture(&folder.join(format!("{screen}.png"))).await
    })
    .await
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

//! A picture looked at closer: whole at first, and moved about without a drag.

use crate::arrival::enrolled;
use crate::look::{look_at, to_look};
use crate::stage::{Journey, shared};
use crate::switch::scans_home;
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::{hall::Hall, wait};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "look",
            "a large picture is moved about by touching alone, left being left in every script",
            by_touch
        ),
        shared!(
            "switch",
            "a large picture is moved about by one switch",
            by_switch
        ),
    ]
}

/// Where the picture stands in its frame: left, top and width, in pixels, and the frame's width.
pub async fn place(browser: &Browser) -> Result<[f64; 4]> {
    let script = "const f = document.querySelector('.pan').getBoundingClientRect(); \
        const p = document.querySelector('.panned').getBoundingClientRect(); \
        return [p.left - f.left, p.top - f.top, p.width, f.width]";
    let place = browser.js(script, vec![]).await?;
    serde_json::from_value(place).context("no picture")
}

pub async fn is_whole(browser: &Browser) -> Result<()> {
    wait::holds("the whole picture", async || {
        let [left, top, wide, frame] = place(browser).await?;
        Ok(left.abs() < 1.0 && top.abs() < 1.0 && (wide - frame).abs() < 2.0)
    })
    .await?;
    let buttons =
        "return [...document.querySelectorAll('.edge')].every((e) => !e.checkVisibility())";
    wait::holds("no buttons to move it by", async || {
        Ok(browser.js(buttons, vec![]).await? == true)
    })
    .await
}

pub async fn is_large(browser: &Browser) -> Result<()> {
    wait::holds("a large picture", async || {
        let [_, _, wide, frame] = place(browser).await?;
        Ok(wide > frame * 2.0)
    })
    .await
}

/// Each button, and which way the picture goes: what is to the left comes when it goes to the right.
const WAYS: [(&str, usize, f64); 4] = [
    ("move-left", 0, 1.0),
    ("move-right", 0, -1.0),
    ("move-up", 1, 1.0),
    ("move-down", 1, -1.0),
];

async fn goes(browser: &Browser, before: [f64; 4], axis: usize, sign: f64) -> Result<()> {
    wait::holds("the picture goes that way", async || {
        let now = place(browser).await?;
        let (gone, still) = (now[axis] - before[axis], now[1 - axis] - before[1 - axis]);
        Ok(gone * sign > 100.0 && still.abs() < 2.0)
    })
    .await
}

const SMALL: &str = "return [...document.querySelectorAll('.edge')].filter((e) => { \
    const r = e.getBoundingClientRect(); return r.width < 64 || r.height < 64 || !e.ariaLabel; }).length";

/// A hand that shakes can touch and not drag (WCAG 2.5.7).
async fn by_touch(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    for language in ["en", "ar"] {
        browser.open_kiosk(&hall.address()).await?;
        browser.screen("start").await?;
        browser.act(&format!("language-{language}")).await?;
        browser.html("lang", language).await?;
        to_look(browser).await?;
        browser.press("[data-act^=\"item-\"]").await?;
        browser.screen("item").await?;
        browser.act("closer").await?;
        browser.awaits("[data-act=\"close-picture\"]").await?;
        is_whole(browser).await?;
        browser.act("bigger").await?;
        browser.act("bigger").await?;
        is_large(browser).await?;
        look_at(browser, &format!("item-moved-{language}")).await?;
        ensure!(
            browser.js(SMALL, vec![]).await? == 0,
            "a button is small or has no name"
        );
        for (act, axis, sign) in WAYS {
            let before = place(browser).await?;
            browser.act(act).await?;
            goes(browser, before, axis, sign).await.context(act)?;
        }
        let violations = browser.axe().await?;
        ensure!(violations.is_empty(), "{violations:?}");
        browser.act("smaller").await?;
        browser.act("smaller").await?;
        is_whole(browser).await?;
        browser.act("close-picture").await?;
        browser.awaits("[data-act=\"closer\"]").await?;
    }
    Ok(())
}

async fn by_switch(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let person = scans_home(hall, browser).await?;
    person.goes("go-look", "look").await?;
    let first = browser.all("[data-act^=\"item-\"]", "data-act").await?;
    person
        .goes(first.first().context("a thing")?, "item")
        .await?;
    person.chooses("closer").await?;
    browser.awaits("[data-act=\"close-picture\"]").await?;
    person.chooses("bigger").await?;
    person.chooses("bigger").await?;
    is_large(browser).await?;
    for (act, axis, sign) in WAYS {
        let before = place(browser).await?;
        person.chooses(act).await?;
        goes(browser, before, axis, sign).await.context(act)?;
    }
    person.chooses("close-picture").await?;
    browser.awaits("[data-act=\"closer\"]").await
}

//! A visit by touch alone: real touches, by one finger and by two.

use crate::arrival::enrolled;
use crate::closer::{is_large, is_whole, place};
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;
use kiosk_core::response::State;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "touch",
        "a whole visit is made by touch alone, with two fingers and with one",
        whole_visit,
        // WebKitGTK's driver has no fingers.
        |engine| engine != Engine::WebKit
    )]
}

/// What a page hears of a finger and would not hear of a mouse.
const HEARS: &str = "window.journeyTouched = new Set(); \
    for (const name of ['pointerdown', 'pointerup', 'click']) \
        addEventListener(name, (e) => window.journeyTouched.add(`${name} ${e.pointerType}`), true)";

async fn whole_visit(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.js(HEARS, vec![]).await?;
    browser.by_finger(true);
    let gone = visit(hall, browser).await;
    browser.by_finger(false);
    gone?;
    let heard = "return [...window.journeyTouched].sort().join()";
    let heard = browser.js(heard, vec![]).await?;
    ensure!(
        heard == "click touch,pointerdown touch,pointerup touch",
        "not by touch alone: {heard}"
    );
    Ok(())
}

async fn visit(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let person = Visitor::of(browser);
    browser.act("language-cy").await?;
    browser.html("lang", "cy").await?;
    browser.act("language-en").await?;
    browser.html("lang", "en").await?;
    person.begins().await?;
    browser.act("easier").await?;
    browser.act("text-2").await?;
    browser.act("close-easier").await?;
    browser.act("go-look").await?;
    browser.act("theme-work").await?;
    browser.act("more").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    pinches_and_drags(browser).await?;
    browser.act("home").await?;
    browser.act("go-do").await?;
    browser.act("side-do.things").await?;
    browser.press(".options [data-act^=\"choose-\"]").await?;
    browser.act("show-ideas").await?;
    browser.press("[data-act^=\"activity-\"]").await?;
    browser.screen("activity").await?;
    browser.press("[data-act^=\"keep-\"]").await?;
    browser.act("home").await?;
    browser.act("go-remember").await?;
    browser.act("topic-any").await?;
    browser.act("another").await?;
    browser.act("companion").await?;
    browser.act("home").await?;
    browser.act("go-take").await?;
    browser.screen("take").await?;
    browser.act("home").await?;
    browser.act("go-say").await?;
    browser.act("say-begin").await?;
    person.answers(journeys::visitor::Until::Thanks).await?;
    person.leaves().await?;
    let body = hall.receives(1).await?.remove(0).body;
    ensure!(body.state == State::Complete, "{body:?}");
    Ok(())
}

/// Two fingers make the picture larger and smaller; one moves it, and a tap on it closes nothing.
async fn pinches_and_drags(browser: &Browser) -> Result<()> {
    browser.act("closer").await?;
    browser.awaits("[data-act=\"close-picture\"]").await?;
    is_whole(browser).await?;
    let (x, y) = browser.middle(".pan").await?;
    pinches(browser, (x, y), 40.0, 200.0).await?;
    is_large(browser).await?;
    let before = place(browser).await?;
    let way: Vec<(f64, f64)> = (0..6).map(|at| (x - 30.0 * f64::from(at), y)).collect();
    browser.fingers(&[&way]).await?;
    wait::holds("the picture goes with the finger", async || {
        let gone = place(browser).await?[0] - before[0];
        Ok((-200.0..-60.0).contains(&gone))
    })
    .await?;
    let before = place(browser).await?;
    browser.fingers(&[&[(x, y)]]).await?;
    ensure!(place(browser).await? == before, "a tap moved it");
    ensure!(
        browser.sees("[data-act=\"close-picture\"]").await?,
        "a tap closed it"
    );
    pinches(browser, (x, y), 200.0, 20.0).await?;
    is_whole(browser).await?;
    browser.act("close-picture").await?;
    browser.awaits("[data-act=\"closer\"]").await
}

/// Two fingers as far from the middle as that, and then as this.
async fn pinches(browser: &Browser, (x, y): (f64, f64), from: f64, to: f64) -> Result<()> {
    let way = |side: f64| -> Vec<(f64, f64)> {
        (0..6)
            .map(|at| (x + side * (from + (to - from) * f64::from(at) / 5.0), y))
            .collect()
    };
    browser.fingers(&[&way(-1.0), &way(1.0)]).await
}

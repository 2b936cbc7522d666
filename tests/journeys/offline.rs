//! No network, or no office.

use crate::arrival::{enrolled, ready_for_the_hall, started};
use crate::stage::{Journey, shared};
use crate::{idle, leaving};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "offline",
            "after one visit the kiosk starts and runs with no network at all",
            no_network
        ),
        shared!(
            "offline",
            "an office that is down all afternoon gets everything in the evening",
            office_down
        ),
        shared!(
            "offline",
            "a tablet no office knows collects all the same",
            unknown
        ),
        shared!(
            "offline",
            "the first screens stand while the rest is on its way, and what does not come is fetched again",
            in_parts
        ),
        shared!(
            "offline",
            "a new version waits while somebody is there, and comes when they have gone",
            new_version
        ),
        shared!(
            "offline",
            "a new version that another window let in comes when nobody is there",
            another_window
        ),
    ]
}

const PICTURES: &str = "return [...document.images].length > 0 \
    && [...document.images].every((i) => i.complete && i.naturalWidth > 0)";
const FONTS: &str = "return [...document.fonts].some((f) => f.status === 'loaded')";

async fn no_network(hall: &mut Hall, browser: &Browser) -> Result<()> {
    ready_for_the_hall(hall, browser).await?;
    hall.proxy.down().await;
    started(browser, &hall.address())
        .await
        .context("at the first start without a network")?;
    let person = Visitor::of(browser);
    // The words of another language, the letters for it, and the pictures are all on the tablet.
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    let title = browser.text("h1").await?;
    ensure!(
        title
            .chars()
            .any(|c| ('\u{0600}'..='\u{06ff}').contains(&c)),
        "{title}"
    );
    person.begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await?;
    browser.settled().await?;
    wait::holds("every picture", async || {
        Ok(browser.js(PICTURES, vec![]).await? == true)
    })
    .await?;
    ensure!(
        browser.js(FONTS, vec![]).await? == true,
        "no font of ours is in use"
    );
    browser.reload().await?;
    browser.ready().await.context("after a reload")?;
    browser.open(&format!("{}/say", hall.address())).await?;
    browser.ready().await.context("at an address inside")?;
    browser.html("data-content", "true").await?;
    browser.screen("start").await?;
    person.has_a_say().await?;
    browser.html("data-outbox", "1").await?;
    hall.proxy.up().await?;
    hall.receives(1).await?;
    browser.html("data-outbox", "0").await
}

async fn office_down(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.office.kill()?;
    let person = Visitor::of(browser);
    for visitor in 1..=3 {
        person.has_a_say().await?;
        browser.html("data-outbox", &visitor.to_string()).await?;
    }
    hall.office.start().await?;
    hall.receives(3).await?;
    browser.html("data-outbox", "0").await
}

async fn unknown(hall: &mut Hall, browser: &Browser) -> Result<()> {
    started(browser, &hall.address()).await?;
    browser.html("data-enrolled", "false").await?;
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "1").await?;
    ensure!(
        hall.proxy.seen("/responses").is_empty(),
        "sent without being known"
    );
    Ok(())
}

/// A part of the program does not come until it is let through.
const HELD_UP: &str = "const fetched = window.fetch; window.heldUp = 0; \
    window.fetch = (what, ...more) => { \
        const part = /_(visit|office)[.]wasm/.exec(what.url ?? what)?.[1]; \
        if (part && !window.letThrough?.includes(part)) { \
            window.heldUp += 1; return Promise.reject(new TypeError('no network')); } \
        return fetched.call(window, what, ...more); };";

async fn in_parts(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(HELD_UP);
    browser.open(&hall.link()).await?;
    browser.screen("start").await?;
    let tried = "return window.heldUp >= 2";
    wait::holds("a second try for the visitor's part", async || {
        Ok(browser.js(tried, vec![]).await? == true)
    })
    .await
    .context("a kiosk built with KIOSK_QUICK comes in one piece; this needs a whole build")?;
    // Start and Home are there, and nothing else is promised.
    browser.act("begin").await?;
    browser.screen("home").await?;
    browser.act("go-look").await?;
    browser.screen("soon").await?;
    let said = browser.text("h1").await?;
    ensure!(said == "One moment, please.", "{said}");
    browser
        .js("window.letThrough = ['visit']", vec![])
        .await
        .context("to let it through")?;
    browser.screen("look").await?;
    browser.ready().await?;
    // The office's part comes while somebody is looking: nothing moves under their hands.
    browser
        .js("document.querySelector('[data-screen=look]').stands = true; window.letThrough.push('office')", vec![])
        .await?;
    browser.html("data-enrolled", "true").await?;
    let stands = "return document.querySelector('[data-screen=look]').stands ?? false";
    ensure!(
        browser.js(stands, vec![]).await? == true,
        "the screen was built anew"
    );
    Ok(())
}

/// From now on the office gives out another version. It is looked for; a page that is loaded anew may not answer.
async fn looks_for_another(hall: &Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude("globalThis.newVersion = true;");
    let looks = "window.here = true; void navigator.serviceWorker.getRegistration().then((r) => r.update())";
    browser.js(looks, vec![]).await.map(drop)
}

/// Which workers there are: of this page, waiting, and how many versions are kept.
const WORKERS: &str = "const done = arguments[arguments.length - 1]; \
    Promise.all([navigator.serviceWorker.getRegistration(), caches.keys()]) \
        .then(([r, kept]) => done([!!r?.waiting, kept.length, window.here === true]))";

async fn workers(browser: &Browser) -> Result<(bool, usize, bool)> {
    Ok(serde_json::from_value(
        browser.js_later(WORKERS, vec![]).await?,
    )?)
}

async fn comes_anew(browser: &Browser) -> Result<()> {
    wait::holds("the page of the new version", async || {
        let new = "return window.newVersion === true && !window.here";
        Ok(browser.js(new, vec![]).await? == true)
    })
    .await?;
    browser.ready().await?;
    wait::holds("nothing kept of the old version", async || {
        Ok(matches!(workers(browser).await?, (false, 1, false)))
    })
    .await
}

async fn new_version(hall: &mut Hall, browser: &Browser) -> Result<()> {
    ready_for_the_hall(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    looks_for_another(hall, browser).await?;
    wait::holds("a new version that waits", async || {
        Ok(workers(browser).await? == (true, 2, true))
    })
    .await?;
    // It would be let in by a touch of the page's own script only. Everything a visitor does leaves it waiting.
    browser.act("go-look").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    browser.act("home").await?;
    person.goes_to_say().await?;
    leaving::types_a_word(browser).await?;
    idle::later(browser, 121).await?;
    browser.awaits("[role=alertdialog]").await?;
    ensure!(workers(browser).await? == (true, 2, true), "it was let in");
    browser.act("still-here").await?;
    browser.act("easier").await?;
    browser.act("close-easier").await?;
    browser.act("home").await?;
    browser.screen("home").await?;
    ensure!(workers(browser).await? == (true, 2, true), "it was let in");
    browser.act("back").await?;
    comes_anew(browser).await?;
    leaving::the_word_has_come(hall).await
}

async fn another_window(hall: &mut Hall, browser: &Browser) -> Result<()> {
    ready_for_the_hall(hall, browser).await?;
    let first = browser.page().await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    leaving::types_a_word(browser).await?;
    let at = person.question().await?;
    let second = browser.another_page().await?;
    started(browser, &hall.address()).await?;
    browser.html("data-worker", "true").await?;
    looks_for_another(hall, browser).await?;
    // Nobody is at the second window.
    comes_anew(browser).await?;
    browser.turn_to(&first).await?;
    ensure!(
        person.question().await? == at,
        "the first window's visitor lost their place"
    );
    browser.js("window.here = true", vec![]).await?;
    browser.act("home").await?;
    browser.act("back").await?;
    comes_anew(browser).await?;
    browser.close_page(&second).await?;
    leaving::the_word_has_come(hall).await
}

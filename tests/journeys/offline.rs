//! No network, or no office.

use crate::arrival::{enrolled, ready_for_the_hall, started};
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::Visitor;

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
    ensure!(
        browser.js(PICTURES, vec![]).await? == true,
        "a picture is absent"
    );
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

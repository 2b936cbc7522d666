//! A tablet that has been alone for a long time.

use super::FAULTS;
use crate::arrival::{enrolled, started};
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::quick::Seeded;
use journeys::records::Stored;
use journeys::{outcome, wait};
use std::collections::BTreeSet;
use std::time::Duration;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "faults",
            "a new app and an old database with 1,000 unsent lose nothing",
            upgrade
        ),
        shared!(
            "faults",
            "an office killed five times while it takes 1,000 has each once",
            office_killed
        ),
        shared!("faults", "10,000 unsent arrive, each once", ten_thousand),
    ]
}

const WORDS: &str = "the first of many";

/// A tablet with so many unsent, and one that was sent; the network is down.
async fn alone(hall: &mut Hall, browser: &Browser, count: usize) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.html("data-worker", "true").await?;
    browser.is_quickly_thanked(WORDS).await?;
    browser.html("data-outbox", "0").await?;
    browser.steps_aside(&hall.address()).await?;
    browser.seeds(count, WORDS, Seeded::Waiting).await
}

/// Each once, none invented, the numbers without a gap.
async fn each_once(hall: &Hall, browser: &Browser, count: usize) -> Result<()> {
    let records = hall.office.records().await?;
    let what = format!("{count} responses at the office");
    wait::until(&what, Duration::from_secs(150), async || {
        Ok((records.how_many().await? >= count).then_some(()))
    })
    .await?;
    browser.html("data-outbox", "0").await?;
    let stored = hall.receives(count).await?;
    let texts: BTreeSet<&str> = stored
        .iter()
        .map(|one: &Stored| one.text.as_str())
        .collect();
    ensure!(texts.len() == count, "{} different ones", texts.len());
    Ok(())
}

async fn upgrade(hall: &mut Hall, browser: &Browser) -> Result<()> {
    alone(hall, browser, 1_000).await?;
    browser.first_version().await?;
    started(browser, &hall.address()).await?;
    each_once(hall, browser, 1_001).await?;
    let name = "database of the first version with 1,000 unsent";
    outcome::note(&FAULTS, browser.engine, name, 1_001)?;
    // From now on the office gives out another version of the page. The worker takes it when nobody is
    // there; what was not sent stays.
    browser.steps_aside(&hall.address()).await?;
    browser.seeds(1_000, WORDS, Seeded::Waiting).await?;
    hall.proxy.prelude("globalThis.newVersion = true;");
    hall.proxy.set(Fault::Status(500, None));
    started(browser, &hall.address()).await?;
    // Not awaited: the page may be gone before the answer.
    let update = "navigator.serviceWorker.getRegistration().then((r) => r.update())";
    browser.js(&["void ", update].concat(), vec![]).await?;
    wait::holds("the new version", async || {
        Ok(browser
            .js("return window.newVersion === true", vec![])
            .await?
            == true)
    })
    .await
    .context("the page of the new version")?;
    browser.ready().await?;
    browser.html("data-outbox", "1000").await?;
    hall.proxy.set(Fault::Pass);
    browser.is_quickly_thanked("the last of many").await?;
    each_once(hall, browser, 2_002).await?;
    let name = "new version of the app with 1,000 unsent";
    outcome::note(&FAULTS, browser.engine, name, 1_001)
}

async fn office_killed(hall: &mut Hall, browser: &Browser) -> Result<()> {
    alone(hall, browser, 1_000).await?;
    hall.proxy.down().await;
    started(browser, &hall.address()).await?;
    hall.proxy.up().await?;
    for moment in [0, 40, 150, 400, 800] {
        let there = hall.office.records().await?.how_many().await?;
        if there == 1_001 {
            break;
        }
        // A page that starts sends at once.
        let begun = hall.proxy.begun();
        browser.open(&hall.address()).await?;
        wait::holds(
            "a batch on its way",
            async || Ok(hall.proxy.begun() > begun),
        )
        .await?;
        // The moment is the fault here, so this one wait is the clock's.
        tokio::time::sleep(Duration::from_millis(moment)).await;
        hall.office.kill()?;
        hall.office.start().await?;
    }
    started(browser, &hall.address()).await?;
    each_once(hall, browser, 1_001).await?;
    let name = "office killed while it takes 1,000, at several moments";
    outcome::note(&FAULTS, browser.engine, name, 1_001)
}

async fn ten_thousand(hall: &mut Hall, browser: &Browser) -> Result<()> {
    alone(hall, browser, 10_000).await?;
    started(browser, &hall.address()).await?;
    // Visitors do not wait for the sender.
    let took = browser.quick_say("in the middle of many").await?;
    ensure!(took.is_some_and(|took| took < 10_000.0), "{took:?}");
    each_once(hall, browser, 10_002).await?;
    outcome::note(&FAULTS, browser.engine, "10,000 unsent", 10_002)
}

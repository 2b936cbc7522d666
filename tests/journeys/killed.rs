//! A tablet whose browser is killed: no battery, a pulled plug, a child.

use crate::arrival::{enrolled, started};
use crate::faults::FAULTS;
use crate::stage::{Journey, own};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::outcome;
use journeys::proxy::Fault;
use journeys::puppet::Puppet;
use journeys::records::Stored;
use journeys::visitor::{Until, Visitor};
use kiosk_core::response::State;
use std::time::Duration;

pub fn journeys() -> Vec<Journey> {
    let driven = |engine: Engine| !engine.forgets();
    let forgetful = |engine: Engine| engine.forgets();
    vec![
        own!(
            "faults: killed",
            "a tablet killed after the thanks keeps the response",
            after_thanks,
            driven
        ),
        own!(
            "faults: killed",
            "a tablet killed half-way keeps the answers as partial, once",
            half_way,
            driven
        ),
        own!(
            "faults: killed",
            "a tablet killed while saving has the response once, whole or partial",
            while_saving,
            driven
        ),
        own!(
            "faults: killed",
            "a tablet killed while sending has each response at the office once",
            while_sending,
            driven
        ),
        own!(
            "faults: killed",
            "a tablet killed after the thanks keeps the response",
            webkit,
            forgetful
        ),
    ]
}

/// No call gets through while the visitor is there, so that nothing but the tablet can know.
async fn tablet(engine: Engine, hall: &Hall, profile: &std::path::Path) -> Result<Browser> {
    let browser = Browser::start_with(engine, profile).await?;
    enrolled(hall, &browser).await?;
    hall.proxy.set(Fault::Status(500, None));
    Ok(browser)
}

async fn after_thanks(engine: Engine, hall: &mut Hall) -> Result<()> {
    let profile = tempfile::tempdir()?;
    let browser = tablet(engine, hall, profile.path()).await?;
    Visitor::of(&browser).is_thanked().await?;
    browser.kill()?;
    let browser = Browser::start_with(engine, profile.path()).await?;
    started(&browser, &hall.address()).await?;
    browser.html("data-enrolled", "true").await?;
    browser.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    let body = arrived(engine, hall, "killed after the thanks", 1)
        .await?
        .remove(0)
        .body;
    ensure!(body.state == State::Complete, "{body:?}");
    browser.html("data-outbox", "0").await?;
    kept(engine, "killed after the thanks", 1)
}

async fn half_way(engine: Engine, hall: &mut Hall) -> Result<()> {
    let profile = tempfile::tempdir()?;
    let browser = tablet(engine, hall, profile.path()).await?;
    let person = Visitor::of(&browser);
    person.begins().await?;
    person.goes_to_say().await?;
    person.answers(Until::Answers(3)).await?;
    browser.kill()?;
    let browser = Browser::start_with(engine, profile.path()).await?;
    started(&browser, &hall.address()).await?;
    browser.html("data-outbox", "1").await?;
    // The next visitor begins from the beginning.
    let person = Visitor::of(&browser);
    person.begins().await?;
    browser.act("go-say").await?;
    browser.awaits("[data-act=\"say-begin\"]").await?;
    hall.proxy.set(Fault::Pass);
    let body = arrived(
        engine,
        hall,
        "killed between two answers (kept as partial)",
        1,
    )
    .await?
    .remove(0)
    .body;
    ensure!(body.state == State::Partial, "{body:?}");
    // A second start finds no draft to keep again.
    browser.kill()?;
    let browser = Browser::start_with(engine, profile.path()).await?;
    started(&browser, &hall.address()).await?;
    browser.html("data-outbox", "0").await?;
    arrived(
        engine,
        hall,
        "killed between two answers (kept as partial)",
        1,
    )
    .await?;
    kept(engine, "killed between two answers (kept as partial)", 1)
}

/// Kills at the press that ends the last look, at a different distance each time.
async fn while_saving(engine: Engine, hall: &mut Hall) -> Result<()> {
    let profile = tempfile::tempdir()?;
    let mut browser = tablet(engine, hall, profile.path()).await?;
    for round in 1..=3_u32 {
        let person = Visitor::of(&browser);
        person.begins().await?;
        person.goes_to_say().await?;
        answers_to_the_last(&browser, &person).await?;
        // Not the driver's click, which waits for the page: the page's own, and then nothing.
        let press = "document.querySelector('[data-act=say-send]').click()";
        browser.js(press, vec![]).await?;
        tokio::time::sleep(Duration::from_millis(u64::from(round - 1) * 4)).await;
        browser.kill()?;
        browser = Browser::start_with(engine, profile.path()).await?;
        started(&browser, &hall.address()).await?;
        browser.html("data-outbox", &round.to_string()).await?;
    }
    hall.proxy.set(Fault::Pass);
    let stored = arrived(engine, hall, "killed while saving, at three moments", 3).await?;
    ensure!(
        stored
            .iter()
            .all(|r| r.body.state != State::Withdrawn && !r.body.answers.is_empty()),
        "{stored:?}"
    );
    browser.html("data-outbox", "0").await?;
    kept(engine, "killed while saving, at three moments", 3)
}

/// Kills with a batch on its way: the office has it and the tablet has not heard, or nobody knows.
async fn while_sending(engine: Engine, hall: &mut Hall) -> Result<()> {
    let profile = tempfile::tempdir()?;
    let mut browser = Browser::start_with(engine, profile.path()).await?;
    enrolled(hall, &browser).await?;
    hall.proxy.set(Fault::CutAfterCommit);
    for (round, moment) in [None, Some(0), Some(5), Some(20)].into_iter().enumerate() {
        let begun = hall.proxy.begun();
        browser.is_quickly_thanked("the smell of soap").await?;
        journeys::wait::holds(
            "a batch on its way",
            async || Ok(hall.proxy.begun() > begun),
        )
        .await?;
        // The moment is the fault here, so this one wait is the clock's.
        tokio::time::sleep(Duration::from_millis(moment.unwrap_or(0))).await;
        browser.kill()?;
        hall.proxy.set(Fault::Pass);
        browser = Browser::start_with(engine, profile.path()).await?;
        started(&browser, &hall.address()).await?;
        let fault = moment.map_or(
            "killed while sending, before the reply",
            |_| "killed while sending, at three moments",
        );
        arrived(engine, hall, fault, round + 1).await?;
        browser.html("data-outbox", "0").await?;
    }
    kept(engine, "killed while sending, before the reply", 1)?;
    kept(engine, "killed while sending, at three moments", 3)
}

/// What was thanked for is at the office; where it is not, the table says so.
async fn arrived(engine: Engine, hall: &Hall, fault: &str, count: usize) -> Result<Vec<Stored>> {
    let stored = hall.receives(count).await;
    if stored.is_err() {
        outcome::lost(&FAULTS, engine, fault)?;
    }
    stored
}

/// A row of the table of faults.
fn kept(engine: Engine, fault: &str, kept: usize) -> Result<()> {
    outcome::note(&FAULTS, engine, fault, kept)
}

/// Answers everything, and stays at the last look.
async fn answers_to_the_last(browser: &Browser, person: &Visitor<'_>) -> Result<()> {
    // The demo's set: a viewpoint and six questions.
    person.answers(Until::Answers(6)).await?;
    let last = person.question().await?;
    person.answer(&last).await?;
    browser.act("next").await?;
    browser.awaits("[data-act=\"say-send\"]").await
}

/// Without a driver: WebKit's forgets everything with its session.
async fn webkit(engine: Engine, hall: &mut Hall) -> Result<()> {
    let home = tempfile::tempdir()?;
    let strings = hall.proxy.puppetry();
    let page = Puppet::start(home.path(), &hall.link(), strings.clone()).await?;
    page.html("data-assigned", "true").await?;
    hall.proxy.set(Fault::Status(500, None));
    page.act("begin").await?;
    page.act("go-say").await?;
    page.act("say-begin").await?;
    page.skips_to_thanks().await?;
    page.kill()?;
    let page = Puppet::start(home.path(), &hall.address(), strings).await?;
    page.html("data-enrolled", "true").await?;
    page.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    let body = arrived(engine, hall, "killed after the thanks", 1)
        .await?
        .remove(0)
        .body;
    ensure!(body.state == State::Complete, "{body:?}");
    page.html("data-outbox", "0").await?;
    kept(engine, "killed after the thanks", 1)?;
    page.kill()
}

//! A tablet whose browser is killed: no battery, a pulled plug, a child.

use crate::arrival::{enrolled, started};
use crate::faults::FAULTS;
use crate::stage::{Journey, own};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::outcome;
use journeys::proxy::Fault;
use journeys::records::Stored;
use journeys::visitor::{Until, Visitor};
use journeys::wait;
use kiosk_core::response::State;

/// Put before the app: stops it at a step.
pub const STEPS: &str = include_str!("steps.js");

pub fn journeys() -> Vec<Journey> {
    let driven = |engine: Engine| !engine.forgets();
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
            "a tablet killed at any step of saving has the response once, whole or partial",
            while_saving,
            driven
        ),
        own!(
            "faults: killed",
            "a tablet killed at any step of sending has each response at the office once",
            while_sending,
            driven
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

/// What a page does from the press that saves, or the call that sends, to the end of the transaction that
/// notes it.
pub async fn steps(browser: &Browser, what: &str, words: &str) -> Result<Vec<String>> {
    let script = "journey.arm(given[0]); const took = await says(given[1]); \
        if (took < 0) throw new Error('no thanks'); return null";
    browser
        .quick(script, vec![what.into(), words.into()])
        .await?;
    let mut names = Vec::new();
    wait::holds("the end of a transaction", async || {
        let said = browser.js("return journey.names()", vec![]).await?;
        names = serde_json::from_value(said)?;
        Ok(names.iter().any(|name| name == "complete"))
    })
    .await?;
    let end = names.iter().position(|name| name == "complete");
    names.truncate(end.context("an end")? + 1);
    Ok(names)
}

/// The moments to be killed at, counted from 1: the first of each kind, and the last write.
pub fn moments(names: &[String]) -> Vec<(usize, String)> {
    let is_first = |at: usize| names[..at].iter().all(|name| *name != names[at]);
    let last_write = names.iter().rposition(|name| name == "write");
    let moments = (0..names.len()).filter(|at| is_first(*at) || Some(*at) == last_write);
    moments.map(|at| (at + 1, names[at].clone())).collect()
}

/// Somebody answers, and the page stops at this step: the tablet is killed there and started again.
pub async fn killed_at(
    hall: &Hall,
    browser: Browser,
    profile: &std::path::Path,
    what: &str,
    step: usize,
) -> Result<Browser> {
    let engine = browser.engine;
    let held = hall.proxy.held();
    let script = "journey.arm(given[0], given[1]); \
        setTimeout(() => says('the smell of soap').catch(() => {}), 0); return null";
    browser
        .quick(script, vec![what.into(), step.into()])
        .await?;
    wait::holds("the page to stop there", async || {
        Ok(hall.proxy.held() > held)
    })
    .await?;
    browser.kill()?;
    let browser = Browser::start_with(engine, profile).await?;
    started(&browser, &hall.address()).await?;
    Ok(browser)
}

/// Kills at every kind of step of the transaction that saves.
async fn while_saving(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.proxy.prelude(STEPS);
    let profile = tempfile::tempdir()?;
    let mut browser = tablet(engine, hall, profile.path()).await?;
    let names = steps(&browser, "save", "the smell of soap").await?;
    let moments = moments(&names);
    // Begin, first and last write, the draft's end, before the commit, after it.
    ensure!(moments.len() == 6, "{names:?}");
    let mut states = vec![State::Complete];
    for (step, name) in &moments {
        browser = killed_at(hall, browser, profile.path(), "save", *step)
            .await
            .with_context(|| format!("{step}: {name}"))?;
        // On the disk is what the transaction's end said, and nothing before it.
        states.push(if name == "complete" {
            State::Complete
        } else {
            State::Partial
        });
        browser
            .html("data-outbox", &states.len().to_string())
            .await?;
    }
    hall.proxy.set(Fault::Pass);
    let stored = arrived(engine, hall, "killed at each step of saving", states.len()).await?;
    for (one, state) in stored.iter().zip(&states) {
        ensure!(
            one.body.state == *state,
            "{state:?}: {one:?} of {moments:?}"
        );
        ensure!(one.text.contains("the smell of soap"), "{one:?}");
    }
    browser.html("data-outbox", "0").await?;
    kept(engine, "killed at each step of saving", moments.len())
}

/// Kills at every kind of step of sending: before the call, with the office's word in hand, while noting it.
/// And with a batch on its way, which the office has and the tablet never hears of.
async fn while_sending(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.proxy.prelude(STEPS);
    let profile = tempfile::tempdir()?;
    let mut browser = Browser::start_with(engine, profile.path()).await?;
    enrolled(hall, &browser).await?;
    let names = steps(&browser, "send", "the smell of soap").await?;
    let moments = moments(&names);
    // Before the call, with the reply in hand, begin, the row's end, the counter, before the commit, after it.
    ensure!(moments.len() == 7, "{names:?}");
    for (round, (step, name)) in moments.iter().enumerate() {
        browser = killed_at(hall, browser, profile.path(), "send", *step)
            .await
            .with_context(|| format!("{step}: {name}"))?;
        arrived(engine, hall, "killed at each step of sending", round + 2).await?;
        browser.html("data-outbox", "0").await?;
    }
    kept(engine, "killed at each step of sending", moments.len())?;
    hall.proxy.set(Fault::CutAfterCommit);
    let begun = hall.proxy.begun();
    browser.is_quickly_thanked("the smell of soap").await?;
    wait::holds(
        "a batch on its way",
        async || Ok(hall.proxy.begun() > begun),
    )
    .await?;
    browser.kill()?;
    hall.proxy.set(Fault::Pass);
    browser = Browser::start_with(engine, profile.path()).await?;
    started(&browser, &hall.address()).await?;
    let fault = "killed while sending, before the reply";
    arrived(engine, hall, fault, moments.len() + 2).await?;
    browser.html("data-outbox", "0").await?;
    kept(engine, fault, 1)
}

/// What was thanked for is at the office; where it is not, the table says so.
pub async fn arrived(
    engine: Engine,
    hall: &Hall,
    fault: &str,
    count: usize,
) -> Result<Vec<Stored>> {
    let stored = hall.receives(count).await;
    if stored.is_err() {
        outcome::lost(&FAULTS, engine, fault)?;
    }
    stored
}

/// A row of the table of faults.
pub fn kept(engine: Engine, fault: &str, kept: usize) -> Result<()> {
    outcome::note(&FAULTS, engine, fault, kept)
}

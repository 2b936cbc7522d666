//! The faults that answers meet in a sealed event: there a draft is a *partial* response that only the office opens.

use crate::arrival::{enrolled, started};
use crate::desk::signs_in;
use crate::faults::FAULTS;
use crate::faults::storage::answers_without_a_database;
use crate::keep::{figures, opens_the_key, records, seal_the_event};
use crate::killed::{STEPS, kept, killed_at, moments, steps};
use crate::stage::{Journey, own, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::{Until, Visitor};
use journeys::{outcome, wait};

pub fn journeys() -> Vec<Journey> {
    let driven = |engine: Engine| !engine.forgets();
    vec![
        own!(
            "faults: sealed",
            "a sealed tablet killed half-way keeps what was said, and nothing where nothing was",
            half_way,
            driven
        ),
        own!(
            "faults: sealed",
            "a sealed tablet killed at any step of saving has the response once, whole or partial",
            while_saving,
            driven
        ),
        shared!(
            "faults: sealed",
            "a sealed tablet whose database is closed or cannot be had loses nothing",
            database
        ),
    ]
}

/// A sealed event's tablet, whose calls do not get through.
async fn tablet(engine: Engine, hall: &Hall, profile: &std::path::Path) -> Result<Browser> {
    let browser = Browser::start_with(engine, profile).await?;
    seal_the_event(hall, &browser).await?;
    enrolled(hall, &browser).await?;
    hall.proxy.set(Fault::Status(500, None));
    Ok(browser)
}

async fn begins(browser: &Browser) -> Result<()> {
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await
}

async fn again(browser: Browser, hall: &Hall, profile: &std::path::Path) -> Result<Browser> {
    let engine = browser.engine;
    browser.kill()?;
    let browser = Browser::start_with(engine, profile).await?;
    started(&browser, &hall.address()).await?;
    browser.html("data-ready", "true").await?;
    Ok(browser)
}

/// So many are at the office, sealed, and with the passphrase they are these; where they are not, the table says so.
async fn arrive(hall: &Hall, browser: &Browser, fault: &str, states: [usize; 2]) -> Result<()> {
    let [complete, partial] = states;
    let all = async {
        browser.html("data-outbox", "0").await?;
        wait::holds("every response at the office", async || {
            Ok(hall.office.records().await?.envelopes().await?.len() == complete + partial)
        })
        .await?;
        signs_in(hall, browser).await?;
        opens_the_key(hall, browser).await?;
        let open = figures(hall, browser).await?;
        ensure!(
            open.contains(&format!("complete {complete} left half-way {partial} ")),
            "{open}: not {states:?}"
        );
        anyhow::Ok(())
    };
    let come = all.await;
    if come.is_err() {
        outcome::lost(&FAULTS, browser.engine, fault)?;
    }
    come
}

async fn half_way(engine: Engine, hall: &mut Hall) -> Result<()> {
    let profile = tempfile::tempdir()?;
    let browser = tablet(engine, hall, profile.path()).await?;
    begins(&browser).await?;
    let browser = again(browser, hall, profile.path()).await?;
    begins(&browser).await?;
    Visitor::of(&browser).answers(Until::Answers(2)).await?;
    wait::holds("a sealed autosave", async || {
        Ok(records(&browser, "drafts").await? == 1)
    })
    .await?;
    let browser = again(browser, hall, profile.path()).await?;
    browser.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    let fault = "sealed: killed between two answers (kept as partial)";
    arrive(hall, &browser, fault, [0, 1]).await?;
    let sent = hall.office.records().await?.envelopes().await?;
    // Whoever had said nothing took no number.
    ensure!(sent[0].seq == 1, "{sent:?}");
    kept(engine, fault, 1)
}

async fn while_saving(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.proxy.prelude(STEPS);
    let profile = tempfile::tempdir()?;
    let mut browser = tablet(engine, hall, profile.path()).await?;
    let names = steps(&browser, "save", "the smell of soap").await?;
    let moments = moments(&names);
    ensure!(moments.len() == 6, "{names:?}");
    let mut states = [1, 0];
    for (step, name) in &moments {
        browser = killed_at(hall, browser, profile.path(), "save", *step)
            .await
            .with_context(|| format!("{step}: {name}"))?;
        states[usize::from(name != "complete")] += 1;
        let waiting = states.iter().sum::<usize>().to_string();
        browser.html("data-outbox", &waiting).await?;
    }
    hall.proxy.set(Fault::Pass);
    let fault = "sealed: killed at each step of saving";
    arrive(hall, &browser, fault, states).await?;
    kept(engine, fault, moments.len())
}

async fn database(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(include_str!("faults/prelude.js"));
    seal_the_event(hall, browser).await?;
    enrolled(hall, browser).await?;
    let script = "await begin(); await answers('', 2); const closed = journey.close(); \
        const took = await save(await answers('', 60)); await leave(); return [closed, took]";
    let said = browser.quick(script, vec![]).await?;
    ensure!(
        said[0].as_u64() > Some(0) && said[1].as_f64() >= Some(0.0),
        "{said}"
    );
    let closed = "sealed: database closed under the page";
    arrive(hall, browser, closed, [1, 0]).await?;
    kept(browser.engine, closed, 1)?;

    // Nothing can be opened in this page any more. What is sealed comes back to no question.
    browser.open_kiosk(&hall.address()).await?;
    begins(browser).await?;
    Visitor::of(browser).answers(Until::Answers(2)).await?;
    answers_without_a_database(browser).await?;
    browser.screen("start").await?;
    let lost = "sealed: no connection to the database: journal and reload (kept as partial)";
    arrive(hall, browser, lost, [1, 1]).await?;
    kept(browser.engine, lost, 1)
}

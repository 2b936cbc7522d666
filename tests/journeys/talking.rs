//! Tablet and office, when things are not as they should be: what is told all the same, and to whom.

use crate::arrival::enrolled;
use crate::desk::signs_in;
use crate::keep::staff;
use crate::parting::PUT_BY;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "talking",
            "an office that takes no answers hears how many there are, and gets them by itself",
            ledger,
            // It waits for a heartbeat, and what is sent when is no engine's business.
            |engine| engine == Engine::Chromium
        ),
        shared!(
            "talking",
            "a link brings a tablet that is known already to another event",
            another_event
        ),
        shared!(
            "talking",
            "what staff ought to know stays until they have read it",
            notices
        ),
        shared!(
            "talking",
            "storage that a page lets go of as it is left is no news for staff",
            no_news
        ),
    ]
}

async fn ledger(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Refusing("/responses", 500));
    Visitor::of(browser).has_a_say().await?;
    let records = hall.office.records().await?;
    // A heartbeat goes once a minute.
    wait::until("the office to hear of it", wait::PATIENCE * 3, async || {
        Ok((records.told().await? == 1).then_some(()))
    })
    .await?;
    ensure!(records.count().await? == 0);
    let tablet = browser.page().await?;
    let pages = browser.another_page().await?;
    signs_in(hall, browser).await?;
    browser
        .open(&format!("{}/office/events/demo", hall.address()))
        .await?;
    let said = browser.text("p.ledger").await?;
    ensure!(
        said.contains("1 finished") && said.contains("0 received"),
        "{said}"
    );
    browser.turn_to(&tablet).await?;
    browser.close_page(&pages).await?;
    // Nobody touches the tablet: the next word of the office is enough.
    hall.proxy.set(Fault::Pass);
    hall.receives(1).await.map(drop)
}

async fn another_event(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).has_a_say().await?;
    hall.receives(1).await?;
    let code = hall.office.second_event().await?;
    browser
        .open_kiosk(&format!("{}/?enrol={code}", hall.address()))
        .await?;
    wait::holds("the second event on Start", async || {
        Ok(browser.text("#screen .name").await? == "Second pop-up")
    })
    .await?;
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "0").await?;
    let events: Vec<String> = hall
        .office
        .records()
        .await?
        .responses()
        .await?
        .iter()
        .map(|one| one.envelope.event.to_string())
        .collect();
    ensure!(events == ["demo", "second"], "{events:?}");
    // A link whose code has run out takes nothing from a tablet that works.
    browser
        .open_kiosk(&format!("{}/?enrol=KKKK9999", hall.address()))
        .await?;
    browser.html("data-enrolled", "true").await?;
    staff(hall, browser).await?;
    ensure!(
        !browser.sees("[data-act=\"notices-read\"]").await?,
        "{}",
        browser.text("[role=\"status\"]").await?
    );
    Ok(())
}

async fn notices(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Refusing("/responses", 400));
    Visitor::of(browser).has_a_say().await?;
    let aside = "[role=\"status\"] .notice";
    staff(hall, browser).await?;
    wait::holds("the notice", async || {
        Ok(browser.sees(aside).await? && browser.text(aside).await?.contains("could not take"))
    })
    .await?;
    // Others are confirmed, and the page is loaded anew: it is still there.
    hall.proxy.set(Fault::Pass);
    browser.open_kiosk(&hall.address()).await?;
    Visitor::of(browser).has_a_say().await?;
    wait::holds("the second at the office", async || {
        Ok(hall.office.records().await?.count().await? == 1)
    })
    .await?;
    staff(hall, browser).await?;
    browser.awaits(aside).await?;
    browser.act("notices-read").await?;
    wait::holds("nothing left to read", async || {
        Ok(!browser.sees(aside).await?)
    })
    .await?;
    browser.act("try-again").await?;
    hall.receives(2).await.map(drop)
}

async fn no_news(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(PUT_BY);
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Refusing("/responses", 500));
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "1").await?;
    browser
        .js("journey.putByBefore('counters')", vec![])
        .await?;
    hall.proxy.set(Fault::Pass);
    // The receipt has come, and was being noted when the page was put by.
    browser.html("data-journey", "put by").await?;
    hall.receives(1).await?;
    // Here it lives on, and notes it the second time.
    browser.html("data-outbox", "0").await?;
    let notices = browser.js("return journey.notices()", vec![]).await?;
    ensure!(
        notices.as_array().is_some_and(Vec::is_empty),
        "kept for staff: {notices}"
    );
    Ok(())
}

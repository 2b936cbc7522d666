//! Two windows of one browser that cannot tell each other what they are at: one without Web Locks.

use crate::arrival::enrolled;
use crate::keep::{figures, opens_the_key, seal_the_event};
use crate::leaving::to_the_last_look;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::{Until, Visitor};
use journeys::wait;
use kiosk_core::response::State;

pub fn journeys() -> Vec<Journey> {
    // What is stored is the same in each engine; what a window without locks does is played in all.
    vec![
        shared!(
            "windows",
            "answers another window took for left are whole once they are thanked for",
            gone_on
        ),
        shared!(
            "windows",
            "answers another window has sent already come to the office whole as well",
            sent_already,
            |engine| engine == Engine::Chromium
        ),
        shared!(
            "windows",
            "sealed answers another window took for left are whole once they are thanked for",
            sealed,
            |engine| engine == Engine::Chromium
        ),
    ]
}

const NO_LOCKS: &str = "Object.defineProperty(Navigator.prototype, 'locks', { configurable: true, get() { return undefined; } });";

/// A visitor answers two questions; a second window opens, and takes them for left.
async fn taken_for_left(hall: &Hall, browser: &Browser) -> Result<()> {
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    visitor.answers(Until::Answers(2)).await?;
    let first = browser.page().await?;
    let second = browser.another_page().await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    wait::holds("the other window's response", async || {
        Ok(
            browser.html_now("data-outbox").await?.as_deref() == Some("1")
                || hall.office.records().await?.count().await? == 1,
        )
    })
    .await?;
    browser.turn_to(&first).await?;
    browser.close_page(&second).await
}

/// They answer the rest, and are thanked.
async fn goes_on(browser: &Browser) -> Result<()> {
    to_the_last_look(browser).await?;
    browser.act("say-send").await?;
    browser.awaits("[data-act=finish]").await
}

async fn gone_on(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(NO_LOCKS);
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    taken_for_left(hall, browser).await?;
    goes_on(browser).await?;
    // Another starts before it could be sent, and finds the same one response.
    hall.proxy.set(Fault::Pass);
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-outbox", "0").await?;
    let stored = hall.receives(1).await?;
    ensure!(stored[0].body.state == State::Complete, "{:?}", stored[0]);
    let aside = hall.office.records().await?.quarantined().await?;
    ensure!(aside == 0, "{aside} in quarantine");
    Ok(())
}

async fn sent_already(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(NO_LOCKS);
    enrolled(hall, browser).await?;
    taken_for_left(hall, browser).await?;
    let stored = hall.receives(1).await?;
    ensure!(stored[0].body.state == State::Partial, "{:?}", stored[0]);
    goes_on(browser).await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-outbox", "0").await?;
    // One id cannot mean two things: the office keeps both, and somebody decides.
    wait::holds("the whole answers beside the half-done ones", async || {
        Ok(hall.office.records().await?.quarantined().await? == 1)
    })
    .await?;
    hall.receives(1).await.map(drop)
}

async fn sealed(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(NO_LOCKS);
    seal_the_event(hall, browser).await?;
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    taken_for_left(hall, browser).await?;
    goes_on(browser).await?;
    hall.proxy.set(Fault::Pass);
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-outbox", "0").await?;
    let arrived = hall.office.records().await?.envelopes().await?;
    ensure!(arrived.len() == 1, "{arrived:?}");
    // Only the office can tell whether it is whole.
    opens_the_key(hall, browser).await?;
    let open = figures(hall, browser).await?;
    ensure!(
        open.contains("complete 1") && open.contains("half-way 0"),
        "{open}"
    );
    Ok(())
}

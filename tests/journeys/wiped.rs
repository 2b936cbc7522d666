//! A tablet whose browser has emptied it: what was not sent is lost, and nobody is told otherwise.

use crate::arrival::{enrolled, started};
use crate::desk::signs_in;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "wiped",
            "a tablet that lost its database says so to staff, and the office counts what went with it",
            database
        ),
        shared!(
            "wiped",
            "a tablet that lost everything and takes its old name again is noticed at the office",
            everything
        ),
    ]
}

/// As a browser does that needs the room.
const EMPTIED: &str = "const done = arguments[arguments.length - 1]; \
    if (arguments[0]) localStorage.clear(); \
    const gone = indexedDB.deleteDatabase('popup-museum'); \
    gone.onsuccess = () => done(true); gone.onerror = gone.onblocked = () => done(false)";

/// One answer at the office, one that only the tablet has; the office knows of both. Then it is emptied.
async fn is_emptied(hall: &mut Hall, browser: &Browser, of_all: bool) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).has_a_say().await?;
    hall.receives(1).await?;
    hall.proxy.set(Fault::Refusing("/responses", 500));
    Visitor::of(browser).has_a_say().await?;
    // A start tells at once how things stand.
    started(browser, &hall.address()).await?;
    let records = hall.office.records().await?;
    wait::holds("the office to hear of both", async || {
        Ok(records.told().await? == 2)
    })
    .await?;
    browser
        .open(&format!("{}/office/sign-in", hall.address()))
        .await?;
    ensure!(browser.js_later(EMPTIED, vec![of_all.into()]).await? == true);
    hall.proxy.set(Fault::Pass);
    started(browser, &hall.address()).await?;
    browser.html("data-enrolled", "false").await
}

/// What an office page says to whoever has signed in.
async fn office_says(hall: &Hall, browser: &Browser, page: &str) -> Result<String> {
    signs_in(hall, browser).await?;
    browser
        .open(&format!("{}/office/{page}", hall.address()))
        .await?;
    browser.text("main").await
}

/// One more answer arrives, and the one that is lost is neither invented nor forgotten.
async fn counts_what_is_lost(hall: &Hall, browser: &Browser) -> Result<()> {
    let records = hall.office.records().await?;
    Visitor::of(browser).has_a_say().await?;
    wait::holds("the next answer at the office", async || {
        Ok(records.count().await? == 2)
    })
    .await?;
    browser.html("data-outbox", "0").await?;
    let says = office_says(hall, browser, "events/demo").await?;
    for words in [
        "3 finished · 2 received · 1 missing",
        "may have lost its storage",
    ] {
        ensure!(says.contains(words), "`{words}` is not in {says}");
    }
    Ok(())
}

async fn database(hall: &mut Hall, browser: &Browser) -> Result<()> {
    is_emptied(hall, browser, false).await?;
    browser
        .open_kiosk(&format!("{}/staff", hall.address()))
        .await?;
    browser.screen("staff-ready").await?;
    let says = browser.text("#screen").await?;
    ensure!(says.contains("may have been emptied"), "{says}");
    enrolled(hall, browser).await?;
    counts_what_is_lost(hall, browser).await
}

async fn everything(hall: &mut Hall, browser: &Browser) -> Result<()> {
    is_emptied(hall, browser, true).await?;
    let names = office_says(hall, browser, "tablets").await?;
    ensure!(names.contains("Tablet 1"), "{names}");
    browser
        .open_kiosk(&format!("{}/staff", hall.address()))
        .await?;
    browser
        .write("[data-act=\"code-input\"]", &hall.office.code)
        .await?;
    browser
        .write("[data-act=\"name-input\"]", "Tablet 1")
        .await?;
    browser.act("enrol").await?;
    browser.enrolled().await?;
    browser.act("to-start").await?;
    browser.assigned().await?;
    counts_what_is_lost(hall, browser).await
}

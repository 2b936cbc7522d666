//! Everything that can answer instead of the office, and what the tablet makes of it: nothing is lost,
//! nothing is there twice.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::Visitor;
use journeys::wait;
use std::time::{Duration, Instant};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!("faults", "a captive portal's 200 is no receipt", portal),
        shared!(
            "faults",
            "a tablet the office has forgotten keeps everything and goes on",
            forgotten
        ),
        shared!(
            "faults",
            "an office that fails gets the response when it is well again",
            failing
        ),
        shared!(
            "faults",
            "a connection cut after the commit makes no second response",
            cut
        ),
        shared!(
            "faults",
            "receipts for other bytes confirm nothing",
            wrong_receipts
        ),
        shared!(
            "faults",
            "an office that asks for time is given it",
            asks_for_time
        ),
        shared!(
            "faults",
            "a batch that is too large goes in halves",
            too_large
        ),
        shared!(
            "faults",
            "a response too large even alone is set aside, and the others go",
            set_aside
        ),
    ]
}

/// One visitor while something is wrong; then all is well, and the response arrives once.
async fn heals(hall: &mut Hall, browser: &Browser, fault: Fault) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(fault);
    Visitor::of(browser).has_a_say().await?;
    tries(hall, 2).await?;
    browser.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    hall.receives(1).await?;
    browser.html("data-outbox", "0").await
}

/// Waits until the tablet has tried to send so often.
async fn tries(hall: &Hall, count: usize) -> Result<()> {
    wait::holds(&format!("{count} tries to send"), async || {
        Ok(hall.proxy.seen("/responses").len() >= count)
    })
    .await
}

async fn portal(hall: &mut Hall, browser: &Browser) -> Result<()> {
    heals(hall, browser, Fault::Portal).await
}

async fn forgotten(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Status(401, None));
    let person = Visitor::of(browser);
    person.has_a_say().await?;
    tries(hall, 1).await?;
    person.has_a_say().await?;
    browser.html("data-outbox", "2").await?;
    hall.proxy.set(Fault::Pass);
    hall.receives(2).await?;
    browser.html("data-outbox", "0").await
}

async fn failing(hall: &mut Hall, browser: &Browser) -> Result<()> {
    heals(hall, browser, Fault::Status(500, None)).await
}

async fn cut(hall: &mut Hall, browser: &Browser) -> Result<()> {
    heals(hall, browser, Fault::CutAfterCommit).await
}

async fn wrong_receipts(hall: &mut Hall, browser: &Browser) -> Result<()> {
    heals(hall, browser, Fault::WrongReceipts).await
}

async fn asks_for_time(hall: &mut Hall, browser: &Browser) -> Result<()> {
    const SECONDS: u32 = 5;
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Status(429, Some(SECONDS)));
    Visitor::of(browser).has_a_say().await?;
    tries(hall, 1).await?;
    let asked = Instant::now();
    hall.proxy.set(Fault::Pass);
    hall.receives(1).await?;
    // A little less, because the wait began before we looked.
    let least = Duration::from_secs(u64::from(SECONDS)) - Duration::from_millis(500);
    ensure!(asked.elapsed() >= least, "came after {:?}", asked.elapsed());
    let statuses: Vec<_> = hall
        .proxy
        .seen("/responses")
        .iter()
        .map(|seen| seen.status)
        .collect();
    ensure!(statuses == [Some(429), Some(200)], "{statuses:?}");
    browser.html("data-outbox", "0").await
}

async fn too_large(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    // How large one is, this one tells.
    person.has_a_say().await?;
    hall.receives(1).await?;
    let one = hall.proxy.seen("/responses")[0].body.len();
    hall.proxy.down().await;
    for _ in 0..3 {
        person.has_a_say().await?;
    }
    browser.html("data-outbox", "3").await?;
    hall.proxy.set(Fault::TooLargeOver(one + one / 4));
    hall.proxy.up().await?;
    hall.receives(4).await?;
    browser.html("data-outbox", "0").await?;
    let refused = |seen: &journeys::proxy::Seen| seen.status == Some(413);
    ensure!(
        hall.proxy.seen("/responses").iter().any(refused),
        "nothing was too large"
    );
    Ok(())
}

async fn set_aside(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.has_a_say().await?;
    hall.receives(1).await?;
    let one = hall.proxy.seen("/responses")[0].body.len();
    hall.proxy.down().await;
    // Letters without a pattern, so that no compression makes a long text short.
    let long: String = (0_u32..1200)
        .map(|n| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> 16) as u8 % 26))
        .collect();
    person.says(&long).await?;
    person.has_a_say().await?;
    hall.proxy.set(Fault::TooLargeOver(one + one / 4));
    hall.proxy.up().await?;
    let records = hall.office.records().await?;
    wait::holds("the short one at the office", async || {
        Ok(records.count().await? == 2)
    })
    .await?;
    // The long one is still here, for staff to see and for a backup file to carry.
    browser.html("data-outbox", "1").await?;
    let numbers: Vec<u64> = records
        .responses()
        .await?
        .iter()
        .map(|r| r.envelope.seq)
        .collect();
    ensure!(numbers == [1, 3], "{numbers:?}");
    hall.proxy.set(Fault::Pass);
    browser
        .open_kiosk(&format!("{}/staff", hall.address()))
        .await?;
    browser.html("data-content", "true").await?;
    browser
        .write("[data-act=\"pin-input\"]", &hall.office.pin)
        .await?;
    browser.act("pin-open").await?;
    browser.act("try-again").await?;
    hall.receives(3).await?;
    browser.html("data-outbox", "0").await
}

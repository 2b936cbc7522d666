//! A response the office will not take even alone: set aside, the others go, staff try again. And a batch
//! that is too large, and an office that asks for time.

use super::case::Case;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::{Fault, Seen};
use journeys::wait;
use std::time::{Duration, Instant};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "faults",
            "a response refused even alone is set aside, and the others go",
            set_aside
        ),
        shared!(
            "faults",
            "a batch that is too large goes in halves",
            too_large
        ),
        shared!(
            "faults",
            "an office that asks for time is given it",
            asks_for_time
        ),
    ]
}

async fn set_aside(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let mut case = Case::open(hall, browser).await?;
    for status in [400, 413] {
        let (before, there) = (case.calls(), count(&case).await?);
        case.hall.proxy.set(Fault::Status(status, None));
        case.somebody().await?;
        case.tried(before).await?;
        case.hall.proxy.set(Fault::Pass);
        case.somebody().await?;
        wait::holds("the second at the office", async || {
            Ok(count(&case).await? == there + 1)
        })
        .await?;
        // The first is still here, for staff to see and for a backup file to carry.
        browser.html("data-outbox", "1").await?;
        staff_try_again(&case).await?;
        case.proves(&format!("refused with {status}")).await?;
        browser.open_kiosk(&case.hall.address()).await?;
        browser.html("data-content", "true").await?;
    }
    Ok(())
}

async fn count(case: &Case<'_>) -> Result<usize> {
    case.hall.office.records().await?.count().await
}

async fn staff_try_again(case: &Case<'_>) -> Result<()> {
    let staff = format!("{}/staff", case.hall.address());
    case.browser.open_kiosk(&staff).await?;
    case.browser.html("data-content", "true").await?;
    let pin = "[data-act=\"pin-input\"]";
    case.browser.write(pin, &case.hall.office.pin).await?;
    case.browser.act("pin-open").await?;
    case.browser.act("try-again").await
}

async fn too_large(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let mut case = Case::open(hall, browser).await?;
    // How large one is, this one tells.
    case.somebody().await?;
    case.hall.receives(1).await?;
    // The office has it a moment before the tablet has the reply.
    case.tried(0).await?;
    let one = case.hall.proxy.seen("/responses")[0].body.len();
    case.hall.proxy.down().await;
    for _ in 0..3 {
        case.somebody().await?;
    }
    browser.html("data-outbox", "3").await?;
    case.hall.proxy.set(Fault::TooLargeOver(one + one / 4));
    case.hall.proxy.up().await?;
    case.hall.receives(4).await?;
    browser.html("data-outbox", "0").await?;
    let refused = |seen: &Seen| seen.status == Some(413);
    ensure!(
        case.hall.proxy.seen("/responses").iter().any(refused),
        "nothing was too large"
    );
    Ok(())
}

async fn asks_for_time(hall: &mut Hall, browser: &Browser) -> Result<()> {
    const SECONDS: u32 = 5;
    let mut case = Case::open(hall, browser).await?;
    case.hall.proxy.set(Fault::Status(429, Some(SECONDS)));
    case.somebody().await?;
    case.tried(0).await?;
    let asked = Instant::now();
    case.hall.proxy.set(Fault::Pass);
    case.hall.receives(1).await?;
    // A little less, because the wait began before we looked.
    let least = Duration::from_secs(u64::from(SECONDS)) - Duration::from_millis(500);
    ensure!(asked.elapsed() >= least, "came after {:?}", asked.elapsed());
    // The office had it before the tablet had the reply.
    browser.html("data-outbox", "0").await?;
    let calls = case.hall.proxy.seen("/responses");
    let statuses: Vec<_> = calls.iter().map(|seen| seen.status).collect();
    ensure!(statuses == [Some(429), Some(200)], "{statuses:?}");
    Ok(())
}

//! Everything that can answer instead of the office, or change what it says.

use super::case::Case;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::{Fault, Spoil};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "faults",
            "whatever answers instead of the office confirms nothing",
            instead
        ),
        shared!(
            "faults",
            "receipts of any other shape confirm nothing",
            receipts
        ),
    ]
}

/// Two visitors, the first while something is wrong. The second is what wakes the sender.
async fn heals(case: &mut Case<'_>, name: &str, fault: Fault) -> Result<()> {
    let before = case.calls();
    case.hall.proxy.set(fault);
    case.somebody().await?;
    case.tried(before).await?;
    case.browser.html("data-outbox", "1").await?;
    case.hall.proxy.set(Fault::Pass);
    case.somebody().await?;
    case.proves(name).await.map(drop)
}

async fn all(hall: &mut Hall, browser: &Browser, faults: &[(&str, Fault)]) -> Result<()> {
    let mut case = Case::open(hall, browser).await?;
    for (name, fault) in faults {
        let healed = heals(&mut case, name, *fault).await;
        healed.with_context(|| (*name).to_owned())?;
    }
    Ok(())
}

async fn instead(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let faults = [
        ("no office: the line is cut before the call", Fault::Cut),
        ("reply lost after the commit", Fault::CutAfterCommit),
        ("captive portal answers 200", Fault::Portal),
        ("refused with 401", Fault::Status(401, None)),
        ("refused with 403", Fault::Status(403, None)),
        ("refused with 404", Fault::Status(404, None)),
        ("refused with 409", Fault::Status(409, None)),
        (
            "refused with 429 and a time to wait",
            Fault::Status(429, Some(1)),
        ),
        ("refused with 500", Fault::Status(500, None)),
        ("refused with 503", Fault::Status(503, None)),
    ];
    all(hall, browser, &faults).await
}

async fn receipts(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let faults = [
        ("receipts: other hashes", Spoil::Hashes),
        ("receipts: other ids", Spoil::Ids),
        ("receipts: other numbers", Spoil::Numbers),
        ("receipts: another event", Spoil::Events),
        ("receipts: torn in the middle", Spoil::Torn),
        ("receipts: none in the list", Spoil::None),
        ("receipts: words instead of receipts", Spoil::Words),
        ("receipts: an empty object", Spoil::Object),
        ("receipts: an empty body", Spoil::Nothing),
    ];
    all(
        hall,
        browser,
        &faults.map(|(name, how)| (name, Fault::Spoilt(how))),
    )
    .await
}

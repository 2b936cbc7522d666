//! An office whose plug is pulled.

use super::case::Case;
use crate::stage::{Journey, shared};
use anyhow::Result;
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::Fault;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "faults",
        "an office killed before it has a call, or after its commit, ends with each once",
        killed
    )]
}

async fn killed(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let mut case = Case::open(hall, browser).await?;
    for (name, fault) in [
        ("office killed before it has the call", Fault::Cut),
        ("office killed after the commit", Fault::CutAfterCommit),
    ] {
        let before = case.calls();
        case.hall.proxy.set(fault);
        case.somebody().await?;
        case.tried(before).await?;
        case.hall.office.kill()?;
        case.hall.proxy.set(Fault::Pass);
        case.somebody().await?;
        case.hall.office.start().await?;
        case.somebody().await?;
        case.proves(name).await?;
    }
    Ok(())
}

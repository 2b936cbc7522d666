//! The same without a driver: WebKit's forgets everything with its session, so its browser is started by hand
//! and a script in the page does what the journey says.

use crate::killed::{STEPS, arrived, kept, moments};
use crate::stage::{Journey, own};
use anyhow::{Result, ensure};
use journeys::browser::Engine;
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::puppet::Puppet;
use journeys::wait;
use kiosk_core::response::State;
use std::path::Path;
use tokio::sync::Mutex;

pub fn journeys() -> Vec<Journey> {
    let forgetful = |engine: Engine| engine.forgets();
    vec![
        own!(
            "faults: killed",
            "a tablet killed after the thanks keeps the response",
            after_thanks,
            forgetful
        ),
        own!(
            "faults: killed",
            "a tablet killed half-way keeps the answers as partial, once",
            half_way,
            forgetful
        ),
        own!(
            "faults: killed",
            "a tablet killed at any step of saving has the response once, whole or partial",
            while_saving,
            forgetful
        ),
        own!(
            "faults: killed",
            "a tablet killed at any step of sending has each response at the office once",
            while_sending,
            forgetful
        ),
    ]
}

/// Two such browsers on one screen take each other's pages.
static ALONE: Mutex<()> = Mutex::const_new(());

/// Somebody begins to answer; once more, where the page loaded a newer version of itself under their first touch.
async fn begins(page: &Puppet) -> Result<()> {
    wait::holds("Home", async || {
        if page.sees("[data-act=\"begin\"]").await? {
            page.act("begin").await?;
        }
        page.sees("[data-act=\"go-say\"]").await
    })
    .await?;
    page.act("go-say").await?;
    page.act("say-begin").await
}

/// A tablet that has arrived. No call gets through any more.
async fn tablet(hall: &Hall, home: &Path) -> Result<Puppet> {
    let page = Puppet::start(home, &hall.link(), hall.proxy.puppetry()).await?;
    page.html("data-assigned", "true").await?;
    hall.proxy.set(Fault::Status(500, None));
    Ok(page)
}

/// The same tablet, started again.
async fn again(hall: &Hall, home: &Path, waiting: usize) -> Result<Puppet> {
    let page = Puppet::start(home, &hall.address(), hall.proxy.puppetry()).await?;
    page.html("data-enrolled", "true").await?;
    page.html("data-outbox", &waiting.to_string()).await?;
    Ok(page)
}

async fn after_thanks(engine: Engine, hall: &mut Hall) -> Result<()> {
    let _alone = ALONE.lock().await;
    let home = tempfile::tempdir()?;
    let page = tablet(hall, home.path()).await?;
    begins(&page).await?;
    page.skips_to_thanks().await?;
    page.kill()?;
    let page = again(hall, home.path(), 1).await?;
    hall.proxy.set(Fault::Pass);
    let fault = "killed after the thanks";
    let body = arrived(engine, hall, fault, 1).await?.remove(0).body;
    ensure!(body.state == State::Complete, "{body:?}");
    page.html("data-outbox", "0").await?;
    kept(engine, fault, 1)?;
    page.kill()
}

async fn half_way(engine: Engine, hall: &mut Hall) -> Result<()> {
    let _alone = ALONE.lock().await;
    let home = tempfile::tempdir()?;
    let page = tablet(hall, home.path()).await?;
    begins(&page).await?;
    for _ in 0..3 {
        ensure!(!page.goes_on().await?, "the demo asks more than that");
    }
    page.kill()?;
    let page = again(hall, home.path(), 1).await?;
    // The next visitor begins from the beginning.
    page.act("begin").await?;
    page.act("go-say").await?;
    page.awaits("[data-act=\"say-begin\"]").await?;
    hall.proxy.set(Fault::Pass);
    let fault = "killed between two answers (kept as partial)";
    let body = arrived(engine, hall, fault, 1).await?.remove(0).body;
    ensure!(body.state == State::Partial, "{body:?}");
    page.html("data-outbox", "0").await?;
    kept(engine, fault, 1)?;
    page.kill()
}

/// Has the next page stop at this step of saving or sending, or at none.
fn arm(hall: &Hall, what: &str, step: Option<usize>) {
    let step = step.map_or("undefined".to_owned(), |step| step.to_string());
    hall.proxy
        .prelude(&format!("{STEPS}\njourney.arm('{what}', {step});"));
}

/// What the page does from the press that saves, or the call that sends, to the end of its transaction.
async fn steps(page: &Puppet) -> Result<Vec<String>> {
    let mut names = Vec::new();
    wait::holds("the end of a transaction", async || {
        let said = page.attribute("html", "data-journey").await?;
        let said = said.unwrap_or_default();
        names = said.split(' ').map(str::to_owned).collect();
        let end = names.iter().position(|name| name == "complete");
        if let Some(end) = end {
            names.truncate(end + 1);
        }
        Ok(end.is_some())
    })
    .await?;
    Ok(names)
}

/// Presses, and waits until the page has stopped: it may say nothing of the press any more.
async fn stops_at(hall: &Hall, page: &Puppet, act: &str, held: usize) -> Result<()> {
    let stops = || wait::holds("the page to stop", async || Ok(hall.proxy.held() > held));
    tokio::select! {
        stopped = stops() => return stopped,
        _ = page.act(act) => {}
    }
    stops().await
}

async fn while_saving(engine: Engine, hall: &mut Hall) -> Result<()> {
    let _alone = ALONE.lock().await;
    arm(hall, "save", None);
    let home = tempfile::tempdir()?;
    let mut page = tablet(hall, home.path()).await?;
    begins(&page).await?;
    page.skips_to_thanks().await?;
    let names = steps(&page).await?;
    let moments = moments(&names);
    ensure!(moments.len() == 6, "{names:?}");
    page.act("finish").await?;
    page.html("data-outbox", "1").await?;
    let mut states = vec![State::Complete];
    for (step, name) in &moments {
        page.kill()?;
        arm(hall, "save", Some(*step));
        page = again(hall, home.path(), states.len()).await?;
        let held = hall.proxy.held();
        begins(&page).await?;
        page.skips_to_the_last_look().await?;
        stops_at(hall, &page, "say-send", held).await?;
        states.push(if name == "complete" {
            State::Complete
        } else {
            State::Partial
        });
    }
    page.kill()?;
    arm(hall, "save", None);
    let page = again(hall, home.path(), states.len()).await?;
    hall.proxy.set(Fault::Pass);
    let fault = "killed at each step of saving";
    let stored = arrived(engine, hall, fault, states.len()).await?;
    let found: Vec<State> = stored.iter().map(|one| one.body.state).collect();
    ensure!(found == states, "{found:?} and not {states:?}: {moments:?}");
    page.html("data-outbox", "0").await?;
    kept(engine, fault, moments.len())?;
    page.kill()
}

/// One response, whose sending is stopped by a kill at each of its steps in turn: each start sends it again.
async fn while_sending(engine: Engine, hall: &mut Hall) -> Result<()> {
    let _alone = ALONE.lock().await;
    arm(hall, "send", None);
    let home = tempfile::tempdir()?;
    let mut page = Puppet::start(home.path(), &hall.link(), hall.proxy.puppetry()).await?;
    page.html("data-assigned", "true").await?;
    begins(&page).await?;
    page.skips_to_thanks().await?;
    page.act("finish").await?;
    let names = steps(&page).await?;
    let moments = moments(&names);
    // Before the call, with the reply in hand, begin, the row's end, the counter, before the commit, after it.
    ensure!(moments.len() == 7, "{names:?}");
    arrived(engine, hall, "killed at each step of sending", 1).await?;
    // The next one cannot be sent while its visitor is there.
    hall.proxy.set(Fault::Status(500, None));
    begins(&page).await?;
    page.skips_to_thanks().await?;
    page.act("finish").await?;
    page.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    for (step, _) in &moments {
        page.kill()?;
        arm(hall, "send", Some(*step));
        let held = hall.proxy.held();
        page = Puppet::start(home.path(), &hall.address(), hall.proxy.puppetry()).await?;
        wait::holds("the page to stop", async || Ok(hall.proxy.held() > held)).await?;
    }
    page.kill()?;
    let fault = "killed while sending, before the reply";
    arm(hall, "send", None);
    let page = again(hall, home.path(), 0).await?;
    arrived(engine, hall, "killed at each step of sending", 2).await?;
    kept(engine, "killed at each step of sending", moments.len())?;
    begins(&page).await?;
    page.skips_to_thanks().await?;
    hall.proxy.set(Fault::CutAfterCommit);
    let begun = hall.proxy.begun();
    page.act("finish").await?;
    wait::holds(
        "a batch on its way",
        async || Ok(hall.proxy.begun() > begun),
    )
    .await?;
    page.kill()?;
    hall.proxy.set(Fault::Pass);
    let page = again(hall, home.path(), 0).await?;
    arrived(engine, hall, fault, 3).await?;
    kept(engine, fault, 1)?;
    page.kill()
}

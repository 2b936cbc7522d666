//! What can go wrong on the tablet itself.

use super::case::Case;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::records::Records;
use journeys::wait;
use serde_json::json;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "faults",
            "a database that is closed or cannot be had loses nothing",
            database
        ),
        shared!(
            "faults",
            "a clock that jumps and a second tab lose nothing",
            clock_and_tab
        ),
        shared!(
            "faults",
            "a tablet without room thanks nobody until there is room",
            no_room,
            |engine| engine == Engine::Chromium
        ),
        shared!(
            "faults",
            "a tablet that is shut out keeps everything until it is let in",
            shut_out
        ),
    ]
}

/// Put before the app: a clock that can jump, and a hand on the connections to the database.
const PRELUDE: &str = include_str!("prelude.js");

async fn database(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(PRELUDE);
    let mut case = Case::open(hall, browser).await?;
    let words = case.words();
    let script = "await begin(); await answers(given[0], 2); \
        const closed = journey.close(); \
        const took = await save(await answers(given[0], 60)); await leave(); return [closed, took]";
    let said = browser.quick(script, vec![words.clone().into()]).await?;
    ensure!(
        said[0].as_u64() > Some(0),
        "no connection was closed: {said}"
    );
    ensure!(said[1].as_f64() >= Some(0.0), "no thanks");
    case.thanked(words);
    case.somebody().await?;
    case.proves("database closed under the page").await?;

    // Nothing can be opened in this page any more: the journal, and a new page at the same question.
    let words = case.words();
    browser
        .quick("await begin(); await answers('', 2)", vec![])
        .await?;
    let at = browser.all("[data-question]", "data-question").await?;
    answers_without_a_database(browser).await?;
    browser.awaits("[data-question]").await?;
    let now = browser.all("[data-question]", "data-question").await?;
    ensure!(at == now, "{at:?} became {now:?}");
    let script = "const took = await save(await answers(given[0], 60)); await leave(); return took";
    let took = browser.quick(script, vec![words.clone().into()]).await?;
    ensure!(took.as_f64() >= Some(0.0), "no thanks");
    case.thanked(words);
    case.proves("no connection to the database: journal and reload")
        .await
        .map(drop)
}

/// Answers while no connection can be had in this page any more, which therefore loads anew.
pub async fn answers_without_a_database(browser: &Browser) -> Result<()> {
    let shut = "window.journeyOld = true; journey.shut(); \
        document.querySelector('#screen [data-act^=\"option-\"], #screen [data-act^=\"tile-\"]').click()";
    browser.js(shut, vec![]).await?;
    wait::holds("a new page", async || {
        Ok(browser.js("return !window.journeyOld", vec![]).await? == true)
    })
    .await?;
    browser.ready().await
}

async fn clock_and_tab(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(PRELUDE);
    let mut case = Case::open(hall, browser).await?;
    let year = 365.25 * 86_400_000.0;
    for (name, offset) in [
        ("clock a year ahead, in the middle of an answer", year),
        ("clock a year back, in the middle of an answer", -year),
    ] {
        let words = case.words();
        let script = "journey.clock(0); await begin(); await answers(given[0], 2); \
            journey.clock(given[1]); const took = await save(await answers(given[0], 60)); \
            await leave(); return [took, journey.year()]";
        let said = browser
            .quick(script, vec![words.clone().into(), json!(offset)])
            .await
            .context(name)?;
        ensure!(said[0].as_f64() >= Some(0.0), "no thanks");
        case.thanked(words.clone());
        // Another while the clock is still wrong.
        case.somebody().await?;
        let stored = case.proves(name).await?;
        let year = said[1].to_string();
        let of = stored.iter().find(|one| one.text.contains(&words));
        let told = of.map(|one| one.body.quarter_hour.clone());
        ensure!(
            told.as_ref().is_some_and(|told| told.starts_with(&year)),
            "{told:?} is not of {year}: the clock did not jump"
        );
    }
    second_tab(&mut case).await
}

/// Two pages, each with a visitor half-way, and the page that sends is closed.
async fn second_tab(case: &mut Case<'_>) -> Result<()> {
    let browser = case.browser;
    let first = browser.page().await?;
    case.hall.proxy.set(Fault::Status(500, None));
    case.somebody().await?;
    let second = browser.another_page().await?;
    browser.open_kiosk(&case.hall.address()).await?;
    browser.html("data-content", "true").await?;
    case.somebody().await?;
    browser.close_page(&first).await?;
    case.hall.proxy.set(Fault::Pass);
    case.somebody().await?;
    browser.turn_to(&second).await?;
    case.proves("second tab").await.map(drop)
}

/// Takes all the room there is, in smaller and smaller pieces that no compression makes smaller.
const FILL: &str = "const asked = (r) => new Promise((d, f) => { r.onsuccess = () => d(r.result); \
        r.onerror = () => f(r.error); }); \
    const opening = indexedDB.open('journey-filler', 1); \
    opening.onupgradeneeded = () => opening.result.createObjectStore('s', { autoIncrement: true }); \
    const db = await asked(opening); \
    let refused = ''; \
    for (const size of [65536, 4096, 256]) { \
        for (let n = 0; n < 2000; n += 1) { \
            const t = db.transaction('s', 'readwrite'); \
            t.objectStore('s').add(crypto.getRandomValues(new Uint8Array(size))); \
            const ended = await new Promise((d) => { t.oncomplete = () => d(''); \
                t.onabort = () => d(t.error?.name ?? 'aborted'); }); \
            if (ended) { refused = ended; break; } } } \
    db.close(); return refused";

async fn no_room(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let origin = hall.address();
    let quota = |bytes: u32| json!({"origin": origin, "quotaSize": bytes});
    // Before the first page: what is left is only counted anew when it seems to be used up.
    let command = "Storage.overrideQuotaForOrigin";
    browser.dev_tools(command, quota(24 << 20)).await?;
    let mut case = Case::open(hall, browser).await?;
    case.somebody().await?;
    browser.html("data-outbox", "0").await?;
    let refused = browser.quick(FILL, vec![]).await?;
    ensure!(refused == "QuotaExceededError", "{refused}");
    let words = case.words();
    let script = "await begin(); return save(await answers(given[0], 60))";
    let took = browser.quick(script, vec![words.clone().into()]).await?;
    ensure!(took == -1, "thanked without room: {took}");
    // This one does not wait until there is room, and walks away…
    let goes = "await press('home'); await press('back'); \
        await until('start', () => screen() === 'start')";
    browser.quick(goes, vec![]).await?;
    case.thanked(words);
    // …and the next one does.
    let words = case.words();
    let took = browser.quick(script, vec![words.clone().into()]).await?;
    ensure!(took == -1, "thanked without room: {took}");
    browser.dev_tools(command, quota(200 << 20)).await?;
    let script = "await press('try-again'); \
        await until('thanks', () => screen() === 'thanks'); await leave()";
    browser.quick(script, vec![]).await?;
    case.thanked(words);
    browser.open_kiosk(&case.hall.address()).await?;
    case.proves("no room on the disk").await.map(drop)
}

async fn shut_out(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let mut case = Case::open(hall, browser).await?;
    let before = case.calls();
    Records::shut_out(&case.hall.office.database(), true).await?;
    case.somebody().await?;
    case.tried(before).await?;
    case.somebody().await?;
    browser.html("data-outbox", "2").await?;
    Records::shut_out(&case.hall.office.database(), false).await?;
    case.somebody().await?;
    case.proves("tablet shut out by the office, and let in again")
        .await
        .map(drop)
}
